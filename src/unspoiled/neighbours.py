"""Ratings of many raters -> for each title, those that the same raters liked.

Two titles are near when more of the same raters liked both than their popularity alone
would bring about. The strength is the phi coefficient of the two columns of likes, which
is Pearson's correlation for yes and no (K. Pearson 1900; as a measure between items in
Sarwar, Karypis, Konstan and Riedl, "Item-based collaborative filtering", WWW 2001,
section 3.1.2): popularity is taken out of it, since what chance explains is subtracted.
Two things are damped besides. A rater who liked n titles counts 1 / sqrt(n), so that
those who like everything do not decide (the normalised rows of Deshpande and Karypis,
"Item-based top-N recommendation algorithms", TOIS 2004). And a pair that n raters liked
counts n / (n + 5): few raters prove little (Herlocker, Konstan, Borchers and Riedl, SIGIR
1999; in this form Koren, "Factorization meets the neighborhood", KDD 2008, section 2.2). `scripts/measure_neighbours.py` compares this
with other measures; the figures are in `docs/neighbours.md`.

Pairs are counted for some titles at a time, sparsely: memory stays bounded, and time
grows with the sum of the squares of how many titles each rater liked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MADE_BY: Final = "phi-1"
"""Another measure has another name, so that a library reckons its neighbours again."""


@dataclass(frozen=True, slots=True)
class NeighbourConfig:
    """What counts as liked, and how a strength is damped."""

    liked: float = 0.7
    """Share of the scale from which on a title may count as liked."""
    shrink: float = 5.0
    """Raters in common at which a strength counts half."""
    fewest: int = 3
    """Raters in common below which a pair is no pair."""
    most: int = 100
    """Neighbours kept of a title."""
    pairs: int = 4_000_000
    """Pairs counted at a time, about, which bounds memory (some 60 bytes a pair)."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """Who gave which title what share (0..1) of the scale, in three columns.

    `raters` and `titles` are numbers from 0; equal ratings in another order of rows give
    the same neighbours.
    """

    raters: Ints
    titles: Ints
    shares: Floats


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours of one title, strongest first."""

    title: int
    others: Ints
    strengths: NDArray[np.float32]
    """0..1."""


@dataclass(frozen=True, slots=True)
class _Likes:
    """Who likes what, by title and by rater (compressed rows), and what follows."""

    titles: int
    of_title: tuple[Ints, Ints]
    """(where each title's raters begin, the raters)"""
    of_rater: tuple[Ints, Ints]
    """(where each rater's titles begin, the titles)"""
    weights: Floats
    """How much each rater counts."""

    @property
    def mass(self) -> Floats:
        """The weight of those who like a title, for each."""
        starts, raters = self.of_title
        places = np.repeat(np.arange(self.titles), np.diff(starts))
        mass = np.bincount(places, self.weights[raters], minlength=self.titles)
        return mass.astype(np.float64)  # of no ratings numpy counts whole


def liked_together(
    ratings: Ratings,
    config: NeighbourConfig | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Neighbours]:
    """The neighbours of every title that has any, by number."""
    config = config or NeighbourConfig()
    likes = _read_likes(ratings, config)
    mass, total = likes.mass, float(likes.weights.sum())
    for first, last in _blocks(likes, config.pairs):
        rows, others, together, weight = _count(likes, first, last)
        enough = together >= config.fewest
        rows, others = rows[enough], others[enough]
        strengths = _phi(weight[enough], mass[rows], mass[others], total)
        strengths *= together[enough] / (together[enough] + config.shrink)
        yield from _strongest(rows, others, strengths, config.most)
        if progress is not None:
            progress(last, likes.titles)


def _read_likes(ratings: Ratings, config: NeighbourConfig) -> _Likes:
    """A rater likes what is on the upper part of the scale."""
    titles = int(ratings.titles.max(initial=-1)) + 1
    count = int(ratings.raters.max(initial=-1)) + 1
    liked = ratings.shares >= config.liked - 1e-9
    who, what = ratings.raters[liked], ratings.titles[liked]
    number = np.bincount(who, minlength=count)
    weights = np.zeros(count)
    weights[number > 0] = 1 / np.sqrt(number[number > 0])
    return _Likes(
        titles, _compressed(what, who, titles), _compressed(who, what, count), weights
    )


def _compressed(rows: Ints, values: Ints, count: int) -> tuple[Ints, Ints]:
    order = np.lexsort((values, rows))
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=count), out=starts[1:])
    return starts, values[order]


def _blocks(likes: _Likes, pairs: int) -> Iterator[tuple[int, int]]:
    """Runs of titles with about so many pairs, and no wider than a table of counts."""
    starts, raters = likes.of_title
    work = np.diff(likes.of_rater[0])[raters]
    done = np.concatenate(([0], np.cumsum(work)))[starts]
    widest = max(1, pairs // max(likes.titles, 1))
    first = 0
    while first < likes.titles:
        last = int(np.searchsorted(done, done[first] + pairs, side="right")) - 1
        last = min(max(last, first + 1), first + widest, likes.titles)
        yield first, last
        first = last


def _count(likes: _Likes, first: int, last: int) -> tuple[Ints, Ints, Ints, Floats]:
    """(title, other, raters who like both, their weight) for some titles."""
    starts, raters = likes.of_title
    mine = raters[starts[first] : starts[last]]
    rows = np.repeat(np.arange(last - first), np.diff(starts[first : last + 1]))
    begins, titles = likes.of_rater
    lengths = begins[mine + 1] - begins[mine]
    ends = np.cumsum(lengths)
    within = np.arange(int(lengths.sum())) - np.repeat(ends - lengths, lengths)
    others = titles[np.repeat(begins[mine], lengths) + within]
    cells = np.repeat(rows, lengths) * likes.titles + others
    size = (last - first) * likes.titles
    together = np.bincount(cells, minlength=size)
    weight = np.bincount(cells, np.repeat(likes.weights[mine], lengths), minlength=size)
    held = np.flatnonzero(together)
    row, other = np.divmod(held, likes.titles)
    apart = row + first != other
    held = held[apart]
    return row[apart] + first, other[apart], together[held], weight[held]


def _phi(both: Floats, one: Floats, other: Floats, total: float) -> Floats:
    """Correlation of two columns of likes, by weight; 0 where it is none."""
    spread = one * (total - one) * other * (total - other)
    known = spread > 1e-12 * total**4
    phi = np.zeros(len(both))
    phi[known] = (total * both - one * other)[known] / np.sqrt(spread[known])
    return np.clip(phi, 0.0, 1.0)


def _strongest(
    rows: Ints, others: Ints, strengths: Floats, most: int
) -> Iterator[Neighbours]:
    """The best of each row; of equals, the lower number."""
    kept = np.round(strengths, 6).astype(np.float32)
    known = kept > 0
    rows, others, kept = rows[known], others[known], kept[known]
    order = np.lexsort((others, -kept, rows))
    rows, others, kept = rows[order], others[order], kept[order]
    titles, starts = np.unique(rows, return_index=True)
    ends = np.append(starts, len(rows))[1:]
    for title, start, end in zip(titles.tolist(), starts, ends, strict=True):
        best = slice(start, min(end, start + most))
        yield Neighbours(title, others[best], kept[best])
