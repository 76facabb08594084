"""Learn what the ranker weighs, and how much, from requests written for this project.

    python scripts/fit_ranker.py figures --films LIBRARY --dramas LIBRARY --work FOLDER \\
        [--tomt tomt_train.jsonl.gz --held hold.json]
    python scripts/fit_ranker.py fit --work FOLDER

`figures` asks the libraries every training request and keeps the features of its
candidates; `fit` learns one weight a feature for each voice and writes
`src/unspoiled/data/ranker/ranker.json`. The library of films needs the titles that the
requests name; `--tomt` adds posts that look for one film, of which the library may hold
no copy (`--held` lists the ids of those that it does not).

The loss is that of listwise softmax (ListNet's top one, Cao et al. 2007) over a
request's candidates, one term for each title that is right, with an L2 penalty; weights
are kept at 0 or above, since every feature is drawn so that more of it speaks for a
title. Same figures, same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from unspoiled import Guide
from unspoiled.domain import Like, Request
from unspoiled.ranking import FEATURES, VOICES, Scene, figures_of, voice_of
from unspoiled.search import find_candidates

ROOT = Path(__file__).parents[1]
REQUESTS = ROOT / "corpus" / "requests"
OUT = ROOT / "src" / "unspoiled" / "data" / "ranker" / "ranker.json"
TODAY = date(2026, 11, 22)
FILMS = ("film_posts", "film_chats", "film_chats_b", "film_alike")
DRAMAS = ("drama_requests", "drama_requests_b", "drama_alike")
NEGATIVES = 500
"""Candidates kept of each request beside those that are right, drawn by chance: what
was chosen by a feature would speak against it."""
PENALTY = 0.01
BY_HAND = {
    "corated": 8.0,
    "avoids": 2.5,
    "unlike": 2.0,
    "meaning_said": 8.0,
    "words_said": 0.6,
}
"""Nothing that this is fitted on tells of co-ratings or reviews, and too little of what a
viewer does not want."""
FOLDS = 5


@dataclass
class Example:
    """One request: its voice, candidates' features and which of them are right."""

    id: str
    voice: str
    figures: np.ndarray
    right: np.ndarray
    wanted: int
    """How many titles are right, found or not."""
    stands_for: float
    """How many candidates each of those that are wrong stands for."""


# --- figures ----------------------------------------------------------------------


def title_ids(guide: Guide) -> dict[tuple[str, int], str]:
    """ "title" in lower case and year -> id, the most popular first."""
    found: dict[tuple[str, int], str] = {}
    for title in guide.store.titles(guide.store.all_title_ids()).values():
        for name in title.names:
            for year in _near(title.year):
                found.setdefault((_plain(name), year), title.id)
    return found


def _near(year: int | None) -> tuple[int, ...]:
    return (0,) if year is None else (year, year + 1, year - 1)


def _plain(name: str) -> str:
    name = name.casefold().strip()
    for article in ("the", "a", "an"):
        if name.endswith(f", {article}"):
            name = f"{article} {name[: -len(article) - 2]}"
    return "".join(filter(str.isalnum, name))


def id_of(written: str, ids: dict[tuple[str, int], str]) -> str | None:
    found = re.fullmatch(r"(.+) \((\d{4})\)", written)
    if found is None:
        return None
    name, year = _plain(found[1]), int(found[2])
    return ids.get((name, year)) or ids.get((name, 0))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open(path, "rt") if path.suffix == ".gz" else path.open()
    with opened as file:
        yield from map(json.loads, file)


def examples(guide: Guide, names: Sequence[str]) -> Iterator[Example]:
    """The written requests and lists of likeness over one library."""
    ids = title_ids(guide)
    draw = np.random.default_rng(0)
    for name in names:
        for number, row in enumerate(lines(REQUESTS / f"{name}.jsonl")):
            if "text" in row:
                right = [id_of(one, ids) for one in row["answers"]]
                request = guide.understand(row["text"])
                yield example(guide, row["id"], request, right, [], draw)
            elif (key := id_of(row["title"], ids)) is not None:
                like = Like(key, row["title"], "")
                right = [id_of(one, ids) for one in row["alike"]]
                wrong = [id_of(one, ids) for one in row["not_alike"]]
                request = Request(row["title"], likes=(like,))
                yield example(guide, f"{name}{number}", request, right, wrong, draw)


def posts(guide: Guide, path: Path, held: set[str]) -> Iterator[Example]:
    draw = np.random.default_rng(0)
    there = set(guide.store.all_title_ids())
    for row in lines(path):
        right = [key for key in row["positives"] if key in there]
        if right and row["id"] in held:
            request = guide.understand(row["text"])
            yield example(guide, row["id"], request, right, [], draw)


def example(
    guide: Guide,
    name: str,
    request: Request,
    right: Sequence[str | None],
    wrong: Sequence[str | None],
    draw: np.random.Generator,
) -> Example:
    encoder = guide.bench.encoder
    candidates = find_candidates(
        request, guide.store, encoder.encode_requests, guide.vocabulary, today=TODAY
    )
    scene = Scene(request, candidates, guide.store, guide.vocabulary, TODAY)
    figures = figures_of(scene)
    places = candidates.traits.places(key for key in right if key)
    away = candidates.traits.places(like.title_id for like in request.likes)
    is_right = np.isin(candidates.places, places)
    others = np.flatnonzero(~is_right & ~np.isin(candidates.places, away))
    hard = np.isin(
        candidates.places[others], candidates.traits.places(k for k in wrong if k)
    )
    drawn = draw.choice(others, min(len(others), NEGATIVES), replace=False)
    kept = np.unique(np.concatenate([np.flatnonzero(is_right), others[hard], drawn]))
    wanted = sum(key is not None for key in right)
    return Example(
        name,
        voice_of(request),
        figures[kept],
        is_right[kept],
        max(1, wanted),
        len(others) / max(1, len(drawn)),
    )


def make_figures(options: argparse.Namespace) -> None:
    made: list[Example] = []
    with Guide.open(options.films, starter=False, today=TODAY) as guide:
        made += examples(guide, FILMS)
        if options.tomt:
            held = set(json.loads(options.held.read_text()))
            made += posts(guide, options.tomt, held)
    with Guide.open(options.dramas, today=TODAY) as guide:
        made += examples(guide, DRAMAS)
    options.work.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.work / "figures.npz",
        ids=np.array([one.id for one in made]),
        voices=np.array([one.voice for one in made]),
        wanted=np.array([one.wanted for one in made]),
        sizes=np.array([len(one.right) for one in made]),
        stands_for=np.array([one.stands_for for one in made]),
        figures=np.concatenate([one.figures for one in made]),
        right=np.concatenate([one.right for one in made]),
        features=np.array(list(FEATURES)),
    )


# --- fitting ----------------------------------------------------------------------


def read_figures(path: Path) -> list[Example]:
    held = np.load(path)
    ends = np.cumsum(held["sizes"])
    if list(held["features"]) != list(FEATURES):
        raise SystemExit("these figures are of other features; make them anew")
    figures, right = held["figures"], held["right"]
    columns = (held[k] for k in ("ids", "voices", "wanted", "stands_for", "sizes"))
    return [
        Example(
            str(i),
            str(v),
            figures[end - n : end],
            right[end - n : end],
            int(w),
            float(f),
        )
        for i, v, w, f, n, end in zip(*columns, ends, strict=True)
    ]


def loss_of(
    weights: np.ndarray, some: Sequence[Example], penalty: float
) -> tuple[float, np.ndarray]:
    total, slope = 0.0, np.zeros_like(weights)
    for one in some:
        scores = one.figures @ weights
        scores -= scores.max()
        grown = np.exp(scores)
        rest = one.stands_for * grown[~one.right].sum()
        places = np.flatnonzero(one.right)
        for place in places:
            whole = rest + grown[place]
            total += (np.log(whole) - scores[place]) / len(places)
            pull = (
                one.stands_for * (one.figures[~one.right].T @ grown[~one.right])
                + one.figures[place] * grown[place]
            ) / whole
            slope += (pull - one.figures[place]) / len(places)
    size = len(some)
    penalised = penalty * float(weights @ weights) / 2
    return total / size + penalised, slope / size + penalty * weights


def fit(some: Sequence[Example], penalty: float = PENALTY) -> np.ndarray:
    """Weights of FEATURES, all 0 or above."""
    usable = [one for one in some if one.right.any() and not one.right.all()]
    # a feature of small figures needs a large weight, which is no reason to doubt it
    spread = np.concatenate([one.figures for one in usable]).std(axis=0)
    spread = np.where(spread > 1e-3, spread, np.inf)
    inward = [replace(one, figures=one.figures / spread) for one in usable]
    found = minimize(
        loss_of,
        np.full(len(FEATURES), 0.1),
        args=(inward, penalty),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None)] * len(FEATURES),
    )
    return np.asarray(found.x / spread)


def recall(some: Sequence[Example], weights: np.ndarray, depth: int = 10) -> float:
    """Right titles among the first ten, as a share of those that could be there."""
    shares = []
    for one in some:
        order = np.argsort(-(one.figures @ weights), kind="stable")[:depth]
        shares.append(one.right[order].sum() / min(depth, one.wanted))
    return float(np.mean(shares))


def kinds(one: Example) -> str:
    """The same for examples of one source."""
    written = re.fullmatch(r"(f[pcd]|d[rs]|film_alike|drama_alike)\d+", one.id)
    return written[1] if written else "posts"


def make_weights(options: argparse.Namespace) -> None:
    all_of_them = read_figures(options.work / "figures.npz")
    weights: dict[str, dict[str, float]] = {}
    for voice in VOICES:
        own = [one for one in all_of_them if one.voice == voice]
        folds = [[o for n, o in enumerate(own) if n % FOLDS == f] for f in range(FOLDS)]
        held = []
        for fold in folds:
            rest = [one for one in own if one not in fold]
            learned = fit(rest, options.penalty)
            held += [(one, recall([one], learned)) for one in fold]
        learned = fit(own, options.penalty)
        print(
            f"{voice}: {len(own)} requests, recall@10 {np.mean([r for _, r in held]):.3f}"
        )
        for kind in sorted({kinds(one) for one in own}):
            some = [(one, r) for one, r in held if kinds(one) == kind]
            found = np.mean([one.right.sum() / one.wanted for one, _ in some])
            print(
                f"  {kind:14} {len(some):4}  {np.mean([r for _, r in some]):.3f}"
                f"  of {found:.3f} among the candidates"
            )
        weights[voice] = {
            name: round(float(w), 4) for name, w in zip(FEATURES, learned, strict=True)
        } | BY_HAND
        print("  ", {name: w for name, w in weights[voice].items() if w})
    OUT.write_text(json.dumps({"name": "learned", "weights": weights}, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    figures = commands.add_parser("figures")
    figures.add_argument("--films", type=Path, required=True)
    figures.add_argument("--dramas", type=Path, required=True)
    figures.add_argument("--tomt", type=Path)
    figures.add_argument("--held", type=Path)
    figures.set_defaults(run=make_figures)
    fitting = commands.add_parser("fit")
    fitting.add_argument("--penalty", type=float, default=PENALTY)
    fitting.set_defaults(run=make_weights)
    for command in (figures, fitting):
        command.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
