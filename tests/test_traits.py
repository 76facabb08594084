"""Columns of titles: which bear which keys, and what is left of a name without its part."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.traits import Found, Incidence, stem_of

PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), max_size=40)
KEYS = ("a", "b", "c", "d", "e")


def incidence(pairs):
    titles = np.array([title for title, _ in pairs], np.int64)
    numbers = np.array([number for _, number in pairs], np.int64)
    return Incidence.of(KEYS, titles, numbers, 9)


@given(PAIRS)
def test_both_ways_of_an_incidence_say_the_same(pairs):
    table, truth = incidence(pairs), set(pairs)

    for number, key in enumerate(KEYS):
        assert table.bearing(key).tolist() == sorted(t for t, n in truth if n == number)
    for title in range(9):
        assert table.of_title(title).tolist() == sorted(
            n for t, n in truth if t == title
        )
    assert table.counts.sum() == len(truth)


@given(PAIRS, st.lists(st.integers(0, 8), unique=True))
def test_rows_are_those_of_each_title_in_turn(pairs, places):
    table = incidence(pairs)
    slots, held = table.rows(np.array(places, np.int64))

    expected = [
        (s, n) for s, t in enumerate(places) for n in table.of_title(t).tolist()
    ]
    assert list(zip(slots.tolist(), held.tolist(), strict=True)) == expected


def test_an_unknown_key_is_borne_by_none():
    assert not len(incidence([(0, 0)]).bearing("z"))


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Harbour Lights", "harbourlights"),
        ("Harbour Lights 2", "harbourlights"),
        ("Harbour Lights: Season 3", "harbourlights"),
        ("Harbour Lights Part II", "harbourlights"),
        ("2", "2"),
    ],
)
def test_a_name_without_its_part(name, stem):
    assert stem_of(name) == stem


def test_hits_are_told_apart_by_kind():
    found = Found(
        np.array([3, 1, 2]), np.array([0, 2, 0], np.int8), np.array([3.0, 2, 1], "f4")
    )

    assert found.of("card").places.tolist() == [3, 2]
    assert found.of("sentence").scores.tolist() == [2.0]
    assert not len(Found.nothing().of("card").places)
