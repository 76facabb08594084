"""Records come in leniently, go out whole, and say which field is wrong."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.errors import InputError
from unspoiled.interchange import (
    merge_titles,
    record_kind,
    review_from_record,
    review_to_record,
    title_from_record,
    title_to_record,
)

FERRY = {
    "id": "x1",
    "title": "The Salt Ferry",
    "original_title": "소금 나룻배",
    "aka": ["Salt Ferry"],
    "year": 2021,
    "kind": "series",
    "country": "South Korea",
    "episodes": 8,
    "minutes": 50,
    "networks": ["Harbour TV"],
    "cast": [{"actor": "Ha Neul", "character": "Min-ji", "role": "lead"}],
    "soundtrack": [{"track": "Low Tide", "artist": "Ebb"}],
    "episode_list": [{"season": 1, "number": 1, "name": "Fog"}],
    "ids": {"imdb": "tt0000001"},
    "studio": {"kept": ["as", "it", "came"]},
}


def test_a_title_comes_back_whole():
    title = title_from_record(FERRY)

    assert title_to_record(title) == FERRY
    assert title.total_minutes == 400
    assert title.extra == {"studio": {"kept": ["as", "it", "came"]}}


def test_a_record_that_says_less_takes_no_fact_away():
    held = title_from_record(FERRY | {"kind": "film"})
    given = title_from_record(
        {"id": "x1", "title": "Salt Ferry", "synopsis": "Fog.", "ids": {"mdl": "5"}}
    )

    merged = merge_titles(held, given)

    assert merged.title == "Salt Ferry"
    assert merged.synopsis == "Fog."
    assert merged.kind == "film"
    assert merged.networks == held.networks
    assert merged.ids == {"imdb": "tt0000001", "mdl": "5"}
    assert merged.extra == held.extra


def test_specials_stay_apart_from_the_first_season():
    listed = [{"season": 0, "number": 1}, {"season": 1, "number": 1}, {"number": 2}]

    title = title_from_record({"title": "Ferry", "episode_list": listed})

    assert [e.season for e in title.episode_list] == [0, 1, 1]


def test_a_review_comes_back_whole():
    record = {
        "id": "r1",
        "title_id": "x1",
        "text": "Calm\r\nand  salty. \U0001f30a",
        "format": "markdown",
        "spoiler": True,
        "covers": {"through_episode": 4},
        "mood": "blue",
    }
    review = review_from_record(record)

    assert review_to_record(review) == record
    assert review.text == record["text"]
    assert review.through_episode == 4


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("episodes", "16", 16),
        ("episodes", 16.0, 16),
        ("episodes", 0, None),
        ("episodes", 10**9, None),
        ("minutes", float("nan"), None),
        ("year", "1998", 1998),
        ("year", 3, None),
        ("networks", "Harbour TV", ("Harbour TV",)),
        ("popularity", 7, 1.0),
        ("country", "  South   Korea ", "South Korea"),
        ("synopsis", "", None),
    ],
)
def test_lenient_where_nothing_is_lost(field, value, read):
    assert getattr(title_from_record(FERRY | {field: value}), field) == read


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", ["a"]),
        ("episodes", "many"),
        ("episodes", True),
        ("aka", [1]),
        ("cast", ["Ha Neul"]),
        ("ids", "tt1"),
        ("kind", "opera"),
        ("synopsis", 3),
    ],
)
def test_names_the_field_that_is_wrong(field, value):
    with pytest.raises(InputError, match=field):
        title_from_record(FERRY | {field: value})


@pytest.mark.parametrize(
    "record",
    [
        {"text": ""},
        {"text": 5},
        {"text": "x", "format": "docx"},
        {"text": "x", "spoiler": "maybe"},
    ],
)
def test_refuses_reviews_that_are_none(record):
    with pytest.raises(InputError):
        review_from_record(record)


def test_a_record_with_a_text_is_a_review():
    assert record_kind({"text": ""}) == "review"
    assert record_kind(FERRY) == "title"


def test_a_review_without_an_id_gets_the_same_one_each_time():
    one = review_from_record({"text": "Calm.", "title": "The Salt Ferry"})
    again = review_from_record({"text": "Calm.", "title": "The Salt Ferry"})
    other = review_from_record({"text": "Calm!", "title": "The Salt Ferry"})

    assert one.id == again.id != other.id


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*FERRY, "text", "covers"]), json_values))
def test_any_record_is_read_or_refused(record):
    read = title_from_record if record_kind(record) == "title" else review_from_record
    with contextlib.suppress(InputError):
        read(record)
