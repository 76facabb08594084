"""A card -> lines for a terminal of any width; `why` opens each to its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

from ..domain import Quote, Reason
from .card import Card, Line, Part, source_of
from .terminal import hang, labelled, quoted, safe_text, warning

WHY = 3
"""Sentences that are printed below a line, of each side."""
_BELOW = " " * 16


def print_card(card: Card, console: Console, *, why: bool = False) -> None:
    """A title's card."""
    console.print(hang("", safe_text(card.heading, "bold")))
    if card.names:
        also = safe_text("also " + " · ".join(card.names), "dim")
        console.print(hang("  ", also))
    for fact in card.facts:
        console.print(hang("  ", safe_text(fact, "dim")))
    if card.gist:
        console.print()
        console.print(hang("  ", safe_text(card.gist)))
    if card.parts:
        console.print()
    for part in card.parts:
        for line in _opened(part) if why else _folded(part):
            console.print(line)
    if card.synopsis:
        console.print(labelled("Synopsis", card.synopsis))
    _print_quotes(card, console, why)
    console.print()
    for note in card.notes:
        console.print(hang("  ", safe_text(note, "italic")))


def _print_quotes(card: Card, console: Console, why: bool) -> None:
    """The most telling sentences, those left out that stand on the card already."""
    shown = set(_shown(card)) if why else set[str]()
    quotes = [one for one in card.quotes if one.display not in shown]
    cautions = [one for one in card.cautions if one.display not in shown]
    if quotes or cautions:
        console.print()
    console.print(Group(*quoted([_reason(quote) for quote in quotes])))
    for quote in cautions:
        console.print(warning(_reason(quote)))


def _shown(card: Card) -> Iterator[str]:
    for part in card.parts:
        for line in part.lines:
            for quote in (*line.says[:WHY], *line.denies[:WHY]):
                yield quote.display


def _reason(quote: Quote) -> Reason:
    return Reason("quote", quote.text, quote=quote)


def _folded(part: Part) -> Iterator[RenderableType]:
    """The lines of a part without their sentences."""
    if part.in_a_row:
        yield labelled(part.label, _lead(part) + _row(part.lines))
        return
    for number, line in enumerate(part.lines):
        yield hang(_column(part, number), _told(line))


def _row(lines: Sequence[Line]) -> str:
    """ "calm, warm (one review); healing (listed)"."""
    by_sure: dict[str | None, list[str]] = {}
    for line in lines:
        by_sure.setdefault(line.sure, []).append(line.text)
    return "; ".join(
        ", ".join(names) + (f" ({sure})" if sure else "")
        for sure, names in by_sure.items()
    )


def _opened(part: Part) -> Iterator[RenderableType]:
    """Each line, with the sentences that it rests on below."""
    if part.lead:
        yield labelled(part.label, part.lead)
    for number, line in enumerate(part.lines, start=bool(part.lead)):
        yield hang(_column(part, number), _told(line))
        if not line.quoted:
            yield from _sentences("", line.says, line.agree)
        yield from _sentences("but ", line.denies, line.differ)


def _sentences(
    lead: str, quotes: Sequence[Quote], reviewers: int
) -> Iterator[RenderableType]:
    for quote in quotes[:WHY]:
        yield hang(_BELOW + lead, safe_text(f"“{quote.display}”"))
        yield hang(_BELOW + "  — ", safe_text(source_of(quote), "dim"))
    if quotes and reviewers > WHY:
        more = f"and {reviewers - WHY} more"
        yield hang(_BELOW + lead, safe_text(more, "dim"))


def _told(line: Line) -> Text:
    if line.quoted:
        by = source_of(line.says[0], link=False)
        said = safe_text(f"“{line.text}”")
        return Text.assemble(said, safe_text(f" — {by}", "dim"))
    sure = f" ({line.sure})" if line.sure else ""
    return Text.assemble(safe_text(line.text), safe_text(sure, "dim"))


def _column(part: Part, number: int) -> str:
    return f"  {'' if number else part.label:<12}"


def _lead(part: Part) -> str:
    return f"{part.lead}: " if part.lead else ""
