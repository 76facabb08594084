"""A small corpus written for the tests, and small files in the forms of the real data."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from unspoiled.bench.cases import DEV, ITEMS, KDRAMA, SUBJECTIVITY, TRIPOD

LANTERN = """\
# review
title: The Lantern Weavers (2021) | series | invented
voice: user review
synopsis: A tax clerk inherits a failing lantern workshop and has one autumn to save it.
episodes: 4
e1: The clerk reads the will and takes over the workshop.
e2-3: The weavers find the old pattern and win the order of the temple.
e4: She marries the carpenter on the night of the festival.
F I loved the music in this one.
P A tax clerk inherits a workshop that makes lanterns.
¶
L2 The old pattern turns up behind the stove.
H The last hour is not what I hoped for.
¶
¶
E They marry in the end.
F The acting is superb.
"""

ICE = """\
# review
title: Thin Ice Radio (2019-2020) | film | real
voice: two-line note
synopsis: A night announcer on a frozen lake takes a call.
F Great sound!
F Great sound!
L He drowns halfway through.
"""

CORPUS = {"part_a_01": LANTERN + "\n" + ICE, "part_a_02": ICE.replace("Thin", "Thick")}

_DRAMAS = [f"Drama of the {word} Gate" for word in ("Red", "Blue", "Old", "Low", "Far")]
_FILMS = [f"the {word} barge 195{n}" for n, word in enumerate(("slow", "iron", "salt"))]


def _dev_rows() -> Iterator[dict[str, Any]]:
    """Five short reviews of dramas and three of films, four sentences each."""
    for number, work in enumerate((*_DRAMAS, *_FILMS)):
        sentences = [
            ("F", f"The music in it is lovely, take {number}."),
            ("P", "A porter of the gate meets a new neighbour."),
            ("L", f"She finds out in episode {number + 6} that he lied to her."),
            ("E", "In the end they marry and he dies at sea."),
        ]
        for index, (label, text) in enumerate(sentences):
            yield {
                "review": f"r{number}",
                "index": index,
                "kind": "kdrama" if number < len(_DRAMAS) else "film",
                "label": label,
                "annotators": 2 * label,
                "text": text if index or number < len(_DRAMAS) else f"_{text}_",
                "work": work,
            }


def _stories() -> Iterator[dict[str, Any]]:
    for work in ("The Salt Barge", "The Iron Barge"):
        lines = (
            "Mina works on a barge.",
            "She meets a diver who is looking for a bell.",
            "They find the bell and quarrel over it.",
            "He drowns in the storm and she sinks the bell again.",
        )
        for index, text in enumerate(lines):
            yield {"work": work, "sent_idx": index, "text": text}


def _opinions() -> Iterator[dict[str, Any]]:
    for number in range(12):
        yield {"label": "opinion", "text": f"a lovely and moving film , grade {number}"}
        yield {"label": "plot", "text": f"the sailor number {number} leaves his wife"}


def _items() -> Iterator[dict[str, Any]]:
    premise = "A porter of the gate meets a new neighbour and writes songs."
    common = {"synopsis": premise, "kind": "series"}
    yield {"title": _DRAMAS[0], "year": 2019, **common}
    yield {"title": _DRAMAS[1], "year": 2001, **common}
    yield {"title": "Another", "aka": [_DRAMAS[2]], "year": 2021.0, **common}
    yield {"title": "The Slow Barge", "year": 1950, "kind": "film", "synopsis": premise}
    for _ in range(2):
        yield {
            "title": "The Iron Barge",
            "year": 1951,
            "kind": "film",
            "synopsis": premise,
        }


def _named() -> Iterator[dict[str, Any]]:
    for number, title in enumerate(_DRAMAS):
        yield {
            "title": title,
            "year": 2019 + number,
            "text": "Fine.",
            "id": f"{number}",
        }


def write_data(folder: Path) -> None:
    """Small files in the forms, and at the places, of the measuring data."""
    for name, rows in (
        (DEV, _dev_rows()),
        (ITEMS, _items()),
        (KDRAMA, _named()),
        (SUBJECTIVITY, _opinions()),
        (TRIPOD, _stories()),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [msgspec.json.encode(row) for row in rows]
        path.write_bytes(gzip.compress(b"\n".join(lines) + b"\n"))
