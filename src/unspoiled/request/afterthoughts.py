"""What is said of wishes once they are said: corrections, and choices among people.

"Lee Tae-ri.. no wait, Kim Tae-ri" takes the first back; "I like A and B equally, one of
them will do" makes one limit of two.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ..domain import Limit
from .page import Page
from .tokens import Phrases

_CORRECTIONS: Final = Phrases.table([
    ("no wait|wait no|oh wait|scratch that|strike that|i meant|i mean|actually|"
     "correction|or rather|on second thought|on second thoughts|no make it|make that|"
     "no make that|let's say|hold on|no sorry|sorry no|nope make it", True),
])  # fmt: skip
_NEAR: Final = 14
"""Tokens on either side of a correction that it speaks of, at most."""
_ONE_OF_THEM: Final = Phrases.table([
    ("one of them will do|one of them is enough|either will do|either would do|"
     "either of them will do|either of them would do|either is fine|either one is fine|"
     "either of them is fine|any of them will do|any of them is fine|"
     "must be one of them|has to be one of them|one of the two|one of these two|"
     "at least one of them|one of them must be in it|one of them has to be in it|"
     "either of them must be in it|don't mind which|don't care which|whichever|"
     "no matter which", True),
])  # fmt: skip
_FARTHEST: Final = 40
"""Tokens between people and what makes a choice of them, at most."""
_TAKEN_BACK: Final = frozenset(
    "scratch wait make actually sorry strike hold rather i it".split()
)


def takes_back(page: Page, at: int) -> bool:
    """Whether a "no" that ends before `at` takes words back: "no, scratch that"."""
    at += page.low(at) in {",", "."}
    if _ONE_OF_THEM.at(page.lows, at + (page.low(at) == "it")) is not None:
        return True
    found = _CORRECTIONS.at(page.lows, at)
    return found is not None and page.low(at) in _TAKEN_BACK


_NO_TELLING: Final = frozenset("i i'm it it's they they're we that that's not".split())


def renames(page: Page, at: int) -> bool:
    """ "Ann Lee? No: Bo Kim": what follows stands in the place of what went before."""
    if page.low(at) != "no" or page.low(at - 1) != "?":
        return False
    behind = at + 2
    told = behind < len(page) and page.tokens[behind].capital
    named = told and page.low(behind) not in _NO_TELLING
    return page.low(at + 1) in {":", "–", "—"} and named


def read_afterthoughts(page: Page) -> None:
    """Take back what was corrected, and join people of whom one will do."""
    for start, _, end in _CORRECTIONS.places(page.lows):
        if not page.claimed[start] or page.low(start) != "i":
            _correct(page, start, end)
    for at in range(1, len(page) - 1):
        if renames(page, at):
            _rename(page, at)
    for start, _, _ in _ONE_OF_THEM.places(page.lows):
        _choose(page, start)


def _correct(page: Page, start: int, end: int) -> None:
    """Drop the limit before a correction that the one behind it replaces."""
    limits = page.notes.limits
    behind = [limit for at, limit in limits if start <= at < end + _NEAR]
    for limit in behind[:1]:
        replaced = [
            noted
            for noted in limits
            if start - _NEAR <= noted[0] < start and _replaces(limit, noted[1])
        ]
        for noted in replaced[-1:]:
            limits.remove(noted)


def _rename(page: Page, at: int) -> None:
    """Drop all that was asked before "no:" and is asked otherwise behind it."""
    limits = page.notes.limits
    behind = [limit for place, limit in limits if at < place < at + _NEAR]
    again = page.raw(at, min(at + _FARTHEST, len(page))).casefold()
    page.notes.limits = [
        noted
        for noted in limits
        if not at - _FARTHEST <= noted[0] < at
        or noted[1].text.casefold() in again
        or not any(_replaces(limit, noted[1]) for limit in behind)
    ]


def _replaces(later: Limit, earlier: Limit) -> bool:
    """Whether one limit is said in the place of another."""
    same = later.fact == earlier.fact and bool(later.none_of) == bool(earlier.none_of)
    return same and later.fact != "facet"


def _choose(page: Page, start: int) -> None:
    """One limit for those people who were named last before `start`."""
    notes = page.notes
    named = [
        (at, limit)
        for at, limit in notes.limits
        if limit.fact == "person" and limit.any_of
    ] + [
        (at, want.limit)
        for at, want in notes.wants
        if want.limit is not None and want.limit.fact == "person"
    ]
    near = sorted(
        (one for one in named if start - _FARTHEST <= one[0] < start),
        key=lambda one: one[0],
    )
    if not near or len({name for _, limit in near for name in limit.any_of}) < 2:
        return
    first = near[0]
    names = tuple(dict.fromkeys(name for _, limit in near for name in limit.any_of))
    roles = {limit.role for _, limit in near}
    text = " … ".join(dict.fromkeys(limit.text for _, limit in near))
    chosen = replace(
        first[1], text=text, any_of=names, role=roles.pop() if len(roles) == 1 else None
    )
    told = [limit for _, limit in near]
    notes.limits = [noted for noted in notes.limits if noted[1] not in told]
    notes.wants = [noted for noted in notes.wants if noted[1].limit not in told]
    notes.limits.append((first[0], chosen))
