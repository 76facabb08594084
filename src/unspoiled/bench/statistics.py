"""Shares, curves and agreement, each with how far it can be trusted.

Every interval is of 95%. What is drawn at random is drawn from `SEED`, so the same
figures give the same interval. Sentences of one work are not independent: where works
are given, they are what is drawn again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..errors import NotFound

SEED: Final = 20240613
RESAMPLES: Final = 1_000
LEVEL: Final = 0.95
BINS: Final = 10

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure of `n` observations with its 95% interval `[low, high]`.

    `value`, `low` and `high` are None where there is nothing to take them from.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability curve: what was foretold, what was found, of how many."""

    foretold: float
    found: float
    n: int


def wilson(hits: int, n: int) -> Estimate:
    """The share `hits / n` with its interval (Wilson 1927); 0 to 1 for nothing."""
    if n == 0:
        return Estimate(None, 0, 0.0, 1.0)
    interval = _scipy().binomtest(hits, n).proportion_ci(LEVEL, method="wilson")
    return Estimate(hits / n, n, float(interval.low), float(interval.high))


def auc(scores: ArrayLike, positive: ArrayLike) -> float | None:
    """The chance that a positive scores above a negative; None if either is missing."""
    truth = np.asarray(positive, dtype=bool)
    hits = int(truth.sum())
    misses = len(truth) - hits
    if not hits or not misses:
        return None
    ranks = _scipy().rankdata(np.asarray(scores, dtype=float))
    # Mann and Whitney (1947); ten times as fast as a curve, and drawn a thousand times
    return float((ranks[truth].sum() - hits * (hits + 1) / 2) / (hits * misses))


def auc_over_works(
    scores: ArrayLike, positive: ArrayLike, works: Sequence[Hashable]
) -> Estimate:
    """The area under the ROC curve; its interval is a bootstrap over whole works."""
    values, truth = np.asarray(scores, dtype=float), np.asarray(positive, dtype=bool)

    def of(rows: NDArray[np.intp]) -> float:
        found = auc(values[rows], truth[rows])
        return np.nan if found is None else found

    low, high = cluster_bootstrap(of, works)
    return Estimate(auc(values, truth), len(truth), low, high)


def cluster_bootstrap(
    figure: Callable[[NDArray[np.intp]], float], works: Sequence[Hashable]
) -> tuple[float | None, float | None]:
    """The percentile interval of a figure of rows when works are drawn again.

    `figure` takes the numbers of rows, a row as often as its work was drawn; where it
    gives NaN (a draw without a positive, say) the draw is left out.
    """
    numbers = {work: n for n, work in enumerate(dict.fromkeys(works))}
    of_row = np.array([numbers[work] for work in works], dtype=np.intp)
    if len(numbers) < 2:
        return None, None
    rows = [np.flatnonzero(of_row == number) for number in range(len(numbers))]

    def again(drawn: NDArray[np.intp]) -> float:
        return figure(np.concatenate([rows[number] for number in drawn]))

    drawn = [again(numbers) for numbers in _draws(len(numbers))]
    found = np.array([one for one in drawn if not np.isnan(one)])
    return _edges(found) if len(found) else (None, None)


def mean(values: ArrayLike) -> Estimate:
    """The mean of independent values, with the percentile interval of a bootstrap."""
    given = np.asarray(values, dtype=float)
    if not len(given):
        return Estimate(None, 0)
    if len(given) == 1:
        return Estimate(float(given[0]), 1)
    low, high = _edges(given[_draws(len(given))].mean(axis=1))
    return Estimate(float(given.mean()), len(given), low, high)


def mean_over_works(values: ArrayLike, works: Sequence[Hashable]) -> Estimate:
    """The mean of rows, with the percentile interval when works are drawn again.

    The same figure as `cluster_bootstrap` of a mean, from each work's sum and number.
    """
    given = np.asarray(values, dtype=float)
    numbers = {work: n for n, work in enumerate(dict.fromkeys(works))}
    if not len(given):
        return Estimate(None, 0)
    if len(numbers) < 2:
        return Estimate(float(given.mean()), len(given))
    of_row = np.array([numbers[work] for work in works], dtype=np.intp)
    sums = np.bincount(of_row, weights=given)
    counts = np.bincount(of_row)
    draws = _draws(len(numbers))
    found = sums[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = _edges(found)
    return Estimate(float(given.mean()), len(given), low, high)


def _draws(n: int) -> NDArray[np.intp]:
    """RESAMPLES draws of n numbers below n, with replacement, shape (RESAMPLES, n).

    scipy.stats.bootstrap draws rows, not works, and cannot leave a draw out.
    """
    return np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n))


def _edges(found: Floats) -> tuple[float, float]:
    edge = (1 - LEVEL) / 2
    low, high = np.quantile(found, [edge, 1 - edge])
    return float(low), float(high)


def spearman(one: ArrayLike, other: ArrayLike) -> float | None:
    """Spearman's rank correlation; None for fewer than two or for constant values."""
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if len(first) < 2 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(_scipy().spearmanr(first, second).statistic)


def reliability(
    foretold: ArrayLike, found: ArrayLike, bins: int = BINS
) -> tuple[Bin, ...]:
    """Bins of equal mass, from the least foretold to the most.

    Equal mass counts rows: with n rows every bin has n / bins, rounded up or down.
    """
    p, truth = np.asarray(foretold, dtype=float), np.asarray(found, dtype=float)
    order = np.argsort(p, kind="stable")
    parts = np.array_split(order, min(bins, len(order))) if len(order) else []
    return tuple(
        Bin(float(p[part].mean()), float(truth[part].mean()), len(part))
        for part in parts
    )


def calibration_error(
    foretold: ArrayLike, found: ArrayLike, bins: int = BINS
) -> float | None:
    """Expected calibration error in bins of equal mass (Nguyen and O'Connor 2015).

    The mean over rows of the distance between what its bin foretold and what was found.
    """
    curve = reliability(foretold, found, bins)
    if not curve:
        return None
    total = sum(one.n for one in curve)
    return sum(one.n * abs(one.foretold - one.found) for one in curve) / total


def error_over_works(
    foretold: ArrayLike, found: ArrayLike, works: Sequence[Hashable]
) -> Estimate:
    """The expected calibration error, with a bootstrap over works.

    The error of a sample cannot be negative, so that its interval lies somewhat high.
    """
    p, truth = np.asarray(foretold, dtype=float), np.asarray(found, dtype=float)

    def of(rows: NDArray[np.intp]) -> float:
        error = calibration_error(p[rows], truth[rows])
        return np.nan if error is None else error

    low, high = cluster_bootstrap(of, works)
    return Estimate(calibration_error(p, truth), len(p), low, high)


def kappa(
    one: Sequence[Hashable], other: Sequence[Hashable], works: Sequence[Hashable]
) -> Estimate:
    """Cohen's kappa (1960) of two labellings of the same rows, bootstrapped over works.

    None where chance alone would agree everywhere, as with one label for all rows.
    """
    names = {label: n for n, label in enumerate(dict.fromkeys((*one, *other)))}
    first = np.array([names[label] for label in one], dtype=np.intp)
    second = np.array([names[label] for label in other], dtype=np.intp)

    return _kappa_over(first, second, works, None)


def graded_kappa(
    one: Sequence[int], other: Sequence[int], works: Sequence[Hashable]
) -> Estimate:
    """Cohen's kappa of two gradings, disagreement weighted by its square (1968)."""
    first, second = np.array(one, dtype=np.intp), np.array(other, dtype=np.intp)
    return _kappa_over(first, second, works, "quadratic")


def _kappa_over(
    first: NDArray[np.intp],
    second: NDArray[np.intp],
    works: Sequence[Hashable],
    weights: str | None,
) -> Estimate:
    def of(rows: NDArray[np.intp]) -> float:
        return _kappa(first[rows], second[rows], weights)

    value = _kappa(first, second, weights)
    low, high = cluster_bootstrap(of, works)
    return Estimate(None if np.isnan(value) else value, len(first), low, high)


def _kappa(
    one: NDArray[np.intp], other: NDArray[np.intp], weights: str | None = None
) -> float:
    if not len(one) or len(np.unique(np.concatenate([one, other]))) < 2:
        return float(np.nan)
    return float(_metrics().cohen_kappa_score(one, other, weights=weights))


def _scipy() -> Any:
    try:
        from scipy import stats
    except ImportError as error:
        raise missing_extra() from error
    return stats


def _metrics() -> Any:
    try:
        from sklearn import metrics
    except ImportError as error:
        raise missing_extra() from error
    return metrics


def check_extra(*more: str) -> None:
    """NotFound where a package of the extra is not installed; imports none of them.

    `more` are those that only some of it needs.
    """
    if not all(map(find_spec, ("matplotlib", "scipy", "sklearn", *more))):
        raise missing_extra()


def missing_extra() -> NotFound:
    """What to say where the packages for measuring are not installed."""
    return NotFound(
        "Measuring needs packages that are not installed; install them with: "
        "pip install 'unspoiled[bench]'."
    )
