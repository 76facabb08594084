"""Numbers and durations in digits and words: "two and a half hours", "8-12 episodes".

Reads amounts where they stand; how they are bounded is read by `bounds`, and what they
limit is decided by `lengths` and `years`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal

from .page import Page
from .tokens import Phrases

Unit = Literal["minutes", "episodes"]

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
    ("a couple of|a couple|couple of|couple", 2.0),
    ("a hundred|one hundred|hundred", 100.0), ("a single|single", 1.0),
    ("half a|half an", 0.5), ("one and a half", 1.5),
])  # fmt: skip
_ARTICLES: Final = frozenset({"a", "an"})
_PARTS_AFTER: Final = Phrases.table([
    ("and a half", 0.5), ("and a quarter", 0.25), ("and three quarters", 0.75),
])  # fmt: skip
_PARTS_OF: Final = Phrases.table([
    ("half of an|half of one|half an|half a|half", 0.5),
    ("a quarter of an|quarter of an|a quarter", 0.25),
    ("three quarters of an|three quarter of an|3 quarters of an|three quarters", 0.75),
    ("two thirds of an", 2 / 3), ("a third of an", 1 / 3),
])  # fmt: skip
"""Parts of what follows: "three quarters of an hour"."""

EPISODE_WORDS: Final = frozenset(
    "episode episodes ep eps epis chapter chapters instalment instalments installment "
    "installments".split()
)
_PARTS_OF_TITLE: Final = frozenset(
    "drama dramas series miniseries serial show special story thriller mystery romance "
    "comedy melodrama kdrama cdrama jdrama".split()
)
"""What is in "a six-part ..."."""
_BEHIND_PARTS: Final = frozenset(
    "at max maximum tops or only long and no please in all total altogether per "
    "minimum".split()
)
"""What may follow "eight parts" where they are episodes, and not shares of something."""
_ONE_EPISODE: Final = frozenset({"episode", "ep", "chapter", "instalment"})
UNITS: Final[dict[str, tuple[Unit, float]]] = {
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h", "시간"), ("minutes", 60.0)),
    **dict.fromkeys(("minute", "minutes", "min", "mins", "분"), ("minutes", 1.0)),
    **dict.fromkeys(EPISODE_WORDS, ("episodes", 1.0)),
    **dict.fromkeys(("parter", "parters", "회", "부작", "화"), ("episodes", 1.0)),
}
_GLUED_UNITS: Final[dict[str, tuple[Unit, float]]] = {"m": ("minutes", 1.0)}
_RANGE_JOINS: Final = frozenset({"-", "–", "—", "to", "or", "until", "till", "~"})


_PRAISED: Final = frozenset(
    "quiet free spare whole full good solid lonely precious little boring lazy idle empty "
    "entire measly proper straight long uninterrupted glorious odd bare short single".split()
)
"""Words that may stand between a number and its unit: "five quiet hours"."""


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


def number_at(page: Page, start: int) -> tuple[float, int] | None:
    """A number in digits or words at `start`, and where it ends."""
    if start >= len(page) or page.claimed[start]:
        return None
    if page.tokens[start].kind == "number":
        value, end = _digits(page.low(start)), start + 1
    elif (count := _COUNTS.at(page.lows, start)) is not None:
        value, end = count
    elif (small := _below_hundred(page, start)) is not None:
        value, end = small
    else:
        return None
    return _multiplied(page, value, end)


def _below_hundred(page: Page, start: int) -> tuple[float, int] | None:
    """ "Twenty-two", "nine"."""
    low = page.low(start)
    if low in _TENS:
        ones = _ONES.get(page.low(start + 1), 0)
        one = 0 < ones < 10
        return _TENS[low] * 10.0 + one * ones, start + 1 + one
    if low in _ONES:
        return float(_ONES[low]), start + 1
    return None


def number_word(word: str) -> int | None:
    """What a word for a small number says."""
    return _ONES.get(word, _TENS.get(word))


def _multiplied(page: Page, value: float, end: int) -> tuple[float, int]:
    """ "Two dozen", "nine hundred", "a hundred and fifty"."""
    if page.low(end) == "dozen":
        return value * 12, end + 1
    if page.low(end) == "hundred":
        value, end = value * 100, end + 1
    elif value != 100 or page.low(end - 1) != "hundred":
        return value, end
    rest = _below_hundred(page, end + (page.low(end) == "and"))
    return value + rest[0] if rest else value, rest[1] if rest else end


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
    if (listed := _counted_on(page, first)) is not None:
        return listed
    join = first.end
    if page.low(join) not in _RANGE_JOINS and not _between(page, start, join):
        return first
    second = _single(page, join + 1)
    if second is None or second.low < first.low:
        return first
    if second.unit is None:
        return _range_of_unit_before(page, first, second)
    if first.unit not in (None, second.unit):
        return first
    low = first.low if first.unit else first.low * scale_of(page, second)
    low *= 12 if first.high < 12 and _in_dozens(page, second) else 1
    if low > second.high:
        return first
    return Amount(start, second.end, low, second.high, second.unit)


def _counted_on(page: Page, first: Amount) -> Amount | None:
    """ "Eight, nine or ten episodes": from the first to the last, one by one."""
    last = first
    while last.unit is None and last.high < _FIRST_YEAR:
        at = last.end
        while page.low(at) in _LIST_JOINS and at < last.end + 2:
            at += 1
        following = _single(page, at) if at > last.end else None
        if following is None or following.low != last.low + 1:
            break
        last = following
    if last.low < first.low + 2:
        return None  # of two, "or" makes a range
    return Amount(first.start, last.end, first.low, last.high, last.unit)


_LIST_JOINS: Final = frozenset({",", "or", "/", "and", "&"})


def _in_dozens(page: Page, amount: Amount) -> bool:
    """ "Between one and two dozen": what the second number counts, the first does too."""
    return "dozen" in page.words(amount.start, amount.end) and amount.high > 12


def _range_of_unit_before(page: Page, first: Amount, second: Amount) -> Amount:
    """ "Five episodes or six", "episodes: ten to fourteen"."""
    if first.unit == "episodes" and page.low(first.end) == "or":
        closes = page.ends_clause(second.end) or page.low(second.end) in _GOES_ON
        if closes and second.low <= first.low + 10:
            return Amount(first.start, second.end, first.low, second.high, first.unit)
    if first.unit is None and second.high < _FIRST_YEAR and second.high > first.low:
        if unit_before(page, first.start) is not None:
            return Amount(first.start, second.end, first.low, second.high, None)
    return first


_GOES_ON: Final = frozenset("and but please with on in from each at".split())
_FIRST_YEAR: Final = 1900
_UNIT_LINKS: Final = frozenset(
    "count of should be is are : number = somewhere anywhere from between around range "
    "ranging about must has have to wanted lying falling sitting preferred with in amount ought may might can "
    "could would to will lie lies fall falls sit sits stay stays remain remains come comes "
    "go goes run runs land lands".split()
)


def unit_before(page: Page, start: int) -> int | None:
    """Where "episodes: ...", "episode count of ..." begin, before a number at `start`."""
    for at in range(start - 1, max(-1, start - 7), -1):
        if page.low(at) in EPISODE_WORDS:
            counted = page.low(at + 1) in {"count", "counts", "number", "numbers"}
            linked = at < start - 1 and (
                counted or page.low(at - 1) not in _COUNTED_ONES
            )
            return at if linked else None
        if page.low(at) not in _UNIT_LINKS:
            return None
    return None


_COUNTED_ONES: Final = frozenset("first last final these those the".split())


def _between(page: Page, start: int, join: int) -> bool:
    """ "between 8 and 12": only there does "and" join a range."""
    return page.low(join) == "and" and page.low(start - 1) == "between"


def scale_of(page: Page, amount: Amount) -> float:
    """What one of a second number's unit is, so that "1-2 hours" reads as hours."""
    units = (UNITS.get(page.low(i)) for i in range(amount.start, amount.end))
    return next((scale for unit in units if unit for scale in unit[1:]), 1.0)


def single_at(page: Page, start: int) -> Amount | None:
    """One number with its unit, where it has one, never a range."""
    return _single(page, start)


def _single(page: Page, start: int) -> Amount | None:
    """A number with its units: "1h30", "an hour and a half", "episode 20"."""
    if page.low(start) in _ONE_EPISODE:
        return _numbered(page, start)
    value, after = _counted(page, start)
    if value is None:
        return None
    after += page.low(after) in _PRAISED and _unit(page, after + 1) is not None
    plus = page.low(after) == "+" and _unit(page, after + 1) is not None
    after += plus  # "50+ episodes"
    unit = _unit(page, after)
    if unit is None:
        return Amount(start, after, value, value, None)
    name, scale = unit
    after += 1
    if (part := _PARTS_AFTER.at(page.lows, after)) is not None:
        value, after = value + part[0], part[1]
    value *= scale
    if name == "minutes" and scale == 60.0:
        value, after = _with_minutes(page, value, after)
    return Amount(start, after, value, value, name)


def _numbered(page: Page, start: int) -> Amount | None:
    """ "Episode 20": the amount that is reached with it."""
    number = number_at(page, start + 1)
    if number is None or _unit(page, number[1]) is not None:
        return None
    if page.low(number[1]) in {"quarters", "quarter", "of"}:
        return None
    return Amount(start, number[1], number[0], number[0], "episodes")


def _counted(page: Page, start: int) -> tuple[float | None, int]:
    """A number, "two and a half", or what stands for one: "an hour", "half an hour"."""
    part = _PARTS_OF.at(page.lows, start)
    if part is not None and _unit(page, part[1]) == ("minutes", 60.0):
        return part
    number = number_at(page, start)
    if number is not None:
        value, after = number
        part = _PARTS_AFTER.at(page.lows, after)
        if part is not None and _unit(page, part[1]) is not None:
            return value + part[0], part[1]
        return value, after
    if page.low(start) in _ARTICLES and _unit(page, start + 1) is not None:
        return 1.0, start + 1
    if page.low(start) == "the" and page.low(start - 1) in _UP_TO_IT:
        return _round_hour(page, start + 1)
    hours = _unit(page, start)
    if hours and hours[0] == "minutes" and page.low(start + 1) == "long":
        return 1.0, start  # "hour-long"
    return None, start


_UP_TO_IT: Final = frozenset(
    "under over past below above beyond within exceed exceeds exceeding cross crosses "
    "crossing pass passes reach reaches hit hits than of".split()
)


def _round_hour(page: Page, at: int) -> tuple[float | None, int]:
    """ "Past the hour", "under the half hour", "over the hour mark"."""
    half = page.low(at) == "half"
    hour = at + half
    closes = page.ends_clause(hour + 1) or page.low(hour + 1) in {
        "mark",
        "line",
        "each",
    }
    if page.low(hour) != "hour" or not closes:
        return None, at
    return (0.5 if half else 1.0), hour


def _unit(page: Page, index: int) -> tuple[Unit, float] | None:
    if index >= len(page) or page.claimed[index]:
        return None
    low = page.low(index)
    if low in _GLUED_UNITS and page.tokens[index].glued:
        return _GLUED_UNITS[low]
    if low in {"part", "parts"} and _are_episodes(page, index):
        return "episodes", 1.0
    return UNITS.get(low)


def _are_episodes(page: Page, index: int) -> bool:
    """ "In eight parts", "a six-part drama": parts of a title, and no shares of it."""
    if page.low(index) == "part":
        return page.low(index + 1) in _PARTS_OF_TITLE
    if page.low(index - 1) in {"one", "1", "equal", "a"}:
        return False
    return page.ends_clause(index + 1) or page.low(index + 1) in _BEHIND_PARTS


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


OPENING: Final = (
    frozenset({*_ONES, *_TENS, *UNITS, "the"})
    | _ARTICLES
    | _COUNTS.firsts
    | _PARTS_OF.firsts
)
"""Words that an amount without digits opens with."""


def whole(words: Sequence[str]) -> bool:
    """Whether words say that an amount is of the whole title, not of an episode."""
    return any(
        word in _WHOLE and not (word == "whole" and follows in EPISODE_WORDS)
        for word, follows in zip_longest(words, words[1:])
    )


_WHOLE: Final = frozenset({"total", "altogether", "overall", "all", "whole", "told"})
