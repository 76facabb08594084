"""A file, packed or not -> its lines, in bounded memory.

A line too long to be a record is passed over without being held, and a packed file
that unpacks to absurd lengths is stopped. Whatever could be read before a file breaks
off is yielded first.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Final

from .decoding import check_regular, unreadable

MAX_LINE: Final = 16 * 1024 * 1024
CHUNK: Final = 1024 * 1024
BOMB_BYTES: Final = 64 * 1024 * 1024
BOMB_RATIO: Final = 250
"""Text packs to a tenth or so; beyond this, and large, nobody wrote it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `data` is None where it was too long to hold."""

    number: int
    data: bytes | None
    progress: float


class Broken(Exception):
    """The file breaks off after `line` whole lines; `problem` says how."""

    def __init__(self, line: int, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.advice = line, problem, advice


def read_lines(path: Path, *, packed: bool) -> Iterator[Line]:
    """The lines of a file; raises Broken where it breaks off, InputError at once."""
    size = check_regular(path)
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    with closing(file):
        yield from _split(file, size, packed=packed)


def _split(file: BufferedReader, size: int, *, packed: bool) -> Iterator[Line]:
    number = 0
    held: list[bytes] = []
    length = 0
    try:
        for chunk in _unpack(file) if packed else iter(lambda: file.read1(CHUNK), b""):
            progress = min(1.0, file.tell() / size) if size else 1.0
            first, *others = chunk.split(b"\n")
            length += len(first)
            held = [*held, first] if length <= MAX_LINE else []
            for following in others:
                number += 1
                yield Line(number, _joined(held, length), progress)
                held, length = [following], len(following)
    except _Stopped as stop:
        raise Broken(number + 1, *stop.args) from stop
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Broken(number + 1, *_how_broken(error, number)) from error
    except OSError as error:
        raise Broken(number + 1, f"reading failed ({error.strerror})", "") from error
    if length:
        yield Line(number + 1, _joined(held, length), 1.0)


def _joined(held: list[bytes], length: int) -> bytes | None:
    if length > MAX_LINE:
        return None
    return held[0] if len(held) == 1 else b"".join(held)


class _Stopped(Exception):
    """(problem, advice)"""


def _unpack(file: BufferedReader) -> Iterator[bytes]:
    """Pieces as they come, so that nothing read before a break is lost with it."""
    total = 0
    with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
        while chunk := unpacked.read1(CHUNK):
            total += len(chunk)
            if total > BOMB_BYTES and total > BOMB_RATIO * file.tell():
                raise _Stopped(
                    "this file unpacks to far more than text does",
                    "unpack it and look at it before adding it",
                )
            yield chunk


def _how_broken(error: Exception, number: int) -> tuple[str, str]:
    again = "fetch or copy the file again; what came before is kept"
    if isinstance(error, EOFError):
        return "the packed file is cut off here", again
    if number == 0 and isinstance(error, gzip.BadGzipFile):
        return "this is not a gzip file", "rename it to .jsonl if it is not packed"
    return f"the packed file is damaged here ({error})", again
