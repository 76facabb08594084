"""A page's elements as a tree in which every part knows its place in the source.

Elements end where a browser ends them for ordinary pages: a paragraph at the next block,
a list item at the next item, a cell at the next cell. Where a page is so broken that a
browser sees another text than this tree, `check` finds out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Final

import regex

from ..domain import SafeFrom
from ..text.tags import BLOCK, RAW, VOID, LenientTokens, Token, attributes, hides
from .form import Span
from .verdict import Hidden

DEEPEST: Final = 120
"""Elements within one another; pages have a few dozen, browsers stop at 512."""

READABLE: Final = regex.compile(r"[\p{L}\p{N}\p{So}]")
OPAQUE: Final = frozenset("button select svg math object noscript textarea".split())
"""Elements that are shown or hidden as one, since no sentence is read in them."""
_PICTURES: Final = frozenset("img hr input embed iframe video audio canvas".split())
"""Elements that are seen without a word in them."""

_SCOPE: Final = frozenset(
    "html table td th caption object template marquee applet svg math".split()
)
_TABLE: Final = frozenset("table thead tbody tfoot tr td th caption colgroup".split())
_ENDS_P: Final = BLOCK - frozenset(
    "html body head tr td th tbody thead tfoot caption legend".split()
)
_CLOSED_BY: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    **dict.fromkeys(
        ["td", "th"], (frozenset(["td", "th"]), frozenset(["tr", "table"]))
    ),
    "tr": (frozenset(["tr"]), frozenset(["table"])),
    **dict.fromkeys(
        ["tbody", "thead", "tfoot"],
        (frozenset(["tbody", "thead", "tfoot"]), frozenset(["table"])),
    ),
    "li": (frozenset(["li"]), BLOCK - frozenset(["address", "div", "p", "li"])),
    **dict.fromkeys(
        ["dd", "dt"],
        (
            frozenset(["dd", "dt"]),
            BLOCK - frozenset(["address", "div", "p", "dd", "dt"]),
        ),
    ),
    "a": (frozenset(["a"]), BLOCK),
    "body": (frozenset(["head"]), frozenset()),
    "option": (frozenset(["option"]), frozenset(["select"])),
}
"""What an element's beginning ends, and what keeps it from reaching that."""


class TooDeep(Exception):
    """More elements within one another than can be followed."""


@dataclass(slots=True, eq=False)
class Node:
    """A text, an element (`name`), or anything else (`#other`), with its place.

    `inner` to `outer` is what stands between an element's tags.
    """

    name: str
    start: int
    inner: int
    outer: int
    end: int
    children: list[Node] = field(default_factory=list)
    values: set[SafeFrom | None] = field(default_factory=set)
    """From when on each part of its readable text is safe; None for what is shown."""
    blocks: bool = False
    """Whether a block stands in it."""
    ours: SafeFrom | None = None
    """What our fold says, where this is one."""
    unseen: bool = False
    """Whether a browser shows nothing of it."""
    hidden: bool = False

    def hide(self) -> None:
        """Hide the element as a whole, for words that stand in no sentence."""
        self.values = {SafeFrom()}
        self.hidden = True

    def recount(self) -> set[SafeFrom | None]:
        """Count again what can be read in it, after parts of it were hidden."""
        below = [child.recount() for child in self.children]
        leaf = self.name in _PICTURES or self.name in RAW or self.unseen
        if below and not leaf and not self.hidden and self.ours is None:
            self.values = set().union(*below)
        return set() if self.unseen else self.values

    @property
    def whole(self) -> SafeFrom | None:
        """The one value of all its text, None where it is shown or mixed."""
        return next(iter(self.values)) if len(self.values) == 1 else None


class Spans:
    """Hidden spans of a source, in order, looked up by place."""

    def __init__(self, source: str, hidden: Sequence[Hidden]) -> None:
        self._source = source
        """The text of which something can be read, such as without authors' signs."""
        self._hidden = hidden

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._hidden]

    def segments(
        self, start: int, end: int
    ) -> Iterator[tuple[int, int, SafeFrom | None]]:
        """The stretches of a text, each all hidden or all shown (None)."""
        at = start
        first = max(0, bisect_right(self._starts, start) - 1)
        for one in self._hidden[first:]:
            if one.start >= end:
                break
            low, high = max(one.start, at), min(one.end, end)
            if low >= high:
                continue
            if at < low:
                yield at, low, None
            yield low, high, one.safe_from
            at = high
        if at < end:
            yield at, end, None

    def at(self, place: int) -> SafeFrom | None:
        """The value of a place."""
        index = bisect_right(self._starts, place) - 1
        inside = index >= 0 and place < self._hidden[index].end
        return self._hidden[index].safe_from if inside else None

    def values(self, start: int, end: int) -> set[SafeFrom | None]:
        """The values of what can be read in a stretch of text."""
        return {
            value
            for low, high, value in self.segments(start, end)
            if self.readable(low, high)
        }

    def readable(self, low: int, high: int) -> bool:
        """Whether anything of a stretch of text can be read."""
        text = self._source[low:high]
        return READABLE.search(unescape(text) if "&" in text else text) is not None


class _Grower:
    """Takes tokens and grows the tree."""

    def __init__(
        self, source: str, spans: Spans, ours: dict[int, SafeFrom], drop: bool
    ) -> None:
        self._source, self._spans, self._ours = source, spans, ours
        self._drop = drop
        size = len(source)
        self.root = Node("", 0, 0, size, size)
        self._stack = [self.root]

    def grow(self) -> Node:
        for token in LenientTokens(self._source, 0, len(self._source)):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "open":
                self._open(token)
            elif token.kind == "close":
                self._close(token)
            else:
                self._leaf("#other", token)
        while len(self._stack) > 1:
            self._pop(len(self._source))
        return self.root

    def _leaf(self, name: str, token: Token) -> Node:
        node = Node(name, token.start, token.end, token.end, token.end)
        self._stack[-1].children.append(node)
        return node

    def _text(self, token: Token) -> None:
        node = self._leaf("#text", token)
        node.values = self._spans.values(token.start, token.end)
        self._count(node)

    def _count(self, node: Node) -> None:
        """What can be read in a node counts in the elements around it."""
        above = self._stack[-1]
        if not above.unseen:
            above.values |= node.values

    def _open(self, token: Token) -> None:
        name = token.name
        if name in ("html", "body") and any(n.name == name for n in self._stack):
            self._leaf("#other", token)
            return
        if name in _ENDS_P:
            self._end(frozenset(["p"]), _SCOPE | {"button"}, token.start)
        if name in _CLOSED_BY:
            self._end(*_CLOSED_BY[name], token.start)
        node = self._leaf(name, token)
        if name in _PICTURES:
            node.values = {self._spans.at(token.start)}
        if name in VOID:
            self._count(node)
            return
        if len(self._stack) > DEEPEST:
            raise TooDeep
        found = attributes(self._source[token.start : token.end])
        above = self._stack[-1]
        node.unseen = above.unseen or (name not in OPAQUE and hides(name, found))
        if token.start in self._ours:
            node.ours = self._ours[token.start]
        if name in BLOCK:
            for one in self._stack:
                one.blocks = True
        self._stack.append(node)

    def _end(self, names: frozenset[str], limits: frozenset[str], at: int) -> None:
        for node in reversed(self._stack):
            if node.name in names:
                while self._stack[-1] is not node:
                    self._pop(at)
                self._pop(at)
                return
            if node.name in limits:
                return

    def _close(self, token: Token) -> None:
        name = token.name
        limits = _SCOPE - _TABLE | {"table"} if name in _TABLE else _SCOPE
        for node in reversed(self._stack):
            if node.name == name and name not in ("html", "body"):
                while self._stack[-1] is not node:
                    self._pop(token.start)
                self._pop(token.start, token.end)
                return
            if node.name in limits:
                break
        self._leaf(f"/{name}", token)

    def _pop(self, outer: int, end: int | None = None) -> None:
        node = self._stack.pop()
        node.outer, node.end = outer, outer if end is None else end
        if node.ours is not None:
            node.values = {node.ours if self._drop else None}
        elif node.name in _PICTURES:
            node.values = {self._spans.at(node.start)}
        elif node.unseen or node.name in RAW:
            node.values = set()
        self._count(node)


def grow_tree(
    source: str,
    spans: Spans,
    folds: Sequence[tuple[Span, Span, SafeFrom]],
    *,
    drop: bool,
) -> Node:
    """The tree of a page; TooDeep where that cannot be followed."""
    ours = {first[0]: said for first, _, said in folds}
    return _Grower(source, spans, ours, drop).grow()
