"""Time that there is: "my flight is 13 hours", "I have five hours, it must be over by then".

Whatever is wished for has to fit into it: an episode where the request speaks of one
("my break is 40 minutes, an episode has to fit"), else the whole.
"""

from __future__ import annotations

from typing import Final

from ..domain import Fact
from .amounts import EPISODE_WORDS
from .apiece import LONGEST_EPISODE, is_one
from .bounds import Bounded
from .page import Page
from .tokens import Phrases

_JOURNEYS: Final = frozenset(
    "flight flights layover layovers drive journey trip shift commute train plane bus "
    "ferry stopover ride road".split()
)
_MINE: Final = frozenset("my our i i'm i've i'll we we're we've".split())


_FITTING: Final = Phrases.table([
    ("fit|fits|fitting|squeeze|squeezed|finish|finishable|start and finish|be over|"
     "to be over|over by|over before|be done|done by|done before|be finished|finished by|"
     "finished before|reach the end|reach the finale|reach the last episode|the finale|"
     "see the end|see it through|get to the end|get through|gets through|to the end|"
     "until the end|the whole thing|the whole story|all of it|from start to finish|"
     "from beginning to end|wrap up|wrapped up|must end|has to end|should end|needs to end|"
     "must last|should last|may last|can last|complete it|completed by", True),
])  # fmt: skip
_HAD: Final = frozenset(
    "my our have has got i've we've there's takes lasts spare free gives leaves only".split()
)
_NAMED_BREAKS: Final = frozenset(
    "break breaks nap naps lesson recess gap slot window appointment babysitter".split()
)
_TOLD: Final = frozenset({"i", "we", "she", "he", "they", "just", "i've", "already"})


def fitted(page: Page, bounded: Bounded) -> Fact | None:
    """What has to fit into a bare amount of time: an episode, the whole, or nothing."""
    amount = bounded.amount
    if bounded.bound not in (None, "exact") or amount.ranged or page.recalls:
        return None
    if page.low(amount.end) in EPISODE_WORDS or not _is_had(page, bounded.start):
        return None
    sentence = page.tokens[bounded.start].sentence
    for at in range(max(0, bounded.start - _NEAR), min(amount.end + _NEAR, len(page))):
        if not 0 <= page.tokens[at].sentence - sentence <= 1:
            continue
        found = _FITTING.at(page.lows, at)
        if found is None or page.low(at - 1) in _TOLD:
            continue
        one = any(is_one(page, near) for near in range(at - 6, found[1] + 3))
        return "minutes" if one and amount.high <= LONGEST_EPISODE else "total"
    return None


_NEAR: Final = 25
_SENTENCE: Final = 60
"""Tokens of a sentence on either side that are looked at."""


def _is_had(page: Page, start: int) -> bool:
    """Whether an amount of time is the viewer's own: "I have", "my break is"."""
    sentence = page.tokens[start].sentence
    return any(
        page.low(at) in _HAD | _JOURNEYS | _NAMED_BREAKS
        for at in range(max(0, start - 8), min(start + 6, len(page)))
        if page.tokens[at].sentence == sentence
    )


def of_journey(page: Page, bounded: Bounded) -> bool:
    """ "My flight is 13 hours": what is to be seen has to fit into it."""
    near = page.words(bounded.start - 4, bounded.start) + page.words(
        bounded.end, bounded.end + 3
    )
    sentence = page.tokens[bounded.start].sentence
    if bounded.amount.high <= LONGEST_EPISODE and any(
        is_one(page, at) and page.tokens[at].sentence == sentence
        for at in range(bounded.end, min(bounded.end + 20, len(page)))
    ):
        return False  # an episode has to fit into it
    mine = any(
        page.low(at) in _MINE and page.tokens[at].sentence == sentence
        for at in range(
            max(0, bounded.start - _SENTENCE), min(bounded.end + _SENTENCE, len(page))
        )
    )
    lead = any(
        word in {"for", "on", "during"}
        for word in page.words(bounded.start - 6, bounded.start)
    )
    return any(word in _JOURNEYS for word in near) and (mine or lead)
