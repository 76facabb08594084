"""The product as the bench sees it: a ranking, its parts, the likeness of two titles.

Everything that is known of `Guide` here stands in this file. What a version of the
product cannot do (take its ranker apart, say how alike two titles are) is said by None
or by an empty answer, and whoever measures it skips it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from ..domain import Request
from ..guide import Guide
from ..search import screen_request

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
    screen, _ = screen_request(request.limits, guide.store, guide.today)
    return [*screen.proven, *screen.unknown]


def features(guide: Guide) -> tuple[str, ...]:
    """The parts of the ranker that can be left out; none where it has no parts."""
    ranker: Any = getattr(guide, "ranker", None)
    return tuple(getattr(ranker, "features", ()))


@contextmanager
def without(guide: Guide, names: Sequence[str]) -> Iterator[Guide]:
    """The guide with a ranker that lacks these features, for as long as it is held."""
    if not names:
        yield guide
        return
    held: Any = guide
    whole = held.ranker
    ranker = whole
    for name in names:
        ranker = ranker.without(name)
    held.ranker = ranker
    try:
        yield guide
    finally:
        held.ranker = whole


def likeness(guide: Guide, a: str, others: Sequence[str]) -> list[float] | None:
    """How alike each of the others is to `a`; None where the product does not say."""
    alike: Any = getattr(guide, "likeness", None)
    return None if alike is None else [float(one) for one in alike(a, others)]
