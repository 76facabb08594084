"""Words of hidden text that stand elsewhere in a source: what `--drop` must also take.

A word tells when the hidden text has it and the shown text has not. Comments, scripts and
attributes that hold one are emptied; the name of a class takes two such words, or one
written with a capital, since names of classes are common words. At the end `wiped` takes
such words themselves from whatever of a source no page shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

import regex

from ..domain import Format, Review
from ..marks import find_unseen
from ..text import plain_text
from ..text.tags import attribute_spans
from .edits import Edits
from .html import Page
from .notes import words_of
from .tree import Node
from .verdict import Judging, Verdict

_NAME: Final = regex.compile(r"\p{Lu}[\p{L}\p{M}\p{N}]++")
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_TAG_NAME: Final = regex.compile(r"</?[\w:-]++")
_SHORTEST: Final = 3
_LOOKS: Final = frozenset(
    "class id rel target lang dir width height style type role color face size align "
    "valign border for name".split()
)
_CODE: Final = frozenset(
    "var let const function return new this true false null undefined if else for while "
    "window document location push async defer src type text name value data content "
    "style class title body head html div span script link meta page post item items "
    "list time date event click load open close start end first last next key keys "
    "color width height size font left right top bottom none block hidden show hide "
    "get set add remove create update call apply length index id url http https "
    "arguments prototype object array string number boolean math json parse console log "
    "error catch try throw case switch break default while with typeof instanceof void "
    "delete async await import export module require config settings options script "
    "parent child children node element query selector all match test replace split join "
    "map filter find each root image images video player ready state status target".split()
)
"""Words that scripts are made of."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that only the hidden text has; `names` are those written with a capital."""

    words: frozenset[str]
    names: frozenset[str]

    def one_in(self, text: str) -> bool:
        """Whether a text that people write holds one of them."""
        return bool(self.words) and not self.words.isdisjoint(words_of(text))

    def in_code(self, text: str) -> bool:
        """Whether a script holds one of them that scripts are not made of."""
        return bool(self.words) and bool((self.words & words_of(text)) - _CODE)

    def in_name(self, text: str) -> bool:
        """Whether a class or the like holds a name or two of these words."""
        if not self.words:
            return False
        found = words_of(text)
        return bool(self.names & found) or len((self.words & found) - _CODE) > 1


def telling(
    text: str, verdict: Verdict, judging: Judging, notes: Sequence[str] = ()
) -> Telling:
    """What only the hidden parts of a text (and hidden notes) say."""
    plain = plain_text(text, verdict.format)
    parts = [
        plain.text[plain.plain_at(one.start) : plain.plain_at(one.end)]
        for one in verdict.hidden
    ]
    hidden = " ".join([*parts, *verdict.labels, *notes])
    shown = words_of(
        " ".join([*(one.sentence.display for one in verdict.cleared), *judging.names])
    )
    words = frozenset(
        word for word in words_of(hidden) - shown if len(word) >= _SHORTEST
    )
    small = {word for word in _WORD.findall(hidden) if word[:1].islower()}
    names = {
        name.lower() for name in _NAME.findall(hidden) if name.lower() not in small
    }
    return Telling(words, frozenset(names) & words)


def wiped(text: str, format: Format, told: Telling) -> str:
    """A source without telling words where its page shows nothing."""
    if not told.words:
        return text
    edits = Edits(text)
    for one in find_unseen(Review(id="fold", text=text, format=format)):
        words = one.words & told.words
        head = _TAG_NAME.match(text, one.start)
        for match in _WORD.finditer(text, head.end() if head else one.start, one.end):
            if match[0].lower() in words:
                edits.put(*match.span())
    return edits.applied()


def scrub(page: Page, told: Telling) -> None:
    """Take out of a page's source whatever repeats hidden text."""
    if told.words:
        for node in _nodes(page.root):
            _scrub(page, node, told)


def _nodes(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _nodes(child)


def _scrub(page: Page, node: Node, told: Telling) -> None:
    source = page.source
    if node.name == "#text":
        return
    if node.name == "#other":
        inside = source[node.start : node.end]
        if inside.startswith("<!--"):
            tells = told.one_in(inside)
        else:
            tells = not inside.startswith(("<!", "<?")) and told.in_code(inside)
        if tells:
            page.edits.put(node.start, node.end)
        return
    if node.unseen:
        for child in node.children:
            text = source[child.start : child.end]
            if child.name == "#text" and told.one_in(unescape(text)):
                page.edits.put(child.start, child.end)
    tag = source[node.start : node.inner]
    for name, low, high in attribute_spans(tag):
        value = unescape(tag[low:high])
        asked = told.in_name if name in _LOOKS else told.one_in
        if asked(value):
            empty = "" if tag[low - 1] in "\"'" else '""'
            page.edits.put(node.start + low, node.start + high, empty)
