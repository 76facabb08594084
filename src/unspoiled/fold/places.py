"""Spans of a text, looked up by place without going through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

from .form import Span


class Places:
    """Some spans; quick where few of them overlap."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(set(spans))
        self._starts = [start for start, _ in self._spans]
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def __bool__(self) -> bool:
        return bool(self._spans)

    def touching(self, low: int, high: int) -> Iterator[Span]:
        """Those that share a character with `[low, high)`, last ones first."""
        for index in range(bisect_left(self._starts, high) - 1, -1, -1):
            if self._reach[index] <= low:
                return
            if self._spans[index][1] > low:
                yield self._spans[index]

    def holding(self, place: int) -> Span | None:
        """One that the character at a place belongs to."""
        return next(self.touching(place, place + 1), None)

    def hold(self, span: Span) -> bool:
        """Whether one of them covers all of a span."""
        return any(
            low <= span[0] and span[1] <= high
            for low, high in self.touching(span[0], max(span[1], span[0] + 1))
        )
