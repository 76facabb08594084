"""The tables of a library, as numbered migrations.

Each migration runs in one transaction together with its record, so that a library is
always of exactly one version. A migration is never edited after a release: a change is
a new one at the end. Passages are never changed in place and their ids never used
again, which is what lets the derived indexes catch up by id; `removed_passages` says
what has gone since, and `generations` names every state that was committed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from .database import Database

APPLICATION: Final = 0x756E7370
"""`PRAGMA application_id` of a library: "unsp"."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a version to the next; its number is its place, from 1."""

    name: str
    script: tuple[str, ...]


_FIRST: Final = (
    """CREATE TABLE library (uuid TEXT NOT NULL)""",
    """CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    # --- titles: narrow rows for screening, the whole record apart
    """CREATE TABLE titles (
        no INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        popularity REAL NOT NULL,
        kind INTEGER NOT NULL,
        year INTEGER, episodes INTEGER, minutes INTEGER, total INTEGER,
        country INTEGER, language INTEGER, air_start INTEGER, air_end INTEGER,
        told INTEGER NOT NULL, networks INTEGER NOT NULL, roles INTEGER NOT NULL,
        record_hash BLOB NOT NULL, entry_hash BLOB NOT NULL)""",
    """CREATE INDEX titles_ranked ON titles (popularity DESC, id)""",
    """CREATE TABLE title_records (
        title INTEGER PRIMARY KEY REFERENCES titles ON DELETE CASCADE,
        record BLOB NOT NULL)""",
    """CREATE TABLE words (
        no INTEGER PRIMARY KEY, fact TEXT NOT NULL, word TEXT NOT NULL,
        UNIQUE (fact, word))""",
    """CREATE TABLE title_words (
        word INTEGER NOT NULL REFERENCES words,
        title INTEGER NOT NULL REFERENCES titles ON DELETE CASCADE,
        PRIMARY KEY (word, title)) WITHOUT ROWID""",
    """CREATE INDEX title_words_of ON title_words (title)""",
    """CREATE TABLE title_ids (
        name TEXT NOT NULL, value TEXT NOT NULL,
        title INTEGER NOT NULL REFERENCES titles ON DELETE CASCADE,
        PRIMARY KEY (name, value, title)) WITHOUT ROWID""",
    """CREATE INDEX title_ids_of ON title_ids (title)""",
    """CREATE TABLE names (
        key TEXT NOT NULL,
        title INTEGER NOT NULL REFERENCES titles ON DELETE CASCADE,
        PRIMARY KEY (key, title)) WITHOUT ROWID""",
    """CREATE INDEX names_of ON names (title)""",
    """CREATE TABLE people (
        no INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL,
        UNIQUE (key, name))""",
    """CREATE TABLE credits (
        title INTEGER NOT NULL REFERENCES titles ON DELETE CASCADE,
        place INTEGER NOT NULL,
        person INTEGER NOT NULL REFERENCES people,
        role TEXT NOT NULL,
        PRIMARY KEY (title, place)) WITHOUT ROWID""",
    """CREATE INDEX credits_of ON credits (person, role, title)""",
    # --- reviews, read and judged
    """CREATE TABLE reviews (
        no INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        title INTEGER NOT NULL REFERENCES titles ON DELETE CASCADE,
        date TEXT,
        record BLOB NOT NULL,
        text TEXT NOT NULL,
        judged_by TEXT NOT NULL,
        record_hash BLOB NOT NULL, entry_hash BLOB NOT NULL)""",
    """CREATE INDEX reviews_of ON reviews (title, date, id)""",
    """CREATE INDEX reviews_judged ON reviews (judged_by)""",
    """CREATE TABLE marks (
        review INTEGER NOT NULL REFERENCES reviews ON DELETE CASCADE,
        place INTEGER NOT NULL,
        kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        label TEXT, through INTEGER,
        PRIMARY KEY (review, place)) WITHOUT ROWID""",
    """CREATE TABLE sentences (
        review INTEGER NOT NULL REFERENCES reviews ON DELETE CASCADE,
        place INTEGER NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, display TEXT NOT NULL,
        heading INTEGER NOT NULL, paragraph INTEGER NOT NULL,
        reveals TEXT NOT NULL,
        feel REAL, premise REAL, hint REAL, later REAL, ending REAL,
        safe_from INTEGER, hidden INTEGER NOT NULL, flagged INTEGER NOT NULL,
        scope INTEGER, synopsis REAL NOT NULL, before INTEGER NOT NULL,
        "index" INTEGER NOT NULL,
        PRIMARY KEY (review, place)) WITHOUT ROWID""",
    # --- what search looks in
    """CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title INTEGER NOT NULL REFERENCES titles ON DELETE CASCADE,
        review INTEGER REFERENCES reviews ON DELETE CASCADE,
        kind INTEGER NOT NULL, "index" INTEGER,
        text TEXT NOT NULL, hash INTEGER NOT NULL)""",
    """CREATE INDEX passages_of_title ON passages (title, review)""",
    """CREATE INDEX passages_of_review ON passages (review) WHERE review IS NOT NULL""",
    """CREATE TABLE removed_passages (
        no INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL)""",
    """CREATE TRIGGER passage_removed AFTER DELETE ON passages BEGIN
        INSERT INTO removed_passages (passage) VALUES (old.id); END""",
    """CREATE TABLE generations (
        no INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE,
        passage INTEGER NOT NULL, removal INTEGER NOT NULL)""",
    """CREATE TABLE encoders (
        no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dim INTEGER NOT NULL,
        complete INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE vectors (
        no INTEGER PRIMARY KEY,
        encoder INTEGER NOT NULL REFERENCES encoders, hash INTEGER NOT NULL,
        vector BLOB NOT NULL)""",
    """CREATE UNIQUE INDEX vectors_of ON vectors (encoder, hash)""",
    # --- kept apart, and the viewer's own (which outlives a title)
    """CREATE TABLE asides (
        key TEXT PRIMARY KEY, reason TEXT NOT NULL, detail TEXT NOT NULL,
        origin TEXT NOT NULL, record BLOB NOT NULL, candidates BLOB NOT NULL)""",
    """CREATE TABLE progress (
        viewer TEXT NOT NULL, title TEXT NOT NULL, episodes INTEGER,
        PRIMARY KEY (viewer, title)) WITHOUT ROWID""",
    """CREATE TABLE ratings (
        viewer TEXT NOT NULL, title TEXT NOT NULL, rating REAL NOT NULL,
        PRIMARY KEY (viewer, title)) WITHOUT ROWID""",
)

_NEIGHBOURS: Final = (
    # --- ids that past requests and ratings name, whether or not a title bears them
    """CREATE TABLE named_titles (
        no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE)""",
    # --- past requests; their passages have kind 3 and the request's number as "index"
    """CREATE TABLE requests (
        no INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL, hash INTEGER NOT NULL,
        extra BLOB, record_hash BLOB NOT NULL)""",
    """CREATE TABLE answers (
        request INTEGER NOT NULL REFERENCES requests ON DELETE CASCADE,
        title INTEGER NOT NULL REFERENCES named_titles,
        PRIMARY KEY (request, title)) WITHOUT ROWID""",
    """CREATE INDEX answers_of ON answers (title)""",
    """CREATE INDEX passages_of_request ON passages ("index") WHERE kind = 3""",
    # --- ratings by raters (a viewer's own are in `ratings`), and what follows of them
    """CREATE TABLE raters (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)""",
    """CREATE TABLE given_ratings (
        rater INTEGER NOT NULL REFERENCES raters,
        title INTEGER NOT NULL REFERENCES named_titles,
        rating REAL NOT NULL, scale REAL NOT NULL, extra BLOB,
        PRIMARY KEY (rater, title)) WITHOUT ROWID""",
    """CREATE INDEX given_ratings_of ON given_ratings (title)""",
    """CREATE TABLE co_rated (
        title INTEGER PRIMARY KEY REFERENCES named_titles, others BLOB NOT NULL)""",
    """CREATE TABLE rating_state (
        changes INTEGER NOT NULL, computed INTEGER NOT NULL, made_by TEXT NOT NULL)""",
    """INSERT INTO rating_state VALUES (0, 0, '')""",
)

# The searched texts of a title as one, which ingest makes of every title that it adds.
_WHOLE: Final = (
    """INSERT INTO passages (title, review, kind, "index", text, hash)
        SELECT title, NULL, 4, NULL, group_concat(text, ' '), -title FROM
        (SELECT title, text FROM passages WHERE review IS NULL AND kind < 2 ORDER BY id)
        GROUP BY title""",
    """INSERT INTO generations (token, passage, removal)
        SELECT lower(hex(randomblob(12))), (SELECT max(id) FROM passages),
        coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'removed_passages'), 0)
        WHERE EXISTS (SELECT 1 FROM passages WHERE kind = 4)""",
)

# What a sentence says of facets; filled when its review is judged again.
_TOLD: Final = ("""ALTER TABLE sentences ADD COLUMN told BLOB""",)

MIGRATIONS: Final = (
    Migration("first tables", _FIRST),
    Migration("past requests and ratings", _NEIGHBOURS),
    Migration("whole texts", _WHOLE),
    Migration("what sentences tell", _TOLD),
)


def version_of(db: Database) -> int:
    """How many migrations the library has had; 0 for an empty file."""
    return int(db.value("PRAGMA user_version"))


def is_library(db: Database) -> bool:
    """Whether the file is a library (of any version) and not another's database."""
    return int(db.value("PRAGMA application_id")) == APPLICATION


def is_empty(db: Database) -> bool:
    """Whether nothing has ever been written into the file."""
    return not db.value("SELECT count(*) FROM sqlite_master")


def migrate(db: Database, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Bring the library to the newest version, a transaction a step."""
    for number in range(version_of(db) + 1, len(migrations) + 1):
        with db.transaction():
            if version_of(db) >= number:  # another process was faster
                continue
            if number == 1:
                _begin(db)
            for statement in migrations[number - 1].script:
                db.run(statement)
            if number == 1:
                db.run("INSERT INTO library VALUES (?)", (secrets.token_hex(16),))
            db.run(
                "INSERT INTO migrations VALUES (?, ?, datetime('now'))",
                (number, migrations[number - 1].name),
            )
            db.run(f"PRAGMA user_version = {number:d}")


def _begin(db: Database) -> None:
    db.run(f"PRAGMA application_id = {APPLICATION:d}")
    db.run(
        "CREATE TABLE migrations "
        "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL)"
    )
