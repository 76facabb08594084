"""How long: total time, episodes, minutes of an episode."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final

from ..domain import Fact, Limit, Want
from .amounts import EPISODE_WORDS, Amount, number_word, whole
from .bounds import Bounded, bounded_at, numbered, read_back
from .page import Page
from .stretches import DONE, HAVE, leads_clause
from .tokens import Phrases

_JOURNEYS: Final = frozenset(
    "flight flights layover layovers drive journey trip shift commute train plane bus "
    "ferry stopover ride road".split()
)
_MINE: Final = frozenset("my our i i'm i've i'll we we're we've".split())
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
    leads = page.clause_start(bounded.start) == bounded.start
    return "fewer" in said or (leads and not _COUNTED.isdisjoint(said))


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
