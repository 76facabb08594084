"""A review's sentences, read together -> the state of each: what it is taken to say.

The `Reader` is the encoder fine-tuned for the judge: it sees a sentence among its
neighbours (`windows`) and gives the mean of its tokens' last states. What a review's
sentences get depends on that review alone (see `token_model`). Of a sentence that is too
long only the beginning is read, for its neighbours' sake; it gets no state of its own,
since what its end gives away would not show in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import regex

from .token_model import (
    MAX_CHARACTERS,
    TokenModel,
    WordTable,
    read_tokenizer,
    readable,
)
from .windows import LONGEST_SENTENCE, spelled, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    States = NDArray[np.float32]

_EMPHASIS = regex.compile(r"(?<!\w)[_*]{1,3}(?=\S)|(?<=\S)[_*]{1,3}(?!\w)")


class Reader(Protocol):
    """Reads whole reviews."""

    @property
    def name(self) -> str:
        """Of these very weights."""
        ...

    def read(self, reviews: Sequence[Sequence[str]]) -> list[States]:
        """For each review the states of its sentences, shape (sentences, dim).

        The row of a sentence that cannot be read to its end is NaN.
        """
        ...


def as_read(display: str) -> str:
    """A sentence without the signs of emphasis that a plain text may still hold."""
    return _EMPHASIS.sub("", readable(display))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A window's tokens, and the rows that its judged sentences have of all."""

    ids: list[int]
    spans: tuple[tuple[int, int], ...]
    row: int


class OnnxReader:
    """A `TokenModel` whose output is one state a token."""

    def __init__(
        self,
        model: Path,
        words: WordTable,
        tokenizer: Path,
        *,
        name: str,
        threads: int = 0,
    ) -> None:
        self.name = name
        self._tokenizer = read_tokenizer(tokenizer)
        self._tokenizer.no_truncation()
        self._signs = _Signs.of(self._tokenizer)
        self._model = TokenModel(model, words, threads=threads)

    def read(self, reviews: Sequence[Sequence[str]]) -> list[States]:
        """The same; `windows.LONGEST_SENTENCE` is how far a sentence is read."""
        import numpy as np

        ends = list(accumulate((len(review) for review in reviews), initial=0))
        states = np.zeros((ends[-1], self._model.output_dim), np.float32)
        displays = [display for review in reviews for display in review]
        encoded = self._tokenizer.encode_batch_fast(
            list(map(as_read, displays)), add_special_tokens=False
        )
        ids = [one.ids[:LONGEST_SENTENCE] or [self._signs.unknown] for one in encoded]
        placed = [
            window
            for start, end in pairwise(ends)
            for window in self._windows(ids[start:end], start)
        ]

        def take(batch: list[int], output: States) -> None:
            for n, tokens in zip(batch, output, strict=True):
                for row, (start, end) in enumerate(placed[n].spans, placed[n].row):
                    states[row] = tokens[start:end].mean(axis=0)

        for _ in self._model.run([window.ids for window in placed], take):
            pass
        for row, (display, one) in enumerate(zip(displays, encoded, strict=True)):
            if len(one.ids) > LONGEST_SENTENCE or len(display) > MAX_CHARACTERS:
                states[row] = np.nan
        return [states[start:end] for start, end in pairwise(ends)]

    def _windows(self, sentences: list[list[int]], row: int) -> Iterator[_Placed]:
        for window in windows([len(ids) for ids in sentences]):
            signs = self._signs
            ids, spans = spelled(window, sentences, signs.opening, signs.closing)
            yield _Placed(ids, tuple(spans), row + window.start)


@dataclass(frozen=True, slots=True)
class _Signs:
    """The tokens that stand for no word."""

    opening: int
    closing: int
    unknown: int

    @classmethod
    def of(cls, tokenizer: Any) -> _Signs:
        return cls(*map(tokenizer.token_to_id, ("[CLS]", "[SEP]", "[UNK]")))
