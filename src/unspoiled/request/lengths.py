"""How long: total time, episodes, minutes of an episode."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from ..domain import Fact, Limit, Want
from .amounts import EPISODE_WORDS, UNITS, Amount, number_at, unit_before, whole
from .apiece import LONGEST_EPISODE, per_episode_end, speaks_of_one
from .bounds import Bounded, bound_behind, bounded_at, numbered, read_back
from .comparators import BEFORE
from .negation import modifier_before
from .page import ALLOWED, Page
from .spare import fitted, of_journey
from .stretches import DONE, HAVE, leads_clause
from .tokens import Phrases
from .turning import denied_from, refused

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


# --- amounts ------------------------------------------------------------------------


def read_lengths(page: Page) -> None:
    """ "Under three hours", "16 episodes max", "30-minute episodes" -> limits."""
    _read_digits(page)
    _read_products(page)
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
    _settle(page)


def _settle(page: Page) -> None:
    """ "Ten episodes, fifteen at a push": what a bound allows as well is no limit itself."""
    notes = page.notes
    for fact in ("episodes", "minutes", "total"):
        limits = [limit for _, limit in notes.limits if limit.fact == fact]
        bounds = [
            limit for limit in limits if (limit.low is None) != (limit.high is None)
        ]
        if not bounds:
            continue
        exact = [
            one for one in limits if one.low == one.high and _within(one, bounds[0])
        ]
        ranges = [one for one in limits if None not in (one.low, one.high)]
        implied = [
            bound
            for bound in bounds
            if any(one.low != one.high and _within(one, bound) for one in ranges)
        ]  # "four episodes or five, six would be too many"
        dropped = exact + implied
        notes.limits = [noted for noted in notes.limits if noted[1] not in dropped]
        notes.wants = [
            noted
            for noted in notes.wants
            if not (
                noted[1].limit
                and noted[1].limit.fact == fact
                and page.hedge[noted[0]] == ALLOWED
            )
        ]


def _within(one: Limit, bound: Limit) -> bool:
    """Whether a number or a range keeps an open bound."""
    low, high = one.low or 0.0, one.high or 0.0
    return (bound.low is None or bound.low <= low) and (
        bound.high is None or high <= bound.high
    )


_TIMES_EACH: Final = frozenset({"x", "×", "@", "*", "times"})
_MINUTES: Final = frozenset({"min", "mins", "minutes", "minute", "m", "'", "′"})


def _read_products(page: Page) -> None:
    """ "16 × 60 minutes", "8x60", "12 eps @ 45 min": so many episodes of so many minutes."""
    for at in range(1, len(page) - 1):
        if page.low(at) not in _TIMES_EACH or page.recalls:
            continue
        start = at - 1 - (page.low(at - 1) in EPISODE_WORDS)
        count, each = number_at(page, max(start, 0)), number_at(page, at + 1)
        if count is None or each is None or count[1] not in (at, at - 1):
            continue
        told = page.low(each[1]) in _MINUTES
        end = each[1] + told
        sized = 1 < count[0] <= 200 and 10 <= each[0] <= LONGEST_EPISODE
        bare = page.tokens[at].glued and page.tokens[at + 1].glued
        if not sized or not (told or bare) or not page.free(start, end):
            continue
        text = page.raw(at + 1, end)
        low, high = _rounded(Amount(at + 1, end, each[0], each[0], "minutes"))
        many = page.raw(start, at)
        page.limit(start, end, Limit("episodes", many, low=count[0], high=count[0]))
        note = f"“{text}” is taken as {low:g} to {high:g} minutes each."
        page.limit(start, end, Limit("minutes", text, low=low, high=high), note)


_DIGIT_COUNTS: Final = {"single": 1.0, "double": 2.0, "triple": 3.0}
_DIGIT_WORDS: Final = frozenset({"digit", "digits", "figure", "figures"})


def _read_digits(page: Page) -> None:
    """ "A single-digit number of episodes", "no three-digit episode counts"."""
    for at in range(1, len(page)):
        if page.low(at) not in _DIGIT_WORDS or not page.free(at - 1, at + 1):
            continue
        number = number_at(page, at - 1)
        count = _DIGIT_COUNTS.get(page.low(at - 1), number[0] if number else None)
        if count is None or not 1 <= count <= 4:
            continue
        end = at + 1
        near = range(max(0, at - _DIGITS_NEAR), min(len(page), end + _DIGITS_NEAR))
        sentence = page.tokens[at].sentence
        if any(
            page.low(i) in EPISODE_WORDS and page.tokens[i].sentence == sentence
            for i in near
        ):
            _note_digits(page, at - 1, end, count)


_DIGITS_NEAR: Final = 8
"""Tokens around "three digits" within which it is said that they count episodes."""


def _note_digits(page: Page, start: int, end: int, count: float) -> None:
    bound = BEFORE.before(page.lows, start)
    start = start if bound is None else bound[1]
    if bound is None and (behind := bound_behind(page, end)) is not None:
        bound, end = (behind[0], start), behind[1]
    low: float | None = 10.0 ** (count - 1)
    high: float | None = 10.0**count - 1
    denial = denied_from(page, start, above=True)
    if bound is not None and bound[0] in ("most", "below", "above"):
        beyond = bound[0] == "above" and denial is None
        most = high if bound[0] != "below" else 10.0 ** (count - 1) - 1
        low, high = (10.0**count, None) if beyond else (None, most)
    elif denial is not None or refused(page, start, end, above=True):
        low, high = (None, 10.0 ** (count - 1) - 1) if count > 1 else (10.0, None)
    elif count == 1:
        low = None
    text = page.raw(start, end)
    page.limit(start, end, Limit("episodes", text, low=low, high=high))


def _note_that(page: Page, bounded: Bounded) -> None:
    """ "The machine takes 40 minutes, nothing longer than that"."""
    amount = bounded.amount
    each = amount.high <= LONGEST_EPISODE and (
        speaks_of_one(page, bounded.start, bounded.end)
        or speaks_of_one(page, amount.start, amount.end)
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
    if amount.unit is None and (end := _of_them(page, bounded)) is not None:
        _note(page, bounded, "episodes", bounded.start, end)
        return
    if amount.unit is None:
        _note_without_unit(page, bounded)
        return
    if bounded.end == amount.end and _POSTS.at(page.lows, amount.end) is not None:
        return
    if page.recalls and not _told_of_title(page, bounded):
        return
    if amount.unit == "episodes":
        if page.low(bounded.start - 1) not in _EPISODE_PRIORS:
            _note_episodes(page, bounded)
        return
    if (fact := fitted(page, bounded)) is not None:
        most = replace(bounded, bound="most")
        _note(page, most, fact, bounded.start, bounded.end)
        return
    end = per_episode_end(page, bounded)
    if end is None and _of_dramas(page, amount):
        end = bounded.end
    if end is not None and amount.high <= LONGEST_EPISODE:
        _note(page, bounded, "minutes", bounded.start, end)
    else:
        _note_total(page, bounded)


_DRAMAS: Final = frozenset(
    "dramas kdramas cdramas jdramas tdramas lakorns shows sitcom sitcoms series soaps "
    "comedies romances romcoms thrillers mysteries melodramas sageuks".split()
)
_LONG_EPISODE: Final = 90


def _of_dramas(page: Page, amount: Amount) -> bool:
    """ "Half-hour dramas": as long as their episodes."""
    following = page.words(amount.end, amount.end + 3)
    return (
        not amount.ranged
        and amount.high <= _LONG_EPISODE
        and not following[:1] == ["long"]
        and any(
            word in _DRAMAS and following[:at].count("of") == 0
            for at, word in enumerate(following)
        )
    )


def _note_without_unit(page: Page, bounded: Bounded) -> None:
    """ "Episodes: 16 max", "over 20 but under 30 episodes", "twenty-two or fewer"."""
    amount = bounded.amount
    unit = _unit_before(page, bounded)
    before = page.words(amount.start - 5, amount.start)
    headed = before[-1:] in ([":"], ["="]) or not {"number", "count"}.isdisjoint(before)
    if unit is None and (amount.ranged or headed):
        unit = unit_before(page, amount.start)
    counted = _count_behind(page, amount) if unit is None else None
    if counted is not None:
        _note(page, bounded, "episodes", bounded.start, counted)
        return
    if unit is not None:
        fact: Fact = "minutes" if _of_time(page, unit, bounded) else "episodes"
        _note(page, bounded, fact, min(unit, bounded.start), bounded.end)
        return
    if bounded.bound in (None, "about", "exact") or amount.low >= _FIRST_YEAR:
        return
    if page.recalls or not _stands_alone(page, bounded):
        return
    fact = _fact_before(page, bounded.start)
    if fact != "episodes":
        bounded = replace(bounded, amount=_in_unit_before(page, bounded))
    _note(page, bounded, fact, bounded.start, bounded.end)


def _in_unit_before(page: Page, bounded: Bounded) -> Amount:
    """ "At least twenty hours, no more than twenty-five": of the unit said last."""
    amount = bounded.amount
    units = (UNITS.get(page.low(at)) for at in range(bounded.start - 1, -1, -1))
    scale = next((unit[1] for unit in units if unit and unit[0] == "minutes"), 1.0)
    return replace(amount, low=amount.low * scale, high=amount.high * scale)


_IS_COUNT: Final = frozenset(
    "is are be would should must will : those these that the my our number count of only "
    "as".split()
)


def _count_behind(page: Page, amount: Amount) -> int | None:
    """ "Sixteen is the episode count", "12, 13, 14: those are the numbers of episodes"."""
    at = amount.end
    while page.low(at) in _IS_COUNT and at < amount.end + 7:
        at += 1
    if at < amount.end + 2 or page.low(at) not in EPISODE_WORDS:
        return None
    between = page.words(amount.end, at)
    counts = page.low(at + 1) in {"count", "counts", "number", "numbers"}
    counted = counts or not {"number", "count"}.isdisjoint(between)
    return at + 1 + counts if counted else None


_TIMES: Final = frozenset(
    "minute minutes min mins runtime runtimes length lengths duration durations time".split()
)


def _of_time(page: Page, unit: int, bounded: Bounded) -> bool:
    """ "Minutes per episode: 30", "episode length below 45": how long one lasts."""
    heading = page.words(max(page.clause_start(unit), unit - 4), bounded.start)
    long = 5 <= bounded.amount.high <= LONGEST_EPISODE
    return long and not _TIMES.isdisjoint(heading)


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
    opens = page.clause_start(bounded.start)
    if "fewer" in said:
        return True
    if said[:1] == ["nobody"] or said[:2] == ["no", "one"]:
        return False  # "nobody under sixty"
    leads = all(word in _LEADS_NUMBER for word in page.words(opens, bounded.start))
    counted = not _COUNTED.isdisjoint(said) or bounded.amount.high not in _AGES
    return leads and counted


_LEADS_NUMBER: Final = frozenset(
    "anything something just only with of ones keep it a and i want make that's be".split()
)
_AGES: Final = frozenset({12.0, 13.0, 15.0, 18.0, 21.0})
"""Numbers that are as often the age of who watches, or of whoever is shown."""


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


_THEM: Final = (["of", "them"], ["of", "those"])


def _of_them(page: Page, bounded: Bounded) -> int | None:
    """Where "half-hour episodes, at least thirty of them" ends."""
    amount = bounded.amount
    ends = [
        at + 2 for at in (bounded.end, amount.end) if page.words(at, at + 2) in _THEM
    ]
    if not ends or (bounded.bound is None and amount.high <= 1):
        return None
    before = page.words(bounded.start - 100, bounded.start)
    episodes = any(word in EPISODE_WORDS for word in before)
    return max(ends[0], bounded.end) if episodes else None


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


def _note_contrast(page: Page, bounded: Bounded) -> bool:
    """ "Not sixteen episodes but thirty-two", "tired of the 16 episode format"."""
    start, sentence = bounded.start, page.tokens[bounded.start].sentence
    modifier = modifier_before(page, start)
    if modifier is None or not modifier.against:
        return False
    for at in range(bounded.end, min(bounded.end + 8, len(page) - 1)):
        if page.tokens[at].sentence != sentence:
            break
        number = number_at(page, at + 1) if page.low(at) == "but" else None
        if number is not None and page.ends_clause(number[1]):
            page.claim(start, bounded.end)
            value, text = number[0], page.raw(at + 1, number[1])
            page.limit(
                at + 1, number[1], Limit("episodes", text, low=value, high=value)
            )
            return True
    if page.low(start - 1) in {"no", "not", "without"}:
        return False
    page.claim(modifier.start, bounded.end)
    page.assume(f"“{page.raw(modifier.start, bounded.end)}” was not checked.")
    return True


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
    if bounded.bound is None and _note_contrast(page, bounded):
        return
    if bounded.bound is None and page.low(start - 1) in {"no", "not"}:
        bounded = Bounded(start - 1, bounded.end, bounded.amount, "below")
    weak = bounded.bound is None and page.low(start - 1) == "in"
    if weak:
        bounded = Bounded(start - 1, bounded.end, bounded.amount, "most")
    _note(page, bounded, "episodes", bounded.start, bounded.end)


def _note_total(page: Page, bounded: Bounded) -> None:
    amount = bounded.amount
    if bounded.bound not in (None, "about", "exact"):
        _note(page, bounded, "total", bounded.start, _whole_end(page, bounded.end))
        return
    start = bounded.start
    if of_journey(page, bounded):
        fills = "enough" in page.words(start - 4, start)  # "long enough for ..."
        most = Bounded(start, bounded.end, amount, "least" if fills else "most")
        _note(page, most, "total", start, bounded.end)
        return
    have = HAVE.before(page.lows, start)
    done = page.low(start - 1) in {"in", "within"} and any(
        w in DONE for w in page.words(start - 4, start - 1)
    )
    if have is not None or done:
        begin = have[1] if have is not None else start - 1
        most = Bounded(begin, bounded.end, amount, "most")
        _note(page, most, "total", begin, _whole_end(page, bounded.end))
    elif _of_a_title(page, bounded):
        _note(page, bounded, "total", start, _whole_end(page, bounded.end))


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
    if (
        amount.ranged
        or whole(following)
        or whole(page.words(bounded.end, bounded.end + 2))
    ):
        return True
    if following[:1] == ["long"] or any(w in _TITLE_NOUNS for w in following[:2]):
        return True
    alone = leads_clause(page, bounded.start) and page.ends_clause(bounded.end)
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
