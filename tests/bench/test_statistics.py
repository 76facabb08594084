"""Figures and intervals against values from the literature, or worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from unspoiled.bench.statistics import (
    auc,
    auc_over_works,
    calibration_error,
    cluster_bootstrap,
    error_over_works,
    kappa,
    mean,
    reliability,
    spearman,
    wilson,
)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_against_newcombes_table(hits, n, low, high):
    found = wilson(hits, n)

    assert found.value == hits / n
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_may_be_anything():
    found = wilson(0, 0)

    assert (found.value, found.low, found.high) == (None, 0.0, 1.0)


def test_auc_counts_pairs_in_order_ties_by_half():
    # pairs (positive, negative): .9>.3, .9>.5, .5>.3, .5=.5
    assert auc([0.9, 0.5, 0.3, 0.5], [1, 1, 0, 0]) == 3.5 / 4


def test_auc_agrees_with_another_implementation():
    rng = np.random.default_rng(5)
    truth = rng.random(500) < 0.3
    scores = np.round(rng.random(500) + 0.4 * truth, 1)  # with many ties

    assert auc(scores, truth) == pytest.approx(roc_auc_score(truth, scores))


def test_auc_of_one_class_is_none():
    assert auc([0.1, 0.9], [1, 1]) is None
    assert auc_over_works([0.1, 0.9], [0, 0], ["a", "b"]).value is None


def test_spearman_of_the_usual_example():
    # intelligence and hours of television of ten people; -29/165
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]

    assert spearman(iq, hours) == pytest.approx(-29 / 165)


def test_spearman_of_constants_is_none():
    assert spearman([1, 1, 1], [1, 2, 3]) is None
    assert spearman([1], [1]) is None


def test_kappa_of_two_readers_of_fifty_grants():
    # both yes 20, first alone 5, second alone 10, both no 15: (0.7 - 0.5) / 0.5
    one = "Y" * 25 + "N" * 25
    other = "Y" * 20 + "N" * 5 + "Y" * 10 + "N" * 15

    found = kappa(one, other, range(50))

    assert found.value == pytest.approx(0.4)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.4 < found.high


def test_kappa_of_one_label_is_none():
    assert kappa("FF", "FF", "ab").value is None


def test_reliability_has_bins_of_equal_mass():
    curve = reliability([0.1, 0.2, 0.3, 0.4, 0.9], [0, 0, 1, 0, 1], bins=2)

    assert [one.n for one in curve] == [3, 2]
    assert [one.foretold for one in curve] == pytest.approx([0.2, 0.65])
    assert [one.found for one in curve] == pytest.approx([1 / 3, 0.5])


def test_calibration_error_is_the_mean_distance():
    error = calibration_error([0.1, 0.2, 0.3, 0.4, 0.9], [0, 0, 1, 0, 1], bins=2)

    assert error == pytest.approx((3 * (1 / 3 - 0.2) + 2 * (0.65 - 0.5)) / 5)


def test_a_forecast_that_is_right_has_no_error():
    assert calibration_error([0.0] * 5 + [1.0] * 5, [0] * 5 + [1] * 5) == 0


def test_nothing_has_no_calibration():
    assert calibration_error([], []) is None
    assert reliability([], []) == ()


def test_the_bootstrap_of_a_mean_agrees_with_normal_theory():
    values = np.random.default_rng(7).normal(size=400)
    error = values.std(ddof=1) / 20

    found = mean(values)

    assert found.value == pytest.approx(values.mean())
    assert found.low == pytest.approx(values.mean() - 1.96 * error, abs=0.02)
    assert found.high == pytest.approx(values.mean() + 1.96 * error, abs=0.02)


def test_sentences_of_one_work_count_as_one_draw():
    values = np.random.default_rng(7).normal(size=40)
    copied = np.repeat(values, 9)

    alone = cluster_bootstrap(lambda rows: float(values[rows].mean()), range(40))
    many = cluster_bootstrap(
        lambda rows: float(copied[rows].mean()), np.repeat(range(40), 9).tolist()
    )

    assert many == pytest.approx(alone)


def test_one_work_has_no_interval():
    found = auc_over_works([0.9, 0.1], [1, 0], ["a", "a"])

    assert (found.value, found.low, found.high) == (1.0, None, None)


def test_draws_without_a_positive_are_left_out():
    found = auc_over_works([0.9, 0.1, 0.2, 0.3], [1, 0, 0, 0], "abcd")

    assert (found.low, found.high) == (1.0, 1.0)


def test_the_same_figures_give_the_same_interval():
    rng = np.random.default_rng(3)
    scores, truth, works = rng.random(60), rng.random(60) < 0.4, list(range(30)) * 2

    assert auc_over_works(scores, truth, works) == auc_over_works(scores, truth, works)
    assert error_over_works(scores, truth, works) == error_over_works(
        scores, truth, works
    )
