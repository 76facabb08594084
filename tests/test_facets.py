"""What a sentence says of a title's facets, for or against."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers import make_judged, make_sentence, make_title
from unspoiled.facets import FacetReader, fact_facets, profile, sentence_facets
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
READER = FacetReader(VOCABULARY)


def read(text):
    return {(one.facet, one.polarity) for one in READER.read(text)}


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("A calm and quiet drama.", ("mood:calm", "for")),
        ("It is never funny.", ("mood:funny", "against")),
        ("It isn't funny at all.", ("mood:funny", "against")),
        ("It isn’t funny at all.", ("mood:funny", "against")),
        ("The calmest hour of my week.", ("mood:calm", "for")),
        ("The saddest film I know.", ("mood:sad", "for")),
        ("The funniest show of the year.", ("mood:funny", "for")),
        ("It is not only funny but kind.", ("mood:funny", "for")),
        ("Friends to lovers, done well.", ("trope:friends-to-lovers", "for")),
    ],
)
def test_facets_are_read_with_their_sign(text, reading):
    assert reading in read(text)


@pytest.mark.parametrize("text", ["", "...", "An honest guest in the west.", "은하수"])
def test_where_nothing_is_said_nothing_is_read(text):
    assert READER.read(text) == ()


def test_a_negation_does_not_reach_past_its_clause():
    assert ("mood:funny", "for") in read("It is not long, and funny.")


def test_opinion():
    assert READER.opinion("A wonderful, superb drama.") > 0
    assert READER.opinion("A boring, terrible drama.") < 0
    assert READER.opinion("It has six episodes.") == 0


def test_a_caution_is_about_the_viewer_and_patience_alone_is_none():
    assert READER.cautions("It is not for everyone.")
    assert READER.cautions("It requires patience.")
    assert not READER.cautions("It is drawn with patience and humour.")


@given(st.text(max_size=200))
def test_any_text_is_read_within_its_bounds(text):
    for one in READER.read(text):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.strength <= 1
    assert -1 <= READER.opinion(text) <= 1


def test_facts_carry_facets_once():
    title = make_title(
        tags=("friends to lovers", "Friends To Lovers"), genres=("Comedy",)
    )

    evidence = fact_facets(title, VOCABULARY)

    assert [e.facet for e in evidence].count("trope:friends-to-lovers") == 1
    assert {e.origin for e in evidence} == {"tag", "genre"}


def test_a_profile_joins_facts_and_sentences():
    title = make_title(tags=("friends to lovers",))
    judged = make_judged(sentence=make_sentence("A calm drama."))

    made = profile(title, {"r-1": [judged]}, READER)

    assert made.of("trope:friends-to-lovers")[0].origin == "tag"
    (calm,) = made.of("mood:calm")
    assert (calm.origin, calm.sentence) == ("r-1", judged)
    assert sentence_facets([judged], READER) == (calm,)
