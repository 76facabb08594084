"""A report of finding -> one picture: for each set, every ranker's bar with its interval."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .figures import OWN, Figure, Report
from .picture import DPI, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

OWN_COLOUR: Final = "#0072B2"
SIMPLE_COLOUR: Final = "#BBBBBB"
WANTED_COLOUR: Final = "#D55E00"
INCHES_A_SET: Final = 3.2
HEIGHT: Final = 4.4


def headlines(report: Report) -> dict[str, list[Figure]]:
    """The figures of each set's first measure, in the report's order."""
    found: dict[str, list[Figure]] = {}
    for one in report.sets:
        own = [f for f in report.figures if f.id.startswith(f"find/{one.name}/")]
        if own:
            found[one.name] = [f for f in own if f.id == own[0].id]
    return found


def draw(report: Report, png: Path, svg: Path | None = None) -> None:
    """Write the picture; NotFound says what to install where matplotlib is absent."""
    sets = headlines(report)
    figure = new_figure((max(1, len(sets)) * INCHES_A_SET, HEIGHT))
    panels = figure.subplots(1, max(1, len(sets)), squeeze=False)[0]
    for axes, (name, figures) in zip(panels, sets.items(), strict=False):
        _bars(axes, name, figures)
    figure.suptitle("What is found: bars with 95% intervals, dashed what is wanted")
    figure.tight_layout()
    figure.savefig(png, dpi=DPI, metadata={"Software": "unspoiled"})
    if svg is not None:
        figure.savefig(svg, metadata={"Date": None})


def _bars(axes: Axes, name: str, figures: list[Figure]) -> None:
    shown = [one for one in figures if one.value is not None]
    heights = [one.value or 0.0 for one in shown]
    places: Any = range(len(shown))
    axes.bar(
        places,
        heights,
        color=[OWN_COLOUR if one.by in OWN else SIMPLE_COLOUR for one in shown],
        yerr=_errors(shown, heights),
        capsize=3,
    )
    axes.set_xticks(list(places), [one.by for one in shown], rotation=60, ha="right")
    axes.tick_params(axis="x", labelsize=8)
    axes.set_title(f"{name}: {shown[0].name if shown else ''}", fontsize=10)
    axes.grid(axis="y", alpha=0.3)
    wanted = next((one.wanted for one in shown if one.wanted is not None), None)
    if wanted is not None and wanted.least is not None:
        axes.axhline(wanted.least, color=WANTED_COLOUR, linestyle="--", linewidth=1)


def _errors(shown: list[Figure], heights: list[float]) -> list[list[float]]:
    """How far each interval goes down and up from its bar."""
    down = [
        0.0 if one.low is None else max(0.0, height - one.low)
        for one, height in zip(shown, heights, strict=True)
    ]
    up = [
        0.0 if one.high is None else max(0.0, one.high - height)
        for one, height in zip(shown, heights, strict=True)
    ]
    return [down, up]
