"""Killed, full, read-only, damaged, newer, held by another: nothing is lost."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from unspoiled.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryFull,
    LibraryNewer,
    LibraryReadOnly,
)
from unspoiled.store import schema
from unspoiled.store.sqlite import open_store

from .conftest import fill, level
from .library import COLD, ENCODER, LANTERN, WARM, encode, review_entry, title_entry

ROOT = Path(__file__).parents[2]


def child(code, *args, **rest):
    """Start a Python process that can import the package and these tests."""
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, **rest
    )


def answers(store):
    """What the toy library must answer, whatever happened to its indexes."""
    assert store.search_words("calm", k=1)[0].passage.review_id == WARM.id
    gentle = encode(["the pacing is gentle"])[0]
    assert store.search_vectors(gentle, k=1)[0].passage.index == 1


# --- killed -----------------------------------------------------------------------

WRITER = """
import sys
from dataclasses import replace
from tests.store.conftest import level
from tests.store.library import LANTERN, WARM, review_entry, title_entry
from unspoiled.store.sqlite import open_store

store = open_store(sys.argv[1])
first = store.counts().titles
for batch in range(first, first + 1000):
    with store.writing():
        for number in (0, 1):
            key = f"t-{batch}-{number}"
            store.put_titles([title_entry(replace(LANTERN, id=key, title=key))])
            text = f"Batch zq{batch} says. " * 20
            review = replace(WARM, id=f"r-{batch}-{number}", title_id=key, text=text)
            store.put_review(review_entry(review))
    print(batch, flush=True)
    level(store)
"""


@pytest.mark.slow
def test_killed_at_any_moment_nothing_acknowledged_is_lost(path):
    rng = random.Random(7)
    acknowledged = []
    for _ in range(5):
        writer = child(WRITER, path)
        assert writer.stdout is not None
        acknowledged.append(int(writer.stdout.readline()))
        time.sleep(rng.uniform(0, 0.4))
        writer.kill()
        acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
        writer.stdout.close()
        writer.wait()

        store = open_store(path)
        counts = store.counts()
        assert counts.titles == counts.reviews
        assert counts.titles >= 2 * len(acknowledged)
        level(store)
        for batch in acknowledged:
            found = store.search_words(f"zq{batch}", k=50, kinds=["sentence"])
            assert {hit.passage.title_id for hit in found} == {
                f"t-{batch}-0",
                f"t-{batch}-1",
            }
        probe = encode([f"Batch zq{acknowledged[-1]} says"])[0]
        nearest = store.search_vectors(probe, k=1, kinds=["sentence"])[0]
        assert f"zq{acknowledged[-1]} " in f"{nearest.passage.text} "
        store.close()


def test_an_interrupted_rebuild_leaves_the_last_index(store, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*args):
        raise Killed

    store.put_review(review_entry(COLD, judged_by="judge-2", searched=False))
    monkeypatch.setattr("unspoiled.store.snapshots._mark", killed)
    with pytest.raises(Killed):
        store.catch_up(ENCODER)
    answers(store)

    monkeypatch.undo()
    other = open_store(store.path)
    other.catch_up(ENCODER)
    answers(other)
    assert other.search_words("ocean", k=3) == []
    other.close()


# --- damaged ----------------------------------------------------------------------


def truncate(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def garble(path):
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(
        255 - byte for byte in data[middle : middle + 40]
    )
    path.write_bytes(data)


def remove(path):
    path.unlink()


@pytest.mark.parametrize("harm", [truncate, garble, remove])
@pytest.mark.parametrize("write", [True, False])
def test_a_damaged_index_mends_itself(store, harm, write):
    store.close()
    files = [
        p for kind in ("lexical", "vectors") for p in (store.path / kind).glob("*/*")
    ]
    for file in files:
        if not file.name.startswith(".tantivy") and file.stat().st_size:
            harm(file)

    again = open_store(store.path, write=write)
    again.catch_up(ENCODER)
    answers(again)
    again.close()


@pytest.mark.parametrize("harm", [garble, remove])
def test_a_damaged_pointer_mends_itself(store, harm):
    for pointer in store.path.glob("*/current.json"):
        harm(pointer)

    store.catch_up(ENCODER)

    answers(store)
    assert len(list(store.path.glob("*/current.json"))) == 3


def test_missing_indexes_are_made_again(store):
    shutil.rmtree(store.path / "lexical")
    shutil.rmtree(store.path / "vectors")

    again = open_store(store.path)
    answers(again)  # at once, for this process alone
    again.catch_up(ENCODER)
    answers(again)
    assert len(list(again.path.glob("*/current.json"))) == 3
    again.close()


def test_a_copied_library_answers_with_its_indexes(store, tmp_path):
    store.close()
    shutil.copytree(store.path, tmp_path / "copy")  # with other times

    copy = open_store(tmp_path / "copy", write=False)

    answers(copy)
    assert copy._lexical.level is not None
    copy.close()


def test_an_index_ahead_of_a_restored_library_is_made_anew(store, tmp_path):
    store.close()
    shutil.copy(store.path / "library.db", tmp_path / "backup.db")
    store = open_store(store.path)
    store.put_titles([title_entry(LANTERN, card="Replaced later")])
    level(store)
    store.close()

    shutil.copy(tmp_path / "backup.db", store.path / "library.db")
    store = open_store(store.path)
    store.put_titles([title_entry(LANTERN, card="Written instead")])
    level(store)

    assert store.search_words("replaced", k=3) == []
    assert len(store.search_words("instead", k=3)) == 1
    answers(store)
    store.close()


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_garbage_is_no_library(path, content):
    path.mkdir()
    (path / "library.db").write_bytes(content)

    for write in (True, False):
        with pytest.raises(LibraryDamaged):
            open_store(path, write=write)
    assert (path / "library.db").read_bytes() == content


def test_another_programs_database_is_no_library(path):
    path.mkdir()
    other = sqlite3.connect(path / "library.db")
    other.execute("CREATE TABLE recipes (name)")
    other.close()

    with pytest.raises(LibraryDamaged, match="another program"):
        open_store(path)


def test_a_damaged_page_is_said_to_be_one(store):
    store.close()
    file = store.path / "library.db"
    data = bytearray(file.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 200] = b"\xee" * 200
    file.write_bytes(data)

    with pytest.raises(LibraryDamaged), closing(open_store(store.path)) as damaged:
        damaged.title("t-lantern")


def test_a_file_is_no_library(path):
    path.write_text("a file")

    with pytest.raises(LibraryDamaged, match="folder"):
        open_store(path)


def test_an_empty_file_of_a_killed_first_start_is_a_new_library(path):
    path.mkdir()
    (path / "library.db").touch()

    store = open_store(path)

    assert store.counts().titles == 0
    store.close()


# --- versions ---------------------------------------------------------------------


def test_a_newer_library_is_left_alone(store):
    store.close()
    connection = sqlite3.connect(store.path / "library.db")
    connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    connection.close()

    for write in (True, False):
        with pytest.raises(LibraryNewer):
            open_store(store.path, write=write)


def test_migrations_come_one_by_one_with_their_record(store, monkeypatch):
    steps = (
        *schema.MIGRATIONS,
        schema.Migration("add a note", ("ALTER TABLE titles ADD COLUMN note TEXT",)),
        schema.Migration("broken", ("CREATE TABLE half (a)", "CREATE nonsense")),
    )
    with pytest.raises(LibraryDamaged):
        schema.migrate(store._db, steps)

    assert schema.version_of(store._db) == len(steps) - 1
    assert store._db.column("SELECT name FROM migrations ORDER BY number") == [
        step.name for step in steps[:-1]
    ]
    assert not store._db.rows("SELECT 1 FROM sqlite_master WHERE name = 'half'")
    assert store.title("t-lantern") == LANTERN


# --- no right, no room ------------------------------------------------------------

READER = """
import os, sys
import filelock, mmap
from tests.store.library import LANTERN, title_entry
from tests.store.test_trouble import answers
from unspoiled.errors import LibraryReadOnly
from unspoiled.store.sqlite import open_store
from unspoiled.domain import Boundary
from unspoiled.facets import FacetReader
from unspoiled.vocabulary import load_vocabulary

FacetReader(load_vocabulary())  # the package's own files may be another user's
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for write in (True, False):
    store = open_store(sys.argv[1], write=write)
    assert store.title("t-lantern") == LANTERN
    store.catch_up("letters-32")
    answers(store)
    for act in (
        lambda: store.put_titles([title_entry(LANTERN, card="other")]),
        lambda: store.set_progress("me", "t-lantern", Boundary(1)),
    ):
        try:
            act()
        except LibraryReadOnly:
            print("read-only", flush=True)
    store.close()
try:
    open_store(os.path.join(sys.argv[1], "inner"))
except LibraryReadOnly:
    print("read-only", flush=True)
"""


@pytest.mark.parametrize("left", ["closed", "killed", "no index", "log alone"])
def test_a_library_without_the_right_to_write_is_read(left):
    """By another user where we are root, else in a folder that we may not write to."""
    folder = Path(tempfile.mkdtemp(prefix="unspoiled-test-"))
    path = folder / "library"
    store = open_store(path)
    fill(store)
    if left == "closed":
        store.close()
    elif left == "no index":
        store.close()
        shutil.rmtree(path / "lexical")
        shutil.rmtree(path / "vectors")
    elif left == "log alone":
        (path / "library.db-shm").unlink()
    for file in (folder, *folder.rglob("*")):
        file.chmod(0o555 if file.is_dir() else 0o444)
    try:
        reader = child(READER, path)
        output, _ = reader.communicate(timeout=60)
    finally:
        for file in (folder, *folder.rglob("*")):
            file.chmod(0o755)
        store.close()
        shutil.rmtree(folder)

    assert reader.returncode == 0
    assert output.split() == ["read-only"] * 5


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 3 MB; needs the right to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_loses_nothing(small_disk):
    store = open_store(small_disk / "library")
    fill(store)
    before = store.counts()

    with pytest.raises(LibraryFull):
        store.put_review(review_entry(_long_review()))
    (small_disk / "rest").write_bytes(bytes(_room(small_disk)))
    with pytest.raises(LibraryFull):
        store.put_review(review_entry(_long_review()))

    assert store.counts() == before
    store.catch_up(ENCODER)
    answers(store)
    store.close()
    again = open_store(small_disk / "library")
    again.catch_up(ENCODER)
    answers(again)
    assert again.title("t-lantern") == LANTERN

    (small_disk / "rest").unlink()
    assert again.put_titles([title_entry(LANTERN, card="other")]) == ["changed"]
    again.close()


def test_no_room_for_the_indexes_is_no_reason_not_to_answer(small_disk):
    store = open_store(small_disk / "library")
    fill(store)
    store.put_titles([title_entry(LANTERN, card="A brand new card")])
    (small_disk / "rest").write_bytes(bytes(_room(small_disk)))

    store.catch_up(ENCODER)
    answers(store)
    (small_disk / "rest").unlink()
    store.catch_up(ENCODER)

    assert len(store.search_words("brand new", k=3)) == 1
    store.close()


def _long_review():
    text = "".join(f"Sentence {n} of many. " for n in range(15_000))
    return WARM.__class__(id="r-long", text=text, title_id="t-lantern")


def _room(disk):
    return shutil.disk_usage(disk).free


# --- one writer, many readers -----------------------------------------------------

HOLDER = """
import sys
from unspoiled.domain import Boundary
from unspoiled.store.sqlite import open_store

store = open_store(sys.argv[1])
with store.writing():
    store.set_progress("other", "t-lantern", Boundary(2))
    store.remove_title("t-orchard")
    print("holding", flush=True)
    sys.stdin.readline()
store.close()
"""


def test_a_second_writer_waits_and_then_says_who_holds_the_library(store):
    holder = child(HOLDER, store.path, stdin=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    short = open_store(store.path, wait_seconds=0.2)

    with pytest.raises(LibraryBusy, match=f"process {holder.pid}"):
        short.put_titles([title_entry(LANTERN, card="mine")])
    assert short.title("t-orchard") is not None  # readers see what was before
    assert store.progress("other") == {}
    short.catch_up(ENCODER)
    answers(short)

    holder.communicate("go on\n", timeout=60)
    assert short.put_titles([title_entry(LANTERN, card="mine")]) == ["changed"]
    assert short.title("t-orchard") is None
    assert store.progress("other")["t-lantern"].episodes == 2
    short.close()


def test_a_writer_waits_for_its_turn(store):
    holder = child(HOLDER, store.path, stdin=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdin is not None
    holder.stdout.readline()
    waiting = child(
        "import sys; from unspoiled.store.sqlite import open_store\n"
        "store = open_store(sys.argv[1], wait_seconds=30)\n"
        "print('open', flush=True)\n"
        "store.set_setting('turn', 'mine'); store.close()",
        store.path,
    )
    assert waiting.stdout is not None
    waiting.stdout.readline()
    time.sleep(0.1)
    assert waiting.poll() is None

    holder.communicate("\n", timeout=60)
    waiting.communicate(timeout=60)

    assert store.setting("turn") == "mine"


def test_a_dead_holder_holds_nothing(store):
    holder = child(HOLDER, store.path, stdin=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.kill()
    holder.communicate()

    store.set_setting("after", "all")

    assert store.title("t-orchard") is not None
    assert json.loads((store.path / "lock.holder").read_text())["pid"] == os.getpid()


def test_a_reader_goes_on_while_the_indexes_move(store):
    reader = open_store(store.path, write=False)
    answers(reader)

    for number in range(4):
        store.put_titles([title_entry(LANTERN, card=f"Card zq{number}")])
        level(store)
        answers(reader)
        assert len(reader.search_words(f"zq{number}", k=3)) == 1
    reader.close()


def test_reading_only_refuses_to_write(store):
    reader = open_store(store.path, write=False)

    with pytest.raises(LibraryReadOnly):
        reader.set_setting("a", "b")
    reader.close()
