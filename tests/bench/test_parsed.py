"""What is told of phrasings that were read, on outcomes made by hand."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.metrics import f1_score

from unspoiled.bench.parsed import f1, figures_of_parse, load_scorer, slot_counts
from unspoiled.errors import NotFound


def outcome(found="", missed="", made_up=""):
    """Slots by the first letter of their kind: l limit, w want."""
    kinds = {"l": "limit", "w": "want"}
    return SimpleNamespace(
        **{
            name: [SimpleNamespace(kind=kinds[letter]) for letter in letters]
            for name, letters in (
                ("found", found), ("missed", missed), ("made_up", made_up),
            )
        }
    )  # fmt: skip


OUTCOMES = [outcome("lw"), outcome("l", "w", "w"), outcome("", "l")]


def test_slots_are_counted_by_kind():
    assert slot_counts(OUTCOMES).tolist() == [[2, 0, 0], [1, 1, 1], [0, 1, 0]]
    assert slot_counts(OUTCOMES, "want").tolist() == [[1, 0, 0], [0, 1, 1], [0, 0, 0]]


def test_f1_agrees_with_another_implementation():
    # a slot found is (1, 1), missed (1, 0), made up (0, 1)
    truth, read = [1, 1, 1, 1, 1, 0], [1, 1, 1, 0, 0, 1]

    assert f1(slot_counts(OUTCOMES)) == pytest.approx(f1_score(truth, read))


def test_no_slot_at_all_is_no_figure():
    assert np.isnan(f1(slot_counts([outcome()])))
    assert slot_counts([]).shape == (0, 3)


def test_figures_over_all_and_by_kind():
    found = {one.id: one for one in figures_of_parse("dev", OUTCOMES)}

    assert found["parse/dev/f1"].value == pytest.approx(6 / 9)
    assert found["parse/dev/precision"].value == pytest.approx(3 / 4)
    assert found["parse/dev/recall"].value == pytest.approx(3 / 5)
    assert found["parse/dev/whole"].value == pytest.approx(1 / 3)
    assert found["parse/dev/f1/limit"].value == pytest.approx(4 / 5)
    assert found["parse/dev/f1/want"].n == 2
    assert found["parse/dev/f1"].low is not None


def test_a_version_that_cannot_compare_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "unspoiled.bench.parsing", None)

    with pytest.raises(NotFound, match="does not compare"):
        load_scorer()
