"""A figure, what is wanted of it, and the report that holds all of a run.

A report is written as JSON and read again to compare with. `WANTED` is the one place
where it is said how good is good enough, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import msgspec

from ..errors import InputError, NotFound
from ..sources.decoding import read_bytes
from .statistics import Bin, Estimate

Unit = Literal["share", "number", "a second", "ms"]

JUDGE: Final = "judge"
"""Who made a figure, where it is no baseline."""
PRODUCT: Final = "product"
"""The finder as it is shipped, with a library of titles (and reviews)."""
PAST: Final = "product, past requests"
"""The finder with a library that was also given past requests and ratings."""
OWN: Final = frozenset({JUDGE, PRODUCT, PAST})
"""All else is a baseline, of which nothing is wanted."""
FORMAT: Final = 1
"""Of the JSON; a report of another one is not compared with."""
MAX_REPORT: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """At least, or at most, so much; `why` says where the number is from."""

    why: str
    least: float | None = None
    most: float | None = None

    def met_by(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )


AIM: Final = "what the project aims at"
ALMOST_PERFECT: Final = "Landis and Koch 1977, almost perfect"

WANTED: Final[Mapping[str, Wanted]] = {
    "dev/kdrama/auc": Wanted(AIM, least=0.96),
    "dev/kdrama/safest-50/given-away": Wanted(AIM, most=0.015),
    "dev/kdrama/safest-50/events": Wanted(AIM, most=0.005),
    "dev/kdrama/shown/events": Wanted(AIM, most=0.005),
    "dev/kdrama/shown/hints": Wanted(AIM, most=0.015),
    "dev/kdrama/shown/safe": Wanted(AIM, least=0.7),
    "dev/film/auc": Wanted(AIM, least=0.9),
    "dev/film/safest-50/given-away": Wanted(AIM, most=0.03),
    "dev/film/safest-50/events": Wanted(AIM, most=0.01),
    "dev/all/calibration-error": Wanted(AIM, most=0.03),
    "held-out/safe-from/too-early": Wanted(AIM, most=0.05),
    "subjectivity/accuracy": Wanted(AIM, least=0.96),
    "tripod/order": Wanted(AIM, least=0.5),
    "speed/sentences": Wanted(AIM, least=500),
    "labels/kappa/five": Wanted(ALMOST_PERFECT, least=0.8),
    "labels/kappa/given-away": Wanted(ALMOST_PERFECT, least=0.8),
    "find/inspired/recall@10": Wanted(AIM, least=0.15),
    "find/redial/recall@10": Wanted(AIM, least=0.12),
    "find/tomt/recall@10": Wanted(AIM, least=0.33),
    "find/tomt/ndcg@10": Wanted(AIM, least=0.22),
    "find/tomt/recall@10/unseen": Wanted(AIM, least=0.22),
    "find/more-like-this/auc": Wanted(AIM, least=0.86),
    "facets/untouched/precision": Wanted(AIM, least=0.85),
    "facets/untouched/recall": Wanted(AIM, least=0.70),
    "facets/untouched/polarity": Wanted(AIM, least=0.92),
    "facets/sentence-polarity/accuracy": Wanted(AIM, least=0.88),
    "limits/dev/broken": Wanted(AIM, most=0.0),
    "limits/held/broken": Wanted(AIM, most=0.0),
}
"""By the figure's id; a figure that is not here is only told."""
ABOVE_BASELINES: Final[Mapping[str, float]] = {"find/drama/ndcg@10": 0.10}
"""By the figure's id: at least so much above the best baseline of the same run."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    `low` and `high` are the 95% interval (for a speed, the slowest and the fastest
    run). `met`: the value is as wanted; `sure`: so is the whole interval. `n` counts
    what the figure is taken from: sentences, films, runs.
    """

    id: str
    name: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    unit: Unit = "share"
    by: str = JUDGE
    wanted: Wanted | None = None
    met: bool | None = None
    sure: bool | None = None
    note: str | None = None


def figure(
    id: str,
    name: str,
    found: Estimate,
    *,
    unit: Unit = "share",
    by: str = JUDGE,
    note: str | None = None,
    wanted: Wanted | None = None,
) -> Figure:
    """An estimate under its name, held against what is wanted of it.

    `wanted` is what only the run itself can say; else WANTED says it.
    """
    wanted = (wanted or WANTED.get(id)) if by in OWN else None
    ends = [end for end in (found.value, found.low, found.high) if end is not None]
    judged = wanted is not None and found.value is not None
    return Figure(
        id=id,
        name=name,
        value=found.value,
        n=found.n,
        low=found.low,
        high=found.high,
        unit=unit,
        by=by,
        wanted=wanted,
        met=wanted.met_by(found.value) if wanted and found.value is not None else None,
        sure=all(map(wanted.met_by, ends)) if wanted and judged else None,
        note=note,
    )


@dataclass(frozen=True, slots=True)
class Point:
    """So much is shown (share of all sentences), and of that so much gives away."""

    coverage: float
    given_away: float
    """Hint, later or ending."""
    events: float
    """Later or ending alone."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What the picture draws of one set: reliability, and leak against coverage."""

    name: str
    n: int
    reliability: tuple[Bin, ...]
    leak: tuple[Point, ...]
    shipped: Point
    """At the shipped thresholds, through the gate, with nothing seen."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A yardstick that was not held to anything, and why."""

    yardstick: str
    why: str


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """A set of requests that was measured: how, and what was left out of it."""

    name: str
    protocol: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Previous:
    """What an earlier report said of the same figures, by id."""

    judge: str
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run found."""

    format: int
    judge: str
    encoder: str
    rules: str
    thresholds: Mapping[str, float]
    versions: Mapping[str, str]
    figures: tuple[Figure, ...] = ()
    curves: tuple[Curve, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    previous: Previous | None = None
    sets: tuple[MeasuredSet, ...] = ()

    def find(self, id: str, by: str = JUDGE) -> Figure | None:
        return next((f for f in self.figures if f.id == id and f.by == by), None)


def small_report(figures: Iterable[Figure], notes: Iterable[str] = ()) -> Report:
    """A report of what no judge has a part in."""
    return Report(
        format=FORMAT,
        judge="",
        encoder="",
        rules="",
        thresholds={},
        versions={},
        figures=tuple(figures),
        notes=tuple(notes),
    )


def beside(report: Report, previous: Report) -> Report:
    """The report with what the previous one said of the judge's figures."""
    values = {f.id: f.value for f in previous.figures if f.by == JUDGE}
    return replace(report, previous=Previous(previous.judge, values))


def in_order(report: Report) -> tuple[Figure, ...]:
    """The judge's figures: those that fall short, those as wanted, those only told."""
    ranks = {False: 0, True: 1, None: 2}
    own = [found for found in report.figures if found.by == JUDGE]
    return tuple(sorted(own, key=lambda found: ranks[found.met]))


def best_baseline(report: Report, id: str) -> Figure | None:
    """The baseline that does best at a figure: the lowest share, else the highest."""
    others = [f for f in report.figures if f.id == id and f.by not in OWN]
    measured = [found for found in others if found.value is not None]
    if not measured:
        return None
    best = max if id.endswith("/auc") or id.startswith("find/") else min
    return best(measured, key=lambda found: found.value or 0.0)


def encode_report(report: Report, *, indent: int = 1) -> bytes:
    """The report as JSON, floats to six digits; ends with a line end."""
    plain = _rounded(msgspec.to_builtins(report))
    return msgspec.json.format(msgspec.json.encode(plain), indent=indent) + b"\n"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(held) for held in value]
    return value


def read_report(path: Path) -> Report:
    """A report that was written before; InputError or NotFound says what is wrong."""
    if not path.exists():
        raise NotFound(f"{path} is not there; name a report of `unspoiled bench gate`.")
    advice = "name a JSON file that `unspoiled bench gate` wrote"
    try:
        report = msgspec.json.decode(read_bytes(path, MAX_REPORT), type=Report)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InputError(
            f"this is no report ({error})", path=path, advice=advice
        ) from error
    if report.format != FORMAT:
        raise InputError(
            f"this report has format {report.format}, not {FORMAT}",
            path=path,
            advice="measure that release again with this version",
        )
    return report
