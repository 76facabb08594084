"""A packaged ONNX model over token ids, run in batches on several threads.

What comes out for a text depends on the text alone, not on what else is in the call,
in which order, or how many threads there are: texts run in batches of one token length,
so nothing is padded; the model's roundings are fixed (scripts/encoder_graph.py); and
each batch runs on one thread. What is held up by `tests/test_encoder.py`: the same
bytes on one machine. Another processor may differ in the last digits.

onnxruntime, tokenizers and numpy are imported when a model is opened: importing this
module costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Progress = Callable[[int], None]
"""Told how many texts are done so far."""

MAX_CHARACTERS = 4096
"""What is read of a text. A model sees far fewer; a longer one only costs time."""

BATCH_TOKENS = 512
"""Tokens in one run: enough to be fast, few enough to stay in the cache."""


@dataclass(frozen=True, eq=False)
class WordTable:
    """What each token is worth before any layer: int8 rows, each with its scale.

    `rows` has shape (tokens, dim), `scales` (tokens, 1). Shared by all models.
    """

    rows: NDArray[np.int8]
    scales: Floats


class TokenModel:
    """An ONNX model with the inputs `ids` (texts, tokens), `words`, `word_scales`.

    It has one output, whose first axis is the texts. `threads` is how many batches run
    at once; 0 takes every processor that this process may use. Safe to use from several
    threads.
    """

    def __init__(self, model: Path, words: WordTable, *, threads: int = 0) -> None:
        self.threads = threads or _processors()
        self._session = _open_session(model)
        self._words = {"words": words.rows, "word_scales": words.scales}
        self._no_adapters = _of_no_rank(self._session)
        self.output_dim = int(self._session.get_outputs()[0].shape[-1])

    def run(
        self,
        ids: Sequence[list[int]],
        take: Callable[[list[int], Floats], None],
        adapters: Mapping[str, Floats] | None = None,
    ) -> Iterator[int]:
        """Run all texts; yields how many each finished batch held.

        `take` is called with the positions of a batch and its output, of shape
        (texts, ...), from any thread. `adapters` has an array for each of the graph's
        adapter inputs; without them the graph answers as one that has none.
        """
        voice = self._no_adapters if adapters is None else adapters

        def one(batch: list[int]) -> int:
            take(batch, self._run([ids[n] for n in batch], voice))
            return len(batch)

        made = list(_batches([len(text) for text in ids]))
        if self.threads == 1 or len(made) == 1:
            yield from map(one, made)
            return
        with ThreadPoolExecutor(self.threads, "model") as pool:
            yield from _as_done(pool, one, made)

    def _run(self, ids: list[list[int]], voice: Mapping[str, Floats]) -> Floats:
        import numpy as np

        given = {"ids": np.asarray(ids, np.int64), **self._words, **voice}
        output: Floats = self._session.run(None, given)[0]
        return output


def _of_no_rank(session: Any) -> dict[str, Floats]:
    """Adapters that add nothing, for a graph that has adapters as inputs."""
    import numpy as np

    shapes = {one.name: one.shape for one in session.get_inputs()}
    return {
        name: np.zeros([0 if isinstance(n, str) else n for n in shape], np.float32)
        for name, shape in shapes.items()
        if name.endswith((".in", ".shift", ".out"))
    }


def read_tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def readable(text: str) -> str:
    """What the tokenizer takes: not too long, and no half of a surrogate pair."""
    text = text[:MAX_CHARACTERS]
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


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
