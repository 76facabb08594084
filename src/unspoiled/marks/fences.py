"""Marks that fence off whole lines.

`::: spoiler Label … :::` (Lemmy), `:::details[Label]`, `::: {.details}`, bare `:::`;
pymdownx `??? note "Label"` with an indented body and `/// details | Label … ///`; Grav
`>? [label]`; AsciiDoc `[%collapsible]`. (`>! line` and `||` fences are signs that
`inline` already knows.) A fence left open hides to the end of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from ..domain import Format
from ..text import Plain
from .found import Found, Span, as_label, block_end

_LEAD: Final = r"^[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?"
_HIDING_NAME: Final = regex.compile(
    r"spoil|details|collapse|hidden|hide|expand|cw\b", regex.IGNORECASE
)
_SHOWING_NAME: Final = regex.compile(r"spoiler-?free|no-?spoiler", regex.IGNORECASE)

_COLONS: Final = regex.compile(
    _LEAD + r"(?P<sign>:{3,})(?P<rest>[^\n]*+)$", regex.MULTILINE
)
_SLASHES: Final = regex.compile(
    _LEAD + r"(?P<sign>/{3,})(?P<rest>[ \t][^\n]*+|[ \t\r]*+)$", regex.MULTILINE
)
_PLUSES: Final = regex.compile(
    _LEAD + r"(?P<sign>\+{3,})(?P<rest>[^\n]*+)$", regex.MULTILINE
)
_INLINE_CLOSE: Final = regex.compile(r"(?:(?<=\s):{3,}|\s/{3,})\s*$")
_LABEL: Final = regex.compile(
    r"\{?\.?[\w.-]+\}?\s*(?:\[(?P<square>[^\]]*)\]|\|\s*(?P<pipe>.*)|(?P<words>.*))"
)

_QUESTION: Final = regex.compile(
    r"^(?P<indent>[ \t>]*+)\?\?\?\+?(?P<name>(?:[ \t]+[\w-]+)*+)"
    r"(?:[ \t]+[\"“](?P<label>[^\"”\n]*+)[\"”]?)?[ \t\r]*+$",
    regex.MULTILINE,
)
_ADMONITION: Final = regex.compile(
    r"^(?P<indent>[ \t>]*+)!!!\+?(?P<name>(?:[ \t]+[\w-]*spoil[\w-]*))(?:[ \t]+[\"“]"
    r"(?P<label>[^\"”\n]*+)[\"”]?)?[ \t\r]*+$",
    regex.MULTILINE | regex.IGNORECASE,
)
_LINE: Final = regex.compile(r"(?P<lead>[ \t>]*+)(?P<rest>[^\n]*+)(?:\n|$)")
_GRAV: Final = regex.compile(
    r"^[ \t]*+(?:>|&gt;)\?[ \t]*+(?:\[(?P<label>[^\]\n]*+)\])?", regex.MULTILINE
)
_COLLAPSIBLE: Final = regex.compile(
    r"^(?:\.(?P<before>[^\s.][^\n]*+)\n)?\[(?:%|[^\]\n]{0,80},\s*%?)?"
    r"(?:collapsible|\.spoiler)[^\]\n]{0,80}\]\s*?\n(?:\.(?P<after>[^\s.][^\n]*+)\n)?"
    r"(?P<fence>={4,}|-{4,}|\*{4,})?",
    regex.MULTILINE | regex.IGNORECASE,
)


def find_fences(
    surface: str, plain: Plain, format: Format, dialects: frozenset[str]
) -> Iterator[Found]:
    """Marks of every kind of fence that counts in this format or dialect."""
    home = format == "markdown" or bool(dialects)
    if ":::" in surface:
        yield from _fenced(_COLONS, surface, home=home)
    if home and "///" in surface:
        yield from _fenced(_SLASHES, surface, home=True)
    if home and "+++" in surface:
        yield from _fenced(_PLUSES, surface, home=True)
    if home and "???" in surface:
        yield from _indented(_QUESTION, surface)
    if home and "!!!" in surface:
        yield from _indented(_ADMONITION, surface)
    if format == "markdown" or "grav" in dialects:
        yield from _grav(surface, plain)
    if "[!" in surface:
        yield from _callouts(surface)
    if "[" in surface:
        yield from _collapsible(surface, plain)


@dataclass(slots=True)
class _Fence:
    length: int
    start: int
    sign: Span
    hides: bool
    label: str | None


def _fenced(line: regex.Pattern[str], surface: str, *, home: bool) -> Iterator[Found]:
    """Fences that nest: a line with a name opens, a bare one closes."""
    stack: list[_Fence] = []
    for match in line.finditer(surface):
        rest = match["rest"].strip()
        sign = (match.start("sign"), match.end())
        length = len(match["sign"])
        if rest and not home and match["sign"] in rest.rstrip(":/"):
            continue  # `:::SPOILERS::: he dies` is prose with ornaments
        if rest:
            fence = _Fence(length, match.start(), sign, _is_hiding(rest), _label(rest))
            if not _INLINE_CLOSE.search(rest):
                stack.append(fence)
            elif fence.hides:
                yield Found("block", fence.start, match.end(), fence.label, ())
        elif stack and length >= stack[-1].length:
            fence = stack.pop()
            if fence.hides:
                signs = (fence.sign, sign)
                yield Found("block", fence.start, match.end(), fence.label, signs)
        elif not stack and home and line is _COLONS:
            stack.append(_Fence(length, match.start(), sign, True, None))
    for fence in stack:
        if fence.hides:
            yield Found("block", fence.start, len(surface), fence.label, (fence.sign,))


def _is_hiding(rest: str) -> bool:
    name = rest.split("|")[0][:80]
    return bool(_HIDING_NAME.search(name)) and not _SHOWING_NAME.search(name)


def _label(rest: str) -> str | None:
    match = _LABEL.match(rest.rstrip(":/ "))
    if match is None:
        return None
    return as_label(match["square"] or match["pipe"] or match["words"])


def _indented(line: regex.Pattern[str], surface: str) -> Iterator[Found]:
    """A heading line with an indented body; lines glued to the body belong to it."""
    last = 0
    for match in line.finditer(surface):
        if match.start() < last or not (match["name"] or match["label"] is not None):
            continue
        last = _body_end(surface, match.end() + 1, len(match["indent"]))
        label = as_label(match["label"])
        yield Found("block", match.start(), last, label, (match.span(),))


def _body_end(surface: str, at: int, indent: int) -> int:
    """Where the first line after a blank one stands no further in than `indent`."""
    end, blank = min(at, len(surface)), False
    while at < len(surface):
        match = _LINE.match(surface, at)
        if match is None or match.end() == at:
            break
        if not match["rest"].strip():
            blank = True
        elif blank and len(match["lead"].expandtabs(4)) <= indent:
            break
        else:
            end = match.end()
        at = match.end()
    return end


def _grav(surface: str, plain: Plain) -> Iterator[Found]:
    last = 0
    for match in _GRAV.finditer(surface):
        if match.start() >= last:
            last = max(block_end(plain, match.end()), match.end())
            label = as_label(match["label"])
            yield Found("block", match.start(), last, label, (match.span(),))


_CALLOUT: Final = regex.compile(
    r"^[ \t]*+(?:>|&gt;)[ \t>]*+\[!\s*+[\w-]*?(?:spoil|details|collapse)[\w-]*+\][-+]?[ \t]*+"
    r"(?P<label>[^\r\n]*+)(?:\r?\n[ \t]*+(?:>|&gt;)[^\n]*+)*+",
    regex.MULTILINE | regex.IGNORECASE,
)


def _callouts(surface: str) -> Iterator[Found]:
    """`> [!spoiler] Label`, with the quote that it begins."""
    for match in _CALLOUT.finditer(surface):
        label = as_label(match["label"])
        yield Found("block", match.start(), match.end(), label)


def _collapsible(surface: str, plain: Plain) -> Iterator[Found]:
    """AsciiDoc: the delimited block, or else the paragraph, after `[%collapsible]`."""
    last = 0
    absent: set[str] = set()
    for match in _COLLAPSIBLE.finditer(surface):
        if match.start() < last:
            continue
        fence = match["fence"]
        signs = [match.span()]
        if fence is None:
            last = block_end(plain, match.end())
        else:
            close = None
            if fence not in absent:
                pattern = rf"^{regex.escape(fence)}[ \t\r]*$"
                close = regex.compile(pattern, regex.MULTILINE).search(
                    surface, match.end()
                )
            if close is None:
                absent.add(fence)
                last = len(surface)
            else:
                signs.append(close.span())
                last = close.end()
        label = as_label(match["before"] or match["after"])
        yield Found("block", match.start(), last, label, tuple(signs))
