"""What of a Markdown source is no running text: raw HTML, code, pictures, links.

All places are in code points of the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import regex

from ..text import Plain
from ..text.markdown import events
from .form import Span

_DEFINITION: Final = regex.compile(
    r"^[ \t>]{0,8}+\[[^\]\n]{1,200}+\]:[ \t]*+\r?\n?[ \t]*+(?P<address>\S++)"
    r"(?:[ \t]*+\r?\n?[ \t]*+(?<=\s)(?P<title>\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?+[ \t]*+\r?$",
    regex.MULTILINE,
)


@dataclass(slots=True)
class Layout:
    """The parts of a Markdown source that a fold must not run into."""

    blocks: list[Span] = field(default_factory=list)
    """Blocks of raw HTML."""
    raw: list[Span] = field(default_factory=list)
    """Raw HTML of any kind."""
    code: list[Span] = field(default_factory=list)
    """Code blocks."""
    spans: list[Span] = field(default_factory=list)
    """Code in running text, and addresses in angle brackets."""
    pictures: list[tuple[Span, str]] = field(default_factory=list)
    """Pictures with their descriptions (and titles)."""
    titles: list[tuple[Span, str]] = field(default_factory=list)
    """What links say when pointed at."""
    addresses: list[Span] = field(default_factory=list)
    """Where links and pictures lead."""


class _Surveyor:
    def __init__(self, source: str) -> None:
        self.source = source
        self.layout = Layout()
        self._picture: tuple[Span, list[str]] | None = None

    def survey(self) -> Layout:
        for event, start, end in events(self.source):
            if isinstance(event, str):
                continue
            ((name, value),) = event.items()
            if name == "Start":
                self._start(value, start, end)
            elif name == "End" and isinstance(value, str) and value == "Image":
                self._picture_end()
            elif name in ("Html", "InlineHtml"):
                self.layout.raw.append((start, end))
            elif name == "Code":
                self.layout.spans.append((start, end))
            if name in ("Text", "Code") and self._picture is not None:
                self._picture[1].append(value)
        return self.layout

    def _start(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "HtmlBlock":
            self.layout.blocks.append((start, end))
        elif name == "CodeBlock":
            self.layout.code.append((start, end))
        elif name == "Image":
            self._picture = (start, end), [tag["Image"]["title"]]
            self._address(tag["Image"]["dest_url"], start, end)
        elif name == "Link":
            self._link(tag["Link"], start, end)

    def _link(self, link: dict[str, str], start: int, end: int) -> None:
        if link["link_type"] in ("Autolink", "Email"):
            self.layout.spans.append((start, end))
        elif link["link_type"] == "Inline":
            at = self.source.rfind(link["title"], start, end)
            if link["title"] and at >= 0:
                span = at - 1, at + len(link["title"]) + 1
                self.layout.titles.append((span, link["title"]))
        self._address(link["dest_url"], start, end)

    def _address(self, address: str, start: int, end: int) -> None:
        at = self.source.rfind(address, start, end)
        if address and at >= 0:
            self.layout.addresses.append((at, at + len(address)))

    def _picture_end(self) -> None:
        if self._picture is not None:
            span, words = self._picture
            self.layout.pictures.append((span, " ".join(filter(None, words))))
        self._picture = None


def lay_out(source: str, plain: Plain) -> Layout:
    """Survey a Markdown source."""
    layout = _Surveyor(source).survey()
    if "]:" in source:
        for match in _DEFINITION.finditer(source):
            if plain.plain_at(match.start("address")) != plain.plain_at(match.end()):
                continue  # it is read as text
            layout.addresses.append(match.span("address"))
            if match["title"]:
                layout.titles.append((match.span("title"), match["title"][1:-1]))
    return layout
