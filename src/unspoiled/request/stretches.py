"""How long there is: evenings, weekends, so much a day -> a limit on the whole length."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from ..domain import Fact, Limit, Want
from .amounts import Amount, number_at
from .bounds import bounded_at
from .page import Page
from .tokens import Phrases

EVENING: Final = 240
"""Minutes that one evening, or one sitting, is taken for."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    name: str
    minutes: int


_STRETCHES: Final = Phrases.table([
    ("evening|evenings", _Stretch("evening", EVENING)),
    ("night|nights", _Stretch("night", EVENING)),
    ("sitting|sittings|go|session|sessions", _Stretch("sitting", EVENING)),
    ("afternoon|afternoons", _Stretch("afternoon", EVENING)),
    ("morning|mornings", _Stretch("morning", EVENING)),
    ("day|days", _Stretch("day", 480)),
    ("weekend|weekends", _Stretch("weekend", 720)),
    ("week|weeks", _Stretch("week", 1680)),
    ("lunch break", _Stretch("lunch break", 60)),
])  # fmt: skip
_UNITS_OF_DAYS: Final[dict[str, int]] = {
    **dict.fromkeys("day days night nights evening evenings".split(), 1),
    **dict.fromkeys("afternoon afternoons morning mornings".split(), 1),
    **dict.fromkeys(("weekend", "weekends"), 2),
    **dict.fromkeys(("week", "weeks"), 7),
    **dict.fromkeys(("fortnight", "fortnights"), 14),
    **dict.fromkeys(("month", "months"), 30),
    **dict.fromkeys(
        "rides trips flights commutes journeys shifts breaks slots naps sessions sittings "
        "crossings drives".split(),
        1,
    ),
}
_RATES: Final = Phrases.table([
    ("a day|per day|each day|every day|a night|per night|each night|every night|"
     "an evening|per evening|each evening|every evening|daily|nightly|/ day|/ night|"
     "a weekday|per weekday|in the evening|at night|a piece each day", True),
])  # fmt: skip
_EACH: Final = frozenset({"each", "apiece", "every"})
_TONIGHT: Final = Phrases.table([
    ("tonight|this evening", _Stretch("evening", EVENING)),
    ("this weekend|the weekend", _Stretch("weekend", 720)),
    ("today", _Stretch("day", 480)),
])  # fmt: skip
_NOT_STRETCHES: Final = frozenset(
    "drama dramas stand series show shows shift owl market out time life after ago "
    "later before soap family club bus train".split()
)
"""What makes of "one night", "a weekend" something else: "one night stand"."""
DONE: Final = frozenset(
    "done finish finished finishable finishing watch watchable watched binge bingeable "
    "binged bingewatch complete completed doable seen consumed fit fits fitting through "
    "wrapped over end ends enjoyed enjoy get".split()
)
_OPENING: Final = frozenset("in within over for inside of about just only".split())
HAVE: Final = Phrases.table([
    ("i have|i've got|i have got|i only have|i have only|i've only got|we have|"
     "we've got|we only have|there are only|there is only|there's only|"
     "i just have|have|i can spare|i got|got", True),
])  # fmt: skip


_AT_MOST: Final = Phrases.table([
    ("at most|at the most|up to|no more than|not more than|no longer than|"
     "not longer than|maximum|max|less than|under", True),
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rate:
    """So much a day, at tokens `[start, end)`."""

    start: int
    end: int
    amount: Amount
    days: int = 1
    """How many days it is said of: two of a weekend."""


def read_stretches(page: Page) -> None:
    """ "Done in one evening", "a weekend", "two nights" -> a limit on total time."""
    if page.recalls or _read_budget(page):
        return
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        if not _counted_stretch(page, start):
            _read_tonight(page, start)


def _read_budget(page: Page) -> bool:
    """ "A weekend at 4 hours a day": the viewer's own pace tells what fits."""
    rate = next(filter(None, (_rate_at(page, at) for at in range(len(page)))), None)
    if rate is None:
        return False
    days = _days_beside(page, rate)
    if days is None:
        return False
    count, start, end = days
    first, last = min(start, rate.start), max(end, rate.end)
    text = page.raw(first, last)
    fact: Fact = "total" if rate.amount.unit == "minutes" else "episodes"
    high = math.floor(max(count / rate.days, 1.0) * rate.amount.high)
    much = f"{_hours(high)} in all" if fact == "total" else f"{high:g} episodes"
    limit = Limit(fact, text, high=float(high))
    page.limit(start, end, limit, f"“{text}” is taken as up to {much}.")
    page.claim(rate.start, rate.end)
    return True


_STILL: Final = frozenset(
    {"left", "free", "off", "remaining", "spare", "empty", "alone"}
)
_MOST_A_DAY: Final = 6
_OF_WATCHING: Final = frozenset(
    "screen screentime viewing watching tv telly television it time drama dramas".split()
)


def _per_day(page: Page, end: int) -> tuple[int, int] | None:
    """ "Each night", "of screen per weekend": the days that a rate is of, and its end."""
    at = end
    if page.low(at) == "of" and page.low(at + 1) in _OF_WATCHING:
        at += 2 + (page.low(at + 2) == "time")
    elif page.low(at) in {"on", "over"} and page.low(at + 1) in _EACH:
        at += 1
    after = _RATES.at(page.lows, at)
    if after is not None:
        return 1, after[1]
    per = page.low(at) in {"a", "an", "per", "each", "every", "/"}
    days = _UNITS_OF_DAYS.get(page.low(at + 1)) if per else None
    return None if days is None or days > 14 else (days, at + 2)


def _rate_at(page: Page, start: int) -> _Rate | None:
    bounded = None if page.claimed[start] else bounded_at(page, start)
    if bounded is None or bounded.start < 0:
        return None
    amount = bounded.amount
    if amount.unit is None:  # "one a night"
        few = page.clause_start(start) == start and amount.high <= _MOST_A_DAY
        daily = _RATES.at(page.lows, amount.end) if few else None
        amount = replace(amount, unit="episodes")
        return None if daily is None else _Rate(start, daily[1], amount)
    after = _per_day(page, bounded.end)
    if after is not None:
        begin = bounded.start - (page.low(bounded.start - 1) in {"at", "for", "of"})
        return _Rate(begin, after[1], amount, after[0])
    begin = bounded.start - 1
    if page.low(begin) not in {"of", ",", "at", "x", "(", "with"}:
        return None
    unit = begin - 1
    while page.low(unit) in _STILL:
        unit -= 1
    if page.low(unit) not in _UNITS_OF_DAYS:
        return None
    end = amount.end + (page.low(amount.end) in {"in", "for"})
    if page.low(end) in _EACH:  # "evenings of 2 hours each"
        return _Rate(begin, end + 1, amount)
    return _Rate(begin, amount.end, amount) if page.low(begin) in {"at", "x"} else None


def _days_beside(page: Page, rate: _Rate) -> tuple[float, int, int] | None:
    """How many days are said near a rate, and where: "two weeks", "the weekend"."""
    sentence = page.tokens[rate.start].sentence
    for at in range(len(page)):
        if rate.start <= at < rate.end or page.claimed[at]:
            continue
        if abs(page.tokens[at].sentence - sentence) > 1:
            continue
        days = _UNITS_OF_DAYS.get(page.low(at))
        if days is None or page.low(at + 1) in _NOT_STRETCHES:
            continue
        counted = _count_before(page, at)
        if counted is not None:
            return counted[0] * days, counted[1], at + 1
    return _weekdays(page, sentence)


_WEEKDAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def _weekdays(page: Page, sentence: int) -> tuple[float, int, int] | None:
    """ "Saturday and Sunday": the days that are named, side by side."""
    named = [
        at
        for at, low in enumerate(page.lows)
        if low in _WEEKDAYS and page.tokens[at].sentence == sentence
    ]
    if not named or named[-1] - named[0] > 3 * len(named):
        return None
    return float(len({page.low(at) for at in named})), named[0], named[-1] + 1


_OF_DAYS: Final = frozenset(
    "long free whole full rainy quiet train bus plane lunch ferry car coffee tea".split()
)


def _count_before(page: Page, at: int) -> tuple[float, int] | None:
    """The number that stands before a unit of days, or an article that is one."""
    at -= page.low(at - 1) in _OF_DAYS
    for start in range(max(0, at - 2), at):
        number = number_at(page, start)
        if number is not None and number[1] == at and 1 <= number[0] <= 62:
            return number[0], start
    if page.low(at - 1) in {"a", "one", "the", "this", "next", "my", "our", "whole"}:
        return 1.0, at - 1
    return None


def _counted_stretch(page: Page, start: int) -> bool:
    """ "one evening", "two nights", "a single sitting", each with "in" before it."""
    number = number_at(page, start)
    if number is None and page.low(start) in {"a", "an", "one"}:
        number = 1.0, start + 1
    if number is None:
        return False
    count, at = number
    at += page.low(at) == "single" or page.low(at) in {"long", "rainy", "lazy", "free"}
    found = _STRETCHES.at(page.lows, at)
    if found is None or not math.isfinite(count) or not 1 <= count <= 31:
        return False
    stretch, end = found
    begin = _stretch_start(page, start)
    if begin is not None and not _is_time_to_watch(page, start, begin, stretch):
        return False
    hard = begin is not None or (page.ends_clause(end) and leads_clause(page, start))
    awaited = page.low(end) == "before" and HAVE.before(page.lows, start) is not None
    if not hard or page.low(end) == "'":
        return False
    if page.low(end) in _NOT_STRETCHES and not awaited:
        return False
    _note_stretch(page, start if begin is None else begin, end, count, stretch)
    return True


_PAST: Final = frozenset(
    "did watched binged went was were been raining married did've devoured".split()
)


_VIEWERS: Final = frozenset({"i", "we", "i've", "we've", "she", "he", "they"})
_DID: Final = frozenset({"finished", "completed", "raced", "tore", "flew", "inhaled"})
_WISHING: Final = frozenset("want need like can could must should have to be".split())


def _is_time_to_watch(page: Page, start: int, begin: int, stretch: _Stretch) -> bool:
    """Whether a stretch is what there is time for: not "raining for six days"."""
    before = page.words(page.clause_start(start), start)
    if any(word in _PAST for word in before):
        return False
    mine = not _VIEWERS.isdisjoint(before) and not _DID.isdisjoint(before)
    if mine and _WISHING.isdisjoint(before):
        return False  # "I finished X in two days"
    if stretch.name not in ("day", "week") or HAVE.before(page.lows, start):
        return True
    done = any(word in DONE for word in before[-5:])
    return done or (begin == page.clause_start(start) and page.low(begin) != "for")


def leads_clause(page: Page, start: int) -> bool:
    return start == page.clause_start(start)


def _stretch_start(page: Page, start: int) -> int | None:
    """Where "done in", "for" or "I have" before a stretch begins; None without."""
    told = start - (page.low(start - 1) in {"exactly", "precisely", "only", "just"})
    if (have := HAVE.before(page.lows, told)) is not None:
        return have[1]
    if (most := _AT_MOST.before(page.lows, start)) is not None:
        return most[1]
    begin = start
    while begin > 0 and page.low(begin - 1) in _OPENING and begin > start - 3:
        begin -= 1
    if begin == start:
        return None
    while begin > 0 and page.low(begin - 1) in DONE | {"be", "can", "up"}:
        begin -= 1
    return begin


def _note_stretch(
    page: Page, start: int, end: int, count: float, stretch: _Stretch
) -> None:
    minutes = count * stretch.minutes
    hours = _hours(minutes)
    many = f"{count:g} {stretch.name}s" if count != 1 else f"one {stretch.name}"
    verb = "are" if count != 1 else "is"
    limit = Limit("total", page.raw(start, end), high=minutes)
    note = f"{many.capitalize()} {verb} taken as up to {hours} in all."
    page.limit(start, end, limit, note)


def _hours(minutes: float) -> str:
    hours = minutes / 60
    return "1 hour" if hours == 1 else f"{hours:g} hours"


def _read_tonight(page: Page, start: int) -> None:
    """ "Finish this weekend" is a limit; "something for tonight" only a want."""
    found = _TONIGHT.at(page.lows, start)
    if found is None or page.low(found[1]) in _NOT_STRETCHES | {"show"}:
        return
    stretch, end = found
    begin = start - (page.low(start - 1) in {"for", "in", "over", "by"})
    hard = any(w in DONE - {"watch", "get"} for w in page.words(begin - 3, begin))
    text = page.raw(begin, end)
    limit = Limit("total", text, high=float(stretch.minutes))
    hours = _hours(stretch.minutes)
    if hard:
        note = f"“{text}” is taken as up to {hours} in all."
        page.limit(begin, end, limit, note)
    elif begin < start:
        page.want(begin, end, Want("", text, 0.5, limit), drop=True)
        page.assume(f"“{text}” is taken as up to {hours} in all, if possible.")
