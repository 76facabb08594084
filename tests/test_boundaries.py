"""Boundaries as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    "text", ["", "-1", "seven", "S2", "1.5", "٣", "S4E1", "S0E3", "S1E9"]
)
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


def test_a_number_that_an_earlier_season_lacks_reaches_into_no_later_one():
    with pytest.raises(BadRequest, match="has no episode 9"):
        parse_boundary("S1E9", TWO_SEASONS)
    # the last season may be longer than the list knows
    assert parse_boundary("S2E9", TWO_SEASONS) == Boundary(17)
    with pytest.raises(BadRequest, match="Specials do not count"):
        parse_boundary("S0E1", TWO_SEASONS)


def test_seasons_that_number_on_are_not_counted_twice():
    listed = [(1, 1), (1, 2), (2, 3), (2, 4)]
    title = make_title(episode_list=tuple(Episode(*one) for one in listed))

    assert parse_boundary("S2E3", title) == Boundary(3)
    assert parse_boundary("S2E4", title) == Boundary(4)


@given(
    listed=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), max_size=20),
    season=st.integers(0, 5),
    number=st.integers(0, 9),
)
def test_a_boundary_never_counts_an_episode_that_comes_later(listed, season, number):
    title = make_title(episode_list=tuple(Episode(*one) for one in listed))
    try:
        counted = parse_boundary(f"S{season}E{number}", title).episodes
    except BadRequest:
        return
    known = sorted({one for one in listed if min(one) > 0})
    assert counted is not None
    assert all(one <= (season, number) for one in known[:counted])
