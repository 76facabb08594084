"""Reviews with their marks and judged sentences: rows in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from ..domain import REVEALS, Judged, Mark, Review, SafeFrom, Sentence
from ..errors import BadRequest
from .database import Database, Row
from .passages import replace_passages
from .protocol import Outcome, ReviewEntry
from .records import (
    digest,
    encode,
    read_review,
    read_told,
    review_record,
    told_row,
    wanted,
)

_COLUMNS: Final = (
    'start, "end", display, heading, paragraph, reveals, feel, premise, hint, later,'
    ' ending, safe_from, hidden, flagged, scope, synopsis, before, "index", told'
)
EVERYTHING: Final = -1
"""Stands for a `safe_from` of all episodes."""


class Reviews:
    """The reviews of one library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # --- writing -----------------------------------------------------------------

    def put(self, entry: ReviewEntry) -> Outcome:
        """Insert or replace a review; BadRequest if its title is not held."""
        review = entry.review
        title = self._db.value("SELECT no FROM titles WHERE id = ?", (review.title_id,))
        if title is None:
            raise BadRequest(
                f"review {review.id}: no title {review.title_id!r} is held"
            )
        record = review_record(review)
        rest = encode((entry.marks, entry.judged, entry.passages, entry.judged_by))
        entry_hash = digest(record, review.text, rest)
        held = self._db.row(
            "SELECT no, entry_hash, title FROM reviews WHERE id = ?", (review.id,)
        )
        if held is not None and held[1:] == (entry_hash, title):
            return "same"
        number = None if held is None else int(held[0])
        if held is not None and held[2] != title:  # its passages go with the old title
            self._db.run("DELETE FROM reviews WHERE no = ?", (number,))
            number = None
        row: Row = (review.date, record, review.text, entry.judged_by)
        row += (content_hash(review), entry_hash)
        fresh = number is None
        number = self._write(review.id, title, number, row)
        self._fill(number, title, entry, fresh=fresh)
        return "added" if held is None else "changed"

    def _write(self, review_id: str, title: int, number: int | None, row: Row) -> int:
        """The row of a review, new or in place; its number."""
        if number is not None:
            self._db.run(
                "UPDATE reviews SET date = ?, record = ?, text = ?, judged_by = ?,"
                " record_hash = ?, entry_hash = ? WHERE no = ?",
                (*row, number),
            )
            return number
        return self._db.run(
            "INSERT INTO reviews (id, title, date, record, text, judged_by,"
            " record_hash, entry_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (review_id, title, *row),
        )

    def _fill(
        self, number: int, title: int, entry: ReviewEntry, *, fresh: bool
    ) -> None:
        if not fresh:
            self._forget_retold(number, entry.judged)
            self._db.run("DELETE FROM marks WHERE review = ?", (number,))
            self._db.run("DELETE FROM sentences WHERE review = ?", (number,))
        self._db.run_many(
            "INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (number, place, m.kind, m.start, m.end, m.label, m.through)
                for place, m in enumerate(entry.marks)
            ],
        )
        self._db.run_many(
            f"INSERT INTO sentences (review, place, {_COLUMNS}) VALUES"  # noqa: S608
            " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, place, *_judged_row(judged))
                for place, judged in enumerate(entry.judged)
            ],
        )
        replace_passages(self._db, title, number, entry.passages, fresh=fresh)

    def _forget_retold(self, number: int, judged: Sequence[Judged]) -> None:
        """Drop the passages of sentences that tell another thing now.

        A passage that stays keeps its id, and what is derived of it is not made again.
        """
        rows = self._db.rows(
            'SELECT "index", told FROM sentences WHERE review = ?', (number,)
        )
        held: dict[int, bytes | None] = dict(rows)
        retold = [
            (number, one.sentence.index)
            for one in judged
            if held.get(one.sentence.index) != told_row(one.told)
        ]
        self._db.run_many(
            'DELETE FROM passages WHERE review = ? AND "index" = ?', retold
        )

    def remove(self, review_id: str) -> bool:
        """Remove a review with all that hangs on it."""
        if self._number(review_id) is None:
            return False
        self._db.run("DELETE FROM reviews WHERE id = ?", (review_id,))
        return True

    # --- reading -----------------------------------------------------------------

    def _number(self, review_id: str) -> int | None:
        found = self._db.value("SELECT no FROM reviews WHERE id = ?", (review_id,))
        return None if found is None else int(found)

    def get(self, review_id: str) -> Review | None:
        row = self._db.row(
            "SELECT record, text FROM reviews WHERE id = ?", (review_id,)
        )
        return None if row is None else read_review(*row)

    def of_title(self, title_id: str) -> list[Review]:
        """A title's reviews, by date and id; those without a date come last."""
        rows = self._db.rows(
            "SELECT r.record, r.text FROM reviews AS r JOIN titles AS t ON t.no = r.title"
            " WHERE t.id = ? ORDER BY r.date IS NULL, r.date, r.id",
            (title_id,),
        )
        return [read_review(*row) for row in rows]

    def unchanged(self, reviews: Sequence[Review], judged_by: str) -> set[str]:
        """Ids of those held just so, judged by that judge.

        A review that does not know its title's id yet is compared without it.
        """
        rows = self._db.rows(
            "SELECT r.id, record_hash, (SELECT id FROM titles WHERE no = r.title)"
            " FROM reviews AS r WHERE judged_by = ?"
            " AND r.id IN (SELECT value FROM json_each(?))",
            (judged_by, wanted(review.id for review in reviews)),
        )
        held = {key: rest for key, *rest in rows}
        return {
            review.id
            for review in reviews
            if review.id in held
            and review.title_id in (None, held[review.id][1])
            and content_hash(review) == held[review.id][0]
        }

    def judged_otherwise(self, judged_by: str, k: int) -> list[Review]:
        """Up to k reviews that another judge judged, by id."""
        rows = self._db.rows(
            # by the index of judges alone: nearly always there is none
            "SELECT record, text FROM reviews WHERE no IN"
            " (SELECT no FROM reviews WHERE judged_by < ?1"
            " UNION ALL SELECT no FROM reviews WHERE judged_by > ?1)"
            " ORDER BY +id LIMIT ?2",
            (judged_by, k),
        )
        return [read_review(*row) for row in rows]

    def judged(self, review_ids: Sequence[str]) -> dict[str, tuple[Judged, ...]]:
        """The judged sentences of each review that is held, in text order."""
        rows = self._db.rows(
            f"SELECT r.id, {_COLUMNS} FROM reviews AS r"  # noqa: S608
            " LEFT JOIN sentences AS s ON s.review = r.no"
            " WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.no, place",
            (wanted(review_ids),),
        )
        found: dict[str, list[Judged]] = {}
        for key, *row in rows:
            sentences = found.setdefault(key, [])
            if row[0] is not None:
                sentences.append(_read_judged(key, row))
        return {key: tuple(found[key]) for key in review_ids if key in found}

    def marks(self, review_id: str) -> tuple[Mark, ...]:
        rows = self._db.rows(
            'SELECT kind, start, "end", label, through FROM marks'
            " WHERE review = ? ORDER BY place",
            (self._number(review_id),),
        )
        return tuple(Mark(*row) for row in rows)


def content_hash(review: Review) -> bytes:
    """The hash of what a review says and of what is said of it, but for its title's id."""
    return digest(review_record(replace(review, title_id=None)), review.text)


def _judged_row(judged: Judged) -> Row:
    sentence = judged.sentence
    episodes = judged.safe_from.episodes
    return (
        *(sentence.start, sentence.end, sentence.display),
        *(sentence.heading, sentence.paragraph, judged.reveals),
        *(judged.probability.get(name) for name in REVEALS),
        EVERYTHING if episodes is None else episodes,
        *(judged.hidden, judged.flagged, judged.scope),
        *(judged.synopsis, judged.before, sentence.index),
        told_row(judged.told),
    )


def _read_judged(review_id: str, row: Sequence[Any]) -> Judged:
    """Positional, since an answer reads thousands."""
    start, end, display, heading, paragraph, reveals, *more = row
    shares, rest = more[: len(REVEALS)], more[len(REVEALS) :]
    safe_from, hidden, flagged, scope, synopsis, before, index, told = rest
    if None in shares:
        known = zip(REVEALS, shares, strict=True)
        probability = {name: share for name, share in known if share is not None}
    else:
        probability = dict(zip(REVEALS, shares, strict=True))
    return Judged(
        Sentence(review_id, index, start, end, display, heading == 1, paragraph),
        reveals,
        probability,
        _safe_from(safe_from),
        hidden == 1,
        flagged == 1,
        scope,
        synopsis,
        before == 1,
        read_told(told),
    )


@lru_cache(maxsize=1024)
def _safe_from(episodes: int) -> SafeFrom:
    return SafeFrom(None if episodes == EVERYTHING else episodes)
