"""Baselines learn what is there to learn, and no fold sees its own works."""

from __future__ import annotations

import numpy as np
import pytest

from unspoiled.bench.baselines import BASELINES, head_in_folds, in_folds
from unspoiled.bench.judging import Judge, frozen_features, remembering
from unspoiled.weights import load_encoder, load_reader, load_reveal_head

SAFE = ["The music is lovely.", "The acting is superb.", "A calm and pretty show."]
GRAVE = ["In the end he dies.", "She kills the mayor.", "They marry at the end."]


@pytest.fixture(scope="module")
def embed():
    return remembering(load_encoder())


@pytest.mark.parametrize("baseline", BASELINES.values(), ids=BASELINES.keys())
def test_a_baseline_ranks_what_it_was_fitted_on(baseline, embed):
    texts = SAFE + GRAVE
    labels = ["F", "F", "P", "E", "L", "E"]

    scores = baseline(texts, labels, texts, embed)

    assert scores.shape == (6,)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert max(scores[:3]) < min(scores[3:])


@pytest.mark.parametrize("baseline", BASELINES.values(), ids=BASELINES.keys())
def test_labels_of_one_kind_only_leave_no_doubt(baseline, embed):
    assert baseline(SAFE, "FPF", GRAVE, embed).tolist() == [0, 0, 0]
    assert baseline(GRAVE, "LLL", SAFE, embed).tolist() == [1, 1, 1]


def test_no_fold_is_fitted_on_its_own_works(embed):
    works = [f"work {n // 2}" for n in range(12)]
    seen = []

    def spy(texts, labels, asked, embed):
        assert not {t.split(":")[0] for t in texts} & {a.split(":")[0] for a in asked}
        seen.extend(asked)
        return np.arange(len(asked), dtype=float)

    texts = [f"{work}: {n}" for n, work in enumerate(works)]
    in_folds(spy, texts, ["F"] * 12, works, embed)

    assert sorted(seen) == sorted(texts)


def test_a_head_on_frozen_features_is_told_right_and_wrong(embed):
    judge = Judge(load_encoder(), load_reader(), load_reveal_head(), embed)
    texts = [f"{text} {n}" for n in range(10) for text in (SAFE[0], GRAVE[0])]
    truth = [True, False] * 10

    features = frozen_features(texts, judge)

    assert len(features) == 20
    assert head_in_folds(features, texts, truth).all()
    same = frozen_features([SAFE[0]] * 20, judge)
    right = head_in_folds(same, [SAFE[0]] * 20, truth)
    assert not right.all()  # one text cannot be both


def test_a_remembered_vector_is_the_encoders(embed):
    once = embed(SAFE)

    assert np.array_equal(embed([SAFE[2], SAFE[0]]), once[[2, 0]])
    assert np.array_equal(load_encoder().encode(SAFE), once)
    assert embed([]).shape == (0, once.shape[1])
