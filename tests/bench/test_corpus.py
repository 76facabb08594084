"""The labelled corpus: its form, what a record says, and what stops the reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.samples import CORPUS, ICE, LANTERN
from unspoiled.bench.corpus import (
    SECOND_LABELS,
    is_held_out,
    read_corpus,
    read_file,
    read_second_labels,
    split_held_out,
)
from unspoiled.domain import Episode, SafeFrom
from unspoiled.errors import InputError, NotFound

OWN = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def folder(tmp_path):
    for name, text in CORPUS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "README.md").write_text("not a review")
    return tmp_path


@pytest.fixture
def lantern(folder):
    return read_corpus(folder)[0]


def test_reviews_come_in_the_order_of_files(folder):
    assert [review.id for review in read_corpus(folder)] == [
        "part_a_01/1",
        "part_a_01/2",
        "part_a_02/1",
    ]


def test_a_review_says_what_stands_above_it(lantern):
    assert (lantern.title, lantern.year) == ("The Lantern Weavers", 2021)
    assert (lantern.kind, lantern.real) == ("series", False)
    assert lantern.voice == "user review"
    assert lantern.synopsis.startswith("A tax clerk")
    assert (lantern.episodes, len(lantern.summaries)) == (4, 3)


def test_a_sentence_says_its_label_episode_paragraph_and_line(lantern):
    found = [(s.label, s.episode, s.paragraph, s.line) for s in lantern.sentences]

    assert found == [
        ("F", None, 0, 9),
        ("P", None, 0, 10),
        ("L", 2, 1, 12),
        ("H", None, 1, 13),
        ("E", None, 2, 16),
        ("F", None, 2, 17),
    ]
    assert [s.reveals for s in lantern.sentences[:3]] == ["feel", "premise", "later"]
    assert [s.safe_from for s in lantern.sentences[1:4]] == [
        SafeFrom(0),
        SafeFrom(2),
        SafeFrom(),
    ]


def test_text_and_spans_are_those_of_one_continuous_review(lantern):
    assert lantern.text == (
        "I loved the music in this one. "
        "A tax clerk inherits a workshop that makes lanterns.\n\n"
        "The old pattern turns up behind the stove. "
        "The last hour is not what I hoped for.\n\n"
        "They marry in the end. The acting is superb."
    )
    cut = [lantern.text[start:end] for start, end in lantern.spans]
    assert cut == lantern.displays


def test_spans_of_a_sentence_said_twice_differ(folder):
    ice = read_corpus(folder)[1]

    assert ice.spans[:2] == ((0, 12), (13, 25))
    assert (ice.year, ice.real, ice.episodes) == (2019, True, None)


def test_the_title_carries_synopsis_and_every_episode(lantern):
    title = lantern.as_title()

    assert (title.episodes, title.synopsis) == (4, lantern.synopsis)
    found = "The weavers find the old pattern and win the order of the temple."
    assert title.episode_list[1:3] == (
        Episode(1, 2, summary=found),
        Episode(1, 3, summary=found),
    )
    assert lantern.as_review().text == lantern.text


def test_an_episode_that_no_summary_covers_is_listed_without_one(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(LANTERN.replace("e2-3:", "e3:"))

    (review,) = read_file(file)

    told = [episode.summary is not None for episode in review.as_title().episode_list]
    assert told == [True, False, True, True]


def test_the_tenth_held_out_depends_on_the_name_alone():
    assert is_held_out("Work 24") == is_held_out("  WORK  24")
    shares = [is_held_out(f"work {number}") for number in range(2_000)]
    assert 150 < sum(shares) < 250


def test_works_are_held_out_whole(folder):
    reviews = read_corpus(folder)
    fitted, kept = split_held_out(reviews)

    assert len(fitted) + len(kept) == len(reviews)
    assert not {r.work for r in fitted} & {r.work for r in kept}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("F I loved", "G I loved", 9, "not in the form"),
        ("F I loved the music in this one.", "F", 9, "not in the form"),
        ("| series |", "| serial |", 2, "title"),
        ("user review", "sonnet", 3, "sonnet"),
        ("voice: user review\n", "", 8, "voice"),
        ("episodes: 4", "episodes: many", 5, "number"),
        ("episodes: 4", "episodes: 3", 8, "episode 3"),
        ("e2-3:", "e1-3:", 7, "overlap"),
        ("episodes: 4\n", "", 5, "episodes"),
        ("L2 ", "L9 ", 12, "9"),
        ("P A tax", "P3 A tax", 10, "P"),
        ("¶\nL2", "title: Again (2020) | film | real\nL2", 11, "second"),
        ("# review\n", "", 1, "before"),
    ],
)
def test_what_is_not_in_form_is_named_with_its_line(tmp_path, old, new, line, said):
    file = tmp_path / "part.txt"
    assert old in LANTERN
    file.write_text(LANTERN.replace(old, new, 1))

    with pytest.raises(InputError) as raised:
        read_file(file)

    assert raised.value.line == line
    assert said in str(raised.value)
    assert str(raised.value).startswith(f"{file}, line {line}: ")


def test_a_review_without_a_sentence_is_named(tmp_path):
    file = tmp_path / "part.txt"
    file.write_text("# review\ntitle: A (2020) | film | real\n\n" + ICE)

    with pytest.raises(InputError, match=r"line 1: .*without a sentence"):
        read_file(file)


def test_a_film_has_no_episodes(tmp_path):
    file = tmp_path / "part.txt"
    file.write_text(ICE.replace("F Great", "episodes: 3\nF Great", 1))

    with pytest.raises(InputError, match="line 5: a film has no episodes"):
        read_file(file)


def test_a_file_that_is_no_utf8_is_named(tmp_path):
    file = tmp_path / "part.txt"
    file.write_bytes(LANTERN.encode("utf-16"))

    with pytest.raises(InputError, match=r"part\.txt: this file is not UTF-8"):
        read_file(file)


def test_no_folder_and_no_files(tmp_path):
    with pytest.raises(NotFound, match="no folder"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(NotFound, match="no labelled reviews"):
        read_corpus(tmp_path)


def test_second_labels_belong_to_their_reviews(folder):
    (folder / SECOND_LABELS).write_text("# by another reader\n\npart_a_01 2 FFE\n")
    reviews = read_corpus(folder)

    (second,) = read_second_labels(folder, reviews)

    assert (second.review, second.labels) == (reviews[1], ("F", "F", "E"))


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("part_a_01 2 FF\n", 1, "2 labels for the 3 sentences"),
        ("part_a_01 2 FFL\npart_a_01 2 FFL\n", 2, "second line"),
        ("part_a_01 7 FFL\n", 1, "no review"),
        ("part_a_01 two FFL\n", 1, "FILE NUMBER LABELS"),
        ("part_a_01 2 FFX\n", 1, "FILE NUMBER LABELS"),
    ],
)
def test_second_labels_that_fit_nothing(folder, lines, line, said):
    (folder / SECOND_LABELS).write_text(lines)

    with pytest.raises(InputError) as raised:
        read_second_labels(folder, read_corpus(folder))

    assert raised.value.line == line
    assert said in str(raised.value)


def test_without_second_labels_there_are_none(folder):
    assert read_second_labels(folder, read_corpus(folder)) == ()


def test_the_projects_own_corpus_is_in_its_form():
    reviews = read_corpus(OWN)

    assert {review.kind for review in reviews} == {"series", "film"}
    assert {label for review in reviews for label in review.labels} == set("FPHLE")
    for review in reviews:
        cut = [review.text[start:end] for start, end in review.spans]
        assert cut == review.displays
