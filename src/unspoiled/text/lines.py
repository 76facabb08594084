"""Which line breaks of a text end a line, which only wrap it, which part blocks.

Mail and old reviews are wrapped by hand at some column. A break is a wrap when the
next word would not have fitted on the line; a line that ends long before that column
was ended on purpose ("Story: 8/10").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import regex

_LINE: Final = regex.compile(r"[^\r\n\u2028\u2029]*+(?:\r\n|[\r\n\u2028\u2029]|$)")
BULLET: Final = regex.compile(r"\s*+(?:[-*+•‣◦▪●·–—]|\(?\d{1,3}[.)])\s++(?=\S)")
_FIRST_WORD: Final = regex.compile(r"\s*+(\S++)")
_NARROWEST: Final = 40
"""A text whose longest line is shorter than this is not wrapped by hand."""
_RAGGED: Final = 0.85
"""How far hand-made wraps keep to the column."""

LineKind = Literal["block", "item", "line", "wrap"]


class Line(NamedTuple):
    """A line without its break, and what the break before it means."""

    kind: LineKind
    start: int
    end: int


def _bare(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        match = _LINE.match(text, at)
        if match is None:  # cannot be: the pattern accepts anything
            return
        end = match.end()
        yield at, at + len(match[0].rstrip("\r\n\u2028\u2029"))
        at = end


def _wraps(
    text: str, line: tuple[int, int], after: tuple[int, int], width: int
) -> bool:
    word = _FIRST_WORD.match(text, *after)
    if word is None:
        return False
    length = len(text[line[0] : line[1]].rstrip())
    if width >= _NARROWEST and length + 1 + len(word[1]) > _RAGGED * width:
        return True
    last = text[line[0] + length - 1] if length else "."
    return word[1][0].islower() and (last.isalnum() or last in ",;-–—'’")


def lines(text: str) -> Iterator[Line]:
    """The lines that hold anything, in order."""
    bare = list(_bare(text))
    width = max((end - start for start, end in bare), default=0)
    kind: LineKind = "block"
    before: tuple[int, int] | None = None
    for start, end in bare:
        if not text[start:end].strip("\ufeff \t\x0b\x0c\x85\xa0"):
            before = None
            continue
        if before is None:
            kind = "block"
        else:
            wraps = _wraps(text, before, (start, end), width)
            kind = "wrap" if wraps else "line"
        bullet = BULLET.match(text, start, end)
        if bullet and not (kind == "wrap" and text[bullet.end() - 2].isalnum()):
            kind = "item"
        yield Line(kind, start, end)
        before = (start, end)
