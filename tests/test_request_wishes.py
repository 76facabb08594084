"""Wants and avoids in the words of requests, and words that are no wish."""

import pytest

from .test_request import parse, told

WANTS = [
    ("zero brain cells required", ["want pace:easy"]),
    ("something I don't have to think about", ["want pace:easy"]),
    ("a good cry", ["want mood:sad"]),
    ("I want to cry my eyes out", ["want mood:sad"]),
    ("keep me on the edge of my seat", ["want mood:tense"]),
    ("give me goosebumps", ["want mood:scary"]),
    ("a little humour", ["want mood:funny 0.4"]),
    ("by the sea", ["want setting:seaside"]),
    ("in a fishing village", ["want setting:seaside"]),
    ("without hurry", ["want pace:relaxed"]),
    ("a small restaurant", ["want setting:restaurant"]),
    ("let them bicker", ["want trope:bickering"]),
    ("two strangers who become family", ["want trope:found-family"]),
    ("friends who fall in love", ["want trope:friends-to-lovers"]),
    ("a marriage of convenience", ["want trope:contract-marriage"]),
    ("she's older than him", ["want trope:older-woman"]),
    ("people who talk things out", ["want trope:healthy-relationship"]),
    ("reliving the same day", ["want trope:time-loop"]),
    ("mothers and daughters", ["want theme:parents-children"]),
    ("two men in love", ["want theme:boys-love"]),
    ("women who support each other", ["want trope:sismance"]),
    ("everyday lives of ordinary people", ["want theme:slice-of-life"]),
    ("it makes me hungry", ["want theme:food"]),
    ("gorgeous cinematography", ["want craft:look"]),
    ("fine dialogue", ["want craft:writing"]),
    ("the acting should be superb", ["want craft:acting"]),
    ("fluffy, w lots of banter", ["want mood:sweet", "want trope:bickering"]),
    # with a degree
    ("a touch of mystery", ["want theme:mystery 0.4"]),
    ("a tad melancholic", ["want mood:melancholic 0.4"]),
    ("a pinch of magic", ["want theme:fantasy 0.4"]),
    ("sad but not too sad", ["want mood:sad", "avoid mood:sad 0.6"]),
    ("funny but not silly", ["want mood:funny", "avoid mood:funny"]),
    ("less romance than mystery", ["avoid theme:romance 0.6", "want theme:mystery"]),
    ("dark, but nothing too scary", ["want mood:dark", "avoid mood:scary 0.6"]),
    ("easy on the violence", ["seal facet !content_warning:violence"]),
    ("go easy on the romance", ["avoid theme:romance 0.6"]),
]  # fmt: skip

ASIDES = [
    "we lost a friend that way",
    "I ride the train for an hour",
    "my patience died years ago",
    "I bury enough friends as it is",
    "We are two engineers",
    "it is important to me as an engineer",
    "A friend told me about this page",
    "The kids hated the last one",
    "What have I overlooked?",
    "for the dark months",
    "for my train ride",
    "Scripts by somebody known",
    "the dialogue must be in Korean",
    "the sort that critics fight about",
    "my husband snores, and I work in a hospital",
    "I teach at a school",
    "the production year does not matter",
]


@pytest.mark.parametrize(("text", "expected"), WANTS, ids=[row[0] for row in WANTS])
def test_reads_wishes(text, expected):
    assert told(parse(text)) == set(expected)


@pytest.mark.parametrize("text", ASIDES)
def test_what_is_told_of_the_viewer_is_no_wish(text):
    request = parse(text)

    assert (request.avoids, request.sealed) == ((), ())
    assert [want for want in request.wants if want.facet] == []


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("I ride the train, so something funny", "mood:funny"),
        ("my mother loves hospitals and I want a warm one", "mood:warm"),
        ("I have kids, so family friendly please", "audience:family-viewing"),
        ("we are both doctors but we want a school drama", "theme:school"),
        ("because I am tired, an easy watch", "pace:easy"),
    ],
)
def test_a_wish_beside_an_aside_is_kept(text, facet):
    assert facet in {want.facet for want in parse(text).wants}
