"""Plain text with its hidden spans made bars, or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from .edits import Edits
from .form import BAR, Span, bars_in
from .verdict import Hidden

_WORD: Final = regex.compile(r"\S++")
_LEAD: Final = regex.compile(
    r"[ \t>]*+(?:(?:[-*+•‣◦▪●·–—]|#{1,6}|\d{1,3}[.)])[ \t]++)?+"
)
_AFTER: Final = regex.compile(r"[ \t]*+(?:\r?\n|\Z)")
_BLANKS: Final = regex.compile(r"[ \t\u3000]++")


def fold_text(
    text: str, hidden: Sequence[Hidden], signs: Sequence[Span], *, drop: bool
) -> str:
    """A bar of as many words for each hidden span, or nothing with `drop`."""
    edits = Edits(text)
    spans = [(one.start, one.end) for one in hidden]
    if drop:
        for low, high in touching(text, [*spans, *bars_in(text), *signs]):
            edits.put(*lines_of(text, low, high))
        return edits.applied()
    for start, end in signs:
        edits.put(start, end)
    for start, end in spans:
        for low, high in _beside(start, end, signs):
            for word in _WORD.finditer(text, low, high):
                edits.put(*word.span(), BAR)
    return edits.applied()


def touching(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those made one that only blanks part."""
    made: list[Span] = []
    for low, high in sorted(spans):
        if made and not text[made[-1][1] : low].strip():
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return made


def lines_of(text: str, low: int, high: int) -> Span:
    """A span that leaves: with its lines where they hold nothing else, else its blanks."""
    start = text.rfind("\n", 0, low) + 1
    before = _LEAD.fullmatch(text, start, low)
    after = _AFTER.match(text, high)
    if before and after:
        return start, after.end()
    blanks = _BLANKS.match(text, high)
    return low, blanks.end() if blanks else high


def _beside(start: int, end: int, signs: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span without the signs in it."""
    at = start
    for low, high in signs:
        if high <= at:
            continue
        if low >= end:
            break
        if at < low:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end
