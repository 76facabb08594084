"""Requests made of parts of other requests."""

from __future__ import annotations

import pytest

from unspoiled.bench.asking_speed import figures_of_times, load_now
from unspoiled.bench.combining import WORDS, clauses, combined
from unspoiled.errors import BadRequest

TEXTS = [
    "something calm, by the sea; no murders please",
    "Twelve episodes at most. Nothing sad!",
    "like The Salt Ferry but funnier",
    "word " * 40,
]


def test_parts_are_those_between_stops_and_never_too_long():
    assert clauses(TEXTS) == [
        "something calm", "by the sea", "no murders please", "Twelve episodes at most",
        "Nothing sad", "like The Salt Ferry but funnier",
    ]  # fmt: skip


def test_requests_are_distinct_short_and_the_same_again():
    found = combined(TEXTS, 60)

    assert len(set(found)) == 60
    assert found == combined(TEXTS, 60)
    assert found != combined(TEXTS, 60, seed=1)
    assert all(0 < len(text.split()) <= WORDS for text in found)


@pytest.mark.parametrize("texts", [[], ["one alone"]])
def test_too_few_parts_make_too_few_requests(texts):
    with pytest.raises(BadRequest, match="do not make 5 requests"):
        combined(texts, 5)


def test_percentiles_of_times():
    found = {one.id: one.value for one in figures_of_times(range(101), "quiet")}

    assert found == {
        "speed/ask/p50": 50.0, "speed/ask/p90": 90.0, "speed/ask/p99": 99.0,
        "speed/ask/p100": 100.0,
    }  # fmt: skip
    assert "load average" in load_now()
