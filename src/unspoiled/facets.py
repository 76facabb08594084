"""Sentences and facts -> a title's profile.

A first reading, by the vocabulary's own words: a facet counts as named by a sentence
when one of its phrases stands there, and against when the clause negates it. Facts
(tags, genres) carry facets too, with origin `tag` or `genre`. Nothing here decides
what may be shown: evidence keeps its `Judged` sentence so that the gate can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

import msgspec
import regex

from .domain import FacetEvidence, Judged, Polarity, Profile, Title
from .vocabulary import Vocabulary

_TOKEN = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[,.;:!?—–()]")
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)*|[,.;:!?()]")
"""The same of small ASCII letters, which nearly all sentences are, twice as fast."""
_REACH = 4
"""How many words back a negator is looked for, inside one clause."""
READ_GROUPS = frozenset(
    {"mood", "pace", "trope", "theme", "setting", "craft", "audience"}
)


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A facet named in a text at `[start, end)`, for or against."""

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


@dataclass(frozen=True, slots=True)
class Told:
    """All that is read in one text."""

    readings: tuple[Reading, ...]
    opinion: float
    cautions: bool


REMEMBERED = 50_000
"""Texts of which a reader remembers what it read."""


class FacetReader:
    """Finds the vocabulary's facets, and opinion, in a sentence.

    `groups` are those whose facets it looks for; the sealed ones only where asked.
    `more` has further phrases by facet; those of "" are read as no facet at all.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        groups: Collection[str] = READ_GROUPS,
        more: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.opinions = load_opinions()
        self._warnings = [f" {caution} " for caution in self.opinions.cautions]
        self.told = lru_cache(maxsize=REMEMBERED)(self._told)
        """`Told` of a text; an answer asks of the same sentences again and again."""
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        phrases = [
            (phrase, key)
            for phrase, key in vocabulary.phrases()
            if key.partition(":")[0] in groups
        ]
        for key, others in (more or {}).items():
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

    def _told(self, text: str) -> Told:
        words = _plain_words(text)
        return Told(
            self._read(text, words, closely=True),
            self._opinion(words),
            self._cautions(words),
        )

    def read(self, text: str) -> tuple[Reading, ...]:
        """Every facet named in `text`, longest phrase first, without overlaps.

        What of it is thought, and what it is said of, only `told` tells.
        """
        return self._read(text, _plain_words(text), closely=False)

    def _read(
        self, text: str, plain: Sequence[str], *, closely: bool
    ) -> tuple[Reading, ...]:
        folded = list(map(_fold, plain))
        words: list[tuple[str, int, int]] = []
        found: list[Reading] = []
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
            for key in keys:
                reading = Reading(key, polarity, strength, *span)
                found.append(
                    self._close(reading, plain, at, size) if closely else reading
                )
            at += size
        return tuple(found)

    def _close(
        self, reading: Reading, words: Sequence[str], at: int, size: int
    ) -> Reading:
        """The same with what is thought of a craft, or what a mood is said of."""
        if reading.facet.startswith("craft:"):
            return replace(reading, opinion=self._clause_opinion(words, at))
        if reading.facet.startswith(("mood:", "pace:")):
            return replace(reading, aimed=_is_aimed(words, at, at + size))
        return reading

    def _clause_opinion(self, words: Sequence[str], at: int) -> float:
        start = end = at
        while start > 0 and not _parts(words[start - 1]):
            start -= 1
        while end < len(words) and not _parts(words[end]):
            end += 1
        clause = words[start:end]
        return self._opinion(clause) or float(not _GOOD.isdisjoint(clause))

    def opinion(self, text: str) -> float:
        """Praise against blame in -1..1; 0 where there is neither."""
        return self._opinion(_plain_words(text))

    def _opinion(self, words: Sequence[str]) -> float:
        praise = blame = 0
        positive, negative = self.opinions.positive, self.opinions.negative
        for at, word in enumerate(words):
            if word in positive or word in negative:
                good = word in positive
                if self._negated(words, at):
                    good = not good
                praise, blame = praise + good, blame + (not good)
        return (praise - blame) / max(1, praise + blame)

    def cautions(self, text: str) -> bool:
        """Whether the sentence says for whom it may not be, or what there is too much of."""
        return self._cautions(_plain_words(text))

    def _cautions(self, words: Sequence[str]) -> bool:
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


def fact_facets(title: Title, vocabulary: Vocabulary) -> tuple[FacetEvidence, ...]:
    """The facets that a title's tags and genres name, each once."""
    found: dict[str, FacetEvidence] = {}
    for origin, names in (("tag", title.tags), ("genre", title.genres)):
        for facet in vocabulary.of_tags(names):
            found.setdefault(facet.key, FacetEvidence(facet.key, "for", 1.0, origin))
    return tuple(found.values())


def sentence_facets(
    judged: Iterable[Judged], reader: FacetReader
) -> tuple[FacetEvidence, ...]:
    """What each sentence says of each facet."""
    return tuple(
        FacetEvidence(
            reading.facet,
            reading.polarity,
            reading.strength,
            one.sentence.review_id,
            one,
        )
        for one in judged
        for reading in reader.read(one.sentence.display)
    )


def profile(
    title: Title,
    judged: Mapping[str, Sequence[Judged]],
    reader: FacetReader,
) -> Profile:
    """A title's facets from its facts and its reviews' sentences, by review id."""
    evidence = list(fact_facets(title, reader.vocabulary))
    for sentences in judged.values():
        evidence += sentence_facets(sentences, reader)
    return Profile(title.id, tuple(evidence))


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
