"""Lists and small numbers as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_SPELLED: Final = (
    "no one two three four five six seven eight nine ten eleven twelve".split()
)


def listing(parts: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def counted(number: int, noun: str) -> str:
    """ "four tracks", "one track", "13 tracks"."""
    told = _SPELLED[number] if number < len(_SPELLED) else str(number)
    return f"{told} {noun}{'' if number == 1 else 's'}"
