"""From a request to picks, over the toy library."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.toy import TODAY, secrets_in
from unspoiled import Guide
from unspoiled.cli.common import read_date
from unspoiled.domain import Limit, Request, Want
from unspoiled.errors import BadRequest
from unspoiled.interchange import review_to_record
from unspoiled.text import plain_text


@pytest.fixture(scope="module")
def guide(toy_built):
    with Guide.open(toy_built, today=read_date(TODAY), starter=False) as guide:
        yield guide


def ids(answer):
    return [pick.title.id for pick in answer.picks]


def test_picks_come_best_first_proven_before_unknown(guide):
    answer = guide.ask("a romance under five hours", limit=20)
    standing = [bool(pick.unknown) for pick in answer.picks]

    assert standing == sorted(standing)
    for known in (True, False):
        scores = [p.score for p in answer.picks if bool(p.unknown) is not known]
        assert scores == sorted(scores, reverse=True)


def test_each_limit_that_a_fact_proves_has_its_reason(guide):
    answer = guide.ask("Korean, under five hours, on Disney+")

    told = {reason.speaks_to for reason in answer.picks[0].reasons}
    assert {limit.text for limit in answer.request.limits} <= told


def test_what_was_left_out_is_counted(guide):
    answer = guide.ask("on Disney+", limit=20)
    counted = {left.why: left.count for left in answer.left_out}

    assert len(answer.picks) + sum(counted.values()) == 13


def test_a_want_that_nobody_spoke_to_is_said(guide):
    (pick,) = guide.ask("a funny film from Japan", limit=1).picks
    assert pick.quiet is not None

    (first, *_) = guide.ask("a creepy special").picks
    assert first.quiet is not None


def test_a_quote_speaks_to_every_want_that_it_names(guide):
    (pick,) = guide.ask("a tense thriller", limit=1).picks

    assert pick.title.id == "toy-ninth-floor"
    assert pick.quiet is None


def test_nothing_asked_for_is_held_against_a_title(guide):
    for pick in guide.ask("something funny and slow", limit=13).picks:
        for reason in pick.not_for:
            assert "funny" not in reason.text.lower() or reason.kind == "quote"


def test_a_liked_title_counts_and_is_left_out(guide):
    answer = guide.ask("like The Quiet Kiln", limit=20)

    assert "toy-quiet-kiln" not in ids(answer)
    assert ids(answer)


def test_a_title_seen_is_named_unless_it_is_to_be_left_out(guide):
    words = "I have seen The Quiet Kiln; something calm"

    assert "toy-quiet-kiln" not in ids(guide.ask(words, limit=20, exclude_named=True))


def test_a_request_may_be_made_by_hand(guide):
    request = Request(
        "calm, short",
        limits=(Limit("total", "short", high=240.0),),
        wants=(Want("mood:calm", "calm"),),
        free_text="calm",
    )

    assert ids(guide.ask(request))[0] == "toy-quiet-kiln"


def test_a_request_made_by_hand_names_facets_that_exist(guide):
    request = Request("nice", wants=(Want("mood:nonsense", "nice"),))

    with pytest.raises(BadRequest, match="mood:nonsense"):
        guide.ask(request)


@pytest.mark.parametrize("limit", [0, -1])
def test_no_fewer_than_one_title_can_be_asked_for(guide, limit):
    for ask in (guide.ask, guide.rank):
        with pytest.raises(BadRequest, match="at least one"):
            ask("calm", limit=limit)


@pytest.mark.parametrize("span", [(2, 1), (0, 6), (-1, 3)])
def test_only_spans_of_the_text_are_judged(guide, span):
    with pytest.raises(BadRequest, match="no span of a text of 5"):
        guide.judge("Good.", spans=[span])


class MeddledWith:
    """A library in which somebody rewrites the reviews whenever they have been read."""

    def __init__(self, store, path):
        self.store, self.path = store, path

    def __getattr__(self, name):
        return getattr(self.store, name)

    def reviews_of(self, title_id):
        reviews = self.store.reviews_of(title_id)
        records = [review_to_record(review) for review in reviews]
        with Guide.open(self.path, starter=False) as other:
            for record in records:
                record["text"] = "Well. " + record["text"]
            file = self.path.parent / "rewritten.json"
            file.write_text(json.dumps(records))
            other.add(file)
        return reviews


@pytest.mark.parametrize(
    "told",
    [
        lambda guide, title: [
            (sentence.display, read.review.text[sentence.start : sentence.end])
            for read in guide.read(title)
            for sentence in (one.judged.sentence for one in read.sentences)
        ],
        lambda guide, title: [
            (r.quote.display, r.quote.text) for r in guide.about(title).quotes
        ],
        lambda guide, title: [
            (r.quote.display, r.quote.text)
            for pick in guide.ask("calm, on Disney+").picks
            for r in pick.reasons
            if r.quote is not None
        ],
    ],
)
def test_a_review_that_changes_meanwhile_is_not_cut_in_the_wrong_places(toy, told):
    with Guide.open(toy, today=read_date(TODAY), starter=False) as guide:
        title = guide.find_title("The Quiet Kiln")
        guide.store = MeddledWith(guide.store, toy)
        quotes = told(guide, title)

    assert quotes
    for display, text in quotes:
        assert plain_text(text, "markdown").text.split()[:3] == display.split()[:3]


def test_rank_agrees_with_ask(guide):
    words = "a calm romance"
    ranking = guide.rank(words, limit=5)

    assert [key for key, _ in ranking] == ids(guide.ask(words, limit=5))


@given(
    st.sampled_from(["calm", "a thriller", "sad ending", "death", "정말"]), st.data()
)
def test_no_boundary_of_one_title_opens_another(guide, words, data):
    seen = data.draw(st.sampled_from(["toy-quiet-kiln", "toy-ninth-floor"]))

    answer = guide.ask(words, limit=13, seen={seen: "all"})

    for pick in answer.picks:
        if pick.title.id != seen:
            said = " ".join(r.text for r in (*pick.reasons, *pick.not_for))
            assert secrets_in(said) == []
            assert all(
                r.quote.proof != "seen" for r in pick.reasons if r.quote is not None
            )
