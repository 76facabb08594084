"""Who may be named where: the names of people in a request, looked up all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..names import person_key, plain_words
from .lexicon import lexicon_of
from .page import Page
from .stagenames import is_stage_name, known_people, persons
from .tokens import Phrases

_LONGEST: Final = 4
"""Words of the longest name looked for."""

ASKED: Final = frozenset("movie movies film films drama dramas show shows".split())
JOINS: Final = frozenset({",", "or", "and", "&", "/", "nor", "+", "either", "both"})
STOP: Final = frozenset(
    "a an the and or but not no with without by of in on to for from is are was it i you "
    "he she they we me my his her their any some very so too like love as at that this "
    "if do so go can one two who man woman son sun june may jan lee's please maybe also "
    "korean japanese chinese drama dramas kdrama movie film series show happy young old "
    "new good best only just really both either more less than about".split()
)


SYLLABLES: Final = frozenset(
    "young so in do go an son sun june may no on to we he his one two old can her".split()
)
"""Words that are also syllables of names: "park so dam", "go youn jung"."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named at tokens `[start, end)`."""

    start: int
    end: int
    names: tuple[str, ...]
    """The names under which the library credits whoever is meant."""


class PersonFinder:
    """The people who may be named in a request, looked up all at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._parts: dict[str, Sequence[tuple[str, int]]] = {}

    @cached_property
    def _known(self) -> Mapping[str, tuple[str, ...]]:
        keys = {key for keys in self._keys.values() for key in keys}
        keys.discard("")
        return known_people(self.page.names, keys)

    @cached_property
    def _keys(self) -> dict[int, list[str]]:
        """By its first token, the keys of what may be a name."""
        return {
            start: [person_key(self._raw(start, end)) for end in self._ends(start)]
            for start in range(len(self.page))
        }

    def _ends(self, start: int) -> Iterator[int]:
        """Where a name that starts here may end, the longest first."""
        page = self.page
        if page.claimed[start] or not self._fits(start):
            return
        limit = start + 1
        while limit < min(start + _LONGEST, len(page)) and self._fits(
            limit, inside=True
        ):
            limit += 1
        for end in range(limit, start, -1):
            if page.tokens[end - 1].kind == "word":
                yield end

    def _fits(self, index: int, *, inside: bool = False) -> bool:
        token = self.page.tokens[index]
        if self.page.claimed[index]:
            return False
        if token.kind == "mark":
            return inside and token.text == "." and token.glued
        if token.kind != "word":
            return False
        return (
            token.low not in STOP
            or token.capital
            or token.low in SYLLABLES
            or (inside and self._hyphenated(index))
        )

    def _hyphenated(self, index: int) -> bool:
        return self.page.text[self.page.tokens[index].start - 1] in "-‐‑"

    def _raw(self, start: int, end: int) -> str:
        tokens = self.page.tokens
        raw = self.page.text[tokens[start].start : tokens[end - 1].end]
        return raw.removesuffix("'s").removesuffix("’s")

    def may(self, start: int) -> bool:
        """Whether the name of somebody known begins at `start`."""
        known = self._known
        # what is claimed by now can only be more, so that no further name begins
        return any(key in known for key in self._keys[start]) and any(
            person_key(self._raw(start, end)) in known for end in self._ends(start)
        )

    def at(self, start: int, *, cued: bool) -> Person | None:
        """The longest known name at `start` that is written as one."""
        if start >= len(self.page):
            return None
        for end in self._ends(start):
            raw = self._raw(start, end)
            names = self._known.get(person_key(raw))
            if names and end - start == 1 and not _written(raw, names):
                continue
            if names and self._counts(start, end, names, cued=cued):
                return Person(start, end, persons(names))
        return None

    def by_part(self, start: int) -> Person | None:
        """ "With Nadech": one part of a name, where it is plain whose."""
        page = self.page
        if start >= len(page) or page.recalls or page.claimed[start]:
            return None
        for end in (start + 2, start + 1):
            if end > len(page) or not self._odd(start, end) or self._goes_on(end):
                continue
            found = self._called(self._raw(start, end).casefold())
            plain = page.low(start) in plain_words()
            if not found or found[0][1] < (2 if plain else 1) * _LEAST_CREDITS:
                continue
            if len(found) == 1 or found[0][1] >= 3 * found[1][1]:
                page.assume(f"“{page.raw(start, end)}” is taken as {found[0][0]}.")
                return Person(start, end, (found[0][0],))
        return None

    def _called(self, part: str) -> Sequence[tuple[str, int]]:
        """Who is called so; a long request is not looked through for ever."""
        if part not in self._parts and len(self._parts) < _MOST_PARTS:
            self._parts[part] = self.page.names.people_called(part)
        return self._parts.get(part, ())

    def _goes_on(self, end: int) -> bool:
        """Whether another capital follows: "by Bong Joon-ho" is not any Bong."""
        page = self.page
        return (
            not page.ends_clause(end)
            and page.tokens[end].capital
            and page.tokens[end].low not in STOP | JOINS
            and not page.shouted
        )

    def _odd(self, start: int, end: int) -> bool:
        """Whether the tokens can be part of a name, and hardly anything else."""
        page = self.page
        tokens = page.tokens[start:end]
        if any(t.kind != "word" or not t.text.isascii() for t in tokens):
            return False
        if any(page.claimed[start:end]) or page.quoted.get(start) is not None:
            return False
        lows = [token.low for token in tokens]
        if is_facet(page, start, start + 1) or names_place(page, *lows):
            return False
        if any(low in STOP for low in lows):
            return False
        odd = any(low not in plain_words() and len(low) > 3 for low in lows)
        written = tokens[0].capital and not page.shouted and len(lows[0]) > 3
        return (odd and (len(lows) > 1 or tokens[0].capital)) or written

    def _counts(
        self, start: int, end: int, names: Sequence[str], *, cued: bool
    ) -> bool:
        page = self.page
        tokens = [t for t in page.tokens[start:end] if t.kind == "word"]
        capitals = sum(t.capital for t in tokens)
        parts = sum(len(t.text) > 1 for t in tokens)
        lone = tokens[0].text
        if (
            is_facet(page, start, end)
            or lone == "I"
            or (len(lone) == 1 and lone.islower())
        ):
            return False  # "I do" is no Lee Do, "u know" no U-Know
        if page.recalls and _resembles(page, start):
            return False
        if page.recalls and _IN_IT.at(page.lows, end) is not None:
            return _small_name(self._raw(start, end), names) or capitals > 1
        if page.recalls and not (cued and tokens[0].capital and capitals > 1):
            return (
                cued and len(tokens) > 1 and _small_name(self._raw(start, end), names)
            )
        if len(tokens) == 1:
            if is_stage_name(self._raw(start, end)) and (tokens[0].capital or cued):
                return True  # "Suzy's dramas"
            hangul = not tokens[0].text.isascii() and len(tokens[0].text) >= 3
            owner = tokens[0].low.endswith("'s") and tokens[0].text[:2].isupper()
            if owner and any(w in ASKED for w in page.words(end, end + 3)):
                return True  # "IU's best drama"
            initials = tokens[0].text.isupper() and not page.shouted and capitals
            if initials and tokens[0].text in names and parts > 0:
                return True  # "IU in anything"
            listed = page.low(start - 1) in {"both", "either"} and cued
            if listed and tokens[0].low not in plain_words():
                return True
            return hangul or (cued and tokens[0].text[0].isupper() and parts > 0)
        if capitals >= len(tokens) - 1 and tokens[0].capital:
            whole = capitals == len(tokens) and not page.recalls
            return cued or whole or not page.opens_sentence(start) or len(tokens) > 2
        if _small_name(self._raw(start, end), names) and not page.recalls:
            return True
        alone = page.clause_start(start) == start and page.ends_clause(end)
        named = alone and any(t.low not in plain_words() for t in tokens)
        return (cued or named) and tokens[0].low not in STOP


_IN_IT: Final = Phrases.table([
    ("was in it|is in it|was the lead|is the lead|was the star|starred in it|"
     "plays in it|played in it|plays the lead|played the lead|stars in it", True),
])  # fmt: skip
_MOST_PARTS: Final = 12
"""Half names that are looked up in one request."""
_LEAST_CREDITS: Final = 4
"""Titles of somebody who may be named by half a name."""


def names_place(page: Page, *lows: str) -> bool:
    """Whether a word, or all of them, name a country, a language or a service."""
    vocabulary = page.vocabulary
    known = (vocabulary.country, vocabulary.language, vocabulary.network)
    return any(
        name(low) is not None for name in known for low in (*lows, " ".join(lows))
    )


def _small_name(raw: str, names: Sequence[str]) -> bool:
    """Whether words in any case are a name, since they can be little else."""
    words = raw.casefold().replace("-", " ").split()
    odd = sum(word not in plain_words() and len(word) > 1 for word in words)
    letters = "".join(words)
    exact = any(letters == _letters(name) for name in names)
    return len(letters) > 5 and (odd > 1 or (odd == 1 and exact))


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalpha())


def _resembles(page: Page, start: int) -> bool:
    """ "Someone like Ann Lee", "looked like Ann Lee": not her."""
    near = page.words(start - 5, start)
    return any(
        word in {"like", "similar", "resembles", "resembled", "type"} for word in near
    )


def _written(raw: str, names: Sequence[str]) -> bool:
    """Whether a lone Latin word is just how a name is written; keys fold too much."""
    written = raw.casefold() in (name.casefold() for name in names)
    return not raw.isascii() or written or is_stage_name(raw)


def is_facet(page: Page, start: int, end: int) -> bool:
    match = lexicon_of(page.vocabulary).at(page.lows, start)
    return match is not None and match[1] >= end
