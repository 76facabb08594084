"""Bracketed tags: BBCode and WordPress, Hugo, MediaWiki; and Reddit's old links.

A tag left open hides to the end of the text. Tags of one family close each other:
`[spoiler]x[/spoilers]` is one mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from ..domain import Format
from ..text import Plain
from .found import Found, Span, as_label, block_end

_NAMES: Final = r"(?:su_)?spoilers?[\w-]{0,24}+|spoil|i(?:nline)?spoiler|splr|mask"
_MORE: Final = "hide|hidden|collapse|details|blur|expand|accordion"
"""Names that hide only where BBCode is at home."""

_REST: Final = r"(?:\s*+[=:]\s*+[^\[\]\n]{0,300}|\s++[\w-]++\s*+=[^\[\]\n]{0,300}|\s*+)"


def _tags(names: str) -> regex.Pattern[str]:
    return regex.compile(
        rf"\\?\[\s*+(?P<close>/\s*+)?(?P<name>{names})(?P<rest>{_REST})\\?\](?!\((?:[/#]|https?:))",
        regex.IGNORECASE,
    )


_BBCODE: Final = _tags(_NAMES)
_BBCODE_MORE: Final = _tags(f"{_NAMES}|{_MORE}")
_HUGO: Final = regex.compile(
    r"\{\{\s*+(?P<left><|&lt;|%)\s*+(?P<close>/\s*+)?(?P<name>spoilers?|details|collapse|"
    r"hidden|expand)\b(?P<rest>[^{}\n]{0,300}?)(?:>|&gt;|%)\s*+\}\}",
    regex.IGNORECASE,
)
_WIKI: Final = regex.compile(
    r"(?P<open>\{\{)(?P<name>\s*+(?P<end>end[\s_-]*)?(?:spoil(?:er|text)?s?|ネタバレ|剧透|劇透|"
    r"스포일러)[\w\s-]{0,24}(?=[|}]))?|(?P<shut>\}\})",
    regex.IGNORECASE,
)
_BODY: Final = regex.compile(r"[^|\s]")
_WIKI_END: Final = regex.compile(r"end|close|off|over", regex.IGNORECASE)
_COLOUR: Final = regex.compile(
    r"\[(?P<close>/)?(?P<name>colou?r)(?:\s*+=\s*+[\"']?(?P<value>\#?\w{3,20})[\"']?\s*+)?\]",
    regex.IGNORECASE,
)
_INVISIBLE: Final = frozenset(
    "white #fff #ffffff #ffffffff transparent snow #fffffe #fefefe".split()
)
_BACKGROUND: Final = regex.compile(
    r"\[(?P<close>/)?(?P<name>bg(?:colou?r)?|background|highlight)(?:\s*+=\s*+[\"']?"
    r"(?P<value>\#?\w{3,20})[\"']?\s*+)?\]",
    regex.IGNORECASE,
)
_QUOTED: Final = regex.compile(
    r"""(?:title|label|header|summary|name|\A)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s][^"']*))""",
    regex.IGNORECASE,
)


def find_shortcodes(
    surface: str, text: str, format: Format, dialects: frozenset[str]
) -> Iterator[Found]:
    """Marks of every bracketed form."""
    end = len(surface)
    if "[" in surface:
        wide = format == "bbcode" or bool(dialects & {"bbcode", "discourse"})
        yield from _balanced(_BBCODE_MORE if wide else _BBCODE, surface, end)
        if wide:
            yield from _coloured(surface, end)
    if "{{" in text:
        yield from _balanced(_HUGO, text, end)
        yield from _templates(surface, end)


def _balanced(tag: regex.Pattern[str], surface: str, end: int) -> Iterator[Found]:
    """Opening and closing tags, nested; the outermost counts."""
    opened: list[regex.Match[str]] = []
    signs: list[Span] = []
    for match in tag.finditer(surface):
        if match["rest"].strip().startswith(":") and surface[match.start() - 1] == "[":
            continue  # `[[spoiler:x]]` is another dialect's
        if not match["close"]:
            opened.append(match)
            signs.append(match.span())
        elif opened:
            signs.append(match.span())
            first = opened.pop()
            if not opened:
                yield _tagged(first, match.end(), signs)
                signs = []
    if opened:
        yield _tagged(opened[0], end, signs)


def _tagged(first: regex.Match[str], end: int, signs: list[Span]) -> Found:
    return Found("inline", first.start(), end, _label(first["rest"]), tuple(signs))


def _label(rest: str) -> str | None:
    """The author's words in `=Ending`, `title="Ending"`, or Hugo's ` "Ending"`."""
    quoted = _QUOTED.search(rest)
    if quoted:
        return as_label(next(group for group in quoted.groups() if group is not None))
    return as_label(rest)


def _coloured(surface: str, end: int) -> Iterator[Found]:
    """`[color=white]`, and a text colour inside a background of the same colour."""
    grounds: list[str] = []
    colours: list[tuple[regex.Match[str], bool]] = []
    tokens = [*_COLOUR.finditer(surface), *_BACKGROUND.finditer(surface)]
    for match in sorted(tokens, key=lambda m: m.start()):
        value = (match["value"] or "").lower()
        if match["name"].lower().startswith("colo"):
            if not match["close"]:
                unseen = value in _INVISIBLE or bool(grounds and grounds[-1] == value)
                colours.append((match, unseen))
            elif colours:
                first, unseen = colours.pop()
                if unseen:
                    signs = (first.span(), match.span())
                    yield Found("inline", first.start(), match.end(), None, signs)
        elif not match["close"]:
            grounds.append(value)
        elif grounds:
            grounds.pop()
    for first, unseen in colours:
        if unseen:
            yield Found("inline", first.start(), end, None, (first.span(),))


# --- MediaWiki -----------------------------------------------------------------


def _templates(surface: str, end: int) -> Iterator[Found]:
    """`{{spoiltext|x}}` hides x; `{{spoiler}}` hides up to `{{endspoiler}}`."""
    stack: list[regex.Match[str]] = []
    region: Span | None = None
    for match in _WIKI.finditer(surface):
        if match["open"]:
            stack.append(match)
            continue
        if not stack:
            continue
        first = stack.pop()
        if not first["name"]:
            continue
        if first["end"] or _WIKI_END.search(first["name"]):
            if region is not None:
                signs = (region, (first.start(), match.end()))
                yield Found("block", region[0], match.end(), None, signs)
            region = None
        elif _BODY.search(surface, first.end(), match.start()):
            signs = (first.span(), match.span())
            yield Found("inline", first.start(), match.end(), None, signs)
        elif region is None:
            region = (first.start(), match.end())
    if region is not None:
        yield Found("block", region[0], end, None, (region,))
    for first in stack:
        if first["name"]:
            yield Found("inline", first.start(), end, None, (first.span(),))


# --- Reddit's old links ----------------------------------------------------------

_TARGET: Final = regex.compile(
    r"\]\ ?\(\s*+<?[/#](?:(?P<sure>spoilers?|s|n)|(?P<short>[a-z]{1,2}))>?"
    r"(?P<stop>\s*+\)|\s++(?=[\"'“(])|\s*+$)",
    regex.IGNORECASE | regex.MULTILINE,
)
_TITLE_END: Final[dict[str, regex.Pattern[str]]] = {
    '"': regex.compile(r'"\s*+\)'),
    "'": regex.compile(r"'\s*+\)"),
    "“": regex.compile(r"[”\"]\s*+\)"),
    "(": regex.compile(r"\)\s*+\)"),
}
_ANY_END: Final = regex.compile(r"\)")


def find_links(surface: str, plain: Plain, dialects: frozenset[str]) -> Iterator[Found]:
    """`[t](/s "x")` and `[x](/spoiler)`: the whole link is hidden."""
    if "](" not in surface and "] (" not in surface:
        return
    last = 0
    absent: set[str] = set()  # endings that the rest of the text does not hold
    for match in _TARGET.finditer(surface):
        if match.start() < last:
            continue
        titled = not match["stop"].strip().startswith(")")
        start = _opening(surface, last, match.start())
        last = match.end()
        if start is None or not (match["sure"] or titled or "reddit" in dialects):
            continue
        if titled:
            last = _title_end(surface, match.end(), absent) or block_end(plain, last)
        label = as_label(surface[start + 1 : match.start()]) if titled else None
        yield Found("inline", start, last, label, ())


def _title_end(surface: str, at: int, absent: set[str]) -> int | None:
    sign = surface[at : at + 1]
    if sign in absent:
        return None
    match = _TITLE_END.get(sign, _ANY_END).search(surface, at + 1)
    if match is None:
        absent.add(sign)
        return None
    return match.end()


def _opening(surface: str, low: int, at: int) -> int | None:
    """The `[` that belongs to the `]` at `at`, not looking left of `low`."""
    depth = 1
    for index in range(at - 1, low - 1, -1):
        if surface[index] == "]":
            depth += 1
        elif surface[index] == "[":
            depth -= 1
            if not depth:
                return index
    return None
