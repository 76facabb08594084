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
from .memories import (
    ASKS,
    DOUBTS,
    LEADING,
    LEAST_TOLD,
    LINKS,
    NOUN_SET,
    POLITE,
    SEEN,
)
from .page import HEDGED, Page
from .sought import LONGEST_ASKING, is_recollection, lead_of, only_asks, sentences

Part = Literal["told", "asked", "seen", "polite"]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    part: Part


def read_recollection(page: Page) -> None:
    """Note the clues, where the request looks for a title that was seen once."""
    if page.turns_taken or not is_recollection(page):
        return
    page.recalls = True
    for start, end in sentences(page):
        _read_sentence(page, start, end)


def _read_sentence(page: Page, start: int, end: int) -> None:
    goes_on = start > 1 and page.viewing[start - 1] and _only_facts(page, start, end)
    if goes_on or any(SEEN.at(page.lows, at) for at in range(start, end)):
        page.viewing[start:end] = b"\1" * (end - start)
    for first, last in _doubts(page, start, end):
        for index in range(first, last):
            page.hedge[index] = min(page.hedge[index], HEDGED)
    if (lead := lead_of(page, start, end)) is not None:
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
    if only_asks(page, start, end) or _only_facts(page, start, end):
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
        if found is None or page.low(at - 1) == "for":
            continue  # "for sure" is no doubt
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
    if page.low(start) in _MAKING and end - start <= LONGEST_ASKING:
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
