"""Review -> its sentences, each a span `[start, end)` of the review's own text.

Sentences stand in order, do not overlap, and hold something that can be read; none runs
over the edge of a block. What an author has hidden inside a sentence stays with it, so
that the whole sentence counts as hidden, unless what is visible beside the mark is a
sentence of its own: then the cut is made at the mark's edge. `tests/test_sentences.py`
holds all of this for any text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from .domain import Review, Sentence
from .marks import HIDING, delimiters, find_marks
from .text import Block, Plain, plain_text
from .text.cuts import cuts, shorten
from .text.plain import blanked, clean

LONGEST: Final = 1000
"""Characters of plain text; a longer run is cut at a clause, or else at a space."""

_EDGE: Final = regex.compile(r"[^\p{L}\p{N}\p{P}\p{S}\p{M}]*+")
_EDGE_BACK: Final = regex.compile(r"(?r)[^\p{L}\p{N}\p{P}\p{S}\p{M}]*+")
_READABLE: Final = regex.compile(r"[\p{L}\p{N}\p{So}]")
_ENDED: Final = regex.compile(r"""(?:^|[.!?…:。！？]["'”’)\]」』*_]*)\s*$""")
_BEGINS: Final = regex.compile(r"""\s*["'“‘(「『*_]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]""")

_NOTHING: Final = "\u2060"  # `clean` drops it

Span = tuple[int, int]


def split_sentences(review: Review, apart: Sequence[Span] = ()) -> tuple[Sentence, ...]:
    """Every sentence of a review, in order.

    What stands in `apart` (spans of the source, in order) belongs to no sentence, and
    none runs over it.
    """
    plain = plain_text(review.text, review.format)
    marks = find_marks(review)
    hidden = [(mark.start, mark.end) for mark in marks if mark.kind in HIDING]
    splitter = _Splitter(plain, hidden, delimiters(review) if hidden else (), apart)
    found: list[Sentence] = []
    last = 0
    for number, block in enumerate(plain.blocks):
        for start, end, display in splitter.pieces(block):
            low, high = plain.wide_span(start, end)
            low = max(low, last)
            if low >= high:
                continue
            found.append(
                Sentence(
                    review_id=review.id,
                    index=len(found),
                    start=low,
                    end=high,
                    display=display,
                    heading=block.kind == "heading",
                    paragraph=number,
                )
            )
            last = high
    return tuple(found)


class _Splitter:
    """Cuts block after block of one text."""

    def __init__(
        self,
        plain: Plain,
        hidden: list[Span],
        signs: tuple[Span, ...],
        apart: Sequence[Span],
    ) -> None:
        self._plain = plain
        self._hidden = [self._inside(span) for span in hidden]
        self._signs = [self._inside(span) for span in signs]
        self._apart = [self._inside(span) for span in apart]
        self._hidden_at = 0
        self._signs_at = 0
        self._apart_at = 0

    def _inside(self, span: Span) -> Span:
        return self._plain.plain_at(span[0]), self._plain.plain_at(span[1])

    def pieces(self, block: Block) -> Iterator[tuple[int, int, str]]:
        """The sentences of a block, in the plain text, with what they show."""
        text = shown = self._plain.text[block.start : block.end]
        hidden, self._hidden_at = _touching(self._hidden, self._hidden_at, block)
        if hidden:
            signs, self._signs_at = _touching(self._signs, self._signs_at, block)
            text, shown = blanked(text, signs), blanked(text, signs, _NOTHING)
        ends = [] if block.kind == "heading" else cuts(text)
        apart, self._apart_at = _touching(self._apart, self._apart_at, block)
        if apart:
            text, shown = blanked(text, apart), blanked(shown, apart, _NOTHING)
            edges = {edge for span in apart for edge in span if 0 < edge < len(text)}
            ends = sorted(edges.union(ends))
        if hidden:
            ends = _with_edges(text, ends, hidden)
        start = 0
        for end in [*ends, len(text)]:
            yield from self._piece(block, text, shown, start, end)
            start = end

    def _piece(
        self, block: Block, text: str, shown: str, start: int, end: int
    ) -> Iterator[tuple[int, int, str]]:
        inner = shorten(text, start, end, LONGEST) if end - start > LONGEST else []
        for stop in [*inner, end]:
            words = text[start:stop].strip()
            low = text.find(words, start) if words else stop
            if words.isprintable():
                high = low + len(words)
            else:
                low, high = _trim(text, start, stop)
            start = stop
            if low < high and _READABLE.search(text, low, high):
                yield block.start + low, block.start + high, clean(shown[low:high])


def _touching(spans: list[Span], at: int, block: Block) -> tuple[list[Span], int]:
    """The spans that touch a block, clipped and counted from its start.

    `at` is where to begin looking; the new one comes back, since blocks go forward.
    """
    while at < len(spans) and spans[at][1] <= block.start:
        at += 1
    found: list[Span] = []
    for index in range(at, len(spans)):
        low, high = spans[index]
        if low >= block.end:
            break
        if high > block.start:
            clipped = max(low, block.start), min(high, block.end)
            found.append((clipped[0] - block.start, clipped[1] - block.start))
    return found, at


def _with_edges(text: str, ends: list[int], hidden: list[Span]) -> list[int]:
    """Ends, with the edges of marks where what is visible stands on its own."""
    found = set(ends)
    for low, high in hidden:
        whole = _ENDED.search(text, max(0, low - 80), low) is not None
        if whole:
            found.add(low)
            if _BEGINS.match(text, high):
                found.add(high)
        elif _ENDED.search(text, max(low, high - 80), high) and high > low:
            if _BEGINS.match(text, high):
                found.add(high)
    return sorted(end for end in found if 0 < end < len(text))


def _trim(text: str, start: int, end: int) -> Span:
    """Without the spaces and unprintable characters at both ends."""
    match = _EDGE.match(text, start, end)
    low = match.end() if match else start
    back = _EDGE_BACK.match(text, low, end)
    return low, (back.start() if back else end)
