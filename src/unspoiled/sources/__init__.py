"""Where titles and reviews come from: plain records, before anything is stored.

Read in this order:

    records.py   SourceRecord: a title, a review or a problem; ReviewDefaults
    decoding.py  bytes of a file -> text, or a refusal
    lines.py     a file, packed or not -> lines, in bounded memory
    jsonl.py     .jsonl, .jsonl.gz, .json in the interchange form
    prose.py     .txt and .md, with front matter
    html.py      .html, with its metadata
    paths.py     a file or a folder -> records, by a table of endings
    starter.py   the packaged catalogue

A new place is a new file here that yields SourceRecord. One bad record never stops
the rest.
"""

from __future__ import annotations

from .decoding import decode_text, format_of
from .paths import READERS, read_path
from .records import ReviewDefaults, SourceRecord

__all__ = [
    "READERS",
    "ReviewDefaults",
    "SourceRecord",
    "decode_text",
    "format_of",
    "read_path",
]
