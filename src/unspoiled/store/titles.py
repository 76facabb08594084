"""Titles, their names, people and words: rows in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, get_args

from ..domain import CreditRole, Title
from ..names import person_key
from .database import Database
from .history import forget_title, welcome
from .passages import replace_passages
from .protocol import Credit, Outcome, TitleEntry
from .records import digest, encode, read_title, sound, title_record, wanted

ROLES: Final[tuple[CreditRole, ...]] = get_args(CreditRole)
"""A title's `roles` has one bit for each of these that it names anybody for."""
UNRANKED: Final = -1.0
"""Stands for an unknown popularity, so that order needs no special case."""


class Titles:
    """The titles of one library."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._words: dict[tuple[str, str], int] = {}
        self._people: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """Drop what is remembered of rows; after a transaction came to nothing."""
        self._words.clear()
        self._people.clear()

    # --- writing -----------------------------------------------------------------

    def put(self, entries: Sequence[TitleEntry]) -> list[Outcome]:
        """Insert or replace titles."""
        outcomes = [self._put(entry) for entry in entries]
        added = zip(entries, outcomes, strict=True)
        welcome(self._db, [one.title.id for one, came in added if came == "added"])
        return outcomes

    def _put(self, entry: TitleEntry) -> Outcome:
        record = title_record(entry.title)
        rest = encode((entry.name_keys, entry.credits, entry.passages))
        hashes = digest(record), digest(record, rest)
        held = self._db.row(
            "SELECT no, entry_hash FROM titles WHERE id = ?", (entry.title.id,)
        )
        if held is not None and held[1] == hashes[1]:
            return "same"
        if held is None:
            number = self._insert(entry, hashes)
        else:
            number = held[0]
            self._clear(number)
            self._update(number, entry, hashes)
        self._fill(number, entry, record, fresh=held is None)
        return "added" if held is None else "changed"

    def _insert(self, entry: TitleEntry, hashes: tuple[bytes, bytes]) -> int:
        return self._db.run(
            "INSERT INTO titles (id, popularity, kind, year, episodes, minutes, total,"
            " country, language, air_start, air_end, told, networks, roles,"
            " record_hash, entry_hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.title.id, *self._facts(entry), *hashes),
        )

    def _update(
        self, number: int, entry: TitleEntry, hashes: tuple[bytes, bytes]
    ) -> None:
        self._db.run(
            "UPDATE titles SET popularity = ?, kind = ?, year = ?, episodes = ?,"
            " minutes = ?, total = ?, country = ?, language = ?, air_start = ?,"
            " air_end = ?, told = ?, networks = ?, roles = ?,"
            " record_hash = ?, entry_hash = ? WHERE no = ?",
            (*self._facts(entry), *hashes, number),
        )

    def _facts(self, entry: TitleEntry) -> tuple[object, ...]:
        title = entry.title
        roles = {credit.role for credit in entry.credits}
        if any(credit.character for credit in entry.credits):
            roles.add("character")
        return (
            UNRANKED if title.popularity is None else title.popularity,
            self._word("kind", title.kind),
            title.year,
            title.episodes,
            title.minutes,
            title.total_minutes,
            self._word("country", title.country),
            self._word("language", title.language),
            self._word("date", title.air_start),
            self._word("date", title.air_end),
            len(title.genres) + len(title.tags),
            sum(map(bool, (*title.networks, *title.streaming))),
            sum(1 << ROLES.index(role) for role in roles),
        )

    def _clear(self, number: int) -> None:
        for statement in (
            "DELETE FROM title_records WHERE title = ?",
            "DELETE FROM title_words WHERE title = ?",
            "DELETE FROM title_ids WHERE title = ?",
            "DELETE FROM names WHERE title = ?",
            "DELETE FROM credits WHERE title = ?",
        ):
            self._db.run(statement, (number,))

    def _fill(
        self, number: int, entry: TitleEntry, record: bytes, *, fresh: bool
    ) -> None:
        title = entry.title
        self._db.run("INSERT INTO title_records VALUES (?, ?)", (number, record))
        words = {self._word("network", w) for w in (*title.networks, *title.streaming)}
        words |= {self._word("tag", word) for word in (*title.genres, *title.tags)}
        words.discard(None)
        self._db.run_many(
            "INSERT INTO title_words VALUES (?, ?)", [(w, number) for w in words]
        )
        self._db.run_many(
            "INSERT INTO title_ids VALUES (?, ?, ?)",
            [(name, value, number) for name, value in title.ids.items()],
        )
        self._db.run_many(
            "INSERT OR IGNORE INTO names VALUES (?, ?)",
            [(key, number) for key in entry.name_keys],
        )
        self._db.run_many(
            "INSERT INTO credits VALUES (?, ?, ?, ?)",
            [
                (number, place, self._person(key, name), role)
                for place, (key, name, role) in enumerate(_parts(entry.credits))
            ],
        )
        replace_passages(self._db, number, None, entry.passages, fresh=fresh)

    def _word(self, fact: str, word: str | None) -> int | None:
        """The number of a catalogue's word; None for nothing."""
        if not word:
            return None
        if (known := self._words.get((fact, word))) is not None:
            return known
        number = self._db.value(
            "SELECT no FROM words WHERE fact = ? AND word = ?", (fact, word)
        )
        if number is None:
            number = self._db.run(
                "INSERT INTO words (fact, word) VALUES (?, ?)", (fact, word)
            )
        self._words[fact, word] = number
        return int(number)

    def _person(self, key: str, name: str) -> int:
        if (known := self._people.get((key, name))) is not None:
            return known
        number = self._db.value(
            "SELECT no FROM people WHERE key = ? AND name = ?", (key, name)
        )
        if number is None:
            number = self._db.run(
                "INSERT INTO people (key, name) VALUES (?, ?)", (key, name)
            )
        self._people[key, name] = number
        return int(number)

    def remove(self, title_id: str) -> bool:
        """Remove a title with all that hangs on it."""
        number = self.number(title_id)
        if number is not None:
            self._db.run("DELETE FROM titles WHERE no = ?", (number,))
            forget_title(self._db, title_id)
        return number is not None

    # --- reading -----------------------------------------------------------------

    def number(self, title_id: str) -> int | None:
        """A title's number in the tables; never used again once it is gone."""
        found = self._db.value("SELECT no FROM titles WHERE id = ?", (title_id,))
        return None if found is None else int(found)

    def numbers(self, ids: Sequence[str]) -> list[int]:
        """The numbers of those titles that exist."""
        return self._db.column(
            "SELECT no FROM titles WHERE id IN (SELECT value FROM json_each(?))",
            (wanted(ids),),
        )

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of `ids` that are a title's."""
        return set(
            self._db.column(
                "SELECT id FROM titles WHERE id IN (SELECT value FROM json_each(?))",
                (wanted(ids),),
            )
        )

    def get(self, ids: Sequence[str]) -> dict[str, Title]:
        """The titles that exist among `ids`, in the order asked for."""
        rows = self._db.rows(
            "SELECT id, record FROM titles JOIN title_records ON title = no"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted(ids),),
        )
        found = {key: read_title(record) for key, record in rows}
        return {key: found[key] for key in ids if key in found}

    def unchanged(self, titles: Sequence[Title]) -> set[str]:
        """Ids of those that are held just so."""
        ids = wanted(title.id for title in titles)
        held: dict[str, bytes] = dict(
            self._db.rows(
                "SELECT id, record_hash FROM titles"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (ids,),
            )
        )
        known = [title for title in titles if title.id in held]
        return {t.id for t in known if held[t.id] == digest(title_record(t))}

    def named(self, keys: Iterable[str]) -> list[Title]:
        """Titles that have one of these name keys, by rank."""
        return self._ranked(
            "SELECT title FROM names WHERE key IN (SELECT value FROM json_each(?))",
            wanted(keys),
        )

    def with_ids(self, ids: Mapping[str, str]) -> list[Title]:
        """Titles that share one of these foreign ids, by rank."""
        numbers = [
            number
            for name, value in ids.items()
            for number in self._db.column(
                "SELECT title FROM title_ids WHERE name = ? AND value = ?",
                (sound(name), sound(value)),
            )
        ]
        return self._ranked("SELECT value FROM json_each(?)", wanted(numbers))

    def _ranked(self, numbers: str, sought: str) -> list[Title]:
        records = self._db.column(
            "SELECT record FROM titles JOIN title_records ON title = no"  # noqa: S608
            f" WHERE no IN ({numbers}) ORDER BY popularity DESC, id",
            (sought,),
        )
        return [read_title(record) for record in records]

    def known_names(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Those of `keys` that are a title's, with the ids of the titles, by rank."""
        return _gathered(
            self._db.rows(
                "SELECT key, id FROM names JOIN titles ON no = title"
                " WHERE key IN (SELECT value FROM json_each(?))"
                " ORDER BY key, popularity DESC, id",
                (wanted(keys),),
            )
        )

    def all_names(self) -> dict[str, tuple[str, ...]]:
        """Every name key with the ids of its titles."""
        return _gathered(
            self._db.rows("SELECT key, id FROM names JOIN titles ON no = title")
        )

    def people_named(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Person key -> the ways the name is written, most frequent first."""
        return _gathered(
            self._db.rows(
                "SELECT key, name FROM people JOIN credits ON person = no"
                " WHERE key IN (SELECT value FROM json_each(?)) AND role <> 'character'"
                " GROUP BY key, name ORDER BY key, count(*) DESC, name",
                (wanted(keys),),
            )
        )

    def people_called(self, part: str) -> list[tuple[str, int]]:
        """The two most credited names that begin or end with `part`, and how often."""
        plain = (
            part.replace("%", "").replace("_", "").encode("utf-8", "ignore").decode()
        )
        return list(
            self._db.rows(
                "SELECT name, count(*) FROM people JOIN credits ON person = no"
                " WHERE (name LIKE ? OR name LIKE ?) AND role <> 'character'"
                " GROUP BY key, name ORDER BY count(*) DESC, name LIMIT 2",
                (f"{plain} %", f"% {plain}"),
            )
        )

    def trades_of(self, key: str) -> dict[CreditRole, int]:
        """How many titles credit the people of a folded key in each role."""
        return dict(
            self._db.rows(
                "SELECT role, count(DISTINCT title) FROM people"
                " JOIN credits ON person = no WHERE key = ? AND role <> 'character'"
                " GROUP BY role",
                (key,),
            )
        )


def _parts(credits: Sequence[Credit]) -> list[tuple[str, str, CreditRole]]:
    """The people of a title and, as people of their own role, the characters."""
    parts: list[tuple[str, str, CreditRole]]
    parts = [(credit.key, credit.name, credit.role) for credit in credits]
    played = dict.fromkeys(c.character for c in credits if c.character)
    given = {name for _, name, role in parts if role == "character"}
    parts += [(person_key(n), n, "character") for n in played if n and n not in given]
    return list(dict.fromkeys(parts))


def _gathered(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
