"""Records of the interchange in .jsonl, .jsonl.gz and .json, of all kinds mixed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from .decoding import read_bytes
from .lines import MAX_LINE, Broken, read_lines
from .records import EXCERPT, Place, ReviewDefaults, SourceRecord

MAX_JSON: Final = 64 * 1024 * 1024
"""Bytes of one .json, which is held whole; .jsonl has no bound."""

_decode = msgspec.json.Decoder().decode
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_json_lines(path: Path, defaults: ReviewDefaults) -> Iterator[SourceRecord]:
    """One record a line; a bad line is told and the next one read."""
    packed = path.suffix.lower() == ".gz"
    try:
        for line in read_lines(path, packed=packed):
            place = Place(path, line.number, line.progress)
            data = line.data
            if line.number == 1 and data is not None:
                if data.startswith(_WIDE):
                    yield place.problem("this is UTF-16", advice="save it as UTF-8")
                    return
                data = data.removeprefix(_BOM)
            if data is None:
                yield _too_long(place)
            elif not data.isspace() and data:
                yield _read_line(data, place, defaults)
    except Broken as broken:
        place = Place(path, broken.line, 1.0)
        yield place.problem(broken.problem, advice=broken.advice or None)


def read_json(path: Path, defaults: ReviewDefaults) -> Iterator[SourceRecord]:
    """A list of records, or one; lines of records in a .json are read as such."""
    raw = read_bytes(path, MAX_JSON).removeprefix(_BOM)
    try:
        found = _decode(raw)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        first = raw.lstrip().split(b"\n", 1)[0]
        if _is_record(first):
            yield from read_json_lines(path, defaults)
        else:
            yield Place(path, _line_of(raw, error), 1.0).problem(_why(error))
        return
    records = found if isinstance(found, list) else [found]
    for number, record in enumerate(records, 1):
        yield Place(path, None, number / len(records)).record(record, defaults)


def _read_line(data: bytes, place: Place, defaults: ReviewDefaults) -> SourceRecord:
    try:
        record: Any = _decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        return place.problem(
            _why(error),
            advice="mend that line and add the file again; the others are read",
            raw=data[:EXCERPT].decode("utf-8", "replace"),
        )
    return place.record(record, defaults)


def _too_long(place: Place) -> SourceRecord:
    return place.problem(
        f"this line is longer than {MAX_LINE // 1024 // 1024} MB and was passed over",
        advice="put one record on each line",
    )


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(_decode(line), dict)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return False


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "this JSON is nested too deeply"
    detail = str(error).removeprefix("JSON is malformed: ")
    return f"this is not valid JSON ({detail[:120]})"


def _line_of(raw: bytes, error: Exception) -> int | None:
    """The line of a fault whose byte msgspec names, "... (byte 17)"."""
    _, _, tail = str(error).rpartition("(byte ")
    at = tail.rstrip(")")
    return raw.count(b"\n", 0, int(at)) + 1 if at.isdecimal() else None
