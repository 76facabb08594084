"""What a year looks like: "2018", "2k16", "nineteen ninety-eight", "the late 90s", "2015-19"."""

from __future__ import annotations

from typing import Final

from .amounts import number_at
from .page import Page
from .tokens import Phrases

Years = tuple[int | None, int | None]
FIRST: Final = 1900
LAST: Final = 2100
DECADES: Final = {
    "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980,
    "nineties": 1990, "noughties": 2000, "naughties": 2000, "aughts": 2000,
    "twothousands": 2000,
}  # fmt: skip


_DECADES_SPOKEN: Final = Phrases[int].table([
    ("twenty tens|twenty teens|two thousand tens|two thousand and tens|twenty ten's", 2010),
    ("twenty twenties|two thousand twenties|two thousand and twenties", 2020),
    ("two thousands|twenty hundreds|twenty oughts|twenty noughties", 2000),
    *[(f"nineteen {word}", year) for word, year in DECADES.items() if year < 2000],
])  # fmt: skip
PARTS: Final = frozenset({"early", "mid", "late"})


def cue_end(page: Page, start: int) -> int:
    """Where a cue for what starts at `start` ends: before an apostrophe, "early"."""
    return start - (page.low(start - 1) in {"'", "’", "year"})


_CENTURY: Final = Phrases[Years].table([
    ("twentieth century|the twentieth century|20 th century|the 20 th century", (None, 1999)),
    ("twenty first century|the twenty first century|21 st century|the 21 st century|"
     "this century|this millennium", (2000, None)),
    ("the last decade of the twentieth century|the last decade of the 20 th century",
     (1990, 1999)),
    ("the millennium|the turn of the millennium|the turn of the century|the new millennium|"
     "millennium", (2000, 2000)),
])  # fmt: skip
CENTURY_WORDS: Final = _CENTURY.firsts


def century_at(page: Page, start: int) -> tuple[Years, int] | None:
    """ "The twentieth century", "before the millennium"."""
    found = None if page.claimed[start] else _CENTURY.at(page.lows, start)
    if found is None:
        return None
    if "millennium" in page.words(start, found[1]) or found[0] == (2000, 2000):
        cued = page.low(start - 1) in _TURNS
    else:
        alone = page.clause_start(start) == start and page.ends_clause(found[1])
        cued = alone or page.low(found[1]) == "only" or page.low(start - 1) in _TURNS
        cued = cued or page.words(start - 2, start) == ["made", "in"]
    return found if cued else None


_TURNS: Final = frozenset("before after since until pre post from".split())


def year_at(page: Page, start: int) -> tuple[Years, int] | None:
    year = year_of(page, start)
    if year is not None:
        return (year, year), start + 1
    clipped = clipped_year(page, start)
    if clipped is not None:
        return (clipped, clipped), start + 1
    short = _year_with_k(page, start)
    if short is not None:
        return (short, short), start + 3
    spoken = None if page.claimed[start] else _year_in_words(page, start)
    return None if spoken is None else ((spoken[0], spoken[0]), spoken[1])


def clipped_year(page: Page, at: int) -> int | None:
    """ "'97", "’09": two digits right behind an apostrophe, and no decade."""
    low = page.low(at)
    if at < 1 or page.low(at - 1) not in {"'", "’", "‘"} or page.claimed[at]:
        return None
    if not (low.isascii() and low.isdecimal() and len(low) == 2):
        return None
    if not page.tokens[at].glued or page.low(at + 1) in {"s", "'", "’"}:
        return None
    value = 2000 + int(low)
    return value if value <= page.today.year else value - 100


def _year_with_k(page: Page, start: int) -> int | None:
    """ "2k16"."""
    tokens = page.tokens[start : start + 3]
    if [token.low for token in tokens[:2]] != ["2", "k"] or len(tokens) < 3:
        return None
    written = tokens[2].low
    glued = tokens[1].glued and tokens[2].glued
    return (
        2000 + int(written)
        if glued and written.isdecimal() and len(written) == 2
        else None
    )


_CENTURIES: Final = {"nineteen": 1900, "twenty": 2000}


def _year_in_words(page: Page, start: int) -> tuple[int, int] | None:
    """ "Two thousand and sixteen", "nineteen ninety-eight", "twenty fifteen"."""
    if page.words(start, start + 2) == ["two", "thousand"]:
        at = start + 2 + (page.low(start + 2) == "and")
        rest = number_at(page, at)
        if rest is not None and 1 <= rest[0] <= 99:
            return 2000 + int(rest[0]), rest[1]
        return 2000, start + 2
    century = _CENTURIES.get(page.low(start))
    rest = None if century is None else number_at(page, start + 1)
    if century is None or rest is None or not 10 <= rest[0] <= 99:
        return None
    return century + int(rest[0]), rest[1]


def year_of(page: Page, index: int) -> int | None:
    low = page.low(index)
    if not (low.isascii() and low.isdecimal() and len(low) == 4):
        return None
    if page.claimed[index] or page.low(index + 1) in {
        "won",
        "yen",
        "dollars",
        "people",
    }:
        return None
    return int(low) if FIRST <= int(low) <= LAST else None


_RANGE_WORDS: Final = Phrases.table([
    ("up to|up to and including|up until|all the way to|all the way up to|right up to|"
     "and up to|thru|through to|to the end of|and not later than|and no later than|"
     "but not later than|but no later than|at the earliest and|or later but not after|"
     "until the end of|till the end of", True),
])  # fmt: skip


def range_at(page: Page, start: int) -> tuple[Years, int] | None:
    """ "2015-2019", "2015 to 2019", "between 2015 and 2019", "2015-19"."""
    clipped = clipped_year(page, start) or year_of(page, start)
    joins = {"-", "–", "to", "until", "till", "through", "thru"}
    joins |= {"and"} if page.low(start - 2) in {"between", "from"} else set()
    if clipped is not None and page.low(start + 1) in joins:
        last = start + 2 + (page.low(start + 2) in {"'", "’", "‘"})
        until = clipped_year(page, last)
        if clipped_year(page, start) is not None:
            until = until or year_of(page, last)
        if until is not None and until >= clipped:
            return (clipped, until), last + 1
    first = year_of(page, start)
    if first is not None and (listed := _listed(page, start, first)) is not None:
        return listed
    joined = _RANGE_WORDS.at(page.lows, start + 1) if first is not None else None
    if first is not None and joined is not None:
        second = year_of(page, joined[1])
        return (
            None
            if second is None or second < first
            else ((first, second), joined[1] + 1)
        )
    joins = {"-", "–", "—", "to", "until", "till", "through", "and", "~", "or", "/"}
    if first is None or page.low(start + 1) not in joins:
        return None
    join = page.low(start + 1)
    second = year_of(page, start + 2)
    short = page.low(start + 2)
    if second is None and join in "-–" and short.isdecimal() and len(short) == 2:
        second = first // 100 * 100 + int(short)
    if second is None or second < first:
        return None
    if join == "and" and page.low(start - 1) not in {"between", "in", "from", "years"}:
        return None
    return (first, second), start + 3


def _listed(page: Page, start: int, first: int) -> tuple[Years, int] | None:
    """ "2016, 2017 or 2018", "2023 or 24 or 25": from the first to the last."""
    last, end, closed = first, start + 1, False
    while page.low(end) in _LIST_JOINS and end + 1 < len(page):
        at = end + 1 + (page.low(end + 1) in {"or", "from", "in"})
        closed = closed or "or" in page.words(end, at) or page.low(end) == "/"
        following, short = year_of(page, at), page.low(at)
        if following is None and short.isdecimal() and len(short) == 2:
            following = first // 100 * 100 + int(short)
        if following != last + 1:
            break
        last, end = following, at + 1
    return ((first, last), end) if closed and last > first else None


_LIST_JOINS: Final = frozenset({",", "or", "/"})


def decade_at(page: Page, start: int) -> tuple[Years, int] | None:
    """ "90s", "the '90s", "1990s", "nineties", "late 90s"; the last without its cue."""
    low = page.low(start)
    if (spoken := _DECADES_SPOKEN.at(page.lows, start)) is not None:
        return _part(page, start, spoken[0]), spoken[1]
    if low in DECADES:
        return _part(page, start, DECADES[low]), start + 1
    if not (low.isascii() and low.isdecimal()):
        return None
    suffix = start + 1
    suffix += page.low(suffix) in {"'", "’"}
    if page.low(suffix) != "s" or not page.tokens[suffix].glued:
        return None
    value = int(low)
    if len(low) == 2 and value % 10 == 0:
        value += 2000 if 2000 + value <= page.today.year else 1900
    if len(str(value)) != 4 or value % 10 or not FIRST <= value <= LAST:
        return None
    return _part(page, start, value), suffix + 1


def with_next_decade(page: Page, found: tuple[Years, int]) -> tuple[Years, int]:
    """ "80s or 90s", "late 90s/early 2000s": both."""
    (low, high), end = found
    joined = page.low(end) in {"or", "/", "and", "-", "to", ","}
    if low == high or not (joined or page.low(end) in PARTS):
        return found
    at = end + joined
    at += page.low(at) in {"maybe", "the", "possibly", "perhaps"}
    at += page.low(at) in {"early", "mid", "late"}
    following = decade_at(page, at) if at < len(page) else None
    if following is None or low is None or high is None:
        return found
    (other_low, other_high), stop = following
    assert other_low is not None
    assert other_high is not None
    return (min(low, other_low), max(high, other_high)), stop


_HALVES: Final = Phrases[tuple[int, int]].table([
    ("first half of the|the first half of the|start of the|beginning of the", (0, 4)),
    ("second half of the|the second half of the|end of the|latter half of the", (5, 9)),
    ("middle of the", (3, 6)),
])  # fmt: skip


def _part(page: Page, start: int, decade: int) -> Years:
    at = cue_end(page, start)
    half = _HALVES.before(page.lows, at)
    if half is not None:
        return decade + half[0][0], decade + half[0][1]
    if page.low(at - 2) in {"to", "/", "or", "-"} and page.low(at - 3) in {
        "early",
        "mid",
    }:
        first = decade if page.low(at - 3) == "early" else decade + 3
        return first, decade + (9 if page.low(at - 1) == "late" else 6)
    match page.low(at - 1):
        case "early":
            return decade, decade + 4
        case "late":
            return decade + 5, decade + 9
        case "mid":
            return decade + 3, decade + 6
        case _:
            return decade, decade + 9
