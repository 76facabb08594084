"""A sentence's words, and a title's tags -> the facets that they name.

By the vocabulary's own words: a facet is named by a sentence when one of its phrases
stands there, and denied when the clause negates it. That is a first reading, which
`facet_model` learned to look through. Facts (tags, genres) carry facets too. Nothing
here decides what may be shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Final

import msgspec
import regex

from .domain import ListedFacet, Polarity, Reading, Title, Told
from .vocabulary import GROUPS, Vocabulary

_TOKEN = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[,.;:!?—–()]")
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[,.;:!?()]")
"""The same of small ASCII letters, which nearly all sentences are, twice as fast."""
_REACH = 4
"""How many words back a negator is looked for, inside one clause."""
READ_GROUPS: Final = frozenset(GROUPS) - {"people"}
"""Whose facets are looked for in reviews: what people are is said of persons."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """Words of praise and blame, and those that turn or hedge them."""

    positive: frozenset[str]
    negative: frozenset[str]
    negators: frozenset[str]
    clause_breaks: frozenset[str]
    cautions: tuple[str, ...]
    """Phrases that say for whom something may not be."""
    excess: frozenset[str]
    """Words that make a fault of what follows: "too slow"."""


@lru_cache(maxsize=1)
def load_opinions() -> Opinions:
    """Read the packaged word lists."""
    raw = resources.files(__package__).joinpath("data/opinions.json").read_bytes()
    return msgspec.convert(msgspec.json.decode(raw), Opinions)


@lru_cache(maxsize=1)
def load_phrases() -> Mapping[str, Sequence[str]]:
    """How reviewers say a facet in words that no request needs; "" says none at all."""
    raw = resources.files(__package__).joinpath("data/phrases.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, list[str]])


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase of a facet in a text at `[start, end)`, affirmed or denied there."""

    facet: str
    polarity: Polarity
    strength: float
    start: int
    end: int
    opinion: float = 0.0
    """Praise against blame, -1..1, in the clause that names a craft; else 0."""
    aimed: bool = True
    """Of a mood or a pace: whether it is said of the title ("a calm drama", "it is slow")
    as far as the words around it tell, and not of somebody in it ("his sad eyes")."""

    def reading(self) -> Reading | None:
        """What it says of the title as far as words tell; None where that is nothing."""
        polarity = self.polarity
        if self.facet.startswith("craft:"):
            if not self.opinion:  # to name the acting is not to praise it
                return None
            polarity = "for" if self.opinion > 0 else "against"
        elif not self.aimed:
            return None
        return Reading(self.facet, polarity, self.strength, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Heard:
    """All that the words of one text tell."""

    hits: tuple[PhraseHit, ...]
    opinion: float
    cautions: bool

    def told(self) -> Told:
        """The reading by words alone."""
        readings = (hit.reading() for hit in self.hits)
        return Told(
            tuple(one for one in readings if one is not None),
            self.opinion,
            cautions=self.cautions,
        )


class FacetReader:
    """Finds the vocabulary's facets, and opinion, in a sentence of a review."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.opinions = load_opinions()
        self._warnings = [f" {caution} " for caution in self.opinions.cautions]
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        phrases = [
            (phrase, key)
            for phrase, key in vocabulary.phrases()
            if key.partition(":")[0] in READ_GROUPS
        ]
        for key, others in load_phrases().items():
            phrases += [(phrase, key) for phrase in others]
        for phrase, key in phrases:
            words = tuple(map(_fold, _phrase_words(phrase)))
            keys = self._phrases.setdefault(words, [])
            if words and key not in keys:
                keys.append(key)
        sizes: dict[str, set[int]] = {}
        for words in filter(None, self._phrases):
            sizes.setdefault(words[0], set()).add(len(words))
        self._sizes = {word: sorted(of, reverse=True) for word, of in sizes.items()}
        """First word of a phrase -> how many words such phrases have, most first."""

    def hear(self, text: str) -> Heard:
        """Every facet named in `text`, longest phrase first, without overlaps."""
        words = _plain_words(text)
        return Heard(
            self._hits(text, words), self._opinion(words), self._cautions(words)
        )

    def _hits(self, text: str, plain: Sequence[str]) -> tuple[PhraseHit, ...]:
        folded = list(map(_fold, plain))
        words: list[tuple[str, int, int]] = []
        found: list[PhraseHit] = []
        at = 0
        while at < len(plain):
            if folded[at] not in self._sizes and not folded[at].endswith("est"):
                at += 1  # nothing begins so
                continue
            size, keys = self._longest_at(folded, at)
            if not keys:
                at += 1
                continue
            polarity, strength = self._stance(plain, at)
            words = words or _words(text)  # only what is found needs its place
            span = words[at][1], words[at + size - 1][2]
            found += [
                self._close(PhraseHit(key, polarity, strength, *span), plain, at, size)
                for key in keys
                if key
            ]
            at += size
        return tuple(found)

    def _close(
        self, hit: PhraseHit, words: Sequence[str], at: int, size: int
    ) -> PhraseHit:
        """The same with what is thought of a craft, or what a mood is said of."""
        if hit.facet.startswith("craft:"):
            return replace(hit, opinion=self._clause_opinion(words, at))
        if hit.facet.startswith(("mood:", "pace:")):
            return replace(hit, aimed=_is_aimed(words, at, at + size))
        return hit

    def _clause_opinion(self, words: Sequence[str], at: int) -> float:
        start = end = at
        while start > 0 and not _parts(words[start - 1]):
            start -= 1
        while end < len(words) and not _parts(words[end]):
            end += 1
        clause = words[start:end]
        return self._opinion(clause) or float(not _GOOD.isdisjoint(clause))

    def _opinion(self, words: Sequence[str]) -> float:
        """Praise against blame in -1..1; 0 where there is neither."""
        praise = blame = 0
        positive, negative = self.opinions.positive, self.opinions.negative
        for at, word in enumerate(words):
            if word in positive or word in negative:
                good = word in positive
                if self._negated(words, at):
                    good = not good
                praise, blame = praise + good, blame + (not good)
        return (praise - blame) / max(1, praise + blame)

    def _cautions(self, words: Sequence[str]) -> bool:
        """Whether it says for whom it may not be, or what there is too much of."""
        lowered = f" {' '.join(words)} "
        for harmless in _NO_CAUTION:
            lowered = lowered.replace(harmless, " ")
        if any(caution in lowered for caution in self._warnings):
            return True
        if self.opinions.excess.isdisjoint(words):
            return False
        folded = [_fold(word) for word in words]
        return any(
            word in self.opinions.excess
            and not self._negated(words, at)
            and self._faults(words, folded, at + 1)
            for at, word in enumerate(words)
        )

    def _faults(self, words: Sequence[str], folded: Sequence[str], at: int) -> bool:
        """Whether what stands at `at` can be a fault: a mood, a pace, a word of blame."""
        if at >= len(words):
            return False
        if words[at] in self.opinions.negative:
            return True
        _, keys = self._longest_at(folded, at)
        return any(key.startswith(("mood:", "pace:")) for key in keys)

    def _longest_at(self, folded: Sequence[str], at: int) -> tuple[int, list[str]]:
        for size in self._sizes.get(folded[at], ()):
            words = tuple(folded[at : at + size])
            if len(words) == size and (keys := self._phrases.get(words)):
                return size, keys
        for plain in _positives(folded[at]):
            if keys := self._phrases.get((plain,)):
                return 1, keys
        return 0, []

    def _stance(self, words: Sequence[str], at: int) -> tuple[Polarity, float]:
        if self._negated(words, at):
            return "against", 1.0
        before = words[at - 1] if at else ""
        return "for", {"very": 1.0, "so": 1.0, "too": 0.7, "bit": 0.5}.get(before, 0.8)

    def _negated(self, words: Sequence[str], at: int) -> bool:
        for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
            word = words[back]
            if word in self.opinions.negators or word.endswith(("n't", "n’t")):
                # "not only calm but ..." says that it is calm
                return not (back + 1 < len(words) and words[back + 1] in _NOT_ONLY)
            if not word[0].isalnum() or word in self.opinions.clause_breaks:
                return False
        return False


def without_names(display: str, names: Sequence[str]) -> str:
    """The sentence with the title's names blanked out in place.

    A "Soundtrack" in its name says nothing of its music. A name is one only as a whole
    word; one of a single word only where it is not all in small letters, since "romance"
    may be said of a title called Romance.
    """
    for name in names:
        sought = name.casefold()
        if len(sought) <= _SHORTEST or sought not in display.casefold():
            continue
        found = regex.finditer(
            rf"(?<!\w){regex.escape(name)}(?!\w)", display, regex.IGNORECASE
        )
        for one in found:
            if " " in name or one.group() != one.group().lower():
                start, end = one.span()
                display = display[:start] + " " * (end - start) + display[end:]
    return display


_SHORTEST: Final = 2
"""Letters of a name up to which it is no name that can be looked for."""
_NO_CAUTION = (" for some reason ", " even if you don't ", " even if you hate ")
_TITLES = frozenset(
    "it it's its this film films movie movies drama dramas show series story stories "
    "tale tone atmosphere mood feel vibe pace pacing plot watch ride romance comedy "
    "thriller romcom rom-com kdrama k-drama sitcom melodrama mystery flick picture".split()
)
"""Words for the title itself."""
_OTHERS = frozenset(
    "he she his her him they their them who whose i my me you your character characters "
    "lead leads hero heroine man woman girl boy eyes face voice scene scenes moment "
    "moments".split()
)
"""Words for somebody, or something, in it."""
_AHEAD, _BACK, _OPENING = 4, 7, 2
"""How many words ahead and back a word for the title is looked for, and how near its
beginning a sentence needs none."""


def _is_aimed(words: Sequence[str], start: int, end: int) -> bool:
    """Whether what stands at `[start, end)` is said of the title, by words around it."""
    for word in words[end : end + _AHEAD]:
        if word in _OTHERS or _parts(word):
            break
        if word in _TITLES:
            return True
    for at in range(start - 1, max(-1, start - 1 - _BACK), -1):
        word = words[at]
        if word in _OTHERS or (word != "," and not word[0].isalnum()):
            return False
        if word in _TITLES:
            return True
    return start <= _OPENING


_GOOD = frozenset({"good", "nice", "well", "amazing", "love", "loved"})
"""Too common to praise a title as a whole, but praise beside the name of a craft."""
_PARTING = frozenset("but though although however yet while despite which".split())


def _parts(word: str) -> bool:
    """Whether a token parts what is thought of one thing from the next."""
    return not word[0].isalnum() or word in _PARTING


_NOT_ONLY = frozenset({"only", "just", "merely", "simply"})


def fact_facets(title: Title, vocabulary: Vocabulary) -> tuple[ListedFacet, ...]:
    """The facets that a title's tags and genres name, each once."""
    found: dict[str, ListedFacet] = {}
    for facet in vocabulary.of_tags(title.tags):
        found.setdefault(facet.key, ListedFacet(facet.key, "tag"))
    for facet in vocabulary.of_tags(title.genres):
        found.setdefault(facet.key, ListedFacet(facet.key, "genre"))
    return tuple(found.values())


def _words(text: str) -> list[tuple[str, int, int]]:
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered
        lowered = text
    if lowered.isascii():
        return [(m[0], m.start(), m.end()) for m in _ASCII_TOKEN.finditer(lowered)]
    return [
        (m.group().replace("’", "'"), m.start(), m.end())
        for m in _TOKEN.finditer(lowered)
    ]


def _plain_words(text: str) -> list[str]:
    """The same without their places, which take most of the time."""
    lowered = text.lower()
    if lowered.isascii():
        return _ASCII_TOKEN.findall(lowered)
    return [word for word, _, _ in _words(text)]


def _phrase_words(phrase: str) -> list[str]:
    """The words of a phrase of the vocabulary, as `_words` cuts them."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():  # nearly all of them
        return phrase.lower().split()
    return _plain_words(phrase)


def _positives(word: str) -> tuple[str, ...]:
    """What a superlative may be of: "calmest", "funniest", "saddest", "tensest"."""
    if len(word) < 6 or not word.endswith("est"):
        return ()
    stem = word[:-3]
    y = (f"{stem[:-1]}y",) if stem.endswith("i") else ()
    short = (stem[:-1],) if stem[-1] == stem[-2] else ()
    return (stem, f"{stem}e", *y, *short)


def _fold(word: str) -> str:
    """Light inflection: a plural and its singular are one."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
