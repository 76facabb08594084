"""Somebody named by what they did: "the ones Ann Lee did", "what has Ann Lee written"."""

from __future__ import annotations

from typing import Final

from .page import Page
from .tokens import Phrases

_DID: Final = Phrases.table([
    ("did|has done|have done|done|made|has made|is in|was in|appears in|appeared in|"
     "worked on|has worked on|has been in|was part of|took part in|shot|filmed|"
     "put out|turned out|came up with", True),
])  # fmt: skip
_ROLES: Final = frozenset(
    "directed written wrote scripted starred acted penned played directs writes".split()
)
_THE_ONES: Final = frozenset(
    "ones one dramas drama series shows show things stuff titles films everything "
    "anything something whatever all that which kdramas cdramas work works".split()
)


def names_doer(page: Page, start: int, end: int) -> bool:
    """Whether the words at `[start, end)` are who did what is named right before them."""
    return page.low(start - 1) in _THE_ONES and _DID.at(page.lows, end) is not None


def asks_what_was_done(page: Page, cue: int, start: int, end: int) -> bool:
    """ "What has Ann Lee done": the "has" at `cue` asks, and says nothing of a cast."""
    if page.words(cue, start) not in (["has"], ["have"], ["had"]):
        return False
    return _DID.at(page.lows, end) is not None or page.low(end) in _ROLES
