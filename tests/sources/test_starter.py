"""The packaged catalogue is there, whole, and knows its version without unpacking."""

import gzip
import zlib

import numpy as np
import pytest

from unspoiled.errors import NotFound
from unspoiled.ingest import EMBEDDED_CHARACTERS
from unspoiled.search import title_passages
from unspoiled.sources import starter
from unspoiled.vocabulary import load_vocabulary
from unspoiled.weights import load_encoder

RENEW = "run scripts/build_starter_vectors.py"


@pytest.mark.skipif(not starter.STARTER.exists(), reason="the catalogue is not built")
def test_every_title_can_be_read():
    found = list(starter.read_starter())

    assert len(found) >= 9_500
    assert all(record.title is not None for record in found)


def test_the_version_changes_with_what_the_file_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(starter, "STARTER", tmp_path / "catalogue.jsonl.gz")
    with pytest.raises(NotFound, match="reinstall"):
        starter.starter_version()

    versions = set()
    for title in ("A Quiet Pier", "Night Ferry"):
        data = f'{{"title": "{title}"}}\n'.encode()
        starter.STARTER.write_bytes(gzip.compress(data))
        versions.add(starter.starter_version())
        record = next(iter(starter.read_starter()))
        assert record.title is not None
        assert record.title.title == title
        assert zlib.crc32(data).to_bytes(4, "little").hex() in starter.starter_version()

    assert len(versions) == 2


@pytest.fixture
def packaged():
    found = starter.starter_vectors(load_encoder().name)
    assert found is not None, f"another encoder's vectors: {RENEW}"
    return found


def embedded(titles):
    """What is encoded of the passages of titles."""
    vocabulary = load_vocabulary()
    return [
        passage.text[:EMBEDDED_CHARACTERS]
        for title in titles
        for passage in title_passages(title, vocabulary)
    ]


def test_the_vectors_are_those_of_the_catalogue(packaged):
    titles = [record.title for record in starter.read_starter()]

    keys = starter.text_keys(embedded(titles))

    assert set(packaged.keys) == set(keys), RENEW


def test_the_vectors_are_what_the_encoder_makes(packaged):
    titles = [record.title for record in starter.read_starter()]
    texts = embedded(titles[::500])

    known, vectors = packaged.of(starter.text_keys(texts))

    assert known.all()
    exact = load_encoder().encode(texts)
    assert np.einsum("nd,nd->n", vectors, exact).min() > 0.999


def test_a_text_without_a_vector_is_told(packaged):
    keys = starter.text_keys(["a card that no catalogue has"])

    known, vectors = packaged.of(np.concatenate([packaged.keys[:2], keys]))

    assert known.tolist() == [True, True, False]
    assert vectors.shape == (2, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_vectors_of_another_encoder_are_not_taken():
    assert starter.starter_vectors("another/encoder") is None
