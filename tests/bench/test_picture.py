"""The picture: written from any report with curves, the same each time."""

from __future__ import annotations

import pytest

from tests.bench.test_figures import report
from unspoiled.bench.figures import Curve, Point
from unspoiled.bench.picture import draw
from unspoiled.bench.statistics import Bin

CURVES = tuple(
    Curve(
        name=name,
        n=40,
        reliability=(Bin(0.1, 0.0, 20), Bin(0.8, 0.9, 20)),
        leak=(Point(0.5, 0.1, 0.0), Point(1.0, 0.5, 0.2)),
        shipped=Point(0.4, 0.05, 0.0),
    )
    for name in ("kdrama", "film")
)


def test_it_names_the_judge_and_what_is_drawn(tmp_path):
    draw(report(curves=CURVES), tmp_path / "a.png", tmp_path / "a.svg")

    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG\r\n")
    svg = (tmp_path / "a.svg").read_text("utf-8")
    for words in (
        "The judge reveals/toy",
        "kdrama (40 sentences)",
        "film: later or ending",
        "shipped thresholds, nothing seen",
        "gives something away, of what is shown",
    ):
        assert f"<!-- {words}" in svg


@pytest.mark.parametrize("curves", [(), CURVES[:1], CURVES])
def test_the_same_report_gives_the_same_picture(tmp_path, curves):
    for name in ("one", "two"):
        draw(report(curves=curves), tmp_path / f"{name}.png", tmp_path / f"{name}.svg")

    for kind in ("png", "svg"):
        one, two = (tmp_path / f"{name}.{kind}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
