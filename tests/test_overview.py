"""A library at a glance: figures worked out by hand, and nothing that gives away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.bench import statistics
from unspoiled.domain import NOTHING_SEEN
from unspoiled.errors import BadRequest
from unspoiled.gate import shows_facet
from unspoiled.overview import (
    MOOD,
    PACE,
    Carried,
    Overview,
    axis_weights,
    find_facet,
    place_on,
    read_overview,
    wilson,
)
from unspoiled.traits import Incidence, Lengths, Traits
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
KEYS = [facet.key for facet in VOCABULARY.facets]
HIDDEN = [f.key for f in VOCABULARY.facets if not shows_facet(f, NOTHING_SEEN)]
PULLING = [
    key
    for key in {**axis_weights(PACE), **axis_weights(MOOD)}
    if shows_facet(VOCABULARY.facet(key), NOTHING_SEEN)
]


@dataclass(frozen=True)
class Row:
    """One title."""

    facets: tuple[str, ...] = ()
    country: str | None = None
    year: int | None = None
    episodes: float = np.nan
    minutes: float = np.nan
    kind: str = "series"
    name: str = "A Kiln"


@dataclass(frozen=True)
class Shelf:
    """A library of a few rows, in the order of rank."""

    rows: list[Row]
    agreed: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    """Facet -> place -> what reviewers agree on."""

    @property
    def _countries(self) -> list[str]:
        return sorted({row.country for row in self.rows if row.country})

    def countries(self) -> Mapping[int, str]:
        return dict(enumerate(self._countries, 1))

    def traits(self) -> Traits:
        numbers = {name: number for number, name in self.countries().items()}
        pairs = [
            (place, KEYS.index(key))
            for place, row in enumerate(self.rows)
            for key in row.facets
        ]
        titles, held = np.array(pairs, np.int64).reshape(-1, 2).T
        size = len(self.rows)
        return Traits(
            ids=np.array([f"t{n}" for n in range(size)], dtype=object),
            names=[row.name for row in self.rows],
            popularity=np.linspace(1, 0.1, size).astype(np.float32),
            year=np.array([row.year or np.nan for row in self.rows], np.float32),
            country=np.array(
                [numbers.get(row.country or "", 0) for row in self.rows], np.int64
            ),
            facets=Incidence.of(KEYS, titles, held, size),
            tags=Incidence.of((), np.zeros(0, np.int64), np.zeros(0, np.int64), size),
        )

    def lengths(self) -> Lengths:
        return Lengths(
            kind=np.array([row.kind for row in self.rows], dtype=object),
            episodes=np.array([row.episodes for row in self.rows], np.float32),
            minutes=np.array([row.minutes for row in self.rows], np.float32),
        )

    def said(self, facet: int):
        told = self.agreed.get(KEYS[facet], {})
        places = np.array(list(told), np.int64)
        return places, np.array(list(told.values()), np.float32)


def over(rows, *, agreed=None, **asked) -> Overview:
    return read_overview(Shelf(rows, agreed or {}), VOCABULARY, **asked)


def carried(*facets, agreed=None) -> Carried:
    shelf = Shelf([Row(facets)], agreed or {})
    return Carried(shelf.traits(), VOCABULARY, shelf.said)


# --- moods ------------------------------------------------------------------------------


def test_what_pulls_one_way_lies_there():
    fast, calm = Row(("pace:fast", "mood:tense")), Row(("pace:relaxed", "mood:calm"))
    quick, slow = over([fast, calm]).spots

    assert quick.pace > 0.5 > -0.5 > quick.mood
    assert slow.mood > 0.5 > -0.5 > slow.pace


def test_a_place_is_pulls_over_weights_and_a_half():
    weights = axis_weights(PACE)
    given_ = ("pace:fast", "theme:slice-of-life")
    pulls = [weights[key] for key in given_]

    (place,) = place_on(PACE, carried(*given_))

    assert place == pytest.approx(sum(pulls) / (sum(map(abs, pulls)) + 0.5))


def test_titles_with_nothing_to_go_by_are_left_out():
    found = over([Row(), Row(("people:doctor",)), Row(("pace:fast",))])

    assert found.spots == ()
    assert found.titles == 3


def test_what_reviewers_agree_on_places_a_title_without_tags():
    agreed = {"pace:fast": {0: -0.6}, "mood:warm": {0: 0.8}}
    (spot,) = over([Row()], agreed=agreed).spots

    assert spot.pace < 0 < spot.mood


@given(
    st.sets(st.sampled_from(PULLING), min_size=1, max_size=5),
    st.sets(st.sampled_from(HIDDEN), max_size=5),
)
def test_what_gives_away_moves_no_title(open_keys, hidden_keys):
    plain, told = carried(*open_keys), carried(*open_keys, *hidden_keys)

    for axis in (PACE, MOOD):
        assert np.array_equal(
            place_on(axis, plain), place_on(axis, told), equal_nan=True
        )


def test_a_spot_has_the_facts_of_its_title():
    facets = ("pace:fast", "mood:dark")
    (spot,) = over([Row(facets, "KR", 2019, 16, 60, name="The Kiln")]).spots

    assert (spot.title, spot.year, spot.country) == ("The Kiln", 2019, "South Korea")
    assert (spot.episodes, spot.minutes, spot.kind) == (16, 60, "series")


# --- years --------------------------------------------------------------------------------


def test_a_trope_is_counted_among_titles_of_which_any_is_known():
    rows = [
        *[Row(("trope:first-love",), year=2010)] * 3,
        *[Row(("trope:revenge",), year=2010)] * 5,
        *[Row(("mood:calm",), year=2010)] * 9,
        *[Row(("trope:revenge",), year=1990)] * 7,
    ]
    revenge, love = over(rows).tropes

    assert (revenge.key, love.key) == ("trope:revenge", "trope:first-love")
    (year,) = love.years
    assert (year.year, year.carry.count, year.carry.of) == (2010, 3, 8)
    assert year.carry.share == 0.375


@pytest.mark.parametrize("key", ["trope:amnesia", "trope:death"])
def test_tropes_that_give_away_are_not_counted(key):
    rows = [Row((key, "trope:revenge"), year=2010)] * 6 + [Row((key,), year=2010)] * 6
    (revenge,) = over(rows).tropes

    assert revenge.key == "trope:revenge"
    assert revenge.years[0].carry.of == 6


def test_quartiles_of_episodes_and_of_minutes_in_all():
    rows = [
        *(Row((), year=2015, episodes=n, minutes=60) for n in (4, 8, 12, 16, 20)),
        Row((), year=2015, episodes=900, kind="special"),
        Row(("format:variety",), year=2015, episodes=900),
        Row((), year=2016, episodes=10),
    ]
    found = over(rows)

    (episodes,), (minutes,) = found.episodes, found.minutes
    assert (episodes.year, episodes.titles) == (2015, 5)
    assert (episodes.lower, episodes.median, episodes.upper) == (8, 12, 16)
    assert (minutes.lower, minutes.median, minutes.upper) == (480, 720, 960)


# --- countries ----------------------------------------------------------------------------


def test_a_share_by_country_is_of_titles_with_anything_to_go_by():
    rows = [
        *[Row(("theme:romance",), "South Korea")] * 4,
        *[Row(("theme:crime",), "South Korea")] * 2,
        *[Row((), "South Korea")] * 9,
        *[Row(("theme:crime",), "JP")] * 5,
        *[Row(("theme:romance",), "Taiwan")] * 2,  # too few
    ]
    korea, japan = over(rows, country="korean").countries

    assert (korea.country, korea.carry.count, korea.carry.of) == ("South Korea", 4, 6)
    assert korea.chosen
    assert not japan.chosen
    assert (japan.country, japan.carry.share, japan.carry.low) == ("Japan", 0, 0)
    assert 0 < japan.carry.high < 0.5


def test_a_mood_that_no_tag_names_counts_what_comes_close():
    rows = [
        *[Row(("theme:slice-of-life", "setting:countryside"), "Japan")] * 3,
        *[Row(("theme:crime",), "Japan")] * 2,
        Row((), "Japan"),
    ]
    (japan,) = over(rows, facet="calm", agreed={"mood:calm": {5: 0.7}}).countries

    assert (japan.carrying, japan.near, japan.carry.of) == (1, 3, 6)
    assert japan.carry.count == 4


def test_a_country_keeps_the_first_pictures_to_its_titles():
    facets = ("pace:fast", "mood:dark")
    found = over([Row(facets, "Japan"), Row(facets, "China")], country="Japan")

    assert [spot.country for spot in found.spots] == ["Japan"]
    assert found.titles == 1


def test_a_country_that_is_not_there_is_said():
    with pytest.raises(BadRequest, match="Japan"):
        over([Row((), "Japan")], country="Atlantis")


@pytest.mark.parametrize("words", ["mood:calm", "calm", "Calm", "tranquil", "잔잔한"])
def test_a_facet_is_found_by_any_of_its_names(words):
    assert find_facet(words, VOCABULARY).key == "mood:calm"


@pytest.mark.parametrize("words", ["amnesia", "trope:amnesia", "happy ending", "gore"])
def test_a_facet_that_gives_away_is_refused(words):
    with pytest.raises(BadRequest, match="give something away"):
        find_facet(words, VOCABULARY)


def test_an_unknown_facet_is_refused():
    with pytest.raises(BadRequest, match="no facet"):
        find_facet("sparklingness", VOCABULARY)


# --- all of it ----------------------------------------------------------------------------


def test_an_empty_library_has_no_figures():
    found = over([])

    assert found.titles == 0
    assert not any((found.spots, found.tropes, found.countries, found.episodes))


@given(st.lists(st.sets(st.sampled_from(KEYS), max_size=4), max_size=6))
def test_no_hidden_facet_is_in_the_figures(titles):
    rows = [Row(tuple(keys), "Japan", 2010) for keys in titles] * 5
    told = msgspec.json.encode(over(rows)).decode()

    assert not [key for key in HIDDEN if f'"{key}"' in told]


@given(st.integers(1, 5000), st.data())
def test_intervals_agree_with_another_implementation(of, data):
    count = data.draw(st.integers(0, of))
    mine, other = wilson(count, of), statistics.wilson(count, of)

    assert mine.low == pytest.approx(other.low, abs=6e-5)
    assert mine.high == pytest.approx(other.high, abs=6e-5)
