"""A path, be it file or folder -> its records, each file read by what its name says.

Folders are read in the order of names, hidden files and files of unknown kinds passed
over, every folder once however links run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..errors import InputError, NotFound
from .decoding import unreadable
from .html import read_html
from .jsonl import read_json, read_json_lines
from .prose import read_prose
from .records import ReviewDefaults, SourceRecord

Reader = Callable[[Path, ReviewDefaults], Iterator[SourceRecord]]

READERS: Final[dict[str, Reader]] = {
    ".txt": read_prose,
    ".md": read_prose,
    ".markdown": read_prose,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_json_lines,
    ".jsonl.gz": read_json_lines,
    ".json": read_json,
}
"""Which reader reads which ending of a file's name."""


def read_path(
    path: Path, *, defaults: ReviewDefaults | None = None
) -> Iterator[SourceRecord]:
    """The titles and reviews of a file or folder, and what could not be read.

    NotFound where there is no such path; every other trouble is a record's `problem`,
    and the rest is read.
    """
    if not os.path.lexists(path) or (path.is_symlink() and not path.exists()):
        raise NotFound(f"There is no file or folder {path}; check the path.")
    defaults = defaults or ReviewDefaults()
    return _read_folder(path, defaults) if path.is_dir() else _read_file(path, defaults)


def reader_of(path: Path) -> Reader | None:
    """The reader for a file's name, None where it is of no known kind."""
    name = path.name.lower()
    endings = [ending for ending in READERS if name.endswith(ending) and name != ending]
    return READERS[max(endings, key=len)] if endings else None


def known_endings() -> str:
    """The endings that can be read, in words."""
    *others, last = READERS
    return f"{', '.join(others)} and {last}"


def _read_file(path: Path, defaults: ReviewDefaults) -> Iterator[SourceRecord]:
    reader = reader_of(path)
    if reader is None:
        yield _problem(
            path, "files of this kind cannot be read", f"known are {known_endings()}"
        )
        return
    empty = True
    try:
        for record in reader(path, defaults):
            empty = False
            yield record
    except InputError as error:
        empty = False
        yield SourceRecord(path, problem=error, line=error.line, progress=1.0)
    if empty:
        yield _problem(path, "this file is empty", "it needs one record or a text")


def _read_folder(folder: Path, defaults: ReviewDefaults) -> Iterator[SourceRecord]:
    files: list[tuple[Path, int]] = []
    skipped = 0
    for found in _walk(folder):
        if isinstance(found, SourceRecord):
            yield found
        elif reader_of(found) is None:
            skipped += 1
        else:
            files.append((found, _size(found)))
    if not files:
        endings = known_endings()
        yield _problem(
            folder, "nothing in this folder can be read", f"known are {endings}"
        )
    total = sum(size for _, size in files) or 1
    done = 0
    for path, size in files:
        for record in _read_file(path, defaults):
            yield replace(record, progress=(done + record.progress * size) / total)
        done += size
    if skipped:
        yield SourceRecord(folder, skipped=skipped, progress=1.0)


def _walk(folder: Path) -> Iterator[Path | SourceRecord]:
    """Every file below, in the order of names; a folder that cannot be read is told."""
    waiting = [folder]
    seen: set[tuple[int, int]] = set()
    while waiting:
        current = waiting.pop()
        try:
            found = current.stat()
            if (found.st_dev, found.st_ino) in seen:
                continue
            seen.add((found.st_dev, found.st_ino))
            names = sorted(os.listdir(current))
        except OSError as error:
            yield SourceRecord(current, problem=unreadable(current, error))
            continue
        inside = [current / name for name in names if not name.startswith(".")]
        waiting += reversed([one for one in inside if one.is_dir()])
        yield from (one for one in inside if not one.is_dir())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _problem(path: Path, text: str, advice: str) -> SourceRecord:
    return SourceRecord(path, problem=InputError(text, path=path, advice=advice))
