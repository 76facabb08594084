"""Make the packaged reader of facets from what `facet_training.py` left.

    python scripts/facet_training.py --work WORK
    python scripts/build_facets.py --facets WORK/facets.safetensors

Needs what `scripts/requirements-encoder.txt` pins, beside the package. The reader goes
into int8 as the judge's does. The calibration and the probabilities from which a facet
counts as said are chosen on `corpus/facets/dev.txt`, on which no weight was fitted;
`corpus/facets/untouched.txt` is left for `unspoiled bench facets`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from build_encoder import find_source, sha256
from facet_training import facets_read, keys_of
from safetensors.numpy import load_file
from scipy.optimize import minimize
from train_reveals import write_reader

from unspoiled.bench.corpus import read_corpus, split_held_out
from unspoiled.bench.facet_finding import (
    compare,
    figures_of,
    group_of,
    labels_path,
    said_of,
    sentences_of,
    tell_by_model,
)
from unspoiled.bench.facet_labels import LabelledFacets, read_facet_labels
from unspoiled.facet_model import STANCES, FacetHead, FacetModel
from unspoiled.facets import FacetReader
from unspoiled.reader import OnnxReader
from unspoiled.vocabulary import load_vocabulary
from unspoiled.weights import find_weights, load_words

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
PRECISION = 0.87
"""Of what is named of dev as a whole; each group has the threshold that serves it."""
LEAST_LABELS = 30
"""Labels of a group in dev from which it has a threshold of its own."""
TRIED = np.arange(0.2, 0.9, 0.02)


def head_arrays(weights: dict[str, Any]) -> dict[str, np.ndarray]:
    """The head as it is kept: half the bits, what all facets share worked in."""
    return {
        "keys": np.frombuffer("\n".join(keys_of(facets_read())).encode(), np.uint8),
        "inner": weights["inner.weight"].T.astype(np.float16),
        "inner_bias": weights["inner.bias"].astype(np.float16),
        "outer": weights["outer"].astype(np.float16),
        "near": weights["unit"].astype(np.float16),
        "nearness": weights["nearness"].astype(np.float32),
        "cues": (weights["cues"] + weights["own_cues"]).astype(np.float16),
        "bias": weights["bias"].astype(np.float16),
    }


def head_of(arrays: dict[str, np.ndarray], name: str = "in training") -> FacetHead:
    """The head before anything is calibrated."""
    keys = bytes(arrays["keys"]).decode("utf-8").split("\n")
    held: dict[str, Any] = {
        key: value.astype(np.float32) for key, value in arrays.items() if key != "keys"
    }
    held.setdefault("least", np.full(len(keys), 0.5, np.float32))
    return FacetHead(name=name, keys=tuple(keys), slope=1.0, shift=0.0, **held)


def said_by_labels(
    labelled: Sequence[LabelledFacets], keys: Sequence[str]
) -> np.ndarray:
    """What the labels say of all sentences in order, shape (sentences, keys, 2)."""
    row_of = {key: row for row, key in enumerate(keys)}
    rows = [said_of(labels) for one in labelled for labels in one.sentences]
    said = np.zeros((len(rows), len(row_of), 2), bool)
    for n, row in enumerate(rows):
        for key, stance in row.items():
            for at, name in enumerate(STANCES):
                said[n, row_of[key], at] = stance in (name, "both")
    return said


def chances_of(
    labelled: Sequence[LabelledFacets], reader: OnnxReader, head: FacetHead
) -> np.ndarray:
    """What the model gives them, titles' names blanked out as ingest does."""
    model = FacetModel(reader, head, FacetReader(load_vocabulary()))
    reviews = [one.review.displays for one in labelled]
    return model.chances(reviews, [(one.review.title,) for one in labelled])


def calibration_of(chances: np.ndarray, said: np.ndarray) -> tuple[float, float]:
    """Slope and shift of the log-odds (Platt 1999), by what dev says."""
    kept = np.clip(chances, 1e-6, 1 - 1e-6)
    odds = np.log(kept / (1 - kept))
    near = odds > -6  # the rest is told by no curve, and there are millions of it
    x, y = odds[near], said[near]

    def loss(values: np.ndarray) -> float:
        z = values[0] * x + values[1]
        return float(np.mean(np.logaddexp(0, z) - y * z))

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(slope), 6), round(float(shift), 6)


def thresholds_of(
    chances: np.ndarray, said: np.ndarray, keys: Sequence[str]
) -> np.ndarray:
    """For each group the threshold at which all together reach PRECISION with the most
    found: the groups meet at one rate of what one more finding costs in false ones."""
    best, truth = chances.max(axis=2), said.any(axis=2)
    groups = np.array([group_of(key) for key in keys])
    common = [
        group
        for group in dict.fromkeys(groups)
        if truth[:, groups == group].sum() >= LEAST_LABELS
    ]
    parts = [groups == group for group in common]
    parts.append(~np.isin(groups, common))
    parts = [part for part in parts if part.any()]
    counts = [
        np.array(
            [
                [
                    (named := best[:, part] >= least).sum(),
                    (named & truth[:, part]).sum(),
                ]
                for least in TRIED
            ]
        )
        for part in parts
    ]
    chosen: tuple[float, list[int]] = (0.0, [len(TRIED) // 2] * len(parts))
    for price in np.arange(0.2, 12, 0.1):
        at = [
            int(np.argmax(one[:, 1] - price * (one[:, 0] - one[:, 1])))
            for one in counts
        ]
        named = sum(one[n, 0] for one, n in zip(counts, at, strict=True))
        right = sum(one[n, 1] for one, n in zip(counts, at, strict=True))
        if named and right / named >= PRECISION and right > chosen[0]:
            chosen = (float(right), at)
    if not chosen[0]:
        raise SystemExit(f"no thresholds reach a precision of {PRECISION}")
    least = np.zeros(len(keys), np.float32)
    for part, n in zip(parts, chosen[1], strict=True):
        least[part] = TRIED[n]
    return least


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--facets", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "src/unspoiled/data/facets")
    parser.add_argument("--keep-reader", action="store_true", help="fit the rest anew")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = load_file(options.facets)
    bert = {name.removeprefix("encoder."): w for name, w in weights.items()
            if name.startswith("encoder.")}  # fmt: skip
    corpus = read_corpus(CORPUS)
    if not options.keep_reader:
        write_reader(bert, split_held_out(corpus)[0], options.out)
    reader = OnnxReader(
        options.out / "reader.onnx",
        load_words(),
        find_weights("encoder").files["tokenizer"],
        name="in training",
    )
    arrays = head_arrays(weights)
    head = head_of(arrays)
    dev = read_facet_labels(labels_path(CORPUS, "dev"), corpus, load_vocabulary())
    said = said_by_labels(dev, head.keys)
    slope, shift = calibration_of(chances_of(dev, reader, head), said)
    head = replace(head, slope=slope, shift=shift)
    least = thresholds_of(chances_of(dev, reader, head), said, head.keys)
    arrays["least"] = least.astype(np.float16)
    with (options.out / "head.npz").open("wb") as file:
        np.savez_compressed(file, **arrays)
    model = FacetModel(
        reader, replace(head, least=least), FacetReader(load_vocabulary())
    )
    report = [
        {"id": one.id, "value": one.value, "n": one.n}
        for one in figures_of("dev", compare(dev, tell_by_model(dev, model)))
    ]
    for row in report:
        print(row)
    write(options.out, slope, shift, sentences_of(dev), report)


def write(
    out: Path, slope: float, shift: float, sentences: int, report: list[dict[str, Any]]
) -> None:
    """The manifest and the model card beside the weights."""
    files = {
        key: {
            "file": name,
            "bytes": (out / name).stat().st_size,
            "sha256": sha256(out / name),
        }
        for key, name in (("reader", "reader.onnx"), ("head", "head.npz"))
    }
    chosen = json.dumps([slope, shift]) + "".join(f["sha256"] for f in files.values())
    facts = {
        "name": f"facets/{hashlib.sha256(chosen.encode()).hexdigest()[:8]}",
        "encoder": find_weights("encoder").name,
        "licence": "Apache-2.0",
        "files": files,
        "calibration": {"slope": slope, "shift": shift},
        "dev_sentences": sentences,
        "figures": report,
        "source": sha256(find_source() / "model.safetensors"),
    }
    (out / "manifest.json").write_text(json.dumps(facts, indent=1) + "\n")
    (out / "MODEL_CARD.md").write_text(card(facts), "utf-8")


def card(facts: dict[str, Any]) -> str:
    value = {
        row["id"].removeprefix("facets/dev/"): row["value"] for row in facts["figures"]
    }
    return f"""\
# The reader of facets ({facts["name"]})

Says which facets (moods, paces, tropes, themes, settings, crafts, audiences, formats, how
it ends, what it warns of) each sentence of a review names of its title, and whether it
affirms or denies them. Written by `scripts/facet_training.py` and
`scripts/build_facets.py`.

## What it is

The packaged sentence encoder (all-MiniLM-L6-v2, Apache-2.0) fine-tuned to read a window
of up to 126 tokens of a review at once, in int8, sharing the encoder's table of words
({facts["encoder"]}), with a small network over each sentence's mean; for every facet a
question that its definition and its labelled sentences give, beside what the sentence's
own words name (the vocabulary's phrases, negation, words of praise and blame).

Licence of the weights: Apache-2.0.

## What it was fitted on

Sentences of the project's own corpus (`corpus/`, CC BY 4.0), labelled for the project
(reviews in `corpus/facets/train*.txt`, single sentences in `examples_*.tsv` there), and
nothing else; no work of the corpus's held-out tenth.
Calibration and thresholds were chosen on `corpus/facets/dev.txt`, half of that tenth
({facts["dev_sentences"]:,} sentences).

## Figures

On dev, by which the thresholds were chosen: precision {value["precision"]:.3f}, recall
{value["recall"]:.3f}, right sign of those found {value["polarity"]:.3f}, micro-averaged
over sentences and facets. On the other half, which nothing was chosen by:
`unspoiled bench facets`, with a keyword baseline and how far two labellings agree.

## Known failures

- It reads English only; a sentence of more than 64 tokens, and one in another language,
  is read by its words alone.
- Facets that the training sentences hardly name rest on their definition and on phrases.
- What is told by irony, or only by a scene that stands for it, is seldom understood.
- Near relations (calm and relaxed, warm and healing, tense and thrilling) are taken for
  one another as labellers take them.
"""


if __name__ == "__main__":
    main()
