"""A report of the bench -> one table for a terminal of 80 columns.

What falls short comes first. A figure with synopses that equals the one without is left
out here; the JSON has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.table import Table

from ..bench.figures import Figure, Report, Wanted, best_baseline, in_order
from .terminal import safe_text

_SECTIONS = {False: "falls short", True: "as wanted", None: "told"}


def print_report(report: Report, console: Console) -> None:
    """The table, then what was skipped and what is to be known about it."""
    console.print(safe_text(f"judge {report.judge}, encoder {report.encoder}"))
    figures = [one for one in in_order(report) if not _told_twice(one, report)]
    if figures:
        console.print(_table(report, figures))
    for line in _legend(report, figures):
        console.print(safe_text(line, "dim"))
    for skipped in report.skipped:
        console.print(safe_text(f"skipped: {skipped.yardstick}; {skipped.why}"))
    for note in report.notes:
        console.print(safe_text(note))


def _told_twice(figure: Figure, report: Report) -> bool:
    first, _, rest = figure.id.partition("+synopsis")
    same = report.find(first + rest) if rest else None
    return same is not None and same.value == figure.value and same.n == figure.n


def _table(report: Report, figures: Iterable[Figure]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("", overflow="fold")
    for heading in ("value", "95%", "n", "wanted", "simple"):
        table.add_column(heading, justify="right", no_wrap=True)
    if report.previous is not None:
        table.add_column("before", justify="right", no_wrap=True)
    for met, group in groupby(figures, key=lambda one: one.met):
        table.add_row(safe_text(_SECTIONS[met], "bold"))
        for figure in group:
            table.add_row(
                *_cells(figure, report), style="red" if met is False else None
            )
        table.add_section()
    return table


def _cells(figure: Figure, report: Report) -> list[str]:
    baseline = best_baseline(report, figure.id)
    cells = [
        f"  {figure.name}",
        _number(figure.value, figure, _finer(figure)),
        _interval(figure),
        f"{figure.n:,}",
        _wanted(figure),
        "" if baseline is None else _number(baseline.value, figure),
    ]
    if (previous := report.previous) is not None:
        known = figure.id in previous.values
        cells.append(_number(previous.values[figure.id], figure) if known else "")
    return cells


_PLACES = {"share": 1, "number": 3, "a second": 0}


def _number(value: float | None, figure: Figure, finer: int = 0) -> str:
    """A value in its unit, with `finer` more decimal places than usual."""
    if value is None:
        return "-"
    places = _PLACES[figure.unit] + finer
    return f"{value:.{places}%}" if figure.unit == "share" else f"{value:.{places}f}"


def _finer(figure: Figure) -> int:
    """One more place where rounding would hide that the figure falls short."""
    if figure.wanted is None or figure.met is not False:
        return 0
    limit = _limit(figure.wanted)
    return int(_number(figure.value, figure) == _number(limit, figure))


def _limit(wanted: Wanted) -> float | None:
    return wanted.least if wanted.most is None else wanted.most


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    low, high = (_number(end, figure) for end in (figure.low, figure.high))
    return f"{low.removesuffix('%')}-{high}"


def _wanted(figure: Figure) -> str:
    wanted = figure.wanted
    if wanted is None:
        return ""
    sign, least_or_most = (
        ("≥", wanted.least) if wanted.most is None else ("≤", wanted.most)
    )
    doubt = "?" if figure.met and not figure.sure else ""
    return f"{sign}{_number(least_or_most, figure)}{doubt}"


def _legend(report: Report, figures: Iterable[Figure]) -> Iterable[str]:
    yield "H hint, L later, E ending; simple: the best of the fitted baselines."
    if any(figure.met and not figure.sure for figure in figures):
        yield "?: as wanted, though not over the whole interval."
    if report.previous is not None:
        yield f"before: {report.previous.judge}."
