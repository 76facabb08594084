"""A title's own text as one: searched by many words here and there, and by its middle."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from unspoiled.domain import Passage, Title
from unspoiled.search import title_passages
from unspoiled.store.passages import vectors_of
from unspoiled.store.records import PASSAGE_KINDS
from unspoiled.store.sqlite import open_store
from unspoiled.vocabulary import load_vocabulary

from .conftest import level
from .library import ENCODER, LANTERN, encode, title_entry

PARTS = ("a boat with a red sail", "the miller hides a bell", "snow over the harbour")
WHOLE = ("whole",)


def entry(title, parts, *, whole=True):
    passages = [Passage(title.id, "prose", part) for part in parts]
    if whole:
        passages.append(Passage(title.id, "whole", " ".join(parts)))
    return replace(title_entry(title), passages=tuple(passages))


@pytest.fixture
def titles():
    other = replace(LANTERN, id="t-other", title="Other")
    single = replace(LANTERN, id="t-single", title="Single")
    return (
        entry(LANTERN, PARTS),
        entry(other, ("a boat with a red sail and a red flag", "nothing else here")),
        entry(single, ("one bell",)),
    )


@pytest.fixture
def held(path, titles):
    store = open_store(path)
    with store.writing():
        store.put_titles(titles)
    level(store)
    yield store
    store.close()


def found(store, words):
    hits = store.find_words(words, k=10, kinds=WHOLE)
    return [str(store.traits().ids[place]) for place in hits.places]


def test_words_in_several_parts_find_the_title_that_has_all(held):
    assert found(held, "red bell snow")[0] == "t-lantern"


def test_the_whole_is_no_passage_of_another_kind(held):
    kinds = {hit.passage.kind for hit in held.search_words("red bell snow", k=20)}
    own = held.find_words("red bell snow", k=20)

    assert kinds == {"prose"}
    assert {*own.kinds.tolist()} == {PASSAGE_KINDS.index("prose")}


def test_the_vector_of_the_whole_is_the_middle_of_its_parts(held):
    middle = encode(PARTS).sum(axis=0)
    hits = held.find_vectors(middle[None], k=5, kinds=WHOLE)[0]
    ids = [str(held.traits().ids[place]) for place in hits.places]

    assert ids[0] == "t-lantern"
    assert hits.scores[0] == pytest.approx(1.0, abs=2e-3)
    assert "t-single" not in ids  # its whole says no more than its one part
    assert len(held.title_vectors("t-lantern")) == len(PARTS)


def test_a_changed_text_has_another_middle(held):
    with held.writing():
        newer = replace(LANTERN, year=2022)
        held.put_titles([entry(newer, (*PARTS[:2], "a wedding on the hill"))])
    level(held)
    middle = encode([*PARTS[:2], "a wedding on the hill"]).sum(axis=0)

    assert found(held, "snow") == []
    assert not len(held.find_words("snow", k=5).places)
    best = held.find_vectors(middle[None], k=1, kinds=WHOLE)[0]
    assert best.scores[0] == pytest.approx(1.0, abs=2e-3)


def test_an_older_library_gets_whole_texts(path):
    store = open_store(path)
    with store.writing():
        store.put_titles([entry(LANTERN, PARTS, whole=False)])
    level(store)
    store.close()
    with closing(sqlite3.connect(path / "library.db")) as db:
        db.execute("ALTER TABLE sentences DROP COLUMN told")
        db.execute("DELETE FROM migrations WHERE number > 2")
        db.execute("PRAGMA user_version = 2")
        db.commit()

    store = open_store(path)
    level(store)
    try:
        assert found(store, "red bell snow") == ["t-lantern"]
        number = store._db.value("SELECT id FROM passages WHERE kind = 4")
        vector = vectors_of(store._db, ENCODER, [number])[number]
        middle = encode(PARTS).sum(axis=0)
        assert vector @ middle / np.linalg.norm(middle) > 0.999
    finally:
        store.close()


def test_every_title_with_a_text_has_a_whole_one():
    told = replace(LANTERN, genres=("Romance",), synopsis="A bay. A lantern.")
    *parts, whole = title_passages(told, load_vocabulary())

    assert whole.kind == "whole"
    assert whole.text == " ".join(part.text for part in parts)
    assert title_passages(Title("t-bare", "Bare"), load_vocabulary()) == ()
