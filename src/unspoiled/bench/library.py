"""The libraries that finding is measured on, built once in a cache folder.

`films`: the rows of the items that are films, with their reviews where asked for.
`films+past`: a copy of it with past requests and ratings added. `starter`: the starter
catalogue. A library is built under the name of what went into it, and adding twice
equals adding once, so a build that was broken off goes on where it stopped.
"""

from __future__ import annotations

import csv
import gzip
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any, Final

import msgspec

from ..domain import Title
from ..errors import InputError, NotFound
from ..guide import Guide
from ..interchange import record_kind, title_from_record
from ..sources.lines import Broken, read_lines
from ..store.protocol import Talk
from .cases import ITEMS, read_rows
from .tasks import TRAIN, Post

REVIEWS: Final = "requests/item_reviews.jsonl.gz"
RATINGS: Final = "ratings/ratings.csv"
LINKS: Final = "ratings/links.csv"
SCALE: Final = 5
"""MovieLens ratings go from half a star to five."""

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of what was made from the measuring data in `data`."""

    folder: Path
    data: Path | None = None

    @property
    def vectors(self) -> Path:
        return self.folder / "vectors"

    @property
    def starter(self) -> Path:
        return self.folder / "starter"

    def source(self, name: str) -> Path:
        """A file of the measuring data; NotFound where it is not there."""
        if self.data is None:
            raise NotFound("No folder is named; name the measuring data with --data.")
        path = self.data / name
        if not path.exists():
            raise NotFound(f"{path} is not there.")
        return path


# --- records ----------------------------------------------------------------------


def film_records(items: Path) -> Iterator[Record]:
    """The rows of the items that are films."""
    return (row for row in _records(items) if row.get("collection") == "films")


def read_films(cache: Cache) -> dict[str, Title]:
    """Every film of the collection by id."""
    titles = map(title_from_record, film_records(cache.source(ITEMS)))
    return {title.id: title for title in titles}


def review_records(reviews: Path, films: Collection[str]) -> Iterator[Record]:
    """The reviews of those films."""
    return (row for row in _records(reviews) if row.get("title_id") in films)


def review_texts(cache: Cache, films: Collection[str]) -> dict[str, list[str]]:
    """The texts of the reviews of those films, by title id."""
    texts: dict[str, list[str]] = {}
    for row in review_records(cache.source(REVIEWS), films):
        texts.setdefault(str(row["title_id"]), []).append(str(row["text"]))
    return texts


def past_requests(train: Path, films: Collection[str]) -> Iterator[Record]:
    """Training posts as past requests, those whose answer is a film here."""
    for post in read_rows(train, Post):
        answers = [key for key in post.positives if key in films]
        if answers:
            yield {"id": post.id, "text": post.text, "answers": answers}


def co_ratings(ratings: Path, links: Path, films: Collection[str]) -> Iterator[Record]:
    """Ratings of those films as records, under their IMDb ids."""
    ids = {row["movieId"]: f"tt{row['imdbId']}" for row in _rows(links)}
    for row in _rows(ratings):
        key = ids.get(row["movieId"])
        if key in films:
            yield {
                "rater": f"movielens:{row['userId']}",
                "title_id": key,
                "rating": float(row["rating"]),
                "scale": SCALE,
            }


def takes_past_requests() -> bool:
    """Whether this version of the product reads past requests and ratings."""
    request = {"id": "1", "text": "a film with a bell", "answers": ["t-1"]}
    return record_kind(request) not in ("title", "review")


def _records(path: Path) -> Iterator[dict[str, Any]]:
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    try:
        for line in read_lines(path, packed=path.suffix == ".gz"):
            if line.data and line.data.strip():
                yield decode(line.data)
    except (Broken, msgspec.MsgspecError) as error:
        raise InputError(
            f"this breaks off ({error})", path=path,
            advice="copy the file again from where it came",
        ) from error  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"this is no such table ({error})", path=path) from error


# --- libraries --------------------------------------------------------------------


def open_starter(cache: Cache, talk: Talk, today: date | None) -> Guide:
    """A library of the starter catalogue, built where there is none yet."""
    return Guide.open(cache.starter, talk=talk, today=today)


def films_library(
    cache: Cache, films: Collection[str], *, reviews: bool, talk: Talk
) -> Path:
    """The library of the films, built where there is none yet; its folder."""
    sources = [cache.source(ITEMS), *([cache.source(REVIEWS)] if reviews else ())]
    folder = cache.folder / f"films{'-reviews' * reviews}-{_key(sources)}"
    files = {"films.jsonl.gz": lambda: film_records(sources[0])}
    if reviews:
        files["reviews.jsonl.gz"] = lambda: review_records(sources[1], films)
    return _built(folder, files, talk)


def library_with_past(
    cache: Cache, library: Path, films: Collection[str], *, talk: Talk
) -> Path:
    """A copy of the films' library with past requests and ratings; its folder."""
    train, ratings, links = map(cache.source, (TRAIN, RATINGS, LINKS))
    folder = library.parent.with_name(
        f"{library.parent.name}+past-{_key([train, ratings, links])}"
    )
    copy = folder / "library"
    if not copy.exists():
        part = folder / "library.part"
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(library, part)
        part.rename(copy)
    files = {
        "past.jsonl.gz": lambda: past_requests(train, films),
        "ratings.jsonl.gz": lambda: co_ratings(ratings, links, films),
    }
    return _built(folder, files, talk)


def _built(
    folder: Path, files: Mapping[str, Callable[[], Iterator[Record]]], talk: Talk
) -> Path:
    """The library of `folder` with what the files hold; done once, in this order."""
    library, done = folder / "library", folder / "done.json"
    if done.exists():
        return library
    folder.mkdir(parents=True, exist_ok=True)
    told = {}
    with Guide.open(library, starter=False, talk=talk) as guide:
        for name, records in files.items():
            path = folder / name
            if not path.exists():
                _write(path, records())
            report = guide.add(path)
            told[name] = {"titles": report.titles, "reviews": report.reviews}
    done.write_bytes(msgspec.json.encode(told))
    return library


def _write(path: Path, records: Iterable[Record]) -> None:
    part = path.with_suffix(".part")
    with gzip.open(part, "wb", compresslevel=1) as file:
        for record in records:
            file.write(msgspec.json.encode(record) + b"\n")
    part.rename(path)


def _key(paths: Sequence[Path]) -> str:
    digest = blake2b(digest_size=6)
    for path in paths:
        with path.open("rb") as file:
            digest.update(file_digest(file, "sha256").digest())
    return digest.hexdigest()
