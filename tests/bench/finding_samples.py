"""Small invented files in the forms, and at the places, of the data for finding."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from unspoiled.bench.cases import ITEMS
from unspoiled.bench.library import LINKS, RATINGS, REVIEWS
from unspoiled.bench.tasks import PAIRS, TRAIN, VALID
from unspoiled.bench.yardstick import GRADES, REQUESTS

FILMS = {
    "tt0000001": ("The Copper Heron", 1991, 0.9, ["Adventure"], "A diver looks for a bell in a drowned valley."),
    "tt0000002": ("Nine Ladders", 1998, 0.7, ["Comedy"], "Painters race to finish a church before the bishop comes."),
    "tt0000003": ("Salt and Thunder", 2004, 0.5, ["Drama"], "A lighthouse keeper shelters a runaway violinist."),
    "tt0000004": ("The Paper Orchard", 2010, 0.3, ["Drama", "Romance"], "Two printers plant an orchard of paper trees."),
    "tt0000005": ("Glass Ferry", 2015, 0.1, ["Adventure", "Drama"], "A ferry of glass crosses a lake of ice at night."),
}  # fmt: skip
BELL = "tt0000001"


def film_rows() -> Iterable[Mapping[str, Any]]:
    for id, (title, year, popularity, genres, synopsis) in FILMS.items():
        yield {
            "id": id, "title": title, "year": year, "kind": "film", "genres": genres,
            "tags": [genres[0].lower(), "slow"], "popularity": popularity,
            "synopsis": synopsis, "collection": "films",
        }  # fmt: skip
    yield {"id": "x1", "title": "The Copper Heron Returns", "kind": "series"}


def review_rows() -> Iterable[Mapping[str, Any]]:
    for id in ("tt0000001", "tt0000003", "tt0000009"):
        yield {
            "id": f"{id}-0", "title_id": id, "title": "said otherwise", "year": 1990,
            "text": "The music is lovely and the acting is superb.", "format": "text",
        }  # fmt: skip


def post(id: str, text: str, answer: str) -> Mapping[str, Any]:
    return {"id": id, "text": text, "positives": [answer]}


POSTS = (
    post("v1", "a diver and a bell under water", "tt0000001"),
    post("v2", "painters in a church, a race against a bishop", "tt0000002"),
    post("v3", "it was called nine ladders, solved", "tt0000002"),
    post("v4", "a film about nothing that is here", "tt9999999"),
)


def chat_row(id: str, dialogue: str, text: str, rec: list[int], prev: list[int]) -> Any:
    return {"id": id, "dialog_id": dialogue, "text": text, "rec": rec, "prev": prev}


CHATS = (
    chat_row("c1", "d1", "User: a lighthouse and a violin", [3], [1]),
    chat_row("c2", "d1", "User: printers and an orchard", [3, 4, 8], [1, 3]),
    chat_row("c3", "d2", "User: thanks", [1], [1]),
    chat_row("c4", "d3", "User: ice, a lake and a ferry", [5, 9], []),
)
CATALOGUE = {
    "1": "tt0000001", "3": "tt0000003", "4": "tt0000004", "5": "tt0000005",
    "6": "tt0000005", "8": None, "9": "tt0000099",
}  # fmt: skip
"""8 has no id, 9 is not in the collection; 5 and 6 are one film."""


def pair_rows() -> Iterable[Mapping[str, Any]]:
    for a, b, label in (
        ("tt0000003", "tt0000004", "OK"),
        ("tt0000001", "tt0000005", "OK"),
        ("tt0000001", "tt0000002", "NOT_OK"),
        ("tt0000002", "tt0000005", "NOT_OK"),
        ("tt0000002", None, "OK"),
        ("tt0000001", "tt0000099", "OK"),
    ):
        yield {"a_id": a, "b_id": b, "label": label}


def write_finding(folder: Path) -> None:
    """The measuring data for finding."""
    rows: dict[str, Iterable[Mapping[str, Any]]] = {
        ITEMS: film_rows(),
        REVIEWS: review_rows(),
        TRAIN: (
            post("t1", "the one with a bell under the lake", "tt0000001"),
            post("t2", "somebody looks for me", "tt0000098"),
        ),
        VALID: POSTS,
        PAIRS: pair_rows(),
        "requests/inspired.jsonl.gz": CHATS,
        "requests/redial.jsonl.gz": CHATS,
    }
    for name, given in rows.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(b"\n".join(map(msgspec.json.encode, given))))
    for name in ("inspired", "redial"):
        path = folder / f"requests/{name}_catalogue.json"
        path.write_bytes(msgspec.json.encode(CATALOGUE))
    (folder / "ratings").mkdir()
    (folder / LINKS).write_text("movieId,imdbId,tmdbId\n1,0000001,7\n2,0000044,8\n")
    (folder / RATINGS).write_text(
        "userId,movieId,rating,timestamp\n5,1,4.5,1\n5,2,3.0,2\n6,1,2.0,3\n"
    )


DRAMAS = (
    {"id": "y1", "kind": "mood", "style": "plain", "text": "something calm by the sea"},
    {"id": "y2", "kind": "likes", "style": "forum", "text": "like The Salt Ferry"},
    {"id": "y3", "kind": "mood", "style": "plain", "text": "nobody graded this"},
)


def write_requests(folder: Path, titles: Mapping[str, int]) -> None:
    """The project's own requests; `titles` has the grade of each title for the first."""
    folder.mkdir(parents=True, exist_ok=True)
    grades = (
        {"id": "y1", "grades": titles, "second": dict(list(titles.items())[:3])},
        {"id": "y2", "grades": dict.fromkeys(titles, 0)},
    )
    for name, rows in ((REQUESTS, DRAMAS), (GRADES, grades)):
        (folder / name).write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
