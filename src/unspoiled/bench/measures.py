"""Judged sentences -> figures: how well they are told apart, and what would be shown.

"Given away" is a hint, a later event or the ending; "events" are the last two alone.
Ids begin with the set that is measured, such as `dev/kdrama`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from ..domain import Boundary, Judged, ProofName, SafeFrom
from .cases import Case
from .corpus import GIVE_AWAY, SecondLabels
from .figures import JUDGE, Curve, Figure, Point, figure
from .judging import Flags, Judge, Rows
from .statistics import (
    Estimate,
    auc_over_works,
    error_over_works,
    kappa,
    reliability,
    wilson,
)

QUOTAS: Final = (0.3, 0.5)
SEEN: Final = (0.0, 0.25, 0.5, 0.75)
"""Shares of a series' episodes that a viewer has seen."""
CURVE_POINTS: Final = 100

Scores = NDArray[np.float64]


def share(flags: Flags) -> Estimate:
    return wilson(int(flags.sum()), len(flags))


def separation(
    id: str, name: str, rows: Rows, scores: Scores | None = None, by: str = JUDGE
) -> Iterator[Figure]:
    """How well scores (the judge's own by default) tell apart what gives away."""
    given = rows.leaks if scores is None else scores
    found = auc_over_works(given, rows.given_away, rows.works)
    yield figure(f"{id}/auc", f"{name}: AUC", found, unit="number", by=by)
    order = np.argsort(given, kind="stable")
    for quota in QUOTAS:
        safest = order[: int(quota * len(order))]
        which = f"{quota:.0%}"
        for measure, words, flags in (
            ("given-away", "H/L/E", rows.given_away),
            ("events", "L/E", rows.events),
        ):
            yield figure(
                f"{id}/safest-{which[:-1]}/{measure}",
                f"{name}: {words} in safest {which}",
                share(flags[safest]),
                by=by,
            )


def shown(id: str, name: str, rows: Rows) -> Iterator[Figure]:
    """What the gate shows to a viewer who has seen nothing; each proof on its own too."""
    yield from _shown(f"{id}/shown", f"{name}, shown", rows, rows.shown)
    for proof in get_args(ProofName):
        by_proof = np.array([one == proof for one in rows.proofs], dtype=bool)
        if by_proof.any():
            words = f"{name}, by {proof}"
            yield from _shown(f"{id}/shown/{proof}", words, rows, by_proof)


def _shown(id: str, name: str, rows: Rows, flags: Flags) -> Iterator[Figure]:
    safe = ~rows.given_away
    yield figure(f"{id}/events", f"{name}: L/E", share(rows.events[flags]))
    yield figure(f"{id}/hints", f"{name}: H", share(rows.hints[flags]))
    yield figure(f"{id}/safe", f"{name}: of all safe", share(flags[safe]))


def calibration(id: str, name: str, rows: Rows) -> Iterator[Figure]:
    """How far the foretold share of give-aways is from the found one."""
    found = error_over_works(rows.leaks, rows.given_away, rows.works)
    yield figure(
        f"{id}/calibration-error", f"{name}: calibration error", found, unit="number"
    )


def curve(name: str, rows: Rows) -> Curve:
    """What the picture draws of these rows."""
    order = np.argsort(rows.leaks, kind="stable")
    given, events = rows.given_away[order], rows.events[order]
    ends = sorted({round(n * len(order) / CURVE_POINTS) for n in _percents()} - {0})
    flags = rows.shown
    return Curve(
        name=name,
        n=len(rows),
        reliability=reliability(rows.leaks, rows.given_away),
        leak=tuple(_point(given[:end], events[:end], len(order)) for end in ends),
        shipped=_point(rows.given_away[flags], rows.events[flags], len(order)),
    )


def _percents() -> range:
    return range(1, CURVE_POINTS + 1)


def _point(given: Flags, events: Flags, of: int) -> Point:
    if not len(given):
        return Point(0.0, 0.0, 0.0)
    return Point(len(given) / of, float(given.mean()), float(events.mean()))


def boundaries(id: str, name: str, rows: Rows, judge: Judge) -> Iterator[Figure]:
    """What is shown on the way through series whose episodes are summarised.

    `rows` are those of such series. A sentence is too early where its writer says that
    more must have been seen; coverage is the share shown of what is safe by then.
    """
    wrong = [
        not _reaches(judge.opens(one), safe)
        for one, safe in zip(rows.judged, rows.safe_from, strict=True)
    ]
    yield figure(
        f"{id}/safe-from/too-early",
        f"{name}: safe_from too early",
        share(np.array(wrong, dtype=bool)[rows.given_away]),
    )
    for seen in SEEN:
        yield from _at(f"{id}/seen-{seen:.0%}"[:-1], name, rows, judge, seen)
    yield from _numbered(id, name, rows, judge)


def _reaches(given: SafeFrom, true: SafeFrom) -> bool:
    """Whether who has seen what the judge asks for has seen enough."""
    return Boundary(given.episodes).reaches(true)


def _at(id: str, name: str, rows: Rows, judge: Judge, seen: float) -> Iterator[Figure]:
    reach = [Boundary(_episodes_seen(case, seen)) for case in rows.cases]
    flags = _proved(rows.judged, reach, judge)
    safe = np.array(
        [b.reaches(s) for b, s in zip(reach, rows.safe_from, strict=True)], dtype=bool
    )
    words = f"{name}, {seen:.0%} seen"
    yield figure(f"{id}/too-early", f"{words}: too early", share(~safe[flags]))
    yield figure(f"{id}/safe", f"{words}: of all safe", share(flags[safe]))


def _episodes_seen(case: Case, seen: float) -> int:
    episodes = None if case.title is None else case.title.episodes
    return int(seen * (episodes or 0))


def _proved(judged: Sequence[Judged], reach: Sequence[Boundary], judge: Judge) -> Flags:
    proofs = (judge.prove(one, b) for one, b in zip(judged, reach, strict=True))
    return np.array([proof is not None for proof in proofs], dtype=bool)


def _numbered(id: str, name: str, rows: Rows, judge: Judge) -> Iterator[Figure]:
    """Developments with an episode: shown one episode too soon, and in time."""
    own = rows.where(
        label == "L" and safe.episodes is not None
        for label, safe in zip(rows.labels, rows.safe_from, strict=True)
    )
    numbers = [safe.episodes or 0 for safe in own.safe_from]
    before = _proved(own.judged, [Boundary(n - 1) for n in numbers], judge)
    after = _proved(own.judged, [Boundary(n) for n in numbers], judge)
    words = f"{name}, numbered L"
    yield figure(f"{id}/numbered/too-early", f"{words}: too early", share(before))
    yield figure(f"{id}/numbered/in-time", f"{words}: in time", share(after))


def agreement(id: str, name: str, pairs: Sequence[SecondLabels]) -> Iterator[Figure]:
    """Cohen's kappa of two readers: of five labels, and of giving away or not."""
    one = [label for pair in pairs for label in pair.review.labels]
    other = [label for pair in pairs for label in pair.labels]
    works = [pair.review.work for pair in pairs for _ in pair.labels]
    five = kappa(one, other, works)
    yield figure(f"{id}/kappa/five", f"{name}: kappa, five labels", five, unit="number")
    two = kappa([a in GIVE_AWAY for a in one], [b in GIVE_AWAY for b in other], works)
    yield figure(
        f"{id}/kappa/given-away", f"{name}: kappa, gives away", two, unit="number"
    )
