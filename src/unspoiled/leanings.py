"""How far facets that a title carries speak for, or against, one that it does not.

Hardly any catalogue says "calm": it says slice of life, countryside, murder. The table
(`data/leanings.json`: facet -> other facets, each with -1..1) is written by hand. It
orders titles and names what is close to a wish; it never claims the facet itself, and
keeps no limit. Only facets that give nothing away speak for another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from importlib import resources

import msgspec

Leanings = Mapping[str, Mapping[str, float]]

MOST_FOR = 0.55
"""Facets that are only close never count as much as the facet itself."""
MOST_AGAINST = 0.8


@lru_cache(maxsize=1)
def load_leanings() -> Leanings:
    """Read the packaged table, once."""
    raw = resources.files(__package__).joinpath("data/leanings.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, dict[str, float]])


def leaning(facet: str, carried: Collection[str], opposite: str | None) -> float:
    """-0.8..0.55: what the carried facets say of `facet`; its opposite counts fully."""
    missing, against = 1.0, 1.0 if opposite in carried else 0.0
    for other, weight in load_leanings().get(facet, {}).items():
        if other in carried:
            if weight > 0:
                missing *= 1 - weight
            else:
                against = max(against, -weight)
    return MOST_FOR * (1 - missing) - MOST_AGAINST * against


def close_to(facet: str, carried: Collection[str]) -> tuple[str, ...]:
    """The carried facets that speak for `facet`, the strongest first."""
    near = load_leanings().get(facet, {})
    speaking = [key for key in near if near[key] > 0 and key in carried]
    return tuple(sorted(speaking, key=lambda key: (-near[key], key)))
