"""Titles and their reviews -> the texts that simple rankers look in.

The same titles and the same texts as the product has, cut in a way of its own, so that
a baseline stays what it was while the product changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..domain import Title

WORDS: Final = 60
"""Of a passage, up to the end of its last sentence."""
PROSE: Final = ("introduction", "overview", "tagline", "description")
"""Keys beside `synopsis` under which a record has prose."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Collection:
    """Titles, most popular first, then by id; `owner` has each passage's title number.

    A title's document is all its text as one, reviews left out: joined to one document
    they drown what a title is about. Its passages are its facts in words, pieces of its
    prose and pieces of its reviews.
    """

    titles: tuple[Title, ...]
    documents: tuple[str, ...]
    passages: tuple[str, ...]
    owner: NDArray[np.intp]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(title.id for title in self.titles)


def collect(
    titles: Iterable[Title], reviews: Mapping[str, Sequence[str]] | None = None
) -> Collection:
    """A collection of these titles with the texts of their reviews, by title id."""
    told = reviews or {}
    ordered = sorted(titles, key=lambda one: (-(one.popularity or 0.0), one.id))
    passages: list[str] = []
    owner: list[int] = []
    for number, title in enumerate(ordered):
        own = [*_own_passages(title)]
        own += [part for text in told.get(title.id, ()) for part in pieces(text)]
        passages += own
        owner += [number] * len(own)
    return Collection(
        titles=tuple(ordered),
        documents=tuple(map(document, ordered)),
        passages=tuple(passages),
        owner=np.array(owner, dtype=np.intp),
    )


def document(title: Title) -> str:
    """All that a title's record says of it, as one text."""
    return " ".join([card(title), *prose(title)])


def card(title: Title) -> str:
    """A title's names and facts, as one text."""
    facts = (
        ", ".join(title.names),
        str(title.year or ""),
        " ".join(filter(None, (title.country, title.kind))),
        ", ".join((*title.genres, *title.tags)),
        ", ".join((*title.directors, *title.writers)),
        ", ".join(member.actor for member in title.cast),
    )
    return ". ".join(filter(None, facts))


def prose(title: Title) -> list[str]:
    """A title's synopsis, introduction and the like, each once."""
    given = (title.synopsis, *(title.extra.get(key) for key in PROSE))
    return list(dict.fromkeys(p for p in given if isinstance(p, str) and p.strip()))


def _own_passages(title: Title) -> Iterator[str]:
    yield card(title)
    for text in prose(title):
        yield from pieces(text)


def pieces(text: str, words: int = WORDS) -> Iterator[str]:
    """The text in pieces of whole sentences, of at least so many words but the last."""
    held: list[str] = []
    length = 0
    for sentence in _SENTENCE_END.split(text.strip()):
        held.append(sentence)
        length += len(sentence.split())
        if length >= words:
            yield " ".join(held)
            held, length = [], 0
    if length:
        yield " ".join(held)
