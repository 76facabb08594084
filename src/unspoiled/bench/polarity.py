"""Praise or blame in sentences of film reviews: a public check, ten folds.

A folder with two files, `*.pos` and `*.neg`, a sentence a line in Latin-1 or UTF-8, as in
the sentence polarity data of Pang and Lee ("Seeing stars", ACL 2005: 5,331 of each). The
data is not shipped; its terms are for research. A head is fitted anew in each fold on
features that were not fitted on it: what the facet reader and the encoder make of a
sentence, and the words that it praises and blames with.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..encoder import Encoder
from ..errors import NotFound
from ..facet_model import FacetModel
from ..sources.decoding import MAX_BYTES, read_bytes
from .baselines import head_in_folds
from .figures import Figure, figure
from .measures import share


def read_polarity(folder: Path) -> tuple[list[str], list[bool]]:
    """Sentences, and whether each is praise; NotFound where the two files are not."""
    sentences: list[str] = []
    praise: list[bool] = []
    for ending in ("pos", "neg"):
        path = next(iter(sorted(folder.glob(f"*.{ending}"))), None)
        if path is None:
            raise NotFound(f"There is no file *.{ending} in {folder}.")
        raw = read_bytes(path, MAX_BYTES)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
        own = [line.strip() for line in text.splitlines() if line.strip()]
        sentences += own
        praise += [ending == "pos"] * len(own)
    return sentences, praise


def polarity(folder: Path, model: FacetModel, encoder: Encoder) -> Iterator[Figure]:
    """Accuracy over ten folds."""
    texts, praise = read_polarity(folder)
    features = np.hstack([model.features(texts), encoder.encode(texts)])
    right = head_in_folds(features, texts, praise)
    yield figure(
        "facets/sentence-polarity/accuracy",
        "praise or blame: accuracy",
        share(right),
        note="the head is fitted anew in each of ten folds, on frozen features",
    )
