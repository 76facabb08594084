"""Marks between a pair of signs, inside running text.

Signs with two faces (`>!` and `!<`) nest, by a stack. Signs with one face (`||`) pair up
from left to right inside a block. Where a pair would have to begin with a sign that
plainly closes, end with one that plainly opens, or leave a sign over, it cannot be told
which belong together, and all that lies between the first and the last is hidden. One
that a block leaves open runs on to the next sign that can close it. Without a later sign
it hides to the end of its block.

In code and in tables `||` is an operator or an empty cell, unless it hugs what it hides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import regex

from ..domain import Format
from ..text import Plain
from .found import Found, Span, block_end
from .surface import FILLER


@dataclass(frozen=True, slots=True)
class TwoFaced:
    """A sign that opens and another that closes; `plain` is stricter about opening."""

    sign: regex.Pattern[str]
    """Groups `open` and `close`."""
    alone: regex.Pattern[str]
    """What must follow an opening sign that nothing closes, in plain text."""
    within: tuple[str, ...]
    """A text without any of these (in lower case) holds no opening sign."""


@dataclass(frozen=True, slots=True)
class OneFaced:
    """A sign that both opens and closes."""

    sign: regex.Pattern[str]
    formats: frozenset[Format]
    dialects: frozenset[str]


_WORDY: Final = regex.compile(r"[\p{L}\p{N}]")
_SNUG: Final = regex.compile(rf"[^\s!?~.,;:)\]{FILLER}]|{FILLER}")
_LINE_OR_WORD: Final = regex.compile(rf"[ \t]?[^\s!?.,;:)\]{FILLER}]|{FILLER}")
_ANY: Final = regex.compile("", regex.DOTALL)

_TWO_FACED: Final = (
    TwoFaced(
        regex.compile(
            r"(?P<open>\\?(?:>|&gt;|&\#62;|&\#x3e;)\\?!)"
            r"|(?P<close>!\\?(?:<|&lt;|&\#60;|&\#x3c;))",
            regex.IGNORECASE,
        ),
        _LINE_OR_WORD,
        (">!", ">\\!", ";!", ";\\!"),
    ),
    TwoFaced(
        # in `>!~~x~~!<` the tildes strike x out
        regex.compile(r"(?P<open>\\?~(?<!~~(?=!<))\\?!(?!~(?:\s|$)))|(?P<close>!\\?~)"),
        _SNUG,
        ("~!", "~\\!"),
    ),
    TwoFaced(
        regex.compile(
            r"(?P<open>\[\[\s*+spoilers?\s*+:|\[\[)|(?P<close>\]\])", regex.IGNORECASE
        ),
        _ANY,
        ("[[",),
    ),
)

_EVERY: Final[frozenset[Format]] = frozenset(["text", "markdown", "html", "bbcode"])
_MARKDOWN: Final[frozenset[Format]] = frozenset(["markdown"])
_ONE_FACED: Final = (
    OneFaced(regex.compile(r"\\?\|\\?\|"), _EVERY, frozenset()),
    OneFaced(
        regex.compile(r"!!+"),
        _MARKDOWN,
        frozenset(["markdown-it-spoiler", "markdown-it", "spoiler!!"]),
    ),
    OneFaced(regex.compile(r"\?\?+"), _MARKDOWN, frozenset(["grav"])),
)


InCode = Callable[[int], bool]
"""Whether a place of the surface is in code or a wiki's table."""


def find_inline(
    surface: str,
    plain: Plain,
    format: Format,
    dialects: frozenset[str],
    in_code: InCode,
) -> Iterator[Found]:
    """Marks of every pair of signs that counts in this format or dialect."""
    loose = format == "markdown" or bool(dialects)
    for two in _TWO_FACED:
        if not any(sign in surface for sign in two.within):
            continue
        yield from _two_faced(surface, plain, two, loose)
    for one in _ONE_FACED:
        declared = bool(one.dialects & dialects)
        if declared or format in one.formats:
            yield from _one_faced(surface, plain, one, declared, in_code)


def _two_faced(
    surface: str, plain: Plain, two: TwoFaced, loose: bool
) -> Iterator[Found]:
    opened: list[regex.Match[str]] = []
    for match in two.sign.finditer(surface):
        begins = match if match["open"] else None
        if begins is None and not opened:  # `wow!!~!x!~` has nothing to close yet
            begins = two.sign.match(surface, match.end() - 1)
        if begins is not None and begins["open"]:
            opened.append(begins)
        elif opened:
            first = opened.pop()
            if _hides(first) and _counts(surface, two, first, match, loose):
                signs = (first.span(), match.span())
                yield Found("inline", first.start(), match.end(), None, signs)
    for first in opened:
        if _hides(first) and (loose or two.alone.match(surface, first.end())):
            end = block_end(plain, first.end())
            yield Found("inline", first.start(), end, None, (first.span(),))


def _hides(match: regex.Match[str]) -> bool:
    """Whether an opening sign is a spoiler's (`[[` alone only nests)."""
    return match["open"] != "[["


def _counts(
    surface: str,
    two: TwoFaced,
    first: regex.Match[str],
    last: regex.Match[str],
    loose: bool,
) -> bool:
    """Whether a closed pair is meant; in plain text `so bad~! And !~` is not."""
    if loose or two.sign is not _TWO_FACED[1].sign:
        return True
    # without an end of its own, the pattern's line break is sought in all that follows
    alone = _ALONE.match(surface, first.end(), first.end() + 80) and (
        surface[first.start() - 1 : first.start()] in ("", "\n")
    )
    return bool(alone) or _SNUG.match(surface, first.end()) is not None


_ALONE: Final = regex.compile(r"[ \t\r]*+\n")


# --- signs with one face ---------------------------------------------------------


@dataclass(slots=True)
class _Sign:
    start: int
    end: int
    opens: bool
    closes: bool
    snug: bool
    block: int
    """Where its block ends: the same for all signs of one block."""
    hugs: tuple[bool, bool] = (False, False)
    """Whether something stands right before it, and right behind it."""

    @property
    def plainly(self) -> Literal["opens", "closes"] | None:
        """What the spaces around it say that it does."""
        if self.hugs[0] == self.hugs[1]:
            return None
        return "closes" if self.hugs[0] else "opens"


def _signs(
    surface: str, plain: Plain, one: OneFaced, declared: bool, in_code: InCode
) -> Iterator[_Sign]:
    punctuation = one.sign is not _ONE_FACED[0].sign  # `!!` and `??` end sentences too
    for match in one.sign.finditer(surface):
        before = surface[match.start() - 1 : match.start()] or "\n"
        after = surface[match.end() : match.end() + 1] or "\n"
        fence = not punctuation and before == "\n" == after
        inside = before.isalnum() and before.isascii()  # other scripts need no space
        snug = fence or not (after.isspace() or inside)
        quoted = before.isalnum() and not after.isalnum()  # as in "wow!!", he said
        opens = not (punctuation and (after.isspace() or quoted))
        closes = not (punctuation and before.isspace())
        if not punctuation and in_code(match.start()):
            opens = not after.isspace() and (before.isspace() or before in f"`{FILLER}")
            closes = not before.isspace()
            snug = False  # and so none is left open
        if opens or closes:
            snug = opens and (snug or declared)
            end = block_end(plain, match.start())
            sign = _Sign(match.start(), match.end(), opens, closes, snug, end)
            sign.hugs = (not before.isspace(), not after.isspace())
            yield sign


def _one_faced(
    surface: str, plain: Plain, one: OneFaced, declared: bool, in_code: InCode
) -> Iterator[Found]:
    pairs = _Pairs(surface)
    group: list[_Sign] = []
    for sign in _signs(surface, plain, one, declared, in_code):
        if group and group[-1].block != sign.block:
            yield from pairs.block(group)
            group = []
        group.append(sign)
    if group:
        yield from pairs.block(group)
    yield from pairs.rest()


class _Pairs:
    """Pairs the signs of one block after another; may carry one open sign along."""

    def __init__(self, surface: str) -> None:
        self._surface = surface
        self._carried: _Sign | None = None
        self._last: _Sign | None = None
        """The last sign of the blocks before if it may have opened something."""
        self._seen: list[Span] = []
        self._until = 0

    def block(self, group: list[_Sign]) -> Iterator[Found]:
        """The marks of one block, unless an open one runs into it."""
        if self._carried is not None:
            self._seen += [(sign.start, sign.end) for sign in group]
            self._until = group[-1].block
            if len(group) % 2 and group[0].closes:
                yield self._found(group[-1].end)
            return
        last, odd = self._last, len(group) % 2
        self._last = group[-1] if group[-1].opens and group[-1].hugs[1] else None
        if last is not None and odd and group[0].closes and group[0].hugs[0]:
            # what seemed to close before may have opened, and this one closes it
            self._carried, self._until = last, group[-1].block
            self._seen = [(sign.start, sign.end) for sign in (last, *group)]
            if not group[-1].snug:
                yield self._found(group[-1].end)
            return
        pairs, left = self._paired(group)
        first = pairs[0][0] if pairs else left
        if first is None:
            return
        unclear = bool(pairs) and (left is not None or any(map(_crossed, pairs)))
        if unclear and group[-1].plainly == "opens":
            left = group[-1]
        if left is not None and left.snug:
            self._carried, self._until = (first if unclear else left), left.block
            self._seen = [(sign.start, sign.end) for sign in group]
        elif unclear:
            signs = tuple((sign.start, sign.end) for sign in group)
            yield Found("inline", first.start, group[-1].end, None, signs)
        if not unclear:
            for opened, closed in pairs:
                signs = ((opened.start, opened.end), (closed.start, closed.end))
                yield Found("inline", opened.start, closed.end, None, signs)

    def _paired(
        self, group: list[_Sign]
    ) -> tuple[list[tuple[_Sign, _Sign]], _Sign | None]:
        """The pairs of a block from left to right, and the sign that is left over."""
        pairs: list[tuple[_Sign, _Sign]] = []
        opened: _Sign | None = None
        for sign in group:
            if opened is None:
                # a stray one may close what the one before it opened
                stray = bool(pairs) and pairs[-1][1].opens
                opened = sign if sign.opens or stray else None
            elif sign.closes and self._wordy(opened.end, sign.start):
                pairs.append((opened, sign))
                opened = None
            elif sign.opens and not self._wordy(opened.end, sign.start):
                opened = sign
        return pairs, opened

    def rest(self) -> Iterator[Found]:
        """The mark that nothing closed."""
        if self._carried is not None:
            yield self._found(self._until)

    def _found(self, end: int) -> Found:
        carried, self._carried = self._carried, None
        start = carried.start if carried else end
        return Found("inline", start, end, None, tuple(self._seen))

    def _wordy(self, start: int, end: int) -> bool:
        return _WORDY.search(self._surface, start, end) is not None


def _crossed(pair: tuple[_Sign, _Sign]) -> bool:
    """Whether the first plainly closes or the second plainly opens."""
    return pair[0].plainly == "closes" or pair[1].plainly == "opens"
