"""Adding: what goes in together, what is encoded and how, what a stop leaves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.store.conftest import fill
from tests.store.library import LANTERN, encode
from unspoiled import Guide
from unspoiled.domain import PastRequest, Rating
from unspoiled.errors import BadRequest, NotFound
from unspoiled.ingest import _batches, embed_missing
from unspoiled.sources.records import SourceRecord
from unspoiled.store.sqlite import open_store

LONG = "harbour " * 200 + "lighthouse"
HERE = Path("a.jsonl")


class Recorder:
    """An encoder that remembers what it was given."""

    name, dim = "recorder", 32

    def __init__(self):
        self.told: list[str] = []

    def encode(self, texts, *, progress=None):
        self.told += texts
        return encode(texts)

    def encode_requests(self, texts, *, progress=None):
        return self.encode(texts, progress=progress)


class Apart(Recorder):
    """One that reads requests otherwise."""

    def __init__(self):
        super().__init__()
        self.asked: list[str] = []

    def encode_requests(self, texts, *, progress=None):
        self.asked += texts
        return -encode(texts)


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "library")
    fill(store)
    store.put_requests([PastRequest("q", LONG, (LANTERN.id,))])
    yield store
    store.close()


def test_past_requests_are_encoded_whole_and_in_their_own_way(store):
    encoder = Apart()

    embed_missing(store, encoder)
    embed_missing(store, encoder)

    assert encoder.asked == [LONG]
    assert LONG not in encoder.told
    store.catch_up(encoder.name)
    (hit,) = store.search_vectors(-encode([LONG])[0], k=3, kinds=("request",))
    assert hit.score > 0.99


def test_an_encoder_without_such_a_way_reads_them_as_anything(store):
    encoder = Recorder()

    embed_missing(store, encoder)

    assert LONG in encoder.told
    assert np.isfinite(encode([LONG])).all()


def test_ratings_go_along_with_titles_and_reviews():
    rating = SourceRecord(HERE, rating=Rating("a", "t", 1))
    request = SourceRecord(HERE, request=PastRequest("q", "calm", ("t",)))
    title = SourceRecord(HERE, title=LANTERN)
    other = SourceRecord(HERE, skipped=1)

    found = list(
        _batches([rating, title, request, title, rating, other, rating, title])
    )

    assert found == [[rating, title, request, title, rating], [other, rating], [title]]


def test_what_was_stopped_goes_on_where_it_stopped(toy, tmp_path, monkeypatch):
    monkeypatch.setattr("unspoiled.ingest.LIGHT_A_BATCH", 40)
    rows = [f'{{"rater": "r{n}", "title_id": "x", "rating": 7}}' for n in range(100)]
    (tmp_path / "ratings.jsonl").write_text("\n".join(rows))

    def stop(stage, done, total):
        raise KeyboardInterrupt

    with Guide.open(toy, talk=stop) as guide, pytest.raises(KeyboardInterrupt):
        guide.add(tmp_path / "ratings.jsonl")
    with Guide.open(toy) as guide:
        report = guide.add(tmp_path / "ratings.jsonl")

    assert report.ratings == {"same": 40, "added": 60}


# --- a viewer's own request ----------------------------------------------------------


def test_a_viewer_keeps_a_request_with_what_answered_it(toy):
    words = "A potter who fires pots while rain hammers on"

    with Guide.open(toy) as guide:
        before = guide.ask("calm", limit=9)
        assert not guide.store.has_requests()
        assert guide.keep_request(words, ["The Quiet Kiln"]) == "added"
        assert guide.keep_request(f" {words}", ["toy-salt-ferry"]) == "changed"
        assert guide.keep_request(words, ["The Salt Ferry"]) == "same"
        hits = guide.store.search_words("potter pots", k=9, kinds=("request",))
        vector = guide.bench.encoder.encode([words])[0]
        near = guide.store.search_vectors(vector, k=9, kinds=("request",))

        assert guide.ask("calm", limit=9).picks[0].reasons == before.picks[0].reasons
    assert {hit.passage.title_id for hit in hits} == {
        "toy-quiet-kiln",
        "toy-salt-ferry",
    }
    assert len(near) == 2


def test_what_cannot_be_kept_is_said(toy):
    with Guide.open(toy) as guide:
        for text, answers, error in (
            (" ", ["The Quiet Kiln"], BadRequest),
            ("calm", [], BadRequest),
            ("calm", ["No Such Title At All"], NotFound),
        ):
            with pytest.raises(error):
                guide.keep_request(text, answers)
        with pytest.raises(BadRequest):
            guide.remove_history()
