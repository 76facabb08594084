"""A title's facts against hard limits: never guessed, never bent."""

from dataclasses import replace
from datetime import date

import pytest

from unspoiled.domain import CastMember, Limit, Title
from unspoiled.limits import check, read_span

TODAY = date(2026, 6, 15)
BAY = Title(
    id="t",
    title="Lantern Bay",
    year=2021,
    country="South Korea",
    episodes=6,
    minutes=40,
    networks=("MBC",),
    streaming=("Disney+",),
    directors=("Ana Quill",),
    cast=(CastMember("Park Hyung Sik", "Dr. Oh"),),
)


def limit(fact, **rest):
    return Limit(fact, "words", **rest)


@pytest.mark.parametrize(
    ("fact", "low", "high", "verdict"),
    [
        ("total", None, 240, "kept"),
        ("total", None, 239, "broken"),
        ("episodes", 6, 6, "kept"),
        ("minutes", 41, None, "broken"),
        ("year", 2020, None, "kept"),
        ("year", None, None, "kept"),
    ],
)
def test_numbers_keep_to_both_ends(fact, low, high, verdict):
    assert check(limit(fact, low=low, high=high), BAY, TODAY) == verdict


@pytest.mark.parametrize(
    "fact",
    ["total", "episodes", "minutes", "year", "country", "language", "network"],
)
def test_what_is_not_known_is_not_guessed(fact):
    wanted = limit(fact, low=1, any_of=("Disney+",), none_of=("MBC",))

    assert check(wanted, Title(id="t", title="Bare"), TODAY) == "unknown"


@pytest.mark.parametrize(
    ("wanted", "verdict"),
    [
        (limit("network", any_of=("disney plus",)), "kept"),
        (limit("network", any_of=("Netflix", "MBC")), "kept"),
        (limit("network", any_of=("Netflix",)), "broken"),
        (limit("network", none_of=("mbc",)), "broken"),
        (limit("country", any_of=("korean",)), "kept"),
        (limit("country", none_of=("KR",)), "broken"),
        (limit("country", any_of=("Japan",)), "broken"),
        (limit("kind", any_of=("Series",)), "kept"),
        (limit("kind", none_of=("series",)), "broken"),
        (limit("person", any_of=("Bak Hyeong-sik",)), "kept"),
        (limit("person", any_of=("Ana Quill",), role="cast"), "broken"),
        (limit("person", any_of=("Ana Quill",), role="director"), "kept"),
        (limit("person", any_of=("Ana Quill",), role="writer"), "unknown"),
        (limit("person", any_of=("Dr. Oh",), role="character"), "kept"),
        (limit("person", none_of=("Ana Quill",)), "broken"),
        (limit("person", any_of=("Ana Quill",), none_of=("No One",)), "kept"),
    ],
)
def test_words_are_compared_by_what_they_stand_for(wanted, verdict):
    assert check(wanted, BAY, TODAY) == verdict


def test_a_joint_production_is_of_both_countries():
    joint = replace(BAY, country="South Korea, Japan")

    assert check(limit("country", any_of=("Japan",)), joint, TODAY) == "kept"
    assert check(limit("country", none_of=("Japan",)), joint, TODAY) == "broken"


LOVE = "trope:friends-to-lovers"
TOLD = ("Drama", "Romance", "Youth", "Office", "Family")


@pytest.mark.parametrize(
    ("wanted", "tags", "verdict"),
    [
        ({"any_of": (LOVE,)}, ("friends to lovers",), "kept"),
        ({"any_of": (LOVE,)}, ("slow burn",), "unknown"),
        ({"any_of": (LOVE,)}, TOLD, "broken"),
        ({"none_of": (LOVE,)}, ("friends to lovers",), "broken"),
        ({"none_of": (LOVE,)}, ("slow burn",), "unknown"),
        ({"none_of": (LOVE,)}, TOLD, "kept"),
    ],
)
def test_a_facet_is_absent_only_where_enough_was_told(wanted, tags, verdict):
    title = replace(BAY, tags=tags)

    assert check(limit("facet", **wanted), title, TODAY) == verdict


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"air_end": "2026-06-14"}, "kept"),
        ({"air_end": "2026-06-15"}, "broken"),
        ({"air_end": "2026"}, "unknown"),
        ({"air_end": "2025-12"}, "kept"),
        ({"air_start": "2026-06-16", "episodes": 6}, "broken"),
        ({"air_start": "2026-05-01", "episodes": 6}, "unknown"),
        ({"air_start": "2020-05-01", "episodes": 6}, "kept"),
        ({"air_start": "2020-05-01", "episodes": 2000}, "unknown"),
        ({"air_start": "2020-05-01", "episodes": None}, "unknown"),
        ({"year": 2027, "episodes": 6}, "broken"),
        ({"year": 2020, "episodes": 6}, "kept"),
        ({"year": None}, "unknown"),
        ({"air_start": "some day", "year": None}, "unknown"),
        ({"kind": "film", "year": 2025}, "kept"),
        ({"kind": "film", "year": 2026}, "unknown"),
    ],
)
def test_finished_needs_a_date_or_years_gone_by(facts, verdict):
    assert check(limit("finished"), replace(BAY, **facts), TODAY) == verdict


@pytest.mark.parametrize(
    "written", ["", "2021-13-01", "2021-02-30", "spring", "-1", "9" * 50, "２０２１"]
)
def test_what_is_no_date_is_unknown(written):
    assert read_span(written) is None
