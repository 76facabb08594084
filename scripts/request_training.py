"""Teach the encoder a second voice: what viewers ask -> near to what answers it.

    python scripts/request_training.py passages --films LIBRARY --dramas LIBRARY \\
        --tomt tomt_train.jsonl.gz --work FOLDER
    python scripts/request_training.py train --work FOLDER [--start adapters.pt] \\
        [--rate 6e-4] [--epochs 5] [--stop 3] [--written] [--thinned 3]
    python scripts/request_training.py save --work FOLDER --out adapters.npz

`passages` writes what is compared with: vectors of the cards and prose of two libraries,
the posts that look for one film, and the requests of `corpus/requests/`, as search would
look for them. Passages stay as the packaged encoder gives them, so that no library need
be encoded again: only low-rank adapters (LoRA, Hu et al. 2021) beside the products of
the last layers are learned. The loss is the cross entropy over all titles at once, each
by its best passage; a request with several answers counts each alike. A ninth of the
posts, named in `held.json`, is kept for `fit_ranker.py`.

The shipped adapters: `--written --epochs 4 --rate 6e-4`. What `save` writes is for
`build_encoder.py --adapters`, which puts it into the units of the 8-bit graph.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_encoder import find_source
from fit_ranker import REQUESTS, TODAY, id_of, lines, title_ids
from torch import Tensor, nn
from transformers import AutoModel

from unspoiled import Guide
from unspoiled.encoder import LONGEST_REQUEST
from unspoiled.search import sought_words
from unspoiled.token_model import read_tokenizer

FIRST_LAYER, LAYERS, RANK, DROPOUT = 3, 6, 32, 0.1
BATCH, BUCKET, WARM_UP, DECAY = 32, 16, 0.08, 0.01
HELD = 9
"""One post in so many is kept for the ranker."""
TEMPERATURE = 20.0
THINNED = 0.35
WRITTEN = {
    "films": (
        "film_posts",
        "film_posts_b",
        "film_posts_c",
        "film_chats",
        "film_chats_b",
        "film_chats_c",
    ),
    "dramas": ("drama_requests", "drama_requests_b"),
}


@dataclass
class Asked:
    """A request with the numbers of the titles that answer it, in one library."""

    text: str
    library: str
    answers: list[int]


# --- what is compared with ----------------------------------------------------------


def make_passages(options: argparse.Namespace) -> None:
    options.work.mkdir(parents=True, exist_ok=True)
    asked: list[dict[str, Any]] = []
    for library, folder in (("films", options.films), ("dramas", options.dramas)):
        with Guide.open(folder, starter=False, today=TODAY) as guide:
            keep_vectors(guide, options.work / f"{library}.npz")
            asked += written(guide, library)
    with Guide.open(options.films, starter=False, today=TODAY) as guide:
        there = set(guide.store.all_title_ids())
    posts = [
        {
            "id": row["id"],
            "text": row["text"],
            "library": "films",
            "ids": row["positives"],
        }
        for row in lines(options.tomt)
        if there.issuperset(row["positives"])
    ]
    random.Random(0).shuffle(posts)
    held, rest = posts[::HELD], [p for n, p in enumerate(posts) if n % HELD]
    (options.work / "held.json").write_text(json.dumps([p["id"] for p in held]))
    (options.work / "posts.json").write_text(json.dumps(rest))
    (options.work / "written.json").write_text(json.dumps(asked))


def keep_vectors(guide: Guide, path: Path) -> None:
    ids = guide.store.all_title_ids()
    rows = [guide.store.title_vectors(key) for key in ids]
    owners = np.repeat(np.arange(len(ids)), [len(row) for row in rows])
    vectors = np.concatenate([row for row in rows if len(row)])
    np.savez(path, ids=np.array(ids), owners=owners, vectors=vectors.astype("f2"))


def written(guide: Guide, library: str) -> Iterator[dict[str, Any]]:
    ids = title_ids(guide)
    for name in WRITTEN[library]:
        for row in lines(REQUESTS / f"{name}.jsonl"):
            request = guide.understand(row["text"])
            text = sought_words(request, guide.vocabulary)
            found = [key for one in row["answers"] if (key := id_of(one, ids))]
            if found and text.strip():
                yield {"id": row["id"], "text": text, "library": library, "ids": found}


def read_asked(path: Path, numbers: dict[str, dict[str, int]]) -> list[Asked]:
    rows = json.loads(path.read_text())
    return [
        Asked(r["text"], r["library"], [numbers[r["library"]][key] for key in r["ids"]])
        for r in rows
    ]


# --- the model ----------------------------------------------------------------------


class Adapted(nn.Module):
    """A product with a narrow product beside it, which begins as nothing."""

    def __init__(self, whole: nn.Linear) -> None:
        super().__init__()
        self.whole = whole
        self.narrow = nn.Parameter(torch.randn(whole.in_features, RANK) * 0.02)
        self.wide = nn.Parameter(torch.zeros(RANK, whole.out_features))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.whole(x)
        return y + (self.drop(x) @ self.narrow) @ self.wide


class Voice(nn.Module):
    """The encoder with adapters from FIRST_LAYER on; what is below never changes."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(find_source(), add_pooling_layer=False)
        self.encoder.requires_grad_(False)
        for layer in self.encoder.encoder.layer[FIRST_LAYER:]:
            own = layer.attention.self
            own.query, own.key, own.value = map(
                Adapted, (own.query, own.key, own.value)
            )
            layer.attention.output.dense = Adapted(layer.attention.output.dense)
            layer.intermediate.dense = Adapted(layer.intermediate.dense)
            layer.output.dense = Adapted(layer.output.dense)
        self.scale = nn.Parameter(torch.tensor(math.log(TEMPERATURE)))

    def layers(self, x: Tensor, mask: Tensor, which: slice) -> Tensor:
        away = (1 - mask[:, None, None].float()) * -1e4
        for layer in self.encoder.encoder.layer[which]:
            out = layer(x, attention_mask=away)
            x = out[0] if isinstance(out, tuple) else out
        return x

    @torch.no_grad()
    def below(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the layers that never change make of tokens."""
        x = self.encoder.embeddings(input_ids=ids)
        return self.layers(x, mask, slice(FIRST_LAYER))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors of length one, (texts, dim), from what `below` gave."""
        x = self.layers(x, mask, slice(FIRST_LAYER, None))
        return nn.functional.normalize((x * mask[..., None]).sum(dim=1), dim=-1)

    def adapters(self) -> dict[str, Tensor]:
        """Each adapter's two matrices by the name that the graph has for it."""
        found = {}
        for number in range(FIRST_LAYER, LAYERS):
            layer = self.encoder.encoder.layer[number]
            own = layer.attention.self
            parts = {
                "qkv.query": own.query,
                "qkv.key": own.key,
                "qkv.value": own.value,
                "out": layer.attention.output.dense,
                "up": layer.intermediate.dense,
                "down": layer.output.dense,
            }
            for name, part in parts.items():
                found[f"{number}.{name}.in"] = part.narrow.detach()
                found[f"{number}.{name}.out"] = part.wide.detach()
        return found


def states(model: Voice, texts: Sequence[str]) -> list[Tensor]:
    """Each text as `below` leaves it, in half precision; made once, used every epoch."""
    tokenizer = read_tokenizer(find_source() / "tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST_REQUEST)
    ids = [encoded.ids for encoded in tokenizer.encode_batch(list(texts))]
    found: list[Tensor] = [torch.zeros(0)] * len(ids)
    order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
    model.eval()
    for start in range(0, len(order), BATCH):
        some = order[start : start + BATCH]
        rows, mask = padded([torch.tensor(ids[n]) for n in some])
        below = model.below(rows, mask)
        for row, n in enumerate(some):
            found[n] = below[row, : len(ids[n])].half().clone()
    return found


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    lengths = torch.tensor([len(row) for row in rows])
    mask = (torch.arange(int(lengths.max()))[None] < lengths[:, None]).long()
    return nn.utils.rnn.pad_sequence(list(rows), batch_first=True), mask


SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def thinned(text: str, draw: random.Random) -> str:
    """The text with about a third of its sentences left out: others tell less."""
    sentences = [one for one in SENTENCE_END.split(text) if one.strip()]
    if len(sentences) < 3:
        return text
    kept = [one for one in sentences if draw.random() > THINNED]
    return " ".join(kept or sentences)


# --- training -----------------------------------------------------------------------


class Titles:
    """Both libraries' passages in one matrix, and which titles a request may mean."""

    def __init__(self, work: Path) -> None:
        self.numbers: dict[str, dict[str, int]] = {}
        vectors, owners, libraries = [], [], []
        size = 0
        for name in ("films", "dramas"):
            held = np.load(work / f"{name}.npz")
            self.numbers[name] = {str(k): size + n for n, k in enumerate(held["ids"])}
            vectors.append(held["vectors"].astype(np.float32))
            owners.append(held["owners"] + size)
            libraries += [name] * len(held["ids"])
            size += len(held["ids"])
        self.vectors = torch.from_numpy(np.concatenate(vectors))
        self.owners = torch.from_numpy(np.concatenate(owners))
        self.outside = {
            name: torch.tensor([library != name for library in libraries])
            for name in self.numbers
        }

    def scores(self, asked: Tensor) -> Tensor:
        """The cosine of each title's best passage, (requests, titles)."""
        cosines = asked @ self.vectors.T
        worst = torch.full((len(asked), len(self.outside["films"])), -1.0)
        owners = self.owners[None].expand(len(asked), -1)
        return worst.scatter_reduce(1, owners, cosines, "amax")


def loss_of(
    titles: Titles, vectors: Tensor, scale: Tensor, some: Sequence[Asked]
) -> Tensor:
    scores = titles.scores(vectors) * scale.exp()
    terms = []
    for row, one in zip(scores, some, strict=True):
        shares = row.masked_fill(titles.outside[one.library], -1e4).log_softmax(dim=0)
        terms.append(-shares[one.answers].mean())
    return torch.stack(terms).mean()


def batches(lengths: Sequence[int], draw: random.Random) -> list[list[int]]:
    """Texts of about one length together, in an order of chance."""
    order = list(range(len(lengths)))
    draw.shuffle(order)
    made = []
    for start in range(0, len(order), BATCH * BUCKET):
        some = sorted(order[start : start + BATCH * BUCKET], key=lambda n: lengths[n])
        made += [some[n : n + BATCH] for n in range(0, len(some), BATCH)]
    draw.shuffle(made)
    return made


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(0)
    draw = random.Random(0)
    titles = Titles(options.work)
    asked = read_asked(options.work / "posts.json", titles.numbers)
    if options.written:
        asked += read_asked(options.work / "written.json", titles.numbers)
    model = Voice()
    if options.start:
        model.load_state_dict(torch.load(options.start))
    told = [[one.text for one in asked]]
    told += [[thinned(t, draw) for t in told[0]] for _ in range(options.thinned)]
    variants = [states(model, texts) for texts in told]
    learned = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=options.rate, weight_decay=DECAY)
    steps = options.epochs * math.ceil(len(asked) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda n: min(1, (n + 1) / (WARM_UP * steps)) * max(0.02, 1 - n / steps),
    )
    for epoch in range(min(options.epochs, options.stop or options.epochs)):
        began, total = time.monotonic(), 0.0
        model.train()
        held = variants[epoch % len(variants)]
        made = batches([len(row) for row in held], draw)
        for n, batch in enumerate(made):
            rows, mask = padded([held[i].float() for i in batch])
            vectors = model(rows, mask)
            loss = loss_of(titles, vectors, model.scale, [asked[i] for i in batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
            if len(made) > 9 and n % (len(made) // 9) == 0:
                print(f"  {n} of {len(made)}", flush=True)
        took = time.monotonic() - began
        print(f"epoch {epoch}: loss {total / len(made):.3f}, {took:.0f} s", flush=True)
        torch.save(model.state_dict(), options.work / "adapters.pt")


def save(options: argparse.Namespace) -> None:
    """The adapters as they were learned, for `build_encoder.py`."""
    model = Voice()
    model.load_state_dict(torch.load(options.work / "adapters.pt"))
    np.savez(options.out, **{k: v.numpy() for k, v in model.adapters().items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    first = commands.add_parser("passages")
    for name in ("films", "dramas", "tomt"):
        first.add_argument(f"--{name}", type=Path, required=True)
    first.set_defaults(run=make_passages)
    second = commands.add_parser("train")
    second.add_argument("--start", type=Path)
    second.add_argument("--rate", type=float, default=6e-4)
    second.add_argument("--epochs", type=int, default=5)
    second.add_argument("--stop", type=int)
    second.add_argument("--written", action="store_true")
    second.add_argument("--thinned", type=int, default=0)
    second.set_defaults(run=train)
    third = commands.add_parser("save")
    third.add_argument("--out", type=Path, required=True)
    third.set_defaults(run=save)
    for command in (first, second, third):
        command.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
