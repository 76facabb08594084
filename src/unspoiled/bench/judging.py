"""Cases through the judge and the gate, exactly as a user's review goes.

What the bench needs to know of the judge is here and nowhere else in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..domain import NOTHING_SEEN, Boundary, Judged, ProofName, SafeFrom
from ..encoder import Encoder
from ..features import Matrix, hand_features
from ..gate import leak, opens_at, prove
from ..head import RevealHead
from ..marks import find_marks
from ..reader import Reader
from ..reveals import judge as review_judge
from ..reveals import sentences_at
from ..storylines import Storylines
from ..weights import (
    find_weights,
    load_encoder,
    load_reader,
    load_reveal_head,
)
from .cases import Case
from .corpus import GIVE_AWAY, Letter

EVENTS: Final[frozenset[Letter]] = frozenset({"L", "E"})

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judge:
    """The shipped judge; `embed` keeps what it has once computed."""

    encoder: Encoder
    reader: Reader
    head: RevealHead
    embed: Callable[[Sequence[str]], Matrix]

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def thresholds(self) -> dict[str, float]:
        return asdict(self.head.thresholds)

    def prove(self, judged: Judged, boundary: Boundary) -> ProofName | None:
        """Why the gate shows a sentence at a boundary, at the shipped thresholds."""
        return prove(judged, boundary, self.head.thresholds)

    def opens(self, judged: Judged) -> SafeFrom:
        """From when on the gate shows a sentence."""
        return opens_at(judged, self.head.thresholds)


def load_judge() -> Judge:
    """The packaged judge, with a memory for vectors."""
    encoder = load_encoder()
    return Judge(encoder, load_reader(), load_reveal_head(), remembering(encoder))


def load_judge_on(threads: int) -> Judge:
    """The packaged judge on so many threads, without a memory: for taking its time."""
    encoder = load_encoder()
    reader, head = load_reader(threads), load_reveal_head()
    return Judge(encoder, reader, head, encoder.encode)


def spared_held_out() -> bool:
    """Whether the judge's manifest says that no weight saw the held-out tenth."""
    return bool(find_weights("reveals").facts.get("held_out"))


def remembering(encoder: Encoder) -> Callable[[Sequence[str]], Matrix]:
    """The encoder; a text's vector depends on the text alone, so it is kept."""
    held: dict[str, Matrix] = {}

    def embed(texts: Sequence[str]) -> Matrix:
        fresh = [text for text in dict.fromkeys(texts) if text not in held]
        if fresh:
            held.update(zip(fresh, encoder.encode(fresh), strict=True))
        rows = [held[text] for text in texts]
        return np.array(rows, np.float32).reshape(len(rows), encoder.dim)

    return embed


def frozen_features(texts: Sequence[str], judge: Judge) -> Matrix:
    """What the judge sees of sentences that stand alone, shape (n, columns).

    The encoder's vector, the reader's state (zeros where a text is too long for it) and
    the plain features of a text of one sentence. Nothing in it was fitted on the task; words are counted by whoever fits a
    head on it.
    """
    states = np.nan_to_num(np.vstack(judge.reader.read([[text] for text in texts])))
    plain = np.vstack([hand_features([text]) for text in texts])
    features: Matrix = np.hstack([judge.embed(texts), states, plain])
    return features


@dataclass(frozen=True, slots=True)
class Rows:
    """Judged sentences of many cases, one entry each in every field."""

    cases: tuple[Case, ...]
    judged: tuple[Judged, ...]
    proofs: tuple[ProofName | None, ...]
    """With nothing seen, at the shipped thresholds."""
    labels: tuple[Letter, ...]
    safe_from: tuple[SafeFrom, ...]

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def works(self) -> list[str]:
        return [case.work for case in self.cases]

    @property
    def leaks(self) -> NDArray[np.float64]:
        """The probability that a sentence gives something away."""
        return np.array([leak(one) for one in self.judged], dtype=float)

    @property
    def given_away(self) -> Flags:
        return np.array([label in GIVE_AWAY for label in self.labels], dtype=bool)

    @property
    def events(self) -> Flags:
        return np.array([label in EVENTS for label in self.labels], dtype=bool)

    @property
    def hints(self) -> Flags:
        return np.array([label == "H" for label in self.labels], dtype=bool)

    @property
    def shown(self) -> Flags:
        return np.array([proof is not None for proof in self.proofs], dtype=bool)

    def where(self, keep: Iterable[bool]) -> Rows:
        """Those rows whose flag is set."""
        at = [number for number, kept in enumerate(keep) if kept]
        return Rows(
            cases=tuple(self.cases[n] for n in at),
            judged=tuple(self.judged[n] for n in at),
            proofs=tuple(self.proofs[n] for n in at),
            labels=tuple(self.labels[n] for n in at),
            safe_from=tuple(self.safe_from[n] for n in at),
        )


def judge_reviews(
    cases: Sequence[Case], judge: Judge
) -> tuple[tuple[Judged, ...], ...]:
    """Every span of each review, judged in its place; all are read at once."""
    split = [sentences_at(case.review, case.spans) for case in cases]
    states = judge.reader.read([[one.display for one in own] for own in split])
    storylines = Storylines(judge.encoder)
    return tuple(
        review_judge(
            case.review,
            sentences,
            find_marks(case.review),
            case.title,
            own,
            judge.head,
            storylines.of(case.title),
        )
        for case, sentences, own in zip(cases, split, states, strict=True)
    )


def judge_cases(cases: Sequence[Case], judge: Judge) -> Rows:
    """Every span of every review, with what the gate shows of it to a new viewer."""
    flat = [one for own in judge_reviews(cases, judge) for one in own]
    return Rows(
        cases=tuple(case for case in cases for _ in case.spans),
        judged=tuple(flat),
        proofs=tuple(judge.prove(one, NOTHING_SEEN) for one in flat),
        labels=tuple(label for case in cases for label in case.labels),
        safe_from=tuple(safe for case in cases for safe in case.safe_from),
    )
