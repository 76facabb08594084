"""Figures held against what is wanted, reports written, read and compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from unspoiled.bench.figures import (
    FORMAT,
    JUDGE,
    WANTED,
    Report,
    Wanted,
    beside,
    best_baseline,
    encode_report,
    figure,
    in_order,
    read_report,
)
from unspoiled.bench.statistics import Estimate
from unspoiled.errors import InputError, NotFound

AUC = "dev/kdrama/auc"
LEAK = "dev/kdrama/shown/events"


def report(*figures, **known):
    made: dict[str, Any] = {
        "format": FORMAT, "judge": "reveals/toy", "encoder": "toy", "rules": "rules-0",
        "thresholds": {"feel": 0.9}, "versions": {"python": "3"}, "figures": figures,
    }  # fmt: skip
    return Report(**(made | known))


@pytest.mark.parametrize(
    ("low", "value", "high", "met", "sure"),
    [
        (0.965, 0.97, 0.98, True, True),
        (0.94, 0.97, 0.98, True, False),
        (0.88, 0.91, 0.95, False, False),
    ],
)
def test_met_by_the_value_sure_by_the_whole_interval(low, value, high, met, sure):
    found = figure(AUC, "AUC", Estimate(value, 10, low, high))

    assert found.wanted == WANTED[AUC]
    assert (found.met, found.sure) == (met, sure)


def test_at_most_is_the_other_way_round():
    most = WANTED[LEAK].most
    assert most is not None

    assert figure(LEAK, "leak", Estimate(most / 2, 10, 0, most)).sure
    assert not figure(LEAK, "leak", Estimate(2 * most, 10, 0, 1)).met


def test_what_is_not_measured_is_neither_met_nor_missed():
    found = figure(AUC, "AUC", Estimate(None, 0))

    assert (found.met, found.sure) == (None, None)


def test_nothing_is_wanted_of_a_baseline():
    found = figure(AUC, "AUC", Estimate(0.5, 9), by="tf-idf, corpus")

    assert (found.wanted, found.met) == (None, None)


def test_every_wish_has_one_side_and_a_reason():
    for id, wanted in WANTED.items():
        assert (wanted.least is None) != (wanted.most is None), id
        assert wanted.why


def test_a_wish_says_where_its_edge_is():
    assert Wanted("an aim", least=0.5).met_by(0.5)
    assert not Wanted("an aim", most=0.5).met_by(0.51)


def test_what_falls_short_comes_first_and_baselines_not_at_all():
    told = figure("told", "told", Estimate(0.5, 1))
    met = figure(AUC, "met", Estimate(0.99, 1))
    short = figure(LEAK, "short", Estimate(0.9, 1))
    simple = figure(AUC, "simple", Estimate(0.6, 1), by="tf-idf")

    assert in_order(report(told, simple, met, short)) == (short, met, told)


def test_the_best_baseline_has_the_highest_area_or_the_lowest_share():
    found = report(
        *(figure(AUC, "", Estimate(value, 1), by=f"{value}") for value in (0.6, 0.7)),
        *(figure(LEAK, "", Estimate(value, 1), by=f"{value}") for value in (0.2, 0.1)),
        figure(LEAK, "", Estimate(None, 0), by="nothing"),
        figure(LEAK, "", Estimate(0.0, 1)),
    )

    assert [getattr(best_baseline(found, id), "value", 0) for id in (AUC, LEAK)] == [
        0.7,
        0.1,
    ]
    assert best_baseline(found, "unknown") is None


def test_a_report_is_read_as_it_was_written(tmp_path):
    found = report(figure(AUC, "AUC", Estimate(0.9, 10, 0.8, 0.95)))
    path = tmp_path / "gate.json"
    path.write_bytes(encode_report(found))

    assert read_report(path) == found
    assert path.read_bytes().endswith(b"}\n")


def test_a_report_beside_an_earlier_one_has_its_figures():
    before = report(
        figure(AUC, "AUC", Estimate(0.8, 10)),
        figure(AUC, "AUC", Estimate(0.1, 10), by="tf-idf"),
        judge="reveals/old",
    )

    compared = beside(report(figure(AUC, "AUC", Estimate(0.9, 10))), before)

    assert compared.previous is not None
    assert compared.previous.judge == "reveals/old"
    assert compared.previous.values == {AUC: 0.8}
    assert compared.find(AUC, JUDGE) == compared.figures[0]


def test_a_report_of_another_format_is_refused(tmp_path):
    path = tmp_path / "gate.json"
    path.write_bytes(encode_report(replace(report(), format=FORMAT + 1)))

    with pytest.raises(InputError, match=f"format {FORMAT + 1}"):
        read_report(path)


def test_a_report_that_is_not_there(tmp_path):
    with pytest.raises(NotFound, match="is not there"):
        read_report(tmp_path / "none.json")
