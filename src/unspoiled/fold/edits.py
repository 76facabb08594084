"""Changes to a source text by place, applied all at once or piece by piece."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator


class Edits:
    """Replacements of spans of a source.

    Of two that overlap the first one counts (the longer one where both begin there), but
    what either takes out is out, and what is put in where text was taken out is in.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._edits: list[tuple[int, int, str]] = []
        self._sorted = True

    def __bool__(self) -> bool:
        return bool(self._edits)

    def __iter__(self) -> Iterator[tuple[int, int, str]]:
        return iter(self._edits)

    def put(self, start: int, end: int, text: str = "") -> None:
        """Put `text` in place of `source[start:end]`; where both are one, insert it."""
        if start < end or text:
            self._edits.append((start, end, text))
            self._sorted = False

    def back(self, place: int, *, end: bool = False) -> int:
        """Where a place in the changed text stands in the source.

        Within what was put in, where that begins, or with `end` where it ends.
        """
        shift = last = 0
        for start, stop, text in sorted(self._edits, key=_order):
            if start < last:
                if not text and stop > last:
                    shift -= stop - last
                    last = stop
                continue
            if place < start + shift + len(text):
                inside = place > start + shift
                return stop if end and inside else min(place - shift, start)
            shift += len(text) - (stop - start)
            last = stop
        return place - shift

    def applied(self, low: int = 0, high: int | None = None) -> str:
        """`source[low:high]` with the changes that lie in it."""
        high = len(self.source) if high is None else high
        if not self._sorted:
            self._edits.sort(key=_order)
            self._sorted = True
        parts: list[str] = []
        at, bare = low, False
        first = bisect_left(self._edits, low, key=lambda edit: edit[0])
        for start, end, text in self._edits[first:]:
            if start >= high and not (start == high == len(self.source)):
                break
            if start < at or end > high:
                if at <= end <= high and not text:
                    at = end  # what is taken out twice is taken out whole
                elif low <= start == end and bare:
                    parts.append(text)
                continue
            parts += [self.source[at:start], text]
            at, bare = end, not text
        parts.append(self.source[at:high])
        return "".join(parts)


def _order(edit: tuple[int, int, str]) -> tuple[int, bool, int]:
    """By place; what is only put in before what is taken out there, the longest first."""
    start, end, _ = edit
    return start, end > start, -end


class Steps:
    """A text that is changed step by step, with the way back to where it began."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._taken: list[Edits] = []

    def take(self, edits: Edits) -> None:
        """Apply changes to the text as it is now."""
        if edits:
            self.text = edits.applied()
            self._taken.append(edits)

    def back(self, place: int, *, end: bool = False) -> int:
        """Where a place in the text stood at the beginning; `end` as for `Edits`."""
        for edits in reversed(self._taken):
            place = edits.back(place, end=end)
        return place
