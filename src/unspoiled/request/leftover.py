"""What is left of a request for search by words and by meaning."""

from __future__ import annotations

from typing import Final

from .page import Page

_EDGES: Final = frozenset(
    "a an the with on in by from and or but that is are to of some any for i me my you "
    "we it its also too either please which like at as than be being something anything "
    "so just only not no if then about".split()
)
"""Words left hanging where what they led to was taken out."""
_OPENINGS: Final = frozenset(
    "i i'm i'd want wanted need would like looking for look please give me us show "
    "recommend suggest recommendation recommendations suggestions find can could you "
    "any some a an the something anything what should watch to in mood craving am hi "
    "hello hey help is there are do know of with searching got have been we tonight today idk dunno best ever".split()
)
"""Words that only ask."""


def free_text(page: Page) -> str:
    """The viewer's words without limits, avoids, names and the words that only ask."""
    pieces = [_trimmed(page, *run) for run in _runs(page)]
    return " ".join(piece for piece in pieces if piece)


def _runs(page: Page) -> list[tuple[int, int]]:
    """Stretches of tokens that were kept, sentence by sentence."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, token in enumerate(page.tokens):
        kept = not page.dropped[index] and page.hedge[index] > 0.0
        new = start is not None and page.tokens[start].clause != token.clause
        if start is not None and (not kept or new):
            runs.append((start, index))
            start = None
        if kept and start is None:
            start = index
    if start is not None:
        runs.append((start, len(page)))
    return runs


def _trimmed(page: Page, start: int, end: int) -> str:
    tokens = page.tokens
    while start < end and (_hangs(page, start) or tokens[start].low in _OPENINGS):
        start += 1
    while end > start and _hangs(page, end - 1):
        end -= 1
    return page.raw(start, end) if start < end else ""


def _hangs(page: Page, index: int) -> bool:
    token = page.tokens[index]
    if page.claimed[index] and token.kind != "mark":
        return False
    return token.kind == "mark" or token.low in _EDGES
