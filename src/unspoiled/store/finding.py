"""Search for ranking: columns of all titles, and hits as arrays without their texts.

What `Columns` keeps at one state of the library is put into `Traits`; hits come from
the derived indexes with the titles' numbers, which become places here. A title that is
gone has no place, so that it is never found.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from ..traits import Found, Incidence, Lengths, Places, Traits
from ..vocabulary import fold, load_vocabulary
from .database import Database
from .passages import Told
from .records import decode
from .screening import Columns

_NAMES: Final = (
    "SELECT json_group_array(json_extract(record, '$.title')) FROM"
    " (SELECT record FROM title_records ORDER BY title)"
)


def read_traits(db: Database, columns: Columns) -> Traits:
    """The columns that ranking needs, in the order of rank."""
    names = np.empty(len(columns.ids), dtype=object)
    names[columns.by_number] = decode(db.value(_NAMES))
    tags, facets = _incidences(columns)
    popularity = np.maximum(columns.column("popularity"), 0.0)
    return Traits(
        ids=columns.ids,
        names=names.tolist(),
        popularity=popularity.astype(np.float32),
        year=columns.column("year").astype(np.float32),
        country=np.nan_to_num(columns.column("country")).astype(np.int64),
        facets=facets,
        tags=tags,
    )


def read_lengths(columns: Columns) -> Lengths:
    """How long every title is, in the order of rank."""
    words: dict[int, str] = dict(columns.words("kind"))
    table = np.empty(max(words, default=0) + 1, dtype=object)
    for number, word in words.items():
        table[number] = word
    return Lengths(
        kind=table[np.nan_to_num(columns.column("kind")).astype(np.int64)],
        episodes=columns.column("episodes").astype(np.float32),
        minutes=columns.column("minutes").astype(np.float32),
    )


def _incidences(columns: Columns) -> tuple[Incidence, Incidence]:
    """Tags as they are written, and the facets that they stand for."""
    places, words = columns.borne("tag")
    written = {number: word for number, word in columns.words("tag")}
    folded = {number: fold(word) for number, word in written.items()}
    size = len(columns.ids)
    keys = sorted(set(folded.values()))
    number_of = {key: number for number, key in enumerate(keys)}
    table = np.zeros(max(written, default=0) + 1, np.int64)
    for number, word in folded.items():
        table[number] = number_of[word]
    tags = Incidence.of(keys, places, table[words], size)
    return tags, _facets(places, words, written, size)


def _facets(
    places: Places, words: Places, written: dict[int, str], size: int
) -> Incidence:
    vocabulary = load_vocabulary()
    keys = [facet.key for facet in vocabulary.facets]
    number_of = {key: number for number, key in enumerate(keys)}
    stands_for = {
        number: [number_of[facet.key] for facet in vocabulary.of_tags([word])]
        for number, word in written.items()
    }
    named = {number: facets for number, facets in stands_for.items() if facets}
    many = np.zeros(max(written, default=0) + 1, np.int64)
    for number, facets in named.items():
        many[number] = len(facets)
    flat = np.array([f for n in sorted(named) for f in named[n]], np.int64)
    first = np.concatenate([[0], np.cumsum(many)])[:-1]
    repeats = many[words]
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    numbers = flat[np.repeat(first[words], repeats) + within] if len(flat) else flat
    return Incidence.of(keys, np.repeat(places, repeats), numbers, size)


def found(columns: Columns, told: Told) -> Found:
    """Hits by the titles' numbers -> by their places; those that are gone are left out."""
    places = columns.places(told.titles)
    known = places >= 0
    return Found(places[known], told.kinds[known], told.scores[known])
