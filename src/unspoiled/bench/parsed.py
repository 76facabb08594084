"""Labelled phrasings -> how much of what they say is understood, with intervals.

The comparison itself is that of `parsing`; here it is drawn again and made figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..errors import InputError, NotFound
from ..guide import Guide
from ..matching import Doubt, Match, Wanted, decide
from .cases import read_rows
from .contest import sampled
from .figures import PRODUCT, Figure, figure
from .statistics import Estimate, cluster_bootstrap, wilson

COUNTED: Final = ("found", "missed", "made_up")


class PhrasingRow(msgspec.Struct, frozen=True):
    """A phrasing as it is written down."""

    id: str
    text: str
    slots: list[dict[str, Any]]


def load_scorer() -> Any:
    """The module that compares; NotFound where this version has none."""
    try:
        return import_module(f"{__package__}.parsing")
    except ImportError as error:
        raise NotFound(
            "This version does not compare what was understood with labels; install a "
            "later one."
        ) from error


def read_phrasings(path: Path, guide: Guide) -> tuple[Any, ...]:
    """The phrasings of a file; InputError names a label that makes no sense."""
    scorer = load_scorer()
    found = []
    for number, row in enumerate(read_rows(path, PhrasingRow), start=1):
        record = {"id": row.id, "text": row.text, "slots": row.slots}
        try:
            one = scorer.phrasing(
                record,
                vocabulary=guide.vocabulary,
                resolve=lambda name: title_named(name, guide),
            )
        except (ValueError, KeyError) as error:
            raise InputError(f"{row.id}: {error}", path=path, line=number) from error
        found.append(one)
    return tuple(found)


def title_named(name: str, guide: Guide) -> str | None:
    """The id of the title that a label names; of several the likeliest."""
    wanted = Wanted(title=name)
    found = decide(wanted, guide.store.titles_named(wanted.keys))
    if isinstance(found, Match):
        return found.title_id
    if isinstance(found, Doubt) and found.candidates:
        return found.candidates[0]
    return None


def read_all(
    phrasings: Sequence[Any], guide: Guide, limit: int | None
) -> tuple[Any, ...]:
    """What the product understood of every phrasing, beside what it says."""
    scorer = load_scorer()
    return tuple(
        scorer.compare(
            one, scorer.slots_of(guide.understand(one.text), guide.vocabulary)
        )
        for one in sampled(phrasings, limit)
    )


def figures_of_parse(name: str, outcomes: Sequence[Any]) -> Iterator[Figure]:
    """F1, precision and recall over all slots; phrasings without a fault; F1 by kind."""
    counts = slot_counts(outcomes)
    for id, words, of in (
        ("f1", "F1 of all slots", f1),
        ("precision", "precision", precision),
        ("recall", "recall", recall),
    ):
        yield _figure(f"parse/{name}/{id}", words, counts, of)
    whole = sum(not one.missed and not one.made_up for one in outcomes)
    found = wilson(whole, len(outcomes))
    yield figure(
        f"parse/{name}/whole", "phrasings read without fault", found, by=PRODUCT
    )
    for kind in sorted(_kinds(outcomes)):
        own = slot_counts(outcomes, kind)
        yield _figure(f"parse/{name}/f1/{kind}", f"F1 of {kind}", own, f1)


Counts = NDArray[np.int64]
"""Slots found, missed and made up, a row for each phrasing: shape (phrasings, 3)."""


def slot_counts(outcomes: Sequence[Any], kind: str | None = None) -> Counts:
    """The slots of every phrasing counted, those of one kind where it is given."""
    return np.array(
        [
            [
                sum(kind is None or slot.kind == kind for slot in getattr(one, name))
                for name in COUNTED
            ]
            for one in outcomes
        ],
        dtype=np.int64,
    ).reshape(len(outcomes), len(COUNTED))


def f1(counts: Counts) -> float:
    """2 found / (labelled + read); NaN for no slot at all."""
    found, missed, made_up = counts.sum(axis=0)
    return _ratio(2 * found, 2 * found + missed + made_up)


def precision(counts: Counts) -> float:
    """Found of those read."""
    found, _, made_up = counts.sum(axis=0)
    return _ratio(found, found + made_up)


def recall(counts: Counts) -> float:
    """Found of those labelled."""
    found, missed, _ = counts.sum(axis=0)
    return _ratio(found, found + missed)


def _ratio(part: int, whole: int) -> float:
    return float(part / whole) if whole else float(np.nan)


def _kinds(outcomes: Sequence[Any]) -> set[str]:
    return {
        slot.kind for one in outcomes for name in COUNTED for slot in getattr(one, name)
    }


def _figure(id: str, name: str, counts: Counts, of: Any) -> Figure:
    """A ratio over all slots; its interval draws whole phrasings again."""
    value = of(counts)
    low, high = cluster_bootstrap(lambda rows: of(counts[rows]), range(len(counts)))
    labelled = int(counts[:, :2].sum())
    held = None if np.isnan(value) else float(value)
    found = Estimate(held, labelled, low, high)
    return figure(id, name, found, unit="number", by=PRODUCT)
