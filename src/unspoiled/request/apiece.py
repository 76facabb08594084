"""Whether an amount is of one episode: "45 minutes each", "an episode may not run past ..."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .amounts import EPISODE_WORDS, number_word, whole
from .bounds import Bounded
from .page import Page
from .tokens import Phrases

LONGEST_EPISODE: Final = 180
"""An amount over this is never of one episode."""
_PER_EPISODE: Final = Phrases.table([
    ("per episode|an episode|each episode|every episode|a episode|per ep|an ep|"
     "each ep|/ episode|/ ep|each|apiece|a piece|episode|episodes|eps|ep|"
     "for each episode|for an episode|of runtime per episode", True),
])  # fmt: skip
_SKIP_TO_EPISODE: Final = frozenset(
    "long max maximum tops or less at most on average ( roughly".split()
)
_FROM_EPISODE: Final = frozenset(
    "lenght lenghts has of that are be is being with which run running runs last lasting lasts at length "
    "lengths runtime runtimes duration should must to not no longer shorter than under "
    "below over about around only have has can't don't shouldn't : = max long time "
    "exceed do each every under".split()
)


def per_episode_end(page: Page, bounded: Bounded) -> int | None:
    """Where the words end that say an amount is of one episode; None if it is not."""
    after = bounded.amount.end
    for at in range(after, min(after + 5, len(page))):
        found = _PER_EPISODE.at(page.lows, at)
        if found is not None and page.low(found[1]) not in _TIMES:
            return max(found[1], bounded.end)
        if page.low(at) not in _SKIP_TO_EPISODE:
            break
    if whole(page.words(after, after + 3)):
        return None
    if page.low(bounded.start - 1) in {"each", "apiece"}:
        return bounded.end
    if speaks_of_one(page, bounded.start, bounded.end):
        return bounded.end
    for at in range(bounded.start - 1, max(-1, bounded.start - 8), -1):
        if page.low(at) in EPISODE_WORDS:
            return bounded.end
        if page.low(at) not in _FROM_EPISODE:
            break
    return None


_TIMES: Final = frozenset("way ways day night morning evening direction time".split())
"""Behind "each", these say that it is not each episode."""
_ONE: Final = frozenset("a an one single each every per any no individual".split())
_LEADS_ON: Final = frozenset({"(", ",", ":", "-", "–"})


def speaks_of_one(page: Page, start: int, end: int) -> bool:
    """Whether the clause of an amount speaks of an episode, rather than of so many."""
    opens, closes = page.clause_start(start), page.clause_end(end - 1)
    opens = _past_that_is(page, opens, start)
    if opens > 0 and start - opens <= 1 and page.low(opens - 1) in _LEADS_ON:
        opens = max(page.clause_start(opens - 1), opens - 5)
    if whole(page.words(opens, closes)):
        return False
    return any(
        is_one(page, at)
        for at in (
            *_until_parted(page, range(start - 1, max(opens, start - 14) - 1, -1)),
            *(at for at in range(start, end) if page.low(at - 1) in _ONE),
            *_until_parted(page, range(end, min(closes, end + 10))),
        )
    )


_THAT_IS: Final = frozenset("i e ie i.e that is meaning say namely so . ,".split())


def _past_that_is(page: Page, opens: int, start: int) -> int:
    """ "Episodes don't hit the hour, i.e. 59 minutes": of what the clause before says."""
    back = start
    while back > max(0, start - 6) and page.low(back - 1) in _THAT_IS:
        back -= 1
    led = page.words(back, start)
    told = [word for word in led if word not in ",."][-2:] == [
        "that",
        "is",
    ] or not _ID_EST.isdisjoint(led)
    return page.clause_start(back - 1) if told and back > 0 else opens


_ID_EST: Final = frozenset({"i.e", "ie", "e", "meaning", "namely"})


_PARTING: Final = frozenset("so but because since then while although".split())


def _until_parted(page: Page, places: Iterable[int]) -> Iterator[int]:
    """The places up to a word that opens another thought."""
    for at in places:
        if page.low(at) in _PARTING:
            return
        yield at


def is_one(page: Page, at: int) -> bool:
    """ "An episode", "each part", "the chapters", and not "sixteen episodes"."""
    low, before = page.low(at), page.low(at - 1)
    if low in {"part", "parts", "one"}:
        return before in {"each", "every"} or (low != "one" and before == "per")
    if low not in EPISODE_WORDS or before == "other":
        return low == "each" and page.low(at + 1) in {"", ",", ".", "should", "must"}
    if before in {"whole", "full", "complete", "entire"}:
        before = page.low(at - 2)
    if before in _ONE or page.words(at - 2, at) == ["a", "single"]:
        return True
    counted = page.tokens[at - 1].kind == "number" if at else False
    return not counted and number_word(before) is None and before not in _FEW


_FEW: Final = frozenset("few fewer many more less several dozen hundred of".split())
