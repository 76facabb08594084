"""The source with its HTML tags blanked out, position for position.

Spoiler signs are looked for here, so `<b>!` is no `>!`, and yet every offset is one of
the source. A block-level tag becomes line breaks; any other becomes a character that is
neither a word nor a space, so that `||<b>x</b>||` still hugs its content.
"""

from __future__ import annotations

from typing import Final

import regex

from ..characters import without_surrogates
from ..domain import Format
from ..text.tags import BLOCK, LenientTokens, Token, strict_tokens
from .unseen import ELEMENTS

FILLER: Final = "\ue000"
_LONE_RETURN: Final = regex.compile(r"\r(?!\n)")


def surface_of(text: str, format: Format) -> str:
    """As long as `text`."""
    source = without_surrogates(text)
    if "\r" in source:  # a lone one ends a line, too
        source = _LONE_RETURN.sub("\n", source)
    if "<" not in source:
        return source
    if format == "html":
        tokens: list[Token] = [
            token
            for token in LenientTokens(source, 0, len(source))
            if token.kind != "text"
        ]
    else:
        tokens = [token for token in strict_tokens(source) if _is_element(token)]
    parts: list[str] = []
    at = 0
    for token in tokens:
        if token.kind == "comment" and format not in ("html", "markdown"):
            continue
        if source.startswith(("{{<", "{{%"), token.start - 2):
            continue
        parts.append(source[at : token.start])
        breaks = token.name in BLOCK or token.name == "br"
        parts.append(("\n" if breaks else FILLER) * (token.end - token.start))
        at = token.end
    parts.append(source[at:])
    return "".join(parts)


def _is_element(token: Token) -> bool:
    """Whether a tag is HTML's or a custom one: in `!<Fine>!` nobody meant a tag."""
    name = token.name
    return token.kind == "comment" or name in ELEMENTS or "-" in name or "spoil" in name
