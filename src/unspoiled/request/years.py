"""When it was made: "since 2018", "the nineties", "last five years", "2015-2019"."""

from __future__ import annotations

from typing import Final

from ..domain import Limit, Want
from .amounts import number_at
from .page import HEDGED, Page
from .tokens import Phrases

Years = tuple[int | None, int | None]

FIRST: Final = 1900
LAST: Final = 2100
_EARLIEST_DECADE: Final = 1950
"""A decade before this is when a story is set, not when a drama was made."""
_RECENT: Final = 3
"""How many years, with this one, are recent."""

_DECADES: Final = {
    "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980,
    "nineties": 1990, "noughties": 2000, "naughties": 2000, "aughts": 2000,
    "twothousands": 2000,
}  # fmt: skip
_SINCE, _AFTER, _BEFORE, _UNTIL, _IN, _ABOUT = (
    "since", "after", "before", "until", "in", "about",
)  # fmt: skip
_CUES: Final = Phrases.table([
    ("since|ever since|since the|once|once the|as of|not further back than|"
     "no further back than|nothing further back than|after the start of|from the start of|"
     "going back to|back to|as far back as|starting with|starting|"
     "starting in|starting from|from at least|no earlier than|"
     "not earlier than|not before|no older than|not older than|nothing before|"
     "nothing older than|nothing from before|not from before|made since|"
     "nothing earlier than|at least from|released since|no films before|"
     "nothing pre|not pre|earliest|at the earliest", _SINCE),
    ("after|newer than|later than|post|more recent than|made after|"
     "released after|from after|younger than|past", _AFTER),
    ("before|before the year|older than|earlier than|pre|prior to|made before|"
     "released before|from before", _BEFORE),
    ("until|till|up to|up to and including|up until|as late as|latest|ending in|"
     "until the end of|by the end of|by|no later than|not later than|not after|nothing after|"
     "no newer than|not newer than|nothing newer than|nothing more recent than|"
     "through|not post|at the latest|nothing from after", _UNTIL),
    ("from|made in|released in|that came out in|came out in|out in|aired in|airing in|"
     "which aired in|that aired in|produced in|premiered in|broadcast in|of|year|"
     "year:|in|from the year|released|aired|dated|made|from the|in the|"
     "aired in the|released in the|made in the|came out in the|the|of the", _IN),
    ("around|about|circa|roughly|from around|from about|somewhere around|"
     "sometime around|from roughly|in about|in around|c.|ca.", _ABOUT),
])  # fmt: skip
_TRAILING: Final = Phrases.table([
    ("forward|forwards|going forward|upwards|upward|and beyond|or beyond|and on|"
     "and after that|or after that|and counting|at the earliest|or above|or up|"
     "or later|or newer|or after|onwards|onward|on|and later|and newer|and after|"
     "and up|+|or more recent|and onwards|and onward|to now|to today|to present|"
     "till now|until now|to the present|- now|- present", _SINCE),
    ("or earlier|or older|or before|and earlier|and before|and older|"
     "at the latest|latest|and back|backwards|and no later|but no later|and not later|"
     "at most|tops|max|and not after", _UNTIL),
])  # fmt: skip
_STORY_CUES: Final = Phrases.table([
    ("set in|set in the|set during|set around|set back in|setting is|takes place in|"
     "takes place in the|taking place in|happens in|happening in|taking us back to|"
     "lives in|living in|back to|about the|during|during the|set between|"
     "grew up in the|grew up in|raised in the|raised in|kid in the|child in the|"
     "teenager in the|teen in the|met in|married in|lived in the|lived through the|"
     "survived the|child of the|kid of the|product of the|in the world of the|"
     "in her|in his|in their|in my|in our|in your|in its|class of|born in|"
     "born in the|story of|a story from|goes to|travels to|sent to|returns to|"
     "growing up in|growing up in the|people in their|childhood in|life in|"
     "life in the|nostalgia for the|nostalgia for|about|of her|of his|since i was|"
     "trapped in|events of|crisis of|olympics of|war of|world cup of", True),
])  # fmt: skip
"""What shows that a year or decade is of the story, or an age."""
_TITLE_NOUNS: Final = frozenset(
    "drama dramas kdrama kdramas cdrama k c j korean chinese japanese thai taiwanese "
    "series show shows film films movie movies release releases romcom romance comedy "
    "thriller melodrama sitcom classic classics special hit title titles".split()
)
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


_YEAR_WORDS: Final = frozenset({*_DECADES, "two", "nineteen", "twenty"})


def read_years(page: Page) -> None:
    """Note every limit on the year."""
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        token = page.tokens[start]
        if token.kind == "number" or token.low in _YEAR_WORDS:
            _written(page, start)
        elif token.low in _THAN_ME.firsts and _than_viewer(page, start):
            continue
        elif token.low in _SPOKEN_FIRST:
            _ = _spoken(page, start) or _last_years(page, start) or _age(page, start)


def _written(page: Page, start: int) -> bool:
    """A year, range or decade with its cue."""
    found = _range_at(page, start) or _decade_at(page, start) or _year_at(page, start)
    if found is None:
        return False
    if _bracketed(page, start, found[1]) and found[1] == start + 1:
        page.claim(start - 1, found[1] + 1)
        return True
    found = _with_next_decade(page, found)
    if page.low(found[1]) in {
        "feel",
        "vibe",
        "vibes",
        "look",
        "style",
        "aesthetic",
        "feeling",
    }:
        return False
    (low, high), end = found
    one_year = low == high
    if page.recalls and page.viewing[start] and not _of_film(page, start, end):
        _note_seen(page, start, end, high)
        return True
    of_story = _STORY_CUES.before(page.lows, start) is not None
    if (of_story and not _meant_later(page, start)) or _joins_story(page, start):
        return True  # when it is set: left to the facets and to search
    if _of_the(page, start):
        return True
    cue = _CUES.before(page.lows, start) or _CUES.before(
        page.lows, _cue_end(page, start)
    )
    trailing = _TRAILING.at(page.lows, end)
    if trailing is not None and not _stands_on(page, trailing[1]):
        trailing = None
    kind = cue[0] if cue else None
    begin = cue[1] if cue else start
    kind, begin, denied = _turned(page, kind, begin)
    if denied:
        return _note_not_from(page, begin, end)
    if trailing is not None and kind in (None, _IN):
        kind, end = trailing[0], trailing[1]
    elif (
        kind in (None, _IN)
        and one_year
        and not (_bare_year(page, start, end, kind) or _meant_later(page, start))
    ):
        return False
    if page.recalls and not _of_film(page, start, end) and not _short(page, start):
        return False
    if not page.free(begin, end):
        begin = start
    _note(page, begin, end, kind, (low, high))
    return True


_NO: Final = frozenset(
    "nothing no not none never don't isn't aren't wasn't weren't doesn't can't cannot "
    "won't shouldn't mustn't nor without excluding exclude skip avoid barring minus "
    "except neither".split()
)
_BETWEEN: Final = frozenset(
    "be been have has come comes a an single day day's minute one year bit dated produced "
    "anything something stuff things go goes going reach too any even of made released aired from that is was that's anything dramas drama shows series films "
    "movies film movie want show me titles which are were came out older newer older the".split()
)


def _turned(page: Page, kind: str | None, begin: int) -> tuple[str | None, int, bool]:
    """ "Nothing made before 2015" is since 2015; whether a span itself is ruled out."""
    at = begin
    while at > 0 and page.low(at - 1) in _BETWEEN and page.free(at - 1, at):
        at -= 1
    if at == 0 or page.low(at - 1) not in _NO or not page.same_clause(at - 1, begin):
        return kind, begin, False
    flipped = {"before": "since", "after": "until", "since": "before", "until": "after"}
    if kind in flipped:
        return flipped[kind], at - 1, False
    return kind, at - 1, kind in (None, _IN) and page.low(at - 1) in {"not", "nothing"}


def _note_not_from(page: Page, start: int, end: int) -> bool:
    """ "Not from the nineties": there is no limit for a gap, so it is said."""
    page.claim(start, end)
    page.assume(f"“{page.raw(start, end)}” was not checked: say from or until when.")
    return True


_THEN: Final = Phrases.table([
    ("from then|from the year i was born|from the year we were born|from my birth year|"
     "from that very year|from the same year|from that same year|that very year|"
     "in that very year|made that year|from that year|of that year|from that time|made then|from that decade",
     True),
])  # fmt: skip
_FILM_NOUNS: Final = frozenset(
    "movie film show drama series cartoon anime kdrama".split()
)
_FILM_CUES: Final = frozenset(
    "from made released out produced filmed shot aired it's its".split()
)


def _joins_story(page: Page, start: int) -> bool:
    """ "The 1900s or 1950s": the second is of the story like the first."""
    if page.low(start - 1) not in {"or", "/", "and", ","}:
        return False
    first = next(
        (f for at in (start - 3, start - 4) if at >= 0 and (f := _decade_at(page, at))),
        None,
    )
    old = first is not None and (first[0][0] or LAST) < _EARLIEST_DECADE
    at = start - 3
    return old or (at > 1 and _decade_at(page, at) is not None and _of_the(page, at))


def _of_the(page: Page, start: int) -> bool:
    """ "The Korea of the 80s": of what was then, unless of what was made then."""
    at = start - 1 - (page.low(start - 1) == "the")
    if page.low(at) != "of" or at < 1:
        return False
    return page.low(at - 1) not in _TITLE_NOUNS | _ONES | _MADE | {"best", "hits"}


def _bracketed(page: Page, start: int, end: int) -> bool:
    """ "Harbour (2011)": the year of a title, known here or not."""
    return start > 1 and page.low(start - 1) == "(" and page.low(end) == ")"


def _meant_later(page: Page, start: int) -> bool:
    """ "2016 was a good year. Show me dramas from then"."""
    return any(_THEN.at(page.lows, at) for at in range(start + 1, len(page)))


_THAN_ME: Final = Phrases.table([
    ("older than me|older than i am|older than myself|older than i|made before i was born|"
     "from before i was born|before i was born|before my time", "before"),
    ("younger than me|younger than i am|newer than me|made after i was born|"
     "after i was born|since i was born", "since"),
    ("as old as me|as old as i am|my age|the same age as me", "in"),
])  # fmt: skip
_BORN: Final = Phrases.table([("born in|born", True)])


def _than_viewer(page: Page, start: int) -> bool:
    """ "Older than me, and I was born in 1990"."""
    found = _THAN_ME.at(page.lows, start)
    if found is None or page.recalls or not page.free(start, found[1]):
        return False
    for at in range(len(page)):
        born = _BORN.at(page.lows, at)
        year = None if born is None else _year(page, born[1])
        if year is None:
            continue
        low, high = _bounds(found[0], year, year)
        text = page.raw(start, found[1])
        note = f"“{text}” is taken as {'before' if low is None else 'since'} {year}."
        page.limit(start, found[1], Limit("year", text, low=low, high=high), note)
        return True
    return False


def _of_film(page: Page, start: int, end: int) -> bool:
    """In a recollection: whether a year is the film's ("a 90s movie", "made in 1995")."""
    closes = page.clause_end(start)
    if any(word in _FILM_NOUNS for word in page.words(end, min(end + 4, closes))):
        return True
    before = page.words(start - 4, start)
    if before[-1:] == ["from"] or before[-2:] in (["from", "the"], ["from", "around"]):
        return any(
            word in _FILM_NOUNS | {"it", "was", "is"}
            for word in page.words(start - 8, start)
        )
    return any(word in _FILM_CUES for word in before)


def _short(page: Page, start: int) -> bool:
    """Whether a clause says little more than the year: "probably late 80s", "it was 90s"."""
    opens, closes = page.clause_start(start), page.clause_end(start)
    return closes - opens <= 7


def _note_seen(page: Page, start: int, end: int, high: int | None) -> None:
    """When the viewer saw it: it cannot be younger, and that is a want at most."""
    assert high is not None
    text = page.raw(start, end)
    page.want(
        start, end, Want("", text, 1.0, Limit("year", text, high=high)), drop=True
    )


def _cue_end(page: Page, start: int) -> int:
    """Where a cue for what starts at `start` ends: before an apostrophe, "early"."""
    return start - (page.low(start - 1) in {"'", "’", "year"})


def _stands_on(page: Page, end: int) -> bool:
    """ "2018 on Netflix" is not "2018 on"."""
    return page.low(end - 1) != "on" or page.ends_clause(end) or page.low(end) in {
        "and", "or", "but", "with", "please", "only",
    }  # fmt: skip


def _bare_year(page: Page, start: int, end: int, kind: str | None) -> bool:
    """Whether a lone year is when the title was made: "from 2020", "a 2021 drama"."""
    if page.low(end) in _TITLE_NOUNS:
        return True
    if kind == _IN:
        before = page.words(max(page.clause_start(start), start - 8), start)
        if {"i", "we"} & set(before) and {"watched", "saw", "seen"} & set(before):
            return False
        cue = page.low(start - 1)
        if cue in {"of", "the"}:
            return False
        return cue != "in" or page.low(start - 2) in _MADE | _TITLE_NOUNS | _ONES
    return page.clause_start(start) == start and page.ends_clause(end)


_PARTS: Final = frozenset({"early", "mid", "late"})
_ONES: Final = frozenset("something anything one ones stuff things".split())
_MADE: Final = frozenset(
    "made released out aired airing produced premiered broadcast filmed shot".split()
)


def _year_at(page: Page, start: int) -> tuple[Years, int] | None:
    year = _year(page, start)
    if year is not None:
        return (year, year), start + 1
    short = _year_with_k(page, start)
    if short is not None:
        return (short, short), start + 3
    spoken = None if page.claimed[start] else _year_in_words(page, start)
    return None if spoken is None else ((spoken[0], spoken[0]), spoken[1])


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


def _year(page: Page, index: int) -> int | None:
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


def _range_at(page: Page, start: int) -> tuple[Years, int] | None:
    """ "2015-2019", "2015 to 2019", "between 2015 and 2019", "2015-19"."""
    first = _year(page, start)
    joined = _RANGE_WORDS.at(page.lows, start + 1) if first is not None else None
    if first is not None and joined is not None:
        second = _year(page, joined[1])
        return (
            None
            if second is None or second < first
            else ((first, second), joined[1] + 1)
        )
    joins = {"-", "–", "—", "to", "until", "till", "through", "and", "~", "or", "/"}
    if first is None or page.low(start + 1) not in joins:
        return None
    join = page.low(start + 1)
    second = _year(page, start + 2)
    short = page.low(start + 2)
    if second is None and join in "-–" and short.isdecimal() and len(short) == 2:
        second = first // 100 * 100 + int(short)
    if second is None or second < first:
        return None
    if join == "and" and page.low(start - 1) not in {"between", "in", "from"}:
        return None
    return (first, second), start + 3


def _decade_at(page: Page, start: int) -> tuple[Years, int] | None:
    """ "90s", "the '90s", "1990s", "nineties", "late 90s"; the last without its cue."""
    low = page.low(start)
    if low in _DECADES:
        return _part(page, start, _DECADES[low]), start + 1
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


def _with_next_decade(page: Page, found: tuple[Years, int]) -> tuple[Years, int]:
    """ "80s or 90s", "late 90s/early 2000s": both."""
    (low, high), end = found
    joined = page.low(end) in {"or", "/", "and", "-", "to", ","}
    if low == high or not (joined or page.low(end) in _PARTS):
        return found
    at = end + joined
    at += page.low(at) in {"maybe", "the", "possibly", "perhaps"}
    at += page.low(at) in {"early", "mid", "late"}
    following = _decade_at(page, at) if at < len(page) else None
    if following is None or low is None or high is None:
        return found
    (other_low, other_high), stop = following
    assert other_low is not None
    assert other_high is not None
    return (min(low, other_low), max(high, other_high)), stop


def _part(page: Page, start: int, decade: int) -> Years:
    at = _cue_end(page, start)
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


def _note(page: Page, start: int, end: int, kind: str | None, years: Years) -> None:
    low, high = years
    told = page.low(start) == "from"  # a story is set in a time, a film is from one
    old = low is not None and low < _EARLIEST_DECADE
    if old and kind in (None, _IN) and not told:
        return
    part = start
    start = _before_part(page, start)
    late = start < part and _PARTS & set(page.words(start, part))
    if page.recalls and (late or (kind in (None, _IN) and low != high)):
        # "late eighties", "90s" are guesses, when they are remembered
        page.hedge[start] = min(page.hedge[start], HEDGED)
    text = page.raw(start, end)
    bounds = _bounds(kind, low, high)
    limit = Limit("year", text, low=bounds[0], high=bounds[1])
    if kind == _ABOUT:
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
        return
    if page.recalls and page.low(end) == "?":
        page.hedge[start] = min(page.hedge[start], HEDGED)
    note = ""
    if kind == _IN and low == high and page.low(start) == "from":
        note = (
            f"“{text}” is taken as that year alone; "
            f"say “since {low}” for later ones too."
        )
    page.limit(start, end, limit, note)


def _before_part(page: Page, start: int) -> int:
    """Take "early", "late" and their cue along."""
    if page.low(start - 1) in _PARTS and page.free(start - 1, start):
        start -= 1
        if page.low(start - 1) in {"to", "/", "or"} and page.low(start - 2) in _PARTS:
            start -= 2
        cue = _CUES.before(page.lows, start)
        if cue is not None and page.free(cue[1], start):
            start = cue[1]
    return start


def _bounds(
    kind: str | None, low: int | None, high: int | None
) -> tuple[float | None, float | None]:
    assert low is not None
    assert high is not None
    match kind:
        case "since":
            return low, None
        case "after":
            return high + 1, None
        case "before":
            return None, low - 1
        case "until":
            return None, high
        case "about":
            return low - 2, high + 2
        case _:
            return low, high


def _spoken(page: Page, start: int) -> bool:
    """ "This year", "the past decade"."""
    found = _SPOKEN.at(page.lows, start)
    if found is None or not page.free(start, found[1]):
        return False
    (back, forward), end = found
    year = page.today.year
    other = _SPOKEN.at(page.lows, end + 1) if page.low(end) in {"or", "and"} else None
    if other is not None and other[0][0] >= 0 <= back:  # "last year or this year"
        (second, until), end = other
        back, forward = max(back, second), min(forward, until)
    if back < 0:
        low, high = year - year % 10, year
    else:
        low, high = year - back, year - forward
    if back == 0 and page.words(end, end + 2) == ["or", "last"]:
        low, end = low - 1, end + 2
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


def _last_years(page: Page, start: int) -> bool:
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


_SPOKEN_FIRST: Final = _SPOKEN.firsts | _LAST.firsts | _AGES.firsts


def _age(page: Page, start: int) -> bool:
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


_OF_PEOPLE: Final = frozenset({"is", "are", "he's", "she's", "lead", "leads"})
"""Behind these, "older" is said of somebody."""


def read_recency(page: Page) -> None:
    """ "Recent", "something old" -> wants."""
    for start, (recent, old), end in _RECENTLY.places(page.lows):
        if not page.free(start, end):
            continue
        if page.low(end) in _NOT_RECENT or page.low(start - 1) in _OF_PEOPLE:
            continue
        text, this = page.raw(start, end), page.today.year
        low = None if recent is None else this - recent
        high = None if old is None else this - old
        limit = Limit("year", text, low=low, high=high)
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
        edge = f"{low} or later" if low is not None else f"{high} or earlier"
        page.assume(f"“{text}” is taken as {edge}, if possible.")
