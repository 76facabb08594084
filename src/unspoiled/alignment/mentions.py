"""What a sentence says of its own place in the story: "in episode 3", "S2E3", "halfway".

An author who names an episode may place there what the sentence tells ("Ep 5: the diary
is not hers"), compare ("unlike episode 3"), or count time ("by episode 12 I had given
up"). Only the first is a place, and only where the words around it say so; anything else
keeps the sentence back at least as far as the episode named, or altogether. Numbers are
read in the way that is latest in airing order where more than one reading is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from ..marks.phrases import number_of

LONGEST: Final = 1_000
"""Characters of a sentence that are read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence says it lies; episodes count from 1 through all seasons.

    `located`: what it tells lies in this episode or before it, by the author's words.
    `floor`: it must not be taken to lie before this one (0: nothing said).
    `beyond`: it speaks of the end, of another season, or of a stretch that cannot be
    counted, so that no episode short of all proves anything.
    """

    located: int | None = None
    floor: int = 0
    beyond: bool = False


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Seasons:
    """How many episodes each season has, in airing order, specials left out."""

    lengths: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.lengths)

    def last_of(self, season: int) -> int | None:
        """The last episode of a season, counted through all; None if there is none."""
        if not 1 <= season <= len(self.lengths):
            return None
        return sum(self.lengths[:season])

    def first_of(self, season: int) -> int | None:
        """The first one of a season."""
        last = self.last_of(season)
        return None if last is None else last - self.lengths[season - 1] + 1

    def at(self, season: int, number: int) -> int | None:
        """An episode of a season; None where it has no such number."""
        first = self.first_of(season)
        if first is None or not 1 <= number <= self.lengths[season - 1]:
            return None
        return first + number - 1

    def latest(self, number: int) -> int | None:
        """The latest that "episode 3" can mean: of some season, or counted through all."""
        found = [self.at(season, number) for season in range(1, len(self.lengths) + 1)]
        if 1 <= number <= self.total:
            found.append(number)
        return max((at for at in found if at is not None), default=None)


def read_place(display: str, seasons: Seasons) -> Place:
    """Where one sentence says it lies."""
    text = display[:LONGEST].lower().replace("’", "'")
    if not _WORTH.search(text):
        return NOWHERE
    floor, located, beyond, placed = 0, 0, False, True
    text, found = _numbered(text, seasons)
    for one in found:
        if one.episode is None:
            return Place(beyond=True)
        floor = max(floor, one.episode)
        beyond = beyond or one.turns == "away"
        placed = placed and one.turns == "here"
        located = max(located, one.episode)
    for pattern, reach in _STRETCHES:
        if pattern.search(text):
            at = reach(seasons)
            if at is None:
                return Place(beyond=True)
            floor, placed = max(floor, at), False
    for pattern, reach in _OPENINGS:
        if pattern.search(text):
            at = reach(seasons)
            located = max(located, at or seasons.total)
    return Place(located or None if placed and not beyond else None, floor, beyond)


# --- numbers -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    """An episode named, and whether the words before it place, turn away, or neither."""

    episode: int | None
    turns: str


_WORDS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four"
    "|five|six|seven|eight|nine))?|thirty"
)
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth"
).split()
_N: Final = rf"(?:\d{{1,4}}|(?:{_WORDS})\b)"
_ORD: Final = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
_EP: Final = r"(?:episodes?|epis?|eps?|chapters?)"
_MORE: Final = (
    rf"(?:\s*(?:-|–|—|~|,|to|through|thru|and|&|/|or)\s*(?:{_EP}\.?\s*)?\#?{_N}){{0,8}}"
)
_S: Final = (
    rf"(?:(?:\bseason\s*0*(?P<season>{_N})|(?<!['\w])s0*(?P<season>\d{{1,2}}))\b"
    rf"|\b(?P<nth_season>{_ORD})\s+season)"
)
_OF_SEASON: Final = rf"(?:\s*(?:of|in|,)?\s*(?:the\s+)?{_S})?"
_FORMS: Final = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"(?:\bseason\s*0*(?P<season>{_N})|(?<!['\w])s\s?0*(?P<season>\d{{1,2}}))"
        rf"[\s,.:x-]*(?:e|{_EP})\.?\s*\#?0*(?P<numbers>\d{{1,4}}"
        rf"(?:\s*(?:-|–|to|and|&)\s*e?0*\d{{1,4}})?|{_N}{_MORE})\b",
        rf"\b{_EP}\.?\s*\#?(?P<numbers>{_N}{_MORE})(?!\w){_OF_SEASON}",
        rf"\bfirst\s+(?P<count>{_N}|few|couple(?:\s+of)?|several)\s+(?:\w+\s+)?(?:{_EP}|hours)\b",
        rf"\b(?P<nth>{_ORD})(?:\s*(?:,|and|&|or)\s*(?:the\s+)?(?P<and_nth>{_ORD}))?\s+(?:{_EP}|hour)\b"
        rf"{_OF_SEASON}",
        r"(?<![\w.])e0*(?P<numbers>\d{1,3})\b",
        rf"{_S}s?\b",
    )
)
"""How an episode or a season is named, the most particular first."""
_NUMBER: Final = regex.compile(_N)
_EDGE: Final = regex.compile(
    r"(?:\b(?:the|very|last|final|closing|opening|first)\s+)*"
    r"(?:end|ending|seconds?|minutes?|scenes?|shot|half|part|beginning|start|middle)\s+of\s+"
    r"(?:the\s+)?$"
)
"""What may stand between a preposition and the episode: "at the very end of"."""
_AWAY: Final = regex.compile(
    r"\b(?:until|till|til|by|before|after|since|unlike|like|than|past|to|through|except"
    r"|besides|towards?|around|about|near|not|without|skip(?:ped|ping)?|compared|post"
    r"|pre|only|from|between|reach(?:ed)?|finish(?:ed)?|dropped|quit)"
    r"\s+(?:at\s+|in\s+|with\s+|on\s+|watching\s+|like\s+)?(?:the\s+)?(?:\w+'s\s+)?$"
)
_HERE: Final = regex.compile(
    r"(?:^\W*(?:the\s+)?|\b(?:in|of|during|at|for)\s+(?:the\s+)?|[(\[]\s*)$"
)


def _numbered(text: str, seasons: Seasons) -> tuple[str, list[_Named]]:
    """Episodes named by number, and the text with them blanked out."""
    found, left = [], text
    for form in _FORMS:
        for match in form.finditer(left):
            before = text[: match.start()]
            edge = _EDGE.search(before)
            start = match.start() if edge is None else edge.start()
            found.append(_Named(_episode(match, seasons), _turn(text[:start])))
            left = left[:start] + " " * (match.end() - start) + left[match.end() :]
    return left, found


def _turn(before: str) -> str:
    if _AWAY.search(before):
        return "away"
    return "here" if _HERE.search(before) else ""


def _episode(match: regex.Match[str], seasons: Seasons) -> int | None:
    """The last episode that a match names; None where it cannot be counted."""
    part = {"season": "", "nth_season": "", "numbers": "", "nth": "", "and_nth": ""}
    part |= {name: given or "" for name, given in match.groupdict().items()}
    if part.get("count"):
        return seasons.latest(number_of(part["count"]) or _A_FEW)
    season = number_of(part["season"]) or _ordinal(part["nth_season"])
    named = [number_of(word) for word in _NUMBER.findall(part["numbers"])]
    numbers = [*named, _ordinal(part["nth"]), _ordinal(part["and_nth"])]
    last = max((number for number in numbers if number is not None), default=None)
    if last is None:
        return None if season is None else seasons.last_of(season)
    return seasons.latest(last) if season is None else seasons.at(season, last)


_A_FEW: Final = 4
"""What "the first few episodes" are at most."""


def _ordinal(word: str) -> int | None:
    if not word:
        return None
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    return int(word[:-2])


# --- stretches -----------------------------------------------------------------------

Reach = Callable[[Seasons], int | None]


def _compile(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.VERBOSE)


def _nowhere(seasons: Seasons) -> int | None:
    return None


def _half(seasons: Seasons) -> int:
    return (seasons.total + 1) // 2


def _after_half(seasons: Seasons) -> int:
    return seasons.total // 2 + 1


def _opening(seasons: Seasons) -> int | None:
    """The first episode of the last season: whichever is meant lies no later."""
    return seasons.first_of(len(seasons.lengths))


_STRETCHES: Final[Sequence[tuple[regex.Pattern[str], Reach]]] = (
    (
        _compile(
            r"""\b(?:finales?|season\s+ender|epilogues?|penultimate|conclusion|denouement|climax
              |(?:last|final|closing|later|latter|remaining)\s+(?:\w+\s+)?(?:\w+\s+)?
                (?:episodes?|eps?|chapters?|hours?|acts?|stretch|third|quarter|scenes?|shots?
                |minutes?|seconds|frames?|moments?|arcs?|seasons?|weeks?|parts?|images?|pages?
                |lines?|words|day|showdown|battle|twist|reveal|one|ones|two|three|four|few)
              |(?:by|at|in|to|towards?|near|till|until|before|for|after|about|from)\s+the\s+
                (?:very\s+|bitter\s+|actual\s+)?end(?:ing)?s?\b
              |(?:the|an?|its|that|this|their|good|bad|happy|sad|open)\s+(?:\w+\s+)?endings?
              |(?:home|final)\s+stretch|last\s+act|third\s+act
              |flash[\s-]*forwards?|cold\s+opens?|prologues?|in\s+medias\s+res|trailers?|teasers?
              |previews?
              |specials?|ovas?|bonus\s+episodes?|spin[\s-]?offs?|sequels?|prequels?
              |(?:next|another|new|other)\s+seasons?
              |(?:part|volume|vol\.?|cour|arc|book|week|act)\s+(?:\d+|[iv]+\b|one|two|three|four|five
                |six|seven|eight)
              |(?:one|two|three|\d+)\s+(?:episodes?|eps?)\s+(?:left|to\s+go|before|later|after)
              )\b"""
        ),
        _nowhere,
    ),
    (
        _compile(
            r"""\b(?:second|latter|last|other|back)[\s-]+half\b | \blate(?:r|\s+in|\s+on)\b
            |\b2nd\s+half\b"""
        ),
        _after_half,
    ),
    (
        _compile(
            r"""\bhalf[\s-]*way\b | \bmid[\s-]*(?:way|points?|season|series)\b
            |\b(?:in|at|by|around|towards?|past|through)\s+the\s+middle\b | \bhalf\s+the\s+(?:show|series)"""
        ),
        _half,
    ),
)
"""What names no number: from which episode on it may lie, None if only all will do."""

_OPENINGS: Final[Sequence[tuple[regex.Pattern[str], Reach]]] = (
    (
        _compile(
            r"""\b(?:in|of|during|at|from)\s+(?:the\s+|its\s+)?(?:very\s+)?(?:(?:pilot|premiere|opener)\b
            |(?:first|opening)\s+(?:scenes?|minutes?|shots?|sequence|moments?|act)\b)
            |^\W*(?:the\s+)?(?:pilot|premiere|opening\s+scene|first\s+scene)\b"""
        ),
        _opening,
    ),
    (_compile(r"\b(?:in|during|of)\s+the\s+first\s+half\b"), _half),
)
"""What places a sentence without a number."""

_WORTH: Final = regex.compile(
    r"\d|epis|\bep|chapter|season|final|last|end|half|mid|pilot|premiere|open|scene|first"
    r"|hour|later|latter|late|conclusion|epilogue|flash|prologue|penult|climax|third|act\b"
    r"|special|ova|bonus|spin|sequel|prequel|trailer|teaser|preview|spoiler|part|vol|week"
    r"|arc|book|stretch|minutes|closing|remaining|left|to go"
)
