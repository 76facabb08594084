"""What each picture of `unspoiled map` says in words: heading, alt text, caption, table.

The same figures as the picture, for who cannot see it and for who wants them exactly.
Names come from records and are made inert here; escaping is the page's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ..overview import LengthYear, Overview, Share, Spot, Trope
from . import inert

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Column heads and rows; None is unknown."""

    heads: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Told:
    """A picture in words."""

    name: str
    """What its files are called."""
    heading: str
    alt: str
    """What is to be seen, in a sentence or two."""
    caption: str
    """How it was counted, and what to be careful about."""
    table: Table


def tell(overview: Overview) -> tuple[Told, ...]:
    """All pictures in words, in their order; one without figures is left out."""
    told = []
    if overview.spots:
        told.append(_moods(overview))
    if overview.tropes:
        told.append(_tropes(overview))
    if overview.episodes or overview.minutes:
        told.append(_lengths(overview))
    if overview.countries:
        told.append(_countries(overview))
    return tuple(told)


def percent(share: float) -> str:
    """A share in whole per cent; below ten with one decimal."""
    value = 100 * share
    return f"{value:.1f}%" if 0 < value < 9.95 else f"{value:.0f}%"


def length_words(spot: Spot) -> str | None:
    """ "16 × 60 min", as far as it is known."""
    many = None if spot.episodes is None else f"{spot.episodes:,}"
    if spot.minutes is None:
        return None if many is None else f"{many} ep"
    return f"{many} × {spot.minutes} min" if many else f"{spot.minutes} min"


def _of(overview: Overview) -> str:
    """ " from Japan" where the pictures keep to one country."""
    return "" if overview.country is None else f" from {inert(overview.country)}"


def _moods(overview: Overview) -> Told:
    spots = overview.spots
    corners = (
        ("relaxed and light", [s for s in spots if s.pace < 0 < s.mood]),
        ("fast and dark", [s for s in spots if s.pace > 0 > s.mood]),
        ("relaxed and dark", [s for s in spots if s.pace < 0 and s.mood < 0]),
        ("fast and light", [s for s in spots if s.pace > 0 and s.mood > 0]),
    )
    seen = "; ".join(
        f"{percent(len(inside) / len(spots))} are {what}{_such_as(inside)}"
        for what, inside in corners
        if inside
    )
    return Told(
        "moods",
        f"Titles{_of(overview)} by mood and pace",
        f"{len(spots):,} titles{_of(overview)} between relaxed (left) and fast (right), "
        f"dark (below) and light (above): {seen}.",
        f"{len(spots):,} of {overview.titles:,} titles have something to go by on both "
        "axes: tags that speak for a pace or a mood, and what reviewers say. A title with "
        "little to go by stays near the middle. Some tags speak for both axes (“thriller”: "
        "fast and dark), which is part of why the cloud slopes. Nothing that gives a title "
        "away moves it.",
        Table(
            ("title", "year", "country", "length", "pace", "mood", "known"),
            [
                (
                    inert(spot.title),
                    spot.year,
                    None if spot.country is None else inert(spot.country),
                    length_words(spot),
                    spot.pace,
                    spot.mood,
                    spot.popularity,
                )
                for spot in spots
            ],
        ),
    )


def _such_as(spots: Sequence[Spot]) -> str:
    names = [inert(spot.title) for spot in islice(spots, 2)]
    return f" (such as {' and '.join(names)})"


def _tropes(overview: Overview) -> Told:
    tropes = overview.tropes
    first, last = tropes[0].years[0].year, tropes[0].years[-1].year
    middle = (first + last + 1) // 2
    early = [(trope, _pooled(trope, first, middle - 1)) for trope in tropes]
    moves = [
        (now - before, trope, before, now)
        for trope, before in early
        if (now := _pooled(trope, middle, last)) is not None and before is not None
    ]
    seen = ""
    if moves and middle > first:
        most, least = max(moves, key=lambda m: m[0]), min(moves, key=lambda m: m[0])
        risen = [_moved("rose", most, first, middle, last)] if most[0] > 0 else []
        fallen = [_moved("fell", least, first, middle, last)] if least[0] < 0 else []
        seen = f" {'; '.join((*risen, *fallen))}." if risen or fallen else ""
    return Told(
        "tropes",
        f"The commonest tropes{_of(overview)}, year by year",
        f"The share of titles{_of(overview)} that carry each of the {len(tropes)} "
        f"commonest tropes, {first} to {last}.{seen}",
        "Of the titles of a year of which any trope is known, where these are five or more. The bands are 95% intervals "
        "(Wilson): where they overlap, two years may well be alike. What catalogues list "
        "changes as well as what is made: the latest years are listed with fewer tags. "
        "Tropes that give something away are not counted.",
        Table(
            ("trope", "year", "carry it", "of", "share", "from", "to"),
            [
                (
                    trope.name,
                    one.year,
                    one.carry.count,
                    one.carry.of,
                    *_shares(one.carry),
                )
                for trope in tropes
                for one in trope.years
            ],
        ),
    )


def _pooled(trope: Trope, first: int, last: int) -> float | None:
    inside = [one.carry for one in trope.years if first <= one.year <= last]
    of = sum(one.of for one in inside)
    return sum(one.count for one in inside) / of if of else None


def _moved(
    how: str,
    move: tuple[float, Trope, float, float],
    first: int,
    middle: int,
    last: int,
) -> str:
    _, trope, before, now = move
    return (
        f"“{trope.name}” {how} most, from {percent(before)} ({first} to {middle - 1}) "
        f"to {percent(now)} ({middle} to {last})"
    )


def _lengths(overview: Overview) -> Told:
    seen = " ".join(
        _course(years, what)
        for years, what in (
            (overview.episodes, "episodes"),
            (overview.minutes, "minutes in all"),
        )
        if years
    )
    return Told(
        "lengths",
        f"How long series{_of(overview)} are, year by year",
        f"The median and the middle half of the lengths of series{_of(overview)}. {seen}",
        "Line: the median; band: from the lower to the upper quartile, where the middle "
        "half lies. Series only, without variety shows and documentaries, and only those "
        "whose length is known; years with fewer than five of them are left out.",
        Table(
            ("measure", "year", "series", "lower quartile", "median", "upper quartile"),
            [
                (what, one.year, one.titles, one.lower, one.median, one.upper)
                for years, what in (
                    (overview.episodes, "episodes"),
                    (overview.minutes, "minutes in all"),
                )
                for one in years
            ],
        ),
    )


def _course(years: Sequence[LengthYear], what: str) -> str:
    first, last = years[0], years[-1]
    told = [
        f"{one.median:,.0f} {what} in {one.year} (half between {one.lower:,.0f} and "
        f"{one.upper:,.0f})"
        for one in dict.fromkeys((first, last))
    ]
    return f"The median series has {', and '.join(told)}."


def _countries(overview: Overview) -> Told:
    best, worst = overview.countries[0], overview.countries[-1]
    name = overview.facet_name
    close = f"{name}, or close to it" if overview.counts_near else name
    seen = f"most in {inert(best.country)}, {_counted(best.carry)}"
    if worst is not best:
        seen += f"; least in {inert(worst.country)}, {_counted(worst.carry)}"
    how = "Titles count that carry it by a tag or by what reviewers agree on"
    if overview.counts_near:
        how += (
            "; hardly any catalogue says so, so those count as well whose other tags "
            "speak for it clearly (“near” in the table)"
        )
    return Told(
        "countries",
        f"{close[0].upper()}{close[1:]}: share by country",
        f"The share of each country's titles that are {close}: {seen}.",
        f"{how}. Of the titles with any tag or review to go by, in the countries with most "
        "of them. The lines are 95% intervals (Wilson): short where there are many titles, "
        "long where there are few.",
        Table(
            ("country", "carry it", "near", "of", "share", "from", "to"),
            [
                (
                    inert(one.country),
                    one.carrying,
                    one.near,
                    one.carry.of,
                    *_shares(one.carry),
                )
                for one in overview.countries
            ],
        ),
    )


def _counted(share: Share) -> str:
    return (
        f"{percent(share.share)} ({share.count:,} of {share.of:,}; 95% interval "
        f"{percent(share.low)} to {percent(share.high)})"
    )


def _shares(share: Share) -> tuple[str, str, str]:
    return percent(share.share), percent(share.low), percent(share.high)
