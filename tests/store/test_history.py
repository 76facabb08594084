"""Past requests and ratings: found when asked for, in any order, and gone when told to."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from unspoiled.domain import TOLD_KINDS, PastRequest, Rating
from unspoiled.errors import BadRequest
from unspoiled.store import history
from unspoiled.store.records import PASSAGE_KINDS
from unspoiled.store.sqlite import open_store

from .conftest import level
from .library import (
    ENCODER,
    LANTERN,
    ORCHARD,
    QUIET,
    WARM,
    encode,
    review_entry,
    title_entry,
)

ASKED = ("request",)
STORM = PastRequest("q-1", "Two keepers sit out a storm", ("t-lantern",), {"n": [1]})
FRUIT = PastRequest("q-2", "Somebody prunes a pear tree", ("t-orchard", "t-lantern"))
LATER = PastRequest("q-3", "A radio that hums at night", ("t-radio",))
RADIO = replace(QUIET, id="t-radio", title="The Hum")
RATINGS = [
    *(Rating(f"a{n}", key, 9) for n in range(6) for key in ("t-lantern", "t-orchard")),
    *(Rating(f"b{n}", key, 5, 5) for n in range(6) for key in ("t-quiet", "t-radio")),
    *(Rating(f"b{n}", "t-lantern", 2) for n in range(6)),
]


def asked(store, words, kinds=ASKED, k=9):
    hits = store.search_words(words, k=k, kinds=kinds)
    return sorted((hit.passage.title_id, hit.passage.text) for hit in hits)


def meant(store, text, kinds=ASKED, k=9):
    hits = store.search_vectors(encode([text])[0], k=k, kinds=kinds)
    return [(hit.passage.title_id, hit.passage.text) for hit in hits]


@pytest.fixture
def told(store):
    """The toy library with past requests and ratings."""
    with store.writing():
        store.put_requests([STORM, FRUIT, LATER])
        store.put_ratings(RATINGS)
    level(store)
    return store


# --- kinds ------------------------------------------------------------------------


def test_past_requests_are_found_only_when_asked_for(told):
    assert asked(told, "pear tree") == [
        ("t-lantern", FRUIT.text),
        ("t-orchard", FRUIT.text),
    ]
    assert meant(told, STORM.text)[0] == ("t-lantern", STORM.text)
    assert told.search_words("pear prunes storm", k=9) == []
    everything = told.search_vectors(encode([STORM.text])[0], k=99)
    assert {hit.passage.kind for hit in everything} == set(TOLD_KINDS)
    both = told.search_words("storm calm", k=9, kinds=("request", "sentence"))
    assert {hit.passage.kind for hit in both} == {"request", "sentence"}


def test_past_requests_are_searched_among_some_titles(told):
    hits = told.search_words("pear", k=9, kinds=ASKED, allowed=["t-orchard"])

    assert [hit.passage.title_id for hit in hits] == ["t-orchard"]


def test_one_request_has_one_number_whatever_it_is_answered_by(told):
    pear = told.search_words("pear", k=9, kinds=ASKED)
    (storm,) = told.search_words("storm", k=9, kinds=ASKED)

    assert len({hit.passage.index for hit in pear}) == 1
    assert storm.passage.index not in {hit.passage.index for hit in pear}
    assert storm.passage.review_id is None


def test_numbers_of_kinds_stay(store):
    assert PASSAGE_KINDS[:3] == TOLD_KINDS
    assert PASSAGE_KINDS[3] == "request"


def test_an_index_that_lags_behind_shows_no_other_kind(told):
    """A library that had requests when its index was made, and has none now."""
    assert told.remove_requests() == 3

    hits = told.search_vectors(encode([STORM.text])[0], k=99)
    assert {hit.passage.kind for hit in hits} == set(TOLD_KINDS)
    assert asked(told, "storm pear") == []


def test_the_same_words_have_a_vector_as_a_request_and_one_as_a_sentence(store):
    words = "A calm and warm drama"
    store.put_requests([PastRequest("q", words, ("t-orchard",))])

    assert store.missing_passage_vectors(ENCODER) == []
    assert store.missing_passage_vectors(ENCODER, ASKED) == [words]
    store.put_vectors(ENCODER, [words], encode(["pear"]), kind="request")
    store.catch_up(ENCODER)
    assert store.missing_passage_vectors(ENCODER, ASKED) == []
    pear = encode(["pear"])[0]
    assert store.search_vectors(pear, k=1, kinds=ASKED)[0].score > 0.99
    assert store.search_vectors(encode([words])[0], k=1)[0].passage.review_id == WARM.id


# --- replacing --------------------------------------------------------------------


def test_adding_twice_equals_adding_once(told):
    assert told.put_requests([STORM, FRUIT, LATER]) == ["same"] * 3
    assert told.put_ratings(RATINGS) == ["same"] * len(RATINGS)
    assert not history.are_stale(told._db)


def test_a_title_put_again_keeps_its_requests_and_they_its_card(told):
    again = replace(LANTERN, synopsis="They wait for spring.")

    assert told.put_titles([title_entry(again, card="Another card")]) == ["changed"]
    assert told.put_requests([replace(STORM, text="Keepers in a gale")]) == ["changed"]
    level(told)

    assert asked(told, "gale pear", k=20)[0] == ("t-lantern", "Keepers in a gale")
    assert ("t-lantern", FRUIT.text) in asked(told, "pear")
    assert asked(told, "storm") == []
    assert [hit.passage.kind for hit in told.search_words("another", k=3)] == ["card"]
    assert told.search_words("spring", k=1)[0].passage.kind == "prose"


def test_a_review_put_again_leaves_requests_alone(told):
    told.put_review(review_entry(replace(WARM, text="Nothing but rain")))
    level(told)

    assert len(asked(told, "pear storm")) == 3


def test_other_answers_replace_those_before(told):
    told.put_requests([replace(FRUIT, answers=("t-quiet",))])
    level(told)

    assert asked(told, "pear") == [("t-quiet", FRUIT.text)]
    assert told.answers_of("q-2") == ("t-quiet",)


def test_a_rating_given_again_is_the_one_that_counts(told):
    first = RATINGS[0]

    assert told.put_ratings([replace(first, rating=1), first]) == ["changed", "changed"]
    assert told.put_ratings([first]) == ["same"]
    assert told.put_ratings([replace(first, extra={"when": 3})]) == ["changed"]


# --- order ------------------------------------------------------------------------


def test_the_order_of_adding_makes_no_difference(told, tmp_path):
    other = open_store(tmp_path / "other")
    other.put_ratings(RATINGS[::-1])
    other.put_requests([LATER, FRUIT, STORM])
    for title in (QUIET, LANTERN, ORCHARD):
        other.put_titles([title_entry(title)])
    level(other)

    ids = ["t-lantern", "t-orchard", "t-quiet", "t-radio"]
    assert asked(other, "pear storm radio") == asked(told, "pear storm radio")
    assert other.co_rated(ids) == told.co_rated(ids)
    for one in (other, told):
        one.put_titles([title_entry(RADIO)])
        level(one)
    assert asked(other, "radio") == asked(told, "radio") == [("t-radio", LATER.text)]
    assert other.co_rated(ids) == told.co_rated(ids)
    assert "t-radio" in other.co_rated(ids)
    other.close()


# --- removing ---------------------------------------------------------------------


def test_a_title_takes_its_ratings_and_answers_with_it(told):
    assert told.remove_title("t-orchard")
    level(told)

    assert asked(told, "pear") == [("t-lantern", FRUIT.text)]
    assert told.co_rated(["t-lantern"]) == {}
    counts = dict(told._db.rows("SELECT title, count(*) FROM given_ratings GROUP BY 1"))
    assert sum(counts.values()) == len(RATINGS) - 6

    assert told.put_titles([title_entry(ORCHARD)]) == ["added"]
    level(told)
    assert asked(told, "pear") == [("t-lantern", FRUIT.text)]
    assert told.put_requests([FRUIT]) == ["changed"]
    level(told)
    assert len(asked(told, "pear")) == 2


def test_a_request_goes_with_the_last_title_that_answered_it(told):
    told.remove_title("t-lantern")
    told.remove_title("t-orchard")

    assert told._db.column("SELECT id FROM requests") == ["q-3"]
    assert told._db.value("SELECT count(*) FROM vectors WHERE vector IS NULL") == 0
    held = told._db.value(
        "SELECT count(*) FROM vectors WHERE hash IN (SELECT hash FROM requests)"
    )
    assert held == 0  # the one left waits for its title


def test_all_past_requests_go_with_their_vectors(told):
    vectors = told._db.value("SELECT count(*) FROM vectors")

    assert told.remove_requests() == 3
    level(told)

    assert not told.has_requests()
    assert asked(told, "pear storm") == []
    assert told._db.value("SELECT count(*) FROM vectors") == vectors - 2
    assert told.search_words("calm", k=1)[0].passage.review_id == WARM.id
    assert told.has_ratings()
    assert told.remove_requests() == 0


def test_all_ratings_go_and_a_viewers_own_stay(told):
    told.set_rating("me", "t-lantern", 8)

    assert told.remove_ratings() == len(RATINGS)
    told.catch_up(ENCODER)

    assert not told.has_ratings()
    assert told.co_rated(["t-lantern"]) == {}
    assert told.ratings("me") == {"t-lantern": 8}
    assert told.has_requests()
    assert told._db.column("SELECT name FROM raters") == []


# --- titles that the same raters liked --------------------------------------------


def test_titles_that_the_same_raters_liked_are_near(told):
    found = told.co_rated(["t-lantern", "t-quiet", "none", "t-orchard"])

    assert {key: list(others) for key, others in found.items()} == {
        "t-lantern": ["t-orchard"],
        "t-orchard": ["t-lantern"],
    }
    assert found["t-lantern"] == {"t-orchard": found["t-orchard"]["t-lantern"]}
    assert 0.3 < found["t-lantern"]["t-orchard"] <= 1


def test_neighbours_follow_the_ratings_when_indexes_do(told):
    told.put_ratings([Rating(f"a{n}", "t-orchard", 2) for n in range(6)])
    assert "t-lantern" in told.co_rated(["t-orchard"])["t-orchard"]

    told.catch_up(ENCODER)

    assert told.co_rated(["t-orchard"]) == {}


def test_another_measure_makes_neighbours_anew(told, monkeypatch):
    monkeypatch.setattr(history, "MADE_BY", "another")

    assert history.are_stale(told._db)
    told.catch_up(ENCODER)
    assert not history.are_stale(told._db)


def test_who_may_not_write_uses_what_is_there(told):
    told.put_ratings([Rating("c", "t-quiet", 10)])
    told.close()

    reader = open_store(told.path, write=False)
    reader.catch_up(ENCODER)

    assert "t-orchard" in reader.co_rated(["t-lantern"])["t-lantern"]
    reader.close()


def test_a_library_without_any_says_so(store):
    assert not store.has_requests()
    assert not store.has_ratings()
    assert store.co_rated(["t-lantern"]) == {}
    assert not history.are_stale(store._db)


# --- what makes no sense ----------------------------------------------------------


@pytest.mark.parametrize("rating", [(11, 10), (-1, 10), (1, 0), (float("nan"), 5)])
def test_a_rating_off_its_scale_is_refused(store, rating):
    with pytest.raises(BadRequest):
        store.put_ratings([Rating("a", "t-quiet", *rating)])

    assert not store.has_ratings()


def test_a_request_without_an_answer_is_refused(store):
    with pytest.raises(BadRequest):
        store.put_requests([replace(STORM, answers=())])


# --- an earlier library -----------------------------------------------------------

LATEST = (
    "answers", "co_rated", "given_ratings", "named_titles", "raters", "rating_state",
    "requests",
)  # fmt: skip


def test_a_library_of_the_first_version_comes_along(store):
    store.close()
    with closing(sqlite3.connect(store.path / "library.db")) as db:
        db.execute("DROP INDEX passages_of_request")
        for table in LATEST:
            db.execute(f"DROP TABLE {table}")
        db.execute("ALTER TABLE sentences DROP COLUMN told")
        db.execute("DELETE FROM migrations WHERE number > 1")
        db.execute("PRAGMA user_version = 1")
        db.commit()

    again = open_store(store.path)

    assert not again.has_requests()
    assert again.search_words("calm", k=1)[0].passage.review_id == WARM.id
    again.put_requests([STORM])
    again.put_ratings(RATINGS)
    level(again)
    assert asked(again, "storm") == [("t-lantern", STORM.text)]
    assert again.co_rated(["t-lantern"])
    again.close()
