"""A page with its hidden spans folded, every other byte as it was.

A fold is a block, so it stands where blocks may: in the body, a division, a list item, a
cell. A paragraph, heading or inline element that is hidden as a whole goes into the fold
as it is; one of which a part is hidden is cut in pieces, each with its tags. A list or
table that is hidden as a whole is one fold; of others the items and cells have their own.
Neighbours with the same `data-safe-from` share one fold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from ..domain import SafeFrom
from ..text.plain import blanked
from ..text.tags import BLOCK, attributes
from .edits import Edits
from .form import CLOSING, JOINED, Span, folds_in, opening
from .places import Places
from .tree import OPAQUE, Node, Spans, grow_tree
from .verdict import Hidden

_TOGETHER: Final = frozenset("ul ol menu dir dl table summary".split())
_CUT: Final = frozenset("p h1 h2 h3 h4 h5 h6 pre a label".split())
"""Blocks that hold no blocks, and links, in which no fold may stand."""
_GOES: Final = frozenset("li blockquote figcaption caption".split())
"""Elements that leave with all their words, where hidden words leave."""
_KEPT: Final = frozenset("script style link meta noscript template".split())
_CLONED: Final = frozenset(
    "class style lang dir href rel target align color face size".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of output: folded from when on, shown (None), or nothing to read."""

    text: str
    value: SafeFrom | None
    blank: bool = False
    stays: bool = True
    """Whether a blank one stays between two that leave."""


class Page:
    """A page, its tree, and what changes in it besides the folds."""

    def __init__(
        self,
        source: str,
        hidden: Sequence[Hidden],
        signs: Sequence[Span],
        marked: Iterable[Span] = (),
        *,
        drop: bool,
        whole: bool = True,
    ) -> None:
        self.source, self.drop = source, drop
        self._whole = whole
        self.marked = Places(marked)
        """What the author's marks cover."""
        self.folds = folds_in(source)
        ours = Places((first[0], last[1]) for first, last, _ in self.folds)
        typed = [
            (start, end)
            for start, end in signs
            if not source.startswith("<", start) and ours.holding(start) is None
        ]
        self.spans = Spans(blanked(source, typed), hidden)
        self.root = grow_tree(source, self.spans, self.folds, drop=drop)
        self.edits = Edits(source)
        self.bare: set[Node] = set()
        """Elements of which only the content goes into the fold: the author's marks."""
        self._lay_bare(self.root, frozenset(signs))
        for start, end in typed:
            self.edits.put(start, end)

    def _lay_bare(self, node: Node, signs: frozenset[Span]) -> None:
        for child in node.children:
            if child.ours is not None:
                continue
            within = self._whole or self.spans.at(child.start) is not None
            if child.name == "/details" and within:  # it would end a fold of ours
                self.edits.put(child.start, child.end)
            hidden = child.whole is not None and not child.unseen
            if hidden and (child.start, child.inner) in signs:
                self.bare.add(child)
                self.edits.put(child.start, child.inner)
                self.edits.put(child.outer, child.end)
                for below in child.children:
                    if child.name == "details" and below.name == "summary":
                        self.edits.put(below.start, below.inner, "<div>")
                        self.edits.put(below.outer, below.end, "</div>")
            self._lay_bare(child, signs)


class Writer:
    """Writes a page with its folds, or without what they would hold."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._source = page.source
        self._copy = page.edits.applied
        self._drop = page.drop

    def written(self) -> str:
        return self._flow(self._page.root.children)

    def _flow(self, nodes: Sequence[Node]) -> str:
        """Nodes where a fold may stand."""
        pieces = list(self._pieces(nodes))
        out: list[str] = []
        at = 0
        while at < len(pieces):
            first = pieces[at]
            if first.value is None:
                out.append(first.text)
                at += 1
                continue
            end = _run(pieces, at)
            out.append(self._fold(first.value, pieces[at:end]))
            at = end
        return "".join(out)

    def _fold(self, value: SafeFrom, pieces: Sequence[Piece]) -> str:
        if self._drop:
            return "".join(p.text for p in pieces if p.blank and p.stays)
        inside = "".join(piece.text for piece in pieces)
        return f"{opening(value)}{inside}{CLOSING}"

    def _pieces(self, nodes: Sequence[Node]) -> Iterator[Piece]:
        for node in nodes:
            if node.name == "#text":
                yield from self._text(node)
            elif node in self._page.bare:
                yield from self._pieces(node.children)
            else:
                yield from self._element(node)

    def _text(self, node: Node) -> Iterator[Piece]:
        for low, high, value in self._page.spans.segments(node.start, node.end):
            text = self._copy(low, high)
            if self._page.spans.readable(low, high):
                yield Piece(text, value)
            else:
                yield Piece(text, None, blank=True, stays=False)

    def _element(self, node: Node) -> Iterator[Piece]:
        whole = self._copy(node.start, node.end)
        if node.ours is not None:
            yield Piece(whole, node.ours if self._drop else None)
        elif not node.values:
            kept = node.name in _KEPT
            yield Piece(whole, None, blank=True, stays=kept)
        elif node.values == {None} or node.name in OPAQUE or not node.children:
            yield Piece(whole, node.whole)
        elif _holds_folds(node):
            yield self._around(node)
        elif node.whole is not None:
            yield Piece(whole, node.whole)
        elif node.blocks:  # a link around blocks
            node.hidden = True
            yield Piece(whole, SafeFrom())
        elif self._drop:
            inside = self._pieces(node.children)
            left = "".join(p.text for p in inside if p.value is None)
            yield Piece(self._open(node) + left + self._close(node), None)
        else:
            yield from self._cut(node)

    def _around(self, node: Node) -> Piece:
        """An element with its folds inside."""
        if self._drop and node.name in _GOES and node.whole is not None:
            return Piece("", None)
        inside = self._flow(node.children)
        return Piece(self._open(node) + inside + self._close(node), None)

    def _open(self, node: Node) -> str:
        return self._copy(node.start, node.inner)

    def _close(self, node: Node) -> str:
        return self._copy(node.outer, node.end)

    def _cut(self, node: Node) -> Iterator[Piece]:
        """An element in pieces, each one with its tags."""
        groups = _grouped(list(self._pieces(node.children)))
        again = _clone(self._source[node.start : node.inner], node.name)
        last = len(groups) - 1
        for number, group in enumerate(groups):
            first = self._open(node) if not number else again
            shut = self._close(node) if number == last else f"</{node.name}>"
            text = "".join(piece.text for piece in group)
            if node.name == "pre" and number and text.startswith("\n"):
                text = "\n" + text  # a browser drops the first line break
            yield Piece(first + text + shut, group[0].value)


def _holds_folds(node: Node) -> bool:
    """Whether folds stand inside an element rather than around or between its parts."""
    if node.name in _TOGETHER:
        return node.whole is None
    if node.name == "a":
        return False
    return node.blocks or (node.name in BLOCK and node.name not in _CUT)


def _run(pieces: Sequence[Piece], at: int) -> int:
    """Where the pieces end that share the fold of the one at `at`."""
    value, end = pieces[at].value, at + 1
    for index in range(at + 1, len(pieces)):
        piece = pieces[index]
        if not piece.blank and piece.value != value:
            break
        if not piece.blank:
            end = index + 1
    return end


def _grouped(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Runs of one value; what cannot be read goes along with what stands before it."""
    groups: list[list[Piece]] = []
    lead: list[Piece] = []
    for piece in pieces:
        if piece.blank and not groups:
            lead.append(piece)
        elif groups and (piece.blank or piece.value == groups[-1][0].value):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if lead and groups:
        value = groups[0][0].value
        groups[0] = [Piece("".join(p.text for p in lead), value), *groups[0]]
    return groups


def _clone(tag: str, name: str) -> str:
    """An element's opening tag for its next piece: its looks and nothing else."""
    found = attributes(tag)
    kept = (f' {key}="{escape(found[key])}"' for key in found if key in _CLONED)
    return f"<{name}{''.join(kept)} {JOINED}>"


def fold_page(page: Page) -> str:
    """The page with its folds, or without what they would hold."""
    return Writer(page).written()
