"""HTML -> Plain: what a reader of the page sees, and nothing else.

Script, style, templates, head, comments and hidden elements vanish. Spaces fold as in
a browser. The same reader serves the raw HTML inside Markdown, fed piece by piece.
"""

from __future__ import annotations

from html import unescape
from typing import Final

import regex

from .plain import BlockKind, Builder, Plain
from .tags import BLOCK, VOID, LenientTokens, Token, attributes, hides

_KINDS: Final[dict[str, BlockKind]] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "dd": "item",
    "dt": "item",
    "blockquote": "quote",
    "pre": "code",
    "td": "table",
    "th": "table",
}
_RANK: Final[tuple[BlockKind, ...]] = ("code", "heading", "table", "item", "quote")

_PIECES: Final = regex.compile(
    r"(?P<words>[^\s&]++(?:\ [^\s&]++)*+)"
    r"|(?P<space>\s++)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<sign>&)"
)


class HtmlReader:
    """Walks tokens and fills a builder; keeps its place between pieces."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._source = builder.source
        self._stack: list[tuple[str, bool, int, int]] = []
        self._open: dict[str, int] = {}  # how often each name stands in the stack
        self._hidden = 0
        self._kinds: dict[BlockKind, int] = {}
        self._level = 0

    @property
    def hidden(self) -> bool:
        """Whether a browser shows nothing of what comes now."""
        return self._hidden > 0

    def feed(self, start: int, end: int) -> None:
        """Read `source[start:end]`."""
        for token in LenientTokens(self._source, start, end):
            self.take(token)

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self.text(token.start, token.end)
        elif token.kind == "open":
            self._opened(token)
        elif token.kind == "close":
            self._closed(token)

    def text(self, start: int, end: int) -> None:
        """Add source text in which entities count and spaces fold."""
        if self._hidden:
            return
        builder = self._builder
        for match in _PIECES.finditer(self._source, start, end):
            low, high = match.span()
            if match.lastgroup == "space":
                self._space(low, high)
                continue
            if not builder.in_block:
                builder.begin(self._kind(), low, self._level)
            if match.lastgroup == "entity":
                builder.replace(unescape(match[0]), low, high)
            else:
                builder.verbatim(low, high)

    def _space(self, start: int, end: int) -> None:
        if self._kinds.get("code"):
            if self._builder.in_block:
                self._builder.verbatim(start, end)
        elif not self._builder.at_line_start:
            self._builder.replace(" ", start, end)

    def _kind(self) -> BlockKind:
        kinds = self._kinds
        return next((kind for kind in _RANK if kinds.get(kind)), "paragraph")

    def _opened(self, token: Token) -> None:
        name = token.name
        if name in BLOCK:
            self._builder.end(token.start)
        if name == "br":
            self._line_break(token)
        if name in VOID:
            return
        hidden = hides(name, attributes(self._source[token.start : token.end]))
        self._stack.append((name, hidden, self._builder.length, token.start))
        self._open[name] = self._open.get(name, 0) + 1
        self._hidden += hidden
        self._count(name, 1)

    def _line_break(self, token: Token) -> None:
        builder = self._builder
        if self._hidden or not builder.in_block:
            return
        if builder.at_line_start:  # a second break in a row parts paragraphs
            builder.end(token.start)
        else:
            builder.replace("\n", token.start, token.end)

    def _closed(self, token: Token) -> None:
        if token.name in BLOCK:
            self._builder.end(token.start)
        if not self._open.get(token.name):
            return
        while self._stack:
            name, hidden, length, start = self._stack.pop()
            self._open[name] -= 1
            self._hidden -= hidden
            self._count(name, -1)
            if name == token.name:
                if name not in BLOCK and not hidden and self._builder.in_block:
                    self._builder.enclose(length, start, token.end)
                return

    def _count(self, name: str, step: int) -> None:
        kind = _KINDS.get(name)
        if kind is None:
            return
        self._kinds[kind] = self._kinds.get(kind, 0) + step
        if kind == "heading":
            self._level = int(name[1]) if step > 0 else 0


def read_html(text: str) -> Plain:
    """Read a page or a piece of one."""
    builder = Builder(text)
    HtmlReader(builder).feed(0, len(builder.source))
    return builder.build()
