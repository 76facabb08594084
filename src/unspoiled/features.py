"""What the judge looks at besides the reader's states: a sentence's place and words.

Shared by the judge and by the scripts that fit it. Everything is a function of the
review's own sentences, in their order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import regex
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}_'’]*")
_LONGEST = 80
"""Words of a sentence that are looked at."""

_PATTERNS = tuple(
    regex.compile(rf"\b(?:{words})\b", regex.IGNORECASE)
    for words in (
        r"ends?|ended|ending|finale|finally|final|conclusion|closing|at last|last",
        r"i|my|me|we|you|your|i'm|i've|i'd|you're",
        r"when|after|until|before|then|once|while|meanwhile|later|soon|eventually",
        r"he|she|they|him|her|his|their|who",
        r"direct(?:or|ed|ion|ing)|act(?:ing|or|ors|ress)|perform\w*|cast|score"
        r"|soundtrack|ost|music|camera\w*|cinematograph\w*|script|writ(?:er|ing|ten)"
        r"|pac(?:e|ing)|episodes?|runtime|minutes|hours|eps?",
        r"twists?|surpris\w*|reveals?|spoil\w*|shock\w*",
        r"turns out|realis\w*|realiz\w*|discover\w*|confess\w*|dies|died|death"
        r"|kill\w*|marr\w*|betray\w*|break ?up|breaks? up|leaves?|returns?|kiss\w*",
        r"lives?|works?|moves?|meets?|finds?|named|young|wants|decides?|takes",
        r"best|great|love[ds]?|beautiful\w*|enjoy\w*|recommend\w*|perfect\w*|boring"
        r"|slow|bad|good|too|very|really|watch\w*|drama|film|movie|series|show",
    )
)

HAND_FEATURES = 9 + len(_PATTERNS)


def hand_features(displays: Sequence[str]) -> Matrix:
    """Place, length, names and cue words of each sentence, shape (n, HAND_FEATURES)."""
    number = len(displays)
    rows = [_row(display, at, number) for at, display in enumerate(displays)]
    return np.asarray(rows, dtype=np.float32).reshape(number, HAND_FEATURES)


def _row(display: str, at: int, number: int) -> list[float]:
    words = display.split()[:_LONGEST]
    capitals = sum(1 for word in words[1:] if word[:1].isupper())
    text = display[:1_000]
    return [
        min(number, 40) / 40,
        at / max(1, number - 1),
        float(at == 0),
        float(at == number - 1),
        min(len(words), 50) / 50,
        capitals / max(1, len(words)),
        min(capitals, 6) / 6,
        float("?" in text),
        float('"' in text or "“" in text),
        *(float(pattern.search(text) is not None) for pattern in _PATTERNS),
    ]


def grams(display: str) -> dict[str, float]:
    """Words and pairs of words with sublinear counts, 1 + ln(count)."""
    words = [w.replace("’", "'") for w in _WORD.findall(display.lower())[:_LONGEST]]
    counts: dict[str, int] = {}
    for gram in (*words, *(f"{a} {b}" for a, b in pairwise(words))):
        counts[gram] = counts.get(gram, 0) + 1
    return {gram: 1 + math.log(count) for gram, count in counts.items()}


@dataclass(frozen=True, slots=True)
class GramTable:
    """Known words and pairs with their inverse document frequency (Sparck Jones 1972)."""

    rows: Mapping[str, int]
    idf: NDArray[np.float32]

    def logits(self, display: str, weights: Matrix) -> Matrix:
        """The unit TF-IDF vector of a sentence times `weights`, shape (classes,)."""
        known = [
            (self.rows[g], tf) for g, tf in grams(display).items() if g in self.rows
        ]
        if not known:
            return np.zeros(weights.shape[1], dtype=np.float32)
        rows = np.fromiter((row for row, _ in known), dtype=np.intp)
        counts = np.fromiter((tf for _, tf in known), dtype=np.float32)
        values: Matrix = (counts * self.idf[rows]).astype(np.float32)
        product: Matrix = (values @ weights[rows]) / np.linalg.norm(values)
        return product.astype(np.float32)


ENGLISH = frozenset(
    "a an and are as at be but by for from had has have he her his i if in is it its "
    "my not of on or she so that the their they this to was we were what when who "
    "will with you".split()
)
"""Function words; about four in ten words of English prose are among them."""


LEAST_ENGLISH = 0.15
"""Share of function words below which a review is taken to be in another language."""


def english_share(displays: Sequence[str]) -> float:
    """The share 0..1 of words that are English function words."""
    words = [word for d in displays for word in _WORD.findall(d[:1_000].lower())]
    return sum(word in ENGLISH for word in words) / len(words) if words else 0.0
