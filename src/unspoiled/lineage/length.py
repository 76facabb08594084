"""How long a title is beside others of its country and time.

A series is compared by episodes with series of about its own minutes an episode (a web
series of ten minutes says nothing of a weekend drama's), a film by minutes with films.
Nothing is said where too few are known.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ..domain import Title
from ..reasons import listing
from ..traits import Mask, Traits
from ..vocabulary import Vocabulary
from .shelf import SHOWS, Shelf

_SHORT: Final = 30
"""Minutes of an episode below which a series is one of the short kind."""


@dataclass(frozen=True, slots=True)
class LengthConfig:
    """What a norm is made of."""

    years: int = 4
    """Before and after the title's own."""
    least: int = 30
    """Titles to compare with; fewer are no norm."""
    modes: int = 3
    share: float = 0.08
    """Least share of the titles that have one of the usual lengths."""


@dataclass(frozen=True, slots=True)
class LengthNorm:
    """A title's length beside the usual one; `usual` is the most frequent first.

    `usual` are numbers of episodes; of films, the minutes between which half of them lie.
    """

    unit: Literal["episodes", "minutes"]
    value: int
    country: str
    first: int
    last: int
    compared: int
    shorter: float
    """Share of the others that are shorter, 0..1."""
    longer: float
    usual: tuple[int, ...]
    short: bool = False
    """Whether the series compared have episodes of less than half an hour."""

    def words(self, vocabulary: Vocabulary) -> str:
        """ "4 episodes, where Korean series of 2018–2026 mostly have 16, 12 or 8"."""
        of = f"{adjective(self.country, vocabulary)} {_KINDS[self.unit]}"
        span = (
            f"{self.first}–{self.last}" if self.first < self.last else str(self.first)
        )
        if self.unit == "minutes":
            low, high = self.usual
            return f"{self.value} min, where {of} of {span} mostly take {low}–{high}"
        number = f"{self.value} episode{'s' if self.value != 1 else ''}"
        short = " with short episodes" * self.short
        usual = listing([str(one) for one in self.usual], "or")
        return f"{number}, where {of} of {span}{short} mostly have {usual}"


_KINDS: Final = {"episodes": "series", "minutes": "films"}


def adjective(country: str, vocabulary: Vocabulary) -> str:
    """ "Korean" of "South Korea"; the country itself where there is no word."""
    place = next((p for p in vocabulary.data.countries if p.name == country), None)
    told = place.adjectives[0] if place is not None and place.adjectives else country
    return told[:1].upper() + told[1:]


def length_norm(
    title: Title, shelf: Shelf, config: LengthConfig | None = None
) -> LengthNorm | None:
    """How a title's length stands to the usual one; None where that is not known."""
    config = config or LengthConfig()
    traits, lengths = shelf.traits(), shelf.lengths()
    place = traits.place_of.get(title.id)
    film = title.kind == "film"
    value = title.minutes if film else title.episodes
    if place is None or value is None or title.year is None or title.country is None:
        return None
    if title.kind == "special" or (not film and title.minutes is None):
        return None
    alike = _of_the_time(traits, place, config) & (lengths.kind == title.kind)
    column = lengths.minutes if film else lengths.episodes
    short = not film and (title.minutes or 0) < _SHORT
    if not film:
        alike &= (lengths.minutes < _SHORT) if short else (lengths.minutes >= _SHORT)
    values = column[alike & (column > 0)].astype(np.int64)
    if len(values) < config.least:
        return None
    usual = _middle(values.tolist()) if film else _modes(values.tolist(), config)
    if not usual:
        return None
    years = traits.year[alike]
    return LengthNorm(
        unit="minutes" if film else "episodes",
        value=value,
        country=title.country,
        first=int(years.min()),
        last=int(years.max()),
        compared=len(values),
        shorter=float((values < value).mean()),
        longer=float((values > value).mean()),
        usual=usual,
        short=short,
    )


def _of_the_time(traits: Traits, place: int, config: LengthConfig) -> Mask:
    """The other titles of a title's country and years that tell a story."""
    with np.errstate(invalid="ignore"):
        near = np.abs(traits.year - traits.year[place]) <= config.years
    alike = near & (traits.country == traits.country[place])
    for key in SHOWS:
        alike[traits.facets.bearing(key)] = False
    alike[place] = False
    return np.asarray(alike, np.bool_)


def _modes(values: list[int], config: LengthConfig) -> tuple[int, ...]:
    """The most frequent numbers, as far as they are frequent."""
    counted = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    least = config.share * len(values)
    return tuple(n for n, many in counted[: config.modes] if many >= least)


def _middle(values: list[int]) -> tuple[int, int]:
    """The quarters between which half of the values lie."""
    low, high = np.percentile(values, [25, 75])
    return round(float(low)), round(float(high))
