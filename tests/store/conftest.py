import pytest

from unspoiled.store.sqlite import open_store

from .library import (
    COLD,
    ENCODER,
    LANTERN,
    ORCHARD,
    QUIET,
    WARM,
    encode,
    review_entry,
    title_entry,
)


def fill(store):
    """Put the toy library in, with vectors and indexes."""
    with store.writing():
        store.put_titles([title_entry(title) for title in (LANTERN, ORCHARD, QUIET)])
        store.put_review(review_entry(WARM))
        store.put_review(review_entry(COLD))
    level(store)


def level(store):
    """What whoever adds does at the end."""
    texts = store.missing_passage_vectors(ENCODER)
    with store.writing():
        store.put_vectors(ENCODER, texts, encode(texts))
        asked = store.missing_passage_vectors(ENCODER, ("request",))
        store.put_vectors(ENCODER, asked, encode(asked), kind="request")
    store.catch_up(ENCODER)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def store(path):
    store = open_store(path)
    fill(store)
    yield store
    store.close()
