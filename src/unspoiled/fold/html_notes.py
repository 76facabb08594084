"""The notes of a page: descriptions of pictures, hints, the page's title, its previews.

What readers, search engines and previews see of them is decided in any case; with `drop`
also what stands only in the source: comments, data, elements that are not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, Final

import regex

from ..text.tags import RAW, attribute_spans, attributes
from .embedded import is_embedded, words_at, words_within
from .html import Page
from .notes import Say, shows_name
from .tree import OPAQUE, Node
from .verdict import Judging

_FACING: Final = frozenset(
    "alt title aria-label aria-description aria-roledescription aria-valuetext "
    "placeholder label summary".split()
)
"""Attributes that a browser shows or reads out."""
_BEHIND: Final = frozenset("value content abbr standby longdesc".split())
_QUOTED: Final = regex.compile(
    r"""(?:--[\w-]++|content)\s*+:\s*+["'][^"'\p{L}]*+\p{L}"""
)
_TECHNICAL: Final = regex.compile(
    r"(?:viewport|generator|robots|googlebot|theme-color|color-scheme|charset|referrer|"
    r"format-detection|og:(?:type|locale|url|image|video)|twitter:(?:card|site|creator|"
    r"image|domain|url)|article:(?:published|modified)_time|fb:.*|al:.*|apple-.*|"
    r"msapplication-.*|.*verification|.*validate.*|date.*|content-type|"
    r"content-language|x-ua-compatible|refresh|.*color.*)",
    regex.IGNORECASE,
)
_NAMING: Final = regex.compile(
    r"(?:article:)?(?:author|publisher)|og:site_name|application-name", regex.IGNORECASE
)
_ADDRESS: Final = regex.compile(r"(?:https?:)?//\S*+|/\S*+|[#?]\S*+|data:\S*+")
_CODE: Final = regex.compile(
    r"<!--\s*+(?:/?wp:[\w/-]++(?:\s++\{[^{}]*+\})?\s*+/?|more|nextpage|\[if [^\]]*+\]>|"
    r"<!\[endif\])\s*+-->"
)
_LINKED: Final = regex.compile(r"application/(?:ld\+json|json)", regex.IGNORECASE)
_TOKENS: Final = frozenset("@type @id @context inLanguage datePublished".split())
_NAMED_TYPES: Final = frozenset("Person Organization NewsMediaOrganization".split())
_MOST_SCRIPT: Final = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Note:
    """Words, and what is done where they are not shown."""

    text: str
    start: int = 0
    end: int = 0
    instead: str = ""
    hides: Node | None = None
    """The element that is hidden instead of a change to the source."""


def decide_notes(page: Page, say: Say, judging: Judging) -> list[str]:
    """Take out or hide every note that is not shown; those notes come back."""
    notes = [note for node in _nodes(page.root) for note in _notes(page, node, judging)]
    shown = say([note.text for note in notes])
    hidden: list[str] = []
    for note, open_ in zip(notes, shown, strict=True):
        folded = not page.drop and page.spans.at(note.start) is not None
        marked = note.end and next(page.marked.touching(note.start, note.end), None)
        if (open_ and not marked) or folded:
            continue
        hidden.append(note.text)
        if note.hides is not None:
            note.hides.hide()
        else:
            page.edits.put(note.start, note.end, note.instead)
    for node in _nodes(page.root):
        if node.name == "script":
            hidden += _decide_data(page, node, say, judging)
    page.root.recount()
    return hidden


def _nodes(node: Node) -> Iterator[Node]:
    """Everything that is not inside a fold of ours."""
    for child in node.children:
        if child.ours is None:
            yield child
            yield from _nodes(child)


def _notes(page: Page, node: Node, judging: Judging) -> Iterator[_Note]:
    source = page.source
    if node.name == "#text" or node.name.startswith("/"):
        return
    if node.name == "#other":
        yield from _comment(page, node)
        return
    yield from _attributes(page, node, judging)
    if node.name == "title":
        yield from _title(source, node, judging)
    elif is_embedded(node.name, attributes(source[node.start : node.inner])):
        words = words_within(source[node.inner : node.outer])
        if words.strip():
            yield _Note(words, node.inner, node.outer)
    elif node.name in OPAQUE:
        words = " ".join(_words(source, node))
        if words:
            yield _Note(words, node.start, node.end, hides=node)
    elif page.drop and node.unseen and node.name not in RAW:
        for child in node.children:
            if child.name == "#text":
                text = unescape(source[child.start : child.end])
                yield _Note(text, child.start, child.end)


def _comment(page: Page, node: Node) -> Iterator[_Note]:
    comment = page.source[node.start : node.end]
    if page.drop and comment.startswith("<!--") and not _CODE.fullmatch(comment):
        yield _Note(comment[4:].removesuffix("-->"), node.start, node.end)


def _title(source: str, node: Node, judging: Judging) -> Iterator[_Note]:
    """A page cannot be without a title, so it gets the one that is known."""
    instead = escape(judging.names[0] if judging.names else "Review", quote=False)
    text = source[node.inner : node.outer]
    if text.strip() != instead:
        yield _Note(unescape(text), node.inner, node.outer, instead)


def _words(source: str, node: Node) -> Iterator[str]:
    for child in node.children:
        if child.name == "#text" or (node.name in RAW and child.name == "#other"):
            yield unescape(source[child.start : child.end])
        elif child.name not in ("script", "style"):
            yield from _words(source, child)


def _attributes(page: Page, node: Node, judging: Judging) -> Iterator[_Note]:
    tag = page.source[node.start : node.inner]
    if "=" not in tag:
        return
    called = ""
    if node.name == "meta":
        found = attributes(tag)
        called = next(
            (
                found[k]
                for k in ("property", "name", "itemprop", "http-equiv")
                if k in found
            ),
            "",
        )
    for name, low, high in attribute_spans(tag):
        value = unescape(tag[low:high])
        if name == "srcdoc":
            value = words_within(value)
        elif said := words_at(value):
            value = said
        elif not _decided(node, name, value, called, judging, drop=page.drop):
            continue
        quoted = tag[low - 1] in "\"'"
        picture = node if node.name == "img" and name == "alt" else None
        yield _Note(
            value,
            node.start + low,
            node.start + high,
            "" if quoted else '""',
            picture,
        )


def _decided(
    node: Node, name: str, value: str, called: str, judging: Judging, *, drop: bool
) -> bool:
    """Whether an attribute says something that has to be decided."""
    if _ADDRESS.fullmatch(value.strip()):
        return False
    if name == "content" and node.name == "meta":
        if _TECHNICAL.fullmatch(called) or not called:
            return False
        return not (_NAMING.fullmatch(called) and shows_name(value, judging))
    if name in _FACING or (name == "value" and node.name in ("input", "option")):
        return True
    if name.startswith(("data-", "aria-")):  # a style sheet can show it
        return " " in value.strip()
    if name == "style":
        return _QUOTED.search(value) is not None
    return drop and name in _BEHIND and " " in value.strip()


# --- data in scripts ------------------------------------------------------------------


def _decide_data(page: Page, node: Node, say: Say, judging: Judging) -> list[str]:
    """Empty what is not shown in linked data, which search engines quote from."""
    tag = page.source[node.start : node.inner]
    kind = _LINKED.match(attributes(tag).get("type", "").strip())
    if kind is None or not (page.drop or "ld" in kind[0].lower()):
        return []
    text = page.source[node.inner : node.outer]
    try:
        data = json.loads(text[:_MOST_SCRIPT])
        places = list(_strings(data))
    except (ValueError, RecursionError):
        if not page.drop:  # no engine reads it either
            return []
        page.edits.put(node.inner, node.outer)
        return [text]
    asked = [p for p in places if _is_said(p, judging)]
    shown = say([str(held[key]) for held, key, _ in asked])
    hidden: list[str] = []
    for (held, key, _), open_ in zip(asked, shown, strict=True):
        if not open_:
            hidden.append(str(held[key]))
            held[key] = ""
    if hidden:
        made = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
        page.edits.put(node.inner, node.outer, made)
    return hidden


_Place = tuple[Any, Any, str]
"""A string by what holds it and its key there, and the kind of thing that it is of."""


def _strings(data: Any) -> Iterator[_Place]:
    waiting: list[tuple[Any, str]] = [([data], "")]
    while waiting:
        held, above = waiting.pop()
        kind = str(held.get("@type", "")) if isinstance(held, dict) else above
        pairs = list(held.items() if isinstance(held, dict) else enumerate(held))
        for key, value in pairs:
            if isinstance(value, str):
                yield held, key, kind
            elif isinstance(value, dict | list):
                waiting.append((value, kind))


def _is_said(place: _Place, judging: Judging) -> bool:
    held, key, kind = place
    value = held[key]
    if key in _TOKENS or _ADDRESS.fullmatch(value.strip()):
        return False
    named = key == "name" and kind in _NAMED_TYPES
    return not (named and shows_name(value, judging))
