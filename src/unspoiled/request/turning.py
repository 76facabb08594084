"""What turns a comparison round: a denial before it, or a refusal around or behind it.

"No ep over an hour", "by no means longer than", "anything above 24 episodes I skip",
"if it's longer than ten hours, don't bother": all of them are at most so much.
"""

from __future__ import annotations

from typing import Final

from .negation import modifier_before
from .page import Page
from .ruling import ruling_behind
from .tokens import Phrases

_NEGATORS: Final = frozenset(
    "no not nothing never isn't aren't don't doesn't won't can't cannot shouldn't nor "
    "mustn't without none wasn't didn't couldn't wouldn't hasn't haven't neither nobody "
    "needn't oughtn't shan't".split()
)
_QUITTING: Final = frozenset(
    "stop stops quit quits bail bails drop drops lose loses lost tune tunes fade fades "
    "flag flags tire tires give gives tap taps hate hates loathe refuse refuses avoid "
    "excluding skip dread dreads".split()
)
"""Whoever does this past an amount has that much in them: "she gives up past 20"."""
_FILL: Final = frozenset(
    "anything it to be been being go goes going gone went run runs ran running is that are "
    "any want something much episodes far past beyond over exceed episode eps ep series drama "
    "dramas show shows with have has had i last lasts lasted lasting long should must can "
    "may might will would circumstances circumstance account case event way under on in "
    "take takes taking stretch stretches stretching drag drags dragging reach reaches come "
    "comes get gets clock clocks up out interest watching one single an a the this which "
    "even further of at all me for if when once made us watch see sit through touch start "
    "begin who whose do things thing stuff ones really feel like ever also means by hour "
    "hours minute minutes second seconds day part parts chapter chapters instalment "
    "installment title titles kdrama kdramas cdrama cdramas please them whatsoever total "
    "there commit committing sign invest whose their suggest suggesting recommend offer pick picks list length runtime airing attention "
    "patience focus we you they any's".split()
)
_FARTHEST: Final = 10


def denied_from(page: Page, start: int, *, above: bool) -> int | None:
    """Where the denial begins that turns the comparison at `start`; None without one.

    `above`: whether the comparison asks for more, which quitting turns as well.
    """
    for back in range(start - 1, max(-1, start - _FARTHEST), -1):
        low = page.low(back)
        if low in _NEGATORS:
            return None if _is_double(page, back) else back
        if above and low in _QUITTING:
            return back
        if low not in _FILL and not _is_verb(page, back):
            return None
    return None


_BEFORE_VERBS: Final = frozenset(
    "that which to would will could may can must should might won't wouldn't can't "
    "cannot doesn't don't shouldn't mustn't shan't".split()
)


def _is_verb(page: Page, at: int) -> bool:
    """Whether an unknown word stands where a verb does: "nothing that would cost me"."""
    return page.tokens[at].kind == "word" and page.low(at - 1) in _BEFORE_VERBS


def _is_double(page: Page, at: int) -> bool:
    """ "Why not over 20", "not only", "if not more than": no denial."""
    return page.low(at - 1) in {"why", "if"} or page.low(at + 1) in {"only", "just"}


_REFUSALS: Final = Phrases.table([
    ("is too much|is too many|is too long|are too much|are too many|are too long|"
     "is no good|is no use|won't do|will not do|is wasted on|i skip|i'll skip|we skip|"
     "i pass|i'll pass|i drop|i won't|i will not|we won't|i don't|i refuse|i ignore|"
     "i give up|i lose|loses me|lose me|puts me|put me off|kills me|kill me|scares me|"
     "scare me|bores me|is beyond|is pointless|is a dealbreaker|is a deal breaker|"
     "is out|are out|gets dropped|gets skipped|doesn't work|does not work|don't work|"
     "doesn't interest|does not interest|is not for|isn't for|don't bother|"
     "is more than i|and i'm out|and i'm gone|and we're out|and i quit|and i stop|"
     "and i drop|and i lose|is a no|counts me out|i'm out|i'm not interested|"
     "not interested|is of no interest|is unacceptable|no thanks|no thank you|no deal|"
     "you can count me out|you can count us out|it's a no|it's a nope|that's a no|"
     "that's a nope|it's a pass|that's a pass|it is a no|then no|then nope|you've lost me|"
     "you lose me|i'm gone|we're out|no chance|"
     "forget it|skip it|count me out|spare me|i shan't|we shan't|i shall not|i wouldn't|"
     "we wouldn't|i can't be bothered|i cannot be bothered|i can't be doing|not bothering|"
     "i'm not bothering|no point|leave it|i leave|i switch off|i can't|we can't|i cannot|"
     "i'd rather not|i would rather not|i fall asleep|i nod off|i lose interest", True),
])  # fmt: skip
"""Whoever says this of so much wants no more of it, or no less."""
_WELCOMES: Final = frozenset("mind care object complain say necessarily".split())
"""Behind "I don't", these refuse nothing."""
_REFUSED_LATER: Final = 9
"""Tokens behind a comparison within which it is refused, at most."""


def refused(page: Page, start: int, end: int, *, above: bool) -> bool:
    """Whether what is at `[start, end)` is refused by words around or behind it.

    `above`: whether it is more of something, of which one has enough in more words.
    """
    if start < len(page) and page.ruled_out[start]:
        return True
    disliked = modifier_before(page, start)
    if disliked is not None and disliked.against and disliked.degree == 1.0:
        return True
    ruling = ruling_behind(page, end)
    if ruling is not None:
        return ruling.against and (ruling.hard or ruling.plain)
    if not above:
        return False
    closes = page.tokens[end - 1].sentence
    for at in range(end, min(end + _REFUSED_LATER, len(page))):
        if page.tokens[at].sentence != closes and page.low(at - 1) != "?":
            return False
        found = _REFUSALS.at(page.lows, at)
        if found is not None:
            return page.low(found[1]) not in _WELCOMES and _leads(page, start, at)
        if page.low(at) in _PARTS or page.tokens[at].kind == "number":
            return False
    return False


_PARTS: Final = frozenset(
    "but because since though although so while unless ; .".split()
)


def _leads(page: Page, start: int, refusal: int) -> bool:
    """Whether a comparison is what a refusal speaks of: it opens its clause or has an "if"."""
    opens = page.clause_start(start)
    if page.tokens[refusal].clause == page.tokens[start].clause:
        before = page.words(opens, start)
        return all(word in _OPENERS for word in before) or not _IFS.isdisjoint(before)
    return page.low(refusal - 1) == "?" or not _IFS.isdisjoint(page.words(opens, start))


_IFS: Final = frozenset(
    "if when once whenever whatever anything whichever everything".split()
)
_OPENERS: Final = _IFS | frozenset(
    "something a an the any it it's its is are that that's which things ones dramas drama series "
    "shows show episodes made from of and as with lasting running korean".split()
)
