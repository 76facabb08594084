"""Tells a recollection ("what was that film in which ...") and keeps its clues.

A recollection describes a title whose name is forgotten. What is remembered of the
story is neither a want nor a limit: it becomes `Request.clues`, in the viewer's words.
Facts are still read ("a Korean film"), but how and when the viewer saw it ("I was
eight", "on TV in the nineties") bounds the year from above at most, as a want.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from .compared import without_comparisons
from .evidence import evidence, remembers
from .lexicon import lexicon_of
from .makerwords import makers_at
from .memories import (
    ASKS,
    DOUBTS,
    HEARD,
    LEADING,
    LEAST_ASKED,
    LEAST_TOLD,
    LEAST_TOLD_LONG,
    LEAST_TWO,
    LIKENED,
    LINKS,
    LONG_ASKED,
    NOUN_SET,
    POLITE,
    SEEN,
)
from .page import HEDGED, Page
from .verdicts import verb_at

Part = Literal["told", "asked", "seen", "polite"]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    part: Part


def read_recollection(page: Page) -> None:
    """Note the clues, where the request looks for a title that was seen once."""
    if page.turns_taken or not _is_recollection(page):
        return
    page.recalls = True
    for start, end in _sentences(page):
        _read_sentence(page, start, end)


def _is_recollection(page: Page) -> bool:
    words = sum(token.kind == "word" for token in page.tokens)
    if _asks(page) or _asks_for_name(page) or _points(page):
        return words < LONG_ASKED or evidence(page) > LEAST_ASKED
    if words < LEAST_TWO or _by_maker(page):
        return False
    return remembers(page) or (words >= LEAST_TOLD_LONG and evidence(page) > 0)


def _by_maker(page: Page) -> bool:
    """ "What did the guy who directed X make": asked by who made it, not remembered."""
    return any(
        (found := makers_at(page.lows, at)) is not None
        and found[0] in (("director",), ("writer",))
        for at in range(len(page))
    )


_WHERE: Final = frozenset({"where", "which", "whose", "wherein"})
_NAMING: Final = frozenset(
    {"title", "name", "called", "titled", "named", "제목", "제목이"}
)
_ASKED_WITH: Final = frozenset(
    "what what's whats which ? please anyone anybody know tell forgot forgotten forget "
    "can't remember recall its it's nga ano was is need want after looking seek".split()
)
_BEST: Final = frozenset({"best", "most", "better", "good", "great", "no", "any"})
_POINTING: Final = frozenset({"the", "that", "this", "those"})
_INDEFINITE: Final = frozenset(
    "a an any some something anything another more other every each no similar like such".split()
)
_WHAT_IS_IT: Final = (
    ["what", "is", "it"], ["what", "was", "it"], ["which", "is", "it"],
    ["which", "one", "is", "it"], ["which", "one", "was", "it"], ["what", "is", "this"],
)  # fmt: skip
_LONGEST_ASKING: Final = 9
"""Tokens of the longest clause that does nothing but ask for the name."""
_TO_LINK: Final = 14
"""Tokens from "the one" within which "where" tells the story: "with X, ten episodes,"."""


def _asks(page: Page) -> bool:
    """Whether a phrase asks for a title seen once; "which show has the best music" no."""
    return any(
        _BEST.isdisjoint(page.words(end, end + 2)) and not _judged_before(page, start)
        for start, _, end in ASKS.places(page.lows)
    )


def _judged_before(page: Page, start: int) -> bool:
    """ "Something like the one where", "obsessed with the one where": known, not sought."""
    if page.low(start - 1) == "like":
        return True
    return any(
        (found := verb_at(page, at)) is not None and found[2] == start
        for at in range(max(0, start - 3), start)
    )


def _asks_for_name(page: Page) -> bool:
    """ "There was a Korean series in which ...", "... Title?", "drama with X where"."""
    for start, end in _clauses(page):
        if _only_asks(page, start, end):
            return True
    for at in range(len(page)):
        if page.low(at) in {"there", "there's"} and any(
            word in NOUN_SET for word in page.words(at + 1, at + 8)
        ):
            return any(word in _WHERE for word in page.words(at + 2, at + 11))
    return _names_who_and_what(page) or _heard_of(page)


def _heard_of(page: Page) -> bool:
    """ "A friend told me about a Netflix show where ..."."""
    for _, _, end in HEARD.places(page.lows):
        noun = next(
            (
                at
                for at in range(end, min(end + 7, len(page)))
                if page.low(at) in NOUN_SET
            ),
            None,
        )
        if noun is not None and not _WHERE.isdisjoint(page.words(noun + 1, noun + 4)):
            return True
    return False


def _clauses(page: Page) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(page) + 1):
        if index == len(page) or page.tokens[index].clause != page.tokens[start].clause:
            yield start, index
            start = index


def _only_asks(page: Page, start: int, end: int) -> bool:
    """Whether a clause only asks for the name: "what's that called", "title pls"."""
    words = page.words(start, end)
    if [word for word in words if word.isalpha()] in _WHAT_IS_IT and "?" in page.words(
        start - 1, end + 1
    ):
        return True
    if len(words) > _LONGEST_ASKING or _NAMING.isdisjoint(words):
        return False
    return len(words) < 3 or not _ASKED_WITH.isdisjoint(words)


def _points(page: Page) -> bool:
    """ "The Netflix one where ...", "that drama with X in which ...", "thai one where"."""
    if any(True for _ in LIKENED.places(page.lows)):
        return False
    for start, end in _sentences(page):
        if _names_sought(page, start, end):
            return True
        found = _lead(page, start, end)
        if found is None:
            continue
        noun = found[0]
        ahead = page.words(max(start, noun - 5), noun)
        if not _NAMING.isdisjoint(ahead):
            return True
        if any(word in _INDEFINITE for word in ahead):
            continue
        if _judged_before(page, max(start, noun - 1)):
            continue
        pointed = any(word in _POINTING for word in ahead)
        described = page.low(noun) == "one" and _describes(page, noun - 1)
        if pointed or described or _old(ahead):
            return True
    return False


def _describes(page: Page, at: int) -> bool:
    """Whether a word tells which one is meant: "thai one", "the Netflix one"."""
    low, vocabulary = page.low(at), page.vocabulary
    known = (vocabulary.country, vocabulary.language, vocabulary.network)
    named = len(low) > 2 and any(name(low) is not None for name in known)
    if named or page.tokens[at].kind == "number":
        return True
    if low in {"love", "like", "want", "need"}:
        return False
    return lexicon_of(vocabulary).at(page.lows, at) is not None or low in _TELLS_WHICH


_TELLS_WHICH: Final = frozenset(
    "old older early late weird strange animated foreign famous black white silent "
    "nineties eighties seventies noughties s sageuk historical period".split()
)


def _names_sought(page: Page, start: int, end: int) -> bool:
    """ "The title of that Thai show with the ghost"."""
    return any(
        page.low(at) in {"title", "name"}
        and page.low(at + 1) == "of"
        and not NOUN_SET.isdisjoint(page.words(at + 2, min(end, at + 7)))
        for at in range(start, end)
    )


def _old(words: list[str]) -> bool:
    return bool(words) and words[0] == "old"


def _lead(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence names what is sought, and the link from which it tells of it."""
    for noun in range(start, min(end, start + _TO_LINK)):
        if page.low(noun) not in NOUN_SET:
            continue
        for link in range(noun + 1, min(end, noun + _TO_LINK)):
            if page.low(link) in _WHERE:
                return noun, link
            if page.low(link) in _TELLING:
                break
    return None


_TELLING: Final = frozenset({"has", "had", "about", "who", "what"})
"""Words behind which the story has begun already."""


def _names_who_and_what(page: Page) -> bool:
    """ "Drama with Park Bo-young where a timid assistant ...": a title that is known."""
    words = page.words(0, 3)
    if (
        not words
        or words[0] not in NOUN_SET
        or words[1:2] not in (["with"], ["starring"])
    ):
        return False
    capital = len(page) > 2 and page.tokens[2].capital
    return capital and any(word in _WHERE for word in page.words(3, 9))


def _sentences(page: Page) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(page) + 1):
        if (
            index == len(page)
            or page.tokens[index].sentence != page.tokens[start].sentence
        ):
            yield start, index
            start = index


def _read_sentence(page: Page, start: int, end: int) -> None:
    goes_on = start > 1 and page.viewing[start - 1] and _only_facts(page, start, end)
    if goes_on or any(SEEN.at(page.lows, at) for at in range(start, end)):
        page.viewing[start:end] = b"\1" * (end - start)
    for first, last in _doubts(page, start, end):
        for index in range(first, last):
            page.hedge[index] = min(page.hedge[index], HEDGED)
    if (lead := _lead(page, start, end)) is not None:
        _keep_story(page, lead[1] + 1, end)
        return
    if (asked := _korean_asking(page, start, end)) is not None:
        _keep_story(page, start, asked)
        return
    told: list[_Stretch] = []
    for stretch in _stretches(page, start, end):
        if stretch.part != "told":
            _keep(page, told)
            told = []
        if stretch.part in ("told", "asked", "seen"):
            told.append(stretch)
        if stretch.part != "told":
            _keep(page, told)
            told = []
    _keep(page, told)


def _korean_asking(page: Page, start: int, end: int) -> int | None:
    """Where a Korean sentence stops telling and asks: "... 드라마 제목이 뭐였죠"."""
    for at in range(start, end):
        if page.low(at).startswith(("제목", "뭐였", "뭐더라", "무슨")) and at > start:
            noun = page.low(at - 1).startswith(("드라마", "작품", "영화", "한드", "거"))
            return at - noun
    return None


def _keep_story(page: Page, start: int, end: int) -> None:
    """Note what a sentence tells behind "the one where", without what asks at its end."""
    opens = page.clause_start(end - 1)
    while opens > start and _says_nothing(page, opens, end):
        end = opens
        opens = page.clause_start(end - 1)
    _add(page, start, end)


def _says_nothing(page: Page, start: int, end: int) -> bool:
    """Whether a clause asks, thanks or doubts, and tells nothing of the story."""
    if end - start == 1:
        return True
    if _only_asks(page, start, end) or _only_facts(page, start, end):
        return True
    words = sum(token.kind != "mark" for token in page.tokens[start:end])
    for at in range(start, end):
        for table in (ASKS, POLITE, DOUBTS):
            found = table.at(page.lows, at)
            if found is not None and words - (found[1] - at) <= _MOST_BESIDE:
                return True
    return False


_MOST_BESIDE: Final = 3
"""Words beside a doubt or thanks in a clause that tells nothing else."""


def _doubts(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that are doubted.

    A doubt that opens a clause goes on to the end of the sentence, one by itself is of
    all of it, any other of its own clause: "Japanese one, TBS I think".
    """
    if _doubted(page, start, end):
        yield start, end
        return
    for at in range(start, end):
        found = DOUBTS.at(page.lows, at)
        if found is None:
            continue
        opens, closes = page.clause_start(at), page.clause_end(at)
        beside = [*page.words(opens, at), *page.words(found[1], closes)]
        if all(word in _OF_DOUBTS or not word[0].isalnum() for word in beside):
            yield start, end
        elif page.low(at) not in _OF_ONE_CLAUSE and at <= opens + 1:
            yield opens, end
        else:
            yield opens, closes


_OF_DOUBTS: Final = frozenset("i i'm it's am but and that is it was so".split())
_OF_ONE_CLAUSE: Final = frozenset({"maybe", "perhaps", "probably", "possibly"})


def _doubted(page: Page, start: int, end: int) -> bool:
    """ "French (?)", "1990s?": a mark that makes a fact a guess."""
    return any(
        (page.low(at) == "?" and page.low(at - 1) == "(") or page.low(at) == "~"
        for at in range(start, end)
    )


def _stretches(page: Page, start: int, end: int) -> Iterator[_Stretch]:
    """The clauses of a sentence, each with what it does."""
    begin = start
    for index in range(start + 1, end + 1):
        if index == end or page.tokens[index].clause != page.tokens[begin].clause:
            yield _stretch(page, begin, index)
            begin = index


def _stretch(page: Page, start: int, end: int) -> _Stretch:
    """A clause; of one that asks, only what follows the asking is told."""
    last = start
    part: Part = "told"
    at = start
    while at < end:
        for table, name in ((ASKS, "asked"), (SEEN, "seen"), (POLITE, "polite")):
            found = table.at(page.lows, at)
            if found is not None:
                part = name if part in ("told", name) else part  # type: ignore[assignment]
                last, at = min(found[1], end), found[1] - 1
                break
        at += 1
    if part == "told":
        facts = _only_facts(page, start, end) or _says_nothing(page, start, end)
        return _Stretch(end if facts else start, end, "seen" if facts else "told")
    if part == "polite":
        return _Stretch(start, end, "polite")
    link = next((at for at in range(start, end) if page.low(at) in LINKS), None)
    if part == "asked" and _ends_in_seeing(page, start, end):
        return _Stretch(end, end, "seen")
    if part == "seen" and (link is None or link < start + 2):
        return _Stretch(end, end, "seen")
    if part == "seen" and link is not None:
        last = link
    elif page.low(last - 1) in LINKS:
        last -= 1
    return _Stretch(last, end, part)


def _ends_in_seeing(page: Page, start: int, end: int) -> bool:
    """ "Find the drama that my aunt used to tape": behind the asking, nothing is told."""
    seen = [at for at in range(start, end) if SEEN.at(page.lows, at) is not None]
    return bool(seen) and LINKS.isdisjoint(page.words(seen[-1], end))


_FACT_WORDS: Final = frozenset(
    "it was is it's on i think believe guess maybe perhaps probably and from the a an in or "
    "title name around about made released of pretty sure be might have been may either "
    "korean japanese chinese american british french indian thai german italian spanish "
    "nineties eighties seventies sixties noughties s early late mid old older movie film "
    "aired came out circa thai taiwanese anyone anybody help this "
    "show drama series before after since until one netflix tvn that much know black white color colour not sure hollywood released if but for certain "
    "definitely surely absolutely one's called likely certainly hundred percent".split()
)


_MAKING: Final = frozenset({"directed", "written", "starring", "made", "by"})


def _only_facts(page: Page, start: int, end: int) -> bool:
    """Whether a clause tells nothing but facts: "I think it was Japanese"."""
    if page.low(start) in _MAKING and end - start <= _LONGEST_ASKING:
        return True
    network = page.vocabulary.network
    return all(
        token.kind != "word"
        or token.low in _FACT_WORDS
        or (len(token.low) > 2 and network(token.low) is not None)
        for token in page.tokens[start:end]
    )


def _keep(page: Page, told: list[_Stretch]) -> None:
    """Note neighbouring stretches as one clue, without the words that lead to it."""
    if not told:
        return
    start, end = told[0].start, told[-1].end
    if told[0].part != "told" or _opens_lead(page, start):
        start = _past_lead(page, start, end)
    _add(page, start, end)


def _add(page: Page, start: int, end: int) -> None:
    """Note words as a clue, without the titles that it is compared with."""
    for first, last in without_comparisons(page, start, end):
        while first < last and _is_edge(page, first):
            first += 1
        while last > first and _is_edge(page, last - 1):
            last -= 1
        if sum(t.kind != "mark" for t in page.tokens[first:last]) >= LEAST_TOLD:
            page.notes.clues.append(page.raw(first, last))


def _opens_lead(page: Page, start: int) -> bool:
    """ "Show about a girl who ...", "an old film with ..."."""
    for at in range(start, min(start + 8, len(page))):
        if page.low(at) in NOUN_SET:
            return page.low(at + 1) in {"about", "with", "where", "in", "that"}
        if page.low(at) not in _FACT_WORDS:
            return False
    return False


def _past_lead(page: Page, start: int, end: int) -> int:
    """Past the words that lead from the asking to the story: "a film about"."""
    noun = next(
        (at for at in range(start, min(end, start + 9)) if page.low(at) in NOUN_SET),
        None,
    )
    if noun is not None and _only_facts(page, start, noun):
        start = noun + 1
    while start < end and page.low(start) in LEADING:
        start += 1
    return start


def _is_edge(page: Page, index: int) -> bool:
    token = page.tokens[index]
    return token.kind == "mark" and token.text not in "\"“”'()"
