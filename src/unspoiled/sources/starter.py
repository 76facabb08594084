"""The packaged starter catalogue: facts of dramas, no prose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..errors import NotFound
from .records import ReviewDefaults, SourceRecord

STARTER: Final = Path(__file__).parents[1] / "data" / "catalogue.jsonl.gz"


def read_starter() -> Iterator[SourceRecord]:
    """The titles of the starter catalogue."""
    from .jsonl import read_json_lines

    _check()
    return read_json_lines(STARTER, ReviewDefaults())


def starter_version() -> str:
    """What tells one starter catalogue from another: the checksum in its last bytes.

    A gzip file ends with the CRC-32 and the length of what it holds (RFC 1952, 2.3.1),
    so a library is compared with the package without unpacking anything.
    """
    _check()
    with STARTER.open("rb") as file:
        file.seek(-8, 2)
        return file.read(8).hex()


def _check() -> None:
    if not STARTER.is_file():
        raise NotFound(
            f"The starter catalogue {STARTER} is missing; reinstall unspoiled."
        )
