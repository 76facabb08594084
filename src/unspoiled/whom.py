"""Sentences that say for whom a title is, or for whom not -> what they name.

"Fans of food and of slow stories will be glad" names two facets; a sentence that names
none speaks for itself. Where one sentence says both, each clause is taken for its own side. "May be too calm for some" is said only where the reviewer says
"too"; whom else a sentence may put off is told in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from .domain import Boundary, Profile, Quote, Reading
from .facets import FacetReader, load_opinions
from .gate import shows_facet
from .reasons import listing
from .vocabulary import Facet, Vocabulary, load_vocabulary

_ENJOYED: Final = frozenset({"mood", "pace", "trope", "theme", "setting", "format"})
_ALSO_ENJOYED: Final = frozenset({"craft:realism"})
"""A craft that somebody may look for, as they look for a theme."""
_TURN: Final = regex.compile(
    r"[;—–]|[,.]? (?:but|though|although|yet|while|however|still)\b", regex.IGNORECASE
)
_PLEASED: Final = regex.compile(
    r"\b(?:those|people|anyone|anybody|viewers|whoever)\b[^,;]{0,12}"
    r"\b(?:enjoy|like|love|appreciate|prefer)s?\b|\b(?:fans|lovers) of\b",
    regex.IGNORECASE,
)
_WORD: Final = regex.compile(r"[\p{L}'’-]+")
_REACH: Final = 4
"""Words between a "too" and the last thing that it is said of: "too slow or sad"."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody whom a title may suit or put off, and the sentences that say so.

    `words` is None where the sentence names nothing by which they could be told.
    """

    words: str | None
    quotes: tuple[Quote, ...]


def for_whom(
    profile: Profile, boundary: Boundary, vocabulary: Vocabulary
) -> tuple[Whom, ...]:
    """Who may like it: "those who enjoy slice of life and something calm"."""
    put_off = set(map(_place, profile.puts_off))
    suited = [quote for quote in profile.suits if not _blames(quote)]
    named = set(map(_place, suited))
    suited += [
        quote
        for quote in profile.puts_off
        if _place(quote) not in named and _also_suits(quote.display)
    ]
    return _joined(
        (_enjoyed(quote, _place(quote) in put_off, boundary, vocabulary), quote)
        for quote in suited
    )


def not_for_whom(profile: Profile) -> tuple[Whom, ...]:
    """Who may not: "may be too slow for some"."""
    put_off = set(map(_place, profile.puts_off))
    blaming = [
        quote
        for quote in profile.suits
        if _blames(quote) and _place(quote) not in put_off
    ]
    return _joined((_too_much(quote), quote) for quote in (*profile.puts_off, *blaming))


def _place(quote: Quote) -> tuple[str, int]:
    return quote.review_id, quote.start


def _blames(quote: Quote) -> bool:
    """ "Anyone looking for thrills will be bored" says for whom it is not."""
    return quote.cleared.judged.told.opinion < 0


def _joined(told: Iterable[tuple[str | None, Quote]]) -> tuple[Whom, ...]:
    """The same words once, with the sentences of all who say so."""
    of_words: dict[str, list[Quote]] = {}
    alone: list[Quote] = []
    for words, quote in told:
        if words is None:
            alone.append(quote)
        else:
            of_words.setdefault(words, []).append(quote)
    named = [Whom(words, tuple(quotes)) for words, quotes in of_words.items()]
    return (*named, *(Whom(None, (quote,)) for quote in alone))


def _enjoyed(
    quote: Quote, both: bool, boundary: Boundary, vocabulary: Vocabulary
) -> str | None:
    named = [
        vocabulary.facet(reading.facet)
        for reading in _readings(quote)
        if reading.polarity == "for"
        and not (both and _in_caution(quote.display, reading))
    ]
    shown = [
        facet
        for facet in named
        if (facet.group in _ENJOYED or facet.key in _ALSO_ENJOYED)
        and shows_facet(facet, boundary)
    ]
    words = [_liked_as(facet) for facet in shown if not _is_adjective(facet)]
    if moods := [facet.name for facet in shown if _is_adjective(facet)]:
        words.append(f"something {listing(list(dict.fromkeys(moods)))}")
    return f"those who enjoy {listing(list(dict.fromkeys(words)))}" if words else None


def _readings(quote: Quote) -> list[Reading]:
    """What its words name, whatever of; then what else the sentence says of the title.

    Fans of slow burns are told of in words that need not be said of the title.
    """
    hits = [
        Reading(hit.facet, hit.polarity, hit.strength, hit.start, hit.end)
        for hit in _words_reader().hear(quote.display).hits
    ]
    named = {one.facet for one in hits}
    told = quote.cleared.judged.told.readings
    return hits + [one for one in told if one.facet not in named]


@cache
def _words_reader() -> FacetReader:
    return FacetReader(load_vocabulary())


def _in_caution(display: str, reading: Reading) -> bool:
    """Whether a reading stands in a cautioning clause, or nobody can say where."""
    if reading.start == 0 and reading.end == len(display):
        return True
    return any(
        start <= reading.start < end and _cautions(display[start:end])
        for start, end in _clauses(display)
    )


def _also_suits(display: str) -> bool:
    """Whether a caution says in another clause whom it will please."""
    clauses = [display[start:end] for start, end in _clauses(display)]
    cues = [
        cue.group()
        for clause in clauses
        if not _cautions(clause)
        for cue in _PLEASED.finditer(clause)
    ]
    negators = load_opinions().negators
    return any(negators.isdisjoint(_words(cue)) for cue in cues)


def _clauses(display: str) -> Iterator[tuple[int, int]]:
    start = 0
    for turn in _TURN.finditer(display):
        yield start, turn.start()
        start = turn.start()
    yield start, len(display)


def _cautions(clause: str) -> bool:
    opinions = load_opinions()
    words = _words(clause)
    spaced = f" {' '.join(words)} "
    phrases = any(f" {caution} " in spaced for caution in opinions.cautions)
    return phrases or not opinions.excess.isdisjoint(words)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def _is_adjective(facet: Facet) -> bool:
    return facet.group == "mood" and not facet.name.endswith("comedy")


def _liked_as(facet: Facet) -> str:
    """ "Slice of life", "a relaxed pace": what somebody may enjoy."""
    if facet.group == "pace":
        return _PACES.get(facet.key, f"a {facet.name}")
    return facet.name


_PACES: Final = {
    "pace:bingeable": "something hard to stop",
    "pace:draggy": "something that takes its time",
    "pace:easy": "something easy to watch",
    "pace:demanding": "something that demands attention",
}


def _too_much(quote: Quote) -> str | None:
    """ "May be too slow or sad for some", in the reviewer's own words for it."""
    display = quote.display
    words = [
        display[reading.start : reading.end].lower()
        for reading in sorted(_readings(quote), key=lambda one: one.start)
        if reading.facet.startswith(("mood:", "pace:"))
        and reading.polarity == "for"
        and _behind_too(display[: reading.start])
    ]
    return f"may be too {listing(words, 'or')} for some" if words else None


def _behind_too(before: str) -> bool:
    last = _clause_end(before)
    return not load_opinions().excess.isdisjoint(_words(last)[-_REACH:])


def _clause_end(before: str) -> str:
    """What stands before, from the last turn on."""
    turns = [turn.end() for turn in _TURN.finditer(before)]
    return before[turns[-1] :] if turns else before
