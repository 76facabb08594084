"""Files and folders become records; one bad record never stops the rest."""

import gzip
import json
import os
from pathlib import Path

import pytest

from unspoiled.errors import NotFound
from unspoiled.sources.paths import READERS, read_path
from unspoiled.sources.records import ReviewDefaults, SourceRecord

TITLE = {"id": "p1", "title": "A Quiet Pier", "year": 2020}
REVIEW = {"id": "r1", "title_id": "p1", "text": "Calm, and never in a hurry."}


def records(path: Path, **said) -> list[SourceRecord]:
    return list(read_path(path, defaults=ReviewDefaults(**said)))


def problems(path: Path) -> list[str]:
    return [str(record.problem) for record in records(path) if record.problem]


def json_lines(*values) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def test_titles_and_reviews_come_mixed(tmp_path):
    text = json_lines(TITLE, REVIEW, TITLE | {"id": "p2"})
    (tmp_path / "a.jsonl").write_text(text)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "c.json").write_text(json.dumps([TITLE, REVIEW, TITLE | {"id": "p2"}]))
    (tmp_path / "d.json").write_text(text)

    for name in ("a.jsonl", "b.jsonl.gz", "c.json", "d.json"):
        found = records(tmp_path / name)
        assert [bool(r.title) for r in found] == [True, False, True], name
        assert found[1].review is not None
        assert found[1].review.text == REVIEW["text"]
        assert found[-1].progress == 1.0


def test_a_folder_is_read_in_order_with_all_below_it(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text("Second.")
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.md").write_text("Never.")
    os.symlink(tmp_path, tmp_path / "b" / "loop")

    found = records(tmp_path)

    assert [r.review.text for r in found if r.review] == ["First.", "Second."]
    assert [r.skipped for r in found if r.skipped] == [1]
    assert not any(r.problem for r in found)
    assert [r.progress for r in found] == sorted(r.progress for r in found)


def test_a_folder_without_anything_readable_says_so(tmp_path):
    (tmp_path / "notes.docx").write_text("x")

    assert "nothing in this folder can be read" in problems(tmp_path)[0]


def test_a_bad_file_does_not_stop_a_folder(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "b.txt").write_text("Fine.")

    found = records(tmp_path)

    assert "binary" in str(found[0].problem)
    assert found[1].review is not None


def test_a_missing_path_is_not_found(tmp_path):
    os.symlink(tmp_path / "nowhere", tmp_path / "broken.md")

    for name in ("missing.md", "broken.md"):
        with pytest.raises(NotFound, match=name):
            read_path(tmp_path / name)


def test_unknown_kinds_of_file_are_named_with_the_known(tmp_path):
    (tmp_path / "a.docx").write_text("x")

    assert all(ending in problems(tmp_path / "a.docx")[0] for ending in READERS)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.jsonl.gz"])
def test_empty_files_are_told(tmp_path, name):
    (tmp_path / name).write_bytes(b"")

    assert len(problems(tmp_path / name)) == 1


def test_pipes_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")

    assert "not a regular file" in problems(tmp_path / "pipe.txt")[0]
    assert "not a regular file" in problems(tmp_path / "pipe.jsonl")[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)

    assert "permissions" in problems(path)[0]
