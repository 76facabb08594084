"""Wishes about how it goes and ends, however they are put.

They are never limits: applying one tells something of every pick, so it needs the
viewer's consent, and no title is ever said to fulfil it.

Of an ending is said what it is like ("a happy ending", "the end must not be open"), of a
story how it ends ("ends in tears"), of somebody that they live or die; `refusals` tells
whether that is wished for or ruled out. What has a word of its own in the vocabulary is
read by `facets`.
"""

from __future__ import annotations

from typing import Final

from ..domain import Limit, Want
from .page import Page
from .refusals import denied_ahead, refused
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
    {"end", "ends", "ended", "ending", "finishes", "finish"}
)
_HOW: Final = Phrases.table([
    ("happily|well|on a happy note|on a high note|on a hopeful note|happy|good|"
     "with a smile|in happiness|in a wedding", "happy"),
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
    "an very too remain stay feel at all costs please are being was".split()
)
_BEFORE_END: Final = frozenset(
    {"a", "an", "the", "kind", "of", "and", "or", "/", "very"}
)

_WISHES: Final = Phrases.table([
    ("hea|h e a|happily ever after|happily ever afters|a happy end|happy end|all ends well|"
     "everything turns out well|everything turns out fine|it all works out|"
     "it works out in the end|all works out in the end",
     ("ending_tone:happy", True)),
    ("no cliffhanger ending|no cliffhanger at the end|no cliffhangers at the end|"
     "no loose ends|without loose ends|no cliffhanger endings",
     ("ending_tone:open", False)),
    ("need closure|want closure|gives closure|with closure|proper closure|"
     "all loose ends tied|all the loose ends tied|loose ends tied up|everything resolved|"
     "everything gets resolved|wraps everything up|wraps it all up|ties everything up",
     ("ending_tone:closed", True)),
    ("they end up together|end up together|ends up together|the couple ends up together|"
     "they get together in the end|they must end up together|main couple ends up together|"
     "couple stays together|they stay together|don't break up|no break up at the end|"
     "couple makes it|they get each other in the end|leads end up together",
     ("ending_tone:together", True)),
    ("nobody dies|no one dies|no-one dies|nobody gets killed|nobody has to die|"
     "no deaths|no death|no character deaths|no character death|no major deaths|"
     "no major character death|no major character deaths|everyone lives|everybody lives|"
     "everyone survives|everybody survives|no main character deaths|nobody is killed|"
     "without anyone dying|without anybody dying|nobody dying|no one dying|"
     "where nobody dies|the leads survive|both leads survive|no dying|no killing off|"
     "nobody getting killed|nobody killed off|no one killed off|don't kill off|"
     "do not kill off|no one is killed|no one gets killed|zero deaths|everyone alive|"
     "without deaths|without any deaths|without anyone getting killed|"
     "leads don't die|lead doesn't die|main character doesn't die|"
     "main characters don't die|main lead doesn't die",
     ("trope:death", False)),
    ("dying pets|dying animals|dying dogs|dead pets|dead animals|no animal suffering|"
     "no dead dogs|no dead dog|no animals die|no animal dies|no dead cats|"
     "no animal deaths|no animal death|no pets die|no pet dies|no dog dies|"
     "no animal cruelty|no animals harmed|no animals are harmed|no harm to animals|"
     "no pet deaths|no cruelty to animals|no animal abuse|no hurt animals",
     ("content_warning:animal-harm", False)),
    ("no cheating|nobody cheats|no one cheats|no infidelity|no affairs|no affair|"
     "no adultery|without cheating|without infidelity|without any cheating|"
     "no cheaters|they don't cheat|nobody is cheating|no cheating plots|"
     "no one is cheating|nobody sleeps around|nobody is unfaithful|everyone is faithful",
     ("trope:infidelity", False)),
    ("no terminal illness|nobody gets sick and dies|nobody gets cancer|no cancer|"
     "no terminal illnesses|no illness|nobody is dying|no one is dying|no cancer plots|"
     "no cancer plot|no cancer storylines|no cancer stories|without cancer|"
     "nobody has cancer|no one gets cancer|no one has cancer|nobody falls ill|"
     "nobody terminally ill|no incurable disease|no incurable diseases|no deadly illness|"
     "no deadly disease", ("trope:terminal-illness", False)),
])  # fmt: skip
_LIVES: Final = Phrases.table([
    ("live|has to survive|have to survive|must survive|needs to survive|need to survive|"
     "should survive|survive|survives|has to live|have to live|must live|needs to live|"
     "should live|lives|must not die|mustn't die|can't die|cannot die|may not die|"
     "doesn't die|does not die|don't die|do not die|shouldn't die|won't die|"
     "isn't killed|isn't harmed|must not be harmed|is not harmed|are not harmed|"
     "has to make it|must make it|makes it|make it out alive|has to be okay|"
     "has to be ok|must be okay|better not die|better survive|better live|"
     "had better live|had better survive|had better not die|is never harmed|"
     "never dies|comes to no harm|come to no harm|is safe|are safe|stays safe|"
     "gets to live|stays alive|stay alive|has to stay alive|must stay alive|"
     "has to be alive at the end|is still alive at the end|dying", True),
])  # fmt: skip
_HARMED: Final = Phrases.table([
    ("dies|die|died|dying|gets hurt|get hurt|is hurt|are hurt|hurt|harmed|is harmed|"
     "are harmed|gets harmed|killed|gets killed|get killed|is killed|are killed|suffer|"
     "suffers|abused|is abused|are abused|mistreated|is mistreated|injured|gets injured|"
     "is put down|gets put down|bites the dust|kicks the bucket|doesn't make it|"
     "don't make it|gets killed off|is killed off", True),
])  # fmt: skip
_ANIMALS: Final = frozenset(
    "dog dogs cat cats pet pets animal animals horse horses puppy puppies kitten kittens "
    "rabbit bird".split()
)
_PEOPLE: Final = frozenset(
    "everyone everybody lead leads couple couples hero heroine heroes character characters "
    "protagonist protagonists kid kids child children they he she friends".split()
)
_ANYBODY: Final = _PEOPLE | frozenset(
    "anyone anybody someone somebody one main mum mom mother father parent baby".split()
)
_ALIVE: Final = frozenset({"live", "survive", "survives", "lives", "dying"})
_TAILS: Final = frozenset(
    "only please guaranteed required obligatory mandatory compulsory".split()
)


def read_sealed(page: Page) -> None:
    """Note each wish that would spoil if it were answered title by title."""
    for start in () if page.recalls else range(len(page)):
        found = _WISHES.at(page.lows, start)
        if found is not None and page.free(start, found[1]):
            (key, wanted), end = found
            _seal(page, start, end, key, wanted=wanted != _refused_wish(page, start))
        elif page.low(start) in _ENDS and _read_ending(page, start):
            continue
        elif page.low(start) in _ENDING_VERBS and _read_how(page, start):
            continue
        elif not _read_lives(page, start):
            _read_harm(page, start)


def _seal(page: Page, start: int, end: int, key: str, *, wanted: bool) -> None:
    end += page.low(end) in _TAILS
    text = page.raw(start, end)
    limit = Limit(
        "facet",
        text,
        any_of=(key,) if wanted else (),
        none_of=() if wanted else (key,),
    )
    page.seal(start, end, Want(key, text, 1.0, limit))


def _read_ending(page: Page, at: int) -> bool:
    """ "A happy ending", "no sad or open endings", "the end must not be open"."""
    if not page.free(at, at + 1):
        return False
    tones, start = _tones_before(page, at)
    end = at + 1
    if not tones:
        tones, end = _tones_behind(page, at)
        start = at
    if not tones or not page.free(start, end):
        return False
    denied = _denied_between(page, at, end) or refused(page, start, end)
    first = start
    while first > page.clause_start(start) and page.low(first - 1) in _LEADS:
        first -= 1
    for tone in tones:
        _seal(page, first, end, f"ending_tone:{tone}", wanted=not denied)
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
    moved = False
    for index in range(at + 1, min(at + 9, page.clause_end(at))):
        tone = _TONES.get(page.low(index))
        if tone is not None and moved:
            return [tone], index + 1
        if page.low(index) not in _COPULAS:
            break
        moved = True
    return [], at


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
    step = at + 1
    while page.low(step) in {"up", "really", "very", "too", "all"}:
        step += 1
    found = _HOW.at(page.lows, step)
    if found is None or not page.free(at, found[1]):
        return False
    tone, end = found
    follows = page.low(end)
    if follows in {"before", "until", "at", "by", "in", "on"} or follows.isdecimal():
        return False
    start = at
    if page.low(at - 1) in _MODALS:
        while start > page.clause_start(at) and page.low(start - 1) in _MODALS:
            start -= 1
    refusal = refused(page, at, end)
    _seal(page, start, end, f"ending_tone:{tone}", wanted=not refusal)
    return True


_MODALS: Final = frozenset(
    "must has have to should needs need not doesn't don't mustn't can't cannot won't "
    "shouldn't better had".split()
)


def _read_lives(page: Page, start: int) -> bool:
    """ "The dog has to survive", "the leads must not die"."""
    low = page.low(start)
    step = start + 1 + (page.low(start + 1) == "please")
    found = _LIVES.at(page.lows, step) if low in _ANIMALS | _PEOPLE else None
    if found is None or not page.free(start, found[1]):
        return False
    end = found[1]
    if low in _PEOPLE and page.low(step) in _ALIVE and not page.ends_clause(end):
        return False  # "they survive on an island" is the story
    key = "content_warning:animal-harm" if low in _ANIMALS else "trope:death"
    begin = start - (page.low(start - 1) in {"the", "both", "all", "no", "main"})
    _seal(page, begin, end, key, wanted=False)
    return True


def _read_harm(page: Page, start: int) -> None:
    """ "If any animal gets hurt I'm out", "I don't want anybody to die"."""
    low = page.low(start)
    if low not in _ANIMALS | _ANYBODY:
        return
    step = start + 1
    while page.low(step) in {
        "to",
        "be",
        "in",
        "it",
        "gets",
        "character",
        "characters",
        "lead",
    }:
        step += 1
    found = _HARMED.at(page.lows, step)
    if found is None or not page.free(start, found[1]):
        return
    fatal = low in _ANIMALS or page.words(step, found[1])[0][:3] not in _NOT_FATAL
    if fatal and refused(page, start, found[1]):
        key = "content_warning:animal-harm" if low in _ANIMALS else "trope:death"
        _seal(page, start, found[1], key, wanted=False)


_NOT_FATAL: Final = frozenset({"hur", "har", "suf", "abu", "mis", "inj"})
"""How words begin for what somebody lives through."""


def _refused_wish(page: Page, start: int) -> bool:
    """ "I don't want a happy end": a wish that is turned round."""
    return denied_ahead(page, start)
