"""Texts of requests -> many other requests, made of their parts. Pure and seeded.

For measuring time: no two are alike, so that nothing remembered answers a second one,
and they are as people write, since people wrote their parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from ..errors import BadRequest
from .statistics import SEED

WORDS: Final = 30
"""The most of a request."""
PARTS: Final = 4
"""The most that are put together."""
TRIES: Final = 200
"""For each request wanted; then the texts cannot give so many."""
_BETWEEN: Final = re.compile(r"[.,;:!?\n]+")


def clauses(texts: Sequence[str]) -> list[str]:
    """The parts of the texts between commas and stops, each once, none too long."""
    parts = (part.strip() for text in texts for part in _BETWEEN.split(text))
    return list(dict.fromkeys(p for p in parts if p and len(p.split()) <= WORDS))


def combined(texts: Sequence[str], n: int, *, seed: int = SEED) -> list[str]:
    """`n` distinct requests of up to WORDS words; BadRequest where there are too few."""
    parts = clauses(texts)
    found: dict[str, None] = {}
    for text in _drawn(parts, n * TRIES, Random(seed)):
        found[text] = None
        if len(found) == n:
            return list(found)
    raise BadRequest(f"{len(parts)} parts of requests do not make {n} requests.")


def _drawn(parts: Sequence[str], tries: int, random: Random) -> Iterator[str]:
    for _ in range(tries if parts else 0):
        chosen = random.sample(parts, min(len(parts), random.randint(1, PARTS)))
        kept: list[str] = []
        for part in chosen:
            if sum(len(one.split()) for one in (*kept, part)) <= WORDS:
                kept.append(part)
        yield ", ".join(kept)
