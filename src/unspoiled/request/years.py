"""When it was made: "since 2018", "the nineties", "last five years", "2015-2019"."""

from __future__ import annotations

from typing import Final

from ..domain import Limit, Want
from .negation import modifier_before
from .page import HEDGED, Page
from .recency import SPOKEN_FIRST, age, age_behind, last_years, spoken
from .tokens import Phrases
from .turning import refused
from .yearforms import (
    CENTURY_WORDS,
    DECADES,
    LAST,
    PARTS,
    Years,
    century_at,
    clipped_year,
    cue_end,
    decade_at,
    range_at,
    with_next_decade,
    year_at,
    year_of,
)

_EARLIEST_DECADE: Final = 1950
"""A decade before this is when a story is set, not when a drama was made."""
_SINCE, _AFTER, _BEFORE, _UNTIL, _IN, _ABOUT = (
    "since", "after", "before", "until", "in", "about",
)  # fmt: skip
_CUES: Final = Phrases.table([
    (">=|> =|≥|this side of|on this side of|the near side of|since|ever since|since the|once|once the|as of|not further back than|"
     "no further back than|nothing further back than|after the start of|from the start of|"
     "going back to|back to|as far back as|starting with|starting|"
     "starting in|starting from|from at least|no earlier than|"
     "not earlier than|not before|no older than|not older than|nothing before|"
     "nothing older than|nothing from before|not from before|made since|"
     "nothing earlier than|at least from|released since|no films before|"
     "nothing pre|not pre|earliest|at the earliest", _SINCE),
    (">|after|newer than|later than|post|more recent than|made after|"
     "released after|from after|younger than|past", _AFTER),
    ("<|ahead of|preceding|predating|predates|predate|before|before the year|older than|earlier than|pre|prior to|made before|"
     "released before|from before", _BEFORE),
    ("<=|< =|≤|until|till|up to|up to and including|up until|as late as|latest|ending in|"
     "until the end of|by the end of|by|no later than|not later than|not after|nothing after|"
     "no newer than|not newer than|nothing newer than|nothing more recent than|"
     "through|not post|at the latest|nothing from after", _UNTIL),
    ("=|vintage|of vintage|of the vintage|from|made in|released in|that came out in|came out in|out in|aired in|airing in|"
     "which aired in|that aired in|produced in|premiered in|broadcast in|of|year|"
     "year:|in|from the year|released|aired|dated|made|from the|in the|"
     "aired in the|released in the|made in the|came out in the|the|of the", _IN),
    ("around|about|circa|roughly|from around|from about|somewhere around|"
     "sometime around|from roughly|in about|in around|c.|ca.", _ABOUT),
])  # fmt: skip
_TRAILING: Final = Phrases.table([
    ("or any year since|or any year after|or any time since|or since|and since|"
     "or any time after|and any year since|or a later year|or any later year|"
     "or some later year|or any year thereafter|up|plus|& up|& newer|& later|& after|and thence|and newer then|forward|forwards|going forward|upwards|upward|and beyond|or beyond|and on|"
     "or afterwards|or afterward|or thereafter|and afterwards|and thereafter|up to now|up to today|up to date|until today|till today|to date|until the present|until the present day|to the present day|up to the present|up until now|up until today|through today|to this day|until this day|minimum|at minimum|as a minimum|at least|at the oldest|and after that|or after that|and counting|at the earliest|or above|or up|"
     "or later|or newer|or after|onwards|onward|on|and later|and newer|and after|"
     "and up|+|or more recent|and onwards|and onward|to now|to today|to present|"
     "till now|until now|to the present|- now|- present", _SINCE),
    ("or thereabouts|or so|give or take|give or take a year|give or take a year or two|"
     "ish|or around then|or around there|or around that", _ABOUT),
    ("or an earlier year|or any earlier year|or any year before|or any time before|"
     "at the newest|at the youngest|or earlier|or older|or before|and earlier|and before|and older|"
     "at the latest|latest|and back|backwards|and no later|but no later|and not later|"
     "at most|tops|max|and not after", _UNTIL),
])  # fmt: skip
_STORY_CUES: Final = Phrases.table([
    ("set in|set in the|set during|set around|set back in|setting is|takes place in|"
     "takes place in the|taking place in|happens in|happening in|taking us back to|"
     "i'm from|i am from|we're from|she's from|he's from|i was born|"
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
_YEAR_WORDS: Final = frozenset({*DECADES, *CENTURY_WORDS, "two", "nineteen", "twenty"})


def read_years(page: Page) -> None:
    """Note every limit on the year."""
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        token = page.tokens[start]
        if age_behind(page, start):
            continue
        year = token.kind == "number" or token.low in _YEAR_WORDS
        if year and _written(page, start):
            continue
        if token.low in _THAN_ME.firsts and _than_viewer(page, start):
            continue
        if token.low in SPOKEN_FIRST:
            _ = spoken(page, start) or last_years(page, start) or age(page, start)
    _read_back(page)


_THEN_SAID: Final = frozenset({"that", "then", "this"})
_EARLIER: Final[dict[str, str]] = {
    "older": _BEFORE, "earlier": _BEFORE, "newer": _AFTER, "later": _AFTER,
    "younger": _AFTER,
}  # fmt: skip
_OF_WHAT_IS_MADE: Final = frozenset(
    "made released aired out produced broadcast from nothing anything something only things "
    "ones dramas films shows stuff none no everything be is".split()
)
_BACK: Final = 40
"""Tokens between a year and what speaks of it by "that", at most."""


def _read_back(page: Page) -> None:
    """ "My son was born in 2012; nothing made before then", "... Nothing earlier."."""
    for at in range(1, len(page)):
        low = page.low(at)
        if page.recalls or page.claimed[at]:
            continue
        if low in _THEN_SAID:
            cue, end = (
                _CUES.before(page.lows, at),
                at + 1 + (page.low(at + 1) == "year"),
            )
        elif low in _EARLIER and page.low(at - 1) in _NO and page.ends_clause(at + 1):
            cue, end = (_EARLIER[low], at), at + 1
        else:
            continue
        if cue is None or cue[0] not in _FLIPPED or not page.free(cue[1], end):
            continue
        kind, begin, _ = _turned(page, *cue)
        led = page.words(max(page.clause_start(cue[1]), cue[1] - 4), end)
        year = _year_before(page, begin)
        if (
            _OF_WHAT_IS_MADE.isdisjoint(led)
            or page.low(end) in _MY_PAST
            or year is None
        ):
            continue
        low_year, high = _bounds(kind, year, year)
        text = f"{page.raw(begin, end)} ({year})"
        page.limit(begin, end, Limit("year", text, low=low_year, high=high))


def _year_before(page: Page, at: int) -> int | None:
    """The last year in the same sentence or the one before that is no limit itself."""
    for start in range(at - 1, max(-1, at - _BACK), -1):
        if page.tokens[at].sentence - page.tokens[start].sentence > 1:
            return None
        if (year := year_of(page, start)) is not None:
            return year
    return None


def _written(page: Page, start: int) -> bool:
    """A year, range, decade or century with its cue."""
    found = (
        century_at(page, start)
        or range_at(page, start)
        or decade_at(page, start)
        or year_at(page, start)
    )
    if found is None:
        return False
    if _of_named(page, start, found[0][0]):
        page.claim(start, found[1])
        return True
    if _bracketed(page, start, found[1]) and found[1] == start + 1:
        page.claim(start - 1, found[1] + 1)
        return True
    (low, high), end = with_next_decade(page, found)
    if page.low(end) in _LOOKS:
        return False
    if low is None or high is None:
        return _note_century(page, start, end, low, high)
    if page.recalls and page.viewing[start] and not _of_film(page, start, end):
        _note_seen(page, start, end, high)
        return True
    if _is_no_wish(page, start, end):
        return True  # when it is set: left to the facets and to search
    kind, begin, end, denied = _cue_of(page, start, end)
    if denied:
        return _note_not_from(page, begin, end)
    bare = kind in (None, _IN) and low == high
    if bare and not (_bare_year(page, start, end, kind) or _meant_later(page, start)):
        return False
    if page.recalls and not _of_film(page, start, end) and not _short(page, start):
        return False
    if not page.free(begin, end):
        begin = start
    _note(page, begin, end, kind, (low, high))
    return True


_LOOKS: Final = frozenset("feel vibe vibes look style aesthetic feeling".split())


def _is_no_wish(page: Page, start: int, end: int) -> bool:
    """Whether a year is of the story, or of what the viewer did: "since 2018 I have"."""
    if page.low(start - 1) == "since" and page.low(end) in _MY_PAST:
        return True
    cued = _STORY_CUES.before(page.lows, start) or (
        _STORY_CUES.before(page.lows, cue_end(page, start))
    )
    of_story = cued is not None
    if (of_story and not _meant_later(page, start)) or _joins_story(page, start):
        return True
    return _of_the(page, start)


def _cue_of(page: Page, start: int, end: int) -> tuple[str | None, int, int, bool]:
    """What is said of a year, over which tokens, and whether the year is ruled out."""
    cue = _CUES.before(page.lows, start) or _CUES.before(
        page.lows, cue_end(page, start)
    )
    kind, begin = (cue[0], cue[1]) if cue else (None, start)
    over = page.low(end) == "," and page.low(end + 1) in {"or", "and", "but"}
    trailing = _TRAILING.at(page.lows, end + over)
    if trailing is not None and kind in (None, _IN) and _stands_on(page, trailing[1]):
        kind, end = trailing
    kind, begin, denied = _turned(page, kind, begin)
    if kind in _INCLUDING and (included := _included(page, end)) is not None:
        kind, end = _INCLUDING[kind], included
    if kind in _REFUSED and not denied and refused(page, begin, end, above=True):
        kind = _FLIPPED[kind]
    return kind, begin, end, denied


def _note_century(
    page: Page, start: int, end: int, low: int | None, high: int | None
) -> bool:
    """ "Twentieth century only" has no beginning, for dramas."""
    _, begin, denied = _turned(page, None, start - (page.low(start - 1) == "from"))
    if denied and page.free(begin, start):
        low, high = (high + 1 if high else None), (low - 1 if low else None)
        start = begin
    text = page.raw(start, end)
    page.limit(start, end, Limit("year", text, low=low, high=high))
    return True


_MY_PAST: Final = frozenset({"i", "i've", "we", "we've", "my", "our"})
_FLIPPED: Final = {
    "before": "since", "after": "until", "since": "before", "until": "after",
}  # fmt: skip
_INCLUDING: Final = {"before": "until", "after": "since"}
_INCLUSIVE: Final = frozenset("included inclusive incl counts".split())


def _included(page: Page, end: int) -> int | None:
    """ "After 2010, 2010 included": where the words end that take the year in."""
    at = end + (page.low(end) in {",", "("})
    at += page.tokens[at].kind == "number" if at < len(page) else 0
    return at + 1 if page.low(at) in _INCLUSIVE else None


_REFUSED: Final = frozenset({"before", "after", "since"})


def _of_named(page: Page, start: int, year: int | None) -> bool:
    """ "My Name, from 2021, was great": the year of the title that stands before it."""
    at = start - 1 - (page.low(start - 1) in {"from", "of"})
    at -= page.low(at) in {",", "("}
    if at < 0 or at == start - 1 or not page.claimed[at] or not page.dropped[at]:
        return False
    ids = [like.title_id for _, like in page.notes.likes] + page.notes.named
    titles = (page.names.title(title_id) for title_id in ids[:8])
    return any(one is not None and one.year == year for one in titles)


_NO: Final = frozenset(
    "nothing no not none never don't isn't aren't wasn't weren't doesn't can't cannot "
    "won't shouldn't mustn't nor without excluding exclude skip avoid barring minus "
    "except neither".split()
)
_BETWEEN: Final = frozenset(
    "be been out what whatever interest interested use in for came have has come comes a an single day day's minute one year bit dated produced "
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
    if kind in _FLIPPED:
        return _FLIPPED[kind], at - 1, False
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
        (f for at in (start - 3, start - 4) if at >= 0 and (f := decade_at(page, at))),
        None,
    )
    old = first is not None and (first[0][0] or LAST) < _EARLIEST_DECADE
    at = start - 3
    return old or (at > 1 and decade_at(page, at) is not None and _of_the(page, at))


def _of_the(page: Page, start: int) -> bool:
    """ "The Korea of the 80s": of what was then, unless of what was made then."""
    at = start - 1 - (page.low(start - 1) == "the")
    if page.low(at) != "of" or at < 1:
        return False
    return page.low(at - 1) not in _TITLE_NOUNS | _ONES | _MADE | _OF_TIME


_OF_TIME: Final = frozenset(
    "ahead best hits side half start beginning end middle".split()
)


def _bracketed(page: Page, start: int, end: int) -> bool:
    """ "Harbour (2011)": the year of a title, known here or not."""
    return start > 1 and page.low(start - 1) == "(" and page.low(end) == ")"


def _meant_later(page: Page, start: int) -> bool:
    """ "2016 was a good year. Show me dramas from then"."""
    later = range(start + 1, min(start + _LATER, len(page)))
    return any(_THEN.at(page.lows, at) for at in later)


_LATER: Final = 80
"""Tokens behind a year within which "from then" speaks of it, at most."""


_THAN_ME: Final = Phrases.table([
    ("older than me|older than i am|older than myself|older than i|made before i was born|"
     "from before i was born|before i was born|before my time", "before"),
    ("younger than me|younger than i am|newer than me|made after i was born|"
     "after i was born|since i was born", "since"),
    ("as old as me|as old as i am|my age|the same age as me", "in"),
    ("as old as me or older|my age or older|older or as old as me|at least as old as me|"
     "at least my age|at least as old as i am", "until"),
    ("my age or younger|as old as me or younger|no older than me|not older than me|"
     "no older than i am|not older than i am", "since"),
])  # fmt: skip
_BORN: Final = Phrases.table([
    ("born in|born|i'm from|i am from|i'm a|my birth year is|my birth year was|my year is", True),
])  # fmt: skip


def _born_year(page: Page, at: int) -> int | None:
    """ "Born in 1990", "born in '90"."""
    at += page.low(at) in {"'", "’"}
    year = year_of(page, at)
    return clipped_year(page, at) if year is None else year


def _unless_denied(page: Page, start: int, kind: str) -> str:
    """ "Nothing older than me" is since my own year."""
    modifier = modifier_before(page, start)
    if modifier is None or not modifier.against:
        return kind
    return _TURNED_BY_ME.get(kind, kind)


_TURNED_BY_ME: Final = {"before": _SINCE, "since": _UNTIL}


def _than_viewer(page: Page, start: int) -> bool:
    """ "Older than me, and I was born in 1990"."""
    found = _THAN_ME.at(page.lows, start)
    if found is None or page.recalls or not page.free(start, found[1]):
        return False
    for at in range(len(page)):
        born = _BORN.at(page.lows, at)
        found_year = None if born is None else _born_year(page, born[1])
        year = found_year
        if year is None:
            continue
        low, high = _bounds(_unless_denied(page, start, found[0]), year, year)
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
            word in _FILM_NOUNS | {"it", "was", "is", "one"}
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


_LOOSE: Final = frozenset({"on", "up", "plus"})
"""Behind a year, these go on with it only where they close a clause."""


def _stands_on(page: Page, end: int) -> bool:
    """ "2018 on Netflix" is not "2018 on"."""
    return page.low(end - 1) not in _LOOSE or page.ends_clause(end) or page.low(end) in {
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
        if cue == "of":  # "the best dramas of 2019", not "the winter of 2019"
            return page.low(start - 2) in _TITLE_NOUNS | _ONES
        if cue == "the":
            return False
        return cue != "in" or page.low(start - 2) in _MADE | _TITLE_NOUNS | _ONES
    opens = page.clause_start(start)
    led = start - opens <= 3 and all(
        word in _THAT_IS for word in page.words(opens, start)
    )
    return led and page.ends_clause(end)


_THAT_IS: Final = frozenset(
    "so then thus that's that is it's it i.e ie i e meaning say namely year exactly just "
    "only strictly must be and hence".split()
)
"""What may lead to a year that a clause is all about: "so 2016", "that is, 2016"."""


_ONES: Final = frozenset("something anything one ones stuff things".split())
_MADE: Final = frozenset(
    "made released out aired airing produced premiered broadcast filmed shot".split()
)


def _note(page: Page, start: int, end: int, kind: str | None, years: Years) -> None:
    low, high = years
    told = page.low(start) == "from"  # a story is set in a time, a film is from one
    old = low is not None and low < _EARLIEST_DECADE
    if old and kind in (None, _IN) and not told:
        return
    part = start
    start = _before_part(page, start)
    late = start < part and PARTS & set(page.words(start, part))
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
    if page.low(start - 1) in PARTS and page.free(start - 1, start):
        start -= 1
        if page.low(start - 1) in {"to", "/", "or"} and page.low(start - 2) in PARTS:
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
