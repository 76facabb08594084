"""Words that the vocabulary has for stories, where they mean something else.

"I'm sad" is how the viewer is, "a rainy evening" is when it is watched, "humour me" is a
verb, "for the love of God" an exclamation. `asides` tells whole clauses apart.
"""

from __future__ import annotations

from typing import Final

from ..vocabulary import Facet
from .asides import FAMILY
from .page import Page

_SELF: Final = frozenset(
    "i'm im i i've i'd i'll we'd we'll feeling feel felt am was we're been me makes gets getting".split()
)
_SELF_FILL: Final = frozenset(
    "so very really a bit little quite too just feeling been have had rather super "
    "today currently pretty always be would will only perfectly more than".split()
)
_MOODS_OF_VIEWERS: Final = frozenset({"mood", "pace", "people"})
_OWN: Final = frozenset({"setting", "people"})


_VERBS_TOO: Final = frozenset(
    "fight fights play plays cook look looks judge humour humor surprise".split()
)
_BEFORE_VERBS: Final = frozenset(
    {"don't", "didn't", "won't", "i'll", "we'll", "please"}
)
_AGES: Final = frozenset({"fifty", "sixty", "seventy", "eighty", "ninety"})
_KIN: Final = frozenset("twin twins sibling siblings sister sisters brother".split())
_AFTER_VERBS: Final = frozenset("about over like for with are at into me us".split())


def is_verb(page: Page, start: int, end: int) -> bool:
    """ "What have I overlooked", "critics fight about it": a verb, and not a kind."""
    if end - start > 1:
        return False
    if page.words(start - 1, end + 1) == ["to", "die", "for"]:
        return True
    if page.low(start) in _AGES:
        return True  # "nobody under sixty" is no decade
    if page.low(start) in _DEITIES and _exclaimed(page, start, end):
        return True
    after_pronoun = page.low(start - 1) in {"i", "we", "you"}
    if after_pronoun and page.low(start).endswith("ed"):
        return True
    if page.low(start) == "opposite" and page.low(end) in {"of", "to"}:
        return True
    if page.low(start) in _KIN and page.low(start - 1) in {"its", "their"}:
        return True  # "find me its twin"
    if page.low(start) == "shot" and page.low(end) in {
        "in",
        "on",
        "at",
        "by",
        "around",
    }:
        return True  # where it was made
    if page.low(start) not in _VERBS_TOO:
        return False
    denied = page.low(start - 1) in _BEFORE_VERBS and page.ends_clause(end)
    return denied or page.low(end) in _AFTER_VERBS


_DEITIES: Final = frozenset({"god", "gods", "goodness", "devil", "hell", "angel"})


def _exclaimed(page: Page, start: int, end: int) -> bool:
    """ "For the love of God", "oh God no": said of nobody."""
    before = page.low(start - 1)
    if before == "of":
        return page.low(start - 2) in {"love", "sake"}
    return before in {"my", "oh", "thank", "dear", "good", "by"} or (
        page.low(end) in {"no", "yes", "please", "knows"}
    )


def of_viewer(page: Page, start: int, end: int, facet: Facet) -> bool:
    """ "I'm sad", "feeling stressed": how the viewer is, not what is wished for."""
    if facet.group in _OWN and _own(page, start):
        return True
    if _of_time(page, end, facet) or _my_own(page, start, end):
        return True
    if facet.group not in _MOODS_OF_VIEWERS or end - start > 2:
        return False
    at = start - 1
    while at >= 0 and page.low(at) in _SELF_FILL and page.same_clause(at, start):
        at -= 1
    if at < 0 or not page.same_clause(at, start) or page.low(at) not in _SELF:
        return False
    if page.low(at) in {"i'd", "i'll", "we'd", "we'll"}:
        return "be" in page.words(at + 1, start)
    if page.low(at) == "me" and page.low(at - 1) in {"=", "→"}:
        return True
    if page.low(at) in {"was", "makes", "been", "me"}:
        return page.low(at - 1) in {"i", "i've", "me", "have"}
    return True


_TIMES: Final = frozenset(
    "hour hours evening evenings night nights day days afternoon afternoons morning "
    "mornings week weeks weekend weekends month months monday tuesday wednesday thursday "
    "friday saturday sunday sundays commute commutes shift shifts".split()
)
_WATCHED: Final = frozenset(
    "watch watches drama dramas show shows series viewing binge story film romance".split()
)


def _of_time(page: Page, end: int, facet: Facet) -> bool:
    """ "Five quiet hours", "a rainy evening": the time to watch, and no wish.

    "A cosy evening watch" is one, and so is what plays on one day: "the longest day".
    """
    mood = facet.group in {"mood", "pace"}
    times = mood and page.low(end) in _TIMES
    return times and page.low(end + 1) not in _WATCHED


def _my_own(page: Page, start: int, end: int) -> bool:
    """ "My friends are fond of it": those of the viewer, and no theme."""
    mine = page.low(start - 1) in {"my", "our"}
    return mine and end - start == 1 and page.low(start) in FAMILY


def _own(page: Page, start: int) -> bool:
    """ "My hospital stay", "I have a long winter ahead": the viewer's own life."""
    opens = page.clause_start(start)
    if not {"my", "our"}.isdisjoint(page.words(max(opens, start - 2), start)):
        return True
    if any(
        page.low(at) in _SO or (page.low(at) == "and" and page.low(at + 1) in _SO_AND)
        for at in range(opens + 1, start)
    ):
        return False
    return page.words(opens, opens + 2) in (["i", "have"], ["we", "have"]) or (
        page.low(opens) in {"i've", "i'm", "we're"}
    )


_SO: Final = frozenset({"so", "but"})
_SO_AND: Final = frozenset({"the", "it", "we", "i", "now", "this", "so"})
"""Behind these a clause that opened with the viewer goes on to what is wished for."""
