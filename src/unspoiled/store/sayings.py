"""What reviewers' sentences say of facets: a derived index beside the other two.

Only sentences that are passages are read, which are those that are safe for anybody;
each is read once, when it has come in. Of a facet every title has one figure: the mean
of what its sentences say, for (up to 1) or against (down to -1), drawn towards nothing
while they are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..domain import Told
from ..vocabulary import load_vocabulary
from .database import Database
from .passages import Level, removed_since, sentences_since
from .records import read_told
from .snapshots import Snapshot, Snapshots

_ROW: Final = np.dtype(
    [("passage", "<i8"), ("title", "<i4"), ("facet", "<i2"), ("value", "<f4")]
)
_FILE: Final = "sayings.npy"
FEW: Final = 0.5
"""So many sentences that say nothing are added to those that say something."""
READING: Final = 2
"""Which way of reading made an index; another one makes it anew."""

Table = NDArray[Any]


class SayingIndex:
    """What the sentences of one library say of facets."""

    def __init__(self, snapshots: Snapshots) -> None:
        self.snapshots = snapshots
        self.level: Level | None = None
        self._rows: Table = np.zeros(0, _ROW)
        self._stamp: tuple[int, int] | None = None
        self._kept = False
        self._agreed: dict[int, tuple[NDArray[np.int64], NDArray[np.float32]]] = {}

    def refresh(self) -> bool:
        """Open what is current; whether there is anything."""
        stamp = self.snapshots.stamp()
        if stamp in (None, self._stamp):
            return self.level is not None
        for _ in range(3):  # a snapshot may be swept away between pointer and files
            stamp = self.snapshots.stamp()
            snapshot = self.snapshots.current()
            if snapshot is not None and self._open(snapshot):
                break
        self._stamp = stamp
        return self.level is not None

    def is_level(self, level: Level) -> bool:
        """Whether what is kept on the disk is level with the library."""
        kept = self._kept and self.snapshots.stamp() == self._stamp
        return kept and self.level == level

    def update(self, db: Database, level: Level) -> None:
        """Write the next snapshot, level with `level`."""
        base = self.snapshots.current()
        if base is not None and not self._open(base):
            base = None
        rows, since = np.zeros(0, _ROW), 0
        if base is not None:
            gone = np.array(removed_since(db, base.level.removal, level), np.int64)
            rows, since = self._rows, base.level.passage
            rows = rows[~np.isin(rows["passage"], gone)] if len(gone) else rows
        rows = np.concatenate([rows, *_read(db, since, level)])
        with self.snapshots.fresh(None) as folder:
            np.save(folder / _FILE, rows)
            self.snapshots.publish(folder, level, _detail(), None)
        self._stamp = None
        self.refresh()

    def build_in_memory(self, db: Database, level: Level) -> None:
        """For this process alone, where none can be written."""
        rows = [*_read(db, 0, level)]
        self._take(np.concatenate([np.zeros(0, _ROW), *rows]), level)
        self._kept = False

    def of(self, facet: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The numbers of the titles of which something is said, and what is agreed."""
        found = self._agreed.get(facet)
        if found is None:
            rows = self._rows[self._rows["facet"] == facet]
            titles, which = np.unique(rows["title"], return_inverse=True)
            told = np.bincount(which, weights=rows["value"], minlength=len(titles))
            many = np.bincount(which, minlength=len(titles))
            agreed = (told / (many + FEW)).astype(np.float32)
            found = self._agreed[facet] = titles.astype(np.int64), agreed
        return found

    def _open(self, snapshot: Snapshot) -> bool:
        if snapshot.detail != _detail():
            return False
        path: Path = self.snapshots.path(snapshot) / _FILE
        try:
            rows = np.load(path)
        except (OSError, ValueError):
            return False
        if rows.dtype != _ROW:
            return False
        self._take(rows, snapshot.level)
        self._kept = True
        return True

    def _take(self, rows: Table, level: Level) -> None:
        self._rows, self.level, self._agreed = rows, level, {}


def _detail() -> dict[str, Any]:
    """What an index was read with; a facet is kept by its number among these."""
    keys = [facet.key for facet in load_vocabulary().facets]
    return {"reading": READING, "facets": keys}


def _read(db: Database, since: int, level: Level) -> Iterator[Table]:
    facets = load_vocabulary().facets
    number_of = {facet.key: n for n, facet in enumerate(facets) if not facet.sealed}
    for batch in sentences_since(db, since, level):
        rows = [
            row
            for passage, title, told in batch
            for row in _rows_of(passage, title, read_told(told), number_of)
        ]
        yield np.array(rows, _ROW)


def _rows_of(
    passage: int, title: int, told: Told, number_of: dict[str, int]
) -> Sequence[tuple[int, int, int, float]]:
    """A sentence says of a facet what it says most firmly."""
    said: dict[str, float] = {}
    for reading in told.readings:
        value = reading.strength if reading.polarity == "for" else -reading.strength
        if abs(value) >= abs(said.get(reading.facet, 0.0)):
            said[reading.facet] = value
    return [
        (passage, title, number_of[key], value)
        for key, value in said.items()
        if key in number_of
    ]
