"""Hedges: which words of a request are said plainly, which only with a maybe.

"Ideally under 10 episodes" and "on Netflix if possible" are wants; "it doesn't have to
be Korean" is nothing at all. A hedge before what it softens reaches to the end of its
clause (or to "but"); one behind it reaches back to where its clause begins.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, Literal

from .asides import FAMILY
from .page import ALLOWED, HEDGED, Page
from .tokens import Phrases

Reach = Literal["before", "after", "either"]
"""Whether a hedge stands before what it softens, after it, or may do both."""

_HEDGES: Final = Phrases[tuple[Reach, float]].table([
    ("for preference|as a preference|by choice|for choice|given the choice|given a choice|"
     "if i had my way|if i had my choice|all things being equal|"
     "maybe|perhaps|possibly|preferably|ideally|hopefully|probably|presumably|"
     "by preference|i think|i guess|i believe|i suppose|i'm thinking|i am thinking|"
     "if possible|if poss|if you can|if available|if there is one|if there are any|"
     "even better|all the better|so much the better|"
     "if it can be|if it can be done|if they can be|if it can be managed|if it can be had|"
     "if that can be|if that can be done|if it may be|if it could be|if such exists|"
     "if it exists|if i can choose|if that's possible",
     ("either", HEDGED)),
    ("될 수 있으면|아마|아마도", ("before", HEDGED)),
    ("더 좋고|더 좋아요|더 좋겠어요|더 좋겠고|더 좋을 것|금상첨화|있으면 더", ("after", HEDGED)),
    ("괜찮아요|괜찮고|상관없어요|상관없고", ("after", ALLOWED)),
    ("i'd prefer|i would prefer|i prefer|would prefer|prefer|preferring|preference for|"
     "i'd rather|i would rather|leaning towards|leaning toward|leaning|"
     "might be|could be|may be|not sure if|not sure whether|"
     "would be nice if|would be great if|would be good if|would be cool if|"
     "it'd be nice if|it'd be great if|would be lovely if|would love it if|"
     "it wouldn't hurt if|wouldn't hurt if|wouldn't say no to|wouldn't object to|"
     "wouldn't complain about|happy to see|more inclined to|inclined towards|"
     "would be a bonus if|would be lovely to have|it would be nice to have|"
     "would be nice to have|would be great to have|i'd love it if|i would love it if|"
     "i'd like it if|it helps if|it would help if|if you have one|if there happens to be|"
     "would be happy if|i'd be happy if|would be fun if|would be neat if|"
     "partial to|a soft spot for|soft spot for|i lean towards|i lean toward|"
     "if at all possible|where possible|with luck|in a perfect world|"
     "nice if|great if|bonus if|a plus if|extra points if|extra points for|"
     "bonus points if|bonus points for|bonus for|bonus|it might|he might|"
     "i vaguely remember|i seem to remember|something like it was",
     ("before", HEDGED)),
    ("would be nice|would be great|would be good|would be ideal|would be perfect|"
     "would be cool|would be lovely|would be a plus|would be a bonus|"
     "would be appreciated|would be preferred|would be preferable|would be best|"
     "would be welcome|would be amazing|would be a dream|would be a treat|"
     "would be a nice touch|wouldn't hurt|would not hurt|wouldn't go amiss|"
     "would not go amiss|would help|would be handy|is a plus|is a bonus|is preferred|"
     "are preferred|is preferable|are a plus|are a bonus|preferred|a plus|a bonus|"
     "nice to have|but not required|but not necessary|but it's not a must|"
     "but not a must|but not essential|but not a requirement|but i'm flexible|"
     "but flexible|not required|not a must|not a requirement|not essential|"
     "but it's not required|but it is not required|but that's not a must|"
     "is welcome|are welcome|is always welcome|"
     "but i'm open|but open to others|but open to others too|but not mandatory|"
     "would be my first choice|is my first choice|would be our first choice|"
     "is our first choice|would be my preference|is my preference|first choice|"
     "would suit me best|would suit us best|but i'm not fussy|but i'm not picky|"
     "but not fussy|but not picky|but anything goes|but not a dealbreaker|"
     "but no dealbreaker|but i can compromise|but it's no must|but no must|"
     "would make me happy|would make my day|would be icing on the cake|"
     "would be a nice extra|would be nice too|would be fun|would be neat|"
     "but only if possible|though not required|though not a must|"
     "though not essential|though it's not a must|though i'm flexible|"
     "other things being equal|all else being equal",
     ("after", HEDGED)),
    ("is fine|are fine|is ok|are ok|is okay|are okay|is alright|are alright|"
     "is all right|are all right|is acceptable|fine too|"
     "ok too|okay too|is not a problem|is no problem|doesn't bother me|"
     "tolerated|at a pinch|in a pinch|as a fallback|if need be|if all else fails|"
     "don't bother me|works too|work too|is tolerable|fine by me|is good too",
     ("after", ALLOWED)),
    ("i don't mind|i do not mind|don't mind|wouldn't mind|i can live with|"
     "i can handle|okay with|ok with|fine with|i tolerate",
     ("before", ALLOWED)),
    ("doesn't have to be|does not have to be|don't have to be|needn't be|"
     "need not be|no need to be|not necessarily|doesn't need to be|"
     "does not need to be|don't need to be|doesn't have to be on|"
     "doesn't matter if it's|don't care if it's|i don't care whether it's|"
     "i don't care if it is|doesn't matter whether it's|not only|not just|"
     "not exclusively|not purely|not solely|not entirely|"
     "doesn't matter if|don't care if|doesn't have to have|doesn't need to have",
     ("before", 0.0)),
    ("with or without|whether or not there's|whether or not there is|whether or not it has|"
     "whether or not it's|regardless of|never mind whether|no matter whether",
     ("before", 0.0)),
    ("i know|i know that|i've heard|i heard|i've read|i read that|apparently|they say",
     ("before", 0.0)),
    ("가능하면|되도록|되도록이면|웬만하면|가급적|이왕이면|기왕이면|가능하다면|혹시 있으면",
     ("before", HEDGED)),
    ("꼭은 아니고|꼭은 아니지만|꼭은 아니에요|꼭 그런 건 아니고|꼭 아니어도|꼭 아니어도 돼요|"
     "꼭 아니라도|필수는 아니고|필수는 아니지만|필수는 아니에요|아니어도 돼요|아니어도 괜찮아요|"
     "아니어도 상관없어요|있으면 좋고|이면 더 좋고|면 더 좋고", ("after", HEDGED)),
    ("is not necessary|isn't necessary|are not necessary|aren't necessary|is not needed|"
     "isn't needed|are not needed|aren't needed|not necessary|not needed|unnecessary|"
     "not obligatory|optional", ("after", 0.0)),
    ("no need for|there's no need for|there is no need for|need not have|needn't have",
     ("before", 0.0)),
    ("doesn't matter|does not matter|don't matter|is not important|isn't important|"
     "not important|is irrelevant|is optional|are optional",
     ("after", 0.0)),
])  # fmt: skip

_ALONE_FORWARD: Final = frozenset(
    "ideally preferably maybe perhaps hopefully possibly".split()
)
"""Alone between two commas, these soften what follows; the others what went before."""
_PARTING: Final = frozenset({"but", "and", "however", "though", "although", "yet"})


_FIRM: Final = Phrases.table([
    ("i insist|insist on it|is a must|a must for me|non negotiable|no exceptions|"
     "i mean it|not up for debate|no compromise", True),
])  # fmt: skip


_SOFT_HEADINGS: Final = Phrases.table([
    ("nice to have|nice to haves|nice to haves are|bonus|bonuses|bonus points|extra points|"
     "preferred|preferably|preference|preferences|optional|optionally|negotiable|soft|"
     "would be nice|would be great|would be a bonus|would like|if possible|ideally|"
     "extras|a plus|plus points|could have|could haves|not essential|not required|"
     "not a must|not musts|flexible on|no must|no musts", True),
])  # fmt: skip
"""What makes wants of all that follows a colon: "Nice to have: Korean"."""


def _read_headings(page: Page) -> None:
    """ "Bonus: on an island", "my wish, not my command: twelve episodes"."""
    for colon in range(1, len(page)):
        if page.low(colon) != ":":
            continue
        opens = colon
        sentence = page.tokens[colon].sentence
        while opens > max(0, colon - 8) and page.tokens[opens - 1].sentence == sentence:
            opens -= 1
        if not _soft_heading(page, opens, colon):
            continue
        end = colon + 1
        while end < len(page) and page.tokens[end].sentence == sentence:
            end += 1
        page.claim(opens, colon + 1)
        page.hedge[colon:end] = [HEDGED] * (end - colon)


def _soft_heading(page: Page, opens: int, colon: int) -> bool:
    first = opens
    while page.low(first) in {"my", "our", "a", "the", "-", "and", "some"}:
        first += 1
    if page.low(first) in {"wish", "wishes", "hope", "hopes"}:
        return "not" in page.words(first, colon)  # "my wish, not my command"
    found = _SOFT_HEADINGS.at(page.lows, first)
    return found is not None and found[1] == colon


_LONGEST_NOTE: Final = 16


def _read_company(page: Page) -> None:
    """ "For my mother, widowed last year: ...": what is told of who is to watch it."""
    for start in range(len(page)):
        if not page.opens_sentence(start):
            continue
        noun = next(
            (
                at
                for at in range(start, min(start + 6, len(page)))
                if page.low(at) in FAMILY
            ),
            None,
        )
        led = page.low(start) in {"for", "my", "our"} and noun is not None
        if noun is None or not led or page.low(noun + 1) not in {",", "("}:
            continue
        end = _note_end(page, start, noun + 1)
        page.hedge[noun + 1 : end] = [0.0] * (end - noun - 1)


def _note_end(page: Page, start: int, mark: int) -> int:
    """Where a note behind a name for somebody ends: at its bracket, or before the colon."""
    sentence = page.tokens[start].sentence
    last = min(mark + _LONGEST_NOTE, len(page))
    closes = {")"} if page.low(mark) == "(" else {":"}
    if page.low(start) != "for" and page.low(mark + 1) in {"who", "whose"}:
        closes = {","}  # "my friend, who lost her dog, wants ..."
    for at in range(mark + 1, last):
        if page.tokens[at].sentence != sentence:
            return mark
        if page.low(at) in closes:
            return at
    return mark


def _read_preferred(page: Page) -> None:
    """ "Romcom > thriller": the first is liked better, the second is no wish."""
    for at in range(1, len(page) - 1):
        words = page.tokens[at - 1].kind == page.tokens[at + 1].kind == "word"
        if page.low(at) != ">" or not words:
            continue
        opens, closes = page.clause_start(at), page.clause_end(at)
        page.hedge[opens:at] = [HEDGED] * (at - opens)
        page.hedge[at:closes] = [0.0] * (closes - at)


def read_hedges(page: Page) -> None:
    """Mark the tokens that are hedged, and claim the words that hedge them."""
    _read_preferred(page)
    _read_company(page)
    _read_headings(page)
    _mark(page)
    for start, _, _ in _FIRM.places(page.lows):
        _firm(page, start)


def _firm(page: Page, start: int) -> None:
    """ "... is fine by me, in fact I insist": no maybe is left in that sentence."""
    sentence = page.tokens[start].sentence
    for index in range(start - 1, -1, -1):
        if page.tokens[index].sentence != sentence:
            break
        page.hedge[index] = 1.0


def _mark(page: Page) -> None:
    reached: dict[int, float] = {}  # where a scope ended, and how firm it left that
    for start, (reach, degree), end in _HEDGES.places(page.lows):
        if (
            not page.free(start, end)
            or _in_name(page, start, end)
            or _knows_well(page, start, end)
        ):
            continue
        low, high = _scope(page, start, end, reach)
        if low < start or reached.get(high, 2.0) > degree:  # else already as soft
            reached[high] = degree
            for index in range(low, high):
                page.hedge[index] = min(page.hedge[index], degree)
        page.claim(start, end)


def _knows_well(page: Page, start: int, end: int) -> bool:
    """ "I know what I want": what follows is meant; "I know she did for tvN" is not."""
    knows = page.low(start) in {"i", "i've", "apparently", "they"} and (
        page.low(end - 1) in {"know", "that", "heard", "read", "apparently", "say"}
    )
    return knows and page.low(end) in {
        "i",
        "what",
        "exactly",
        "of",
        "about",
        "that",
        "how",
        "nothing",
        "",
    }


def _in_name(page: Page, start: int, end: int) -> bool:
    """Whether the words are written as part of a name: "When the Weather Is Fine"."""
    inside = not page.opens_sentence(start) and not page.shouted
    return inside and all(
        t.text[0].isupper() and t.low != "i" for t in page.tokens[start:end]
    )


def _scope(page: Page, start: int, end: int, reach: Reach) -> tuple[int, int]:
    """The tokens that a hedge over `[start, end)` softens."""
    opens = page.clause_start(start)
    lead = start - 1 if page.low(start - 1) in _PARTING else start
    closes = page.ends_clause(end) or not page.same_clause(start, end)
    alone = closes and lead <= opens
    if reach == "before" or (reach == "either" and not closes):
        return end, _forward(page, end, page.clause_end(start))
    if not alone:
        return _backward(page, start, opens), start
    previous, following = _neighbours(page, opens, end)
    if (
        reach == "either"
        and following
        and (not previous or page.low(start) in _ALONE_FORWARD)
    ):
        return following
    return previous or (start, start)


def _forward(page: Page, start: int, end: int) -> int:
    """Where a hedge that looks ahead stops: its clause's end, or "but"."""
    at = bisect_left(page.turns, start)
    return min(end, page.turns[at]) if at < len(page.turns) else end


def _backward(page: Page, start: int, opens: int) -> int:
    """Where a hedge that looks back stops: its clause's start, or a conjunction."""
    for index in range(start - 2, opens - 1, -1):
        if page.low(index) in _PARTING:
            return index + 1
    return opens


def _neighbours(
    page: Page, opens: int, end: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The clauses of the same sentence before and after one that is all hedge."""
    previous = following = None
    if opens > 0 and page.tokens[opens - 1].sentence == page.tokens[opens].sentence:
        previous = (page.clause_start(opens - 1), opens)
    after = end + 1
    if after < len(page) and (
        page.tokens[after].sentence == page.tokens[end - 1].sentence
    ):
        following = (after, page.clause_end(after))
    return previous, following
