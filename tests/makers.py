"""Objects made by hand for tests: small, invented, and saying only what matters."""

from __future__ import annotations

from typing import Any

from unspoiled.domain import (
    REVEALS,
    Judged,
    RevealName,
    SafeFrom,
    Sentence,
    Title,
)
from unspoiled.facets import FacetReader, without_names
from unspoiled.gate import Thresholds
from unspoiled.vocabulary import load_vocabulary

WORDS = FacetReader(load_vocabulary())

THRESHOLDS = Thresholds(
    feel=0.7,
    feel_strict=0.9,
    premise=0.8,
    scope_leak=0.5,
    synopsis=0.75,
    ending=0.1,
)


def make_title(name: str = "The Salt Ferry", **facts: Any) -> Title:
    """A title with the facts given and nothing else."""
    made: dict[str, Any] = {"id": "t-" + name.lower().replace(" ", "-"), "title": name}
    return Title(**(made | facts))


def make_sentence(display: str = "It is calm.", **known: Any) -> Sentence:
    made: dict[str, Any] = {
        "review_id": "r-1",
        "index": 0,
        "start": 0,
        "end": len(display),
        "display": display,
    }
    return Sentence(**(made | known))


def make_judged(
    reveals: RevealName = "feel",
    sure: float = 0.95,
    names: tuple[str, ...] = (),
    **known: Any,
) -> Judged:
    """A judged sentence; what is left of `sure` goes evenly to the other four.

    What it tells is read by its words alone; `names` are its title's.
    """
    rest = (1 - sure) / (len(REVEALS) - 1)
    made: dict[str, Any] = {
        "sentence": make_sentence(),
        "reveals": reveals,
        "probability": {name: sure if name == reveals else rest for name in REVEALS},
        "safe_from": SafeFrom(0) if reveals in ("feel", "premise") else SafeFrom(),
    }
    made |= known
    display = without_names(made["sentence"].display, names)
    return Judged(**({"told": WORDS.hear(display).told()} | made))
