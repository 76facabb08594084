"""Every sentence is judged once, in order, and seldom alone."""

from hypothesis import given
from hypothesis import strategies as st

from unspoiled.windows import ROOM, windows

LENGTHS = st.lists(st.integers(1, 64), max_size=60)


@given(LENGTHS)
def test_each_sentence_is_judged_in_exactly_one_window(lengths):
    found = list(windows(lengths))

    assert [n for w in found for n in range(w.start, w.end)] == [*range(len(lengths))]


@given(LENGTHS)
def test_what_is_judged_is_read(lengths):
    for window in windows(lengths):
        assert 0 <= window.first <= window.start < window.end <= window.last
        assert window.last <= len(lengths)


@given(LENGTHS)
def test_a_window_is_no_longer_than_there_is_room(lengths):
    """But for the sentence before and the first one of its own, which always fit."""
    for window in windows(lengths):
        taken = sum(lengths[n] + 1 for n in range(window.first, window.last))
        must = sum(lengths[n] + 1 for n in range(window.first, window.start + 1))
        assert taken <= max(ROOM, must)


def test_sentences_at_a_border_have_company_on_both_sides():
    first, second = windows([30] * 6)

    assert (first.start, first.end, first.last) == (0, 3, 4)
    assert (second.first, second.start, second.end) == (2, 3, 6)


def test_no_sentences_make_no_window():
    assert list(windows([])) == []
