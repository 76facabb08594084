"""Markdown -> Plain, by pulldown-cmark's events (CommonMark with tables and the like).

Its ranges count bytes; the source counts code points. Raw HTML goes through the HTML
reader, so that `<span>` vanishes and a script is silent in Markdown too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import pyromark
import regex

from .html import HtmlReader
from .plain import BlockKind, Builder, Plain
from .tags import STRICT_TAG

OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_FOOTNOTES
)
_BLOCKS: Final[dict[str, BlockKind]] = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "Item": "item",
    "CodeBlock": "code",
    "TableCell": "table",
    "FootnoteDefinition": "paragraph",
}
_AROUND: Final[dict[str, BlockKind]] = {"Item": "item", "BlockQuote": "quote"}
_ENCLOSING: Final = frozenset(["Emphasis", "Strong", "Strikethrough", "Link"])
_TAG: Final = regex.compile(
    r"</?(?:span|div|p|a|b|i|u|em|strong|font|br|img|small|sup|sub|center)"
    r"(?:[\s/][^<>\n]{0,500})?>",
    regex.IGNORECASE,
)
_WORDS: Final = regex.compile(r"\S++")
_SILENT: Final = frozenset(["Image", "MetadataBlock"])


def without_broken_tags(text: str) -> str:
    """Spaces for tags so badly made that Markdown would print them as text.

    Just as long as `text`. An invisible character keeps the spaces from being taken
    for an indented block or for a hard line break.
    """

    def blank(match: regex.Match[str]) -> str:
        if STRICT_TAG.fullmatch(match[0]):
            return match[0]
        last = (
            "\u2060" if text[match.end() : match.end() + 1] in ("", "\n", "\r") else " "
        )
        return "\u2060" + " " * (len(match[0]) - 2) + last

    return _TAG.sub(blank, text) if "<" in text else text


def events(source: str) -> Iterator[tuple[Any, int, int]]:
    """Events with their ranges in code points."""
    events = pyromark.events_with_range(source, options=OPTIONS)
    if source.isascii():
        for event, span in events:
            yield event, span["start"], span["end"]
        return
    raw = np.frombuffer(source.encode(), dtype=np.uint8)
    points = np.zeros(len(raw) + 1, dtype=np.int64)
    np.cumsum((raw & 0xC0) != 0x80, out=points[1:])
    chars = points.tolist()  # plain integers: numpy's are slow one by one
    for event, span in events:
        yield event, chars[span["start"]], chars[span["end"]]


class _Reader:
    """Keeps the place in the document while events go by."""

    def __init__(self, text: str) -> None:
        self.builder = Builder(without_broken_tags(text))
        self._html = HtmlReader(self.builder)
        self._around: list[BlockKind] = []
        self._enclosing: list[tuple[int, int]] = []
        self._silent = 0
        self._piece: tuple[int, int] | None = None
        self._handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Start": self._start,
            "End": self._end,
            "Text": self._text,
            "Code": self._code,
            "Html": self._raw,
            "InlineHtml": self._raw,
        }

    def read(self) -> Plain:
        for event, start, end in events(self.builder.source):
            if isinstance(event, str):
                self._flush()
                if event in ("SoftBreak", "HardBreak"):
                    self._break(event, start, end)
                continue
            ((name, value),) = event.items()
            if name not in ("Html", "InlineHtml"):
                self._flush()
            handler = self._handlers.get(name)
            if handler is not None:
                handler(value, start, end)
        self._flush()
        return self.builder.build()

    def _start(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in _AROUND:
            self._around.append(_AROUND[name])
        if name in _BLOCKS:
            level = int(tag["Heading"]["level"][1]) if name == "Heading" else 0
            self.builder.begin(self._kind(name), start, level)
        elif name in _ENCLOSING:
            self._enclosing.append((self.builder.length, start))
        elif name in _SILENT:
            self._silent += 1

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in _AROUND:
            self._around.pop()
        if name in _BLOCKS:
            self.builder.end(end)
        elif name in _ENCLOSING:
            length, source_start = self._enclosing.pop()
            if self.builder.in_block:
                self.builder.enclose(length, source_start, end)
        elif name in _SILENT:
            self._silent -= 1

    def _kind(self, name: str) -> BlockKind:
        if name == "Paragraph" and self._around:
            return self._around[-1]
        return _BLOCKS[name]

    def _unseen(self, start: int) -> bool:
        if self._silent or self._html.hidden:
            return True
        if not self.builder.in_block:
            kind = self._around[-1] if self._around else "paragraph"
            self.builder.begin(kind, start)
        return False

    def _text(self, text: str, start: int, end: int) -> None:
        if self._unseen(start):
            return
        if self.builder.source[start:end] == text:
            self.builder.verbatim(start, end)
        else:
            self.builder.replace(text, start, end)

    def _code(self, text: str, start: int, end: int) -> None:
        if self._unseen(start):
            return
        length = self.builder.length
        low = self.builder.source.find(text, start, end)
        if low >= 0:
            self.builder.verbatim(low, low + len(text))
        else:
            self._wrapped_code(text, start, end)
        self.builder.enclose(length, start, end)

    def _wrapped_code(self, text: str, start: int, end: int) -> None:
        """Code over several lines, word by word: every sentence needs its own place."""
        at = start
        for match in _WORDS.finditer(text):
            low = self.builder.source.find(match[0], at, end)
            if low < 0:
                self.builder.replace(text[match.start() :], at, end)
                return
            if match.start():
                self.builder.replace(" ", at, low)
            at = low + len(match[0])
            self.builder.verbatim(low, at)

    def _break(self, event: str, start: int, end: int) -> None:
        if self.builder.in_block and not self._unseen(start):
            self.builder.replace(" " if event == "SoftBreak" else "\n", start, end)

    def _raw(self, text: str, start: int, end: int) -> None:
        """Join pieces that touch: a tag may run over several lines."""
        if self._piece is not None and self._piece[1] != start:
            self._flush()
        self._piece = (self._piece[0] if self._piece else start, end)

    def _flush(self) -> None:
        if self._piece is not None and not self._silent:
            self._html.feed(*self._piece)
        self._piece = None


def read_markdown(text: str) -> Plain:
    """Read a Markdown document."""
    return _Reader(text).read()
