"""A bare review in a file: plain text, or Markdown with or without front matter.

What the front matter says of the review counts; the options given with the command
fill the rest; the file's name is the last resort for the title. Its values are taken
as written (`2012` and `No` are titles), and YAML's anchors, tags and types have no
effect, so that no front matter can grow or run anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import regex
import yaml
from yaml.error import MarkedYAMLError

from ..errors import InputError
from ..interchange import made_id
from ..names import name_keys
from .decoding import format_of, read_text
from .records import Place, ReviewDefaults, SourceRecord

MAX_FRONT: Final = 16 * 1024
MAX_DEPTH: Final = 8

_FENCE = regex.compile(r"---[ \t]*+\r?\n")
_CLOSING = regex.compile(r"^(?:---|\.\.\.)[ \t]*+(?:\r?\n|\Z)", flags=regex.MULTILINE)
_NUMBER_SIGN = regex.compile(r"[ \t]++(#\d[^\r\n]*+)")
_NAMES: Final = {"name": "title", "link": "url", "lang": "language"}
_OF_REVIEW: Final = frozenset(
    "id title title_id year url author date rating scale source spoiler language "
    "covers format".split()
)


class _PlainLoader(yaml.BaseLoader):
    """Refuses aliases, by which a few lines can stand for billions of values."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            where = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise MarkedYAMLError(problem="an alias", problem_mark=where)
        return super().compose_node(parent, index)


def read_prose(path: Path, defaults: ReviewDefaults) -> Iterator[SourceRecord]:
    """The one review that a .txt or .md file holds."""
    place = Place(path, None, 1.0)
    text = read_text(path)
    front: dict[str, Any] = {}
    format = format_of(path)
    if format == "markdown":
        front, text = split_front_matter(text, path)
    if not text.strip():
        yield place.problem("this file has no text", advice="write the review into it")
        return
    record = {"format": format, **front, "text": text}
    yield place.review(complete(record, path, defaults))


def complete(
    record: dict[str, Any],
    path: Path,
    defaults: ReviewDefaults,
    hint: str | None = None,
) -> dict[str, Any]:
    """A bare review's record with title, source and id, from whoever says them first.

    `hint` is a weak word for the title, below the defaults and above the file's name.
    """
    filled = defaults.fill(record)
    if not filled.get("title") and not filled.get("title_id"):
        filled["title"] = hint or _title_hint(path)
    url = str(filled.get("url") or "")
    filled["source"] = filled.get("source") or _host(url) or path.name
    filled["id"] = filled.get("id") or _file_id(filled, path)
    return filled


def split_front_matter(text: str, path: Path) -> tuple[dict[str, Any], str]:
    """What the front matter says, and the text below it.

    A text that merely begins with a rule has none. InputError names the line of
    front matter that is no YAML.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    closing = _CLOSING.search(text, opening.end(), opening.end() + MAX_FRONT)
    if closing is None:
        return {}, text
    said = _read_yaml(text[opening.end() : closing.start()], path)
    return ({}, text) if said is None else (_renamed(said), text[closing.end() :])


def _renamed(said: dict[str, Any]) -> dict[str, Any]:
    """Keys in lower case, with the usual other names of those of the interchange."""
    front: dict[str, Any] = {}
    for key, value in said.items():
        folded = key.strip().lower()
        folded = _NAMES.get(folded, folded)
        if folded != "text" and (isinstance(value, str) or folded != "title"):
            front.setdefault(folded, _scalar(value) if folded in _OF_REVIEW else value)
    return {key: value for key, value in front.items() if value not in ("", None)}


def _scalar(value: Any) -> Any:
    """`author: [A, B]` is "A, B"."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return None if value in ("null", "~") else value


def _read_yaml(front: str, path: Path) -> dict[str, Any] | None:
    try:
        node = yaml.compose(front, Loader=_PlainLoader)
        if not isinstance(node, yaml.MappingNode):
            return None
        return {
            str(key.value): _value(value, front)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    except MarkedYAMLError as error:
        mark = error.problem_mark
        raise InputError(
            "the front matter is not valid YAML", path=path,
            line=None if mark is None else mark.line + 2,
            advice="put the value in quotes, or remove the lines between ---",
        ) from error  # fmt: skip
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError(
            "the front matter is not valid YAML", path=path, line=1,
            advice="remove the lines between ---",
        ) from error  # fmt: skip


def _value(node: yaml.Node, front: str, depth: int = 0) -> Any:
    """The plain value of a node."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value) + (_number_sign(node, front) if depth == 0 else "")
    if depth >= MAX_DEPTH or not isinstance(node, yaml.CollectionNode):
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, front, depth + 1) for part in node.value]
    return {
        str(key.value): _value(value, front, depth + 1) for key, value in node.value
    }


def _number_sign(node: yaml.ScalarNode, front: str) -> str:
    """The rest of `title: Soundtrack #1`, which YAML takes for a comment."""
    if node.style is not None or node.end_mark is None:
        return ""
    found = _NUMBER_SIGN.match(front, node.end_mark.index)
    return " " + str(found[1]).rstrip() if found else ""


def _title_hint(path: Path) -> str:
    """A title out of a file's name: "soundtrack-1.txt" may be about "soundtrack 1"."""
    words = path.stem.replace("-", " ").replace("_", " ").replace("+", " ")
    return " ".join(words.split())


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _file_id(record: dict[str, Any], path: Path) -> str:
    """A stable id for a review in a file, so that editing the file changes the review.

    By its URL and title where it has a URL; else by the names of file and folder,
    title and author: wherever the folder lies, and whatever the text says today.
    """
    title = str(record.get("title_id") or record.get("title") or "")
    key = next(iter(name_keys(title)), title)
    resolved = path.resolve()
    author = str(record.get("author") or "")
    url = str(record.get("url") or "")
    parts = [url, key] if url else [resolved.parent.name, resolved.name, key, author]
    return made_id("f", *parts)
