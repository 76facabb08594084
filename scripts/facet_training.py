"""Fine-tune the encoder to say which facets each sentence of a review names, in torch.

    python scripts/facet_training.py --work FOLDER [--epochs 12] [--seed 0]

Starts from the encoder's own weights, as `reader_training` does, and reads a review's
sentences together in the same windows. Fitted on `corpus/facets/train*.txt` and
`examples_*.tsv` alone; works of the held-out tenth of the corpus are never among them.
After each epoch a checkpoint goes to `--work`; a run that was interrupted continues from
there. Writes
`facets.safetensors`: the moving average of the weights (Polyak and Juditsky 1992).

Every facet has two questions, whether a sentence says that the title is so and whether it
denies it; the loss is the sum of their binary cross entropies. A question's logit is the
cosine of the sentence's state and the facet's vector, which begins as that of its
definition; a network's, of whose weights one part is given by the definitions and one is
each facet's own, which decay keeps small; and what the sentence's words name, which is
kept from it now and then so that it does not lean on words alone.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from build_encoder import find_source
from reader_training import (
    FROZEN_LAYERS,
    PADDING,
    ROOT,
    UNKNOWN,
    Piece,
    Tokens,
    batches,
    pieces,
    run_epochs,
    tokenizer_of,
)
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from unspoiled.bench.corpus import read_corpus
from unspoiled.bench.facet_labels import (
    FacetLabel,
    read_facet_examples,
    read_facet_labels,
)
from unspoiled.facet_model import CUES, PUTS_OFF, SUITS, cues_of, whole_of
from unspoiled.facets import READ_GROUPS, FacetReader, without_names
from unspoiled.reader import as_read
from unspoiled.vocabulary import Facet, load_vocabulary
from unspoiled.weights import load_encoder
from unspoiled.windows import LONGEST_SENTENCE

RATE, HEAD_RATE, CUE_RATE = 8e-5, 2e-3, 2e-2
DECAY, OWN_DECAY, CUE_DECAY = 0.01, 0.05, 0.02
DROPOUT = 0.2
HIDDEN = 256
SHARED = 0.3
"""Of what a definition gives; keeps the first steps small."""
NEARNESS, MIDDLE = 15.0, 0.35
"""Slope of a cosine's logit at the beginning, and the cosine at which it is 0."""
TOGETHER = 6
"""Single sentences that are read as if they were a review: one window's worth."""
WORDLESS = 0.2
"""Share of sentences whose words are kept from the head."""
RAREST = -8.5
"""Log-odds below which no question starts."""


def facets_read() -> list[Facet]:
    """The facets that are looked for, in the vocabulary's order."""
    facets = load_vocabulary().facets
    return [facet for facet in facets if facet.group in READ_GROUPS]


def keys_of(facets: Sequence[Facet]) -> tuple[str, ...]:
    return (*(facet.key for facet in facets), SUITS, PUTS_OFF)


def definitions_of(facets: Sequence[Facet]) -> list[str]:
    """What each key means, in words."""
    told = [f"{f.name}: {f.definition} {', '.join(f.synonyms[:8])}" for f in facets]
    return [
        *told,
        "who will like it, recommended for those who enjoy",
        "who may not like it, not for those who",
    ]


@dataclass
class Labelled:
    """A review as the model takes it, with what its sentences say."""

    tokens: Tokens
    cues: np.ndarray  # (sentences, keys, CUES)
    whole: np.ndarray  # (sentences, 2)
    said: np.ndarray  # (sentences, keys, 2)


@dataclass
class Window(Piece):
    """A piece of a review; its `labels` are its sentences' numbers there."""

    of: Labelled


class FacetReaderNet(nn.Module):
    """The encoder with a head over each sentence's mean and its words."""

    def __init__(self, source: Path, definitions: Tensor, prior: Tensor) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(source, add_pooling_layer=False)
        for part in [
            self.encoder.embeddings,
            *self.encoder.encoder.layer[:FROZEN_LAYERS],
        ]:
            part.requires_grad_(False)
        width, keys = self.encoder.config.hidden_size, len(definitions)
        self.drop = nn.Dropout(DROPOUT)
        self.inner = nn.Linear(width + 2, HIDDEN)
        self.register_buffer("definitions", definitions)
        self.shared = nn.Linear(width, 2 * HIDDEN, bias=False)
        self.own = nn.Parameter(torch.zeros(keys, 2, HIDDEN))
        self.bias = nn.Parameter(prior.clone())
        first = [[2.0, 0.0], [0.0, 2.0], [1.0, 0.0], [1.5, -1.5]]
        self.cues = nn.Parameter(torch.tensor(first))
        self.own_cues = nn.Parameter(torch.zeros(keys, CUES, 2))
        self.near = nn.Parameter(nn.functional.normalize(definitions, dim=1))
        stance = torch.tensor([1.0, 0.3]) * NEARNESS
        self.nearness = nn.Parameter(torch.stack([stance, -MIDDLE * stance]))

    def outer(self) -> Tensor:
        """What each question weighs, shape (keys, 2, HIDDEN)."""
        shared = self.shared(self.definitions).view(len(self.definitions), 2, -1)
        return SHARED * shared + self.own

    def forward(
        self, ids: Tensor, mask: Tensor, pool: Tensor, cues: Tensor, whole: Tensor
    ) -> Tensor:
        """Logits (sentences, keys, 2)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        means = torch.bmm(pool.to(states.dtype), states)[pool.sum(dim=2) > 0].float()
        hidden = torch.tanh(self.inner(torch.cat([self.drop(means), whole], dim=1)))
        logits = torch.einsum("nh,kch->nkc", self.drop(hidden), self.outer())
        near = nn.functional.normalize(self.near, dim=1)
        cosines = nn.functional.normalize(means, dim=1) @ near.T
        logits = logits + cosines[..., None] * self.nearness[0] + self.nearness[1]
        if self.training:
            cues = cues * (torch.rand(len(cues), 1, 1) > WORDLESS)
        told = torch.einsum("nkf,kfc->nkc", cues, self.cues + self.own_cues)
        return logits + told + self.bias


Read = tuple[Sequence[str], Sequence[frozenset[FacetLabel]]]
"""A review's sentences, and what each of them says."""


def read_training(folder: Path) -> list[Read]:
    """What is fitted on: whole reviews, and sentences written for a facet each."""
    vocabulary, corpus = load_vocabulary(), read_corpus(folder)
    reviews: list[Read] = [
        (
            [without_names(text, (one.review.title,)) for text in one.review.displays],
            one.sentences,
        )
        for path in sorted((folder / "facets").glob("train*.txt"))
        for one in read_facet_labels(path, corpus, vocabulary)
    ]
    alone = [
        example
        for path in sorted((folder / "facets").glob("examples*.tsv"))
        for example in read_facet_examples(path, vocabulary)
    ]
    random.Random(0).shuffle(alone)
    some = [alone[start : start + TOGETHER] for start in range(0, len(alone), TOGETHER)]
    return reviews + [
        ([text for text, _ in own], [said for _, said in own]) for own in some
    ]


def labelled_of(
    read: Sequence[Read], keys: Sequence[str], tokenizer: Tokenizer
) -> list[Labelled]:
    """Reviews with their labels as arrays."""
    words = FacetReader(load_vocabulary())
    row_of = {key: row for row, key in enumerate(keys)}
    made = []
    for displays, labels in read:
        heard = [words.hear(display) for display in displays]
        encoded = tokenizer.encode_batch(
            [as_read(display) for display in displays], add_special_tokens=False
        )
        ids = [one.ids[:LONGEST_SENTENCE] or [UNKNOWN] for one in encoded]
        made.append(
            Labelled(
                Tokens(ids, np.zeros((len(ids), 0)), list(range(len(ids)))),
                np.stack([cues_of(each, row_of) for each in heard]),
                np.stack([whole_of(each) for each in heard]),
                np.stack([said_by(own, row_of) for own in labels]),
            )
        )
    return made


def said_by(labels: frozenset[FacetLabel], row_of: dict[str, int]) -> np.ndarray:
    """What a sentence's labels say, shape (keys, 2); people are not read."""
    said = np.zeros((len(row_of), 2), np.float32)
    for label in labels:
        if (row := row_of.get(label.facet)) is not None:
            said[row, 0] = max(said[row, 0], label.stance in ("for", "both"))
            said[row, 1] = max(said[row, 1], label.stance in ("against", "both"))
    return said


def windows_of(
    found: Sequence[Labelled], draw: random.Random | None
) -> Iterator[Window]:
    for own in found:
        for piece in pieces(own.tokens, draw):
            yield Window(piece.ids, piece.spans, piece.hand, piece.labels, own)


def tensors(batch: Sequence[Window]) -> tuple[Tensor, ...]:
    """(ids, mask, pool, cues, whole, said) of some windows."""
    longest = max(len(window.ids) for window in batch)
    most = max(len(window.spans) for window in batch)
    ids = torch.full((len(batch), longest), PADDING)
    mask = torch.zeros((len(batch), longest), dtype=torch.long)
    pool = torch.zeros((len(batch), most, longest))
    for n, window in enumerate(batch):
        ids[n, : len(window.ids)] = torch.tensor(window.ids)
        mask[n, : len(window.ids)] = 1
        for at, (start, end) in enumerate(window.spans):
            pool[n, at, start:end] = 1 / (end - start)
    rest = [
        torch.from_numpy(np.concatenate([getattr(w.of, name)[w.labels] for w in batch]))
        for name in ("cues", "whole", "said")
    ]
    return (ids, mask, pool, *rest)


def optimiser_of(model: FacetReaderNet) -> torch.optim.Optimizer:
    groups = []
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            rate, decay = HEAD_RATE, 0.0
            if name.startswith("encoder"):
                rate, decay = RATE, 0.0 if weight.ndim == 1 else DECAY
            elif name.endswith("cues"):
                rate, decay = CUE_RATE, CUE_DECAY if name == "own_cues" else 0.0
            elif name == "own":
                decay = OWN_DECAY
            groups.append({"params": [weight], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups)


def loss_of(logits: Tensor, said: Tensor) -> Tensor:
    losses = nn.functional.binary_cross_entropy_with_logits(
        logits, said, reduction="none"
    )
    return losses.sum(dim=(1, 2)).mean()


def train(
    found: list[Labelled], model: FacetReaderNet, epochs: int, work: Path
) -> None:
    """Train `model` in place; its weights end as the average over the way."""

    def made(draw: random.Random) -> list[list[Window]]:
        return batches(list(windows_of(found, draw)), draw)

    def loss(batch: list[Window]) -> Tensor:
        *inputs, said = tensors(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*inputs)
        return loss_of(logits.float(), said)

    run_epochs(model, optimiser_of(model), made, loss, epochs, work)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="what an earlier run has left")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    facets = facets_read()
    read = read_training(ROOT / "corpus")
    found = labelled_of(read, keys_of(facets), tokenizer_of())
    number = sum(len(one.said) for one in found)
    times = sum(one.said.sum(axis=0) for one in found)
    prior = torch.from_numpy(np.log((times + 0.3) / (number + 0.6))).float()
    vectors = load_encoder().encode(definitions_of(facets))
    model = FacetReaderNet(
        find_source(), torch.from_numpy(vectors), prior.clamp(min=RAREST)
    )
    if options.start is not None:  # more labels have come in since
        held = load_file(options.start)
        model.load_state_dict({key: held[key] for key in model.state_dict()})
    print(f"{number} sentences, {int(times.sum())} labels", flush=True)
    train(found, model, options.epochs, options.work)
    weights = {name: w.contiguous() for name, w in model.state_dict().items()}
    weights["outer"] = model.outer().detach().contiguous()
    weights["unit"] = nn.functional.normalize(model.near, dim=1).detach().contiguous()
    save_file(weights, options.work / "facets.safetensors")


if __name__ == "__main__":
    main()
