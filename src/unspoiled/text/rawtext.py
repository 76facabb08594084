"""Plain text -> Plain: only lines, list dashes and bare headings mean anything."""

from __future__ import annotations

from typing import Final

import regex

from .lines import BULLET, Line, lines
from .plain import BlockKind, Builder, Plain

_HASHES: Final = regex.compile(r"\s{0,3}(#{1,6})\s++(?=\S)")
_ENDED: Final = regex.compile(r"[.!?…,;。！？、，；]['\"”’)\]]*$")
_LONGEST_HEADING: Final = 60
_BARE_LEVEL: Final = 2


def heading_level(text: str, line: Line, alone: bool) -> int:
    """The level of a heading in plain text, 0 for none.

    A line alone, followed by something, short, capitalised and without an end.
    """
    hashes = _HASHES.match(text, line.start, line.end)
    if hashes:
        return len(hashes[1])
    words = text[line.start : line.end].strip()
    if not alone or not 0 < len(words) <= _LONGEST_HEADING or _ENDED.search(words):
        return 0
    first = next((char for char in words if char.isalnum()), "a")
    return 0 if first.islower() else _BARE_LEVEL


def read_text(text: str) -> Plain:
    """Read a plain text: paragraphs between blank lines, items after list dashes."""
    builder = Builder(text)
    source = builder.source
    rows = list(lines(source))
    for index, line in enumerate(rows):
        after = rows[index + 1] if index + 1 < len(rows) else None
        if line.kind in ("block", "item"):
            builder.end(rows[index - 1].end if index else 0)
            alone = line.kind == "block" and after is not None and after.kind == "block"
            level = heading_level(source, line, alone)
            kind: BlockKind = "heading" if level else "paragraph"
            builder.begin("item" if line.kind == "item" else kind, line.start, level)
        else:
            gap = " " if line.kind == "wrap" else "\n"
            builder.replace(gap, rows[index - 1].end, line.start)
        sign = (
            _HASHES if line.kind == "block" else BULLET if line.kind == "item" else None
        )
        lead = sign.match(source, line.start, line.end) if sign else None
        builder.verbatim(lead.end() if lead else line.start, line.end)
    builder.end(rows[-1].end if rows else 0)
    return builder.build()
