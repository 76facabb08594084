"""A text in one format -> the same in another, with its hidden spans where they were.

Libraries render: pulldown-cmark and `bbcode` into HTML, ammonia (`nh3`) makes that inert,
`markdownify` turns it into Markdown. Hidden spans travel as pairs of characters that no
text may hold (Unicode's noncharacters), set around the words in the source and found
again in what came out. Where a text renders otherwise with them than without, or where a
pair is lost, the conversion says so and all of the text is hidden.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import regex

from ..domain import Format, SafeFrom
from ..text import Block, Plain, plain_text
from ..text.bbcode import INLINE
from ..text.tags import RAW, LenientTokens, attribute_spans
from .edits import Edits
from .form import JOINER, Span
from .layout import lay_out
from .places import Places
from .tree import OPAQUE, Spans, grow_tree
from .verdict import Hidden, Verdict

_BEGIN: Final = "\ufdd0"
_END: Final = "\ufdd1"
_DIGITS: Final = "\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb"
_NONE: Final = regex.compile("[\ufdd0-\ufdef]")
_TRAVELLER: Final = regex.compile(
    f"{_BEGIN}(?P<number>[{_DIGITS}]++){_BEGIN}|(?P<end>{_END})"
)
_ADDRESS: Final = regex.compile(r"https?://[^\s<>\"'\[\]]++")
_STARTS: Final = regex.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]")
"""What would begin a block of Markdown once the sign before it is gone."""
_TO_DIGITS: Final = str.maketrans("0123456789", _DIGITS)
_FROM_DIGITS: Final = str.maketrans(_DIGITS, "0123456789")
_NO_LETTER: Final = regex.compile(r"\P{L}+")
_LETTER: Final = regex.compile(r"\p{L}")
_READABLE: Final = regex.compile(r"[\p{L}\p{N}\p{So}]")


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in its new format; `hidden` is None where the spans could not be kept."""

    text: str
    hidden: tuple[Hidden, ...] | None


def convert(text: str, verdict: Verdict, to: Format) -> Converted:
    """Render a text in another format, its author's marks taken off."""
    if to == "text":
        return _as_text(text, verdict)
    if verdict.format == "text":  # by lines, whose lengths count
        return _from_lines(text, verdict, to)
    bare = _rendered(_set_out(text, verdict, ()), verdict.format, to)
    for edge in (False, True):
        around = _travellers(text, verdict, edge=edge)
        made = _rendered(_set_out(text, verdict, around), verdict.format, to)
        found = _found_again(made, [value for _, _, value in around])
        if found is not None and found.text == bare:
            return _with_unread(found, text, verdict, to)
    return Converted(bare, None)


def _with_unread(
    found: Converted, text: str, verdict: Verdict, to: Format
) -> Converted:
    """With every block hidden whose words were not all read, and judged, in the source.

    A library may show what was taken for markup here, such as a tag it does not know.
    """
    made = plain_text(found.text, to)
    for one in found.hidden or ():
        if not _READABLE.search(made.text, *_inside(made, (one.start, one.end))):
            return Converted(found.text, None)  # it stands where no fold can
    known = plain_text(text, verdict.format)
    bare = Edits(known.text)
    for sign in verdict.signs:
        bare.put(*_inside(known, sign))
    letters = _NO_LETTER.sub("", bare.applied())
    hidden = list(found.hidden or ())
    at = 0
    for block in made.blocks:
        own = _NO_LETTER.sub("", made.text[block.start : block.end])
        place = letters.find(own, at)
        if place < 0 and own not in letters:
            hidden.append(Hidden(block.source_start, block.source_end, SafeFrom()))
        at = max(at, place + len(own))
    return Converted(found.text, _disjoint(hidden))


def _disjoint(hidden: Sequence[Hidden]) -> tuple[Hidden, ...]:
    """In order, those that overlap made one that waits for the whole title."""
    made: list[Hidden] = []
    for one in sorted(hidden, key=lambda h: h.start):
        if made and one.start < made[-1].end:
            end = max(made[-1].end, one.end)
            made[-1] = Hidden(made[-1].start, end, SafeFrom())
        else:
            made.append(one)
    return tuple(made)


# --- out and back ---------------------------------------------------------------------


def _set_out(
    text: str, verdict: Verdict, around: Sequence[tuple[int, int, SafeFrom]]
) -> str:
    """The source without the author's signs, and with travellers around these spans."""
    edits = Edits(text)
    for start, end in verdict.signs:
        edits.put(start, end, JOINER if _STARTS.match(text, end) else "")
    for span in _said_in_marks(text, verdict):
        edits.put(*span)
    plain = plain_text(text, verdict.format)
    for start, end in verdict.marked:
        if not _READABLE.search(plain.text, *_inside(plain, (start, end))):
            edits.put(start, end)  # it hides what no page shows
    for match in _NONE.finditer(text):
        edits.put(*match.span())
    for number, (low, high, _) in enumerate(around):
        edits.put(low, low, _begin(number))
        edits.put(high, high, _END)
    return edits.applied()


def _said_in_marks(text: str, verdict: Verdict) -> Iterator[Span]:
    """Descriptions of pictures and titles of links that an author's mark covers."""
    marked = verdict.marked
    if verdict.format == "markdown" and marked:
        layout = lay_out(text, plain_text(text, "markdown"))
        for span, _ in [*layout.pictures, *layout.titles]:
            if next(marked.touching(*span), None) is not None:
                yield span
    if verdict.format == "html" and marked:
        for token in LenientTokens(text, 0, len(text)):
            touched = next(marked.touching(token.start, token.end), None)
            if token.kind == "open" and touched is not None:
                for name, low, high in attribute_spans(text[token.start : token.end]):
                    if name in ("alt", "title"):
                        yield token.start + low, token.start + high


def _travellers(
    text: str, verdict: Verdict, *, edge: bool
) -> list[tuple[int, int, SafeFrom]]:
    """Where the hidden words of each block begin and end in the source.

    With `edge` at letters, since a quotation mark beside an asterisk means something.
    """
    plain = plain_text(text, verdict.format)
    found: list[tuple[int, int, SafeFrom]] = []
    for one in verdict.hidden:
        low, high = plain.plain_at(one.start), plain.plain_at(one.end)
        for block in blocks_from(plain, low):
            if block.start >= high:
                break
            start, end = max(low, block.start), min(high, block.end)
            words = (
                list(_READABLE.finditer(plain.text, start, end)) if start < end else []
            )
            if not words:
                continue
            if edge:
                words = list(_LETTER.finditer(plain.text, start, end)) or words
                start, end = words[0].start(), words[-1].end()
            first, last = plain.source_span(start, end)
            if verdict.format == "markdown" and text[first - 1 : first] == "\\":
                first -= 1
            found.append((first, last, one.safe_from))
    return found


def blocks_from(plain: Plain, place: int) -> Iterator[Block]:
    """The blocks of a plain text from the one at a place on."""
    first = bisect_right(plain.blocks, place, key=lambda block: block.end)
    for index in range(first, len(plain.blocks)):
        yield plain.blocks[index]


def _found_again(text: str, values: Sequence[SafeFrom]) -> Converted | None:
    """The text without its travellers, and the spans that they stood around."""
    parts: list[str] = []
    hidden: list[Hidden] = []
    opened: tuple[int, SafeFrom] | None = None
    at = length = 0
    for match in _TRAVELLER.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if (opened is None) == (match["end"] is not None):
            return None
        if match["end"]:
            assert opened is not None
            hidden.append(Hidden(opened[0], length, opened[1]))
            opened = None
        else:
            opened = length, values[int(match["number"].translate(_FROM_DIGITS))]
    parts.append(text[at:])
    if opened is not None or len(hidden) < len(values):
        return None
    return Converted("".join(parts), tuple(hidden))


# --- what libraries do ----------------------------------------------------------------


def _rendered(text: str, format: Format, to: Format) -> str:
    html = inert(_of_sentences(as_html(text, format)))
    return html if to == "html" else _to_markdown(html)


def as_html(text: str, format: Format) -> str:
    """A text rendered as a piece of a page, whatever it may do there."""
    return _TO_HTML[format](text)


def inert(html: str) -> str:
    """HTML in which nothing runs or loads a script."""
    import nh3

    return nh3.clean(html, attributes=_attributes(), link_rel="nofollow noopener")


def _of_sentences(html: str) -> str:
    """A page without what no sentence is read in; TooDeep where that cannot be told.

    A summary whose element was a mark and is gone becomes a division.
    """
    edits = Edits(html)
    waiting = [grow_tree(html, Spans(html, ()), (), drop=False)]
    while waiting:
        for node in waiting.pop().children:
            if node.unseen or node.name in RAW or node.name in OPAQUE:
                edits.put(node.start, node.end)
            elif node.name == "summary":
                edits.put(node.start, node.inner, "<div>")
                edits.put(node.outer, node.end, "</div>")
            waiting.append(node)
    return edits.applied()


def _attributes() -> dict[str, set[str]]:
    import nh3

    kept = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    kept["a"] = {"href", "hreflang", "title"}
    kept["img"] = {"src", "alt", "width", "height"}
    return kept


def _from_markdown(text: str) -> str:
    import pyromark

    from ..text.markdown import OPTIONS, without_broken_tags

    return pyromark.html(without_broken_tags(text), options=OPTIONS)


def _picture(name: str, value: str, *_: object) -> str:
    """A picture where there is an address and nothing else."""
    address = value.strip()
    return f'<img src="{escape(address)}">' if _ADDRESS.fullmatch(address) else ""


def _from_bbcode(text: str) -> str:
    import bbcode

    parser = bbcode.Parser(newline="<br>\n", replace_cosmetic=False)
    parser.add_formatter("img", _picture, render_embedded=False, replace_links=False)
    for level in range(1, 7):
        parser.add_simple_formatter(f"h{level}", f"<h{level}>%(value)s</h{level}>")
    for name in ("table", "tr", "td", "th"):
        parser.add_simple_formatter(name, f"<{name}>%(value)s</{name}>")
    for name in INLINE - parser.recognized_tags.keys():
        parser.add_simple_formatter(name, "%(value)s")
    return str(parser.format(text))


def _from_html(text: str) -> str:
    return text


def _to_markdown(html: str) -> str:
    from markdownify import markdownify

    made = markdownify(html, heading_style="ATX", bullets="-", escape_misc=True)
    return str(made).strip() + "\n"


# --- plain text -----------------------------------------------------------------------


def _as_text(text: str, verdict: Verdict) -> Converted:
    """What a reader sees, block by block; nothing has to travel."""
    parts: list[str] = []
    for block, words in _lines(text, verdict):
        parts.append(("- " if block.kind == "item" else "") + words.strip())
    values = [one.safe_from for one in verdict.hidden]
    made = "\n\n".join(part for part in parts if part)
    return _found_again(made and made + "\n", values) or Converted(made, None)


def _from_lines(text: str, verdict: Verdict, to: Format) -> Converted:
    html = "\n".join(_paragraphs(_lines(text, verdict)))
    made = inert(html) if to == "html" else _to_markdown(inert(html))
    values = [one.safe_from for one in verdict.hidden]
    return _found_again(made, values) or Converted(made, None)


def _from_text(text: str) -> str:
    plain = plain_text(text, "text")
    blocks = ((b, plain.text[b.start : b.end]) for b in plain.blocks)
    return "\n".join(_paragraphs(blocks))


def _paragraphs(blocks: Iterable[tuple[Block, str]]) -> list[str]:
    """Each block of a plain text as HTML, items in a row as one list."""
    made: list[str] = []
    listed = False
    for block, words in blocks:
        item = block.kind == "item"
        if item != listed:
            made.append("<ul>" if item else "</ul>")
            listed = item
        name = f"h{block.level}" if block.kind == "heading" else "li" if item else "p"
        inside = escape(words.strip(), quote=False).replace("\n", "<br>\n")
        made.append(f"<{name}>{inside}</{name}>")
    return [*made, "</ul>"] if listed else made


def _lines(text: str, verdict: Verdict) -> Iterator[tuple[Block, str]]:
    """Each block as it is read, without signs, with travellers around what is hidden."""
    plain = plain_text(text, verdict.format)
    signs = Places(_inside(plain, sign) for sign in verdict.signs)
    numbers: dict[Span, int] = {}
    for number, one in enumerate(verdict.hidden):
        numbers.setdefault(_inside(plain, (one.start, one.end)), number)
    hidden = Places(numbers)
    for block in plain.blocks:
        edits = Edits(plain.text[block.start : block.end])
        size = block.end - block.start
        for start, end in signs.touching(block.start, block.end):
            edits.put(max(0, start - block.start), min(size, end - block.start))
        for match in _NONE.finditer(edits.source):
            edits.put(*match.span())
        for span in list(hidden.touching(block.start, block.end))[::-1]:
            low, high = max(0, span[0] - block.start), min(size, span[1] - block.start)
            edits.put(low, low, _begin(numbers[span]))
            edits.put(high, high, _END)
        yield block, edits.applied()


def _begin(number: int) -> str:
    return f"{_BEGIN}{str(number).translate(_TO_DIGITS)}{_BEGIN}"


def _inside(plain: Plain, span: Span) -> Span:
    return plain.plain_at(span[0]), plain.plain_at(span[1])


_TO_HTML: Final[dict[Format, Callable[[str], str]]] = {
    "text": _from_text,
    "markdown": _from_markdown,
    "bbcode": _from_bbcode,
    "html": _from_html,
}
