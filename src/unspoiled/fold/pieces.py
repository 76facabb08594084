"""What of a Markdown text is hidden, as stretches that signs may be put around.

A piece lies in one block and cuts neither inline markup nor a sentence in two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from ..domain import SafeFrom
from ..text import Block, Plain
from ..text.plain import Inline
from .form import PAIR, Span, folds_in
from .layout import Layout
from .places import Places
from .verdict import Verdict

READABLE: Final = regex.compile(r"[\p{L}\p{N}\p{So}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A hidden stretch `[start, end)` of one block of the plain text, and its source."""

    start: int
    end: int
    value: SafeFrom
    block: Block
    source: Span

    def is_whole(self, plain: Plain) -> bool:
        """Whether all that can be read in the block is in the piece."""
        text = plain.text
        return not (
            READABLE.search(text, self.block.start, self.start)
            or READABLE.search(text, self.end, self.block.end)
        )


class Cutter:
    """Cuts the hidden spans of one text into pieces."""

    def __init__(
        self, text: str, plain: Plain, layout: Layout, verdict: Verdict
    ) -> None:
        self._text, self._plain, self._verdict = text, plain, verdict
        self._code = frozenset(layout.spans)
        self._raw = Places(layout.blocks)
        self._ends = [block.end for block in plain.blocks]
        self._inlines: dict[int, list[Inline]] = {}
        self._sentences = Places(
            (plain.plain_at(low), plain.plain_at(high)) for low, high in verdict.shown
        )

    def cut(self) -> tuple[list[Piece], Places]:
        """The pieces to fold, and the folds that are there and can stay."""
        pieces = list(self._pieces())
        intact = self._intact(pieces)
        pieces = [piece for piece in pieces if not intact.hold(piece.source)]
        return self._joined(pieces), intact

    def _pieces(self) -> Iterator[Piece]:
        plain = self._plain
        for one in self._verdict.hidden:
            low, high = plain.plain_at(one.start), plain.plain_at(one.end)
            for index in range(bisect_right(self._ends, low), len(plain.blocks)):
                block = plain.blocks[index]
                if block.start >= high:
                    break
                start, end = max(low, block.start), min(high, block.end)
                if READABLE.search(plain.text, start, end):
                    start, end = self._whole(start, end, block)
                    yield self._piece(start, end, one.safe_from, block)

    def _piece(self, start: int, end: int, value: SafeFrom, block: Block) -> Piece:
        low, high = self._plain.wide_span(start, end)
        at = low
        while at and self._text[at - 1] == "\\":
            at -= 1
        return Piece(start, end, value, block, (low - (low - at) % 2, high))

    def _whole(self, start: int, end: int, block: Block) -> Span:
        """A stretch that cuts neither inline markup nor a sentence in two."""
        before = (-1, -1)
        while before != (start, end):
            before = start, end
            start, end = self._around(start, end, block)
            for low, high in list(self._sentences.touching(start, end)):
                start, end = min(start, low), max(end, high)
        return start, end

    def _around(self, start: int, end: int, block: Block) -> Span:
        """A stretch that cuts no inline markup in two, and no code at all."""
        moved = True
        while moved:
            moved = False
            for inline in self._inlines_of(block):
                if inline.end <= start or end <= inline.start:
                    continue
                inside = inline.start <= start and end <= inline.end
                around = start <= inline.start and inline.end <= end
                code = (inline.source_start, inline.source_end) in self._code
                if not around and (code or not inside):
                    start, end = min(start, inline.start), max(end, inline.end)
                    moved = True
        return start, end

    def _inlines_of(self, block: Block) -> list[Inline]:
        if block.start not in self._inlines:
            opening = self._plain.opening
            places = range(block.start, block.end) if opening else ()
            found = [inline for at in places for inline in opening.get(at, ())]
            self._inlines[block.start] = found
        return self._inlines[block.start]

    def _intact(self, pieces: Sequence[Piece]) -> Places:
        """Folds whose edges no piece runs over."""
        hidden = Places(piece.source for piece in pieces)
        kept = [(first[0], last[1]) for first, last, _ in folds_in(self._text)]
        for match in PAIR.finditer(self._text):
            low, high = match.span()
            if next(self._raw.touching(low, high), None) is not None:
                continue  # in raw HTML the signs would be seen
            over = any(
                start < low < end or start < high < end
                for start, end in hidden.touching(low, high)
            )
            if not over:
                kept.append((low, high))
        return Places(kept)

    def _joined(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Neighbours in one block that are safe from the same episode on, as one."""
        made: list[Piece] = []
        for piece in pieces:
            last = made[-1] if made else None
            if last is None or last.block is not piece.block:
                made.append(piece)
                continue
            overlap = piece.start < last.end
            apart = READABLE.search(self._plain.text, last.end, piece.start)
            if overlap or (piece.value == last.value and not apart):
                value = last.value if piece.value == last.value else SafeFrom()
                start, end = last.start, max(last.end, piece.end)
                made[-1] = self._piece(start, end, value, piece.block)
            else:
                made.append(replace(piece))
        return made
