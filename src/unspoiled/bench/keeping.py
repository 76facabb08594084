"""Requests with hard limits -> does every pick keep them, and were they understood?

    {"today": "2026-11-22", "requests": [{"id", "text", "known_answers", "predicates"}]}

A predicate is a fact with `low` and `high` (both included), `any_of` and `none_of` (a
list of every spelling that would do) or a person's `role`. It is held against a title's
facts here, by rules of its own, which know nothing of the product's limits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from ..domain import Fact, Title
from ..errors import InputError
from ..guide import Guide
from ..sources.decoding import read_bytes
from .contest import sampled
from .figures import PRODUCT, Figure, figure
from .parsed import load_scorer
from .statistics import wilson

PICKS: Final = 10
TELLING_TAGS: Final = 5
"""With fewer tags it is not known what a title has not."""
MAX_FILE: Final = 16 * 1024 * 1024


class Predicate(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one fact of every pick must be."""

    fact: Fact
    low: float | None = None
    high: float | None = None
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    role: str | None = None


class LimitRequest(msgspec.Struct, frozen=True):
    """A request with all the hard limits that it states."""

    id: str
    text: str
    predicates: tuple[Predicate, ...]
    known_answers: bool = False
    """Whether titles are known that keep them all."""


class LimitRequests(msgspec.Struct, frozen=True):
    """The requests of one file, and the day that they count from."""

    today: date
    requests: tuple[LimitRequest, ...]


def read_limit_requests(path: Path) -> LimitRequests:
    """The requests of a file; InputError where it is none."""
    try:
        return msgspec.json.decode(read_bytes(path, MAX_FILE), type=LimitRequests)
    except msgspec.MsgspecError as error:
        raise InputError(
            f"these are no requests with limits ({error})", path=path,
            advice="write them as the requests of bench/requests are written",
        ) from error  # fmt: skip


# --- a predicate against a title: True, False, or None where it is not known ------


def holds(predicate: Predicate, title: Title, today: date) -> bool | None:
    """Whether a title keeps a predicate; None where the fact is not known."""
    return _CHECKS[predicate.fact](predicate, title, today)


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _in_range(predicate: Predicate, value: float | None) -> bool | None:
    if value is None:
        return None
    low, high = predicate.low, predicate.high
    return (low is None or low <= value) and (high is None or value <= high)


def _among(predicate: Predicate, names: Iterable[str | None]) -> bool | None:
    known = {_plain(name) for name in names if name}
    if not known:
        return None
    if known & set(map(_plain, predicate.none_of)):
        return False
    return not predicate.any_of or bool(known & set(map(_plain, predicate.any_of)))


def _people(predicate: Predicate, title: Title) -> bool | None:
    credited: Mapping[str, tuple[str, ...]] = {
        "director": title.directors,
        "writer": title.writers,
        "cast": tuple(member.actor for member in title.cast),
    }
    role = predicate.role
    roles = (role,) if role is not None and role in credited else tuple(credited)
    return _among(predicate, [name for role in roles for name in credited[role]])


def _facets(predicate: Predicate, title: Title) -> bool | None:
    tags = (*title.genres, *title.tags)
    held = _among(predicate, tags)
    return held if held is False or len(tags) >= TELLING_TAGS else None


def _finished(title: Title, today: date) -> bool | None:
    """Only a known last day tells."""
    return None if not title.air_end else title.air_end[:10] < today.isoformat()


_CHECKS: Final[Mapping[Fact, Callable[[Predicate, Title, date], bool | None]]] = {
    "total": lambda p, title, _: _in_range(p, title.total_minutes),
    "episodes": lambda p, title, _: _in_range(p, title.episodes),
    "minutes": lambda p, title, _: _in_range(p, title.minutes),
    "year": lambda p, title, _: _in_range(p, title.year),
    "country": lambda p, title, _: _among(p, (title.country or "").split(",")),
    "language": lambda p, title, _: _among(p, (title.language,)),
    "kind": lambda p, title, _: _among(p, (title.kind,)),
    "network": lambda p, title, _: _among(p, (*title.networks, *title.streaming)),
    "person": lambda p, title, _: _people(p, title),
    "facet": lambda p, title, _: _facets(p, title),
    "finished": lambda _, title, today: _finished(title, today),
}


# --- the measure ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one request: for each pick, how it stands to each predicate."""

    request: LimitRequest
    standing: tuple[tuple[bool | None, ...], ...]
    missed: int = 0
    """Predicates that were not read as limits."""
    made_up: int = 0
    """Limits that no predicate states."""


def ask_all(
    requests: Sequence[LimitRequest], guide: Guide, limit: int | None
) -> tuple[Answered, ...]:
    """Every request asked of the product as a viewer asks."""
    scorer = load_scorer()
    found = []
    for request in sampled(requests, limit):
        answer = guide.ask(request.text, limit=PICKS)
        titles = guide.store.titles([pick.title.id for pick in answer.picks])
        standing = tuple(
            tuple(holds(one, title, guide.today) for one in request.predicates)
            for title in titles.values()
        )
        stated = [msgspec.to_builtins(one) for one in request.predicates]
        missed, made_up = scorer.limits_kept(stated, answer.request, guide.vocabulary)
        found.append(Answered(request, standing, len(missed), len(made_up)))
    return tuple(found)


def figures_of_limits(name: str, answered: Sequence[Answered]) -> Iterator[Figure]:
    """Picks that break a limit, requests understood, requests that found an answer."""
    picks = [pick for one in answered for pick in one.standing]
    broken = sum(False in pick for pick in picks)
    yield _share(
        f"limits/{name}/broken", "picks that break a limit", broken, len(picks)
    )
    unknown = sum(None in pick and False not in pick for pick in picks)
    yield _share(
        f"limits/{name}/unknown", "picks not known to keep one", unknown, len(picks)
    )
    right = sum(not one.missed and not one.made_up for one in answered)
    yield _share(
        f"limits/{name}/read", "requests read exactly right", right, len(answered)
    )
    known = [one for one in answered if one.request.known_answers]
    met = sum(bool(one.standing) for one in known)
    yield _share(
        f"limits/{name}/answered", "answered where titles fit", met, len(known)
    )


def _share(id: str, name: str, hits: int, n: int) -> Figure:
    return figure(id, name, wilson(hits, n), by=PRODUCT)


def faults(answered: Iterable[Answered]) -> Iterator[str]:
    """One line for each request that was misread or whose picks break a limit."""
    for one in answered:
        broken = sum(False in pick for pick in one.standing)
        if broken or one.missed or one.made_up:
            yield (
                f"{one.request.id}: {one.missed} limits missed, {one.made_up} made up, "
                f"{broken} picks break one"
            )
