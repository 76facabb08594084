"""HTML tokens with exact source positions, in one pass from left to right.

Two ways to read. `lenient` does what a browser does: anything after `<` and a letter
is a tag, comments may stay open, and scripts are opaque. `strict` is for texts in which
HTML is a guest (Markdown, BBCode, plain text): only a well-formed tag or a closed
comment counts, since a stray `<` there is just a sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Final, Literal, NamedTuple

import regex

TokenKind = Literal["text", "open", "close", "comment", "raw"]

VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
RAW: Final = frozenset(
    "script style textarea title xmp iframe noembed noframes".split()
)
"""Elements whose content holds no tags."""

BLOCK: Final = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)

_LENIENT: Final = regex.compile(
    r"""</?([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+>"""
)
STRICT_TAG: Final = regex.compile(
    r"""<(?:/([A-Za-z][\w:.-]*+)\s*+>
    |([A-Za-z][\w:.-]*+)
     (?:\s++[A-Za-z_:@][\w.:@-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+)*+
     \s*+/?>)""",
    regex.VERBOSE,
)
_ATTRIBUTE: Final = regex.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]*+)))?"""
)
_NAME: Final = regex.compile(r"</?([A-Za-z][^\s/>]*+)")


class Token(NamedTuple):
    kind: TokenKind
    start: int
    end: int
    name: str = ""


def attributes(tag: str) -> dict[str, str]:
    """The attributes of an opening tag, names in lower case, the first one winning."""
    head = _NAME.match(tag)
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag, head.end() if head else 1):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def attribute_spans(tag: str) -> Iterator[tuple[str, int, int]]:
    """Each attribute of an opening tag that has a value: name, and where the value is."""
    head = _NAME.match(tag)
    for match in _ATTRIBUTE.finditer(tag, head.end() if head else 1):
        group = next((n for n in (2, 3, 4) if match[n] is not None), None)
        if group is not None:
            yield match[1].lower(), *match.span(group)


def strict_tokens(source: str) -> Iterator[Token]:
    """Well-formed tags and closed comments; text between them is not yielded."""
    at = source.find("<")
    comments = True  # until one is found to have no end
    while at >= 0:
        if comments and source.startswith("<!--", at):
            close = source.find("-->", at + 4)
            comments = close >= 0
            if comments:
                yield Token("comment", at, close + 3)
                at = source.find("<", close + 3)
                continue
        match = STRICT_TAG.match(source, at)
        if match is None:
            at = source.find("<", at + 1)
            continue
        name = (match[1] or match[2]).lower()
        yield Token("close" if match[1] else "open", at, match.end(), name)
        at = source.find("<", match.end())


class LenientTokens:
    """Tokens of `source[start:end]` as a browser sees them, text included."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source, self._at, self._end = source, start, end
        self._last = source.rfind(">", start, end)
        self._quotes = True  # until a tag is found that only quotes keep open

    def __iter__(self) -> Iterator[Token]:
        source, end = self._source, self._end
        text = self._at
        while (at := source.find("<", self._at, end)) >= 0:
            token = self._markup(at)
            if token is None:
                self._at = at + 1
                continue
            if text < at:
                yield Token("text", text, at)
            yield token
            self._at = text = token.end
            if token.kind == "open" and token.name in RAW:
                yield from self._opaque(token.name)
                text = self._at
        if text < end:
            yield Token("text", text, end)

    def _markup(self, at: int) -> Token | None:
        """The tag or comment that begins at this `<`, if one does."""
        source, end = self._source, self._end
        after = source[at + 1 : at + 2]
        if after.isascii() and after.isalpha():
            return self._tag("open", at)
        if after == "/" and source[at + 2 : at + 3].isascii():
            if source[at + 2 : at + 3].isalpha():
                return self._tag("close", at)
        elif after not in ("!", "?"):
            return None
        if source.startswith("<!--", at):
            close = source.find("-->", at + 4, end)
            return Token("comment", at, end if close < 0 else close + 3)
        close = source.find(">", at, end)
        return None if close < 0 else Token("comment", at, close + 1)

    def _tag(self, kind: TokenKind, at: int) -> Token | None:
        if at > self._last:
            return None
        match = _LENIENT.match(self._source, at, self._end) if self._quotes else None
        if match is not None:
            return Token(kind, at, match.end(), match[1].lower())
        self._quotes = False
        head = _NAME.match(self._source, at, self._end)
        close = self._source.find(">", at, self._end)
        if head is None or close < 0:
            return None
        return Token(kind, at, close + 1, head[1].lower())

    def _opaque(self, name: str) -> Iterator[Token]:
        """What stands up to the closing tag of a script or the like."""
        close = regex.compile(rf"</{name}(?=[\s/>])", regex.IGNORECASE)
        match = close.search(self._source, self._at, self._end)
        stop = match.start() if match else self._end
        if self._at < stop:
            yield Token("raw", self._at, stop, name)
        self._at = stop


def hides(name: str, found: dict[str, str]) -> bool:
    """Whether a browser shows nothing of an element with these attributes."""
    if name in _UNSEEN or "hidden" in found:
        return True
    style = found.get("style", "")
    return bool(style) and _HIDDEN_STYLE.search(style) is not None


_UNSEEN: Final = RAW | frozenset(
    "head template noscript object svg audio video canvas select datalist map "
    "button".split()
)
_HIDDEN_STYLE: Final = regex.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*"
    r"(?:0*\.?0*|0*\.0\d*|[0-9](?:\.\d*)?%)\s*(?:[;!]|$)"
    r"|font-size\s*:\s*(?:0|[01](?:\.\d+)?px)"
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-(?:\d{4}|999|[1-9]\d\d(?:r?em|v[wh]|%))"
    r"|clip(?:-path)?\s*:\s*(?:rect\(\s*[01]|inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*0(?:px)?\s*(?:[;!]|$)"
    r"|transform\s*:\s*scale\(\s*0\s*\)|content-visibility\s*:\s*hidden",
    regex.IGNORECASE,
)
