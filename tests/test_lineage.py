"""A title among others: its people, its series, comparisons, its length."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers import THRESHOLDS, make_judged, make_sentence
from unspoiled import Guide
from unspoiled.domain import ALL_SEEN, NOTHING_SEEN, Boundary, Review, Title, Track
from unspoiled.gate import clear
from unspoiled.lineage import read_lineage
from unspoiled.lineage.compared import comparisons_in
from unspoiled.lineage.cues import cues_in
from unspoiled.lineage.length import length_norm
from unspoiled.lineage.mentions import italics_of, spans_behind
from unspoiled.lineage.music import soundtrack_of

LEADS = [
    {"actor": "Seo Yi-an", "character": "Gu Mirae", "role": "Main Role"},
    {"actor": "Nam Do-jin", "character": "Signal", "role": "Main Role"},
]


def record(key: str, name: str, year: int, **facts):
    made = {
        "id": key, "title": name, "year": year, "country": "South Korea", "episodes": 16,
        "minutes": 65, "popularity": 0.6,
    }  # fmt: skip
    return made | facts


TITLES = [
    record(
        "lamp", "Paper Lamps #1", 2022, episodes=4, minutes=44, genres=["Romance", "Music"],
        tags=["friendship", "birth secret"], directors=["Ma Hae-rim"],
        writers=["On Sa-bin"], cast=LEADS, networks=["tvN"], popularity=0.8,
        soundtrack=[
            {"track": "Main Theme", "artist": "Kite Choir"},
            {"track": "The Farewell at Dawn", "artist": "Kite Choir"},
            {"track": "Low Tide", "artist": "Bae Nuri"},
        ],
    ),
    record("lamp2", "Paper Lamps #2", 2023, genres=["Romance"], directors=["Ma Haerim"]),
    record("consul", "The Crooked Consul", 2021, genres=["Crime", "Comedy", "Law"],
           directors=["Ma Hae Rim"], networks=["tvN"], popularity=0.9, cast=[LEADS[0]]),
    record("brook", "Brook Street", 2015, genres=["Romance"], directors=["Ma Hae Rim"],
           networks=["tvN"], popularity=0.95),
    record("guest", "One Night Inn", 2020, genres=["Romance"], popularity=0.5,
           cast=[{"actor": "Seo Yi An", "role": "Guest Role"}]),
    record("acted", "The Wharf Choir", 2019, popularity=0.5,
           cast=[{"actor": "Ma Hae Rim", "role": "Main Role"}]),
    record("tide", "Slow Tide", 2019, genres=["Life"], directors=["Ahn Ru-da"],
           cast=[{"actor": "Joo Ha-eun"}, {"actor": "Wi Seon"}], popularity=0.9),
    record("tide2", "Slow Tide 2", 2021, original_title="느린 물결 시즌2", popularity=0.7,
           cast=[{"actor": "Joo Ha-eun"}, {"actor": "Wi Seon"}]),
    record("tide-s", "Slow Tide: Special", 2019, kind="special", directors=["Ahn Ru Da"]),
    record("tide-n", "Slow Tide: Northern Shore", 2022, directors=["Ahn Ru Da"]),
    record("tide-x", "Slow Tide", 2008, country="China", directors=["Qiao Yin"]),
    record("voice", "Signal", 2016, popularity=0.9, cast=[{"actor": "Ko Bit-na"}],
           directors=["Do Ye-ra"]),
    record("voice2", "Signal 2", 2020, cast=[{"actor": "Pi Dam"}], directors=["Yoo Gaon"]),
    record("old", "Attic of Summers 1988", 2015, writers=["Ban Si-on"]),
    record("new", "Attic of Summers 1994", 2018, writers=["Ban Si-on"]),
    record("far", "Attic of Summers 1971", 2018, writers=["Tak Mi-ru"]),
    record("first", "The Kitchen Above the Sea", 2011, country="Japan"),
    record("remade", "The Kitchen Above the Sea", 2017, tags=["remake"], popularity=0.7),
    record("other", "The Kitchen Above the Sea", 2019, country="China"),
    record("money", "Paper Boat", 2018, popularity=0.2),
    record("happy", "Happiness", 2020, popularity=0.6),
]  # fmt: skip
CROWD = [
    record(f"c{n}", f"Crowd of {word}", 2021, episodes=16 if n % 3 else 12, genres=["Drama"])
    for n, word in enumerate(
        "ash birch cedar date elm fig gorse hazel ivy jasmine kelp larch maple nettle oak "
        "pine quince rowan sloe thyme umber vine willow xeno yew zinnia aster bloom clover "
        "daisy ember fern grass heath iris".split()
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    folder = tmp_path_factory.mktemp("lineage")
    records = folder / "titles.jsonl"
    lines = (json.dumps(one, ensure_ascii=False) for one in (*TITLES, *CROWD))
    records.write_text("\n".join(lines), "utf-8")
    with Guide.open(folder / "library", starter=False) as made:
        made.add(records)
        yield made


def lineage(guide: Guide, key: str, boundary: Boundary = NOTHING_SEEN):
    return guide.lineage(guide.find_title(key), boundary)


def drawn(guide: Guide, *texts: str, key: str = "lamp", **known):
    """(title, stance) of each comparison that cleared sentences draw."""
    reviews, judged = {}, []
    for number, text in enumerate(texts):
        review = Review(id=f"r{number}", text=text, title_id=key)
        shown = text.replace("*", "")
        sentence = make_sentence(shown, review_id=review.id, end=len(text), **known)
        reviews[review.id] = review
        judged.append(make_judged(sentence=sentence))
    cleared = clear(judged, NOTHING_SEEN, THRESHOLDS)
    return comparisons_in(cleared, reviews, guide.find_title(key), guide.store)


# --- people ---------------------------------------------------------------------------


def test_a_makers_other_works_in_the_same_trade_best_known_first(guide):
    maker = lineage(guide, "lamp").people[0]

    assert (maker.name, maker.trades) == ("Ma Hae-rim", ("director",))
    told = [(work.title, work.year, work.role) for work in maker.works]
    assert told == [
        ("Brook Street", 2015, "director"),
        ("The Crooked Consul", 2021, "director"),
    ]


def test_leads_with_what_they_were_elsewhere(guide):
    lead = lineage(guide, "lamp").people[2]

    assert (lead.name, lead.character) == ("Seo Yi-an", "Gu Mirae")
    assert [(w.title, w.role) for w in lead.works] == [("The Crooked Consul", "lead")]


def test_the_latest_work_of_another_kind_is_told_as_a_fact(guide):
    (change,) = lineage(guide, "lamp").changes

    assert change.words == (
        "From the director of The Crooked Consul (2021), a crime drama: a change of lens."
    )


def test_no_change_is_told_where_the_kind_is_the_same(guide):
    assert lineage(guide, "brook").changes == ()
    assert lineage(guide, "lamp2").changes == ()


# --- relations ------------------------------------------------------------------------


def related(guide, key):
    return {
        one.title_id: (one.kind, one.order) for one in lineage(guide, key).relations
    }


def test_a_numbered_name_and_a_shared_director_make_a_sequel(guide):
    assert related(guide, "lamp") == {"lamp2": ("sequel", "after")}
    assert related(guide, "lamp2") == {"lamp": ("sequel", "before")}


def test_seasons_specials_and_spin_offs_but_not_a_namesake(guide):
    assert related(guide, "tide") == {
        "tide2": ("season", "after"),
        "tide-s": ("special", None),
        "tide-n": ("spin-off", "after"),
    }
    assert related(guide, "tide-x") == {}


def test_strangers_of_one_name_are_not_related(guide):
    assert related(guide, "voice") == {}


def test_years_in_names_by_the_same_makers(guide):
    assert related(guide, "old") == {"new": ("franchise", "after")}


def test_a_remake_needs_to_be_listed_as_one(guide):
    assert related(guide, "remade") == {"first": ("remake", "before")}
    assert related(guide, "other") == {}
    words = [one.words for one in lineage(guide, "first").relations]
    assert words == ["Remade as: The Kitchen Above the Sea (2017)"]


# --- comparisons ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is like Slow Tide, only lighter.", [("tide", "alike")]),
        ("If you enjoyed Brook Street, watch it.", [("brook", "alike")]),
        ("Fans of Slow Tide and Brook Street will be happy.",
         [("brook", "alike"), ("tide", "alike")]),
        ("A poor man's Crooked Consul.", [("consul", "worse")]),
        ("It is nothing like Brook Street.", [("brook", "contrast")]),
        ("Unlike The Crooked Consul, it is calm.", [("consul", "contrast")]),
        ("It is not as good as Brook Street.", [("brook", "worse")]),
        ("Better than Brook Street in every way.", [("brook", "better")]),
        ("It reminded me of Signal.", [("voice", "alike")]),
        ('It has the warmth of a film, like "Slow Tide".', [("tide", "alike")]),
        ("It is like *Happiness*, but kind.", [("happy", "alike")]),
        ("Don't miss it if you loved Slow Tide!", [("tide", "alike")]),
    ],
)  # fmt: skip
def test_comparisons(guide, text, told):
    found = drawn(guide, text, key="remade")

    assert [(one.title_id, one.stance) for one in found] == told
    assert all(quote.text == text for one in found for quote in one.quotes)


@pytest.mark.parametrize(
    "text",
    [
        "There was a signal like no other.",
        "It felt like a signal from above.",
        "I like Brook Street more.",
        "It felt like Brook Street was too long.",
        "Today, in shows like Brook Street, people talk.",
        "Like Happiness, love fades.",
        "She looks like Signal.",
        "It is like Brook Street Market in May.",
        "It is like Brook Street of Old London.",
        "From Brook Street to this day.",
        "It is like slow tide and sand.",
        "It is like Paper Lamps #1.",
        "More like Slow Tides than anything.",
    ],
)
def test_what_is_no_comparison_with_a_title(guide, text):
    assert drawn(guide, text) == ()


def test_a_characters_name_is_no_title(guide):
    assert drawn(guide, "It reminded me of Signal.") == ()  # whom Nam Do-jin plays
    assert drawn(guide, "It reminded me of Signal.", key="remade")


def test_only_cleared_sentences_are_read(guide):
    text = "If you enjoyed Brook Street, the way he dies will hurt."
    review = Review(id="r", text=text, title_id="lamp")
    judged = make_judged("later", sentence=make_sentence(text, review_id="r"))
    title = guide.find_title("lamp")
    told = {}
    for boundary in (NOTHING_SEEN, ALL_SEEN):
        cleared = clear([judged], boundary, THRESHOLDS)
        told[boundary] = comparisons_in(cleared, {"r": review}, title, guide.store)

    assert told[NOTHING_SEEN] == ()
    assert [one.title_id for one in told[ALL_SEEN]] == ["brook"]


def test_reviewers_are_counted_and_headings_left_out(guide):
    texts = ("It is like Brook Street.", "Similar to Brook Street.")
    (found,) = drawn(guide, *texts)

    assert found.reviewers == 2
    assert found.favourable
    assert found.words == "Likened to Brook Street (2015) by two reviewers"
    assert drawn(guide, *texts, heading=True) == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for cue in cues_in(text):
        for span in spans_behind(text, cue.end, italics_of(text)):
            assert 0 <= cue.end <= span.start < span.end <= len(text)


# --- soundtrack and length ------------------------------------------------------------


def test_the_soundtrack_names_only_what_may_be_told(guide):
    soundtrack = lineage(guide, "lamp").soundtrack

    assert soundtrack is not None
    assert [one.track for one in soundtrack.tracks] == ["Main Theme", None, None]
    assert soundtrack.words == "Three tracks, by Kite Choir and Bae Nuri"
    assert lineage(guide, "lamp", ALL_SEEN).soundtrack.withheld == 0
    assert lineage(guide, "tide").soundtrack is None


def test_many_artists_are_not_all_named():
    tracks = tuple(Track(None, f"Choir {n}") for n in range(13))
    soundtrack = soundtrack_of(Title("t", "Reeds", soundtrack=tracks))

    assert soundtrack is not None
    assert (
        soundtrack.words
        == "13 tracks, by Choir 0, Choir 1, Choir 2, Choir 3 and others"
    )


def test_the_length_beside_the_usual_one(guide):
    norm = lineage(guide, "lamp").length

    assert norm is not None
    assert norm.shorter == 0
    assert norm.longer == 1
    assert norm.usual == (16, 12)
    assert norm.words(guide.vocabulary) == (
        "4 episodes, where Korean series of 2018–2023 mostly have 16 or 12"
    )


def test_no_norm_of_a_few_and_none_of_what_is_not_known(guide):
    title = guide.find_title("lamp")

    assert lineage(guide, "first").length is None
    for unknown in ("episodes", "minutes", "year", "country"):
        bare = dataclasses.replace(title, **{unknown: None})
        assert length_norm(bare, guide.store) is None


def test_tags_that_reveal_are_told_of_no_title(guide):
    assert lineage(guide, "lamp").title.tags == ("friendship",)


def test_it_is_a_function_of_what_it_is_given(guide):
    title = guide.find_title("lamp")
    first, again = (
        read_lineage(title, NOTHING_SEEN, (), {}, guide.store, guide.vocabulary)
        for _ in range(2)
    )

    assert first == again
