"""A review -> the same review, folded: what is not proved safe for a viewer is covered.

    form.py        how a fold is written in each format, and known again
    edits.py       changes to a source by place
    places.py      spans looked up by place
    verdict.py     a judged text -> which spans are hidden, and until when
    notes.py       words in no sentence (pictures, previews): shown or not
    bars.py        plain text with bars
    tree.py        a page's elements with their places
    html.py        a page with its folds
    embedded.py    pages within a page, as words
    html_notes.py  the notes of a page
    leaks.py       hidden words that stand elsewhere in a source
    check.py       what a real parser sees of a folded page
    front.py       front matter of a Markdown file
    layout.py      raw HTML, code, pictures and links of a Markdown source
    pieces.py      hidden spans of Markdown -> stretches that signs go around
    markdown.py    Markdown with its folds
    convert.py     one format -> another, hidden spans kept

Invariants, held by properties in `tests/fold`: folding what was folded changes nothing;
within one format every character that is not hidden stays; with `drop` no hidden word is
left. The first holds by construction: a text is judged again as it came out, and folded
again, until nothing changes; a page that a real parser reads otherwise than it was meant,
and a text that will not come to rest, is hidden altogether.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Final, Literal

import regex

from ..domain import Format, Review, SafeFrom
from ..marks import HIDING, find_marks
from ..text import plain_text
from ..text.plain import blanked
from .bars import fold_text
from .check import NO_LETTERS, readable_page, shows_only, sound
from .convert import as_html, convert, inert
from .edits import Edits, Steps
from .form import (
    BAR,
    CLOSING,
    LEFT,
    RIGHT,
    Span,
    bars_in,
    open_folds,
    opening,
    strip_summaries,
    summaries_in,
)
from .front import without_front
from .html import Page, fold_page
from .html_notes import decide_notes
from .leaks import scrub, telling, wiped
from .markdown import fold_markdown
from .notes import says
from .tree import TooDeep
from .verdict import Hidden, Judge, Judging, Verdict, decide

__all__ = ["Folded", "Hidden", "Judge", "Judging", "To", "fold_review"]

To = Literal["html", "markdown", "text"]

_PASSES: Final = 8
"""How often a text is folded until it must have come to rest."""
_HIDING_LINK: Final = regex.compile(
    r"\[(?P<text>.*)\](?:\s?\(\s*+<?[^\s()<>\"']*+>?(?:\s++[\"'“(](?P<title>.*?)[\"'”)]?)?\s*+\)?"
    r"|\[[^\[\]/]*+\])",
    regex.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where in the text as given what was hidden stands."""

    text: str
    hidden: tuple[Hidden, ...]
    """In order; empty where the viewer has seen it all."""
    mended: bool = False
    """Whether places count in the page as a parser mends it, since it was broken."""
    notes: int = 0
    """How many notes, such as descriptions of pictures, are not shown."""
    again: int = 0
    """How many passes hid more, since a text reads otherwise with a part covered."""


class _Unsound(Exception):
    """A text that cannot be folded in part."""


def fold_review(
    text: str, format: Format, to: To, judging: Judging, *, drop: bool = False
) -> Folded:
    """Fold a text at a viewer's boundary; `drop` leaves out what would be folded."""
    if judging.boundary.everything:
        return Folded(_all_shown(text, format, to, judging), ())
    first = _Pass(text, format, to, judging, drop)
    try:
        made = first.written(to)
        for number in range(_PASSES):
            again = _Pass(made, to, to, judging, drop).written(to)
            if again == made:
                return Folded(made, first.hidden, first.mended, first.notes, number)
            made = again
    except _Unsound:
        pass
    made = "" if drop else _all_hidden(text, format, to)
    return Folded(made, first.hidden, first.mended, first.notes, _PASSES)


def _all_shown(text: str, format: Format, to: To, judging: Judging) -> str:
    """For a viewer who has seen it all: as it is, in the form asked for."""
    steps = _prepared(text, format, to, judging)
    if to == format:
        return steps.text
    text = without_front(steps.text) if format == "markdown" else steps.text
    verdict = decide(Review(id="fold", text=text, format=format), judging)
    steps = Steps(convert(text, verdict, to).text)
    before = ""
    while before != steps.text:
        before = steps.text
        open_folds(steps, to, judging.boundary)
    return steps.text


def _prepared(text: str, format: Format, to: To, judging: Judging) -> Steps:
    """The text with the folds open that may be, and with marks that can be followed."""
    steps = Steps(text)
    open_folds(steps, format, judging.boundary)
    if not judging.boundary.everything:
        steps.take(_plain_links(steps.text, format))
    if to != format:
        strip_summaries(steps)
    return steps


class _Pass:
    """One time through: judge, and cover what has no proof."""

    def __init__(
        self, text: str, format: Format, to: To, judging: Judging, drop: bool
    ) -> None:
        mended = readable_page(text) if format == "html" else text
        self.mended = mended != text
        self._steps = _prepared(mended, format, to, judging)
        text = self._text = self._steps.text
        self._format = format
        self._judging, self._drop = judging, drop
        self._apart = bars_in(text) if format == "text" else summaries_in(text)
        self._read = without_front(text) if format == "markdown" else text
        review = Review(id="fold", text=self._read, format=format)
        self._verdict = decide(review, judging, self._apart)
        self.notes = 0

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        """What is hidden, by its place in the text as it was given."""
        back = self._steps.back
        return tuple(
            replace(one, start=back(one.start), end=back(one.end, end=True))
            for one in self._verdict.hidden
        )

    def written(self, to: To) -> str:
        """The text in its new form."""
        text, verdict = self._text, self._verdict
        if to != self._format:
            try:
                made = convert(self._read, verdict, to)
            except TooDeep:
                raise _Unsound from None
            if made.hidden is None:
                raise _Unsound
            text = made.text
            verdict = Verdict(
                made.hidden, verdict.cleared, (), (), (), to, verdict.warned
            )
        written = self._WRITERS[to](self, text, verdict)
        if not shows_only(written, to, self._shown()):
            raise _Unsound
        return written

    def _shown(self) -> list[str]:
        """The letters of the text that are not hidden, with signs and without."""
        plain = plain_text(self._read, self._format)

        def letters(spans: Iterable[Span]) -> str:
            inside = (
                (plain.plain_at(low), plain.plain_at(high)) for low, high in spans
            )
            return NO_LETTERS.sub("", blanked(plain.text, sorted(inside)))

        hidden = [(one.start, one.end) for one in self._verdict.hidden]
        hidden += self._apart
        return [letters(hidden), letters([*hidden, *self._verdict.signs])]

    def _as_text(self, text: str, verdict: Verdict) -> str:
        return fold_text(text, verdict.hidden, verdict.signs, drop=self._drop)

    def _as_markdown(self, text: str, verdict: Verdict) -> str:
        say = says(verdict, self._judging)
        told = telling(self._read, self._verdict, self._judging) if self._drop else None
        try:
            made, self.notes = fold_markdown(text, verdict, say, self._judging, told)
        except TooDeep:
            raise _Unsound from None
        return made

    def _as_html(self, text: str, verdict: Verdict) -> str:
        try:
            hiding = verdict.hiding
            signs = [s for s in verdict.signs if hiding.holding(s[0]) is not None]
            page = Page(text, verdict.hidden, signs, verdict.marked, drop=self._drop)
            notes = decide_notes(page, says(verdict, self._judging), self._judging)
        except TooDeep:
            raise _Unsound from None
        self.notes = len(notes)
        if not self._drop:
            made = fold_page(page)
        else:
            told = telling(self._read, self._verdict, self._judging, notes)
            scrub(page, told)
            made = wiped(fold_page(page), "html", told)
        if not sound(page, made):
            raise _Unsound
        return made

    _WRITERS: Final[dict[To, Callable[[_Pass, str, Verdict], str]]] = {
        "text": _as_text,
        "markdown": _as_markdown,
        "html": _as_html,
    }


def _plain_links(text: str, format: Format) -> Edits:
    """Links that only hide, such as `[end](/s "he dies")`, as marks that hide so."""
    edits = Edits(text)
    if "](" not in text and "]:" not in text and "] (" not in text:
        return edits
    for mark in find_marks(Review(id="fold", text=text, format=format)):
        source = text[mark.start : mark.end]
        if mark.kind not in HIDING or not source.startswith("["):
            continue
        link = _HIDING_LINK.fullmatch(source)
        if link is not None:
            words = " ".join(filter(None, (link["text"], link["title"]))).strip()
            left, right = (
                (LEFT, RIGHT) if format != "html" else map(escape, (LEFT, RIGHT))
            )
            edits.put(mark.start, mark.end, f"{left}{words}{right}")
    return edits


def _all_hidden(text: str, format: Format, to: To) -> str:
    """All of a text covered, in a form that comes out the same again."""
    if to == "html":
        return f"{opening(SafeFrom())}{_flat(text, format)}{CLOSING}"
    if format == "markdown":
        text = without_front(text)
    plain = plain_text(text, format)
    blocks = [plain.text[block.start : block.end].split() for block in plain.blocks]
    if to == "text":
        return "\n\n".join(" ".join(BAR for _ in words) for words in blocks)
    words = (regex.sub(r"[^\p{L}\p{M}\p{N} .,'’]+", "", " ".join(b)) for b in blocks)
    return "\n\n".join(f"{LEFT}{one.strip()}{RIGHT}" for one in words if one.strip())


def _flat(text: str, format: Format) -> str:
    """A text as inert HTML that can be followed, if need be as bare paragraphs."""
    html = inert(as_html(text, format))
    try:
        Page(html, (), (), drop=False)
    except TooDeep:
        plain = plain_text(text, format)
        blocks = (plain.text[block.start : block.end] for block in plain.blocks)
        return "".join(f"<p>{escape(block, quote=False)}</p>" for block in blocks)
    return html
