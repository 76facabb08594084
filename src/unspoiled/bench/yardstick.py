"""The project's own requests for dramas, and how well titles answer them: 0 to 3.

    requests   one {"id", "kind", "style", "text"} a line
    grades     one {"id", "grades": {title id: 0..3}, "second": {title id: 0..3}} a line

`second` is what another grader said of some of the same titles. A title that nobody
graded counts as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final

import msgspec

from ..errors import InputError
from .cases import read_rows

REQUESTS: Final = "drama_requests.jsonl"
GRADES: Final = "drama_grades.jsonl"
BEST: Final = 3

Grade = Annotated[int, msgspec.Meta(ge=0, le=BEST)]


class DramaRequest(msgspec.Struct, frozen=True):
    """A request of the yardstick; `kind` is what it asks by, `style` how it is put."""

    id: str
    text: str
    kind: str = ""
    style: str = ""


class Graded(msgspec.Struct, frozen=True):
    """What one request's pool was graded, by title id."""

    id: str
    grades: Mapping[str, Grade]
    second: Mapping[str, Grade] = {}


def read_drama_requests(path: Path) -> tuple[DramaRequest, ...]:
    """The requests in their order; InputError where an id stands twice."""
    rows = tuple(read_rows(path, DramaRequest))
    _check_once(path, (row.id for row in rows))
    return rows


def read_grades(path: Path) -> dict[str, Graded]:
    """The grades by request; InputError where an id stands twice."""
    rows = tuple(read_rows(path, Graded))
    _check_once(path, (row.id for row in rows))
    return {row.id: row for row in rows}


def _check_once(path: Path, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for number, id in enumerate(ids, start=1):
        if id in seen:
            raise InputError(
                f"{id} stands here a second time", path=path, line=number,
                advice="keep one of the two",
            )  # fmt: skip
        seen.add(id)
