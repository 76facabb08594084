"""Front matter of a Markdown file: nobody judges it as prose, yet sites print it.

A value of two words or more is a note, decided like a picture's description; one that is
not shown is emptied.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex
import yaml

from .form import Span

_FRONT: Final = regex.compile(
    r"---[ \t]*+\r?\n(?P<said>.{0,16384}?)^(?:---|\.\.\.)[ \t]*+(?:\r?\n|\Z)",
    regex.DOTALL | regex.MULTILINE,
)
_NAMING: Final = frozenset("author authors by reviewer editor source".split())
_MOST: Final = 2000


def front_of(text: str) -> Span | None:
    """Where the front matter of a text stands, its fences included."""
    match = _FRONT.match(text) if text.startswith("---") else None
    if match is None or not list(_scalars(match["said"])):
        return None
    return match.span()


def without_front(text: str) -> str:
    """The text, just as long, with its front matter blanked out."""
    span = front_of(text)
    if span is None:
        return text
    blank = "".join(c if c in "\r\n" else " " for c in text[: span[1]])
    return blank + text[span[1] :]


def said_in(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Each value of several words: its place, its words, and whether it is a name."""
    match = _FRONT.match(text)
    if match is None:
        return
    at = match.start("said")
    for key, node in _scalars(match["said"]):
        low, high = node.start_mark.index, node.end_mark.index
        inside = match["said"][low:high]
        high = low + len(inside.rstrip())
        if len(node.value.split()) > 1:
            yield at + low, at + high, node.value, key in _NAMING


def _scalars(said: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """The values of front matter with their keys; none where it is no mapping."""
    try:
        root = yaml.compose(said, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    if not isinstance(root, yaml.MappingNode):
        return
    waiting: list[tuple[str, yaml.Node]] = [("", root)]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST:
        key, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield key, node
        elif isinstance(node, yaml.MappingNode):
            waiting += [(str(k.value).lower(), v) for k, v in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(key, one) for one in node.value]
