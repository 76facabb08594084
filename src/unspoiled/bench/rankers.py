"""Simple rankers to compare with: popularity, BM25, the encoder alone, both fused.

Each gives every title of a collection a score for a request in words. None of them
reads limits, and none is fitted on anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as Ids
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from .collection import Collection
from .statistics import missing_extra

Scores = NDArray[np.float32]
"""One for each title of a collection, shape (titles,); 0 or less for no hit at all."""
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> rows of length 1."""
Name = Literal[
    "popularity", "bm25", "bm25-passages", "minilm", "rrf", "rrf-passages",
]  # fmt: skip

NAMES: Final[tuple[Name, ...]] = get_args(Name)
WHAT: Final[Mapping[Name, str]] = {
    "popularity": "votes elsewhere, the request unread",
    "bm25": "BM25 of a title's whole text",
    "bm25-passages": "BM25 of its best passage, reviews among them",
    "minilm": "cosine of its best passage, by the packaged encoder",
    "rrf": "bm25 and minilm fused",
    "rrf-passages": "bm25-passages and minilm fused",
}
RRF_K: Final = 60
"""Cormack, Clarke and Buettcher 2009."""
RRF_DEPTH: Final = 1_000


@dataclass(frozen=True)
class Baselines:
    """Every simple ranker over one collection; the indexes are made when first used.

    `vectors` are those of the collection's passages, in their order.
    """

    collection: Collection
    vectors: NDArray[np.float32]
    embed: Embed

    def scores(self, text: str, names: Ids[Name] = NAMES) -> dict[Name, Scores]:
        """What each of the named rankers gives every title for a request."""
        found: dict[Name, Scores] = {}
        for name in names:
            self._score(name, text, found)
        return {name: found[name] for name in names}

    def _score(self, name: Name, text: str, found: dict[Name, Scores]) -> Scores:
        if name not in found:
            if name in _FUSED:
                parts = [self._score(part, text, found) for part in _FUSED[name]]
                found[name] = reciprocal_ranks(parts)
            else:
                found[name] = _OWN[name](self, text)
        return found[name]

    @cached_property
    def _documents(self) -> Any:
        return _index(self.collection.documents)

    @cached_property
    def _passages(self) -> Any:
        return _index(self.collection.passages)

    def _popularity(self, text: str) -> Scores:
        votes = [title.popularity or 0.0 for title in self.collection.titles]
        return np.array(votes, dtype=np.float32)

    def _bm25(self, text: str) -> Scores:
        return _matches(self._documents, text, len(self.collection.documents))

    def _bm25_passages(self, text: str) -> Scores:
        found = _matches(self._passages, text, len(self.collection.passages))
        return self._best(found)

    def _minilm(self, text: str) -> Scores:
        return self._best(self.vectors @ self.embed([text])[0])

    def _best(self, found: Scores) -> Scores:
        """The best passage of each title."""
        best = np.zeros(len(self.collection.titles), dtype=np.float32)
        np.maximum.at(best, self.collection.owner, found)
        return best


_OWN: Final[Mapping[Name, Callable[[Baselines, str], Scores]]] = {
    "popularity": Baselines._popularity,
    "bm25": Baselines._bm25,
    "bm25-passages": Baselines._bm25_passages,
    "minilm": Baselines._minilm,
}
_FUSED: Final[Mapping[Name, tuple[Name, Name]]] = {
    "rrf": ("bm25", "minilm"),
    "rrf-passages": ("bm25-passages", "minilm"),
}


def order(scores: Scores, depth: int | None = None) -> NDArray[np.intp]:
    """Numbers of the titles with a score above 0, best first; ties in their order."""
    ranked = np.argsort(-scores, kind="stable")[:depth]
    return ranked[scores[ranked] > 0]


def reciprocal_ranks(parts: Sequence[Scores]) -> Scores:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank) over the rankers."""
    fused = np.zeros(len(parts[0]), dtype=np.float32)
    for scores in parts:
        ranked = order(scores, RRF_DEPTH)
        fused[ranked] += 1 / (RRF_K + 1 + np.arange(len(ranked), dtype=np.float32))
    return fused


# --- BM25 -------------------------------------------------------------------------


def _index(texts: Sequence[str]) -> Any:
    try:
        import bm25s
    except ImportError as error:
        raise missing_extra() from error
    words = [_words(text) for text in texts]
    if not any(words):
        return None
    index = bm25s.BM25()
    index.index(words, show_progress=False)
    return index


def _matches(index: Any, text: str, n: int) -> Scores:
    """BM25 of every text; 0 where the request has no word of the collection."""
    words = _words(text)
    known = [] if index is None else [w for w in words if w in index.vocab_dict]
    if not known:
        return np.zeros(n, dtype=np.float32)
    scores: Scores = index.get_scores(known)
    return scores


def _words(text: str) -> list[str]:
    return list(_analyzer().analyze(text))


def _analyzer() -> Any:
    """Words in lower case, English stop words gone, stems alone; made once."""
    global _made
    if _made is None:
        import tantivy

        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        for step in (
            tantivy.Filter.remove_long(60),
            tantivy.Filter.lowercase(),
            tantivy.Filter.ascii_fold(),
            tantivy.Filter.stopword("english"),
            tantivy.Filter.stemmer("english"),
        ):
            builder = builder.filter(step)
        _made = builder.build()
    return _made


_made: Any = None
