"""A Markdown text with its hidden spans folded, every other character as it was.

A fold is `>!…!<` within one paragraph, heading, item or cell. It takes in emphasis, links
and code in running text as a whole. A code block would show the signs, so it becomes code
in running text; raw HTML would show them too, so a fold in it is written as in a page.
Where `>!` would begin a line in the middle of a block, an invisible joiner before it keeps
Markdown from taking it for a quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from ..domain import Format
from ..text import Block, plain_text
from ..text.plain import blanked
from .bars import lines_of, touching
from .edits import Edits
from .form import JOINER, LEFT, PAIR, RIGHT, Span
from .front import said_in, without_front
from .html import Page, fold_page
from .html_notes import decide_notes
from .layout import lay_out
from .leaks import Telling, scrub, wiped
from .notes import Say, shows_name
from .pieces import READABLE, Cutter, Piece
from .places import Places
from .tree import Node
from .verdict import Hidden, Judging, Verdict

_FORMAT: Final[Format] = "markdown"
_LEADS: Final = regex.compile(
    r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?:\[[ xX]\][ \t]++)?+"
)
_SETEXT: Final = regex.compile(r"\n[ \t>]*+(?:=++|-++)[ \t]*+\r?\n?$")
_SIGN: Final = regex.compile(
    r"(?P<open>(?:>|&gt;|&\#62;|&\#x3e;)(?=\\?!))|(?P<close>!(?=\\?(?:<|&lt;|&\#60;|&\#x3c;)))",
    regex.IGNORECASE,
)
_PIPES: Final = regex.compile(r"[\\|]++")
_TICKS: Final = regex.compile(r"`++")
_BLANKS: Final = regex.compile(r"[ \t]*+")
_SHUT: Final = regex.compile(r"(?<=^[ \t>]*+)[:/+]{3,}+[ \t]*+$", regex.MULTILINE)
_SUMMARY: Final = regex.compile(r"</?summary\b[^<>]*+>", regex.IGNORECASE)

_Fold = tuple[int, int, Block | None]
_Noted = tuple[Span, str, str | None]
"""A note: its place, its words, and what stands there instead (None: a fold)."""


class _Folder:
    """Folds one text."""

    def __init__(
        self,
        source: str,
        text: str,
        verdict: Verdict,
        say: Say,
        judging: Judging,
        told: Telling | None,
    ) -> None:
        self._text, self._verdict = text, verdict
        self._say, self._judging = say, judging
        self._told = told or Telling(frozenset(), frozenset())
        self._drop = told is not None
        self._plain = plain_text(text, _FORMAT)
        self._layout = lay_out(text, self._plain)
        self._code = Places(self._layout.code)
        self._edits = Edits(source)
        cutter = Cutter(text, self._plain, self._layout, verdict)
        self._pieces, self._intact = cutter.cut()
        self._signs = Places(self._signs_to_go())
        self._unsigned = blanked(text, self._signs)
        self.notes = 0
        self._gone: list[Span] = []
        """What leaves."""
        self._paged = Places()
        """Blocks of raw HTML that are written as pages are."""

    def folded(self) -> str:
        self._fold_raw()
        folds = [self._fold_piece(piece) for piece in self._pieces]
        folds += [(*span, None) for span in self._notes()]
        folds += [(*span, None) for span in self._decide_tags()]
        for low, high, block in sorted(filter(None, folds), key=lambda fold: fold[0]):
            self._wrap(low, high, block)
        if self._drop:
            self._leave()
        else:
            for start, end in self._signs:
                if not self._paged.hold((start, end)):
                    self._edits.put(start, end)
        return wiped(self._edits.applied(), _FORMAT, self._told)

    def _leave(self) -> None:
        """Take out what leaves, and addresses that tell of it."""
        for span in self._layout.addresses:
            if self._told.one_in(self._text[slice(*span)]):
                self._edits.put(*span, "<>")  # an address that leads nowhere
        folds = [match.span() for match in PAIR.finditer(self._text)]
        unread = [span for span in self._verdict.marked if not self._holds_words(span)]
        leaving = [*self._gone, *folds, *self._signs, *unread]
        leaving = [span for span in leaving if not self._paged.hold(span)]
        for low, high in touching(self._text, leaving):
            self._edits.put(*lines_of(self._text, low, high))

    # --- the author's signs ---------------------------------------------------------

    def _signs_to_go(self) -> Iterator[Span]:
        """The signs of the author's marks, save those that are part of a table."""
        hiding = self._verdict.hiding
        for start, end in self._verdict.signs:
            sign = self._text[start:end]
            if self._intact.hold((start, end)):
                continue
            if _PIPES.fullmatch(sign) and not self._is_read(start, end):
                continue
            if hiding.holding(start) is None:
                continue
            line = self._text.rfind("\n", 0, start) + 1
            if _LEADS.fullmatch(self._text, line, start):
                blanks = _BLANKS.match(self._text, end)
                end = blanks.end() if blanks else end
            yield start, end
            if sign.lower().startswith("<details"):
                yield from self._summaries(start)
        for match in _SHUT.finditer(self._text):  # of a fence within, it would open one
            if hiding.hold(match.span()):
                yield match.span()

    def _summaries(self, start: int) -> Iterator[Span]:
        """The tags that name a part which opens at `start`."""
        match = _SUMMARY.search(self._text, start, start + 400)
        while match is not None:
            yield match.span()
            if match[0].startswith("</"):
                return
            match = _SUMMARY.search(self._text, match.end())

    def _holds_words(self, span: Span) -> bool:
        low, high = map(self._plain.plain_at, span)
        return READABLE.search(self._plain.text, low, high) is not None

    def _is_read(self, start: int, end: int) -> bool:
        plain = self._plain
        return plain.plain_at(end) - plain.plain_at(start) >= end - start

    # --- how it is written ------------------------------------------------------------

    def _fold_piece(self, piece: Piece) -> _Fold | None:
        """Where running text is to be folded; other text is folded here."""
        low, high = piece.source
        code = self._code.holding(low)
        if code is not None:
            self._fold_code(code, piece)
            return None
        if self._paged.holding(low) is not None:
            return None
        block = piece.block
        if self._drop and piece.is_whole(self._plain) and block.kind != "table":
            low, high = block.source_start, block.source_end
            high -= len(self._text[low:high]) - len(self._text[low:high].rstrip())
        return low, high, block

    def _wrap(self, low: int, high: int, block: Block | None) -> None:
        """Put a stretch of running text into a fold."""
        if self._drop:
            self._gone.append((low, high))
            return
        for match in _SIGN.finditer(self._text, low, high):
            if self._signs.holding(match.start()) is None:
                self._edits.put(match.end(), match.end(), " ")
        start = self._text.rfind("\n", 0, low) + 1
        lead = _LEADS.fullmatch(self._text, start, low)
        guard = JOINER if lead and block and self._needs_guard(block, low) else ""
        after = self._text[high : high + 1]
        gap = " " if after.isascii() and (after.isalpha() or after in "/!?") else ""
        # "![" would begin a picture
        inner = JOINER if self._unsigned[low:high].lstrip()[:1] == "[" else ""
        self._edits.put(low, low, guard + LEFT + inner)
        self._edits.put(high, high, RIGHT + (gap if after else ""))

    def _needs_guard(self, block: Block, low: int) -> bool:
        """Whether `>!` at the beginning of a line here would break its block."""
        before = self._unsigned[block.source_start : low].strip()
        if block.kind == "table" or not _LEADS.fullmatch(before and f"{before} "):
            return True
        source = self._text[block.source_start : block.source_end]
        return block.kind == "heading" and _SETEXT.search(source) is not None

    def _fold_code(self, code: Span, piece: Piece) -> None:
        """Make a code block code in running text, where signs count."""
        low, high = code
        high -= len(self._text[low:high]) - len(self._text[low:high].rstrip())
        if self._drop:
            self._gone.append((low, high))
            return
        words = " ".join(self._plain.text[piece.block.start : piece.block.end].split())
        words = _SIGN.sub(lambda match: match[0] + " ", words)
        ticks = max((len(m[0]) for m in _TICKS.finditer(words)), default=0) + 1
        fence = "`" * ticks
        pad = " " if words[:1] == "`" or words[-1:] == "`" else ""
        indent = 4 if self._text[low - 4 : low] == "    " else 0
        indent = 1 if self._text[low - 1 : low] == "\t" else indent
        after = "" if self._text[high : high + 2] in ("", "\n", "\n\n") else "\n"
        made = f"{LEFT}{fence}{pad}{words}{pad}{fence}{RIGHT}{after}"
        self._edits.put(low - indent, high, made)

    # --- raw HTML -----------------------------------------------------------------------

    def _fold_raw(self) -> None:
        """Folds in blocks of raw HTML, written as in a page."""
        by_place = {piece.source: piece for piece in self._pieces}
        places = Places(by_place)
        paged: list[Span] = []
        for start, end in self._layout.blocks:
            inside = [by_place[s] for s in places.touching(start, end)][::-1]
            own = [
                (a - start, b - start)
                for a, b in self._signs.touching(start, end)
                if start <= a and b <= end
            ]
            source = self._text[start:end].rstrip("\r\n")
            end = start + len(source)
            if not _has_tags(source, own):
                continue
            hidden = [
                Hidden(max(0, low - start), min(high, end) - start, piece.value)
                for piece in inside
                for low, high in [piece.source]
            ]
            marked = [
                (max(a, start) - start, min(b, end) - start)
                for a, b in self._verdict.marked.touching(start, end)
            ]
            page = Page(source, hidden, own, marked, drop=self._drop, whole=False)
            decide_notes(page, self._say, self._judging)
            if self._drop:
                scrub(page, self._told)
            made = fold_page(page)
            paged.append((start, end))
            if made != source:
                self._edits.put(start, end, made)
        self._paged = Places(paged)

    def _decide_tags(self) -> Iterator[Span]:
        """Notes in tags within running text; elements that are not shown are handed on."""
        layout = self._layout
        blocks = Places(layout.blocks)
        if all(blocks.hold(one) for one in layout.raw):
            return
        marked = self._verdict.marked
        page = Page(self._tags_alone(), (), (), marked, drop=self._drop, whole=False)
        decide_notes(page, self._say, self._judging)
        if self._drop:
            scrub(page, self._told)
        done = list(self._paged)
        if not self._drop:  # what goes into a fold need not change
            done += [piece.source for piece in self._pieces] + list(self._intact)
        apart = Places(done)
        for start, end, text in page.edits:
            if not apart.hold((start, end)):
                self._edits.put(start, end, text)
        yield from (span for span in _hidden_in(page.root) if not apart.hold(span))

    def _tags_alone(self) -> str:
        """The source, just as long, in which only what is a tag looks like one."""
        raw = blanked(self._text, self._layout.raw)
        return "".join(
            " " if there == "<" else kept
            for there, kept in zip(raw, self._text, strict=True)
        )

    # --- words in no sentence --------------------------------------------------------

    def _notes(self) -> Iterator[Span]:
        """Take out what links say; pictures that are not shown are handed on."""
        layout = self._layout
        noted: list[_Noted] = [(span, words, None) for span, words in layout.pictures]
        noted += [(span, words, "") for span, words in layout.titles]
        noted += self._front()
        hidden = Places(piece.source for piece in self._pieces)
        noted = [n for n in noted if next(hidden.touching(*n[0]), None) is None]
        shown = self._say([words for _, words, _ in noted])
        marked = self._verdict.marked
        for (span, _, instead), open_ in zip(noted, shown, strict=True):
            open_ = open_ and next(marked.touching(*span), None) is None
            if open_ or self._intact.hold(span):
                continue
            self.notes += 1
            if instead is None:
                yield span
            else:
                self._edits.put(*span, instead)

    def _front(self) -> Iterator[_Noted]:
        for start, end, words, named in said_in(self._edits.source):
            if not (named and shows_name(words, self._judging)):
                yield (start, end), words, '""'


def _has_tags(source: str, signs: Sequence[Span]) -> bool:
    """Whether a block is still HTML once the author's marks are gone."""
    left = Edits(source)
    for start, end in signs:
        left.put(start, end)
    return "<" in left.applied()


def _hidden_in(node: Node) -> Iterator[Span]:
    """The elements that notes have hidden."""
    for child in node.children:
        if child.hidden:
            yield child.start, child.end
        else:
            yield from _hidden_in(child)


def fold_markdown(
    text: str,
    verdict: Verdict,
    say: Say,
    judging: Judging,
    told: Telling | None = None,
) -> tuple[str, int]:
    """The text with its folds, and how many notes are not shown.

    With `told`, without what the folds would hold.
    """
    folder = _Folder(text, without_front(text), verdict, say, judging, told)
    return folder.folded(), folder.notes
