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
    "no fewer|no less than|instalments|installments|both included|both years included|included|"
    "no gore|no more|please|prefer|preferably|ideally|only|at most"
)
_TASTES: Final = _table(
    "i like|i love|i loved|i liked|i hate|i hated|i enjoy|i enjoyed|i prefer|"
    "i'm into|not into|i want|i'd like|i need|i don't mind|is fine|are fine|fine|ok|"
    "okay|good|loved|liked|hated|dropped|mood|craving|obsessed|favourite|favorite|"
    "we want|we need|want|looking for something|looking for a romance|give me|"
    "recommend|what else|which of|more like|like"
)
_WISHING: Final = _table(
    "hoping for|hopes for|hope for|is after|wishes for|asks for|asked for|must be|must have|should be|should have|asking for my|asking for me|we look for|"
    "i look for|kind of show|kind of drama|would like to see|would love|want to see|"
    "show me|tell me|which of|is there a|are there|are there any|is there anything|"
    "is there something|is enough|not fussed|can we talk about|the type|hold up|"
    "what now|so now what|next|instead|wreck|have a thing for|so korean|so japanese|"
    "so chinese|stuff from|need about|never get tired|i appreciate|do not appreciate|"
    "i want one|we want one|recommend me|recommend us|loved it|that are|i'm a sucker|i've seen|we have seen|i have seen|i have done|we watch|"
    "i watch|to watch|binge|after that|before that|stuff|vibes|suits|suitable|"
    "main characters with|misfits|slow burn|happy ending|enemies to lovers|found family"
)
_KINDS: Final = (
    _Kind(_SEEKING, 2.0, 4, by_rate=False),
    _Kind(_TELLING, 2.0),
    _Kind(MEMORIES, 3.0),
    _Kind(DOUBTS, 2.0),
    _Kind(SEEN, 1.25),
    _Kind(POLITE, 2.0, 4, by_rate=False),
    _Kind(_WISHING, -2.25),
    _Kind(_OF_MANY, -0.25),
    _Kind(_CONDITIONS, -1.75),
    _Kind(_TASTES, -0.75),
)
_WISH_WEIGHT: Final = 3.0
_MOST_WISHES: Final = 3.0
_STORY_WEIGHT: Final = 1.0
_MOST_STORY: Final = 5.0
_ACT_WEIGHT: Final = 0.25
_MOST_ACTS: Final = 4
_HEADED_WEIGHT: Final = 2.25
_NEEDED: Final = 3.75
"""Evidence from which a text is taken for a memory; nearer to it a wish is missed."""
_SHORT: Final = 15
_SHORT_WEIGHT: Final = 0.4
"""What more is needed for each word that a text is shorter than this."""
_SHORT_WISH: Final = 20
"""Words below which a text that asks for something to see is a wish, whatever it tells."""
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
    if words < _SHORT_WISH and (_requests(page) or occurrences(page, _WISHING)):
        return -_NEEDED
    rate = _RATED / max(words, _RATED)
    total = -_NEEDED - _SHORT_WEIGHT * max(0, _SHORT - words)
    for kind in _KINDS:
        count = occurrences(page, kind.phrases) * (rate if kind.by_rate else 1.0)
        total += kind.weight * min(count, kind.most)
    total -= _WISH_WEIGHT * min(_requests(page) * rate, _MOST_WISHES)
    told, acts = sum(low in STORY for low in page.lows), _acts(page)
    if not (told or acts or occurrences(page, _TELLING)):
        return -_NEEDED  # facts alone are no story
    total += _STORY_WEIGHT * min(told * rate, _MOST_STORY)
    total += _ACT_WEIGHT * min(acts, _MOST_ACTS)
    headed = not _SINGULAR.isdisjoint(page.lows[:_HEAD])
    return total + _HEADED_WEIGHT * headed


def remembers(page: Page) -> bool:
    """Whether a text tells of seeing it and wishes for nothing, however short it is."""
    wishes = (_OF_MANY, _CONDITIONS, _TASTES)
    if _requests(page) or any(occurrences(page, table) for table in wishes):
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


def _requests(page: Page) -> int:
    """How often something to see is asked for; "I want to say" asks for nothing."""
    said = [range(start, end) for start, _, end in NO_REQUESTS.places(page.lows)]
    return sum(
        not any(start in span for span in said)
        for start, _, _ in REQUESTS.places(page.lows)
    )


def _acts(page: Page) -> int:
    """How often somebody of a story does something: "she buys", "a plumber finds a"."""
    return sum(_act(page, at) for at in range(1, len(page)))


def _act(page: Page, at: int) -> bool:
    low, before = page.low(at), page.low(at - 1)
    if len(low) < 4 or low.endswith("ss") or not low.endswith(("s", "ed")):
        return False
    if before in _WHO_ACTS:
        return True
    noun = page.tokens[at - 1].kind == "word" and before not in _NUMBERS
    subject = noun and page.low(at - 2) in _DETERMINERS
    return subject and page.low(at + 1) in _OBJECTS


_DETERMINERS: Final = frozenset(
    "a an the his her their this that some each one".split()
)
_OBJECTS: Final = frozenset(
    "a an the his her their him it them into up out to himself herself themselves back "
    "away by down behind another every at on off across through for".split()
)
_NUMBERS: Final = frozenset(
    "one two three four five six seven eight ten twelve few many several most best main".split()
)


def occurrences(page: Page, table: Phrases[bool]) -> int:
    """How many phrases of a table stand in a request, none counted within another."""
    count = reached = 0
    for start, _, end in table.places(page.lows):
        if start >= reached:
            count, reached = count + 1, end
    return count
