"""Sentences and facts -> a title's profile.

A first reading, by the vocabulary's own words: a facet counts as named by a sentence
when one of its phrases stands there, and against when the clause negates it. Facts
(tags, genres) carry facets too, with origin `tag` or `genre`. Nothing here decides
what may be shown: evidence keeps its `Judged` sentence so that the gate can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import msgspec
import regex

from .domain import FacetEvidence, Judged, Polarity, Profile, Title
from .vocabulary import Vocabulary

_TOKEN = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[,.;:!?—–()]")
_REACH = 4
"""How many words back a negator is looked for, inside one clause."""
_READ_GROUPS = frozenset(
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


class FacetReader:
    """Finds the vocabulary's facets, and opinion, in a sentence."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.opinions = load_opinions()
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        for phrase, key in vocabulary.phrases():
            if key.partition(":")[0] in _READ_GROUPS:
                words = tuple(map(_fold, _phrase_words(phrase)))
                keys = self._phrases.setdefault(words, [])
                if words and key not in keys:
                    keys.append(key)
        sizes: dict[str, set[int]] = {}
        for words in filter(None, self._phrases):
            sizes.setdefault(words[0], set()).add(len(words))
        self._sizes = {word: sorted(of, reverse=True) for word, of in sizes.items()}
        """First word of a phrase -> how many words such phrases have, most first."""

    def read(self, text: str) -> tuple[Reading, ...]:
        """Every facet named in `text`, longest phrase first, without overlaps."""
        words = _words(text)
        folded = [_fold(word) for word, _, _ in words]
        found: list[Reading] = []
        at = 0
        while at < len(words):
            size, keys = self._longest_at(folded, at)
            if not keys:
                at += 1
                continue
            polarity, strength = self._stance([w for w, _, _ in words], at)
            span = words[at][1], words[at + size - 1][2]
            found += [Reading(key, polarity, strength, *span) for key in keys]
            at += size
        return tuple(found)

    def opinion(self, text: str) -> float:
        """Praise against blame in -1..1; 0 where there is neither."""
        words = [word for word, _, _ in _words(text)]
        praise = blame = 0
        for at, word in enumerate(words):
            if word in self.opinions.positive or word in self.opinions.negative:
                good = word in self.opinions.positive
                if self._negated(words, at):
                    good = not good
                praise, blame = praise + good, blame + (not good)
        return (praise - blame) / max(1, praise + blame)

    def cautions(self, text: str) -> bool:
        """Whether the sentence says for whom it may not be, or what there is too much of."""
        words = [word for word, _, _ in _words(text)]
        lowered = f" {' '.join(words)} "
        if any(f" {caution} " in lowered for caution in self.opinions.cautions):
            return True
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
    return [
        (m.group().replace("’", "'"), m.start(), m.end())
        for m in _TOKEN.finditer(lowered)
    ]


def _phrase_words(phrase: str) -> list[str]:
    """The words of a phrase of the vocabulary, as `_words` cuts them."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():  # nearly all of them
        return phrase.lower().split()
    return [word for word, _, _ in _words(phrase)]


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
