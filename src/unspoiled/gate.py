"""The one gate: sentences and a boundary -> those that are proved safe to show.

Fails closed: a sentence without a proof is not returned. Nothing else in the package
can make a `Cleared`, so nothing else can make a `Quote`. Invariants, each held by a
property in `tests/test_gate.py`: a lower boundary never shows more; a sentence under
an inline or block mark is shown to nobody who has not seen it all; inside a flagged
range only the strict `feel` threshold (or the viewer's own progress) proves anything.

Author's marks are limits: a classifier never overrules one towards showing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from .domain import (
    _GATE,
    Boundary,
    Cleared,
    Judged,
    ProofName,
    RevealName,
    SafeFrom,
)
from .vocabulary import Facet

RULES = "rules-5"
"""What the code makes of sentences, marks and proofs, besides the learned weights.

A library judges its reviews again where this has changed.
"""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the classifier must be; probabilities, chosen on held-out reviews.

    They travel with the classifier's weights, since they mean nothing without them.
    """

    feel: float
    """Least p(feel) for the proof `feel`."""
    feel_strict: float
    """The same inside a flagged range."""
    premise: float
    """Least p(feel) + p(premise) for the proof `premise`."""
    scope_leak: float
    """Most p(hint) + p(later) + p(ending) at which the author's scope is believed."""
    synopsis: float
    """Least share of a sentence's story content that the synopsis must tell."""
    ending: float
    """Most p(ending) for any proof short of having seen it all."""


HARMLESS: frozenset[RevealName] = frozenset({"feel", "premise"})


def leak(judged: Judged) -> float:
    """The probability that the sentence gives something away."""
    p = judged.probability
    return p["hint"] + p["later"] + p["ending"]


def clear(
    judged: Sequence[Judged], boundary: Boundary, thresholds: Thresholds
) -> tuple[Cleared, ...]:
    """Those of `judged` that are proved safe for a viewer at `boundary`, in order."""
    cleared = []
    for one in judged:
        proof = prove(one, boundary, thresholds)
        if proof is not None:
            cleared.append(Cleared(one, boundary, proof, _GATE))
    return tuple(cleared)


def prove(
    judged: Judged, boundary: Boundary, thresholds: Thresholds
) -> ProofName | None:
    """The strongest proof that the sentence is safe at `boundary`, None without one."""
    if boundary.everything:
        return "seen"
    if judged.hidden or judged.probability["ending"] > thresholds.ending:
        return None
    told = judged.before or judged.safe_from.episodes is not None
    if told and not boundary.reaches(judged.safe_from):
        return None  # a later episode's summary tells it: that is no opinion
    for name, holds in _PROOFS:
        if holds(judged, boundary, thresholds):
            return name
    return None


def opens_at(judged: Judged, thresholds: Thresholds) -> SafeFrom:
    """How many episodes seen are enough for a proof; all of them where none will do."""
    tried = {0, judged.safe_from.episodes, judged.scope}
    for episodes in sorted(e for e in tried if e is not None):
        if prove(judged, Boundary(episodes), thresholds) is not None:
            return SafeFrom(episodes)
    return SafeFrom()


def shows_facet(facet: Facet, boundary: Boundary) -> bool:
    """Whether a tag or facet may be named to a viewer at `boundary`.

    A tag says no episode, so one that gives anything away waits for the whole title;
    sealed facets (ending tone, content warnings) do too.
    """
    return boundary.everything or (facet.reveals in HARMLESS and not facet.sealed)


def shows_character(character: str, boundary: Boundary) -> bool:
    """Whether a character may be named: a name may, a note ("Ra Im's son") may not.

    "Her husband", "the killer" or "Min (dead)" say what becomes of somebody. Whatever is
    not written like a name waits for the whole title.
    """
    if boundary.everything:
        return True
    words = character.split()
    return (
        0 < len(words) <= _LONGEST_NAME
        and all(map(_NAME_PART.fullmatch, words))
        and not _NOTES & {word.strip(".").casefold() for word in words if word != "Son"}
    )


_LONGEST_NAME = 6
_NAME_PART = regex.compile(
    r"""["“]?(?:(?=[\p{Lu}\p{Lt}\p{Lo}\p{N}#])(?!.*['’]s["”]?$)[\p{L}\p{M}\p{N}.'’#-]+
    |of|the|de|da|di|la|le|von|van|der|den|al|bin|el|y|no)["”]?""",
    regex.VERBOSE,
)
_NOTES = frozenset(
    "killer murderer culprit traitor villain impostor imposter spy ghost deceased dead "
    "late future ex former real true fake secret husband wife son daughter father mother "
    "mom dad brother sister twin lover love fiance fiancee fiancé fiancée boyfriend "
    "her his their my girlfriend stepmother stepfather reincarnation victim mastermind".split()
)


def _scope(judged: Judged, boundary: Boundary, t: Thresholds) -> bool:
    return (
        not judged.flagged
        and judged.scope is not None
        and boundary.episodes is not None
        and judged.scope <= boundary.episodes
        and leak(judged) <= t.scope_leak
    )


def _synopsis(judged: Judged, boundary: Boundary, t: Thresholds) -> bool:
    return (
        not judged.flagged
        and judged.synopsis >= t.synopsis
        and judged.reveals in HARMLESS
    )


def _feel(judged: Judged, boundary: Boundary, t: Thresholds) -> bool:
    least = t.feel_strict if judged.flagged else t.feel
    return judged.reveals == "feel" and judged.probability["feel"] >= least


def _before(judged: Judged, boundary: Boundary, t: Thresholds) -> bool:
    return judged.before and boundary.reaches(judged.safe_from)


def _premise(judged: Judged, boundary: Boundary, t: Thresholds) -> bool:
    p = judged.probability
    return (
        not judged.flagged
        and judged.reveals in HARMLESS
        and p["feel"] + p["premise"] >= t.premise
    )


_PROOFS: tuple[
    tuple[ProofName, Callable[[Judged, Boundary, Thresholds], bool]], ...
] = (
    ("scope", _scope),
    ("synopsis", _synopsis),
    ("feel", _feel),
    ("before", _before),
    ("premise", _premise),
)
"""Strongest first."""
