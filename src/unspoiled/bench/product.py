"""The product as the bench sees it: a ranking, its parts, the likeness of two titles.

Everything that is known of `Guide` here stands in this file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from ..domain import Request
from ..guide import Guide
from ..search import screened

DEPTH: Final = 1_000
"""As deep as `ask --batch` ranks."""


def rank(guide: Guide, text: str) -> list[str]:
    """Title ids as `ask --batch --exclude-named` ranks them, best first."""
    return [key for key, _ in guide.rank(text, limit=DEPTH, exclude_named=True)]


def named_in(request: Request) -> frozenset[str]:
    """Titles that a request names, which are no answers to it."""
    return frozenset((*(like.title_id for like in request.likes), *request.named))


def popular_within_limits(guide: Guide, request: Request) -> list[str]:
    """The titles that no limit rules out, proven first, most popular first."""
    fits, unknown, _, _ = screened(request, guide.store, guide.today)
    ids = guide.store.traits().ids
    return [*ids[fits & ~unknown].tolist(), *ids[fits & unknown].tolist()]


@contextmanager
def without(guide: Guide, names: Sequence[str]) -> Iterator[Guide]:
    """The guide with a ranker that lacks these features, for as long as it is held."""
    if not names:
        yield guide
        return
    whole = guide.ranker
    guide.ranker = whole.without(*names)
    try:
        yield guide
    finally:
        guide.ranker = whole


def likeness(guide: Guide, a: str, others: Sequence[str]) -> list[float]:
    """How alike each of the others is to `a`."""
    return guide.likeness(a, others)
