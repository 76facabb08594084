"""What the finders of hiding marks hand over, before it becomes `Mark`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from ..text import Plain

Span = tuple[int, int]

LONGEST_LABEL: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A hiding mark over `[start, end)`; `signs` is where its delimiters stand."""

    kind: Literal["inline", "block"]
    start: int
    end: int
    label: str | None = None
    signs: tuple[Span, ...] = ()


def as_label(words: str | None) -> str | None:
    """The author's label on one line, without its quotes; None for none."""
    if words is None:
        return None
    label = " ".join(words.split()).strip("\"'“”[]{}()| ")
    return label[:LONGEST_LABEL] or None


def outermost(found: Iterable[Found]) -> tuple[Found, ...]:
    """In order, without those that lie inside another one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end, f.label is None)):
        if one.start < one.end and (not kept or one.end > kept[-1].end):
            kept.append(one)
    return tuple(kept)


def block_end(plain: Plain, offset: int) -> int:
    """Where the block around a source offset ends, for a mark left open there."""
    block = plain.block_at(offset)
    if block is None:
        return plain.source_length
    return max(block.source_end, offset)
