"""Rankers meet tasks: what each puts first -> figures with intervals.

A ranking is cut to what may be an answer (the set's catalogue, without what is to be
left out) before it is measured, for every ranker alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import Final, TypeVar

from ..store.protocol import Progress
from .figures import ABOVE_BASELINES, OWN, Figure, Wanted, figure
from .rank_measures import DEEP
from .statistics import SEED, mean_over_works
from .tasks import Measure, Task, TaskSet

One = TypeVar("One")
Ranking = Sequence[str]
Rank = Callable[[Task], Mapping[str, Ranking]]
"""A task -> what each ranker puts first, by the ranker's name."""


@dataclass(slots=True)
class Tally:
    """The observations of one ranker: by measure, what was found of which task."""

    values: dict[str, list[float]] = field(default_factory=dict)
    drawn: dict[str, list[str]] = field(default_factory=dict)

    def note(self, measure: Measure, task: Task, found: Sequence[float | None]) -> None:
        """Take in what a task gave; None is nothing to take in."""
        kept = [value for value in found if value is not None]
        self.values.setdefault(measure.id, []).extend(kept)
        self.drawn.setdefault(measure.id, []).extend([task.drawn] * len(kept))


def sampled(tasks: Sequence[One], n: int | None) -> tuple[One, ...]:
    """At most `n` of the tasks, drawn by `SEED`, in their order."""
    if n is None or n >= len(tasks):
        return tuple(tasks)
    chosen = sorted(Random(SEED).sample(range(len(tasks)), n))
    return tuple(tasks[number] for number in chosen)


def hold(
    taskset: TaskSet,
    tasks: Sequence[Task],
    rank: Rank,
    progress: Progress = lambda done, total: None,
) -> dict[str, Tally]:
    """Every ranker's observations of these tasks."""
    tallies: dict[str, Tally] = {}
    for number, task in enumerate(tasks):
        progress(number, len(tasks))
        for by, ranking in rank(task).items():
            answers = allowed(taskset, task, ranking)
            tally = tallies.setdefault(by, Tally())
            for measure in _measures_of(taskset, task):
                tally.note(measure, task, measure.of(task, answers))
    return tallies


def allowed(taskset: TaskSet, task: Task, ranking: Ranking) -> list[str]:
    """What of a ranking may be an answer to a task, at most DEEP titles."""
    catalogue = taskset.catalogue
    fits = (
        key
        for key in ranking
        if key not in task.leave_out and (catalogue is None or key in catalogue)
    )
    return list(islice(fits, DEEP))


def _measures_of(taskset: TaskSet, task: Task) -> Iterator[Measure]:
    for measure in taskset.measures:
        if measure.group is None or measure.group in task.groups:
            yield measure


# --- figures ----------------------------------------------------------------------


def figure_id(taskset: TaskSet, measure: Measure) -> str:
    return f"find/{taskset.name}/{measure.id}"


def figures_of(taskset: TaskSet, tallies: Mapping[str, Tally]) -> Iterator[Figure]:
    """The figures of every ranker, the baselines first, since more is asked above them."""
    ordered = sorted(tallies, key=lambda by: by in OWN)
    for measure in taskset.measures:
        id = figure_id(taskset, measure)
        if measure.group and not any(
            measure.id in one.values for one in tallies.values()
        ):
            continue  # no task of this group was drawn
        best: float | None = None
        for by in ordered:
            tally = tallies[by]
            found = mean_over_works(
                tally.values.get(measure.id, ()), tally.drawn.get(measure.id, ())
            )
            if by not in OWN and found.value is not None:
                best = max(found.value, best or 0.0)
            yield figure(
                id, measure.name, found, unit="number", by=by,
                wanted=_above(id, best) if by in OWN else None,
            )  # fmt: skip


def _above(id: str, best: float | None) -> Wanted | None:
    margin = ABOVE_BASELINES.get(id)
    if margin is None or best is None:
        return None
    return Wanted(f"the best baseline of this run + {margin:.2f}", least=best + margin)


LEFT_OUT: Final = "without "
"""How the name of a figure begins that tells what a part of the ranker does."""


def difference(
    taskset: TaskSet, by: str, feature: str, whole: Tally, lacking: Tally
) -> Figure:
    """What leaving a feature out changes of the first measure, observation by observation.

    Below 0 the feature helps.
    """
    measure = taskset.measures[0]
    pairs = zip(lacking.values[measure.id], whole.values[measure.id], strict=True)
    found = mean_over_works(
        [one - other for one, other in pairs], whole.drawn[measure.id]
    )
    id = f"{figure_id(taskset, measure)}/without/{feature}"
    return figure(id, f"{LEFT_OUT}{feature}", found, unit="number", by=by)
