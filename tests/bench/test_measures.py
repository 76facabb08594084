"""What is told of judged sentences, on sentences judged by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bench.samples import ICE
from tests.makers import THRESHOLDS, make_judged, make_sentence, make_title
from unspoiled.bench.cases import Case
from unspoiled.bench.corpus import SecondLabels, read_file
from unspoiled.bench.judging import Judge, Rows
from unspoiled.bench.measures import (
    agreement,
    boundaries,
    calibration,
    curve,
    separation,
    shown,
)
from unspoiled.domain import NOTHING_SEEN, Review, SafeFrom
from unspoiled.gate import prove
from unspoiled.weights import load_encoder, load_reader, load_reveal_head


def rows(*given, episodes=None):
    """Rows of (label, judged, safe_from), each sentence of a work of its own."""
    cases, judged = [], []
    for number, (_, one, _) in enumerate(given):
        cases.append(
            Case(
                review=Review(id=f"r{number}", text=one.sentence.display),
                spans=((0, len(one.sentence.display)),),
                labels=("F",),
                safe_from=(SafeFrom(0),),
                work=f"work {number}",
                kind="series",
                title=make_title(episodes=episodes),
            )
        )
        judged.append(one)
    return Rows(
        cases=tuple(cases),
        judged=tuple(judged),
        proofs=tuple(prove(one, NOTHING_SEEN, THRESHOLDS) for one in judged),
        labels=tuple(label for label, _, _ in given),
        safe_from=tuple(safe for _, _, safe in given),
    )


def row(label, reveals, sure, **known):
    safe = SafeFrom(0) if label in "FP" else SafeFrom()
    return label, make_judged(reveals, sure, **known), safe


TEN = rows(
    *(row("F", "feel", 0.99 - n / 100) for n in range(4)),
    row("H", "feel", 0.94),
    row("P", "premise", 0.9),
    row("L", "premise", 0.85),
    row("F", "later", 0.6),
    row("L", "later", 0.9),
    row("E", "ending", 0.9),
)


def by_id(figures):
    return {figure.id: figure for figure in figures}


def test_separation_counts_pairs_and_the_safest():
    found = by_id(separation("set", "a set", TEN))

    # of 4 x 6 pairs, three are the wrong way: H before P and F, L before F
    assert found["set/auc"].value == pytest.approx(21 / 24)
    assert found["set/safest-30/given-away"].value == 0
    assert found["set/safest-50/given-away"].value == pytest.approx(1 / 5)
    assert found["set/safest-50/events"].value == 0
    assert found["set/safest-50/events"].n == 5


def test_other_scores_are_measured_on_the_same_rows():
    scores = TEN.given_away.astype(float)

    found = by_id(separation("set", "a set", TEN, scores, "an oracle"))

    assert found["set/auc"].value == 1
    assert {figure.by for figure in found.values()} == {"an oracle"}


def test_shown_is_what_the_gate_proves_and_by_what():
    found = by_id(shown("set", "a set", TEN))

    assert TEN.proofs == (*("feel",) * 5, *("premise",) * 2, None, None, None)
    assert found["set/shown/events"].value == pytest.approx(1 / 7)
    assert found["set/shown/hints"].value == pytest.approx(1 / 7)
    assert found["set/shown/safe"].value == pytest.approx(5 / 6)
    assert found["set/shown/feel/events"].value == 0
    assert found["set/shown/premise/events"].value == pytest.approx(1 / 2)
    assert found["set/shown/premise/safe"].value == pytest.approx(1 / 6)
    assert "set/shown/synopsis/events" not in found


def test_where_nothing_is_shown_no_share_is_told():
    found = by_id(shown("set", "a set", rows(row("E", "ending", 0.9))))

    assert found["set/shown/events"].value is None
    assert found["set/shown/events"].n == 0


def test_calibration_is_over_all_rows():
    (found,) = calibration("set", "a set", TEN)

    assert (found.id, found.n) == ("set/calibration-error", 10)
    assert found.value is not None
    assert 0 < found.value < 0.5


def test_the_curve_ends_at_everything_and_marks_what_is_shipped():
    found = curve("a set", TEN)

    assert [point.coverage for point in found.leak] == pytest.approx(
        [n / 10 for n in range(1, 11)]
    )
    assert found.leak[-1].given_away == pytest.approx(0.4)
    assert found.shipped.coverage == pytest.approx(0.7)
    assert found.shipped.given_away == pytest.approx(2 / 7)
    assert found.shipped.events == pytest.approx(1 / 7)
    assert sum(one.n for one in found.reliability) == 10


def judge():
    encoder = load_encoder()
    return Judge(encoder, load_reader(), load_reveal_head(), encoder.encode)


def test_boundaries_hold_what_is_shown_against_what_the_writer_says():
    proved: dict[str, Any] = {"safe_from": SafeFrom(4), "before": True}
    early: dict[str, Any] = {"safe_from": SafeFrom(2), "before": True}
    given = rows(
        row("F", "feel", 0.99),
        ("L", make_judged("later", 0.8, **proved), SafeFrom(4)),
        ("L", make_judged("later", 0.8, **early), SafeFrom(4)),
        ("L", make_judged("later", 0.8), SafeFrom(6)),
        row("E", "ending", 0.99),
        episodes=8,
    )

    found = by_id(boundaries("set", "a set", given, judge()))

    assert found["set/safe-from/too-early"].value == pytest.approx(1 / 4)
    assert found["set/seen-0/safe"].value == 1
    assert found["set/seen-0/too-early"].value == 0
    assert found["set/seen-25/too-early"].value == pytest.approx(1 / 2)
    assert found["set/seen-50/too-early"].value == 0
    assert found["set/seen-50/safe"].value == 1
    assert found["set/seen-75/safe"].value == pytest.approx(3 / 4)
    assert found["set/numbered/too-early"].value == pytest.approx(1 / 3)
    assert found["set/numbered/in-time"].value == pytest.approx(2 / 3)


def test_agreement_of_two_readers(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(ICE + "\n" + ICE.replace("Thin", "Thick"))
    one, other = read_file(file)

    five, two = agreement(
        "labels",
        "corpus",
        [SecondLabels(one, ("F", "F", "E")), SecondLabels(other, ("F", "P", "L"))],
    )

    # FFLFFL against FFEFPL: agreed 4/6, by chance (4x3 + 2x1)/36
    assert five.value == pytest.approx((4 / 6 - 14 / 36) / (1 - 14 / 36))
    assert two.value == 1


def test_rows_can_be_chosen():
    chosen = TEN.where(label == "F" for label in TEN.labels)

    assert len(chosen) == 5
    assert chosen.works == ["work 0", "work 1", "work 2", "work 3", "work 7"]
    assert make_sentence().display == chosen.judged[0].sentence.display
