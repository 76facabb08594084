"""Titles that the viewer names: liked, disliked, seen, or as a measure of others.

A name counts where its place says that it is one: in quotation marks, behind "like" or
"I loved", or written as a title of several words. A word that merely looks like a
title ("signal", "healing") counts only there, and only written as a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from ..domain import CreditRole, Like, Limit, Title, Want
from ..names import LOOSE, name_keys, year_in_name
from .facets import lexicon_of
from .lookup import TitleRef
from .page import Page
from .tokens import Phrases

Role = Literal["liked", "disliked", "seen", "unseen", "measure", "mention"]

LONGEST: Final = 10
"""Tokens of the longest name looked for."""
MOST_SPANS: Final = 5_000
"""Stretches of words looked up in one request, so that a huge one stays quick."""

_STRONG: Final = Phrases[Role].table([
    ("something like|anything like|similar to|shows like|dramas like|series like|"
     "more like|much like|a lot like|stuff like|things like|kdramas like|ones like|"
     "drama like|series such as|dramas such as|shows such as|reminds me of|"
     "reminiscent of|in the vein of|along the lines of|in the style of|"
     "in the spirit of|vibes of|vibe of|same vibe as|same vibes as|same mood as|"
     "same feel as|same feeling as|same energy as|the feel of|feel of|mood of|"
     "tone of|style of|spirit of|energy of|feels like|comparable to|as good as|"
     "as funny as|as sweet as|as calm as|as warm as|close to|i loved|i love|we loved|"
     "i adored|i adore|i enjoyed|i really enjoyed|i liked|i really liked|"
     "i really loved|loved|adored|enjoyed|obsessed with|in love with|fan of|fan of the|"
     "fans of|my favourite is|my favorite is|my favourites are|my favorites are|"
     "favourite drama is|favorite drama is|favourites:|favorites:|favourites include|"
     "favorites include|favourite is|favorite is|favourites are|favorites are|"
     "favorite dramas are|favourite dramas are|crazy about|looking for another|"
     "another|next|akin to|à la|a la|in the manner of|cross between|mix of|"
     "a mix between|mix between|inspired by|if i liked|because i liked|since i loved|"
     "since i liked|if you liked|i'm a big fan of|was blown away by|blown away by|"
     "recommend me something like|impressed by|moved by|already loved", "liked"),
    ("hated|i hated|i hate|disliked|i disliked|didn't like|did not like|don't like|"
     "didn't enjoy|did not enjoy|couldn't stand|can't stand|not like|nothing like|"
     "unlike|anything but|not a fan of|wasn't a fan of|dropped|i dropped|"
     "couldn't finish|could not finish|couldn't get into|could not get into|"
     "can't get into|was bored by|bored by|disappointed by|disappointed with|"
     "didn't love|did not love|gave up on|less like|not similar to|different from|"
     "didn't care for|not into|nothing similar to|wasn't into|annoyed by|"
     "the opposite of|opposite of|hate", "disliked"),
    ("i finished|just finished|i just finished|i've finished|recently finished|"
     "i watched|just watched|i just watched|i've watched|already watched|"
     "have watched|recently watched|i saw|i've seen|i have seen|already seen|"
     "have seen|we watched|we finished|just completed|i completed|i binged|"
     "just binged|binged|rewatched|i rewatched|coming from|coming off|"
     "done with|watched|finished|seen|i'm watching|currently watching|watching|"
     "got through|after watching|after finishing|finishing|completed|ended|"
     "i've already seen|i've already watched|i already watched|i already saw|"
     "besides|other than|except|apart from|recovering from|get over|getting over", "seen"),
    ("haven't seen|have not seen|haven't watched|have not watched|not yet seen|"
     "never watched|never seen|haven't started|is it worth watching|should i watch|"
     "worth watching", "unseen"),
    ("shorter than|longer than|newer than|older than|more recent than|"
     "not as long as|not longer than|no longer than|as long as|fewer episodes than|"
     "more episodes than|less episodes than", "measure"),
])  # fmt: skip
_WEAK: Final = Phrases[Role].table([
    ("like|love|liked|enjoy|want|as in|a bit like|just like|kind of like|from", "liked"),
    ("after|since", "seen"),
    ("not|no", "unseen"),
])  # fmt: skip
_NEGATORS: Final = frozenset(
    "not don't didn't nothing never isn't doesn't wasn't haven't no".split()
)
_FILLERS: Final = frozenset(
    "it the show drama series movie film kdrama k everything about in of watching ending "
    "finale except but really all both shows dramas such as like a first part season "
    "original cast i just already and also much so called named titled rewatching "
    "korean chinese japanese masterpiece great amazing beautiful wonderful classic "
    "absolutely truly old film's kdramas to with from for e.g. eg especially recently "
    "parts most half episodes how where characters story romance couple leads love "
    "second lot three two four five six : mood vibe vibes feel tone style humour humor warmth writing".split()
)
_FILLERS_AHEAD: Final = 6
_BEHIND: Final = Phrases[Role].table([
    ("vibes|vibe|like vibes|type vibes|esque|style|like|type of|type|kind of vibes|"
     "feels|energy|mood", "liked"),
    ("was great|was amazing|was so good|was perfect|was brilliant|was wonderful|"
     "was excellent|was my favourite|was my favorite|is my favourite|is my favorite|"
     "is my all time favorite|is my all time favourite|is amazing|is great|"
     "is perfect|is the best|was the best|was lovely|was fantastic|is fantastic|"
     "was beautiful|is brilliant|made me laugh|got me hooked|is a favourite|"
     "is a favorite|were great|were amazing|were perfect|were lovely|"
     "are my favorites|are my favourites|were my favorites|were my favourites|"
     "was really good|was incredible|is incredible|was good|is so good|loved it|"
     "loved every minute|adored it|enjoyed it|liked it|i loved it|i liked it",
     "liked"),
    ("was boring|was bad|was awful|was terrible|was disappointing|was overrated|"
     "is overrated|was too slow|was too long|was too sad|was too dark|was not for me|"
     "wasn't for me|is not for me|bored me|was meh|didn't work for me|"
     "annoyed me|disappointed me|was too much|were boring|were disappointing|"
     "was a letdown|was so boring|left me cold|dropped it|hated it|didn't like it|"
     "did not like it|disliked it|gave up|found it boring|couldn't finish it",
     "disliked"),
])  # fmt: skip
_MAKERS: Final = Phrases[tuple[CreditRole, ...]].table([
    ("director of|directors of|director behind|directors behind|director who made|"
     "same director as|director from|director who did|director that made|"
     "directed by the director of|people who directed|who directed|director who directed",
     ("director",)),
    ("writer of|writers of|writer behind|screenwriter of|same writer as|"
     "writer who wrote|screenwriter behind|author of|scriptwriter of|writer from|"
     "who wrote|same screenwriter as|writers behind|writer who did",
     ("writer",)),
    ("makers of|creators of|creator of|team behind|people behind|makers behind|"
     "creators behind|creator behind|same team as|who made|people who made|"
     "crew behind|crew of|same makers as|team of|same people as",
     ("director", "writer")),
    ("lead of|leads of|cast of|star of|stars of|actor from|actress from|"
     "lead actor of|lead actress of|male lead of|female lead of|leads from|"
     "cast from|actors from|same cast as|lead from|main actor of|actor of|"
     "actors of|actress of|main lead of|same lead as|same actor as|same leads as|"
     "someone from|male lead from|female lead from|star from", ("cast",)),
])  # fmt: skip
_MAKER_NOUNS: Final[dict[str, tuple[CreditRole, ...]]] = {
    "director": ("director",), "director's": ("director",),
    "writer": ("writer",), "screenwriter": ("writer",),
}  # fmt: skip
_MAKER_LEADS: Final = frozenset(
    "by from the same of anything something made work works other another with another's "
    "a written directed drama dramas series new starring show shows".split()
)
_CUE_REACH: Final = 11
"""Tokens from the start of a cue to the last one where its name may begin."""
_JOINS: Final = frozenset({",", "and", "or", "&", "/", "+", "nor", "meets", "x"})
_FOLLOWS_NAME: Final = frozenset(
    "but and or except though only because so with without is was are were then when yet "
    "however minus vibes & that please although which for if just on in from too either "
    "yesterday recently already last again instead where at by than".split()
)
_SMALL: Final = frozenset(
    "a an the of to in on and or is at for from with by my your our his her it you me "
    "are be as be's".split()
)
_NOT_ONE_WORD: Final = frozenset(
    "romance love life family friends friend signal because healing comedy horror "
    "action school doctors secret big black blind mine time hope dream faith live lovers "
    "last like short summer spring winter music food drama dramas korea korean korea's "
    "it this that them these those one something anything everything nothing him her she "
    "he they we you me what so very much i a the and more search lost voice player memory "
    "stranger tomorrow mother father home happiness first me's".split()
)
_NEVER_NAMES: Final = frozenset(
    "it this that them these those one something anything everything nothing him her "
    "she he they we you me what so very much i a an the and more because my".split()
)
_SHOW_NOUNS: Final = frozenset(
    "drama dramas kdrama kdramas series show shows movie movies film films stories story "
    "things stuff comedy romance".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A title found at tokens `[start, end)`."""

    start: int
    end: int
    ref: TitleRef
    others: int = 0
    """How many other titles carry the same name."""


class TitleFinder:
    """The titles that may be named in a request, looked up all at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._spans: dict[tuple[int, int], tuple[str, ...]] = {}

    @cached_property
    def _known(self) -> Mapping[str, tuple[TitleRef, ...]]:
        """Every name of the request that a title carries, by its key."""
        for start, cued in self._starts:
            for end in self._ends(start, cued=cued):
                if len(self._spans) >= MOST_SPANS:
                    break
                self._spans[start, end] = self._keys(start, end)
        keys = {key for keys in self._spans.values() for key in keys}
        return self.page.names.known_titles(sorted(keys)) if keys else {}

    @cached_property
    def _starts(self) -> list[tuple[int, bool]]:
        """Where a name may begin, and whether a cue or a list leads to it."""
        page = self.page
        starts = []
        cued, sentence = -1, -1
        for index, token in enumerate(page.tokens):
            if _leads_to_name(page, index):
                cued, sentence = index + _CUE_REACH, token.sentence
            elif token.sentence == sentence and token.low in _JOINS:
                cued = index + 3
            behind = index <= cued and token.sentence == sentence
            quoted = index in page.quoted
            name_like = token.capital or token.kind == "number"
            if token.kind != "mark" and (name_like or quoted or behind):
                starts.append((index, behind or quoted or index == 0))
        return starts

    def _ends(self, start: int, *, cued: bool) -> Iterator[int]:
        """Where a name from `start` may end; a name that no cue leads to has capitals."""
        tokens = self.page.tokens
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            last = tokens[end - 1]
            if (
                not cued
                and last.kind == "word"
                and not (last.capital or last.low in _SMALL)
            ):
                return
            yield end

    def _keys(self, start: int, end: int) -> tuple[str, ...]:
        """The keys of a span; none for one that no name can be."""
        tokens = self.page.tokens
        last = tokens[end - 1]
        if last.kind == "mark" and not (last.glued and last.text in "?!+.,)"):
            return ()
        if tokens[start].sentence != last.sentence and end - start > 6:
            return ()
        return tuple(k for k in name_keys(self._raw(start, end)) if k[0] != LOOSE)

    def _raw(self, start: int, end: int) -> str:
        tokens = self.page.tokens
        return self.page.text[tokens[start].start : tokens[end - 1].end]

    def at(self, start: int) -> Iterator[Named]:
        """The names known at `start`, the longest first."""
        page, known = self.page, self._known
        for end in range(min(start + LONGEST, len(page)), start, -1):
            for key in self._spans.get((start, end), ()):
                if (refs := known.get(key)) and page.free(start, end):
                    yield self._chosen(start, self._without_mark(start, end), refs)
                    break

    def _without_mark(self, start: int, end: int) -> int:
        """A closing comma, full stop or unopened bracket is not part of a name."""
        strips = {",", "."} | (set() if "(" in self.page.words(start, end) else {")"})
        while end > start + 1 and self.page.low(end - 1) in strips:
            end -= 1
        return end

    def _chosen(self, start: int, end: int, refs: tuple[TitleRef, ...]) -> Named:
        """The title of the year given with the name, else the best known one."""
        ordered = sorted(refs, key=lambda r: (-(r.popularity or 0.0), r.id))
        year, stop = year_in_name(self._raw(start, end)), end
        if year is None and self.page.low(end) == "(" and self.page.low(end + 2) == ")":
            stop = end + 3
            year = year_in_name(self._raw(start, stop))
        for ref in ordered:
            if year is not None and ref.year == year:
                return Named(start, stop, ref)
        return Named(start, end, ordered[0], len(ordered) - 1)


def _leads_to_name(page: Page, index: int) -> bool:
    """Whether a cue stands at `index`."""
    return any(
        table.at(page.lows, index) is not None for table in (_STRONG, _WEAK, _MAKERS)
    )


# --- reading ------------------------------------------------------------------------


def read_titles(page: Page) -> None:
    """Note the titles named, each in the role that its place gives it."""
    finder = TitleFinder(page)
    _read_makers(page, finder)
    _read_cued(page, finder)
    _read_standing(page, finder)
    _read_comparisons(page)


def _read_cued(page: Page, finder: TitleFinder) -> None:
    """Names behind "like", "I loved", "finished" and the rest of their lists."""
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        strong = _STRONG.at(page.lows, start)
        weak = None if strong else _WEAK.at(page.lows, start)
        found = strong or weak
        if found is None:
            continue
        role, end = found
        begin, role = _turned(page, start, role)
        named = _behind_cue(page, finder, end, strict=strong is None)
        if named is not None:
            names = [named, *_listed(page, finder, named)]
            page.claim(begin, names[-1].end)
            for one in names:
                _note(
                    page, one, _role_behind(page, one, role), page.raw(begin, one.end)
                )


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
        found = _BEHIND.at(page.lows, at)
        if found is not None:
            return found[0]
        if page.low(at) not in {",", "and", "it", "which", "but", "i"}:
            break
    return role


def _behind_cue(
    page: Page, finder: TitleFinder, start: int, *, strict: bool
) -> Named | None:
    """A name at `start`, or behind a few fillers such as "the drama"."""
    for at in range(start, min(start + _FILLERS_AHEAD, len(page))):
        for named in finder.at(at):
            if _counts(page, named, strict=strict):
                return named
        if not _fills(page, at):
            return None
    return None


def _fills(page: Page, at: int) -> bool:
    """Whether a token may stand between a cue and a name: "3 episodes of"."""
    if page.tokens[at].kind == "number":
        return page.low(at + 1) in {"episodes", "eps", "ep", "seasons", "times"}
    return page.low(at) in _FILLERS or page.tokens[at].text in "\"“'‘*_«《"


def _listed(page: Page, finder: TitleFinder, first: Named) -> Iterator[Named]:
    """Further names of a list: "X, Y and Z"."""
    last = first
    for _ in range(30):
        at = last.end
        while at < len(page) and page.tokens[at].text in "\"”'’*_»》":
            at += 1
        joins = 0
        while page.low(at) in _JOINS or (joins and page.low(at) in {"also", "the"}):
            joins, at = joins + 1, at + 1
        while at < len(page) and page.tokens[at].text in "\"“'‘*_«《":
            at += 1
        following = next(
            (n for n in finder.at(at) if joins and _counts(page, n, strict=False)), None
        )
        if following is None:
            return
        yield following
        last = following


def _counts(page: Page, named: Named, *, strict: bool) -> bool:
    """Whether words behind a cue are a name there; `strict` for a weak cue."""
    start, end = named.start, named.end
    if page.quoted.get(start) is not None and page.quoted[start] <= end:
        return True
    single = end - start == 1
    if page.low(end) in _SHOW_NOUNS and single:
        return False
    if single and page.tokens[start].kind == "number":
        return False
    if _title_cased(page, start, end):
        return not single or _is_name(page, start, strict=strict)
    words = sum(token.kind != "mark" for token in page.tokens[start:end])
    if words == 1:
        return not strict and _as_lower(page, start, end)
    if _is_phrase(page, start, end) or (
        strict and words < 3 and not _numbered(page, start, end)
    ):
        return False
    return _closes(page, end)


def _is_name(page: Page, start: int, *, strict: bool) -> bool:
    """Whether one word with a capital behind a cue is meant as a name."""
    if page.low(start) in _NEVER_NAMES:
        return False
    if strict or page.opens_sentence(start):
        return not _is_phrase(page, start, start + 1)
    return True


def _plain_word(page: Page, start: int) -> bool:
    return page.low(start) in _NOT_ONE_WORD or _is_phrase(page, start, start + 1)


def _as_lower(page: Page, start: int, end: int) -> bool:
    low = page.low(start)
    return (
        len(low) > 3
        and low not in _NOT_ONE_WORD
        and not _is_phrase(page, start, end)
        and _closes(page, end)
    )


def _numbered(page: Page, start: int, end: int) -> bool:
    return any(token.kind == "number" for token in page.tokens[start:end])


def _closes(page: Page, end: int) -> bool:
    return page.ends_clause(end) or page.low(end) in _FOLLOWS_NAME


def _is_phrase(page: Page, start: int, end: int) -> bool:
    """Whether the words are a facet's, such as "friends to lovers"."""
    match = lexicon_of(page.vocabulary).at(page.lows, start)
    return match is not None and match[1] >= end


def _title_cased(page: Page, start: int, end: int) -> bool:
    """Whether the words are written as a title: capitals but for small words."""
    tokens = page.tokens[start:end]
    if not tokens[0].capital and tokens[0].kind != "number":
        return False
    if page.shouted:
        return False
    return all(
        token.kind != "word" or token.capital or token.low in _SMALL for token in tokens
    )


def _read_standing(page: Page, finder: TitleFinder) -> None:
    """Names in quotation marks, of several words, or before "vibes"."""
    for start in range(len(page)):
        for named in finder.at(start):
            role = _standing_role(page, named)
            if role is not None:
                page.claim(named.start, named.end)
                _note(page, named, role, page.raw(named.start, named.end))
                break


def _standing_role(page: Page, named: Named) -> Role | None:
    start, end = named.start, named.end
    behind = _BEHIND.at(page.lows, end + (page.low(end) in {"”", '"', "’", "'"}))
    if page.quoted.get(start) == end:
        return behind[0] if behind else "mention"
    if start == 0 and page.ends_clause(end) and end >= len(page) - 1:
        return None if _is_phrase(page, start, end) else "mention"
    if not _title_cased(page, start, end):
        return None
    if behind is not None and not (end - start == 1 and _plain_word(page, start)):
        return behind[0]
    capitals = sum(t.capital or t.kind == "number" for t in page.tokens[start:end])
    words = sum(t.kind != "mark" for t in page.tokens[start:end])
    distinct = (words >= 3 and capitals >= 2) or (
        words >= 2 and _numbered(page, start, end)
    )
    if (
        not distinct
        or _is_phrase(page, start, end)
        or (page.opens_sentence(start) and capitals < 3)
    ):
        return None
    return "mention"


# --- noting -------------------------------------------------------------------------


def _note(page: Page, named: Named, role: Role, text: str) -> None:
    """Note a title in its role; `text` is the viewer's words for it."""
    ref = named.ref
    page.claim(named.start, named.end)
    if named.others:
        year = f" ({ref.year})" if ref.year else ""
        page.assume(
            f"“{ref.title}” is taken as {ref.title}{year}, the best known of that name."
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
            _note_measure(page, named, text)
        case "unseen":
            page.name(ref.id)


def _note_measure(page: Page, named: Named, text: str) -> None:
    """ "Shorter than X": a limit, by the facts of X."""
    title = page.names.title(named.ref.id)
    start = named.start
    cue = _STRONG.before(page.lows, start)
    words = page.words(cue[1], start) if cue is not None else []
    limit = _measure_limit(title, words, text) if title is not None else None
    if limit is None:
        page.assume(
            f"“{text}” was not checked: the fact of {named.ref.title} is not known."
        )
    else:
        page.limit(start, named.end, limit, _measure_note(limit, text))


def _measure_limit(title: Title, words: list[str], text: str) -> Limit | None:
    total, episodes, year = title.total_minutes, title.episodes, title.year
    down = "shorter" in words or "not" in words or "no" in words
    if "episodes" in words and episodes is not None:
        fewer = "fewer" in words or "less" in words
        return (
            _below("episodes", text, episodes)
            if fewer
            else _over("episodes", text, episodes)
        )
    if (
        "shorter" in words or "longer" in words or "long" in words
    ) and total is not None:
        return _below("total", text, total) if down else _over("total", text, total)
    if ("newer" in words or "recent" in words) and year is not None:
        return _over("year", text, year)
    if "older" in words and year is not None:
        return _below("year", text, year)
    return None


def _below(fact: Literal["total", "episodes", "year"], text: str, value: int) -> Limit:
    return Limit(fact, text, high=value - 1)


def _over(fact: Literal["total", "episodes", "year"], text: str, value: int) -> Limit:
    return Limit(fact, text, low=value + 1)


def _measure_note(limit: Limit, text: str) -> str:
    unit = {"total": "minutes in all", "episodes": "episodes"}.get(limit.fact, "")
    if limit.high is not None:
        edge = f"up to {limit.high:g}" if unit else f"{limit.high:g} or earlier"
    else:
        edge = f"at least {limit.low:g}" if unit else f"{limit.low:g} or later"
    return f"“{text}” is taken as {f'{edge} {unit}'.strip()}."


# --- makers of a title ----------------------------------------------------------------


def _read_makers(page: Page, finder: TitleFinder) -> None:
    """ "By the director of X", "the X writer" -> a limit on those people."""
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        found = _MAKERS.at(page.lows, start)
        if found is not None:
            roles, end = found
            named = _behind_cue(page, finder, end, strict=False)
            if named is not None:
                _note_makers(page, start, [named, *_listed(page, finder, named)], roles)
            continue
        for named in finder.at(start):
            at = named.end + (page.low(named.end) in {"'", "’"})
            roles_here = _MAKER_NOUNS.get(page.low(at + (page.low(at) == "s")))
            if roles_here and _title_cased(page, named.start, named.end):
                stop = at + 1 + (page.low(at) == "s")
                _note_makers(page, start, [named], roles_here, stop)
                break


def _note_makers(
    page: Page,
    start: int,
    names: list[Named],
    roles: tuple[CreditRole, ...],
    stop: int | None = None,
) -> None:
    end = stop or names[-1].end
    begin = _lead_start(page, start)
    against = page.low(begin - 1) in {"not", "nothing", "no", "without"}
    begin -= against
    page.claim(begin, end)
    people = tuple(dict.fromkeys(_people_of(page, names, roles)))
    text = page.raw(begin, end)
    for named in names:
        page.name(named.ref.id)
    listed = ", ".join(named.ref.title for named in names)
    if not people:
        page.assume(f"Who made {listed} is not known, so “{text}” was not checked.")
        return
    role = roles[0] if len(roles) == 1 else None
    limit = Limit(
        "person",
        text,
        any_of=() if against else people,
        none_of=people if against else (),
        role=role,
    )
    page.limit(begin, end, limit, f"“{text}” is taken as {' or '.join(people)}.")


def _lead_start(page: Page, start: int) -> int:
    while (
        start > 0
        and page.low(start - 1) in _MAKER_LEADS
        and page.free(start - 1, start)
    ):
        start -= 1
    return start


def _people_of(
    page: Page, names: Iterable[Named], roles: tuple[CreditRole, ...]
) -> Iterator[str]:
    for named in names:
        title = page.names.title(named.ref.id)
        if title is None:
            continue
        if "director" in roles:
            yield from title.directors
        if "writer" in roles:
            yield from title.writers
        if "cast" in roles:
            yield from _leads(title)


def _leads(title: Title) -> Iterator[str]:
    main = [m.actor for m in title.cast if m.role and m.role.startswith("Main")]
    yield from main or [member.actor for member in title.cast[:2]]


# --- compared with what is liked -------------------------------------------------------

_COMPARED: Final = Phrases.table([
    ("shorter|less long|but short|not as long|not so long|much shorter|a bit shorter",
     ("total", -1)),
    ("longer|much longer|a bit longer", ("total", 1)),
    ("newer|more recent|more modern", ("year", 1)),
    ("older", ("year", -1)),
    ("fewer episodes|less episodes", ("episodes", -1)),
    ("more episodes", ("episodes", 1)),
])  # fmt: skip
_NOT_COMPARED: Final = frozenset("than man woman brother sister guy men women".split())


def _read_comparisons(page: Page) -> None:
    """ "Like X but shorter" -> a want, by the facts of X."""
    liked = [like for _, like in page.notes.likes if like.liked]
    if not liked:
        return
    for start in range(len(page)):
        found = _COMPARED.at(page.lows, start)
        if found is None or not page.free(start, found[1]):
            continue
        (fact, sign), end = found
        title = page.names.title(liked[0].title_id)
        if page.low(end) in _NOT_COMPARED or title is None:
            continue
        values = {
            "total": title.total_minutes, "year": title.year, "episodes": title.episodes,
        }  # fmt: skip
        value = values[fact]
        if value is None:
            continue
        text = page.raw(start, end)
        make = _below if sign < 0 else _over
        limit = make(fact, text, value)  # type: ignore[arg-type]
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
        note = _measure_note(limit, text).removesuffix(".")
        page.assume(f"{note}, if possible, as {title.title} is compared with.")
