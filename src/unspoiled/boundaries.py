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

    Whatever is doubtful counts too few, since too high a boundary would spoil: an episode
    that is listed twice counts once, one that the list leaves out does not count.
    """
    if season < 1:
        raise BadRequest(
            "Specials do not count as episodes; write the number of episodes seen."
        )
    listed = () if title is None else title.episode_list
    numbers = {(e.season, e.number) for e in listed if e.number > 0}
    earlier = [of for of, _ in numbers if 0 < of < season]
    if set(earlier) != set(range(1, season)):
        raise BadRequest(
            f"How many episodes come before season {season} is not known here; "
            "write the number of episodes seen in all."
        )
    here = [n for of, n in numbers if of == season]
    return len(earlier) + _count_in(season, number, here, numbers)


def _count_in(
    season: int, number: int, here: list[int], numbers: set[tuple[int, int]]
) -> int:
    """Episodes of one season up to this number; `here` has those that are listed."""
    beyond = number - max(here, default=0)
    if beyond <= 0:
        return sum(n <= number for n in here)
    if any(of > season for of, _ in numbers):
        raise BadRequest(
            f"Season {season} has no episode {number}; write one that it has, or the "
            "number of episodes seen in all."
        )
    return len(here) + beyond


def airing_order(title: Title) -> dict[tuple[int, int], int]:
    """Which episode in airing order (season, number) is; empty where a list has gaps."""
    listed = sorted({(e.season, e.number) for e in title.episode_list if e.season > 0})
    season, number = 1, 0
    for found in listed:
        if number and found[0] == season + 1:
            season, number = season + 1, 0
        number += 1
        if found != (season, number):
            return {}
    return {found: place for place, found in enumerate(listed, start=1)}
