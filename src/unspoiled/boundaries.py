"""How far a viewer is, as people write it -> Boundary: "0", "7", "S2E3", "all".

Episodes count through all seasons in airing order, so "S2E3" needs to know how many
episodes earlier seasons have.
"""

from __future__ import annotations

import re

from .domain import ALL_SEEN, Boundary, Title
from .errors import BadRequest

_SEASON = re.compile(r"s(\d{1,3})\s*e(\d{1,4})", re.ASCII)


def parse_boundary(text: str, title: Title | None = None) -> Boundary:
    """Read a boundary; BadRequest says how to write one that can be counted."""
    word = text.strip().casefold()
    if word == "all":
        return ALL_SEEN
    if word.isascii() and word.isdigit() and len(word) <= 5:
        return Boundary(int(word))
    match = _SEASON.fullmatch(word)
    if match is None:
        raise BadRequest(
            f"“{text}” is no boundary; write how many episodes you have seen "
            '(0, 7), or S2E3, or "all".'
        )
    return Boundary(_count(int(match[1]), int(match[2]), title))


def _count(season: int, number: int, title: Title | None) -> int:
    """Episodes up to and with this one, specials (season 0, episode 0) left out.

    An episode that is listed twice counts once: too high a boundary would spoil.
    """
    listed = () if title is None else title.episode_list
    numbers = {(e.season, e.number) for e in listed if e.number}
    earlier = [of for of, _ in numbers if 0 < of < season]
    if set(earlier) != set(range(1, season)):
        raise BadRequest(
            f"How many episodes come before season {season} is not known here; "
            "write the number of episodes seen in all."
        )
    return len(earlier) + number
