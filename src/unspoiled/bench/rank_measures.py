"""A ranking against what is right -> figures of one request. Pure; ranks count from 0.

Graded gains are 2^g - 1 and discounts 1 / log2(rank + 2) (Burges et al. 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from math import fsum, log2
from typing import Final

DEPTH: Final = 10
DEEP: Final = 1_000


def rank_of(ranking: Sequence[str], target: str | None) -> int | None:
    """Where a title stands; None where it does not, or is none that can be found."""
    if target is None:
        return None
    return next((rank for rank, key in enumerate(ranking) if key == target), None)


def hit(ranking: Sequence[str], target: str | None, depth: int = DEPTH) -> float:
    """1 where the title is among the first `depth`, else 0."""
    return float(rank_of(ranking[:depth], target) is not None)


def reciprocal_rank(
    ranking: Sequence[str], targets: Iterable[str], depth: int = DEEP
) -> float:
    """1 / (rank + 1) of the first right title among `depth`; 0 where there is none."""
    right = set(targets)
    ranks = (rank for rank, key in enumerate(ranking[:depth]) if key in right)
    first = next(ranks, None)
    return 0.0 if first is None else 1 / (first + 1)


def ndcg(
    ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH
) -> float | None:
    """Discounted gain over that of the best order; what has no grade counts 0.

    None where no title has a gain, so that there is no best order.
    """
    best = _gain(islice(sorted(grades.values(), reverse=True), depth))
    if best == 0:
        return None
    return _gain(grades.get(key, 0) for key in ranking[:depth]) / best


def _gain(grades: Iterable[int]) -> float:
    return fsum((2.0**g - 1) / log2(rank + 2) for rank, g in enumerate(grades))


def judged(
    ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH
) -> float | None:
    """The share of the first `depth` that somebody graded; None for no title at all."""
    first = ranking[:depth]
    return sum(key in grades for key in first) / len(first) if first else None


def jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of both together that both have; 0 for nothing."""
    left, right = set(one), set(other)
    union = left | right
    return len(left & right) / len(union) if union else 0.0
