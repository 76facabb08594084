"""A text as a person reads it: entities decoded, nothing invisible, look-alikes plain.

`&#124;&#124;`, `[spo\u200biler]` and `［spoiler］` look like marks, and are meant as such
where an export has mangled them. Every character of a view knows its place in the
source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

import regex

from ..domain import Format
from ..text import Plain

_TELLING: Final = (
    ">!", "||", "~!", "spoil", "splr", "[mask", "[[", "<details", "](/", "](#",
)  # fmt: skip
_ENTITY: Final = regex.compile(
    r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_UNSEEN: Final = regex.compile(r"[\p{Cf}\ufe00-\ufe0f\u034f\u115f\u1160\u3164]++")
_ALIKE: Final = str.maketrans(
    "［］｛｝｜＜＞／～：＝＃（）оеріѕсаОЕРІЅСА",
    "[]{}|<>/~:=#()oepiscaOEPISCA",
)
"""Full-width signs, and Cyrillic letters that "spoiler" is written with."""
_ROUNDS: Final = 3
"""How often a text may have been escaped on its way."""


@dataclass(frozen=True, slots=True)
class View:
    """`text` with the place in the plain text that each character comes from."""

    text: str
    at: list[int]
    plain: Plain

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source range of `text[start:end]`."""
        low = self.at[start] if start < len(self.at) else len(self.plain.text)
        high = self.at[end] if end < len(self.at) else len(self.plain.text)
        return self.plain.source_span(low, high)


def view_of(text: str, format: Format, plain: Plain) -> View | None:
    """The rendered text as read; None where it shows no sign that the source hides."""
    if format == "text" and "&" not in text and _same(text):
        return None
    if format != "text" and "&" not in text and "<" not in text and _same(text):
        return None
    view = _decoded(plain)
    low = view.text.lower()
    return view if any(sign in low for sign in _TELLING) else None


def squeezed(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """`text[start:end]` without what is invisible, and where in `text` each is from.

    The places have one more than the characters, for the end.
    """
    part = text[start:end]
    places: Sequence[int] = range(start, end + 1)
    if part.isascii() or _UNSEEN.search(part) is None:
        return part, places
    return _replaced(part, list(places), _UNSEEN, entities=False)


def _same(text: str) -> bool:
    if text.isascii():
        return True
    return _UNSEEN.search(text) is None and text.translate(_ALIKE) == text


def _decoded(plain: Plain) -> View:
    text, at = plain.text, list(range(len(plain.text)))
    for _ in range(_ROUNDS):
        if "&" not in text or not _ENTITY.search(text):
            break
        text, at = _replaced(text, at, _ENTITY, entities=True)
    text, at = _replaced(text, at, _UNSEEN, entities=False)
    return View(text.translate(_ALIKE), at, plain)


def _replaced(
    text: str, at: list[int], pattern: regex.Pattern[str], *, entities: bool
) -> tuple[str, list[int]]:
    """The text with entities decoded, or with what matches left out."""
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        word = unescape(match[0]) if entities else ""
        parts += [text[last:start], word]
        places += at[last:start]
        places += [at[start]] * len(word)
        last = end
    if not last:
        return text, at
    return "".join([*parts, text[last:]]), places + at[last:]
