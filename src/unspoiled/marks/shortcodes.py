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
_MORE: Final = "hide|hidden|collapse|details|blur|expand|accordion|toggle|cut"
"""Names that hide only where BBCode is at home."""

_REST: Final = r"(?:\s*+[=:]\s*+[^\[\]\n]{0,300}|\s++[\w-]++\s*+=[^\[\]\n]{0,300}|\s*+)"


def _tags(names: str) -> regex.Pattern[str]:
    return regex.compile(
        rf"\\?\[\s*+(?P<close>/\s*+)?(?P<name>{names})(?P<rest>{_REST})\\?\](?!\((?:[/#]|https?:))",
        regex.IGNORECASE,
    )


_BBCODE: Final = _tags(_NAMES)
_BBCODE_DETAILS: Final = _tags(rf"{_NAMES}|details(?(close)|(?=\s*+=))")
_BBCODE_MORE: Final = _tags(f"{_NAMES}|{_MORE}")
_HUGO: Final = regex.compile(
    r"(?:\{\{\s*+(?:<|&lt;|%)|\{%-?)\s*+(?P<close>/\s*+|end_?)?(?P<name>spoilers?|details|"
    r"collapse|hidden|expand)\b(?P<rest>[^{}\n]{0,300}?)(?:(?:>|&gt;|%)\s*+\}\}|-?%\})",
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
    r"\[(?P<close>/)?(?P<name>colou?r|size)"
    r"(?:\s*+=\s*+[\"']?(?P<value>[^\[\]\"'\n]{1,40})[\"']?\s*+)?\]",
    regex.IGNORECASE,
)
_CLEAR: Final = regex.compile(
    r"(?:rgba|hsla)\(.{1,30}[,/]\s*0?\.?0+%?\s*\)|\#\w{6}00|\#\w{3}0", regex.IGNORECASE
)
_TINY: Final = regex.compile(r"[01](?:px|pt|%)?|0\.\d.{0,4}", regex.IGNORECASE)
_BLACK: Final = frozenset("black #000 #000000 #111 #111111".split())
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
        narrow = _BBCODE_DETAILS if format == "markdown" else _BBCODE
        yield from _balanced(_BBCODE_MORE if wide else narrow, surface, end)
        if wide:
            yield from _coloured(surface, end)
    if "{{" in text or "{%" in text:
        yield from _balanced(_HUGO, text, end)
    if "{{" in text:
        yield from _templates(surface, end)


def _balanced(tag: regex.Pattern[str], surface: str, end: int) -> Iterator[Found]:
    """Opening and closing tags, nested; the outermost counts.

    A tag that is only spoken of ("use [spoiler] tags") counts if a closing one needs it.
    """
    opened: list[regex.Match[str]] = []
    spoken: regex.Match[str] | None = None
    signs: list[Span] = []
    for match in tag.finditer(surface):
        if match["rest"].strip().startswith(":") and surface[match.start() - 1] == "[":
            continue  # `[[spoiler:x]]` is another dialect's
        if not match["close"]:
            if not opened and _is_spoken_of(surface, match):
                spoken = spoken or match
                continue
            opened.append(match)
            signs.append(match.span())
        elif opened or spoken is not None:
            signs.append(match.span())
            first = opened.pop() if opened else spoken
            if first is not None and not opened:
                yield _tagged(first, match.end(), signs)
                signs, spoken = [], None
    if opened:
        yield _tagged(opened[0], end, signs)


def find_spoken_of(surface: str) -> Iterator[Span]:
    """Opening tags that prose only names, as in "use [spoiler] tags"."""
    if "[" in surface:
        for match in _BBCODE.finditer(surface):
            if not match["close"] and _is_spoken_of(surface, match):
                yield match.span()


_NAMING_BEFORE: Final = regex.compile(
    r"\b(?:write|writes|type|types|use|using|put|puts|add|wrap)\s(?:the\s|a\s)?$",
    regex.IGNORECASE,
)
_NAMING_AFTER: Final = regex.compile(
    r"\s(?:(?:tag|button|syntax|markup|bbcode|code)s?\b|(?:around|in front of)\s)",
    regex.IGNORECASE,
)
_TAG_AFTER: Final = regex.compile(
    r"\s(?:tag|button|syntax|markup|bbcode)s?\b", regex.IGNORECASE
)
_NEAR: Final = 40
"""Characters of prose around a tag that are read."""
_QUOTES: Final = ('""', "''", "``", "“”", "‘’", "()")


def _is_spoken_of(surface: str, match: regex.Match[str]) -> bool:
    """Whether prose names this opening tag rather than uses it."""
    start, end = match.span()
    if match["name"].lower() == "mask" or match["rest"].strip():
        return False
    if surface[start - 1 : start] + surface[end : end + 1] in _QUOTES and start:
        return True
    if _TAG_AFTER.match(surface, end, end + _NEAR):
        return True
    before = surface[max(0, start - 16) : start]
    return bool(
        _NAMING_BEFORE.search(before) and _NAMING_AFTER.match(surface, end, end + _NEAR)
    )


def _tagged(first: regex.Match[str], end: int, signs: list[Span]) -> Found:
    return Found("inline", first.start(), end, _label(first["rest"]), tuple(signs))


def _label(rest: str) -> str | None:
    """The author's words in `=Ending`, `title="Ending"`, or Hugo's ` "Ending"`."""
    quoted = _QUOTED.search(rest)
    if quoted:
        return as_label(next(group for group in quoted.groups() if group is not None))
    return as_label(rest)


def _coloured(surface: str, end: int) -> Iterator[Found]:
    """Text that cannot be seen: white, tiny, or in the colour of its background."""
    opened: dict[str, list[tuple[regex.Match[str], bool]]] = {}
    grounds: list[str] = []
    tokens = [*_COLOUR.finditer(surface), *_BACKGROUND.finditer(surface)]
    for match in sorted(tokens, key=lambda m: m.start()):
        name = match["name"].lower()[:4]
        behind = name not in ("colo", "size")
        if not match["close"]:
            value = (match["value"] or "").lower().strip()
            unseen = _invisible(name, value, grounds[-1] if grounds else None)
            opened.setdefault(name, []).append((match, unseen))
            if behind:
                grounds.append(value)
        elif opened.get(name):
            first, unseen = opened[name].pop()
            if behind:
                grounds.pop()
            if unseen:
                signs = (first.span(), match.span())
                yield Found("inline", first.start(), match.end(), None, signs)
    for first, unseen in (one for rest in opened.values() for one in rest):
        if unseen:
            yield Found("inline", first.start(), end, None, (first.span(),))


def _invisible(name: str, value: str, ground: str | None) -> bool:
    """Whether nothing is seen of the text, as far as this tag can tell."""
    if name == "size":
        return _TINY.fullmatch(value) is not None
    if name == "colo":
        clear = _CLEAR.fullmatch(value) is not None
        return clear or value in _INVISIBLE or (ground is not None and ground == value)
    return value in _BLACK  # the text on it is black, too, where nothing else is said


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

_HIDING_TARGET: Final = (
    r"[/#?](?:s|n)(?![\w/-])|(?:\.?/|[#?])?spoilers?(?![\s_-]*(?:free|less))"
    r"(?:[/#?&=._-][^\s()<>\"']{0,80}+)?"
)
"""Where a link leads that only hides: `/s`, `#spoiler`, `/spoiler/ending`."""
HIDING_TARGET: Final = regex.compile(rf"\s*+(?:{_HIDING_TARGET})\s*+", regex.IGNORECASE)
_TARGET: Final = regex.compile(
    rf"\]\ ?\(\s*+<?(?:(?P<sure>{_HIDING_TARGET})|[/#](?P<short>[a-z]{{1,2}}))>?"
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
_DEFINITION: Final = regex.compile(
    r"^[ \t>]{0,8}+\[(?P<label>[^\[\]\n]{1,200}+)\]:[ \t]*+\r?\n?[ \t]*+"
    rf"<?(?:{_HIDING_TARGET})>?(?=\s|$)",
    regex.IGNORECASE | regex.MULTILINE,
)
_REFERENCE: Final = regex.compile(
    r"\[(?P<text>(?:[^\[\]]|\[[^\[\]\n]{0,200}+\]){1,2000}+)\]"
    r"(?:[ ]?\[(?P<label>[^\[\]\n]{0,200}+)\])?+(?!:)"
)


def find_links(surface: str, plain: Plain, dialects: frozenset[str]) -> Iterator[Found]:
    """`[t](/s "x")` and `[x](/spoiler)`: the whole link is hidden."""
    if "]:" in surface:
        yield from _references(surface)
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


def _references(surface: str) -> Iterator[Found]:
    """`[x][1]` where `[1]: /spoiler` stands elsewhere."""
    defined = {_folded(match["label"]) for match in _DEFINITION.finditer(surface)}
    if not defined:
        return
    for match in _REFERENCE.finditer(surface):
        if _folded(match["label"] or match["text"]) in defined:
            yield Found("inline", match.start(), match.end())


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


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
