"""Numbers, durations and comparisons: "two and a half hours", "no more than 12".

Reads amounts where they stand; what they limit is decided by `lengths` and `years`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .page import Page
from .tokens import Phrases

Unit = Literal["minutes", "episodes"]
Bound = Literal["below", "most", "above", "least", "about", "exact"]

_ONES: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_COUNTS: Final = Phrases.table([
    ("a dozen|one dozen|dozen", 12.0), ("half a dozen|half dozen", 6.0),
    ("two dozen", 24.0), ("a couple of|a couple|couple of|couple", 2.0),
    ("a hundred|one hundred|hundred", 100.0), ("two hundred", 200.0),
    ("a single|single", 1.0), ("half a|half an", 0.5), ("one and a half", 1.5),
])  # fmt: skip
_ARTICLES: Final = frozenset({"a", "an"})
_HALF_AFTER: Final = Phrases.table([("and a half", 0.5)])

UNITS: Final[dict[str, tuple[Unit, float]]] = {
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h", "시간"), ("minutes", 60.0)),
    **dict.fromkeys(("minute", "minutes", "min", "mins", "분"), ("minutes", 1.0)),
    **dict.fromkeys(
        ("episode", "episodes", "ep", "eps", "epis", "회", "부작", "화"),
        ("episodes", 1.0),
    ),
}
_GLUED_UNITS: Final[dict[str, tuple[Unit, float]]] = {"m": ("minutes", 1.0)}

_BEFORE: Final = Phrases[Bound].table([
    ("under|below|less than|fewer than|shorter than|lower than|smaller than|<|"
     "in under|in less than|within less than|not even", "below"),
    ("at most|at the most|max|maximum|maximum of|a maximum of|max of|up to|within|"
     "capped at|limited to|≤|<=|< =|not exceeding|inside|a limit of|limit of|"
     "limit is|limit|fit into|fits into|fit in|fits in|fitting into|fit inside|"
     "no longer than about", "most"),
    ("over|above|more than|longer than|greater than|exceeding|beyond|>|exceed|"
     "exceeds|upwards of|past|go past|goes past|go beyond|goes beyond|go over|goes over|"
     "run over|run past", "above"),
    ("at least|at the least|minimum|minimum of|a minimum of|min|min of|≥|>=|> =|"
     "starting at", "least"),
    ("about|around|roughly|approximately|approx|approx.|circa|~|something like|"
     "close to|more or less", "about"),
    ("exactly|just|only|precisely|no more and no less than", "exact"),
])  # fmt: skip
_AFTER: Final = Phrases[Bound].table([
    ("max|maximum|tops|at most|at the most|at the very most|at the absolute most|"
     "at the longest|to the max|or less|or fewer|or under|or shorter|"
     "or below|or lower|and under|and below|and less|limit|maximum please|"
     "at the outside|at the absolute maximum|is the most|as a maximum|is the limit|is the maximum|is my limit|or fewer please", "most"),
    ("is the minimum|is my minimum|is the least|is a minimum|as a minimum|"
     "at the very least|or more|or longer|or over|minimum|at least|at the least|and up|and over|"
     "and more|and above|plus|or above|+", "least"),
    ("or so|or thereabouts|give or take|ish|roughly|more or less", "about"),
    ("no more and no less|no more no less|not one more not one less|on the dot|sharp",
     "exact"),
])  # fmt: skip
_BETWEEN: Final = frozenset(
    "long in total each altogether overall per an episode ep every episodes eps".split()
)
"""Words that may stand between an amount and what bounds it: "12 episodes long, max"."""
_RANGE_JOINS: Final = frozenset({"-", "–", "—", "to", "or", "until", "till", "~"})
_NEGATORS: Final = frozenset(
    "no not nothing never isn't aren't don't doesn't won't can't cannot shouldn't "
    "mustn't without none".split()
)
_NEGATION_FILL: Final = frozenset(
    "anything it to be go run runs is that are any want something much episodes "
    "far go past beyond over exceed episode eps series drama dramas show shows with have has i last lasting".split()
)
_YEARS: Final = range(1900, 2101)
"""Numbers that are years rather than amounts without a unit."""
_FLIPPED: Final[dict[Bound, Bound]] = {
    "above": "most", "below": "least", "least": "below", "most": "above",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at tokens `[start, end)`: from `low` to `high` of a unit."""

    start: int
    end: int
    low: float
    high: float
    unit: Unit | None

    @property
    def ranged(self) -> bool:
        return self.low != self.high


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


def number_at(page: Page, start: int) -> tuple[float, int] | None:
    """A number in digits or words at `start`, and where it ends."""
    if start >= len(page) or page.claimed[start]:
        return None
    token = page.tokens[start]
    if token.kind == "number":
        return _digits(token.low), start + 1
    if (count := _COUNTS.at(page.lows, start)) is not None:
        return count
    if token.low in _TENS:
        ones = _ONES.get(page.low(start + 1), 0)
        one = 0 < ones < 10
        return _TENS[token.low] * 10.0 + one * ones, start + 1 + one
    if token.low in _ONES:
        return float(_ONES[token.low]), start + 1
    return None


def _digits(written: str) -> float:
    """ "1.5", "1,000", "1,5": a comma before three digits parts thousands."""
    head, comma, tail = written.rpartition(",")
    if comma and len(tail) != 3:
        written = f"{head}.{tail}"
    try:
        return float(written.replace(",", ""))
    except ValueError:  # "1.2.3" is no number
        return math.nan


def amount_at(page: Page, start: int) -> Amount | None:
    """An amount at `start`, with its unit where it has one: "8-12 episodes"."""
    first = _single(page, start)
    if first is None or not math.isfinite(first.low):
        return None
    join = first.end
    if page.low(join) not in _RANGE_JOINS and not _between(page, start, join):
        return first
    second = _single(page, join + 1)
    if second is None or second.unit is None or second.low < first.low:
        return first
    if first.unit not in (None, second.unit):
        return first
    low = first.low if first.unit else first.low * _scale(page, second)
    if low > second.high:
        return first
    return Amount(start, second.end, low, second.high, second.unit)


def _between(page: Page, start: int, join: int) -> bool:
    """ "between 8 and 12": only there does "and" join a range."""
    return page.low(join) == "and" and page.low(start - 1) == "between"


def _scale(page: Page, amount: Amount) -> float:
    """What one of a second number's unit is, so that "1-2 hours" reads as hours."""
    units = (UNITS.get(page.low(i)) for i in range(amount.start, amount.end))
    return next((scale for unit in units if unit for scale in unit[1:]), 1.0)


def _single(page: Page, start: int) -> Amount | None:
    """A number with its units, such as "1h30" or "an hour and a half"."""
    value, after = _counted(page, start)
    if value is None:
        return None
    plus = page.low(after) == "+" and _unit(page, after + 1) is not None
    after += plus  # "50+ episodes"
    unit = _unit(page, after)
    if unit is None:
        return Amount(start, after, value, value, None)
    name, scale = unit
    after += 1
    if (half := _HALF_AFTER.at(page.lows, after)) is not None:
        value, after = value + half[0], half[1]
    value *= scale
    if name == "minutes" and scale == 60.0:
        value, after = _with_minutes(page, value, after)
    return Amount(start, after, value, value, name)


def _counted(page: Page, start: int) -> tuple[float | None, int]:
    """A number, "two and a half", or an article that stands for one: "an hour"."""
    number = number_at(page, start)
    if number is not None:
        value, after = number
        half = _HALF_AFTER.at(page.lows, after)
        if half is not None and _unit(page, half[1]) is not None:
            return value + half[0], half[1]
        return value, after
    if page.low(start) in _ARTICLES and _unit(page, start + 1) is not None:
        return 1.0, start + 1
    if page.low(start) == "half" and _unit(page, start + 1) == ("minutes", 60.0):
        return 0.5, start + 1  # "half-hour episodes"
    hours = _unit(page, start)
    if hours and hours[0] == "minutes" and page.low(start + 1) == "long":
        return 1.0, start  # "hour-long"
    return None, start


def _unit(page: Page, index: int) -> tuple[Unit, float] | None:
    if index >= len(page) or page.claimed[index]:
        return None
    low = page.low(index)
    if low in _GLUED_UNITS and page.tokens[index].glued:
        return _GLUED_UNITS[low]
    return UNITS.get(low)


def _with_minutes(page: Page, value: float, after: int) -> tuple[float, int]:
    """The minutes behind full hours: "1 hour and 30 minutes", "2h30"."""
    at = after + (page.low(after) == "and")
    number = number_at(page, at)
    if number is None or number[0] >= 60:
        return value, after
    minutes, end = number
    unit = _unit(page, end)
    if unit == ("minutes", 1.0):
        return value + minutes, end + 1
    if unit is None and page.tokens[at].glued:
        return value + minutes, end
    return value, after


_OPENING: Final = frozenset({*_ONES, *_TENS, *UNITS}) | _ARTICLES | _COUNTS.firsts
"""Words that an amount without digits opens with."""


def bounded_at(page: Page, start: int) -> Bounded | None:
    """An amount at `start` with the comparison before or behind it."""
    token = page.tokens[start]
    if token.kind != "number" and token.low not in _OPENING:
        return None
    amount = amount_at(page, start)
    if amount is None:
        return None
    amount = _borrow_unit(page, amount)
    before = _bound_before(page, amount)
    if before is not None and before[0] not in ("about", "exact"):
        return Bounded(before[1], amount.end, amount, before[0])
    if "+" in page.words(amount.start, amount.end):
        return Bounded(start, amount.end, amount, "least")
    after = _bound_after(page, amount.end)
    begin = before[1] if before is not None else start
    if after is not None:
        return Bounded(begin, after[1], amount, after[0])
    return Bounded(begin, amount.end, amount, before[0] if before else None)


def _borrow_unit(page: Page, amount: Amount) -> Amount:
    """ "At least 10 but no more than 16 episodes": the first number has no unit."""
    if amount.unit is not None or page.low(amount.end) not in {"but", "and"}:
        return amount
    if _BEFORE.before(page.lows, amount.start) is None or amount.low in _YEARS:
        return amount
    for at in range(amount.end + 1, min(amount.end + 7, len(page))):
        following = _single(page, at) if page.tokens[at].kind != "mark" else None
        if following is None or following.unit is None:
            continue
        if _BEFORE.before(page.lows, at) is None:
            break
        scale = _scale(page, following)
        low, high = amount.low * scale, amount.high * scale
        return Amount(amount.start, amount.end, low, high, following.unit)
    return amount


def _bound_before(page: Page, amount: Amount) -> tuple[Bound, int] | None:
    at = amount.start
    if page.low(at - 1) in {"a", "the", "an"} and at > 0:
        at -= 1
    if page.low(at - 1) == "between" and amount.ranged:
        return "exact", at - 1
    if page.low(at - 1) == "from" and amount.ranged:
        return "exact", at - 1
    found = _BEFORE.before(page.lows, at)
    if found is None:
        return None
    bound, start = found
    if bound == "about" and page.low(start - 1) in {"what", "how"}:
        return None
    if bound in ("about", "exact"):  # "under about an hour"
        outer = _BEFORE.before(page.lows, start)
        if outer is not None and outer[0] not in ("about", "exact"):
            bound, start = outer
    return _negated(page, bound, start)


def _negated(page: Page, bound: Bound, start: int) -> tuple[Bound, int]:
    """ "No more than", "nothing longer than": a negated comparison is turned."""
    if bound not in _FLIPPED or page.low(start) in {"at", "max", "maximum", "up"}:
        return bound, start
    for back in range(start - 1, max(-1, start - 6), -1):
        if page.low(back) in _NEGATORS:
            return _FLIPPED[bound], back
        if page.low(back) not in _NEGATION_FILL:
            break
    return bound, start


def _bound_after(page: Page, end: int) -> tuple[Bound, int] | None:
    for at in range(end, min(end + 5, len(page) + 1)):
        found = _AFTER.at(page.lows, at)
        if found is not None and not _other_amount(page, found[1]):
            return found
        skips = page.low(at) in _BETWEEN or page.low(at) in ("(", ",")
        if not skips:
            break
    return None


def _other_amount(page: Page, at: int) -> bool:
    """Whether a comparison belongs to a number behind it: "12, max 60 minutes"."""
    return number_at(page, at) is not None


def whole(words: Sequence[str]) -> bool:
    """Whether words say that an amount is of the whole title, not of an episode."""
    return any(w in {"total", "altogether", "overall", "all", "whole"} for w in words)
