"""Past requests and ratings by raters: rows in; what search and ranking need, out.

Both name titles by id, whether or not the library holds them: what comes first waits
for what comes later, so that the order of adding makes no difference. A past request is
a passage of each title that is held and answered it; `PASSAGE_KINDS` says how it stays
apart from what is told of titles. Which titles the same raters liked is derived from the
ratings, and kept until these change (`neighbours` says how it is reckoned).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from ..domain import PastRequest, Rating
from ..errors import BadRequest
from ..neighbours import MADE_BY, Neighbours, Ratings, liked_together
from .database import Database, Row
from .protocol import Outcome, Progress
from .records import REQUEST, decode, digest, encode, passage_hash, sound, wanted

_PAIR: Final = np.dtype([("title", "<i4"), ("strength", "<f4")])
"""One neighbour as it is kept: the number of a named title, and how near it is."""


# --- past requests ----------------------------------------------------------------


def put_requests(db: Database, requests: Sequence[PastRequest]) -> list[Outcome]:
    """Insert or replace past requests by id."""
    if any(not request.answers for request in requests):
        raise BadRequest("a past request needs the id of a title that answered it")
    held: dict[str, Row] = {
        key: (number, content)
        for key, number, content in db.rows(
            "SELECT id, no, record_hash FROM requests"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted(request.id for request in requests),),
        )
    }
    titles = _numbers_of(db, [key for one in requests for key in one.answers])
    return [_put_request(db, request, held, titles) for request in requests]


def _put_request(
    db: Database,
    request: PastRequest,
    held: dict[str, Row],
    titles: Mapping[str, int],
) -> Outcome:
    extra = _extra(request.extra)
    answers = sorted(set(request.answers))
    content = digest(request.text, extra or b"", encode(answers))
    earlier = held.get(request.id)
    if earlier is not None and earlier[1] == content:
        return "same"
    row: Row = (request.text, passage_hash("request", request.text), extra, content)
    if earlier is None:
        number = db.run(
            "INSERT INTO requests (id, text, hash, extra, record_hash)"
            " VALUES (?, ?, ?, ?, ?)",
            (request.id, *row),
        )
    else:
        number = earlier[0]
        _clear_request(db, number)
        db.run(
            "UPDATE requests SET text = ?, hash = ?, extra = ?, record_hash = ?"
            " WHERE no = ?",
            (*row, number),
        )
    db.run_many(
        "INSERT INTO answers VALUES (?, ?)", [(number, titles[key]) for key in answers]
    )
    _add_passages(db, "r.no = ?", number)
    held[request.id] = (number, content)
    return "added" if earlier is None else "changed"


def _clear_request(db: Database, number: int) -> None:
    db.run("DELETE FROM answers WHERE request = ?", (number,))
    db.run('DELETE FROM passages WHERE kind = 3 AND "index" = ?', (number,))


def _add_passages(db: Database, which: str, value: Any) -> None:
    """The passages of some requests with titles that are held, where there are none."""
    db.run(
        'INSERT INTO passages (title, kind, "index", text, hash)'  # noqa: S608
        " SELECT t.no, ?, r.no, r.text, r.hash FROM requests AS r"
        " JOIN answers AS a ON a.request = r.no"
        " JOIN named_titles AS n ON n.no = a.title"
        " JOIN titles AS t ON t.id = n.id"
        f" WHERE {which} ORDER BY r.no, n.id",
        (REQUEST, value),
    )


def has_requests(db: Database) -> bool:
    return db.value("SELECT 1 FROM requests LIMIT 1") is not None


def answers_of(db: Database, request_id: str) -> tuple[str, ...]:
    """Ids of the titles that answered a past request."""
    return tuple(
        db.column(
            "SELECT n.id FROM requests AS r JOIN answers AS a ON a.request = r.no"
            " JOIN named_titles AS n ON n.no = a.title WHERE r.id = ? ORDER BY n.id",
            (sound(request_id),),
        )
    )


def remove_requests(db: Database) -> int:
    """Remove every past request with its vectors; how many there were."""
    number = int(db.value("SELECT count(*) FROM requests"))
    db.run("DELETE FROM vectors WHERE hash IN (SELECT hash FROM requests)")
    db.run("DELETE FROM passages WHERE kind = 3")
    db.run("DELETE FROM requests")
    _forget_unnamed(db)
    return number


# --- ratings ----------------------------------------------------------------------


def put_ratings(db: Database, ratings: Sequence[Rating]) -> list[Outcome]:
    """Insert or replace ratings by rater and title."""
    for one in ratings:
        if not 0 <= one.rating <= one.scale or not 0 < one.scale < float("inf"):
            raise BadRequest(
                f"a rating goes from 0 to its scale, not {one.rating:g}"
                f" of {one.scale:g}"
            )
    raters = _numbers_of(db, [one.rater for one in ratings], _RATERS)
    titles = _numbers_of(db, [one.title_id for one in ratings])
    places = [(raters[one.rater], titles[one.title_id]) for one in ratings]
    held = _held_ratings(db, places)
    outcomes: list[Outcome] = []
    fresh: dict[tuple[int, int], Row] = {}
    for place, one in zip(places, ratings, strict=True):
        row: Row = (float(one.rating), float(one.scale), _extra(one.extra))
        earlier = held.get(place)
        if earlier == row:
            outcomes.append("same")
            continue
        outcomes.append("added" if earlier is None else "changed")
        held[place] = fresh[place] = row
    db.run_many(
        "INSERT OR REPLACE INTO given_ratings VALUES (?, ?, ?, ?, ?)",
        [(*place, *row) for place, row in fresh.items()],
    )
    if fresh:
        _note_change(db)
    return outcomes


def _held_ratings(
    db: Database, places: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], Row]:
    """Those ratings that there are; each is looked up, however many a rater gave."""
    rows = db.rows(
        "SELECT g.rater, g.title, g.rating, g.scale, g.extra FROM json_each(?) AS j"
        " CROSS JOIN given_ratings AS g"
        " WHERE g.rater = json_extract(j.value, '$[0]')"
        " AND g.title = json_extract(j.value, '$[1]')",
        (wanted(places),),
    )
    return {(rater, title): tuple(row) for rater, title, *row in rows}


def has_ratings(db: Database) -> bool:
    return db.value("SELECT 1 FROM given_ratings LIMIT 1") is not None


def remove_ratings(db: Database) -> int:
    """Remove every rating by a rater; how many there were."""
    number = int(db.value("SELECT count(*) FROM given_ratings"))
    db.run("DELETE FROM given_ratings")
    db.run("DELETE FROM co_rated")
    db.run("DELETE FROM raters")
    _forget_unnamed(db)
    _note_change(db)
    return number


# --- titles that come and go ------------------------------------------------------


def welcome(db: Database, title_ids: Sequence[str]) -> None:
    """Give titles that have just come in what waited for them."""
    named = db.column(
        "SELECT no FROM named_titles WHERE id IN (SELECT value FROM json_each(?))",
        (wanted(title_ids),),
    )
    if not named:
        return
    among = wanted(named)
    _add_passages(db, "n.no IN (SELECT value FROM json_each(?))", among)
    rated = db.value(
        "SELECT 1 FROM given_ratings"
        " WHERE title IN (SELECT value FROM json_each(?)) LIMIT 1",
        (among,),
    )
    if rated is not None:
        _note_change(db)


def forget_title(db: Database, title_id: str) -> None:
    """Remove a title's ratings and its part in past requests."""
    number = db.value("SELECT no FROM named_titles WHERE id = ?", (title_id,))
    if number is None:
        return
    changed = db.column("SELECT request FROM answers WHERE title = ?", (number,))
    db.run("DELETE FROM answers WHERE title = ?", (number,))
    among = wanted(changed)
    # so that the same record, added again, is no longer taken for the one held
    db.run(
        "UPDATE requests SET record_hash = x''"
        " WHERE no IN (SELECT value FROM json_each(?))",
        (among,),
    )
    alone = (
        "no IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM answers WHERE request = no)"
    )
    db.run(
        f"DELETE FROM vectors WHERE hash IN (SELECT hash FROM requests WHERE {alone})"  # noqa: S608
        " AND hash NOT IN (SELECT hash FROM requests AS r"
        " WHERE EXISTS (SELECT 1 FROM answers WHERE request = r.no))",
        (among,),
    )
    db.run(f"DELETE FROM requests WHERE {alone}", (among,))  # noqa: S608
    db.run("DELETE FROM given_ratings WHERE title = ?", (number,))
    db.run("DELETE FROM co_rated WHERE title = ?", (number,))
    db.run("DELETE FROM named_titles WHERE no = ?", (number,))
    _note_change(db)


def _forget_unnamed(db: Database) -> None:
    db.run(
        "DELETE FROM named_titles WHERE no NOT IN (SELECT title FROM answers)"
        " AND no NOT IN (SELECT title FROM given_ratings)"
    )


# --- titles that the same raters liked --------------------------------------------


def are_stale(db: Database) -> bool:
    """Whether ratings, or the titles they are of, have changed since `co_rate`."""
    row = db.row("SELECT changes, computed, made_by FROM rating_state")
    return row is not None and (row[0] != row[1] or (row[0] > 0 and row[2] != MADE_BY))


def _note_change(db: Database) -> None:
    db.run("UPDATE rating_state SET changes = changes + 1")


def read_ratings(db: Database) -> tuple[list[int], Ratings, int]:
    """The ratings of titles that are held, and of which state they are.

    Titles and raters are numbered in the order of their names, so that it makes no
    difference in which order they came; the list has the number of each named title.
    """
    with db.snapshot():
        changes = int(db.value("SELECT changes FROM rating_state"))
        named = db.column(
            "SELECT n.no FROM named_titles AS n JOIN titles AS t ON t.id = n.id"
            " WHERE EXISTS (SELECT 1 FROM given_ratings WHERE title = n.no)"
            " ORDER BY n.id"
        )
        raters = db.column("SELECT no FROM raters ORDER BY name")
        # one JSON array comes over faster than as many rows do
        columns = db.row(
            "SELECT json_group_array(rater), json_group_array(title),"
            " json_group_array(rating / scale) FROM given_ratings"
        )
    who, what, shares = (np.array(decode(column)) for column in columns or ())
    place = _places(named)
    known = np.isin(what, np.array(named, np.int64))
    return (
        named,
        Ratings(
            _places(raters)[who[known].astype(np.int64)],
            place[what[known].astype(np.int64)],
            shares[known].astype(np.float64),
        ),
        changes,
    )


def _places(numbers: Sequence[int]) -> np.ndarray:
    """Number -> its place in a list of numbers, as a table."""
    table = np.zeros(max(numbers, default=0) + 1, np.int64)
    table[np.array(numbers, np.int64)] = np.arange(len(numbers))
    return table


def co_rate(db: Database, progress: Progress | None) -> tuple[list[Row], int]:
    """The rows of neighbours that the ratings give, and of which state they are."""
    named, ratings, changes = read_ratings(db)
    found = liked_together(ratings, progress=progress)
    return [(named[one.title], _packed(one, named)) for one in found], changes


def put_co_rated(db: Database, rows: Sequence[Row], changes: int) -> None:
    """Keep what `co_rate` found."""
    db.run("DELETE FROM co_rated")
    db.run_many("INSERT INTO co_rated VALUES (?, ?)", rows)
    db.run("UPDATE rating_state SET computed = ?, made_by = ?", (changes, MADE_BY))


def _packed(found: Neighbours, named: Sequence[int]) -> bytes:
    pairs = np.zeros(len(found.others), _PAIR)
    pairs["title"] = np.array(named, np.int64)[found.others]
    pairs["strength"] = found.strengths
    return pairs.tobytes()


def co_rated(db: Database, title_ids: Sequence[str]) -> dict[str, dict[str, float]]:
    """Title id -> {id of a title that is held: strength 0..1}, strongest first."""
    rows = db.rows(
        "SELECT n.id, c.others FROM co_rated AS c JOIN named_titles AS n ON n.no = c.title"
        " JOIN titles AS t ON t.id = n.id"
        " WHERE n.id IN (SELECT value FROM json_each(?)) ORDER BY n.id",
        (wanted(title_ids),),
    )
    pairs = {key: np.frombuffer(blob, _PAIR) for key, blob in rows}
    meant = {number for held in pairs.values() for number in held["title"].tolist()}
    ids: dict[int, str] = dict(
        db.rows(
            "SELECT n.no, n.id FROM named_titles AS n JOIN titles AS t ON t.id = n.id"
            " WHERE n.no IN (SELECT value FROM json_each(?))",
            (wanted(sorted(meant)),),
        )
    )
    return {
        key: {
            ids[number]: round(float(strength), 6)
            for number, strength in pairs[key].tolist()
            if number in ids
        }
        for key in dict.fromkeys(title_ids)
        if key in pairs
    }


# --- shared -----------------------------------------------------------------------

_NAMED: Final = (
    "INSERT OR IGNORE INTO named_titles (id) VALUES (?)",
    "SELECT id, no FROM named_titles WHERE id IN (SELECT value FROM json_each(?))",
)
_RATERS: Final = (
    "INSERT OR IGNORE INTO raters (name) VALUES (?)",
    "SELECT name, no FROM raters WHERE name IN (SELECT value FROM json_each(?))",
)


def _numbers_of(
    db: Database, names: Iterable[str], sql: tuple[str, str] = _NAMED
) -> dict[str, int]:
    """Name -> its number in a table of names, where it is put if it is not there."""
    distinct = list(dict.fromkeys(names))
    put, get = sql
    found: dict[str, int] = dict(db.rows(get, (wanted(distinct),)))
    absent = [name for name in distinct if name not in found]
    if absent:
        db.run_many(put, [(name,) for name in absent])
        found |= dict(db.rows(get, (wanted(absent),)))
    return found


def _extra(extra: Mapping[str, Any]) -> bytes | None:
    return encode(extra) if extra else None
