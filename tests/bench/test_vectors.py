"""Vectors are computed once, and go on where the work was broken off."""

from __future__ import annotations

import numpy as np
import pytest

from unspoiled.bench import vectors
from unspoiled.bench.vectors import remembered


class Counting:
    """An encoder that counts the texts it is given."""

    name, dim = "counting", 2

    def __init__(self):
        self.seen: list[str] = []

    def encode(self, texts, *, progress=None):
        self.seen += texts
        lengths = np.array([[len(text), 1.0] for text in texts], dtype=np.float32)
        return lengths / np.linalg.norm(lengths, axis=1, keepdims=True)

    encode_requests = encode


@pytest.fixture
def shards(monkeypatch):
    monkeypatch.setattr(vectors, "SHARD", 2)


TEXTS = ["one", "three", "eleven", "five", "seventeen"]


def test_a_second_time_nothing_is_encoded(tmp_path, shards):
    encoder = Counting()

    first = remembered(TEXTS, encoder, tmp_path)
    again = remembered(TEXTS, encoder, tmp_path)

    assert encoder.seen == TEXTS
    assert np.array_equal(first, again)
    assert first.shape == (5, 2)


def test_what_is_new_or_broken_is_encoded_and_no_more(tmp_path, shards):
    encoder = Counting()
    remembered(TEXTS[:4], encoder, tmp_path)
    next(iter(sorted(tmp_path.iterdir()))).write_bytes(b"cut short")
    encoder.seen.clear()

    remembered(TEXTS, encoder, tmp_path)

    assert len(encoder.seen) == 3


def test_another_encoder_has_vectors_of_its_own(tmp_path):
    remembered(TEXTS, Counting(), tmp_path)
    other = Counting()
    other.name = "other"

    remembered(TEXTS, other, tmp_path)

    assert other.seen == TEXTS


def test_without_a_folder_nothing_is_kept():
    encoder = Counting()

    assert remembered([], encoder, None).shape == (0, 2)
    assert np.allclose(np.linalg.norm(remembered(TEXTS, encoder, None), axis=1), 1)
