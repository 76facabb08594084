"""What a review's sentences say: the learned head, and the packaged weights."""

from __future__ import annotations

import numpy as np
import pytest

from unspoiled.domain import NOTHING_TOLD
from unspoiled.facet_model import CUES, PUTS_OFF, SUITS, FacetHead, FacetModel
from unspoiled.facets import FacetReader
from unspoiled.vocabulary import load_vocabulary
from unspoiled.weights import load_facet_model, load_reader

WORDS = FacetReader(load_vocabulary())
KEYS = ("mood:calm", "mood:funny", "craft:music", SUITS, PUTS_OFF)


def by_words(least=0.5, bias=-4.0):
    """A model whose head listens to nothing but the words."""
    cues = np.zeros((len(KEYS), CUES, 2), np.float32)
    cues[:, 0, 0] = cues[:, 1, 1] = 8.0
    cues[2, 0, 0] = 0.0
    cues[2, 3] = (8.0, -8.0)
    head = FacetHead(
        name="by words",
        keys=KEYS,
        inner=np.zeros((386, 3), np.float32),
        inner_bias=np.zeros(3, np.float32),
        outer=np.zeros((len(KEYS), 2, 3), np.float32),
        near=np.zeros((len(KEYS), 384), np.float32),
        nearness=np.zeros((2, 2), np.float32),
        cues=cues,
        bias=np.full((len(KEYS), 2), bias, np.float32),
        least=np.full(len(KEYS), least, np.float32),
        slope=1.0,
        shift=0.0,
    )
    return FacetModel(load_reader(), head, WORDS)


def said(model, *displays, names=()):
    (told,) = model.tell([displays], [names])
    return [{(one.facet, one.polarity) for one in tells.readings} for tells in told]


def test_every_sentence_of_every_review_is_told_of_in_order():
    told = by_words().tell([["It is calm.", "A boat."], ["It is funny."]], [(), ()])

    assert [[len(one.readings) for one in own] for own in told] == [[1, 0], [1]]
    assert told[0][1] == NOTHING_TOLD


def test_a_facet_has_its_sign_its_place_and_its_probability():
    display = "The tale is never funny."
    ((told,),) = by_words().tell([[display]], [()])

    (one,) = told.readings
    assert (one.facet, one.polarity) == ("mood:funny", "against")
    assert display[one.start : one.end] == "funny"
    assert 0.9 < one.probability < 1


def test_praise_and_blame_of_a_craft():
    praise, blame = said(
        by_words(), "The music is wonderful.", "The music is terrible."
    )

    assert praise == {("craft:music", "for")}
    assert blame == {("craft:music", "against")}


def test_nothing_is_told_that_is_not_sure_enough():
    assert said(by_words(least=0.999), "It is calm.") == [set()]


def test_the_title_s_own_name_says_nothing():
    assert said(by_words(), "I saw Calm Music.", names=("Calm Music",)) == [set()]


def test_a_sentence_too_long_for_the_reader_is_read_by_its_words():
    long = "It is calm, " + "and then the boat goes out and comes in again, " * 12
    eager = by_words(bias=4.0)

    brief, by_its_words = said(eager, "It is calm.", long)
    assert len(brief) == 3  # it hears everything everywhere
    assert by_its_words == {("mood:calm", "for")}


def test_a_review_in_another_language_is_read_by_its_words():
    display = "Das Drama ist nicht schlecht, ganz calm sozusagen, und wirklich schön."

    assert said(by_words(bias=4.0), display) == [{("mood:calm", "for")}]


def test_words_that_give_away_are_kept_for_sealed_wishes_alone():
    ((told,),) = by_words().tell([["Her brother dies at sea."]], [()])

    assert told.readings == ()
    assert [(one.facet, one.polarity) for one in told.hinted] == [
        ("trope:death", "for")
    ]


def test_the_strength_is_that_of_the_phrase_with_the_same_sign():
    display = "It is very calm, and not calm at all."
    ((told,),) = by_words().tell([[display]], [()])

    (one,) = told.readings
    assert (one.polarity, one.strength) == ("for", 1.0)
    assert display[one.start : one.end] == "calm"


def test_the_packaged_model_asks_about_facets_that_there_are():
    known = {facet.key for facet in load_vocabulary().facets} | {SUITS, PUTS_OFF}

    assert set(load_facet_model().keys) <= known


def test_a_review_without_a_sentence():
    assert by_words().tell([[], ["It is calm."]], [(), ()])[0] == []


@pytest.mark.parametrize(
    ("text", "facet", "polarity"),
    [
        ("It is a calm, quiet drama.", "mood:calm", "for"),
        ("I laughed so hard that I woke the dog.", "mood:funny", "for"),
        ("The acting is superb.", "craft:acting", "for"),
        ("The script is a mess.", "craft:writing", "against"),
        ("I cried for an hour.", "mood:sad", "for"),
        ("There is no love triangle.", "trope:love-triangle", "against"),
        ("Every song is lovely.", "craft:music", "for"),
    ],
)
def test_the_packaged_model_reads_plain_sentences(text, facet, polarity):
    assert (facet, polarity) in said(load_facet_model(), text)[0]


def test_the_packaged_model_tells_for_whom_a_title_is():
    model = load_facet_model()
    texts = [
        "Perfect for anyone who loves slice of life.",
        "It may be too calm for some.",
    ]
    ((suits, puts_off),) = model.tell([texts], [()])

    assert suits.suits
    assert puts_off.cautions


def test_what_a_review_tells_depends_on_that_review_alone():
    model = load_facet_model()
    one = ["It is calm.", "The acting is superb and the end is rushed."]
    alone = model.tell([one], [()])[0]

    assert model.tell([["A loud film."] * 30, one], [(), ()])[1] == alone
