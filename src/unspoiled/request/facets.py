"""Wants and avoids on facets: "calm", "not too sad", "no love triangle".

"No X" and "without X" are limits; "not X", "not too X", "less X" are avoids. What
speaks of the ending, or of what a viewer is warned of, is a sealed wish whatever its
form. Words come from the vocabulary; the longest phrase wins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ..domain import Limit, Want
from ..names import plain_words
from ..vocabulary import Facet, Vocabulary
from .hangul import denial, is_hangul, is_particle, stem
from .negation import Modifier, modifier_before
from .page import Page
from .ruling import ruling_around, ruling_behind
from .tokens import words_of

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
_SELF: Final = frozenset(
    "i'm im i i've feeling feel felt am was we're been me makes gets getting".split()
)
_SELF_FILL: Final = frozenset(
    "so very really a bit little quite too just feeling been have had rather super "
    "today currently pretty always".split()
)
_MOODS_OF_VIEWERS: Final = frozenset({"mood", "pace", "people"})
_THINGS: Final = frozenset({"trope", "theme", "setting", "format"})
_OWN: Final = frozenset({"setting", "people"})
_ONLY_WORDS: Final = frozenset({"only", "please", "guaranteed", "required"})
_SKIPPED: Final = frozenset(
    "drama dramas love one like hot drink story stories secret "
    "death single short popular marriage growing loss fate search work works working fan fans start starting "
    "run school hit money game home time".split()
)
"""Lone words that say too little or mean too much to be a wish of their own."""


_SAID_IN_REQUESTS: Final = (
    ("crying", "mood:sad"), ("cry", "mood:sad"), ("tears", "mood:sad"),
    ("sobbing", "mood:sad"), ("sadness", "mood:sad"), ("depressing", "mood:sad"),
    ("laugh", "mood:funny"), ("laughs", "mood:funny"), ("laughter", "mood:funny"),
    ("boring", "pace:draggy"), ("con artist", "trope:heist"),
    ("strong female character", "people:strong-female-lead"),
    ("female lead is older", "trope:older-woman"),
    ("older female lead", "trope:older-woman"),
    ("woman is older", "trope:older-woman"),
    ("strong woman", "people:strong-female-lead"),
    ("strong women", "people:strong-female-lead"),
    ("angst", "theme:melodrama"), ("angsty", "theme:melodrama"),
    ("sob", "mood:sad"), ("bawl", "mood:sad"), ("weep", "mood:sad"),
    ("gloomy", "mood:dark"), ("harrowing", "mood:dark"), ("intense", "mood:tense"),
    ("silly", "mood:funny"), ("goofy", "mood:funny"), ("slapstick", "mood:funny"),
    ("giggle", "mood:funny"), ("chuckle", "mood:funny"), ("smile", "mood:cheerful"),
    ("lively", "mood:cheerful"), ("heartfelt", "mood:warm"), ("touching", "mood:warm"),
    ("corny", "mood:sweet"), ("cheesy", "mood:sweet"), ("sappy", "mood:sweet"),
    ("surreal", "mood:quirky"), ("unhinged", "mood:quirky"), ("raunchy", "mood:steamy"),
    ("workplace", "theme:workplace"), ("easygoing", "mood:calm"),
    ("travels through time", "trope:time-travel"),
    ("travel through time", "trope:time-travel"),
    ("travels in time", "trope:time-travel"), ("travel in time", "trope:time-travel"),
    ("travels back in time", "trope:time-travel"), ("school", "theme:school"),
    ("fall for each other", "theme:romance"), ("falls for", "theme:romance"),
    ("falling for", "theme:romance"), ("fall in love", "theme:romance"),
    ("falls in love", "theme:romance"), ("falling in love", "theme:romance"),
    ("love story", "theme:romance"), ("love stories", "theme:romance"),
)  # fmt: skip
"""Words that name a facet when somebody asks, though hardly in a review."""
_SAID_IN_KOREAN: Final = (
    ("무거운", "mood:dark"), ("우울한", "mood:sad"), ("가벼운", "mood:cheerful"),
    ("가슴 아픈", "mood:sad"), ("귀여운", "mood:sweet"), ("로코", "mood:funny"),
    ("로맨틱 코미디", "mood:funny"), ("연애", "theme:romance"), ("시대극", "theme:history"),
    ("유쾌", "mood:cheerful"), ("재밌는", "mood:funny"), ("무섭", "mood:scary"),
    ("따뜻", "mood:warm"), ("달달", "mood:sweet"), ("잔잔", "mood:calm"),
)  # fmt: skip
"""The same in Korean."""
_MEANT_AS_WELL: Final[dict[str, tuple[str, ...]]] = {
    "romantic comedy": ("theme:romance",),
    "romantic comedies": ("theme:romance",),
    "romcom": ("theme:romance",),
    "rom-com": ("theme:romance",),
    "rom com": ("theme:romance",),
    "romcoms": ("theme:romance",),
    "school romance": ("theme:romance",),
    "murder mystery": ("theme:mystery",),
    "rom coms": ("theme:romance",),
    "로코": ("theme:romance",),
    "로맨틱 코미디": ("theme:romance",),
}
"""Phrases that name a second thing besides the facet that carries them."""


_SHORT_REQUEST: Final = 60
"""Tokens of the longest request in which slips are mended; longer ones have enough."""
_MENDED_GROUPS: Final = frozenset({"mood", "pace", "theme", "trope"})
_WORDS_OF_THEIR_OWN: Final = frozenset(
    "home human arms morning mornings quite bring brings flight flights influence "
    "influences spot spots sport sort sorts price prices brain brains humans trail "
    "trails frame frames cape homes backing survived churches courses course steam "
    "sugar scared roots root signing mood moods bull bulls wealthy harm cuts youtube "
    "camps quit raid raids banking ernest bother tribal divorced runway runways cure "
    "cured brands tips auction monkey monkeys potter danced scar scars noon swinging "
    "strangers fried stretches bind binds blind hare floods cosmic dane danes harlem "
    "puzzled avengers tens denise complexes panting framed bubbles bing playback "
    "scarce intrigued barking spikes battled creep spines greedy sexes spices exiting "
    "stinging pinning hash cues beak medial braking royale casper grimes crises "
    "fright poke plaid debuts heaviest smoothing weep acton additive dairy angle "
    "sacred marital".split()
)
"""Words one slip away from a facet's that are no slip."""

# --- the words of a vocabulary --------------------------------------------------------


def fold_word(word: str) -> str:
    """A word without its plural: "lovers" and "lover" are one."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suif'":
        return word[:-1]
    return word


def _base_forms(word: str) -> Iterator[str]:
    """What a comparative may come from: "calmer", "funnier", "sadder", "lighter"."""
    if len(word) > 4 and word.endswith("ier"):
        yield word[:-3] + "y"
    elif len(word) > 4 and word.endswith("er"):
        yield word[:-2]
        yield word[:-1]
        if word[-3] == word[-4]:
            yield word[:-3]


_NO_COMPARATIVES: Final = frozenset(
    "stranger lover killer thriller dancer singer ranger former later corner".split()
)


def _phrase_words(phrase: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in words_of(phrase) if word not in ",.")


def _first_word(phrase: str) -> str:
    """The first of a phrase's words; "" where there is none."""
    head = phrase.partition(" ")[0]
    if head.isascii() and head.isalpha() and head.islower():  # nearly all of them
        return fold_word(head)
    return next(iter(_phrase_words(phrase)), "")


class Lexicon:
    """The facet phrases of a vocabulary, ready to be found in tokens.

    A phrase is cut into words when its first word is first met: a request meets few.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._phrases: dict[str, list[tuple[str, str]]] = {}
        self._rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.korean: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        """Stems of Korean adjectives: "슬프" of "슬픈"."""
        keys = {facet.key for facet in vocabulary.facets}
        for phrase, key in (*vocabulary.phrases(), *_SAID_IN_REQUESTS):
            if key in keys and (first := _first_word(phrase)):
                self._phrases.setdefault(first, []).append((phrase, key))
        said = [(phrase, key) for phrase, key in _SAID_IN_KOREAN if key in keys]
        for facet in vocabulary.facets:
            said += [(phrase, facet.key) for phrase in facet.korean]
        for phrase, key in said:
            self.korean.setdefault(phrase, key)
            if (root := stem(phrase)) is not None:
                self.stems.setdefault(root, key)
        self._longest = max(map(len, self.korean), default=0)

    def _starting(self, first: str) -> list[tuple[tuple[str, ...], str]]:
        """The phrases with this first word, longest first, each with its key."""
        rows = self._rows.get(first)
        if rows is None:
            phrases = self._phrases.get(first, ())
            rows = [(_phrase_words(phrase), key) for phrase, key in phrases]
            rows.sort(key=lambda row: -len(row[0]))
            if rows:
                self._rows[first] = rows
        return rows

    def at(self, lows: Sequence[str], start: int) -> tuple[str, int] | None:
        """The key of the longest phrase at `start`, and where it ends."""
        return next(self.all_at(lows, start), None)

    def all_at(self, lows: Sequence[str], start: int) -> Iterator[tuple[str, int]]:
        """The keys of the phrases at `start` with their ends, the longest first."""
        for words, key in self._starting(fold_word(lows[start])):
            end = start + len(words)
            if tuple(map(fold_word, lows[start:end])) == words:
                yield key, end
        for base in () if lows[start] in _NO_COMPARATIVES else _base_forms(lows[start]):
            for words, key in self._starting(base):
                if len(words) == 1:
                    yield key, start + 1

    def lone(self, letter: str) -> Sequence[tuple[str, str]]:
        """The single words of five letters or more that open with `letter`, with keys."""
        return self._lone.get(letter, ())

    @cached_property
    def _lone(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, dict[str, str]] = {}
        for rows in self._phrases.values():
            for phrase, key in rows:
                lone = len(phrase) >= 5 and phrase.isalpha() and phrase.isascii()
                if lone and key.partition(":")[0] in _MENDED_GROUPS:
                    found.setdefault(phrase[0], {}).setdefault(phrase, key)
        return {letter: sorted(words.items()) for letter, words in found.items()}

    def korean_at(self, word: str) -> str | None:
        """The key of the longest Korean phrase that words begin with."""
        found = self.korean_phrase(word)
        return None if found is None else found[0]

    def korean_phrase(self, words: str) -> tuple[str, int] | None:
        """The key and length of the longest Korean phrase that `words` begin with.

        What is left of its last word has to be a particle: "아이유" is no "아이".
        """
        for length in range(min(len(words), self._longest), 1, -1):
            key = self.korean.get(words[:length])
            if key is not None and is_particle(words[length:].partition(" ")[0]):
                return key, length
        for length in range(min(len(words), self._longest), 1, -1):
            key = self.stems.get(words[:length])
            rest = words[length:].partition(" ")[0]
            if key is not None and rest in _ENDINGS:
                return key, length
        return None


_ENDINGS: Final = frozenset(
    "지 고 면 며 지만 는 은 게 거나 ㄴ데 지도 지는 다 어요 아요 었으면 았으면".split()
)
"""What stands behind the stem of a Korean adjective."""
_LEXICONS: dict[int, Lexicon] = {}
"""By the identity of their vocabulary, which each keeps alive."""


def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary, made once."""
    found = _LEXICONS.get(id(vocabulary))
    if found is None or found.vocabulary is not vocabulary:
        if len(_LEXICONS) >= 4:
            _LEXICONS.clear()
        found = _LEXICONS[id(vocabulary)] = Lexicon(vocabulary)
    return found


# --- reading ------------------------------------------------------------------------


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
    found = list(_find(page))
    for group in _groups(page, found):
        for one in _shared(page, group):
            _note(page, one)


def _find(page: Page) -> Iterator[_Found]:
    lexicon = lexicon_of(page.vocabulary)
    start = 0
    while start < len(page):
        one = None if page.claimed[start] else _at(page, lexicon, start)
        if one is None:
            start += 1
            continue
        if not _of_viewer(page, one) and not _mere_adjective(page, lexicon, one):
            yield one
        start = one.end


def _at(page: Page, lexicon: Lexicon, start: int) -> _Found | None:
    # "medical drama like X": where "drama like" is taken, "medical" is left
    matches = lexicon.all_at(page.lows, start)
    match = next((m for m in matches if page.free(start, m[1])), None)
    if match is None:
        if is_hangul(page.low(start)):
            return _korean(page, lexicon, start)
        key = _mended(page, lexicon, start)
        match = None if key is None else (key, start + 1)
    if match is None or not page.free(start, match[1]):
        return None
    key, end = match
    facet = page.vocabulary.facet(key)
    before = _modifier(page, start) or ruling_around(page, start)
    behind = None if before is not None else ruling_behind(page, end)
    found = _Found(start, end, facet, before or behind, behind=behind is not None)
    lone = end - start == 1 and page.low(start) in _SKIPPED
    if page.low(start) == "heavy" and _hyphened(page, start):
        return None  # "romance-heavy" speaks of romance
    if page.low(start) in {"heavy", "light", "big", "low"} and page.low(end) == "on":
        return None  # "light on romance"
    denied = found.modifier is not None and found.modifier.against
    if facet.key == "craft:story" and denied and modifier_before(page, start) is None:
        return None  # "no hospitals in the story"
    return None if lone and not denied else found


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
    denied = denial(page, start, end, rest)
    modifier = denied[0] if denied is not None else None
    stop = max(end, denied[1]) if denied is not None else end
    return _Found(start, min(stop, len(page)), page.vocabulary.facet(key), modifier)


def _mended(page: Page, lexicon: Lexicon, start: int) -> str | None:
    """The facet of a word with one letter missing, doubled or in another's place."""
    token = page.tokens[start]
    lone = token.kind == "word" and token.text.isascii() and token.text.islower()
    if not lone or len(page) > _SHORT_REQUEST or not page.free(start, start + 1):
        return None
    if (
        len(token.low) < 4
        or token.low in _WORDS_OF_THEIR_OWN
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
    return modifier_before(page, start) or modifier_before(page, start, adjective=True)


def _mere_adjective(page: Page, lexicon: Lexicon, found: _Found) -> bool:
    """ "No silly love triangle" denies the love triangle, and not what is silly."""
    denied = found.modifier is not None and found.modifier.hard
    following = denied and found.facet.group == "mood" and found.end < len(page)
    return bool(following) and lexicon.at(page.lows, found.end) is not None


def _of_viewer(page: Page, found: _Found) -> bool:
    """ "I'm sad", "feeling stressed": how the viewer is, not what is wished for."""
    if found.facet.group in _OWN and _own(page, found.start):
        return True
    if found.facet.group not in _MOODS_OF_VIEWERS:
        return False
    at = found.start - 1
    while at >= 0 and page.low(at) in _SELF_FILL and page.same_clause(at, found.start):
        at -= 1
    if at < 0 or not page.same_clause(at, found.start) or page.low(at) not in _SELF:
        return False
    if page.low(at) in {"was", "makes", "been", "me"}:
        return page.low(at - 1) in {"i", "i've", "me", "have"}
    return True


def _own(page: Page, start: int) -> bool:
    """ "My hospital stay", "I have a long winter ahead": the viewer's own life."""
    if page.low(start - 1) in {"my", "our"} or page.low(start - 2) in {"my", "our"}:
        return page.same_clause(max(0, start - 2), start)
    opens = page.clause_start(start)
    return page.words(opens, opens + 2) in (["i", "have"], ["we", "have"]) or (
        page.low(opens) in {"i've", "i'm", "we're"}
    )


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
        reaches = reaches and _reaches(first, one, join, closing_or)
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
    if found.inherited or around:
        text = f"no {text}" if modifier is not None and modifier.hard else f"not {text}"
    against = modifier is not None and modifier.against
    if facet.sealed or facet.key in _SEALED_IF_DENIED:
        against = against or _denied_far(page, found.start)
    if _sealed(facet, against):
        _note_sealed(page, start, found, text, against)
    elif modifier is None or not against:
        degree = 1.0 if modifier is None else modifier.degree
        page.want(start, found.end, Want(facet.key, text, degree))
        for key in _MEANT_AS_WELL.get(" ".join(page.lows[found.start : found.end]), ()):
            page.want(start, found.end, Want(key, text, degree))
        if modifier is not None:
            page.dropped[start : found.start] = b"\1" * (found.start - start)
    elif " ".join(page.lows[found.start : found.end]) in _MEANT_AS_WELL:
        for key in _MEANT_AS_WELL[" ".join(page.lows[found.start : found.end])]:
            page.avoid(start, found.end, Want(key, text, modifier.degree))
    elif _ruled_out(modifier, facet) and page.firmness(start, found.end) == 1.0:
        limit = Limit("facet", text, none_of=(facet.key,))
        page.limit(start, found.end, limit)
    else:
        page.avoid(start, found.end, Want(facet.key, text, modifier.degree))


_FAR_DENIALS: Final = frozenset(
    "neither nobody none never without nothing no not doesn't don't isn't aren't".split()
)


def _denied_far(page: Page, start: int) -> bool:
    """ "In which neither of them turns out to be terminally ill"."""
    words = page.words(page.clause_start(start), start)
    return "but" not in words and any(word in _FAR_DENIALS for word in words)


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
