"""The bench's table on 80 columns."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from tests.bench.test_figures import AUC, LEAK, report
from unspoiled.bench.figures import Skipped, beside, figure
from unspoiled.bench.statistics import Estimate
from unspoiled.render.figures import print_report


def printed(found):
    console = Console(file=StringIO(), width=80, highlight=False, markup=False)
    print_report(found, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def line_of(text, start):
    return next(line for line in text.splitlines() if line.strip().startswith(start))


def test_a_line_says_value_interval_number_and_wish():
    out = printed(
        report(
            figure(AUC, "dramas: AUC", Estimate(0.9, 375, 0.85, 0.94), unit="number")
        )
    )

    assert line_of(out, "dramas").split() == [
        "dramas:", "AUC", "0.900", "0.850-0.940", "375", "≥0.960",
    ]  # fmt: skip
    assert out.index("falls short") < out.index("dramas")


def test_a_wish_met_by_chance_is_marked():
    out = printed(
        report(
            figure(AUC, "dramas: AUC", Estimate(0.97, 375, 0.85, 0.98), unit="number")
        )
    )

    assert "≥0.960?" in out
    assert "not over the whole interval" in out


def test_rounding_does_not_hide_what_falls_short():
    out = printed(report(figure(LEAK, "shown: L/E", Estimate(0.0054, 202, 0.0, 0.04))))

    assert line_of(out, "shown").split()[2:] == ["0.54%", "0.0-4.0%", "202", "≤0.5%"]


def test_baseline_and_previous_stand_beside():
    now = report(
        figure(AUC, "dramas: AUC", Estimate(0.95, 375), unit="number"),
        figure(AUC, "simple", Estimate(0.7, 375), unit="number", by="tf-idf"),
    )
    before = report(
        figure(AUC, "dramas: AUC", Estimate(0.8, 375), unit="number"),
        judge="reveals/old",
    )

    out = printed(beside(now, before))

    assert line_of(out, "dramas").split()[-2:] == ["0.700", "0.800"]
    assert "before: reveals/old." in out


def test_a_figure_with_synopses_is_told_where_it_differs():
    same = "dev+synopsis/film/auc"
    other = "dev+synopsis/film/shown/safe"

    out = printed(
        report(
            figure("dev/film/auc", "film: AUC", Estimate(0.8, 3)),
            figure(same, "film+synopsis: AUC", Estimate(0.8, 3)),
            figure("dev/film/shown/safe", "film: of all safe", Estimate(0.8, 3)),
            figure(other, "film+synopsis: of all safe", Estimate(0.9, 3)),
        )
    )

    assert "film+synopsis: AUC" not in out
    assert "film+synopsis: of all safe" in out


def test_what_is_skipped_and_noted_is_told():
    out = printed(report(skipped=(Skipped("speed", "no data"),), notes=("A note.",)))

    assert "skipped: speed; no data" in out
    assert "A note." in out


def test_what_could_not_be_measured_is_a_dash():
    out = printed(report(figure(LEAK, "shown: L/E", Estimate(None, 0, 0.0, 1.0))))

    assert line_of(out, "shown").split()[2] == "-"
