"""Reasons in words: only what the catalogue holds, in words that a person would use."""

import pytest

from tests.makers import make_title
from unspoiled.domain import ALL_SEEN, NOTHING_SEEN, Want
from unspoiled.reasons import facet_reasons, facet_warnings, like_reasons, listed_as
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def reasons(wants, carried, boundary=NOTHING_SEEN):
    return [r.text for r in facet_reasons(wants, carried, boundary, VOCABULARY)]


def warnings(wants, carried, **facts):
    title = make_title(**facts)
    found = facet_warnings(wants, title, carried, NOTHING_SEEN, VOCABULARY)
    return [reason.text for reason in found]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("mood:funny", "Listed as funny"),
        ("trope:friends-to-lovers", "Listed under friends to lovers"),
        ("people:smart-female-lead", "It has a smart female lead"),
        ("people:eccentric-male-lead", "It has an eccentric male lead"),
        ("theme:lgbtq", "Listed under LGBTQ+"),
    ],
)
def test_a_facet_is_told_in_plain_words(key, words):
    assert listed_as(VOCABULARY.facet(key)) == words


def test_facets_told_alike_share_a_sentence():
    wants = [
        Want("trope:friends-to-lovers", "friends to lovers"),
        Want("theme:food", "about food"),
    ]

    assert reasons(wants, {"trope:friends-to-lovers", "theme:food"}) == [
        "Listed under friends to lovers and food."
    ]


def test_what_is_close_to_a_wish_is_not_the_wish():
    assert reasons([Want("mood:calm", "calm")], {"theme:slice-of-life"}) == [
        "Listed under slice of life: close to “calm”."
    ]


def test_a_facet_that_gives_something_away_is_not_named():
    want = Want("trope:amnesia", "amnesia")

    assert reasons([want], {"trope:amnesia"}) == []
    assert reasons([want], {"trope:amnesia"}, ALL_SEEN) != []


def test_what_speaks_against_a_wish_is_said():
    assert warnings([Want("mood:calm", "calm")], {"mood:tense"}) == [
        "Listed as tense, though you asked for “calm”."
    ]


def test_nothing_asked_for_is_held_against_a_title():
    assert warnings([Want("mood:sad", "tearjerker")], {"mood:sad"}) == []
    assert warnings([], {"mood:sad"}) != []


def test_a_facet_that_divides_nobody_is_no_warning():
    assert warnings([], {"mood:funny", "theme:romance", "mood:tense"}) == []


def test_a_very_long_series_is_said_to_be_long():
    assert warnings([], set(), episodes=78) == ["It runs to 78 episodes."]
    assert warnings([], set(), episodes=16) == []


def test_what_two_titles_share_is_told_without_repeats():
    liked = make_title("Harbour Lights", writers=("Ann Lee",), directors=("Bo Kim",))
    other = make_title("Night Ferry", writers=("Ann Lee",))

    told = like_reasons(
        ("people:kind-female-lead", "people:kind", "trope:amnesia"),
        other,
        [liked],
        NOTHING_SEEN,
        VOCABULARY,
    )

    assert [reason.text for reason in told] == [
        "Written by Ann Lee, as Harbour Lights is.",
        "In common with Harbour Lights: kind female lead.",
    ]
