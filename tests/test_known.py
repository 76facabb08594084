"""What of a record may be told: scraps that no classifier reads are known, or they wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers import make_title
from unspoiled.domain import ALL_SEEN, NOTHING_SEEN, Boundary, Episode, Review, Track
from unspoiled.gate import (
    reference_of,
    shows_address,
    shows_aka,
    shows_episode,
    shows_name,
    shows_reference,
    shows_source,
    shows_track,
)
from unspoiled.harmless import public_words
from unspoiled.known import known_review, known_title
from unspoiled.vocabulary import load_vocabulary

FERRY = make_title(
    original_title="소금 나룻배",
    directors=("Han Seo-yul",),
    networks=("tvN",),
    soundtrack=(Track("Low Tide", "Paper Lantern Choir"),),
)


@pytest.mark.parametrize(
    ("track", "told"),
    [
        ("Main Theme", True),
        ("The Salt Ferry (Opening Title)", True),
        ("Paper Lantern Choir: Suite No. 2", True),
        ("소금 나룻배", True),
        ("Love Theme", False),
        ("The Wedding", False),
        ("Yeon-du's Funeral", False),
        ("안녕", False),
    ],
)
def test_tracks(track, told):
    assert shows_track(track, FERRY, NOTHING_SEEN) is told
    assert shows_track(track, FERRY, Boundary(5)) is told
    assert shows_track(track, FERRY, ALL_SEEN)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Sogeum Narutbae", True),
        ("Salt Ferry", True),
        ("The Salt Ferry: Season 2", True),
        ("The Ferryman Drowns", False),
        ("The Salt Ferry: She Stays", False),
        ("Salt Boat", False),
    ],
)
def test_other_names(name, told):
    assert shows_aka(name, FERRY, NOTHING_SEEN) is told
    assert shows_aka(name, FERRY, ALL_SEEN)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("The Slow Shelf", True),
        ("example.org", True),
        ("r/KDRAMA", True),
        ("gullwatcher", True),
        ("M. Aldous", True),
        ("a review of the salt ferry.txt", True),
        ("why-san-drowns.txt", False),
        ("san.md", False),
        ("the one where they all stay on the island", False),
        ("Why San Dies In The End", False),
        ("SanDiesInEpisodeFive", False),
    ],
)
def test_sources(source, told):
    assert shows_source(source, public_words(FERRY), NOTHING_SEEN) is told
    assert shows_source(source, public_words(FERRY), ALL_SEEN)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/", True),
        ("https://example.org/2021/04/the-salt-ferry-review-1x03/", True),
        ("https://example.org/culture/salt_ferry.html?utm_source=rss", True),
        ("https://example.org/p/52941-saltFerry#comments", True),
        ("https://www.imdb.com/review/rw1234567/", True),
        ("https://example.org/watch?v=dQw4w9WgXcQ", True),
        ("https://example.org/salt-ferry-san-drowns", False),
        ("https://example.org/salt%2Dferry%2Dsan%2Ddrowns", False),
        ("https://example.org/san-drowns/salt-ferry", False),
        ("https://example.org/finale/salt-ferry", False),
        ("https://example.org/salt-ferry?spoiler=san+drowns", False),
        ("https://example.org/salt-ferry#sanDrowns", False),
        ("https://example.org/소금-나룻배-죽음", False),
        ("https://example.org/" + "salt/" * 900, False),
    ],
)
def test_links(url, told):
    assert shows_address(url, public_words(FERRY), NOTHING_SEEN) is told
    assert shows_address(url, public_words(FERRY), ALL_SEEN)


def test_ids_stand_as_they_are_unless_they_read_like_a_sentence():
    for one in ("r-1", "rev_0042", "8f2c", "toy-r-ferry-boards", "film-185"):
        assert reference_of(one) == one
    for one in ("san-drowns", "why San stays", "the-one-where-all-of-them-stay-home"):
        assert not shows_reference(one)
        assert reference_of(one).startswith("x-")
        assert reference_of(one) == reference_of(one) != one


def test_names_of_unknown_titles_are_repeated_and_headlines_are_not():
    for name in (
        "Cloud Notary",
        "cloud notary",
        "Something in the Rain",
        "구름 공증인",
    ):
        assert shows_name(name, ())
    for name in (
        "Why she dies",
        "The Ending Explained",
        "how all of them go home again",
    ):
        assert not shows_name(name, ())
    assert shows_name(
        "how all of them go home", {"how", "all", "of", "them", "go", "home"}
    )


def test_episodes_of_a_list_with_gaps_wait_for_the_whole_title():
    listed = tuple(Episode(s, n, "x") for s, n in ((0, 1), (1, 1), (1, 2), (2, 1)))
    whole = make_title(episode_list=listed)
    gap = make_title(episode_list=(listed[1], listed[3], Episode(1, 3)))

    def opens(title, episode):
        return [
            shows_episode(episode, title, Boundary(seen)) for seen in (0, 1, 2, 3, None)
        ]

    assert opens(whole, listed[1]) == [False, True, True, True, True]
    assert opens(whole, listed[3]) == [False, False, False, True, True]
    assert opens(whole, listed[0]) == [False, False, False, False, True]
    assert opens(gap, listed[1]) == [False, False, False, False, True]


text = st.text(max_size=40)


@given(text, text, st.one_of(st.none(), st.integers(0, 9)))
def test_a_record_loses_and_never_gains(scrap, other, seen):
    boundary = Boundary(seen)
    title = make_title(
        aka=(scrap, other),
        tags=(scrap, "calm"),
        soundtrack=(Track(scrap, other, scrap),),
        episode_list=(Episode(1, 1, scrap, other, scrap),),
        ids={"x": scrap},
        extra={"x": scrap},
    )
    review = Review("r", "Fine.", source=scrap, url=other, rating=scrap, author=other)
    known = known_title(title, boundary, load_vocabulary())
    told = known_review(review, title, boundary)

    assert set(known.aka) <= set(title.aka)
    assert set(known.tags) <= set(title.tags)
    assert known.soundtrack[0].artist == other
    assert known.synopsis == title.synopsis
    assert told.text == review.text
    for name in ("source", "url", "rating", "author"):
        assert getattr(told, name) in (getattr(review, name), None) or name == "source"
    if seen is None:
        assert (known, told) == (title, review)
