"""How much of a request tells a story from memory, and how much of it wishes.

Few who look for a title that they saw once ask for it in so many words; most paste what
they remember. Words of remembering, doubting and telling are counted against words of
wishes and conditions, each kind with its weight; long texts are measured by their rate.
The weights were chosen on posts of both kinds and rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .memories import (
    DOUBTS,
    MEMORIES,
    NO_REQUESTS,
    NOUN_SET,
    POLITE,
    REQUESTS,
    SEEN,
    STORY,
)
from .page import Page
from .tokens import Phrases


def _table(phrases: str) -> Phrases[bool]:
    return Phrases.table([(phrases, True)])


@dataclass(frozen=True, slots=True)
class _Kind:
    """Phrases of one kind, what each weighs, and how often they count at most."""

    phrases: Phrases[bool]
    weight: float
    most: float = 3.0
    by_rate: bool = True
    """Whether a long text has to have more of them."""


_SEEKING: Final = _table(
    "can't find it|cannot find it|couldn't find it|haven't found it|can't find|"
    "couldn't find|haven't been able to find|unable to find|not able to find|"
    "no luck|googled|googling|google|searched|please help|help please|any help|"
    "help me|help would|anyone know|does anyone|anybody know|someone help|"
    "someone please|hope someone|thank you in advance|thanks in advance|"
    "thanks for the help|thanks for your help|i've been looking|been looking for|"
    "been trying|been searching|for years|any ideas|any idea|looking for a movie|"
    "looking for a film|looking for a show|looking for an old|looking for old|"
    "looking for this|looking for that|that's all i|this is all i|that is all i|"
    "all i have|all i got|all i know|what movie|which movie|what film|details|"
    "description|vague|used to own|used to have it|i owned|we owned|told me about"
)
_TELLING: Final = _table(
    "main character|main characters|protagonist|at the end|in the end|"
    "the end of the movie|ends with|starts with|opens with|beginning|the movie|"
    "the film|the show|the series|the scene|one scene|a scene|scene where|scenes|"
    "this guy|some guy|the guy|this girl|some girl|the girl|the man|this man|a guy|"
    "a man|a woman|a girl|a boy|the boy|a kid|two kids|there was|there were|"
    "there is a|there's a|it was|was about|it had|it's about|he was|she was|"
    "they were|turns out|finds out|ends up|plot|takes place|or something|"
    "something like that|animated|animation|black and white|poster|cover|vhs|dvd|"
    "commercial|trailer|clip|youtube"
)
_OF_MANY: Final = _table(
    "dramas|movies|films|shows|kdramas|k dramas|cdramas|jdramas|ones|anything|"
    "something|titles|recommendations|recs|suggestions|lookalikes|stories|thrillers|"
    "romances|comedies|sageuks|webdramas"
)
_CONDITIONS: Final = _table(
    "episodes|eps|ep|hours|hrs|minutes|mins|netflix|viki|disney|max|maximum|finished|"
    "completed|under|tonight|weekend|evening|not too|nothing|without|please no|"
    "no gore|no more|please|prefer|preferably|ideally|only|at most"
)
_TASTES: Final = _table(
    "i like|i love|i loved|i liked|i hate|i hated|i enjoy|i enjoyed|i prefer|"
    "i'm into|not into|i want|i'd like|i need|i don't mind|is fine|are fine|fine|ok|"
    "okay|good|loved|liked|hated|dropped|mood|craving|obsessed|favourite|favorite|"
    "we want|we need|want|looking for something|looking for a romance|give me|"
    "recommend|what else|which of|more like|like"
)
_KINDS: Final = (
    _Kind(_SEEKING, 1.5, 4, by_rate=False),
    _Kind(_TELLING, 2.0),
    _Kind(MEMORIES, 3.0),
    _Kind(DOUBTS, 2.0),
    _Kind(SEEN, 0.5),
    _Kind(POLITE, 0.75, 4, by_rate=False),
    _Kind(REQUESTS, -1.5),
    _Kind(NO_REQUESTS, 1.5),
    _Kind(_OF_MANY, -0.5),
    _Kind(_CONDITIONS, -1.25),
    _Kind(_TASTES, -0.75),
)
_STORY_WEIGHT: Final = 0.5
_MOST_STORY: Final = 5.0
_ACT_WEIGHT: Final = 1.0
_MOST_ACTS: Final = 4
_HEADED_WEIGHT: Final = 1.75
_NEEDED: Final = 6.0
"""Evidence from which a text is taken for a memory."""
_SHORT: Final = 15
_SHORT_WEIGHT: Final = 0.2
"""What more is needed for each word that a text is shorter than this."""
_RATED: Final = 40
"""Words from which a text is measured by its rate."""
_HEAD: Final = 10
_SINGULAR: Final = NOUN_SET | frozenset(
    "claymation animation horror thriller comedy sitcom spoof".split()
)
_WHO_ACTS: Final = STORY | frozenset({"who", "that", "which", "and", "it"})


def evidence(page: Page) -> float:
    """What speaks for a memory less what speaks for a wish; above 0 it is a memory."""
    words = sum(token.kind == "word" for token in page.tokens)
    rate = _RATED / max(words, _RATED)
    total = -_NEEDED - _SHORT_WEIGHT * max(0, _SHORT - words)
    for kind in _KINDS:
        count = occurrences(page, kind.phrases) * (rate if kind.by_rate else 1.0)
        total += kind.weight * min(count, kind.most)
    story = sum(low in STORY for low in page.lows) * rate
    total += _STORY_WEIGHT * min(story, _MOST_STORY)
    total += _ACT_WEIGHT * min(_acts(page), _MOST_ACTS)
    headed = not _SINGULAR.isdisjoint(page.lows[:_HEAD])
    return total + _HEADED_WEIGHT * headed


def remembers(page: Page) -> bool:
    """Whether a text tells of seeing it and wishes for nothing, however short it is."""
    wishes = (REQUESTS, _OF_MANY, _CONDITIONS, _TASTES)
    if any(occurrences(page, table) for table in wishes):
        return False
    if not any(
        not _SEEING.isdisjoint(page.words(start, end))
        for start, _, end in MEMORIES.places(page.lows)
    ):
        return False
    several = len({token.sentence for token in page.tokens}) > 1
    return several or not _LINKING.isdisjoint(page.lows)


_SEEING: Final = frozenset(
    "saw seen seeing watched watching remember recall recalls remembers".split()
)
_LINKING: Final = frozenset({"where", "about", "which", "who"})


def _acts(page: Page) -> int:
    """How often somebody of a story does something: "she buys", "who sailed"."""
    return sum(
        len(low) > 3
        and low.endswith(("s", "ed"))
        and not low.endswith("ss")
        and page.lows[at - 1] in _WHO_ACTS
        for at, low in enumerate(page.lows)
        if at
    )


def occurrences(page: Page, table: Phrases[bool]) -> int:
    """How many phrases of a table stand in a request, none counted within another."""
    count = reached = 0
    for start, _, end in table.places(page.lows):
        if start >= reached:
            count, reached = count + 1, end
    return count
