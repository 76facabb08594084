"""Wrong input: one clear sentence each, nothing lost, and the library answers after."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.toy import REVIEWS, TITLES, TODAY
from unspoiled import Guide

GOOD = {
    "id": "x-good",
    "title": "The Quiet Kiln",
    "year": 2022,
    "source": "Good Paper",
    "text": "The acting is wonderful and the music is beautiful. A calm drama.",
}


def told(ran, *words, lines=1):
    """One sentence on stderr that names all of `words`."""
    assert ran.code == 1
    said = [line for line in ran.err.splitlines() if not line.startswith("  ")]
    said = [line for line in said if "`unspoiled settle` lists" not in line]
    assert len(said) == lines, ran.err
    for line in said:
        assert line.endswith((".", "?"))
        assert len(line) < 400
    for word in words:
        assert str(word) in ran.err
    return said[0]


def answers(run):
    """The library opens and answers as ever."""
    ran = run("ask", "calm, on Disney+", "--json", "--today", TODAY)
    assert ran.code == 0
    assert [pick["title_id"] for pick in ran.json["picks"]] == ["toy-quiet-kiln"]


def sources(run, title="The Quiet Kiln"):
    return {r["source"] for r in run("read", title, "--json").json["reviews"]}


# --- files that are not what they should be -----------------------------------------


def binary(folder):
    file = folder / "bad.md"
    file.write_bytes(bytes(range(256)) * 20)
    return file, ("binary file", "UTF-8")


def cut_off(folder):
    packed = gzip.compress(os.urandom(30_000).hex().encode())
    file = folder / "bad.jsonl.gz"
    file.write_bytes(packed[: len(packed) // 2])
    return file, ("line 1", "cut off", "again")


def no_gzip(folder):
    file = folder / "bad.jsonl.gz"
    file.write_text(json.dumps(GOOD))
    return file, ("not a gzip file", ".jsonl")


def unknown_kind(folder):
    file = folder / "bad.docx"
    file.write_bytes(b"PK\x03\x04")
    return file, ("cannot be read", ".md")


def empty(folder):
    file = folder / "bad.txt"
    file.write_text(" \n")
    return file, ("no text",)


def front_matter(folder):
    file = folder / "bad.md"
    file.write_text("---\ntitle: The Quiet Kiln\nauthor: [a\n---\nGood acting.")
    return file, ("line ", "front matter")


def no_object(folder):
    file = folder / "bad.jsonl"
    file.write_text("[1, 2]\n")
    return file, ("line 1", "JSON object")


def no_year(folder):
    file = folder / "bad.jsonl"
    file.write_text('{"title": "A", "year": "soon"}\n')
    return file, ("line 1", "year")


def utf16(folder):
    file = folder / "bad.jsonl"
    file.write_bytes(json.dumps(GOOD).encode("utf-16"))
    return file, ("UTF-8",)


@pytest.mark.parametrize(
    "make",
    [
        binary, cut_off, no_gzip, empty, front_matter, no_object, no_year, utf16,
    ],
)  # fmt: skip
@pytest.mark.parametrize("alone", [True, False])
def test_a_bad_file_is_named_and_the_good_ones_go_in(run, tmp_path, make, alone):
    folder = tmp_path / "folder"
    folder.mkdir()
    bad, words = make(folder)
    (folder / "good.jsonl").write_text(json.dumps(GOOD))

    ran = run("add", *([bad, folder / "good.jsonl"] if alone else [folder]))

    told(ran, bad, *words)
    assert "Good Paper" in sources(run)
    answers(run)


def test_a_file_of_no_known_kind(run, tmp_path):
    bad, words = unknown_kind(tmp_path)

    told(run("add", bad), bad, *words)


def test_one_bad_line_of_many(run, tmp_path):
    file = tmp_path / "many.jsonl"
    lines = [json.dumps(GOOD)] * 899 + [
        json.dumps(GOOD | {"id": "x-last", "source": "Last Paper"})
    ]
    lines[811] = '{"title": "The Quiet Kiln", "text": "QUILLON'
    file.write_text("\n".join(lines))

    ran = run("add", file)

    sentence = told(ran, file, "line 812", "not valid JSON")
    assert "QUILLON" not in sentence
    assert {"Good Paper", "Last Paper"} <= sources(run)
    answers(run)


def test_a_packed_file_that_is_cut_off_gives_what_came_before(run, tmp_path):
    file = tmp_path / "cut.jsonl.gz"
    filler = {"title": "The Quiet Kiln", "text": os.urandom(40_000).hex()}
    packed = gzip.compress(f"{json.dumps(GOOD)}\n{json.dumps(filler)}\n".encode())
    file.write_bytes(packed[:-3000])

    ran = run("add", file)

    told(ran, file, "line 2", "cut off")
    assert "Good Paper" in sources(run)


def test_a_line_of_200_megabytes(run, tmp_path):
    file = tmp_path / "long.jsonl"
    with file.open("w") as out:
        out.write(json.dumps(GOOD) + "\n")
        out.write('{"title": "The Quiet Kiln", "text": "')
        for _ in range(200):
            out.write("a word or " * 100_000)
        out.write('"}\n')
        out.write(json.dumps(GOOD | {"id": "x-last", "source": "Last Paper"}))

    ran = run("add", file)
    file.unlink()

    told(ran, file, "line 2", "longer than")
    assert {"Good Paper", "Last Paper"} <= sources(run)
    answers(run)


def test_a_packed_bomb(run, tmp_path):
    file = tmp_path / "bomb.jsonl.gz"
    with gzip.open(file, "wb", compresslevel=9) as out:
        out.write(json.dumps(GOOD).encode() + b"\n")
        for _ in range(200):
            out.write(b" " * 1_000_000)

    ran = run("add", file)

    told(ran, file, "line 2", "unpacks to far more")
    assert "Good Paper" in sources(run)


def test_a_missing_file_keeps_what_was_named_before_it(run, tmp_path):
    good = tmp_path / "good.jsonl"
    good.write_text(json.dumps(GOOD))

    told(run("add", good, tmp_path / "none.md"), tmp_path / "none.md")

    assert "Good Paper" in sources(run)
    answers(run)


@pytest.mark.parametrize(
    "arguments",
    [
        ("judge", "none.txt"),
        ("judge", "."),
        ("ask", "--batch", "none.jsonl"),
        ("judge", TITLES, "--spans", "none.json"),
    ],
)
def test_other_files_that_are_not_there(run, arguments):
    told(run(*arguments), "cannot be read" if "." in arguments else "")


def test_a_file_without_end_is_not_judged(run):
    told(run("judge", "/dev/zero"), "larger than")


def test_a_binary_file_is_not_judged(run, tmp_path):
    file, words = binary(tmp_path)

    ran = run("judge", file, "--json")

    told(ran, file, *words)
    assert ran.out == ""


# --- words that make no sense -------------------------------------------------------


@pytest.mark.parametrize("command", ["about", "read", "seen", "rate", "remove"])
def test_no_such_title(run, command):
    ran = run(command, "The Silver Teaspoon Conspiracy")

    told(ran, "The Silver Teaspoon Conspiracy")
    assert ran.out == ""


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("ask", "calm", "--today", "2025-13-40"), "YYYY-MM-DD"),
        (("ask", "calm", "--today", "tomorrow"), "YYYY-MM-DD"),
        (("ask", "calm", "--seen", "The Salt Ferry"), "TITLE=EP"),
        (("ask", "calm", "--seen", "=3"), "TITLE=EP"),
        (("ask", "calm", "--seen", "The Salt Ferry=soon"), "soon"),
        (("ask", "calm", "--seen", "The Salt Ferry=S9E1"), "season 9"),
        (("ask", "calm", "--seen", "No Such Thing Here=1"), "No Such Thing Here"),
        (("seen", "The Salt Ferry", "half"), "half"),
        (("read", "The Salt Ferry", "--boundary", "-1"), "boundary"),
        (("judge", TITLES.parent / "ferry.txt", "--boundary", "S2E1"), "season"),
        (("about", "The Salt Ferry", "--seen", "x"), "boundary"),
        (("rate", "The Salt Ferry", "11"), "0 to 10"),
        (("about", "The Salt Ferry (1970)"), "The Salt Ferry (20"),
        (("seen", "--library", "~nobody-at-all/library"), "home folder"),
    ],
)
def test_words_that_make_no_sense(run, arguments, word):
    ran = run(*arguments)

    told(ran, word)
    assert ran.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ask",),
        ("ask", "calm", "--batch", "file"),
        ("ask", "calm", "--limit", "0"),
        ("ask", "calm", "--limit", "1001"),
        ("ask", "calm", "--limit", "many"),
        ("ask", "calm", "--nonsense"),
        ("add",),
        ("add", "file", "--year", "12"),
        ("read",),
        ("judge",),
        ("rate", "A", "ten"),
        ("fly",),
    ],
)
def test_wrong_usage(run, arguments):
    ran = run(*arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert "Usage:" in ran.err


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("no json", "JSON"),
        ("[1]", '"id" and "text"'),
        ('{"id": 1}', '"id" and "text"'),
        ('{"id": 1, "text": 2}', '"id" and "text"'),
        ('{"text": "calm"}', '"id" and "text"'),
        ("\xff\xfe", "JSON"),
        ('{"id": 1, "text": "\xff"}', "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"id": 1, "text": " "}', "empty"),
    ],
)
def test_a_bad_line_in_a_file_of_requests(run, tmp_path, line, word):
    batch = tmp_path / "requests.jsonl"
    good = '{"id": 1, "text": "calm"}\n'
    batch.write_bytes(good.encode() + line.encode("latin-1") + b"\n" + good.encode())

    ran = run("ask", "--batch", batch, "--today", TODAY)

    told(ran, f"{batch}, line 2", word)
    assert [one["id"] for one in ran.lines] == [1]


# --- libraries that cannot be used --------------------------------------------------


@pytest.mark.parametrize("command", [("ask", "calm"), ("add", TITLES), ("seen",)])
def test_a_library_of_a_newer_version(run, toy, command):
    connection = sqlite3.connect(toy / "library.db")
    connection.execute("PRAGMA user_version = 999")
    connection.close()

    ran = run(*command)

    told(ran, toy, "newer version", "--library")
    assert ran.out == ""


@pytest.mark.parametrize("command", [("ask", "calm"), ("add", TITLES), ("seen",)])
def test_garbage_is_no_library(run, toy, command):
    for file in toy.glob("library.db-*"):
        file.unlink()
    (toy / "library.db").write_bytes(b"all sorts of things " * 500)

    told(run(*command), toy, "damaged or no library")

    assert (toy / "library.db").read_bytes().startswith(b"all sorts of things")


def test_a_file_where_the_library_should_be(run, tmp_path):
    file = tmp_path / "file"
    file.write_text("a file")

    ran = run("ask", "calm", "--library", file)

    assert ran.code == 2
    assert "is a file" in ran.err


STRANGER = """
import io, json, os, sys
from contextlib import redirect_stderr, redirect_stdout
from unspoiled.cli import main

def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main(list(arguments))
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()

warm, library, *words = sys.argv[1:]
for _ in range(2):  # every module is imported before the rights to read it go
    run("ask", "calm", "--library", warm)
    run("read", "Winter Recipe", "--library", warm)
    run("seen", "Winter Recipe", "1", "--library", warm)
    run("add", words[-1], "--library", warm)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print(json.dumps([
    run("ask", "calm, on Disney+", "--json", "--library", library),
    run("read", "The Quiet Kiln", "--library", library),
    run("add", words[-1], "--library", library),
    run("seen", "The Quiet Kiln", "2", "--library", library),
]))
"""


@pytest.mark.parametrize("starter", [None, "of an earlier version"])
def test_a_library_that_this_user_may_only_read(toy, tmp_path, starter):
    if starter is not None:
        with Guide.open(toy, starter=False) as guide, guide.writing():
            guide.store.set_setting("starter", starter)
    folder = Path(tempfile.mkdtemp(prefix="unspoiled-test-"))
    file = folder / "good.jsonl"
    file.write_text(json.dumps(GOOD))
    library = folder / "library"
    shutil.copytree(toy, library)
    for one in (folder, *folder.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)
    try:
        done = subprocess.run(
            [sys.executable, "-c", STRANGER, str(toy), str(library), str(file)],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
    finally:
        for one in (folder, *folder.rglob("*")):
            one.chmod(0o755)
        shutil.rmtree(folder)
    ask, read, add, seen = json.loads(done.stdout)

    assert ask[0] == 0
    assert json.loads(ask[1])["picks"][0]["title_id"] == "toy-quiet-kiln"
    assert read[0] == 0
    for code, out, err in (add, seen):
        assert (code, out) == (1, "")
        assert "cannot be written to by this user" in err
        assert str(library) in err
        assert len(err.splitlines()) == 1


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 6 MB; needs the right to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk(run, toy, small_disk, tmp_path):
    library = small_disk / "library"
    shutil.copytree(toy, library)
    many = tmp_path / "many.jsonl"
    many.write_text(
        "\n".join(
            json.dumps(GOOD | {"id": f"x-{n}", "text": f"{GOOD['text']} No {n}. " * 9})
            for n in range(60)
        )
    )
    rest = small_disk / "rest"
    rest.write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - 150_000)))

    ran = run("add", many, "--library", library)

    told(ran, "no room left", library)
    here = ("--library", library)
    asked = run("ask", "calm, on Disney+", "--json", "--today", TODAY, *here)
    assert asked.json["picks"][0]["title_id"] == "toy-quiet-kiln"
    rest.unlink()
    report = run("add", many, "--json", *here).json
    assert sum(report["reviews"].values()) == 60
    assert len(run("read", "The Quiet Kiln", "--json", *here).json["reviews"]) == 61


# --- several processes, and sudden ends ----------------------------------------------

HOLDER = """
import sys
from unspoiled import Guide

with Guide.open(sys.argv[1]) as guide, guide.writing():
    print("holding", flush=True)
    sys.stdin.readline()
"""


def test_a_second_writer_is_told_who_holds_the_library(run, toy, tmp_path, monkeypatch):
    file = tmp_path / "good.jsonl"
    file.write_text(json.dumps(GOOD))
    monkeypatch.setenv("UNSPOILED_WAIT", "0.3")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(toy)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()

        answers(run)
        told(run("add", file), f"process {holder.pid}", "try again")
        told(run("seen", "The Quiet Kiln", "2"), f"process {holder.pid}")

        holder.communicate("\n", timeout=60)
    assert run("add", file).code == 0
    assert "Good Paper" in sources(run)


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "unspoiled", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def reviews_file(path, first, number):
    records = (
        GOOD | {"id": f"x-{n}", "text": f"{GOOD['text']} Number {n}. " * 5}
        for n in range(first, first + number)
    )
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def test_two_writers_at_once_both_get_through(run, toy, tmp_path):
    writers = [
        start("add", reviews_file(tmp_path / f"{first}.jsonl", first, 20))
        for first in (0, 100)
    ]

    ended = [
        (*writer.communicate(timeout=120), writer.returncode) for writer in writers
    ]

    assert [code for _, _, code in ended] == [0, 0], ended
    assert len(run("read", "The Quiet Kiln", "--json").json["reviews"]) == 41
    answers(run)


def test_killed_in_the_middle_of_adding_then_resumed(run, toy, tmp_path):
    files = [
        reviews_file(tmp_path / f"{part}.jsonl", 100 * part, 25) for part in range(6)
    ]
    writer = start("add", *files)
    with Guide.open(toy) as guide:
        before = guide.store.counts().reviews
        end = time.monotonic() + 60
        while guide.store.counts().reviews == before and time.monotonic() < end:
            time.sleep(0.01)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        kept = guide.store.counts().reviews - before

    assert writer.returncode == -signal.SIGKILL
    assert 0 < kept < 150
    answers(run)
    report = run("add", *files, "--json").json
    assert report["reviews"]["same"] >= kept
    assert sum(report["reviews"].values()) == 150
    assert len(run("read", "The Quiet Kiln", "--json").json["reviews"]) == 151
    assert run("add", REVIEWS, "--json").json["reviews"] == {"same": 10}
