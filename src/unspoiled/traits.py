"""What ranking knows of every title, as columns, and what search found, as arrays.

A title is a place in these columns: places go by rank (popularity, then id). Nothing
here reads a library; a store fills the columns and keeps them until somebody writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from .domain import PassageKind
from .names import initials_key
from .series import part_of

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]

KINDS: Final[tuple[PassageKind, ...]] = get_args(PassageKind)
"""What a passage's kind is as a number: its place here."""
LEAST_ABBREVIATED: Final = 0.8
"""Popularity of a title that people may call by its initials."""
_MOST_ABBREVIATED: Final = 2_000
_LATER: Final = re.compile(
    r"(?:\b(?:season|part|vol\.?|chapter) ?(?:[2-9]|1[0-9]|II|III|IV)\b"
    r"| (?:[2-9]|II|III|IV)(?=$|:))",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Incidence:
    """Which titles bear which keys: the keys of each title, and the titles of each key.

    `held[starts[t]:starts[t + 1]]` are the numbers of the keys of the title at place t.
    """

    keys: tuple[str, ...]
    starts: Places
    held: Places

    @classmethod
    def of(
        cls, keys: Sequence[str], titles: Places, numbers: Places, size: int
    ) -> Incidence:
        """From pairs of a title's place and a key's number, in any order."""
        pairs = np.unique(titles * len(keys) + numbers) if len(keys) else titles[:0]
        starts = np.searchsorted(pairs, np.arange(size + 1) * max(1, len(keys)))
        return cls(tuple(keys), starts, pairs % max(1, len(keys)))

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Key -> its number."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def counts(self) -> Places:
        """How many titles bear each key."""
        return np.bincount(self.held, minlength=len(self.keys))

    @cached_property
    def _by_key(self) -> tuple[Places, Places]:
        titles = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        order = np.argsort(self.held, kind="stable")
        starts = np.concatenate([[0], np.cumsum(self.counts)])
        return starts, titles[order]

    def bearing(self, key: str) -> Places:
        """The places of the titles that bear a key, in order."""
        number = self.number_of.get(key)
        if number is None:
            return np.zeros(0, np.int64)
        starts, titles = self._by_key
        return titles[starts[number] : starts[number + 1]]

    def of_title(self, place: int) -> Places:
        """The numbers of one title's keys."""
        return self.held[self.starts[place] : self.starts[place + 1]]

    def rows(self, places: Places) -> tuple[Places, Places]:
        """For each key of each of these titles: which of them it is, and the key."""
        first, many = self.starts[places], self.starts[places + 1] - self.starts[places]
        slots = np.repeat(np.arange(len(places)), many)
        within = np.arange(len(slots)) - np.repeat(np.cumsum(many) - many, many)
        return slots, self.held[np.repeat(first, many) + within]


@dataclass(frozen=True, eq=False)
class Traits:
    """Every title of a library, column by column, in the order of rank."""

    ids: NDArray[Any]
    names: Sequence[str]
    popularity: Floats
    """0..1; unknown is 0."""
    year: Floats
    """NaN is unknown."""
    country: Places
    """Numbers of countries as they are written; 0 is unknown."""
    facets: Incidence
    """The vocabulary's facets that tags and genres stand for, broader ones included."""
    tags: Incidence
    """Tags and genres as they came, folded."""

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Title id -> its place."""
        return {key: place for place, key in enumerate(self.ids.tolist())}

    def called(self, title_id: str) -> tuple[str, int | None, float]:
        """A title's name, year and popularity; KeyError where there is none."""
        place = self.place_of[title_id]
        year = float(self.year[place])
        told = None if np.isnan(year) else int(year)
        return self.names[place], told, float(self.popularity[place])

    @cached_property
    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """Initials of well-known titles as a key -> their ids, the best known first."""
        found: dict[str, tuple[str, ...]] = {}
        ids = self.ids.tolist()
        for place in range(min(len(self), _MOST_ABBREVIATED)):
            if self.popularity[place] < LEAST_ABBREVIATED:
                break
            if (key := initials_key(self.names[place])) is not None:
                found[key] = (*found.get(key, ()), ids[place])
        return found

    def places(self, ids: Iterable[str]) -> Places:
        """The places of those titles that there are."""
        known = (self.place_of.get(key) for key in ids)
        return np.array([place for place in known if place is not None], np.int64)

    @cached_property
    def late(self) -> Mask:
        """Whether each is a later season or part, by its name."""
        return np.array([_LATER.search(n) is not None for n in self.names], np.bool_)

    @cached_property
    def stems(self) -> Places:
        """A number for what is left of a name without its part: the same for a series."""
        seen: dict[str, int] = {}
        found = [seen.setdefault(stem_of(name), len(seen)) for name in self.names]
        return np.array(found, np.int64)

    @cached_property
    def of_series(self) -> dict[str, tuple[int, ...]]:
        """What names are without their parts (`series.Part.base`) -> places, in order."""
        found: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            found.setdefault(part_of(name).base, []).append(place)
        return {base: tuple(places) for base, places in found.items()}

    @cached_property
    def series_in_order(self) -> list[str]:
        """The keys of `of_series`, sorted, so that those that begin alike stand together."""
        return sorted(self.of_series)


@dataclass(frozen=True, eq=False)
class Lengths:
    """How long every title is, in the order of rank; NaN is unknown."""

    kind: NDArray[Any]
    """"series", "film" or "special"."""
    episodes: Floats
    minutes: Floats
    """Of one episode, of a whole film."""


def stem_of(name: str) -> str:
    """A name without what tells seasons and parts apart: "Voice 2" -> "voice"."""
    found = _LATER.search(name)
    head = name[: found.start()] if found is not None and found.start() else name
    head = head.partition(":")[0] if ":" in head[3:] else head
    return "".join(filter(str.isalnum, head.casefold())) or name


@dataclass(frozen=True, eq=False)
class Found:
    """Hits of one search, best first: the titles' places, kinds of passage, scores."""

    places: Places
    kinds: NDArray[np.int8]
    scores: Floats

    @classmethod
    def nothing(cls) -> Found:
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int8), np.zeros(0, np.float32))

    def of(self, *kinds: PassageKind) -> Found:
        """The hits among passages of these kinds."""
        wanted = np.zeros(len(KINDS), np.bool_)
        wanted[[KINDS.index(kind) for kind in kinds]] = True
        fits = wanted[self.kinds]
        return Found(self.places[fits], self.kinds[fits], self.scores[fits])


@dataclass(frozen=True, eq=False)
class Standing:
    """How every title stands to a set of limits; one in neither mask keeps them all."""

    broken: Mask
    unknown: Mask
    counts: tuple[int, ...]
    """For each limit, the titles that break it."""
