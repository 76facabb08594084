"""The judge's learned part: sentences and their vectors -> five shares each.

A linear model over the shared encoder's vectors (the sentence and its neighbours), a
few plain features, and words: two multinomial logistic regressions whose probabilities
are averaged and tempered (Guo et al. 2017, temperature scaling). What follows from the
shares is said in `reveals` and `gate`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .domain import REVEALS
from .features import GramTable, Matrix, hand_features, with_company
from .gate import Thresholds


@dataclass(frozen=True, slots=True)
class RevealHead:
    """The judge's weights, with the thresholds that were chosen for them.

    `dense` has shape (2 dim + HAND_FEATURES, 5), `words` (grams, 5); columns are in
    the order of REVEALS.
    """

    name: str
    dense: Matrix
    dense_bias: Matrix
    words: Matrix
    words_bias: Matrix
    table: GramTable
    company: float
    """Weight of the neighbours' vectors."""
    share: float
    """Share 0..1 of the dense model in the average."""
    temperature: float
    thresholds: Thresholds
    trust: str
    """The measured rate of give-aways among what the classifier clears, in words."""

    def probabilities(self, displays: Sequence[str], vectors: Matrix) -> Matrix:
        """Five calibrated shares for each sentence of one review, shape (n, 5)."""
        inputs = np.hstack(
            [with_company(vectors, self.company), hand_features(displays)]
        )
        dense = _softmax(inputs @ self.dense + self.dense_bias)
        logits = [self.table.logits(display, self.words) for display in displays]
        words = np.asarray(logits, dtype=np.float32)
        by_words = _softmax(words.reshape(-1, len(REVEALS)) + self.words_bias)
        mixed = self.share * dense + (1 - self.share) * by_words
        tempered: Matrix = np.log(np.maximum(mixed, 1e-9)).astype(np.float32)
        return _softmax(tempered / np.float32(self.temperature))


def _softmax(logits: Matrix) -> Matrix:
    shifted = logits - logits.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    shares: Matrix = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
