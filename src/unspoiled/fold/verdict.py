"""A judged text -> what of it is hidden from this viewer, and from when on it opens.

The gate decides about every sentence. Whatever can be read and belongs to no sentence is
hidden until all is seen: nobody has judged it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from ..domain import Boundary, Cleared, Format, Judged, Mark, Review, SafeFrom
from ..gate import Thresholds, clear, opens_at
from ..marks import HIDING, WARNING, delimiters, find_marks
from ..text import Plain, plain_text
from ..text.tags import STRICT_TAG
from .form import Span
from .places import Places

Judge = Callable[[Review, Sequence[Span]], Sequence[Judged]]
"""Judges a review's sentences, leaving out given spans of its text."""

_MARKUP: Final = regex.compile(r"<[/!?A-Za-z]")
_READABLE: Final = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Judging:
    """How a text is judged, and for whom."""

    judge: Judge
    thresholds: Thresholds
    boundary: Boundary
    names: tuple[str, ...] = ()
    """The title's names, the main one first; they give nothing away."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A span `[start, end)` of a source without a proof for this viewer."""

    start: int
    end: int
    safe_from: SafeFrom
    marked: bool = False
    """Whether the author hid it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a text is hidden (in order), what was cleared, and how it was marked."""

    hidden: tuple[Hidden, ...]
    cleared: tuple[Cleared, ...]
    shown: tuple[Span, ...]
    """Where what was cleared stands."""
    signs: tuple[Span, ...]
    """Where the author's own marks have their signs."""
    marks: tuple[Mark, ...]
    """The marks that hide, outermost only."""
    format: Format
    warned: bool
    """Whether the author says that something in the text spoils."""

    @property
    def hiding(self) -> Places:
        """The author's marks that hide anything that is read."""
        hidden = Places((one.start, one.end) for one in self.hidden)
        return Places(
            (mark.start, mark.end)
            for mark in self.marks
            if next(hidden.touching(mark.start, mark.end), None) is not None
        )

    @property
    def marked(self) -> Places:
        """All that the author's marks cover."""
        return Places((mark.start, mark.end) for mark in self.marks)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the author's marks are called."""
        return tuple(mark.label for mark in self.marks if mark.label)


def decide(review: Review, judging: Judging, apart: Sequence[Span] = ()) -> Verdict:
    """What of a review is hidden; `apart` is what has been hidden before."""
    judged = judging.judge(review, apart)
    cleared = clear(judged, judging.boundary, judging.thresholds)
    shown = {one.sentence.index for one in cleared}
    hidden = [
        Hidden(
            one.sentence.start,
            one.sentence.end,
            opens_at(one, judging.thresholds),
            one.hidden,
        )
        for one in judged
        if one.sentence.index not in shown
    ]
    marks = find_marks(review)
    signs = tuple(s for s in delimiters(review) if _is_sign(review.text[slice(*s)]))
    spans = [(one.sentence.start, one.sentence.end) for one in judged]
    plain = plain_text(review.text, review.format)
    rest = _unjudged(plain, [*spans, *signs, *apart])
    return Verdict(
        hidden=tuple(sorted([*hidden, *rest], key=lambda one: one.start)),
        cleared=cleared,
        shown=tuple((one.sentence.start, one.sentence.end) for one in cleared),
        signs=signs,
        marks=tuple(mark for mark in marks if mark.kind in HIDING),
        format=review.format,
        warned=any(mark.kind in WARNING for mark in marks),
    )


def _is_sign(text: str) -> bool:
    """Whether a sign is one tag or none at all: what else stands in it is text."""
    return not _MARKUP.search(text) or STRICT_TAG.fullmatch(text) is not None


def _unjudged(plain: Plain, judged: Sequence[Span]) -> Iterator[Hidden]:
    """What can be read in a block and stands in none of these spans of the source."""
    known = bytearray(len(plain.text))
    for start, end in judged:
        low, high = plain.plain_at(start), plain.plain_at(end)
        known[low:high] = b"\x01" * (high - low)
    for block in plain.blocks:
        at = block.start
        while (at := known.find(0, at, block.end)) >= 0:
            stop = known.find(1, at, block.end)
            stop = block.end if stop < 0 else stop
            first = _READABLE.search(plain.text, at, stop)
            if first is not None:
                yield Hidden(*plain.source_span(first.start(), stop), SafeFrom())
            at = stop
