"""Bytes of a file -> its text, whatever the encoding; binary files are refused.

The text is what was written, line ends and all: offsets into it are offsets into the
file as read. Only a byte order mark is left out.
"""

from __future__ import annotations

import codecs
import stat
from pathlib import Path
from typing import BinaryIO, Final

from ..domain import Format
from ..errors import InputError

MAX_BYTES: Final = 8 * 1024 * 1024
"""Of one text file; a review is far shorter."""
SAMPLE: Final = 64 * 1024
"""Bytes from which an encoding that a file does not state is guessed."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = bytes({*range(32), 127} - set(b"\t\n\r\f\x1b"))
_FORMATS: Final[dict[str, Format]] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".bbcode": "bbcode",
}  # fmt: skip


def format_of(path: Path) -> Format:
    """The format that a file's name promises."""
    return _FORMATS.get(path.suffix.lower(), "text")


def decode_text(raw: bytes, path: Path) -> str:
    """The text of a file; InputError names a file that holds none."""
    return decode_as(raw, path)[0]


def decode_as(raw: bytes, path: Path) -> tuple[str, bytes, str]:
    """The text of a file, its byte order mark and its encoding; InputError as above."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode(raw[len(mark) :], encoding, path), mark, encoding
    if _is_binary(raw):
        raise InputError(
            "this is a binary file, not text", path=path,
            advice="save it as plain text in UTF-8 and add it again",
        )  # fmt: skip
    try:
        return raw.decode("utf-8"), b"", "utf-8"
    except UnicodeDecodeError:
        encoding = _guess(raw, path)
        return _decode(raw, encoding, path), b"", encoding


def read_text(path: Path) -> str:
    """The text of a regular file of bounded size."""
    return decode_text(read_bytes(path, MAX_BYTES), path)


def read_bytes(path: Path, most: int) -> bytes:
    """The bytes of a regular file; InputError names one that is none or is too big."""
    check_regular(path)
    try:
        with path.open("rb") as file:
            return read_bounded(file, most, path)
    except OSError as error:
        raise unreadable(path, error) from error


def read_bounded(file: BinaryIO, most: int, path: Path) -> bytes:
    """What is left of an open file; InputError where that is more than `most` bytes."""
    raw = file.read(most + 1)
    if len(raw) > most:
        raise InputError(
            f"this file is larger than {most // 1024 // 1024} MB", path=path,
            advice="split it, one review a file or one record a line in .jsonl",
        )  # fmt: skip
    return raw


def check_regular(path: Path) -> int:
    """The size of a regular file; a pipe or device would block and is refused."""
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise InputError(
            "this is not a regular file", path=path, advice="copy it into a file first"
        )
    return found.st_size


def unreadable(path: Path, error: OSError) -> InputError:
    """An error of the operating system in words."""
    return InputError(
        f"this file cannot be read ({error.strerror or error})", path=path,
        advice="check its permissions and that it is still there",
    )  # fmt: skip


def _is_binary(raw: bytes) -> bool:
    head = raw[:SAMPLE]
    if b"\x00" in raw:
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(2, len(head) // 100)


def _guess(raw: bytes, path: Path) -> str:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    found = from_bytes(raw[:SAMPLE])
    best = found.best()
    if best is None:
        raise InputError(
            "the encoding of this file cannot be told", path=path,
            advice="save it as plain text in UTF-8 and add it again",
        )  # fmt: skip
    level = [m for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    names = {name for match in level for name in match.could_be_from_charset}
    # where nothing tells Western from Central European, Western is far more frequent
    return "cp1252" if "cp1252" in names else best.encoding


def _decode(raw: bytes, encoding: str, path: Path) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"this file is not the {encoding} text that it seems to be", path=path,
            advice="save it as plain text in UTF-8 and add it again",
        ) from error  # fmt: skip
    if "\x00" in text:
        raise InputError("this is a binary file, not text", path=path)
    return text
