"""Calibration: shares stay shares, and what gives away moves as one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from unspoiled.head import Calibration

SHARES = arrays(np.float32, (4, 5), elements=st.floats(0.015625, 1, width=32)).map(
    lambda rows: rows / rows.sum(axis=1, keepdims=True)
)


@given(SHARES, st.floats(0.3, 3), st.floats(0.3, 3), st.floats(-4, 4))
def test_calibrated_shares_are_shares(shares, temperature, slope, shift):
    after = Calibration(temperature, slope, shift).applied(shares)

    assert (after >= 0).all()
    assert after.sum(axis=1) == pytest.approx(1, abs=1e-3)


@given(SHARES)
def test_without_change_nothing_changes(shares):
    assert Calibration(1, 1, 0).applied(shares) == pytest.approx(shares, abs=1e-4)


@given(SHARES)
def test_a_lower_shift_takes_from_what_gives_away_and_keeps_its_order(shares):
    before = Calibration(1, 1, 0).applied(shares)
    after = Calibration(1, 1, -2).applied(shares)

    assert (after[:, 2:].sum(axis=1) < before[:, 2:].sum(axis=1)).all()
    ratio = after[:, 2:] / before[:, 2:]
    assert ratio == pytest.approx(np.tile(ratio[:, :1], 3), rel=1e-3)
