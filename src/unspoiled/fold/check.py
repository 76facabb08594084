"""What a real parser sees of a folded page: does it see what was meant?

Compares letters and digits, in order: those in folds and those outside of any. What no
reader sees, and what is shown or hidden only as a whole, is left out on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby
from typing import Any, Final

import regex

from ..domain import Format, Review
from ..marks import HIDING, find_marks
from ..text import plain_text
from ..text.tags import RAW, hides
from .form import SUMMARY
from .front import without_front
from .html import Page
from .places import Places
from .tree import OPAQUE, Node, TooDeep

_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]+")
_NAME: Final = SUMMARY.removeprefix("<summary>").removesuffix("</summary>")
_WHOLE: Final = regex.compile(r"<(?:!doctype|html|head|body)\b", regex.IGNORECASE)
Seen = tuple[str, str]
"""Letters, and for each one whether it stands in a fold ("1") or not ("0")."""


def seen_by_parser(html: str) -> Seen:
    """What lexbor sees of a page."""
    from selectolax.lexbor import LexborHTMLParser

    parts: list[tuple[str, bool]] = []
    stack: list[tuple[Any, bool]] = [(LexborHTMLParser(html).root, False)]
    while stack:
        node, inside = stack.pop()
        if node is None:
            continue
        stack.append((node.next, inside))
        if node.is_text_node:
            parts.append((node.text_content or "", inside))
        elif node.is_element_node and not _left_out(node):
            ours = _is_ours(node)
            below = node.child
            if ours and below is not None:
                below = below.next
            stack.append((below, inside or ours))
    return _letters(parts)


def _left_out(node: Any) -> bool:
    found = {name: value or "" for name, value in node.attributes.items()}
    return node.tag in RAW or node.tag in OPAQUE or hides(node.tag, found)


def _is_ours(node: Any) -> bool:
    if node.tag != "details" or "data-safe-from" not in node.attributes:
        return False
    first = node.child
    return (
        node.attributes.get("class") == "spoiler"
        and first is not None
        and first.tag == "summary"
        and first.text() == _NAME
    )


def seen_in_tree(page: Page) -> Seen:
    """What the tree of a page holds: its text as it will stand in folds or not."""
    parts: list[tuple[str, bool]] = []
    for node, inside in _texts(page.root, False):
        for low, high, value in page.spans.segments(node.start, node.end):
            words = unescape(page.edits.applied(low, high))
            parts.append((words, inside or value is not None))
    return _letters(parts)


def _texts(node: Node, inside: bool) -> Iterator[tuple[Node, bool]]:
    for child in node.children:
        if child.name == "#text":
            yield child, inside
        elif not child.unseen and child.name not in RAW and child.name not in OPAQUE:
            held = inside or child.ours is not None or child.hidden
            below = child
            if child.ours is not None:
                below = Node("", 0, 0, 0, 0, child.children[1:])
            yield from _texts(below, held)


def _letters(parts: list[tuple[str, bool]]) -> Seen:
    kept = [(_LETTERS.sub("", text), inside) for text, inside in parts]
    flags = ("1" * len(text) if inside else "0" * len(text) for text, inside in kept)
    return "".join(text for text, _ in kept), "".join(flags)


def readable_page(html: str) -> str:
    """The page, or what a real parser makes of it where that sees another text in it.

    Broken markup is mended by parsers and browsers alike; only then is it known what
    stands where.
    """
    from selectolax.lexbor import LexborHTMLParser

    try:
        plain = Page(html, (), (), drop=False)
        if seen_by_parser(html) == seen_in_tree(plain):
            return html
    except TooDeep:
        pass
    tree = LexborHTMLParser(html)
    if _WHOLE.search(html) or tree.body is None:
        return tree.html or ""
    return tree.body.inner_html or ""


def sound(page: Page, written: str) -> bool:
    """Whether a real parser sees in a folded page what was meant, and nothing else."""
    meant = seen_in_tree(page)
    if page.drop:
        letters = (char for char, flag in zip(*meant, strict=True) if flag == "0")
        meant = "".join(letters), meant[1].replace("1", "")
    return seen_by_parser(written) == meant


def shows_only(made: str, to: Format, shown: Sequence[str]) -> bool:
    """Whether a folded text shows nothing but what was to be shown, run by run.

    `shown` is the letters of the text before that are not hidden, with the author's
    signs and without: some have no place in which they could be taken off.
    """
    at = [0] * len(shown)
    for run in _runs(made, to):
        letters = NO_LETTERS.sub("", run)
        places = [
            max(one.find(letters, first), one.find(letters))
            for one, first in zip(shown, at, strict=True)
        ]
        if max(places) < 0:
            return False
        at = [max(a, p + len(letters)) for a, p in zip(at, places, strict=True)]
    return True


NO_LETTERS: Final = regex.compile(r"\P{L}+")


def _runs(made: str, to: Format) -> Iterator[str]:
    """The stretches of a folded text that stand in no fold."""
    if to == "html":
        letters, inside = seen_by_parser(made)
        at = 0
        for flag, run in groupby(inside):
            size = len(list(run))
            if flag == "0":
                yield letters[at : at + size]
            at += size
        return
    made = without_front(made) if to == "markdown" else made
    plain = plain_text(made, to)
    marks = find_marks(Review(id="fold", text=made, format=to))
    covered = Places(
        (plain.plain_at(mark.start), plain.plain_at(mark.end))
        for mark in marks
        if mark.kind in HIDING
    )
    for block in plain.blocks:
        at = block.start
        for low, high in sorted(covered.touching(block.start, block.end)):
            if low > at:
                yield plain.text[at:low]
            at = max(at, high)
        if at < block.end:
            yield plain.text[at : block.end]
