"""Titles are near when the same raters liked both, whatever their popularity."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.neighbours import NeighbourConfig, Ratings, liked_together


def ratings_of(rows):
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    raters, titles, shares = columns
    return Ratings(
        np.array(raters, np.int64), np.array(titles, np.int64), np.array(shares, float)
    )


def neighbours(rows, **settings):
    """title -> {other: strength}"""
    found = liked_together(ratings_of(rows), NeighbourConfig(**settings))
    return {
        one.title: dict(
            zip(one.others.tolist(), one.strengths.astype(float).tolist(), strict=True)
        )
        for one in found
    }


def by_hand(rows, shrink=5.0, fewest=3):
    """The same, pair by pair, by the definition of the correlation coefficient."""
    liked: dict[int, set[int]] = {}
    for rater, title, share in rows:
        if share >= 0.7:
            liked.setdefault(rater, set()).add(title)
    weight = {rater: 1 / math.sqrt(len(own)) for rater, own in liked.items()}
    total = sum(weight.values())
    titles = sorted({title for own in liked.values() for title in own})
    found: dict[int, dict[int, float]] = {}
    for one in titles:
        for other in titles:
            both = [r for r, own in liked.items() if {one, other} <= own]
            if one == other or len(both) < fewest:
                continue
            p = sum(weight[r] for r, own in liked.items() if one in own) / total
            q = sum(weight[r] for r, own in liked.items() if other in own) / total
            if p * q * (1 - p) * (1 - q) < 1e-9:
                continue
            joint = sum(weight[r] for r in both) / total
            phi = (joint - p * q) / math.sqrt(p * (1 - p) * q * (1 - q))
            strength = phi * len(both) / (len(both) + shrink)
            if strength > 1e-6:
                found.setdefault(one, {})[other] = strength
    return found


some_ratings = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 7)),
    st.sampled_from([0.2, 0.6, 0.7, 0.9, 1.0]),
    max_size=70,
).map(lambda held: [(rater, title, share) for (rater, title), share in held.items()])


@given(some_ratings)
def test_counting_by_blocks_equals_counting_by_hand(rows):
    found = neighbours(rows, shrink=2.0, fewest=2, pairs=7)

    expected = by_hand(rows, shrink=2.0, fewest=2)
    assert found.keys() == expected.keys()
    for title, others in expected.items():
        assert found[title] == pytest.approx(others, abs=2e-6)


@given(some_ratings, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)

    assert neighbours(mixed) == neighbours(rows)


@given(some_ratings)
def test_strengths_are_shares_and_strongest_come_first(rows):
    for others in neighbours(rows, shrink=0.0, fewest=1).values():
        strengths = list(others.values())
        assert all(0 < strength <= 1 for strength in strengths)
        assert strengths == sorted(strengths, reverse=True)


CIRCLES = [
    *((rater, title, 0.9) for rater in range(8) for title in (0, 1)),
    *((rater, title, 0.9) for rater in range(8, 16) for title in (2, 3)),
    *((rater, 4, 1.0) for rater in range(16)),
]
"""Two circles of raters, each with two titles, and a title that everybody likes."""


def test_what_everybody_likes_is_nobodys_neighbour():
    found = neighbours(CIRCLES)

    assert {title: list(others) for title, others in found.items()} == {
        0: [1],
        1: [0],
        2: [3],
        3: [2],
    }


def test_what_is_disliked_together_is_not_near():
    rows = [(rater, title, 0.3) for rater in range(8) for title in (0, 1)]

    assert neighbours([*rows, *((n, 2, 1.0) for n in range(8, 16))]) == {}


def test_few_raters_prove_little():
    few = [(rater, title, 1.0) for rater in (20, 21) for title in (5, 6)]
    some = [(rater, title, 1.0) for rater in (30, 31, 32) for title in (7, 8)]

    found = neighbours([*CIRCLES, *few, *some])

    assert 5 not in found
    assert 0 < found[7][8] < found[0][1]


def test_so_many_neighbours_are_kept_and_no_more():
    rows = [(rater, title, 1.0) for rater in range(6) for title in range(9)]
    rows += [(rater, 9, 1.0) for rater in range(6, 12)]

    found = neighbours(rows, most=4)

    assert found[8] == dict.fromkeys([0, 1, 2, 3], found[8][0])
    assert 9 not in found


def test_nothing_gives_nothing():
    assert neighbours([]) == {}
    assert neighbours([(0, 0, 1.0)]) == {}
