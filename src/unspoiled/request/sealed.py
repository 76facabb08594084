"""Wishes about how it goes and ends, in the idioms that people use for them.

They are never limits: applying one tells something of every pick, so it needs the
viewer's consent, and no title is ever said to fulfil it.
"""

from __future__ import annotations

from typing import Final

from ..domain import Limit, Want
from .page import Page
from .tokens import Phrases

_WISHES: Final = Phrases.table([
    ("happy ending only|happy endings only|only happy endings|only happy ending|"
     "happy ending please|happy ending required|with a happy ending|happy ending|"
     "happy endings|hea|h e a|happily ever after|ends happily|end happily|ends well|"
     "end well|must end well|doesn't end badly|does not end badly|"
     "guaranteed happy ending|has to end happily|"
     "must end happily|should end happily|needs to end happily|ending has to be happy|"
     "ending must be happy|ending should be happy|a happy end|happy end|"
     "has to end well|should end well|needs to end well|ends on a happy note|"
     "end on a happy note|all ends well",
     ("ending_tone:happy", True)),
    ("no sad ending|no sad endings|no tragic ending|no tragic endings|no bad ending|"
     "no bad endings|not a sad ending|without a sad ending|without a tragic ending|"
     "no unhappy ending|doesn't end sad|not end sad|doesn't end sadly|not end sadly|"
     "not end in tears|doesn't end in tears|doesn't end badly|does not end badly|"
     "doesn't end in tragedy|won't end in tragedy|not end badly|not end in tragedy",
     ("ending_tone:sad", False)),
    ("no bittersweet ending|no bittersweet endings|without a bittersweet ending",
     ("ending_tone:bittersweet-ending", False)),
    ("sad ending|sad endings|tragic ending|tragic endings|ends badly|ends in tragedy",
     ("ending_tone:sad", True)),
    ("no happy ending|no happy endings|without a happy ending|not a happy ending",
     ("ending_tone:happy", False)),
    ("no open ending|no open endings|not an open ending|without an open ending|"
     "doesn't end on a cliffhanger|no cliffhanger ending|no cliffhanger at the end|"
     "no unresolved ending|no cliffhangers at the end",
     ("ending_tone:open", False)),
    ("a proper ending|a real ending|closed ending|need closure|want closure|"
     "gives closure|with closure|proper closure|a closed ending|all loose ends tied",
     ("ending_tone:closed", True)),
    ("open ending|open endings|an open ending", ("ending_tone:open", True)),
    ("they end up together|end up together|ends up together|the couple ends up together|"
     "they get together in the end|they must end up together|main couple ends up together|"
     "couple stays together|they stay together|don't break up|no break up at the end",
     ("ending_tone:together", True)),
    ("nobody dies|no one dies|no-one dies|nobody gets killed|nobody has to die|"
     "no deaths|no death|no character deaths|no character death|no major deaths|"
     "no major character death|no major character deaths|everyone lives|everybody lives|"
     "everyone survives|everybody survives|no main character deaths|nobody is killed|"
     "without anyone dying|without anybody dying|nobody dying|no one dying|"
     "where nobody dies|the leads survive|both leads survive|no dying|"
     "leads don't die|lead doesn't die|main character doesn't die|"
     "main characters don't die|main lead doesn't die",
     ("trope:death", False)),
    ("dying pets|dying animals|dying dogs|dead pets|dead animals|no animal suffering|"
     "the dog lives|dog lives|the dog survives|the dog doesn't die|no dead dogs|"
     "no dead dog|the cat lives|the cat survives|no animals die|no animal dies|"
     "no animal deaths|no animal death|no pets die|no pet dies|no dog dies|"
     "the dog does not die|animals don't die|no animal cruelty|no animals harmed|"
     "no animals are harmed|no harm to animals|no pet deaths",
     ("content_warning:animal-harm", False)),
    ("no cheating|nobody cheats|no one cheats|no infidelity|no affairs|no affair|"
     "no adultery|without cheating|without infidelity|without any cheating|"
     "no cheaters|they don't cheat|nobody is cheating", ("trope:infidelity", False)),
    ("no terminal illness|nobody gets sick and dies|nobody gets cancer|no cancer|"
     "no terminal illnesses|no illness|nobody is dying|no one is dying",
     ("trope:terminal-illness", False)),
])  # fmt: skip
_LIVES: Final = Phrases.table([
    ("has to survive|have to survive|must survive|needs to survive|need to survive|"
     "should survive|survive|survives|has to live|have to live|must live|needs to live|"
     "should live|lives|must not die|mustn't die|can't die|cannot die|may not die|"
     "doesn't die|does not die|don't die|do not die|shouldn't die|won't die|"
     "isn't killed|isn't harmed|must not be harmed|is not harmed|are not harmed|"
     "has to make it|must make it|makes it|make it out alive|has to be okay|"
     "has to be ok|must be okay|better not die|better survive|better live|"
     "gets to live|stays alive|stay alive|has to stay alive|must stay alive|"
     "has to be alive at the end|is still alive at the end|dying", True),
])  # fmt: skip
_ANIMALS: Final = frozenset(
    "dog dogs cat cats pet pets animal animals horse horses puppy kitten rabbit bird".split()
)
_PEOPLE: Final = frozenset(
    "everyone everybody lead leads couple couples hero heroine heroes character characters "
    "protagonist protagonists kid kids child children they he she friends".split()
)
_ALIVE: Final = frozenset({"survive", "survives", "lives", "dying"})
_REFUSALS: Final = frozenset("don't not without hate avoid".split())
_REFUSAL_FILL: Final = frozenset("want need a an the any have like to".split())


def read_sealed(page: Page) -> None:
    """Note each wish that would spoil if it were answered title by title."""
    for start in () if page.recalls else range(len(page)):
        found = _WISHES.at(page.lows, start)
        if found is None:
            _read_lives(page, start)
            continue
        if not page.free(start, found[1]):
            continue
        (key, wanted), end = found
        text = page.raw(start, end)
        limit = Limit(
            "facet",
            text,
            any_of=(key,) if wanted else (),
            none_of=() if wanted else (key,),
        )
        if _refused(page, start):
            limit = Limit("facet", text, any_of=limit.none_of, none_of=limit.any_of)
        page.seal(start, end, Want(key, text, 1.0, limit))


def _read_lives(page: Page, start: int) -> None:
    """ "The dog has to survive", "the leads must not die"."""
    low = page.low(start)
    found = _LIVES.at(page.lows, start + 1) if low in _ANIMALS | _PEOPLE else None
    if found is None or not page.free(start, found[1]):
        return
    end = found[1]
    if (
        low in _PEOPLE
        and page.words(start + 1, end)[0] in _ALIVE
        and not page.ends_clause(end)
    ):
        return  # "they survive on an island" is the story
    key = "content_warning:animal-harm" if low in _ANIMALS else "trope:death"
    begin = start - (page.low(start - 1) in {"the", "both", "all", "no", "main"})
    text = page.raw(begin, end)
    page.seal(begin, end, Want(key, text, 1.0, Limit("facet", text, none_of=(key,))))


def _refused(page: Page, start: int) -> bool:
    """ "I don't want a happy ending"."""
    at = start - 1
    while at > 0 and page.low(at) in _REFUSAL_FILL and page.same_clause(at, start):
        at -= 1
    return at >= 0 and page.low(at) in _REFUSALS and page.same_clause(at, start)
