"""`unspoiled fold`: one text, an archive, what is told, and what goes wrong."""

from __future__ import annotations

import io
import json
import sys

import pytest

from tests.toy import FERRY, REVIEWS, secrets_in

SAFE = "The acting is superb and the music is lovely."
TOLD = "In the last episode Ji-an dies in his arms and he burns the house down."
TEXT = f"{SAFE} {TOLD} {SAFE}\n"


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "note.txt"
    file.write_text(TEXT, "utf-8")
    return file


def test_one_file_goes_to_standard_output(run, note):
    ran = run("fold", note)

    assert ran.code == 0
    assert ran.out == f"{SAFE} {' '.join(['████'] * len(TOLD.split()))} {SAFE}\n"
    assert "%" in ran.err  # how far such a proof can be trusted


@pytest.mark.parametrize(
    ("to", "sign"),
    [("html", '<details class="spoiler" '), ("markdown", ">!In the last")],
)
def test_in_the_form_asked_for(run, note, to, sign):
    out = run("fold", note, "--to", to).out

    assert sign in out
    assert out.count(SAFE) == 2
    assert TOLD not in run("fold", note, "--to", to, "--drop").out


def test_text_from_standard_input(run, note, monkeypatch):
    pipe = io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", pipe)

    assert run("fold", "-").out == run("fold", note).out


def test_json_says_where_and_holds_no_word(run, note):
    ran = run("fold", note, "--json")

    assert ran.json == {
        "file": str(note), "title_id": None, "to": "text", "written": None,
        "problem": None, "notes": 0, "passes": 0, "mended": False,
        "hidden": [{"start": 46, "end": 46 + len(TOLD), "safe_from": "all",
                    "marked": False}],
    }  # fmt: skip
    assert TEXT[46 : 46 + len(TOLD)] == TOLD


def test_a_boundary_opens_what_the_summaries_prove(run, tmp_path):
    file = tmp_path / "note.md"
    told = "Yeon-du signs a letter of intent and hides it in the rice jar."
    file.write_text(f"---\ntitle: The Salt Ferry\n---\n\n{SAFE}\n\n{told}\n")

    def fold(*more):
        return run("fold", file, *more).out

    assert f">!{told}!<" in fold()
    assert f">!{told}!<" in fold("--boundary", "2")
    assert f">!{told}!<" not in fold("--boundary", "S1E3")
    assert 'data-safe-from="3"' in fold("--to", "html")
    page = tmp_path / "page.html"
    page.write_text(fold("--to", "html"))
    opened = run("fold", page, "--title", "The Salt Ferry", "--boundary", "3").out
    assert "<details" not in opened
    assert "<details" in run("fold", page, "--boundary", "3").out  # nothing proves it
    assert "<details" not in run("fold", page, "--boundary", "all").out


def test_a_title_that_nobody_knows_is_told(run, note):
    ran = run("fold", note, "--title", "Quite Another Thing")

    assert ran.code == 0
    assert "without the title's facts" in ran.err


# --- archives -------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "reviews"
    (folder / "old").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text(TEXT)
    (folder / "a.md").write_text(f"*{SAFE}*\n\n{TOLD}\n")
    (folder / "a.html").write_bytes(
        f"<p>{SAFE} caf\xe9</p>\r\n<p>{TOLD}".encode("cp1252")
    )
    (folder / "old" / "b.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (folder / "c.bbcode").write_text(f"[b]{SAFE}[/b] [spoiler]{SAFE}[/spoiler]")
    (folder / "bad.md").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "picture.jpg").write_bytes(b"\xff\xd8")
    return folder


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_archive_is_folded_file_by_file(run, archive, tmp_path):
    before, out = files(archive), tmp_path / "folded"

    ran = run("fold", archive, "--out", out)

    assert ran.code == 1  # one file is none
    assert "bad.md" in ran.err
    assert "4 folded" in ran.err
    assert "1 could not be folded" in ran.err
    made = files(out)
    assert made.keys() == {"a.md", "a.html", "c.html", "old/b.txt"}
    assert "caf\xe9".encode("cp1252") in made["a.html"]
    assert b"</p>\r\n<details" in made["a.html"]
    assert made["old/b.txt"].startswith(b"\xef\xbb\xbf")
    assert TOLD.encode() not in made["old/b.txt"]
    assert files(archive) == before


def test_a_second_run_changes_nothing(run, archive, tmp_path):
    out = archive / "folded"  # within the archive itself
    run("fold", archive, "--out", out)
    before = {name: path.stat().st_mtime_ns for name, path in
              ((p.name, p) for p in out.rglob("*") if p.is_file())}  # fmt: skip

    ran = run("fold", archive, "--out", out)

    assert "4 of them as they were there already" in ran.err
    after = {p.name: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    assert after == before
    folded = tmp_path / "again"
    run("fold", out, "--out", folded)
    assert files(folded) == files(out)


def test_files_that_would_meet_keep_apart(run, archive, tmp_path):
    out = tmp_path / "folded"
    lines = run(
        "fold", archive, note_in(tmp_path), "--to", "html", "--out", out, "--json"
    )

    made = files(out)
    assert made.keys() == {
        "a.md.html", "a.html.html", "c.html", "old/b.html", "b.html",
    }  # fmt: skip
    assert {line["written"] for line in lines.lines if line["written"]} == {
        str(out / name) for name in made
    }
    assert [line["file"] for line in lines.lines if line["problem"]] == [
        str(archive / "bad.md")
    ]


def note_in(folder):
    file = folder / "b.txt"
    file.write_text(TEXT)
    return file


def test_nothing_is_written_over_its_source(run, archive):
    before = files(archive)
    ran = run("fold", archive / "a.md", archive / "a.html", "--out", archive)

    assert ran.code == 1
    assert ran.err.count("written over itself") == 2
    assert files(archive) == before


def test_missing_files_are_named_and_the_rest_go_on(run, note, tmp_path):
    ran = run("fold", tmp_path / "none.txt", note, "--out", tmp_path / "out")

    assert ran.code == 1
    assert "none.txt" in ran.err
    assert files(tmp_path / "out").keys() == {"note.txt"}


def test_a_boundary_that_cannot_be_counted_is_that_files_problem(run, note, tmp_path):
    (line,) = run(
        "fold", note, "--boundary", "S2E1", "--out", tmp_path / "out", "--json"
    ).lines

    assert "season 2" in line["problem"]
    assert run("fold", note, "--boundary", "S2E1").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.txt", "b.txt"),
        (".",),
        (),
        ("-", "--out", "x"),
        ("a.txt", "--to", "pdf"),
        ("a.txt", "--format", "word"),
    ],
)
def test_wrong_usage(run, arguments):
    assert run("fold", *arguments).code == 2


def test_a_folder_without_texts(run, tmp_path):
    (tmp_path / "in").mkdir()
    ran = run("fold", tmp_path / "in", "--out", tmp_path / "out")

    assert ran.code == 1
    assert "can be folded" in ran.err


@pytest.mark.parametrize("file", [FERRY, *sorted(REVIEWS.glob("*.[mh]*"))])
def test_no_secret_of_the_toy_reviews_gets_out(run, file):
    for to in ("html", "markdown", "text"):
        assert secrets_in(run("fold", file, "--to", to, "--drop").out) == []
    assert secrets_in(run("fold", file, "--to", "text").out) == []
    told = run("fold", file, "--json").out
    assert secrets_in(told) == []
    assert json.loads(told)["hidden"]
