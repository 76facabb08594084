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
    listed,
    numbered,
    plain_word,
    praised,
    praised_names,
    title_cased,
)
from .korean import read_korean_titles
from .makers import read_makers
from .page import Page
from .tokens import Phrases
from .turns import read_reactions, read_suggestions

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
        table = SUGGESTED if page.system[start] else STRONG
        strong = table.at(page.lows, start) or _as_as(page, start)
        weak = None if strong or page.system[start] else WEAK.at(page.lows, start)
        found = strong or weak
        if found is None:
            continue
        role, end = found
        begin, role = _turned(page, start, role)
        begin -= role == "measure" and page.low(start - 1) in _NEGATORS
        named = behind_cue(page, finder, end, strict=strong is None)
        if named is not None:
            names = [named, *listed(page, finder, named)]
            opens = named.start if _compares(page, start) else begin
            page.claim(opens, names[-1].end)
            for one in names:
                text = page.raw(begin, one.end)
                _note(page, one, _role_behind(page, one, role), text, begin)


def _as_as(page: Page, start: int) -> tuple[Role, int] | None:
    """ "As gentle as X"; "not as sad as X" only names it."""
    if not _compares(page, start):
        return None
    denied = page.low(start - 1) in _NEGATORS
    return ("unseen" if denied else "liked"), start + 3


def _compares(page: Page, start: int) -> bool:
    """Whether "as ... as" stands here; what it says is a wish of its own."""
    return page.low(start) == "as" == page.low(start + 2)


def _turned(page: Page, start: int, role: Role) -> tuple[int, Role]:
    """A cue with "not" before it says the contrary."""
    if page.low(start - 1) in _NEGATORS and role == "liked":
        return start - 1, "disliked"
    if page.low(start - 1) in _NEGATORS and role == "seen":
        return start - 1, "unseen"
    return start, role


def _role_behind(page: Page, named: Named, role: Role) -> Role:
    """ "I watched X, it was great": what follows may say more than "watched"."""
    if role not in ("seen", "mention"):
        return role
    for at in range(named.end, named.end + 4):
        found = BEHIND.at(page.lows, at)
        if found is not None:
            return found[0]
        if page.low(at) not in {",", "and", "it", "which", "but", "i"}:
            break
    return role


def _read_standing(page: Page, finder: TitleFinder) -> None:
    """Names in quotation marks, of several words, or before "vibes"."""
    _read_praised(page, finder)
    for start in range(len(page)):
        if page.claimed[start] or _read_list(page, finder, start):
            continue
        for named in finder.at(start):
            role = _standing_role(page, named)
            if role is not None:
                page.claim(named.start, named.end)
                _note(page, named, role, page.raw(named.start, named.end))
                break


_ALL_OF_THEM: Final = Phrases[Role].table([
    ("all loved|loved them all|loved all of them|all great|all favourites|all favorites|"
     "loved both|both great|all amazing|i loved them|loved them", "liked"),
    ("all seen|seen them all|seen them|watched them all|all watched|seen all of them|"
     "done|already seen|been there", "seen"),
    ("all hated|hated them all|all boring|hated both|none of them", "disliked"),
])  # fmt: skip


def _read_list(page: Page, finder: TitleFinder, start: int) -> bool:
    """ "Signal, Stranger, Voice. What next?": a sentence that opens with names."""
    if page.recalls or not page.opens_sentence(start) or page.system[start]:
        return False
    first = next((n for n in finder.at(start) if _surely(page, n)), None)
    if first is None:
        return False
    names = [first, *listed(page, finder, first)]
    if len(names) < 2 or not all(_surely(page, one) for one in names):
        return False
    role: Role = "mention"
    for at in range(names[-1].end, names[-1].end + 5):
        said = _ALL_OF_THEM.at(page.lows, at) or BEHIND.at(page.lows, at)
        if said is not None:
            role = said[0]
            break
    for one in names:
        _note(page, one, role, page.raw(one.start, one.end))
    return True


def _surely(page: Page, named: Named) -> bool:
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


_VERDICTS: Final[dict[str, Role]] = {
    "liked": "liked", "loved": "liked", "adored": "liked", "enjoyed": "liked",
    "disliked": "disliked", "hated": "disliked", "dropped": "disliked",
    "seen": "seen", "watched": "seen", "yes": "liked", "no": "disliked",
}  # fmt: skip


def _verdict(page: Page, end: int) -> Role | None:
    """ "Secret Love Affair: liked"."""
    end += page.low(end) in {"”", '"', "’"}
    if page.low(end) not in {":", "-", "–", "—", "=", "("}:
        return None
    return _VERDICTS.get(page.low(end + 1)) if page.ends_clause(end + 2) else None


def _standing_role(page: Page, named: Named) -> Role | None:
    start, end = named.start, named.end
    behind = BEHIND.at(page.lows, end + (page.low(end) in {"”", '"', "’", "'"}))
    if named.dated:
        return behind[0] if behind else "mention"
    if (verdict := _verdict(page, end)) is not None:
        return verdict
    if page.recalls:
        return None
    if page.system[start]:
        return "mention" if _suggests(page, named) else None
    if page.quoted.get(start) == end:
        return behind[0] if behind else "mention"
    if start == 0 and page.ends_clause(end) and end >= len(page) - 1:
        return "mention" if _is_whole_request(page, named) else None
    if not title_cased(page, start, end):
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
