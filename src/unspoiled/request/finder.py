"""Finds the names of known titles in a request, and tells which are meant as names.

A name counts where its place says that it is one: in quotation marks, behind "like" or
"I loved", or written as a title of several words. A word that merely looks like a
title ("signal", "healing") counts only there, and only written as a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ..names import (
    INITIALS,
    LEAST_INITIALS,
    LEAST_SLIPPED,
    LOOSE,
    name_keys,
    one_slip_from,
    plain_keys,
    plain_words,
    year_in_name,
)
from .cues import ALL_THAT, BEHIND, FILLERS, IS_ALL, JOINS, STRONG, SUGGESTED, WEAK
from .lookup import TitleRef
from .makerwords import makers_at
from .page import Page
from .tokens import Token
from .verdicts import verb_at
from .versions import version_told

LONGEST: Final = 10
"""Tokens of the longest name looked for."""
LONGEST_INITIALS: Final = 8
"""Letters of the longest abbreviation that is looked up."""
MOST_SPANS: Final = 5_000
"""Stretches of words looked up in one request, so that a huge one stays quick."""
FILLERS_AHEAD: Final = 8
_UNTOLD: Final = 0.5
"""What a title's popularity is taken for where the library does not tell it."""
_ADDS: Final = frozenset({"but", "also", "so", "then", "whereas", "while", ">", "<"})
ARTICLES: Final = frozenset({"a", "an", "the"})
SMALL: Final = frozenset(
    "a an the of to in on and or is at for from with by my your our his her it you me "
    "are be as be's".split()
)
NEVER_NAMES: Final = frozenset(
    "it this that them these those one something anything everything nothing him her "
    "she he they we you me what so very much i a an the and more because my god gosh oh "
    "hell heavens lord well yes no please".split()
)
_STOPS: Final = frozenset(",.;:—–-(/")
_LISTING: Final = JOINS | {":"}
_NEVER_ALONE: Final = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
"""Capitals that no name opens with, where nothing leads to one."""


@dataclass(frozen=True, slots=True)
class Named:
    """A title found at tokens `[start, end)`."""

    start: int
    end: int
    ref: TitleRef
    others: int = 0
    """How many other titles carry the same name."""
    dated: bool = False
    """Whether its year stands behind it in brackets: then it is surely a name."""
    owns: bool = False
    """Whether a quality of it is spoken of: "Goblin's humour"."""

    @property
    def renown(self) -> float:
        return _UNTOLD if self.ref.popularity is None else self.ref.popularity


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
        cued = (
            self._cued | self._dated | praised_names(page).keys() | page.quoted.keys()
        ) | self._opening
        starts = []
        for index, token in enumerate(page.tokens):
            behind = index in cued or index == 0
            name_like = token.capital or token.kind == "number"
            if token.kind == "mark" or page.claimed[index]:
                continue
            if behind or (name_like and token.low not in _NEVER_ALONE):
                starts.append((index, behind))
        return starts

    @cached_property
    def _cued(self) -> set[int]:
        """Tokens that a cue leads to, over a few fillers, or the comma of its list."""
        page = self.page
        found: set[int] = set()
        sentence = -1
        for index, token in enumerate(page.tokens):
            for end in _cue_ends(page, index):
                sentence = token.sentence
                found.update(_behind(page, end))
            if token.sentence == sentence and token.low in JOINS:
                found.update(_behind(page, index + 1))
        return found

    @cached_property
    def _opening(self) -> set[int]:
        """Where a clause opens, or what a conjunction adds: "beyond evil = peak"."""
        found: set[int] = set()
        clause = -1
        for index, token in enumerate(self.page.tokens):
            if token.clause != clause or self.page.low(index - 1) in _ADDS | JOINS:
                found.add(index)
            clause = token.clause
        return found

    @cached_property
    def _dated(self) -> frozenset[int]:
        """Tokens from which a name may reach to a year in brackets: "heat (1995)"."""
        page = self.page
        return frozenset(
            start
            for index in range(1, len(page) - 2)
            if page.low(index) == "(" and year_in_name(self._raw(index, index + 3))
            for start in range(max(0, index - LONGEST + 3), index)
        )

    def _ends(self, start: int, *, cued: bool) -> Iterator[int]:
        """Where a name from `start` may end; a name that no cue leads to has capitals."""
        tokens = self.page.tokens
        if self._said_plainly(start) or tokens[start].low in _NEVER_ALONE:
            return
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            last = tokens[end - 1]
            name_like = last.capital or last.kind == "number" or last.low in SMALL
            if last.kind == "word" and not cued and not name_like:
                return
            stops = last.kind == "mark" and last.text in _STOPS
            if stops and not self._goes_on(end) and not self._initials(end):
                yield end
                return
            yield end

    def _said_plainly(self, start: int) -> bool:
        """Whether a word in small letters is so plain that no name opens with it."""
        token = self.page.tokens[start]
        if start in self._dated or start in self.page.quoted:
            return False
        if likened(self.page, start) or self.page.low(start - 1) in _LISTING:
            return False
        return (
            token.low in NEVER_NAMES and not token.capital and token.low not in ARTICLES
        )

    def _goes_on(self, index: int) -> bool:
        """Whether a name may go on behind a mark: "Crazy, Stupid, Love"."""
        if index >= len(self.page):
            return False
        token = self.page.tokens[index]
        return token.capital or token.kind == "number"

    def _initials(self, end: int) -> bool:
        """Whether a full stop parts initials: "d.p."."""
        if not 2 <= end < len(self.page):
            return False
        tokens = self.page.tokens
        letters = len(tokens[end - 2].text) == 1 == len(tokens[end].text)
        return tokens[end - 1].text == "." and letters and tokens[end].glued

    def _keys(self, start: int, end: int) -> tuple[str, ...]:
        """The keys of a span; none for one that no name can be."""
        tokens = self.page.tokens
        last = tokens[end - 1]
        if last.kind == "mark" and not (last.glued and last.text in "?!+.,)"):
            return ()
        if tokens[start].sentence != last.sentence and end - start > 6:
            return ()
        if possessive(self.page, end):
            raw = self._raw(start, end)[:-2]
            owner = tuple(k for k in name_keys(raw) if k[0] != LOOSE)
            return (*self._plain(start, end), *owner)
        return (*self._plain(start, end), *self._initials_of(start, end))

    def _initials_of(self, start: int, end: int) -> tuple[str, ...]:
        """The key by which a lone word is looked up as the initials of a title: "CLOY"."""
        token = self.page.tokens[start]
        if end - start > 1 or token.kind != "word" or not token.text.isascii():
            return ()
        shouting = token.text.isupper() and not self.page.shouted
        least = LEAST_INITIALS if shouting else LEAST_INITIALS + 1
        if not least <= len(token.text) <= LONGEST_INITIALS or not (
            shouting or token.text.islower()
        ):
            return ()
        vocabulary, low = self.page.vocabulary, token.low
        known = (vocabulary.country, vocabulary.language, vocabulary.network)
        if low in plain_words() or any(name(low) is not None for name in known):
            return ()
        return (INITIALS + low,)

    def _plain(self, start: int, end: int) -> tuple[str, ...]:
        """The keys of a span as it is written."""
        pieces = self._pieces[start:end]
        if None not in pieces:
            return plain_keys([piece for piece in pieces if piece])
        raw = self._raw(start, end)
        keys = tuple(k for k in name_keys(raw) if k[0] != LOOSE)
        if "u" in self.page.lows[start:end]:  # "crash landing on u"
            spelled = " ".join("you" if w.lower() == "u" else w for w in raw.split())
            keys += tuple(k for k in name_keys(spelled) if k[0] != LOOSE)
        return keys

    @cached_property
    def _pieces(self) -> list[str | None]:
        """Each token as a word of a key; None where `name_keys` has to look at it."""
        return [_piece(token) for token in self.page.tokens]

    def _raw(self, start: int, end: int) -> str:
        tokens = self.page.tokens
        return self.page.text[tokens[start].start : tokens[end - 1].end]

    def at(self, start: int) -> Iterator[Named]:
        """The names known at `start`, the longest first."""
        for end, refs in self._found.get(start, ()):
            if not self.page.free(start, end) or self._is_plain(start, end):
                continue
            owns = possessive(self.page, end) and not self._literal(start, end)
            if owns and not names_quality(self.page, end):
                continue
            named = self._chosen(start, self._without_mark(start, end), refs)
            if named is not None:
                yield replace(named, owns=owns)

    def _literal(self, start: int, end: int) -> bool:
        """Whether a name ends in "'s" itself."""
        return any(key in self._known for key in self._plain(start, end))

    def _is_plain(self, start: int, end: int) -> bool:
        """ "Anything after 2020", "the director": no titles that are called just so."""
        low = self.page.low(start)
        marks = all(token.kind == "mark" for token in self.page.tokens[start + 1 : end])
        if not marks or self.page.quoted.get(start) is not None:
            return False
        year = len(low) == 4 and low.isdecimal() and low[:2] in {"19", "20"}
        return year or low in {"the", "a", "an"}

    @cached_property
    def _found(self) -> dict[int, list[tuple[int, tuple[TitleRef, ...]]]]:
        """By its first token, where each known name ends, the longest first."""
        known = self._known
        found: dict[int, list[tuple[int, tuple[TitleRef, ...]]]] = {}
        for (start, end), keys in self._spans.items():
            refs = next((known[key] for key in keys if key in known), None)
            if refs is not None:
                found.setdefault(start, []).append((end, refs))
        for ends in found.values():
            ends.sort(key=lambda one: -one[0])
        return found

    def mended(self, start: int, end: int) -> Named | None:
        """The title whose name is one slip of the finger away from a span."""
        slipped = [key for key in self._keys(start, end) if len(key) >= LEAST_SLIPPED]
        for key in slipped:
            near = set(one_slip_from(key))
            if end - start == 1:  # "dinosaurs" is no slip
                near -= {key + "s", key.removesuffix("s")}
            known = self.page.names.known_titles(sorted(near))
            refs = tuple(
                {ref.id: ref for found in known.values() for ref in found}.values()
            )
            if refs and (named := self._chosen(start, end, refs)) is not None:
                written = self._raw(start, end)
                self.page.assume(f"“{written}” is taken as “{named.ref.title}”.")
                return replace(named, others=0)
        return None

    def _without_mark(self, start: int, end: int) -> int:
        """A closing comma, full stop or unopened bracket is not part of a name."""
        strips = {",", "."} | (set() if "(" in self.page.words(start, end) else {")"})
        if self._initials(end - 2) and end - start > 3:
            return end  # "d.p."
        while end > start + 1 and self.page.low(end - 1) in strips:
            end -= 1
        return end

    def _chosen(self, start: int, end: int, refs: tuple[TitleRef, ...]) -> Named | None:
        """The title of the year given with the name, else the best known one.

        None where a year is given and no title of the name is of about that year.
        """
        said = " ".join(self._raw(start, end).split()).casefold()
        ordered = sorted(
            refs,
            key=lambda r: (-_likely(r, said), r.id),
        )
        year, stop = year_in_name(self._raw(start, end)), end
        if year is None and self.page.low(end) == "(" and self.page.low(end + 2) == ")":
            stop = end + 3
            year = year_in_name(self._raw(start, stop))
        if year is None:
            version = version_told(self.page, end, ordered)
            if version is None:
                return Named(start, end, ordered[0], len(ordered) - 1)
            return Named(start, version[0], version[1], dated=True)
        near = [
            (abs(ref.year - year), rank, ref)
            for rank, ref in enumerate(ordered)
            if ref.year is not None and abs(ref.year - year) <= 1
        ]
        if near:
            return Named(start, stop, min(near)[2], dated=True)
        undated = next((ref for ref in ordered if ref.year is None), None)
        return None if undated is None else Named(start, stop, undated, dated=True)


def _likely(ref: TitleRef, said: str) -> float:
    """How likely a name means a title: its own name goes before another's second one.

    Not so far that what nobody knows goes before what everybody calls by that name.
    """
    return (ref.popularity or 0.0) + (
        _OWN_NAME if ref.title.casefold() == said else 0.0
    )


_OWN_NAME: Final = 0.5


def praised_names(page: Page) -> dict[int, int]:
    """Where a clause may open with a name that is praised behind: first, one past last."""
    found: dict[int, int] = {}
    for at in range(1, len(page)):
        behind = BEHIND.at(page.lows, at)
        if behind is None or behind[1] - at < 2:
            continue
        start = page.clause_start(at)
        start += page.low(start) in {
            "and",
            "but",
            "also",
            "so",
            "i",
            "thought",
            "think",
        }
        if 1 <= at - start <= LONGEST:
            found[start] = at
    return found


def possessive(page: Page, end: int) -> bool:
    """Whether the word before `end` is an owner: "Goblin's"."""
    return page.tokens[end - 1].text.endswith(("'s", "’s"))


def names_quality(page: Page, at: int) -> bool:
    """Whether what follows an owner is what a title has: humour, warmth, pacing."""
    return page.low(at) in QUALITIES or (
        page.low(at + 1) in QUALITIES and page.tokens[at].kind == "word"
    )


QUALITIES: Final = frozenset(
    "humour humor wit warmth charm chemistry mood moods tone pacing pace atmosphere "
    "energy feel feeling vibe vibes spirit style look music soundtrack ost dialogue "
    "writing banter heart tenderness tension suspense silliness comedy cosiness coziness "
    "calm calmness sadness darkness magic romance sweetness gentleness quirkiness "
    "bromance friendships friendship kindness melancholy sincerity world worldbuilding "
    "wordplay sass slowness quiet fluff fluffiness craziness chaos intensity grit cast "
    "couple leads plot story storytelling twists script acting cinematography visuals".split()
)
"""What one title may have of another."""


def likened(page: Page, start: int) -> bool:
    """Whether "like" leads here and is no verb: "kinda like my mister"."""
    likes = page.low(start - 1) in {"like", "to", "than"}
    return likes and page.low(start - 2) not in _LIKERS


_LIKERS: Final = frozenset(
    "i we you they would i'd we'd both also really who to".split()
)


def _piece(token: Token) -> str | None:
    if not token.text.isascii():
        return None
    if token.kind == "mark":
        return None if token.text in "&#()[]" else ""
    if token.kind == "number":
        return str(int(token.low)) if token.low.isdecimal() else None
    return None if token.low == "u" else token.text.lower().replace("'", "")


def _cue_ends(page: Page, index: int) -> Iterator[int]:
    """Where cues for a name that stand at `index` end."""
    if page.claimed[index]:
        return
    tables = (SUGGESTED,) if page.system[index] else (STRONG, WEAK)
    if (alike := likeness(page, index)) is not None:
        yield alike
    for table in tables:
        found = table.at(page.lows, index)
        if found is not None:
            yield found[1]
    if not page.system[index] and (maker := makers_at(page.lows, index)) is not None:
        yield maker[1]
    if (verb := verb_at(page, index)) is not None:
        yield verb[2]
    all_that = ALL_THAT.at(page.lows, index)
    if all_that is not None and not IS_ALL.isdisjoint(
        page.words(all_that[1] + 1, all_that[1] + 6)
    ):
        yield all_that[1]  # "everything X is"
    if page.low(index) == "as" and page.low(index + 2) == "as":
        yield index + 3


def likeness(page: Page, start: int) -> int | None:
    """Where "similar feeling to", "the same sort of show as", "similar of" ends."""
    if page.low(start) not in _ALIKE:
        return None
    for at in range(start + 1, min(start + 5, len(page))):
        if page.low(at) in _ALIKE_TO and (at > start + 1 or page.low(start) != "same"):
            ends = page.low(at) == "of" and page.low(at - 1) in _KINDS
            if not ends:
                return at + 1
        elif page.tokens[at].kind == "mark":
            return None
    return None


_ALIKE: Final = frozenset("similar same comparable equivalent alike closest".split())
_ALIKE_TO: Final = frozenset("to as like with of than".split())
_KINDS: Final = frozenset("kind sort type line genre style vein world".split())


def _behind(page: Page, start: int) -> Iterator[int]:
    """`start`, and what follows it for as long as words merely fill."""
    for at in range(start, min(start + FILLERS_AHEAD, len(page))):
        yield at
        if not (fills(page, at) or page.low(at) in JOINS):
            return


def fills(page: Page, at: int) -> bool:
    """Whether a token may stand between a cue and a name: "3 episodes of"."""
    if page.tokens[at].kind == "number":
        return page.low(at + 1) in {"episodes", "eps", "ep", "seasons", "times"}
    return page.low(at) in FILLERS or page.tokens[at].text in "(\"“'‘*_«《"
