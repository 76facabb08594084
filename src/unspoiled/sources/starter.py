"""The packaged starter catalogue: facts of dramas, no prose; and its vectors.

The vectors spare a new library nearly a minute of encoding. They are kept by a hash of
what was encoded, so that a text that is not among them is encoded like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..errors import NotFound
from ..store.protocol import Vectors
from ..store.records import text_hash
from ..weights import find_weights
from .records import ReviewDefaults, SourceRecord

STARTER: Final = Path(__file__).parents[1] / "data" / "catalogue.jsonl.gz"


def read_starter() -> Iterator[SourceRecord]:
    """The titles of the starter catalogue."""
    from .jsonl import read_json_lines

    _check()
    return read_json_lines(STARTER, ReviewDefaults())


def starter_version() -> str:
    """What tells one starter catalogue from another: the checksum in its last bytes.

    A gzip file ends with the CRC-32 and the length of what it holds (RFC 1952, 2.3.1),
    so a library is compared with the package without unpacking anything.
    """
    _check()
    with STARTER.open("rb") as file:
        file.seek(-8, 2)
        return file.read(8).hex()


@dataclass(frozen=True, slots=True)
class StarterVectors:
    """Vectors of texts in 8 bits a number, by the keys of the texts, in their order."""

    keys: NDArray[np.int64]
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    def of(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.bool_], Vectors]:
        """Which of `keys` are known, and the vectors of those, in their order."""
        places = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        known: NDArray[np.bool_] = self.keys[places] == keys
        at = places[known]
        vectors: Vectors = self.rows[at] * self.scales[at, None]
        return known, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def text_keys(texts: Sequence[str]) -> NDArray[np.int64]:
    """The keys under which the vectors of texts are found."""
    return np.fromiter(map(text_hash, texts), np.int64, len(texts))


def starter_vectors(encoder: str) -> StarterVectors | None:
    """The packaged vectors; None where they are another encoder's."""
    weights = find_weights("starter")
    if weights.facts["encoder"] != encoder:
        return None
    with np.load(weights.files["vectors"], allow_pickle=False) as arrays:
        return StarterVectors(arrays["keys"], arrays["rows"], arrays["scales"])


def _check() -> None:
    if not STARTER.is_file():
        raise NotFound(
            f"The starter catalogue {STARTER} is missing; reinstall unspoiled."
        )
