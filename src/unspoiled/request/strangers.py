"""Names that nobody here knows: asked for all the same, so that no other picks pass for them.

A person or a service that the library does not know is a limit that no title keeps; what
it keeps no facts of, such as a studio, is said not to have been checked.
"""

from __future__ import annotations

from typing import Final

from ..domain import CreditRole, Limit
from ..names import plain_words
from .doings import names_doer
from .negation import modifier_before
from .page import Page
from .people import PERSON_CUES
from .persons import STOP, SYLLABLES, is_facet, names_place
from .tokens import Phrases

_STRONG: Final = Phrases[CreditRole | None].table([
    ("starring|featuring|actor|actress|with actor|with actress|played by|"
     "headlined by|led by", "cast"),
    ("directed by|from director|by director|helmed by", "director"),
    ("written by|screenwriter|by writer|from writer|penned by|scripted by|by screenwriter",
     "writer"),
    ("film by|films by|movie by|movies by|series by|drama by|dramas by|show by|"
     "something by|anything by", None),
])  # fmt: skip
_ON_SERVICE: Final = Phrases.table([
    ("streaming on|streams on|stream on|available on|aired on|airing on|airs on|"
     "broadcast on|shown on|watch it on|watch on|watchable on|exclusively on|only on|"
     "that's on|it's on|is on|are on|i subscribe to|i'm subscribed to|i pay for", True),
])  # fmt: skip
_BY_STUDIO: Final = Phrases.table([
    ("produced by|production by|made by studio|by studio|from studio|a studio", True),
])  # fmt: skip
_NO_SERVICE: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mars earth tv dvd christmas "
    "youtube video island".split()
)


def read_strangers(page: Page) -> None:
    """Note people, services and studios that are named, though nobody knows them."""
    _read_people(page)
    _read_services(page)
    _read_studios(page)


def _read_people(page: Page) -> None:
    """ "Directed by Jane Doe": a name that the library does not know is still asked."""
    for start in range(len(page)):
        strong = _STRONG.at(page.lows, start)
        weak = page.low(start) in {"with", "by"}
        found = strong or (PERSON_CUES.at(page.lows, start) if weak else None)
        if found is None or page.recalls or not page.free(start, found[1]):
            continue
        role, at = found
        end = at
        if page.claimed[at : at + 1] == b"\1":
            continue
        while end < min(at + 4, len(page)) and _name_word(page, end):
            end += 1
        if end == at or is_facet(page, at, at + 1):
            continue
        if not _surely_a_name(page, at, end, strong=strong is not None):
            continue
        _note_stranger(page, start, at, end, role)
    for start in range(1, 0 if page.recalls else len(page)):
        end = start
        while end < min(start + 4, len(page)) and _name_word(page, end):
            end += 1
        if names_doer(page, start, end) and (
            _surely_a_name(page, start, end, strong=False)
            and not is_facet(page, start, start + 1)
        ):
            _note_stranger(page, start, start, end, None)


def _note_stranger(
    page: Page, start: int, at: int, end: int, role: CreditRole | None
) -> None:
    """A limit on whoever is named at `[at, end)` behind the cue at `start`."""
    name = page.raw(at, end)
    modifier = modifier_before(page, start)
    against = modifier is not None and modifier.against
    begin = modifier.start if modifier is not None and against else start
    limit = Limit(
        "person",
        page.raw(begin, end),
        any_of=() if against else (name,),
        none_of=(name,) if against else (),
        role=role,
    )
    page.limit(begin, end, limit, f"Nobody called “{name}” is known here.")


def _surely_a_name(page: Page, start: int, end: int, *, strong: bool) -> bool:
    """Whether capitals behind a cue are a person: "with Ann Lee", not "by Seoul Station"."""
    tokens = page.tokens[start:end]
    if names_place(page, *(token.low for token in tokens)):
        return False
    odd = sum(t.low not in plain_words() and len(t.low) > 1 for t in tokens)
    if strong:
        return len(tokens) > 1 or (odd == 1 and not page.shouted)
    enough = odd == len(tokens) or odd > 1
    return len(tokens) > 1 and enough and not page.shouted


def _name_word(page: Page, index: int) -> bool:
    token = page.tokens[index]
    hyphened = page.text[token.start - 1 : token.start] in ("-", "‐", "‑")
    return (
        token.kind == "word"
        and (token.text[0].isupper() or hyphened)
        and not page.claimed[index]
        and (token.low not in STOP - SYLLABLES or hyphened)
    )


def _read_services(page: Page) -> None:
    """ "Streaming on Plex": a service that no title is known to run on."""
    for start, _, at in () if page.recalls else _ON_SERVICE.places(page.lows):
        end = at
        while end < min(at + 2, len(page)) and _name_word(page, end):
            end += 1
        lows = page.words(at, end)
        known = any(low in plain_words() or low in _NO_SERVICE for low in lows)
        if end == at or known or page.shouted or is_facet(page, at, at + 1):
            continue
        if not page.free(start, end) or names_place(page, *lows):
            continue
        name = page.raw(at, end)
        modifier = modifier_before(page, start)
        against = modifier is not None and modifier.against
        limit = Limit(
            "network",
            page.raw(start, end),
            any_of=() if against else (name,),
            none_of=(name,) if against else (),
        )
        page.limit(start, end, limit, f"Nothing here is known to run on “{name}”.")


def _read_studios(page: Page) -> None:
    """ "By Studio Dragon": who produced a title is not known, which is said."""
    for start, _, at in _BY_STUDIO.places(page.lows):
        end = at
        while end < min(at + 3, len(page)) and _name_word(page, end):
            end += 1
        if end == at or not page.free(start, end):
            continue
        page.claim(start, end, drop=False)
        page.assume(
            f"Who produced a title is not known: “{page.raw(start, end)}” was not checked."
        )
