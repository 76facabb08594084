"""Reasons in words: only what the catalogue holds, in words that a person would use."""

import pytest

from tests.makers import make_title
from unspoiled.domain import ALL_SEEN, NOTHING_SEEN, SealedNote, Statement, Want
from unspoiled.reasons import (
    Count,
    count_words,
    doubt_words,
    facet_conflicts,
    facet_reasons,
    facet_warnings,
    length_in_short,
    like_reasons,
    listed_as,
    sealed_words,
    sure_words,
)
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


def test_wishes_to_which_the_same_is_close_share_a_sentence():
    wants = [Want("mood:tense", "tense"), Want("mood:thrilling", "thriller")]

    (told,) = reasons(wants, {"theme:crime"})

    assert told == "Listed under crime: close to “tense” and “thriller”."


def test_a_facet_that_gives_something_away_is_not_named():
    want = Want("trope:amnesia", "amnesia")

    assert reasons([want], {"trope:amnesia"}) == []
    assert reasons([want], {"trope:amnesia"}, ALL_SEEN) != []


def conflicts(wants, avoids, carried):
    found = facet_conflicts(wants, avoids, carried, NOTHING_SEEN, VOCABULARY)
    return [reason.text for reason in found]


def test_what_speaks_against_a_wish_is_said():
    assert conflicts([Want("mood:calm", "calm")], [], {"mood:tense"}) == [
        "Listed as tense, though you asked for “calm”."
    ]


def test_what_is_asked_for_too_speaks_against_no_wish():
    both = [Want("mood:calm", "calm"), Want("mood:tense", "tense")]

    assert conflicts(both, [], {"mood:tense"}) == []


def test_what_was_to_be_avoided_and_is_there_is_said():
    assert conflicts([], [Want("mood:sad", "not too sad")], {"mood:sad"}) == [
        "Listed as sad, though you asked for “not too sad”."
    ]
    assert conflicts([], [Want("mood:sad", "not too sad")], {"mood:calm"}) == []


def test_a_conflict_that_gives_something_away_is_not_told():
    assert conflicts([], [Want("trope:amnesia", "x")], {"trope:amnesia"}) == []


@pytest.mark.parametrize(
    ("key", "count", "words"),
    [
        ("mood:calm", Count(6, 9), "6 of 9 reviewers call it calm."),
        ("mood:calm", Count(2, 2), "Both reviewers who speak of it call it calm."),
        ("mood:calm", Count(4, 4), "All 4 reviewers who speak of it call it calm."),
        ("mood:calm", Count(1, 3), "1 of 3 reviewers calls it calm."),
        ("mood:calm", Count(1, 1), "One review calls it calm."),
        (
            "mood:calm",
            Count(1, 2, denies=True),
            "1 of 2 reviewers does not find it calm.",
        ),
        ("pace:relaxed", Count(2), "Two reviewers find it slow."),
        (
            "craft:acting",
            Count(3, denies=True),
            "Three reviewers find fault with the acting.",
        ),
        ("craft:acting", Count(3, 4), "3 of 4 reviewers praise the acting."),
        ("theme:food", Count(2, 3), "2 of 3 reviewers speak of food."),
        ("audience:classic", Count(12, 15), "12 of 15 reviewers call it a classic."),
        ("mood:calm", Count(12), "12 reviewers call it calm."),
    ],
)
def test_a_count_is_a_sentence(key, count, words):
    assert count_words(count, VOCABULARY.facet(key)) == words


def test_every_facet_that_can_be_counted_has_its_words():
    for facet in VOCABULARY.facets:
        for count in (Count(2), Count(1, 3), Count(1, 3, denies=True)):
            assert count_words(count, facet).endswith(".")


def statement(agree, differ, listed=False):
    return Statement("mood:calm", agree, differ, 0.8, 0.0, 1.0, listed)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (statement(2, 1), "2 of 3 reviewers"),
        (statement(2, 1, listed=True), "2 of 3 reviewers, listed"),
        (statement(1, 0), "one review"),
        (statement(3, 0), "3 of 3 reviewers"),
        (statement(0, 0, listed=True), "listed"),
    ],
)
def test_how_sure_a_statement_is(stated, words):
    assert sure_words(stated) == words


def test_how_sure_its_contrary_is():
    assert doubt_words(statement(1, 2)) == "2 of 3 reviewers"
    assert doubt_words(statement(0, 1, listed=True)) == "one review, though listed"


def test_length_in_short():
    assert (
        length_in_short(make_title(episodes=4, minutes=44)) == "4 episodes, 2 h 56 min"
    )
    assert length_in_short(make_title(kind="film", minutes=95)) == "1 h 35 min"
    assert length_in_short(make_title(episodes=1)) == "1 episode"
    assert length_in_short(make_title(minutes=44)) is None


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (SealedNote(1, False), "1 sealed wish understood and not applied."),
        (SealedNote(2, False), "2 sealed wishes understood and not applied."),
        (SealedNote(2, True), "of fewer than three picks nothing more is said."),
        (SealedNote(2, True, 5, 0), "All 5 picks keep your 2 sealed wishes as far as"),
        (SealedNote(2, True, 5, 1), "; of 1 nothing is known."),
        (SealedNote(1, True, 3, 3), "Nothing that tags or reviews tell"),
    ],
)
def test_sealed_wishes_are_told_of_all_picks_together(note, words):
    assert words in sealed_words(note)


def test_nobody_consents_without_being_told_that_the_list_tells():
    assert "the list itself then tells" in sealed_words(SealedNote(1, False))
    assert "--sealed" in sealed_words(SealedNote(1, False))


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
