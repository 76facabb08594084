"""A request cut into words, numbers and marks, and tables of phrases to find in them.

Hyphens inside words are dropped, so that "friends-to-lovers" and "friends to lovers"
are the same three words; a hyphen between numbers stays, since "8-12" is a range.
Every step is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from ..vocabulary import fold

V = TypeVar("V")
TokenKind = Literal["word", "number", "mark"]

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[가-힣]+|[wW]/(?:[oO](?!\w))?|[^\W\d_가-힣]+(?:['’][^\W\d_가-힣]+)*)|(?P<mark>\n+|\S)"
)
_QUOTED = re.compile(
    r'"([^"\n]{1,90})"|“([^”\n]{1,90})”|«([^»\n]{1,90})»|《([^》\n]{1,90})》'
    r"|(?<!\w)‘([^’\n]{1,90})’(?!\w)|(?<!\w)'([^'\n]{1,90})'(?!\w)"
    r"|(?<![\w*])\*{1,2}([^*\n]{1,90})\*{1,2}(?![\w*])|(?<!\w)_([^_\n]{1,90})_(?!\w)"
)
_HYPHENS: Final = frozenset("-‐‑–")
_BREAKS: Final = frozenset(",;:!?()[]—…")
_SENTENCE_BREAKS: Final = frozenset("!?")
_SHORT: Final = frozenset(
    "dr mr mrs ms no vs ep eps min mins hr hrs approx max st feat ft".split()
)
"""Words whose full stop does not end a sentence."""
_WRITTEN_OUT: Final[dict[str, str]] = {
    **{
        word.replace("'", ""): word
        for word in (
            "don't doesn't didn't isn't aren't wasn't weren't can't couldn't wouldn't "
            "shouldn't haven't hasn't hadn't mustn't needn't won't i've you've we've "
            "that's there's what's it'd they're you're"
        ).split()
    },
    "w/": "with", "w/o": "without", "pls": "please", "plz": "please", "tho": "though", "smth": "something",
    "sth": "something", "sumthing": "something", "somethin": "something",
    "nothin": "nothing", "bc": "because", "cuz": "because", "cos": "because",
    "coz": "because", "favs": "favourites", "faves": "favourites", "fav": "favourite",
    "fave": "favourite",
}  # fmt: skip
"""Words as they are typed in haste -> as the tables have them."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `low` is its folded form."""

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind
    glued: bool
    """No blank (and no dropped hyphen) before it."""
    clause: int
    sentence: int

    @property
    def capital(self) -> bool:
        """Written as part of a name: a capital, or a script without small letters."""
        first = self.text[0]
        return self.kind == "word" and (first.isupper() or not first.islower())


def tokenise(text: str) -> list[Token]:
    """The tokens of `text`, each with the clause and sentence that it stands in."""
    tokens: list[Token] = []
    clause = sentence = end = 0
    items = _list_items(text)
    for match in _TOKEN.finditer(text):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        word = match[0]
        if word in _HYPHENS and _joins_words(text, match.start()):
            continue
        if match.start() in items:
            continue
        token = Token(
            text=word,
            low=_low(text, match),
            start=match.start(),
            end=match.end(),
            kind=kind,
            glued=match.start() == end and match.start() > 0,
            clause=clause,
            sentence=sentence,
        )
        end = match.end()
        if kind == "mark":
            stop = token.start - 1 in items or token.start - 2 in items
            stop = stop or _ends_sentence(text, token, tokens)
            sentence += stop
            clause += stop or word in _BREAKS
        tokens.append(token)
    return tokens


_ITEM: Final = re.compile(r"(?<!\S)(\d{1,2}|[a-z])([.)])(?=\s+\S)", re.IGNORECASE)


def _list_items(text: str) -> frozenset[int]:
    """Where the labels of a list stand, "1) ... 2) ...": the mark behind parts the items."""
    found: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        label = match[1].lower()
        place = int(label) if label.isdecimal() else ord(label) - ord("a") + 1
        alike = not found or (
            match[2] == found[0][2] and label.isdecimal() == found[0][1].isdecimal()
        )
        if place == len(found) + 1 and alike:
            found.append(match)
    if len(found) < _FEWEST_ITEMS:
        return frozenset()
    return frozenset(one.start() for one in found)


_FEWEST_ITEMS: Final = 2


def _low(text: str, match: re.Match[str]) -> str:
    """A token's folded form; "w" alone is "with", and "n" is "and"."""
    if match[0] == "w":
        return "with"
    if match[0] == "n":  # "goblin n healer"
        return "and"
    return written_out(fold(match[0]) or match[0])


def written_out(word: str) -> str:
    """A folded word with the apostrophe that haste left out: "dont" -> "don't"."""
    return _WRITTEN_OUT.get(word, word)


def _joins_words(text: str, at: int) -> bool:
    """Whether the hyphen at `at` has letters on one side and no blanks around it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isalnum() and after.isalnum() and not (before + after).isdecimal()


def _ends_sentence(text: str, token: Token, before: Sequence[Token]) -> bool:
    if token.text[0] == "\n" or token.text in _SENTENCE_BREAKS:
        return True
    if token.text != "." or text[token.end : token.end + 1].strip():
        return False
    return not (
        before
        and token.glued
        and token.end < len(text)
        and (before[-1].low in _SHORT or _initial(before[-1]))
    )


def _initial(token: Token) -> bool:
    return len(token.text) == 1 and token.capital


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where quotation marks (or Markdown emphasis) enclose something, marks aside."""
    spans = []
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 0
        spans.append(match.span(group))
    return spans


def words_of(phrase: str) -> tuple[str, ...]:
    """The folded tokens of a phrase, as a request's tokens are cut."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():  # nearly all of them
        return tuple(map(written_out, phrase.lower().split()))
    return tuple(token.low for token in tokenise(phrase))


class Phrases(Generic[V]):
    """Phrases with what each means; finds the longest that starts at a token."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            if words := words_of(phrase):
                self._by_first.setdefault(words[0], []).append((words, value))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    @property
    def firsts(self) -> frozenset[str]:
        """The words that phrases begin with."""
        return frozenset(self._by_first)

    @classmethod
    def table(cls, rows: Iterable[tuple[str, V]]) -> Phrases[V]:
        """From rows of phrases separated by "|", and their meaning."""
        return cls(
            (phrase.strip(), value)
            for line, value in rows
            for phrase in line.split("|")
        )

    def at(self, lows: Sequence[str], start: int) -> tuple[V, int] | None:
        """What the longest phrase at `start` means, and where it ends."""
        if start < 0 or start >= len(lows):
            return None
        rows = self._by_first.get(lows[start])
        if rows is None:
            return None
        for words, value in rows:
            end = start + len(words)
            if tuple(lows[start:end]) == words:
                return value, end
        return None

    def places(self, lows: Sequence[str]) -> Iterator[tuple[int, V, int]]:
        """Every token where a phrase stands: its place, meaning and end."""
        by_first = self._by_first
        for start, low in enumerate(lows):
            if low in by_first and (found := self.at(lows, start)) is not None:
                yield start, *found

    def before(
        self, lows: Sequence[str], end: int, *, lowest: int = 0
    ) -> tuple[V, int] | None:
        """What the longest phrase that ends at `end` means, and where it starts.

        It starts at `lowest` or behind it.
        """
        by_first = self._by_first
        for start in range(max(lowest, end - 6), end):
            if lows[start] not in by_first:
                continue
            if (found := self._ending(lows, start, end)) is not None:
                return found, start
        return None

    def _ending(self, lows: Sequence[str], start: int, end: int) -> V | None:
        for words, value in self._by_first.get(lows[start], ()):
            if len(words) == end - start and tuple(lows[start:end]) == words:
                return value
        return None
