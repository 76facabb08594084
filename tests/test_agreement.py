"""Counts over reviewers: who is counted, in which sentences, and what it rests on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.said import CAUTION, WANTED, reviews_of, said_of
from unspoiled.agreement import count_avoids, count_faults, count_wants, stands
from unspoiled.domain import NOTHING_SEEN, Want
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
CALM = Want("mood:calm", "calm")
NOT_SLOW = Want("pace:relaxed", "not slow")
TENSE = "It is a tense drama from its first minute to its last."
NOT_CALM = "I would not call it a calm drama, whatever they say."
SLOW = "It is slow, and it is boring for a whole hour."
SLOWER = "This show is far too slow and rather dull for me."


def wants(said, *asked):
    counted = count_wants(said, asked, (), VOCABULARY)
    return [r.text for r in counted.reasons], [r.text for r in counted.not_for]


def many(*texts):
    return reviews_of(*((f"r-{n}", [text]) for n, text in enumerate(texts)))


def calm(number):
    return f"It is a calm drama, in my opinion, says voice number {number}."


def test_reviewers_are_counted_and_not_sentences():
    said = reviews_of(("r-1", [calm(1), calm(2), calm(3)]), ("r-2", [TENSE]))

    assert wants(said, CALM)[0] == ["1 of 2 reviewers calls it calm."]


def test_one_reviewer_is_no_count():
    assert wants(said_of(calm(1), calm(2)), CALM) == ([], [])


def test_nobody_who_says_nothing_of_it_is_counted():
    said = many(calm(1), calm(2), "The music is beautiful in every episode of it.")

    assert wants(said, CALM)[0] == ["Both reviewers who speak of it call it calm."]


def test_a_hidden_sentence_counts_for_nothing():
    said = [
        *said_of(calm(1), review_id="r-1"),
        *said_of(TENSE, review_id="r-2", hidden={0}),
    ]

    assert wants(said, CALM) == ([], [])


def test_whoever_says_both_is_counted_by_what_they_say_more():
    both = ("r-1", [calm(1), calm(2), NOT_CALM])

    heard = stands(reviews_of(both, ("r-2", [calm(3)])), "mood:calm", VOCABULARY)

    assert [stand.agrees for stand in heard] == [True, True]


def test_the_same_words_in_two_places_are_one_voice():
    assert wants(many(calm(1), calm(1)), CALM) == ([], [])


def test_a_want_that_most_deny_is_no_reason_but_a_warning():
    reasons, not_for = wants(
        many(calm(1), TENSE, TENSE.replace("tense", "suspenseful")), CALM
    )

    assert reasons == []
    assert not_for[0] == "2 of 3 reviewers call it tense, though you asked for “calm”."
    assert not_for[1].startswith("It is a")


def test_what_is_asked_for_too_speaks_against_nothing():
    said = many(calm(1), TENSE, TENSE.replace("tense", "suspenseful"))
    reasons, not_for = wants(said, CALM, Want("mood:tense", "tense"))

    assert reasons == ["Both reviewers who speak of it call it tense."]
    assert not_for == []


def test_a_denial_is_told_as_one():
    _, not_for = wants(
        many(NOT_CALM, "It is never a calm show, not for one minute."), CALM
    )

    assert not_for[0] == (
        "Both reviewers who speak of it do not find it calm, though you asked for “calm”."
    )


def test_an_avoid_that_holds_is_counted_and_quoted():
    told = count_avoids(many(SLOW, SLOWER), [NOT_SLOW], (), VOCABULARY)

    assert told[0].text == "Both reviewers who speak of it find it slow."
    assert told[1].quote is not None
    assert {reason.speaks_to for reason in told} == {"not slow"}


def test_an_avoid_that_one_reviewer_finds_is_quoted():
    (told,) = count_avoids(said_of(SLOW), [NOT_SLOW], (), VOCABULARY)

    assert told.quote is not None


def test_an_avoid_that_does_not_hold_is_not_told():
    fast = "It is a fast show that never lets you go for a minute."

    assert count_avoids(many(fast, calm(1)), [NOT_SLOW], (), VOCABULARY) == []


def test_a_fault_that_several_find_is_counted():
    told = count_faults(many(SLOW, SLOWER, WANTED), [], (), NOTHING_SEEN, VOCABULARY)

    assert told[0].text == "Two reviewers find it slow."
    assert told[1].quote is not None
    assert count_faults(many(SLOW), [], (), NOTHING_SEEN, VOCABULARY) == []


def test_nothing_asked_for_is_a_fault():
    said = many(SLOW, SLOWER)

    asked = ["pace:relaxed", "pace:draggy"]
    assert count_faults(said, asked, (), NOTHING_SEEN, VOCABULARY) == []


def test_a_count_can_be_traced():
    said = many(calm(1), calm(2), TENSE)
    (reason,) = count_wants(said, [CALM], (), VOCABULARY).reasons

    told = {(v.quote.review_id, v.facet, v.polarity) for v in reason.evidence}
    assert told == {
        ("r-0", "mood:calm", "for"),
        ("r-1", "mood:calm", "for"),
        ("r-2", "mood:tense", "for"),
    }
    for voice in reason.evidence:
        review = next(
            one.review for one in said if one.review.id == voice.quote.review_id
        )
        assert review.text[voice.quote.start : voice.quote.end] == voice.quote.text


def test_a_mood_of_somebody_in_it_is_none_of_the_titles():
    said = many("His calm eyes follow her.", "She keeps a calm voice all the while.")

    assert stands(said, "mood:calm", VOCABULARY) == []


def test_a_craft_is_praised_or_blamed_and_not_only_named():
    said = many(
        "The acting is superb from the first scene on.",
        "The acting is wooden, though the sea is beautiful.",
        "The acting is by people whom nobody has heard of.",
    )

    heard = stands(said, "craft:acting", VOCABULARY)

    assert [stand.agrees for stand in heard] == [True, False]


SAYINGS = [calm(1), calm(2), calm(3), TENSE, NOT_CALM, SLOW, SLOWER, CAUTION, WANTED]


@given(st.lists(st.lists(st.sampled_from(SAYINGS), max_size=3), max_size=6))
def test_counts_agree_with_their_evidence(reviews):
    said = reviews_of(*((f"r-{n}", texts) for n, texts in enumerate(reviews)))
    counted = count_wants(said, [CALM], (), VOCABULARY)

    for reason in (*counted.reasons, *counted.not_for):
        reviewers = [voice.quote.review_id for voice in reason.evidence]
        assert len(set(reviewers)) == len(reviewers)
        if reason.kind == "facet":
            assert len(reviewers) >= 2
            agree = sum(
                (v.facet, v.polarity) == ("mood:calm", "for") for v in reason.evidence
            )
            told = agree if reason in counted.reasons else len(reviewers) - agree
            assert reason.text.startswith(
                (f"{told} of {len(reviewers)}", "Both", "All")
            )
