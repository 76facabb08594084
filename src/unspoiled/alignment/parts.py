"""The parts of a sentence, and which of them tell something of the story.

"I screamed when she forgave him, and the music is lovely": one part tells, two respond.
"""

from __future__ import annotations

from typing import Final

import regex

from ..features import ENGLISH


def parts(display: str) -> list[str]:
    """The parts of a sentence that could each tell something of their own."""
    found = [part.strip(_EDGES) for part in _CUT.split(display)]
    return [part for part in found if part]


def tells_story(part: str) -> bool:
    """Whether a part of a sentence is more than the writer's own response."""
    if _THIRD.search(part):
        return True
    if _OWN.search(part) or _REMARK.match(part):
        return False
    words = [w.lower().replace("’", "'") for w in _WORD.findall(part)]
    return any(word not in _TALK and word not in ENGLISH for word in words)


_EDGES: Final = " .!?,;:'\"“”‘’()-–—"
_CUT: Final = regex.compile(
    r"[,;:—–()]|\s-+\s|\b(?:and|but|then|without|because|who|which|that|while|after|before|so|until|till|when|where)\b",
    regex.IGNORECASE,
)
_WORD: Final = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’-]*")
_REMARK: Final = regex.compile(
    r"(?:it|it['’]s|that['’]s|that|this|what|such|like|as|in a|of course|for a|how)\b",
    regex.IGNORECASE,
)
_THIRD: Final = regex.compile(
    r"\b(?:he|she|they|him|her|his|hers|their|them|himself|herself|themselves)\b",
    regex.IGNORECASE,
)
_OWN: Final = regex.compile(
    r"\b(?:i|me|my|myself|we|our|us|you|your)\b", regex.IGNORECASE
)
_TALK: Final = frozenset(
    """about actual actually acting actor actors actress again ah all also always am amazing
    angry annoying another any anyway awesome back bad beautiful because best better big bit
    boring brilliant bored but came character characters chemistry cliche come comes course
    cried cry crying cute dark day days did done drama dramas dull either emotional enough
    ending enjoyable enjoyed especially even ever every everyone everybody expected fair far
    fast favorite favourite feel feeling feels felt few fine first for from fun funny genius
    get gets glad go god goes going good gorgeous got great had half handled hard hate hated
    have heart heartbreaking here hilarious honest honestly how imo just kdrama kind knew know
    lead leads least less like liked literally little ll lol long look looked lot love loved
    lovely made make makes man many masterpiece maybe me mean mine moment moments more most
    much must my nearly need needed never new nice no now ngl oh ok okay old omg one only ouch
    out over painful part parts people perfect perfectly performance pity please point pretty
    quick quite rather really reason right sad satisfying say scared scene scenes scream
    screamed screaming see seen sequence series several shock shocked shocking show sigh silly
    sob sobbing sobbed soft some somehow sorry spoiler still story strong stunning stupid such
    sudden suddenly super surprise surprised surprising sweet take tbh tears tense than thank
    thanks that then there these thing things think this those though thought time tissues too
    total totally touching true twice two ugh unexpected unnecessary until up very viewer wait
    want was watch watched watching way weird well were what when where which while who whole
    why wild will with woman wonderful word words work worked works worst worth wow writer
    writers writing yes yet haha hahaha hmm hm woah whoa yikes yay nope yep yup boy dear sigh
    ouch phew ok okay lmao imho turns episode episodes ep eps line delivery shot shots""".split()
)
