"""BBCode -> Plain: known tags vanish, anything else in brackets is text."""

from __future__ import annotations

from typing import Final

import regex

from .lines import BULLET, lines
from .plain import BlockKind, Builder, Plain

TAG: Final = regex.compile(
    r"\[(?P<close>/?)(?P<name>[a-z][\w-]{0,24}|\*)(?P<rest>[=\s:][^\[\]\n]{0,300})?\]",
    regex.IGNORECASE,
)
_BLOCKS: Final[dict[str, BlockKind]] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "*": "item",
    "li": "item",
    "quote": "quote",
    "code": "code",
    "td": "table",
    "th": "table",
}
_PARTING: Final = frozenset(
    "list ul ol olist table tr center left right justify hr spoilerbox box".split()
)
INLINE: Final = frozenset(
    "b i u s strike del ins sub sup url link email color colour size font style bg "
    "bgcolor background highlight mark spoiler spoilers spoil ispoiler isp splr mask "
    "su_spoiler hide hidden collapse blur details user mention abbr small big noparse "
    "plain nobbc ruby tt kbd indent align anchor".split()
)
_SILENT: Final = frozenset(
    "img image youtube video media attach previewyoutube".split()
)


def _known(name: str) -> bool:
    return (
        name in INLINE
        or name in _BLOCKS
        or name in _PARTING
        or name in _SILENT
        or name.startswith(("spoiler", "su_"))
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self.builder = Builder(text)
        self._source = self.builder.source
        self._silent = ""
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._inline: list[tuple[str, int, int]] = []

    def read(self) -> Plain:
        before = 0
        for line in lines(self._source):
            if line.kind in ("block", "item"):
                self.builder.end(before)
                if self._kind == "item" or line.kind == "item":
                    self._kind = "item" if line.kind == "item" else "paragraph"
            elif self.builder.in_block and not self._silent:
                sign = " " if line.kind == "wrap" else "\n"
                self.builder.replace(sign, before, line.start)
            bullet = BULLET.match(self._source, line.start, line.end)
            lead = bullet.end() if bullet and line.kind == "item" else line.start
            self._line(lead, line.end)
            before = line.end
        self.builder.end(before)
        return self.builder.build()

    def _line(self, start: int, end: int) -> None:
        at = start
        for match in TAG.finditer(self._source, start, end):
            name = match["name"].lower()
            if _known(name) and (not self._silent or name == self._silent):
                self._text(at, match.start())
                self._tag(name, bool(match["close"]), match)
                at = match.end()
        self._text(at, end)

    def _text(self, start: int, end: int) -> None:
        if self._silent or not self._source[start:end].strip():
            if self.builder.in_block and not self._silent:
                self.builder.verbatim(start, end)
            return
        if not self.builder.in_block:
            self.builder.begin(self._kind, start, self._level)
        self.builder.verbatim(start, end)

    def _tag(self, name: str, close: bool, match: regex.Match[str]) -> None:
        if name in _SILENT:
            self._silent = "" if close else name
        elif name in _BLOCKS or name in _PARTING:
            self.builder.end(match.start())
            kind = _BLOCKS.get(name)
            self._kind = "paragraph" if close or kind is None else kind
            self._level = int(name[1]) if self._kind == "heading" else 0
        elif not close:
            self._inline.append((name, self.builder.length, match.start()))
        elif self._inline and self._inline[-1][0] == name:
            _, length, start = self._inline.pop()
            if self.builder.in_block:
                self.builder.enclose(length, start, match.end())


def read_bbcode(text: str) -> Plain:
    """Read a post in BBCode."""
    return _Reader(text).read()
