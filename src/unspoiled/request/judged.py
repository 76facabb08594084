"""Names of titles of which something is said: behind them, over them, before them.

`verdicts` has the words; here they are brought together with the names they speak of.
"""

from __future__ import annotations

from typing import Final

from ..names import plain_words
from .cues import ALL_THAT, IS_ALL, JOINS, Role
from .exceptions import is_part
from .finder import Named, TitleFinder
from .naming import (
    is_phrase,
    listed,
    never_name,
    plain_word,
    praised,
    title_cased,
)
from .page import Page
from .tokens import Phrases
from .verdicts import Verdict, verb_at, verdict_at, verdict_behind, verdict_over

LEAST_RENOWN: Final = 0.4
"""A title less known than this is not meant by words that no cue leads to."""
CERTAIN: Final = 0.75
"""The same where the words are plain ones."""


def sentence_end(page: Page, at: int) -> int:
    """One past the sentence that holds the token before `at`, no farther than is looked."""
    sentence = page.tokens[at - 1].sentence
    last = min(len(page), at + _WIDEST)
    while at < last and page.tokens[at].sentence == sentence:
        at += 1
    return at


_WIDEST: Final = 24
"""Tokens behind a name in which something said of it is looked for."""


_ALL_OF_THEM: Final = Phrases[Role].table([
    ("adored both|liked both|enjoyed both|adored them|enjoyed them|both loved|both excellent|"
     "both so good|had a child|had a baby|had a love child|all loved|loved them all|loved all of them|all great|all favourites|all favorites|"
     "loved both|both great|all amazing|i loved them|loved them", "liked"),
    ("all seen|seen them all|seen them|watched them all|all watched|seen all of them|"
     "done|already seen|been there", "seen"),
    ("all hated|hated them all|all boring|hated both|none of them", "disliked"),
])  # fmt: skip


def judged_at(
    page: Page, finder: TitleFinder, start: int
) -> tuple[list[Named], Role] | None:
    """Names in a list, under a heading, or with a verdict behind: "X and Y bored me"."""
    if page.recalls or page.system[start]:
        return None
    first = next((n for n in finder.at(start) if _may_be_judged(page, n)), None)
    if first is None:
        return None
    names = [first, *listed(page, finder, first)]
    role = _verdict_on(page, finder, names)
    if role is None:
        lists = page.opens_sentence(start) or page.low(start - 1) == ":"
        if len(names) < 2 or not lists or not all(_surely(page, one) for one in names):
            return None
        role = "mention"
    return names, role


def _verdict_on(page: Page, finder: TitleFinder, names: list[Named]) -> Role | None:
    """What is said of names that stand in a row: behind them, over them or before."""
    first, last = names[0], names[-1]
    if _all_that(page, first.start, last.end):
        return "liked"
    if (ranked := _ranked(page, first, last)) is not None:
        return ranked
    stop = _next_name(page, finder, last.end, sentence_end(page, last.end))
    sure = all(_surely(page, one) for one in names)
    for at in range(last.end, min(last.end + 5, stop)) if len(names) > 1 else ():
        if (said := _ALL_OF_THEM.at(page.lows, at)) is not None:
            return said[0]
    if (found := verdict_behind(page, last.end, stop)) is not None:
        near = found.end - last.end <= _NEAR or found.start - last.end <= 2
        if not sure and not near:
            return None
        claim_said(page, found)
        return found.role
    headed = page.low(first.start - 1) == ":" and praised(page, first)
    if sure or headed or len(names) > 1:
        if (over := verdict_over(page, first.start)) is not None:
            claim_said(page, over)
            return over.role
        if sure and (before := _verdict_before(page, first.start)) is not None:
            return before
    known = sure or (len(names) == 1 and praised(page, last))
    if known and sentence_end(page, last.end) - last.end <= _SHORT_REST:
        return _said_next(page, sentence_end(page, last.end))
    return None


_GOES_ON: Final = frozenset({"but", "with", "without", "only", "just", "minus", "plus"})


def _all_that(page: Page, start: int, end: int) -> bool:
    """ "Everything X is, with fewer episodes"."""
    if page.low(end) not in IS_ALL or ALL_THAT.before(page.lows, start) is None:
        return False
    return page.ends_clause(end + 1) or page.low(end + 1) in _GOES_ON


def _ranked(page: Page, first: Named, last: Named) -> Role | None:
    """ "X > Y": the better one is liked, the other is named."""
    for mark in ("<", ">"):
        if page.low(last.end) == mark:
            return "liked" if mark == ">" else "seen"
    for mark in ("<", ">"):
        if page.low(first.start - 1) == mark:
            return "liked" if mark == "<" else "seen"
    return None


_NEAR: Final = 6
"""Tokens from a name in small letters to the end of what is said of it."""
_SHORT_REST: Final = 3
"""Tokens of a sentence behind a name, where the next one may speak of it."""
_BETWEEN: Final = frozenset(
    ", with through of on about over at the all both : ( \" “ ' ‘ also drama show series "
    "na already even really".split()
)


def _next_name(page: Page, finder: TitleFinder, start: int, stop: int) -> int:
    """Where the next name begins that is surely one; `stop` where there is none."""
    for at in range(start, stop):
        if page.claimed[at] or any(_surely(page, n) for n in finder.at(at)):
            return at
    return stop


def _verdict_before(page: Page, start: int) -> Role | None:
    """ "At the bottom, hated, X": a verdict with nothing but small words up to a name."""
    at = start
    while at > 0 and start - at < 5 and page.low(at - 1) in _BETWEEN:
        at -= 1
    for begin in range(max(0, at - 4), at):
        verb = verb_at(page, begin)
        if verb is not None and verb[2] == at and page.same_clause(begin, at - 1):
            return verb[0]
    return None


def _said_next(page: Page, start: int) -> Role | None:
    """ "Hotel del Luna? Obsessed.": a short sentence behind a name speaks of it."""
    if start >= len(page):
        return None
    end = sentence_end(page, start + 1)
    while end < len(page) and all(
        token.kind == "mark" for token in page.tokens[start:end]
    ):
        start, end = end, sentence_end(page, end + 1)
    found = verdict_behind(page, start - 1, end) if end - start <= 6 else None
    if found is None:
        return None
    claim_said(page, found)
    return found.role


_MAKING: Final = frozenset({"made", "makes", "had", "got"})
_OPEN_VERDICTS: Final = frozenset({"me", "us", "so", "feel", "my"})


def claim_said(page: Page, said: Verdict) -> None:
    """Keep the words of a verdict from the readers of wishes: "made us so happy"."""
    end = said.end
    if page.low(said.start) == "ruined":
        end = page.clause_end(end - 1)
    if page.low(said.start) in _MAKING and page.low(end - 1) in _OPEN_VERDICTS:
        while end < len(page) and page.low(end) in {"so", "very", "really", "feel"}:
            end += 1
        end += end < len(page) and page.tokens[end].kind == "word"
    if page.low(end) in _OF_TITLE:  # "lost me when they killed off the villain"
        end = page.clause_end(end - 1)
    if page.free(said.start, end):
        page.claim(said.start, end)


_OF_TITLE: Final = frozenset({"when", "until", "once", "before", "after"})


def _may_be_judged(page: Page, named: Named) -> bool:
    """Whether a name may be meant where something is said of it."""
    start, end = named.start, named.end
    if page.quoted.get(start) == end or named.dated or _surely(page, named):
        return True
    if _all_that(page, start, end) and not _is_number(page, start, end):
        return named.renown >= LEAST_RENOWN and not never_name(page, start)
    cased, single = title_cased(page, start, end), end - start == 1
    if _is_number(page, start, end) or (single and never_name(page, start)):
        return False
    plain = all(word in plain_words() for word in page.words(start, end))
    long = cased and sum(token.capital for token in page.tokens[start:end]) > 2
    if not cased and _loved_in_a_row(page, start, end, plain=plain):
        return True
    if named.renown < (LEAST_RENOWN if not (long or (cased and not plain)) else 0.0):
        return False
    if not cased and named.renown >= CERTAIN and not is_phrase(page, start, end):
        if _contrasted(page, start, end) or _headed(page, start):
            return True
    if is_phrase(page, start, end):
        sure = not single and named.renown >= CERTAIN
        return cased and (sure or _answered(page, end))
    if cased:
        if single and part_of_name(page, start, end):
            return False
        return long or not plain_word(page, start) or named.renown >= CERTAIN
    opens = page.clause_start(start) == start or page.low(start - 1) in OPENERS
    told = praised(page, named) or page.low(end) in {"=", ":", ">", "<"}
    return opens and (told or page.low(start - 1) in {">", "<"})


def _loved_in_a_row(page: Page, start: int, end: int, *, plain: bool) -> bool:
    """Whether a name in small letters is of a list that "loved both" speaks of."""
    joined = page.low(end) in JOINS or page.low(start - 1) in JOINS
    if end - start < (3 if plain and not joined else 2):
        return False
    stop = min(sentence_end(page, end), end + _WIDEST)
    return any(
        _ALL_OF_THEM.at(page.lows, at) is not None
        and page.low(at - 1) in {",", ":", "-"}
        for at in range(end, stop)
    )


def _headed(page: Page, start: int) -> bool:
    """Whether a heading of one verdict stands right before: "loved: signal"."""
    if page.low(start - 1) != ":" or start < 2:
        return False
    verb = verb_at(page, start - 2)
    return verb is not None and verb[2] == start - 1


def _contrasted(page: Page, start: int, end: int) -> bool:
    """Whether clauses that only grade stand side by side: "signal good, voice bad"."""
    if is_phrase(page, start, end) or is_part(page, start, end):
        return False
    if not _only_grades(page, start, end):
        return False
    stop, sentence = page.clause_end(start), page.tokens[start].sentence
    beside = [
        at
        for at in (stop, page.clause_start(start) - 1)
        if 0 <= at < len(page) and page.tokens[at].sentence == sentence
    ]
    for at in beside:
        opens, last = page.clause_start(at), page.clause_end(at)
        last -= page.tokens[last - 1].kind == "mark"
        if any(_only_grades(page, opens, end) for end in range(opens + 1, last)):
            return True
    return False


def _only_grades(page: Page, start: int, end: int) -> bool:
    """Whether a clause is the words `[start, end)` and a verdict of one word."""
    found = verdict_at(page, end)
    return (
        page.clause_start(start) == start
        and end - start <= 3
        and found is not None
        and page.ends_clause(found[1])
    )


def _answered(page: Page, end: int) -> bool:
    """Whether a rating or an answer follows at once: "Doctors no"."""
    found = verdict_behind(page, end, end + 3)
    return found is not None and page.ends_clause(found.end) and found.start <= end + 1


_NUMBER_WORDS: Final = frozenset(
    "one two three four five six seven eight nine ten eleven twelve".split()
)


def _is_number(page: Page, start: int, end: int) -> bool:
    return all(
        token.kind == "number" or token.low in _NUMBER_WORDS
        for token in page.tokens[start:end]
    )


OPENERS: Final = frozenset(
    {"and", "but", "also", "so", "whereas", "while", "then", ">", "<"}
)


def _surely(page: Page, named: Named) -> bool:
    """Whether a name is one by how it is written."""
    if page.quoted.get(named.start) == named.end or named.dated:
        return True
    if _is_number(page, named.start, named.end):
        return False
    if named.end - named.start == 1 and (
        never_name(page, named.start) or part_of_name(page, named.start, named.end)
    ):
        return False
    return (
        title_cased(page, named.start, named.end)
        and not is_phrase(page, named.start, named.end)
        and named.renown >= LEAST_RENOWN
    )


def part_of_name(page: Page, start: int, end: int) -> bool:
    """Whether further capitals stand beside a name, so that it is only part of one."""
    after = (
        end < len(page)
        and page.same_clause(start, end)
        and page.tokens[end].capital
        and page.low(end) not in {"i", "i'd", "i've", "i'm"}
    )
    before = (
        start > 0
        and not page.opens_sentence(start - 1)
        and page.same_clause(start - 1, start)
        and page.tokens[start - 1].kind == "word"
        and page.tokens[start - 1].capital
        and page.low(start - 1) != "i"
    )
    return after or before
