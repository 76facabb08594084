"""Where other titles may be named in a sentence, and which titles those names mean.

A name counts in quotation marks or italics, or written with capitals right behind a
comparing cue. It has to be the whole of what is written so: "like Harbour Lights Hotel" is
no comparison with "Harbour Lights", nor is "like Vincent Cassel" one with "Vincent". Of a
plain English word that happens to be a title, the title has to be well known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from ..domain import Title
from ..names import LOOSE, name_keys, plain_name, plain_words, year_in_name
from ..traits import Traits
from ..vocabulary import load_vocabulary

MOST_WORDS: Final = 9
"""Words of the longest name looked for."""
LEAST_RENOWN: Final = 0.4
"""Popularity from which one word, or two plain ones, may mean a title."""
CERTAIN: Final = 0.75
"""The same of one plain word."""
CLEARLY: Final = 0.15
"""By how much the best known of several titles of one name has to lead."""

_QUOTED: Final = regex.compile(
    r"[“\"«《「『]([^“”\"«»《》「」『』]{1,80})[”\"»》」』]|(?<!\p{L})[‘']([^‘’']{2,60})[’'](?!\p{L})"
)
_EMPHASISED: Final = regex.compile(
    r"(?<![\p{L}\p{N}*_])[*_]{1,3}([^*_<>\n]{1,80})[*_]{1,3}(?![\p{L}\p{N}])"
    r"|<(?:i|em|cite|b)>([^<>]{1,80})</(?:i|em|cite|b)>"
    r"|\[i\]([^\[\]]{1,80})\[/i\]",
    regex.IGNORECASE,
)
_WORD: Final = regex.compile(r"\S+")
_FILLERS: Final = regex.compile(
    r"\s*:?\s*(?:(?:the|another|any|other|something|some|shows?|[kcj]-?dramas?|dramas?"
    r"|series|films?|movies?|titles?|such|as|like|say|both|either|maybe|classic|old|hit"
    r"|beloved|great|wonderful|lovely|e\.g\.|watching|that|of|in|late|early|original"
    r"|more|even)[\s:,]++){0,8}+"
)
_JOIN: Final = regex.compile(
    r"\s*(?:,\s*(?:and|or)?|;|&|/|\+|and|or|meets|nor|with|crossed\s+with)\s+(?:even\s+|the\s+)?"
)
_SMALL: Final = frozenset(
    "a an the of in on at to for from by with and or is are my your our me you us it vs & del de la le du von no di".split()
)
_ABOUT_IT: Final = regex.compile(
    r"\b(?:it|it['’]s|this|which|(?:show|series|drama|film|movie|story)(?:['’]s)?)\b[^,.;:()]{0,25}$",
    regex.IGNORECASE,
)
_ON_IT: Final = regex.compile(
    r"\.?[\p{L}'’ ]{0,20},\s+(?:it|this|the\s+(?:show|series|drama|film|movie))\b",
    regex.IGNORECASE,
)
_VERB: Final = regex.compile(
    r"\s+(?:was|is|were|are|has|had|did|does|will|would|could)\b"
)
_OWNER: Final = regex.compile(r"['’]s$")
_EDGES: Final = " ,.;:!?()[]“”\"‘’'«»《》「」『』*_…–—"
_YEAR_BEHIND: Final = regex.compile(r"\s*\(((?:19|20)\d\d)\)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence that may be a title's name."""

    start: int
    end: int
    text: str
    marked: bool
    """Whether quotation marks or italics say that it is a name."""

    @property
    def keys(self) -> tuple[str, ...]:
        found = name_keys(self.text)
        return tuple(key for key in found if key[0] != LOOSE)


def spans_behind(text: str, end: int, italics: frozenset[str]) -> Iterator[Span]:
    """The names that may stand behind a cue that ends at `end`, the longest first."""
    filled = _FILLERS.match(text, end)
    yield from _spans_at(text, end if filled is None else filled.end(), italics)


def spans_joined(text: str, end: int, italics: frozenset[str]) -> Iterator[Span]:
    """The names that may go on a list behind one that ends at `end`."""
    joined = _JOIN.match(text, end)
    if joined is not None:
        yield from _spans_at(text, joined.end(), italics)


def _spans_at(text: str, at: int, italics: frozenset[str]) -> Iterator[Span]:
    while at < len(text) and text[at].isspace():
        at += 1
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        inside = (quoted[1] or quoted[2]).strip(_EDGES)
        yield Span(quoted.start(), quoted.end(), inside, marked=True)
        return
    yield from _written(text, at, italics)


def _written(text: str, at: int, italics: frozenset[str]) -> Iterator[Span]:
    """Stretches of words with capitals, that small words may join."""
    words: list[regex.Match[str]] = []
    for found in _WORD.finditer(text, at):
        word = found[0].strip(_EDGES)
        if not words and not _opens_name(word):
            return
        if not _opens_name(word) and word.lower() not in _SMALL:
            break
        words.append(found)
        if len(words) >= MOST_WORDS:
            break
    for many in range(len(words), 0, -1):
        last = words[many - 1]
        closed = last[0].strip(_EDGES)
        if not _opens_name(closed):
            continue
        if _runs_on(last[0], [word[0] for word in words[many:]]):
            continue
        raw = text[at : last.end()].strip(_EDGES)
        end = last.start() + last[0].find(closed) + len(closed)
        if (bare := _OWNER.sub("", raw)) != raw:
            if many == 1:
                continue  # "like Hitchcock's longtime collaborator"
            raw = bare
        yield Span(at, end, raw, plain_name(raw) in italics)


def _opens_name(word: str) -> bool:
    first = word[:1]
    return (
        first.isupper()
        or first.isdecimal()
        or "가" <= first <= "힣"
        or "一" <= first <= "鿿"
    )


def _runs_on(word: str, following: Sequence[str]) -> bool:
    """Whether a name goes on behind a word: more of it follows and nothing parts them."""
    if not following or word[-1] in ',;:!?)”"»…' or (word[-1] == "." and len(word) > 3):
        return False
    for one in following:
        if one[0] in '(“"«[—–-':
            return False
        bare = one.strip(_EDGES)
        if bare.lower() not in _SMALL:
            return _opens_name(bare)
        if bare.lower() in _PARTING:
            return False
    return False


_PARTING: Final = frozenset("and or & vs with is are it by".split())
"""Small words that rather stand between two names than within one."""


def italics_of(source: str) -> frozenset[str]:
    """What is written in italics in a sentence's source, as plain names."""
    found = _EMPHASISED.findall(source)
    return frozenset(
        plain_name(part.strip(_EDGES)) for parts in found for part in parts if part
    )


def said_of(text: str, span: Span) -> bool:
    """Whether a clause about the name follows: "felt like Goblin was too long"."""
    return _VERB.match(text, span.end) is not None


def of_the_title(text: str, start: int, span: Span) -> bool:
    """Whether it is the title that is compared from `start` on, and not somebody in it."""
    before = text[max(0, start - 60) : start]
    return bool(_ABOUT_IT.search(before) or _ON_IT.match(text, span.end))


# --- which title ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TitleNames:
    """The titles that names may mean, for the reviews of one title."""

    title: Title
    traits: Traits
    known: Mapping[str, tuple[str, ...]]
    """Name key -> ids of the titles that carry it."""
    own_keys: frozenset[str]
    cast_words: frozenset[str]
    """Words of the names of those who play and are played here."""

    @classmethod
    def of(
        cls, title: Title, traits: Traits, known: Mapping[str, tuple[str, ...]]
    ) -> TitleNames:
        """For the reviews of `title`."""
        keys = (key for name in title.names for key in name_keys(name))
        named = (name for m in title.cast for name in (m.actor, m.character or ""))
        words = frozenset(word for name in named for word in plain_name(name).split())
        return cls(title, traits, known, frozenset(keys), words)

    def meant(self, span: Span, text: str) -> str | None:
        """The id of the one title that a span names, if it surely names one."""
        keys = span.keys
        if not keys or not self.own_keys.isdisjoint(keys):
            return None
        ids = {one for key in keys for one in self.known.get(key, ())}
        told = [i for i in ids - {self.title.id} if i in self.traits.place_of]
        own_name = [i for i in told if not set(keys).isdisjoint(self._keys(i))]
        chosen = self._chosen(own_name or told, span, text)
        if chosen is None or not self._believed(chosen, span, own=bool(own_name)):
            return None
        return chosen

    def plain(self, span: Span) -> bool:
        """Whether a name is one plain word that nothing marks as a name."""
        words = plain_name(span.text).split()
        return not span.marked and len(words) == 1 and words[0] in plain_words()

    def single(self, span: Span) -> bool:
        """Whether a name is one word that nothing marks as a name."""
        return not span.marked and len(span.text.split()) == 1

    def _keys(self, title_id: str) -> tuple[str, ...]:
        return name_keys(self.traits.called(title_id)[0])

    def _chosen(self, ids: Iterable[str], span: Span, text: str) -> str | None:
        """The title of the year behind the name, else the one clearly best known."""
        behind = _YEAR_BEHIND.match(text, span.end)
        year = int(behind[1]) if behind else year_in_name(span.text)
        facts = {one: self.traits.called(one) for one in ids}
        ranked = sorted(facts, key=lambda one: (-facts[one][2], one))
        if year is not None:
            return next((one for one in ranked if facts[one][1] == year), None)
        if len(ranked) > 1 and facts[ranked[0]][2] - facts[ranked[1]][2] < CLEARLY:
            return None
        return ranked[0] if ranked else None

    def _believed(self, title_id: str, span: Span, *, own: bool) -> bool:
        """Whether what is written so is meant as this title."""
        renown = self.traits.called(title_id)[2]
        words = plain_name(span.text).replace("’", "'").split()
        plain = all(word in plain_words() or word in _SMALL for word in words)
        if span.marked:
            return renown >= LEAST_RENOWN or not (plain and len(words) == 1)
        if len(words) == 1 and (words[0] in self.cast_words or _is_place(words[0])):
            return False
        if not own and (len(words) < 2 or renown < LEAST_RENOWN):
            return False  # other names are anybody's translations
        if len(words) == 1:
            name = self._keys(title_id)
            if own and name[0] != span.keys[0]:
                return False  # "the International version"
            return renown >= (CERTAIN if plain else LEAST_RENOWN)
        return renown >= LEAST_RENOWN or not (plain and len(words) == 2)


def _is_place(word: str) -> bool:
    vocabulary = load_vocabulary()
    known = (vocabulary.country, vocabulary.language, vocabulary.network)
    return any(name(word) is not None for name in known)
