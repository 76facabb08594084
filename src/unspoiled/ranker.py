"""The learned part of ranking: features' figures -> what each is worth.

A ranker is additive (Hastie and Tibshirani 1986): each feature has a curve of its own,
made of straight pieces that never fall, and what the curves give adds up to a title's
score. So every share can be told, and a figure that says little below some height (a
cosine, say) can count for little there. There is one set of curves for each voice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Final, Literal, get_args

import msgspec
import numpy as np

from .domain import Request
from .traits import Floats

Voice = Literal["clue", "likes", "wish", "alike"]
"""How a request is heard: one title half remembered; a wish beside titles that are liked;
a wish alone. `alike` compares two titles."""
VOICES: Final[tuple[Voice, ...]] = get_args(Voice)

Curve = tuple[tuple[float, ...], tuple[float, ...]]
"""Figures in rising order, and what a feature is worth at each; straight between them."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Curves of features for each voice; a feature that has none is worth nothing."""

    curves: Mapping[Voice, Mapping[str, Curve]]
    name: str = ""

    def without(self, *names: str) -> Ranker:
        """The same but for these features."""
        return replace(
            self,
            curves={
                voice: {key: curve for key, curve in own.items() if key not in names}
                for voice, own in self.curves.items()
            },
        )

    def worth(self, voice: Voice, figures: Floats, features: Sequence[str]) -> Floats:
        """What the figures are worth, (n, features) like the figures themselves."""
        worth = np.zeros(figures.shape, np.float32)
        own = self.curves.get(voice, {})
        for column, name in enumerate(features):
            if name in own:
                worth[:, column] = np.interp(figures[:, column], *own[name])
        return worth


def straight(weight: float) -> Curve:
    """A feature that is worth so much times its figure, which is of -1..1."""
    return (-1.0, 0.0, 1.0), (-weight, 0.0, weight)


@lru_cache(maxsize=1)
def load_ranker() -> Ranker:
    """The packaged curves, read once."""
    folder = resources.files(__package__).joinpath("data/ranker")
    raw = folder.joinpath("ranker.json").read_bytes()
    return msgspec.convert(msgspec.json.decode(raw), Ranker)


def voice_of(request: Request) -> Voice:
    """How a request is to be heard."""
    if request.clues:
        return "clue"
    return "likes" if any(like.liked for like in request.likes) else "wish"
