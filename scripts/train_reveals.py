"""Fit the judge on the project's corpus and write its weights and model card.

    python scripts/train_reveals.py [--dev reviews_dev.jsonl.gz]

Needs what `scripts/requirements-reveals.txt` pins, beside the package. Weights are fitted
on `corpus/` alone; the thresholds and the temperature are chosen on out-of-fold figures of the corpus and,
where it is given, on a development set that is used for nothing else. Running it twice
gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from unspoiled.domain import REVEALS
from unspoiled.features import grams, hand_features, with_company
from unspoiled.weights import load_encoder

ROOT = Path(__file__).parents[1]
LETTERS = "FPHLE"
COMPANY = 0.75
SHARE = 0.55
MOST_GIVEN_AWAY = {"feel": 0.0275, "feel_strict": 0.0225, "premise": 0.02}
"""Largest share of give-aways among what each threshold shows, where it is chosen."""
FOLDS = 5
DENSE_C = 1.0
WORDS_C = 6.0


@dataclass
class Labelled:
    work: str
    displays: list[str]
    labels: list[int]
    kind: str = "corpus"


def read_corpus(folder: Path) -> list[Labelled]:
    """Every review of the corpus; a line that is not in its form stops the run."""
    reviews: list[Labelled] = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if line == "# review":
                reviews.append(Labelled("", [], []))
            elif line.startswith("title:"):
                reviews[-1].work = line.split(":", 1)[1].split("|")[0].strip()
            elif match := re.fullmatch(r"([FPHLE])\d* (.+)", line):
                reviews[-1].labels.append(LETTERS.index(match[1]))
                reviews[-1].displays.append(match[2])
            elif line.strip() not in ("", "¶") and not line.startswith(
                ("voice:", "synopsis:")
            ):
                raise SystemExit(f"{path}, line {number}: not in the corpus's form")
    return [review for review in reviews if review.displays]


def read_dev(path: Path) -> list[Labelled]:
    reviews: dict[str, Labelled] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sorted(map(json.loads, lines), key=lambda r: (r["review"], r["index"]))
    for row in rows:
        review = reviews.setdefault(
            row["review"], Labelled(row["work"], [], [], row["kind"])
        )
        review.displays.append(row["text"])
        review.labels.append(LETTERS.index(row["label"]))
    return list(reviews.values())


@dataclass
class Inputs:
    dense: np.ndarray
    texts: list[str]
    labels: np.ndarray
    groups: np.ndarray


def prepare(reviews: list[Labelled], encoder) -> Inputs:
    vectors = encoder.encode([d for review in reviews for d in review.displays])
    rows, at = [], 0
    for review in reviews:
        own = vectors[at : at + len(review.displays)]
        at += len(review.displays)
        rows.append(
            np.hstack([with_company(own, COMPANY), hand_features(review.displays)])
        )
    works = {work: n for n, work in enumerate(dict.fromkeys(r.work for r in reviews))}
    return Inputs(
        np.vstack(rows),
        [d for review in reviews for d in review.displays],
        np.array([label for review in reviews for label in review.labels]),
        np.array([works[r.work] for r in reviews for _ in r.displays]),
    )


class Fitted:
    """Both regressions, as fitted on some rows of the corpus."""

    def __init__(self, inputs: Inputs, rows: np.ndarray) -> None:
        self.vectorizer = TfidfVectorizer(
            analyzer=lambda text: [g for g in grams(text)], min_df=2, sublinear_tf=False
        )
        texts = [inputs.texts[row] for row in rows]
        self.dense = LogisticRegression(C=DENSE_C, max_iter=500, tol=1e-3)
        self.dense.fit(inputs.dense[rows], inputs.labels[rows])
        # grams() gives each gram once; counts above one are rare in a sentence
        self.words = LogisticRegression(C=WORDS_C, max_iter=500, tol=1e-3)
        self.words.fit(self.vectorizer.fit_transform(texts), inputs.labels[rows])

    def mixed(self, inputs: Inputs, rows: np.ndarray) -> np.ndarray:
        texts = [inputs.texts[row] for row in rows]
        by_words = self.words.predict_proba(self.vectorizer.transform(texts))
        dense = self.dense.predict_proba(inputs.dense[rows])
        return SHARE * dense + (1 - SHARE) * by_words


def tempered(mixed: np.ndarray, temperature: float) -> np.ndarray:
    logits = np.log(np.maximum(mixed, 1e-9)) / temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def best_temperature(mixed: np.ndarray, labels: np.ndarray) -> float:
    def loss(log_temperature: float) -> float:
        shares = tempered(mixed, math.exp(log_temperature))
        return -np.log(np.maximum(shares[np.arange(len(labels)), labels], 1e-9)).mean()

    return math.exp(minimize_scalar(loss, bounds=(-1.5, 1.5), method="bounded").x)


def wilson(bad: int, number: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927)."""
    if not number:
        return 0.0, 1.0
    share, squared = bad / number, z * z
    middle = (share + squared / (2 * number)) / (1 + squared / number)
    half = (
        z
        * math.sqrt(share * (1 - share) / number + squared / (4 * number**2))
        / (1 + squared / number)
    )
    return max(0.0, middle - half), min(1.0, middle + half)


def least_score(scores: np.ndarray, bad: np.ndarray, most: float) -> float:
    """The least threshold at which the share of give-aways shown stays under `most`."""
    order = np.argsort(-scores, kind="stable")
    rate = np.cumsum(bad[order]) / np.arange(1, len(order) + 1)
    good = np.nonzero(rate <= most)[0]
    return 1.0 if not len(good) else float(scores[order[good[-1]]])


def figures(name: str, shares: np.ndarray, labels: np.ndarray) -> dict:
    leak, bad = shares[:, 2:].sum(axis=1), labels >= 2
    order = np.argsort(leak, kind="stable")
    found = {
        "set": name,
        "sentences": len(labels),
        "auc": round(float(roc_auc_score(bad, leak)), 4),
        "accuracy": round(float((shares.argmax(axis=1) == labels).mean()), 4),
    }
    for quota in (0.3, 0.5):
        shown = order[: int(quota * len(order))]
        found[f"given_away_in_safest_{quota:.0%}"] = round(float(bad[shown].mean()), 4)
    return found


def shown_by(shares, labels, threshold: float) -> dict:
    """What the proof `feel` at this threshold shows, and how often it is wrong."""
    shown = (shares.argmax(axis=1) == 0) & (shares[:, 0] >= threshold)
    bad = int((labels[shown] >= 2).sum())
    low, high = wilson(bad, int(shown.sum()))
    return {
        "threshold": round(threshold, 4),
        "coverage": round(float(shown.mean()), 4),
        "shown": int(shown.sum()),
        "given_away": bad,
        "events": int((labels[shown] >= 3).sum()),
        "interval": [round(low, 4), round(high, 4)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, help="development set, evaluate only")
    parser.add_argument("--out", type=Path, default=ROOT / "src/unspoiled/data/reveals")
    parser.add_argument("--trial", action="store_true", help="figures only")
    options = parser.parse_args()

    encoder = load_encoder()
    reviews = read_corpus(ROOT / "corpus")
    inputs = prepare(reviews, encoder)
    mixed = np.zeros((len(inputs.labels), len(REVEALS)))
    for train, test in GroupKFold(FOLDS).split(inputs.dense, None, inputs.groups):
        mixed[test] = Fitted(inputs, train).mixed(inputs, test)
    everything = np.arange(len(inputs.labels))
    final = Fitted(inputs, everything)

    sets = {"corpus, out of fold": (mixed, inputs.labels)}
    choose_mixed, choose_labels = mixed, inputs.labels
    if options.dev:
        dev_reviews = read_dev(options.dev)
        dev = prepare(dev_reviews, encoder)
        dev_mixed = final.mixed(dev, np.arange(len(dev.labels)))
        kinds = np.array([r.kind for r in dev_reviews for _ in r.displays])
        for kind in sorted(set(kinds)):
            sets[f"dev, {kind}"] = dev_mixed[kinds == kind], dev.labels[kinds == kind]
        choose_mixed = np.vstack([mixed, dev_mixed])
        choose_labels = np.concatenate([inputs.labels, dev.labels])
    temperature = best_temperature(choose_mixed, choose_labels)
    report = [figures(n, tempered(m, temperature), y) for n, (m, y) in sets.items()]

    chosen = tempered(choose_mixed, temperature)
    bad = choose_labels >= 2
    best = chosen.argmax(axis=1)
    feel = np.where(best == 0, chosen[:, 0], 0.0)
    safe = np.where(best <= 1, chosen[:, :2].sum(axis=1), 0.0)
    thresholds = {
        "feel": least_score(feel, bad, MOST_GIVEN_AWAY["feel"]),
        "feel_strict": least_score(feel, bad, MOST_GIVEN_AWAY["feel_strict"]),
        "premise": least_score(safe, bad, MOST_GIVEN_AWAY["premise"]),
        "scope_leak": 0.5,
        "synopsis": 0.75,
        "ending": 0.1,
    }
    sets["dev"] = (dev_mixed, dev.labels) if options.dev else (mixed, inputs.labels)
    proofs = {
        name: {
            which: shown_by(tempered(m, temperature), y, thresholds[which])
            for which in ("feel", "feel_strict")
        }
        for name, (m, y) in sets.items()
    }
    print(json.dumps(thresholds, indent=1), temperature)
    for row in report:
        print(row)
    for name, row in proofs.items():
        print(name, row)
    if options.trial:
        return
    write(options.out, final, temperature, thresholds, report, proofs, encoder.name)


def write(out, final, temperature, thresholds, report, proofs, encoder_name) -> None:
    """Weights as .npz (no pickles), and what they are as .json beside."""
    out.mkdir(parents=True, exist_ok=True)
    vectorizer = final.vectorizer
    names = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get)
    arrays = {
        "dense": final.dense.coef_.T.astype(np.float32),
        "dense_bias": final.dense.intercept_.astype(np.float32),
        "words": final.words.coef_.T.astype(np.float16),
        "words_bias": final.words.intercept_.astype(np.float32),
        "idf": vectorizer.idf_.astype(np.float32),
        "grams": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
    }
    with (out / "head.npz").open("wb") as file:
        np.savez_compressed(file, **arrays)
    digest = hashlib.sha256((out / "head.npz").read_bytes()).hexdigest()
    facts = {
        "name": f"reveals/{digest[:8]}",
        "encoder": encoder_name,
        "licence": "Apache-2.0",
        "files": {
            "head": {
                "file": "head.npz",
                "bytes": (out / "head.npz").stat().st_size,
                "sha256": digest,
            }
        },
        "company": COMPANY,
        "share": SHARE,
        "temperature": round(temperature, 6),
        "thresholds": {name: round(t, 6) for name, t in thresholds.items()},
        "trust": trust(proofs["dev"]["feel"]),
        "figures": report,
        "proofs": proofs,
    }
    (out / "manifest.json").write_text(json.dumps(facts, indent=1) + "\n")
    (out / "MODEL_CARD.md").write_text(card(facts), "utf-8")
    print(facts["trust"])


def card(facts: dict) -> str:
    """The model card, with the figures of this fit."""
    sets = "\n".join(
        f"| {row['set']} | {row['sentences']:,} | {row['auc']:.3f} | {row['accuracy']:.3f} "
        f"| {row['given_away_in_safest_30%']:.1%} | {row['given_away_in_safest_50%']:.1%} |"
        for row in facts["figures"]
    )
    proofs = "\n".join(
        f"| {name} | {which} | {shown['threshold']:.3f} | {shown['coverage']:.0%} "
        f"| {shown['given_away']} of {shown['shown']:,} "
        f"| {shown['interval'][0]:.1%} to {shown['interval'][1]:.1%} |"
        for name, row in facts["proofs"].items()
        for which, shown in row.items()
    )
    return CARD.format(
        name=facts["name"],
        encoder=facts["encoder"],
        temperature=facts["temperature"],
        share=facts["share"],
        sets=sets,
        proofs=proofs,
        trust=facts["trust"],
    )


CARD = """# The judge ({name})

Says what a sentence of a review gives away: nothing (feel), the set-up (premise), that
something is there (hint), a development (later), the ending. Written by
`scripts/train_reveals.py`, which makes the same bytes each time.

## What it is

Two multinomial logistic regressions whose probabilities are averaged ({share} to the
first) and tempered (T = {temperature}): one over the encoder's vectors of the sentence and
of its neighbours with some plain features (place, length, names, cue words), one over
TF-IDF of words and pairs of words. Encoder: {encoder}. Licence: Apache-2.0.

## What it was fitted on

The project's own corpus (`corpus/`, CC BY 4.0) and nothing else: reviews written for the
project, each sentence labelled once, by its author. Temperature and thresholds were chosen
on out-of-fold figures of that corpus together with a development set of 739 sentences of
other people's reviews (two labels each), on which no weight was fitted.

## Figures

A sentence "gives away" when its label is hint, later or ending. Out of fold: five folds,
no title on both sides. The thresholds were chosen with these very sets in view, so expect
somewhat worse on reviews of another kind.

| set | sentences | AUC | five-way accuracy | given away in the safest 30% | in the safest 50% |
|---|---|---|---|---|---|
{sets}

What the proof `feel` shows, and how much of it gives something away (95% Wilson interval):

| set | threshold | at | shows | given away | interval |
|---|---|---|---|---|---|
{proofs}

{trust}

## Known failures

- About half of what slips through is a hint phrased as praise or blame ("the second half
  feels like another series"), the rest mostly a development named in praise of a scene.
- Long film reviews that mix plot and craft in one sentence are harder than short notes on
  series.
- It reads English only. Reviews in other languages, and sentences in other scripts, are
  taken to give everything away and stay hidden.
- Sarcasm, and comparisons that spoil another title, are not understood.
"""


def trust(shown: dict) -> str:
    """The measured rate in a sentence, for wherever a user decides to trust it."""
    low, high = shown["interval"]
    return (
        f"Of {shown['shown']} sentences of other people's reviews that the classifier "
        f"called safe, {shown['given_away']} gave something away "
        f"({shown['given_away'] / shown['shown']:.1%}, 95% interval {low:.1%} to {high:.1%}): "
        f"{shown['events']} an event or the ending, the rest a hint."
    )


if __name__ == "__main__":
    main()
