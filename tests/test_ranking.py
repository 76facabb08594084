"""Candidates in order: one sum of shares, which can be told and left out."""

from datetime import date

import numpy as np
import pytest

from tests.toy import TODAY
from unspoiled import Guide
from unspoiled.domain import Like, Request
from unspoiled.errors import NotFound
from unspoiled.ranker import VOICES, Ranker, load_ranker, straight, voice_of
from unspoiled.ranking import FEATURES

ASKED = "something calm and warm by the sea, not too sad"


@pytest.fixture
def guide(toy):
    with Guide.open(toy, starter=False, today=date.fromisoformat(TODAY)) as opened:
        yield opened


def ids(guide):
    return guide.store.all_title_ids()


def test_the_packaged_ranker_weighs_features_that_there_are():
    ranker = load_ranker()

    assert set(ranker.curves) == set(VOICES)
    for own in ranker.curves.values():
        assert own.keys() <= FEATURES.keys()
        for figures, worth in own.values():
            assert list(figures) == sorted(set(figures))
            assert list(worth) == sorted(worth)
            assert np.interp(0.0, figures, worth) == 0.0


def test_a_figure_is_worth_what_its_curve_says():
    bent = (0.0, 0.5, 1.0), (0.0, 1.0, 4.0)
    ranker = Ranker({"wish": {"renown": bent, "avoids": straight(2.0)}})
    figures = np.array([[0.25, -1.0, 9.0], [0.75, 0.5, 9.0]], np.float32)

    worth = ranker.worth("wish", figures, ("renown", "avoids", "recent"))

    assert worth.tolist() == [[0.5, -2.0, 0.0], [2.5, 1.0, 0.0]]
    assert not ranker.worth("clue", figures, ("renown", "avoids", "recent")).any()


def test_shares_add_up_to_the_score(guide):
    for pick in guide.ask(ASKED, limit=8).picks:
        assert sum(pick.shares.values()) == pytest.approx(pick.score, abs=1e-5)


def test_a_feature_left_out_has_no_share(guide):
    guide.ranker = load_ranker().without("renown", "wants")

    for pick in guide.ask(ASKED, limit=8).picks:
        assert not {"renown", "wants"} & pick.shares.keys()


def test_where_nothing_is_worth_anything_rank_orders(guide):
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
    guide.ranker = Ranker({"alike": {"alike_tags": straight(1.0)}})
    near, far = guide.likeness(one.id, [most, least])

    assert shared[most] == shared[least] or near > far


def test_likeness_to_no_title_is_refused(guide):
    with pytest.raises(NotFound):
        guide.likeness("nobody", ids(guide))
