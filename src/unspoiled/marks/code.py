"""Where a text is code or a wiki's table, in which `||` is an operator or an empty cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import regex

from ..text import Plain
from .found import Span

_OPENING: Final = regex.compile(r"`|<(?:code|kbd|samp|tt)\b", regex.IGNORECASE)
_TABLE: Final = regex.compile(r"^\{\|", regex.MULTILINE)
_TABLE_END: Final = regex.compile(r"^\|\}", regex.MULTILINE)


class Code:
    """The stretches of one text's source that are code."""

    def __init__(self, text: str, plain: Plain) -> None:
        self._text, self._plain = text, plain

    @cached_property  # few texts hold a sign that asks for it
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where the stretches begin and where they end, apart from each other."""
        text, plain = self._text, self._plain
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(
            [*_blocks(plain), *_spans(text, plain), *_tables(text)]
        ):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return starts, ends

    def holds(self, offset: int) -> bool:
        """Whether this offset of the source is in code."""
        starts, ends = self._edges
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < ends[index]


def _blocks(plain: Plain) -> Iterator[Span]:
    for block in plain.blocks:
        if block.kind == "code":
            yield block.source_start, block.source_end


def _spans(text: str, plain: Plain) -> Iterator[Span]:
    for opened in plain.opening.values():
        for inline in opened:
            if _OPENING.match(text, inline.source_start):
                yield inline.source_start, inline.source_end


def _tables(text: str) -> Iterator[Span]:
    """MediaWiki's `{| ... |}`."""
    at = 0
    while (begins := _TABLE.search(text, at)) is not None:
        ends = _TABLE_END.search(text, begins.end())
        if ends is None:
            return
        yield begins.start(), ends.end()
        at = ends.end()
