"""The fold's own form: how it is written in each format, and how it is known again.

    html      <details class="spoiler" data-safe-from="3"><summary>Spoiler</summary>…</details>
    markdown  >!…!<
    text      a bar for each word

`data-safe-from` is the number of episodes from which on the gate has a proof, or `all`.
Only HTML can carry it, so only a fold in HTML is opened at a boundary short of `all`, and
what stands in it is judged again first. An element that a fold has cut in two is joined
again when that fold opens: its second half bears `data-joined`.
"""

from __future__ import annotations

from typing import Final

import regex

from ..domain import Boundary, Format, SafeFrom
from ..text.tags import LenientTokens
from .edits import Edits, Steps

Span = tuple[int, int]

BAR: Final = "████"
"""Stands for one word, however long: a name's length can tell."""
SUMMARY: Final = "<summary>Spoiler</summary>"
CLOSING: Final = "</details>"
JOINED: Final = "data-joined"
JOINER: Final = "\u2060"
"""Invisible; keeps a sign from meaning something else where it stands."""
LEFT: Final = ">!"
RIGHT: Final = "!<"

_OPENING: Final = regex.compile(
    rf'<details class="spoiler" data-safe-from="(all|\d{{1,5}})">{SUMMARY}'
)
_SEAM: Final = regex.compile(
    r"(?P<shut>(?:</[\w:-]++>)++)"
    rf"(?P<opened>(?:<[\w:-]++(?:\s[^<>]*+(?<=\s{JOINED}))>)++)"
)
_TAG: Final = regex.compile(r"</?([\w:-]++)[^<>]*+>")
PAIR: Final = regex.compile(
    r"(?<!\\)>!(?P<inside>(?=\S)(?:(?!>!(?!<)|!<|\n[ \t>]*+\n)[\s\S])++(?<=\S))!<"
)
"""A fold in Markdown: within one paragraph, snug, and with no other one inside."""
_BARS: Final = regex.compile(r"█++(?:\s++█++)*+")


def opening(safe_from: SafeFrom) -> str:
    """The tag and summary that begin a fold in HTML."""
    return f'<details class="spoiler" data-safe-from="{safe_from}">{SUMMARY}'


def folds_in(html: str) -> list[tuple[Span, Span, SafeFrom]]:
    """Our folds in a page, outermost first: opening, closing, and what they say."""
    if SUMMARY not in html:
        return []
    found: list[tuple[Span, Span, SafeFrom]] = []
    opened: list[tuple[Span, SafeFrom | None]] = []
    for token in LenientTokens(html, 0, len(html)):
        if token.name != "details":
            continue
        if token.kind == "open":
            ours = _OPENING.match(html, token.start)
            end = ours.end() if ours else token.end
            said = None if ours is None else SafeFrom(_episodes(ours[1]))
            opened.append(((token.start, end), said))
        elif token.kind == "close" and opened:
            first, said = opened.pop()
            if said is not None:
                found.append((first, (token.start, token.end), said))
    return sorted(found)


def _episodes(said: str) -> int | None:
    return None if said == "all" else int(said)


def open_folds(steps: Steps, format: Format, boundary: Boundary) -> None:
    """Take away our folds that a viewer at `boundary` may look into; others stay."""
    edits = Edits(steps.text)
    if format in ("html", "markdown"):
        for first, last, said in folds_in(steps.text):
            if boundary.reaches(said):
                edits.put(*first)
                edits.put(*last)
    if format == "markdown" and boundary.everything:
        for match in PAIR.finditer(steps.text):
            low, high = match.start(), match.start("inside")
            low -= steps.text[low - 1 : low] == JOINER
            edits.put(low, high + (steps.text[high] == JOINER))
            edits.put(match.end("inside"), match.end())
    if edits:
        steps.take(edits)
        steps.take(_seams(steps.text))


def _seams(html: str) -> Edits:
    """Elements that are closed only to be opened again, made one."""
    edits = Edits(html)
    for seam in _SEAM.finditer(html) if JOINED in html else ():
        shut = list(_TAG.finditer(seam["shut"]))
        opened = [tag[1] for tag in _TAG.finditer(seam["opened"])]
        if [tag[1] for tag in shut[-len(opened) :]] == opened[::-1]:
            low = seam.start() + shut[-len(opened)].start()
            edits.put(low, seam.end())
    return edits


def strip_summaries(steps: Steps) -> None:
    """Make our folds bare elements, for a form that has other words for them."""
    edits = Edits(steps.text)
    for match in _OPENING.finditer(steps.text):
        edits.put(match.end() - len(SUMMARY), match.end())
    steps.take(edits)


def summaries_in(text: str) -> list[Span]:
    """Where our folds are named; nobody wrote that."""
    size = len(SUMMARY)
    return [(m.end() - size, m.end()) for m in _OPENING.finditer(text)]


def bars_in(text: str) -> list[Span]:
    """Where bars stand in plain text."""
    return [match.span() for match in _BARS.finditer(text)] if "█" in text else []
