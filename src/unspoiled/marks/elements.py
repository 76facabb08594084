"""HTML elements that hide: by name, class, attribute, or invisible text.

HTML pages are read as a browser reads them. In Markdown the elements are looked for
twice, in the whole source and in what Markdown itself takes for HTML, since a code span
may hold a tag that is none; whatever either way hides is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

import pyromark
import regex

from ..characters import without_surrogates
from ..domain import Format
from ..text.tags import (
    BLOCK,
    VOID,
    LenientTokens,
    Token,
    attributes,
    hides,
    strict_tokens,
)
from .found import Found, as_label
from .shortcodes import HIDING_TARGET

_TELLING: Final = (
    "<details", "<dialog", "spoil", "style", "hidden", "<font", "bgcolor", "redacted", "blackout",
    "netabare", "ネタバレ", "sp-body", "collapse", "sr-only", "visually", "screen-reader",
    "invisible", "d-none",
)  # fmt: skip
_NAMES: Final = frozenset(
    "details dialog spoiler spoilers tg-spoiler inline-spoiler x-spoiler spoiler-text".split()
)
_CLASSES: Final = ("spoiler", "redacted", "blackout", "netabare", "ネタバレ")
_SHOWING: Final = ("free", "less", "no-", "non-", "nospoil")
_ATTRIBUTES: Final = frozenset(
    [
        "data-ipsspoiler",
        "data-mx-spoiler",
        "data-spoiler",
        "data-s9e-spoiler",
        "spoiler",
    ]
)
_UNSEEN_CLASSES: Final = frozenset(
    "sp-body sp-content collapse collapsed hidden hide d-none invisible sr-only "
    "visually-hidden visuallyhidden screen-reader-text screen-reader-only".split()
)
"""Classes by which widespread style sheets take something from the page."""
_LINK: Final = regex.compile(
    r"href\s*+=\s*+[\"']?\s*+[./?#]{0,2}(?:s|n|spoil)", regex.IGNORECASE
)
_SPOILER_WORD: Final = regex.compile(r"spoil", regex.IGNORECASE)
_UNTYPED: Final = frozenset(
    "script style textarea title xmp iframe noembed noframes head".split()
)


@dataclass(slots=True)
class _Open:
    """An element whose end has not been seen."""

    token: Token
    hides: bool
    label: str | None
    colour: str | None
    ground: str | None


class _Walk:
    """Follows opening and closing tags; yields what hiding elements cover."""

    def __init__(self, source: str, *, page: bool = False) -> None:
        self._source, self._end, self._page = source, len(source), page
        self._unseen = hidden_by_sheets(source) if page else frozenset()
        self._stack: list[_Open] = []
        self._names: dict[str, int] = {}

    def found(self, tokens: Iterable[Token]) -> Iterator[Found]:
        for token in tokens:
            if token.kind == "open":
                yield from self._implied(token)
                if token.name not in VOID:
                    self._push(token)
            elif token.kind == "close":
                yield from self._close(token)
            elif token.kind == "comment":
                yield from self._comment(token)
        while self._stack:
            yield from self._pop(self._end, None)

    def _implied(self, token: Token) -> Iterator[Found]:
        """A paragraph or list item that the next one closes, as in a browser."""
        above = self._stack[-1].token.name if self._stack else ""
        ends = token.name in BLOCK if above == "p" else token.name == above
        if self._page and above in ("p", "li", "dd", "dt", "td", "th", "tr") and ends:
            yield from self._pop(token.start, None)

    def _push(self, token: Token) -> None:
        found = attributes(self._source[token.start : token.end])
        above = self._stack[-1] if self._stack else None
        colour, ground = _colours(found)
        unseen = _unseen(token.name, colour, ground, above)
        hiding = token.name not in _UNTYPED and (
            token.name in _NAMES
            or ("-" in token.name and _names_spoiler(token.name))
            or _marked(token.name, found)
            or unseen
            or hides("", found)
            or not self._unseen.isdisjoint(_own_names(found))
        )
        label = as_label(_label(found)) if hiding else None
        if above is not None:
            colour, ground = colour or above.colour, ground or above.ground
        self._stack.append(_Open(token, hiding, label, colour, ground))
        self._names[token.name] = self._names.get(token.name, 0) + 1

    def _close(self, token: Token) -> Iterator[Found]:
        if not self._names.get(token.name):
            return
        while self._stack:
            top = self._stack[-1]
            done = top.token.name == token.name
            yield from self._pop(token.end if done else token.start, token)
            if done:
                self._name(top, token)
                return

    def _name(self, closed: _Open, token: Token) -> None:
        """A summary that has just closed names the element around it."""
        if closed.token.name == "summary" and self._stack:
            words = _TAG.sub("", self._source[closed.token.end : token.start])
            self._stack[-1].label = self._stack[-1].label or as_label(words)

    def _pop(self, end: int, closing: Token | None) -> Iterator[Found]:
        top = self._stack.pop()
        token = top.token
        self._names[token.name] -= 1
        if not top.hides:
            return
        signs = [(token.start, token.end)]
        if closing is not None and end == closing.end:
            signs.append((closing.start, closing.end))
        block = token.name in BLOCK
        kind: Literal["inline", "block"] = "block" if block else "inline"
        yield Found(kind, token.start, end, top.label, tuple(signs))

    def _comment(self, token: Token) -> Iterator[Found]:
        """A comment is never shown, but stands in the source of a quote around it."""
        if _SPOILER_WORD.search(self._source, token.start, token.end):
            yield Found("inline", token.start, token.end)


_TAG: Final = regex.compile(r"<[^>]*+>")


def _marked(element: str, found: dict[str, str]) -> bool:
    """Whether the attributes say that this is a spoiler, or that it is not seen."""
    if not _ATTRIBUTES.isdisjoint(found):
        return True
    if element == "a" and HIDING_TARGET.fullmatch(found.get("href", "-")):
        return True
    classes = found.get("class", "").lower().split()
    if any(map(_names_spoiler, classes)) or not _UNSEEN_CLASSES.isdisjoint(classes):
        return True
    if found.get("aria-hidden", "").strip().lower() == "true":
        return True
    if (
        element in _HEADINGS
    ):  # its name is made of its words, which warn of what follows
        return False
    return any(
        _names_spoiler(value.lower())
        for name, value in found.items()
        if (name in ("id", "role", "name") or name.startswith("data-"))
        and len(value) <= _LONGEST_NAME
    )


_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_LONGEST_NAME: Final = 40


def _names_spoiler(name: str) -> bool:
    spoils = any(word in name for word in _CLASSES)
    return spoils and not any(word in name for word in _SHOWING)


def _own_names(found: dict[str, str]) -> set[str]:
    """The element's classes and id as a style sheet names them."""
    names = {f".{name}" for name in found.get("class", "").split()}
    return names | {f"#{found['id'].strip()}"} if found.get("id") else names


def _label(found: dict[str, str]) -> str | None:
    for name in (
        "data-mx-spoiler",
        "data-spoiler",
        "data-title",
        "title",
        "aria-label",
    ):
        if found.get(name):
            return found[name]
    return None


# --- text in the colour of its background --------------------------------------------


def _unseen(
    name: str, colour: str | None, ground: str | None, above: _Open | None
) -> bool:
    """Whether this element's text cannot be told from what is behind it.

    Without a known background, white is taken for invisible; without a known colour,
    black behind a few words is.
    """
    if colour is None and ground is None:
        return False
    behind = ground or (above.ground if above else None)
    front = colour or (above.colour if above else None)
    if front is None:
        return ground == "black" and name not in BLOCK
    if front == "transparent" or front == behind:
        return True
    return colour == "white" and behind is None


_STYLE: Final = regex.compile(r"(?:^|;)\s*([a-z-]+)\s*:([^;]*)", regex.IGNORECASE)
_HEX: Final = regex.compile(r"\#([0-9a-f]{3,8})\b", regex.IGNORECASE)
_PART: Final = r"(\d{1,3}(?:\.\d{1,9})?+%?)"
_ALPHA: Final = r"(?:[\s,/]{1,3}+([\d.]{1,9}%?))?"
_RGB: Final = regex.compile(
    rf"rgba?\(\s*+{_PART}[\s,]{{1,3}}+{_PART}[\s,]{{1,3}}+{_PART}{_ALPHA}",
    regex.IGNORECASE,
)
_HSL: Final = regex.compile(
    rf"hsla?\([^,\s)]{{1,12}}[\s,]{{1,3}}+{_PART}[\s,]{{1,3}}+{_PART}{_ALPHA}",
    regex.IGNORECASE,
)
_NO_COLOUR: Final = frozenset(
    ["", "inherit", "initial", "unset", "revert", "currentcolor", "none"]
)
_NAMED: Final = {
    "000000": "black",
    "ffffff": "white",
    "808080": "gray",
    "grey": "gray",
    "c0c0c0": "silver",
    "ff0000": "red",
    "008000": "green",
    "0000ff": "blue",
    "ffff00": "yellow",
}


def _colours(found: dict[str, str]) -> tuple[str | None, str | None]:
    """The text's colour and its background, each as one name, None where not given."""
    colour, ground = found.get("color"), found.get("bgcolor")
    for name, value in _STYLE.findall(found.get("style", "")):
        name = name.lower()
        if name in ("color", "-webkit-text-fill-color"):
            colour = value
        elif name in ("background", "background-color"):
            ground = None if "transparent" in value.lower() else value
        elif name == "filter" and "blur" in value.lower():
            colour = "transparent"
    return _colour(colour), _colour(ground)


def _colour(value: str | None) -> str | None:
    if value is None:
        return None
    words = value.strip().lower().removesuffix("!important").strip()
    digits = _HEX.search(words)
    if digits:
        words = digits[1]
        if len(words) in (3, 4):
            words = "".join(2 * digit for digit in words)
        if words[6:] == "00":
            return "transparent"
        return _NAMED.get(words[:6], words[:6])
    rgb = _RGB.search(words)
    if rgb:
        if _is_clear(rgb[4]):
            return "transparent"
        code = "".join(f"{_level(part):02x}" for part in rgb.groups()[:3])
        return _NAMED.get(code, code)
    hsl = _HSL.search(words)
    if hsl:
        return _of_light(hsl[2], hsl[3]) or words
    name = words.split(" ")[0]
    return None if name in _NO_COLOUR else _NAMED.get(name, name)


def _is_clear(alpha: str | None) -> bool:
    """Whether nothing is seen of a colour that covers so much."""
    return alpha is not None and not alpha.strip("0.%")


def _level(part: str) -> int:
    """One of the three parts of a colour, 0..255, from "17" or "100%"."""
    value = float(part.rstrip("%"))
    return min(255, round(value * 2.55 if part.endswith("%") else value))


def _of_light(light: str, alpha: str | None) -> str | None:
    """Black, white or nothing, whatever the hue; None for any other colour."""
    if _is_clear(alpha):
        return "transparent"
    share = float(light.rstrip("%"))
    return "black" if share <= 0 else "white" if share >= 100 else None


# --- style sheets in the page ---------------------------------------------------------

_SHEET: Final = regex.compile(
    r"<style\b[^>]*+>(?P<rules>.*?)(?:</style|\Z)", regex.IGNORECASE | regex.DOTALL
)
_PRINTED: Final = regex.compile(
    r"@media[^{}]*?print[^{}]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}", regex.IGNORECASE
)
_RULE: Final = regex.compile(r"(?P<chosen>[^{}]++)\{(?P<said>[^{}]*+)\}")
_CHOSEN: Final = regex.compile(r"[.#][\w-]++(?=[^\s>+~]*+\s*+(?:,|\Z))")
_LONGEST_SHEET: Final = 500_000


def hidden_by_sheets(page: str) -> frozenset[str]:
    """Classes (`.x`) and ids (`#x`) that the page's own style sheets make invisible."""
    found: set[str] = set()
    if "<style" not in page.lower():
        return frozenset()
    for sheet in _SHEET.finditer(page):
        rules = _PRINTED.sub(" ", sheet["rules"][:_LONGEST_SHEET])
        for rule in _RULE.finditer(rules):
            said = {"style": rule["said"]}
            colour, ground = _colours(said)
            unseen = colour is not None and colour in ("transparent", ground)
            if unseen or hides("", said):
                found.update(_CHOSEN.findall(rule["chosen"]))
    return frozenset(found)


# --- where the tags are ------------------------------------------------------------


def _html_of_markdown(source: str) -> Iterator[Token]:
    """The tokens of what Markdown takes for raw HTML."""
    raw = source.encode()
    offset = chars = 0
    for event, span in pyromark.events_with_range(source):
        if not isinstance(event, dict) or not (
            "Html" in event or "InlineHtml" in event
        ):
            continue
        start, end = span["start"], span["end"]
        chars += len(raw[offset:start].decode())
        piece = len(raw[start:end].decode())
        yield from LenientTokens(source, chars, chars + piece)
        chars, offset = chars + piece, end


_LOOSE_TAG: Final = regex.compile(
    r"<(/?)(details|spoilers?|tg-spoiler|span|div|p|font)(?=[\s/>=\"'])[^<>\n]{0,500}>?",
    regex.IGNORECASE,
)


def _loose(source: str) -> Iterator[Token]:
    """Tags of elements that may hide, however badly they are made."""
    for match in _LOOSE_TAG.finditer(source):
        start, end = match.span()
        yield Token("close" if match[1] else "open", start, end, match[2].lower())


def find_elements(text: str, format: Format) -> Iterator[Found]:
    """Marks of every hiding element."""
    if "<" not in text:
        return
    low = text.lower()
    if "&#" in low:  # a class may be written in entities
        low = unescape(low)
    if not any(word in low for word in _TELLING) and not _LINK.search(low):
        return
    source = without_surrogates(text)
    if format == "html":
        yield from _Walk(source, page=True).found(LenientTokens(source, 0, len(source)))
        return
    tokens = strict_tokens(source)
    if format != "markdown":
        tokens = (token for token in tokens if token.kind != "comment")
    yield from _Walk(source).found(tokens)
    yield from _Walk(source).found(_loose(source))
    if format == "markdown":
        yield from _Walk(source).found(_html_of_markdown(source))
