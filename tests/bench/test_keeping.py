"""Predicates held against titles made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.makers import make_title
from unspoiled.bench.keeping import (
    Answered,
    LimitRequest,
    Predicate,
    faults,
    figures_of_limits,
    holds,
    read_limit_requests,
)
from unspoiled.domain import CastMember
from unspoiled.errors import InputError

TODAY = date(2025, 6, 1)
TITLE = make_title(
    year=2019,
    country="South Korea, Japan",
    episodes=8,
    minutes=45,
    networks=("Disney+ Hotstar",),
    writers=("Ro Min",),
    cast=(CastMember("Bak Su"),),
    genres=("Romance",),
    tags=("calm", "sea", "Love Triangle", "music"),
    air_end="2019-03-01",
)


@pytest.mark.parametrize(
    ("fact", "known", "held"),
    [
        ("total", {"high": 360}, True),
        ("total", {"high": 359}, False),
        ("episodes", {"low": 8, "high": 8}, True),
        ("minutes", {"low": 46}, False),
        ("year", {"low": 2020}, False),
        ("country", {"any_of": ("Japan",)}, True),
        ("country", {"none_of": ("South Korea",)}, False),
        ("network", {"any_of": ("Disney+", "Disney+ Hotstar")}, True),
        ("network", {"any_of": ("Viki",)}, False),
        ("person", {"any_of": ("ro min",), "role": "writer"}, True),
        ("person", {"any_of": ("Ro Min",), "role": "cast"}, False),
        ("person", {"none_of": ("Bak Su",)}, False),
        ("facet", {"none_of": ("love triangle",)}, False),
        ("facet", {"none_of": ("amnesia",)}, True),
        ("finished", {}, True),
        ("kind", {"any_of": ("film",)}, False),
        ("language", {"any_of": ("Korean",)}, None),
    ],
)
def test_a_predicate_holds_or_not(fact, known, held):
    assert holds(Predicate(fact, **known), TITLE, TODAY) is held


@pytest.mark.parametrize("fact", ["total", "year", "country", "person", "finished"])
def test_what_is_not_known_neither_keeps_nor_breaks(fact):
    predicate = Predicate(fact, high=3, any_of=("X",))

    assert holds(predicate, make_title(), TODAY) is None


def test_few_tags_do_not_tell_what_is_absent():
    few = make_title(tags=("calm", "sea"))

    assert holds(Predicate("facet", none_of=("amnesia",)), few, TODAY) is None
    assert holds(Predicate("facet", none_of=("Sea",)), few, TODAY) is False


def answered(*standing, missed=0, known=False):
    request = LimitRequest("h1", "short", (Predicate("total", high=60),), known)
    return Answered(request, standing, missed)


def test_what_is_told_of_answers():
    given = [
        answered((True,), (False,), known=True),
        answered((None,), missed=1),
        answered(known=True),
    ]

    found = {one.id: (one.value, one.n) for one in figures_of_limits("dev", given)}

    assert found == {
        "limits/dev/broken": (pytest.approx(1 / 3), 3),
        "limits/dev/unknown": (pytest.approx(1 / 3), 3),
        "limits/dev/read": (pytest.approx(2 / 3), 3),
        "limits/dev/answered": (0.5, 2),
    }
    assert list(faults(given)) == [
        "h1: 0 limits missed, 0 made up, 1 picks break one",
        "h1: 1 limits missed, 0 made up, 0 picks break one",
    ]


def test_no_pick_may_break_a_limit():
    broken, *_ = figures_of_limits("held", [answered((True,), (False,))])

    assert broken.met is False


def test_a_file_of_another_form_is_named(tmp_path):
    path = tmp_path / "limits.json"
    path.write_text('{"requests": []}')

    with pytest.raises(InputError, match=r"limits\.json: these are no requests"):
        read_limit_requests(path)
