"""How well "liked by the same raters" finds what a rater liked, for several measures.

    python scripts/measure_neighbours.py [--data FOLDER] [--draws 4] [--liked 0.7]

FOLDER holds `ratings/` (MovieLens latest-small: ratings.csv, links.csv) and
`requests/more_like_this.jsonl.gz`. Raters are split into five parts; neighbours are made
of the ratings of four, and tried on raters of the fifth, of whom nothing was seen: three
titles that a rater liked are given and a fourth is sought, among all titles, by the sum
of its strengths to the three. Prints the tables of `docs/neighbours.md`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unspoiled.bench.statistics import auc, wilson
from unspoiled.neighbours import NeighbourConfig, Ratings, liked_together

ROOT = Path(__file__).parents[1]
FOLDS = 5
GIVEN = 3
FIRST = 10
POPULAR = 200
"""The titles that most raters like; what is sought beside them is the tail."""
NEAR = 20
"""Titles about as popular as the one sought that it is held against."""
Matrix = NDArray[np.float32]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Table:
    """Everybody's ratings as dense matrices, raters by titles (small data only)."""

    likes: Matrix
    centred: Matrix
    rated: Matrix


Strengths = Callable[[Table, Ratings, NeighbourConfig, Rows], Matrix]
"""Strength of every title (a column) to some titles (the rows)."""


@dataclass
class Tally:
    """What came of one measure."""

    found: int = 0
    tail: int = 0
    popular: float = 0.0
    apart: list[float] = field(default_factory=list)


def make_table(ratings: Ratings, titles: int, liked: float) -> Table:
    """The same ratings, dense."""
    raters = int(ratings.raters.max()) + 1
    place = ratings.raters, ratings.titles
    number = np.bincount(ratings.raters, minlength=raters).clip(min=1)
    means = np.bincount(ratings.raters, ratings.shares, minlength=raters) / number
    names = ("likes", "centred", "rated")
    made = {name: np.zeros((raters, titles), np.float32) for name in names}
    made["likes"][place] = ratings.shares >= liked - 1e-9
    made["centred"][place] = ratings.shares - means[ratings.raters]
    made["rated"][place] = 1.0
    return Table(**made)


def shrunk(strengths: Matrix, raters: Matrix, k: float) -> Matrix:
    """Few raters in common prove little."""
    return np.maximum(np.nan_to_num(strengths), 0.0) * raters / (raters + k)


def popularity(
    table: Table, ratings: Ratings, config: NeighbourConfig, rows: Rows
) -> Matrix:
    """The same for every title: how many raters like the other."""
    likes = table.likes.sum(0)
    return np.tile(likes, (len(rows), 1))


def cosine(k: float) -> Strengths:
    """Cosine of the columns of likes."""

    def of(
        table: Table, ratings: Ratings, config: NeighbourConfig, rows: Rows
    ) -> Matrix:
        both, likes = table.likes[:, rows].T @ table.likes, table.likes.sum(0)
        return shrunk(both / np.sqrt(np.outer(likes[rows], likes)), both, k)

    return of


def adjusted_cosine(k: float) -> Strengths:
    """Cosine of the columns of ratings, each less its rater's mean."""

    def of(
        table: Table, ratings: Ratings, config: NeighbourConfig, rows: Rows
    ) -> Matrix:
        dots, norms = (
            table.centred[:, rows].T @ table.centred,
            (table.centred**2).sum(0),
        )
        both = table.rated[:, rows].T @ table.rated
        return shrunk(dots / np.sqrt(np.outer(norms[rows], norms)), both, k)

    return of


def pointwise(k: float) -> Strengths:
    """Normalised pointwise mutual information of two likes."""

    def of(
        table: Table, ratings: Ratings, config: NeighbourConfig, rows: Rows
    ) -> Matrix:
        both, likes = table.likes[:, rows].T @ table.likes, table.likes.sum(0)
        share = both / len(table.likes)
        lift = np.log(both * len(table.likes) / np.outer(likes[rows], likes))
        return shrunk(np.where(both > 0, lift / -np.log(share), 0.0), both, k)

    return of


def phi(k: float) -> Strengths:
    """Correlation of the columns of likes, every rater counting the same."""

    def of(
        table: Table, ratings: Ratings, config: NeighbourConfig, rows: Rows
    ) -> Matrix:
        both, likes = table.likes[:, rows].T @ table.likes, table.likes.sum(0)
        n = len(table.likes)
        spread = likes * (n - likes)
        found = n * both - np.outer(likes[rows], likes)
        return shrunk(found / np.sqrt(np.outer(spread[rows], spread)), both, k)

    return of


def packaged(**settings: Any) -> Strengths:
    """What the package reckons, by its own sparse counting."""

    def of(
        table: Table, ratings: Ratings, config: NeighbourConfig, rows: Rows
    ) -> Matrix:
        strengths = np.zeros((len(rows), table.likes.shape[1]), np.float32)
        place = {title: row for row, title in enumerate(rows.tolist())}
        config = NeighbourConfig(liked=config.liked, **settings)
        for one in liked_together(ratings, config):
            if one.title in place:
                strengths[place[one.title], one.others] = one.strengths
        return strengths

    return of


MEASURES: dict[str, Strengths] = {
    "popularity alone": popularity,
    "cosine of likes, k = 10": cosine(10),
    "adjusted cosine, k = 10": adjusted_cosine(10),
    "adjusted cosine, k = 50": adjusted_cosine(50),
    "normalised PMI, k = 10": pointwise(10),
    "phi, k = 0": phi(0),
    "phi, k = 5": phi(5),
    "phi, raters damped, k = 0, any pair": packaged(shrink=0.0, fewest=1),
    "**phi, raters damped, k = 5**": packaged(),
    "phi, raters damped, k = 10": packaged(shrink=10.0),
}


def strongest(strengths: Matrix, rows: Rows, most: int) -> Matrix:
    """Each title's nearest alone, as a library keeps them."""
    strengths = strengths.copy()
    strengths[np.arange(len(rows)), rows] = 0.0
    least = np.partition(strengths, -most, axis=1)[:, -most, None]
    return np.where(strengths >= least, strengths, 0.0)


def draw_cases(
    ratings: Ratings, of: NDArray[np.intp], likes: Matrix, draws: int, liked: float
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """(three given and the one sought, all that the rater rated), for some raters.

    A title that fewer than two other raters like cannot be found by anything.
    """
    rng = np.random.default_rng(0)
    cases = []
    for rater in of:
        mine = ratings.raters == rater
        titles = ratings.titles[mine]
        fit = titles[
            (ratings.shares[mine] >= max(liked, 0.8) - 1e-9) & (likes[titles] >= 2)
        ]
        if len(fit) > GIVEN:
            cases += [
                (rng.choice(np.sort(fit), GIVEN + 1, replace=False), titles)
                for _ in range(draws)
            ]
    return cases


def measure(ratings: Ratings, titles: int, draws: int, liked: float) -> None:
    """Print how each measure finds what was held out."""
    raters = int(ratings.raters.max()) + 1
    parts = np.random.default_rng(0).permutation(raters) % FOLDS
    tallies = {name: Tally() for name in MEASURES}
    asked = tail = 0
    config = NeighbourConfig(liked=liked)
    for part in range(FOLDS):
        seen = parts[ratings.raters] != part
        known = Ratings(
            ratings.raters[seen], ratings.titles[seen], ratings.shares[seen]
        )
        table = make_table(known, titles, liked)
        table = Table(*(x[parts[: len(table.likes)] != part] for x in _fields(table)))
        likes = table.likes.sum(0)
        order = np.argsort(-likes, kind="stable")
        rank = np.argsort(order)
        cases = draw_cases(ratings, np.flatnonzero(parts == part), likes, draws, liked)
        asked += len(cases)
        tail += sum(int(rank[case[GIVEN]] >= POPULAR) for case, _ in cases)
        rows = np.unique([case[:GIVEN] for case, _ in cases])
        for name, strengths in MEASURES.items():
            with np.errstate(all="ignore"):
                found = strengths(table, known, config, rows)
            if name != "popularity alone":
                found = strongest(found, rows, config.most)
            for case, rated in cases:
                near = found[np.searchsorted(rows, case[:GIVEN])].sum(0)
                _try(tallies[name], near, case, rated, order, rank)
    print(f"{asked} times sought, {tail} of these in the tail\n")
    for name, tally in tallies.items():
        _print(name, tally, asked, tail)


def _fields(table: Table) -> tuple[Matrix, Matrix, Matrix]:
    return table.likes, table.centred, table.rated


def _try(
    tally: Tally,
    scores: Matrix,
    case: NDArray[np.int64],
    rated: NDArray[np.int64],
    order: NDArray[np.intp],
    rank: NDArray[np.intp],
) -> None:
    """Seek one title."""
    given, sought = case[:GIVEN], int(case[GIVEN])
    scores[given] = -1.0
    best = np.argsort(-scores, kind="stable")[:FIRST]
    best = best[scores[best] > 0]
    if sought in best:
        tally.found += 1
        tally.tail += int(rank[sought] >= POPULAR)
    tally.popular += float((rank[best] < POPULAR).mean()) if len(best) else 0.0
    around = order[max(0, rank[sought] - 60) : rank[sought] + 61]
    around = around[~np.isin(around, rated)]
    near = around[np.argsort(np.abs(rank[around] - rank[sought]), kind="stable")]
    against = scores[near[:NEAR]]
    wins = (scores[sought] > against) + 0.5 * (scores[sought] == against)
    tally.apart.append(float(wins.mean()))


def _print(name: str, tally: Tally, asked: int, tail: int) -> None:
    found, rare = wilson(tally.found, asked), wilson(tally.tail, tail)
    print(
        f"| {name} | {100 * found.value:.1f}% ({100 * found.low:.1f} to"
        f" {100 * found.high:.1f}) | {100 * rare.value:.1f}% ({100 * rare.low:.1f} to"
        f" {100 * rare.high:.1f}) | {np.mean(tally.apart):.3f}"
        f" | {100 * tally.popular / asked:.0f}% |"
    )


def compare_pairs(
    pairs: Sequence[tuple[int, int, bool]], ratings: Ratings, titles: int, liked: float
) -> None:
    """Print how well strength tells pairs judged alike from the others."""
    table = make_table(ratings, titles, liked)
    fits = np.array([fit for _, _, fit in pairs])
    rows = np.unique([pair[:2] for pair in pairs])
    row_of = {title: row for row, title in enumerate(rows.tolist())}
    print(f"\n{len(pairs)} pairs judged as alike or not\n")
    for name, strengths in MEASURES.items():
        with np.errstate(all="ignore"):
            found = strengths(table, ratings, NeighbourConfig(liked=liked), rows)
        if name != "popularity alone":
            found = strongest(found, rows, NeighbourConfig().most)
        scores = [max(found[row_of[a], b], found[row_of[b], a]) for a, b, _ in pairs]
        print(f"| {name} | {auc(np.array(scores), fits):.3f} |")


def read_ratings(folder: Path) -> tuple[Ratings, dict[str, int]]:
    """The ratings, and the number of each title by its IMDb id."""
    with (folder / "links.csv").open(encoding="utf-8") as file:
        imdb = {row["movieId"]: f"tt{row['imdbId']}" for row in csv.DictReader(file)}
    with (folder / "ratings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = sorted({imdb[row["movieId"]] for row in rows})
    number = {name: place for place, name in enumerate(names)}
    raters = {name: n for n, name in enumerate(sorted({r["userId"] for r in rows}))}
    ratings = Ratings(
        np.array([raters[row["userId"]] for row in rows]),
        np.array([number[imdb[row["movieId"]]] for row in rows]),
        np.array([float(row["rating"]) / 5 for row in rows]),
    )
    return ratings, number


def read_pairs(file: Path, number: dict[str, int]) -> list[tuple[int, int, bool]]:
    """Pairs of titles with whether somebody judged them alike."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (number[row["a_id"]], number[row["b_id"]], row["label"] == "OK")
        for row in rows
        if row.get("a_id") in number and row.get("b_id") in number
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--draws", type=int, default=4)
    parser.add_argument("--liked", type=float, default=NeighbourConfig().liked)
    said = parser.parse_args()
    ratings, number = read_ratings(said.data / "ratings")
    measure(ratings, len(number), said.draws, said.liked)
    file = said.data / "requests" / "more_like_this.jsonl.gz"
    if file.exists():
        compare_pairs(read_pairs(file, number), ratings, len(number), said.liked)


if __name__ == "__main__":
    main()
