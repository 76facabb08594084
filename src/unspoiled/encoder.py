"""Text to vectors: the `Encoder` protocol and the one encoder that is shipped.

`OnnxEncoder` runs a sentence encoder on onnxruntime and tokenizers. Both, and numpy,
are imported when an encoder is made: importing this module costs nothing.

A text's vector depends on the text alone, not on what else is in the call, in which
order, or how many threads there are: texts run in batches of one token length, so
nothing is padded; the model's roundings are fixed (scripts/encoder_graph.py); and each
batch runs on one thread. What is held up by `tests/test_encoder.py`: the same bytes on
one machine. Another processor may differ in the last digits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Progress = Callable[[int], None]
"""Told how many texts are done so far."""

MAX_CHARACTERS = 4096
"""What is read of a text. The model sees far fewer; a longer one only costs time."""

BATCH_TOKENS = 512
"""Tokens in one run: enough to be fast, few enough to stay in the cache."""

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
    """An ONNX model with one input `ids` (texts, tokens) and one output `vectors`.

    `threads` is how many batches run at once; 0 takes every processor that this
    process may use. Safe to use from several threads.
    """

    def __init__(
        self, model: Path, tokenizer: Path, *, name: str, threads: int = 0
    ) -> None:
        self.name = name
        self.threads = threads or _processors()
        self._tokenizer = _read_tokenizer(tokenizer)
        self._session = _open_session(model)
        self.dim = int(self._session.get_outputs()[0].shape[1])

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
        encoded = self._tokenizer.encode_batch_fast([_readable(t) for t in texts])
        ids = [one.ids for one in encoded]

        def run(batch: list[int]) -> int:
            rows[batch] = self._run([ids[n] for n in batch])
            return len(batch)

        batches = list(_batches([len(one) for one in ids]))
        if self.threads == 1 or len(batches) == 1:
            yield from map(run, batches)
            return
        with ThreadPoolExecutor(self.threads, "encoder") as pool:
            yield from _as_done(pool, run, batches)

    def _run(self, ids: list[list[int]]) -> Vectors:
        import numpy as np

        given = {"ids": np.asarray(ids, np.int64)}
        vectors: Vectors = self._session.run(["vectors"], given)[0]
        return vectors


class Remembering:
    """An encoder that keeps the vectors it has made, for texts that come again."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dim = encoder.name, encoder.dim
        self._rows: dict[str, Vectors] = {}

    def encode(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """One row of length one for each text, in order."""
        import numpy as np

        fresh = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if fresh:
            rows = self._encoder.encode(fresh, progress=progress)
            self._rows.update(zip(fresh, rows, strict=True))
        kept = np.empty((len(texts), self.dim), np.float32)
        for number, text in enumerate(texts):
            kept[number] = self._rows[text]
        return kept


def _as_done(
    pool: ThreadPoolExecutor, run: Callable[[list[int]], int], batches: list[list[int]]
) -> Iterator[int]:
    """Results as they come; what has not begun is dropped when the caller stops."""
    pending: set[Future[int]] = {pool.submit(run, batch) for batch in batches}
    try:
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from [future.result() for future in done]
    finally:
        for future in pending:
            future.cancel()


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions in batches of one length, longest first, so that no thread ends late."""
    by_length: dict[int, list[int]] = {}
    for position, length in enumerate(lengths):
        by_length.setdefault(length, []).append(position)
    for length, positions in sorted(by_length.items(), reverse=True):
        size = max(1, BATCH_TOKENS // length)
        for start in range(0, len(positions), size):
            yield positions[start : start + size]


def _readable(text: str) -> str:
    """What the tokenizer takes: not too long, and no half of a surrogate pair."""
    text = text[:MAX_CHARACTERS]
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


def _read_tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def _open_session(model: Path) -> Any:
    # nothing leaves the machine: read once, when the runtime is loaded
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph is written as it should run: rewriting it costs time, and onnxruntime's
    # own fusion of sum and normalisation is four times slower than the two apart.
    off = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.graph_optimization_level = off
    options.log_severity_level = 3  # it would write warnings to stderr itself
    return onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"]
    )


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
