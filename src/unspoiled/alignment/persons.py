"""Who is named in a sentence, whether the story knows them, and on which side they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import regex

from ..features import ENGLISH

NAME: Final = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*")
_FIRST: Final = regex.compile(r"(?:^|[.!?:]\s+|[\"“(]\s*)\P{L}*$")


def name_key(name: str) -> str:
    """One key for the spellings of a name: "Seung-jun's", "Seungjun"."""
    folded = name.replace("’", "'").casefold().removesuffix("'s").strip("'-")
    return folded.replace("-", "").replace("'", "")


def capitals(text: str) -> Iterator[tuple[str, int, bool]]:
    """Capitalised words: key, place, and whether a sentence begins with it."""
    for match in NAME.finditer(text):
        first = _FIRST.search(text[max(0, match.start() - 8) : match.start()])
        yield name_key(match[0]), match.start(), first is not None


def strangers(display: str, named: Mapping[str, int]) -> bool:
    """Whether it names somebody or something that no summary knows.

    Where everything is in capitals no name can be told from a word.
    """
    letters = [c for c in display if c.isalpha()]
    if sum(c.isupper() for c in letters) > max(8, len(letters) // 2):
        return True
    found = list(capitals(display))
    return any(
        not _known(key, named) and not (first and not _like_a_name(display, at))
        for key, at, first in found
    )


def _known(key: str, named: Mapping[str, int]) -> bool:
    return key in named or key in ENGLISH or key in _NO_NAMES or len(key) < 2


def _like_a_name(display: str, at: int) -> bool:
    """Whether the first word of a sentence is used as names are: "Bo repairs the lamp"."""
    return _SUBJECT.match(display, at) is not None


_SUBJECT: Final = regex.compile(
    r"(?!(?:every|some|any|no)(?:one|body|thing)\b|(?:love|that|this|what|who|nothing)\b)"
    r"(?i:[\p{L}\p{M}-]*[\p{L}\p{M}--[s]])(?:['’]s\b|\s+\p{Lu}\p{Ll}|\s+(?:and\s+\p{Lu}\p{Ll}"
    r"|(?:is|was|has|had|gets|got|does|did|goes|dies|died)\b|\p{Ll}{2,}(?:s|ed)\b))",
    regex.V1,
)
_NO_NAMES: Final = frozenset(
    "ml fl sml sfl 2ml ost osts tv ep eps episode episodes season part mr mrs ms dr miss "
    "omg lol lmao wtf god jesus christ netflix viki disney hbo bbc tvn jtbc kdrama kdramas "
    "cdrama jdrama drama dramas monday tuesday wednesday thursday friday saturday sunday "
    "korean japanese chinese thai american english british k-drama ok okay pov cgi bl ceo "
    "king queen prince princess detective captain attorney officer president director "
    "mother father mom dad grandpa grandma then when where why how oh ah wow yes yeah no "
    "well so still also maybe now even first second third finally".split()
) | {"kdramas"}  # fmt: skip


def later_names(display: str, named: Mapping[str, int]) -> int:
    """The latest first naming of those that a sentence names; 0 for nobody new."""
    words = {key for key, _, first in capitals(display) if not first or key in named}
    return max((named.get(key, 0) for key in words), default=0)


def same_roles(part: str, told: str, named: Mapping[str, int]) -> bool:
    """Whether nobody changes sides between part of a sentence and part of a summary.

    "Jonas betrays Mina" is not told by "Mina betrays Jonas", nor by "Jonas is betrayed":
    whoever acts in the one must not suffer in the other. Nor is it told of somebody else.
    """
    if _pair(part) not in ("", _pair(told)):
        return False
    ours, theirs = _sides(part, named), _sides(told, named)
    if ours and theirs and not ours.keys() & theirs.keys():
        return False
    return all(ours[key] == theirs[key] for key in ours.keys() & theirs.keys())


def _sides(text: str, named: Mapping[str, int]) -> dict[str, bool]:
    """The named ones whose side can be told: True for who acts, False for who suffers."""
    found = [(at, key) for key, at, _ in capitals(text) if key in named]
    found = [(at, key) for at, key in found if key not in _NO_NAMES]
    others = [(m.start(), "") for m in _PRONOUN.finditer(text)]
    actors = sorted([*found, *others])
    if not found:
        return {}
    passive = _PASSIVE.search(text) is not None
    names = {key for _, key in found}
    if (
        len({key or str(at) for at, key in actors}) == 1
    ):  # alone, it takes a verb to tell
        verb = passive or _VERB.match(text, found[0][0]) is not None
        return {found[0][1]: not passive} if verb else {}
    first = actors[0][1]
    return {key: (key == first) != passive for key in names}


def _pair(text: str) -> str:
    """Who comes first of her and him, where a text has both: "she leaves him"."""
    order = [m[0].lower() in ("he", "him") for m in _HE_AND_SHE.finditer(text)]
    return "" if len(set(order)) < 2 else ("he" if order[0] else "she")


_HE_AND_SHE: Final = regex.compile(r"\b(?:he|him|she|her)\b", regex.IGNORECASE)
_PRONOUN: Final = regex.compile(r"\b(?:he|she|they|him|them|her)\b", regex.IGNORECASE)
_VERB: Final = regex.compile(
    r"[\p{L}\p{M}'’-]+(?<!['’]s)\s+(?!(?:and|or|in|on|at|of|with|for|from|to|as|who|by|the|an"
    r"|into|over|again|too|here|there|himself|herself|being|when|while|because|but|so)\b)"
    r"\p{Ll}{2,}"
)
_PASSIVE: Final = regex.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got|getting)\s+(?:\w+ly\s+)?"
    r"(?:\w{2,}ed|\w{2,}en|found|caught|shot|told|left|hit|killed|sold|sent|put|held|hurt"
    r"|lost|thrown|known|shown)\b|\bby\s+(?:him|her|them|\p{Lu})"
)
