"""Plain text -> Plain: only lines, list dashes and bare headings mean anything."""

from __future__ import annotations

from typing import Final

import regex

from .lines import BULLET, Line, lines
from .plain import BlockKind, Builder, Plain, looks_like_heading

_HASHES: Final = regex.compile(r"\s{0,3}(#{1,6})\s++(?=\S)")
_SIGNS: Final = {"block": _HASHES, "item": BULLET}
_BARE_LEVEL: Final = 2
_LONG_LINE: Final = 60


def heading_level(text: str, line: Line, after: Line | None) -> int:
    """The level of a heading in plain text, 0 for none.

    A line that looks like one, with a block or at least a long line after it.
    """
    hashes = _HASHES.match(text, line.start, line.end)
    if hashes:
        return len(hashes[1])
    if line.kind != "block" or after is None or after.kind in ("item", "wrap"):
        return 0
    if after.kind == "line" and after.end - after.start <= _LONG_LINE:
        return 0
    return _BARE_LEVEL * looks_like_heading(text[line.start : line.end].strip())


def read_text(text: str) -> Plain:
    """Read a plain text: paragraphs between blank lines, items after list dashes."""
    builder = Builder(text)
    source = builder.source
    rows = list(lines(source))
    under = False  # whether the line before was a heading
    for index, line in enumerate(rows):
        after = rows[index + 1] if index + 1 < len(rows) else None
        before = rows[index - 1].end if index else 0
        if line.kind in ("block", "item") or under:
            builder.end(before)
            level = heading_level(source, line, after)
            kind: BlockKind = "heading" if level else "paragraph"
            builder.begin("item" if line.kind == "item" else kind, line.start, level)
            under = level > 0
        else:
            builder.replace(" " if line.kind == "wrap" else "\n", before, line.start)
        sign = _SIGNS.get(line.kind)
        lead = sign.match(source, line.start, line.end) if sign else None
        builder.verbatim(lead.end() if lead else line.start, line.end)
    builder.end(rows[-1].end if rows else 0)
    return builder.build()
