"""Records come in leniently, go out whole, and say which field is wrong."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.domain import PastRequest, Rating
from unspoiled.errors import InputError
from unspoiled.interchange import (
    MAX_REQUEST,
    kept_request,
    merge_titles,
    rating_from_record,
    record_kind,
    request_from_record,
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


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ("id text answers", "request"),
        ("text answers rater", "request"),
        ("answers", "request"),
        ("text title answers", "review"),
        ("text title_id answers", "review"),
        ("title answers", "title"),
        ("rater title_id rating scale", "rating"),
        ("rater", "rating"),
        ("text title_id rater rating", "review"),
    ],
)
def test_a_record_is_known_by_its_keys(keys, kind):
    assert record_kind(dict.fromkeys(keys.split(), "")) == kind


def test_a_past_request_is_read():
    record = {"id": 7, "text": " A calm\nferry ", "answers": "x1", "forum": ["kept"]}

    assert request_from_record(record) == PastRequest(
        "7", "A calm\nferry", ("x1",), {"forum": ["kept"]}
    )
    long = request_from_record({"text": "a " * MAX_REQUEST, "answers": ["x1", "x1"]})
    assert len(long.text) <= MAX_REQUEST
    assert long.answers == ("x1",)
    assert long.id == request_from_record({"text": long.text, "answers": ["y"]}).id


def test_a_viewers_request_has_one_id_however_it_is_spaced():
    one = kept_request("me", "A calm ferry", ["x1"])

    assert one.id == kept_request("me", " A  calm ferry", ["x2"]).id
    assert one.id != kept_request("you", "A calm ferry", ["x1"]).id


def test_a_rating_is_read():
    record = {"rater": 12, "title_id": "x1", "rating": "4.5", "scale": 5, "when": 3}

    assert rating_from_record(record) == Rating("12", "x1", 4.5, 5.0, {"when": 3})
    assert rating_from_record({"rater": "a", "title_id": "x1", "rating": 8}).scale == 10


@pytest.mark.parametrize(
    ("record", "word"),
    [
        ({"answers": ["x1"]}, '"text" of a past request must be a string'),
        ({"text": " \x00", "answers": ["x1"]}, '"text" is empty'),
        ({"text": "Calm", "answers": []}, '"answers" must hold the id of a title'),
        ({"text": "Calm", "answers": None}, '"answers" must hold the id of a title'),
        ({"text": "Calm", "answers": [7]}, '"answers" must hold strings only'),
        ({"rater": None}, 'needs a "rater"'),
        ({"rater": "a", "rating": 3}, 'needs a "title_id"'),
        ({"rater": "a", "title_id": "x1"}, "must be a number from 0 to 10"),
        ({"rater": "a", "title_id": "x1", "rating": 11}, "from 0 to 10"),
        ({"rater": "a", "title_id": "x1", "rating": -1}, "from 0 to 10"),
        ({"rater": "a", "title_id": "x1", "rating": "nan"}, "from 0 to 10"),
        ({"rater": "a", "title_id": "x1", "rating": "good"}, "must be a number"),
        ({"rater": "a", "title_id": "x1", "rating": 6, "scale": 5}, "from 0 to 5"),
        ({"rater": "a", "title_id": "x1", "rating": 0, "scale": 0}, "above 0"),
    ],
)
def test_bad_past_requests_and_ratings_name_the_field(record, word):
    read = {"request": request_from_record, "rating": rating_from_record}
    with pytest.raises(InputError, match=word):
        read[record_kind(record)](record)


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


READ = {
    "title": title_from_record,
    "review": review_from_record,
    "request": request_from_record,
    "rating": rating_from_record,
}
KEYS = [*FERRY, "text", "covers", "answers", "rater", "title_id", "rating", "scale"]


@given(st.dictionaries(st.sampled_from(KEYS), json_values))
def test_any_record_is_read_or_refused(record):
    with contextlib.suppress(InputError):
        READ[record_kind(record)](record)
