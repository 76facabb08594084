"""Tells whether a request looks for a title whose name is forgotten.

It may ask for it ("what was that film in which ..."), point at it ("the Netflix one
where ..."), name whom it was heard of from, or merely tell the story: `evidence` weighs
that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .evidence import evidence, remembers
from .lexicon import lexicon_of
from .makerwords import makers_at
from .memories import (
    ASKS,
    HEARD,
    LEAST_ASKED,
    LEAST_TOLD_LONG,
    LEAST_TWO,
    LIKENED,
    LONG_ASKED,
    NOUN_SET,
)
from .page import Page
from .verdicts import verb_at


def is_recollection(page: Page) -> bool:
    words = sum(token.kind == "word" for token in page.tokens)
    if _asks(page) or _asks_for_name(page) or _points(page):
        return words < LONG_ASKED or evidence(page) > LEAST_ASKED
    if words < LEAST_TWO or _by_maker(page):
        return False
    return remembers(page) or (words >= LEAST_TOLD_LONG and evidence(page) > 0)


def _by_maker(page: Page) -> bool:
    """ "What did the guy who directed X make": asked by who made it, not remembered."""
    return any(
        (found := makers_at(page.lows, at)) is not None
        and found[0] in (("director",), ("writer",))
        for at in range(len(page))
    )


_WHERE: Final = frozenset({"where", "which", "whose", "wherein"})
_NAMING: Final = frozenset(
    {"title", "name", "called", "titled", "named", "제목", "제목이"}
)
_ASKED_WITH: Final = frozenset(
    "what what's whats which ? please anyone anybody know tell forgot forgotten forget "
    "can't remember recall its it's nga ano was is need want after looking seek".split()
)
_BEST: Final = frozenset({"best", "most", "better", "good", "great", "no", "any"})
_POINTING: Final = frozenset({"the", "that", "this", "those"})
_INDEFINITE: Final = frozenset(
    "a an any some something anything another more other every each no similar like such".split()
)
_WHAT_IS_IT: Final = (
    ["what", "is", "it"], ["what", "was", "it"], ["which", "is", "it"],
    ["which", "one", "is", "it"], ["which", "one", "was", "it"], ["what", "is", "this"],
)  # fmt: skip
LONGEST_ASKING: Final = 9
"""Tokens of the longest clause that does nothing but ask for the name."""
_TO_LINK: Final = 14
"""Tokens from "the one" within which "where" tells the story: "with X, ten episodes,"."""


def _asks(page: Page) -> bool:
    """Whether a phrase asks for a title seen once; "which show has the best music" no."""
    return any(
        _BEST.isdisjoint(page.words(end, end + 2)) and not _judged_before(page, start)
        for start, _, end in ASKS.places(page.lows)
    )


def _judged_before(page: Page, start: int) -> bool:
    """ "Something like the one where", "obsessed with the one where": known, not sought."""
    if page.low(start - 1) == "like":
        return True
    return any(
        (found := verb_at(page, at)) is not None and found[2] == start
        for at in range(max(0, start - 3), start)
    )


def _asks_for_name(page: Page) -> bool:
    """ "There was a Korean series in which ...", "... Title?", "drama with X where"."""
    for start, end in _clauses(page):
        if only_asks(page, start, end):
            return True
    for at in range(len(page)):
        if page.low(at - 1) in {"is", "are", "isn't", "aren't"}:
            continue  # "is there a drama in which"
        if page.low(at) in {"there", "there's"} and any(
            word in NOUN_SET for word in page.words(at + 1, at + 8)
        ):
            return any(word in _WHERE for word in page.words(at + 2, at + 11))
    return _names_who_and_what(page) or _heard_of(page)


def _heard_of(page: Page) -> bool:
    """ "A friend told me about a Netflix show where ..."."""
    for _, _, end in HEARD.places(page.lows):
        noun = next(
            (
                at
                for at in range(end, min(end + 7, len(page)))
                if page.low(at) in NOUN_SET
            ),
            None,
        )
        if noun is not None and not _WHERE.isdisjoint(page.words(noun + 1, noun + 4)):
            return True
    return False


def _clauses(page: Page) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(page) + 1):
        if index == len(page) or page.tokens[index].clause != page.tokens[start].clause:
            yield start, index
            start = index


def only_asks(page: Page, start: int, end: int) -> bool:
    """Whether a clause only asks for the name: "what's that called", "title pls"."""
    words = page.words(start, end)
    if [word for word in words if word.isalpha()] in _WHAT_IS_IT and "?" in page.words(
        start - 1, end + 1
    ):
        return True
    if len(words) > LONGEST_ASKING or _NAMING.isdisjoint(words):
        return False
    return len(words) < 3 or not _ASKED_WITH.isdisjoint(words)


def _points(page: Page) -> bool:
    """ "The Netflix one where ...", "that drama with X in which ...", "thai one where"."""
    if any(True for _ in LIKENED.places(page.lows)):
        return False
    for start, end in sentences(page):
        if _names_sought(page, start, end):
            return True
        found = lead_of(page, start, end)
        if found is None:
            continue
        noun = found[0]
        ahead = page.words(max(start, noun - 5), noun)
        if not _NAMING.isdisjoint(ahead):
            return True
        if any(word in _INDEFINITE for word in ahead):
            continue
        if _judged_before(page, max(start, noun - 1)):
            continue
        pointed = any(word in _POINTING for word in ahead)
        described = page.low(noun) == "one" and _describes(page, noun - 1)
        if pointed or described or _old(ahead):
            return True
    return False


def _describes(page: Page, at: int) -> bool:
    """Whether a word tells which one is meant: "thai one", "the Netflix one"."""
    low, vocabulary = page.low(at), page.vocabulary
    known = (vocabulary.country, vocabulary.language, vocabulary.network)
    named = len(low) > 2 and any(name(low) is not None for name in known)
    if named or page.tokens[at].kind == "number":
        return True
    if low in {"love", "like", "want", "need"}:
        return False
    return lexicon_of(vocabulary).at(page.lows, at) is not None or low in _TELLS_WHICH


_TELLS_WHICH: Final = frozenset(
    "old older early late weird strange animated foreign famous black white silent "
    "nineties eighties seventies noughties s sageuk historical period".split()
)


def _names_sought(page: Page, start: int, end: int) -> bool:
    """ "The title of that Thai show with the ghost"."""
    return any(
        page.low(at) in {"title", "name"}
        and page.low(at + 1) == "of"
        and not NOUN_SET.isdisjoint(page.words(at + 2, min(end, at + 7)))
        for at in range(start, end)
    )


def _old(words: list[str]) -> bool:
    return bool(words) and words[0] == "old"


def lead_of(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence names what is sought, and the link from which it tells of it."""
    for noun in range(start, min(end, start + _TO_LINK)):
        if page.low(noun) not in NOUN_SET:
            continue
        for link in range(noun + 1, min(end, noun + _TO_LINK)):
            if page.low(link) in _WHERE:
                return noun, link
            if page.low(link) in _TELLING:
                break
    return None


_TELLING: Final = frozenset({"has", "had", "about", "who", "what"})
"""Words behind which the story has begun already."""


def _names_who_and_what(page: Page) -> bool:
    """ "Drama with Park Bo-young where a timid assistant ...": a title that is known."""
    words = page.words(0, 3)
    if (
        not words
        or words[0] not in NOUN_SET
        or words[1:2] not in (["with"], ["starring"])
    ):
        return False
    capital = len(page) > 2 and page.tokens[2].capital
    return capital and any(word in _WHERE for word in page.words(3, 9))


def sentences(page: Page) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(page) + 1):
        if (
            index == len(page)
            or page.tokens[index].sentence != page.tokens[start].sentence
        ):
            yield start, index
            start = index
