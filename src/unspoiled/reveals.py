"""Sentence -> what it gives away, and from which episode on it is safe.

The verdict is that of the linear model in `head`. Author's marks are noted beside it,
never overruled by it. Text that is not English is beyond this judge: it is taken to
give everything away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from .domain import (
    REVEALS,
    Episode,
    Judged,
    Mark,
    RevealName,
    Review,
    SafeFrom,
    Sentence,
    Title,
)
from .features import (
    Matrix,
    claims,
    english_share,
    story_words,
    told_share,
    wholly_told,
)
from .gate import HARMLESS
from .head import RevealHead
from .marks import HIDING, WARNING, covered, find_marks, find_unseen, rides_along
from .sentences import split_sentences
from .text import Plain, plain_text

LEAST_ENGLISH = 0.15
"""Share of function words below which a review is taken to be in another language."""
LEAST_LATIN = 0.6
_LONGEST_PROSE = 20_000
TOLD_BY_EPISODE = 0.75
"""Share of a sentence's content from which an episode's summary speaks of the same."""


def judge(
    review: Review,
    sentences: Sequence[Sentence],
    marks: Sequence[Mark],
    title: Title | None,
    vectors: Matrix,
    head: RevealHead,
) -> tuple[Judged, ...]:
    """Judge a review's sentences; `vectors` has their shape (n, dim), in order."""
    displays = [sentence.display for sentence in sentences]
    if not displays:
        return ()
    shares = head.probabilities(displays, vectors)
    foreign = english_share(displays) < LEAST_ENGLISH
    synopsis = _synopsis(title)
    episodes = _episodes(title)
    unseen = find_unseen(review)
    judged = []
    for sentence, row in zip(sentences, shares, strict=True):
        unread = foreign or not _latin(sentence.display)
        probability = dict(_UNREAD) if unread else _named(row)
        one = _judged(sentence, probability, marks, synopsis, episodes, unread)
        if rides_along(sentence, unseen):  # its source would be quoted with it
            one = replace(one, hidden=True)
        judged.append(one)
    return tuple(judged)


def _judged(
    sentence: Sentence,
    probability: Mapping[RevealName, float],
    marks: Sequence[Mark],
    synopsis: Sequence[frozenset[str]],
    episodes: Sequence[Sequence[frozenset[str]]],
    unread: bool,
) -> Judged:
    start, end = sentence.start, sentence.end
    reveals = max(REVEALS, key=lambda name: probability[name])
    scope = _scope(marks, start, end)
    set_up = not unread and wholly_told(sentence.display, synopsis)
    told = told_share(sentence.display, synopsis) if set_up else 0.0
    by_episode, proved = (
        (None, False) if unread else _told_by(sentence.display, episodes)
    )
    if set_up and reveals in HARMLESS:
        by_episode, proved = None, False  # which the first episode tells as well
    return Judged(
        sentence=sentence,
        reveals=reveals,
        probability=probability,
        safe_from=_safe_from(reveals, by_episode, scope, proved=proved),
        hidden=covered(marks, start, end, HIDING),
        flagged=covered(marks, start, end, WARNING),
        scope=scope,
        synopsis=round(told, 6),
        before=proved,
    )


def judge_spans(
    review: Review,
    spans: Sequence[tuple[int, int]],
    title: Title | None,
    embed: Callable[[Sequence[str]], Matrix],
    head: RevealHead,
) -> tuple[Judged, ...]:
    """Judge given spans of a review's text instead of its own sentences, in order."""
    plain = plain_text(review.text, review.format)
    sentences = [
        Sentence(review.id, number, start, end, _rendered(plain, start, end))
        for number, (start, end) in enumerate(spans)
    ]
    vectors = embed([sentence.display for sentence in sentences])
    return judge(review, sentences, find_marks(review), title, vectors, head)


def _rendered(plain: Plain, start: int, end: int) -> str:
    """What a reader sees of `[start, end)` of the source."""
    return plain.text[plain.plain_at(start) : plain.plain_at(end)].strip()


def _scope(marks: Sequence[Mark], start: int, end: int) -> int | None:
    """The author's scope of a span, the widest where several are said."""
    through = [
        mark.through
        for mark in marks
        if mark.kind == "scope" and mark.start <= start and end <= mark.end
    ]
    return max((t for t in through if t is not None), default=None)


def _safe_from(
    reveals: RevealName, by_episode: int | None, scope: int | None, *, proved: bool
) -> SafeFrom:
    if reveals == "ending":
        return SafeFrom()
    if by_episode is not None:  # whatever the classifier takes it for
        return SafeFrom(by_episode if proved or reveals in HARMLESS else None)
    return SafeFrom(0 if reveals in HARMLESS else scope)


def _named(row: Matrix) -> dict[RevealName, float]:
    return {name: round(float(p), 6) for name, p in zip(REVEALS, row, strict=True)}


_UNREAD: Mapping[RevealName, float] = {
    "feel": 0.0, "premise": 0.0, "hint": 0.0, "later": 0.5, "ending": 0.5,
}  # fmt: skip


def _latin(display: str) -> bool:
    """Whether most letters are of the script that the judge was fitted on."""
    letters = [c for c in display if c.isalpha()]
    if not letters:
        return True
    return sum(c < "\u0250" for c in letters) >= LEAST_LATIN * len(letters)


def _synopsis(title: Title | None) -> tuple[frozenset[str], ...]:
    return () if title is None or not title.synopsis else _windows(title.synopsis)


def _episodes(title: Title | None) -> list[tuple[frozenset[str], ...]]:
    """Content of each episode's summary, in airing order; empty if one is missing.

    With a gap, "first told in episode 7" cannot be told from "told in episode 5", and
    where the first season is missing, no episode has the number that it seems to have.
    """
    listed = [] if title is None else [e for e in title.episode_list if e.season > 0]
    listed.sort(key=lambda e: (e.season, e.number))
    whole = title is not None and len(listed) >= (title.episodes or 0)
    if not (listed and whole and _in_order(listed) and all(e.summary for e in listed)):
        return []
    return [_windows(e.summary or "") for e in listed]


def _in_order(listed: Sequence[Episode]) -> bool:
    """Whether every season counts from one, and so do the episodes of each."""
    season, number = 1, 0
    for episode in listed:
        if episode.season == season + 1 and number:
            season, number = season + 1, 0
        if (episode.season, episode.number) != (season, number + 1):
            return False
        number += 1
    return True


@lru_cache(maxsize=256)
def _windows(prose: str) -> tuple[frozenset[str], ...]:
    """The content of each sentence of a text, and of each two in a row.

    The last ones are remembered, since a title's reviews are judged one by one.
    """
    sentences = split_sentences(Review(id="", text=prose[:_LONGEST_PROSE]))
    displays = [sentence.display for sentence in sentences]
    contents = [story_words(display) | claims(display) for display in displays]
    return (*contents, *(one | other for one, other in pairwise(contents)))


def _told_by(
    display: str, episodes: Sequence[Sequence[frozenset[str]]]
) -> tuple[int | None, bool]:
    """The last episode that tells a sentence, and whether one tells every word of it.

    What is but nearly told there may go on where nobody can tell.
    """
    last: int | None = None
    proved = False
    for number, passages in enumerate(episodes, start=1):
        wholly = wholly_told(display, passages)
        if wholly or told_share(display, passages) >= TOLD_BY_EPISODE:
            last = number
        proved = proved or wholly
    return last, proved
