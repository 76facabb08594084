"""Titles side by side -> columns of a terminal, or below each other where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from .card import Line
from .sides import Row, Shared, Sides
from .terminal import hang, safe_text

_GAP = 2
NARROWEST = 24
"""Columns of a title; where there are fewer, one title stands below the other."""


def print_sides(sides: Sides, console: Console) -> None:
    """Every row under its heading, after what all of the titles share."""
    stacked = console.width // len(sides.headings) < NARROWEST
    if not stacked:
        titles = [safe_text(one, "bold") for one in sides.headings]
        console.print(_Columns(titles))
    for label, shared in (
        ("All have" if len(sides.ids) > 2 else "Both have", sides.facets),
        ("In common", sides.people),
    ):
        if shared:
            console.print()
            console.print(hang(f"{label:<11}", _shared(shared)))
    for row in sides.rows:
        console.print()
        console.print(Text(row.heading, "dim"))
        if stacked:
            _print_stacked(row, sides, console)
        else:
            console.print(_Columns([_cell(cell) for cell in row.cells]))


def _print_stacked(row: Row, sides: Sides, console: Console) -> None:
    for heading, cell in zip(sides.headings, row.cells, strict=True):
        console.print(hang("  ", safe_text(heading, "bold")))
        console.print(hang("    ", _cell(cell)))


def _shared(shared: Sequence[Shared]) -> Text:
    return safe_text(", ".join(one.text for one in shared))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Texts beside each other in columns of one width, no line padded at its end."""

    cells: Sequence[Text]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        width = (options.max_width + _GAP) // len(self.cells) - _GAP
        wrapped = [cell.wrap(console, width, overflow="fold") for cell in self.cells]
        for row in zip_longest(*wrapped, fillvalue=Text("")):
            whole = Text()
            for number, line in enumerate(row):
                whole.pad_right(number * (width + _GAP) - whole.cell_len)
                line.rstrip()
                whole.append_text(line)
            whole.rstrip()
            yield whole


def _cell(lines: Sequence[Line]) -> Text:
    """Each thing on a line of its own, with how sure it is."""
    return Text("\n").join(map(_told, lines)) if lines else Text("–", "dim")


def _told(line: Line) -> Text:
    if line.quoted:
        return safe_text(f"“{line.text}”")
    sure = f" ({line.sure})" if line.sure else ""
    return Text.assemble(safe_text(line.text), safe_text(sure, "dim"))
