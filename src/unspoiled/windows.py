"""A review's sentences -> windows of tokens that a model reads as one.

What a sentence gives away often shows in the sentences beside it, so the judge reads
several at once. Every sentence is judged in exactly one window. What is judged has one
sentence before it as company and, where the review goes on, one after it, unless the
window has room for so few that it keeps them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_SENTENCE = 64
"""Tokens of a sentence that are read; the reader gives a longer one no state."""
ROOM = 126
"""Tokens of a window, without its opening one; each sentence takes one for its end."""
COMPANY = 1
"""Sentences before the first judged one that are read with it."""


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `[first, last)` are read together, `[start, end)` of them judged."""

    first: int
    start: int
    end: int
    last: int


def windows(
    lengths: Sequence[int], room: int = ROOM, company: int = COMPANY
) -> Iterator[Window]:
    """Cut sentences of these lengths (in tokens) into windows, in order.

    A sentence that alone is longer than `room` has a window of its own.
    """
    taken = [length + 1 for length in lengths]
    start = 0
    while start < len(taken):
        first = max(0, start - company)
        last, used = start, sum(taken[first:start])
        while last < len(taken) and (last == start or used + taken[last] <= room):
            used += taken[last]
            last += 1
        lone = last == len(taken) or last - start < _LEAST_FOR_COMPANY
        end = last if lone else last - 1
        yield Window(first, start, end, last)
        start = end


def spelled(
    window: Window, sentences: Sequence[Sequence[int]], opening: int, closing: int
) -> tuple[list[int], list[tuple[int, int]]]:
    """A window's tokens, and where in them each judged sentence stands.

    `sentences` are the review's, in tokens; each is followed by `closing`.
    """
    ids: list[int] = [opening]
    spans: list[tuple[int, int]] = []
    for n in range(window.first, window.last):
        if window.start <= n < window.end:
            spans.append((len(ids), len(ids) + len(sentences[n])))
        ids += [*sentences[n], closing]
    return ids, spans


_LEAST_FOR_COMPANY = 3
"""Sentences from which a window gives its last one up to the next."""
