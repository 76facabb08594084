"""What a source yields: one title, one review or one problem at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ..domain import PastRequest, Rating, Review, Title
from ..errors import InputError
from ..interchange import (
    rating_from_record,
    record_kind,
    request_from_record,
    review_from_record,
    title_from_record,
)

EXCERPT = 2_000
"""Characters kept of what could not be read, to be shown with the problem."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One of `title`, `review`, `request`, `rating`, `problem`, or the count `skipped`."""

    origin: Path
    title: Title | None = None
    review: Review | None = None
    request: PastRequest | None = None
    rating: Rating | None = None
    problem: InputError | None = None
    line: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)
    """Of a problem: the record as it came, or the beginning of the text."""
    skipped: int = 0
    """Files of a folder that were passed over, being of no known kind."""
    progress: float = 0.0
    """How much of what was asked for has been read by now, 0..1 (in bytes)."""
    apart: bool = True
    """Of a problem: whether the record is set aside; a past request or a rating is only
    told, since it cannot be settled."""


@dataclass(frozen=True, slots=True)
class ReviewDefaults:
    """What a review is taken to say where its file does not say it itself."""

    title: str | None = None
    year: int | None = None
    author: str | None = None
    url: str | None = None
    date: str | None = None
    rating: str | None = None
    source: str | None = None

    def fill(self, record: Mapping[str, Any], *, alone: bool = True) -> dict[str, Any]:
        """The record with what it lacks; `alone` if it is its file's only one.

        Of many, one that names its title is not given a year meant for another.
        """
        filled = dict(record)
        named = filled.get("title") or filled.get("title_id")
        for one in fields(self):
            value = getattr(self, one.name)
            if value is None or filled.get(one.name) not in (None, ""):
                continue
            if named and (one.name == "title" or (one.name == "year" and not alone)):
                continue
            filled[one.name] = value
        return filled


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source a record stands."""

    origin: Path
    line: int | None = None
    progress: float = 0.0

    def problem(
        self, text: str, *, advice: str | None = None, raw: Mapping[str, Any] | str = ""
    ) -> SourceRecord:
        """A record that could not be read, as one sentence naming the place."""
        kept = {"text": raw[:EXCERPT]} if isinstance(raw, str) and raw else raw or {}
        error = InputError(text, path=self.origin, line=self.line, advice=advice)
        return SourceRecord(
            self.origin, problem=error, line=self.line,
            raw=kept if isinstance(kept, Mapping) else {}, progress=self.progress,
        )  # fmt: skip

    def review(self, record: Mapping[str, Any]) -> SourceRecord:
        """The review of one interchange record, or its problem."""
        try:
            review = review_from_record(record)
        except InputError as error:
            return self.problem(error.problem, advice=error.advice, raw=record)
        return SourceRecord(
            self.origin, review=review, line=self.line, progress=self.progress
        )

    def title(self, record: Mapping[str, Any]) -> SourceRecord:
        """The title of one interchange record, or its problem."""
        try:
            title = title_from_record(record)
        except InputError as error:
            return self.problem(error.problem, advice=error.advice, raw=record)
        return SourceRecord(
            self.origin, title=title, line=self.line, progress=self.progress
        )

    def request(self, record: Mapping[str, Any]) -> SourceRecord:
        """The past request of one interchange record, or its problem."""
        try:
            request = request_from_record(record)
        except InputError as error:
            return self._told(error)
        return SourceRecord(
            self.origin, request=request, line=self.line, progress=self.progress
        )

    def rating(self, record: Mapping[str, Any]) -> SourceRecord:
        """The rating of one interchange record, or its problem."""
        try:
            rating = rating_from_record(record)
        except InputError as error:
            return self._told(error)
        return SourceRecord(
            self.origin, rating=rating, line=self.line, progress=self.progress
        )

    def _told(self, error: InputError) -> SourceRecord:
        found = self.problem(error.problem, advice=error.advice)
        return replace(found, apart=False)

    def record(self, record: Any, defaults: ReviewDefaults) -> SourceRecord:
        """What one decoded interchange record holds, or its problem."""
        if not isinstance(record, Mapping):
            return self.problem("a record must be a JSON object", raw=str(record))
        kind = record_kind(record)
        if kind == "review":
            return self.review(defaults.fill(record, alone=False))
        read = {"title": self.title, "request": self.request, "rating": self.rating}
        return read[kind](record)
