"""Years counted from today: "this year", "the last five years", "no older than ten"."""

from __future__ import annotations

from typing import Final

from ..domain import Limit, Want
from .amounts import number_at
from .negation import modifier_before
from .page import HEDGED, Page
from .tokens import Phrases
from .turning import denied_from

_RECENT: Final = 3
"""How many years, with this one, are recent."""
_LAST: Final = Phrases.table([
    ("in the last|in the past|from the last|from the past|of the last|of the past|"
     "the last|the past|last|past|within the last|within the past|over the last|"
     "over the past|during the last|made in the last|released in the last", True),
])  # fmt: skip
_SPOKEN: Final = Phrases.table([
    ("this year|of this year|from this year|this year's", (0, 0)),
    ("last year|of last year|from last year|last year's", (1, 1)),
    ("the last decade|the past decade|last decade|past decade|in the last decade|"
     "in the past decade|from the last decade|from the past decade", (9, 0)),
    ("this decade", (-1, 0)),
    ("올해", (0, 0)), ("작년", (1, 1)), ("최근 5년", (4, 0)),
])  # fmt: skip
_RECENTLY: Final = Phrases.table([
    ("recent|recently released|newer|newest|latest|brand new|new release|"
     "new releases|something new|newish|more recent|a new one|recent ones|"
     "came out recently", (_RECENT - 1, None)),
    ("older|oldie|oldies|old school|something old|an old one|"
     "older ones|vintage", (None, 10)),
])  # fmt: skip
_NOT_RECENT: Final = frozenset(
    "man woman men women brother sister guy girl lady couple couples lead leads people "
    "sibling siblings than male female boyfriend generation person mother father "
    "characters character protagonist protagonists cast actors adults episode episodes "
    "house job neighbor neighbour neighbors boss girl's".split()
)


_ONE_MORE: Final = Phrases.table([
    ("or the year before|or the one before|and the year before|and the one before|"
     "or the year before that|and the year before that", True),
])  # fmt: skip
_OLD_BEHIND: Final = Phrases.table([
    ("at most|at the most|or less|or younger|or newer|max|maximum|tops|and no older|"
     "and no more|or under", True),
    ("at least|at the least|or more|or older|minimum|or over|and up", False),
])  # fmt: skip


def age_behind(page: Page, start: int) -> bool:
    """ "Ten years old at most"."""
    if page.recalls or page.clause_start(start) != start:
        return False
    number = number_at(page, start)
    if number is None or page.words(number[1], number[1] + 2) != ["years", "old"]:
        return False
    found = _OLD_BEHIND.at(page.lows, number[1] + 2)
    if found is None or not page.ends_clause(found[1]):
        return False
    this, years = page.today.year, round(number[0])
    low, high = (this - years + 1, None) if found[0] else (None, this - years)
    text = page.raw(start, found[1])
    page.limit(start, found[1], Limit("year", text, low=low, high=high))
    edge = f"{low} or later" if found[0] else f"{high} or earlier"
    page.assume(f"“{text}” is taken as {edge}.")
    return True


def spoken(page: Page, start: int) -> bool:
    """ "This year", "the past decade"."""
    found = _SPOKEN.at(page.lows, start)
    if found is None or not page.free(start, found[1]) or page.low(found[1]) == "of":
        return False
    (back, forward), end = found
    year = page.today.year
    other = _SPOKEN.at(page.lows, end + 1) if page.low(end) in {"or", "and"} else None
    if other is not None and other[0][0] >= 0 <= back:  # "last year or this year"
        (second, until), end = other
        back, forward = max(back, second), min(forward, until)
    if back < 0:
        low, high = year - year % 10, year - year % 10 + 9
    else:
        low, high = year - back, year - forward
    if back == 0 and page.words(end, end + 2) == ["or", "last"]:
        low, end = low - 1, end + 2
    if (before := _ONE_MORE.at(page.lows, end)) is not None and low == high:
        low, end = low - 1, before[1]
    text = page.raw(start, end)
    _guess_remembered(page, start)
    page.limit(
        start, end, Limit("year", text, low=low, high=high), _means(text, low, high)
    )
    return True


def _guess_remembered(page: Page, start: int) -> None:
    """In a recollection "last year" is when it was seen as often as when it was made."""
    if page.recalls:
        page.hedge[start] = min(page.hedge[start], HEDGED)


def _means(text: str, low: int, high: int) -> str:
    if low == high:
        return f"“{text}” is taken as {low}."
    return f"“{text}” is taken as {low} to {high}."


def last_years(page: Page, start: int) -> bool:
    """ "The last five years"."""
    cue = _LAST.at(page.lows, start)
    if cue is None or any(w in {"for", "set"} for w in page.words(start - 2, start)):
        return False
    if page.recalls and page.viewing[start]:
        return False
    number = number_at(page, cue[1])
    words = {"few": 3.0, "couple": 2.0, "several": 5.0}
    if number is None and page.low(cue[1]) in words:
        number = words[page.low(cue[1])], cue[1] + 1
    if number is None or not 1 <= number[0] <= 200:
        return False
    unit = page.low(number[1])
    scale = {"year": 1, "years": 1, "yrs": 1, "decade": 10, "decades": 10}.get(unit)
    if scale is None:
        return False
    end = number[1] + 1
    low = page.today.year - round(number[0] * scale) + 1
    text = page.raw(start, end)
    limit = Limit("year", text, low=low, high=page.today.year)
    _guess_remembered(page, start)
    page.limit(start, end, limit, _means(text, low, page.today.year))
    return True


_AGES: Final = Phrases.table([
    ("not older than|no older than|less than|at most|under|nothing older than|"
     "newer than", True),
    ("older than|more than|at least|over", False),
])  # fmt: skip


SPOKEN_FIRST: Final = _SPOKEN.firsts | _LAST.firsts | _AGES.firsts


def age(page: Page, start: int) -> bool:
    """ "No older than ten years", "at least ten years old"."""
    found = _AGES.at(page.lows, start)
    number = number_at(page, found[1]) if found is not None else None
    if found is None or number is None or page.low(number[1]) != "years":
        return False
    end = number[1] + 1
    of_title = "older" in page.words(start, found[1]) or "newer" in page.words(
        start, found[1]
    )
    if page.low(end) == "old":
        end += 1
    elif not of_title:
        return False
    young, years = found[0], round(number[0])
    if not young and denied_from(page, start, above=True) is not None:
        young = True  # "it can't be older than five years"
    if _year_follows(page, end):
        page.claim(start, end)
        return True
    this = page.today.year
    low, high = (this - years + 1, None) if young else (None, this - years)
    text = page.raw(start, end)
    page.limit(start, end, Limit("year", text, low=low, high=high))
    page.assume(
        f"“{text}” is taken as {low} or later."
        if young
        else f"“{text}” is taken as {high} or earlier."
    )
    return True


def _year_follows(page: Page, end: int) -> bool:
    """ "No older than five years (2021 and newer)": the year itself is said behind it."""
    at = end
    while at < end + 4 and page.low(at) in _THAT_IS:
        at += 1
    said = page.low(at)
    return at > end and len(said) == 4 and said.isdecimal() and said[:2] in ("19", "20")


_THAT_IS: Final = frozenset(
    "( , so - – : meaning i.e ie i e . is that from since".split()
)
_COMPARED: Final = frozenset({"newer", "older", "more", "younger"})


def _is_at_most(page: Page, start: int) -> bool:
    """ "2015 at the newest"."""
    return page.words(start - 2, start) == ["at", "the"]


_OF_PEOPLE: Final = frozenset({"is", "are", "he's", "she's", "lead", "leads"})
"""Behind these, "older" is said of somebody."""


def read_recency(page: Page) -> None:
    """ "Recent", "something old" -> wants."""
    for start, (recent, old), end in _RECENTLY.places(page.lows):
        if not page.free(start, end):
            continue
        if page.low(end).isdecimal() and len(page.low(end)) == 4:
            continue  # "vintage 1998"
        if page.low(start) in _COMPARED and any(
            limit.fact == "year" for _, limit in page.notes.limits
        ):
            page.claim(start, end)  # "2007 at the latest, nothing newer" says it again
            continue
        if page.low(end) in _NOT_RECENT or page.low(start - 1) in _OF_PEOPLE:
            continue
        modifier = modifier_before(page, start)
        if modifier is not None and modifier.against and not _is_at_most(page, start):
            recent, old = (None, _RECENT) if recent is not None else (10, None)
            start = modifier.start
        elif _is_at_most(page, start):
            continue
        text, this = page.raw(start, end), page.today.year
        low = None if recent is None else this - recent
        high = None if old is None else this - old
        limit = Limit("year", text, low=low, high=high)
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
        edge = f"{low} or later" if low is not None else f"{high} or earlier"
        page.assume(f"“{text}” is taken as {edge}, if possible.")
