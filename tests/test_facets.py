"""What a sentence says of a title's facets, for or against."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers import make_title
from unspoiled.facets import FacetReader, fact_facets, without_names
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
READER = FacetReader(VOCABULARY)


def read(text):
    return {(one.facet, one.polarity) for one in READER.hear(text).hits}


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
    assert READER.hear(text).hits == ()


def test_a_negation_does_not_reach_past_its_clause():
    assert ("mood:funny", "for") in read("It is not long, and funny.")


def test_opinion():
    assert READER.hear("A wonderful, superb drama.").opinion > 0
    assert READER.hear("A boring, terrible drama.").opinion < 0
    assert READER.hear("It has six episodes.").opinion == 0


def test_a_caution_is_about_the_viewer_and_patience_alone_is_none():
    assert READER.hear("It is not for everyone.").cautions
    assert READER.hear("It requires patience.").cautions
    assert not READER.hear("It is drawn with patience and humour.").cautions


@given(st.text(max_size=200))
def test_any_text_is_read_within_its_bounds(text):
    heard = READER.hear(text)
    for one in heard.hits:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.strength <= 1
    assert -1 <= heard.opinion <= 1


def test_facts_carry_facets_once():
    title = make_title(
        tags=("friends to lovers", "Friends To Lovers"), genres=("Comedy",)
    )

    evidence = fact_facets(title, VOCABULARY)

    assert [e.facet for e in evidence].count("trope:friends-to-lovers") == 1
    assert {e.origin for e in evidence} == {"tag", "genre"}


def test_names_are_blanked_out_in_place():
    display = "Calm Seas is calm; calm seas indeed."
    blanked = without_names(display, ["Calm Seas"])

    assert len(blanked) == len(display)
    assert blanked.strip() == "is calm;           indeed."


def test_a_name_is_a_whole_word_and_no_common_one():
    assert without_names("The others are there.", ["Her", "The"]).endswith(
        "others are there."
    )
    assert (
        without_names("A romance like no other.", ["Romance"])
        == "A romance like no other."
    )
    assert without_names("I saw Romance.", ["Romance"]).split() == ["I", "saw", "."]
    assert without_names("So it is.", ["It"]) == "So it is."
