"""Text to vectors: the `Encoder` protocol and the one encoder that is shipped.

A text's vector depends on the text alone (see `token_model`). numpy is imported when an
encoder is made: importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .token_model import Progress, TokenModel, WordTable, read_tokenizer, readable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Adapters = Mapping[str, Vectors]

LONGEST_TEXT = 128
"""Tokens that are read of a text."""
LONGEST_REQUEST = 160
"""Tokens that are read of a request: people tell much of a film they half remember."""
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

    def encode_requests(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """The same for what a viewer asks, to be compared with what `encode` gives."""
        ...


class OnnxEncoder:
    """A `TokenModel` whose output is one vector a text.

    With `requests`, a file of adapters, it has a second voice, learned to bring what a
    viewer asks near to what answers it; without, a request is a text like any other.
    """

    def __init__(
        self,
        model: Path,
        words: WordTable,
        tokenizer: Path,
        *,
        name: str,
        threads: int = 0,
        requests: Path | None = None,
    ) -> None:
        self.name = name
        self._tokenizer = read_tokenizer(tokenizer)
        self._tokenizer.no_truncation()
        self._model = TokenModel(model, words, threads=threads)
        self._adapters = None if requests is None else read_adapters(requests)
        self.dim = self._model.output_dim

    def encode(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """One row of length one for each text, in order; equal texts are run once."""
        return self._encode(texts, progress, LONGEST_TEXT, None)

    def encode_requests(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """The same for what a viewer asks."""
        return self._encode(texts, progress, LONGEST_REQUEST, self._adapters)

    def _encode(
        self,
        texts: Sequence[str],
        progress: Progress | None,
        longest: int,
        adapters: Adapters | None,
    ) -> Vectors:
        import numpy as np

        seats: dict[str, int] = {}
        places = [seats.setdefault(text, len(seats)) for text in texts]
        vectors = np.empty((len(seats), self.dim), np.float32)
        distinct = list(seats)
        done = 0
        for start in range(0, len(distinct), CHUNK_TEXTS):
            rows = vectors[start : start + CHUNK_TEXTS]
            some = distinct[start : start + CHUNK_TEXTS]
            for count in self._fill(rows, some, longest, adapters):
                done += count
                if progress is not None:
                    # In step with the caller's own count, repeated texts included.
                    progress(done * len(texts) // len(distinct))
        return vectors if len(distinct) == len(texts) else vectors[places]

    def _fill(
        self,
        rows: Vectors,
        texts: Sequence[str],
        longest: int,
        adapters: Adapters | None,
    ) -> Iterator[int]:
        """Encode `texts` into `rows`; yields how many each finished batch held."""
        encoded = self._tokenizer.encode_batch_fast([readable(t) for t in texts])

        def take(batch: list[int], output: Vectors) -> None:
            rows[batch] = output

        ids = [_cut(one.ids, longest) for one in encoded]
        yield from self._model.run(ids, take, adapters)


def _cut(ids: list[int], longest: int) -> list[int]:
    """The first tokens, and the one that closes a text."""
    return ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]


def read_adapters(path: Path) -> Adapters:
    """Adapters as the graph takes them; kept in 8 bits, with a scale a column."""
    import numpy as np

    with np.load(path, allow_pickle=False) as held:
        names = [name for name in held.files if not name.endswith("/scale")]
        return {
            name: np.asarray(held[name] * held[f"{name}/scale"], np.float32)
            for name in names
        }
