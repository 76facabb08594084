"""Sealed wishes: applied only with consent, to whole lists, and told of no title."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.makers import make_judged, make_sentence, make_title
from tests.toy import TODAY
from unspoiled import Guide
from unspoiled.cli.common import read_date
from unspoiled.domain import Limit, Request, Want
from unspoiled.render.plain import answer_record
from unspoiled.sealed import set_apart, verdict
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def wish(key, wanted=True):
    keys = (key,)
    limit = Limit(
        "facet", key, any_of=keys if wanted else (), none_of=() if wanted else keys
    )
    return Want(key, key, 1.0, limit)


NOBODY_DIES = wish("trope:death", wanted=False)
NO_CHEATING = wish("trope:infidelity", wanted=False)
DOG_LIVES = wish("content_warning:animal-harm", wanted=False)
HAPPY = wish("ending_tone:happy")
AMNESIA = wish("trope:amnesia")


def told(wishes, *reviews, **facts):
    """The verdict on a title, each review a list of sentences."""
    judged = {
        f"r-{n}": [
            make_judged("ending", hidden=True, sentence=make_sentence(text))
            for text in texts
        ]
        for n, texts in enumerate(reviews)
    }
    return verdict(wishes, make_title(**facts), judged, VOCABULARY)


@pytest.mark.parametrize(
    ("one", "text", "verdict"),
    [
        (NOBODY_DIES, "In the end her brother dies.", "broken"),
        (NOBODY_DIES, "The old man passed away in the ninth episode.", "broken"),
        (NOBODY_DIES, "Mina was murdered by the keeper.", "broken"),
        (NOBODY_DIES, "Thankfully nobody dies.", "kept"),
        (NOBODY_DIES, "It bored me to death, though the food is to die for.", "unknown"),
        (NOBODY_DIES, "A calm drama about a harbour.", "unknown"),
        (NO_CHEATING, "Her husband cheats on her with the baker.", "broken"),
        (NO_CHEATING, "A tender love affair of two bakers.", "unknown"),
        (DOG_LIVES, "The dog dies in the last episode, be warned.", "broken"),
        (DOG_LIVES, "No, the dog doesn't die.", "unknown"),
        (HAPPY, "It has a happy ending.", "kept"),
        (HAPPY, "The tragic ending broke me.", "broken"),
        (HAPPY, "It does not end happily.", "broken"),
        (HAPPY, "The ending is fine, I suppose.", "unknown"),
    ],
)  # fmt: skip
def test_what_a_reviewer_tells_decides(one, text, verdict):
    assert told([one], [text]) == verdict


def test_tags_decide_too_sealed_ones_included():
    assert told([DOG_LIVES], tags=("animal abuse",)) == "broken"
    assert told([NOBODY_DIES], tags=("death of a mother",)) == "broken"
    assert told([AMNESIA], tags=("amnesia",)) == "kept"
    # a title of many tags would be listed under it; of how it ends hardly any is
    many = ("food", "friendship", "music", "school", "sports")
    assert told([AMNESIA], tags=many) == "broken"
    assert told([HAPPY], tags=many) == "unknown"


def test_reviewers_may_disagree_about_an_ending_and_not_about_a_death():
    happy, sad = ["It has a happy ending."], ["What a sad ending."]

    assert told([HAPPY], happy, happy, sad) == "kept"
    assert told([HAPPY], happy, sad) == "broken"
    assert told([NOBODY_DIES], ["Nobody dies."], ["Her aunt dies."]) == "broken"


def test_every_wish_counts():
    both = ["It has a happy ending and nobody dies."]

    assert told([HAPPY, NOBODY_DIES], both) == "kept"
    assert told([HAPPY, NOBODY_DIES], ["It has a happy ending."]) == "unknown"
    assert (
        told([HAPPY, NOBODY_DIES], ["It has a happy ending.", "He dies."]) == "broken"
    )


def test_a_title_that_is_called_so_says_nothing():
    sentence = make_sentence("I liked Happy Ending a lot.")
    judged = {"r": [make_judged(sentence=sentence, names=("Happy Ending",))]}

    assert verdict([HAPPY], make_title("Happy Ending"), judged, VOCABULARY) == "unknown"


# --- what is weighed, and what is not --------------------------------------------------


def test_soft_wishes_that_would_tell_are_set_apart():
    hedged = Want("", "preferably no amnesia", 0.7, AMNESIA.limit)
    request = Request(
        "x",
        limits=(Limit("facet", "with amnesia", any_of=("trope:amnesia",)),
                Limit("facet", "no amnesia", none_of=("trope:amnesia",))),
        wants=(Want("mood:calm", "calm"), Want("ending_tone:sad", "sad ending"), hedged),
        avoids=(Want("mood:sad", "not too sad"), Want("trope:death", "less death")),
    )  # fmt: skip

    apart = set_apart(request, VOCABULARY)

    assert [want.facet for want in apart.wants] == ["mood:calm"]
    assert [want.facet for want in apart.avoids] == ["mood:sad"]
    # "no X" stays a hard limit
    assert [limit.text for limit in apart.limits] == ["no amnesia"]
    assert {want.text for want in apart.sealed} == {
        "sad ending", "preferably no amnesia", "less death", "with amnesia",
    }  # fmt: skip
    (less,) = (want for want in apart.sealed if want.text == "less death")
    assert less.limit is not None
    assert less.limit.none_of == ("trope:death",)
    assert set_apart(apart, VOCABULARY) == apart


# --- a library ---------------------------------------------------------------------------

TITLES: list[dict[str, Any]] = [
    {
        "id": f"t-{name.lower()}",
        "title": f"The {name} House",
        "year": 2015,
        "kind": "series",
        "country": "South Korea",
        "episodes": 8,
        "minutes": 50,
        "tags": ["calm", *tags],
        "popularity": 0.5 - number / 100,
    }
    for number, (name, tags) in enumerate(
        [
            ("Amber", []),
            ("Birch", []),
            ("Cedar", ["death of a mother"]),
            ("Dune", []),
            ("Elm", []),
            ("Fern", []),
        ]
    )
]
SAID = "The acting is superb and it is a calm drama."
REVIEWS = {
    "Amber": f"{SAID} >!Her brother dies in the last episode.!<",
    "Birch": f"{SAID} >!Nobody dies, and it has a happy ending.!<",
    "Cedar": f"{SAID}",
    "Dune": f"{SAID} >!It has a sad ending.!<",
    "Elm": f"{SAID}",
    "Fern": f"{SAID} >!Nobody dies in it, and it has a happy ending.!<",
}
KEPT = {"t-birch", "t-elm", "t-fern"}
WISHES = "calm, nobody dies, happy ending"


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sealed")
    titles, reviews = folder / "titles.jsonl", folder / "reviews.jsonl"
    titles.write_text("\n".join(map(json.dumps, TITLES)), "utf-8")
    records = [
        {"id": f"r-{name}", "title_id": f"t-{name.lower()}", "author": name,
         "format": "markdown", "text": text}
        for name, text in REVIEWS.items()
    ]  # fmt: skip
    reviews.write_text("\n".join(map(json.dumps, records)), "utf-8")
    with Guide.open(folder / "library", today=read_date(TODAY), starter=False) as guide:
        guide.add(titles, reviews)
        yield guide


def ids(answer):
    return {pick.title.id for pick in answer.picks}


def test_without_consent_nothing_is_applied(guide):
    answer = guide.ask(WISHES, limit=20)

    assert len(answer.picks) == len(TITLES)
    assert answer.sealed is not None
    assert (answer.sealed.wishes, answer.sealed.applied) == (2, False)
    assert answer.sealed.picks is answer.sealed.unknown is None


def test_with_consent_what_is_contradicted_does_not_come(guide):
    answer = guide.ask(WISHES, limit=20, sealed=True)

    assert ids(answer) == KEPT
    assert (answer.sealed.picks, answer.sealed.unknown) == (3, 1)


def test_the_list_is_filled_from_further_down(guide):
    assert len(guide.ask(WISHES, limit=3, sealed=True).picks) == 3


@pytest.mark.parametrize("limit", [1, 2])
def test_no_summary_of_fewer_than_three(guide, limit):
    note = guide.ask(WISHES, limit=limit, sealed=True).sealed

    assert (note.applied, note.picks, note.unknown) == (True, None, None)


@pytest.mark.parametrize(
    "words", [WISHES, "calm, not too much death", "a happy ending"]
)
def test_nothing_that_is_said_of_a_pick_depends_on_a_sealed_wish(guide, words):
    def picks(answer):
        return {p["title_id"]: p for p in answer_record(answer)["picks"]}

    without = guide.ask(words, limit=20)
    consented = guide.ask(words, limit=20, sealed=True)

    assert consented.picks
    for key, pick in picks(consented).items():
        assert pick == picks(without)[key]
    # and what is left out is counted by hard limits alone
    assert consented.left_out == without.left_out


def test_what_stands_in_hidden_sentences_shows_nowhere_in_a_plain_answer(guide):
    """Titles that differ in hidden sentences alone are told alike."""
    answer = answer_record(guide.ask(WISHES, limit=20))
    picks = {pick["title_id"]: pick for pick in answer["picks"]}

    for pick in picks.values():
        pick["title_id"] = pick["title"] = ""
        pick["score"] = 0.0
        pick["shares"] = dict.fromkeys(pick["shares"], 0.0)
        for reason in (*pick["reasons"], *pick["not_for"]):
            reason["review_id"] = reason["author"] = None
    alike = [picks[key] for key in ("t-amber", "t-birch", "t-dune", "t-elm", "t-fern")]
    assert all(one == alike[0] for one in alike)


def test_a_score_does_not_tell(guide):
    scores = dict(guide.rank("calm, nobody dies, not too much death"))
    plain = dict(guide.rank("calm"))

    # the words are searched for as any are; the wishes are not weighed
    order = sorted(scores, key=lambda key: -scores[key])
    assert order == sorted(plain, key=lambda key: -plain[key])


def test_ranking_applies_them_with_consent_alone(guide):
    assert len(guide.rank(WISHES)) == len(TITLES)
    assert {key for key, _ in guide.rank(WISHES, sealed=True)} == KEPT


def test_no_text_names_a_title_beside_a_wish(guide):
    for sealed in (False, True):
        answer = guide.ask(WISHES, limit=20, sealed=sealed)
        for pick in answer_record(answer)["picks"]:
            said = json.dumps(pick)
            for word in ("dies", "ending", "sealed", "death"):
                assert word not in said
