"""The packaged reader: what it makes of a review depends on that review alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unspoiled.reader import OnnxReader, as_read
from unspoiled.weights import find_weights, load_reader, load_words

SENTENCES = (
    "A calm little drama about a lighthouse keeper.",
    "The acting is superb.",
    "In the finale he dies.",
    "",
    "Poor man.",
    "잔잔하고 따뜻한 드라마",
    "word " * 60,
    "word " * 300,
    "\ud83d broken",
)
REVIEWS = st.lists(
    st.lists(st.sampled_from(SENTENCES), max_size=9).map(tuple), max_size=4
)


@pytest.fixture(scope="module")
def reader():
    return load_reader()


@settings(max_examples=25, deadline=None)
@given(reviews=REVIEWS)
def test_a_review_is_read_alike_whatever_is_beside_it(reader, reviews):
    together = reader.read(reviews)

    assert [len(states) for states in together] == [len(r) for r in reviews]
    for review, states in zip(reviews, together, strict=True):
        assert states.tobytes() == reader.read([review])[0].tobytes()


def test_number_of_threads_changes_nothing(reader):
    review = SENTENCES * 6
    weights = find_weights("reveals")
    tokenizer = find_weights("encoder").files["tokenizer"]
    one = OnnxReader(
        weights.files["reader"], load_words(), tokenizer, name="one", threads=1
    )

    assert one.read([review])[0].tobytes() == reader.read([review])[0].tobytes()


def test_a_sentence_is_read_among_its_neighbours(reader):
    among, alone = reader.read([["He leaves the island.", "Poor man."], ["Poor man."]])

    assert not np.allclose(among[1], alone[0], atol=1e-3)


def test_a_sentence_alone_in_its_review_is_read(reader):
    (states,) = reader.read([["Lovely."]])

    assert states.shape[0] == 1
    assert np.isfinite(states).all()
    assert np.abs(states).max() > 0


@pytest.mark.parametrize(
    "text", ["very " * 65 + "good", "Good." + " " * 5_000 + "Then he dies."]
)
def test_a_sentence_that_cannot_be_read_to_its_end_has_no_state(reader, text):
    (states,) = reader.read([["Lovely.", text, "Poor man."]])

    assert np.isnan(states[1]).all()
    assert np.isfinite(states[[0, 2]]).all()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("_Notorious_ is **great**.", "Notorious is great."),
        ("the *best* one", "the best one"),
        ("snake_case and 2 * 3", "snake_case and 2 * 3"),
    ],
)
def test_signs_of_emphasis_are_no_words(text, read):
    assert as_read(text) == read
