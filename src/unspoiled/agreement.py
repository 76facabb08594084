"""How many reviewers say so, and how many do not: counts, and the counter-reasons.

Counted are reviewers and not sentences, in sentences that are cleared for this viewer
alone, and only of those who speak of the facet at all. A reviewer who says both is
counted by what they say more strongly. Nothing is counted where fewer than two speak;
what one reviewer says is a quote. Each count carries the sentences that it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .domain import Boundary, Polarity, Reason, Voice, Want
from .gate import shows_facet
from .quotes import CRAFT, Place, QuoteConfig, Said, critical, quoted
from .reasons import Count, count_words
from .vocabulary import Vocabulary

LEAST = 2
"""Reviewers who speak of a facet before they are counted."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What one reviewer says of a facet, by the sentence that says it best.

    `facet` is the one that the sentence names: the facet itself, or its opposite.
    """

    said: Said
    agrees: bool
    facet: str
    polarity: Polarity
    worth: float

    @property
    def voice(self) -> Voice:
        return Voice(self.said.quote(), self.facet, self.polarity)


def stands(said: Iterable[Said], key: str, vocabulary: Vocabulary) -> list[Stand]:
    """One stand for each reviewer who speaks of the facet `key`, in their order.

    Reviewers in the very same words are one: a text may stand in two places.
    """
    opposite = vocabulary.opposite(key)
    other = None if opposite is None else opposite.key
    by_reviewer: dict[str, list[Stand]] = {}
    for one in said:
        for stand in _stands_of(one, key, other):
            by_reviewer.setdefault(one.reviewer, []).append(stand)
    by_words: dict[str, Stand] = {}
    for heard in by_reviewer.values():
        leaning = sum(one.worth if one.agrees else -one.worth for one in heard)
        side = [one for one in heard if one.agrees is (leaning > 0)]
        best = max(side or heard, key=lambda one: (one.worth, one.said.place))
        by_words.setdefault(best.said.words, best)
    return list(by_words.values())


def _stands_of(one: Said, key: str, other: str | None) -> Iterable[Stand]:
    for reading in one.readings:
        agrees = reading.polarity == "for"
        if reading.facet == other and agrees:
            yield Stand(one, False, other, "for", reading.strength)
        elif reading.facet == key:
            yield Stand(one, agrees, key, reading.polarity, reading.strength)


@dataclass(frozen=True, slots=True)
class Counted:
    """What reviewers' agreement adds to a pick: reasons for it, and against it."""

    reasons: tuple[Reason, ...] = ()
    not_for: tuple[Reason, ...] = ()


def count_wants(
    said: Sequence[Said],
    wants: Sequence[Want],
    taken: Collection[Place],
    vocabulary: Vocabulary,
) -> Counted:
    """For each want how many call it so, and the word of those who do not."""
    reasons: list[Reason] = []
    against: list[Reason] = []
    asked = {want.facet for want in wants}
    for want in _by_facet(wants):
        heard = stands(said, want.facet, vocabulary)
        # what is asked for itself speaks against nothing: "funny, but serious too"
        heard = [
            one for one in heard if one.facet == want.facet or one.facet not in asked
        ]
        agree = [one for one in heard if one.agrees]
        if len(heard) >= LEAST and 2 * len(agree) >= len(heard):
            reasons.append(_counted(want.facet, heard, want.text, vocabulary))
        elif len(heard) >= LEAST:
            against.append(_contrary(want, heard, vocabulary))
        against += _quote_of([o for o in heard if not o.agrees], want.text, taken)
    return Counted(tuple(reasons), tuple(against))


def count_avoids(
    said: Sequence[Said],
    avoids: Sequence[Want],
    taken: Collection[Place],
    vocabulary: Vocabulary,
) -> list[Reason]:
    """For each avoid that holds, how many say so, and one of them in their own words."""
    told: list[Reason] = []
    for avoid in _by_facet(avoids):
        heard = stands(said, avoid.facet, vocabulary)
        agree = [one for one in heard if one.agrees]
        if len(heard) >= LEAST and agree:
            told.append(_counted(avoid.facet, heard, avoid.text, vocabulary))
        told += _quote_of(agree, avoid.text, taken)
    return told


def count_faults(
    said: Sequence[Said],
    asked: Collection[str],
    taken: Collection[Place],
    boundary: Boundary,
    vocabulary: Vocabulary,
) -> list[Reason]:
    """The fault that most reviewers find, counted, with one of their sentences.

    Nothing that the viewer asks for is a fault, and nothing that one alone finds.
    """
    found: dict[str, list[Stand]] = {}
    faulting = [one for one in said if critical(one)]
    keys = {r.facet for one in faulting for r in one.readings}
    for key in sorted(keys - set(asked)):
        facet = vocabulary.facet(key)
        if facet.group not in _FAULTS or not shows_facet(facet, boundary):
            continue
        wanted = not key.startswith(CRAFT)
        found[key] = [
            s for s in stands(faulting, key, vocabulary) if s.agrees is wanted
        ]
        found[key] = [stand for stand in found[key] if stand.facet == key]
    best = max(found, key=lambda key: (len(found[key]), key), default=None)
    if best is None or len(found[best]) < LEAST:
        return []
    heard = found[best]
    count = Count(len(heard), denies=best.startswith(CRAFT))
    words = count_words(count, vocabulary.facet(best))
    evidence = tuple(one.voice for one in heard)
    return [Reason("facet", words, evidence=evidence), *_quote_of(heard, None, taken)]


_FAULTS = frozenset({"pace", "craft"})
"""Groups in which several reviewers' blame makes a fault of the title."""


def _by_facet(wants: Sequence[Want]) -> list[Want]:
    """Wants for a facet, the first for each."""
    first: dict[str, Want] = {}
    for want in wants:
        if want.facet:
            first.setdefault(want.facet, want)
    return list(first.values())


def _counted(
    key: str, heard: Sequence[Stand], speaks_to: str | None, vocabulary: Vocabulary
) -> Reason:
    count = Count(sum(one.agrees for one in heard), len(heard))
    words = count_words(count, vocabulary.facet(key))
    evidence = tuple(one.voice for one in heard)
    return Reason("facet", words, speaks_to=speaks_to, evidence=evidence)


def _contrary(want: Want, heard: Sequence[Stand], vocabulary: Vocabulary) -> Reason:
    """Most do not find it so: told by the opposite where it is that which they name."""
    against = [one for one in heard if not one.agrees]
    opposite = vocabulary.opposite(want.facet)
    evidence = tuple(one.voice for one in heard)
    if opposite is not None and all(one.facet == opposite.key for one in against):
        words = count_words(Count(len(against), len(heard)), opposite)
    else:
        count = Count(len(against), len(heard), denies=True)
        words = count_words(count, vocabulary.facet(want.facet))
    words = f"{words[:-1]}, though you asked for “{want.text}”."
    return Reason("facet", words, speaks_to=want.text, evidence=evidence)


def _quote_of(
    heard: Sequence[Stand], speaks_to: str | None, taken: Collection[Place]
) -> list[Reason]:
    """The most outspoken of these sentences that makes a quote of its own."""
    config = QuoteConfig()
    fit = [s for s in heard if config.fits(s.said) and s.said.place not in taken]
    if not fit:
        return []
    best = max(fit, key=lambda s: (critical(s.said), s.worth, s.said.place))
    want = None if speaks_to is None else Want(best.facet, speaks_to)
    return [quoted(best.said, want)]
