"""Search by meaning: the nearest passages by cosine.

Few passages are compared one by one, from arrays mapped into memory. Many go into
inverted files of faiss, one for each group of kinds that are searched together (IVF with
product codes of 4 bits a piece, looked up in registers: André et al. 2015), from which
several times as many as wanted are taken and compared again: for ranking by rows of 8
bits a number that lie beside them, else by the vectors as kept. faiss is imported only
then, since that alone takes longer than most searches. What is new lies in segments
beside them; what is gone is left out by a list of the dead, until the index is made anew
from what lives.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from .database import Database
from .passages import (
    Level,
    Rows,
    Told,
    count_kinds,
    count_since,
    count_vectors_since,
    removed_since,
    vectors_of,
    vectors_since,
)
from .protocol import Progress, Vectors
from .records import PASSAGE_KINDS, WHOLE
from .snapshots import Snapshot, Snapshots

Scored = list[tuple[int, float]]
Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class VectorConfig:
    """When to compare one by one, and how thoroughly to look otherwise."""

    exact_limit: int = 50_000
    """Passages up to which every one is compared; so many take some 3 ms."""
    segments: int = 8
    """Segments beside the first, after which they become one."""
    waste: float = 0.25
    """Share of dead passages after which the index is made anew."""
    tail: float = 0.1
    """Share of passages beside the inverted files after which they go into them."""
    compared: int = 100_000
    """Passages of an inverted file that are looked at in one search, about; so many take
    some 1 ms. On real prose the nearest lie in many lists: of 45,000 pieces, the best 400
    of a request were found to .89 in 16% of the lists, to .97 in 39%, to .99 in all."""
    sample: int = 40
    """Passages a list that the inverted file is fitted on."""
    rounds: int = 10
    """Rounds of fitting; more cost time and gain little."""
    again: float = 3.0
    """So many times the hits wanted are compared again: of the best 400, .97 are found
    with twice as many, .99 with four times."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """Vectors in 8 bits a number, with the step of each row."""

    rows: NDArray[np.int8]
    steps: NDArray[np.float32]

    def cosines(self, places: Ids, vector: Vectors) -> Vectors:
        """Of the vectors at these places to one vector."""
        products: Vectors = np.vecdot(self.rows[places].astype(np.float32), vector)
        return products * self.steps[places]


@dataclass(frozen=True, slots=True)
class Segment:
    """Passages beside each other; those of an inverted file have `coarse` for `matrix`."""

    name: str
    ids: Ids
    titles: NDArray[np.int32]
    kinds: NDArray[np.int8]
    matrix: Vectors | None
    coarse: Coarse | None = None

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Parts:
    """An index as it is in memory: segments (the inverted files first) and the dead."""

    encoder: str = ""
    dim: int = 0
    complete: int = 0
    """No passage up to this id lacks a vector here, so that none need be looked at."""
    fitted: int = 0
    """Passages that the inverted files were fitted for; 0 where there are none."""
    segments: tuple[Segment, ...] = ()
    dead: Ids = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return sum(map(len, self.segments))

    @property
    def ids(self) -> Ids:
        held = [segment.ids for segment in self.segments]
        return np.concatenate(held) if held else np.zeros(0, np.int64)


class VectorIndex:
    """The vectors of the passages of one library, by one encoder."""

    def __init__(self, snapshots: Snapshots, config: VectorConfig) -> None:
        self.snapshots, self.config = snapshots, config
        self.level: Level | None = None
        self.parts = Parts()
        self._stamp: tuple[int, int] | None = None
        self._kept = False
        self._inverted: dict[str, Any] = {}
        self._folder: Path | None = None
        self._alive: dict[tuple[str, frozenset[int]], Mask] = {}
        self._last: tuple[bytes, dict[str, Vectors]] = b"", {}
        """Cosines of all passages to the vectors last looked for, by segment: a request
        looks for the same among passages of several kinds."""

    @property
    def encoder(self) -> str:
        return self.parts.encoder

    # --- keeping up ----------------------------------------------------------------

    def refresh(self) -> bool:
        """Open what is current; whether there is anything to search in."""
        stamp = self.snapshots.stamp()
        if stamp in (None, self._stamp):
            return self.level is not None
        for _ in range(3):  # a snapshot may be swept away between pointer and files
            stamp = self.snapshots.stamp()
            snapshot = self.snapshots.current()
            if snapshot is not None and self._open(snapshot):
                break
        self._stamp = stamp  # also of an unsound one: not to look again in vain
        return self.level is not None

    def is_level(self, db: Database, encoder: str, level: Level) -> bool:
        """Whether what is kept on the disk has all that it could have."""
        kept = self._kept and self.snapshots.stamp() == self._stamp
        if not kept or self.level != level or self.parts.encoder != encoder:
            return False
        since = self.parts.complete
        if since >= level.passage:
            return True
        ready = count_vectors_since(db, encoder, since, level)
        alive = np.setdiff1d(self.parts.ids, self.parts.dead)
        return ready == int((alive > since).sum())

    def update(
        self, db: Database, encoder: str, level: Level, progress: Progress | None
    ) -> None:
        """Write the next snapshot, level with `level`."""
        base, parts = self._base(encoder)
        if base is not None:
            gone = removed_since(db, base.level.removal, level)
            parts = replace(parts, dead=_joined(parts, gone))
        with self.snapshots.fresh(base) as folder:
            work = _Work(folder, db, encoder, level, self.config, progress)
            parts = work.next_parts(parts)
            self.snapshots.publish(folder, level, _detail(parts), base)
        self._forget()
        self.refresh()

    def build_in_memory(self, db: Database, encoder: str, level: Level) -> None:
        """An index for this process alone, where none can be written."""
        rows = _together(vectors_since(db, encoder, 0, level))
        self._forget()
        self.level = level
        if rows is not None:
            segment = Segment("", rows.ids, rows.titles, rows.kinds, rows.vectors)
            self.parts = Parts(encoder, rows.vectors.shape[1], 0, 0, (segment,))

    def _base(self, encoder: str) -> tuple[Snapshot | None, Parts]:
        """The current snapshot, if the next one can start from it."""
        nothing = None, Parts(encoder)
        base = self.snapshots.current()
        if base is None or not self._open(base) or self.parts.encoder != encoder:
            return nothing
        return base, self.parts

    def _open(self, snapshot: Snapshot) -> bool:
        self._forget()
        if snapshot.detail.get("fitted") and snapshot.detail.get("form") != FORM:
            return False
        folder = self.snapshots.path(snapshot)
        try:
            self.parts = _read_parts(folder, snapshot.detail)
        except (OSError, ValueError, KeyError, TypeError):
            return False
        self.level, self._folder, self._kept = snapshot.level, folder, True
        return True

    def _forget(self) -> None:
        self.parts, self.level, self._stamp = Parts(), None, None
        self._kept = False
        self._inverted, self._folder = {}, None
        self._alive = {}
        self._last = b"", {}

    # --- search --------------------------------------------------------------------

    def search(
        self,
        db: Database,
        vector: Vectors,
        k: int,
        kinds: Collection[int],
        titles: NDArray[np.int64] | None,
    ) -> Scored:
        """The ids of the k nearest passages, best first, of `titles` where given."""
        if not len(self.parts) or k < 1:
            return []
        vector = _unit(np.asarray(vector, np.float32).reshape(1, -1))[0]
        allowed = None if titles is None else _members(titles)
        found: Scored = []
        for segment in self.parts.segments:
            fits = self._fits(segment, frozenset(kinds), allowed)
            if segment.matrix is not None:
                found += _nearest(segment, vector, k, fits)
            else:
                found += self._look_up(db, segment, vector, k, fits)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]

    def told(
        self,
        vectors: Vectors,
        k: int,
        kinds: Collection[int],
        titles: NDArray[np.int64] | None,
    ) -> list[Told]:
        """For each of the vectors, shape (n, dim), the k nearest passages by title.

        Those of an inverted file come with their cosines in 8 bits.
        """
        if not len(self.parts) or k < 1 or not len(vectors):
            return [Told.nothing() for _ in vectors]
        vectors = _unit(np.asarray(vectors, np.float32))
        allowed = None if titles is None else _members(titles)
        found: list[list[tuple[Segment, Ids, Vectors]]] = [[] for _ in vectors]
        for segment in self.parts.segments:
            fits = self._fits(segment, frozenset(kinds), allowed)
            if segment.matrix is not None:
                hits = self._all_nearest(segment, vectors, k, fits)
            else:
                hits = self._all_probed(segment, vectors, k, fits)
            for own, (places, scores) in zip(found, hits, strict=True):
                own.append((segment, places, scores))
        return [_merged_told(own, k) for own in found]

    def _all_nearest(
        self, segment: Segment, vectors: Vectors, k: int, fits: Mask
    ) -> list[tuple[Ids, Vectors]]:
        """Compare one by one, for several vectors in one pass over the passages."""
        places = np.flatnonzero(fits)
        if not len(places):
            return [(places, np.zeros(0, np.float32)) for _ in vectors]
        matrix, key = segment.matrix, vectors.tobytes()
        assert matrix is not None
        known = self._last[1] if self._last[0] == key else {}
        whole = known.get(segment.name)
        if whole is None and 4 * len(places) < len(segment):
            scores = _cosines(matrix[places], vectors)  # beats reading all
            return [_best(places, own, k) for own in scores.T]
        if whole is None:
            whole = _cosines(matrix, vectors)
            self._last = key, {**known, segment.name: whole}
        scores = whole if len(places) == len(segment) else whole[places]
        return [_best(places, own, k) for own in scores.T]

    def _all_probed(
        self, segment: Segment, vectors: Vectors, k: int, fits: Mask
    ) -> list[tuple[Ids, Vectors]]:
        many = int(fits.sum())
        if not many:
            return [(np.zeros(0, np.int64), np.zeros(0, np.float32)) for _ in vectors]
        assert segment.coarse is not None
        index = self._load_inverted(segment.name)
        wanted = min(int(self.config.again * k), many)
        found = []
        for vector in vectors:
            hits = _probe(index, self.config, vector, wanted, fits)
            places = np.sort(hits[hits >= 0])
            scores = segment.coarse.cosines(places, vector)
            found.append(_best(places, scores, k))
        return found

    def _fits(
        self, segment: Segment, kinds: frozenset[int], allowed: Mask | None
    ) -> Mask:
        """Which passages of a segment may be hits."""
        alive = self._alive.get((segment.name, kinds))
        if alive is None:
            wanted = np.zeros(128, np.bool_)
            wanted[list(kinds)] = True
            alive = wanted[segment.kinds]
            if len(self.parts.dead):
                alive &= ~np.isin(segment.ids, self.parts.dead)
            self._alive[segment.name, kinds] = alive
        if allowed is None or not alive.any():
            return alive
        inside = np.minimum(segment.titles, len(allowed) - 1)
        fits: Mask = alive & allowed[inside] & (segment.titles < len(allowed))
        return fits

    def _look_up(
        self, db: Database, segment: Segment, vector: Vectors, k: int, fits: Mask
    ) -> Scored:
        """The nearest of an inverted file, the best compared by the vectors as kept."""
        wanted = k + k // 4 + 8
        places, _ = self._all_probed(segment, vector[None], wanted, fits)[0]
        ids = segment.ids[places].tolist()
        kept = vectors_of(db, self.parts.encoder, ids)
        order = [number for number in ids if number in kept]
        if not order:
            return []
        scores = np.vecdot(_unit(np.stack([kept[number] for number in order])), vector)
        return list(zip(order, scores.tolist(), strict=True))

    def _load_inverted(self, name: str) -> Any:
        if name not in self._inverted:
            assert self._folder is not None
            self._inverted[name] = _read_inverted(self._folder / f"{name}.{INVERTED}")
        return self._inverted[name]


def _members(titles: NDArray[np.int64]) -> Mask:
    """True at the numbers of these titles."""
    table = np.zeros(int(titles.max(initial=0)) + 1, np.bool_)
    table[titles] = True
    return table


def _best(places: Ids, scores: Vectors, k: int) -> tuple[Ids, Vectors]:
    """The k of them with the highest scores, in no order."""
    if len(scores) <= k:
        return places, scores
    best = np.argpartition(-scores, k - 1)[:k]
    return places[best], scores[best]


def _merged_told(found: Sequence[tuple[Segment, Ids, Vectors]], k: int) -> Told:
    """The k best of several segments' hits, ties by the passage's id."""
    titles = np.concatenate([segment.titles[places] for segment, places, _ in found])
    kinds = np.concatenate([segment.kinds[places] for segment, places, _ in found])
    ids = np.concatenate([segment.ids[places] for segment, places, _ in found])
    scores = np.concatenate([scores for _, _, scores in found])
    order = np.lexsort((ids, -scores))[:k]
    return Told(titles[order].astype(np.int64), kinds[order], scores[order])


def _cosines(matrix: Vectors, vectors: Vectors) -> Vectors:
    """The cosine of each row to each vector, shape (rows, vectors).

    Each is a product of its own. One product of matrices would be shared out among
    threads, whose waiting for each other takes longer than the work, and its last digits
    would depend on how many there are.
    """
    cosines: Vectors = np.vecdot(matrix[:, None], vectors)
    return cosines


def _nearest(segment: Segment, vector: Vectors, k: int, fits: Mask) -> Scored:
    """Compare one by one."""
    assert segment.matrix is not None
    places = np.flatnonzero(fits)
    if 4 * len(places) < len(segment):  # reading a few rows beats reading all
        scores = _cosines(segment.matrix[places], vector[None])[:, 0]
    else:
        scores = _cosines(segment.matrix, vector[None])[places, 0]
    places, scores = _best(places, scores, k)
    return list(zip(segment.ids[places].tolist(), scores.tolist(), strict=True))


# --- writing ----------------------------------------------------------------------


@dataclass(slots=True)
class _Work:
    """Makes the files of the next snapshot in a folder that holds those of the last."""

    folder: Path
    db: Database
    encoder: str
    level: Level
    config: VectorConfig
    progress: Progress | None
    done: int = 0

    def next_parts(self, parts: Parts) -> Parts:
        """The index with what is new in and what is gone out."""
        known = parts.ids
        coming = count_vectors_since(
            self.db, self.encoder, parts.complete, self.level
        ) - int((known > parts.complete).sum())
        size = len(parts) - len(parts.dead) + coming
        if parts.fitted and size <= self.config.exact_limit // 2:
            parts, known = Parts(self.encoder), Parts().ids
        if size > self.config.exact_limit and not self._fits_beside(parts, coming):
            parts = self._invert()
        else:
            rows = _together(self._new_rows(parts.complete, known))
            parts = self._append(parts, rows)
        parts = replace(parts, complete=self._complete(parts))
        np.save(self.folder / "dead.npy", parts.dead)
        return parts

    def _new_rows(self, since: int, known: Ids) -> Iterator[Rows]:
        for rows in self._told(vectors_since(self.db, self.encoder, since, self.level)):
            fresh = ~np.isin(rows.ids, known)
            if fresh.any():
                yield Rows(*(part[fresh] for part in _columns(rows)))

    def _told(self, batches: Iterator[Rows]) -> Iterator[Rows]:
        total = count_since(self.db, 0, self.level)
        for rows in batches:
            yield rows
            self.done += len(rows.ids)
            if self.progress is not None:
                self.progress(min(self.done, total), total)

    def _complete(self, parts: Parts) -> int:
        """The id up to which every passage there is has come in.

        Whole texts are not waited for: those of one part never have a vector.
        """
        known = parts.ids
        ids = self.db.column(
            "SELECT id FROM passages WHERE id > ? AND id <= ? AND kind <> ? ORDER BY id",
            (parts.complete, self.level.passage, WHOLE),
        )
        held = np.array(ids, np.int64)
        absent = held[~np.isin(held, known)]
        return int(absent[0]) - 1 if len(absent) else self.level.passage

    # --- segments ------------------------------------------------------------------

    def _append(self, parts: Parts, rows: Rows | None) -> Parts:
        segments = list(parts.segments)
        if rows is not None:
            segments.append(_segment(rows))
            parts = replace(parts, dim=rows.vectors.shape[1])
        beside = [s for s in segments if s.matrix is not None]
        wasteful = len(parts.dead) > self.config.waste * sum(map(len, segments))
        if len(beside) > self.config.segments or (wasteful and not parts.fitted):
            whole = _merged(beside, parts.dead)
            segments = [s for s in segments if s.matrix is None] + whole
        if not any(s.matrix is None for s in segments):
            parts = replace(parts, dead=_still(parts.dead, segments))
        self._keep(segments)
        return replace(parts, segments=tuple(segments))

    def _keep(self, segments: Sequence[Segment]) -> None:
        """Write the segments that are new, remove the files of those that are not."""
        names = {segment.name for segment in segments}
        for ending in ("npy", ROWS, INVERTED):
            for path in self.folder.glob(f"*.{ending}"):
                if path.name.split(".")[0] not in names:
                    path.unlink()
        for segment in segments:
            if not (self.folder / f"{segment.name}.rows.npy").exists():
                np.save(self.folder / f"{segment.name}.rows.npy", _table(segment))
                if segment.matrix is not None:
                    np.save(self.folder / f"{segment.name}.npy", segment.matrix)

    # --- the inverted files ----------------------------------------------------------

    def _fits_beside(self, parts: Parts, coming: int) -> bool:
        """Whether the inverted files may stay as they are for now."""
        if not parts.fitted:
            return False
        beside = sum(len(s) for s in parts.segments if s.matrix is not None) + coming
        wasteful = len(parts.dead) > self.config.waste * len(parts)
        return beside <= self.config.tail * parts.fitted and not wasteful

    def _invert(self) -> Parts:
        """Everything anew: an inverted file for each group that has enough passages."""
        sizes = count_kinds(self.db, self.level)
        least = min(LEAST, self.config.exact_limit // len(GROUPS))
        files: dict[frozenset[int], _File] = {}
        rest: list[Rows] = []
        with ExitStack() as opened:
            for group in GROUPS:
                size = sum(sizes.get(kind, 0) for kind in group)
                if size >= least:
                    file = _File(self.folder, self._fit(group, size))
                    files[group] = opened.enter_context(file)
            for rows in self._told(vectors_since(self.db, self.encoder, 0, self.level)):
                for group, file in files.items():
                    file.add(_of_kinds(rows, group))
                rest.append(_of_kinds(rows, KINDS.difference(*files)))
            segments = [file.finish() for file in files.values()]
        few = _together(iter(rest))
        if few is not None and len(few.ids):
            segments.append(_segment(few))
        self._keep(segments)
        dim = max(file.index.d for file in files.values())
        return Parts(self.encoder, dim, 0, sum(sizes.values()), tuple(segments))

    def _fit(self, group: frozenset[int], size: int) -> Any:
        """An empty inverted file with lists fitted on a sample of a group."""
        lists = max(1, int(math.sqrt(size)))
        step = max(1, round(size / (self.config.sample * lists)))
        batches = vectors_since(self.db, self.encoder, 0, self.level, step)
        rows = _together(_of_kinds(rows, group) for rows in batches)
        if rows is None or len(rows.ids) < _CENTRES:
            batches = vectors_since(self.db, self.encoder, 0, self.level)
            rows = _together(_of_kinds(rows, group) for rows in batches)
        assert rows is not None
        return _new_inverted(_unit(rows.vectors), lists, self.config.rounds)


class _File:
    """An inverted file that is being filled, with its rows of 8 bits a number."""

    def __init__(self, folder: Path, index: Any) -> None:
        self.folder, self.index = folder, index
        self.name = secrets.token_hex(6)
        self._rows = (folder / f"{self.name}.{ROWS}").open("wb")
        self._tables: list[Segment] = []
        self._steps: list[NDArray[np.float32]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *of_no_matter: object) -> None:
        self._rows.close()

    def add(self, rows: Rows) -> None:
        """Take passages in, in the order of their ids."""
        if not len(rows.ids):
            return
        segment = _segment(rows)
        assert segment.matrix is not None
        self.index.add(segment.matrix)
        coarse, steps = _coarse(segment.matrix)
        self._rows.write(coarse.tobytes())
        self._steps.append(steps)
        self._tables.append(replace(segment, matrix=None))

    def finish(self) -> Segment:
        """Write what is not written yet."""
        steps = np.concatenate(self._steps)
        np.save(self.folder / f"{self.name}.steps.npy", steps)
        _write_inverted(self.index, self.folder / f"{self.name}.{INVERTED}")
        return _one_table(self.name, self._tables)


def _of_kinds(rows: Rows, kinds: Collection[int]) -> Rows:
    wanted = np.isin(rows.kinds, sorted(kinds))
    return Rows(*(part[wanted] for part in _columns(rows)))


def _detail(parts: Parts) -> dict[str, Any]:
    return {
        "encoder": parts.encoder,
        "dim": parts.dim,
        "complete": parts.complete,
        "fitted": parts.fitted,
        "form": FORM,
        "segments": [
            {"name": segment.name, "inverted": segment.matrix is None}
            for segment in parts.segments
        ],
    }


def _read_parts(folder: Path, detail: Mapping[str, Any]) -> Parts:
    dim = detail["dim"]
    segments = tuple(_read_segment(folder, dim, **one) for one in detail["segments"])
    return Parts(
        encoder=detail["encoder"],
        dim=dim,
        complete=detail["complete"],
        fitted=detail["fitted"],
        segments=segments,
        dead=np.load(folder / "dead.npy"),
    )


_TABLE: Final = np.dtype([("id", "<i8"), ("title", "<i4"), ("kind", "i1")])


def _read_segment(folder: Path, dim: int, name: str, inverted: bool) -> Segment:
    table = np.load(folder / f"{name}.rows.npy")
    matrix = coarse = None
    if inverted:
        path, shape = folder / f"{name}.{ROWS}", (len(table), dim)
        rows = np.memmap(path, np.int8, "r", shape=shape)
        coarse = Coarse(rows.view(np.ndarray), np.load(folder / f"{name}.steps.npy"))
    else:
        matrix = np.load(folder / f"{name}.npy", mmap_mode="r").view(np.ndarray)
    return Segment(
        name,
        ids=np.ascontiguousarray(table["id"]),
        titles=np.ascontiguousarray(table["title"]),
        kinds=np.ascontiguousarray(table["kind"]),
        matrix=matrix,
        coarse=coarse,
    )


def _table(segment: Segment) -> NDArray[Any]:
    table = np.zeros(len(segment), _TABLE)
    table["id"], table["title"] = segment.ids, segment.titles
    table["kind"] = segment.kinds
    return table


def _segment(rows: Rows) -> Segment:
    """A new segment; its name is its own, so that no file is ever written over."""
    return Segment(
        secrets.token_hex(6), rows.ids, rows.titles, rows.kinds, _unit(rows.vectors)
    )


def _merged(segments: Sequence[Segment], dead: Ids) -> list[Segment]:
    """The living of several segments as one."""
    parts = []
    for segment in segments:
        assert segment.matrix is not None
        alive = ~np.isin(segment.ids, dead)
        parts.append(
            Rows(
                segment.ids[alive],
                segment.titles[alive],
                segment.kinds[alive],
                segment.matrix[alive],
            )
        )
    rows = _together(iter(parts))
    return [] if rows is None or not len(rows.ids) else [_segment(rows)]


def _one_table(name: str, segments: Sequence[Segment]) -> Segment:
    return Segment(
        name,
        np.concatenate([s.ids for s in segments]),
        np.concatenate([s.titles for s in segments]),
        np.concatenate([s.kinds for s in segments]),
        None,
    )


def _together(batches: Iterator[Rows]) -> Rows | None:
    held = [_columns(rows) for rows in batches]
    if not held:
        return None
    return Rows(*(np.concatenate(column) for column in zip(*held, strict=True)))


def _columns(rows: Rows) -> tuple[Any, ...]:
    return rows.ids, rows.titles, rows.kinds, rows.vectors


def _joined(parts: Parts, gone: Sequence[int]) -> Ids:
    """The dead with those gone since, as far as they are here at all."""
    fresh = np.intersect1d(np.array(gone, np.int64), parts.ids)
    return np.union1d(parts.dead, fresh)


def _still(dead: Ids, segments: Sequence[Segment]) -> Ids:
    held = [np.intersect1d(dead, segment.ids) for segment in segments]
    return np.concatenate(held) if held else np.zeros(0, np.int64)


def _coarse(vectors: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Vectors in 8 bits a number, and the step of each."""
    steps = np.abs(vectors).max(axis=1, keepdims=True) / 127
    steps[steps == 0] = 1.0
    return np.round(vectors / steps).astype(np.int8), steps[:, 0]


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    norms[norms == 0] = 1.0
    return np.asarray(vectors / norms, np.float32)


# --- faiss, imported only where there is much ---------------------------------------

GROUPS: Final[tuple[frozenset[int], ...]] = tuple(
    frozenset(map(PASSAGE_KINDS.index, kinds))
    for kinds in (("card", "prose"), ("sentence",), ("request",), ("whole",))
)
"""Kinds of passages that are searched together."""
KINDS: Final = frozenset(range(len(PASSAGE_KINDS)))
LEAST: Final = 1_000
"""Passages of a group for which an inverted file is made."""
FORM: Final = 3
"""How inverted files are kept; what is kept otherwise is made anew."""
INVERTED, ROWS = "faiss", "rows8"
"""How the names of inverted files and of files of 8 bits a number end."""
_CENTRES: Final = 16
"""Of each piece of a product code: 4 bits name one."""


def _faiss() -> Any:
    return import_module("faiss")


def _new_inverted(sample: Vectors, lists: int, rounds: int) -> Any:
    faiss = _faiss()

    dim = sample.shape[1]
    pieces = dim // 2 if dim % 2 == 0 else dim
    form = f"IVF{min(lists, len(sample))},PQ{pieces}x4fsr"
    index = faiss.index_factory(dim, form, faiss.METRIC_INNER_PRODUCT)
    for fitting in (index.cp, index.pq.cp):
        fitting.seed, fitting.niter = 1, rounds
        fitting.min_points_per_centroid = 1
    index.train(sample)
    return index


def _write_inverted(index: Any, path: Path) -> None:
    faiss = _faiss()

    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # faiss does not say more than that it failed
        raise OSError(f"cannot write {path.name}") from error


def _read_inverted(path: Path) -> Any:
    faiss = _faiss()

    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP)


def _probe(
    index: Any, config: VectorConfig, vector: Vectors, k: int, fits: Mask
) -> Ids:
    """The places of about the k nearest that fit; -1 is no hit.

    The fewer fit, the more lists are read. Vectors are looked for one by one, since
    several at once would be shared out among threads.
    """
    faiss = _faiss()

    share = config.compared / max(int(fits.sum()), 1)
    probes = min(index.nlist, math.ceil(share * index.nlist))
    if fits.all():
        parameters = faiss.SearchParametersIVF(nprobe=probes)
    else:
        sieve = faiss.IDSelectorBitmap(np.packbits(fits, bitorder="little"))
        parameters = faiss.SearchParametersIVF(nprobe=probes, sel=sieve)
    places: Ids = index.search(vector[None], k, params=parameters)[1][0]
    return places
