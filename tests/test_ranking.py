"""Candidates in order: one weighted sum, whose shares can be told and left out."""

from datetime import date

import numpy as np
import pytest

from tests.toy import TODAY
from unspoiled import Guide
from unspoiled.domain import Like, Request
from unspoiled.errors import NotFound
from unspoiled.ranking import FEATURES, VOICES, Ranker, load_ranker, voice_of

ASKED = "something calm and warm by the sea, not too sad"


@pytest.fixture
def guide(toy):
    with Guide.open(toy, starter=False, today=date.fromisoformat(TODAY)) as opened:
        yield opened


def ids(guide):
    return guide.store.all_title_ids()


def test_the_packaged_ranker_weighs_features_that_there_are():
    ranker = load_ranker()

    assert set(ranker.weights) == set(VOICES)
    for own in ranker.weights.values():
        assert own.keys() <= FEATURES.keys()
        assert all(weight >= 0 for weight in own.values())


def test_shares_add_up_to_the_score(guide):
    for pick in guide.ask(ASKED, limit=8).picks:
        assert sum(pick.shares.values()) == pytest.approx(pick.score, abs=1e-5)


def test_a_feature_left_out_has_no_share(guide):
    guide.ranker = load_ranker().without("renown", "wants")

    for pick in guide.ask(ASKED, limit=8).picks:
        assert not {"renown", "wants"} & pick.shares.keys()


def test_to_leave_out_what_is_no_feature_is_a_fault():
    with pytest.raises(KeyError):
        load_ranker().without("luck")


def test_without_weights_rank_alone_orders(guide):
    guide.ranker = Ranker({})

    assert [key for key, _ in guide.rank("anything", limit=50)] == ids(guide)


def test_answers_and_rankings_agree(guide):
    picked = {p.title.id: p.score for p in guide.ask(ASKED, limit=5).picks}
    ranked = dict(guide.rank(ASKED, limit=5))

    assert list(picked) == list(ranked)
    assert picked == pytest.approx(ranked, abs=2e-6)


@pytest.mark.parametrize(
    ("request_", "voice"),
    [
        (Request("calm"), "wish"),
        (Request("like it", likes=(Like("t1", "It", "it"),)), "likes"),
        (Request("not it", likes=(Like("t1", "It", "it", liked=False),)), "wish"),
        (Request("that one", clues=("where a bell rings",)), "clue"),
    ],
)
def test_how_a_request_is_heard(request_, voice):
    assert voice_of(request_) == voice


def test_likeness_is_told_for_each_title_asked_for_in_order(guide):
    first, *others = ids(guide)
    told = guide.likeness(first, [*others, others[0]])

    assert len(told) == len(others) + 1
    assert told[0] == told[-1]
    assert np.isfinite(told).all()


def test_a_title_is_more_like_what_shares_its_tags(guide):
    titles = guide.store.titles(ids(guide)).values()
    tagged = [t for t in titles if len(t.tags) >= 3]
    one = tagged[0]
    shared = {t.id: len({*t.tags} & {*one.tags}) for t in tagged[1:]}
    most = max(shared, key=lambda key: shared[key])
    least = min(shared, key=lambda key: shared[key])
    guide.ranker = Ranker({"likes": {"alike_tags": 1.0}})
    near, far = guide.likeness(one.id, [most, least])

    assert shared[most] == shared[least] or near > far


def test_likeness_to_no_title_is_refused(guide):
    with pytest.raises(NotFound):
        guide.likeness("nobody", ids(guide))
