"""The viewer's own (progress, ratings), settings, and what was set aside."""

from __future__ import annotations

from typing import Final

from ..domain import Boundary
from ..errors import BadRequest
from .database import Database
from .protocol import Aside, Outcome
from .records import decode, encode


def set_progress(db: Database, viewer: str, title_id: str, boundary: Boundary) -> None:
    """Remember how far a viewer is; an outlived title's is kept."""
    db.run(
        "INSERT INTO progress VALUES (?, ?, ?)"
        " ON CONFLICT (viewer, title) DO UPDATE SET episodes = excluded.episodes",
        (viewer, title_id, boundary.episodes),
    )


def progress(db: Database, viewer: str) -> dict[str, Boundary]:
    """Title id -> how far the viewer is."""
    rows = db.rows(
        "SELECT title, episodes FROM progress WHERE viewer = ? ORDER BY title",
        (viewer,),
    )
    return {title: Boundary(episodes) for title, episodes in rows}


def set_rating(db: Database, viewer: str, title_id: str, rating: float | None) -> None:
    """Remember a rating of 0 to 10; None forgets it."""
    if rating is None:
        db.run("DELETE FROM ratings WHERE viewer = ? AND title = ?", (viewer, title_id))
        return
    if not 0 <= rating <= 10:
        raise BadRequest(f"a rating is a number from 0 to 10, not {rating:g}")
    db.run(
        "INSERT INTO ratings VALUES (?, ?, ?)"
        " ON CONFLICT (viewer, title) DO UPDATE SET rating = excluded.rating",
        (viewer, title_id, float(rating)),
    )


def ratings(db: Database, viewer: str) -> dict[str, float]:
    """Title id -> the viewer's rating."""
    return dict(
        db.rows(
            "SELECT title, rating FROM ratings WHERE viewer = ? ORDER BY title",
            (viewer,),
        )
    )


def set_setting(db: Database, name: str, value: str | None) -> None:
    """Keep a setting; None forgets it."""
    if value is None:
        db.run("DELETE FROM settings WHERE name = ?", (name,))
        return
    db.run(
        "INSERT INTO settings VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def setting(db: Database, name: str) -> str | None:
    found: str | None = db.value("SELECT value FROM settings WHERE name = ?", (name,))
    return found


# --- what was set aside -----------------------------------------------------------

_ASIDE: Final = "SELECT key, reason, detail, origin, record, candidates FROM asides"


def set_aside(db: Database, aside: Aside) -> Outcome:
    """Keep a record apart; the same one twice is one row."""
    row = (
        *(aside.key, aside.reason, aside.detail, aside.origin),
        *(encode(aside.record), encode(aside.candidates)),
    )
    held = db.row(f"{_ASIDE} WHERE key = ?", (aside.key,))
    if held == row:
        return "same"
    db.run(
        "INSERT INTO asides VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
        " reason = excluded.reason, detail = excluded.detail,"
        " origin = excluded.origin, record = excluded.record,"
        " candidates = excluded.candidates",
        row,
    )
    return "added" if held is None else "changed"


def drop_aside(db: Database, key: str) -> bool:
    """Forget a record set aside."""
    if db.row("SELECT 1 FROM asides WHERE key = ?", (key,)) is None:
        return False
    db.run("DELETE FROM asides WHERE key = ?", (key,))
    return True


def asides(db: Database) -> list[Aside]:
    """Everything set aside, in the order it came."""
    return [
        Aside(
            key=key,
            reason=reason,
            detail=detail,
            origin=origin,
            record=decode(record),
            candidates=tuple(decode(candidates)),
        )
        for key, reason, detail, origin, record, candidates in db.rows(
            f"{_ASIDE} ORDER BY rowid"
        )
    ]
