"""Labelled text of every source -> Case: a review, its spans, and what is true of each.

The real data's files are described in the README of the folder that holds them. A row
that is not what it should be stops the reading with an InputError that names its line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, TypeVar

import msgspec

from ..domain import Format, Kind, Review, SafeFrom, Title
from ..errors import InputError
from ..sources.lines import Broken, read_lines
from .corpus import LabelledReview, Letter, work_key

DEV: Final = "gate/reviews_dev.jsonl.gz"
SUBJECTIVITY: Final = "gate/subjectivity.jsonl.gz"
TRIPOD: Final = "gate/tripod_train.jsonl.gz"
ITEMS: Final = "requests/items.jsonl.gz"
KDRAMA: Final = "reviews/kdrama_dev.jsonl.gz"

Reviewed = Literal["kdrama", "film"]
KINDS: Final[tuple[Reviewed, ...]] = ("kdrama", "film")
_FORMATS: Final[Mapping[Reviewed, Format]] = {"kdrama": "text", "film": "markdown"}
_KINDS: Final[Mapping[Reviewed, Kind]] = {"kdrama": "series", "film": "film"}

Row = TypeVar("Row", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Case:
    """One review as a user has it; `labels` and `safe_from` go with `spans`, in order.

    `safe_from` is what the writer says, "all" where only the label is known.
    """

    review: Review
    spans: tuple[tuple[int, int], ...]
    labels: tuple[Letter, ...]
    safe_from: tuple[SafeFrom, ...]
    work: str
    kind: str
    title: Title | None = None

    @property
    def texts(self) -> list[str]:
        return [self.review.text[start:end] for start, end in self.spans]


class _DevRow(msgspec.Struct):
    review: str
    index: int
    kind: Reviewed
    label: Letter
    text: str
    work: str


class _Item(msgspec.Struct):
    title: str
    kind: str = ""
    year: float | None = None
    aka: list[str] = []
    synopsis: str | None = None


class _Reviewed(msgspec.Struct):
    title: str
    year: float | None = None


class _Subjective(msgspec.Struct):
    label: Literal["plot", "opinion"]
    text: str


class _Position(msgspec.Struct):
    work: str
    sent_idx: int
    text: str


def case_of(review: LabelledReview) -> Case:
    """A review of the corpus, with its title's synopsis and summaries as facts."""
    return Case(
        review=review.as_review(),
        spans=review.spans,
        labels=review.labels,
        safe_from=tuple(sentence.safe_from for sentence in review.sentences),
        work=review.work,
        kind=review.kind,
        title=review.as_title(),
    )


def read_dev(path: Path) -> tuple[Case, ...]:
    """The reviews of the development set, each as one text, without title facts."""
    rows: dict[str, list[_DevRow]] = defaultdict(list)
    for row in read_rows(path, _DevRow):
        rows[row.review].append(row)
    return tuple(_case(sorted(own, key=lambda row: row.index)) for own in rows.values())


def _case(rows: Sequence[_DevRow]) -> Case:
    text, spans = joined([row.text for row in rows])
    first = rows[0]
    labels = tuple(row.label for row in rows)
    return Case(
        review=Review(id=first.review, text=text, format=_FORMATS[first.kind]),
        spans=spans,
        labels=labels,
        safe_from=tuple(SafeFrom(0 if label in "FP" else None) for label in labels),
        work=work_key(first.work),
        kind=first.kind,
    )


def joined(texts: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Texts as one, a space between them, and the span of each in it."""
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text) + 1
    return " ".join(texts), tuple(spans)


def with_synopses(cases: Iterable[Case], data: Path) -> tuple[Case, ...]:
    """The cases, those with a title whose synopsis the items hold under name and year.

    A film's year stands behind its name; a drama's is that of its review in KDRAMA.
    Two items of one name and year settle nothing.
    """
    given = tuple(cases)
    wanted = {case.work: _named(case, _years(data)) for case in given}
    known = _synopses(data / ITEMS, set(wanted.values()))
    return tuple(replace(case, title=known.get(wanted[case.work])) for case in given)


_Named = tuple[str, int | None, str]
"""A folded name, the year, the kind of title."""


def _named(case: Case, years: Mapping[str, int]) -> _Named:
    kind = _KINDS["film" if case.kind == "film" else "kdrama"]
    match = re.fullmatch(r"(.+) (\d{4})", case.work, re.ASCII)
    if match is not None:
        return match[1], int(match[2]), kind
    return case.work, years.get(case.work) if kind == "series" else None, kind


def _years(data: Path) -> dict[str, int]:
    path = data / KDRAMA
    rows = read_rows(path, _Reviewed) if path.exists() else ()
    return {work_key(row.title): int(row.year) for row in rows if row.year}


def _synopses(path: Path, wanted: set[_Named]) -> dict[_Named, Title]:
    found: dict[_Named, list[_Item]] = defaultdict(list)
    for item in read_rows(path, _Item):
        if item.year is None or not item.synopsis:
            continue
        for name in {work_key(name) for name in (item.title, *item.aka)}:
            if (key := (name, int(item.year), item.kind)) in wanted:
                found[key].append(item)
    return {
        key: _title(key, items[0]) for key, items in found.items() if len(items) == 1
    }


def _title(key: _Named, item: _Item) -> Title:
    kind: Kind = "film" if item.kind == "film" else "series"
    return Title(
        id=key[0], title=item.title, year=key[1], kind=kind, synopsis=item.synopsis
    )


def read_subjectivity(path: Path) -> tuple[list[str], list[bool]]:
    """Sentences, and which of them are opinion (the others tell plot)."""
    rows = list(read_rows(path, _Subjective))
    return [row.text for row in rows], [row.label == "opinion" for row in rows]


def read_tripod(path: Path) -> dict[str, list[str]]:
    """Each film's synopsis, its sentences in the story's order."""
    films: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in read_rows(path, _Position):
        films[row.work].append((row.sent_idx, row.text))
    return {work: [text for _, text in sorted(rows)] for work, rows in films.items()}


def read_rows(path: Path, kind: type[Row]) -> Iterator[Row]:
    """Each line of a .jsonl or .jsonl.gz as a row; InputError names a line that is none."""
    decode = msgspec.json.Decoder(kind).decode
    try:
        for line in read_lines(path, packed=path.suffix == ".gz"):
            if line.data is None:
                raise InputError("this line is too long", path=path, line=line.number)
            if not line.data.strip():
                continue
            try:
                yield decode(line.data)
            except msgspec.MsgspecError as error:
                raise InputError(
                    f"this is not such a row ({error})", path=path, line=line.number,
                    advice="copy the file again from where it came",
                ) from error  # fmt: skip
    except Broken as broken:
        raise InputError(
            broken.problem, path=path, line=broken.line, advice=broken.advice or None
        ) from broken
