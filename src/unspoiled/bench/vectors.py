"""Vectors of many texts, kept in a folder so that they are computed once.

Texts go in shards; a shard's file is named by the encoder and by what it holds, so that
work that was broken off goes on where it stopped, and another text or encoder never
meets an old vector.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..encoder import Encoder
from ..store.protocol import Talk, silent

SHARD: Final = 8_192
"""Texts encoded at once; some 6 MB as they are kept."""
READ: Final = 500
"""Characters of a text that are encoded; the encoder reads no more."""

Vectors = NDArray[np.float32]


def remembered(
    texts: Sequence[str], encoder: Encoder, folder: Path | None, talk: Talk = silent
) -> Vectors:
    """A row of length 1 for each text, read from `folder` where it is there already."""
    rows = np.empty((len(texts), encoder.dim), dtype=np.float32)
    for start in range(0, len(texts), SHARD):
        talk("encoding for the baselines", start, len(texts))
        shard = [text[:READ] for text in texts[start : start + SHARD]]
        rows[start : start + len(shard)] = _shard(shard, encoder, folder)
    return rows


def _shard(texts: Sequence[str], encoder: Encoder, folder: Path | None) -> Vectors:
    if folder is None:
        return encoder.encode(texts)
    path = folder / f"{_key(texts, encoder.name)}.npy"
    if path.exists():
        kept = _read(path)
        if kept is not None and kept.shape == (len(texts), encoder.dim):
            return kept
    rows = encoder.encode(texts)
    _write(path, rows.astype(np.float16))
    # as they will be read again, so that the second run equals the first
    return rows.astype(np.float16).astype(np.float32)


def _key(texts: Sequence[str], encoder: str) -> str:
    digest = blake2b(encoder.encode("utf-8"), digest_size=16)
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def _read(path: Path) -> Vectors | None:
    """None where the file is no such array, cut short for example."""
    try:
        kept: Vectors = np.load(path, allow_pickle=False).astype(np.float32)
    except (OSError, ValueError, EOFError):
        return None
    return kept


def _write(path: Path, rows: NDArray[np.float16]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(f".{os.getpid()}.part")
    with whole.open("wb") as file:
        np.save(file, rows)
    whole.replace(path)
