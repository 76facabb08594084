"""Answers, titles and reviews put into a form: JSON values, or lines for a terminal."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def inert(text: str) -> str:
    """Untrusted text that can steer no terminal and turn no line around.

    Control characters are gone, line breaks kept; so are marks of direction and halves
    of characters, which not every terminal can print.
    """
    if text.isprintable():  # true of almost all text
        return text
    return "".join(
        char
        for char in text
        if char == "\n"
        or (
            unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
            and char not in _BIDI
        )
    )
