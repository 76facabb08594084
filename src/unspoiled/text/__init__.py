"""Raw text of any format -> plain text in which every character knows its source.

    plain.py     Plain, Block, and the builder that every reader fills
    tags.py      HTML tokens with their exact positions
    html.py      HTML -> Plain (also the raw HTML inside Markdown)
    markdown.py  Markdown -> Plain
    lines.py     which line breaks end a line, and which only wrap it
    rawtext.py   plain text -> Plain
    bbcode.py    BBCode -> Plain
    cuts.py      where one sentence of plain text ends and the next begins

Reading is linear in the length of the text, keeps no recursion, and accepts any
string at all. Nothing here knows about spoilers: `marks` reads the source itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ..domain import Format
from .bbcode import read_bbcode
from .html import read_html
from .markdown import read_markdown
from .plain import Block, BlockKind, Plain
from .rawtext import read_text

__all__ = ["Block", "BlockKind", "Plain", "plain_text"]

_READERS: Final[dict[Format, Callable[[str], Plain]]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "bbcode": read_bbcode,
}


@lru_cache(maxsize=4)
def plain_text(text: str, format: Format) -> Plain:
    """Render `text`: markup gone, entities decoded, offsets kept.

    The last few are remembered, since marks and sentences read the same text in turn.
    """
    return _READERS[format](text)
