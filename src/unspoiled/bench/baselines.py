"""Simple judges to compare with, and a head on frozen features; all fitted here.

A baseline sees a sentence alone. What is fitted on the development set is fitted and
measured in folds by work, and is thrown away: its terms do not allow more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..features import Matrix, grams
from .corpus import GIVE_AWAY, LETTERS, Letter
from .statistics import SEED, Floats, missing_extra

WORK_FOLDS: Final = 5
HEAD_FOLDS: Final = 10
WORDS_C: Final = 6.0
DENSE_C: Final = 1.0

Embed = Callable[[Sequence[str]], Matrix]
Baseline = Callable[[Sequence[str], Sequence[Letter], Sequence[str], Embed], Floats]
"""Texts and labels to fit on, texts to score, vectors -> P(gives away) of each."""


def tfidf(
    texts: Sequence[str], labels: Sequence[Letter], asked: Sequence[str], embed: Embed
) -> Floats:
    """TF-IDF of words and pairs of words, five-way logistic regression."""
    if len({*labels}) == 1:
        return _all_alike(labels, asked)
    pipeline = _sklearn("pipeline")
    vectorizer = _sklearn("feature_extraction.text").TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True
    )
    model = pipeline.make_pipeline(vectorizer, _regression(WORDS_C))
    return _given_away(model.fit(list(texts), list(labels)), list(asked))


def vectors(
    texts: Sequence[str], labels: Sequence[Letter], asked: Sequence[str], embed: Embed
) -> Floats:
    """The packaged encoder's vectors, five-way logistic regression."""
    if len({*labels}) == 1:
        return _all_alike(labels, asked)
    model = _regression(DENSE_C).fit(embed(texts), list(labels))
    return _given_away(model, embed(asked))


def _all_alike(labels: Sequence[Letter], asked: Sequence[str]) -> Floats:
    """Of one label nothing is learnt but that label."""
    return np.full(len(asked), float(labels[0] in GIVE_AWAY))


BASELINES: Final[Mapping[str, Baseline]] = {"tf-idf": tfidf, "vectors": vectors}


def in_folds(
    baseline: Baseline,
    texts: Sequence[str],
    labels: Sequence[Letter],
    works: Sequence[str],
    embed: Embed,
) -> Floats:
    """P(gives away) of each text by a fit that saw no text of its work."""
    number = min(WORK_FOLDS, len(set(works)))
    folds = _sklearn("model_selection").GroupKFold(number)
    scores = np.zeros(len(texts))
    for train, test in folds.split(np.zeros(len(texts)), groups=list(works)):
        scores[test] = baseline(
            [texts[n] for n in train],
            [labels[n] for n in train],
            [texts[n] for n in test],
            embed,
        )
    return scores


def head_in_folds(
    features: Matrix, texts: Sequence[str], truth: Sequence[bool]
) -> NDArray[np.bool_]:
    """Which texts a head on frozen features gets right, each by a fit without it.

    The words join the features as TF-IDF of the judge's own grams, weighed anew in each
    fold: two regressions, their probabilities averaged. The judge averages too, but has a
    small network where this has the first.
    """
    selection = _sklearn("model_selection")
    folds = selection.StratifiedKFold(HEAD_FOLDS, shuffle=True, random_state=SEED)
    labels = np.asarray(truth, dtype=bool)
    scores = np.zeros(len(labels))
    for train, test in folds.split(features, labels):
        dense = _sklearn("pipeline").make_pipeline(
            _sklearn("preprocessing").StandardScaler(), _regression(0.01)
        )
        dense.fit(features[train], labels[train])
        words = _sklearn("pipeline").make_pipeline(_by_grams(), _regression(WORDS_C))
        words.fit([texts[n] for n in train], labels[train])
        by_words = words.predict_proba([texts[n] for n in test])[:, 1]
        scores[test] = dense.predict_proba(features[test])[:, 1] + by_words
    right: NDArray[np.bool_] = (scores >= 1) == labels
    return right


def _by_grams() -> Any:
    return _sklearn("feature_extraction.text").TfidfVectorizer(analyzer=_gram_list)


def _gram_list(text: str) -> list[str]:
    return list(grams(text))


def _regression(c: float) -> Any:
    return _sklearn("linear_model").LogisticRegression(C=c, max_iter=500, tol=1e-3)


def _given_away(model: Any, asked: Any) -> Floats:
    classes = list(model.classes_)
    columns = [classes.index(one) for one in LETTERS if one in GIVE_AWAY & {*classes}]
    scores: Floats = model.predict_proba(asked)[:, columns].sum(axis=1)
    return scores


def _sklearn(name: str) -> Any:
    """A part of scikit-learn, imported when it is needed."""
    from importlib import import_module

    try:
        return import_module(f"sklearn.{name}")
    except ImportError as error:
        raise missing_extra() from error
