"""What bounds an amount: "no more than 12", "16 tops", "twelve is my ceiling".

A comparison stands before its amount or behind it, may be turned by a negation some
words earlier ("nor run past forty"), and may speak of an amount by "that" ("the machine
takes 40 minutes, nothing longer than that").
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from .amounts import (
    EPISODE_WORDS,
    OPENING,
    Amount,
    amount_at,
    number_at,
    scale_of,
    single_at,
)
from .comparators import AFTER, BEFORE, BOUND_NOUNS, Bound
from .page import Page
from .tokens import Phrases
from .turning import denied_from, refused

_COPULAS: Final = frozenset(
    "is are be as would will was being that's thats it's for has to should must".split()
)
_DETERMINERS: Final = frozenset(
    "a an the my our his her their your absolute very hard strict upper lower outer real "
    "firm total sort kind of".split()
)
"""What may lead from an amount to the noun that bounds it: "is my absolute ceiling"."""
_BETWEEN: Final = frozenset(
    "long in total each altogether overall per an episode ep every episodes eps all told "
    "count apiece of runtime from the first scene to last start finish beginning end them "
    "minute".split()
)
"""Words that may stand between an amount and what bounds it: "12 episodes long, max"."""
_YEARS: Final = range(1900, 2101)
"""Numbers that are years rather than amounts without a unit."""
FLIPPED: Final[dict[Bound, Bound]] = {
    "above": "most", "below": "least", "least": "below", "most": "above",
}  # fmt: skip
_REACHED: Final[dict[str, Bound]] = {
    "before": "below", "by": "most", "at": "most", "until": "most", "till": "most",
    "in": "most", "after": "most", "with": "most", "on": "most",
}  # fmt: skip
"""Behind a verb of ending: "stops before episode 60", "over by twenty"."""
_ENDING: Final = frozenset(
    "stop stops stopped stopping end ends ended ending finish finishes finished "
    "finishing wrap wraps wrapped wrapping conclude concludes concluded over done "
    "complete completes completed quit quits out gone exhausted fades wanes dies expires "
    "evaporates dries".split()
)
_ENDING_FILL: Final = frozenset("it up completely well airing off itself all".split())
_OWN_PAST: Final = frozenset(
    "i've watched seen dropped quit stopped i'm currently finished gave".split()
)
_SEEN: Final = frozenset({"watched", "seen", "i've"})
_OF_TITLE: Final = frozenset("have has be is it been must should that which".split())
"""Before "stopped", these say that the title did, and not the viewer."""
_THAT: Final = frozenset({"that", "this", "those"})
_AS_LONG: Final = Phrases[Bound].table([
    ("that short or shorter|that or shorter|that or less|that or under|that or below|"
     "that or fewer|that many or fewer|that many at most|that long at most|that long or less|"
     "that long and no longer|that long or shorter|that length or shorter|"
     "that length or less|that length at most|that at most|that at the most|that tops|"
     "that at the outside|that size or smaller|that much or less|that max|that maximum|"
     "that and no more|that and no longer|that and not a minute more", "most"),
    ("that long or longer|that or more|that or longer|that many or more|that at least|"
     "that long at least|that length or longer", "least"),
])  # fmt: skip
"""What makes a bound of an amount said before: "twenty minutes ... that short or shorter"."""
_FARTHEST: Final = 40
"""Tokens between "that" and the amount which it speaks of, at most."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """An amount with its comparison, over the tokens of both; None where bare."""

    start: int
    end: int
    amount: Amount
    bound: Bound | None

    def interval(self) -> tuple[float | None, float | None]:
        """The whole numbers that it allows, ends included."""
        low, high = self.amount.low, self.amount.high
        match self.bound:
            case "below":
                return None, math.ceil(high) - 1
            case "most":
                return None, high
            case "above":
                return math.floor(low) + 1, None
            case "least":
                return low, None
            case "about":
                return math.floor(low * 0.8), math.ceil(high * 1.2)
            case _:
                return low, high


def bounded_at(page: Page, start: int) -> Bounded | None:
    """An amount at `start` with the comparison before or behind it."""
    if page.tokens[start].kind != "number" and page.low(start) not in OPENING:
        return None
    amount = amount_at(page, start)
    if amount is None:
        return None
    amount = _borrow_unit(page, amount)
    before = _bound_before(page, amount)
    if before is not None and before[0] not in ("about", "exact"):
        bound = _unless_refused(page, before[0], before[1], amount.end)
        return Bounded(before[1], amount.end, amount, bound)
    if "+" in page.words(amount.start, amount.end):
        return Bounded(start, amount.end, amount, "least")
    if "odd" in page.words(amount.start, amount.end):
        return Bounded(start, amount.end, amount, "about")  # "forty-odd episodes"
    exact = before is not None and before[0] == "exact"
    after = None if exact else bound_behind(page, amount.end)
    begin = before[1] if before is not None else start
    if after is not None:
        bound, end = after
        if amount.unit is None and page.low(end) in EPISODE_WORDS:
            amount = replace(amount, unit="episodes")  # "20 or fewer episodes"
            end += 1
        return Bounded(begin, end, amount, _unless_refused(page, bound, begin, end))
    return Bounded(begin, amount.end, amount, before[0] if before else None)


def _unless_refused(page: Page, bound: Bound, start: int, end: int) -> Bound:
    """ "Anything over 20 episodes is out" is at most twenty."""
    if bound not in _REFUSABLE or page.low(start) in _DENIALS:
        return bound
    return (
        FLIPPED[bound] if refused(page, start, end, above=bound == "above") else bound
    )


_REFUSABLE: Final = frozenset({"above", "below", "least"})
_DENIALS: Final = frozenset("at no not nothing never none neither nor".split())


def numbered(page: Page, amount: Amount) -> bool:
    """Whether an amount is an episode's number: "episode 20"."""
    return page.low(amount.start) in EPISODE_WORDS


def _borrow_unit(page: Page, amount: Amount) -> Amount:
    """ "At least 10 but no more than 16 episodes": the first number has no unit."""
    if amount.unit is not None or page.low(amount.end) not in {"but", "and"}:
        return amount
    if BEFORE.before(page.lows, amount.start) is None or amount.low in _YEARS:
        return amount
    for at in range(amount.end + 1, min(amount.end + 7, len(page))):
        following = single_at(page, at) if page.tokens[at].kind != "mark" else None
        if following is None or following.unit is None:
            continue
        if BEFORE.before(page.lows, at) is None:
            break
        scale = scale_of(page, following)
        low, high = amount.low * scale, amount.high * scale
        return Amount(amount.start, amount.end, low, high, following.unit)
    return amount


# --- before -------------------------------------------------------------------------


def _bound_before(page: Page, amount: Amount) -> tuple[Bound, int] | None:
    at = amount.start
    if page.low(at - 1) in {"a", "the", "an", "my", "our"} and at > 0:
        at -= 1
    if page.low(at - 1) in {"between", "from"} and amount.ranged:
        return "exact", at - 1
    found = _comparison_before(page, at)
    if found is None:
        return _reached(page, amount, at) or _never_reached(page, at)
    bound, start = found
    if numbered(page, amount) and (
        _own_past(page, start)
        or not _SEEN.isdisjoint(page.words(amount.end, amount.end + 4))
    ):
        return None
    return _negated(page, bound, start)


def _comparison_before(page: Page, at: int) -> tuple[Bound, int] | None:
    found = (
        BEFORE.before(page.lows, at) or _noun_before(page, at) or _than_which(page, at)
    )
    if found is None:
        return None
    bound, start = found
    if bound == "about" and page.low(start - 1) in {"what", "how"}:
        return None
    if bound in ("about", "exact"):  # "under about an hour"
        outer = BEFORE.before(page.lows, start)
        if outer is not None and outer[0] not in ("about", "exact"):
            return outer
    return found


_TELLING: Final = frozenset(
    {",", "(", ":", "-", "–", "—", "=", "of", "is", "at", "takes"}
)
_AFTER_THAN: Final = frozenset(
    {"my", "the", "a", "an", "our", "his", "her", "it", "their"}
)


def _than_which(page: Page, at: int) -> tuple[Bound, int] | None:
    """ "No longer than my commute: 35 minutes", "shorter than a match (105 minutes)"."""
    if page.low(at - 1) not in _TELLING:
        return None
    for back in range(at - 2, max(0, at - 9), -1):
        if page.tokens[back].kind == "mark":
            return None
        if page.low(back) == "than" and page.low(back + 1) in _AFTER_THAN:
            return BEFORE.before(page.lows, back + 1)
    return None


_TO_NOUN: Final = frozenset(
    "of is at : = ? - would be being set to has should must will stands comes in total "
    "overall length runtime number count episodes episode eps the whole thing everything "
    "for one my our altogether was as".split()
)


def _noun_before(page: Page, at: int) -> tuple[Bound, int] | None:
    """ "My limit for the whole thing is six hours", "a maximum total of six hours"."""
    back = at - 1
    while back > max(-1, at - 8) and page.low(back) in _TO_NOUN:
        back -= 1
    bound = BOUND_NOUNS.get(page.low(back)) if 0 <= back < at - 1 else None
    if bound is None or page.low(back) in _SUPERLATIVES or page.claimed[back]:
        return None
    return None if page.low(back - 1) in {"age", "speed", "no"} else (bound, back)


_SUPERLATIVES: Final = frozenset(
    "most longest furthest least shortest fewest tops".split()
)


def _negated(page: Page, bound: Bound, start: int) -> tuple[Bound, int]:
    """ "No more than", "nor run past": a negated comparison is turned."""
    if bound not in FLIPPED or page.low(start) in {"at", "max", "maximum", "up"}:
        return bound, start
    denial = denied_from(page, start, above=bound == "above")
    return (bound, start) if denial is None else (FLIPPED[bound], denial)


def _reached(page: Page, amount: Amount, at: int) -> tuple[Bound, int] | None:
    """ "Stops before episode 60", "it must have stopped at 8 episodes"."""
    bound = _REACHED.get(page.low(at - 1))
    if bound is None or amount.unit == "minutes":
        return None
    for back in range(at - 2, max(-1, at - 6), -1):
        if page.low(back) in _ENDING:
            mine = page.low(back) in _OWN_PAST and page.low(back - 1) not in _OF_TITLE
            return None if mine or _own_past(page, back) else (bound, back)
        if page.low(back) not in _ENDING_FILL:
            break
    return None


_REACHING: Final = frozenset(
    "reach reaches reaching hit hits hitting touch touches touching attain attains".split()
)


def _never_reached(page: Page, at: int) -> tuple[Bound, int] | None:
    """ "Episodes that don't hit the hour"."""
    if page.low(at - 1) not in _REACHING:
        return None
    denial = denied_from(page, at - 1, above=True)
    return None if denial is None else ("below", denial)


def _own_past(page: Page, at: int) -> bool:
    """ "I stopped at episode 8": how far the viewer is."""
    words = page.words(max(page.clause_start(at), at - 12), at + 1)
    return ("i" in words and not _OWN_PAST.isdisjoint(words)) or "i've" in words


# --- behind -------------------------------------------------------------------------


def bound_behind(page: Page, end: int) -> tuple[Bound, int] | None:
    """What bounds an amount that ends at `end`, from behind, and where that ends."""
    for at in range(end, min(end + 10, len(page) + 1)):
        found = AFTER.at(page.lows, at) or _noun_at(page, at) or _as_far_as(page, at)
        found = found or _at_the(page, at) or _but_not(page, at, end)
        if found is not None and page.low(found[1]) == "than":
            return None  # "sixteen episodes, no longer than an hour each"
        if found is not None and page.low(found[1]) == "to":
            found = None  # "12 episodes and up to three of us"
        if found is not None and not _other_amount(page, found[1]):
            return _unless_closed(page, found)
        stops = page.low(at) == "." and page.low(at + 1) in _THATS
        if page.low(at) not in _BETWEEN | _MARKS and not stops:
            break
    return None


def _unless_closed(page: Page, found: tuple[Bound, int]) -> tuple[Bound, int]:
    """ "Six episodes, no fewer, no more": two bounds at one number leave nothing else."""
    bound, end = found
    at = end + (page.low(end) in {",", "and", ";"})
    other = AFTER.at(page.lows, at)
    if other is None or {bound, other[0]} != {"most", "least"}:
        return found
    denied = page.low(at) in _DENIALS - {"at"} and not _other_amount(page, other[1])
    return ("exact", other[1]) if denied else found


_EXTENTS: Final = frozenset("long far much many high big".split())
_GOING: Final = frozenset(
    "i i'll i'd i'm we we'll we'd we're can will would could want to go going take do it "
    "gets manage stand handle willing prepared able am are ever possible".split()
)


def _as_far_as(page: Page, at: int) -> tuple[Bound, int] | None:
    """ "Is as long as I'll go", "is as much as we can take"."""
    while page.low(at) in _COPULAS - {"as"} or page.low(at) == "about":
        at += 1
    if page.low(at) != "as" or page.low(at + 1) not in _EXTENTS:
        return None
    if page.low(at + 2) != "as" or page.low(at + 3) not in _GOING:
        return None
    end = at + 3
    while page.low(end) in _GOING:
        end += 1
    return "most", end


_VERY: Final = frozenset("the very v absolute absolutely bare upper".split())
_EDGES: Final[dict[str, Bound]] = {
    **dict.fromkeys(
        "most max maximum outside longest latest limit push utmost uttermost uppermost".split(),
        "most",
    ),
    **dict.fromkeys("least minimum min".split(), "least"),
}


def _at_the(page: Page, at: int) -> tuple[Bound, int] | None:
    """ "At the v most", "at the absolute outside"."""
    if page.low(at) != "at":
        return None
    end = at + 1
    while page.low(end) in _VERY and end < at + 5:
        end += 1
    bound = _EDGES.get(page.low(end))
    return None if bound is None else (bound, end + 1)


def _but_not(page: Page, at: int, amount_end: int) -> tuple[Bound, int] | None:
    """ "20 episodes but not 21"."""
    if page.low(at) not in {"not", "never"} and page.low(at + 1) != "not":
        return None
    begin = at + 1 + (page.low(at) in {"but", "and"})
    more = number_at(page, begin) if begin <= at + 2 else None
    less = number_at(page, amount_end - 2) if amount_end >= 2 else None
    if more is None or less is None or more[0] != less[0] + 1:
        return None
    if page.low(more[1]) in {"not", "nor", "or", "and"}:
        return None  # "not 17, not 15"
    return "most", more[1]


_MARKS: Final = frozenset({"(", ",", "-", "–", ";"})
_THATS: Final = frozenset({"that's", "thats", "that", "it's"})
"""What goes on with an amount in the next sentence: "8 eps. That's my limit."."""


def _noun_at(page: Page, at: int) -> tuple[Bound, int] | None:
    """ "Max", "is my absolute ceiling", "would be the limit"."""
    end = at
    while end < at + 4 and page.low(end) in _COPULAS:
        end += 1
    while end < at + 7 and page.low(end) in _DETERMINERS:
        end += 1
    bound = BOUND_NOUNS.get(page.low(end))
    if bound is None or (end > at and page.low(end) == "tops"):
        return None
    if page.low(end + 1) in {"of", "is", ":"} and end == at:
        return None  # "episodes, limit of 12": of what follows
    if (
        page.low(end) in {"most", "longest", "shortest", "least", "fewest"}
        and end == at
    ):
        return None
    counted = _NUMBER_OF.at(page.lows, end + 1)
    return bound, end + 1 if counted is None else counted[1]


_NUMBER_OF: Final = Phrases.table([
    ("number of episodes|episode count|episodes|eps|for episodes|length|runtime", True),
])  # fmt: skip


def _other_amount(page: Page, at: int) -> bool:
    """Whether a comparison belongs to a number behind it: "12, max 60 minutes"."""
    return number_at(page, at) is not None


# --- "that" -------------------------------------------------------------------------


def read_back(page: Page) -> Iterator[Bounded]:
    """Amounts that a later comparison speaks of: "40 minutes, nothing longer than that".

    The bound's tokens are those of the comparison; the amount stands before it.
    """
    for at in range(1, len(page)):
        if page.claimed[at]:
            continue
        if (within := _due_within(page, at) or _denied_alone(page, at)) is not None:
            yield within
            continue
        if page.low(at) not in _THAT:
            continue
        likewise = _AS_LONG.at(page.lows, at)
        alike = None if likewise is None else _amount_before(page, at)
        if likewise is not None and alike is not None and page.free(at, likewise[1]):
            yield Bounded(at, likewise[1], alike, likewise[0])
            continue
        found = _comparison_before(page, at)
        if found is None or found[0] in ("about", "exact"):
            continue
        bound, start = _negated(page, *found)
        amount = _amount_before(page, start)
        if amount is not None and page.free(start, at + 1):
            yield Bounded(start, at + 1, amount, bound)


_WITHIN: Final = Phrases.table([
    ("by then|before then|by that time|by that point|in there|into there|into it|into that|"
     "in that time|inside that|within that|in that window|in that gap|in that slot", True),
])  # fmt: skip
_OBLIGED: Final = frozenset(
    "must has have should needs need ought may can gotta supposed to".split()
)
_OF_TITLE_DUE: Final = frozenset(
    "it story everything whole series drama show film finale all they episode episodes ep "
    "eps".split()
)
_CLAUSE: Final = 14
"""Tokens before "by then" in which what is due is named."""


def _due_within(page: Page, at: int) -> Bounded | None:
    """ "I nod off after 45 minutes, so every episode has to be through by then"."""
    found = _WITHIN.at(page.lows, at)
    if found is None or not page.free(at, found[1]):
        return None
    said = page.words(max(page.clause_start(at), at - _CLAUSE), at)
    if _OBLIGED.isdisjoint(said) or _OF_TITLE_DUE.isdisjoint(said):
        return None
    amount = _amount_before(page, at)
    if amount is None or amount.unit != "minutes":
        return None
    return Bounded(at, found[1], amount, "most")


_ALONE: Final[dict[str, Bound]] = {
    "longer": "most", "more": "most", "further": "most", "shorter": "least",
    "fewer": "least", "less": "least",
}  # fmt: skip
_LASTING: Final = frozenset(
    "be is are last lasts take takes run runs go goes have has get gets".split()
)


def _denied_alone(page: Page, at: int) -> Bounded | None:
    """ "My dinner takes 35 minutes, and no episode may take longer": than what was said."""
    bound = _ALONE.get(page.low(at))
    if bound is None or not page.ends_clause(at + 1):
        return None
    denial = denied_from(page, at, above=bound == "most")
    if denial is None or page.low(at - 1) not in _LASTING | {"any", "much"}:
        return None
    said = page.words(max(page.clause_start(at), denial - 4), at)
    if (_OF_TITLE_DUE | {"nothing", "none"}).isdisjoint(said):
        return None
    amount = _amount_before(page, denial)
    return None if amount is None else Bounded(denial, at + 1, amount, bound)


def _amount_before(page: Page, at: int) -> Amount | None:
    """The last amount with a unit in the same sentence or the one before."""
    for start in range(at - 1, max(-1, at - _FARTHEST), -1):
        if page.tokens[at].sentence - page.tokens[start].sentence > 1:
            break
        if page.tokens[start].kind != "number" and page.low(start) not in OPENING:
            continue
        amount = amount_at(page, start)
        if amount is not None and amount.unit is not None and amount.high > 1:
            return _from_its_start(page, amount)
    return None


def _from_its_start(page: Page, amount: Amount) -> Amount:
    """The whole of an amount of which the tail was met first: "forty-five minutes"."""
    for start in range(max(0, amount.start - 4), amount.start):
        wider = amount_at(page, start)
        if wider is not None and wider.end == amount.end and wider.unit == amount.unit:
            return wider
    return amount
