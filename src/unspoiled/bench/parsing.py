"""Parsed requests against labelled phrasings, slot by slot.

A phrasing is `{"id", "text", "slots": [...]}` with slots of these kinds:

    limit    fact, low, high, any_of, none_of, role
    want     facet and degree ("full" or "mild"), or a hedged `limit`
    avoid    facet and degree
    like     title, except (what is taken out of it)
    dislike, seen      title
    sealed   facet, wanted
    clue     text

Everything is compared as what it means: people by `person_key`, names of services and
countries by the vocabulary, titles by the id that the caller's `resolve` gives them,
facets by their exact key. A slot that is said wrongly is both missed and made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from ..domain import Limit, Request, Want
from ..limits import limit_keys
from ..names import person_key
from ..vocabulary import Vocabulary, fold

SlotKind = Literal[
    "limit", "want", "avoid", "like", "dislike", "seen", "sealed", "clue"
]
Resolve = Callable[[str], str | None]
"""A title as the labels write it -> its id in the library, None where there is none."""

MILD: Final = 0.65
"""Degrees up to this are mild: "a little", "not too"."""
SAME_WORDS: Final = 0.8
"""Share of the words of two clues that are the same, from which they are one clue."""
_BY_TITLE: Final = frozenset({"person", "total", "episodes", "year"})
"""Facts that a title can stand for ("by the director of X"), which is then no slot."""
_LEADING: Final = frozenset({"the", "a", "an", "its"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit by its meaning; `names` and `not_names` are folded."""

    fact: str
    low: float | None = None
    high: float | None = None
    names: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    role: str | None = None

    def agrees(self, other: Condition) -> bool:
        """Whether two mean the same; a role that one leaves open may be any."""
        roles = {role for role in (self.role, other.role) if role is not None}
        return len(roles) < 2 and self._bare() == other._bare()

    def _bare(self) -> tuple[object, ...]:
        return self.fact, self.low, self.high, self.names, self.not_names


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a request says; what is not of its kind is empty."""

    kind: SlotKind
    key: str = ""
    """A facet's key or a title's id."""
    mild: bool = False
    wanted: bool = True
    condition: Condition | None = None
    excepted: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def agrees(self, other: Slot) -> bool:
        """Whether both say the same."""
        if self.kind != other.kind:
            return False
        if self.kind == "clue":
            return _shared(self.words, other.words) >= SAME_WORDS
        if (self.condition is None) != (other.condition is None):
            return False
        if self.condition is not None and other.condition is not None:
            return self.condition.agrees(other.condition)
        return self._bare() == other._bare()

    def _bare(self) -> tuple[object, ...]:
        return self.key, self.mild, self.wanted, self.excepted


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A request in words with all that is to be understood of it."""

    id: str
    text: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One phrasing read: slots found, missed and made up."""

    id: str
    found: tuple[Slot, ...]
    missed: tuple[Slot, ...]
    made_up: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Micro counts over phrasings: `found` of those labelled, and those made up."""

    found: int = 0
    missed: int = 0
    made_up: int = 0

    @property
    def precision(self) -> float:
        return _ratio(self.found, self.found + self.made_up)

    @property
    def recall(self) -> float:
        return _ratio(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        """2 P R / (P + R), which is 2 found / (labelled + read)."""
        return _ratio(2 * self.found, 2 * self.found + self.missed + self.made_up)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by kind of slot, and over all."""

    overall: Score
    by_kind: Mapping[SlotKind, Score] = field(default_factory=dict)
    whole: int = 0
    """Phrasings that were read without a fault."""
    phrasings: int = 0


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


# --- what is labelled -------------------------------------------------------------


def phrasing(
    record: Mapping[str, Any], *, vocabulary: Vocabulary, resolve: Resolve
) -> Phrasing:
    """A labelled record as a phrasing; ValueError where it makes no sense."""
    slots = tuple(_labelled(row, vocabulary, resolve) for row in record["slots"])
    return Phrasing(str(record["id"]), str(record["text"]), slots)


def _labelled(row: Mapping[str, Any], vocabulary: Vocabulary, resolve: Resolve) -> Slot:
    kind = cast("SlotKind", row["slot"])
    match kind:
        case "limit":
            return Slot(kind, condition=_stated(row, vocabulary))
        case "want" | "avoid" if "limit" in row:
            return Slot(kind, condition=_stated(row["limit"], vocabulary))
        case "want" | "avoid":
            key = _facet(row["facet"], vocabulary)
            return Slot(kind, key, mild=row.get("degree", "full") == "mild")
        case "sealed":
            wanted = bool(row.get("wanted", True))
            return Slot(kind, _facet(row["facet"], vocabulary), wanted=wanted)
        case "like" | "dislike" | "seen":
            title_id = resolve(row["title"])
            if title_id is None:
                raise ValueError(f"no title {row['title']!r} in the library")
            return Slot(kind, title_id, excepted=_parts(row.get("except", ())))
        case "clue":
            return Slot(kind, words=_words(row["text"]))
        case _:
            raise ValueError(f"unknown slot {kind!r}")


def _facet(key: str, vocabulary: Vocabulary) -> str:
    if not vocabulary.holds(key):
        raise ValueError(f"no facet {key!r}")
    return key


def _stated(row: Mapping[str, Any], vocabulary: Vocabulary) -> Condition:
    return condition(
        Limit(
            row["fact"],
            "",
            row.get("low"),
            row.get("high"),
            tuple(row.get("any_of", ())),
            tuple(row.get("none_of", ())),
            row.get("role"),
        ),
        vocabulary,
    )


# --- what was read ----------------------------------------------------------------


def slots_of(request: Request, vocabulary: Vocabulary) -> tuple[Slot, ...]:
    """Everything that a request was understood to say, as slots."""
    likes = (
        Slot(
            "like" if like.liked else "dislike",
            like.title_id,
            excepted=_parts(like.apart_from),
        )
        for like in request.likes
    )
    return (
        *(
            Slot("limit", condition=condition(one, vocabulary))
            for one in request.limits
        ),
        *(_soft("want", want, vocabulary) for want in request.wants),
        *(_soft("avoid", want, vocabulary) for want in request.avoids),
        *likes,
        *(Slot("seen", title_id) for title_id in request.named),
        *(_sealed(want) for want in request.sealed),
        *(Slot("clue", words=_words(clue)) for clue in request.clues),
    )


def _soft(kind: SlotKind, want: Want, vocabulary: Vocabulary) -> Slot:
    if want.limit is not None:
        return Slot(kind, condition=condition(want.limit, vocabulary))
    return Slot(kind, want.facet, mild=want.degree <= MILD)


def _sealed(want: Want) -> Slot:
    wanted = want.limit is None or bool(want.limit.any_of)
    return Slot("sealed", want.facet, wanted=wanted)


def condition(limit: Limit, vocabulary: Vocabulary) -> Condition:
    """A limit by its meaning."""
    return Condition(
        limit.fact,
        limit.low,
        limit.high,
        _names(limit, limit.any_of, vocabulary)
        if limit.fact != "finished"
        else frozenset(),
        _names(limit, limit.none_of, vocabulary),
        limit.role,
    )


def _names(
    limit: Limit, names: Iterable[str], vocabulary: Vocabulary
) -> frozenset[str]:
    if limit.fact == "facet":
        found = (
            vocabulary.of_tag(name) for name in names if not vocabulary.holds(name)
        )
        return frozenset(name for name in names if vocabulary.holds(name)) | {
            facet.key for facet in found if facet is not None
        }
    if limit.fact == "person":
        return frozenset(map(person_key, names))
    return limit_keys(limit.fact, names)


def _words(text: str) -> tuple[str, ...]:
    kept = "".join(
        char if char.isalnum() or char == "'" else " " for char in fold(text)
    )
    return tuple(kept.split())


def _parts(texts: Iterable[str]) -> frozenset[str]:
    """What is excepted, without its article."""
    words = (_words(text) for text in texts)
    return frozenset(
        " ".join(w[1:] if w[:1] and w[0] in _LEADING else w) for w in words
    )


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of their words that two texts have in common (Jaccard, with counts)."""
    left, right = Counter(one), Counter(other)
    union = sum((left | right).values())
    return sum((left & right).values()) / union if union else 1.0


# --- scores -----------------------------------------------------------------------


def compare(labelled: Phrasing, read: Iterable[Slot]) -> Outcome:
    """Match what was read with what is labelled, each slot once."""
    left = list(read)
    found, missed = [], []
    for slot in labelled.slots:
        match = next((one for one in left if slot.agrees(one)), None)
        if match is None:
            missed.append(slot)
        else:
            left.remove(match)
            found.append(slot)
    if any(
        slot.condition and slot.condition.fact in _BY_TITLE for slot in labelled.slots
    ):
        left = [slot for slot in left if slot.kind != "seen"]
    return Outcome(labelled.id, tuple(found), tuple(missed), tuple(left))


def score(outcomes: Iterable[Outcome]) -> Scores:
    """Micro precision, recall and F1, by kind of slot and over all."""
    outcomes = list(outcomes)
    counts = {
        name: Counter(slot.kind for one in outcomes for slot in getattr(one, name))
        for name in ("found", "missed", "made_up")
    }
    kinds = sorted(set().union(*counts.values()))
    by_kind = {
        kind: Score(*(counts[name][kind] for name in ("found", "missed", "made_up")))
        for kind in kinds
    }
    return Scores(
        Score(*(sum(counts[name].values()) for name in ("found", "missed", "made_up"))),
        by_kind,
        sum(not one.missed and not one.made_up for one in outcomes),
        len(outcomes),
    )


def limits_kept(
    predicates: Iterable[Mapping[str, Any]], request: Request, vocabulary: Vocabulary
) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    """Predicates that no limit states, and limits that no predicate asks for.

    A predicate's `any_of` lists every spelling that would do, so a limit that names
    fewer of them states it; a wish that is sealed counts as the limit that it is.
    """
    asked = [_stated(row, vocabulary) for row in predicates]
    sealed = [w.limit for w in request.sealed if w.limit is not None]
    read = [condition(limit, vocabulary) for limit in request.limits]
    hidden = [condition(limit, vocabulary) for limit in sealed]
    missed = [
        one for one in asked if not any(_states(r, one) for r in (*read, *hidden))
    ]
    made_up = [r for r in read if not any(_states(r, one) for one in asked)]
    return tuple(missed), tuple(made_up)


def _states(read: Condition, asked: Condition) -> bool:
    roles = {role for role in (read.role, asked.role) if role is not None}
    return (
        len(roles) < 2
        and read.fact == asked.fact
        and (read.low, read.high) == (asked.low, asked.high)
        and read.names <= asked.names
        and read.not_names <= asked.not_names
        and bool(read.names) == bool(asked.names)
        and bool(read.not_names) == bool(asked.not_names)
    )
