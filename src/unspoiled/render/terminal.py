"""Answers and reviews -> lines for a terminal of any width, 80 columns first.

Text from reviews and catalogues is stripped of control characters, so that nothing in
it can steer the terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from ..domain import Answer, Boundary, Pick, Quote, Reason, Title
from ..guide import ReadReview, Shown
from ..reasons import length_in_words, sealed_words, told_by_card
from . import inert

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""


def safe_text(text: str, style: str = "") -> Text:
    """Untrusted text without control characters."""
    return Text(inert(text), style=style)


def print_answer(answer: Answer, console: Console) -> None:
    """The whole answer: what was understood, the picks, what was left out."""
    console.print(_understood(answer))
    console.print()
    if not answer.picks:
        console.print(Text("No title fits.", style="bold"))
        console.print()
    silence = _common_silence(answer.picks)
    shown_unknown = False
    for number, pick in enumerate(answer.picks, start=1):
        if pick.unknown and not shown_unknown:
            shown_unknown = True
            words = "Perhaps: not everything that you asked is known of these"
            console.print(Text(words, "bold"))
            console.print()
        console.print(_pick(number, pick, silence))
        console.print()
    if silence is not None:
        said = _of_all(silence, answer.picks)
        words = f"{said} `unspoiled add` puts reviews in."
        console.print(hang("", safe_text(words, "italic")))
        console.print()
    if answer.left_out:
        console.print(Text("Left out", style="bold"))
        widest = max(len(f"{left.count:,}") for left in answer.left_out)
        for left in answer.left_out:
            lead = f"  {left.count:>{widest},}  "
            console.print(hang(lead, safe_text(left.why, "dim")))


def print_read(title: Title, reads: Sequence[ReadReview], console: Console) -> None:
    """Each review, folded at the viewer's boundary."""
    console.print(headline(title))
    for read in reads:
        review = read.review
        by = " · ".join(
            filter(None, (review.author, review.source, review.date, review.url))
        )
        console.print()
        console.print(hang("", safe_text(by or "A review in your library", "bold")))
        for paragraph in _paragraphs(read.sentences):
            console.print()
            console.print(hang("  ", _folded(paragraph)))
        hidden = sum(one.proof is None for one in read.sentences)
        if hidden:
            console.print()
            words = (
                f"{hidden} of {len(read.sentences)} sentences hidden: "
                f"not proved safe {_in_words(read.boundary)}."
            )
            console.print(hang("  ", Text(words, style="dim italic")))


def _in_words(boundary: Boundary) -> str:
    if boundary.episodes == 0:
        return "with nothing seen"
    if boundary.episodes == 1:
        return "with one episode seen"
    return f"with {boundary} episodes seen"


def _understood(answer: Answer) -> RenderableType:
    request = answer.request
    compared: dict[bool, list[str]] = {True: [], False: []}
    for like in request.likes:
        excepted = (
            f" (apart from {', '.join(like.apart_from)})" if like.apart_from else ""
        )
        compared[like.liked].append(like.title + excepted)
    told = (
        ("Must be", [limit.text for limit in request.limits]),
        # an avoid's words carry their own "not"
        ("Wished for", [one.text for one in (*request.wants, *request.avoids)]),
        ("Remembered", list(request.clues)),
        ("Like", compared[True]),
        ("Unlike", compared[False]),
    )
    lines = [labelled(label, " · ".join(words)) for label, words in told if words]
    if not lines:
        lines.append(labelled("Understood", "no limit and no wish by name"))
    for number, word in enumerate(request.assumed):
        lines.append(labelled("" if number else "Assumed", word))
    if answer.sealed is not None:
        wishes = " · ".join(dict.fromkeys(want.text for want in request.sealed))
        lines.append(labelled("Sealed", wishes))
        lines.append(labelled("", sealed_words(answer.sealed)))
    return Group(*lines)


def _common_silence(picks: Sequence[Pick]) -> str | None:
    """What would be said of one pick after the other, to be said once."""
    said = Counter(pick.quiet for pick in picks if pick.quiet and not _quotes(pick))
    for words, times in said.most_common(1):
        if times > 1:
            return words
    return None


def _of_all(words: str, picks: Sequence[Pick]) -> str:
    """What is said of one title, said of all (or of all that are not quoted)."""
    which = "the other titles" if any(map(_quotes, picks)) else "these titles"
    return words.replace("of it is", f"of {which} is")


def _quotes(pick: Pick) -> list[Reason]:
    return [reason for reason in pick.reasons if reason.quote is not None]


def _pick(number: int, pick: Pick, silence: str | None) -> RenderableType:
    lead = f"{number}. "
    lines: list[RenderableType] = [
        hang(lead, headline(pick.title), style="bold cyan"),
        hang(" " * len(lead), _facts_line(pick.title)),
    ]
    lines += quoted(_quotes(pick))
    lines += _proved(pick)
    if pick.quiet and pick.quiet != silence:
        lines.append(hang("   ", safe_text(pick.quiet, "italic")))
    lines += [warning(reason) for reason in pick.not_for]
    if pick.unknown:
        words = f"Not known: {', '.join(f'“{text}”' for text in pick.unknown)}."
        lines.append(hang("   ? ", safe_text(words, "yellow")))
    return Group(*lines)


def _proved(pick: Pick) -> list[RenderableType]:
    """What of the request facts and facets answer; the card's own are but named."""
    plain = [reason for reason in pick.reasons if reason.quote is None]
    on_card = [one for one in plain if one.speaks_to and told_by_card(one, pick.title)]
    lines = []
    if on_card:
        words = " · ".join(one.speaks_to or "" for one in on_card)
        lines.append(hang("   ✓ ", safe_text(words)))
    return lines + [_told(one) for one in plain if one not in on_card]


def headline(title: Title) -> Text:
    """A title's name and year."""
    year = f" ({title.year})" if title.year else ""
    return safe_text(title.title + year, "bold")


def _facts_line(title: Title) -> Text:
    services = dict.fromkeys((*title.networks, *title.streaming))
    facts = (title.country, length_in_words(title), ", ".join(services))
    return safe_text(" · ".join(fact for fact in facts if fact), "dim")


def quoted(reasons: Sequence[Reason]) -> list[RenderableType]:
    """Quotes, those of one review together over one line that says whose it is."""
    of_review: dict[str, list[Quote]] = {}
    for reason in reasons:
        if reason.quote is not None:
            of_review.setdefault(reason.quote.review_id, []).append(reason.quote)
    lines: list[RenderableType] = []
    for quotes in of_review.values():
        lines += [hang("   ", safe_text(f"“{one.display}”")) for one in quotes]
        first = quotes[0]
        by = " · ".join(filter(None, (first.author, first.source, first.url)))
        said = safe_text(by or "a review in your library", "dim")
        lines.append(hang("     — ", said))
    return lines


def _told(reason: Reason) -> RenderableType:
    return hang("   ✓ ", safe_text(reason.text))


def warning(reason: Reason) -> RenderableType:
    quote = reason.quote
    if quote is None:
        return hang("   ! ", safe_text(reason.text, "yellow"))
    by = " · ".join(filter(None, (quote.author, quote.source)))
    said = safe_text(f"“{quote.display}”", "yellow")
    return hang(
        "   ! ", Text.assemble(said, safe_text(f" — {by}" if by else "", "dim"))
    )


def labelled(label: str, words: str) -> RenderableType:
    """Words behind a label, in a column of their own."""
    return hang(f"  {label:<12}", safe_text(words))


def _paragraphs(sentences: Sequence[Shown]) -> list[list[Shown]]:
    """Sentences by paragraph; hidden paragraphs in a row count as one."""
    paragraphs: list[list[Shown]] = []
    for _, group in groupby(sentences, key=lambda one: one.judged.sentence.paragraph):
        paragraph = list(group)
        if paragraphs and _all_hidden(paragraph) and _all_hidden(paragraphs[-1]):
            paragraphs[-1] += paragraph
        else:
            paragraphs.append(paragraph)
    return paragraphs


def _all_hidden(paragraph: Sequence[Shown]) -> bool:
    return all(one.proof is None for one in paragraph)


def _folded(paragraph: Sequence[Shown]) -> Text:
    """Hidden sentences become one bar for each run, as long as their words."""
    text = Text()
    hidden = 0
    for one in [*paragraph, None]:
        if one is not None and one.proof is None:
            hidden += max(1, len(one.judged.sentence.display.split()))
            continue
        if hidden:
            text.append("▒" * min(hidden, 24), style="dim")
            words = f" {hidden} word{'s' if hidden > 1 else ''} "
            text.append(words, style="dim italic")
            hidden = 0
        if one is not None:
            style = "bold" if one.judged.sentence.heading else ""
            text.append_text(safe_text(one.judged.sentence.display, style))
            text.append(" ")
    return text


@dataclass(frozen=True, slots=True)
class _Hanging:
    """Text behind a lead, its further lines indented as far, no line padded."""

    lead: Text
    text: Text

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        width = max(20, options.max_width - self.lead.cell_len)
        lines = self.text.wrap(console, width, overflow="fold") or [Text("")]
        for number, line in enumerate(lines):
            lead = Text(" " * self.lead.cell_len) if number else self.lead
            whole = Text.assemble(lead, line)
            whole.rstrip()
            yield whole


def hang(lead: str, text: Text, style: str = "") -> RenderableType:
    """Text behind a lead, in a shape that no line of it outgrows the terminal."""
    return _Hanging(Text(lead, style), text)


def print_judged(judged: Sequence[Shown], console: Console) -> None:
    """One sentence a row: what it gives away, how sure, and whether it is shown.

    Of one that is hidden only its place and length are told.
    """
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for name in ("reveals", "sure", "from", "proof", "sentence"):
        table.add_column(name, overflow="fold")
    for one in judged:
        reveals = one.judged.reveals
        table.add_row(
            reveals,
            f"{one.judged.probability[reveals]:.2f}",
            str(one.opens),
            one.proof or "hidden",
            _in_table(one),
        )
    console.print(table)


def _in_table(shown: Shown) -> Text:
    sentence = shown.judged.sentence
    if shown.proof is not None:
        return safe_text(sentence.display)
    words = len(sentence.display.split())
    told = f"{words} word{'' if words == 1 else 's'}"
    place = f"at {sentence.start} to {sentence.end}"
    return safe_text(f"▒▒▒ {told} {place}", "dim italic")
