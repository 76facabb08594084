"""Wishes about the ending: what it is called, how it ends, how things are at the end.

"A happy ending", "the end must not be open", "no tragic last episode"; "ends in tears",
"closes happily"; "still together at the end", "smiling in the finale". `refusals` tells
whether that is wished for or ruled out.
"""

from __future__ import annotations

from typing import Final

from ..domain import Limit, Want
from .lexicon import lexicon_of
from .page import Page
from .refusals import refused
from .tokens import Phrases

_TONES: Final[dict[str, str]] = {
    **dict.fromkeys("happy joyful uplifting hopeful positive upbeat cheerful".split(), "happy"),
    **dict.fromkeys(
        "sad tragic bad unhappy depressing heartbreaking devastating miserable bleak "
        "downer gloomy tearful cruel".split(), "sad"),
    "bittersweet": "bittersweet-ending",
    **dict.fromkeys(
        "open ambiguous unresolved vague unclear cliffhanger unfinished inconclusive "
        "openended".split(), "open"),
    **dict.fromkeys(
        "closed proper real satisfying resolved conclusive definite definitive clear neat "
        "tidy complete".split(), "closed"),
}  # fmt: skip
"""What an ending is called -> its tone."""
_ENDS: Final = frozenset({"ending", "endings", "end", "finale", "conclusion"})
_ENDING_VERBS: Final = frozenset(
    "end ends ended ending finishes finish closes close concludes conclude wraps wrap "
    "winds wind turns turn".split()
)
_HOW: Final = Phrases.table([
    ("happily|well|on a happy note|on a high note|on a hopeful note|happy|good|"
     "with a smile|in happiness|in a wedding|with a wedding|in marriage|with a marriage|"
     "with a kiss|with everyone happy|with everybody happy|with everyone smiling|joyfully|"
     "on an optimistic note|on an upbeat note|on a positive note|in joy|at the altar", "happy"),
    ("badly|sadly|sad|unhappily|tragically|in tears|in tragedy|in a tragedy|in heartbreak|"
     "in disaster|in misery|in death|miserably|horribly|on a sad note|in sorrow|terribly|"
     "with a funeral|with everyone dead|with everyone miserable|"
     "with everybody miserable|with everyone crying|with everyone in tears", "sad"),
    ("on a cliffhanger|in a cliffhanger|with a cliffhanger|openly|open|in the air|"
     "up in the air|ambiguously|abruptly|unresolved", "open"),
    ("properly|neatly|with closure|conclusively", "closed"),
    ("bittersweet|bittersweetly|on a bittersweet note", "bittersweet-ending"),
    ("together|up together", "together"),
    ("apart|up apart|separated", "apart"),
])  # fmt: skip
"""How a story ends -> its tone."""
_COPULAS: Final = frozenset(
    "is be must should has have had needs need to better can may will would not isn't "
    "mustn't shouldn't can't cannot won't doesn't never always absolutely really that a "
    "an very too remain remains stay stays feel feels at all costs please are being was "
    "left leave leaves keep keeps kept me us make makes made with in and on".split()
)
_BEFORE_END: Final = frozenset(
    {"a", "an", "the", "kind", "of", "and", "or", "/", "very"}
)

_TAILS: Final = frozenset(
    "only please guaranteed required obligatory mandatory compulsory".split()
)


def seal(page: Page, start: int, end: int, *keys: str, wanted: bool) -> None:
    """Note a wish of this kind; further keys are ruled out or wished for with it."""
    end += page.low(end) in _TAILS
    text = page.raw(start, end)
    limit = Limit(
        "facet",
        text,
        any_of=keys if wanted else (),
        none_of=() if wanted else keys,
    )
    page.seal(start, end, Want(keys[0], text, 1.0, limit))


def read_endings(page: Page, start: int) -> bool:
    """Note what is said at `start` of an ending; whether anything is."""
    low = page.low(start)
    if low in _ENDS or (low in _LAST_PARTS and page.low(start - 1) in _LAST):
        if _read_ending(page, start):
            return True
    if low in _ENDING_VERBS and _read_how(page, start):
        return True
    if low in _CLIFFHANGERS:
        return _read_cliffhanger(page, start)
    found = _AT_END.at(page.lows, start)
    return found is not None and _read_at_end(page, start, found[1])


_LAST: Final = frozenset({"last", "final"})
_LAST_PARTS: Final = frozenset({"episode", "episodes", "scene", "scenes", "chapter"})
_CLIFFHANGERS: Final = frozenset({"cliffhanger", "cliffhangers"})


def _read_cliffhanger(page: Page, at: int) -> bool:
    """ "No cliffhangers"; to wish for them is to wish for what keeps one watching."""
    if not page.free(at, at + 1) or not refused(page, at, at + 1):
        return False
    seal(page, at, at + 1, "ending_tone:open", wanted=False)
    return True


def _read_ending(page: Page, at: int) -> bool:
    """ "A happy ending", "no sad or open endings", "the end must not be open"."""
    begin = at - (page.low(at) in _LAST_PARTS)  # "last episode"
    if not page.free(begin, at + 1):
        return False
    tones, start = _tones_before(page, begin)
    end = at + 1
    if not tones:
        tones, end = _tones_behind(page, at)
        start = begin
    if not tones or not page.free(start, end):
        return False
    denied = _denied_between(page, at, end) or refused(page, start, end)
    first = start
    while first > page.clause_start(start) and page.low(first - 1) in _LEADS:
        first -= 1
    for tone in tones:
        seal(page, first, end, f"ending_tone:{tone}", wanted=not denied)
    comma = end + (page.low(end) == ",")
    if page.low(comma) == "the" and page.words(comma + 2, comma + 4) == [
        "the",
        "better",
    ]:
        page.claim(end, comma + 4)  # "the sadder the better"
    return True


_LEADS: Final = frozenset({"no", "without", "not", "a", "an", "any", "the", "with"})
"""Words before an ending that belong to the wish for it."""


def _tones_before(page: Page, at: int) -> tuple[list[str], int]:
    """What an ending is called right before: "sad or open endings"."""
    tones: list[str] = []
    start = at
    for index in range(at - 1, max(page.clause_start(at), at - 7) - 1, -1):
        tone = _TONES.get(page.low(index))
        if tone is not None:
            tones.insert(0, tone)
            start = index
        elif page.low(index) not in _BEFORE_END:
            break
    return tones, start


def _tones_behind(page: Page, at: int) -> tuple[list[str], int]:
    """What an ending is said to be: "the ending has to be happy"."""
    moved = not _LEAVING.isdisjoint(page.words(max(page.clause_start(at), at - 3), at))
    for index in range(at + 1, min(at + 9, page.clause_end(at))):
        tone = _TONES.get(page.low(index)) or _STATES.get(page.low(index))
        if tone in _OF_ENDINGS and moved:
            return [str(tone)], index + 1
        if page.low(index) not in _COPULAS:
            break
        moved = True
    return [], at


_LEAVING: Final = frozenset("leave leaves leaving keep keeps left make makes".split())


def _denied_between(page: Page, at: int, end: int) -> bool:
    denials = {
        "not",
        "never",
        "isn't",
        "mustn't",
        "shouldn't",
        "can't",
        "cannot",
        "won't",
    }
    return not denials.isdisjoint(page.words(at, end))


def _read_how(page: Page, at: int) -> bool:
    """ "Ends happily", "if it ends badly I will riot", "it mustn't end in tears"."""
    particle = _PARTICLES.get(page.low(at)[:4])
    if particle is not None and page.low(at + 1) != particle:
        return False  # "turn up happy"
    step = at + 1
    while page.low(step) in {"up", "out", "really", "very", "too", "all", "it"}:
        step += 1
    found = _HOW.at(page.lows, step)
    if found is None or not page.free(at, found[1]):
        return False
    tone, end = found
    if tone in {"together", "apart"} and page.low(at)[:3] not in {"end", "win"}:
        return False  # "close together"
    follows = page.low(end)
    if follows in {"before", "until", "at", "by", "in", "on"} or follows.isdecimal():
        return False
    start = at
    if page.low(at - 1) in _MODALS:
        while start > page.clause_start(at) and page.low(start - 1) in _MODALS:
            start -= 1
    refusal = refused(page, at, end)
    seal(page, start, end, f"ending_tone:{tone}", wanted=not refusal)
    return True


_PARTICLES: Final = {"turn": "out", "wind": "up", "winds": "up"}
_AT_END: Final = Phrases.table([
    ("at the end|in the end|by the end|at the very end|by the very end|in the finale|"
     "by the finale|in the last episode|in the final episode|by the last episode|"
     "at the finish|when it ends|when it's over|when it is over|when the credits roll|"
     "by the time it ends|after the last episode|after the finale|in the last scene|"
     "at the conclusion", True),
])  # fmt: skip
_STATES: Final[dict[str, str]] = {
    **dict.fromkeys("happy smiling smile smiles grinning grin content joyful".split(), "happy"),
    **dict.fromkeys(
        "sad tears crying cry sobbing sob heartbroken devastated depressed miserable "
        "weeping bawling unhappy".split(), "sad"),
    **dict.fromkeys("together reunited married marry".split(), "together"),
    **dict.fromkeys("apart separated separate alone".split(), "apart"),
    "alive": "alive", "living": "alive", "dead": "dead",
}  # fmt: skip
"""How somebody is at the end -> what is said of the ending by it."""
_OF_ENDINGS: Final = frozenset(
    {"happy", "sad", "bittersweet-ending", "open", "closed", "together", "apart"}
)
_MOODS: Final = {"mood:sad": "sad", "mood:cheerful": "happy", "mood:hopeful": "happy"}
_OF_STORY: Final = frozenset(
    {"it", "story", "show", "series", "drama", "film", "movie"}
)
_AROUND_END: Final = 8
"""Tokens from "at the end" to what is said of it."""


def _read_at_end(page: Page, at: int, end: int) -> bool:
    """ "Still together at the end", "in the finale I want to smile", "no tears at the end"."""
    if page.low(end) == "of":
        if page.low(end + 1 + (page.low(end + 1) == "the")) not in _OF_STORY:
            return False  # "at the end of the week"
    if not page.free(at, end):
        return False
    first = max(page.clause_start(at), at - _AROUND_END)
    last = min(page.clause_end(at), end + _AROUND_END)
    for index in (*range(at - 1, first - 1, -1), *range(end, last)):
        found = _state(page, index)
        if found is None or not page.free(index, found[1]):
            continue
        start, stop = min(index, at), max(end, found[1])
        return _seal_state(page, start, stop, index, found[0])
    return False


def _state(page: Page, at: int) -> tuple[str, int] | None:
    """What a word, or a facet's phrase, says of how things are at the end."""
    state = _STATES.get(page.low(at)) or _TONES.get(page.low(at))
    if state is not None:
        return state, at + 1
    found = lexicon_of(page.vocabulary).at(page.lows, at)
    return (
        None
        if found is None or found[0] not in _MOODS
        else (_MOODS[found[0]], found[1])
    )


def _seal_state(page: Page, start: int, end: int, at: int, state: str) -> bool:
    denied = refused(page, at, end)
    if state in {"alive", "dead"}:
        if denied != (state == "dead"):
            return False
        seal(page, start, end, "trope:death", wanted=False)
        return True
    seal(page, start, end, f"ending_tone:{state}", wanted=not denied)
    return True


_MODALS: Final = frozenset(
    "must has have to should needs need not doesn't don't mustn't can't cannot won't "
    "shouldn't better had".split()
)
