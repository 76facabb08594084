"""Titles that the viewer names: liked, disliked, seen, or as a measure of others.

What counts as a name is told by `finder`; here each gets the role of its place.
"""

from __future__ import annotations

from typing import Final

from ..domain import Like
from ..names import plain_words
from .comparisons import note_measure, read_comparisons
from .cues import BEHIND, STRONG, SUGGESTED, WEAK, Role
from .exceptions import is_part, read_exceptions
from .finder import QUALITIES, Named, TitleFinder, likened, likeness, praised_names
from .judged import (
    CERTAIN,
    LEAST_RENOWN,
    OPENERS,
    claim_said,
    judged_at,
    part_of_name,
    sentence_end,
)
from .korean_titles import read_korean_titles
from .makers import read_makers
from .naming import (
    behind_cue,
    is_phrase,
    listed,
    numbered,
    plain_word,
    praised,
    title_cased,
)
from .page import Page
from .turns import read_reactions, read_suggestions
from .verdicts import (
    denied_before,
    only_hoped,
    past_note,
    verb_at,
    verdict_behind,
)

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
            apart = _compares(page, start) or "better" in page.words(begin, end)
            opens = named.start if apart else begin
            part = _part_between(page, end, named.start) if role == "disliked" else ""
            noted = {one.start: _noted_role(page, one) for one in names}
            page.claim(opens, names[-1].end)
            for one in names:
                text = page.raw(begin, one.end)
                judged = noted[one.start] or _role_behind(page, one, role)
                if part:
                    judged = "mention"  # "hated the ending of X"
                _note(page, one, judged, text, begin)
                if part:
                    page.except_from(one.ref.id, part)


def _noted_role(page: Page, named: Named) -> Role | None:
    """ "X (too violent), Y (just right)": what a note in brackets says of a name."""
    closes = past_note(page, named.end)
    if page.low(named.end) != "(" or closes == named.end:
        return None
    found = verdict_behind(page, named.end, closes)
    if found is None or found.role not in ("liked", "disliked"):
        return None
    page.claim(named.end, closes)
    return found.role


def _part_between(page: Page, start: int, end: int) -> str:
    """The part of a title that a verdict is of: "hated the ending of X"; "" if none."""
    start += page.low(start) in {"the", "how"}
    if end - start < 2 or page.low(end - 1) not in {"of", "in", "from"}:
        return ""
    passed = page.low(start - 1) in {"past", "through", "beyond"}
    if passed or "first" in page.words(start, end):
        return ""  # "never got past the first episode of X"
    return page.raw(start, end - 1) if is_part(page, start, end - 1) else ""


def _cue(page: Page, start: int) -> tuple[Role, int, int, bool] | None:
    """What leads to a name at `start`: its role, where it opens and ends, if it is weak."""
    if page.system[start]:
        found = SUGGESTED.at(page.lows, start)
        return None if found is None else (found[0], start, found[1], False)
    strong = STRONG.at(page.lows, start) or _as_as(page, start)
    alike = None if strong else likeness(page, start)
    if alike is not None:
        begin, role = _turned(page, start, "liked", alike)
        return role, begin, alike, False
    if (measured := _measured(page, start)) is not None:
        return measured
    if page.low(start) in {"of", "from", "in"} and page.low(start - 1) in QUALITIES:
        return "liked", start, start + 1, True  # "the humour of X"
    verb = None if page.low(start) in _WEAK_VERBS else verb_at(page, start)
    if verb is not None and (strong is None or verb[2] >= strong[1]):
        return verb[0], verb[1], verb[2], False
    weak = None if strong else WEAK.at(page.lows, start)
    found = strong or weak
    if found is None:
        return None
    begin, role = _turned(page, start, found[0], found[1])
    if role == "liked" and page.low(begin - 1) == "than":
        role = "unseen"  # "more like X than like Y"
    if role == "liked" and only_hoped(page, found[1] - 1):
        role = "unseen"
    return role, begin, found[1], strong is None and not likened(page, found[1])


def _measured(page: Page, start: int) -> tuple[Role, int, int, bool] | None:
    """ "Sweeter than X", "a kinder X": what follows is a measure of what is wished for."""
    low, following = page.low(start), page.low(start + 1)
    at = start + 2
    if at >= len(page) or not page.tokens[at].capital or page.low(at) in {"i", "i'm"}:
        return None
    if low.endswith("er") and following == "than" and low not in _NO_MEASURES:
        return "mention", at, at, False
    kinder = following.endswith("er") and following not in _NO_COMPARATIVES
    if low in {"a", "an"} and (kinder or following in _ANOTHER):
        return "liked", at, at, True
    return None


_NO_MEASURES: Final = frozenset(
    "shorter longer newer older fewer better other rather later earlier".split()
)
_NO_COMPARATIVES: Final = frozenset(
    "better other former later super killer summer winter never over her under".split()
)
_ANOTHER: Final = frozenset({"second", "modern", "new", "female", "mini"})
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
    if role == "seen" and page.low(named.end) == "enough":
        return "liked"  # "can't recommend X enough"
    found = verdict_behind(page, named.end, sentence_end(page, named.end))
    said = None if found is None or found.role == "unseen" else found.role
    if found is not None and said in ("liked", "disliked"):
        claim_said(page, found)
    return role if said is None or (said == "seen" and role == "unseen") else said


def _read_standing(page: Page, finder: TitleFinder) -> None:
    """Names in quotation marks, of several words, or with a verdict about them."""
    _read_praised(page, finder)
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        if (judged := judged_at(page, finder, start)) is not None:
            for one in judged[0]:
                _note(page, one, judged[1], page.raw(one.start, one.end))
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


def _owner_role(page: Page, named: Named) -> Role | None:
    """ "With Goblin's humour": what has something worth having is liked."""
    start, end = named.start, named.end
    plain = end - start == 1 and page.low(start)[:-2] in plain_words()
    plain = plain and named.renown < CERTAIN
    small = not title_cased(page, start, end) and not praised(page, named)
    return None if plain or small or named.renown < LEAST_RENOWN else "liked"


_IN_SHORT: Final = frozenset({"basically", "essentially", "think", "so", "say"})
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
    if named.owns and not page.recalls:
        return _owner_role(page, named)
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
    known = named.renown >= CERTAIN and not page.opens_sentence(start)
    single = end - start == 1 and plain_word(page, start)
    if behind is not None and (known or not single):
        return behind[0]
    leads = page.opens_sentence(start) or page.low(start - 1) in _IN_SHORT
    if leads and page.low(end) in _GOES_ON:
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
        or part_of_name(page, start, end)
        or (named.renown < LEAST_RENOWN and words < 5)
    ):
        return None
    return "mention"


def _opens_small(page: Page, named: Named) -> bool:
    """Whether a name of several words in small letters opens its clause."""
    start, end = named.start, named.end
    opens = page.clause_start(start) == start or page.low(start - 1) in OPENERS
    several = end - start > 1 or page.low(end) == "meets" or _rare(page, named)
    return opens and several and not is_phrase(page, start, end)


def _rare(page: Page, named: Named) -> bool:
    """Whether one word is hardly anything but the name of a famous title: "cloy"."""
    low = page.low(named.start)
    return len(low) > 3 and low not in plain_words() and named.renown >= CERTAIN


def _suggests(page: Page, named: Named) -> bool:
    """ "Coco is good!", "Home Alone too": a name that opens a clause of the system's."""
    start, end = named.start, named.end
    if not title_cased(page, start, end) or is_phrase(page, start, end):
        return page.quoted.get(start) == end
    opens = page.clause_start(start) == start or page.low(start - 1) == ":"
    closes = page.ends_clause(end) or page.low(end) in {"is", "was", "and", "or", "too"}
    least = CERTAIN if end - start == 1 else LEAST_RENOWN
    return opens and closes and named.renown >= least


def _is_whole_request(page: Page, named: Named) -> bool:
    """Whether a request that is nothing but a name means the title."""
    if is_phrase(page, named.start, named.end):
        return False
    words = page.words(named.start, named.end)
    plain = all(word in plain_words() for word in words)
    least = CERTAIN if plain else LEAST_RENOWN
    return page.tokens[named.start].capital or named.renown >= least


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
