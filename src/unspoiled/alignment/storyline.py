"""A title's episode summaries -> Storyline: what is told when, by words and by meaning.

There is one only where every episode has its summary: with a gap, "first told in episode
7" cannot be told from "told in episode 5", and where the first season is missing, no
episode has the number that it seems to have. Specials (season 0) are no episodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

from ..boundaries import airing_order
from ..domain import Episode, Review, Title
from ..features import ENGLISH, Matrix
from ..sentences import split_sentences
from .mentions import Seasons
from .parts import parts
from .persons import capitals
from .words import Wordings

Embed = Callable[[Sequence[str]], Matrix]
"""Texts to vectors of length one, shape (n, dim)."""

LONGEST_SUMMARY: Final = 6_000
"""Characters of one episode's summary that are read."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Texts in the order of their episodes, with their vectors, shape (texts, dim)."""

    texts: tuple[str, ...]
    vectors: Matrix
    starts: NDArray[np.intp]
    """Each episode's first text, counted from 0."""

    def by_episode(self, vectors: Matrix) -> Matrix:
        """How near each text comes to each episode: cosines, shape (n, episodes)."""
        similar = vectors @ self.vectors.T
        nearest: Matrix = np.maximum.reduceat(similar, self.starts, axis=1)
        return nearest

    def episode_of(self, text: int) -> int:
        """The episode, counted from 1, of the text with this number."""
        return int(np.searchsorted(self.starts, text, side="right"))

    def until(self, episode: int) -> int:
        """How many texts the episodes up to this one have."""
        if episode >= len(self.starts):
            return len(self.texts)
        return int(self.starts[episode])


@dataclass(frozen=True, slots=True, eq=False)
class Storyline:
    """What each episode tells, in three grains."""

    seasons: Seasons
    windows: Layer
    """Each sentence of the summaries, and each two in a row."""
    pieces: Layer
    """The same, and the parts of sentences."""
    wordings: Wordings
    """Of the windows, by their numbers."""
    named: Mapping[str, int]
    """A name's key to the first episode whose summary has it, 0 for the title's facts."""
    embed: Embed
    """What made the vectors; parts of sentences are compared with it."""


def told_episodes(title: Title | None) -> list[Episode]:
    """The episodes in airing order if every one has its summary, else nothing."""
    listed = [] if title is None else [e for e in title.episode_list if e.season > 0]
    listed.sort(key=lambda e: (e.season, e.number))
    whole = title is not None and len(listed) >= (title.episodes or 0)
    told = all(e.summary and e.summary.strip() for e in listed)
    in_order = title is not None and len(airing_order(title)) == len(listed)
    return listed if listed and whole and told and in_order else []


def tell_storyline(title: Title, embed: Embed) -> Storyline | None:
    """The storyline of a title; None where a summary is missing."""
    listed = told_episodes(title)
    windows = [prose_windows(e.summary or "") for e in listed]
    if not windows or not all(windows):
        return None
    pieces = [_pieces(told) for told in windows]
    texts = list(dict.fromkeys(text for told in pieces for text in told))
    vectors = dict(zip(texts, embed(texts), strict=True))
    return Storyline(
        seasons=_seasons(listed),
        windows=_layer(windows, vectors),
        pieces=_layer(pieces, vectors),
        wordings=Wordings.of(text for told in windows for text in told),
        named=_named(title, windows),
        embed=embed,
    )


def _layer(by_episode: Sequence[Sequence[str]], vectors: Mapping[str, Matrix]) -> Layer:
    texts = tuple(text for told in by_episode for text in told)
    sizes = [len(told) for told in by_episode]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    return Layer(texts, np.stack([vectors[text] for text in texts]), starts)


def _pieces(windows: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*windows, *(p for w in windows for p in parts(w))]))


@lru_cache(maxsize=512)
def prose_windows(prose: str) -> tuple[str, ...]:
    """The sentences of a text, and each two in a row; the last texts are remembered."""
    review = Review(id="", text=prose[:LONGEST_SUMMARY])
    displays = [sentence.display for sentence in split_sentences(review)]
    return (*displays, *(f"{one} {other}" for one, other in pairwise(displays)))


def _seasons(listed: Sequence[Episode]) -> Seasons:
    lengths = [0] * listed[-1].season
    for episode in listed:
        lengths[episode.season - 1] += 1
    return Seasons(tuple(lengths))


# --- names ---------------------------------------------------------------------------

_TOKEN: Final = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’-]*")


def _named(title: Title, by_episode: Sequence[Sequence[str]]) -> dict[str, int]:
    named = dict.fromkeys(_keys(_facts(title)), 0)
    common = _common([text for told in by_episode for text in told])
    for number, told in enumerate(by_episode, start=1):
        for text in told:
            for key, _, first in capitals(text):
                if not (first and key in common) and key not in ENGLISH:
                    named.setdefault(key, number)
    return named


def _facts(title: Title) -> Iterator[str]:
    yield from title.names
    yield title.synopsis or ""
    for member in title.cast:
        yield member.actor
        yield member.character or ""


def _keys(texts: Iterable[str]) -> Iterator[str]:
    return (key for text in texts for key, _, _ in capitals(text) if key not in ENGLISH)


def _common(texts: Iterable[str]) -> frozenset[str]:
    """Words that also stand without a capital: "Police" may begin a sentence."""
    return frozenset(
        word for text in texts for word in _TOKEN.findall(text) if word.islower()
    )
