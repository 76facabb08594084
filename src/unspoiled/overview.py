"""A whole library at a glance: the figures behind `unspoiled map`.

Three pictures: titles by mood and pace; tropes and lengths by year; a facet's share by
country. Only what a viewer who has seen nothing may know goes in (`gate.shows_facet`):
what gives something away moves no title, and is not counted either.

A title's place on an axis is what it carries, weighed: each facet pulls towards one end
by its weight (`axis_weights`, from `leanings`), what reviewers agree on pulls by how far
they agree, and little to go by stays near the middle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from .domain import NOTHING_SEEN
from .errors import BadRequest
from .gate import shows_facet
from .intervals import wilson_interval
from .leanings import leaning, load_leanings
from .traits import Floats, Incidence, Lengths, Mask, Places, Traits
from .vocabulary import Facet, Vocabulary, fold

DEFAULT_FACET: Final = "theme:romance"
SINCE: Final = 2000
"""The first year that is pictured."""
TROPES: Final = 8
COUNTRIES: Final = 12
FEWEST: Final = 5
"""So many titles make a year's or a country's figure."""
AGREED: Final = 0.3
"""From here on a title counts as one that carries a facet: a tag alone is 1."""
NEAR: Final = 0.25
"""From here on what a title carries is close to a mood or pace that no tag names."""
_NEAR_GROUPS: Final = frozenset({"mood", "pace"})
_STILL: Final = 0.5
"""Weight that holds every title in the middle of an axis."""
_LEAST_WEIGHT: Final = 0.1
"""What pulls less than this altogether is nothing to go by."""
_SHOWS: Final = ("format:variety", "format:documentary")

Numbers = NDArray[np.float64]
Said = Callable[[int], tuple[Places, Floats]]


class Library(Protocol):
    """A library, as far as an overview looks into it; a `Store` is one."""

    def traits(self) -> Traits: ...

    def lengths(self) -> Lengths: ...

    def countries(self) -> Mapping[int, str]: ...

    def said(self, facet: int) -> tuple[Places, Floats]: ...


@dataclass(frozen=True, slots=True)
class Axis:
    """What lies at the two ends of an axis: facets, and -1..1 between them."""

    low: tuple[str, ...]
    high: tuple[str, ...]


PACE: Final = Axis(("pace:relaxed",), ("pace:fast",))
MOOD: Final = Axis(
    ("mood:dark", "mood:tense", "mood:scary", "mood:thrilling", "mood:sad"),
    ("mood:calm", "mood:warm", "mood:cheerful", "mood:healing", "mood:cosy",
     "mood:funny", "mood:sweet", "mood:hopeful"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A title and its place: pace -1 (relaxed) to 1 (fast), mood -1 (dark) to 1 (light)."""

    title_id: str
    title: str
    year: int | None
    country: str | None
    kind: str
    episodes: int | None
    minutes: int | None
    """Of one episode."""
    popularity: float
    pace: float
    mood: float


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the 95% interval of the share (Wilson 1927)."""

    count: int
    of: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TropeYear:
    """How many titles of a year carry a trope, of those that carry any trope."""

    year: int
    carry: Share


@dataclass(frozen=True, slots=True)
class Trope:
    """A trope through the years."""

    key: str
    name: str
    years: tuple[TropeYear, ...]


@dataclass(frozen=True, slots=True)
class LengthYear:
    """The quartiles of a length among the series of a year."""

    year: int
    titles: int
    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class CountryShare:
    """How many titles of a country carry a facet or are close to it."""

    country: str
    carrying: int
    near: int
    """Those that only come close, by what else they carry; for moods and paces."""
    carry: Share
    chosen: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of all pictures."""

    titles: int
    """How many titles were looked at."""
    country: str | None
    """The one that the first pictures keep to."""
    facet: str
    facet_name: str
    counts_near: bool
    spots: tuple[Spot, ...]
    """The best known first; titles with nothing to go by are left out."""
    tropes: tuple[Trope, ...]
    """The commonest first."""
    episodes: tuple[LengthYear, ...]
    minutes: tuple[LengthYear, ...]
    """Minutes in all."""
    countries: tuple[CountryShare, ...]
    """The greatest share first."""


def read_overview(
    library: Library,
    vocabulary: Vocabulary,
    *,
    facet: str = DEFAULT_FACET,
    country: str | None = None,
) -> Overview:
    """The figures of all pictures; BadRequest where the facet or country is none."""
    chosen = find_facet(facet, vocabulary)
    traits = library.traits()
    homes = _homes(traits, library.countries(), vocabulary)
    named = None if country is None else _find_country(country, homes, vocabulary)
    among = np.ones(len(traits), np.bool_) if named is None else homes == named
    carried = Carried(traits, vocabulary, library.said)
    lengths = library.lengths()
    stories = among & (lengths.kind == "series") & ~carried.any_of(_SHOWS)
    total = lengths.episodes * lengths.minutes
    return Overview(
        titles=int(among.sum()),
        country=named,
        facet=chosen.key,
        facet_name=chosen.name,
        counts_near=_counts_near(chosen),
        spots=tuple(_spots(traits, lengths, homes, carried, among)),
        tropes=_tropes(carried, traits.year, among),
        episodes=_quartiles(traits.year, lengths.episodes, stories),
        minutes=_quartiles(traits.year, total, stories),
        countries=_shares(chosen, carried, homes, named),
    )


# --- what is asked for ----------------------------------------------------------------


def find_facet(words: str, vocabulary: Vocabulary) -> Facet:
    """The facet of a key, a name, a tag or a synonym; BadRequest where none is shown."""
    wanted = fold(words)
    found = vocabulary.facet(wanted) if vocabulary.holds(wanted) else None
    found = found or vocabulary.of_tag(wanted)
    if found is None:
        found = next((one for one in vocabulary.facets if wanted in one.korean), None)
        key = dict(vocabulary.phrases()).get(wanted)
        found = found if key is None else vocabulary.facet(key)
    if found is None:
        raise BadRequest(
            f"“{words}” is no facet; name one such as mood:calm, romance or slow burn."
        )
    if not shows_facet(found, NOTHING_SEEN):
        raise BadRequest(
            f"“{words}” can give something away, so that it is not pictured; "
            "name another facet, such as mood:calm."
        )
    return found


def _find_country(
    words: str, homes: NDArray[np.object_], vocabulary: Vocabulary
) -> str:
    """The country of this name as the library has it; BadRequest names the commonest."""
    named = vocabulary.country(words) or words
    known = {fold(name): name for name in set(homes.tolist()) - {None}}
    if fold(named) in known:
        return str(known[fold(named)])
    common = [name for name, _ in _commonest(homes)[:3]]
    there = f"it has titles of {', '.join(common)}" if common else "it knows of none"
    raise BadRequest(f"The library holds no title of “{words}”; {there}.")


def _homes(
    traits: Traits, countries: Mapping[int, str], vocabulary: Vocabulary
) -> NDArray[np.object_]:
    """Each title's country by its usual name; None is unknown."""
    table = np.empty(max(countries, default=0) + 1, dtype=object)
    for number, written in countries.items():
        table[number] = vocabulary.country(written) or written
    return np.asarray(table[traits.country])


def _commonest(homes: NDArray[np.object_]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for name in homes.tolist():
        if name is not None:
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


# --- what titles carry ----------------------------------------------------------------


class Carried:
    """How far every title carries each open facet: tags, and what reviewers agree on."""

    def __init__(self, traits: Traits, vocabulary: Vocabulary, said: Said) -> None:
        self.incidence: Incidence = traits.facets
        self.vocabulary = vocabulary
        self._said = said
        self._size = len(traits)
        self.open = np.array(
            [
                shows_facet(vocabulary.facet(key), NOTHING_SEEN)
                for key in traits.facets.keys
            ],
            np.bool_,
        )
        """For each facet, whether it may be told of any title."""
        self.anything = self._anything()
        """The titles that carry any of these."""

    def strength(self, key: str) -> Numbers:
        """-1..1 for every title; a facet that gives something away is 0 everywhere."""
        column = np.zeros(self._size)
        number = self.incidence.number_of.get(key)
        if number is None or not self.open[number]:
            return column
        column[self.incidence.bearing(key)] = 1.0
        places, agreed = self._said(number)
        np.add.at(column, places, agreed)
        return np.clip(column, -1.0, 1.0)

    def carries(self, key: str) -> Mask:
        """The titles that count as carrying a facet."""
        return self.strength(key) >= AGREED

    def any_of(self, keys: Iterable[str]) -> Mask:
        """The titles that carry one of these."""
        found = np.zeros(self._size, np.bool_)
        for key in keys:
            found |= self.carries(key)
        return found

    def near(self, facet: Facet) -> Mask:
        """The titles whose open facets speak for one that they do not carry."""
        names = np.array(self.incidence.keys, dtype=object)
        starts, held = self.incidence.starts, self.incidence.held
        found = np.zeros(self._size, np.bool_)
        for place in np.flatnonzero(self.anything).tolist():
            borne = held[starts[place] : starts[place + 1]]
            carried = frozenset(names[borne[self.open[borne]]].tolist())
            found[place] = leaning(facet.key, carried, facet.opposite) >= NEAR
        return found & ~self.carries(facet.key)

    def _anything(self) -> Mask:
        bears = np.repeat(np.arange(self._size), np.diff(self.incidence.starts))
        found = np.zeros(self._size, np.bool_)
        found[bears[self.open[self.incidence.held]]] = True
        for number in np.flatnonzero(self.open).tolist():
            places, agreed = self._said(number)
            found[places[agreed >= AGREED]] = True
        return found


def axis_weights(axis: Axis) -> dict[str, float]:
    """How strongly each facet pulls towards an end of an axis, -1..1."""
    weights: dict[str, float] = {}
    for sign, ends in ((-1.0, axis.low), (1.0, axis.high)):
        for end in ends:
            for key, weight in load_leanings().get(end, {}).items():
                pull = sign * weight / (2 * len(ends))
                weights[key] = weights.get(key, 0.0) + pull
    weights |= dict.fromkeys(axis.low, -1.0) | dict.fromkeys(axis.high, 1.0)
    return {key: weight for key, weight in weights.items() if weight}


def place_on(axis: Axis, carried: Carried) -> Numbers:
    """Where every title lies between the ends of an axis; NaN with nothing to go by."""
    size = len(carried.anything)
    pulled, weight_of = np.zeros(size), np.zeros(size)
    for key, weight in axis_weights(axis).items():
        pull = weight * carried.strength(key)
        pulled += pull
        weight_of += np.abs(pull)
    placed = pulled / (weight_of + _STILL)
    return np.where(weight_of >= _LEAST_WEIGHT, placed, np.nan)


# --- the pictures -----------------------------------------------------------------------


def _spots(
    traits: Traits,
    lengths: Lengths,
    homes: NDArray[np.object_],
    carried: Carried,
    among: Mask,
) -> Iterable[Spot]:
    pace, mood = place_on(PACE, carried), place_on(MOOD, carried)
    placed = among & ~np.isnan(pace) & ~np.isnan(mood)
    for place in np.flatnonzero(placed).tolist():
        yield Spot(
            title_id=str(traits.ids[place]),
            title=traits.names[place],
            year=_whole(traits.year[place]),
            country=homes[place],
            kind=str(lengths.kind[place]),
            episodes=_whole(lengths.episodes[place]),
            minutes=_whole(lengths.minutes[place]),
            popularity=round(float(traits.popularity[place]), 3),
            pace=round(float(pace[place]), 3),
            mood=round(float(mood[place]), 3),
        )


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else round(float(value))


def _tropes(carried: Carried, year: Floats, among: Mask) -> tuple[Trope, ...]:
    recent = among & (year >= SINCE)
    borne = {
        key: mask
        for key, is_open in zip(carried.incidence.keys, carried.open, strict=True)
        if is_open
        and key.startswith("trope:")
        and (mask := carried.carries(key) & recent).any()
    }
    if not borne:
        return ()
    told = np.logical_or.reduce(list(borne.values()))
    common = sorted(borne, key=lambda key: (-int(borne[key].sum()), key))[:TROPES]
    years = [
        (int(one), told & (year == one))
        for one in np.unique(year[told]).tolist()
        if (told & (year == one)).sum() >= FEWEST
    ]
    if not years:
        return ()
    return tuple(
        Trope(
            key,
            carried.vocabulary.facet(key).name,
            tuple(TropeYear(one, _share(borne[key], here)) for one, here in years),
        )
        for key in common
    )


def _quartiles(year: Floats, length: Floats, among: Mask) -> tuple[LengthYear, ...]:
    known = among & (year >= SINCE) & (length > 0)
    found = []
    for one in np.unique(year[known]).tolist():
        values = length[known & (year == one)].astype(np.float64)
        if len(values) >= FEWEST:
            edges = np.quantile(values, [0.25, 0.5, 0.75]).round(1).tolist()
            found.append(LengthYear(int(one), len(values), *edges))
    return tuple(found)


def _counts_near(facet: Facet) -> bool:
    return facet.group in _NEAR_GROUPS and facet.key in load_leanings()


def _shares(
    facet: Facet, carried: Carried, homes: NDArray[np.object_], named: str | None
) -> tuple[CountryShare, ...]:
    carries = carried.carries(facet.key)
    near = carried.near(facet) if _counts_near(facet) else np.zeros_like(carries)
    told = homes.copy()
    told[~carried.anything] = None
    common = [name for name, n in _commonest(told)[:COUNTRIES] if n >= FEWEST]
    if named is not None and named not in common and (told == named).any():
        common.append(named)
    shares = []
    for name in common:
        here = told == name
        shares.append(
            CountryShare(
                country=name,
                carrying=int((carries & here).sum()),
                near=int((near & here).sum()),
                carry=_share(carries | near, here),
                chosen=name == named,
            )
        )
    return tuple(sorted(shares, key=lambda one: (-one.carry.share, one.country)))


def _share(those: Mask, among: Mask) -> Share:
    return wilson(int((those & among).sum()), int(among.sum()))


def wilson(count: int, of: int) -> Share:
    """`count` of `of` with its 95% interval (Wilson 1927); `of` is above 0."""
    return Share(count, of, round(count / of, 4), *wilson_interval(count, of))
