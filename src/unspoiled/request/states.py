"""Finished or not, film or series; and what a request asks that no fact can answer."""

from __future__ import annotations

from typing import Final

from ..domain import Kind, Limit, Want
from .lexicon import lexicon_of
from .negation import modifier_before
from .page import Page
from .ruling import ruling
from .tokens import Phrases

_FINISHED: Final = Phrases.table([
    ("already finished|already completed|already complete|already ended|"
     "already over|has finished|have finished|finished airing|done airing|"
     "completely aired|fully aired|fully released|has ended|have ended|"
     "finished only|completed only|only finished|only completed|is finished|"
     "is completed|is complete|are finished|are completed|already aired|"
     "all episodes out|all episodes are out|all episodes available|"
     "all the episodes are out|all episodes released|with all episodes out|"
     "not ongoing|no ongoing|not currently airing|not still airing|not airing|"
     "nothing ongoing|nothing still airing|nothing that's still airing|"
     "isn't still airing|not on air|not still running|no longer airing|"
     "ended already|finished already|completed already|must be finished|"
     "must be complete|must be completed|must have ended|should be finished|"
     "already wrapped up|already wrapped|wrapped up already|has wrapped up|done and dusted|"
     "over and done with|over and done|all over and done|over with|all wrapped up|"
     "in the can|finished and done|done and finished|aired in full|aired in its entirety|"
     "ended for good|wrapped up|fully out|completely out|has to be done airing|"
     "that are over|that has ended|that is over|not airing anymore|"
     "nothing unfinished|no unfinished|not unfinished|nothing incomplete|"
     "complete from start to end|complete from start to finish|complete from beginning to end|"
     "no currently airing|nothing currently airing|not currently ongoing|"
     "finished|completed|complete|ended|완결", True),
    ("still running|still on|currently on|currently airing|still airing|ongoing|on air|airing now|airing right now|"
     "now airing|currently running|on air now", False),
])  # fmt: skip
_ALREADY: Final = Phrases.table([
    (f"{one} already|already {one}|by now {one}|{one} by now", True)
    for one in (
        "finished", "completed", "complete", "ended", "over", "aired", "done", "wrapped",
        "wrapped up", "concluded", "out in full", "broadcast in full",
    )
])  # fmt: skip
"""What is over, however the two words stand."""
_LONE: Final = frozenset({"finished", "completed", "complete", "ended"})
_SHOW_NOUNS: Final = frozenset(
    "drama dramas kdrama kdramas series show shows ones one k c j title titles "
    "romance romances thriller thrillers comedy comedies mystery mysteries melodrama "
    "melodramas sageuk".split()
)
_ARTICLES: Final = frozenset({"a", "an", "any", "some", "only"})
_OTHER_FINISH: Final = frozenset(
    "i i've we just ive recently have had having you've he she they is's not "
    "almost half nearly first got never once".split()
)

_FILM_WORDS: Final = frozenset({"film", "films", "movie", "movies"})
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(_FILM_WORDS, "film"),
    "series": "series",
    **dict.fromkeys(("영화",), "film"),
}
_SPECIALS: Final = Phrases.table([
    ("drama special|drama specials|tv special|tv specials|special episode drama|"
     "one off special|one off specials|one off drama|one off tv drama|one off", True),
])  # fmt: skip
_OF_STORY_AFTER: Final = frozenset(
    "star stars director directors industry maker makers making school set theater "
    "theatre crew student students festival critic critics buff club production studio "
    "producer actor actress score adaptation like quality night nights length killer "
    "killers killing killings murder murders murderer".split()
)
_OF_STORY_BEFORE: Final = frozenset(
    "about the like this his her their that short my a's into mini web tv limited drama "
    "favorite favourite which same original previous whole game world book anime reality "
    "documentary first".split()
)

_NOT_IT: Final = frozenset("another other horror similar".split())
"""What makes of "film" another one than the one remembered."""
_UNKNOWN_FACTS: Final = Phrases.table([
    ("english subtitles|english subs|english sub|subtitles|subbed|with subs",
     "Subtitles are not known, so they were not checked."),
    ("dubbed|english dub|dubs|dub", "Dubbing is not known, so it was not checked."),
    ("one season|single season|only one season|just one season|season 2|second season|"
     "multiple seasons|several seasons|more than one season",
     "Seasons are not known for every title, so they were not checked."),
    ("rated above|rating above|rated over|rating over|highly rated|high rating|"
     "good ratings|top rated|best rated|high ratings|well rated|imdb|rotten tomatoes",
     "Ratings of other services are not kept, so they were not checked."),
    ("for free|free to watch", "Prices are not known, so they were not checked."),
])  # fmt: skip


def read_finished(page: Page) -> None:
    """ "Already finished", "no ongoing" -> a limit; "still airing" -> a want."""
    for start, _, end in () if page.recalls else _ALREADY.places(page.lows):
        alone = page.clause_start(start) == start and page.ends_clause(end)
        if alone and page.free(start, end):
            _note_finished(page, start, end, True)
    for start, finished, end in _FINISHED.places(page.lows):
        if page.recalls or not page.free(start, end):
            continue
        if page.low(end) in _UNTIL and page.low(end + 1) != "now":
            continue  # "it must be finished by the last station"
        adjective = page.low(end - 1) == "complete" and page.low(start) in {"is", "are"}
        if adjective and not (
            page.ends_clause(end) or page.low(end) in _BY_NOW | {"and"}
        ):
            continue  # "everything is complete chaos"
        lone = end - start == 1 and page.low(start) in _LONE
        if lone and not _of_titles(page, start, end):
            continue
        modifier = ruling(page, start, end)
        against = modifier is not None and modifier.against
        begin = start if modifier is None else min(start, modifier.start)
        _note_finished(page, begin, end, finished != against)
    if not page.recalls:
        _read_aired(page)
        _read_waiting(page)


_UNTIL: Final = frozenset({"by", "before", "within"})
_AIRED: Final = frozenset(
    "ended finished wrapped concluded completed complete aired released out over done "
    "available up dropped broadcast shown screened transmitted made through "
    "end".split()
)
_MUST: Final = frozenset("must has have should needs need gotta got want ought".split())
_BY_NOW: Final = frozenset("already now completely entirely fully long".split())
_OF_SHOW: Final = frozenset(
    "it show series drama dramas shows thing one ones that's they everything all every "
    "last final episode episodes eps finale last whole run season".split()
)
_BETWEEN: Final = frozenset(
    "of the to be been being have has had is are was must should needs gotta got "
    "come its an to already fully completely all up there them by now should've long".split()
)
_VIEWERS: Final = frozenset("i i've i'm we we've she he he's she's my".split())


def _read_aired(page: Page) -> None:
    """ "All episodes must be out already", "the show has to have wrapped"."""
    for at in range(len(page)):
        if page.low(at) not in _AIRED or not page.free(at, at + 1):
            continue
        if page.low(at) == "end" and page.low(at - 1) not in {"its", "an"}:
            continue  # "they have to end up together"
        start, said = at, {page.low(at)}
        while (
            start > 0 and page.low(start - 1) in _BETWEEN and page.free(start - 1, at)
        ):
            start -= 1
            said.add(page.low(start))
        behind = page.words(at + 1, at + 3)
        told = said | set(behind if behind[:1] != ["by"] else behind[1:])
        due = not _MUST.isdisjoint(said) and not {"be", "been", "have"}.isdisjoint(said)
        closed = not _BY_NOW.isdisjoint(told) or due
        ends = page.ends_clause(at + 1) or page.low(at + 1) in _BY_NOW | {
            "by",
            "and",
            "up",
        }
        late = page.low(at + 1) in _UNTIL and page.low(at + 2) != "now"
        if not (closed and ends and page.low(start - 1) in _OF_SHOW) or late:
            continue
        before = page.words(max(page.clause_start(at), start - 6), start)
        if (_VIEWERS | _UNTIL).isdisjoint(before):
            _note_finished(page, start - 1, at + 1, True)


_WAITING: Final = Phrases.table([
    (f"{wait} {what} episode{s}", True)
    for wait in ("wait for", "waiting for", "wait on", "waiting on", "wait a week for")
    for what in ("new", "more", "the next", "another", "weekly", "further")
    for s in ("", "s")
] + [("wait from week to week|waiting from week to week|wait week to week|"
      "wait every week|wait each week", True)])  # fmt: skip
_UNWILLING: Final = frozenset(
    "don't not can't won't hate no without never refuse hates cannot".split()
)


def _read_waiting(page: Page) -> None:
    """ "I don't want to wait for new episodes"."""
    for start, _, end in _WAITING.places(page.lows):
        before = page.words(max(page.clause_start(start), start - 6), start)
        if page.free(start, end) and not _UNWILLING.isdisjoint(before):
            _note_finished(page, start, end, True)


def _note_finished(page: Page, start: int, end: int, finished: bool) -> None:
    text = page.raw(start, end)
    if finished:
        page.limit(start, end, Limit("finished", text, any_of=("yes",)))
        return
    recent = Limit("year", text, low=page.today.year - 1)
    page.want(start, end, Want("", text, 1.0, recent), drop=True)
    page.assume(
        f"“{text}” is taken as from {page.today.year - 1} or later, if possible: "
        "what is on air today is not known."
    )


def _of_titles(page: Page, start: int, end: int) -> bool:
    """Whether a lone "finished" or "completed" is said of what is wished for."""
    if page.low(start) == "ended" and page.ends_clause(end):
        return page.clause_start(start) == start  # "thai, ended, 12 eps"
    if page.low(start) == "ended" or page.low(start - 1) in _OTHER_FINISH:
        return False
    if page.low(start) != "complete" and page.low(start - 1) in _ARTICLES:
        return True  # "a finished romance", where "I finished a romance" is not
    if page.low(end) in _SHOW_NOUNS:
        return page.low(start) != "complete" or (
            page.low(end) in {"series", "dramas", "shows", "ones"}
        )
    return page.ends_clause(end) or page.low(end) in {"only", "please", "and", "korean"}


def read_kind(page: Page) -> None:
    """ "A film", "movie or series", "no movies" -> a limit on the kind."""
    if page.recalls:
        _read_remembered_kind(page)
        return
    found: list[tuple[int, int, Kind]] = []
    for start in () if _is_film_chat(page) else range(len(page)):
        covered = bool(found) and start < found[-1][1]
        if not covered and (kind := _kind_at(page, start)) is not None:
            found.append(kind)
    for negative in (False, True):
        if negative and any(limit.fact == "kind" for _, limit in page.notes.limits):
            break  # "a series, not one of those specials" says no more than "a series"
        chosen = [one for one in found if _denied(page, one[0]) is negative]
        if chosen and not _or_series(page, chosen[-1][1]):
            _note_kind(page, chosen, negative)


def _is_film_chat(page: Page) -> bool:
    """In a chat "movie" is what all of it is about, and nothing asked for."""
    others = {"series", "show", "shows", "tv"}
    return bool(page.turns_taken) and others.isdisjoint(page.lows)


def _read_remembered_kind(page: Page) -> None:
    """A recollection is of a film where it calls it one, and nothing else."""
    found = [at for at in range(len(page)) if page.low(at) in _FILM_WORDS]
    other = {
        "show",
        "series",
        "drama",
        "kdrama",
        "episode",
        "episodes",
        "cartoon",
        "anime",
    }
    found = [
        at
        for at in found
        if page.low(at + 1) not in _OF_STORY_AFTER and page.low(at - 1) not in _NOT_IT
    ]
    if not found or any(low in other for low in page.lows):
        return
    at = found[0]
    limit = Limit("kind", page.raw(at, at + 1), any_of=("film",))
    page.limit(at, at + 1, limit)


def _or_series(page: Page, end: int) -> bool:
    """ "A film or short series": what another reader took is no less a choice."""
    ahead = page.words(end, end + 4)
    return ahead[:1] == ["or"] and any(
        word in _SHOW_NOUNS or _KINDS.get(word) == "series" for word in ahead[1:]
    )


def _kind_at(page: Page, start: int) -> tuple[int, int, Kind] | None:
    if page.claimed[start]:
        return None
    special = _SPECIALS.at(page.lows, start) or _special_at(page, start)
    if special is not None:
        return start, special[1], "special"
    low = page.low(start)
    kind = _KINDS.get(low)
    if kind is None or page.low(start + 1) in _OF_STORY_AFTER:
        return None
    if page.low(start - 1) in _OF_STORY_BEFORE and not _of_all(page, start):
        return None
    if kind == "series" and {"the", "this", "that", "whole"} & set(
        page.words(start - 4, start)
    ):
        return None  # "the Harbour series got too silly"
    if page.low(start - 2) == "like" and page.low(start - 1) == "a":
        return None
    if kind == "series" and _of_a_kind(page, start):
        return None  # "a crime series" says no more than "a crime drama"
    return start, start + 1, kind


def _of_all(page: Page, start: int) -> bool:
    """ "Of all the films you know": what is chosen from."""
    return page.low(start).endswith("s") and (
        page.words(start - 2, start) in (["all", "the"], ["of", "the"], ["all", "your"])
    )


def _of_a_kind(page: Page, start: int) -> bool:
    """Whether a facet stands right before a word."""
    lexicon = lexicon_of(page.vocabulary)
    for first in range(max(0, start - 3), start):
        found = lexicon.at(page.lows, first)
        if found is not None and found[1] in (start, start + 1):
            return True
    return False


def _special_at(page: Page, start: int) -> tuple[bool, int] | None:
    """ "A special with", "any specials?": the noun, never the adjective."""
    if page.low(start) not in {"special", "specials"}:
        return None
    led = page.low(start - 1) in {"a", "any", "some", "only", "tv", "the"}
    led = led or page.low(start) == "specials" or _after_service(page, start)
    plural = page.low(start) == "specials" and page.low(start - 1) not in _OWNERS
    noun = plural or page.ends_clause(start + 1) or page.low(start + 1) in {
        "with", "from", "by", "starring", "on", "of", "about", "this", "that", "which",
        "in", "where", "please", "and", "or", "but", "under", "set", "made", "only",
    }  # fmt: skip
    return (True, start + 1) if led and noun else None


_OWNERS: Final = frozenset({"daily", "lunch", "today's", "chef's", "his", "her"})


def _after_service(page: Page, start: int) -> bool:
    """ "A tvN special": behind the name of a network or a country."""
    vocabulary = page.vocabulary
    before = page.low(start - 1)
    return start > 0 and (
        vocabulary.network(before) is not None or vocabulary.country(before) is not None
    )


def _denied(page: Page, start: int) -> bool:
    modifier = ruling(page, start, start + 1)
    return modifier is not None and modifier.against


def _note_kind(page: Page, found: list[tuple[int, int, Kind]], against: bool) -> None:
    start, end, _ = found[0]
    if against and (modifier := modifier_before(page, start)) is not None:
        start = modifier.start
    kinds = tuple(dict.fromkeys(kind for _, _, kind in found))
    text = " … ".join(dict.fromkeys([page.raw(start, end)] + [
        page.raw(begin, stop) for begin, stop, _ in found[1:]
    ]))  # fmt: skip
    limit = Limit(
        "kind",
        text,
        any_of=() if against else kinds,
        none_of=kinds if against else (),
    )
    page.limit(start, end, limit)
    for begin, stop, _ in found[1:]:
        page.claim(begin, stop)


def read_unknown_facts(page: Page) -> None:
    """Say what was asked that no title's facts can answer."""
    for start, sentence, end in _UNKNOWN_FACTS.places(page.lows):
        if page.free(start, end) and not page.recalls:
            page.claim(start, end)
            page.assume(sentence)
