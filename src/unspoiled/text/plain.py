"""Plain text, its blocks, and the way back from each character to the source.

A `Plain` is a row of runs. A verbatim run maps character for character; any other run
(an entity, a line break, a separator between blocks) maps all its characters to the
whole source range that it stands for. Source offsets never decrease along the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import regex

from ..characters import without_surrogates

BlockKind = Literal["paragraph", "heading", "item", "quote", "code", "table"]

SEPARATOR: Final = "\n\n"
"""Stands between two blocks; it has no source of its own."""

_CONTROL: Final = regex.compile(
    r"[[\p{Cc}\p{Cf}\p{Cs}\p{Co}]--[\u200c\u200d\U000e0020-\U000e007f]]+", regex.V1
)
"""Everything invisible but the joiners, which emoji and some scripts need."""
_SEEN: Final = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")


_BOLD: Final = regex.compile(r"\*\*|__|<(?:b|strong)[\s>]|\[b\]", regex.IGNORECASE)
_ENDED: Final = regex.compile(r"""[.!?…,;。！？、，；]['"”’)\]]*$""")
_LONGEST_HEADING: Final = 60
BOLD_LEVEL: Final = 6


def looks_like_heading(words: str) -> bool:
    """Whether a line is short, capitalised and without an end."""
    if not 0 < len(words) <= _LONGEST_HEADING or _ENDED.search(words):
        return False
    return not next((char for char in words if char.isalnum()), "a").islower()


def clean(text: str) -> str:
    """One line for display: spaces folded, control and format characters gone."""
    text = " ".join(text.split())
    if not text.isprintable():  # true for almost all text, and quick to ask
        text = " ".join(_CONTROL.sub("", text).split())
    return text


def blanked(text: str, spans: Iterable[tuple[int, int]], sign: str = " ") -> str:
    """One sign for each character of these spans (in order): every offset stays."""
    parts: list[str] = []
    at = 0
    for low, high in spans:
        if high > at:
            parts += [text[at:low], sign * (high - max(at, low))]
            at = high
    return "".join([*parts, text[at:]])


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or the like, in the plain text and the source."""

    kind: BlockKind
    start: int
    end: int
    source_start: int
    source_end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch that markup encloses, such as emphasis: source with the markup."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Plain:
    """Rendered text; every character of it maps to a range of the source."""

    text: str
    blocks: tuple[Block, ...]
    source_length: int
    at: Sequence[int]
    """Where each run begins in `text`."""
    sources: Sequence[int]
    stops: Sequence[int]
    """Each run's range in the source."""
    verbatim: Sequence[bool]
    opening: dict[int, list[Inline]]
    closing: dict[int, list[Inline]]
    """Enclosed stretches by where they begin and end in `text`."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source range of `text[start:end]`, without markup around it."""
        if start >= end:
            where = self._char(start)[0] if start < len(self.text) else self._last()
            return where, where
        return self._char(start)[0], self._char(end - 1)[1]

    def wide_span(self, start: int, end: int) -> tuple[int, int]:
        """The same, with the markup that opens and closes inside `[start, end)`."""
        low, high = self.source_span(start, end)
        for inline in self.opening.get(start, ()):
            if inline.end <= end:
                low = min(low, inline.source_start)
        for inline in self.closing.get(end, ()):
            if inline.start >= start:
                high = max(high, inline.source_end)
        return low, high

    def render_span(self, start: int, end: int) -> str:
        """`text[start:end]` on one line, fit to be shown."""
        return clean(self.text[start:end])

    def plain_at(self, offset: int) -> int:
        """The first character of `text` whose source ends after `offset`."""
        run = bisect_right(self.stops, offset)
        if run == len(self.stops):
            return len(self.text)
        ahead = offset - self.sources[run]
        inside = ahead > 0 and self.verbatim[run]
        return self.at[run] + (ahead if inside else 0)

    def block_at(self, offset: int) -> Block | None:
        """The block whose source holds `offset`, or else the next one."""
        index = bisect_right(self.blocks, offset, key=lambda b: b.source_end)
        return self.blocks[index] if index < len(self.blocks) else None

    def _last(self) -> int:
        return self.stops[-1] if self.stops else 0

    def _char(self, index: int) -> tuple[int, int]:
        run = bisect_right(self.at, index) - 1
        if self.verbatim[run]:
            where = self.sources[run] + index - self.at[run]
            return where, where + 1
        return self.sources[run], self.stops[run]


class Builder:
    """Collects a `Plain` from left to right."""

    def __init__(self, source: str) -> None:
        self.source = without_surrogates(source)
        self.length = 0
        self._parts: list[str] = []
        self._at: list[int] = []
        self._sources: list[int] = []
        self._stops: list[int] = []
        self._verbatim: list[bool] = []
        self._blocks: list[Block] = []
        self._inlines: list[Inline] = []
        self._open: tuple[BlockKind, int, int] | None = None
        self._mark = (0, 0, 0, 0)

    @property
    def in_block(self) -> bool:
        return self._open is not None

    @property
    def at_line_start(self) -> bool:
        """Whether a space here would stand at the beginning of a line."""
        return not self.in_block or not self._parts or self._parts[-1][-1].isspace()

    def begin(self, kind: BlockKind, offset: int, level: int = 0) -> None:
        """Open a block at a source offset, closing one that is open."""
        self.end(offset)
        self._mark = (
            len(self._parts),
            len(self._at),
            self.length,
            len(self._inlines),
        )
        if self._blocks:
            self._put(SEPARATOR, offset, offset, verbatim=False)
        self._open = (kind, level, offset)

    def end(self, offset: int) -> None:
        """Close the open block at a source offset; one without content vanishes."""
        if self._open is None:
            return
        (kind, level, source_start), self._open = self._open, None
        parts, runs, length, inlines = self._mark
        start = length + (len(SEPARATOR) if self._blocks else 0)
        content = self._parts[parts + (1 if self._blocks else 0) :]
        if any(_SEEN.search(part) for part in content):
            end = max(offset, self._stops[-1])
            self._blocks.append(
                Block(kind, start, self.length, source_start, end, level)
            )
            return
        del self._parts[parts:]
        del self._inlines[inlines:]
        for row in (self._at, self._sources, self._stops, self._verbatim):
            del row[runs:]
        self.length = length

    def verbatim(self, start: int, end: int) -> None:
        """Add `source[start:end]` as it is."""
        if start < end:
            self._put(self.source[start:end], start, end, verbatim=True)

    def replace(self, text: str, start: int, end: int) -> None:
        """Add `text` for `source[start:end]`."""
        if text:
            self._put(without_surrogates(text), start, end, verbatim=False)

    def enclose(self, start: int, source_start: int, source_end: int) -> None:
        """Note that the plain text since `start` stands inside inline markup."""
        if start == self._mark[2] and len(self._blocks):  # opened before the block was
            start += len(SEPARATOR)
        if start < self.length:
            self._inlines.append(Inline(start, self.length, source_start, source_end))

    def _put(self, text: str, start: int, end: int, *, verbatim: bool) -> None:
        self._parts.append(text)
        at, self.length = self.length, self.length + len(text)
        if verbatim and self._at and self._verbatim[-1] and self._stops[-1] == start:
            self._stops[-1] = end
            return
        self._at.append(at)
        self._sources.append(start)
        self._stops.append(end)
        self._verbatim.append(verbatim)

    def build(self) -> Plain:
        """Close what is open and hand over."""
        self.end(len(self.source))
        opening: dict[int, list[Inline]] = {}
        closing: dict[int, list[Inline]] = {}
        for inline in self._inlines:
            if inline.end <= self.length:
                opening.setdefault(inline.start, []).append(inline)
                closing.setdefault(inline.end, []).append(inline)
        text = "".join(self._parts)
        blocks = (self._as_heading(block, text, opening) for block in self._blocks)
        return Plain(
            text=text,
            blocks=tuple(blocks),
            source_length=len(self.source),
            at=self._at,
            sources=self._sources,
            stops=self._stops,
            verbatim=self._verbatim,
            opening=opening,
            closing=closing,
        )

    def _as_heading(
        self, block: Block, text: str, opening: dict[int, list[Inline]]
    ) -> Block:
        """A short paragraph that is bold as a whole is a heading in all but name."""
        inlines = opening.get(block.start)
        if not inlines or block.kind != "paragraph":
            return block
        words = text[block.start : block.end].rstrip()
        end = block.start + len(words)
        bold = any(
            inline.end >= end and _BOLD.match(self.source, inline.source_start)
            for inline in inlines
        )
        if not bold or not looks_like_heading(words):
            return block
        return replace(block, kind="heading", level=BOLD_LEVEL)
