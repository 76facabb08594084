"""Encode the cards of the starter catalogue once, so that nobody has to wait for it.

    python scripts/build_starter_vectors.py            # writes src/unspoiled/data/starter
    python scripts/build_starter_vectors.py --out DIR  # writes elsewhere, to compare

To be run again after the catalogue, the vocabulary, `search.card_text` or the encoder
has changed; `tests/sources/test_starter.py` tells when. It needs nothing beside the
package itself and takes about a minute. A card that changed meanwhile costs nothing but
the time to encode it on the user's machine, since vectors are kept by what was encoded.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from unspoiled.ingest import EMBEDDED_CHARACTERS
from unspoiled.search import title_passages
from unspoiled.sources.starter import (
    StarterVectors,
    read_starter,
    starter_version,
    text_keys,
)
from unspoiled.store.protocol import Vectors
from unspoiled.vocabulary import load_vocabulary
from unspoiled.weights import load_encoder

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "unspoiled" / "data" / "starter"
STEPS = 31
"""Steps either side of 0 that a number is rounded to: as near as need be, and packed
into two thirds of the bytes that 127 would take; all packaged files stay under 40 MB."""
NEIGHBOURS = 10
QUERIES = 500


def main() -> None:
    """Encode, round, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    texts = starter_texts()
    vectors = load_encoder().encode(texts)
    rounded = round_rows(text_keys(texts), vectors)
    measured = agreement(vectors, rounded.of(text_keys(texts))[1])
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out, rounded, measured)
    print(json.dumps(measured, indent=2))


def starter_texts() -> list[str]:
    """What is encoded of every passage of the catalogue, each once."""
    vocabulary = load_vocabulary()
    return list(
        dict.fromkeys(
            passage.text[:EMBEDDED_CHARACTERS]
            for record in read_starter()
            if record.title is not None
            for passage in title_passages(record.title, vocabulary)
        )
    )


def round_rows(keys: np.ndarray, vectors: Vectors) -> StarterVectors:
    """A few bits a number with one scale a row, in the order of the keys."""
    order = np.argsort(keys)
    vectors = vectors[order]
    scales = np.abs(vectors).max(axis=1) / STEPS
    rows = np.rint(vectors / scales[:, None]).astype(np.int8)
    return StarterVectors(keys[order], rows, scales.astype(np.float32))


def agreement(exact: Vectors, rounded: Vectors) -> dict[str, float]:
    """How near the rounded vectors are, and how many nearest neighbours stay."""
    cosines = (exact * rounded).sum(axis=1) / np.linalg.norm(rounded, axis=1)
    picked = np.random.default_rng(0).choice(len(exact), QUERIES, replace=False)
    near = [
        np.argsort(-(exact[picked] @ held.T), axis=1)[:, 1 : NEIGHBOURS + 1]
        for held in (exact, rounded)
    ]
    same = [len(set(a) & set(b)) for a, b in zip(*near, strict=True)]
    return {
        "mean_cosine": round(float(cosines.mean()), 6),
        "least_cosine": round(float(cosines.min()), 6),
        "same_of_ten_nearest": round(float(np.mean(same)) / NEIGHBOURS, 4),
    }


def write(out: Path, held: StarterVectors, measured: dict[str, float]) -> None:
    """The arrays, the same bytes for the same numbers, and the manifest."""
    content = packed({"keys": held.keys, "rows": held.rows, "scales": held.scales})
    (out / "vectors.npz").write_bytes(content)
    encoder = load_encoder().name
    digest = hashlib.sha256(content).hexdigest()
    manifest: dict[str, Any] = {
        "name": f"starter/{digest[:8]}",
        "encoder": encoder,
        "catalogue": starter_version(),
        "texts": len(held.keys),
        "characters": EMBEDDED_CHARACTERS,
        "files": {
            "vectors": {
                "file": "vectors.npz",
                "bytes": len(content),
                "sha256": digest,
            }
        },
        "agreement": measured,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def packed(arrays: dict[str, np.ndarray]) -> bytes:
    """An .npz without the time of day that numpy would put into it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            entry = BytesIO()
            np.save(entry, array)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), entry.getvalue(), 8, 9)
    return file.getvalue()


if __name__ == "__main__":
    main()
