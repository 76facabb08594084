"""The yardsticks of the judge, one after another: inputs -> Report.

YARDSTICKS names them in running order, with the files that each needs. One whose files
are not there is told and skipped; a file that is not what it should be stops the run.
Judging a review whole, in order, is what a user's copy of unspoiled does with it.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import numpy as np

from ..domain import Review, SafeFrom
from ..errors import NotFound
from ..gate import RULES
from .baselines import BASELINES, head_in_folds, in_folds
from .cases import (
    DEV,
    ITEMS,
    KINDS,
    SUBJECTIVITY,
    TRIPOD,
    Case,
    case_of,
    joined,
    read_dev,
    read_subjectivity,
    read_tripod,
    with_synopses,
)
from .corpus import (
    SECOND_LABELS,
    LabelledReview,
    Letter,
    read_corpus,
    read_second_labels,
    split_held_out,
)
from .figures import FORMAT, Curve, Figure, Report, Skipped, figure
from .judging import (
    Judge,
    Rows,
    frozen_features,
    judge_cases,
    judge_reviews,
    load_judge,
    load_judge_on,
    spared_held_out,
)
from .measures import (
    agreement,
    boundaries,
    calibration,
    curve,
    separation,
    share,
    shown,
)
from .statistics import Estimate, Floats, mean, spearman

RUNS: Final = 5
"""Of the speed; the median counts."""
THREADS: Final = 2
PACKAGES: Final = (
    "unspoiled", "numpy", "onnxruntime", "tokenizers", "scikit-learn", "scipy",
)  # fmt: skip

Tell = Callable[[str], None]
"""Told in a few words what is being measured."""


class Session:
    """What the yardsticks share; each part is read or judged when first asked for."""

    def __init__(self, data: Path | None, corpus: Path | None) -> None:
        self.data, self.corpus = data, corpus

    def absence(self, need: str) -> str | None:
        """Why a need ("data:FILE" or "corpus:FILE") is not met, None where it is."""
        where, _, name = need.partition(":")
        folder = self.data if where == "data" else self.corpus
        if folder is None:
            return f"no folder is named (--{where})"
        return None if (folder / name).exists() else f"{folder / name} is not there"

    def path(self, need: str) -> Path:
        """The path of a need; NotFound says why it is not there."""
        if why := self.absence(need):
            raise NotFound(f"{why[0].upper()}{why[1:]}.")
        where, _, name = need.partition(":")
        return Path((self.data if where == "data" else self.corpus) or "", name)

    @cached_property
    def judge(self) -> Judge:
        return load_judge()

    @cached_property
    def dev(self) -> tuple[Case, ...]:
        return read_dev(self.path(f"data:{DEV}"))

    @cached_property
    def dev_rows(self) -> Rows:
        return judge_cases(self.dev, self.judge)

    @cached_property
    def reviews(self) -> tuple[LabelledReview, ...]:
        return read_corpus(self.path("corpus:"))

    @cached_property
    def held_out(self) -> tuple[Case, ...]:
        return tuple(case_of(review) for review in split_held_out(self.reviews)[1])

    @cached_property
    def held_out_rows(self) -> Rows:
        return judge_cases(self.held_out, self.judge)


Finding = Figure | Curve | str
"""A figure, a curve for the picture, or a note for whoever reads the report."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One thing to measure; `needs` are "data:FILE" and "corpus:FILE"."""

    name: str
    needs: tuple[str, ...]
    run: Callable[[Session], Iterator[Finding]]


def measure(
    data: Path | None, corpus: Path | None, tell: Tell = lambda _: None
) -> Report:
    """Hold the packaged judge to every yardstick whose files are there.

    `data` is the folder of the real data, `corpus` that of the labelled reviews.
    """
    session = Session(data, corpus)
    found: list[Finding] = []
    skipped: list[Skipped] = []
    for yardstick in YARDSTICKS:
        if why := next(filter(None, map(session.absence, yardstick.needs)), None):
            tell(f"skipped: {yardstick.name}; {why}")
            skipped.append(Skipped(yardstick.name, why))
        else:
            tell(yardstick.name)
            found += yardstick.run(session)
    judge = session.judge
    return Report(
        format=FORMAT,
        judge=judge.name,
        encoder=judge.encoder.name,
        rules=RULES,
        thresholds=judge.thresholds,
        versions=versions(),
        figures=tuple(one for one in found if isinstance(one, Figure)),
        curves=tuple(one for one in found if isinstance(one, Curve)),
        skipped=tuple(skipped),
        notes=tuple(one for one in found if isinstance(one, str)),
    )


def versions() -> dict[str, str]:
    """The versions of what figures may depend on."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


# --- other people's reviews -------------------------------------------------------


def dev_reviews(session: Session) -> Iterator[Finding]:
    """Reviews by others, each judged whole without knowing anything of its title."""
    for kind in KINDS:
        rows = session.dev_rows.where(c.kind == kind for c in session.dev_rows.cases)
        yield from gate_figures(f"dev/{kind}", kind, rows)
        yield curve(kind, rows)
    yield from calibration("dev/all", "both kinds", session.dev_rows)


def gate_figures(id: str, name: str, rows: Rows) -> Iterator[Figure]:
    """Everything that is told of a set of judged reviews."""
    yield from separation(id, name, rows)
    yield from shown(id, name, rows)
    yield from calibration(id, name, rows)


def dev_with_synopses(session: Session) -> Iterator[Finding]:
    """The same reviews, with the synopsis where name and year are those of an item."""
    cases = with_synopses(session.dev, session.path("data:"))
    rows = judge_cases(cases, session.judge)
    for kind in KINDS:
        own = rows.where(case.kind == kind for case in rows.cases)
        yield from gate_figures(f"dev+synopsis/{kind}", f"{kind}+synopsis", own)
    known = sum(case.title is not None for case in cases)
    yield f"Of {len(cases)} reviews by others, {known} have a synopsis among the items."


def dev_baselines(session: Session) -> Iterator[Finding]:
    """Baselines fitted and measured inside the development set, in folds by work."""
    rows = session.dev_rows
    texts = _displays(rows)
    for name, baseline in BASELINES.items():
        scores = in_folds(baseline, texts, rows.labels, rows.works, session.judge.embed)
        yield from _baseline_figures(rows, scores, f"{name}, folds of dev")


def corpus_baselines(session: Session) -> Iterator[Finding]:
    """Baselines fitted on the corpus less its held-out tenth."""
    rows = session.dev_rows
    for name, baseline in BASELINES.items():
        scores = baseline(*_fitted_on(session), _displays(rows), session.judge.embed)
        yield from _baseline_figures(rows, scores, f"{name}, corpus")


def _baseline_figures(rows: Rows, scores: Floats, by: str) -> Iterator[Figure]:
    for kind in KINDS:
        keep = np.array([case.kind == kind for case in rows.cases], dtype=bool)
        own = rows.where(keep)
        yield from separation(f"dev/{kind}", f"{kind}, {by}", own, scores[keep], by)


def _displays(rows: Rows) -> list[str]:
    return [one.sentence.display for one in rows.judged]


def _fitted_on(session: Session) -> tuple[list[str], list[Letter]]:
    fitted = split_held_out(session.reviews)[0]
    texts = [text for review in fitted for text in review.displays]
    return texts, [label for review in fitted for label in review.labels]


# --- the project's own corpus -----------------------------------------------------


def held_out(session: Session) -> Iterator[Finding]:
    """The tenth of the corpus's works that no weight is fitted on, with title facts.

    The mixture, the calibration and the thresholds were chosen with it in view.
    """
    rows = session.held_out_rows
    if not len(rows):
        yield "The corpus holds no work of the tenth that is held out."
        return
    yield from gate_figures("held-out/all", "held-out", rows)
    yield curve("held-out", rows)
    told = rows.where(bool(c.title and c.title.episode_list) for c in rows.cases)
    if len(told):
        yield from boundaries("held-out", "held-out", told, session.judge)
    if not spared_held_out():
        yield (
            "The judge's manifest does not say that the held-out tenth of the corpus "
            "was spared: it may have been fitted on, and its figures flatter."
        )


def held_out_baselines(session: Session) -> Iterator[Finding]:
    """The same baselines on the held-out tenth."""
    rows = session.held_out_rows
    if not len(rows):
        return
    for name, baseline in BASELINES.items():
        by = f"{name}, corpus"
        scores = baseline(*_fitted_on(session), _displays(rows), session.judge.embed)
        yield from separation("held-out/all", f"held-out, {by}", rows, scores, by)


def second_labels(session: Session) -> Iterator[Finding]:
    """How far two readers of the corpus agree."""
    pairs = read_second_labels(session.path("corpus:"), session.reviews)
    yield from agreement("labels", "corpus", pairs)


# --- tasks that others have set ---------------------------------------------------


def subjectivity(session: Session) -> Iterator[Finding]:
    """Opinion or plot (Pang and Lee 2004): a head on frozen features, ten folds."""
    texts, opinion = read_subjectivity(session.path(f"data:{SUBJECTIVITY}"))
    features = frozen_features(texts, session.judge)
    right = head_in_folds(features, texts, opinion)
    yield figure(
        "subjectivity/accuracy", "plot or opinion: accuracy", share(right),
        note="the head is fitted anew in each of ten folds, on frozen features",
    )  # fmt: skip


def story_order(session: Session) -> Iterator[Finding]:
    """Whether P(later) + 2 P(ending) grows along a film's synopsis (TRIPOD).

    A judge that looks at a sentence's place in its text finds some order in any text;
    judged one by one, the sentences have no place.
    """
    films = read_tripod(session.path(f"data:{TRIPOD}"))
    whole = _lateness([_story(w, texts) for w, texts in films.items()], session)
    alone = [
        [
            late
            for one in _lateness([_story(w, [t]) for t in texts], session)
            for late in one
        ]
        for w, texts in films.items()
    ]
    for id, name, found in (
        ("tripod/order", "order in a story", whole),
        ("tripod/order-alone", "order, sentence by sentence", alone),
    ):
        each = [spearman(late, range(len(late))) for late in found]
        estimate = mean([one for one in each if one is not None])
        yield figure(id, f"{name}: Spearman", estimate, unit="number")


def _lateness(cases: Sequence[Case], session: Session) -> list[list[float]]:
    return [
        [one.probability["later"] + 2 * one.probability["ending"] for one in judged]
        for judged in judge_reviews(cases, session.judge)
    ]


def _story(work: str, texts: Sequence[str]) -> Case:
    """A synopsis as if it were a review; what it gives away is not labelled."""
    text, spans = joined(texts)
    unknown: list[Letter] = ["L"] * len(spans)
    return Case(
        review=Review(id=work, text=text),
        spans=spans,
        labels=tuple(unknown),
        safe_from=(SafeFrom(),) * len(spans),
        work=work,
        kind="film",
    )


def speed(session: Session) -> Iterator[Finding]:
    """Judged sentences a second, encoding included, as `add` judges them."""
    cases = session.dev
    judge = load_judge_on(THREADS)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    rates = []
    for _ in range(RUNS):
        start = time.perf_counter()
        count = sum(map(len, judge_reviews(cases, judge)))
        rates.append(count / (time.perf_counter() - start))
    known = "unknown" if load is None else f"{load:.1f}"
    yield figure(
        "speed/sentences",
        "sentences judged",
        Estimate(statistics.median(rates), RUNS, min(rates), max(rates)),
        unit="a second",
        note=f"{THREADS} threads, {os.cpu_count()} processors, load average {known} "
        f"before; median, slowest and fastest of {RUNS} runs",
    )


YARDSTICKS: Final[tuple[Yardstick, ...]] = (
    Yardstick("reviews by others", (f"data:{DEV}",), dev_reviews),
    Yardstick(
        "reviews by others, with synopses",
        (f"data:{DEV}", f"data:{ITEMS}"),
        dev_with_synopses,
    ),
    Yardstick("the held-out tenth of the corpus", ("corpus:",), held_out),
    Yardstick(
        "two readers of the corpus",
        ("corpus:", f"corpus:{SECOND_LABELS}"),
        second_labels,
    ),
    Yardstick("plot or opinion", (f"data:{SUBJECTIVITY}",), subjectivity),
    Yardstick("order in the story", (f"data:{TRIPOD}",), story_order),
    Yardstick("speed", (f"data:{DEV}",), speed),
    Yardstick("baselines in folds", (f"data:{DEV}",), dev_baselines),
    Yardstick(
        "baselines from the corpus", (f"data:{DEV}", "corpus:"), corpus_baselines
    ),
    Yardstick("baselines, held out", ("corpus:",), held_out_baselines),
)
"""In running order."""
