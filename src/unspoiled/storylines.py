"""Titles -> their storylines; what was once computed of a summary stays in the library.

A summary's vectors are kept under its text and the encoder's name, so that the next
review of a title costs a look-up. They are rounded as the library keeps them, so that the
first review is judged by the same figures as the last.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from .alignment import Storyline, tell_storyline
from .domain import Title
from .encoder import Encoder
from .features import Matrix
from .store.protocol import Store

MOST: Final = 32
"""Storylines that are remembered."""
_PREFIX: Final = "told:"
"""Keeps a summary's vector apart from that of a passage with the same text."""


class Storylines:
    """The storylines of titles; `store`, where there is one, keeps their vectors."""

    def __init__(self, encoder: Encoder, store: Store | None = None) -> None:
        self._encoder, self._store = encoder, store
        self._made: OrderedDict[Hashable, Storyline | None] = OrderedDict()
        self._fresh: dict[str, Matrix] = {}

    def of(self, title: Title | None) -> Storyline | None:
        """The storyline of a title; None where not every episode has a summary."""
        if title is None or not title.episode_list:
            return None
        told = (title.synopsis, title.cast, title.episodes, title.episode_list)
        key = (title.id, title.names, *told)
        if key not in self._made:
            made = tell_storyline(title, self._summary_vectors)
            if made is not None:
                made = replace(made, embed=self._encoder.encode)
            self._made[key] = made
            if len(self._made) > MOST:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]

    def keep(self) -> None:
        """Put what was computed into the store, inside its transaction."""
        if self._store is not None and self._fresh:
            texts = list(self._fresh)
            self._store.put_vectors(
                self._encoder.name, texts, np.stack([self._fresh[t] for t in texts])
            )
        self._fresh = {}

    def _summary_vectors(self, texts: Sequence[str]) -> Matrix:
        keys = {text: _PREFIX + text for text in texts}
        name = self._encoder.name
        kept = self._store.vectors(name, list(keys.values())) if self._store else {}
        missing = [text for text in texts if keys[text] not in kept]
        if missing:
            computed = self._encoder.encode(missing).astype(np.float16)
            rows = dict(zip(missing, computed.astype(np.float32), strict=True))
            self._fresh |= {keys[text]: row for text, row in rows.items()}
            kept = kept | {keys[text]: row for text, row in rows.items()}
        return np.stack([kept[keys[text]] for text in texts])
