"""The judge's learned part: sentences and the reader's states -> five shares each.

Two models whose probabilities are averaged: a small network over what the reader makes
of a sentence among its neighbours, beside a few plain features; and a multinomial
logistic regression over words. The average is calibrated: tempered (Guo et al. 2017),
then what it says of giving anything away is moved along a logistic curve (Platt 1999).
What follows from the shares is said in `reveals` and `gate`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .domain import REVEALS
from .features import GramTable, Matrix, hand_features
from .gate import Thresholds


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the shares are made to mean what they say."""

    temperature: float
    slope: float
    shift: float
    """Log-odds of giving something away become `slope` times them plus `shift`."""

    def applied(self, shares: Matrix) -> Matrix:
        """Calibrated shares, shape (n, 5), each row of sum one."""
        logs: Matrix = np.log(np.maximum(shares, _LEAST)).astype(np.float32)
        tempered = _softmax(logs / np.float32(self.temperature))
        leak = np.clip(tempered[:, _GRAVE].sum(axis=1), _LEAST, 1 - _LEAST)
        odds = np.log(leak / (1 - leak)).astype(np.float32)
        moved = _sigmoid(self.slope * odds + self.shift)
        tempered[:, _GRAVE] *= (moved / leak)[:, None]
        tempered[:, _HARMLESS] *= ((1 - moved) / (1 - leak))[:, None]
        return tempered


@dataclass(frozen=True, slots=True)
class RevealHead:
    """The judge's weights, with the thresholds that were chosen for them.

    `inner` has shape (dim + HAND_FEATURES, hidden), `outer` (hidden, 5), `words`
    (grams, 5); columns are in the order of REVEALS.
    """

    name: str
    inner: Matrix
    inner_bias: Matrix
    outer: Matrix
    outer_bias: Matrix
    words: Matrix
    words_bias: Matrix
    table: GramTable
    share: float
    """Share 0..1 of the network in the average."""
    calibration: Calibration
    thresholds: Thresholds
    trust: str
    """The measured rate of give-aways among what the classifier clears, in words."""

    def probabilities(self, displays: Sequence[str], states: Matrix) -> Matrix:
        """Five calibrated shares for each sentence of one review, shape (n, 5)."""
        inputs = np.hstack([states, hand_features(displays)])
        hidden = np.tanh(inputs @ self.inner + self.inner_bias)
        network = _softmax(hidden @ self.outer + self.outer_bias)
        mixed = self.share * network + (1 - self.share) * self._by_words(displays)
        return self.calibration.applied(mixed)

    def _by_words(self, displays: Sequence[str]) -> Matrix:
        logits = [self.table.logits(display, self.words) for display in displays]
        rows = np.asarray(logits, dtype=np.float32).reshape(-1, len(REVEALS))
        return _softmax(rows + self.words_bias)


_LEAST = 1e-6
_HARMLESS, _GRAVE = slice(0, 2), slice(2, None)


def _softmax(logits: Matrix) -> Matrix:
    shifted = logits - logits.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    shares: Matrix = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def _sigmoid(x: Matrix) -> Matrix:
    shares: Matrix = (1 / (1 + np.exp(-x))).astype(np.float32)
    return shares
