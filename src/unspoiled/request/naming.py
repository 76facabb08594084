"""What is meant as a name: words behind a cue, in a list, or written as a title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..names import plain_words
from .cues import FILLERS, JOINS
from .finder import (
    ARTICLES,
    FILLERS_AHEAD,
    LONGEST,
    NEVER_NAMES,
    SMALL,
    Named,
    TitleFinder,
    fills,
)
from .lexicon import lexicon_of
from .page import Page
from .verdicts import past_note

_RENOWN: Final = 0.75
"""A title so well known is meant by its name, though the name is a plain word."""
_FAMOUS: Final = 0.85
"""A title so well known is meant even by a plain word in small letters, behind a cue."""
_KNOWN: Final = 0.4
"""What nobody knows is not meant by words that merely look like its name."""
_FOLLOWS_NAME: Final = frozenset(
    "but and or except though only because so with without is was are were then when yet "
    "twice lately today tonight tho lots several many actually mostly a anyway "
    "however minus vibes & that please although which for if just on in from too either "
    "yesterday recently already last again instead where at by than sorry lol ngl tbh "
    "ugh honestly imo haha smh before once plus meets sadly definitely rn til until done made wrote directed sorry".split()
)
_NOT_ONE_WORD: Final = frozenset(
    "romance love life family friends friend signal because healing comedy horror "
    "action school doctors secret big black blind mine time hope dream faith live lovers "
    "last like short summer spring winter music food drama dramas korea korean korea's "
    "it this that them these those one something anything everything nothing him her she "
    "he they we you me what so very much i a the and more search lost voice player memory "
    "stranger tomorrow mother father home happiness first me's".split()
)
_SHOW_NOUNS: Final = frozenset(
    "drama dramas kdrama kdramas series show shows movie movies film films stories story "
    "things stuff comedy romance".split()
)


def behind_cue(
    page: Page, finder: TitleFinder, start: int, *, strict: bool
) -> Named | None:
    """A name at `start`, or behind a few fillers such as "the drama"."""
    for at in range(start, min(start + FILLERS_AHEAD, len(page))):
        for named in finder.at(at):
            if counts(page, named, strict=strict):
                return _whole_name(page, finder, named)
        if (mended := _mended(page, finder, at, strict=strict)) is not None:
            return mended
        if not fills(page, at):
            return None
    return None


def _whole_name(page: Page, finder: TitleFinder, named: Named) -> Named:
    """The longer name that a slip hides: "Harbour" of "Harbour of Lanternz"."""
    end = run_end(page, named.start)
    if page.ends_clause(named.end) or page.low(named.end) in JOINS or page.recalls:
        return named
    if named.dated or end <= named.end or page.quoted.get(named.start) == named.end:
        return named
    return finder.mended(named.start, end) or named


def _mended(
    page: Page, finder: TitleFinder, start: int, *, strict: bool
) -> Named | None:
    """A name with a slip in it, where the words can hardly be anything else."""
    if page.recalls:
        return None  # too many words that are no title
    end = page.quoted.get(start) or run_end(page, start)
    if end <= start and not strict and not page.recalls:
        end = _clause_run(page, start)
    if end <= start or not page.free(start, end) or is_phrase(page, start, end):
        return None
    if _hyphen_follows(page, end):
        return None  # "Shin Won-ho" is a person
    lows = [token.low for token in page.tokens[start:end] if token.kind == "word"]
    cased = len(lows) > 2 and title_cased(page, start, end)
    if not cased and all(low in plain_words() or len(low) < 4 for low in lows):
        return None
    named = finder.mended(start, end)
    single = end - start == 1
    return None if named is None or (single and named.renown < _KNOWN) else named


def _hyphen_follows(page: Page, end: int) -> bool:
    return page.text[page.tokens[end - 1].end : page.tokens[end - 1].end + 1] == "-"


def run_end(page: Page, start: int) -> int:
    """Where the capitals end that begin at `start`; `start` where none stands there."""
    if page.shouted or start >= len(page) or not page.tokens[start].capital:
        return start
    end = at = start
    while at < len(page) and at - start < LONGEST and page.same_clause(at, start):
        token = page.tokens[at]
        if token.capital or token.kind == "number":
            end = at + 1
        elif token.low not in SMALL:
            break
        at += 1
    return end


def _clause_run(page: Page, start: int) -> int:
    """The words from `start` to where a name must end: a mark, or "but"."""
    at = start
    while at < len(page) and not _closes(page, at) and page.low(at) not in JOINS:
        at += 1
    return at if at - start <= LONGEST else start


def listed(page: Page, finder: TitleFinder, first: Named) -> Iterator[Named]:
    """Further names of a list: "X, Y and Z"."""
    last = first
    for _ in range(30):
        at = last.end
        at = past_note(page, at)
        if (behind := _past_adverbs(page, at)) is not None:
            at = behind
        joins = 0
        while page.low(at) in JOINS or (joins and page.low(at) == "also"):
            joins, at = joins + 1, at + 1
        if page.low(at) == "the" and not any(finder.at(at)):
            at += 1
        while at < len(page) and page.tokens[at].text in "\"“'‘*_«《":
            at += 1
        following = next(
            (n for n in finder.at(at) if joins and counts(page, n, strict=False)), None
        )
        if following is None:
            return
        yield following
        last = following


_ADVERBS: Final = frozenset(
    "already too recently twice yesterday well as before obviously lately so far".split()
)


def _past_adverbs(page: Page, start: int) -> int | None:
    """Past "already" or "as well" in a list of names; None where no list goes on."""
    at = start
    while page.low(at) in _ADVERBS and at - start < 3:
        at += 1
    return at if at > start and page.low(at) in JOINS else None


def counts(page: Page, named: Named, *, strict: bool) -> bool:
    """Whether words behind a cue are a name there; `strict` for a weak cue."""
    start, end = named.start, named.end
    if named.dated:
        return True
    if page.quoted.get(start) is not None and page.quoted[start] <= end:
        cased = title_cased(page, start, end)
        return not page.recalls or (cased and named.renown >= _KNOWN)
    if page.recalls:
        return _counts_in_memory(page, named)
    single = end - start == 1
    if page.low(end) in _SHOW_NOUNS and single:
        return False
    if single and (_goes_on(page, end) or _is_origin(page, start)):
        return False
    if page.low(start) in ARTICLES and not single and page.tokens[start + 1].glued:
        return False  # "A24"
    if single and page.tokens[start].kind == "number":
        return False
    if title_cased(page, start, end):
        return (
            not single or _is_name(page, named, strict=strict) or _renowned(page, named)
        )
    return _counts_small(page, named, strict=strict)


def _is_origin(page: Page, start: int) -> bool:
    """Whether a word names a country, a language or a service."""
    vocabulary, low = page.vocabulary, page.low(start)
    known = (vocabulary.country, vocabulary.language, vocabulary.network)
    return len(low) > 3 and any(name(low) is not None for name in known)


def _goes_on(page: Page, end: int) -> bool:
    """Whether further capitals follow, so that one word is only part of a name."""
    if end >= len(page) or page.shouted or not page.same_clause(end - 1, end):
        return False
    token = page.tokens[end]
    name = token.kind == "word" and token.text[0].isupper() and len(token.text) > 1
    return name and token.low not in FILLERS and page.tokens[end - 1].capital


def _counts_in_memory(page: Page, named: Named) -> bool:
    """In a recollection most words are of the story: only a plain name counts."""
    start, end = named.start, named.end
    if not title_cased(page, start, end) or page.opens_sentence(start):
        return False
    if end < len(page) and page.tokens[end].capital and page.same_clause(start, end):
        return False
    single = end - start == 1
    known = named.renown >= (_RENOWN if single else _KNOWN)
    return known and not (single and plain_word(page, start))


def _counts_small(page: Page, named: Named, *, strict: bool) -> bool:
    """Whether a name in small letters is meant."""
    start, end = named.start, named.end
    words = [token.low for token in page.tokens[start:end] if token.kind != "mark"]
    if words[0] in {"a", "an"} and (len(words) == 2 or strict):
        words = words[1:]  # "a signal" is one word, "I'd like a happy end" a wish
    closes = _closes(page, end) or (
        page.low(end) in _SHOW_NOUNS and page.tokens[end - 1].capital
    )
    if is_phrase(page, start, end) or not closes:
        return False
    plain = all(word in plain_words() or word in SMALL for word in words)
    if words[0] in NEVER_NAMES - ARTICLES and named.renown < _FAMOUS:
        return False
    if len(words) == 1:
        fond = page.low(start - 1) in _FOND and not plain and named.renown >= _LIKELY
        if (strict and not fond) or len(words[0]) <= 3 or words[0] in _NOT_ONE_WORD:
            return False
        return named.renown >= (_FAMOUS if plain else _KNOWN)
    if strict and len(words) < 3 and not numbered(page, start, end):
        cued = page.low(start - 1) in {"like", "not", "aren't", "isn't"}
        return cued and named.renown >= _FAMOUS
    if plain and len(words) == 2 and words[0] in _TIMES:
        return False
    few = len(words) < 3 and words[0] != "the"
    return not plain or named.renown >= (_LIKELY if few else _KNOWN)


_FOND: Final = frozenset({"like", "love", "liked", "loved", "enjoy", "enjoyed"})
_TIMES: Final = frozenset(
    {"last", "this", "next", "another", "first", "other", "one", "old", "new"}
)
"""What opens a time or a choice rather than a name: "last night", "another one"."""
_LIKELY: Final = 0.6


def praised(page: Page, named: Named) -> bool:
    """Whether a name in small letters is meant: "crash landing on you was great"."""
    words = [token.low for token in page.tokens[named.start : named.end]]
    if any(named.ref.id == title_id for _, title_id, _ in page.suggested):
        return True
    if len(words) == 1:
        known = named.renown >= _FAMOUS and words[0] not in NEVER_NAMES
        return known and len(words[0]) > 3 and not plain_word(page, named.start)
    if is_phrase(page, named.start, named.end):
        return False
    plain = all(word in plain_words() or word in SMALL for word in words)
    return named.renown >= (_RENOWN if plain else _KNOWN)


def _is_name(page: Page, named: Named, *, strict: bool) -> bool:
    """Whether one word with a capital behind a cue is meant as a name."""
    start = named.start
    if page.low(start) in NEVER_NAMES:
        unmistakable = not strict and not page.opens_sentence(start)
        cased = len(page.low(start)) > 1 and unmistakable and _closes(page, start + 1)
        return cased and named.renown >= _FAMOUS
    phrase = is_phrase(page, start, start + 1)
    if strict or page.opens_sentence(start):
        return not phrase and (
            named.renown >= _KNOWN or page.low(start) not in plain_words()
        )
    return not phrase or named.renown >= _KNOWN


def _renowned(page: Page, named: Named) -> bool:
    """ "dark and twisty like Stranger": a well-known title, and not just any word."""
    return (
        not page.opens_sentence(named.start)
        and page.low(named.start - 1) == "like"
        and named.renown >= _RENOWN
        and page.low(named.start) not in NEVER_NAMES
        and _closes(page, named.end)
    )


def never_name(page: Page, start: int) -> bool:
    """Whether a word by itself is so plain that it names nothing."""
    return page.low(start) in NEVER_NAMES


def plain_word(page: Page, start: int) -> bool:
    return page.low(start) in _NOT_ONE_WORD or is_phrase(page, start, start + 1)


def numbered(page: Page, start: int, end: int) -> bool:
    return any(token.kind == "number" for token in page.tokens[start:end])


def _closes(page: Page, end: int) -> bool:
    if page.ends_clause(end) or page.low(end) in _FOLLOWS_NAME:
        return True
    if page.low(end) == "as" and page.low(end + 1) == "well":
        return True
    return page.tokens[end].kind == "number" and page.low(end + 1) in {"times", "x"}


def is_phrase(page: Page, start: int, end: int) -> bool:
    """Whether the words are a facet's, such as "friends to lovers"."""
    lexicon = lexicon_of(page.vocabulary)
    if not page.low(start).isascii():
        return end - start == 1 and lexicon.korean_at(page.low(start)) is not None
    match = lexicon.at(page.lows, start)
    return match is not None and match[1] >= end


def title_cased(page: Page, start: int, end: int) -> bool:
    """Whether the words are written as a title: capitals but for small words."""
    tokens = page.tokens[start:end]
    if not tokens[0].capital and tokens[0].kind != "number":
        return False
    if page.shouted:
        return False
    return all(
        token.kind != "word" or token.capital or token.low in SMALL for token in tokens
    )
