"""The one gate: sentences and a boundary -> those that are proved safe to show.

Fails closed: a sentence without a proof is not returned. Nothing else in the package
can make a `Cleared`, so nothing else can make a `Quote`. Invariants, each held by a
property in `tests/test_gate.py`: a lower boundary never shows more; a sentence under
an inline or block mark is shown to nobody who has not seen it all; inside a flagged
range only the strict `feel` threshold (or the viewer's own progress) proves anything.

Author's marks are limits: a classifier never overrules one towards showing.

What is no sentence (a tag, a track, a link, a file's name) passes `shows_*`. No classifier
reads such scraps: what is not known to be harmless waits until all is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from .boundaries import airing_order
from .domain import (
    _GATE,
    Boundary,
    Cleared,
    Episode,
    Judged,
    ProofName,
    RevealName,
    SafeFrom,
    Title,
)
from .harmless import FILED, GRADED, PLAYED, TELLING, name_words, only_of, scrap_words
from .interchange import made_id
from .names import share_key
from .vocabulary import Facet

RULES = "rules-8"
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
    return boundary.everything or _is_name(character)


def shows_episode(episode: Episode, title: Title, boundary: Boundary) -> bool:
    """Whether an episode's name and summary may be told: once it has been seen.

    Specials, and episodes of a list with gaps, wait for the whole title.
    """
    number = airing_order(title).get((episode.season, episode.number))
    return boundary.reaches(SafeFrom(number))


def shows_track(track: str, title: Title, boundary: Boundary) -> bool:
    """Whether a track may be named: "Main Theme" may, "The Wedding" may not.

    No record says in which episode a track is heard, so a name with any word of its own
    waits for the whole title. Who sings it is no secret.
    """
    artists = (one.artist for one in title.soundtrack)
    own = name_words(title.title, title.original_title, *artists)
    return boundary.everything or only_of(track, PLAYED, own)


def shows_aka(name: str, title: Title, boundary: Boundary) -> bool:
    """Whether another name of a title may be told: one that says no more than its own.

    The same name romanised may, and one in the same words; a translation or a subtitle
    that anybody may have written waits for the whole title.
    """
    own = title.original_title or title.title
    return boundary.everything or _says_no_more(name, title.title, own)


@lru_cache(maxsize=20_000)
def _says_no_more(name: str, *own: str) -> bool:
    """Whether a name says what one of these says; asked again with every answer."""
    if only_of(name, FILED, name_words(*own)):
        return True
    return any(share_key(name, one) for one in own)


def shows_source(source: str, public: Collection[str], boundary: Boundary) -> bool:
    """Whether the name of a publication or an author may be told.

    A name, a host or a handle may; the name of a file only in words that are filed under
    any title or `public` for this one (`harmless.public_words`).
    """
    if boundary.everything or only_of(source, FILED, public, codes=True):
        return True
    if source.lower().endswith(_FILES):
        return False
    words = scrap_words(source, codes=True)
    if not TELLING.isdisjoint(words):
        return False
    handle = _HANDLE.fullmatch(source) is not None
    return (handle and len(words) <= _LONGEST_HANDLE) or _is_name(source)


def shows_address(url: str, public: Collection[str], boundary: Boundary) -> bool:
    """Whether a link may be given: its path and query may tell, its host does not.

    A section of a site ("/culture/") is a single word that tells nothing by itself.
    """
    if boundary.everything:
        return True
    _, _, rest = url.partition("//")
    _, _, path = rest.partition("/")
    *sections, last = path.rstrip("/").split("/")
    words = [word for part in sections for word in scrap_words(part, codes=True)]
    single = all(len(scrap_words(part, codes=True)) <= 1 for part in sections)
    if not single or not TELLING.isdisjoint(words):
        last = path
    return len(url) <= _LONGEST_ADDRESS and only_of(last, FILED, public, codes=True)


def shows_grade(text: str, boundary: Boundary) -> bool:
    """Whether a rating, its scale or a date may be told as the record has it."""
    return boundary.everything or only_of(text, GRADED, codes=True)


def shows_reference(reference: str) -> bool:
    """Whether an id or a file's name may be repeated, so that somebody can act on it.

    It may unless it reads like a sentence: then `reference_of` stands for it.
    """
    words = scrap_words(reference, codes=True)
    apart = [word for word in words if word not in FILED]
    return (
        len(apart) <= _LONGEST_HANDLE
        and TELLING.isdisjoint(words)
        and not any(char.isspace() for char in reference)
    )


def reference_of(reference: str) -> str:
    """The id itself, or what stands for one that would tell something."""
    return reference if shows_reference(reference) else made_id("x", reference)


STAND_IN = "x-"
"""What ids begin with that stand for others."""


def shows_name(name: str, public: Collection[str]) -> bool:
    """Whether what a review calls its title may be repeated, its title being unknown.

    It may where it is short or written like a name; a headline ("Why she dies") is none.
    """
    words = scrap_words(name)
    if only_of(name, FILED, public):
        return True
    parts = name.split()
    named = all(
        _NAME_PART.fullmatch(part) or FILED.issuperset(scrap_words(part))
        for part in parts
    )
    short = len(words) <= _LONGEST_HANDLE
    fits = short or (named and len(parts) <= _LONGEST_TITLE)
    return fits and TELLING.isdisjoint(words)


def _is_name(text: str) -> bool:
    """Whether something is written like a name."""
    words = text.split()
    return (
        0 < len(words) <= _LONGEST_NAME
        and all(map(_NAME_PART.fullmatch, words))
        and not _NOTES & {word.strip(".").casefold() for word in words if word != "Son"}
    )


_LONGEST_NAME = 6
_LONGEST_TITLE = 9
_LONGEST_HANDLE = 3
_LONGEST_ADDRESS = 2_000
_FILES = (".txt", ".md", ".markdown", ".html", ".htm", ".json", ".jsonl", ".gz", ".xml")
_HANDLE = regex.compile(r"(?:www\.)?[\p{L}\p{N}@][\p{L}\p{N}\p{M}._@/-]{0,80}+")
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
