"""What search looks in: passages, their vectors, and what has changed since when.

A passage is never changed in place, and its id is never used again. So an index that
knows a `Level` of the library needs only the passages with higher ids and the removals
with higher numbers. A level carries the random token of the transaction that made it:
a library put back from a copy, or one that lost its last transactions, does not know
the token of an index that is ahead of it, and the index is then made anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..domain import TOLD_KINDS, Hit, Passage, PassageKind
from ..errors import BadRequest
from .database import Database, Row
from .protocol import Vectors
from .records import (
    PASSAGE_KINDS,
    REQUEST,
    SENTENCE,
    WHOLE,
    pack_vectors,
    passage_hash,
    text_hash,
    unpack_vectors,
    wanted,
)

BATCH: Final = 5_000


@dataclass(frozen=True, slots=True)
class Level:
    """A committed state: the highest passage id and removal number by then."""

    token: str
    passage: int
    removal: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Passages with their vectors, as an index takes them in."""

    ids: np.ndarray
    titles: np.ndarray
    kinds: np.ndarray
    vectors: Vectors


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Hits, best first, by the numbers of their titles, without their texts."""

    titles: NDArray[np.int64]
    kinds: NDArray[np.int8]
    scores: NDArray[np.float32]

    @classmethod
    def nothing(cls) -> Told:
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int8), np.zeros(0, np.float32))


# --- writing ----------------------------------------------------------------------


def replace_passages(
    db: Database,
    title: int,
    review: int | None,
    passages: Sequence[Passage],
    *,
    fresh: bool,
) -> None:
    """Make these the passages of a review (of a title itself), touching what differs.

    The past requests that a title answered are no passages of its own and stay.
    `fresh` says that there are none yet.
    """
    held = [] if fresh else _held_passages(db, title, review)
    old = {tuple(row[1:]): row[0] for row in held}
    new = {(PASSAGE_KINDS.index(p.kind), p.index, p.text): None for p in passages}
    gone = [(row[0],) for row in held if old.get(tuple(row[1:])) != row[0]]
    gone += [(number,) for content, number in old.items() if content not in new]
    db.run_many("DELETE FROM passages WHERE id = ?", gone)
    db.run_many(
        'INSERT INTO passages (title, review, kind, "index", text, hash)'
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (title, review, kind, index, text, passage_hash(PASSAGE_KINDS[kind], text))
            for kind, index, text in new
            if (kind, index, text) not in old
        ],
    )


def _held_passages(db: Database, title: int, review: int | None) -> list[Row]:
    if review is None:
        return db.rows(
            'SELECT id, kind, "index", text FROM passages'
            " WHERE title = ? AND review IS NULL AND kind <> ?",
            (title, REQUEST),
        )
    return db.rows(
        'SELECT id, kind, "index", text FROM passages WHERE review = ?', (review,)
    )


def put_vectors(
    db: Database,
    encoder: str,
    texts: Sequence[str],
    vectors: Vectors,
    kind: PassageKind = "prose",
) -> None:
    """Keep vectors under their texts, read as passages of that kind."""
    vectors = np.asarray(vectors, dtype=np.float32)
    if not len(texts):
        return
    if vectors.ndim != 2 or len(vectors) != len(texts):
        raise BadRequest(f"{len(texts)} texts need as many vectors")
    if not np.isfinite(vectors).all():
        raise BadRequest("a vector holds a number that is none")
    number = _encoder(db, encoder, vectors.shape[1])
    db.run_many(
        "INSERT INTO vectors (encoder, hash, vector) VALUES (?, ?, ?)"
        " ON CONFLICT (encoder, hash) DO UPDATE SET vector = excluded.vector",
        [
            (number, passage_hash(kind, text), blob)
            for text, blob in zip(texts, pack_vectors(vectors), strict=True)
        ],
    )


def _encoder(db: Database, name: str, dim: int) -> int:
    held = db.row("SELECT no, dim FROM encoders WHERE name = ?", (name,))
    if held is None:
        return db.run("INSERT INTO encoders (name, dim) VALUES (?, ?)", (name, dim))
    if held[1] != dim:
        raise BadRequest(f"vectors by {name} have {held[1]} numbers, not {dim}")
    return int(held[0])


def mark_generation(db: Database) -> None:
    """Name the state that is about to be committed, if passages came or went."""
    latest = latest_level(db)
    passage, removal = _counters(db)
    if latest is None or (latest.passage, latest.removal) != (passage, removal):
        db.run(
            "INSERT INTO generations (token, passage, removal) VALUES (?, ?, ?)",
            (secrets.token_hex(12), passage, removal),
        )


def _counters(db: Database) -> tuple[int, int]:
    held: dict[str, int] = dict(db.rows("SELECT name, seq FROM sqlite_sequence"))
    return held.get("passages", 0), held.get("removed_passages", 0)


def mark_complete(db: Database, encoder: str) -> None:
    """Remember up to which passage none lacks a vector, so that nobody looks again."""
    first = db.value(
        "SELECT min(p.id) FROM passages AS p, encoders AS e"
        " WHERE e.name = ? AND p.id > e.complete AND p.kind <> ? AND NOT EXISTS"
        " (SELECT 1 FROM vectors WHERE encoder = e.no AND hash = p.hash)",
        (encoder, WHOLE),
    )
    complete = _counters(db)[0] if first is None else first - 1
    db.run("UPDATE encoders SET complete = ? WHERE name = ?", (complete, encoder))


def put_whole_vectors(db: Database, encoder: str) -> None:
    """Give whole texts that lack a vector the middle of those of their parts.

    Only where there are several parts: of one, the whole says nothing more.
    """
    held = db.row("SELECT no, dim FROM encoders WHERE name = ?", (encoder,))
    if held is None:
        return
    number, dim = held
    lacking: dict[int, int] = dict(
        db.rows(
            "SELECT title, hash FROM passages AS p WHERE kind = ? AND NOT EXISTS"
            " (SELECT 1 FROM vectors WHERE encoder = ? AND hash = p.hash)"
            " AND 1 < (SELECT count(*) FROM passages AS o"
            " WHERE o.title = p.title AND o.review IS NULL AND o.kind < ?)",
            (WHOLE, number, SENTENCE),
        )
    )
    titles = sorted(lacking)
    for start in range(0, len(titles), BATCH):
        rows = db.rows(
            "SELECT title, vector FROM passages AS p"
            " JOIN vectors AS v ON v.encoder = ? AND v.hash = p.hash"
            " WHERE review IS NULL AND kind < ?"
            " AND title IN (SELECT value FROM json_each(?)) ORDER BY title, id",
            (number, SENTENCE, wanted(titles[start : start + BATCH])),
        )
        if not rows:
            continue
        owners = np.array([row[0] for row in rows])
        first = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
        sums = np.add.reduceat(unpack_vectors([row[1] for row in rows], dim), first)
        middles = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        hashes = [lacking[title] for title in owners[first].tolist()]
        db.run_many(
            "INSERT OR REPLACE INTO vectors (encoder, hash, vector) VALUES (?, ?, ?)",
            list(
                zip([number] * len(hashes), hashes, pack_vectors(middles), strict=True)
            ),
        )


# --- reading ----------------------------------------------------------------------


def latest_level(db: Database) -> Level | None:
    """The last committed state; None for a library that never had a passage."""
    row = db.row(
        "SELECT token, passage, removal FROM generations ORDER BY no DESC LIMIT 1"
    )
    return None if row is None else Level(*row)


def knows(db: Database, level: Level) -> bool:
    """Whether this library was ever in that state."""
    row = db.row(
        "SELECT token, passage, removal FROM generations WHERE token = ?",
        (level.token,),
    )
    return row is not None and Level(*row) == level


def removed_since(db: Database, since: int, level: Level) -> list[int]:
    """Ids of passages that went after removal number `since`, up to a level."""
    return db.column(
        "SELECT passage FROM removed_passages WHERE no > ? AND no <= ? ORDER BY no",
        (since, level.removal),
    )


def texts_since(db: Database, since: int, level: Level) -> Iterator[list[Row]]:
    """Batches of (id, title, kind, text) of the passages after id `since`."""
    while True:
        rows = db.rows(
            "SELECT id, title, kind, text FROM passages"
            " WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
            (since, level.passage, BATCH),
        )
        if not rows:
            return
        yield rows
        since = rows[-1][0]


def sentences_since(db: Database, since: int, level: Level) -> Iterator[list[Row]]:
    """Batches of (id, title, what it tells) of reviews' sentences after `since`."""
    while True:
        rows = db.rows(
            "SELECT id, p.title, told FROM passages AS p LEFT JOIN sentences AS s"
            ' ON s.review = p.review AND s.place = p."index"'
            " WHERE id > ? AND id <= ? AND kind = ? ORDER BY id LIMIT ?",
            (since, level.passage, SENTENCE, BATCH),
        )
        if not rows:
            return
        yield rows
        since = rows[-1][0]


def title_vectors(db: Database, encoder: str, title: int) -> Vectors:
    """The vectors of a title's own passages (card and prose), shape (n, dim)."""
    held = db.row("SELECT no, dim FROM encoders WHERE name = ?", (encoder,))
    if held is None:
        return np.zeros((0, 0), np.float32)
    blobs = db.column(
        "SELECT vector FROM passages AS p JOIN vectors AS v"
        " ON v.encoder = ? AND v.hash = p.hash"
        " WHERE p.title = ? AND p.review IS NULL AND p.kind < ? ORDER BY p.id",
        (held[0], title, SENTENCE),
    )
    return unpack_vectors(blobs, held[1])


def vectors_since(
    db: Database, encoder: str, since: int, level: Level, step: int = 1
) -> Iterator[Rows]:
    """Batches of the passages after id `since` that have a vector.

    With `step`, only about one in so many: a sample over the whole library.
    """
    held = db.row("SELECT no, dim FROM encoders WHERE name = ?", (encoder,))
    while held is not None:
        rows = db.rows(
            "SELECT p.id, title, kind, vector FROM passages AS p"
            " JOIN vectors AS v ON v.encoder = ? AND v.hash = p.hash"
            " WHERE p.id > ? AND p.id <= ? AND p.id % ? = 0 ORDER BY p.id LIMIT ?",
            (held[0], since, level.passage, step, BATCH),
        )
        if not rows:
            return
        ids, titles, kinds, blobs = zip(*rows, strict=True)
        yield Rows(
            np.array(ids, np.int64),
            np.array(titles, np.int32),
            np.array(kinds, np.int8),
            unpack_vectors(list(blobs), held[1]),
        )
        since = ids[-1]


def count_since(db: Database, since: int, level: Level) -> int:
    """About how many passages there are after id `since`."""
    return int(
        db.value(
            "SELECT count(*) FROM passages WHERE id > ? AND id <= ?",
            (since, level.passage),
        )
    )


def count_kinds(db: Database, level: Level) -> dict[int, int]:
    """How many passages there are of each kind."""
    return dict(
        db.rows(
            "SELECT kind, count(*) FROM passages WHERE id <= ? GROUP BY kind",
            (level.passage,),
        )
    )


def count_vectors_since(db: Database, encoder: str, since: int, level: Level) -> int:
    """How many passages after id `since` have a vector."""
    return int(
        db.value(
            "SELECT count(*) FROM passages AS p JOIN encoders AS e ON e.name = ?"
            " JOIN vectors AS v ON v.encoder = e.no AND v.hash = p.hash"
            " WHERE p.id > ? AND p.id <= ?",
            (encoder, since, level.passage),
        )
    )


def newest_encoder(db: Database) -> str | None:
    """The encoder that vectors were last kept by for the first time."""
    found: str | None = db.value("SELECT name FROM encoders ORDER BY no DESC LIMIT 1")
    return found


def missing_texts(
    db: Database, encoder: str, kinds: Sequence[PassageKind] = TOLD_KINDS
) -> list[str]:
    """Distinct texts of passages without a vector by this encoder, oldest first."""
    held = db.row("SELECT no, complete FROM encoders WHERE name = ?", (encoder,))
    number, complete = held or (-1, 0)
    texts = db.column(
        "SELECT text FROM passages AS p WHERE id > ?"
        " AND kind IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
        " (SELECT 1 FROM vectors WHERE encoder = ? AND hash = p.hash) ORDER BY id",
        (complete, wanted(map(PASSAGE_KINDS.index, kinds)), number),
    )
    return list(dict.fromkeys(texts))


def get_vectors(db: Database, encoder: str, texts: Sequence[str]) -> dict[str, Vectors]:
    """The kept vectors of those texts that have one."""
    held = db.row("SELECT no, dim FROM encoders WHERE name = ?", (encoder,))
    if held is None:
        return {}
    hashes = {text: text_hash(text) for text in texts}
    rows = db.rows(
        "SELECT hash, vector FROM vectors WHERE encoder = ?"
        " AND hash IN (SELECT value FROM json_each(?))",
        (held[0], wanted(hashes.values())),
    )
    found = dict(
        zip(
            (r[0] for r in rows),
            unpack_vectors([r[1] for r in rows], held[1]),
            strict=True,
        )
    )
    return {text: found[key] for text, key in hashes.items() if key in found}


def vectors_of(db: Database, encoder: str, ids: Sequence[int]) -> dict[int, Vectors]:
    """The vectors of passages by id, as they are kept."""
    rows = db.rows(
        "SELECT p.id, vector FROM passages AS p"
        " JOIN encoders AS e ON e.name = ?"
        " JOIN vectors AS v ON v.encoder = e.no AND v.hash = p.hash"
        " WHERE p.id IN (SELECT value FROM json_each(?))",
        (encoder, wanted(ids)),
    )
    dim = len(rows[0][1]) // 2 if rows else 0
    vectors = unpack_vectors([row[1] for row in rows], dim)
    return dict(zip((row[0] for row in rows), vectors, strict=True))


def read_hits(db: Database, scored: Sequence[tuple[int, float]]) -> list[Hit]:
    """The passages of an index's hits; those that are no more are left out."""
    rows = db.rows(
        'SELECT p.id, t.id, p.kind, p.text, r.id, p."index" FROM passages AS p'
        " JOIN titles AS t ON t.no = p.title LEFT JOIN reviews AS r ON r.no = p.review"
        " WHERE p.id IN (SELECT value FROM json_each(?))",
        (wanted(number for number, _ in scored),),
    )
    found = {row[0]: Passage(row[1], PASSAGE_KINDS[row[2]], *row[3:]) for row in rows}
    return [Hit(found[n], score) for n, score in scored if n in found]
