"""Sentences of reviews as quotes and counts get them: cleared, and read."""

from __future__ import annotations

from tests.makers import THRESHOLDS, make_judged, make_sentence
from unspoiled.domain import NOTHING_SEEN, Review
from unspoiled.gate import clear
from unspoiled.quotes import read_cleared


def said_of(*texts, review_id="r-1", hidden=(), names=()):
    """The sentences of a review as `choose_quotes` gets them."""
    judged, start = [], 0
    for index, text in enumerate(texts):
        sentence = make_sentence(
            text, review_id=review_id, index=index, start=start, end=start + len(text)
        )
        judged.append(
            make_judged(sentence=sentence, names=names, hidden=index in hidden)
        )
        start += len(text) + 1
    review = Review(id=review_id, text=" ".join(texts))
    cleared = clear(judged, NOTHING_SEEN, THRESHOLDS)
    return read_cleared(cleared, {review_id: review})


def reviews_of(*reviews):
    """The sentences of several reviews, each given as (id, texts)."""
    return [said for key, texts in reviews for said in said_of(*texts, review_id=key)]


PRAISE = "The acting is superb and the music is beautiful."
WANTED = "It is a calm drama about people who talk quietly."
CAUTION = "It may be too slow, and it is not for everyone who likes speed."
