"""A report's curves -> one picture: is it sure as often as it says, and what leaks.

Left, the reliability curve; right, the share of give-aways among what is shown, against
how much is shown, with the shipped thresholds marked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .figures import Curve, Report
from .statistics import missing_extra

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73")
"""Told apart by colour-blind eyes too (Okabe and Ito 2008)."""
MOST_LEAK: Final = 0.25
"""Where the right axis ends; beyond, nobody would show anything."""
INCHES: Final = (12.0, 5.4)
DPI: Final = 130


def draw(report: Report, png: Path, svg: Path | None = None) -> None:
    """Write the picture; NotFound says what to install where matplotlib is absent."""
    figure = new_figure(INCHES)
    left, right = figure.subplots(1, 2)
    for colour, curve in zip(COLOURS, report.curves, strict=False):
        _reliability(left, curve, colour)
        _leak(right, curve, colour)
    _frame_reliability(left)
    _frame_leak(right)
    figure.suptitle(f"The judge {report.judge}: what it says and what it shows")
    figure.text(0.01, 0.01, f"encoder {report.encoder}", fontsize=8, color="#555555")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    figure.savefig(png, dpi=DPI, metadata={"Software": "unspoiled"})
    if svg is not None:
        figure.savefig(svg, metadata={"Date": None})


def new_figure(inches: tuple[float, float]) -> Any:
    """An empty figure; NotFound says what to install where matplotlib is absent."""
    try:
        from matplotlib import rcParams
        from matplotlib.figure import Figure
    except ImportError as error:
        raise missing_extra() from error
    rcParams["svg.hashsalt"] = "unspoiled"  # else an SVG's ids differ in every run
    return Figure(figsize=inches)


def _reliability(axes: Axes, curve: Curve, colour: str) -> None:
    axes.plot(
        [one.foretold for one in curve.reliability],
        [one.found for one in curve.reliability],
        marker="o",
        color=colour,
        label=f"{curve.name} ({curve.n:,} sentences)",
    )


def _frame_reliability(axes: Axes) -> None:
    axes.plot([0, 1], [0, 1], color="#999999", linestyle=":", label="as foretold")
    axes.set(
        title="Is it as sure as it says?",
        xlabel="foretold: P(gives something away), bins of equal mass",
        ylabel="found: share that does",
        xlim=(0, 1),
        ylim=(0, 1),
        aspect="equal",
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left", fontsize=9)


def _leak(axes: Axes, curve: Curve, colour: str) -> None:
    coverage = [point.coverage for point in curve.leak]
    axes.plot(
        coverage,
        [point.given_away for point in curve.leak],
        color=colour,
        label=f"{curve.name}: hint, later or ending",
    )
    axes.plot(
        coverage,
        [point.events for point in curve.leak],
        color=colour,
        linestyle="--",
        label=f"{curve.name}: later or ending",
    )
    for height, filled in (
        (curve.shipped.given_away, True),
        (curve.shipped.events, False),
    ):
        axes.plot(
            curve.shipped.coverage,
            height,
            marker="D",
            markersize=9,
            color=colour,
            markerfacecolor=colour if filled else "white",
            linestyle="none",
            clip_on=False,  # nothing leaked is on the edge
            zorder=3,
        )


def _frame_leak(axes: Axes) -> None:
    from matplotlib.ticker import PercentFormatter

    axes.plot(
        [], [], marker="D", color="#555555", linestyle="none",
        label="shipped thresholds, nothing seen",
    )  # fmt: skip
    axes.set(
        title="What leaks, the safest sentences first",
        xlabel="shown, of all sentences",
        ylabel="gives something away, of what is shown",
        xlim=(0, 1),
        ylim=(0, MOST_LEAK),
    )
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left", fontsize=9)
