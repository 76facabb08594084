"""Rankings of several rankers -> the candidates that a person grades, blind to them.

What has been graded before is left out, so that a pool can be widened later: a new
ranker adds only what nobody has looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from random import Random
from typing import Any, Final

from ..domain import Title
from .statistics import SEED

DEPTH: Final = 10
TAGS: Final = 14
LEADS: Final = 3


def pooled(
    id: str,
    rankings: Iterable[Sequence[str]],
    *,
    graded: Collection[str] = (),
    depth: int = DEPTH,
    seed: int = SEED,
) -> list[str]:
    """The first `depth` of every ranking, each title once, in an order of chance.

    The order depends on the request's id, the seed and what is in the pool, not on
    which ranker brought it.
    """
    found = {key for ranking in rankings for key in islice(ranking, depth)}
    new = sorted(found.difference(graded))
    Random(f"{seed}/{id}").shuffle(new)
    return new


def facts_for_grading(title: Title) -> dict[str, Any]:
    """What a grader needs to know of a title, unknown facts left out."""
    leads = [member.actor for member in title.cast[:LEADS]]
    facts = {
        "title_id": title.id,
        "title": title.title,
        "year": title.year,
        "country": title.country,
        "kind": title.kind,
        "episodes": title.episodes,
        "minutes": title.minutes,
        "genres": list(title.genres),
        "tags": list(title.tags[:TAGS]),
        "leads": leads,
    }
    return {key: value for key, value in facts.items() if value not in (None, [])}
