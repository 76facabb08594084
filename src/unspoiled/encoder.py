"""Text to vectors: the `Encoder` protocol and the one encoder that is shipped.

A text's vector depends on the text alone (see `token_model`). numpy is imported when an
encoder is made: importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .token_model import Progress, TokenModel, WordTable, read_tokenizer, readable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CHUNK_TEXTS = 16_384
"""Texts tokenized and sorted at once, which bounds memory."""


class Encoder(Protocol):
    """Turns texts into vectors of length one."""

    @property
    def name(self) -> str:
        """What its vectors are stored under; other weights have another name."""
        ...

    @property
    def dim(self) -> int:
        """How long a vector is."""
        ...

    def encode(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """One row of length one for each text, in order."""
        ...


class OnnxEncoder:
    """A `TokenModel` whose output is one vector a text."""

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
        self._model = TokenModel(model, words, threads=threads)
        self.dim = self._model.output_dim

    def encode(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """One row of length one for each text, in order; equal texts are run once."""
        import numpy as np

        seats: dict[str, int] = {}
        places = [seats.setdefault(text, len(seats)) for text in texts]
        vectors = np.empty((len(seats), self.dim), np.float32)
        distinct = list(seats)
        done = 0
        for start in range(0, len(distinct), CHUNK_TEXTS):
            rows = vectors[start : start + CHUNK_TEXTS]
            for count in self._fill(rows, distinct[start : start + CHUNK_TEXTS]):
                done += count
                if progress is not None:
                    # In step with the caller's own count, repeated texts included.
                    progress(done * len(texts) // len(distinct))
        return vectors if len(distinct) == len(texts) else vectors[places]

    def _fill(self, rows: Vectors, texts: Sequence[str]) -> Iterator[int]:
        """Encode `texts` into `rows`; yields how many each finished batch held."""
        encoded = self._tokenizer.encode_batch_fast([readable(t) for t in texts])

        def take(batch: list[int], output: Vectors) -> None:
            rows[batch] = output

        yield from self._model.run([one.ids for one in encoded], take)
