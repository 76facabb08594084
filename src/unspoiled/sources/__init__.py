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

Readers are imported from their own modules, since each brings a library of its own
along that an answer has no need of.
"""

from __future__ import annotations

from .records import ReviewDefaults, SourceRecord

__all__ = ["ReviewDefaults", "SourceRecord"]
