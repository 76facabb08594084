"""Scores of parsed requests against labelled phrasings, slot by slot."""

import pytest

from unspoiled.bench.parsing import (
    Outcome,
    Score,
    Slot,
    compare,
    limits_kept,
    phrasing,
    score,
    slots_of,
)
from unspoiled.domain import Like, Limit, Request, Want
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TITLES = {"The Tin Harbour (2019)": "tin", "Lamplight (2021)": "lamp"}


def labelled(*slots, id="p1", text="words"):
    record = {"id": id, "text": text, "slots": list(slots)}
    return phrasing(record, vocabulary=VOCABULARY, resolve=TITLES.get)


def outcome(labels, **understood):
    request = Request(text="words", **understood)
    return compare(labelled(*labels), slots_of(request, VOCABULARY))


def test_a_limit_is_compared_by_its_bounds():
    labels = [{"slot": "limit", "fact": "episodes", "high": 16}]

    right = outcome(labels, limits=(Limit("episodes", "16 max", high=16.0),))
    wrong = outcome(labels, limits=(Limit("episodes", "under 16", high=15),))

    assert (len(right.found), right.missed, right.made_up) == (1, (), ())
    assert (wrong.found, len(wrong.missed), len(wrong.made_up)) == ((), 1, 1)


def test_people_are_compared_by_key():
    labels = [
        {
            "slot": "limit",
            "fact": "person",
            "any_of": ["Bak Hyeong-sik"],
            "role": "cast",
        }
    ]
    limit = Limit("person", "", any_of=("Park Hyung Sik",), role="cast")

    assert outcome(labels, limits=(limit,)).missed == ()


@pytest.mark.parametrize(
    ("role", "found"), [("cast", 1), (None, 1), ("director", 0)]
)  # fmt: skip
def test_a_role_left_open_may_be_any(role, found):
    labels = [
        {"slot": "limit", "fact": "person", "any_of": ["Ann Lee"], "role": "cast"}
    ]
    limit = Limit("person", "", any_of=("Ann Lee",), role=role)

    assert len(outcome(labels, limits=(limit,)).found) == found


def test_services_are_compared_by_the_vocabulary():
    labels = [{"slot": "limit", "fact": "network", "any_of": ["Disney Plus"]}]

    assert (
        outcome(labels, limits=(Limit("network", "", any_of=("Disney+",)),)).missed
        == ()
    )


def test_a_broader_facet_is_wrong():
    labels = [{"slot": "want", "facet": "trope:contract-marriage", "degree": "full"}]

    wrong = outcome(labels, wants=(Want("trope:marriage", "marriage"),))

    assert len(wrong.missed) == len(wrong.made_up) == 1


@pytest.mark.parametrize(("degree", "found"), [(0.4, 1), (0.6, 1), (0.7, 0), (1.0, 0)])
def test_degrees_are_full_or_mild(degree, found):
    labels = [{"slot": "avoid", "facet": "mood:sad", "degree": "mild"}]

    assert len(outcome(labels, avoids=(Want("mood:sad", "", degree),)).found) == found


def test_a_hedged_fact_is_a_want():
    labels = [{"slot": "want", "limit": {"fact": "year", "low": 1990, "high": 1999}}]
    limit = Limit("year", "90s", low=1990, high=1999)

    assert outcome(labels, wants=(Want("", "90s", 0.7, limit),)).missed == ()
    assert len(outcome(labels, limits=(limit,)).missed) == 1


def test_titles_are_compared_by_id_and_what_is_excepted():
    labels = [{"slot": "like", "title": "The Tin Harbour (2019)", "except": ["ending"]}]

    right = outcome(labels, likes=(Like("tin", "", "", apart_from=("the ending",)),))
    whole = outcome(labels, likes=(Like("tin", "", ""),))
    other = outcome(labels, likes=(Like("lamp", "", "", apart_from=("ending",)),))

    assert [len(one.found) for one in (right, whole, other)] == [1, 0, 0]


def test_a_dislike_is_no_like():
    labels = [{"slot": "dislike", "title": "Lamplight (2021)"}]

    assert len(outcome(labels, likes=(Like("lamp", "", ""),)).missed) == 1
    assert outcome(labels, likes=(Like("lamp", "", "", liked=False),)).missed == ()


def test_titles_seen_are_those_named():
    labels = [{"slot": "seen", "title": "Lamplight (2021)"}]

    assert outcome(labels, named=("lamp",)).missed == ()
    assert len(outcome([], named=("lamp",)).made_up) == 1


def test_a_title_that_stands_for_its_makers_is_no_slot():
    labels = [{"slot": "limit", "fact": "person", "any_of": ["Ann Lee"]}]
    limit = Limit("person", "", any_of=("Ann Lee",))

    assert outcome(labels, limits=(limit,), named=("lamp",)).made_up == ()


def test_sealed_wishes_have_a_direction():
    labels = [{"slot": "sealed", "facet": "trope:death", "wanted": False}]
    absent = Limit("facet", "", none_of=("trope:death",))
    wanted = Limit("facet", "", any_of=("trope:death",))

    assert outcome(labels, sealed=(Want("trope:death", "", 1.0, absent),)).missed == ()
    assert (
        len(outcome(labels, sealed=(Want("trope:death", "", 1.0, wanted),)).missed) == 1
    )


def test_clues_are_compared_by_their_words():
    labels = [
        {"slot": "clue", "text": "A clerk inherits a workshop that makes lanterns."}
    ]

    assert (
        outcome(labels, clues=("clerk inherits a workshop that makes lanterns",)).missed
        == ()
    )
    assert len(outcome(labels, clues=("a workshop",)).missed) == 1


@pytest.mark.parametrize(
    "slot",
    [
        {"slot": "like", "title": "Nowhere (1999)"},
        {"slot": "want", "facet": "mood:nothing"},
        {"slot": "hunch", "text": "x"},
    ],
)
def test_a_label_that_makes_no_sense_is_refused(slot):
    with pytest.raises(ValueError, match=r"Nowhere|mood:nothing|hunch"):
        labelled(slot)


def test_scores_are_micro_counts():
    want, clue = Slot("want", "mood:calm"), Slot("clue", words=("a", "clerk"))
    outcomes = [
        Outcome("a", (want, want), (clue,), ()),
        Outcome("b", (want,), (), (want, clue)),
        Outcome("c", (), (), ()),
    ]

    scores = score(outcomes)

    assert scores.overall == Score(3, 1, 2)
    assert scores.overall.precision == pytest.approx(3 / 5)
    assert scores.overall.recall == pytest.approx(3 / 4)
    assert scores.overall.f1 == pytest.approx(6 / 9)
    assert scores.by_kind == {"clue": Score(0, 1, 1), "want": Score(3, 0, 1)}
    assert (scores.whole, scores.phrasings) == (1, 3)


def test_nothing_asked_and_nothing_read_is_right():
    assert Score().f1 == Score().precision == Score().recall == 1.0


def test_predicates_are_stated_by_limits_or_sealed_wishes():
    predicates: list[dict[str, object]] = [
        {"fact": "network", "any_of": ["Disney+", "Disney+ Hotstar"]},
        {"fact": "facet", "none_of": ["infidelity"]},
        {"fact": "total", "high": 60},
    ]
    request = Request(
        text="words",
        limits=(
            Limit("network", "", any_of=("Disney+",)),
            Limit("country", "", any_of=("Japan",)),
        ),
        sealed=(Want("", "", 1.0, Limit("facet", "", none_of=("trope:infidelity",))),),
    )

    missed, made_up = limits_kept(predicates, request, VOCABULARY)

    assert [one.fact for one in missed] == ["total"]
    assert [one.fact for one in made_up] == ["country"]
