"""Several titles' `About` -> the same rows of each, and what they share.

Only facets that may be named of every one of the titles are compared: what is told of
one because its viewer has seen it all says nothing of the others, where it may be there
and withheld. That one title is not called something by anybody is no proof that it is
not so, and is told in those words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ..domain import CreditRole, Statement, Title
from ..gate import shows_facet
from ..guide import About
from ..limits import people
from ..names import person_key
from ..reasons import length_in_words
from ..vocabulary import Vocabulary
from .card import Card, Line, card_of, heading_of, ordered, statement_line

RowKey = Literal[
    "facts", "length", "gist", "mood", "pace", "only", "known", "praised", "blamed",
    "divided", "for", "not_for", "makers", "rests",
]  # fmt: skip
_STORY: Final = ("trope", "theme", "setting")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing about each title, in the order of the titles."""

    key: RowKey
    heading: str
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that all of the titles have."""

    text: str
    lines: tuple[Line, ...] = ()
    """What says so of each title, in their order; none for a plain fact."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Titles side by side."""

    ids: tuple[str, ...]
    boundaries: tuple[str, ...]
    headings: tuple[str, ...]
    facets: tuple[Shared, ...]
    """Tropes, themes and settings that all of them have."""
    people: tuple[Shared, ...]
    """Makers and leads in common."""
    rows: tuple[Row, ...]


def side_by_side(abouts: Sequence[About], vocabulary: Vocabulary) -> Sides:
    """Two or more titles, row by row."""
    cards = [card_of(about, vocabulary) for about in abouts]
    rows = tuple(row for row in _rows(abouts, cards, vocabulary) if any(row.cells))
    return Sides(
        ids=tuple(about.title.id for about in abouts),
        boundaries=tuple(str(about.boundary) for about in abouts),
        headings=tuple(heading_of(about.title) for about in abouts),
        facets=tuple(_common(abouts, vocabulary)),
        people=tuple(_people_in_common([about.title for about in abouts])),
        rows=rows,
    )


def _rows(
    abouts: Sequence[About], cards: Sequence[Card], vocabulary: Vocabulary
) -> Iterator[Row]:
    yield _row("facts", "Facts", abouts, lambda about: _plain(_facts(about.title)))
    yield _row(
        "length", "Length", abouts, lambda about: _plain(length_in_words(about.title))
    )
    yield _of_part("mood", "Mood", cards)
    yield _of_part("pace", "Pace", cards)
    held = [_comparable(about, abouts, vocabulary) for about in abouts]
    shared = set.intersection(*map(_keys, held))
    yield Row(
        "only",
        "Said or listed of it alone" if len(abouts) == 2 else "Not of all of them",
        tuple(
            tuple(
                statement_line(one, vocabulary)
                for one in ordered(own, about.title, vocabulary)
                if one.facet not in shared
            )
            for own, about in zip(held, abouts, strict=True)
        ),
    )
    yield Row(
        "known",
        "Known to you, who have seen it",
        tuple(
            tuple(
                statement_line(one, vocabulary)
                for one in ordered(_story(about), about.title, vocabulary)
                if one.facet not in _keys(own)
            )
            for about, own in zip(abouts, held, strict=True)
        ),
    )
    yield _of_part("praised", "Praised", cards)
    yield _of_part("blamed", "Blamed", cards)
    yield _of_part("divided", "Reviewers differ", cards)
    yield _of_part("for", "For whom", cards)
    yield _of_part("not_for", "For whom it may not be", cards)
    yield _of_part("makers", "Who made it", cards)
    yield _row(
        "rests", "On what this rests", abouts, lambda about: _plain(_read(about))
    )


def _row(
    key: RowKey,
    heading: str,
    abouts: Sequence[About],
    cell: Callable[[About], tuple[Line, ...]],
) -> Row:
    return Row(key, heading, tuple(map(cell, abouts)))


_PartRow = Literal[
    "mood", "pace", "praised", "blamed", "divided", "for", "not_for", "makers"
]


def _of_part(key: _PartRow, heading: str, cards: Sequence[Card]) -> Row:
    parts = [card.part(key) for card in cards]
    return Row(key, heading, tuple(part.lines if part else () for part in parts))


def _plain(words: str | None) -> tuple[Line, ...]:
    return (Line(words),) if words else ()


def _facts(title: Title) -> str:
    services = dict.fromkeys((*title.networks, *title.streaming))
    facts = (str(title.year or ""), title.kind, title.country, ", ".join(services))
    return " · ".join(fact for fact in facts if fact)


def _read(about: About) -> str:
    if not about.reviews:
        return "no review in your library"
    return "one review" if about.reviews == 1 else f"{about.reviews} reviews"


# --- what they share ------------------------------------------------------------------


def _story(about: About) -> list[Statement]:
    return [one for one in about.profile.of(*_STORY) if one.holds]


def _comparable(
    about: About, abouts: Sequence[About], vocabulary: Vocabulary
) -> list[Statement]:
    """Of a title's story what may be named of every title."""
    return [
        one
        for one in _story(about)
        if all(
            shows_facet(vocabulary.facet(one.facet), other.boundary) for other in abouts
        )
    ]


def _keys(statements: Sequence[Statement]) -> set[str]:
    return {one.facet for one in statements}


def _common(abouts: Sequence[About], vocabulary: Vocabulary) -> Iterator[Shared]:
    held = [_comparable(about, abouts, vocabulary) for about in abouts]
    shared = set.intersection(*map(_keys, held))
    first = ordered(held[0], abouts[0].title, vocabulary)
    for key in (one.facet for one in first if one.facet in shared):
        lines = (
            statement_line(one, vocabulary)
            for own in held
            for one in own
            if one.facet == key
        )
        yield Shared(vocabulary.facet(key).name, tuple(lines))


_TRADES: Final[tuple[tuple[CreditRole, str], ...]] = (
    ("director", "directed by {}"),
    ("writer", "written by {}"),
    ("cast", "with {}"),
)


def _people_in_common(titles: Sequence[Title]) -> Iterator[Shared]:
    for role, words in _TRADES:
        known = [{person_key(name): name for name in people(t, role)} for t in titles]
        shared = set.intersection(*map(set, known)) - {""}
        names = [name for key, name in known[0].items() if key in shared]
        if names:
            yield Shared(words.format(", ".join(names)))
