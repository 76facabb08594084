"""Fit the judge on the project's corpus and write its weights and model card.

    python scripts/reader_training.py --work WORK
    python scripts/train_reveals.py --reader WORK/reader.safetensors --dev reviews_dev.jsonl.gz

Needs what `scripts/requirements-encoder.txt` pins, beside the package. Weights are
fitted on `corpus/` alone, without the tenth of the works that is held out. The mixture,
the calibration and the thresholds are chosen on that tenth and on a development set
that is used for nothing else. Of several readers the weights are averaged (Wortsman et
al. 2022, model soups). The same readers give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from build_encoder import find_source, session, sha256
from encoder_fit import fit_products
from encoder_graph import Array, Weights, plain_graph, quantised_graph
from reader_training import pieces, tokenizer_of, tokens_of
from reveals_card import card, trust
from safetensors.numpy import load_file
from scipy.optimize import minimize
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from unspoiled.bench.cases import Case, case_of, read_dev
from unspoiled.bench.corpus import (
    LETTERS,
    LabelledReview,
    read_corpus,
    split_held_out,
)
from unspoiled.bench.judging import Judge, judge_reviews
from unspoiled.bench.statistics import auc, calibration_error, wilson
from unspoiled.domain import NOTHING_SEEN, REVEALS
from unspoiled.features import GramTable, grams
from unspoiled.gate import Thresholds, leak, prove
from unspoiled.head import Calibration, RevealHead
from unspoiled.reader import OnnxReader
from unspoiled.weights import find_weights, load_encoder, load_words

ROOT = Path(__file__).parents[1]
WORDS_C = 6.0
LEAST_SENTENCES = 3
"""Sentences that a word or pair must stand in to be counted."""
LONGEST = 136
"""Positions of the reader's graph; its longest window is shorter."""
CALIBRATING = 240
"""Windows that the int8 form is fitted on."""
SHARES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)
TRIED = (0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.94, 0.96, 0.97, 0.98, 0.99)
OPEN = Thresholds(
    feel=0.0, feel_strict=0.0, premise=0.0, scope_leak=0.5, synopsis=0.75, ending=1.0
)
THRESHOLDS = Thresholds(
    feel=0.84,
    feel_strict=0.848,
    premise=0.985,
    scope_leak=0.5,
    synopsis=0.75,
    ending=0.4,
)
"""Chosen by hand from what `trade_off` prints: few events, then most of what is safe.

`ending` is chosen with `scripts/measure_alignment.py`: what `before` shows, and how often
too early.
"""


@dataclass(frozen=True)
class Judged:
    """What the models say of some cases, before it is calibrated."""

    name: str
    cases: Sequence[Case]
    shares: Array  # (sentences, 2 models, 5)
    labels: Array  # (sentences,)

    @property
    def read(self) -> Array:
        """Of which sentences the models say anything; the rest is beyond the judge."""
        said: Array = self.shares[:, :, :2].sum(axis=(1, 2)) > 0
        return said

    @property
    def bad(self) -> Array:
        return self.labels >= LETTERS.index("H")


def soup(paths: Sequence[Path]) -> dict[str, Array]:
    """The mean of the readers' weights, name by name."""
    held = [load_file(path) for path in paths]
    return {
        name: np.mean([one[name].astype(np.float32) for one in held], axis=0)
        for name in held[0]
    }


def write_reader(
    weights: Weights, reviews: Sequence[LabelledReview], out: Path
) -> None:
    """Fit the int8 products on windows of the corpus and draw the graph."""
    plain = session(plain_graph(weights, LONGEST).SerializeToString())
    draw = random.Random(0)
    windows = [
        piece.ids
        for review in tokens_of(draw.sample(list(reviews), CALIBRATING), tokenizer_of())
        for piece in pieces(review, None)
    ]
    names = [output.name for output in plain.get_outputs() if output.name != "vectors"]
    gathered: dict[str, list[Array]] = {name: [] for name in names}
    for ids in draw.sample(windows, CALIBRATING):
        values = plain.run(names, {"ids": np.array([ids])})
        for name, value in zip(names, values, strict=True):
            gathered[name].append(value.reshape(-1, value.shape[-1]))
    inputs = {name: np.concatenate(rows) for name, rows in gathered.items()}
    products = fit_products(weights, inputs)
    model = quantised_graph(weights, products, LONGEST, pooled=False)
    (out / "reader.onnx").write_bytes(model.SerializeToString(deterministic=True))


def words_head(reviews: Sequence[LabelledReview]) -> dict[str, Array]:
    """The regression over words and pairs of words, as arrays.

    It counts each gram of a sentence once; the head, `1 + ln(count)`, which is seldom
    more. Calibration and thresholds are chosen on what the head says.
    """
    texts = [text for review in reviews for text in review.displays]
    labels = [LETTERS.index(letter) for review in reviews for letter in review.labels]
    vectorizer = TfidfVectorizer(
        analyzer=lambda text: list(grams(text)),
        min_df=LEAST_SENTENCES,
        sublinear_tf=False,
    )
    counted = vectorizer.fit_transform(texts)
    model = LogisticRegression(C=WORDS_C, max_iter=500, tol=1e-3).fit(counted, labels)
    names = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get)
    return {
        "words": model.coef_.T.astype(np.float16),
        "words_bias": model.intercept_.astype(np.float32),
        "idf": vectorizer.idf_.astype(np.float16),
        "grams": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
    }


def head_arrays(weights: Weights) -> dict[str, Array]:
    """The network over the reader's states, as it was trained with it."""
    return {
        f"{part}{suffix}": weights[f"{part}.{kind}"].T.astype(np.float16)
        for part in ("inner", "outer")
        for suffix, kind in (("", "weight"), ("_bias", "bias"))
    }


def head_of(arrays: dict[str, Array], share: float) -> RevealHead:
    """The head as the package makes it, showing all that it is asked about."""
    names = bytes(arrays["grams"]).decode("utf-8").split("\n")
    rows = {gram: row for row, gram in enumerate(names)}
    network = {
        key: value.astype(np.float32)
        for key, value in arrays.items()
        if key.startswith(("inner", "outer"))
    }
    return RevealHead(
        name="in training",
        **network,
        words=arrays["words"].astype(np.float32),
        words_bias=arrays["words_bias"],
        table=GramTable(rows, arrays["idf"].astype(np.float32)),
        share=share,
        calibration=Calibration(1.0, 1.0, 0.0),
        thresholds=OPEN,
        trust="",
    )


def judge_all(
    cases: Sequence[Case], reader: OnnxReader, head: RevealHead
) -> tuple[Array, list[Any]]:
    """Shares (sentences, 5) of all cases in order, and the judged sentences.

    Without what is known of the titles: thresholds hold where nothing is.
    """
    encoder = load_encoder()
    judge = Judge(encoder, reader, head, encoder.encode)
    bare = [replace(case, title=None) for case in cases]
    judged = [one for own in judge_reviews(bare, judge) for one in own]
    shares = [[one.probability[name] for name in REVEALS] for one in judged]
    return np.array(shares), judged


def calibrated(shares: Array, labels: Array, found: Calibration) -> float:
    """Mean log-loss of the five shares and of giving anything away, together."""
    after = found.applied(shares.astype(np.float32))
    five = -np.log(np.maximum(after[np.arange(len(labels)), labels], 1e-9)).mean()
    bad = labels >= 2
    given = np.clip(after[:, 2:].sum(axis=1), 1e-6, 1 - 1e-6)
    return float(five - np.where(bad, np.log(given), np.log(1 - given)).mean())


def fit_calibration(sets: Sequence[tuple[Array, Array]]) -> Calibration:
    """One calibration for all sets, each of the same weight whatever its size."""

    def loss(values: Array) -> float:
        found = Calibration(
            float(np.exp(values[0])), float(np.exp(values[1])), values[2]
        )
        return float(np.mean([calibrated(s, y, found) for s, y in sets]))

    best = minimize(loss, np.zeros(3), method="Nelder-Mead").x
    return Calibration(
        round(float(np.exp(best[0])), 6),
        round(float(np.exp(best[1])), 6),
        round(float(best[2]), 6),
    )


def trade_off(found: Judged, shares: Array) -> None:
    """What each threshold would show of a set, and what of that gives something away."""
    best = shares.argmax(axis=1)
    scores = {
        "feel": np.where(best == 0, shares[:, 0], 0.0),
        "premise": np.where(best <= 1, shares[:, :2].sum(axis=1), 0.0),
    }
    for name, values in scores.items():
        for least in TRIED:
            shown = values >= least
            hints = int((found.labels[shown] == LETTERS.index("H")).sum())
            events = int(found.bad[shown].sum()) - hints
            safe = float(shown[~found.bad].mean())
            print(
                f"{found.name}: {name} {least}: {int(shown.sum())} shown, {events} "
                f"events, {hints} hints, {safe:.0%} of what is safe"
            )


def figures(found: Judged, judged: Sequence[Any], head: RevealHead) -> dict[str, Any]:
    """What a set shows of the calibrated judge, without and with its thresholds."""
    leaks = np.array([leak(one) for one in judged])
    order = np.argsort(leaks, kind="stable")
    named = [REVEALS.index(one.reveals) for one in judged]
    proofs = [prove(one, NOTHING_SEEN, head.thresholds) for one in judged]
    shown = np.array([proof is not None for proof in proofs])
    n, grave = int(shown.sum()), found.labels >= LETTERS.index("L")
    given, events = int(found.bad[shown].sum()), int(grave[shown].sum())
    interval = wilson(given, n)
    return {
        "set": found.name,
        "sentences": len(leaks),
        "auc": round(auc(leaks, found.bad) or 0.0, 4),
        "accuracy": round(float((np.array(named) == found.labels).mean()), 4),
        "calibration_error": round(calibration_error(leaks, found.bad), 4),
        **{
            f"given_away_in_safest_{quota:.0%}": round(
                float(found.bad[order[: int(quota * len(order))]].mean()), 4
            )
            for quota in (0.3, 0.5)
        },
        "shown": n,
        "given_away": given,
        "events": events,
        "interval": [round(interval.low or 0.0, 4), round(interval.high or 1.0, 4)],
        "safe_shown": round(float(shown[~found.bad].mean()), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reader", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, help="development set, evaluate only")
    parser.add_argument("--out", type=Path, default=ROOT / "src/unspoiled/data/reveals")
    parser.add_argument("--keep-reader", action="store_true", help="fit the rest anew")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    fitted, held_out = split_held_out(read_corpus(ROOT / "corpus"))
    weights = soup(options.reader)
    bert = {name.removeprefix("encoder."): w for name, w in weights.items()
            if name.startswith("encoder.")}  # fmt: skip
    if not options.keep_reader:
        write_reader(bert, fitted, options.out)
    arrays = head_arrays(weights) | words_head(fitted)
    with (options.out / "head.npz").open("wb") as file:
        np.savez_compressed(file, **arrays)

    sets = cases_by_set(held_out, options.dev)
    reader = OnnxReader(
        options.out / "reader.onnx",
        load_words(),
        find_weights("encoder").files["tokenizer"],
        name="in training",
    )
    both = [judged_by_both(name, cases, reader, arrays) for name, cases in sets.items()]
    share, calibration = choose_mixture(both)
    mixed = [calibration.applied(mixture(one, share)) for one in both]
    for one, shares in zip(both, mixed, strict=True):
        trade_off(one, shares)
    head = replace(
        head_of(arrays, share), calibration=calibration, thresholds=THRESHOLDS
    )
    report = [figures(one, judge_all(one.cases, reader, head)[1], head) for one in both]
    for row in report:
        print(row)
    print(share, calibration)
    write(options, head, report)


def cases_by_set(
    held_out: Sequence[LabelledReview], dev: Path | None
) -> dict[str, list[Case]]:
    """What the judge is chosen and measured on, by the names of the sets."""
    sets = {"held-out tenth of the corpus": [case_of(one) for one in held_out]}
    for case in read_dev(dev) if dev else ():
        sets.setdefault(f"dev, {case.kind}", []).append(case)
    return sets


def judged_by_both(
    name: str, cases: Sequence[Case], reader: OnnxReader, arrays: dict[str, Array]
) -> Judged:
    """The network's shares and the words', each by itself."""
    by = [judge_all(cases, reader, head_of(arrays, share))[0] for share in (1.0, 0.0)]
    labels = [LETTERS.index(letter) for case in cases for letter in case.labels]
    return Judged(name, cases, np.stack(by, axis=1), np.array(labels))


def mixture(found: Judged, share: float) -> Array:
    both: Array = share * found.shares[:, 0] + (1 - share) * found.shares[:, 1]
    return both.astype(np.float32)


def choose_mixture(found: Sequence[Judged]) -> tuple[float, Calibration]:
    """The share of the network at which all sets together fare best, calibrated."""
    tried = []
    for share in SHARES:
        sets = [(mixture(one, share)[one.read], one.labels[one.read]) for one in found]
        fit = fit_calibration(sets)
        loss = float(np.mean([calibrated(s, y, fit) for s, y in sets]))
        print(f"share {share}: log-loss {loss:.4f}")
        tried.append((loss, share, fit))
    _, share, fit = min(tried, key=lambda one: (round(one[0], 3), one[1]))
    return share, fit


def write(options: Any, head: RevealHead, report: list[dict[str, Any]]) -> None:
    """The manifest and the model card beside the weights."""
    out: Path = options.out
    files = {
        key: {
            "file": name,
            "bytes": (out / name).stat().st_size,
            "sha256": sha256(out / name),
        }
        for key, name in (("reader", "reader.onnx"), ("head", "head.npz"))
    }
    chosen = json.dumps([head.share, asdict(head.calibration), asdict(head.thresholds)])
    digests = chosen + "".join(one["sha256"] for one in files.values())
    name = f"reveals/{hashlib.sha256(digests.encode()).hexdigest()[:8]}"
    dev = [row for row in report if row["set"].startswith("dev")] or report
    facts = {
        "name": name,
        "encoder": find_weights("encoder").name,
        "licence": "Apache-2.0",
        "files": files,
        "held_out": True,
        "share": head.share,
        "calibration": asdict(head.calibration),
        "thresholds": asdict(head.thresholds),
        "trust": trust(dev),
        "figures": report,
        "source": sha256(find_source() / "model.safetensors"),
    }
    (out / "manifest.json").write_text(json.dumps(facts, indent=1) + "\n")
    (out / "MODEL_CARD.md").write_text(card(facts), "utf-8")
    print(facts["trust"])


if __name__ == "__main__":
    main()
