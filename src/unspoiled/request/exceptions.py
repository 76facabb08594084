"""What is excepted from a title that is liked: "everything but the ending of X"."""

from __future__ import annotations

from typing import Final

from .facets import lexicon_of
from .page import Page
from .tokens import Phrases

_EXCEPT: Final = Phrases.table([
    ("except for|except|apart from|aside from|minus|other than|save for|but not|"
     "but without|without|but i hated|but hated|but i disliked|but disliked|"
     "but i didn't like|but didn't like|but i did not like|but did not like|"
     "but i didn't love|but not so much|but i didn't enjoy|but didn't enjoy|"
     "but i could do without|but could do without|but i can't stand|"
     "though i hated|though not|though without|excluding|barring|"
     "but i wasn't a fan of|but wasn't a fan of|but i don't like|but don't like|"
     "but please not|but please without|just not|only not|but with none of|with none of",
     True),
])  # fmt: skip
_BEFORE_NAME: Final = Phrases.table([
    ("of|in|from", True),
])  # fmt: skip
_PART: Final = frozenset(
    "ending endings finale beginning start opening middle half part parts pacing pace "
    "plot storyline story subplot acting actor actress lead leads music soundtrack ost "
    "score length tone humour humor jokes dialogue writing script characters character "
    "episodes episode season seasons finales conclusion villain romance cgi effects "
    "setting singing songs scenes scene bits bit stuff twist twists epilogue couple "
    "couples cast directing cinematography editing arc arcs last final melodrama "
    "violence gore sadness drama crying death deaths tears politics".split()
)
_WHOLE: Final = frozenset({"everything", "all"})
_STOP: Final = frozenset(
    "and but or which that because so as i it please , . ; : ( ) with on".split()
)
_MOST_WORDS: Final = 6


def read_exceptions(page: Page) -> None:
    """Note beside each title that is liked what the viewer takes out of it."""
    for at, like in list(page.notes.likes):
        if not like.liked:
            continue
        found = _behind(page, at) or _before(page, at)
        if found is not None:
            start, end = found
            start += page.low(start) in {"the", "its", "a", "that"} and end > start + 1
            page.except_from(like.title_id, page.raw(start, end))


def _behind(page: Page, at: int) -> tuple[int, int] | None:
    """ "X except the ending": what stands behind the name."""
    end = at
    while end < len(page) and page.claimed[end] and page.same_clause(at, end):
        end += 1
    end += page.low(end) in {",", ")", "”", '"'}
    found = _EXCEPT.at(page.lows, end)
    whole = any(word in _WHOLE for word in page.words(page.clause_start(at), end))
    if found is None and whole and page.low(end) == "but":
        found = True, end + 1  # "everything about X but the age gap"
    if found is None:
        return None
    return _part(page, end, found[1])


def _before(page: Page, at: int) -> tuple[int, int] | None:
    """ "Everything except the ending of X": what stands before the name."""
    for start in range(max(page.clause_start(at), at - 12), at):
        found = _EXCEPT.at(page.lows, start)
        if found is None:
            continue
        for end in range(found[1] + 1, at + 1):
            leads = _BEFORE_NAME.at(page.lows, end)
            words = page.words(found[1], end)
            if leads is not None and any(word in _PART for word in words):
                page.claim(start, end)
                return found[1], end
    return None


def _part(page: Page, start: int, begin: int) -> tuple[int, int] | None:
    """The words behind "except", where they name a part of a title."""
    end = begin
    while (
        end < len(page)
        and end - begin < _MOST_WORDS
        and page.low(end) not in _STOP
        and page.tokens[end].kind != "mark"
    ):
        end += 1
    part = any(word in _PART for word in page.words(begin, end))
    if not part and page.low(begin) != "the":
        return None
    if not _is_wish(page, begin, end):
        page.claim(start, end)
    return begin, end


def _is_wish(page: Page, start: int, end: int) -> bool:
    """Whether what is excepted is also a wish of its own: "without the sad parts"."""
    lexicon = lexicon_of(page.vocabulary)
    keys = [
        found[0] for at in range(start, end) if (found := lexicon.at(page.lows, at))
    ]
    return any(not key.startswith(("craft:", "ending_tone:")) for key in keys)
