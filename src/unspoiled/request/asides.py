"""What a viewer tells of their own life, so that it is no wish for a story.

"We lost a friend that way", "I ride the train", "the kids hated it", "for the dark
months": words that the vocabulary has for stories, said of the viewer. A clause is an
aside where it opens with the viewer and asks for nothing; of what others in the house
say, only who they are is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .page import Page

_VIEWER: Final = frozenset(
    "i we i've we've i'm im we're i'll we'll i'd we'd my our i was".split()
)
_OPENINGS: Final = frozenset(
    "well ok okay because since as so and but when while after before although though "
    "that yes oh anyway hi hello hey also until now".split()
)
_PARTS: Final = frozenset(
    {"so", "but", "because", "since", "although", "though", "whereas"}
)
_WISHING: Final = frozenset(
    "want wants wanted wanting need needs needed like likes liked love loves loved enjoy "
    "enjoys enjoyed prefer crave craving fancy wish hope hoping looking look search "
    "searching seek seeking after mood moods feel feeling hate hated hates avoid tired "
    "sick bored adore adored obsessed dislike disliked mind rather take can can't could "
    "would i'd we'd please give watch watching see show ask asking interested into fan "
    "fond sucker soft weakness appreciate demand insist require desire miss missing "
    "thirst hungry dying down up here game dig go choose pick stand favour favourite "
    "favorite favourites favorites taste tastes preference ideal type kind thing jam "
    "request wishes criteria dream require care live cannot won't don't not never search "
    "haven't hasn't isn't don't didn't loathe despise detest resent skip seen watched "
    "lean leaning tend drawn gravitate partial open keen melt swoon done over through fed weary burned burnt "
    "think guess believe suppose no nothing without okay ok fine anything something "
    "allergic averse immune exhausted wanna gonna try trying find finding suits suit recommend mean must should".split()
)
"""Words with which a clause about the viewer may be a wish."""
FAMILY: Final = frozenset(
    "kid kids teen teens teenager teenagers child children girl girls boy boys wife "
    "husband hubby mum mom dad mother father parents sister sisters brother brothers son "
    "sons daughter daughters grandma grandpa grandmother grandfather grandparents "
    "grandson granddaughter grandkids family roommate roommates flatmate flatmates "
    "friend friends boyfriend girlfriend partner colleague colleagues neighbour neighbor "
    "neighbours neighbors student students pupils teacher boss nephew niece cousin aunt "
    "uncle baby toddler coworker coworkers doctor nurse nurses therapist missus".split()
)
_SAYING: Final = frozenset(
    "loved hated liked enjoyed raved adored want wants like likes love loves hate hates "
    "asked told recommended said says devoured dropped watched swears swore suggested "
    "bailed gave lent begged insists insist talks keeps couldn't can't made gets finds "
    "found cried laughed mentioned put got turned introduced hooked".split()
)
"""What others in the house say and do, before a title or a wish."""
_SHOWS: Final = frozenset(
    "drama dramas story stories show series film movie comedy romance saga thing".split()
)
_OWNERS: Final = frozenset({"the", "my", "our", "a", "one", "another", "both"})
_OCCASIONS: Final = frozenset(
    "month months day days evening evenings night nights weekend weekends week weeks "
    "train bus commute flight ride trip journey shift shifts holiday holidays vacation "
    "autumn winter summer spring weather morning mornings afternoon afternoons lunch "
    "break breaks treadmill gym plane drive stay ward".split()
)
_OCCASION_REACH: Final = 6


def told_of_viewer(page: Page) -> bytearray:
    """Which tokens speak of the viewer's own life."""
    aside = bytearray(len(page))
    for start, end in _stretches(page):
        _mark_clause(page, aside, start, end)
    for at in range(len(page)):
        if page.low(at) in {"for", "on", "during", "in"}:
            _mark_occasion(page, aside, at)
        if page.low(at) == "for":
            _mark_company(page, aside, at)
            _mark_dislikers(page, aside, at)
        elif page.low(at) in _CAUSES:
            _mark_cause(page, aside, at)
        if page.low(at) == "as" and page.low(at + 1) in {"a", "an"}:
            if at == page.clause_start(at) and not _ME.isdisjoint(
                page.words(at + 3, at + 5)
            ):  # "as a lawyer I can't"
                aside[at : at + 4] = b"\1" * len(aside[at : at + 4])
            if not _ME.isdisjoint(page.words(at - 2, at)):  # "to me as an engineer"
                aside[at : at + 3] = b"\1" * len(aside[at : at + 3])
    return aside


_ME: Final = frozenset({"me", "us", "i", "we", "myself"})


def _stretches(page: Page) -> Iterator[tuple[int, int]]:
    """Clauses, cut once more where a conjunction or another subject begins."""
    start = 0
    for index in range(1, len(page) + 1):
        new = (
            index == len(page) or page.tokens[index].clause != page.tokens[start].clause
        )
        parted = not new and (
            page.low(index) in _PARTS
            or (page.low(index - 1) == "and" and page.low(index) in _SUBJECTS)
        )
        if new or parted:
            yield start, index
            start = index


_SUBJECTS: Final = _VIEWER | {"the", "now", "it", "they", "he", "she"}
"""Words that open another sentence behind "and"."""


def _mark_clause(page: Page, aside: bytearray, start: int, end: int) -> None:
    at = start
    while at < end and page.low(at) in _OPENINGS:
        at += 1
    low = page.low(at)
    if _introduces(page, start, end):
        aside[start:end] = b"\1" * (end - start)
        return
    if low in _OWNERS and page.low(at + 1) in FAMILY | {
        "two",
        "teenage",
        "little",
        "dear",
    }:
        noun = at + 1 + (page.low(at + 1) not in FAMILY)
        theme = page.low(noun + 1) in _SHOWS  # "a family drama where ..."
        if not theme and not _SAYING.isdisjoint(
            page.words(noun + 1, min(end, noun + 6))
        ):
            aside[at : noun + 1] = b"\1" * (noun + 1 - at)
    had_it = page.words(at + 1, at + 3) in (["had", "it"], ["had", "enough"])
    if at < end and page.claimed[at]:
        return  # "My Mister's warmth"
    if low in _VIEWER and not had_it and _WISHING.isdisjoint(page.words(at, end)):
        aside[at:end] = b"\1" * (end - at)


_FONDEST: Final = frozenset(
    "lover lovers addict addicts fanatic fanatics nut nuts junkie buff buffs enthusiast "
    "hater haters stan stans devotee fans".split()
)


def _introduces(page: Page, start: int, end: int) -> bool:
    """ "Film student here", "as a lawyer": who it is that asks."""
    said = page.words(start, end)
    if page.tokens[end - 1].kind == "mark":
        said = said[:-1]
    if said[:1] == ["as"] and said[1:2] in (["a"], ["an"]) and len(said) <= 5:
        return page.low(end - 1) == ","
    if not 2 <= len(said) <= 6 or said[-1] != "here" or not page.opens_sentence(start):
        return False
    return (_WISHING | _FONDEST).isdisjoint(said[:-1])


def _mark_occasion(page: Page, aside: bytearray, start: int) -> None:
    """ "For the dark months", "for the 6:12 train": when and where it is watched."""
    if page.low(start) != "for" and page.low(start + 1) not in {"my", "our"}:
        return
    for at in range(start + 1, min(start + _OCCASION_REACH, len(page))):
        low = page.low(at)
        if page.tokens[at].kind == "mark" and low != ":":
            return
        if low in _OCCASIONS:
            aside[start : at + 1] = b"\1" * (at + 1 - start)
            return
        if low in {"with", "about", "in", "and", "who", "where", "that"}:
            return


_COMPANY: Final = FAMILY | frozenset(
    "lady ladies man men woman women gentleman gentlemen people person beginner beginners "
    "newbie newbies couple pensioner pensioners retiree retirees granny gran nan "
    "insomniac commuter lover fan audience viewer viewers ladies' colleague guest guests "
    "club class everyone everybody somebody someone anyone me us".split()
)
_NOT_WATCHING: Final = frozenset(
    "looking look search searching asking ask hoping hope longing hunting falls fall fell "
    "falling cooks cook cooking works work working cares care fights fight fighting dies "
    "die lives live love passion revenge feelings crush waits wait kills kill cover "
    "searches hunts longs spies spy".split()
)
"""Behind these, "for" goes on with the story or the wish: "falls for a nurse"."""
_CLOSES_COMPANY: Final = frozenset(
    "who that and or to like please with whose but on in tonight at".split()
)
_LONGEST_COMPANY: Final = 5


_OTHERS: Final = frozenset(
    "people those someone somebody anyone anybody viewers".split()
)
_DISLIKING: Final = frozenset(
    "hate hates loathe loathes dislike dislikes don't doesn't can't cannot never "
    "detest avoid".split()
)


def _mark_dislikers(page: Page, aside: bytearray, start: int) -> None:
    """ "A romance for people who hate romance": what others dislike."""
    if page.low(start + 1) not in _OTHERS or page.low(start + 2) not in {"who", "that"}:
        return
    if page.low(start + 3) in _DISLIKING:
        end = page.clause_end(start)
        aside[start:end] = b"\1" * (end - start)


def _mark_company(page: Page, aside: bytearray, start: int) -> None:
    """ "For two old ladies", "for a blind friend": who watches, and not whom it is about."""
    if page.low(start - 1) in _NOT_WATCHING:
        return
    for at in range(start + 1, min(start + 1 + _LONGEST_COMPANY, len(page))):
        if page.tokens[at].kind == "mark" or page.low(at) in {"with", "about", "in"}:
            return
        if page.low(at) not in _COMPANY:
            continue
        if page.ends_clause(at + 1) or page.low(at + 1) in _CLOSES_COMPANY:
            aside[start : at + 1] = b"\1" * (at + 1 - start)
            return


_CAUSES: Final = frozenset({"since", "because", "as", "now"})
_AROUND: Final = frozenset(
    "here outside home lately nowadays tonight today now again anyway currently".split()
)


def _mark_cause(page: Page, aside: bytearray, start: int) -> None:
    """ "Since winter nights are long here": how things are around the viewer."""
    end = page.clause_end(start)
    if end - start <= _LONGEST_CAUSE and page.low(start + 1) not in _VIEWER | {"it"}:
        words = page.words(start, end)
        here = not _AROUND.isdisjoint(words[-3:])
        if here and not any(word in _WISHING for word in words[1:-3]):
            aside[start:end] = b"\1" * (end - start)


_LONGEST_CAUSE: Final = 14
