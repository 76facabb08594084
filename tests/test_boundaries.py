"""Boundaries as people write them."""

from __future__ import annotations

import pytest

from tests.makers import make_title
from unspoiled.boundaries import parse_boundary
from unspoiled.domain import ALL_SEEN, Boundary, Episode
from unspoiled.errors import BadRequest

TWO_SEASONS = make_title(
    episode_list=tuple(
        Episode(season, number) for season in (0, 1, 2) for number in range(1, 9)
    )
)


@pytest.mark.parametrize(
    ("text", "boundary"),
    [
        ("0", Boundary(0)),
        ("7", Boundary(7)),
        (" 12 ", Boundary(12)),
        ("all", ALL_SEEN),
        ("ALL", ALL_SEEN),
        ("S1E7", Boundary(7)),
        ("s2e3", Boundary(11)),
        ("S2 E3", Boundary(11)),
    ],
)
def test_reads(text, boundary):
    assert parse_boundary(text, TWO_SEASONS) == boundary


@pytest.mark.parametrize("text", ["", "-1", "seven", "S2", "1.5", "٣", "S4E1"])
def test_refuses(text):
    with pytest.raises(BadRequest):
        parse_boundary(text, TWO_SEASONS)


def test_what_is_no_episode_of_its_own_is_not_counted():
    listed = [(0, 1), (1, 0), (1, 1), (1, 2), (1, 2), (2, 1)]
    title = make_title(episode_list=tuple(Episode(*one) for one in listed))

    assert parse_boundary("S2E1", title) == Boundary(3)


def test_a_season_needs_the_count_of_those_before():
    assert parse_boundary("S1E2", make_title()) == Boundary(2)
    with pytest.raises(BadRequest, match="before season 2"):
        parse_boundary("S2E3", make_title())
