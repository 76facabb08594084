"""Finds the names of known titles in a request, and tells which are meant as names.

A name counts where its place says that it is one: in quotation marks, behind "like" or
"I loved", or written as a title of several words. A word that merely looks like a
title ("signal", "healing") counts only there, and only written as a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..names import LOOSE, name_keys, year_in_name
from .cues import FILLERS, JOINS, MAKERS, STRONG, WEAK
from .facets import lexicon_of
from .lookup import TitleRef
from .page import Page

LONGEST: Final = 10
"""Tokens of the longest name looked for."""
MOST_SPANS: Final = 5_000
"""Stretches of words looked up in one request, so that a huge one stays quick."""
_FILLERS_AHEAD: Final = 8
_RENOWN: Final = 0.75
"""A title so well known is meant by its name, though the name is a plain word."""
_CUE_REACH: Final = 11
"""Tokens from the start of a cue to the last one where its name may begin."""
_FOLLOWS_NAME: Final = frozenset(
    "but and or except though only because so with without is was are were then when yet "
    "however minus vibes & that please although which for if just on in from too either "
    "yesterday recently already last again instead where at by than".split()
)
_SMALL: Final = frozenset(
    "a an the of to in on and or is at for from with by my your our his her it you me "
    "are be as be's".split()
)
_NOT_ONE_WORD: Final = frozenset(
    "romance love life family friends friend signal because healing comedy horror "
    "action school doctors secret big black blind mine time hope dream faith live lovers "
    "last like short summer spring winter music food drama dramas korea korean korea's "
    "it this that them these those one something anything everything nothing him her she "
    "he they we you me what so very much i a the and more search lost voice player memory "
    "stranger tomorrow mother father home happiness first me's".split()
)
_NEVER_NAMES: Final = frozenset(
    "it this that them these those one something anything everything nothing him her "
    "she he they we you me what so very much i a an the and more because my".split()
)
_SHOW_NOUNS: Final = frozenset(
    "drama dramas kdrama kdramas series show shows movie movies film films stories story "
    "things stuff comedy romance".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A title found at tokens `[start, end)`."""

    start: int
    end: int
    ref: TitleRef
    others: int = 0
    """How many other titles carry the same name."""


class TitleFinder:
    """The titles that may be named in a request, looked up all at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._spans: dict[tuple[int, int], tuple[str, ...]] = {}

    @cached_property
    def _known(self) -> Mapping[str, tuple[TitleRef, ...]]:
        """Every name of the request that a title carries, by its key."""
        for start, cued in self._starts:
            for end in self._ends(start, cued=cued):
                if len(self._spans) >= MOST_SPANS:
                    break
                self._spans[start, end] = self._keys(start, end)
        keys = {key for keys in self._spans.values() for key in keys}
        return self.page.names.known_titles(sorted(keys)) if keys else {}

    @cached_property
    def _starts(self) -> list[tuple[int, bool]]:
        """Where a name may begin, and whether a cue or a list leads to it."""
        page = self.page
        starts = []
        cued, sentence = -1, -1
        for index, token in enumerate(page.tokens):
            if _leads_to_name(page, index):
                cued, sentence = index + _CUE_REACH, token.sentence
            elif token.sentence == sentence and token.low in JOINS:
                cued = index + 3
            behind = index <= cued and token.sentence == sentence
            quoted = index in page.quoted
            name_like = token.capital or token.kind == "number"
            if token.kind != "mark" and (name_like or quoted or behind):
                starts.append((index, behind or quoted or index == 0))
        return starts

    def _ends(self, start: int, *, cued: bool) -> Iterator[int]:
        """Where a name from `start` may end; a name that no cue leads to has capitals."""
        tokens = self.page.tokens
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            last = tokens[end - 1]
            if (
                not cued
                and last.kind == "word"
                and not (last.capital or last.low in _SMALL)
            ):
                return
            yield end

    def _keys(self, start: int, end: int) -> tuple[str, ...]:
        """The keys of a span; none for one that no name can be."""
        tokens = self.page.tokens
        last = tokens[end - 1]
        if last.kind == "mark" and not (last.glued and last.text in "?!+.,)"):
            return ()
        if tokens[start].sentence != last.sentence and end - start > 6:
            return ()
        return tuple(k for k in name_keys(self._raw(start, end)) if k[0] != LOOSE)

    def _raw(self, start: int, end: int) -> str:
        tokens = self.page.tokens
        return self.page.text[tokens[start].start : tokens[end - 1].end]

    def at(self, start: int) -> Iterator[Named]:
        """The names known at `start`, the longest first."""
        page, known = self.page, self._known
        for end in range(min(start + LONGEST, len(page)), start, -1):
            for key in self._spans.get((start, end), ()):
                if (refs := known.get(key)) and page.free(start, end):
                    yield self._chosen(start, self._without_mark(start, end), refs)
                    break

    def _without_mark(self, start: int, end: int) -> int:
        """A closing comma, full stop or unopened bracket is not part of a name."""
        strips = {",", "."} | (set() if "(" in self.page.words(start, end) else {")"})
        while end > start + 1 and self.page.low(end - 1) in strips:
            end -= 1
        return end

    def _chosen(self, start: int, end: int, refs: tuple[TitleRef, ...]) -> Named:
        """The title of the year given with the name, else the best known one."""
        said = " ".join(self._raw(start, end).split()).casefold()
        # a title's first name goes before what another is called as well
        ordered = sorted(
            refs,
            key=lambda r: (r.title.casefold() != said, -(r.popularity or 0.0), r.id),
        )
        year, stop = year_in_name(self._raw(start, end)), end
        if year is None and self.page.low(end) == "(" and self.page.low(end + 2) == ")":
            stop = end + 3
            year = year_in_name(self._raw(start, stop))
        for ref in ordered:
            if year is not None and ref.year == year:
                return Named(start, stop, ref)
        return Named(start, end, ordered[0], len(ordered) - 1)


def _leads_to_name(page: Page, index: int) -> bool:
    """Whether a cue stands at `index`."""
    return any(
        table.at(page.lows, index) is not None for table in (STRONG, WEAK, MAKERS)
    )


# --- what is meant as a name -----------------------------------------------------------


def behind_cue(
    page: Page, finder: TitleFinder, start: int, *, strict: bool
) -> Named | None:
    """A name at `start`, or behind a few fillers such as "the drama"."""
    for at in range(start, min(start + _FILLERS_AHEAD, len(page))):
        for named in finder.at(at):
            if counts(page, named, strict=strict):
                return named
        if not _fills(page, at):
            return None
    return None


def _fills(page: Page, at: int) -> bool:
    """Whether a token may stand between a cue and a name: "3 episodes of"."""
    if page.tokens[at].kind == "number":
        return page.low(at + 1) in {"episodes", "eps", "ep", "seasons", "times"}
    return page.low(at) in FILLERS or page.tokens[at].text in "(\"“'‘*_«《"


def listed(page: Page, finder: TitleFinder, first: Named) -> Iterator[Named]:
    """Further names of a list: "X, Y and Z"."""
    last = first
    for _ in range(30):
        at = last.end
        while at < len(page) and page.tokens[at].text in "\"”'’*_»》":
            at += 1
        joins = 0
        while page.low(at) in JOINS or (joins and page.low(at) in {"also", "the"}):
            joins, at = joins + 1, at + 1
        while at < len(page) and page.tokens[at].text in "\"“'‘*_«《":
            at += 1
        following = next(
            (n for n in finder.at(at) if joins and counts(page, n, strict=False)), None
        )
        if following is None:
            return
        yield following
        last = following


def counts(page: Page, named: Named, *, strict: bool) -> bool:
    """Whether words behind a cue are a name there; `strict` for a weak cue."""
    start, end = named.start, named.end
    if page.quoted.get(start) is not None and page.quoted[start] <= end:
        return True
    single = end - start == 1
    if page.low(end) in _SHOW_NOUNS and single:
        return False
    if single and page.tokens[start].kind == "number":
        return False
    if title_cased(page, start, end):
        return (
            not single or _is_name(page, start, strict=strict) or _renowned(page, named)
        )
    words = sum(token.kind != "mark" for token in page.tokens[start:end])
    if words == 1:
        return not strict and _as_lower(page, start, end)
    if is_phrase(page, start, end) or (
        strict and words < 3 and not numbered(page, start, end)
    ):
        return False
    return _closes(page, end)


def _is_name(page: Page, start: int, *, strict: bool) -> bool:
    """Whether one word with a capital behind a cue is meant as a name."""
    if page.low(start) in _NEVER_NAMES:
        return False
    if strict or page.opens_sentence(start):
        return not is_phrase(page, start, start + 1)
    return True


def _renowned(page: Page, named: Named) -> bool:
    """ "dark and twisty like Stranger": a well-known title, and not just any word."""
    return (
        not page.opens_sentence(named.start)
        and page.low(named.start - 1) == "like"
        and (named.ref.popularity or 0.0) >= _RENOWN
        and page.low(named.start) not in _NEVER_NAMES
        and _closes(page, named.end)
    )


def plain_word(page: Page, start: int) -> bool:
    return page.low(start) in _NOT_ONE_WORD or is_phrase(page, start, start + 1)


def _as_lower(page: Page, start: int, end: int) -> bool:
    low = page.low(start)
    return (
        len(low) > 3
        and low not in _NOT_ONE_WORD
        and not is_phrase(page, start, end)
        and _closes(page, end)
    )


def numbered(page: Page, start: int, end: int) -> bool:
    return any(token.kind == "number" for token in page.tokens[start:end])


def _closes(page: Page, end: int) -> bool:
    return page.ends_clause(end) or page.low(end) in _FOLLOWS_NAME


def is_phrase(page: Page, start: int, end: int) -> bool:
    """Whether the words are a facet's, such as "friends to lovers"."""
    match = lexicon_of(page.vocabulary).at(page.lows, start)
    return match is not None and match[1] >= end


def title_cased(page: Page, start: int, end: int) -> bool:
    """Whether the words are written as a title: capitals but for small words."""
    tokens = page.tokens[start:end]
    if not tokens[0].capital and tokens[0].kind != "number":
        return False
    if page.shouted:
        return False
    return all(
        token.kind != "word" or token.capital or token.low in _SMALL for token in tokens
    )
