"""What the rest of the package asks of a library on disk.

Nothing here is particular to one database: `sqlite.py` is the first store, and a
server's database can be another. Values in, values out; every method is safe to call
on a store opened for reading unless it says that it writes. Writing happens inside
`with store.writing():`, one transaction, all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

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
    Passage,
    PassageKind,
    PastRequest,
    Rating,
    Review,
    Screen,
    Title,
)
from ..traits import Floats, Found, Lengths, Mask, Places, Standing, Traits

Vectors = NDArray[np.float32]
Outcome = Literal["added", "changed", "same"]
Progress = Callable[[int, int], None]
"""Called with (done, total) as work goes on."""
Talk = Callable[[str, float, float], None]
"""Called with (what is going on, done, total); `total` 0 is unknown."""


def silent(stage: str, done: float, total: float) -> None:
    """Talk to nobody."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's part in a title; `key` is the folded name that look-ups use."""

    key: str
    name: str
    role: CreditRole
    character: str | None = None


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """A title as it goes into the store, with what look-ups and search need of it."""

    title: Title
    name_keys: tuple[str, ...]
    credits: tuple[Credit, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A matched review as it goes into the store, read and judged.

    `passages` are its sentences that search may look in. `judged_by` names the judge
    (weights and rules) so that a newer one knows what to judge again.
    """

    review: Review
    marks: tuple[Mark, ...]
    judged: tuple[Judged, ...]
    passages: tuple[Passage, ...]
    judged_by: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A record kept apart: it could not be read or not be matched for certain.

    `record` is what came in, whole, so that `settle` can finish the work.
    `candidates` are title ids it may mean. `key` is stable: the same record set aside
    twice is one row.
    """

    key: str
    reason: Literal["doubtful", "unknown title", "unreadable"]
    detail: str
    origin: str
    """The file (or URL) and line that it came from."""
    record: Mapping[str, Any]
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library holds."""

    titles: int
    reviews: int
    sentences: int
    aside: int


class Store(Protocol):
    """A library on disk."""

    path: Path

    # --- writing -------------------------------------------------------------
    def writing(
        self, wait_seconds: float | None = None
    ) -> AbstractContextManager[None]:
        """Hold the library for writing; a transaction.

        Waits a while (or as long as said) for another writer, then raises LibraryBusy
        that names it.
        Raises LibraryReadOnly or LibraryFull where the disk says so. Re-entrant
        within a process: an inner `writing` joins the outer transaction.
        """

    def put_titles(self, entries: Sequence[TitleEntry]) -> list[Outcome]:
        """Insert or replace titles by id (writes); unchanged ones cost nothing."""

    def put_review(self, entry: ReviewEntry) -> Outcome:
        """Insert or replace a review by id (writes)."""

    def set_aside(self, aside: Aside) -> Outcome:
        """Keep a record apart (writes)."""

    def drop_aside(self, key: str) -> bool:
        """Forget a record set aside (writes)."""

    def remove_title(self, title_id: str) -> bool:
        """Remove a title, its reviews, its ratings and its part in requests (writes)."""

    def remove_review(self, review_id: str) -> bool:
        """Remove a review (writes)."""

    def put_vectors(
        self,
        encoder: str,
        texts: Sequence[str],
        vectors: Vectors,
        *,
        kind: PassageKind = "prose",
    ) -> None:
        """Keep the vectors of `texts`, shape (n, dim), under their texts (writes).

        Past requests are kept apart from all other kinds, which are as one.
        """

    def put_requests(self, requests: Sequence[PastRequest]) -> list[Outcome]:
        """Insert or replace past requests by id (writes); order is that given.

        Each is from then on a passage of kind "request" of every title that answers
        it, as soon as the library holds that title. BadRequest where one has no answer.
        """

    def put_ratings(self, ratings: Sequence[Rating]) -> list[Outcome]:
        """Insert or replace ratings by rater and title (writes); order is that given.

        A title need not be held yet. BadRequest where a rating is not on its scale.
        """

    def remove_requests(self) -> int:
        """Remove all past requests, with their vectors (writes); how many there were."""

    def remove_ratings(self) -> int:
        """Remove all ratings by raters (writes); how many there were."""

    # --- reading -------------------------------------------------------------
    def reading(self) -> AbstractContextManager[None]:
        """Several reads of one and the same state, whatever others write meanwhile.

        A review and its judged sentences are read together: offsets into one text are
        not those into its next edition.
        """

    def counts(self) -> Counts: ...

    def title(self, title_id: str) -> Title | None: ...

    def titles(self, ids: Sequence[str]) -> dict[str, Title]:
        """The titles that exist among `ids`."""

    def known_ids(self, ids: Iterable[str]) -> set[str]:
        """Those of `ids` that are a title's."""

    def all_title_ids(self) -> list[str]:
        """Every id, most popular first, then by id."""

    def unchanged_titles(self, titles: Sequence[Title]) -> set[str]:
        """Ids of those that the store already holds just so."""

    def unchanged_reviews(self, reviews: Sequence[Review], judged_by: str) -> set[str]:
        """Ids of those that it holds just so, judged by that judge.

        A review that does not know its title's id yet is compared without it.
        """

    def judged_otherwise(self, judged_by: str, k: int) -> list[Review]:
        """Up to k reviews that another judge judged, by id."""

    def titles_named(self, keys: Iterable[str]) -> list[Title]:
        """Titles that have one of these folded name keys."""

    def name_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Every folded name key, with the ids of the titles that carry it.

        Reads them all; `known_names` is the way to look some up.
        """

    def known_names(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Those of `keys` that name titles, with their ids; the way to read a request.

        Ask for all the keys that a text may hold at once: one look-up, not 300,000.
        """

    def people_named(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Folded person key -> the ways the name is written, most frequent first."""

    def people_called(self, part: str) -> list[tuple[str, int]]:
        """The two most credited names that begin or end with `part`, and how often."""

    def trades_of(self, key: str) -> dict[CreditRole, int]:
        """How many titles credit the people of a folded key in each role."""

    def titles_with_ids(self, ids: Mapping[str, str]) -> list[Title]:
        """Titles sharing one of these foreign ids, such as {"imdb": "tt0114709"}."""

    def review(self, review_id: str) -> Review | None: ...

    def reviews_of(self, title_id: str) -> list[Review]:
        """A title's reviews, by date and id."""

    def judged_of(self, review_ids: Sequence[str]) -> dict[str, tuple[Judged, ...]]:
        """The judged sentences of each review, in text order."""

    def marks_of(self, review_id: str) -> tuple[Mark, ...]: ...

    def asides(self) -> list[Aside]: ...

    def vectors(self, encoder: str, texts: Sequence[str]) -> dict[str, Vectors]:
        """The kept vectors, each of shape (dim,), of those texts that have one."""

    # --- search --------------------------------------------------------------
    def catch_up(self, encoder: str, progress: Progress | None = None) -> None:
        """Bring the derived indexes level with the truth, rebuilding what is damaged.

        Called before search by whoever may write; where another process writes, the
        library is read-only or the disk is full, search goes on with what is there.
        """

    def missing_passage_vectors(
        self, encoder: str, kinds: Sequence[PassageKind] = TOLD_KINDS
    ) -> list[str]:
        """Distinct texts of such passages that have no vector by this encoder yet."""

    def screen(self, limits: Sequence[Limit], today: date) -> Screen:
        """Every title against the limits; agrees with `limits.check` one by one."""

    def search_words(
        self,
        words: str,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Sequence[str] | None = None,
    ) -> list[Hit]:
        """The k best passages by BM25, of titles in `allowed` where given.

        `words` is the viewer's text, not query syntax: nothing in it is an operator.
        """

    def search_vectors(
        self,
        vector: Vectors,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Sequence[str] | None = None,
    ) -> list[Hit]:
        """The k passages nearest by cosine to `vector`, shape (dim,)."""

    # --- past requests and ratings ------------------------------------------------
    def has_requests(self) -> bool:
        """Whether any past request is held; costs nothing."""

    def answers_of(self, request_id: str) -> tuple[str, ...]:
        """Ids of the titles that answered a past request, by id; none if not held."""

    def has_ratings(self) -> bool:
        """Whether any rating by a rater is held; costs nothing."""

    def co_rated(self, title_ids: Sequence[str]) -> dict[str, dict[str, float]]:
        """For each title, those that the same raters liked: {other: strength 0..1}.

        Up to 100 others, strongest first; a title without any is not in the answer.
        They are of the last `catch_up` that could write.
        """

    # --- search for ranking ----------------------------------------------------
    def traits(self) -> Traits:
        """The columns of all titles; the same object until somebody writes."""

    def lengths(self) -> Lengths:
        """How long every title is, in the order of `traits`; kept until somebody writes."""

    def countries(self) -> Mapping[int, str]:
        """The number of each country in `traits` -> how it is written."""

    def standing(self, limits: Sequence[Limit], today: date) -> Standing:
        """How every title stands to the limits; agrees with `screen`."""

    def find_words(
        self,
        words: str,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Mask | None = None,
    ) -> Found:
        """`search_words` by the titles' places; `allowed` has one truth a place."""

    def find_vectors(
        self,
        vectors: Vectors,
        *,
        k: int,
        kinds: Sequence[PassageKind] = TOLD_KINDS,
        allowed: Mask | None = None,
    ) -> list[Found]:
        """`search_vectors` for several vectors, shape (n, dim), by places."""

    def said(self, facet: int) -> tuple[Places, Floats]:
        """Places of titles of which reviewers say something of a facet, and what is
        agreed, -1..1; a facet goes by its number among `Traits.facets.keys`."""

    def credited(self, keys: Sequence[str], role: CreditRole | None) -> Places:
        """The places of the titles that name one of these people, by folded names."""

    def title_vectors(self, title_id: str) -> Vectors:
        """The vectors of a title's card and prose, shape (n, dim)."""

    # --- the viewer ----------------------------------------------------------
    def set_progress(self, viewer: str, title_id: str, boundary: Boundary) -> None:
        """Remember how far a viewer is (writes)."""

    def progress(self, viewer: str) -> dict[str, Boundary]: ...

    def set_rating(self, viewer: str, title_id: str, rating: float | None) -> None:
        """Remember a viewer's rating, 0..10; None forgets it (writes)."""

    def ratings(self, viewer: str) -> dict[str, float]: ...

    def setting(self, name: str) -> str | None: ...

    def set_setting(self, name: str, value: str | None) -> None:
        """Keep a setting; None forgets it (writes)."""

    def close(self) -> None: ...
