"""For whom a title is and for whom not, as far as sentences name it."""

from __future__ import annotations

import pytest

from tests.makers import THRESHOLDS, WORDS, make_judged, make_sentence
from unspoiled.domain import NOTHING_SEEN, Profile, Quote, Reading, Review, Told
from unspoiled.gate import clear
from unspoiled.vocabulary import load_vocabulary
from unspoiled.whom import for_whom, not_for_whom

VOCABULARY = load_vocabulary()
BOTH = (
    "My uncle found it too slow or quiet, but people who love a funny slice of life will "
    "be glad of it."
)


def quote_of(text, *, review="r-1", readings=()):
    """A cleared sentence, of which a model has read `readings` of its title."""
    told = Told(tuple(readings), WORDS.hear(text).opinion)
    sentence = make_sentence(text, review_id=review, end=len(text))
    judged = make_judged(sentence=sentence, told=told)
    (cleared,) = clear([judged], NOTHING_SEEN, THRESHOLDS)
    return Quote.of(cleared, Review(id=review, text=text))


def suits(*quotes, puts_off=()):
    profile = Profile("t", suits=tuple(quotes), puts_off=tuple(puts_off))
    return [one.words for one in for_whom(profile, NOTHING_SEEN, VOCABULARY)]


def puts_off(*texts):
    profile = Profile("t", puts_off=tuple(map(quote_of, texts)))
    return [one.words for one in not_for_whom(profile)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Perfect for fans of a slice of life and of food.",
         "those who enjoy slice of life and food"),
        ("If you like calm, funny shows it is yours.",
         "those who enjoy something calm and funny"),
        ("Whoever likes a relaxed pace will be glad of it.",
         "those who enjoy a relaxed pace"),
        ("Everybody should give it a chance on a Sunday.", None),
    ],
)  # fmt: skip
def test_whom_it_suits(text, words):
    assert suits(quote_of(text)) == [words]


def test_a_sentence_that_says_both_is_taken_clause_by_clause():
    quote = quote_of(BOTH)

    assert suits(quote, puts_off=[quote]) == [
        "those who enjoy slice of life and something funny"
    ]
    assert puts_off(BOTH) == ["may be too slow or quiet for some"]


def suited_beside_a_caution(text):
    return suits(puts_off=[quote_of(text)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOTH, ["those who enjoy slice of life and something funny"]),
        ("It is not for everyone, but fans of food will be glad.",
         ["those who enjoy food"]),
        ("It is not for everyone, but I like how calm it is.", []),
        ("It is not for those who like food.", []),
        ("Too slow for some, while those who do not like food may skip it.", []),
        ("Not for everyone; people who dislike food may look elsewhere.", []),
    ],
)  # fmt: skip
def test_a_caution_may_say_in_another_clause_whom_it_will_please(text, words):
    assert suited_beside_a_caution(text) == words


def test_what_has_no_place_in_such_a_sentence_is_of_neither_side():
    words = "It is not for everyone, but anybody who likes it will be glad."
    whole = Reading("mood:warm", "for", 0.8, 0, len(words))
    quote = quote_of(words, readings=[whole])

    assert suits(quote, puts_off=[quote]) == [None]
    assert suits(quote) == ["those who enjoy something warm"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It may be too slow for some.", "may be too slow for some"),
        ("It is overly sad at times.", "may be too sad for some"),
        ("Look elsewhere if you want a fast show.", None),  # it is not too fast
        ("Too long, but it is a calm drama.", None),
        ("It is not for everyone.", None),
    ],
)
def test_whom_it_puts_off(text, words):
    assert puts_off(text) == [words]


def test_whom_it_will_bore_it_does_not_suit():
    quote = quote_of("Anyone who looks for a thrilling tale will be bored.")
    profile = Profile("t", suits=(quote,))

    assert for_whom(profile, NOTHING_SEEN, VOCABULARY) == ()
    (found,) = not_for_whom(profile)
    assert (found.words, found.quotes) == (None, (quote,))


def test_the_same_words_of_two_reviews_are_one_with_both_sentences():
    one = quote_of("It is for fans of food and of a ferry.")
    other = quote_of("Fans of food, do come in and sit.", review="r-2")
    profile = Profile("t", suits=(one, other))

    (found,) = for_whom(profile, NOTHING_SEEN, VOCABULARY)

    assert found.words == "those who enjoy food"
    assert [quote.review_id for quote in found.quotes] == ["r-1", "r-2"]


def test_a_facet_that_gives_something_away_is_not_named():
    quote = quote_of(
        "It is for those who like a story of a kind.",
        readings=[Reading("trope:amnesia", "for", 0.8, 0, 5)],
    )

    assert suits(quote) == [None]
