"""Phrases that lead to a title by whoever made it: "the director of", "who scripted"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..domain import CreditRole
from .tokens import Phrases

Roles = tuple[CreditRole, ...]

_DIRECTOR: Final[Roles] = ("director",)
_WRITER: Final[Roles] = ("writer",)
_BOTH: Final[Roles] = ("director", "writer")
_CAST: Final[Roles] = ("cast",)

_DID: Final = Phrases[Roles].table([
    ("directed|helmed|shot|filmed|was directing|has directed|had directed", _DIRECTOR),
    ("wrote|scripted|penned|authored|has written|had written|did the script for|"
     "did the script of|did the writing for|did the writing on|wrote the script for|"
     "wrote the script of|wrote the screenplay for|wrote the screenplay of", _WRITER),
    ("made|created|did|gave us|brought us|is behind|was behind|were behind|are behind|"
     "came up with|dreamed up|dreamt up|is responsible for|was responsible for|"
     "worked on|put together", _BOTH),
    ("starred in|played in|acted in|plays in|stars in|was the lead in|was the lead of|"
     "played the lead in|plays the lead in|led|headlined|is the lead of|is the lead in|"
     "had the lead in|had the main role in", _CAST),
])  # fmt: skip
_NOUNS: Final[dict[str, Roles]] = {
    **dict.fromkeys("director directors filmmaker filmmakers".split(), _DIRECTOR),
    **dict.fromkeys(
        "writer writers screenwriter screenwriters scriptwriter scriptwriters author "
        "authors".split(),
        _WRITER,
    ),
    **dict.fromkeys(
        "guy man woman lady person people one ones team dude bloke gal chap folks girl "
        "crew duo pair genius mind minds brains those somebody someone maker makers "
        "creator creators she he they".split(),
        _BOTH,
    ),
    **dict.fromkeys(
        "actor actors actress actresses lead leads star stars cast".split(), _CAST
    ),
}
_OF: Final = Phrases[Roles].table([
    ("director of|directors of|director behind|directors behind|director from|"
     "filmmaker behind|same director as|directed by the director of", _DIRECTOR),
    ("writer of|writers of|writer behind|writers behind|writer from|screenwriter of|"
     "screenwriters of|screenwriter behind|screenwriter from|author of|authors of|"
     "scriptwriter of|scriptwriters of|scriptwriter behind|same writer as|"
     "same screenwriter as|same scriptwriter as|pen behind", _WRITER),
    ("makers of|maker of|creators of|creator of|team behind|people behind|makers behind|"
     "creators behind|creator behind|same team as|crew behind|crew of|same makers as|"
     "team of|same people as|same crew as|same creators as|mind behind|minds behind|"
     "whoever's behind|whoever is behind|whoever was behind|brains behind|folks behind|duo behind|pair behind|guy behind|man behind|"
     "woman behind|lady behind|person behind|one behind", _BOTH),
    ("lead of|leads of|cast of|star of|stars of|actor from|actress from|lead actor of|"
     "lead actress of|male lead of|female lead of|leads from|cast from|actors from|"
     "same cast as|lead from|main actor of|actor of|actors of|actress of|actresses of|"
     "actresses from|main lead of|same lead as|same actor as|same actress as|"
     "same leads as|same actors as|someone from|male lead from|female lead from|"
     "star from|stars from", _CAST),
])  # fmt: skip
_WHO: Final = frozenset({"who", "that"})
CLEAR: Final = Phrases[Roles].table([
    ("the director|director|directors|directing", _DIRECTOR),
    ("the writer|writer|screenwriter|writers|the screenwriter|writing", _WRITER),
    ("the actor|the actress|actor|actress|the lead", _CAST),
])  # fmt: skip
"""What says, behind the name, which of its makers is meant: "(the director I mean)"."""


def _played(lows: Sequence[str], at: int) -> int | None:
    """ "Who played the goblin in ...": where the name of the title begins."""
    if at >= len(lows) or lows[at] not in {"played", "plays", "portrayed", "portrays"}:
        return None
    for end in range(at + 2, min(at + 8, len(lows))):
        if lows[end] in {"in", "on", "from"}:
            return end + 1
        if not lows[end].isalpha():
            return None
    return None


def makers_at(lows: Sequence[str], start: int) -> tuple[Roles, int] | None:
    """Which makers a phrase at `start` speaks of, and where it ends."""
    low = lows[start] if start < len(lows) else ""
    if low == "whoever":
        return _DID.at(lows, start + 1)
    if low == "who":
        found = _DID.at(lows, start + 1)
        return None if found is None or found[0] == _CAST else found
    noun = _NOUNS.get(low)
    if noun is not None and start + 1 < len(lows) and lows[start + 1] in _WHO:
        at = start + 2 + (start + 2 < len(lows) and lows[start + 2] == "also")
        found = _DID.at(lows, at)
        if found is not None:
            roles, end = found
            return (noun if roles == _BOTH else roles), end
        played = _played(lows, at)
        if played is not None:
            return _CAST, played
    return _OF.at(lows, start)
