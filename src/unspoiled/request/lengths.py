"""How long: total time, episodes, minutes of an episode, evenings and weekends."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ..domain import Fact, Limit, Want
from .amounts import EPISODE_WORDS, Amount, number_at, number_word, whole
from .bounds import Bounded, bounded_at, numbered, read_back
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
}
_RATES: Final = Phrases.table([
    ("a day|per day|each day|every day|a night|per night|each night|every night|"
     "an evening|per evening|each evening|every evening|daily|nightly|/ day|/ night|"
     "a weekday|per weekday|in the evening|at night|a piece each day", True),
])  # fmt: skip
_EACH: Final = frozenset({"each", "apiece", "every"})
_JOURNEYS: Final = frozenset(
    "flight flights layover layovers drive journey trip shift commute train plane bus "
    "ferry stopover ride road".split()
)
_MINE: Final = frozenset("my our i i'm i've i'll we we're we've".split())
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
_DONE: Final = frozenset(
    "done finish finished finishable finishing watch watchable watched binge bingeable "
    "binged bingewatch complete completed doable seen consumed fit fits fitting through "
    "wrapped over end ends enjoyed enjoy get".split()
)
_OPENING: Final = frozenset("in within over for inside of about just only".split())
_HAVE: Final = Phrases.table([
    ("i have|i've got|i have got|i only have|i have only|i've only got|we have|"
     "we've got|we only have|there are only|there is only|there's only|"
     "i just have|have|i can spare|i got", True),
])  # fmt: skip

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
_POSTS: Final = Phrases.table([
    ("to live|left|ago|later|earlier|before|away|apart|old|into|a day|per day|"
     "a night|per night|every day|every night|a week|per week|at a time|each day|"
     "an evening|every evening|after|of sleep|in the past|notice|younger|of fame|"
     "to save|to find|to escape|to solve", True),
])  # fmt: skip
"""What shows that an amount is of the story, or a habit, and no limit."""
_EPISODE_PRIORS: Final = frozenset(
    "first watched seen last final after other every these those episode next "
    "through finished dropped into remaining previous past couple".split()
)
_UNIT_LINKS: Final = frozenset({"count", "of", "should", "be", "is", ":", "number"})
_TITLE_NOUNS: Final = frozenset(
    "drama dramas kdrama series show shows film films movie movies special one ones "
    "miniseries watch story k".split()
)
_FIRST_YEAR: Final = 1900
"""From here on a number without a unit is a year."""
_LONGEST_EPISODE: Final = 180
"""An amount over this is never of one episode."""

_SOFT: Final = Phrases[tuple[Fact, float | None, float | None]].table([
    ("short series|short drama|short dramas|short show|short one|short k drama|"
     "short kdrama|short kdramas|short watch|quick watch|short and sweet|short|"
     "something short|shortish|few episodes|not many episodes|not too many episodes|"
     "a few episodes", ("total", None, 600)),
    ("not too long|not very long|not so long|not long|not super long", ("total", None, 1200)),
    ("short episodes|short eps|bite sized|bite size|bite sized episodes",
     ("minutes", None, 35)),
    ("long series|long drama|long dramas|long one|long running|lots of episodes|"
     "many episodes|something long|long show|long watch", ("total", 1200, None)),
    ("not too short|not very short|not so short", ("total", 360, None)),
    ("long episodes", ("minutes", 60, None)),
])  # fmt: skip
_SOFT_NOTES: Final = {
    ("total", 600): "“{text}” is taken as up to 10 hours in all, if possible.",
    ("total", 1200): "“{text}” is taken as up to 20 hours in all, if possible.",
    ("minutes", 35): "“{text}” is taken as up to 35 minutes each, if possible.",
}


# --- evenings and weekends ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rate:
    """So much a day, at tokens `[start, end)`."""

    start: int
    end: int
    amount: Amount


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
    high = math.floor(count * rate.amount.high)
    much = f"{_hours(high)} in all" if fact == "total" else f"{high:g} episodes"
    limit = Limit(fact, text, high=float(high))
    page.limit(start, end, limit, f"“{text}” is taken as up to {much}.")
    page.claim(rate.start, rate.end)
    return True


def _rate_at(page: Page, start: int) -> _Rate | None:
    bounded = None if page.claimed[start] else bounded_at(page, start)
    if bounded is None or bounded.amount.unit is None or bounded.start < 0:
        return None
    amount = bounded.amount
    after = _RATES.at(page.lows, bounded.end)
    if after is not None:
        begin = bounded.start - (page.low(bounded.start - 1) in {"at", "for", "of"})
        return _Rate(begin, after[1], amount)
    begin = bounded.start - 1
    if page.low(begin) not in {"of", ",", "at", "x", "(", "with"}:
        return None
    if page.low(begin - 1) not in _UNITS_OF_DAYS:
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


def _count_before(page: Page, at: int) -> tuple[float, int] | None:
    """The number that stands before a unit of days, or an article that is one."""
    at -= page.low(at - 1) in {"long", "free", "whole", "full", "rainy", "quiet"}
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
    hard = begin is not None or (page.ends_clause(end) and _leads_clause(page, start))
    if not hard or page.low(end) in _NOT_STRETCHES or page.low(end) == "'":
        return False
    _note_stretch(page, start if begin is None else begin, end, count, stretch)
    return True


_PAST: Final = frozenset(
    "did watched binged went was were been raining married did've devoured".split()
)


def _is_time_to_watch(page: Page, start: int, begin: int, stretch: _Stretch) -> bool:
    """Whether a stretch is what there is time for: not "raining for six days"."""
    before = page.words(page.clause_start(start), start)
    if any(word in _PAST for word in before):
        return False
    if stretch.name not in ("day", "week") or _HAVE.before(page.lows, start):
        return True
    done = any(word in _DONE for word in before[-5:])
    return done or (begin == page.clause_start(start) and page.low(begin) != "for")


def _leads_clause(page: Page, start: int) -> bool:
    return start == page.clause_start(start)


def _stretch_start(page: Page, start: int) -> int | None:
    """Where "done in", "for" or "I have" before a stretch begins; None without."""
    if (have := _HAVE.before(page.lows, start)) is not None:
        return have[1]
    begin = start
    while begin > 0 and page.low(begin - 1) in _OPENING and begin > start - 3:
        begin -= 1
    if begin == start:
        return None
    while begin > 0 and page.low(begin - 1) in _DONE | {"be", "can", "up"}:
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
    hard = any(w in _DONE - {"watch", "get"} for w in page.words(begin - 3, begin))
    text = page.raw(begin, end)
    limit = Limit("total", text, high=float(stretch.minutes))
    hours = _hours(stretch.minutes)
    if hard:
        note = f"“{text}” is taken as up to {hours} in all."
        page.limit(begin, end, limit, note)
    elif begin < start:
        page.want(begin, end, Want("", text, 0.5, limit), drop=True)
        page.assume(f"“{text}” is taken as up to {hours} in all, if possible.")


# --- amounts ------------------------------------------------------------------------


def read_lengths(page: Page) -> None:
    """ "Under three hours", "16 episodes max", "30-minute episodes" -> limits."""
    _read_digits(page)
    for spoken in read_back(page):
        _note_that(page, spoken)
    start = 0
    while start < len(page):
        bounded = None if page.claimed[start] else bounded_at(page, start)
        if bounded is None or not page.free(bounded.start, bounded.end):
            start += 1
            continue
        _note_length(page, bounded)
        start = max(start + 1, bounded.amount.end)


_DIGITS: Final = Phrases.table([
    (f"{lead}{digit} digit {noun}", bounds)
    for digit, bounds in (("single", (None, 9.0)), ("double", (10.0, 99.0)))
    for lead in ("", "a ")
    for noun in (
        "episodes", "episode count", "number of episodes", "episode number",
        "amount of episodes", "count of episodes", "eps",
    )
] + [
    ("in single digits|in the single digits|in single figures|in the single figures",
     (None, 9.0)),
    ("in double digits|in the double digits|in double figures", (10.0, 99.0)),
])  # fmt: skip


def _read_digits(page: Page) -> None:
    """ "A single-digit number of episodes"."""
    for start, (low, high), end in _DIGITS.places(page.lows):
        near = page.words(start - 8, end)
        if page.free(start, end) and not EPISODE_WORDS.isdisjoint(near):
            text = page.raw(start, end)
            page.limit(start, end, Limit("episodes", text, low=low, high=high))


def _note_that(page: Page, bounded: Bounded) -> None:
    """ "The machine takes 40 minutes, nothing longer than that"."""
    amount = bounded.amount
    each = amount.high <= _LONGEST_EPISODE and (
        _speaks_of_one(page, bounded.start, bounded.end)
        or _speaks_of_one(page, amount.start, amount.end)
    )
    page.claim(amount.start, amount.end)
    fact: Fact = "minutes" if each else "total"
    _note(
        page,
        bounded,
        "episodes" if amount.unit == "episodes" else fact,
        bounded.start,
        bounded.end,
    )


def _note_length(page: Page, bounded: Bounded) -> None:
    amount = bounded.amount
    if amount.unit is None and _of_them(page, bounded):
        _note(page, bounded, "episodes", bounded.start, bounded.end + 2)
        return
    if amount.unit is None:
        _note_without_unit(page, bounded)
        return
    if _POSTS.at(page.lows, amount.end) is not None:
        return
    if page.recalls and not _told_of_title(page, bounded):
        return
    if amount.unit == "episodes":
        if page.low(bounded.start - 1) not in _EPISODE_PRIORS:
            _note_episodes(page, bounded)
        return
    end = _per_episode_end(page, bounded)
    if end is not None and amount.high <= _LONGEST_EPISODE:
        _note(page, bounded, "minutes", bounded.start, end)
    else:
        _note_total(page, bounded)


def _note_without_unit(page: Page, bounded: Bounded) -> None:
    """ "Episodes: 16 max", "over 20 but under 30 episodes", "twenty-two or fewer"."""
    unit = _unit_before(page, bounded)
    if unit is not None:
        _note(page, bounded, "episodes", unit, bounded.end)
        return
    amount = bounded.amount
    if bounded.bound in (None, "about", "exact") or amount.low >= _FIRST_YEAR:
        return
    if page.recalls or not _stands_alone(page, bounded):
        return
    _note(page, bounded, _fact_before(page, bounded.start), bounded.start, bounded.end)


_COUNTED: Final = frozenset(
    "fewer tops max maximum most minimum least ceiling cap".split()
)
"""What bounds a number of episodes where nothing says of what it is."""
_GOES_ON: Final = frozenset(
    "but and or please pls plz for if so because as though thanks ngl lol since but".split()
)


def _stands_alone(page: Page, bounded: Bounded) -> bool:
    """Whether a number counts nothing that is named: not "at most two leads"."""
    end = bounded.end
    if not (page.ends_clause(end) or page.low(end) in _GOES_ON):
        return False
    if page.low(end) in {"%", "/", "$", "€"} or page.low(bounded.start - 1) in {
        "$",
        "€",
    }:
        return False
    if any(limit.fact in _LENGTHS for _, limit in page.notes.limits):
        return True
    near = page.words(bounded.start - 30, bounded.end + 15)
    if not EPISODE_WORDS.isdisjoint(near):
        return True
    said = page.words(bounded.start, bounded.end)
    return not _COUNTED.isdisjoint(said) and (
        page.clause_start(bounded.start) == bounded.start
    )


_LENGTHS: Final = frozenset({"episodes", "minutes", "total"})


def _fact_before(page: Page, start: int) -> Fact:
    """What a number without a unit counts: what the length noted before it does."""
    before = [
        (at, limit.fact)
        for at, limit in page.notes.limits
        if at < start and limit.fact in _LENGTHS
    ]
    return max(before)[1] if before else "episodes"


def _told_of_title(page: Page, bounded: Bounded) -> bool:
    """In a recollection most amounts are of the story: "three hours later"."""
    amount = bounded.amount
    if amount.unit == "episodes":
        return not page.viewing[bounded.start]
    following = page.words(amount.end, amount.end + 2)
    return following[:1] == ["long"] or any(word in _TITLE_NOUNS for word in following)


def _of_them(page: Page, bounded: Bounded) -> bool:
    """ "Half-hour episodes, at least thirty of them"."""
    return (
        bounded.bound is not None
        and page.words(bounded.end, bounded.end + 2)
        in (["of", "them"], ["of", "those"])
        and any(word in EPISODE_WORDS for word in page.words(0, bounded.start))
    )


def _unit_before(page: Page, bounded: Bounded) -> int | None:
    """Where "episodes: 16 max", "episode count under 20" begin: the unit is first."""
    if bounded.bound in (None, "about", "exact"):
        return None
    for at in range(bounded.start - 1, max(-1, bounded.start - 5), -1):
        if page.low(at) in EPISODE_WORDS:
            return at
        if page.low(at) not in _UNIT_LINKS:
            break
    return None


_SINGLE_AFTER: Final = frozenset("drama special only long show film story".split())


def _means_no_count(page: Page, bounded: Bounded) -> bool:
    """ "An episode", "no single episode", "on episode 20": no number of episodes."""
    amount = bounded.amount
    if numbered(page, amount):
        return bounded.bound in (None, "about", "exact", "least", "above")
    if amount.high != 1:
        return False
    article = page.low(amount.start) in {"a", "an", "single"}
    told = page.low(amount.end) in _SINGLE_AFTER and not article
    return article or not (bounded.bound == "most" or told)


def _note_episodes(page: Page, bounded: Bounded) -> None:
    start = bounded.start
    if _means_no_count(page, bounded):
        return
    if bounded.bound is None and page.words(start - 2, start) in (
        ["not", "a"],
        ["not", "another"],
    ):
        page.claim(start - 2, bounded.end)
        page.assume(f"“{page.raw(start - 2, bounded.end)}” was not checked.")
        return
    if bounded.bound is None and page.low(start - 1) in {"no", "not"}:
        bounded = Bounded(start - 1, bounded.end, bounded.amount, "below")
    weak = bounded.bound is None and page.low(start - 1) == "in"
    if weak:
        bounded = Bounded(start - 1, bounded.end, bounded.amount, "most")
    _note(page, bounded, "episodes", bounded.start, bounded.end)


def _per_episode_end(page: Page, bounded: Bounded) -> int | None:
    """Where the words end that say an amount is of one episode; None if it is not."""
    after = bounded.amount.end
    for at in range(after, min(after + 5, len(page))):
        found = _PER_EPISODE.at(page.lows, at)
        if found is not None:
            return max(found[1], bounded.end)
        if page.low(at) not in _SKIP_TO_EPISODE:
            break
    if whole(page.words(after, after + 3)):
        return None
    if page.low(bounded.start - 1) in {"each", "apiece"}:
        return bounded.end
    if _speaks_of_one(page, bounded.start, bounded.end):
        return bounded.end
    for at in range(bounded.start - 1, max(-1, bounded.start - 8), -1):
        if page.low(at) in EPISODE_WORDS:
            return bounded.end
        if page.low(at) not in _FROM_EPISODE:
            break
    return None


_ONE: Final = frozenset("a an one single each every per any no individual".split())
_LEADS_ON: Final = frozenset({"(", ",", ":", "-", "–"})


def _speaks_of_one(page: Page, start: int, end: int) -> bool:
    """Whether the clause of an amount speaks of an episode, rather than of so many."""
    opens, closes = page.clause_start(start), page.clause_end(end - 1)
    if opens > 0 and start - opens <= 1 and page.low(opens - 1) in _LEADS_ON:
        opens = max(page.clause_start(opens - 1), opens - 5)
    if whole(page.words(opens, closes)):
        return False
    return any(
        _is_one(page, at)
        for at in (
            *_until_parted(page, range(start - 1, max(opens, start - 14) - 1, -1)),
            *(at for at in range(start, end) if page.low(at - 1) in _ONE),
            *_until_parted(page, range(end, min(closes, end + 10))),
        )
    )


_PARTING: Final = frozenset("so but because since then while although".split())


def _until_parted(page: Page, places: Iterable[int]) -> Iterator[int]:
    """The places up to a word that opens another thought."""
    for at in places:
        if page.low(at) in _PARTING:
            return
        yield at


def _is_one(page: Page, at: int) -> bool:
    """ "An episode", "each part", "the chapters", and not "sixteen episodes"."""
    low, before = page.low(at), page.low(at - 1)
    if low in {"part", "parts", "one"}:
        return before in {"each", "every"} or (low != "one" and before == "per")
    if low not in EPISODE_WORDS or before == "other":
        return low == "each" and page.low(at + 1) in {"", ",", ".", "should", "must"}
    if before in _ONE or page.words(at - 2, at) == ["a", "single"]:
        return True
    counted = page.tokens[at - 1].kind == "number" if at else False
    return not counted and number_word(before) is None and before not in _FEW


_FEW: Final = frozenset("few fewer many more less several dozen hundred of".split())


def _note_total(page: Page, bounded: Bounded) -> None:
    amount = bounded.amount
    if bounded.bound not in (None, "about", "exact"):
        _note(page, bounded, "total", bounded.start, _whole_end(page, bounded.end))
        return
    start = bounded.start
    if _of_journey(page, bounded):
        most = Bounded(start, bounded.end, amount, "most")
        _note(page, most, "total", start, bounded.end)
        return
    have = _HAVE.before(page.lows, start)
    done = page.low(start - 1) in {"in", "within"} and any(
        w in _DONE for w in page.words(start - 4, start - 1)
    )
    if have is not None or done:
        begin = have[1] if have is not None else start - 1
        most = Bounded(begin, bounded.end, amount, "most")
        _note(page, most, "total", begin, _whole_end(page, bounded.end))
    elif _of_a_title(page, bounded):
        _note(page, bounded, "total", start, _whole_end(page, bounded.end))


def _of_journey(page: Page, bounded: Bounded) -> bool:
    """ "My flight is 13 hours": what is to be seen has to fit into it."""
    near = page.words(bounded.start - 4, bounded.start) + page.words(
        bounded.end, bounded.end + 3
    )
    sentence = page.tokens[bounded.start].sentence
    if bounded.amount.high <= _LONGEST_EPISODE and any(
        _is_one(page, at) and page.tokens[at].sentence == sentence
        for at in range(bounded.end, min(bounded.end + 20, len(page)))
    ):
        return False  # an episode has to fit into it
    mine = any(
        token.low in _MINE for token in page.tokens if token.sentence == sentence
    )
    lead = any(
        word in {"for", "on", "during"}
        for word in page.words(bounded.start - 6, bounded.start)
    )
    return any(word in _JOURNEYS for word in near) and (mine or lead)


def _whole_end(page: Page, end: int) -> int:
    """Past "long", "in total", "of runtime" behind an amount."""
    while page.low(end) in {"long", "in", "total", "altogether", "overall", "runtime"}:
        if page.low(end) == "in" and page.low(end + 1) not in {"total", "all"}:
            break
        end += 1 + (page.low(end) == "in")
    return end


def _of_a_title(page: Page, bounded: Bounded) -> bool:
    """Whether a bare amount is a title's: "a two-hour film", "2 hours long"."""
    amount = bounded.amount
    following = page.words(amount.end, amount.end + 3)
    if amount.ranged or whole(following):
        return True
    if following[:1] == ["long"] or any(w in _TITLE_NOUNS for w in following[:2]):
        return True
    alone = _leads_clause(page, bounded.start) and page.ends_clause(bounded.end)
    return alone and amount.low > 0


def _note(page: Page, bounded: Bounded, fact: Fact, start: int, end: int) -> None:
    low, high = bounded.interval()
    text = page.raw(start, end)
    if fact != "episodes" and bounded.bound in (None, "exact"):
        low, high = _rounded(bounded.amount)
    limit = Limit(fact, text, low=low, high=high)
    if bounded.bound == "about":
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
    else:
        page.limit(start, end, limit, _note_rounded(bounded, fact, text, low, high))


def _rounded(amount: Amount) -> tuple[float, float]:
    """A bare length is a round figure: a tenth less or more is still that."""
    if amount.ranged:
        return amount.low, amount.high
    slack = max(2.0, amount.low / 10)
    return math.ceil(amount.low - slack), math.floor(amount.high + slack)


def _note_rounded(
    bounded: Bounded, fact: Fact, text: str, low: float | None, high: float | None
) -> str:
    bare = bounded.bound in (None, "exact") and not bounded.amount.ranged
    if fact == "episodes" or not bare or low is None or high is None:
        return ""
    return f"“{text}” is taken as {low:g} to {high:g} minutes."


# --- soft ---------------------------------------------------------------------------


def read_soft_lengths(page: Page) -> None:
    """ "A short series", "not too long" -> wants."""
    for start, (fact, low, high), end in _SOFT.places(page.lows):
        if page.recalls or not page.free(start, end):
            continue
        if page.low(end) in {"story", "stories", "hair", "film", "films", "of", "term"}:
            continue
        text = page.raw(start, end)
        limit = Limit(fact, text, low=low, high=high)
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
        if note := _SOFT_NOTES.get((fact, int(high or 0))):
            page.assume(note.format(text=text))
