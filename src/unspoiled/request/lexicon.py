"""The phrases that name facets, of a vocabulary and of requests, found in tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from ..vocabulary import Vocabulary
from .hangul import is_particle, stem
from .spoken import said_in_korean, said_in_requests
from .tokens import words_of

MENDED_GROUPS: Final = frozenset({"mood", "pace", "theme", "trope"})
"""Groups in whose words slips are mended."""


def fold_word(word: str) -> str:
    """A word without its plural: "lovers" and "lover" are one."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suif'":
        return word[:-1]
    return word


def _base_forms(word: str) -> Iterator[str]:
    """What a comparative may come from: "calmer", "funnier", "sadder", "lighter"."""
    if len(word) > 4 and word.endswith("ier"):
        yield word[:-3] + "y"
    elif len(word) > 4 and word.endswith("er"):
        yield word[:-2]
        yield word[:-1]
        if word[-3] == word[-4]:
            yield word[:-3]


_NO_COMPARATIVES: Final = frozenset(
    "stranger lover killer thriller dancer singer ranger former later corner".split()
)


def _phrase_words(phrase: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in words_of(phrase) if word not in ",.")


def _first_word(phrase: str) -> str:
    """The first of a phrase's words; "" where there is none."""
    head = phrase.partition(" ")[0]
    if head.isascii() and head.isalpha() and head.islower():  # nearly all of them
        return fold_word(head)
    return next(iter(_phrase_words(phrase)), "")


class Lexicon:
    """The facet phrases of a vocabulary, ready to be found in tokens.

    A phrase is cut into words when its first word is first met: a request meets few.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._phrases: dict[str, list[tuple[str, str]]] = {}
        self._rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.korean: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        """Stems of Korean adjectives: "슬프" of "슬픈"."""
        keys = {facet.key for facet in vocabulary.facets}
        for phrase, key in (*said_in_requests(), *vocabulary.phrases()):
            if key in keys and (first := _first_word(phrase)):
                self._phrases.setdefault(first, []).append((phrase, key))
        said = [(phrase, key) for phrase, key in said_in_korean() if key in keys]
        for facet in vocabulary.facets:
            said += [(phrase, facet.key) for phrase in facet.korean]
        for phrase, key in said:
            self.korean.setdefault(phrase, key)
            if (root := stem(phrase)) is not None:
                self.stems.setdefault(root, key)
        self._longest = max(map(len, self.korean), default=0)

    def _starting(self, first: str) -> list[tuple[tuple[str, ...], str]]:
        """The phrases with this first word, longest first, each with its key."""
        rows = self._rows.get(first)
        if rows is None:
            phrases = self._phrases.get(first, ())
            rows = [(_phrase_words(phrase), key) for phrase, key in phrases]
            rows.sort(key=lambda row: -len(row[0]))
            if rows:
                self._rows[first] = rows
        return rows

    def at(self, lows: Sequence[str], start: int) -> tuple[str, int] | None:
        """The key of the longest phrase at `start`, and where it ends."""
        return next(self.all_at(lows, start), None)

    def all_at(self, lows: Sequence[str], start: int) -> Iterator[tuple[str, int]]:
        """The keys of the phrases at `start` with their ends, the longest first."""
        for words, key in self._starting(fold_word(lows[start])):
            end = start + len(words)
            if tuple(map(fold_word, lows[start:end])) == words:
                yield key, end
        for base in () if lows[start] in _NO_COMPARATIVES else _base_forms(lows[start]):
            for words, key in self._starting(base):
                if len(words) == 1:
                    yield key, start + 1

    def lone(self, letter: str) -> Sequence[tuple[str, str]]:
        """The single words of five letters or more that open with `letter`, with keys."""
        return self._lone.get(letter, ())

    @cached_property
    def _lone(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, dict[str, str]] = {}
        for rows in self._phrases.values():
            for phrase, key in rows:
                lone = len(phrase) >= 5 and phrase.isalpha() and phrase.isascii()
                if lone and key.partition(":")[0] in MENDED_GROUPS:
                    found.setdefault(phrase[0], {}).setdefault(phrase, key)
        return {letter: sorted(words.items()) for letter, words in found.items()}

    def korean_at(self, word: str) -> str | None:
        """The key of the longest Korean phrase that words begin with."""
        found = self.korean_phrase(word)
        return None if found is None else found[0]

    def korean_phrase(self, words: str) -> tuple[str, int] | None:
        """The key and length of the longest Korean phrase that `words` begin with.

        What is left of its last word has to be a particle: "아이유" is no "아이".
        """
        for length in range(min(len(words), self._longest), 1, -1):
            key = self.korean.get(words[:length])
            if key is not None and is_particle(words[length:].partition(" ")[0]):
                return key, length
        for length in range(min(len(words), self._longest), 1, -1):
            key = self.stems.get(words[:length])
            rest = words[length:].partition(" ")[0]
            if key is not None and rest in _ENDINGS:
                return key, length
        return None


_ENDINGS: Final = frozenset(
    "면서 면서도 으면서 으면서도 기도 지 고 면 며 지만 는 은 게 거나 ㄴ데 지도 지는 다 어요 아요 었으면 았으면".split()
)
"""What stands behind the stem of a Korean adjective."""
_LEXICONS: dict[int, Lexicon] = {}
"""By the identity of their vocabulary, which each keeps alive."""


def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary, made once."""
    found = _LEXICONS.get(id(vocabulary))
    if found is None or found.vocabulary is not vocabulary:
        if len(_LEXICONS) >= 4:
            _LEXICONS.clear()
        found = _LEXICONS[id(vocabulary)] = Lexicon(vocabulary)
    return found
