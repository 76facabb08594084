"""Answer, About and reviews -> lines for a terminal of any width, 80 columns first.

Text from reviews and catalogues is stripped of control characters, so that nothing in
it can steer the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..domain import Answer, Pick, Reason, Request, Title
from ..guide import About, ReadReview, Shown
from ..reasons import length_in_words

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""


def safe_text(text: str, style: str = "") -> Text:
    """Untrusted text without control characters."""
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return Text("".join(kept), style=style)


def print_answer(answer: Answer, console: Console) -> None:
    """The whole answer: what was understood, the picks, what was left out."""
    console.print(_understood(answer.request))
    console.print()
    if not answer.picks:
        console.print(Text("No title fits.", style="bold"))
    shown_unknown = False
    for number, pick in enumerate(answer.picks, start=1):
        if pick.unknown and not shown_unknown:
            shown_unknown = True
            console.print(
                Text("Perhaps: not everything you asked is known of these", "bold")
            )
            console.print()
        console.print(_pick(number, pick))
        console.print()
    if answer.left_out:
        console.print(Text("Left out", style="bold"))
        for left in answer.left_out:
            console.print(_hang("· ", safe_text(f"{left.count:,}: {left.why}", "dim")))


def print_about(about: About, console: Console) -> None:
    """A title's card."""
    title = about.title
    console.print(_headline(title))
    other = [name for name in title.names[1:6]]
    if other:
        console.print(_hang("  ", safe_text("also " + " · ".join(other), "dim")))
    console.print(_hang("  ", _facts_line(title)))
    for label, people in (
        ("Directed by", title.directors),
        ("Written by", title.writers),
        ("With", tuple(_played(title))),
    ):
        if people:
            console.print(_labelled(label, ", ".join(people)))
    if title.soundtrack:
        tracks = [
            track.track + (f" ({track.artist})" if track.artist else "")
            for track in title.soundtrack
        ]
        console.print(_labelled("Soundtrack", ", ".join(tracks)))
    if about.facets:
        names = ", ".join(facet.name.lower() for facet in about.facets)
        console.print(_labelled("Listed as", names))
    if about.withheld:
        words = f"{about.withheld} more that may give something away"
        console.print(_labelled("Withheld", words))
    if title.synopsis:
        console.print(_labelled("Synopsis", title.synopsis))
    console.print()
    for reason in about.quotes:
        console.print(_reason(reason))
    for reason in about.not_for:
        console.print(_warning(reason))
    if not about.quotes:
        words = (
            f"There is no safe quote in {about.reviews} review(s)."
            if about.reviews
            else "No review of it is in your library yet."
        )
        console.print(_hang("  ", safe_text(words, "italic")))


def print_read(title: Title, reads: Sequence[ReadReview], console: Console) -> None:
    """Each review, folded at the viewer's boundary."""
    console.print(_headline(title))
    for read in reads:
        review = read.review
        by = " · ".join(
            filter(None, (review.author, review.source, review.date, review.url))
        )
        console.print()
        console.print(safe_text(by or review.id, "bold"))
        for paragraph in _paragraphs(read.sentences):
            console.print()
            console.print(_hang("  ", _folded(paragraph)))
        hidden = sum(one.proof is None for one in read.sentences)
        if hidden:
            console.print()
            words = (
                f"{hidden} of {len(read.sentences)} sentences are hidden: "
                f"not proved safe at “{read.boundary}” episodes seen."
            )
            console.print(_hang("  ", Text(words, style="dim italic")))


def _understood(request: Request) -> RenderableType:
    named = [limit.text for limit in request.limits]
    named += [want.text for want in request.wants]
    named += [f"not {avoid.text}" for avoid in request.avoids]
    named += [
        f"{'like' if like.liked else 'unlike'} {like.title}" for like in request.likes
    ]
    lines = [_labelled("Understood", " · ".join(named) or "free words only")]
    for word in request.assumed:
        lines.append(_labelled("Assumed", word))
    if request.sealed:
        wishes = " · ".join(want.text for want in request.sealed)
        lines.append(
            _labelled("Not applied", f"{wishes} (telling which titles fit would spoil)")
        )
    return Group(*lines)


def _pick(number: int, pick: Pick) -> RenderableType:
    lines: list[RenderableType] = [
        Text.assemble((f"{number}. ", "bold cyan"), _headline(pick.title)),
        _hang("   ", _facts_line(pick.title)),
    ]
    lines += [_reason(reason) for reason in pick.reasons]
    if pick.quiet:
        lines.append(_hang("   ", safe_text(pick.quiet, "italic")))
    lines += [_warning(reason) for reason in pick.not_for]
    if pick.unknown:
        words = f"Not known: {', '.join(f'“{text}”' for text in pick.unknown)}."
        lines.append(_hang("   ? ", safe_text(words, "yellow")))
    return Group(*lines)


def _headline(title: Title) -> Text:
    year = f" ({title.year})" if title.year else ""
    return safe_text(title.title + year, "bold")


def _facts_line(title: Title) -> Text:
    services = dict.fromkeys((*title.networks, *title.streaming))
    facts = (title.country, length_in_words(title), ", ".join(services))
    return safe_text(" · ".join(fact for fact in facts if fact), "dim")


def _reason(reason: Reason) -> RenderableType:
    quote = reason.quote
    if quote is None:
        return _hang("   ✓ ", safe_text(reason.text))
    by = " · ".join(filter(None, (quote.author, quote.source, quote.url)))
    lines: list[RenderableType] = [_hang("   ", safe_text(f"“{quote.display}”"))]
    lines.append(_hang("     — ", safe_text(by or "a review in your library", "dim")))
    return Group(*lines)


def _warning(reason: Reason) -> RenderableType:
    quote = reason.quote
    words = reason.text if quote is None else f"“{quote.display}”"
    return _hang("   ! ", safe_text(words, "yellow"))


def _labelled(label: str, words: str) -> RenderableType:
    return _hang(f"  {label:<12}", safe_text(words))


def _played(title: Title) -> Iterable[str]:
    for member in title.cast[:6]:
        yield (
            f"{member.actor} as {member.character}"
            if member.character
            else (member.actor)
        )


def _paragraphs(sentences: Sequence[Shown]) -> list[list[Shown]]:
    paragraphs: dict[int, list[Shown]] = {}
    for one in sentences:
        paragraphs.setdefault(one.judged.sentence.paragraph, []).append(one)
    return list(paragraphs.values())


def _folded(paragraph: Sequence[Shown]) -> Text:
    """Hidden sentences become one bar for each run, as long as their words."""
    text = Text()
    hidden = 0
    for one in [*paragraph, None]:
        if one is not None and one.proof is None:
            hidden += len(one.judged.sentence.display.split())
            continue
        if hidden:
            text.append("▒" * min(hidden, 24), style="dim")
            text.append(f" {hidden} words ", style="dim italic")
            hidden = 0
        if one is not None:
            style = "bold" if one.judged.sentence.heading else ""
            text.append_text(safe_text(one.judged.sentence.display, style))
            text.append(" ")
    return text


def _hang(lead: str, text: Text) -> RenderableType:
    """`text` behind `lead`, its further lines indented as far."""
    table = Table.grid(padding=0)
    table.add_column(width=len(lead), no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(lead), text)
    return Padding(table, 0)


def print_judged(judged: Sequence[Shown], console: Console) -> None:
    """One sentence a row: what it gives away, how sure, and whether it is shown."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for name in ("reveals", "sure", "from", "proof", "sentence"):
        table.add_column(name, overflow="fold")
    for one in judged:
        reveals = one.judged.reveals
        table.add_row(
            reveals,
            f"{one.judged.probability[reveals]:.2f}",
            str(one.judged.safe_from),
            one.proof or "hidden",
            safe_text(one.judged.sentence.display),
        )
    console.print(table)
