"""A review's sentences, read together -> the facets that each says of the title.

A `reader` fine-tuned for this question gives each sentence a state among its neighbours;
the head weighs, for every facet, how near that state is to the facet's own vector (which
training began with its definition's, so that a facet with few labelled sentences has one
too), what labelled sentences teach beyond that, and what the sentence's own words name
(`facets`). Probabilities are calibrated (Platt 1999). A sentence that the reader cannot
read is read by its words alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .domain import NOTHING_TOLD, Polarity, Reading, Told
from .facets import FacetReader, Heard, without_names
from .features import LEAST_ENGLISH, Matrix, english_share
from .gate import HARMLESS
from .reader import Reader

SUITS: Final = "suits"
PUTS_OFF: Final = "puts off"
"""For whom the title is, and for whom not: read like facets, told beside them."""
STANCES: Final[tuple[Polarity, ...]] = ("for", "against")
CUES: Final = 4
"""What a sentence's words tell of a facet: see `cues_of`."""
READING: Final = 1
"""Which way of reading made what is kept; another one reads the reviews again."""
AT_ONCE: Final = 2_000
"""Sentences weighed at a time, which bounds memory (some 20 kB a sentence)."""
STRENGTH: Final = 0.8
"""Of what is said in words that no degree is known of."""

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class FacetHead:
    """The learned part; rows of `keys` are those of every array.

    `inner` has shape (dim + 2, hidden), `outer` (keys, 2, hidden), `near` (keys, dim) rows
    of length one, `nearness` (2, 2) slope and shift of a cosine, `cues` (keys, CUES, 2),
    `bias` (keys, 2); where an axis is two it is for and against. `least` has the
    probability from which a key counts as said, shape (keys,).
    """

    name: str
    keys: tuple[str, ...]
    inner: Matrix
    inner_bias: Matrix
    outer: Matrix
    near: Matrix
    nearness: Matrix
    cues: Matrix
    bias: Matrix
    least: Matrix
    slope: float
    shift: float

    def probabilities(self, states: Matrix, cues: Matrix, whole: Matrix) -> Matrix:
        """Shape (n, keys, 2), of states (n, dim), `cues_of` and `whole_of` of each."""
        hidden = self.hidden(states, whole)
        keys, _, width = self.outer.shape
        logits = (hidden @ self.outer.reshape(-1, width).T).reshape(-1, keys, 2)
        lengths = np.linalg.norm(states, axis=1, keepdims=True)
        cosines = (states / np.maximum(lengths, _LEAST)) @ self.near.T
        logits += cosines[..., None] * self.nearness[0] + self.nearness[1]
        logits += np.einsum("nkf,kfc->nkc", cues, self.cues) + self.bias
        chances: Matrix = 1 / (1 + np.exp(-(self.slope * logits + self.shift)))
        return chances

    def hidden(self, states: Matrix, whole: Matrix) -> Matrix:
        """What the network makes of states and whole sentences, shape (n, hidden)."""
        inputs = np.hstack([states, whole])
        made: Matrix = np.tanh(inputs @ self.inner + self.inner_bias)
        return made


class FacetModel:
    """Tells what reviews' sentences say of their titles."""

    def __init__(self, reader: Reader, head: FacetHead, words: FacetReader) -> None:
        self.name = f"{head.name}/{READING}"
        self.keys = head.keys
        self._reader, self._head, self._words = reader, head, words
        self._row = {key: row for row, key in enumerate(head.keys)}
        self._grave = {
            facet.key
            for facet in words.vocabulary.facets
            if facet.sealed or facet.reveals not in HARMLESS
        }

    def tell(
        self, reviews: Sequence[Sequence[str]], names: Sequence[Sequence[str]]
    ) -> list[list[Told]]:
        """What each sentence of each review tells; `names` are those of its title."""
        return [self._tell(*one) for one in self._read(reviews, names)]

    def chances(
        self, reviews: Sequence[Sequence[str]], names: Sequence[Sequence[str]]
    ) -> Matrix:
        """The probabilities of all their sentences in order, shape (n, keys, 2)."""
        return np.concatenate(
            [
                self._chances(list(map(self._words.hear, displays)), states)
                for displays, states in self._read(reviews, names)
            ]
        )

    def _read(
        self, reviews: Sequence[Sequence[str]], names: Sequence[Sequence[str]]
    ) -> list[tuple[list[str], Matrix]]:
        """Each review's sentences without the title's names, and their states."""
        masked = [
            [without_names(display, own) for display in displays]
            for displays, own in zip(reviews, names, strict=True)
        ]
        return list(zip(masked, self._reader.read(masked), strict=True))

    def features(self, texts: Sequence[str]) -> Matrix:
        """What is made of sentences that stand alone, before any facet is asked about.

        Shape (n, columns); zeros where a text is too long for the reader.
        """
        states = np.nan_to_num(np.vstack(self._reader.read([[one] for one in texts])))
        whole = np.stack([whole_of(self._words.hear(text)) for text in texts])
        made: Matrix = np.hstack([states, self._head.hidden(states, whole), whole])
        return made

    def _tell(self, displays: Sequence[str], states: Matrix) -> list[Told]:
        foreign = english_share(displays) < LEAST_ENGLISH
        told: list[Told] = []
        for start in range(0, len(displays), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            heard = list(map(self._words.hear, displays[some]))
            chances = self._chances(heard, states[some])
            told += [
                one.told() if foreign or np.isnan(state[0]) else self._told(one, *rest)
                for one, state, *rest in zip(
                    heard, states[some], displays[some], chances, strict=True
                )
            ]
        return told

    def _chances(self, heard: Sequence[Heard], states: Matrix) -> Matrix:
        if not heard:
            return np.zeros((0, len(self._row), 2), np.float32)
        cues = np.stack([cues_of(one, self._row) for one in heard])
        whole = np.stack([whole_of(one) for one in heard])
        return self._head.probabilities(np.nan_to_num(states), cues, whole)

    def _told(self, heard: Heard, display: str, chances: Matrix) -> Told:
        """What is said with enough certainty, in the vocabulary's order."""
        said = np.flatnonzero(chances.max(axis=1) >= self._head.least)
        found = {self._head.keys[row]: chances[row] for row in said}
        told = Told(
            tuple(
                _reading(key, chance, heard, display)
                for key, chance in found.items()
                if key not in (SUITS, PUTS_OFF)
            ),
            heard.opinion,
            SUITS in found,
            PUTS_OFF in found,
            tuple(
                one
                for one in heard.told().readings
                if one.facet in self._grave and one.facet not in found
            ),
        )
        return NOTHING_TOLD if told == NOTHING_TOLD else told


def cues_of(heard: Heard, row_of: Mapping[str, int]) -> Matrix:
    """What the words name, shape (keys, CUES).

    Whether a phrase affirms a facet, whether one denies it, whether it is aimed at the
    title, and praise against blame beside it (-1, 0 or 1).
    """
    cues = np.zeros((len(row_of), CUES), np.float32)
    for hit in heard.hits:
        row = row_of.get(hit.facet)
        if row is not None:
            cues[row, 0] = max(cues[row, 0], hit.polarity == "for")
            cues[row, 1] = max(cues[row, 1], hit.polarity == "against")
            cues[row, 2] = max(cues[row, 2], hit.aimed)
            cues[row, 3] = np.sign(hit.opinion) or cues[row, 3]
    cues[row_of[PUTS_OFF], 0] = heard.cautions
    return cues


def whole_of(heard: Heard) -> Matrix:
    """What the words tell of the whole sentence: opinion, and whether it cautions."""
    return np.array([heard.opinion, heard.cautions], np.float32)


def _reading(key: str, chance: Matrix, heard: Heard, display: str) -> Reading:
    """A facet with where it is said: its phrase where there is one, else all of it."""
    polarity = STANCES[int(chance[1] > chance[0])]
    sure = round(float(chance.max()), 4)
    own = [hit for hit in heard.hits if hit.facet == key]
    if not own:
        return Reading(key, polarity, STRENGTH, 0, len(display), sure)
    hit = next((hit for hit in own if hit.polarity == polarity), own[0])
    strength = hit.strength if hit.polarity == polarity else STRENGTH
    return Reading(key, polarity, strength, hit.start, hit.end, sure)
