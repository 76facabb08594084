"""Pages within a page: what a browser shows of them, as words.

A document in an attribute (`srcdoc`, a `data:` address), an element whose content is shown
as it stands (`<xmp>`) or only where something else is not (`<noembed>`, `<canvas>`), a
shadow tree in a template. None of it is text of the review, and all of it can be read.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

import regex

from ..text import plain_text

EMBEDDED: Final = frozenset(
    "xmp plaintext noembed noframes iframe datalist canvas audio video".split()
)
"""Elements whose content a browser may show apart from the page's text."""
_DATA: Final = regex.compile(
    r"\s*+data:(?P<kind>[^;,]*+)(?P<coded>(?:;[^;,]*+)*+),(?P<rest>.*+)",
    regex.IGNORECASE | regex.DOTALL,
)
_WORDLESS: Final = regex.compile(
    r"image/(?!svg)|font/|audio/|video/|application/(?:font|x-font|octet-stream|wasm)",
    regex.IGNORECASE,
)
_MOST: Final = 100_000
"""Characters of a document that are read; a longer one is taken to tell everything."""
UNREAD: Final = "\N{REPLACEMENT CHARACTER} unread document that may tell how it ends"
"""Stands for words that cannot be read; no judge clears it."""


def is_embedded(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element's content is shown apart from the page's text."""
    if name == "template":
        return not {"shadowrootmode", "shadowroot"}.isdisjoint(attributes)
    return name in EMBEDDED


def words_within(document: str) -> str:
    """What can be read of an embedded page's source."""
    if len(document) > _MOST:
        return UNREAD
    return plain_text(document, "html").text


def words_at(address: str) -> str:
    """What can be read of a `data:` address; nothing of any other, or of a picture."""
    found = _DATA.fullmatch(address)
    if found is None or _WORDLESS.match(found["kind"].strip()):
        return ""
    if len(found["rest"]) > _MOST:
        return UNREAD
    said = unquote(found["rest"])
    if "base64" in found["coded"].lower():
        try:
            said = b64decode(said, validate=False).decode("utf-8", "replace")
        except (Error, ValueError):
            return UNREAD
    if "svg" in found["kind"].lower():  # its words stand in no paragraph
        return " ".join(regex.sub(r"<[^>]*+>", " ", said).split())
    return words_within(said)
