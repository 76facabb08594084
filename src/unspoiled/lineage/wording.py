"""Small numbers as they are written."""

from __future__ import annotations

from typing import Final

_SPELLED: Final = (
    "no one two three four five six seven eight nine ten eleven twelve".split()
)


def counted(number: int, noun: str) -> str:
    """ "four tracks", "one track", "13 tracks"."""
    told = _SPELLED[number] if number < len(_SPELLED) else str(number)
    return f"{told} {noun}{'' if number == 1 else 's'}"
