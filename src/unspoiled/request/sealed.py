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

from .asides import FAMILY
from .endings import read_endings, seal
from .page import Page
from .refusals import denied_ahead, refused
from .tokens import Phrases

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
_ANYBODY: Final = (
    _PEOPLE
    | frozenset("anyone anybody someone somebody one main baby".split())
    | FAMILY
)
_ALIVE: Final = frozenset({"live", "survive", "survives", "lives", "dying"})


def read_sealed(page: Page) -> None:
    """Note each wish that would spoil if it were answered title by title."""
    for start in () if page.recalls else range(len(page)):
        found = _WISHES.at(page.lows, start)
        if found is not None and page.free(start, found[1]):
            (key, wanted), end = found
            wanted = wanted != _refused_wish(page, start)
            if key == "trope:death" and not wanted:
                end = _seal_death(page, start, end)
            else:
                seal(page, start, end, key, wanted=wanted)
        elif not read_endings(page, start) and not _read_lives(page, start):
            _read_harm(page, start)


def _seal_death(page: Page, start: int, end: int) -> int:
    """Rule out that somebody dies; of the leads alone where they are named."""
    words = page.words(start, end + 4) if page.low(end - 1) == "off" else ()
    leads = not _LEADS.isdisjoint((*page.words(start, end), *words))
    seal(page, start, end, *_DEATHS[leads], wanted=False)
    if page.low(end) in _EXCEPT:  # "nobody dies except the villain"
        page.claim(end, min(end + 4, page.clause_end(end)))
    if page.low(end) == "of":  # "no deaths of children"
        page.claim(end, min(end + 3, page.clause_end(end)))
    return end


_LEADS: Final = frozenset(
    "lead leads couple hero heroes heroine heroines protagonist protagonists main".split()
)
_DEATHS: Final = {
    True: ("trope:death-of-lead", "trope:death"),
    False: ("trope:death",),
}
_EXCEPT: Final = frozenset({"except", "but", "besides", "save"})


def _read_lives(page: Page, start: int) -> bool:
    """ "The dog has to survive", "the leads must not die"."""
    low = page.low(start)
    step = start + 1 + (page.low(start + 1) == "please")
    found = _LIVES.at(page.lows, step) if low in _ANIMALS | _PEOPLE else None
    if found is None or not page.free(start, found[1]):
        return False
    end = found[1]
    if low in _ANIMALS and page.low(step) in {"live", "lives"}:
        if page.low(end) in {"for", "with", "in", "on", "off", "next", "near"}:
            return False  # "my dog lives for walks"
    if low in _PEOPLE and page.low(step) in _ALIVE and not page.ends_clause(end):
        return False  # "they survive on an island" is the story
    begin = start - (page.low(start - 1) in {"the", "both", "all", "no", "main"})
    if low in _ANIMALS:
        seal(page, begin, end, "content_warning:animal-harm", wanted=False)
    else:
        _seal_death(page, begin, end)
    return True


def _read_harm(page: Page, start: int) -> None:
    """ "If any animal gets hurt I'm out", "I don't want anybody to die"."""
    low = page.low(start)
    if (
        low == "dead"
        and page.low(start + 1) in FAMILY
        and refused(page, start, start + 2)
    ):
        seal(page, start, start + 2, "trope:death", wanted=False)  # "no dead wife"
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
        if low in _ANIMALS:
            seal(page, start, found[1], "content_warning:animal-harm", wanted=False)
        elif _ILLNESS.isdisjoint(page.words(found[1], found[1] + 4)):
            _seal_death(page, start, found[1])


_ILLNESS: Final = frozenset(
    "illness cancer disease leukemia leukaemia tumour tumor".split()
)
"""What somebody dies of, which is a wish of its own."""
_NOT_FATAL: Final = frozenset({"hur", "har", "suf", "abu", "mis", "inj"})
"""How words begin for what somebody lives through."""


def _refused_wish(page: Page, start: int) -> bool:
    """ "I don't want a happy end": a wish that is turned round."""
    return denied_ahead(page, start)
