"""Wants and avoids on facets: "calm", "not too sad", "no love triangle".

"No X" and "without X" are limits; "not X", "not too X", "less X" are avoids. What
speaks of the ending, or of what a viewer is warned of, is a sealed wish whatever its
form. Words come from the vocabulary; the longest phrase wins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..domain import Limit, Want
from ..names import plain_words
from ..vocabulary import Facet
from .asides import told_of_viewer
from .hangul import denial, is_hangul
from .lexicon import Lexicon, fold_word, lexicon_of
from .meanings import is_verb, of_viewer
from .negation import Modifier, modifier_before
from .page import Page
from .refusals import refused
from .ruling import ruled_out_again, ruling_around, ruling_behind
from .spoken import MEANT_AS_WELL, PLAIN_CRAFT, SKIPPED, VALUES, WORDS_OF_THEIR_OWN

_LISTS: Final = frozenset({",", "or", "and", "/", "&", "nor", "either"})
_LIST_FILL: Final = frozenset(
    "a an any the even also too anything something stuff plots plot scenes things "
    "storylines stories other kind of sort with about".split()
)
_OR: Final = frozenset({"or", "nor", "/"})
_SEALED_IF_DENIED: Final = frozenset(
    {"trope:infidelity", "trope:death", "trope:death-of-lead", "trope:terminal-illness"}
)
"""Tropes whose absence tells how a story goes: a wish for that is sealed as well."""
_THINGS: Final = frozenset({"trope", "theme", "setting", "format"})
_ONLY_WORDS: Final = frozenset({"only", "please", "guaranteed", "required"})
_SHORT_REQUEST: Final = 60
"""Tokens of the longest request in which slips are mended; longer ones have enough."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    facet: Facet
    modifier: Modifier | None = None
    inherited: bool = False
    behind: bool = False
    """Whether its modifier stands behind it: "revenge not"."""


def read_facets(page: Page) -> None:
    """Note every facet named, as want, avoid, limit or sealed wish."""
    if page.recalls:
        return
    found = _firmer(page, _find(page))
    for group in _groups(page, found):
        for one in _shared(page, group):
            _note(page, one)


def _firmer(page: Page, found: Iterable[_Found]) -> list[_Found]:
    """Dislikes that are ruled out once more: "I hate amnesia, so none of that"."""
    firm = ruled_out_again(page)
    return [
        replace(one, modifier=replace(one.modifier, hard=True))
        if one.modifier is not None and one.modifier.against and firm[one.start]
        else one
        for one in found
    ]


def _find(page: Page) -> Iterator[_Found]:
    lexicon = lexicon_of(page.vocabulary)
    aside = told_of_viewer(page)
    start = last = 0
    while start < len(page):
        skipped = page.claimed[start] or (
            aside[start] and not _for_company(page, start)
        )
        one = None if skipped else _at(page, lexicon, start)
        if one is None:
            start += 1
            continue
        disliked = one.modifier is not None and one.modifier.also_and
        own = not disliked and of_viewer(page, one.start, one.end, one.facet)
        fan = page.low(one.start) in {"lover", "lovers"} and one.start == last
        if not own and not fan and not _mere_adjective(page, lexicon, one):
            yield one
        start = last = one.end


def _at(page: Page, lexicon: Lexicon, start: int) -> _Found | None:
    # "medical drama like X": where "drama like" is taken, "medical" is left
    matches = list(lexicon.all_at(page.lows, start))
    match = next((m for m in matches if page.free(start, m[1])), None)
    if match is None:
        if is_hangul(page.low(start)):
            return _korean(page, lexicon, start)
        key = _mended(page, lexicon, start)
        match = None if key is None else (key, start + 1)
    if match is None or not page.free(start, match[1]):
        return None
    key, end = match
    if page.low(start - 1) in {"a", "an"} and key in _ARTS:
        # "a singer" is somebody, and not music
        key = next((k for k, e in matches if e == end and k[:7] == "people:"), key)
    if key in _FIGHTS and page.low(end - 1) in _STAGED:
        if not VALUES.isdisjoint(page.words(start - 3, start)):
            key = "craft:action-craft"  # "top notch fight scenes"
    facet = page.vocabulary.facet(key)
    before = _modifier(page, start) or ruling_around(page, start)
    if before is not None and _had_enough(page, before, end):
        before = Modifier(before.start, against=True, also_and=True)
    behind = None if before is not None else ruling_behind(page, end)
    found = _Found(start, end, facet, before or behind, behind=behind is not None)
    if _merely_named(page, found) or is_verb(page, start, end):
        return None
    lone = end - start == 1 and page.low(start) in SKIPPED
    if page.low(start) == "heavy" and _hyphened(page, start):
        return None  # "romance-heavy" speaks of romance
    if page.low(start) in {"heavy", "light", "big", "low"} and page.low(end) == "on":
        return None  # "light on romance"
    denied = found.modifier is not None and found.modifier.against
    if facet.key == "craft:story" and denied and modifier_before(page, start) is None:
        return None  # "no hospitals in the story"
    return None if lone and not denied else found


def _had_enough(page: Page, modifier: Modifier, end: int) -> bool:
    """ "Enough chaebols already": no degree, but a refusal."""
    enough = page.low(modifier.start) == "enough"
    fed_up = page.opens_sentence(modifier.start) and page.ends_clause(end)
    return enough and (fed_up or page.low(end) in {"already", "now", "thanks"})


_FIGHTS: Final = frozenset({"theme:action", "theme:martial-arts"})
_STAGED: Final = frozenset(
    "scenes sequences fights stunts swordplay choreography chases swordfights".split()
)
_ARTS: Final = frozenset({"theme:music", "theme:art", "theme:sports"})


def _for_company(page: Page, start: int) -> bool:
    """ "My kids can watch it too": who is to watch it is a wish."""
    match = lexicon_of(page.vocabulary).at(page.lows, start)
    return (
        match is not None and match[0].startswith("audience:") and match[1] > start + 1
    )


def _merely_named(page: Page, found: _Found) -> bool:
    """ "A script by X", "the running time": a part of every title, and no praise of it."""
    if found.facet.key == "craft:length":
        return True
    plain = found.end - found.start == 1 and page.low(found.start) in PLAIN_CRAFT
    if not plain or found.facet.group != "craft":
        return False
    modifier = found.modifier
    if modifier is not None and page.low(modifier.start) != "so":
        return modifier.against
    first = max(page.clause_start(found.start), found.start - 4)
    last = min(page.clause_end(found.start), found.end + 5)
    around = [*page.words(first, found.start), *page.words(found.end, last)]
    reason = page.words(found.start - 2, found.start) in (
        ["for", "the"],
        ["for", "its"],
    )
    praised = page.low(found.start) in _TOLD_OF and _praised_behind(page, found.end)
    return VALUES.isdisjoint(around) and not reason and not praised


_TOLD_OF: Final = frozenset(
    "script scripts screenplay writing dialogue dialogues acting performance performances "
    "visuals camerawork scenery shots soundtrack songs score music ost costumes outfits "
    "effects editing direction directing pacing".split()
)
"""Parts of which a clause behind them says that they are good: "songs I'll hum"."""
_NO_PRAISE: Final = frozenset(
    "is was are were has had comes came goes it they he she isn't wasn't might".split()
)


def _praised_behind(page: Page, at: int) -> bool:
    """ "A soundtrack that stays with you", "dialogue worth quoting", "songs I'll hum"."""
    if page.low(at) in {"that", "which"}:
        return page.low(at + 1) not in _NO_PRAISE and not page.ends_clause(at + 1)
    if page.low(at) == "to" and page.words(at, at + 3) == ["to", "die", "for"]:
        return True
    return page.low(at) in {"worth", "i'll", "you'll", "we'll"}


def _korean(page: Page, lexicon: Lexicon, start: int) -> _Found | None:
    """A facet in Korean, with what denies it behind: "좀비 없는", "슬프지 않은"."""
    match = lexicon.korean_phrase(" ".join(page.lows[start : start + 4]))
    if match is None:
        return None
    key, length = match
    end, left = start, length
    while left > len(page.low(end)):
        left -= len(page.low(end)) + 1
        end += 1
    rest = page.low(end)[left:]
    end += 1
    if not page.free(start, end):
        return None
    if key == "craft:ending" and _korean_tone(page, lexicon, end) is not None:
        return None  # "결말이 슬프지 않은": what it is like follows
    if key == "craft:pacing" and end < len(page):
        after = lexicon.korean_phrase(" ".join(page.lows[end : end + 3]))
        if after is not None and after[0].startswith("pace:"):
            return None  # "전개가 느린"
    if page.low(start - 1).startswith(_ENDINGS):
        key = _TONES.get(key, key)
    denied = denial(page, start, end, rest)
    modifier = denied[0] if denied is not None else None
    stop = max(end, denied[1]) if denied is not None else end
    return _Found(start, min(stop, len(page)), page.vocabulary.facet(key), modifier)


_ENDINGS: Final = ("결말", "엔딩", "끝")
_TONES: Final = {
    "mood:sad": "ending_tone:sad", "mood:dark": "ending_tone:sad",
    "mood:cheerful": "ending_tone:happy", "mood:warm": "ending_tone:happy",
    "mood:bittersweet": "ending_tone:bittersweet-ending",
}  # fmt: skip
"""What an ending is said to be in Korean -> its tone."""


def _korean_tone(page: Page, lexicon: Lexicon, start: int) -> str | None:
    if start >= len(page):
        return None
    found = lexicon.korean_phrase(" ".join(page.lows[start : start + 3]))
    return None if found is None else _TONES.get(found[0])


def _mended(page: Page, lexicon: Lexicon, start: int) -> str | None:
    """The facet of a word with one letter missing, doubled or in another's place."""
    token = page.tokens[start]
    lone = token.kind == "word" and token.text.isascii() and token.text.islower()
    if not lone or len(page) > _SHORT_REQUEST or not page.free(start, start + 1):
        return None
    if (
        len(token.low) < 4
        or token.low in WORDS_OF_THEIR_OWN
        or token.low in plain_words()
    ):
        return None
    for word, key in lexicon.lone(token.low[0]):
        if abs(len(word) - len(token.low)) < 2 and _slipped(token.low, word):
            page.assume(f"“{token.text}” is taken as “{word}”.")
            return key
    return None


def _slipped(word: str, right: str) -> bool:
    """Whether a slip of the finger makes `right` into `word`: a letter too few, twice or swapped."""
    at = 1
    while at < min(len(word), len(right)) and word[at] == right[at]:
        at += 1
    if len(word) < len(right):
        return word[at:] == right[at + 1 :]
    if len(word) > len(right):
        return len(word) > 5 and word[at + 1 :] == right[at:]
    return (
        word[at : at + 2] == right[at : at + 2][::-1]
        and word[at + 2 :] == right[at + 2 :]
        and word != right
    )


def _hyphened(page: Page, start: int) -> bool:
    at = page.tokens[start].start
    return at > 0 and page.text[at - 1] == "-"


def inside_phrase(page: Page, start: int, end: int) -> bool:
    """Whether tokens are part of a longer phrase of the vocabulary."""
    lexicon = lexicon_of(page.vocabulary)
    for first in range(max(0, start - 4), start + 1):
        match = lexicon.at(page.lows, first)
        if match is not None and match[1] >= end and match[1] - first > end - start:
            return True
    return False


def _modifier(page: Page, start: int) -> Modifier | None:
    before = page.words(start - 6, start - 2)
    if page.low(start - 1) == "than" and not {"more", "rather"}.isdisjoint(before):
        degree = 0.6 if "more" in before else 1.0
        return Modifier(
            start - 1, against=True, degree=degree
        )  # "more laughs than tears"
    return modifier_before(page, start) or modifier_before(page, start, adjective=True)


def _mere_adjective(page: Page, lexicon: Lexicon, found: _Found) -> bool:
    """ "No silly love triangle" denies the love triangle, and not what is silly."""
    denied = found.modifier is not None and found.modifier.hard
    following = denied and found.facet.group == "mood" and found.end < len(page)
    return bool(following) and lexicon.at(page.lows, found.end) is not None


def _groups(page: Page, found: Iterable[_Found]) -> list[list[_Found]]:
    """Facets with nothing but commas, "and", "or" between them."""
    groups: list[list[_Found]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        free = one.modifier is None or (one.behind and last and last.modifier is None)
        if last is not None and free and _listed(page, last, one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _listed(page: Page, last: _Found, one: _Found) -> bool:
    between = [w for w in page.words(last.end, one.start) if w not in {".", "…"}]
    return (
        0 < len(between) <= 5
        and one.start - last.end <= 8
        and any(word in _LISTS for word in between)
        and all(word in _LISTS | _LIST_FILL for word in between)
    )


def _shared(page: Page, group: list[_Found]) -> list[_Found]:
    """The group, its first modifier given to those that it reaches."""
    if group[-1].behind and len(group) > 1:
        return _shared_back(page, group)
    first = group[0].modifier
    if first is None or len(group) == 1 or not first.against:
        return group
    joins = [
        page.words(one.end, other.start) for one, other in itertools.pairwise(group)
    ]
    shared = [group[0]]
    reaches = True
    closing_or = any(word in _OR for word in joins[-1])
    for one, join in zip(group[1:], joins, strict=True):
        compound = _hyphened(page, one.start) and "and" in join
        reaches = reaches and (compound or _reaches(first, one, join, closing_or))
        modifier = replace(first, start=one.start) if reaches else one.modifier
        shared.append(replace(one, modifier=modifier, inherited=reaches))
    return shared


def _shared_back(page: Page, group: list[_Found]) -> list[_Found]:
    """ "Zombies and vampires: no": what stands behind a list is said of all of it."""
    joins = page.words(group[-2].end, group[-1].start)
    if not any(word in _OR or word in {"and", "&"} for word in joins):
        return group
    last = group[-1].modifier
    assert last is not None
    return [replace(one, modifier=replace(last, start=one.start)) for one in group]


def _reaches(
    first: Modifier, one: _Found, join: Sequence[str], closing_or: bool
) -> bool:
    """Whether a negation goes on to the next of a list.

    "No X or Y" denies both, and so does "no X, Y or Z". "No X and Y" is told by
    what Y is: nobody asks for what a warning is about.
    """
    if closing_or or any(word in _OR for word in join):
        return True
    if "and" in join or "&" in join:
        return first.also_and or not first.hard or one.facet.group == "content_warning"
    return one.facet.group == "content_warning"


# --- noting -------------------------------------------------------------------------


def _note(page: Page, found: _Found) -> None:
    modifier, facet = found.modifier, found.facet
    if modifier is not None and modifier.hard:
        facet = _narrower(page, found)
        found = replace(found, facet=facet)
    start = found.start if modifier is None else min(modifier.start, found.start)
    text = page.raw(start, found.end)
    around = modifier is not None and modifier.against and start == found.start
    around = around and not is_hangul(page.low(start))
    if found.inherited or around:
        text = f"no {text}" if modifier is not None and modifier.hard else f"not {text}"
    against = modifier is not None and modifier.against
    if facet.sealed or facet.key in _SEALED_IF_DENIED:
        against = against or refused(page, found.start, found.end)
    if _sealed(facet, against):
        _note_sealed(page, start, found, text, against)
    elif modifier is None or not against:
        degree = 1.0 if modifier is None else modifier.degree
        page.want(start, found.end, Want(facet.key, text, degree))
        for key in MEANT_AS_WELL.get(" ".join(page.lows[found.start : found.end]), ()):
            page.want(start, found.end, Want(key, text, degree))
        if modifier is not None:
            page.dropped[start : found.start] = b"\1" * (found.start - start)
    elif " ".join(page.lows[found.start : found.end]) in MEANT_AS_WELL:
        for key in MEANT_AS_WELL[" ".join(page.lows[found.start : found.end])]:
            page.avoid(start, found.end, Want(key, text, modifier.degree))
    elif _ruled_out(modifier, facet) and page.firmness(start, found.end) == 1.0:
        limit = Limit("facet", text, none_of=(facet.key,))
        page.limit(start, found.end, limit)
    else:
        page.avoid(start, found.end, Want(facet.key, text, modifier.degree))


def _ruled_out(modifier: Modifier, facet: Facet) -> bool:
    """ "No X" rules out; "not X" does where X is a thing, and a mood is only avoided."""
    return modifier.hard or (modifier.plain and facet.group in _THINGS)


def _narrower(page: Page, found: _Found) -> Facet:
    """ "No aliens" rules out aliens, and not all of science fiction."""
    words = " ".join(page.lows[found.start : found.end])
    if found.facet.name in (words, fold_word(words)):
        return found.facet
    for form in (words, fold_word(words)):
        named = page.vocabulary.of_tag(form)
        if named is not None and found.facet.key in named.broader:
            return named
    return found.facet


def _sealed(facet: Facet, against: bool) -> bool:
    return facet.sealed or (against and facet.key in _SEALED_IF_DENIED)


def _note_sealed(
    page: Page, start: int, found: _Found, text: str, against: bool
) -> None:
    key = (found.facet.key,)
    limit = Limit(
        "facet",
        text,
        any_of=() if against else key,
        none_of=key if against else (),
    )
    end = found.end + (page.low(found.end) in _ONLY_WORDS)
    page.seal(start, end, Want(found.facet.key, text, 1.0, limit))
