"""Records of the measured library, made of small data; built once, resumable."""

from __future__ import annotations

import pytest

from tests.bench.finding_samples import BELL, write_finding
from unspoiled import Guide
from unspoiled.bench.library import (
    LINKS,
    RATINGS,
    REVIEWS,
    Cache,
    co_ratings,
    films_library,
    past_requests,
    read_films,
    review_texts,
    takes_past_requests,
)
from unspoiled.bench.tasks import TRAIN
from unspoiled.errors import InputError, NotFound


@pytest.fixture
def cache(tmp_path):
    write_finding(tmp_path / "data")
    return Cache(tmp_path / "cache", tmp_path / "data")


def test_past_requests_are_those_with_an_answer_here(cache):
    (found,) = past_requests(cache.source(TRAIN), read_films(cache))

    assert found == {
        "id": "t1", "text": "the one with a bell under the lake", "answers": [BELL],
    }  # fmt: skip


def test_ratings_go_by_the_imdb_id(cache):
    found = list(
        co_ratings(cache.source(RATINGS), cache.source(LINKS), read_films(cache))
    )

    assert found == [
        {"rater": "movielens:5", "title_id": BELL, "rating": 4.5, "scale": 5},
        {"rater": "movielens:6", "title_id": BELL, "rating": 2.0, "scale": 5},
    ]


def test_reviews_of_other_titles_are_left_out(cache):
    assert sorted(review_texts(cache, read_films(cache))) == [BELL, "tt0000003"]


def test_a_library_is_built_once(cache):
    films, told = read_films(cache), []

    def talk(stage, done, total):
        told.append(stage)

    first = films_library(cache, films, reviews=True, talk=talk)
    said = len(told)
    again = films_library(cache, films, reviews=True, talk=talk)

    assert first == again
    assert len(told) == said
    with Guide.open(first, starter=False) as guide:
        counts = guide.store.counts()
    assert (counts.titles, counts.reviews, counts.aside) == (5, 2, 0)


def test_other_data_is_another_library(cache):
    films = read_films(cache)
    first = films_library(cache, films, reviews=False, talk=lambda *_: None)
    with_reviews = cache.source(REVIEWS)
    with_reviews.write_bytes(with_reviews.read_bytes() + b"")

    other = films_library(cache, films, reviews=True, talk=lambda *_: None)

    assert other != first


def test_a_build_that_was_broken_off_goes_on(cache):
    films = read_films(cache)
    library = films_library(cache, films, reviews=False, talk=lambda *_: None)
    (library.parent / "done.json").unlink()

    again = films_library(cache, films, reviews=True, talk=lambda *_: None)
    same = films_library(cache, films, reviews=False, talk=lambda *_: None)

    assert (same, same != again) == (library, True)
    with Guide.open(same, starter=False) as guide:
        assert guide.store.counts().titles == 5


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(NotFound, match="--data"):
        Cache(tmp_path).source(TRAIN)
    with pytest.raises(NotFound, match="is not there"):
        Cache(tmp_path, tmp_path).source(TRAIN)


def test_a_table_that_is_none(cache):
    path = cache.source(RATINGS)
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputError, match="no such table"):
        list(co_ratings(path, cache.source(LINKS), {}))


def test_whether_past_requests_are_read_is_known():
    assert takes_past_requests() in (True, False)
