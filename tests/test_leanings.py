"""What facets say of other facets: bounded, signed, and never from what spoils."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.leanings import (
    MOST_AGAINST,
    MOST_FOR,
    close_to,
    leaning,
    load_leanings,
)
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
KEYS = [facet.key for facet in VOCABULARY.facets]


def test_every_key_is_a_facet():
    known = set(KEYS)

    for key, others in load_leanings().items():
        assert {key, *others} <= known, key


def test_weights_are_shares_with_a_sign():
    weights = [w for others in load_leanings().values() for w in others.values()]

    assert all(-1 <= weight <= 1 and weight != 0 for weight in weights)


def test_only_what_gives_nothing_away_speaks_for_another():
    for key, others in load_leanings().items():
        for other, weight in others.items():
            if weight > 0:
                assert VOCABULARY.facet(other).reveals in ("feel", "premise"), key


@given(st.sampled_from(KEYS), st.sets(st.sampled_from(KEYS), max_size=12))
def test_a_leaning_never_outweighs_the_facet_itself(key, carried):
    opposite = VOCABULARY.facet(key).opposite

    assert -MOST_AGAINST <= leaning(key, carried, opposite) <= MOST_FOR < 0.8


@pytest.mark.parametrize(
    ("facet", "carried"),
    [
        ("mood:calm", {"theme:slice-of-life"}),
        ("mood:cosy", {"mood:warm", "theme:food"}),
        ("mood:tense", {"theme:serial-killings"}),
        ("setting:courtroom", {"people:lawyer"}),
    ],
)
def test_what_is_close_speaks_for_a_facet(facet, carried):
    assert leaning(facet, carried, None) > 0
    assert set(close_to(facet, carried)) == carried


@pytest.mark.parametrize(
    ("facet", "carried"),
    [
        ("mood:calm", {"theme:slice-of-life", "theme:murder"}),
        ("mood:cosy", {"mood:dark"}),
        ("audience:family-viewing", {"content_warning:gore", "theme:family"}),
    ],
)
def test_what_is_contrary_speaks_against_it(facet, carried):
    assert leaning(facet, carried, None) < 0


def test_the_opposite_of_a_facet_counts_fully():
    assert leaning("mood:calm", {"mood:tense"}, "mood:tense") == -MOST_AGAINST
