"""The page that the readers of a request work on: its tokens, and what was noted.

Readers run one after another; each claims the tokens that it understood, and later
ones leave those alone. What a viewer hedged becomes a want here, in one place, so no
reader can make a hard limit of it by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final

from ..domain import Like, Limit, Want
from ..names import plain_words
from ..vocabulary import Vocabulary
from .lookup import NameLookup
from .tokens import Token, quoted_spans, tokenise

HEDGED: Final = 0.7
"""Degree of a want that was stated as a condition, but hedged."""
ALLOWED: Final = 0.3
"""Degree of what is merely fine: "a little mystery is fine"."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn at tokens `[start, end)`, its label left out."""

    start: int
    end: int
    by_system: bool


@dataclass(slots=True)
class Notes:
    """What has been understood so far, in the order in which it was read."""

    limits: list[tuple[int, Limit]] = field(default_factory=list)
    wants: list[tuple[int, Want]] = field(default_factory=list)
    avoids: list[tuple[int, Want]] = field(default_factory=list)
    likes: list[tuple[int, Like]] = field(default_factory=list)
    sealed: list[tuple[int, Want]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    clues: list[str] = field(default_factory=list)


_KEY_WORDS: Final = (
    "episode", "episodes", "minutes", "minute", "hours", "korean", "japanese", "chinese",
    "taiwanese", "something", "without", "series", "finished", "completed", "netflix",
    "directed", "written", "starring", "similar", "before", "after", "under", "recommend",
    "romance", "comedy", "thriller", "ending", "maximum", "released", "kdrama", "cdrama",
    "kdramas", "cdramas", "special", "specials", "should", "between", "longer", "shorter",
    "thailand", "actress", "director", "writer",
)  # fmt: skip


_COMPARING: Final = frozenset(
    "less more fewer longer shorter newer older later earlier greater lower higher other "
    "rather".split()
)
"""Behind these, "then" is meant as "than"."""
_SWAPPED: Final = {
    "nad": "and", "adn": "and", "wiht": "with", "wtih": "with", "witht": "with",
    "teh": "the", "hte": "the", "thna": "than", "htan": "than", "taht": "that",
    "frm": "from", "fom": "from", "ont": "not", "nto": "not",
    "witout": "without", "wihtout": "without", "undr": "under", "udner": "under",
    "moer": "more", "aftr": "after",
}  # fmt: skip
"""Short words with two letters swapped or one left out, that are no words themselves."""


def _one_slip(word: str, right: str) -> bool:
    """Whether a word differs by one letter missing, needless, wrong or swapped."""
    if word[0] != right[0] or abs(len(word) - len(right)) > 1:
        return False
    at = 0
    while at < min(len(word), len(right)) and word[at] == right[at]:
        at += 1
    if len(word) == len(right):
        swapped = word[at : at + 2] == right[at : at + 2][::-1]
        return word[at + 1 :] == right[at + 1 :] or (
            swapped and word[at + 2 :] == right[at + 2 :]
        )
    longer, shorter = (word, right) if len(word) > len(right) else (right, word)
    return longer[at + 1 :] == shorter[at:]


_CORRECTING: Final = frozenset("wait scratch actually sorry correction meant".split())
"""Words between two limits of which the second replaces the first."""


class Page:
    """A request being read."""

    def __init__(
        self, text: str, *, vocabulary: Vocabulary, names: NameLookup, today: date
    ) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.names = names
        self.today = today
        self.tokens: list[Token] = tokenise(text)
        self.lows: list[str] = [token.low for token in self.tokens]
        self._mend_spelling()
        size = len(self.tokens)
        self.claimed = bytearray(size)
        self.dropped = bytearray(size)
        self.hedge: list[float] = [1.0] * size
        """How firmly each token is said: 1 plainly, below that hedged, 0 taken back."""
        self.ruled_out = bytearray(size)
        """Tokens in a frame that rules them out: "leave ... out"."""
        self.required = bytearray(size)
        """Tokens without which nothing is wanted: "if it isn't on Viki, don't bother"."""
        self.system = bytearray(size)
        """Tokens that the system said, in a chat: they carry no wish of the viewer's."""
        self.viewing = bytearray(size)
        """Tokens of sentences that tell how and when the viewer saw it."""
        self.turns_taken: tuple[Turn, ...] = ()
        """The turns of a chat; empty where the request is none."""
        self.suggested: list[tuple[int, str, str]] = []
        """Where the system named a title, its id and its name."""
        self.recalls = False
        """Whether the viewer looks for a title whose name is forgotten."""
        self.notes = Notes()

    def _mend_spelling(self) -> None:
        """Read "epsiodes" as "episodes": the words that limits hang on, one slip away."""
        plain = plain_words()
        for index, token in enumerate(self.tokens):
            low = token.low
            if low == "then" and index and self.lows[index - 1] in _COMPARING:
                self.lows[index] = "than"
                continue
            if token.text == "im":
                self.lows[index] = "i'm"  # and no Im, as in Im Siwan
                continue
            if low in _SWAPPED:
                self.lows[index] = _SWAPPED[low]
                continue
            if (
                len(low) < 5
                or token.kind != "word"
                or low in plain
                or not low.isascii()
            ):
                continue
            word = next((w for w in _KEY_WORDS if _one_slip(low, w)), None)
            if word is not None and low not in _KEY_WORDS:
                self.lows[index] = word

    def __len__(self) -> int:
        return len(self.tokens)

    # --- looking ----------------------------------------------------------------

    def low(self, index: int) -> str:
        """The folded token at `index`; "" outside."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def words(self, start: int, end: int) -> list[str]:
        return self.lows[max(0, start) : end]

    def raw(self, start: int, end: int) -> str:
        """The viewer's own words from token `start` up to `end`."""
        if start >= end:
            return ""
        words = self.text[self.tokens[start].start : self.tokens[end - 1].end]
        return " ".join(words.split())

    def free(self, start: int, end: int) -> bool:
        return not any(self.claimed[start:end])

    def same_clause(self, first: int, second: int) -> bool:
        return self.tokens[first].clause == self.tokens[second].clause

    def clause_start(self, index: int) -> int:
        """The first token of the clause that holds `index`."""
        return self._clauses[self.tokens[index].clause][0]

    def clause_end(self, index: int) -> int:
        """One past the last token of the clause that holds `index`."""
        return self._clauses[self.tokens[index].clause][1]

    @cached_property
    def shouted(self) -> bool:
        """Whether nearly every word has a capital, so that capitals say nothing."""
        words = [t for t in self.tokens if t.kind == "word" and t.text[0].isascii()]
        capitals = sum(token.text[0].isupper() for token in words)
        return len(words) >= 8 and capitals > 0.85 * len(words)

    @cached_property
    def turns(self) -> list[int]:
        """Where the viewer turns: each "but", "however" and "as long as"."""
        return [i for i, low in enumerate(self.lows) if self._turns(i, low)]

    def _turns(self, index: int, low: str) -> bool:
        if low == "long":
            return self.lows[index - 1] in {"as", "so"} and self.low(index + 1) == "as"
        return low in {"but", "however", "provided", "providing"}

    @cached_property
    def _clauses(self) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for index, token in enumerate(self.tokens):
            found[token.clause] = found.get(token.clause, (index, 0))[0], index + 1
        return found

    def opens_sentence(self, index: int) -> bool:
        """Whether `index` is the first token of its sentence."""
        tokens = self.tokens
        return index == 0 or tokens[index - 1].sentence != tokens[index].sentence

    def ends_clause(self, index: int) -> bool:
        """Whether `index` is past the end or a mark that parts clauses."""
        return index >= len(self) or self.tokens[index].kind == "mark"

    @cached_property
    def quoted(self) -> dict[int, int]:
        """Where quotation marks enclose whole tokens: first token -> one past last."""
        starts = {token.start: i for i, token in enumerate(self.tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(self.tokens)}
        spans = (self._trimmed(*span) for span in quoted_spans(self.text))
        return {starts[a]: ends[b] for a, b in spans if a in starts and b in ends}

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        inner = self.text[start:end]
        left = len(inner) - len(inner.lstrip())
        inner = inner.strip().rstrip(",")
        return start + left, start + left + len(inner)

    # --- noting -----------------------------------------------------------------

    def claim(self, start: int, end: int, *, drop: bool = True) -> None:
        """Take the tokens; `drop` keeps them out of what is searched for."""
        size = end - start
        self.claimed[start:end] = b"\1" * size
        if drop:
            self.dropped[start:end] = b"\1" * size

    def firmness(self, start: int, end: int) -> float:
        """How firmly the span is said, by its least firm token."""
        return min(self.hedge[start:end], default=1.0)

    def limit(self, start: int, end: int, limit: Limit, note: str = "") -> None:
        """Note a condition: a limit where plainly said, a want where hedged."""
        self.claim(start, end)
        firmness = self.firmness(start, end)
        if firmness == 0.0:
            return
        if firmness < 1.0:
            self.want(start, end, Want("", limit.text, 1.0, limit), drop=True)
        elif not self._merged(start, limit) and all(
            _bare(limit) != _bare(known) for _, known in self.notes.limits
        ):
            self.notes.limits.append((start, limit))
        if note:
            self.assume(note)

    def _merged(self, start: int, limit: Limit) -> bool:
        """Take two ends of one span for that span, and a contradiction for a choice."""
        for index, (at, known) in enumerate(self.notes.limits):
            if at < start and self._corrected(at, start):
                continue  # "Japanese, no wait, Korean" is no choice
            merged = _both(known, limit) or _either(known, limit)
            if merged is not None:
                self.notes.limits[index] = at, merged
                return True
        return False

    def _corrected(self, start: int, end: int) -> bool:
        """Whether words between two limits put the second in the place of the first."""
        between = self.lows[start:end]
        asked_again = any(pair == ("?", "no") for pair in pairwise(between))
        return asked_again or not _CORRECTING.isdisjoint(between)

    def want(self, start: int, end: int, want: Want, *, drop: bool = False) -> None:
        """Note a soft wish, its degree lowered where it is hedged."""
        self._soft(self.notes.wants, start, end, want, drop=drop)

    def avoid(self, start: int, end: int, want: Want) -> None:
        """Note something rather not wished for."""
        self._soft(self.notes.avoids, start, end, want, drop=True)

    def seal(self, start: int, end: int, want: Want) -> None:
        """Note a wish that must never be answered title by title."""
        self._soft(self.notes.sealed, start, end, want, drop=True)

    def _soft(
        self,
        noted: list[tuple[int, Want]],
        start: int,
        end: int,
        want: Want,
        *,
        drop: bool,
    ) -> None:
        self.claim(start, end, drop=drop)
        firmness = self.firmness(start, end)
        if firmness == 0.0 or any(_same(want, known) for _, known in noted):
            return
        degree = round(want.degree * firmness, 3)
        noted.append((start, replace(want, degree=degree)))

    def like(self, start: int, end: int, like: Like) -> None:
        """Note a title that is liked or not; it is no longer merely named."""
        self.claim(start, end)
        if like.title_id in self.notes.named:
            self.notes.named.remove(like.title_id)
        if all(like.title_id != known.title_id for _, known in self.notes.likes):
            self.notes.likes.append((start, like))

    def except_from(self, title_id: str, what: str) -> None:
        """Note what is excepted from a title that is liked."""
        likes = self.notes.likes
        for index, (at, like) in enumerate(likes):
            if like.title_id == title_id and what not in like.apart_from:
                apart_from = (*like.apart_from, what)
                likes[index] = at, replace(like, apart_from=apart_from)

    def name(self, title_id: str) -> None:
        """Note a title that is named, but neither as liked nor as disliked."""
        liked = any(like.title_id == title_id for _, like in self.notes.likes)
        if not liked and title_id not in self.notes.named:
            self.notes.named.append(title_id)

    def assume(self, sentence: str) -> None:
        if sentence not in self.notes.assumed:
            self.notes.assumed.append(sentence)


def _both(one: Limit, other: Limit) -> Limit | None:
    """ "At least 8 ... at most 12": one span, where two bounds leave one."""
    spans = one.fact in _SPANS and one.fact == other.fact
    if not spans or _closed(one) or _closed(other):
        return None
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    return replace(one, text=f"{one.text} … {other.text}", low=low, high=high)


_SPANS: Final = frozenset({"episodes", "minutes", "total", "year"})


def _closed(limit: Limit) -> bool:
    """Whether both ends of a span are said."""
    return limit.low is not None and limit.high is not None


def _either(one: Limit, other: Limit) -> Limit | None:
    """The limit that either of two keeps, where they contradict each other."""
    if one.fact != other.fact or one.none_of or other.none_of:
        return None
    text = f"{one.text} … {other.text}"
    if one.fact in ("country", "language"):
        names = tuple(dict.fromkeys((*one.any_of, *other.any_of)))
        return replace(one, text=text, any_of=names) if names != one.any_of else None
    bounds = (one.low, one.high, other.low, other.high)
    if one.fact != "year" or None in bounds:
        return None
    assert one.low is not None
    assert one.high is not None
    assert other.low is not None
    assert other.high is not None
    if one.low <= other.high and other.low <= one.high:
        return None
    low, high = min(one.low, other.low), max(one.high, other.high)
    return replace(one, text=text, low=low, high=high)


def _bare(limit: Limit) -> Limit:
    return replace(limit, text="")


def _same(one: Want, other: Want) -> bool:
    if one.facet or other.facet:
        return one.facet == other.facet and one.limit == other.limit
    return one.text.casefold() == other.text.casefold()
