"""What the shipped judge says of sentences, and what marks, summaries and scope add."""

from __future__ import annotations

import numpy as np
import pytest

from tests.makers import make_title
from unspoiled.alignment import tell_storyline
from unspoiled.domain import NOTHING_SEEN, REVEALS, Episode, Review, SafeFrom
from unspoiled.gate import prove
from unspoiled.marks import find_marks
from unspoiled.reveals import judge, judge_spans
from unspoiled.sentences import split_sentences
from unspoiled.weights import load_encoder, load_reader, load_reveal_head

FERRY = make_title(
    "The Salt Ferry",
    synopsis="An accountant comes home to a small island to sell a salt farm.",
    episode_list=(
        Episode(1, 1, "One", "She takes the ferry and meets her old friend."),
        Episode(1, 2, "Two", "He finds the hidden letter in the rice jar."),
        Episode(1, 3, "Three", "A typhoon breaks the dam and floods the salt pans."),
    ),
)


def judged(text, title=None, **known):
    review = Review(id="r-1", text=text, **known)
    sentences = split_sentences(review)
    states = load_reader().read([[one.display for one in sentences]])[0]
    told = None if title is None else tell_storyline(title, load_encoder().encode)
    return judge(
        review, sentences, find_marks(review), title, states, load_reveal_head(), told
    )


def test_shares_are_probabilities():
    for one in judged(
        "The acting is superb. In the finale he dies. Watch it at night."
    ):
        assert list(one.probability) == list(REVEALS)
        assert sum(one.probability.values()) == pytest.approx(1, abs=1e-4)
        assert one.reveals == max(REVEALS, key=lambda name: one.probability[name])


def test_opinion_is_feel_and_an_ending_is_none():
    praise, ending = judged(
        "The acting is superb and the music is beautiful. "
        "In the last episode she dies in his arms and he burns the house down."
    )

    assert (praise.reveals, praise.safe_from) == ("feel", SafeFrom(0))
    assert ending.reveals in ("later", "ending")
    assert ending.safe_from == SafeFrom()


def test_a_sentence_that_cannot_be_read_to_its_end_is_taken_to_give_all_away():
    praise = (
        "I loved this drama so much, the acting is wonderful, the music is lovely, "
        "the pacing is calm, the camera work is beautiful, the script is warm, the "
        "costumes are pretty, and I would recommend it to everybody"
    )
    tail = (
        " who enjoys slow romances, quiet towns, good food, soft colours, kind people, "
        "long walks, old songs and rainy evenings, though she dies in his arms"
    )
    short, long = judged(f"{praise}. {praise}{tail}.")

    assert short.reveals == "feel"
    assert long.probability["ending"] == 0.5
    assert prove(short, NOTHING_SEEN, load_reveal_head().thresholds) == "feel"
    assert prove(long, NOTHING_SEEN, load_reveal_head().thresholds) is None


@pytest.mark.parametrize(
    "text", ["그는 마지막에 죽는다.", "他最后死了。", "彼は最後に死ぬ。"]
)
def test_what_the_judge_cannot_read_is_taken_to_give_all_away(text):
    (one,) = judged(text)

    assert one.reveals in ("later", "ending")
    assert one.safe_from == SafeFrom()


def test_an_episodes_summary_says_from_when_it_is_safe():
    (one,) = judged("He finds the hidden letter in the rice jar.", FERRY)

    assert one.before
    assert one.safe_from == SafeFrom(2)


def test_with_a_gap_in_the_summaries_they_prove_nothing():
    gap = make_title(episode_list=(*FERRY.episode_list[:2], Episode(1, 3)))
    (one,) = judged("He finds the hidden letter in the rice jar.", gap)

    assert not one.before


def test_what_the_synopsis_tells_is_measured():
    told, untold = judged(
        "An accountant comes home to a small island to sell a salt farm. "
        "The hotel is built by her uncle.",
        FERRY,
    )

    assert told.synopsis >= 0.75 > untold.synopsis
    assert not told.before


def test_marks_are_noted_beside_the_verdict():
    one, two, three = judged(
        "The music is lovely. >!The music is warm.!< This is good.",
        format="markdown",
    )

    assert [s.hidden for s in (one, two, three)] == [False, True, False]
    (flagged,) = judged("The music is lovely.", spoiler=True)
    assert flagged.flagged


def test_spans_are_judged_in_their_order():
    review = Review(id="r-1", text="The music is lovely. In the finale he dies.")

    two, one = judge_spans(
        review,
        [(21, 43), (0, 20)],
        None,
        load_reader(),
        load_reveal_head(),
    )

    assert (two.sentence.start, one.sentence.start) == (21, 0)
    assert one.reveals == "feel"


def test_no_sentences_no_verdicts():
    nothing = np.zeros((0, 384), np.float32)

    assert (
        judge(Review(id="r", text=""), (), (), None, nothing, load_reveal_head()) == ()
    )
