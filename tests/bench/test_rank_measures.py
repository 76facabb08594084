"""Measures of rankings against hand-computed figures and another implementation's."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from sklearn.metrics import label_ranking_average_precision_score, ndcg_score

from unspoiled.bench.rank_measures import (
    hit,
    jaccard,
    judged,
    ndcg,
    rank_of,
    reciprocal_rank,
)

RANKING = ["b", "d", "a", "c"]


def test_a_rank_counts_from_0():
    assert rank_of(RANKING, "a") == 2
    assert rank_of(RANKING, "x") is None
    assert rank_of(RANKING, None) is None


@pytest.mark.parametrize(("depth", "found"), [(2, 0.0), (3, 1.0)])
def test_a_hit_is_one_within_the_depth(depth, found):
    assert hit(RANKING, "a", depth) == found


def test_what_cannot_be_found_is_a_miss():
    assert hit(RANKING, None) == 0.0


def test_ndcg_by_hand():
    # gains 2^g - 1: b 1, a 7; the best order is a, b, e
    grades = {"a": 3, "b": 1, "e": 1, "d": 0}

    found = ndcg(RANKING, grades)

    gained = 1 / log2(2) + 7 / log2(4)
    best = 7 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert found == pytest.approx(gained / best)


def test_ndcg_of_one_target_is_its_discount():
    assert ndcg(RANKING, {"c": 1}) == pytest.approx(1 / log2(5))
    assert ndcg(["x"] * 10 + ["c"], {"c": 1}) == 0.0


def test_ndcg_of_no_gain_is_none():
    assert ndcg(RANKING, {"a": 0}) is None
    assert ndcg([], {"a": 2}) == 0.0


def test_ndcg_agrees_with_another_implementation():
    rng = np.random.default_rng(3)
    for _ in range(20):
        grades = rng.integers(0, 4, size=30)
        scores = rng.permutation(30).astype(float)  # no ties
        ranking = [str(n) for n in np.argsort(-scores)]
        named = {str(n): int(grade) for n, grade in enumerate(grades)}

        theirs = ndcg_score([2.0**grades - 1], [scores], k=10)

        assert ndcg(ranking, named) == pytest.approx(theirs)


def test_reciprocal_rank_agrees_with_another_implementation():
    rng = np.random.default_rng(4)
    scores = rng.random((25, 40))
    right = rng.integers(0, 40, size=25)
    truth = np.zeros((25, 40), dtype=int)
    truth[np.arange(25), right] = 1

    ours = [
        reciprocal_rank([str(n) for n in np.argsort(-row)], {str(target)})
        for row, target in zip(scores, right, strict=True)
    ]

    theirs = label_ranking_average_precision_score(truth, scores)
    assert np.mean(ours) == pytest.approx(theirs)


def test_the_first_right_title_counts_within_the_depth():
    assert reciprocal_rank(RANKING, {"a", "c"}) == 1 / 3
    assert reciprocal_rank(RANKING, {"a"}, depth=2) == 0.0


def test_the_share_that_somebody_graded():
    assert judged(RANKING, {"b": 0, "c": 3}) == 0.5
    assert judged([], {"b": 1}) is None


def test_jaccard():
    assert jaccard("ab", "bc") == 1 / 3
    assert jaccard("", "") == 0.0
