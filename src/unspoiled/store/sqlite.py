"""The library in a folder: SQLite for the truth, two derived indexes for search.

    library.db    everything that was put in (schema.py)
    lock          held by the one process that writes (lock.py)
    lexical/      search by words (lexical.py), made from the truth
    vectors/      search by meaning (vectors.py), made from the truth
    indexes.lock  held by the one process that brings these two up to date

Nothing is read when a library is opened but its version. What search finds is looked
up in the truth before it is given out, so that an index that lags behind can miss what
is new, but never show what is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..domain import (
    TOLD_KINDS,
    Boundary,
    CreditRole,
    Hit,
    Judged,
    Limit,
    Mark,
    PassageKind,
    PastRequest,
    Rating,
    Review,
    Screen,
    Title,
)
from ..errors import (
    BadRequest,
    InputError,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryNewer,
    LibraryReadOnly,
    NotFound,
)
from ..traits import Found, Lengths, Mask, Places, Standing, Traits
from . import finding, history, passages, schema, viewers
from .database import Database, connect, translate_os
from .lexical import LexicalIndex
from .lock import ProcessLock
from .protocol import (
    Aside,
    Counts,
    Outcome,
    Progress,
    ReviewEntry,
    TitleEntry,
    Vectors,
)
from .records import PASSAGE_KINDS, WHOLE, sound
from .reviews import Reviews
from .sayings import SayingIndex
from .screening import Columns, screen, standing
from .snapshots import PRIVATE, Snapshots
from .titles import Titles
from .vectors import VectorConfig, VectorIndex

FILE: Final = "library.db"
WAIT_SECONDS: Final = 10.0
SPARE: Final = 8
"""Hits asked for beyond those wanted, since some may be gone."""
_TOLD: Final = frozenset(map(PASSAGE_KINDS.index, TOLD_KINDS))
FEW_IDS: Final = 500
"""Up to so many ids are looked up one by one; for more, all are read once."""


def open_store(
    path: Path | str,
    *,
    write: bool = True,
    wait_seconds: float = WAIT_SECONDS,
    config: VectorConfig | None = None,
) -> SqliteStore:
    """Open the library in a folder; with `write`, make it where there is none.

    A library that this user may not write to is opened all the same, and writing to
    it raises LibraryReadOnly.
    """
    path = Path(path)
    _prepare_folder(path, write=write)
    db = connect(path / FILE, write=write)
    try:
        _check_version(db, path, wait_seconds)
        return SqliteStore(path, db, wait_seconds, config or VectorConfig())
    except BaseException:
        db.close()
        raise


def _prepare_folder(path: Path, *, write: bool) -> None:
    if path.exists() and not path.is_dir():
        raise LibraryDamaged(path, "it is not a folder")
    if (path / FILE).is_dir():
        raise LibraryDamaged(path, f"{FILE} is a folder")
    if not write and not (path / FILE).exists():
        raise NotFound(f"There is no library at {path}; add something to make one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=PRIVATE, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise translate_os(error, path) or LibraryError(
            path,
            f"The library {path} cannot be made there ({why}); "
            "name another folder with --library.",
        ) from error


def _check_version(db: Database, path: Path, wait_seconds: float) -> None:
    """Bring an older library up to date; complain of a newer one or of no library."""
    known = len(schema.MIGRATIONS)
    if schema.is_empty(db):
        if not db.writable:
            raise LibraryReadOnly(path)
    elif not schema.is_library(db):
        raise LibraryDamaged(path, "the file is another program's database")
    found = schema.version_of(db)
    if found > known:
        raise LibraryNewer(path, found, known)
    if found < known:
        if not db.writable:
            raise LibraryReadOnly(path)
        with ProcessLock(path).held(wait_seconds):
            schema.migrate(db)


class SqliteStore:
    """A library on disk; see `protocol.Store`, which says what each method does."""

    def __init__(
        self, path: Path, db: Database, wait_seconds: float, config: VectorConfig
    ) -> None:
        self.path = path
        self._db = db
        self._wait = wait_seconds
        self._lock = ProcessLock(path)
        self._index_lock = ProcessLock(path, "indexes.lock")
        self._titles, self._reviews = Titles(db), Reviews(db)
        uuid = str(db.value("SELECT uuid FROM library"))
        knows = partial(passages.knows, db)
        self._lexical = LexicalIndex(Snapshots(path / "lexical", uuid, knows))
        self._vectors = VectorIndex(Snapshots(path / "vectors", uuid, knows), config)
        self._sayings = SayingIndex(Snapshots(path / "sayings", uuid, knows))
        self._traits: tuple[Columns, Traits] | None = None
        self._lengths: tuple[Columns, Lengths] | None = None
        self._columns: Columns | None = None
        self._columns_state: tuple[int, int] | None = None
        self._allowed: tuple[Sequence[str], Columns, NDArray[np.int64]] | None = None

    # --- writing -----------------------------------------------------------------

    @contextmanager
    def writing(self, wait_seconds: float | None = None) -> Iterator[None]:
        if not self._db.writable:
            raise LibraryReadOnly(self.path)
        if self._db.in_transaction:
            yield
            return
        wait = self._wait if wait_seconds is None else wait_seconds
        with self._lock.held(wait):
            try:
                with self._db.transaction():
                    yield
                    passages.mark_generation(self._db)
            except BaseException as error:
                self._titles.forget()
                if isinstance(error, UnicodeEncodeError):
                    raise InputError("a text is not valid Unicode") from error
                raise

    def put_titles(self, entries: Sequence[TitleEntry]) -> list[Outcome]:
        with self.writing():
            return self._titles.put(entries)

    def put_review(self, entry: ReviewEntry) -> Outcome:
        with self.writing():
            return self._reviews.put(entry)

    def set_aside(self, aside: Aside) -> Outcome:
        with self.writing():
            return viewers.set_aside(self._db, aside)

    def drop_aside(self, key: str) -> bool:
        with self.writing():
            return viewers.drop_aside(self._db, key)

    def remove_title(self, title_id: str) -> bool:
        with self.writing():
            return self._titles.remove(title_id)

    def remove_review(self, review_id: str) -> bool:
        with self.writing():
            return self._reviews.remove(review_id)

    def put_vectors(
        self,
        encoder: str,
        texts: Sequence[str],
        vectors: Vectors,
        *,
        kind: PassageKind = "prose",
    ) -> None:
        with self.writing():
            passages.put_vectors(self._db, encoder, texts, vectors, kind)

    def put_requests(self, requests: Sequence[PastRequest]) -> list[Outcome]:
        with self.writing():
            return history.put_requests(self._db, requests)

    def put_ratings(self, ratings: Sequence[Rating]) -> list[Outcome]:
        with self.writing():
            return history.put_ratings(self._db, ratings)

    def remove_requests(self) -> int:
        with self.writing():
            return history.remove_requests(self._db)

    def remove_ratings(self) -> int:
        with self.writing():
            return history.remove_ratings(self._db)

    # --- reading -----------------------------------------------------------------

    def reading(self) -> AbstractContextManager[None]:
        return self._db.snapshot()

    def counts(self) -> Counts:
        row = self._db.row(
            "SELECT (SELECT count(*) FROM titles), (SELECT count(*) FROM reviews),"
            " (SELECT count(*) FROM sentences), (SELECT count(*) FROM asides)"
        )
        return Counts(*row or ())

    def title(self, title_id: str) -> Title | None:
        return self._titles.get([title_id]).get(title_id)

    def titles(self, ids: Sequence[str]) -> dict[str, Title]:
        return self._titles.get(ids)

    def known_ids(self, ids: Iterable[str]) -> set[str]:
        return self._titles.known(ids)

    def all_title_ids(self) -> list[str]:
        with self._db.snapshot():
            ids: list[str] = self._facts().ids.tolist()
        return ids

    def unchanged_titles(self, titles: Sequence[Title]) -> set[str]:
        return self._titles.unchanged(titles)

    def unchanged_reviews(self, reviews: Sequence[Review], judged_by: str) -> set[str]:
        return self._reviews.unchanged(reviews, judged_by)

    def judged_otherwise(self, judged_by: str, k: int) -> list[Review]:
        return self._reviews.judged_otherwise(judged_by, k)

    def titles_named(self, keys: Iterable[str]) -> list[Title]:
        return self._titles.named(keys)

    def known_names(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return self._titles.known_names(keys)

    def name_keys(self) -> Mapping[str, tuple[str, ...]]:
        return self._titles.all_names()

    def people_named(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return self._titles.people_named(keys)

    def people_called(self, part: str) -> list[tuple[str, int]]:
        return self._titles.people_called(part)

    def trades_of(self, key: str) -> dict[CreditRole, int]:
        return self._titles.trades_of(key)

    def titles_with_ids(self, ids: Mapping[str, str]) -> list[Title]:
        return self._titles.with_ids(ids)

    def review(self, review_id: str) -> Review | None:
        return self._reviews.get(review_id)

    def reviews_of(self, title_id: str) -> list[Review]:
        return self._reviews.of_title(title_id)

    def judged_of(self, review_ids: Sequence[str]) -> dict[str, tuple[Judged, ...]]:
        return self._reviews.judged(review_ids)

    def marks_of(self, review_id: str) -> tuple[Mark, ...]:
        return self._reviews.marks(review_id)

    def asides(self) -> list[Aside]:
        return viewers.asides(self._db)

    def vectors(self, encoder: str, texts: Sequence[str]) -> dict[str, Vectors]:
        return passages.get_vectors(self._db, encoder, texts)

    # --- the derived indexes -----------------------------------------------------

    def catch_up(self, encoder: str, progress: Progress | None = None) -> None:
        self._co_rate(progress)
        level = passages.latest_level(self._db)
        if level is None or self._is_level(encoder, level):
            return
        usable = self._lexical.refresh() and self._vectors.refresh()
        busy = usable and self._lock.is_held() if self._db.writable else True
        if not busy:
            # no right, no room, or another process is at it: what there is will do
            with suppress(LibraryBusy, LibraryReadOnly, LibraryFull):
                self._update(encoder, level, progress)
                self._note_complete(encoder)
        self._make_usable(encoder)

    def _is_level(self, encoder: str, level: passages.Level) -> bool:
        return (
            self._lexical.refresh()
            and self._lexical.is_level(level)
            and self._vectors.refresh()
            and self._vectors.is_level(self._db, encoder, level)
            and self._sayings.refresh()
            and self._sayings.is_level(level)
        )

    def _update(
        self, encoder: str, level: passages.Level, progress: Progress | None
    ) -> None:
        with self.writing(0.0):
            passages.put_whole_vectors(self._db, encoder)
        with self._index_lock.held(0.0):
            try:
                self._lexical.refresh()
                if not self._lexical.is_level(level):
                    self._lexical.update(self._db, level, progress)
                self._vectors.refresh()
                if not self._vectors.is_level(self._db, encoder, level):
                    self._vectors.update(self._db, encoder, level, progress)
                self._sayings.refresh()
                if not self._sayings.is_level(level):
                    self._sayings.update(self._db, level)
            except OSError as error:
                raise translate_os(error, self.path) or error from error

    def _co_rate(self, progress: Progress | None) -> None:
        """Reckon anew which titles the same raters liked, if ratings have changed."""
        if not self._db.writable or not history.are_stale(self._db):
            return
        # as above: what was found last will do where nothing can be written now
        with suppress(LibraryBusy, LibraryReadOnly, LibraryFull):
            rows, changes = history.co_rate(self._db, progress)
            with self.writing(0.0):
                history.put_co_rated(self._db, rows, changes)

    def _note_complete(self, encoder: str) -> None:
        with suppress(LibraryError), self.writing(0.0):
            passages.mark_complete(self._db, encoder)

    def _make_usable(self, encoder: str | None) -> None:
        """Where no index can be read or written, make one for this process alone."""
        level = passages.latest_level(self._db)
        if level is None:
            return
        if not self._lexical.refresh():
            self._lexical.build_in_memory(self._db, level)
        if not self._sayings.refresh():
            self._sayings.build_in_memory(self._db, level)
        if encoder and not (
            self._vectors.refresh() and self._vectors.encoder == encoder
        ):
            self._vectors.build_in_memory(self._db, encoder, level)

    def missing_passage_vectors(
        self, encoder: str, kinds: Sequence[PassageKind] = TOLD_KINDS
    ) -> list[str]:
        return passages.missing_texts(self._db, encoder, kinds)

    # --- search --------------------------------------------------------------------

    def screen(self, limits: Sequence[Limit], today: date) -> Screen:
        with self._db.snapshot():
            return screen(self._facts(), limits, today)

    def search_words(
        self,
        words: str,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Sequence[str] | None = None,
    ) -> list[Hit]:
        if not self._lexical.refresh():
            self._make_usable(None)
        codes, numbers = self._codes(kinds), self._numbers(allowed)
        return self._existing(
            lambda n: self._lexical.search(sound(words), n, codes, numbers), k, kinds
        )

    def search_vectors(
        self,
        vector: Vectors,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Sequence[str] | None = None,
    ) -> list[Hit]:
        if not self._vectors.refresh():
            self._make_usable(passages.newest_encoder(self._db))
        dim = self._vectors.parts.dim
        if dim and np.size(vector) != dim:
            raise BadRequest(f"a vector of {np.size(vector)} numbers; {dim} are kept")
        codes, numbers = self._codes(kinds), self._numbers(allowed)
        return self._existing(
            lambda n: self._vectors.search(self._db, vector, n, codes, numbers),
            k,
            kinds,
        )

    def _codes(self, kinds: Sequence[PassageKind]) -> frozenset[int]:
        """The kinds by number; a library without past requests need not sift them out."""
        codes = frozenset(PASSAGE_KINDS.index(kind) for kind in kinds)
        if not codes.issuperset(_TOLD) or history.has_requests(self._db):
            return codes
        return frozenset(range(len(PASSAGE_KINDS))) - {WHOLE}

    def _existing(
        self,
        search: Callable[[int], list[tuple[int, float]]],
        k: int,
        kinds: Sequence[PassageKind],
    ) -> list[Hit]:
        """The k best hits whose passages still exist, of no kind but those asked for."""
        wanted = k + SPARE
        while True:
            scored = search(wanted)
            found = passages.read_hits(self._db, scored)
            hits = [hit for hit in found if hit.passage.kind in kinds]
            if len(hits) >= k or len(scored) < wanted:
                return hits[:k]
            wanted *= 4

    def _facts(self) -> Columns:
        """What is known of all titles; only inside a snapshot of the database."""
        state = self._db.state()
        if self._columns is None or state != self._columns_state:
            self._columns, self._columns_state = Columns(self._db), state
        return self._columns

    def _facts_now(self) -> Columns:
        """The same outside of a snapshot, for what it holds in memory already."""
        if self._columns is not None and self._db.state() == self._columns_state:
            return self._columns
        with self._db.snapshot():
            return self._facts()

    def _numbers(self, allowed: Sequence[str] | None) -> NDArray[np.int64] | None:
        """The numbers of the titles allowed; the last answer is kept."""
        if allowed is None:
            return None
        if len(allowed) <= FEW_IDS:
            return np.array(self._titles.numbers(allowed), np.int64)
        with self._db.snapshot():
            columns = self._facts()
        if self._allowed is not None and self._allowed[:2] == (allowed, columns):
            return self._allowed[2]
        number_of = columns.number_of
        known = [number_of[key] for key in allowed if key in number_of]
        numbers = np.array(known, np.int64)
        self._allowed = (tuple(allowed), columns, numbers)
        return numbers

    # --- search for ranking --------------------------------------------------------

    def traits(self) -> Traits:
        if self._traits is not None and self._traits[0] is self._facts_now():
            return self._traits[1]
        with self._db.snapshot():
            columns = self._facts()
            traits = finding.read_traits(self._db, columns)
            self._traits = columns, traits
            return traits

    def lengths(self) -> Lengths:
        if self._lengths is not None and self._lengths[0] is self._facts_now():
            return self._lengths[1]
        with self._db.snapshot():
            columns = self._facts()
            self._lengths = columns, finding.read_lengths(columns)
            return self._lengths[1]

    def countries(self) -> Mapping[int, str]:
        with self._db.snapshot():
            return dict(self._facts().words("country"))

    def standing(self, limits: Sequence[Limit], today: date) -> Standing:
        with self._db.snapshot():
            return standing(self._facts(), limits, today)

    def find_words(
        self,
        words: str,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Mask | None = None,
    ) -> Found:
        if not self._lexical.refresh():
            self._make_usable(None)
        columns = self._facts_now()
        if allowed is not None and set(kinds) == {"sentence"}:
            # only what is reviewed has sentences, and mostly that is far less
            reviewed = self._reviewed()
            allowed = None if allowed[reviewed].all() else allowed & reviewed
        numbers = None if allowed is None else columns.numbers[allowed]
        told = self._lexical.told(sound(words), k, self._codes(kinds), numbers)
        return finding.found(columns, told)

    def _reviewed(self) -> Mask:
        """The places of the titles that have a review."""
        with self._db.snapshot():
            return self._facts().reviewed

    def find_vectors(
        self,
        vectors: Vectors,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Mask | None = None,
    ) -> list[Found]:
        if not self._vectors.refresh():
            self._make_usable(passages.newest_encoder(self._db))
        columns = self._facts_now()
        numbers = None if allowed is None else columns.numbers[allowed]
        told = self._vectors.told(vectors, k, self._codes(kinds), numbers)
        return [finding.found(columns, one) for one in told]

    def said(self, facet: int) -> tuple[Places, NDArray[np.float32]]:
        self._sayings.refresh()
        titles, agreed = self._sayings.of(facet)
        places = self._facts_now().places(titles)
        return places[places >= 0], agreed[places >= 0]

    def credited(self, keys: Sequence[str], role: CreditRole | None) -> Places:
        with self._db.snapshot():
            return np.flatnonzero(self._facts().credited(frozenset(keys), role))

    def title_vectors(self, title_id: str) -> Vectors:
        encoder = self._vectors.encoder if self._vectors.refresh() else ""
        number = self._titles.number(title_id)
        if number is None:
            return np.zeros((0, 0), np.float32)
        return passages.title_vectors(self._db, encoder, number)

    # --- past requests and ratings ---------------------------------------------------

    def has_requests(self) -> bool:
        return history.has_requests(self._db)

    def answers_of(self, request_id: str) -> tuple[str, ...]:
        return history.answers_of(self._db, request_id)

    def has_ratings(self) -> bool:
        return history.has_ratings(self._db)

    def co_rated(self, title_ids: Sequence[str]) -> dict[str, dict[str, float]]:
        return history.co_rated(self._db, title_ids)

    # --- the viewer --------------------------------------------------------------

    def set_progress(self, viewer: str, title_id: str, boundary: Boundary) -> None:
        with self.writing():
            viewers.set_progress(self._db, viewer, title_id, boundary)

    def progress(self, viewer: str) -> dict[str, Boundary]:
        return viewers.progress(self._db, viewer)

    def set_rating(self, viewer: str, title_id: str, rating: float | None) -> None:
        with self.writing():
            viewers.set_rating(self._db, viewer, title_id, rating)

    def ratings(self, viewer: str) -> dict[str, float]:
        return viewers.ratings(self._db, viewer)

    def setting(self, name: str) -> str | None:
        return viewers.setting(self._db, name)

    def set_setting(self, name: str, value: str | None) -> None:
        with self.writing():
            viewers.set_setting(self._db, name, value)

    def close(self) -> None:
        self._db.close()
