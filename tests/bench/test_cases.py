"""Labelled text of every source as reviews with spans, and what stops the reading."""

from __future__ import annotations

import gzip

import pytest

from tests.bench.samples import CORPUS, write_data
from unspoiled.bench.cases import (
    DEV,
    ITEMS,
    KDRAMA,
    SUBJECTIVITY,
    TRIPOD,
    case_of,
    joined,
    read_dev,
    read_subjectivity,
    read_tripod,
    with_synopses,
)
from unspoiled.bench.corpus import read_corpus
from unspoiled.domain import SafeFrom
from unspoiled.errors import InputError


@pytest.fixture
def data(tmp_path):
    write_data(tmp_path)
    return tmp_path


def test_rows_of_a_review_become_one_text_in_order(data):
    cases = read_dev(data / DEV)

    assert len(cases) == 8
    first = cases[0]
    assert first.labels == ("F", "P", "L", "E")
    assert first.review.text.startswith("The music in it is lovely, take 0. A porter")
    assert first.texts[3] == "In the end they marry and he dies at sea."
    assert first.safe_from == (SafeFrom(0), SafeFrom(0), SafeFrom(), SafeFrom())
    assert first.title is None


def test_order_is_that_of_the_index_not_of_the_lines(data):
    path = data / DEV
    lines = gzip.decompress(path.read_bytes()).splitlines()
    path.write_bytes(gzip.compress(b"\n".join(reversed(lines))))

    assert {case.labels for case in read_dev(path)} == {("F", "P", "L", "E")}


def test_films_are_markdown_and_dramas_plain_text(data):
    formats = {case.kind: case.review.format for case in read_dev(data / DEV)}

    assert formats == {"kdrama": "text", "film": "markdown"}


def test_spans_of_joined_texts():
    text, spans = joined(["One.", "", "Two."])

    assert text == "One.  Two."
    assert [text[start:end] for start, end in spans] == ["One.", "", "Two."]


def test_a_synopsis_is_found_by_name_and_year(data):
    known = {
        case.work: case.title for case in with_synopses(read_dev(data / DEV), data)
    }

    named = {work for work, title in known.items() if title is not None}
    # of the others the year differs, nothing is held, or two items have name and year
    assert named == {
        "drama of the red gate",
        "drama of the old gate",
        "the slow barge 1950",
    }
    title = known["drama of the old gate"]
    assert title is not None
    assert (title.title, title.year, title.kind) == ("Another", 2021, "series")
    assert title.synopsis is not None


def test_without_the_reviews_no_dramas_year_is_known(data):
    (data / KDRAMA).unlink()

    cases = with_synopses(read_dev(data / DEV), data)

    assert {case.kind for case in cases if case.title is not None} == {"film"}


def test_a_case_of_the_corpus_has_its_titles_facts(tmp_path):
    (tmp_path / "a.txt").write_text(CORPUS["part_a_01"])

    case = case_of(read_corpus(tmp_path)[0])

    assert case.title is not None
    assert len(case.title.episode_list) == 4
    assert case.safe_from[2] == SafeFrom(2)
    assert case.texts[-1] == "The acting is superb."


def test_other_peoples_tasks(data):
    texts, opinion = read_subjectivity(data / SUBJECTIVITY)
    films = read_tripod(data / TRIPOD)

    assert (len(texts), sum(opinion)) == (24, 12)
    assert [len(film) for film in films.values()] == [4, 4]
    assert films["The Salt Barge"][0] == "Mina works on a barge."


@pytest.mark.parametrize(
    ("name", "row", "line"),
    [
        (DEV, b'{"review": "r", "index": 0, "kind": "radio"}', 1),
        (DEV, b"\n\nnot json", 3),
        (TRIPOD, b'{"work": "A", "sent_idx": 0, "text": "B"}\n{}', 2),
    ],
)
def test_a_row_that_is_none_is_named(data, name, row, line):
    path = data / name
    path.write_bytes(gzip.compress(row))

    with pytest.raises(InputError) as raised:
        list(read_dev(path) if name == DEV else read_tripod(path))

    assert (raised.value.path, raised.value.line) == (path, line)


def test_a_packed_file_that_is_cut_off_is_named(data):
    path = data / ITEMS
    path.write_bytes(path.read_bytes()[:-12])

    with pytest.raises(InputError, match="cut off"):
        with_synopses(read_dev(data / DEV), data)
