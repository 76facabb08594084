"""What a title is like: counted over reviewers, with how sure that is, and gated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from tests.said import reviews_of
from unspoiled.domain import NOTHING_SEEN, Boundary
from unspoiled.intervals import wilson_interval
from unspoiled.profiles import VOICES, profile_of
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
CALM = "It is a calm drama about people who talk quietly."
TENSE = "It is a tense drama about people who shout at night."
ACTING = "The acting is superb in every scene of it."
SLOW = "It may be too slow, and it is not for everyone who likes speed."


def profile(*reviews, listed=(), boundary=NOTHING_SEEN):
    said = reviews_of(*((f"r-{n}", texts) for n, texts in enumerate(reviews)))
    return profile_of("t", said, listed, boundary, VOCABULARY)


def statement(made, key):
    return next(one for one in made.statements if one.facet == key)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_interval_is_that_of_wilson(hits, misses):
    n = hits + misses
    if not n:
        assert wilson_interval(0, 0) == (0.0, 1.0)
        return
    known = binomtest(hits, n).proportion_ci(method="wilson")
    assert wilson_interval(hits, n) == pytest.approx((known.low, known.high), abs=1e-4)


def test_reviewers_are_counted_and_each_brings_one_sentence():
    made = profile([CALM, "A calm tale."], [CALM[:-1] + ", truly."], [TENSE])

    calm = statement(made, "mood:calm")
    assert (calm.agree, calm.differ, calm.holds) == (2, 1, True)
    assert {voice.quote.review_id for voice in calm.voices} == {"r-0", "r-1"}
    assert [voice.facet for voice in calm.against] == ["mood:tense"]
    assert made.reviewers == 3


def test_more_reviewers_make_it_surer():
    one = statement(profile([CALM]), "mood:calm")
    many = [[f"{CALM[:-1]}, and number {n} of mine."] for n in range(9)]

    assert statement(profile(*many), "mood:calm").low > one.low


def test_praise_and_blame_of_a_craft_are_told_apart():
    made = profile([ACTING], ["The acting is terrible in every scene of it."])

    acting = statement(made, "craft:acting")
    assert (acting.agree, acting.differ, acting.holds) == (1, 1, False)


def test_a_tag_alone_makes_a_statement_and_reviewers_contradict_it():
    listed = statement(profile(listed=["mood:calm"]), "mood:calm")
    assert (listed.holds, listed.speak, listed.low, listed.high) == (True, 0, 0.0, 1.0)

    denied = statement(profile([TENSE], listed=["mood:calm"]), "mood:calm")
    assert not denied.holds


def test_what_gives_something_away_is_counted_and_not_told():
    made = profile(listed=["trope:amnesia", "mood:calm"])
    assert [one.facet for one in made.statements] == ["mood:calm"]
    assert made.withheld == 1

    seen = profile(listed=["trope:amnesia"], boundary=Boundary(None))
    assert [one.facet for one in seen.statements] == ["trope:amnesia"]


def test_whom_it_may_put_off():
    made = profile([SLOW, CALM])

    assert [quote.text for quote in made.puts_off] == [SLOW]


def test_many_reviewers_are_all_counted_and_some_quoted():
    many = [[f"{CALM[:-1]}, and number {n} of mine."] for n in range(30)]

    calm = statement(profile(*many), "mood:calm")
    assert calm.agree == 30
    assert len(calm.voices) == VOICES


def test_statements_come_by_group():
    made = profile([ACTING, CALM], listed=["theme:romance"])

    groups = [one.facet.partition(":")[0] for one in made.statements]
    assert groups == sorted(groups, key=("mood", "theme", "craft").index)
    assert {one.facet for one in made.of("mood", "theme")} == {
        "mood:calm",
        "theme:romance",
    }
