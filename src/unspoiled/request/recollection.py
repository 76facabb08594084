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

from .makerwords import makers_at
from .memories import (
    ASKS,
    DOUBTS,
    LEADING,
    LEAST_LONG,
    LEAST_STORY,
    LEAST_TOLD,
    LEAST_TWO,
    LIKENED,
    LINKS,
    MEMORIES,
    NO_REQUESTS,
    NOUN_SET,
    POLITE,
    REQUESTS,
    SEEN,
    STORY,
)
from .page import HEDGED, Page
from .tokens import Phrases

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
    if _asks(page) or _asks_for_name(page) or _points(page):
        return True
    words = sum(token.kind == "word" for token in page.tokens)
    told = sum(low in STORY for low in page.lows)
    memories = _count(page, MEMORIES)
    wishes = _count(page, REQUESTS) - _count(page, NO_REQUESTS)
    if wishes > 0:
        return memories > 1 and words >= LEAST_LONG and told > 2
    conditions = not _ASKED_FOR.isdisjoint(page.lows) or _by_maker(page)
    if memories < 2 and conditions:
        return False  # "I remember nothing else" of a request for 20 episodes
    if memories and words >= LEAST_TWO and len({t.sentence for t in page.tokens}) > 1:
        return True
    if memories:
        about = any(low in {"where", "about", "which"} for low in page.lows)
        return memories > 1 or told > 0 or about or words >= LEAST_STORY
    return words >= LEAST_STORY and told >= 2 and _ASKED_FOR.isdisjoint(page.lows)


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
    "can't remember recall its it's nga ano was is".split()
)
_BEST: Final = frozenset({"best", "most", "better", "good", "great", "no", "any"})
_POINTING: Final = frozenset({"the", "that", "this", "those"})
_INDEFINITE: Final = frozenset(
    "a an any some something anything another more other every each no similar like such".split()
)
_ASKED_FOR: Final = frozenset(
    "please instead max maximum minimum episodes eps hours minutes under finished "
    "completed airing netflix viki streaming".split()
)
"""Words of conditions, which a story told from memory hardly has."""
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
        _BEST.isdisjoint(page.words(end, end + 2)) and page.low(start - 1) != "like"
        for start, _, end in ASKS.places(page.lows)
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
    return _names_who_and_what(page)


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
        pointed = any(word in _POINTING for word in ahead)
        if pointed or (page.low(noun) == "one" and ahead) or _old(ahead):
            return True
    return False


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


def _count(page: Page, table: Phrases[bool]) -> int:
    count = reached = 0
    for start, _, end in table.places(page.lows):
        if start >= reached:
            count, reached = count + 1, end
    return count


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
    if any(DOUBTS.at(page.lows, at) for at in range(start, end)) or _doubted(
        page, start, end
    ):
        for index in range(start, end):
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
    while end > start and _is_edge(page, end - 1):
        end -= 1
    if end - start >= LEAST_TOLD:
        page.notes.clues.append(page.raw(start, end))


def _says_nothing(page: Page, start: int, end: int) -> bool:
    """Whether a clause asks, thanks or doubts, and tells nothing of the story."""
    if end - start == 1:
        return True
    if _only_asks(page, start, end):
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
    if part == "seen" and (link is None or link < start + 2):
        return _Stretch(end, end, "seen")
    if part == "seen" and link is not None:
        last = link
    elif page.low(last - 1) in LINKS:
        last -= 1
    return _Stretch(last, end, part)


_FACT_WORDS: Final = frozenset(
    "it was is it's i think believe guess maybe perhaps probably and from the a an in or "
    "title name around about made released of pretty sure be might have been may either "
    "korean japanese chinese american british french indian thai german italian spanish "
    "nineties eighties seventies sixties noughties s early late mid old older movie film "
    "aired came out circa thai taiwanese anyone anybody help this "
    "show drama series before after since until one netflix tvn that much know black white color colour not sure hollywood released if but".split()
)


_MAKING: Final = frozenset({"directed", "written", "starring", "made", "by"})


def _only_facts(page: Page, start: int, end: int) -> bool:
    """Whether a clause tells nothing but facts: "I think it was Japanese"."""
    if page.low(start) in _MAKING and end - start <= _LONGEST_ASKING:
        return True
    return all(
        token.kind != "word" or token.low in _FACT_WORDS
        for token in page.tokens[start:end]
    )


def _keep(page: Page, told: list[_Stretch]) -> None:
    """Note neighbouring stretches as one clue, without the words that lead to it."""
    if not told:
        return
    start, end = told[0].start, told[-1].end
    if told[0].part != "told" or _opens_lead(page, start):
        start = _past_lead(page, start, end)
    while start < end and _is_edge(page, start):
        start += 1
    while end > start and _is_edge(page, end - 1):
        end -= 1
    if sum(token.kind != "mark" for token in page.tokens[start:end]) >= LEAST_TOLD:
        page.notes.clues.append(page.raw(start, end))


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
