"""Whether something that may happen in a story is refused: "if anybody dies, I'm out".

`negation` reads "no" and its like right before a word, `ruling` what stands around or
behind it. A wish about how a story goes is also refused from afar: by a negator earlier
in the clause ("let it not have a tragic ending"), by a verb ("spare me the child abuse")
or by a condition of any form ("it ends badly and I will riot").
"""

from __future__ import annotations

from typing import Final

from .page import Page
from .ruling import ruling_around, ruling_behind
from .tokens import Phrases

_NEGATORS: Final = frozenset(
    "neither nobody none never without nothing no not doesn't don't isn't aren't mustn't "
    "shouldn't can't cannot couldn't won't wouldn't needn't nor zero minus sans hardly "
    "avoid avoiding spare hate skip refuse except excluding less".split()
)
_BREAKS: Final = frozenset({"but", "because", "so", "instead"})
_ONLY: Final = frozenset(
    {"only", "just", "mind", "matter", "care", "problem", "unless"}
)
"""Words behind a negator that take the denial back: "not only", "don't mind"."""
_CONDITIONS: Final = frozenset({"if", "when", "whenever", "once", "where", "unless"})
_OUT: Final = Phrases.table([
    ("i'm out|we're out|i am out|we are out|count me out|count us out|i will riot|"
     "i'll riot|i riot|i quit|we quit|i'll quit|i stop|we stop|i'll stop|i'm done|"
     "we're done|i'll pass|we'll pass|i pass|we pass|hard pass|no thanks|no thank you|"
     "no deal|not for me|not for us|deal breaker|dealbreaker|i walk|i'll walk|we walk|"
     "don't bother|skip it|forget it|leave it|leave it out|off the list|i'd rather not|"
     "i won't watch|we won't watch|i won't forgive|i'll be upset|i'll be mad|i'm mad|"
     "i'll be furious|i'll scream|i'll cry|i'm gone|we're gone|i can't|we can't|"
     "i couldn't|turn it off|switch it off|i switch off|i turn it off|you lose me|"
     "you've lost me|you lost me|that's a no|it's a no|then no|i'm not watching|"
     "we're not watching|i don't want it|we don't want it|keep it away|not interested|"
     "i'm leaving|i leave|i will not watch|no go|i refuse|i give up|i'll throw|"
     "i will throw|i'll sue|i'm suing|tell me not to|warn me|i'd hate it|i hate it", True),
])  # fmt: skip


def refused(page: Page, start: int, end: int) -> bool:
    """Whether the words at `[start, end)` name what the viewer will not have."""
    ruled = ruling_around(page, start) or ruling_behind(page, end)
    return (
        ruled is not None
        or denied_ahead(page, start)
        or _condition(page, start)
        or _beyond_bearing(page, end)
    )


_BEYOND: Final = Phrases.table([
    ("too close to home|close to home|too close for comfort|more than i can take|"
     "more than i can bear|more than i can handle|too much for me|too much for us|"
     "too raw|still too raw|too painful for me|out of the question|off the table", True),
])  # fmt: skip


def _beyond_bearing(page: Page, end: int) -> bool:
    """ "Someone dying of an illness is too close to home"."""
    last = min(page.clause_end(end - 1), end + _WIDEST)
    return any(_BEYOND.at(page.lows, at) is not None for at in range(end, last))


_WIDEST: Final = 40
"""Tokens around a wish within which it may be refused."""


def _first(page: Page, start: int) -> int:
    """Where the clause of a wish begins, no farther back than is looked."""
    return max(page.clause_start(start), start - _WIDEST)


def denied_ahead(page: Page, start: int) -> bool:
    """ "In which neither of them turns out to be ill", "spare me anything with it"."""
    for at in range(start - 1, _first(page, start) - 1, -1):
        low = page.low(at)
        if low in _BREAKS:
            return False
        if low in _NEGATORS and page.low(at + 1) not in _ONLY:
            return True
    return False


def _condition(page: Page, start: int) -> bool:
    """ "If it ends badly I will riot", "count us out if somebody cheats"."""
    opens = _first(page, start)
    if _CONDITIONS.isdisjoint(page.words(opens, start)):
        return False
    sentence = page.tokens[start].sentence
    at = opens
    while at > max(0, start - _WIDEST) and page.tokens[at - 1].sentence == sentence:
        at -= 1
    last = min(len(page), start + _WIDEST)
    while at < last and page.tokens[at].sentence == sentence:
        if _OUT.at(page.lows, at) is not None:
            return True
        at += 1
    return False
