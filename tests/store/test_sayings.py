"""What sentences tell is kept with them, and what titles are said to be follows."""

from dataclasses import replace

import numpy as np
import pytest

from unspoiled.domain import Reading, Told
from unspoiled.store.records import read_told, told_row
from unspoiled.store.sqlite import open_store
from unspoiled.vocabulary import load_vocabulary

from .conftest import level
from .library import WARM, review_entry

NUMBER = {facet.key: n for n, facet in enumerate(load_vocabulary().facets)}
CALM = Told((Reading("mood:calm", "for", 0.8, 0, 4, 0.93),), 0.5)
TENSE = Told((Reading("mood:calm", "against", 0.8, 0, 4, 0.9),))
ENDS = Told((Reading("ending_tone:happy", "for", 0.8, 0, 4, 0.9),))


def telling(told, review=WARM):
    """The review's entry, its first sentence telling this."""
    entry = review_entry(review)
    first, *rest = entry.judged
    return replace(entry, judged=(replace(first, told=told), *rest))


def put(store, told):
    with store.writing():
        outcome = store.put_review(telling(told))
    level(store)
    return outcome


def said(store, key):
    places, agreed = store.said(NUMBER[key])
    return dict(zip(store.traits().ids[places].tolist(), agreed.tolist(), strict=True))


@pytest.mark.parametrize(
    "told",
    [
        Told(),
        CALM,
        Told(suits=True),
        Told(cautions=True, hinted=CALM.readings),
        Told((*CALM.readings, *TENSE.readings), -1.0, True, True),
    ],
)
def test_what_is_told_comes_back(told):
    assert read_told(told_row(told)) == told


def test_a_sentence_keeps_what_it_tells(store):
    put(store, CALM)

    (first, *rest) = store.judged_of([WARM.id])[WARM.id]
    assert first.told == CALM
    assert all(one.told == Told() for one in rest)


def test_titles_are_what_their_sentences_tell(store):
    put(store, CALM)

    assert said(store, "mood:calm") == {WARM.title_id: pytest.approx(0.8 / 1.5)}
    assert said(store, "mood:sad") == {}


def test_what_is_told_anew_takes_the_place_of_the_old(store):
    put(store, CALM)
    assert put(store, TENSE) == "changed"
    assert said(store, "mood:calm")[WARM.title_id] < 0

    store.close()
    again = open_store(store.path)
    level(again)
    assert said(again, "mood:calm")[WARM.title_id] < 0
    assert put(again, Told()) == "changed"
    assert said(again, "mood:calm") == {}
    again.close()


def test_how_it_ends_is_said_of_no_title(store):
    put(store, ENDS)

    assert said(store, "ending_tone:happy") == {}


def test_equal_words_are_found_as_before(store):
    before = [hit.passage.text for hit in store.search_words("calm", k=5)]
    put(store, CALM)

    assert [hit.passage.text for hit in store.search_words("calm", k=5)] == before
    assert np.isfinite(store.said(NUMBER["mood:calm"])[1]).all()
