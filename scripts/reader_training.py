"""Fine-tune the encoder to read a review's sentences together, in torch.

    python scripts/reader_training.py --work FOLDER [--epochs 3] [--seed 0]

Starts from the encoder's own weights and leaves its table of words as it is, since both
are shipped with one table. The held-out tenth of the corpus is never seen. After each
epoch a checkpoint goes to `--work`; a run that was interrupted continues from there.
Writes `reader.safetensors`: the averaged weights of the encoder and of the head.

The loss is the five-way cross entropy, smoothed (label smoothing, Szegedy et al. 2016),
and as much again of the one question that matters most, whether the sentence gives
anything away. What is kept is
the moving average of the weights (Polyak and Juditsky 1992).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_encoder import find_source
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from unspoiled.bench.corpus import LETTERS, LabelledReview, read_corpus, split_held_out
from unspoiled.features import HAND_FEATURES, hand_features
from unspoiled.reader import as_read
from unspoiled.windows import COMPANY, LONGEST_SENTENCE, ROOM, spelled, windows

ROOT = Path(__file__).parents[1]
BATCH = 16
RATE, HEAD_RATE, DECAY = 6e-5, 1e-3, 0.01
WARM_UP = 0.08
SMOOTHING = 0.05
DROPOUT = 0.2
AVERAGE = 0.995
HIDDEN = 96
FROZEN_LAYERS = 1
BUCKET = 20
"""Batches whose windows are sorted by length, to pad little."""


@dataclass
class Tokens:
    """A review as the model takes it."""

    sentences: list[list[int]]
    hand: np.ndarray
    labels: list[int]


@dataclass
class Piece:
    """One window: its tokens, and where in them each judged sentence stands."""

    ids: list[int]
    spans: list[tuple[int, int]]
    hand: np.ndarray
    labels: list[int]


class Reader(nn.Module):
    """The encoder with a small head over each sentence's mean and its hand features."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(source, add_pooling_layer=False)
        self.drop = nn.Dropout(DROPOUT)
        width = self.encoder.config.hidden_size + HAND_FEATURES
        self.inner = nn.Linear(width, HIDDEN)
        self.outer = nn.Linear(HIDDEN, len(LETTERS))
        frozen = [
            self.encoder.embeddings,
            *self.encoder.encoder.layer[:FROZEN_LAYERS],
        ]
        for part in frozen:
            part.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor, hand: Tensor) -> Tensor:
        """Logits (sentences, 5); `pool` (texts, sentences of it, tokens) takes means."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        means = torch.bmm(pool, states)[pool.sum(dim=2) > 0]
        inner = self.inner(torch.cat([self.drop(means), hand], dim=1))
        return self.outer(self.drop(torch.tanh(inner)))


def tokenizer_of() -> Tokenizer:
    """The encoder's, without padding and cutting."""
    tokenizer = Tokenizer.from_file(str(find_source() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def tokens_of(reviews: Sequence[LabelledReview], tokenizer: Tokenizer) -> list[Tokens]:
    found = []
    for review in reviews:
        displays = [as_read(display) for display in review.displays]
        encoded = tokenizer.encode_batch(displays, add_special_tokens=False)
        ids = [one.ids[:LONGEST_SENTENCE] or [UNKNOWN] for one in encoded]
        labels = [LETTERS.index(letter) for letter in review.labels]
        found.append(Tokens(ids, hand_features(review.displays), labels))
    return found


OPENING, CLOSING, PADDING, UNKNOWN = 101, 102, 0, 100


def pieces(review: Tokens, draw: random.Random | None) -> Iterator[Piece]:
    """A review's windows; with `draw` their room and company vary."""
    room, company = ROOM, COMPANY
    if draw:
        room, company = draw.randint(ROOM // 2, ROOM), draw.randint(0, 2)
    for window in windows([len(s) for s in review.sentences], room, company):
        ids, spans = spelled(window, review.sentences, OPENING, CLOSING)
        judged = slice(window.start, window.end)
        yield Piece(ids, spans, review.hand[judged], review.labels[judged])


def batches(found: list[Piece], draw: random.Random) -> list[list[Piece]]:
    draw.shuffle(found)
    made = []
    for start in range(0, len(found), BATCH * BUCKET):
        some = sorted(found[start : start + BATCH * BUCKET], key=lambda p: len(p.ids))
        made += [some[n : n + BATCH] for n in range(0, len(some), BATCH)]
    draw.shuffle(made)
    return made


def tensors(batch: list[Piece]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    longest = max(len(piece.ids) for piece in batch)
    most = max(len(piece.spans) for piece in batch)
    ids = torch.full((len(batch), longest), PADDING)
    mask = torch.zeros((len(batch), longest), dtype=torch.long)
    pool = torch.zeros((len(batch), most, longest))
    for n, piece in enumerate(batch):
        ids[n, : len(piece.ids)] = torch.tensor(piece.ids)
        mask[n, : len(piece.ids)] = 1
        for at, (start, end) in enumerate(piece.spans):
            pool[n, at, start:end] = 1 / (end - start)
    hand = torch.from_numpy(np.vstack([piece.hand for piece in batch]))
    labels = torch.tensor([label for piece in batch for label in piece.labels])
    return ids, mask, pool, hand, labels


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    five = nn.functional.cross_entropy(logits, labels, label_smoothing=SMOOTHING)
    shares = logits.log_softmax(dim=1)
    harmless = torch.logsumexp(shares[:, :2], dim=1)
    given_away = torch.logsumexp(shares[:, 2:], dim=1)
    return five - torch.where(labels >= 2, given_away, harmless).mean()


def optimiser_of(model: Reader) -> torch.optim.Optimizer:
    groups = []
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            rate = RATE if name.startswith("encoder") else HEAD_RATE
            decay = 0.0 if weight.ndim == 1 else DECAY
            groups.append({"params": [weight], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups)


def train(reviews: list[Tokens], model: Reader, epochs: int, work: Path) -> None:
    """Train `model` in place; its weights end as the average over the way."""

    def made(draw: random.Random) -> list[list[Piece]]:
        return batches([p for r in reviews for p in pieces(r, draw)], draw)

    def loss(batch: list[Piece]) -> Tensor:
        *inputs, labels = tensors(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*inputs)
        return loss_of(logits.float(), labels)

    run_epochs(model, optimiser_of(model), made, loss, epochs, work)


def run_epochs(
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    made: Callable[[random.Random], list[Any]],
    loss_of_batch: Callable[[Any], Tensor],
    epochs: int,
    work: Path,
) -> None:
    """Train in place on what `made` draws for each epoch; goes on from a checkpoint."""
    draw = random.Random(torch.initial_seed())
    steps = epochs * len(made(draw))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: (
            min(1, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
        ),
    )
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE)
    )
    parts = {"model": model, "optimiser": optimiser, "schedule": schedule, "mean": mean}
    checkpoint = work / "checkpoint.pt"
    for epoch in range(resumed(checkpoint, parts, draw), epochs):
        began, total = time.monotonic(), 0.0
        model.train()
        drawn = made(draw)
        for batch in drawn:
            loss = loss_of_batch(batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(model)
            total += loss.item()
        took = time.monotonic() - began
        print(f"epoch {epoch}: loss {total / len(drawn):.3f}, {took:.0f} s", flush=True)
        held = {name: part.state_dict() for name, part in parts.items()}
        torch.save({**held, "draw": draw.getstate(), "epoch": epoch}, checkpoint)
    model.load_state_dict(mean.module.state_dict())


def resumed(checkpoint: Path, parts: dict[str, Any], draw: random.Random) -> int:
    """The epoch to begin with; takes up what an interrupted run has left."""
    if not checkpoint.exists():
        return 0
    held = torch.load(checkpoint, weights_only=False)
    for name, part in parts.items():
        part.load_state_dict(held[name])
    draw.setstate(held["draw"])
    return int(held["epoch"]) + 1


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    fitted, _ = split_held_out(read_corpus(ROOT / "corpus"))
    model = Reader(find_source())
    train(tokens_of(fitted, tokenizer_of()), model, options.epochs, options.work)
    weights = {name: w.contiguous() for name, w in model.state_dict().items()}
    save_file(weights, options.work / "reader.safetensors")


if __name__ == "__main__":
    main()
