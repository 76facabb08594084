"""Many titles against limits at once, by the rules of `limits`.

Columns are read from the database when first asked for and kept until somebody
writes. Words (countries, networks, tags) are judged once each and not once a title, by
the very functions that `limits.check` uses; `tests/store/test_screening.py` holds that
both ways agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..domain import Fact, Limit, Screen, Verdict
from ..limits import (
    SETTLED,
    TOLD_TAGS,
    among,
    limit_keys,
    read_span,
    word_keys,
)
from ..traits import Standing
from .database import Database, Row
from .records import decode, wanted
from .titles import ROLES

_VERDICTS: Final[tuple[Verdict, ...]] = ("kept", "broken", "unknown")
_KEPT, _BROKEN, _UNKNOWN = range(3)

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

# one JSON array comes over three times as fast as as many rows do
_COLUMNS: Final = {
    "popularity": "SELECT json_group_array(popularity) FROM titles NOT INDEXED",
    "total": "SELECT json_group_array(total) FROM titles NOT INDEXED",
    "episodes": "SELECT json_group_array(episodes) FROM titles NOT INDEXED",
    "minutes": "SELECT json_group_array(minutes) FROM titles NOT INDEXED",
    "year": "SELECT json_group_array(year) FROM titles NOT INDEXED",
    "told": "SELECT json_group_array(told) FROM titles NOT INDEXED",
    "networks": "SELECT json_group_array(networks) FROM titles NOT INDEXED",
    "roles": "SELECT json_group_array(roles) FROM titles NOT INDEXED",
    "country": "SELECT json_group_array(country) FROM titles NOT INDEXED",
    "language": "SELECT json_group_array(language) FROM titles NOT INDEXED",
    "kind": "SELECT json_group_array(kind) FROM titles NOT INDEXED",
    "air_start": "SELECT json_group_array(air_start) FROM titles NOT INDEXED",
    "air_end": "SELECT json_group_array(air_end) FROM titles NOT INDEXED",
}
_RANKED: Final = (
    "SELECT json_group_array(no), json_group_array(id) FROM"
    " (SELECT no, id FROM titles INDEXED BY titles_ranked"
    " ORDER BY popularity DESC, id)"
)
_WORD_FACTS: Final = {"network": "network", "facet": "tag"}
_BORNE: Final = (
    "SELECT json_group_array(title), json_group_array(word) FROM title_words"
    " WHERE word IN (SELECT no FROM words WHERE fact = ?)"
)


KEPT_STANDINGS: Final = 32


@dataclass(frozen=True, slots=True)
class _Standing:
    """How every title stands to one limit, in the order of rank."""

    broken: Mask
    unknown: Mask


class Columns:
    """The facts of all titles at one state of the library, in the order of rank.

    To be used inside `Database.snapshot` only, at the state that it was made at.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._held: dict[str, Numbers] = {}
        self._days: dict[str, tuple[Numbers, Numbers]] = {}
        self._words: dict[str, list[Row]] = {}
        self._borne: dict[str, tuple[Places, Places]] = {}
        self._by_key: dict[Fact, dict[str, list[int]]] = {}
        self._standings: dict[tuple[Limit, date], _Standing] = {}
        numbers, ids = map(decode, db.row(_RANKED) or ("[]", "[]"))
        self.ids: NDArray[Any] = np.array(ids, dtype=object)
        self.numbers = np.array(numbers, np.int64)
        self.by_number = np.argsort(self.numbers)
        """Places in the order in which columns come: that of the numbers."""

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Title id -> number."""
        return dict(zip(self.ids.tolist(), self.numbers.tolist(), strict=True))

    def column(self, name: str) -> Numbers:
        """A column of numbers (for words, their numbers); NaN is unknown."""
        if name not in self._held:
            values = np.empty(len(self.ids))
            read = decode(self._db.value(_COLUMNS[name]))
            values[self.by_number] = np.array(read, dtype=np.float64)
            self._held[name] = values
        return self._held[name]

    @cached_property
    def _place_of(self) -> NDArray[np.int64]:
        """A title's number -> its place; -1 where no title has the number."""
        table = np.full(int(self.numbers.max(initial=0)) + 1, -1, np.int64)
        table[self.numbers] = np.arange(len(self.numbers))
        return table

    @cached_property
    def reviewed(self) -> Mask:
        """True at the places of the titles that have a review."""
        return self.mask(self._db.column("SELECT DISTINCT title FROM reviews"))

    def places(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places of the titles with these numbers; -1 for those that are gone."""
        table = self._place_of
        inside = (numbers >= 0) & (numbers < len(table))
        return np.where(inside, table[np.where(inside, numbers, 0)], -1)

    def mask(self, numbers: Sequence[int]) -> Mask:
        """True at the places of these titles."""
        mask = np.zeros(len(self.ids), np.bool_)
        places = self.places(np.array(numbers, np.int64))
        mask[places[places >= 0]] = True
        return mask

    def days(self, name: str) -> tuple[Numbers, Numbers]:
        """First and last day that each written date may mean; NaN is unknown."""
        if name not in self._days:
            codes = self.column(name)
            spans = {no: read_span(word) for no, word in self.words("date")}
            table = np.full((max(spans, default=0) + 1, 2), np.nan)
            for number, span in spans.items():
                if span is not None:
                    table[number] = span.first.toordinal(), span.last.toordinal()
            known = ~np.isnan(codes)
            days = np.full((len(codes), 2), np.nan)
            days[known] = table[codes[known].astype(np.int64)]
            self._days[name] = days[:, 0], days[:, 1]
        return self._days[name]

    def words(self, fact: str) -> list[Row]:
        """Every distinct word of a fact, with its number."""
        if fact not in self._words:
            self._words[fact] = self._db.rows(
                "SELECT no, word FROM words WHERE fact = ?", (fact,)
            )
        return self._words[fact]

    def standing(self, limit: Limit, today: date) -> _Standing:
        """How every title stands to a limit; one request asks for it several times."""
        key = replace(limit, text=""), today  # whatever words it was said with
        found = self._standings.get(key)
        if found is None:
            if len(self._standings) >= KEPT_STANDINGS:
                self._standings.clear()
            found = _STANDINGS[limit.fact](self, limit, today)
            self._standings[key] = found
        return found

    def borne(self, fact: str) -> tuple[Places, Places]:
        """Which title bears which word of a fact: places and words, side by side."""
        if fact not in self._borne:
            titles, words = (
                np.array(decode(part), np.int64)
                for part in self._db.row(_BORNE, (fact,)) or ("[]", "[]")
            )
            self._borne[fact] = self.places(titles), words
        return self._borne[fact]

    def bearing(self, fact: Fact, keys: frozenset[str]) -> Mask:
        """The titles of which a word stands for one of these keys."""
        mask = np.zeros(len(self.ids), np.bool_)
        if not keys:
            return mask
        written = _WORD_FACTS[fact]
        if fact not in self._by_key:
            found: dict[str, list[int]] = {}
            for number, word in self.words(written):
                for key in word_keys(fact, word):
                    found.setdefault(key, []).append(number)
            self._by_key[fact] = found
        places, words = self.borne(written)
        numbers = [n for key in keys for n in self._by_key[fact].get(key, ())]
        sought = np.zeros(max([int(words.max(initial=0)), *numbers]) + 1, np.bool_)
        sought[numbers] = True
        mask[places[sought[words]]] = True
        return mask

    @cached_property
    def starts(self) -> tuple[Numbers, Numbers]:
        """First and last day that each start may mean; the year stands in for a date."""
        first, last = map(np.copy, self.days("air_start"))
        years = self.column("year")
        # a set, since numpy's own imports its masked arrays, which takes longer than all
        for year in set(years[np.isnan(first) & ~np.isnan(years)].tolist()):
            span = read_span(f"{int(year):04d}")
            if span is not None:
                at = np.isnan(last) & (years == year)
                first[at], last[at] = span.first.toordinal(), span.last.toordinal()
        return first, last

    def credited(self, keys: frozenset[str], role: str | None) -> Mask:
        """The titles that name one of these people."""
        return self.mask(
            self._db.column(
                "SELECT title FROM people JOIN credits ON person = no"
                " WHERE key IN (SELECT value FROM json_each(?1))"
                " AND (?2 IS NULL OR role = ?2)",
                (wanted(keys), role),
            )
        )


def standing(columns: Columns, limits: Sequence[Limit], today: date) -> Standing:
    """How every title stands to the limits, as masks over places."""
    broken = np.zeros(len(columns.ids), np.bool_)
    unknown = broken.copy()
    counts = []
    for limit in limits:
        one = columns.standing(limit, today)
        counts.append(int(one.broken.sum()))
        broken |= one.broken
        unknown |= one.unknown
    return Standing(broken, unknown & ~broken, tuple(counts))


def screen(columns: Columns, limits: Sequence[Limit], today: date) -> Screen:
    """The same by the titles' ids."""
    found = standing(columns, limits, today)
    return Screen(
        proven=tuple(columns.ids[~found.broken & ~found.unknown].tolist()),
        unknown=tuple(columns.ids[found.unknown].tolist()),
        broken=found.counts,
    )


def _number(columns: Columns, limit: Limit, today: date) -> _Standing:
    values = columns.column(limit.fact)
    broken = np.zeros(len(values), np.bool_)
    if limit.low is not None:
        broken |= values < limit.low
    if limit.high is not None:
        broken |= values > limit.high
    return _Standing(broken, np.isnan(values))


def _one_word(columns: Columns, limit: Limit, today: date) -> _Standing:
    """Facts of which a title has one word: its verdict is that of the word."""
    verdicts = {
        number: among(limit, word_keys(limit.fact, word))
        for number, word in columns.words(limit.fact)
    }
    return _by_verdict(columns.column(limit.fact), verdicts)


def _by_verdict(words: Numbers, verdicts: dict[int, Verdict]) -> _Standing:
    """Look the verdict of each title's word up; without a word it is unknown."""
    table = np.full(max(verdicts, default=0) + 1, _UNKNOWN)
    for number, verdict in verdicts.items():
        table[number] = _VERDICTS.index(verdict)
    found = table[np.nan_to_num(words).astype(np.int64)]  # no word has the number 0
    return _Standing(found == _BROKEN, found == _UNKNOWN)


def _network(columns: Columns, limit: Limit, today: date) -> _Standing:
    known = columns.column("networks") > 0
    broken = columns.bearing("network", limit_keys("network", limit.none_of))
    if limit.any_of:
        wanted = limit_keys("network", limit.any_of)
        broken |= known & ~columns.bearing("network", wanted)
    return _Standing(broken, ~known)


def _person(columns: Columns, limit: Limit, today: date) -> _Standing:
    roles = columns.column("roles").astype(np.int64)
    bits = ~0 if limit.role is None else 1 << ROLES.index(limit.role)
    known = (roles & bits) != 0
    broken = columns.credited(limit_keys("person", limit.none_of), limit.role)
    if limit.any_of:
        wanted = limit_keys("person", limit.any_of)
        broken |= known & ~columns.credited(wanted, limit.role)
    return _Standing(broken, ~known)


def _facet(columns: Columns, limit: Limit, today: date) -> _Standing:
    told = columns.column("told") >= TOLD_TAGS
    broken = columns.bearing("facet", limit_keys("facet", limit.none_of))
    unknown = np.zeros(len(told), np.bool_)
    if limit.none_of:
        unknown |= ~told
    if limit.any_of:
        lacking = ~columns.bearing("facet", limit_keys("facet", limit.any_of))
        broken |= lacking & told
        unknown |= lacking & ~told
    return _Standing(broken, unknown & ~broken)


def _finished(columns: Columns, limit: Limit, today: date) -> _Standing:
    """The steps of `limits`' rule, in its order: the first that fits decides."""
    now = float(today.toordinal())
    end_first, end_last = columns.days("air_end")
    start_first, start_last = columns.starts
    series = ~_is_film(columns)
    weekly = now - start_last
    kept_series = (weekly >= SETTLED.days) & (weekly >= columns.column("episodes") * 7)
    kept_film = start_last < date(today.year, 1, 1).toordinal()
    rules: list[tuple[Mask, int]] = [
        (end_last < now, _KEPT),
        (end_first >= now, _BROKEN),
        (np.isnan(start_first), _UNKNOWN),
        (start_first > now, _BROKEN),
        (~np.isnan(end_first), _UNKNOWN),
        (np.where(series, kept_series, kept_film), _KEPT),
    ]
    verdict = np.select([mask for mask, _ in rules], [v for _, v in rules], _UNKNOWN)
    return _Standing(verdict == _BROKEN, verdict == _UNKNOWN)


def _is_film(columns: Columns) -> Mask:
    other = [number for number, word in columns.words("kind") if word != "series"]
    return np.isin(columns.column("kind").astype(np.int64), other)


_STANDINGS: Final[dict[Fact, Callable[[Columns, Limit, date], _Standing]]] = {
    "total": _number,
    "episodes": _number,
    "minutes": _number,
    "year": _number,
    "country": _one_word,
    "language": _one_word,
    "kind": _one_word,
    "network": _network,
    "person": _person,
    "facet": _facet,
    "finished": _finished,
}
