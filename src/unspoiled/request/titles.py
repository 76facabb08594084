"""Titles that the viewer names: liked, disliked, seen, or as a measure of others.

What counts as a name is told by `finder`; here each gets the role of its place.
"""

from __future__ import annotations

from typing import Final

from ..domain import Like
from ..names import plain_words
from .comparisons import note_measure, read_comparisons
from .cues import BEHIND, STRONG, SUGGESTED, WEAK, Role
from .exceptions import read_exceptions
from .finder import (
    Named,
    TitleFinder,
    behind_cue,
    is_phrase,
    likened,
    likeness,
    listed,
    never_name,
    numbered,
    plain_word,
    praised,
    praised_names,
    title_cased,
)
from .korean_titles import read_korean_titles
from .makers import read_makers
from .page import Page
from .tokens import Phrases
from .turns import read_reactions, read_suggestions
from .verdicts import (
    Verdict,
    denied_before,
    only_hoped,
    verb_at,
    verdict_behind,
    verdict_over,
)

LEAST_RENOWN: Final = 0.4
"""A title less known than this is not meant by words that no cue leads to."""
_CERTAIN: Final = 0.75
"""The same where the words are plain ones."""
_NEGATORS: Final = frozenset(
    "not don't didn't nothing never isn't doesn't wasn't haven't no".split()
)


def read_titles(page: Page) -> None:
    """Note the titles named, each in the role that its place gives it."""
    finder = TitleFinder(page)
    read_makers(page, finder)
    _read_cued(page, finder)
    _read_standing(page, finder)
    read_korean_titles(page)
    read_reactions(page)
    read_suggestions(page)
    read_exceptions(page)
    read_comparisons(page)


def _read_cued(page: Page, finder: TitleFinder) -> None:
    """Names behind "like", "I loved", "finished" and the rest of their lists."""
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        found = _cue(page, start)
        if found is None:
            continue
        role, begin, end, strict = found
        begin -= role == "measure" and page.low(start - 1) in _NEGATORS
        named = behind_cue(page, finder, end, strict=strict)
        if named is not None:
            names = [named, *listed(page, finder, named)]
            opens = named.start if _compares(page, start) else begin
            page.claim(opens, names[-1].end)
            for one in names:
                text = page.raw(begin, one.end)
                _note(page, one, _role_behind(page, one, role), text, begin)


def _cue(page: Page, start: int) -> tuple[Role, int, int, bool] | None:
    """What leads to a name at `start`: its role, where it opens and ends, if it is weak."""
    if page.system[start]:
        found = SUGGESTED.at(page.lows, start)
        return None if found is None else (found[0], start, found[1], False)
    strong = STRONG.at(page.lows, start) or _as_as(page, start)
    alike = None if strong else likeness(page, start)
    if alike is not None:
        return "liked", start, alike, False
    verb = None if page.low(start) in _WEAK_VERBS else verb_at(page, start)
    if verb is not None and (strong is None or verb[2] >= strong[1]):
        return verb[0], verb[1], verb[2], False
    weak = None if strong else WEAK.at(page.lows, start)
    found = strong or weak
    if found is None:
        return None
    begin, role = _turned(page, start, found[0], found[1])
    if role == "liked" and only_hoped(page, found[1] - 1):
        role = "unseen"
    return role, begin, found[1], strong is None and not likened(page, found[1])


_WEAK_VERBS: Final = frozenset({"like", "love", "enjoy", "need", "watch"})
"""Verbs of wishes as well: what they lead to has to be written as a name."""


def _as_as(page: Page, start: int) -> tuple[Role, int] | None:
    """ "As gentle as X"; "not as sad as X" only names it."""
    if not _compares(page, start):
        return None
    denied = page.low(start - 1) in _NEGATORS
    return ("unseen" if denied else "liked"), start + 3


def _compares(page: Page, start: int) -> bool:
    """Whether "as ... as" stands here; what it says is a wish of its own."""
    return page.low(start) == "as" == page.low(start + 2)


def _turned(page: Page, start: int, role: Role, end: int) -> tuple[int, Role]:
    """A cue with "not" before it says the contrary: "can't say I liked X"."""
    if role == "liked" and verb_at(page, end - 1) is not None and end - start == 2:
        opens = denied_before(page, start)
        return (start, role) if opens is None else (opens, "disliked")
    if page.low(start - 1) in _NEGATORS and role == "liked":
        return start - 1, "disliked"
    if page.low(start - 1) in _NEGATORS and role == "seen":
        return start - 1, "unseen"
    return start, role


def _role_behind(page: Page, named: Named, role: Role) -> Role:
    """ "I watched X, it was great": what follows may say more than "watched"."""
    if role not in ("seen", "mention", "unseen"):
        return role
    found = verdict_behind(page, named.end, _sentence_end(page, named.end))
    said = None if found is None or found.role == "unseen" else found.role
    if found is not None and said in ("liked", "disliked"):
        _claim_said(page, found)
    return role if said is None or (said == "seen" and role == "unseen") else said


def _sentence_end(page: Page, at: int) -> int:
    """One past the sentence that holds the token before `at`."""
    sentence = page.tokens[at - 1].sentence
    while at < len(page) and page.tokens[at].sentence == sentence:
        at += 1
    return at


def _read_standing(page: Page, finder: TitleFinder) -> None:
    """Names in quotation marks, of several words, or with a verdict about them."""
    _read_praised(page, finder)
    for start in range(len(page)):
        if page.claimed[start] or _read_judged(page, finder, start):
            continue
        for named in finder.at(start):
            role = _standing_role(page, named)
            if role is None:
                continue
            names = [named]
            if page.low(named.end) == "meets":
                names += listed(page, finder, named)
            for one in names:
                _note(page, one, role, page.raw(one.start, one.end))
            break


_ALL_OF_THEM: Final = Phrases[Role].table([
    ("all loved|loved them all|loved all of them|all great|all favourites|all favorites|"
     "loved both|both great|all amazing|i loved them|loved them", "liked"),
    ("all seen|seen them all|seen them|watched them all|all watched|seen all of them|"
     "done|already seen|been there", "seen"),
    ("all hated|hated them all|all boring|hated both|none of them", "disliked"),
])  # fmt: skip


def _read_judged(page: Page, finder: TitleFinder, start: int) -> bool:
    """Names in a list, under a heading, or with a verdict behind: "X and Y bored me"."""
    if page.recalls or page.system[start]:
        return False
    first = next((n for n in finder.at(start) if _may_be_judged(page, n)), None)
    if first is None:
        return False
    names = [first, *listed(page, finder, first)]
    role = _verdict_on(page, finder, names)
    if role is None:
        lists = page.opens_sentence(start) or page.low(start - 1) == ":"
        if len(names) < 2 or not lists or not all(_surely(page, one) for one in names):
            return False
        role = "mention"
    for one in names:
        _note(page, one, role, page.raw(one.start, one.end))
    return True


def _verdict_on(page: Page, finder: TitleFinder, names: list[Named]) -> Role | None:
    """What is said of names that stand in a row: behind them, over them or before."""
    first, last = names[0], names[-1]
    stop = _next_name(page, finder, last.end, _sentence_end(page, last.end))
    sure = all(_surely(page, one) for one in names)
    for at in range(last.end, min(last.end + 5, stop)) if len(names) > 1 else ():
        if (said := _ALL_OF_THEM.at(page.lows, at)) is not None:
            return said[0]
    if (found := verdict_behind(page, last.end, stop)) is not None:
        if not sure and found.end - last.end > _NEAR:
            return None
        _claim_said(page, found)
        return found.role
    if sure or len(names) > 1:
        if (over := verdict_over(page, first.start)) is not None:
            _claim_said(page, over)
            return over.role
        if sure and (before := _verdict_before(page, first.start)) is not None:
            return before
    known = sure or (len(names) == 1 and praised(page, last))
    if known and _sentence_end(page, last.end) - last.end <= _SHORT_REST:
        return _said_next(page, _sentence_end(page, last.end))
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
    end = _sentence_end(page, start + 1)
    while end < len(page) and page.tokens[end - 1].kind == "mark" and end - start < 3:
        start, end = end, _sentence_end(page, end + 1)
    found = verdict_behind(page, start - 1, end) if end - start <= 6 else None
    return None if found is None else found.role


_OPEN_VERDICTS: Final = frozenset({"me", "us", "so", "feel", "my"})


def _claim_said(page: Page, said: Verdict) -> None:
    """Keep the words of a verdict from the readers of wishes: "made us so happy"."""
    end = said.end
    if page.low(end - 1) in _OPEN_VERDICTS:
        while end < len(page) and page.low(end) in {"so", "very", "really", "feel"}:
            end += 1
        end += end < len(page) and page.tokens[end].kind == "word"
    if page.free(said.start, end):
        page.claim(said.start, end)


def _may_be_judged(page: Page, named: Named) -> bool:
    """Whether a name may be meant where something is said of it."""
    start, end = named.start, named.end
    if page.quoted.get(start) == end or named.dated or _surely(page, named):
        return True
    cased, single = title_cased(page, start, end), end - start == 1
    if _is_number(page, start, end) or (single and never_name(page, start)):
        return False
    plain = all(word in plain_words() for word in page.words(start, end))
    if named.renown < (LEAST_RENOWN if plain or not cased else 0.0):
        return False
    if is_phrase(page, start, end):
        sure = not single and named.renown >= _CERTAIN
        return cased and (sure or _answered(page, end))
    if cased:
        return not plain_word(page, start) or named.renown >= _CERTAIN
    opens = page.clause_start(start) == start or page.low(start - 1) in _OPENERS
    return opens and (praised(page, named) or page.low(end) in {"=", ":"})


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


_OPENERS: Final = frozenset({"and", "but", "also", "so", "whereas", "while", "then"})


def _surely(page: Page, named: Named) -> bool:
    """Whether a name is one by how it is written."""
    if page.quoted.get(named.start) == named.end or named.dated:
        return True
    if _is_number(page, named.start, named.end):
        return False
    return (
        title_cased(page, named.start, named.end)
        and not is_phrase(page, named.start, named.end)
        and named.renown >= LEAST_RENOWN
    )


_GOES_ON: Final = frozenset("but only minus without except though meets".split())


def _read_praised(page: Page, finder: TitleFinder) -> None:
    """ "My liberation note was wonderful": a name with a slip, told by what follows."""
    for start, end in praised_names(page).items():
        if page.recalls or not page.free(start, end) or page.system[start]:
            continue
        if any(named.end == end for named in finder.at(start)):
            continue
        named = finder.mended(start, end)
        behind = BEHIND.at(page.lows, end)
        if named is not None and behind is not None and praised(page, named):
            _note(page, named, behind[0], page.raw(start, end))


def _standing_role(page: Page, named: Named) -> Role | None:
    start, end = named.start, named.end
    behind = BEHIND.at(page.lows, end + (page.low(end) in {"”", '"', "’", "'"}))
    if named.dated:
        return behind[0] if behind else "mention"
    if page.recalls:
        return None
    if page.system[start]:
        return "mention" if _suggests(page, named) else None
    if page.quoted.get(start) == end:
        return behind[0] if behind else "mention"
    if start == 0 and page.ends_clause(end) and end >= len(page) - 1:
        return "mention" if _is_whole_request(page, named) else None
    if not title_cased(page, start, end):
        if _opens_small(page, named) and praised(page, named):
            if behind is not None:
                return behind[0]
            if page.low(end) in _GOES_ON:
                return "liked"
        if behind and praised_names(page).get(start) == end:
            return behind[0] if praised(page, named) else None
        # "Squid game type": the first word's capital and what follows tell
        several = end - start > 1 and page.tokens[start].capital
        phrase = is_phrase(page, start, end)
        return behind[0] if behind and several and not phrase else None
    if behind is not None and not (end - start == 1 and plain_word(page, start)):
        return behind[0]
    if page.opens_sentence(start) and page.low(end) in _GOES_ON:
        plain = page.low(start) in plain_words() or plain_word(page, start)
        several = end - start > 1 or (named.renown >= LEAST_RENOWN and not plain)
        several = several or page.low(end) == "meets"
        return "liked" if several and not is_phrase(page, start, end) else None
    capitals = sum(t.capital or t.kind == "number" for t in page.tokens[start:end])
    words = sum(t.kind != "mark" for t in page.tokens[start:end])
    distinct = (words >= 3 and capitals >= 2) or (
        words >= 2 and numbered(page, start, end)
    )
    if (
        not distinct
        or is_phrase(page, start, end)
        or (page.opens_sentence(start) and capitals < 3)
        or _part_of_name(page, start, end)
        or (named.renown < LEAST_RENOWN and words < 5)
    ):
        return None
    return "mention"


def _opens_small(page: Page, named: Named) -> bool:
    """Whether a name of several words in small letters opens its clause."""
    start, end = named.start, named.end
    opens = page.clause_start(start) == start or page.low(start - 1) in _OPENERS
    several = end - start > 1 or page.low(end) == "meets"
    return opens and several and not is_phrase(page, start, end)


def _suggests(page: Page, named: Named) -> bool:
    """ "Coco is good!", "Home Alone too": a name that opens a clause of the system's."""
    start, end = named.start, named.end
    if not title_cased(page, start, end) or is_phrase(page, start, end):
        return page.quoted.get(start) == end
    opens = page.clause_start(start) == start or page.low(start - 1) == ":"
    closes = page.ends_clause(end) or page.low(end) in {"is", "was", "and", "or", "too"}
    least = _CERTAIN if end - start == 1 else LEAST_RENOWN
    return opens and closes and named.renown >= least


def _is_whole_request(page: Page, named: Named) -> bool:
    """Whether a request that is nothing but a name means the title."""
    if is_phrase(page, named.start, named.end):
        return False
    words = page.words(named.start, named.end)
    plain = all(word in plain_words() for word in words)
    least = _CERTAIN if plain else LEAST_RENOWN
    return page.tokens[named.start].capital or named.renown >= least


def _part_of_name(page: Page, start: int, end: int) -> bool:
    """Whether further capitals stand beside a name, so that it is only part of one."""
    after = (
        end < len(page) and page.same_clause(start, end) and page.tokens[end].capital
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


def _note(
    page: Page, named: Named, role: Role, text: str, begin: int | None = None
) -> None:
    """Note a title in its role; `text` is the viewer's words for it, from `begin`."""
    ref = named.ref
    page.claim(named.start, named.end)
    if page.system[named.start]:
        page.suggested.append((named.start, ref.id, ref.title))
        page.name(ref.id)
        return
    if named.others:
        year = f" ({ref.year})" if ref.year else ""
        page.assume(
            f"“{ref.title}” is taken as {ref.title}{year}; others have that name as well."
        )
    match role:
        case "liked" | "disliked":
            like = Like(ref.id, ref.title, text, liked=role == "liked")
            page.like(named.start, named.end, like)
        case "mention":
            page.like(named.start, named.end, Like(ref.id, ref.title, text))
            page.assume(f"“{ref.title}” is taken as an example of what is liked.")
        case "seen":
            page.name(ref.id)
            page.assume(f"“{ref.title}” is taken as a title that was seen.")
        case "measure":
            page.name(ref.id)
            words = page.words(named.start if begin is None else begin, named.start)
            note_measure(page, named, words, text)
        case "unseen":
            page.name(ref.id)
