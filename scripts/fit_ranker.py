"""Learn what the ranker's features are worth from requests written for this project.

    python scripts/fit_ranker.py figures --films LIBRARY --dramas LIBRARY --work FOLDER \\
        [--tomt tomt_train.jsonl.gz --held held.json]
    python scripts/fit_ranker.py fit --work FOLDER

`figures` asks the libraries every training request and keeps the features of its
candidates; `fit` learns a curve a feature for each voice and writes
`src/unspoiled/data/ranker/ranker.json`. The library of films needs the titles that the
requests name, and may have past requests and ratings; `--tomt` adds posts that look for
one film, of which the library may hold no copy and on which the encoder's voice was not
learned (`--held` lists their ids).

The loss is that of listwise softmax (ListNet's top one, Cao et al. 2007) over a
request's candidates, one term for each title that is right, with an L2 penalty. A curve
bends at three heights that most figures of its feature lie between, and each of its
pieces rises or is level, since every feature is drawn so that more of it speaks for a
title. `alike` is learned on the lists of likeness alone, with straight curves of what two
titles share. Same figures, same curves.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from unspoiled import Guide
from unspoiled.domain import Like, Request
from unspoiled.ranker import VOICES, Curve, straight, voice_of
from unspoiled.ranking import FEATURES, Scene, figures_of
from unspoiled.search import find_candidates

ROOT = Path(__file__).parents[1]
REQUESTS = ROOT / "corpus" / "requests"
OUT = ROOT / "src" / "unspoiled" / "data" / "ranker" / "ranker.json"
TODAY = date(2026, 11, 22)
FILMS = ("film_posts", "film_chats", "film_chats_b", "film_chats_c", "film_alike")
DRAMAS = ("drama_requests", "drama_requests_b", "drama_alike")
NEGATIVES = 500
"""Candidates kept of each request beside those that are right, drawn by chance: what
was chosen by a feature would speak against it."""
PENALTY = 0.01
BY_HAND = {"avoids": 2.5, "unlike": 2.0, "meaning_said": 8.0, "words_said": 0.6}
"""Nothing that this is fitted on has reviews, and too little tells of what a viewer does
not want."""
BENT = frozenset(
    "words_card words_prose words_whole meaning_card meaning_prose neighbours_words "
    "meaning_whole neighbours_meaning alike_facets alike_tags alike_meaning same_hands same_era "
    "corated renown recent".split()
)
"""Features with bent curves; those of the others are straight."""
ALIKE = frozenset(
    "alike_facets alike_tags alike_meaning same_hands same_era same_home same_series "
    "corated".split()
)
"""What two titles share."""
BENDS = (0.35, 0.7, 0.9)
"""Where curves bend: so many of the figures above 0 of right titles lie below."""
DRAMAS_COUNT = 3.0
"""How often a request for dramas counts: the catalogue that is shipped is one of dramas,
and of the requests hardly a fifth are for these."""
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
                for voice in ("likes", "alike"):
                    yield example(
                        guide, f"{name}{number}", request, right, wrong, draw, voice
                    )


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
    voice: str = "",
) -> Example:
    encoder = guide.bench.encoder
    candidates = find_candidates(
        request, guide.store, encoder.encode_requests, guide.vocabulary, today=TODAY
    )
    scene = Scene(
        request, candidates, guide.store, guide.vocabulary, TODAY,
        compared=voice != "alike",
    )  # fmt: skip
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
        voice or voice_of(request),
        figures[kept],
        is_right[kept],
        max(1, wanted),
        len(others) / max(1, len(drawn)),
    )


def make_figures(options: argparse.Namespace) -> None:
    made: list[Example] = []
    for films in options.films:
        with Guide.open(films, starter=False, today=TODAY) as guide:
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
        weight = DRAMAS_COUNT if one.id.startswith(("d", "drama")) else 1.0
        places = np.flatnonzero(one.right)
        for place in places:
            whole = rest + grown[place]
            total += weight * (np.log(whole) - scores[place]) / len(places)
            pull = (
                one.stands_for * (one.figures[~one.right].T @ grown[~one.right])
                + one.figures[place] * grown[place]
            ) / whole
            slope += weight * (pull - one.figures[place]) / len(places)
    size = len(some)
    penalised = penalty * float(weights @ weights) / 2
    return total / size + penalised, slope / size + penalty * weights


@dataclass(frozen=True)
class Pieces:
    """Where each feature's curve bends; figures -> how far each goes into each piece."""

    bends: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, some: Sequence[Example], bent: frozenset[str] = BENT) -> Pieces:
        right = np.concatenate([one.figures[one.right] for one in some])
        bends: list[tuple[float, ...]] = []
        for column, name in enumerate(FEATURES):
            own = right[:, column][right[:, column] > 0]
            found: tuple[float, ...] = ()
            if name in bent and len(own) > 50:
                found = tuple(np.unique(np.quantile(own, BENDS).round(4)).tolist())
            bends.append(tuple(bend for bend in found if bend < 0.999))
        return cls(tuple(bends))

    def spread(self, figures: np.ndarray) -> np.ndarray:
        """Columns for each piece of each feature, (n, pieces)."""
        columns = []
        for column, bends in enumerate(self.bends):
            ends = (-1.0, *bends, 1.0)
            for low, high in pairwise(ends):
                floor = 0.0 if low == -1.0 else low
                columns.append(np.clip(figures[:, column], low, high) - floor)
        return np.stack(columns, axis=1)

    def curves(self, slopes: np.ndarray) -> dict[str, Curve]:
        """Slopes of the pieces as curves through 0; what is level throughout is left out."""
        found: dict[str, Curve] = {}
        at = 0
        for name, bends in zip(FEATURES, self.bends, strict=True):
            ends = (-1.0, *bends, 1.0)
            own = slopes[at : at + len(ends) - 1]
            at += len(ends) - 1
            if not own.any():
                continue
            worth = [-own[0], 0.0]
            floors = (0.0, *bends)
            height = 0.0
            for low, high, slope in zip(floors, ends[1:], own, strict=True):
                height += slope * (high - low)
                worth.append(height)
            found[name] = (
                (-1.0, 0.0, *ends[1:]),
                tuple(round(float(w), 4) for w in worth),
            )
        return found


def fit(some: Sequence[Example], pieces: Pieces, penalty: float) -> np.ndarray:
    """A slope for each piece, all 0 or above."""
    usable = [one for one in some if one.right.any() and not one.right.all()]
    parts = [pieces.spread(one.figures) for one in usable]
    # a feature of small figures needs a steep curve, which is no reason to doubt it
    spread = np.concatenate(parts).std(axis=0)
    spread = np.where(spread > 1e-3, spread, np.inf)
    inward = [
        replace(one, figures=part / spread)
        for one, part in zip(usable, parts, strict=True)
    ]
    found = minimize(
        loss_of,
        np.full(parts[0].shape[1], 0.1),
        args=(inward, penalty),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None)] * parts[0].shape[1],
    )
    return np.asarray(found.x / spread)


def recall(one: Example, scores: np.ndarray, depth: int = 10) -> float:
    """Right titles among the first ten, as a share of those that could be there."""
    order = np.argsort(-scores, kind="stable")[:depth]
    return float(one.right[order].sum() / min(depth, one.wanted))


def kinds(one: Example) -> str:
    """The same for examples of one source."""
    written = re.fullmatch(r"([fpd][a-z]|film_alike|drama_alike)\d+", one.id)
    return written[1] if written else "posts"


def examples_of(voice: str, some: Sequence[Example]) -> list[Example]:
    own = [one for one in some if one.voice == voice]
    if voice != "alike":
        return own
    shared = np.array([name in ALIKE for name in FEATURES])
    return [replace(one, figures=one.figures * shared) for one in own]


def make_curves(options: argparse.Namespace) -> None:
    all_of_them = read_figures(options.work / "figures.npz")
    curves: dict[str, dict[str, Curve]] = {}
    for voice in VOICES:
        own = examples_of(voice, all_of_them)
        pieces = Pieces.of(own, frozenset() if voice == "alike" else BENT)
        names = sorted({one.id for one in own})  # an example of two libraries is one
        held = []
        for fold in range(FOLDS):
            away = set(names[fold::FOLDS])
            slopes = fit([o for o in own if o.id not in away], pieces, options.penalty)
            held += [
                (one, recall(one, pieces.spread(one.figures) @ slopes))
                for one in own
                if one.id in away
            ]
        found = np.mean([score for _, score in held])
        print(f"{voice}: {len(own)} requests, recall@10 {found:.3f}")
        for kind in sorted({kinds(one) for one in own}):
            some = [(one, score) for one, score in held if kinds(one) == kind]
            there = np.mean([one.right.sum() / one.wanted for one, _ in some])
            print(
                f"  {kind:14} {len(some):4}  {np.mean([r for _, r in some]):.3f}"
                f"  of {there:.3f} among the candidates"
            )
        curves[voice] = pieces.curves(fit(own, pieces, options.penalty)) | {
            name: straight(weight) for name, weight in BY_HAND.items()
        }
        for name, curve in curves[voice].items():
            print(f"    {name:20}", *zip(*curve, strict=True))
    OUT.write_text(json.dumps({"name": "learned", "curves": curves}, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    figures = commands.add_parser("figures")
    figures.add_argument("--films", type=Path, required=True, action="append")
    figures.add_argument("--dramas", type=Path, required=True)
    figures.add_argument("--tomt", type=Path)
    figures.add_argument("--held", type=Path)
    figures.set_defaults(run=make_figures)
    fitting = commands.add_parser("fit")
    fitting.add_argument("--penalty", type=float, default=PENALTY)
    fitting.set_defaults(run=make_curves)
    for command in (figures, fitting):
        command.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
