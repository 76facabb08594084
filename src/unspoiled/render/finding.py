"""A report of finding -> one table for a terminal of 80 columns.

A section for each set: how it is measured, every ranker in a row, what is wanted, and
what each part of the ranker does. The first measure comes with its interval; the JSON
has the intervals of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table

from ..bench.contest import LEFT_OUT
from ..bench.figures import OWN, Figure, MeasuredSet, Report
from .terminal import safe_text

COLUMNS = 5
"""Measures that fit beside one another."""
SIMPLE = "simple"


def print_finding(report: Report, console: Console) -> None:
    """The sets one after another, then what was skipped and what is to be known."""
    for one in report.sets:
        figures = [f for f in report.figures if f.id.startswith(f"find/{one.name}/")]
        _print_set(one, figures, console)
    if any(f.met and not f.sure for f in report.figures):
        console.print(safe_text("?: as wanted, though not over the whole interval."))
    for skipped in report.skipped:
        console.print(safe_text(f"skipped: {skipped.yardstick}; {skipped.why}"))
    for note in report.notes:
        console.print(safe_text(note))


def print_figures(report: Report, console: Console) -> None:
    """Every figure in a row, then what is to be known."""
    table = _plain_table()
    table.add_column("", overflow="fold")
    for heading in ("value", "95%", "n", "wanted"):
        table.add_column(heading, justify="right", no_wrap=True)
    for section, figures in groupby(report.figures, key=_section):
        table.add_row(safe_text(section, "bold"))
        for one in figures:
            table.add_row(
                f"  {one.name}", _in_unit(one.value, one), _range_in_unit(one),
                f"{one.n:,}", _limit(one), style="red" if one.met is False else None,
            )  # fmt: skip
    console.print(table)
    for note in report.notes:
        console.print(safe_text(note))


def _section(figure: Figure) -> str:
    return " ".join(figure.id.split("/")[:2])


_PLACES = {"share": 1, "number": 3, "a second": 0, "ms": 1}


def _in_unit(value: float | None, figure: Figure) -> str:
    if value is None:
        return "-"
    places = _PLACES[figure.unit]
    if figure.unit == "share":
        return f"{value:.{places}%}"
    return f"{value:.{places}f}" + (" ms" if figure.unit == "ms" else "")


def _range_in_unit(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{_in_unit(figure.low, figure)} to {_in_unit(figure.high, figure)}"


def _limit(figure: Figure) -> str:
    if figure.wanted is None:
        return ""
    least, most = figure.wanted.least, figure.wanted.most
    sign, value = ("≥", least) if most is None else ("≤", most)
    return f"{sign}{_in_unit(value, figure)}"


def _print_set(one: MeasuredSet, figures: Sequence[Figure], console: Console) -> None:
    console.print(safe_text(one.name, "bold"))
    console.print(safe_text(f"{one.protocol}.", "dim"))
    for note in one.notes:
        console.print(safe_text(f"{note}.", "dim"))
    parts = [f for f in figures if f.name.startswith(LEFT_OUT)]
    whole = [f for f in figures if not f.name.startswith(LEFT_OUT)]
    grouped = [f for f in whole if f.id.split("/")[-2] in ("kind", "style", "kappa")]
    measured = [f for f in whole if f not in grouped]
    if measured:
        console.print(_rankers(measured))
    if grouped:
        console.print(_groups(grouped))
    if parts:
        console.print(_parts(parts))
    console.print()


def _plain_table() -> Table:
    return Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)


def _rankers(figures: Sequence[Figure]) -> Table:
    """A row for each ranker, a column for each measure, the first with its interval."""
    ids = list(dict.fromkeys(f.id for f in figures))[:COLUMNS]
    known = {(f.id, f.by): f for f in figures}
    table = _plain_table()
    table.add_column("", overflow="fold")
    first, *rest = (next(f.name for f in figures if f.id == id) for id in ids)
    for heading in (first, "95%", *rest):
        table.add_column(heading, justify="right", no_wrap=True)
    for by in dict.fromkeys(f.by for f in figures):
        cells = [known.get((id, by)) for id in ids]
        missed = any(f is not None and f.met is False for f in cells)
        interval = _interval(cells[0])
        values = [_value(f) for f in cells]
        table.add_row(
            f"  {by}", values[0], interval, *values[1:],
            style=_style(by, missed=missed),
        )  # fmt: skip
    wanted = [_wanted(known[id, by] for by in OWN if (id, by) in known) for id in ids]
    if any(wanted):
        table.add_row("  wanted", wanted[0], "", *wanted[1:], style="dim")
    return table


def _style(by: str, *, missed: bool) -> str | None:
    if by not in OWN:
        return None
    return "red" if missed else "bold"


def _groups(figures: Sequence[Figure]) -> Table:
    """The product by kind of request, beside the best baseline there."""
    table = _plain_table()
    table.add_column("", overflow="fold")
    for heading in ("value", "95%", "n", SIMPLE):
        table.add_column(heading, justify="right", no_wrap=True)
    for id in dict.fromkeys(f.id for f in figures):
        own = [f for f in figures if f.id == id]
        main = next((f for f in own if f.by in OWN), own[0])
        others = [f.value for f in own if f is not main and f.value is not None]
        best = f"{max(others):.3f}" if others else ""
        table.add_row(
            f"  {main.name}", _value(main), _interval(main), f"{main.n:,}", best
        )
    return table


def _parts(figures: Sequence[Figure]) -> Table:
    """What leaving out each part changes; below 0 it helps."""
    table = _plain_table()
    table.add_column("the ranker", overflow="fold")
    for heading in ("change", "95%", "n"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in sorted(figures, key=lambda f: (f.value or 0.0, f.name)):
        change = "-" if one.value is None else f"{one.value:+.3f}"
        table.add_row(f"  {one.name}", change, _interval(one), f"{one.n:,}")
    return table


def _value(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "-"
    doubt = "?" if figure.met and not figure.sure else ""
    return f"{figure.value:.3f}{doubt}"


def _interval(figure: Figure | None) -> str:
    if figure is None or figure.low is None or figure.high is None:
        return ""
    return f"{figure.low:.3f} to {figure.high:.3f}"


def _wanted(figures: Iterable[Figure]) -> str:
    told = (f.wanted.least for f in figures if f.wanted is not None)
    least = next((value for value in told if value is not None), None)
    return "" if least is None else f"≥{least:.3f}"
