"""What is excepted from a title that is named: "everything but the ending of X".

An exception belongs to what is said of the title; it is no wish of its own. "X but
without the horror", said of nothing seen, is a wish, and left to the readers of those.
"""

from __future__ import annotations

from typing import Final

from .lexicon import lexicon_of
from .page import Page
from .tokens import Phrases
from .verdicts import PREDICATES, VERBS

_EXCEPT: Final = Phrases[bool].table([
    ("except for|except|apart from|aside from|minus|other than|save for|save|bar|barring|"
     "excluding|excepting|with the exception of|leaving out|leaving aside|leave out|"
     "not counting|discounting|setting aside|all but|everything but|anything but|"
     "despite|in spite of|if you leave out|if we leave out|if you skip|"
     "if you ignore|if i ignore|ignoring|skipping|just not|only not|though not|"
     "but i hated|but hated|but i disliked|but disliked|but i didn't like|"
     "but didn't like|but i did not like|but did not like|but i didn't love|"
     "but not so much|but i didn't enjoy|but didn't enjoy|but i could do without|"
     "but could do without|but i can't stand|though i hated|but i wasn't a fan of|"
     "but wasn't a fan of|but i don't like|but don't like|only i hated|only hated|"
     "but i couldn't stand|but couldn't stand|but i skipped|although i hated|"
     "although i disliked|though i disliked", True),
    ("without|but not|but without|but please not|but please without|but with none of|"
     "with none of|though without|only without|just without|but no|but with no", False),
])  # fmt: skip
"""What excepts; False where it asks as well for what is to come without it."""
_SPOILT: Final = Phrases.table([
    ("i would take out|i'd take out|i would cut|i'd cut|i could do without|"
     "i can do without|could do without|could have done without|i skipped|i skip|"
     "i hated|i disliked|i didn't like|i didn't love|i did not like|i don't like|"
     "i would leave out|i'd leave out|i would skip|i'd skip|i would drop|i'd drop|"
     "i would change|i'd change|i pretend|let me down|let us down|disappointed me|"
     "disappointed us|ruined it|spoiled it|spoilt it|annoyed me|lost me|lost us|"
     "was bad|was awful|was terrible|was weak|was boring|was a letdown|was not for me|"
     "wasn't for me|bored me|was too much|was disappointing|were too much|were bad|"
     "were boring|got on my nerves|left me cold|didn't work|fell flat", True),
])  # fmt: skip
"""What takes out the part that stands before it: "only the revenge I would take out"."""
_BUTS: Final = frozenset({"only", "just", "but", "though", "although"})
_BEFORE_NAME: Final = Phrases.table([
    ("of|in|from", True),
])  # fmt: skip
_PUT_ASIDE: Final = Phrases.table([
    ("put aside|putting aside|set aside|setting aside|leave out|leaving out|leave aside|"
     "forget|forget about|forgetting|ignore|ignoring|never mind|take away|take out|cut|"
     "cut out|skip|skipping|if you skip|if you ignore|if you leave out|if you forget|"
     "if we leave out|if we ignore|apart from|aside from|except for|but for|barring|"
     "not counting|discounting|minus|without|were it not for|if it weren't for", True),
])  # fmt: skip
"""What excepts a part of the title that is named and judged right behind it."""
_THEN_NAME: Final = frozenset({",", "and", "then", "-", "–", "—", "but"})
_PART: Final = frozenset(
    "ending endings finale beginning start opening middle half part parts pacing pace "
    "plot plotline storyline story subplot acting actor actress lead leads music "
    "soundtrack ost score length tone humour humor jokes dialogue writing script "
    "characters character episodes episode season seasons finales conclusion villain "
    "romance cgi effects setting singing songs scenes scene bits bit stuff twist twists "
    "epilogue couple couples cast directing cinematography editing arc arcs last final "
    "melodrama violence gore sadness drama crying death deaths tears politics sequences "
    "angle angles thread threads element elements moments chapters flashbacks act".split()
)
_SECTIONS: Final = frozenset(
    "bits bit parts part plot plotline storyline subplot story scenes scene stuff arc arcs "
    "episodes episode thread threads angle moments sequences half season".split()
)
"""Parts of a title by form: what is named with one is an exception, never a wish."""
_WHOLE: Final = frozenset({"everything", "all", "every"})
_STOP: Final = frozenset(
    "and but or which that because so as i it please , . ; : ( ) with on was were is "
    "made had".split()
)
_ASKING: Final = frozenset(
    "want need looking give something anything recommend suggest please show now find".split()
)
_MOST_WORDS: Final = 6
_FARTHEST: Final = 16
"""Tokens behind a name within which an exception still belongs to it."""


def read_exceptions(page: Page) -> None:
    """Note beside each title what the viewer takes out of it."""
    places = sorted(at for at, _ in page.notes.likes)
    for at, like in list(page.notes.likes):
        following = next((place for place in places if place > at), len(page))
        found = (
            _put_aside(page, at)
            or _behind(page, at, following)
            or _spoilt(page, at, following)
            or _before(page, at)
        )
        if found is not None:
            start, end = found
            start += page.low(start) in {"the", "its", "a", "that"} and end > start + 1
            page.except_from(like.title_id, page.raw(start, end))


def _reach(page: Page, at: int, following: int) -> range:
    """The tokens behind a name, in its sentence, that may still speak of it."""
    end = at
    while end < following and page.claimed[end]:
        end += 1
    # "Hi Bye, Mama!" has a "!", and may go on
    sentence = page.tokens[min(end, len(page) - 1)].sentence
    if end < len(page) and page.low(end - 1) in {"?", "!"} and page.tokens[end].capital:
        return range(end, end)
    last = end
    while (
        last < min(following, end + _FARTHEST)
        and page.tokens[last].sentence == sentence
        and page.low(last) not in _ASKING
    ):
        last += 1
    return range(min(at + 1, end), last)


def _behind(page: Page, at: int, following: int) -> tuple[int, int] | None:
    """ "X except the ending", "X was brilliant except for the ending"."""
    whole = any(word in _WHOLE for word in page.words(page.clause_start(at), at + 12))
    for start in _reach(page, at, following):
        found = _EXCEPT.at(page.lows, start)
        if found is None and whole and page.low(start) == "but":
            found = True, start + 1  # "everything about X but the age gap"
        if found is not None:
            only = found[0] or whole or _judged(page, at, start)
            return _part(page, start, found[1], only=only)
    return None


def _spoilt(page: Page, at: int, following: int) -> tuple[int, int] | None:
    """ "X I love, only the revenge I would take out"."""
    for start in _reach(page, at, following):
        if page.low(start) not in _BUTS or page.low(start + 1) not in {"the", "its"}:
            continue
        for end in range(start + 3, min(start + 3 + _MOST_WORDS, len(page))):
            found = _SPOILT.at(page.lows, end)
            if found is not None:
                page.claim(start, found[1])
                return start + 1, end
    return None


def _put_aside(page: Page, at: int) -> tuple[int, int] | None:
    """ "Put aside the final two episodes and X is the best": a part that stands before."""
    sentence = page.tokens[at].sentence
    for start in range(at - 1, max(-1, at - 12), -1):
        if page.tokens[start].sentence != sentence:
            return None
        found = _PUT_ASIDE.at(page.lows, start)
        if found is None or page.clause_start(start) not in (start, start - 1):
            continue
        begin, end = found[1], at - (page.low(at - 1) in _THEN_NAME)
        words = page.words(begin, end)
        joined = end < at or page.low(start) == "if"
        if (
            not joined
            or not 1 <= len(words) <= _MOST_WORDS + 1
            or not page.free(begin, end)
        ):
            return None
        if _PART.isdisjoint(words) or not _STOP.isdisjoint(words):
            return None
        page.claim(start, at)
        return begin, end
    return None


def _before(page: Page, at: int) -> tuple[int, int] | None:
    """ "Everything except the ending of X": what stands before the name."""
    for start in range(max(page.clause_start(at), at - 12), at):
        found = _EXCEPT.at(page.lows, start)
        if found is None:
            continue
        for end in range(found[1] + 1, at + 1):
            leads = _BEFORE_NAME.at(page.lows, end)
            words = page.words(found[1], end)
            if leads is not None and any(word in _PART for word in words):
                page.claim(start, end)
                return found[1], end
    return None


def _judged(page: Page, at: int, end: int) -> bool:
    """Whether praise or blame stands around a name, before `end`."""
    for start in range(page.clause_start(at), end):
        found = VERBS.at(page.lows, start) or PREDICATES.at(page.lows, start)
        if found is not None and page.low(start) != "like":
            return True
    return False


def _part(page: Page, start: int, begin: int, *, only: bool) -> tuple[int, int] | None:
    """The words behind "except", where they name a part of a title.

    `only`: what excepts there asks for nothing.
    """
    end = begin
    while (
        end < len(page)
        and end - begin < _MOST_WORDS
        and page.low(end) not in _STOP
        and page.tokens[end].kind != "mark"
        and not (end > begin and page.claimed[end])
    ):
        end += 1
    words = page.words(begin, end)
    part = any(word in _PART for word in words)
    if (not part and page.low(begin) != "the") or _AMOUNTS.issuperset(words):
        return None
    if not only and _is_wish(page, begin, end) and _SECTIONS.isdisjoint(words):
        return None
    page.claim(start, end)
    return begin, end


_AMOUNTS: Final = frozenset({"episode", "episodes", "season", "seasons", "length"})
"""By themselves these are no part: "but not so much episodes" is an amount."""


def is_part(page: Page, start: int, end: int) -> bool:
    """Whether words name a part of a title: "ending", "last two episodes"."""
    return any(word in _PART for word in page.words(start, end))


def _is_wish(page: Page, start: int, end: int) -> bool:
    """Whether what is excepted is also a wish of its own: "without the horror"."""
    lexicon = lexicon_of(page.vocabulary)
    keys = [
        found[0] for at in range(start, end) if (found := lexicon.at(page.lows, at))
    ]
    return any(not key.startswith(("craft:", "ending_tone:")) for key in keys)
