"""A hard limit against a title's facts -> kept, broken or unknown.

`check` is the rule; a store may answer for many titles at once, but only by the same
rules, which is why those that compare one word or one number are public here. A fact
that is not known is never guessed: the verdict is then "unknown".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Final

from .domain import CreditRole, Fact, Limit, Title, Verdict
from .names import person_key
from .vocabulary import load_vocabulary

TOLD_TAGS: Final = 5
"""A title with so many tags and genres would carry a tag that fits it."""
SETTLED: Final = timedelta(days=3 * 365 + 1)
"""A series that began longer ago than this has ended, if a weekly one would have."""


def check(limit: Limit, title: Title, today: date) -> Verdict:
    """How a title stands to one limit."""
    return _CHECKS[limit.fact](limit, title, today)


def contradiction(limits: Sequence[Limit]) -> tuple[Limit, Limit] | None:
    """Two limits on one number that no title can keep both, known or not."""
    for one, other in combinations(limits, 2):
        if one.fact == other.fact and not _meet(one, other):
            return one, other
    return None


def _meet(one: Limit, other: Limit) -> bool:
    lows = [limit.low for limit in (one, other) if limit.low is not None]
    highs = [limit.high for limit in (one, other) if limit.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


# --- numbers ----------------------------------------------------------------------


def in_range(limit: Limit, value: float | None) -> Verdict:
    """A number against `[low, high]`."""
    if value is None:
        return "unknown"
    if limit.low is not None and value < limit.low:
        return "broken"
    if limit.high is not None and value > limit.high:
        return "broken"
    return "kept"


def _number(read: Callable[[Title], float | None]) -> _Check:
    return lambda limit, title, today: in_range(limit, read(title))


# --- words ------------------------------------------------------------------------


def word_keys(fact: Fact, word: str) -> frozenset[str]:
    """What a catalogue's word (or a limit's) stands for, in the form compared."""
    return _KEYS[fact](word)


def limit_keys(fact: Fact, words: Iterable[str]) -> frozenset[str]:
    """What the words of a limit stand for; facets are given by their keys."""
    if fact == "facet":
        return frozenset(words)
    return frozenset(key for word in words for key in word_keys(fact, word))


def among(limit: Limit, keys: frozenset[str]) -> Verdict:
    """Known names against `any_of` and `none_of`; none known is unknown."""
    if not keys:
        return "unknown"
    if keys & limit_keys(limit.fact, limit.none_of):
        return "broken"
    if limit.any_of and not keys & limit_keys(limit.fact, limit.any_of):
        return "broken"
    return "kept"


@lru_cache(maxsize=100_000)
def _facet_keys(word: str) -> frozenset[str]:
    return frozenset(facet.key for facet in load_vocabulary().of_tags([word]))


@lru_cache(maxsize=10_000)
def _country_keys(word: str) -> frozenset[str]:
    return _listed(word, load_vocabulary().country)


@lru_cache(maxsize=10_000)
def _language_keys(word: str) -> frozenset[str]:
    return _listed(word, load_vocabulary().language)


@lru_cache(maxsize=10_000)
def _network_keys(word: str) -> frozenset[str]:
    return frozenset({_named(word, load_vocabulary().network)})


def _listed(word: str, name: Callable[[str], str | None]) -> frozenset[str]:
    """The keys of a field that may hold several: "South Korea, China"."""
    if name(word) is not None:
        return frozenset({_named(word, name)})
    parts = [part.strip() for part in word.replace("/", ",").split(",")]
    return frozenset(_named(part, name) for part in parts if part)


def _named(word: str, name: Callable[[str], str | None]) -> str:
    return (name(word) or " ".join(word.split())).casefold()


_KEYS: Final[dict[Fact, Callable[[str], frozenset[str]]]] = {
    "country": _country_keys,
    "language": _language_keys,
    "network": _network_keys,
    "facet": _facet_keys,
    "kind": lambda word: frozenset({word.casefold()}),
    "person": lambda word: frozenset({person_key(word)}),
}


def _words(read: Callable[[Title], Iterable[str | None]]) -> _Check:
    def verdict(limit: Limit, title: Title, today: date) -> Verdict:
        words = [word for word in read(title) if word]
        keys = (word_keys(limit.fact, word) for word in words)
        return among(limit, frozenset().union(*keys))

    return verdict


def people(title: Title, role: CreditRole | None) -> tuple[str, ...]:
    """The names that a limit on people of this role looks at; None is any role."""
    names: dict[CreditRole, tuple[str | None, ...]] = {
        "director": title.directors,
        "writer": title.writers,
        "cast": tuple(member.actor for member in title.cast),
        "character": tuple(member.character for member in title.cast),
    }
    wanted = names if role is None else (role,)
    return tuple(name for r in wanted for name in names[r] if name)


def _person(limit: Limit, title: Title, today: date) -> Verdict:
    return among(limit, frozenset(map(person_key, people(title, limit.role))))


# --- facets -----------------------------------------------------------------------


def carries(limit: Limit, keys: frozenset[str], told: int) -> Verdict:
    """Facets against a limit, for a title with `told` tags and genres.

    A facet that is carried is known; one that is not carried is known to be absent
    only where the catalogue told enough.
    """
    if keys & limit_keys("facet", limit.none_of):
        return "broken"
    if limit.any_of and not keys & limit_keys("facet", limit.any_of):
        return "broken" if told >= TOLD_TAGS else "unknown"
    return "kept" if told >= TOLD_TAGS or not limit.none_of else "unknown"


def _facet(limit: Limit, title: Title, today: date) -> Verdict:
    tags = (*title.genres, *title.tags)
    keys = frozenset().union(*map(_facet_keys, tags))
    return carries(limit, keys, len(tags))


# --- finished ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a written date may mean: one, or those of its month or year."""

    first: date
    last: date


@lru_cache(maxsize=100_000)
def read_span(written: str) -> Span | None:
    """ "2022-03-23", "2022-03" or "2022"; None for anything else."""
    parts = written.strip()[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        match [int(part) for part in parts]:
            case [year, month, day]:
                return Span(date(year, month, day), date(year, month, day))
            case [year, month]:
                return Span(date(year, month, 1), _month_end(year, month))
            case [year]:
                return Span(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, OverflowError):
        pass
    return None


def _month_end(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _finished(limit: Limit, title: Title, today: date) -> Verdict:
    """Whether the last episode has been shown before today.

    Without a date for the end: what began later than today has not ended; a film of
    an earlier year has; so has a series that began over three years ago and has few
    enough episodes that one a week would be over. All else is unknown.
    """
    end = read_span(title.air_end) if title.air_end else None
    if end is not None and end.last < today:
        return "kept"
    if end is not None and end.first >= today:
        return "broken"
    start = read_span(title.air_start) if title.air_start else None
    if start is None and title.year is not None:
        start = read_span(f"{title.year:04d}")
    if start is None:
        return "unknown"
    if start.first > today:
        return "broken"
    if end is not None:
        return "unknown"
    if title.kind != "series":
        return "kept" if start.last.year < today.year else "unknown"
    return _weekly(start.last, title.episodes, today)


def _weekly(start: date, episodes: int | None, today: date) -> Verdict:
    passed = today - start
    if episodes is None or passed < SETTLED or passed.days < episodes * 7:
        return "unknown"
    return "kept"


_Check = Callable[[Limit, Title, date], Verdict]

_CHECKS: Final[dict[Fact, _Check]] = {
    "total": _number(lambda title: title.total_minutes),
    "episodes": _number(lambda title: title.episodes),
    "minutes": _number(lambda title: title.minutes),
    "year": _number(lambda title: title.year),
    "country": _words(lambda title: (title.country,)),
    "language": _words(lambda title: (title.language,)),
    "network": _words(lambda title: (*title.networks, *title.streaming)),
    "kind": _words(lambda title: (title.kind,)),
    "person": _person,
    "facet": _facet,
    "finished": _finished,
}
