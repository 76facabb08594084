"""Sentence -> what it gives away, and from which episode on it is safe.

The verdict is that of the `reader` and the `head`; from which episode on a development is
known is said by `alignment`, where the title's episodes are summarised. Author's marks are
noted beside both, never overruled by them. Text that is not English is beyond this judge,
and so is a sentence that the reader cannot read to its end: both are taken to give
everything away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from .alignment import (
    UNTOLD,
    Aligned,
    Storyline,
    Wordings,
    align,
    prose_windows,
)
from .domain import (
    NOTHING_SEEN,
    REVEALS,
    Judged,
    Mark,
    RevealName,
    Review,
    SafeFrom,
    Sentence,
    Title,
)
from .features import LEAST_ENGLISH, Matrix, english_share
from .gate import HARMLESS, prove
from .head import RevealHead
from .marks import HIDING, WARNING, covered, find_marks, find_unseen, rides_along
from .reader import Reader
from .text import Plain, plain_text

MOST_FOREIGN = 2
"""Letters of other scripts up to which a sentence is read: no more than a name's."""


def judge(
    review: Review,
    sentences: Sequence[Sentence],
    marks: Sequence[Mark],
    title: Title | None,
    states: Matrix,
    head: RevealHead,
    storyline: Storyline | None = None,
) -> tuple[Judged, ...]:
    """Judge a review's sentences; `states` are the reader's, shape (n, dim), in order.

    Without the title's `storyline` no development is known before all is seen.
    """
    displays = [sentence.display for sentence in sentences]
    if not displays:
        return ()
    shares = _shares(displays, states, head)
    synopsis = _synopsis(title)
    unseen = find_unseen(review)
    scopes = [_scope(marks, one.start, one.end) for one in sentences]
    told: Sequence[Aligned] = [UNTOLD] * len(sentences)
    if storyline is not None and any(shares):
        vectors = storyline.embed(displays)
        told = align(displays, vectors, storyline, through=scopes)
    judged = []
    for sentence, share, scope, aligned in zip(
        sentences, shares, scopes, told, strict=True
    ):
        one = _judged(sentence, share or _UNREAD, marks, scope)
        if share:
            one = _told(one, synopsis, aligned, head)
        if rides_along(sentence, unseen):  # its source would be quoted with it
            one = replace(one, hidden=True)
        judged.append(one)
    return tuple(judged)


def _shares(
    displays: Sequence[str], states: Matrix, head: RevealHead
) -> list[Mapping[RevealName, float] | None]:
    """What the head says of each sentence; None of those that are beyond the judge."""
    if english_share(displays) < LEAST_ENGLISH:
        return [None] * len(displays)
    shares = head.probabilities(displays, np.nan_to_num(states))
    return [
        _named(row) if _latin(display) and not np.isnan(state).any() else None
        for display, row, state in zip(displays, shares, states, strict=True)
    ]


def _judged(
    sentence: Sentence,
    probability: Mapping[RevealName, float],
    marks: Sequence[Mark],
    scope: int | None,
) -> Judged:
    """A sentence by the classifier and the author's marks."""
    start, end = sentence.start, sentence.end
    reveals = max(REVEALS, key=lambda name: probability[name])
    return Judged(
        sentence=sentence,
        reveals=reveals,
        probability=dict(probability),
        safe_from=_safe_from(reveals, scope),
        hidden=covered(marks, start, end, HIDING),
        flagged=covered(marks, start, end, WARNING),
        scope=scope,
    )


def _told(
    one: Judged, synopsis: Wordings, aligned: Aligned, head: RevealHead
) -> Judged:
    """The same with what the synopsis and the episode summaries tell of it."""
    share = _synopsis_share(one.sentence.display, synopsis)
    one = replace(one, synopsis=round(share, 6))
    harmless = one.reveals in HARMLESS
    if one.reveals == "ending" or (harmless and share):
        return one  # the first episode tells the set-up as well
    told = aligned.told is not None
    if harmless and not told and prove(one, NOTHING_SEEN, head.thresholds):
        return one  # opinions resemble a summary now and then
    if aligned.episode is not None:
        return replace(one, safe_from=SafeFrom(aligned.episode), before=True)
    if harmless and told:
        return replace(one, safe_from=SafeFrom(aligned.told))
    return one


def judge_spans(
    review: Review,
    spans: Sequence[tuple[int, int]],
    title: Title | None,
    reader: Reader,
    head: RevealHead,
    storyline: Storyline | None = None,
) -> tuple[Judged, ...]:
    """Judge given spans of a review's text instead of its own sentences, in order."""
    sentences = sentences_at(review, spans)
    states = reader.read([[sentence.display for sentence in sentences]])[0]
    marks = find_marks(review)
    return judge(review, sentences, marks, title, states, head, storyline)


def sentences_at(
    review: Review, spans: Sequence[tuple[int, int]]
) -> tuple[Sentence, ...]:
    """Given spans of a review's text as its sentences, in order."""
    plain = plain_text(review.text, review.format)
    return tuple(
        Sentence(review.id, number, start, end, _rendered(plain, start, end))
        for number, (start, end) in enumerate(spans)
    )


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


def _safe_from(reveals: RevealName, scope: int | None) -> SafeFrom:
    if reveals == "ending":
        return SafeFrom()
    return SafeFrom(0 if reveals in HARMLESS else scope)


def _named(row: Matrix) -> dict[RevealName, float]:
    return {name: round(float(p), 6) for name, p in zip(REVEALS, row, strict=True)}


_UNREAD: Mapping[RevealName, float] = {
    "feel": 0.0, "premise": 0.0, "hint": 0.0, "later": 0.5, "ending": 0.5,
}  # fmt: skip


def _latin(display: str) -> bool:
    """Whether it is of the script that the judge was fitted on, but for a letter or two."""
    return sum(c.isalpha() and c >= "\u0250" for c in display) <= MOST_FOREIGN


def _synopsis(title: Title | None) -> Wordings:
    return _wordings("" if title is None else title.synopsis or "")


@lru_cache(maxsize=256)
def _wordings(prose: str) -> Wordings:
    """The last ones are remembered, since a title's reviews are judged one by one."""
    return Wordings.of(prose_windows(prose))


def _synopsis_share(display: str, synopsis: Wordings) -> float:
    """The share of a sentence that the synopsis tells; 0 if it leaves anything over."""
    if not synopsis.telling(display):
        return 0.0
    return max(synopsis.shares(display).values(), default=0.0)
