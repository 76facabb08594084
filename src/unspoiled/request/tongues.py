"""Languages that a drama is to be spoken in, and the tables of all names of places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ..domain import Fact
from ..vocabulary import Vocabulary
from .negation import modifier_before
from .page import Page
from .tokens import Phrases

JOINS: Final = frozenset(
    {
        ",",
        "or",
        "and",
        "/",
        "&",
        "nor",
        "+",
        "나",
        "이나",
        "또는",
        "혹은",
        "아니면",
        "랑",
    }
)
_LANGUAGE_BEFORE: Final = Phrases.table([
    ("in|spoken in|in the|language|speaking|audio in|original language|dialogue in|"
     "nothing but|follows|follow|understand|speak|speaks|understands|hear|hearing|"
     "listen to|listening to|talk|talks|talking", True),
])  # fmt: skip
_SPOKEN: Final = frozenset("dialogue dialogues audio language spoken speech".split())
_LANGUAGE_AFTER: Final = Phrases.table([
    ("language|speaking|audio|spoken|dialogue", True),
])  # fmt: skip

# --- tables from the vocabulary -------------------------------------------------------


def _phrases(words: Mapping[str, str]) -> Phrases[str]:
    return Phrases(words.items())


_TABLES: dict[tuple[int, str], tuple[Vocabulary, Phrases[str]]] = {}
"""Tables by the identity of their vocabulary, which each keeps alive."""


def _table(
    name: str, words: Callable[[Vocabulary], Mapping[str, str]]
) -> Callable[[Vocabulary], Phrases[str]]:
    def table(vocabulary: Vocabulary) -> Phrases[str]:
        found = _TABLES.get((id(vocabulary), name))
        if found is None or found[0] is not vocabulary:
            if len(_TABLES) >= 16:
                _TABLES.clear()
            found = vocabulary, _phrases(words(vocabulary))
            _TABLES[id(vocabulary), name] = found
        return found[1]

    return table


def _service_words(vocabulary: Vocabulary) -> Mapping[str, str]:
    return {
        word: service.name
        for service in vocabulary.data.networks
        for word in (service.name, *service.aliases)
    }


country_table = _table("country", lambda v: v.country_words())
_language_table = _table("language", lambda v: v.language_words())
plain_services = _table("service", lambda v: v.network_words())
all_services = _table("any service", _service_words)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name found in the request."""

    start: int
    end: int
    name: str
    fact: Fact


_LEARNING: Final = frozenset(
    "student students learner learners learning learn study studying studied teacher "
    "teach teaching class classes lesson lessons tutor exam".split()
)


def language_at(page: Page, start: int) -> PlaceName | None:
    found = _language_table(page.vocabulary).at(page.lows, start)
    if found is None:
        return None
    name, end = found
    after = _LANGUAGE_AFTER.at(page.lows, end)
    learnt = page.words(max(page.clause_start(start), start - 6), start)
    if after is not None:
        studied = not _LEARNING.isdisjoint(learnt)
        return None if studied else PlaceName(start, after[1], name, "language")
    if page.low(start - 2) in {"subtitled", "subtitles", "subs", "dubbed", "captions"}:
        return None
    before = _LANGUAGE_BEFORE.before(page.lows, start) or _of_languages(page, start)
    if _must_be_spoken(page, end):
        return PlaceName(start, end, name, "language")
    closes = page.ends_clause(end) or page.low(end) in GOES_ON
    closes = closes or page.low(end) in _THROUGHOUT
    closes = closes or _IN_IT.at(page.lows, end) is not None
    said = page.words(max(page.clause_start(start), start - 6), start)
    must = page.low(start - 1) == "be" or before is not None
    spoken = must and not _SPOKEN.isdisjoint(said)
    tongue = page.vocabulary.country(page.low(start)) is None
    opens = page.clause_start(start) == start
    learned = not spoken and not _LEARNING.isdisjoint(said)
    if learned or page.low(end) == ":":
        return None
    if (
        before is None
        and not spoken
        and not (tongue and (must or opens or _needed(page, start)))
    ) or not closes:
        return None
    return PlaceName(start, end, name, "language")


_THROUGHOUT: Final = frozenset({"throughout", "all", "everywhere", "there", "not"})
_IN_IT: Final = Phrases.table([("in it|in this|in there|in the whole thing", True)])
_DUE: Final = frozenset(
    "is has must should needs ought be to what they it have the language tongue we i want "
    "wants hear listen spoken speak talk talked only one that characters people".split()
)
_OF_SPEECH: Final = frozenset(
    "speak spoken talk talked hear language tongue dialogue".split()
)
_COPULAS: Final = frozenset("is has must should needs ought".split())
_SPEAKERS: Final = frozenset({"i", "we", "my", "our"})


def _must_be_spoken(page: Page, end: int) -> bool:
    """ "Mandarin is what they have to speak", "Thai must be the language"."""
    at = end
    while page.low(at) in _DUE and at < end + 10:
        at += 1
    said = page.words(end, at)
    due = said[:1] and said[0] in _COPULAS and not _OF_SPEECH.isdisjoint(said)
    mine = not _SPEAKERS.isdisjoint(said) and "hear" not in said
    return bool(due) and page.ends_clause(at) and not mine


def _needed(page: Page, start: int) -> bool:
    """ "I need Cantonese": a tongue that is no country's name, and wished for."""
    return page.low(start - 1) in _NEEDING and page.low(start - 2) not in _NO_NEED


_NEEDING: Final = frozenset("need needs want wants prefer only require demand".split())
_NO_NEED: Final = frozenset("not don't doesn't didn't to".split())


def _of_languages(page: Page, start: int) -> tuple[bool, int] | None:
    """ "Any language except Mandarin"."""
    said = page.words(max(page.clause_start(start), start - 8), start)
    modifier = modifier_before(page, start)
    if modifier is None or {"language", "languages", "tongue"}.isdisjoint(said):
        return None
    return True, start


GOES_ON: Final = JOINS | frozenset(
    "but with please to so for because as if only on that from too though".split()
)
