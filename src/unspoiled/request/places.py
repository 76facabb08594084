"""Where from and where to watch: countries, languages, networks and services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..domain import Limit, Want
from .facets import inside_phrase
from .hangul import denial, is_hangul
from .lexicon import lexicon_of
from .negation import Modifier, modifier_before
from .page import ALLOWED, HEDGED, Page
from .ruling import ruling_around, ruling_behind
from .tokens import Phrases, words_of
from .tongues import (
    GOES_ON,
    JOINS,
    PlaceName,
    all_services,
    country_table,
    language_at,
    plain_services,
)

_JOIN_FILL: Final = frozenset(
    "from on a an the maybe even also either drama dramas series shows in".split()
)
_PLACE_CUES: Final = Phrases.table([
    ("from|made in|produced in|coming from|out of|made by|except|except for|"
     "other than|anything but|no|not|not from|not made in|outside|outside of|"
     "not in|excluding|besides|apart from|only|country|country:|avoid",
     True),
])  # fmt: skip
_SHOW_NOUNS: Final = frozenset(
    "drama dramas series show shows film films movie movies cinema tv productions "
    "production content stuff thing things flick flicks title titles serial serials ones".split()
)
_NOT_ORIGIN: Final = frozenset(
    "food foods cuisine war history restaurant restaurants cooking culture army "
    "military mythology folklore language occupation people family families girl girls "
    "boy boys man men woman women guy guys student students american americans actor "
    "actors actress actresses idol idols music pop rap literature palace medicine spy "
    "spies mafia immigrant immigrants soldier soldiers husband wife boyfriend "
    "girlfriend chef chefs bakery dish dishes street streets market emperor king queen "
    "princess prince dynasty invasion independence colonial colony empire subtitles "
    "subs sub dub dubbed dubbing name names village peninsula embassy lesson lessons "
    "teacher lead leads cast war's bbq barbecue skincare hanbok wave unification "
    "author authors novel novels book manga manhwa webtoon webtoons song songs ost "
    "soundtrack director directors writer writers version versions remake remakes "
    "friend friends tourist tourists bride brides".split()
)
"""Behind "Korean", these make it a matter of the story (or of people)."""
_NOT_AHEAD: Final = frozenset({"was", "were", "i'm", "north", "my", "our"})
_MINE: Final = Phrases.table([
    ("i study|i'm learning|i am learning|i learn|learning|studying|i speak|i'm from|"
     "i am from|we're from|we are from|i live in|we live in|i lived in|i'm in|"
     "i am in|living in|i come from|we come from|i was born in|i'm studying|"
     "i am studying|i teach|practise my|practice my|i was in|i grew up in|born in|"
     "i travelled to|i traveled to|i moved to|my friend from|spoken|speak some|know some|i know|"
     "teaches|teaching|learn|study", True),
])  # fmt: skip
"""Before a country or language, these speak of the viewer: "I am learning Korean"."""
_STORY_BEFORE: Final = Phrases.table([
    ("remake of|remakes of|remake of a|remakes of a|adaptation of a|adaptations of|"
     "adapted from a|based on a|based on|version of a|version of the|versions of|"
     "about|set in|set in a|takes place in|travel to|travels to|trip to|moves to|"
     "moving to|living in|lives in|goes to|visit|visits|study in|works in|working in|"
     "about a|about an|about the|half", True),
])  # fmt: skip
_MADE_FROM: Final = Phrases.table([
    ("remake of a|remakes of|remakes of a|remake of the|adaptation of a|adapted from a|"
     "version of a|based on a|based on the|inspired by a|copy of a", True),
])  # fmt: skip
_ORIGIN_START: Final = Phrases.table([
    ("from|made in|produced in|from the|in|spoken in|only|from either", True),
])  # fmt: skip
_SERVICE_START: Final = Phrases.table([
    ("available on|streaming on|stream on|watchable on|i only have|i have only|"
     "i've only got|i only use|i have|i've got|only on|exclusively on|"
     "that's on|that are on|that is on|which is on|it's on|is on|are on|on|via|aired on|"
     "shown on|broadcast on|from|at|i subscribe to|i'm subscribed to|through|"
     "i pay for|a|an|available only on", True),
])  # fmt: skip
_SERVICE_END: Final = Phrases.table([
    ("original|originals|exclusive|exclusives|only|subscription|account", True),
])  # fmt: skip

# --- reading ------------------------------------------------------------------------


def read_places(page: Page) -> None:
    """ "Korean or Japanese", "not Chinese", "on Netflix or Viki" -> limits."""
    found: list[PlaceName] = []
    start = 0
    while start < len(page):
        name = None if page.claimed[start] else _name_at(page, start, found)
        if name is None or not page.free(name.start, name.end):
            start += 1
            continue
        found.append(name)
        start = name.end
    groups = _groups(page, found)
    # what is merely fine widens a limit, and a service that the viewer lacks matters
    # only where none is named, so both are read last
    for group in sorted(groups, key=lambda g: _comes_last(page, g[0])):
        _note(page, group)


def _comes_last(page: Page, name: PlaceName) -> bool:
    return page.hedge[name.start] == ALLOWED or _lacked(page, name)


def _lacked(page: Page, name: PlaceName) -> bool:
    """ "I don't have Netflix"."""
    return name.fact == "network" and _LACKING.before(page.lows, name.start) is not None


_LACKING: Final = Phrases.table([
    (f"{lead} {verb}{mine}", True)
    for lead in ("", "i", "we", "i've", "we've", "just", "i have", "we have")
    for verb in (
        "cancelled", "canceled", "ditched", "quit", "dropped",
        "unsubscribed from", "gave up", "given up", "got rid of", "stopped paying for",
        "boycott", "boycotting",
    )
    for mine in ("", " my", " our")
] + [
    ("don't have|do not have|haven't got|don't got|no longer have|can't access|"
     "cannot access|can't get|don't pay for|don't subscribe to|don't use|never use|"
     "won't pay for|refuse to pay for|not subscribed to|no access to|without access to|"
     "and off|keep it off|keep off|stay off|stays off|anywhere but on|fed up with", True),
])  # fmt: skip
"""What says that the viewer has no such service."""


def _name_at(page: Page, start: int, before: Sequence[PlaceName]) -> PlaceName | None:
    """The language, service or country that is named at `start`."""
    return (
        language_at(page, start)
        or _service_at(page, start)
        or _country_at(page, start, before)
    )


def _service_at(page: Page, start: int) -> PlaceName | None:
    if page.recalls and page.viewing[start]:
        return None  # where it was seen
    opens = max(page.clause_start(start), start - 6)
    if {"seen", "watched", "finished"} & set(page.words(opens, start)):
        return None
    table = plain_services(page.vocabulary)
    found = table.at(page.lows, start)
    if found is None and page.low(start - 1) == "on" and page.tokens[start].capital:
        found = all_services(page.vocabulary).at(page.lows, start)
    if found is None:
        return None
    name, end = found
    if end - start > 1 and page.low(end - 1) in _SHOW_NOUNS:  # "an MBC drama"
        name, end = table.at(page.lows[: end - 1], start) or (name, end)
    short = len(page.low(start)) <= 2 and end - start == 1
    if short and page.low(start - 1) != "on" and not page.tokens[start].text.isupper():
        return None
    if page.words(end, end + 2) == ["and", "chill"]:
        return None
    aired = not _AIRING.isdisjoint(page.words(start - 4, start))
    if (
        page.recalls
        and not aired
        and not {page.low(end), page.low(end - 1)} & (_SHOW_NOUNS | {"one"})
    ):
        # "on Netflix" is where it was seen, "the Netflix one" is what it is
        page.hedge[start] = min(page.hedge[start], HEDGED)
    return PlaceName(start, end, name, "network")


_AIRING: Final = frozenset(
    "aired airing broadcast produced ran network channel".split()
)


def _country_at(
    page: Page, start: int, before: Sequence[PlaceName]
) -> PlaceName | None:
    if (coded := _coded(page, start)) is not None:
        return coded
    found = country_table(page.vocabulary).at(page.lows, start)
    if found is None:
        return None
    name, end = found
    if _headed(page, start) and not page.recalls:
        return PlaceName(start, end, name, "country")
    following = page.low(end)
    if page.low(start - 1) == "in" and not _is_noun(page.words(start, end), name):
        if page.low(end) not in _SHOW_NOUNS | _NOT_ORIGIN and end - start == 1:
            return None  # "in Spanish" is a language
    if page.recalls:
        remembered = _of_remembered(page, start, end)
        return PlaceName(start, end, name, "country") if remembered else None
    if following in _NOT_ORIGIN and page.low(end + 1) in _SHOW_NOUNS:
        return PlaceName(start, end, name, "country")  # "Taiwanese idol drama"
    if (
        following in _NOT_ORIGIN
        or following == "'"
        or page.low(start - 1) in _NOT_AHEAD
    ):
        return None
    of_show = following in _SHOW_NOUNS or page.low(end - 1) in _SHOW_NOUNS
    if _MINE.before(page.lows, start) is not None and not of_show:
        return None
    if _whence(page, start):
        return None
    plain = following != "" and page.low(end - 1).endswith(("drama", "dramas"))
    phrase = inside_phrase(page, start, end) and not plain
    if phrase and not _adjective(page, start, end, name):
        return None
    if _MADE_FROM.before(page.lows, start) is not None:
        return None
    if _STORY_BEFORE.before(page.lows, start) is not None and not of_show:
        return None
    if _is_noun(page.words(start, end), name) and not of_show:
        cued = _PLACE_CUES.before(page.lows, start) is not None
        joined = page.low(start - 1) == "the" or _in_list(page, start, end, before)
        cued = cued or following == "only" or _denied(page, start, end)
        cued = cued or _leads_kind(page, start, end) or page.hedge[start] < 1.0
        cued = cued or (
            page.low(start - 1) == "of" and page.low(start - 2) in _OF_WHICH
        )
        if not cued and not joined and not _whole_clause(page, start, end):
            return None
    return PlaceName(start, end, name, "country")


_HEADINGS: Final = frozenset({"country", "origin", "nation", "countries"})


def _headed(page: Page, start: int) -> bool:
    """ "Country = JP", "origin: Thailand"."""
    return page.low(start - 1) in {":", "="} and page.low(start - 2) in _HEADINGS


def _coded(page: Page, start: int) -> PlaceName | None:
    """A country's code: "KR dramas", "country: jp"."""
    token = page.tokens[start]
    if not 2 <= len(token.text) <= 3 or not token.text.isascii() or page.recalls:
        return None
    country = page.vocabulary.country(token.low)
    if country is None:
        return None
    written = token.text.isupper() and not page.shouted
    told = page.low(start + 1) in _SHOW_NOUNS or _whole_clause(page, start, start + 1)
    if not (_headed(page, start) or (written and told)):
        return None
    return PlaceName(start, start + 1, country, "country")


_OF_WHICH: Final = _SHOW_NOUNS | frozenset("bl something anything one made".split())
"""Before "of China", these are what comes from there."""


def _whence(page: Page, start: int) -> bool:
    """ "A chef from France": where somebody is from, and not the drama."""
    if page.low(start - 1) != "from" or start < 2:
        return False
    who = page.low(start - 2)
    if who in _NOT_ORIGIN - {"cast", "lead", "leads", "novel", "novels", "version"}:
        return True
    key = lexicon_of(page.vocabulary).at(page.lows, start - 2)
    return key is not None and key[0].startswith("people:") and key[1] == start - 1


_LIST_LEADS: Final = frozenset(
    "so then maybe just only either want please prefer preferably ideally say perhaps "
    "rather anything something".split()
)


def _in_list(page: Page, start: int, end: int, before: Sequence[PlaceName]) -> bool:
    """Whether a country goes on a list of them, or opens one: "so Japan or Taiwan"."""
    last = before[-1] if before else None
    if page.low(start - 1) in JOINS and last is not None:
        return last.fact == "country" and start - last.end <= 2
    leads = page.clause_start(start) == start or page.low(start - 1) in _LIST_LEADS
    if not leads or page.low(end) not in JOINS:
        return False
    other = country_table(page.vocabulary).at(page.lows, end + 1)
    return other is not None and (
        page.ends_clause(other[1]) or page.low(other[1]) in GOES_ON
    )


def _leads_kind(page: Page, start: int, end: int) -> bool:
    """ "A Hong Kong thriller", "Taiwan romance"."""
    led = page.clause_start(start) == start or page.low(start - 1) in {
        "a",
        "any",
        "some",
    }
    if not led or page.ends_clause(end):
        return False
    found = lexicon_of(page.vocabulary).at(page.lows, end)
    return found is not None and found[0].startswith(("mood:", "theme:", "format:"))


def _adjective(page: Page, start: int, end: int, name: str) -> bool:
    """ "Chinese republican era thing": also of where it is from, when it comes first."""
    first = page.clause_start(start) == start or page.low(start - 1) in {"a", "any"}
    return first and not _is_noun(page.words(start, end), name)


def _denied(page: Page, start: int, end: int) -> bool:
    """ "Anywhere but Japan", "China excluded": whatever is ruled out is meant."""
    modifier = (
        modifier_before(page, start)
        or ruling_around(page, start)
        or ruling_behind(page, end)
    )
    return (
        modifier is not None and modifier.against and (modifier.hard or modifier.plain)
    )


def _of_remembered(page: Page, start: int, end: int) -> bool:
    """In a recollection: whether a country is the film's, and not of the story."""
    if any(word in _SHOW_NOUNS for word in page.words(end, end + 3)):
        return True
    if page.low(end) == "one" or page.low(end - 1).startswith(("kdrama", "drama")):
        return True  # "a Japanese one in which", "the kdrama where"
    if _whole_clause(page, start, end):
        return True  # "Chinese, for certain"
    before = page.words(start - 3, start)
    if before[-1:] == ["from"] or before[-2:] == ["made", "in"]:
        return any(
            word in _SHOW_NOUNS | {"was", "is"}
            for word in before + page.words(start - 5, start)
        )
    was_it = before[-2:] in (["it", "was"], ["was", "it"]) or before[-1:] == ["it's"]
    return was_it and page.ends_clause(end)


def _is_noun(words: list[str], name: str) -> bool:
    """Whether words name the country itself, rather than say what is of it."""
    return words[-1] in words_of(name)


def _whole_clause(page: Page, start: int, end: int) -> bool:
    """Whether a clause says nothing else: "Hong Kong, please", "Japan this time"."""
    polite = _POLITELY.at(page.lows, end)
    end = end if polite is None else polite[1]
    opens = page.clause_start(start)
    led = all(word in _LEADS_LONE for word in page.words(opens, start))
    return led and page.ends_clause(end)


_POLITELY: Final = Phrases.table([
    ("please|pls|plz|thanks|thank you|this time|this time around|for once|tonight|today|"
     "for a change|if you please|again|again please|for me|for us|for sure|for certain|"
     "definitely|certainly|surely|i'm sure|i'm certain|no doubt|without a doubt|"
     "that much i know|that much is sure|for a fact", True),
])  # fmt: skip
_LEADS_LONE: Final = frozenset("and or then so now just okay ok".split())


def _groups(page: Page, found: list[PlaceName]) -> list[list[PlaceName]]:
    """Names of one kind with nothing but "or", "and", commas between them."""
    groups: list[list[PlaceName]] = []
    for name in found:
        last = groups[-1][-1] if groups else None
        if last is not None and last.fact == name.fact and _joined(page, last, name):
            groups[-1].append(name)
        else:
            groups.append([name])
    return [part for group in groups for part in _parted(page, group)]


def _joined(page: Page, last: PlaceName, name: PlaceName) -> bool:
    between = page.words(last.end, name.start)
    if page.required[last.start] and "then" in between and len(between) <= 3:
        return True  # "if not Korean then Japanese"
    return (
        0 < len(between) <= 6
        and any(word in JOINS for word in between)
        and all(word in JOINS | _JOIN_FILL for word in between)
        and page.tokens[last.start].sentence == page.tokens[name.start].sentence
        and page.hedge[last.start] == page.hedge[name.start]
    )


def _parted(page: Page, group: list[PlaceName]) -> list[list[PlaceName]]:
    """A denied list goes on over "or"; over a bare comma it ends."""
    if modifier_before(page, group[0].start) is None or len(group) == 1:
        return [group]
    closing = page.words(group[-2].end, group[-1].start)
    if any(word in {"or", "nor", "and", "/", "&"} for word in closing):
        return [group]
    return [[name] for name in group]


def _note(page: Page, group: list[PlaceName]) -> None:
    first, last = group[0], group[-1]
    start, end = _with_cues(page, first, last)
    modifier = (
        modifier_before(page, start)
        or modifier_before(page, first.start)
        or ruling_around(page, first.start)
        or ruling_behind(page, last.end)
        or _denied_in_korean(page, first.start, last.end)
    )
    if modifier is None and _lacked(page, first):
        modifier = Modifier(first.start, against=True, hard=True)
    against = modifier is not None and modifier.against
    if modifier is not None:
        start = min(start, modifier.start)
    if not page.free(start, end):
        start = first.start
    names = tuple(dict.fromkeys(name.name for name in group))
    limit = Limit(
        first.fact,
        page.raw(start, end),
        any_of=() if against else names,
        none_of=names if against else (),
    )
    soft = modifier is not None and against and not (modifier.hard or modifier.plain)
    if _lacked(page, first) and any(
        known.fact == "network" and known.any_of for _, known in page.notes.limits
    ):
        page.claim(start, end)
    elif soft:
        page.want(
            start,
            end,
            Want("", limit.text, modifier_degree(modifier), limit),
            drop=True,
        )
    elif not _widened(page, start, end, limit):
        page.limit(start, end, limit, _note_both(page, group, against))


def _denied_in_korean(page: Page, start: int, end: int) -> Modifier | None:
    """ "tvN 말고"."""
    found = denial(page, start, end, "") if is_hangul(page.low(end)) else None
    return found[0] if found is not None and found[0].against else None


def modifier_degree(modifier: Modifier | None) -> float:
    return 1.0 if modifier is None else modifier.degree


def _widened(page: Page, start: int, end: int, limit: Limit) -> bool:
    """ "Korean ... Japanese is fine too" widens the limit that was stated first."""
    if page.firmness(start, end) != ALLOWED or not limit.any_of:
        return False
    for index, (at, known) in enumerate(page.notes.limits):
        if known.fact == limit.fact and known.any_of:
            wider = tuple(dict.fromkeys((*known.any_of, *limit.any_of)))
            text = f"{known.text} … {limit.text}"
            page.notes.limits[index] = at, replace(known, any_of=wider, text=text)
            page.claim(start, end)
            return True
    return False


def _note_both(page: Page, group: list[PlaceName], against: bool) -> str:
    """Where "and" joins services, any of them will do; that is said."""
    if against or len(group) < 2 or group[0].fact != "network":
        return ""
    if "and" not in page.words(group[-2].end, group[-1].start):
        return ""
    names = " or ".join(dict.fromkeys(name.name for name in group))
    return f"Being on {names} is taken as enough."


def _with_cues(page: Page, first: PlaceName, last: PlaceName) -> tuple[int, int]:
    """The span with the words that lead up to the names: "available on Netflix"."""
    cues = _SERVICE_START if first.fact == "network" else _ORIGIN_START
    found = cues.before(page.lows, first.start)
    start = first.start
    if found is not None and page.free(found[1], first.start):
        start = found[1]
    end = last.end
    after = _SERVICE_END.at(page.lows, end) if first.fact == "network" else None
    return start, after[1] if after is not None else end
