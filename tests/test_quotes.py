"""Which cleared sentences are quoted, and that none but these are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.makers import THRESHOLDS, make_judged, make_sentence
from unspoiled.domain import NOTHING_SEEN, Review, Want
from unspoiled.facets import FacetReader
from unspoiled.gate import clear
from unspoiled.quotes import (
    QuoteConfig,
    choose_quotes,
    choose_warnings,
    read_cleared,
    without_names,
)
from unspoiled.vocabulary import load_vocabulary

READER = FacetReader(load_vocabulary())
CALM = Want("mood:calm", "calm")


def said_of(*texts, review_id="r-1", hidden=(), names=()):
    """The sentences of a review as `choose_quotes` gets them."""
    judged, start = [], 0
    for index, text in enumerate(texts):
        sentence = make_sentence(
            text, review_id=review_id, index=index, start=start, end=start + len(text)
        )
        judged.append(make_judged(sentence=sentence, hidden=index in hidden))
        start += len(text) + 1
    review = Review(id=review_id, text=" ".join(texts))
    cleared = clear(judged, NOTHING_SEEN, THRESHOLDS)
    return read_cleared(cleared, {review_id: review}, READER, names)


PRAISE = "The acting is superb and the music is beautiful."
WANTED = "It is a calm drama about people who talk quietly."
CAUTION = "It may be too slow, and it is not for everyone who likes speed."


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
    assert said_of("So calm!", "Good.") == []


def test_a_title_named_calm_says_nothing_of_calm():
    (said,) = said_of("I watched Calm Seas in one long evening.", names=("Calm Seas",))

    assert said.speaks_to(CALM) == 0


def test_names_are_blanked_out_in_place():
    display = "Calm Seas is calm; calm seas indeed."
    blanked = without_names(display, ["Calm Seas"])

    assert len(blanked) == len(display)
    assert blanked.strip() == "is calm;           indeed."


def test_a_caution_is_a_warning_and_not_praise():
    said = said_of(PRAISE, CAUTION)

    assert [one.text for one in choose_warnings(said)] == [CAUTION]
    assert CAUTION not in {one.text for one in choose_quotes(said, [])}


def test_no_sentence_no_quote():
    assert choose_quotes([], [CALM]) == []
    assert choose_warnings([]) == []


@given(
    st.lists(st.sampled_from([PRAISE, WANTED, CAUTION, "It rains a good deal in it."]))
)
def test_every_quote_is_the_reviews_own_words(texts):
    for quote in choose_quotes(said_of(*texts), [CALM]):
        assert quote.quote is not None
        text = " ".join(texts)
        assert text[quote.quote.start : quote.quote.end] == quote.text
