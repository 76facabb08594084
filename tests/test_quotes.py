"""Which cleared sentences are quoted, and that none but these are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.said import CAUTION, PRAISE, WANTED, reviews_of, said_of
from unspoiled.agreement import stands
from unspoiled.domain import Want
from unspoiled.quotes import QuoteConfig, choose_quotes, choose_warnings
from unspoiled.vocabulary import load_vocabulary

CALM = Want("mood:calm", "calm")


def test_the_sentence_that_speaks_to_the_want_comes_first():
    quotes = choose_quotes(said_of(PRAISE, WANTED), [CALM])

    assert quotes[0].text == WANTED
    assert quotes[0].speaks_to == "calm"
    assert quotes[1].text == PRAISE
    assert quotes[1].speaks_to is None


def test_nothing_is_quoted_twice_and_no_more_than_asked():
    texts = [f"{PRAISE[:-1]} number {n}." for n in range(9)]

    quotes = choose_quotes(said_of(*texts), [CALM], QuoteConfig(most=3))

    assert len({quote.text for quote in quotes}) == len(quotes) == 3


def test_what_the_author_hid_is_not_quoted():
    quotes = choose_quotes(said_of(PRAISE, WANTED, hidden={1}), [CALM])

    assert WANTED not in {quote.text for quote in quotes}


def test_scraps_are_not_quoted():
    assert choose_quotes(said_of("So calm!", "Good."), [CALM]) == []
    assert choose_warnings(said_of("Too slow!")) == []


def test_a_title_named_calm_says_nothing_of_calm():
    (said,) = said_of("I watched Calm Seas in one long evening.", names=("Calm Seas",))

    assert said.speaks_to(CALM) == 0


def test_a_caution_is_a_warning_and_not_praise():
    said = said_of(PRAISE, CAUTION)

    assert [one.text for one in choose_warnings(said)] == [CAUTION]
    assert CAUTION not in {one.text for one in choose_quotes(said, [])}


def test_no_sentence_no_quote():
    assert choose_quotes([], [CALM]) == []
    assert choose_warnings([]) == []


SAD = Want("mood:sad", "sad")
WEPT = "It is a sad drama that stays with you for a good while."
CALMER = "Such a calm little show, and so very well made all through."


def quoted_reviews(said, wants, **options):
    return {
        quote.speaks_to: quote.quote.review_id
        for quote in choose_quotes(said, wants, **options)
        if quote.speaks_to and quote.quote
    }


def test_each_want_is_answered_by_another_reviewer_where_there_is_one():
    said = reviews_of(("r-1", [WANTED, WEPT]), ("r-2", [CALMER]))

    assert quoted_reviews(said, [CALM, SAD]) == {"calm": "r-2", "sad": "r-1"}
    assert quoted_reviews(said, [SAD, CALM]) == {"calm": "r-2", "sad": "r-1"}


def test_one_reviewer_answers_two_wants_where_no_other_does():
    said = reviews_of(("r-1", [WANTED, WEPT]), ("r-2", [PRAISE]))

    assert quoted_reviews(said, [CALM, SAD]) == {"calm": "r-1", "sad": "r-1"}


def test_two_reviews_by_one_author_are_one_reviewers():
    texts = {"r-1": [WANTED], "r-2": [CALMER]}
    said = []
    for key, (text,) in texts.items():
        (one,) = said_of(text, review_id=key)
        said.append(replace(one, reviewer="ines at tidebook"))
    (wept,) = said_of(WEPT, review_id="r-3")

    assert quoted_reviews([*said, wept], [CALM, SAD])["sad"] == "r-3"
    assert len(stands(said, "mood:calm", load_vocabulary())) == 1


def test_of_several_the_one_nearest_to_the_wish_is_quoted():
    other = "It is a calm drama about a lighthouse and the sea around it."
    said = reviews_of(("r-1", [WANTED]), ("r-2", [other]))
    near = {WANTED: [0.1, 0.1], other: [0.1, 0.9]}

    assert quoted_reviews(said, [CALM], near=near) == {"calm": "r-2"}
    near = {WANTED: [0.1, 0.9], other: [0.1, 0.1]}
    assert quoted_reviews(said, [CALM], near=near) == {"calm": "r-1"}


def test_a_denial_speaks_to_no_want():
    (said,) = said_of("It is not a calm drama at all, mind you.")

    assert said.speaks_to(CALM) == 0


def test_what_is_said_of_the_title_is_quoted_before_what_is_said_of_somebody():
    aside = "She has a calm voice that nobody in the village forgets."
    said = reviews_of(("r-1", [aside]), ("r-2", [WANTED]))

    assert quoted_reviews(said, [CALM]) == {"calm": "r-2"}


def test_whoever_finds_fault_with_the_acting_does_not_recommend_it():
    acting = Want("craft:acting", "good acting")
    (blame,) = said_of("The acting is wooden, though the sea is beautiful.")
    (praise,) = said_of("It is short and predictable, but with superb acting.")

    assert blame.speaks_to(acting) == 0
    assert praise.speaks_to(acting) > 0


@given(
    st.lists(st.sampled_from([PRAISE, WANTED, CAUTION, "It rains a good deal in it."]))
)
def test_every_quote_is_the_reviews_own_words(texts):
    for quote in choose_quotes(said_of(*texts), [CALM]):
        assert quote.quote is not None
        text = " ".join(texts)
        assert text[quote.quote.start : quote.quote.end] == quote.text
