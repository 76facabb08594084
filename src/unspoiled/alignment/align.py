"""Sentences, a storyline -> from which episode on what each tells is known.

A sentence is held to all summaries at once. The episodes that come near it are all taken
as possible, and the last of them counts, since too late is dull and too early spoils;
whatever part of the sentence a later episode tells better moves it on to that one, and a
part that nothing tells so far proves nothing at all. What `moods` and `persons` doubt is
never proved. The figures in `AlignConfig` were chosen with `scripts/measure_alignment.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ..features import Matrix
from .mentions import read_place
from .moods import denies, unreal
from .parts import parts, tells_story
from .persons import later_names, same_roles, strangers
from .storyline import Storyline
from .words import events


@dataclass(frozen=True, slots=True)
class AlignConfig:
    """How near a sentence must come to a summary; cosines unless said otherwise."""

    near: float = 0.3
    """From here on a summary tells what a sentence tells."""
    near_placed: float = 0.25
    """The same where the author says in which episode it lies."""
    spread: float = 0.13
    """Episodes less than this behind the nearest are possible as well."""
    part_later: float = 0.3
    """From here on a later episode tells a part of the sentence."""
    part_ahead: float = 0.05
    """A later episode takes a part over though it is this much behind."""
    part_told: float = 0.25
    """Less than this, and a part is told by no episode so far."""
    part_same: float = 0.05
    """Pieces of the nearest summary less than this behind may tell a part as well."""
    words: float = 0.75
    """Share of a sentence's content words from which a summary speaks of the same."""
    telling: float = 0.62
    """From here on what looks like an opinion is taken to tell what a summary tells."""


DEFAULT: Final = AlignConfig()


@dataclass(frozen=True, slots=True)
class Aligned:
    """What the summaries say of one sentence.

    `episode`: what it tells is known once this one has been seen; None if that is not
    proved. `told`: a summary, of this episode at the latest, tells so much of it that
    it is no mere opinion; None if none does.
    """

    episode: int | None = None
    told: int | None = None


UNTOLD: Final = Aligned()


def align(
    displays: Sequence[str],
    vectors: Matrix,
    storyline: Storyline,
    *,
    through: Sequence[int | None] = (),
    config: AlignConfig = DEFAULT,
) -> tuple[Aligned, ...]:
    """Align one review's sentences; `vectors` has their shape (n, dim), in order.

    `through`: for each sentence the last episode that its author speaks of, by a
    heading or by what they had seen, None where that is not said.
    """
    if not displays:
        return ()
    limits = through or [None] * len(displays)
    nearest = storyline.windows.by_episode(vectors)
    claims = [
        _Claim.read(display, row, storyline, limit, config)
        for display, row, limit in zip(displays, nearest, limits, strict=True)
    ]
    pieces = list(dict.fromkeys(p for one in claims if one.open for p in one.parts))
    similar = (
        storyline.embed(pieces) @ storyline.pieces.vectors.T if pieces else nearest[:0]
    )
    by_part = dict(zip(pieces, similar, strict=True))
    return tuple(
        Aligned(one.settle(by_part, storyline, config) if one.open else None, one.told)
        for one in claims
    )


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence before its parts are looked at."""

    open: bool
    """Whether nothing so far forbids that it is proved."""
    told: int | None
    latest: int = 0
    """The last episode that is possible."""
    parts: tuple[str, ...] = ()
    """What it tells; a sentence without telling parts tells as a whole."""

    @classmethod
    def read(
        cls,
        display: str,
        row: Matrix,
        storyline: Storyline,
        limit: int | None,
        config: AlignConfig,
    ) -> _Claim:
        """`row` has the cosine to each episode."""
        wordy = _by_words(display, storyline, config)
        told = _told(row, wordy, config)
        if row.max() < config.near_placed and not wordy:
            return cls(False, told)
        place = read_place(display, storyline.seasons)
        if place.beyond or unreal(display) or strangers(display, storyline.named):
            return cls(False, told)
        possible = np.flatnonzero(row >= row.max() - config.spread) + 1
        latest = max(int(possible.max()), place.floor, *wordy, 0)
        latest = max(latest, later_names(display, storyline.named))
        sure = row.max() >= config.near or _every_word(display, storyline)
        by_author = place.located or limit
        if not sure and not by_author:
            return cls(False, told)
        if by_author and (place.located or not sure):
            latest = max(latest, by_author)
        telling = tuple(part for part in parts(display) if tells_story(part))
        return cls(True, told, latest, telling or (display,))

    def settle(
        self, by_part: dict[str, Matrix], storyline: Storyline, config: AlignConfig
    ) -> int | None:
        """The episode, once each part has been looked at; None if one is not told."""
        latest = self.latest
        for part in self.parts:
            latest = _moved_on(latest, by_part[part], storyline, config)
        told_so_far = storyline.pieces.until(latest)
        for part in self.parts:
            row = by_part[part][:told_so_far]
            if row.max() < config.part_told:
                return None
            if not _agrees(part, list(_about(row, storyline, config)), storyline):
                return None
        return latest


def _moved_on(
    latest: int, row: Matrix, storyline: Storyline, config: AlignConfig
) -> int:
    """The episode that tells a part of a sentence, where that is a later one."""
    so_far = storyline.pieces.until(latest)
    later = row[so_far:]
    if not later.size or later.max() < config.part_later:
        return latest
    if later.max() < row[:so_far].max() - config.part_ahead:
        return latest
    return storyline.pieces.episode_of(so_far + int(later.argmax()))


def _about(row: Matrix, storyline: Storyline, config: AlignConfig) -> Iterator[str]:
    """The simplest pieces of one summary that a part of a sentence is nearest to."""
    pieces = storyline.pieces
    episode = pieces.episode_of(int(row.argmax()))
    start, stop = pieces.until(episode - 1), pieces.until(episode)
    simple = [n for n in range(start, stop) if len(parts(pieces.texts[n])) < 2]
    nearest = max((row[n] for n in simple), default=0.0)
    for at in simple:
        if row[at] >= nearest - config.part_same:
            yield pieces.texts[at]


def _agrees(part: str, told: Sequence[str], storyline: Storyline) -> bool:
    """Whether what a summary says is the same event, of the same people."""
    alike = [t for t in told if denies(part) == denies(t) and events(part) <= events(t)]
    return bool(alike) and all(same_roles(part, t, storyline.named) for t in told)


def _by_words(display: str, storyline: Storyline, config: AlignConfig) -> list[int]:
    """The episodes whose summaries have nearly all of a sentence's content words."""
    shares = storyline.wordings.shares(display)
    near = (window for window, share in shares.items() if share >= config.words)
    return sorted({storyline.windows.episode_of(window) for window in near})


def _every_word(display: str, storyline: Storyline) -> bool:
    return bool(storyline.wordings.telling(display))


def _told(row: Matrix, wordy: Sequence[int], config: AlignConfig) -> int | None:
    if wordy:
        return wordy[-1]
    possible = np.flatnonzero(row >= row.max() - config.spread)
    if row.max() >= config.telling and possible[0] > 0:  # the first one is the set-up
        return int(possible[-1]) + 1
    return None
