"""Simple rankers over a collection made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.makers import make_title
from unspoiled.bench.collection import card, collect, document, pieces
from unspoiled.bench.rankers import (
    NAMES,
    RRF_K,
    WHAT,
    Baselines,
    order,
    reciprocal_ranks,
)

TITLES = [
    make_title("Brass Harbour", id="a", popularity=0.2, synopsis="A pilot maps fog."),
    make_title("Owls of Tin", id="b", popularity=0.9, synopsis="Owls guard a clock."),
    make_title("Low Bridge", id="c", popularity=0.2, tags=("calm", "river")),
]
WORDS = ("fog", "owls", "clock", "river")


def embed(texts):
    """As many dimensions as there are WORDS; rows of length 1 or 0."""
    rows = np.array([[w in t.lower() for w in WORDS] for t in texts], dtype=np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def baselines():
    told = {"c": ["Nobody hurries. The fog is a person here."]}
    collection = collect(TITLES, told)
    return Baselines(collection, embed(collection.passages), embed)


def best(baselines, name, text):
    ids = baselines.collection.ids
    return [ids[n] for n in order(baselines.scores(text, [name])[name])]


def test_titles_come_by_popularity_then_id():
    assert collect(TITLES).ids == ("b", "a", "c")


def test_a_review_is_a_passage_and_no_part_of_the_document():
    collection = collect(TITLES, {"a": ["Such a score!"]})

    assert not any("score" in text for text in collection.documents)
    (place,) = (n for n, text in enumerate(collection.passages) if "score" in text)
    assert collection.ids[collection.owner[place]] == "a"


def test_popularity_reads_no_request(baselines):
    assert best(baselines, "popularity", "fog") == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("name", "found"),
    [("bm25", ["a"]), ("bm25-passages", ["a", "c"]), ("minilm", ["a", "c"])],
)
def test_who_finds_the_fog(baselines, name, found):
    assert sorted(best(baselines, name, "maps of fog")) == found


def test_words_are_stemmed_and_stop_words_count_nothing(baselines):
    assert best(baselines, "bm25", "an owl of the clocks") == ["b"]
    assert best(baselines, "bm25", "of the and") == []


def test_a_fusion_by_hand():
    one = np.array([0.9, 0.5, 0.0], dtype=np.float32)
    other = np.array([0.0, 2.0, 1.0], dtype=np.float32)

    fused = reciprocal_ranks([one, other])

    assert fused == pytest.approx(
        [1 / (RRF_K + 1), 1 / (RRF_K + 2) + 1 / (RRF_K + 1), 1 / (RRF_K + 2)]
    )


def test_fusions_fuse_what_they_say(baselines):
    parts = baselines.scores("fog", ["bm25-passages", "minilm"])

    fused = baselines.scores("fog", ["rrf-passages"])["rrf-passages"]

    assert fused == pytest.approx(reciprocal_ranks(list(parts.values())))


def test_every_ranker_is_explained_and_runs(baselines):
    assert set(WHAT) == set(NAMES)
    assert set(baselines.scores("fog")) == set(NAMES)


def test_ties_keep_the_order_of_the_collection():
    assert list(order(np.array([1, 2, 2, 0], dtype=np.float32))) == [1, 2, 0]


def test_a_collection_without_words_finds_nothing():
    empty = Baselines(collect([]), np.zeros((0, len(WORDS)), np.float32), embed)

    assert [len(scores) for scores in empty.scores("fog").values()] == [0] * len(NAMES)


def test_pieces_are_whole_sentences_and_lose_nothing():
    text = "One two three. Four five! Six? Seven eight nine ten."

    found = list(pieces(text, words=4))

    assert found == ["One two three. Four five!", "Six? Seven eight nine ten."]
    assert list(pieces("  ")) == []


def test_a_document_holds_the_card_and_the_prose():
    title = make_title("Kites", genres=("Drama",), extra={"tagline": "Up they go."})

    assert card(title) in document(title)
    assert document(title).endswith("Up they go.")
