"""The vocabulary's data is sound, and every word of it finds its way."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.domain import REVEALS
from unspoiled.vocabulary import GROUPS, SEALED_GROUPS, fold, load_vocabulary

VOCABULARY = load_vocabulary()
FACETS = VOCABULARY.facets
HARMLESS = ("feel", "premise")

GIVE_AWAY = """
Amnesia; Birth Secret; Death; Death of a Mother; Death of a Main Character; Coma
Terminal Illness; Attempted Suicide; Suicide; Time Skip; Break Up; Betrayal; Divorce
Lovers Separated; Lovers Reunited; Cohabitation; Flashback To Past; Hidden Identity
Unexpected Pregnancy; Sad Ending; Happy Ending; Open Ending; Alternate Ending
First Love Returns; Ex Comes Back; Separated Lovers; Male Lead Saves Female Lead
Transformation; Stolen Identity; Evil Stepmother; Switched at Birth; Staged Death
Plot Twist; Noble Sacrifice; Self-Sacrifice; Infidelity; Miscarriage; Car Accident
Betrayed by a Friend; Wrongfully Accused; Kidnapping; Family Secret; Secret Child
Childhood Connection; Personality Change; Redemption; Family Reunion; Villain Male Lead
Ill Female Lead; Pregnant Female Lead; Illegitimate Male Lead; Cancer; Faked Death
Lovers to Enemies; Friends to Enemies; Forced Break-up; Marriage Proposal; Wedding
Alzheimer's Disease; Heart Transplant; Long Lost Sibling; Good Twin/Evil Twin; Rape
Double Identity; Mistaken Identity; Hit and Run; Love After Marriage; Accidental Kiss
Fake to Real Lovers; Searching for a Child; Attempted Murder; Assassination; Epilogue
"""
HARMLESS_TAGS = """
Friends to Lovers; Slow Burn Romance; Miniseries; Songwriter Female Lead; Healing
Long Time Friends; Unrequited Love; Friendship; Enemies to Lovers; Contract Relationship
Joseon Dynasty; Hospital Setting; Web Series; Adapted From A Webtoon; Strong Female Lead
"""


def listed(text: str) -> list[str]:
    return [tag.strip() for line in text.splitlines() for tag in line.split(";") if tag]


def test_keys_are_a_group_and_a_slug_and_stand_once():
    keys = Counter(facet.key for facet in FACETS)

    assert all(count == 1 for count in keys.values())
    assert all(f.key.startswith(f"{f.group}:") and f.group in GROUPS for f in FACETS)
    assert all(f.key.partition(":")[2].replace("-", "").isalnum() for f in FACETS)


def test_every_facet_has_a_name_a_definition_and_a_known_reveal():
    assert all(f.name and f.definition and f.reveals in REVEALS for f in FACETS)
    assert all("\n" not in f.definition and len(f.definition) < 120 for f in FACETS)


def test_there_are_enough_of_each_group():
    groups = Counter(facet.group for facet in VOCABULARY.data.facets)

    assert groups["mood"] >= 16
    assert groups["trope"] >= 90
    assert set(groups) == set(GROUPS)


def test_a_phrase_means_one_facet():
    seen: dict[str, str] = {}
    for facet in FACETS:
        for phrase in (facet.name, *facet.synonyms):
            assert seen.setdefault(fold(phrase), facet.key) == facet.key, phrase


def test_a_tag_is_folded_to_one_facet_and_is_not_kept_out_too():
    seen: dict[str, str] = {}
    for facet in FACETS:
        for tag in facet.tags:
            assert seen.setdefault(fold(tag), facet.key) == facet.key, tag
            assert VOCABULARY.of_tag(tag) == facet, tag
            assert VOCABULARY.kept_out(tag) is None, tag


def test_a_name_finds_its_own_facet():
    assert all(VOCABULARY.of_tag(facet.name) == facet for facet in FACETS)
    assert all(VOCABULARY.facet(facet.key) is facet for facet in FACETS)


def test_opposites_and_broader_facets_exist_and_are_others():
    for facet in FACETS:
        others = [*facet.broader, *filter(None, [facet.opposite])]
        assert all(VOCABULARY.facet(key).key != facet.key for key in others)


def test_the_two_sealed_groups_are_sealed_and_no_other():
    assert all(f.sealed == (f.group in SEALED_GROUPS) for f in FACETS)
    assert all(f.reveals == "ending" for f in FACETS if f.group == "ending_tone")


@pytest.mark.parametrize("tag", listed(GIVE_AWAY))
def test_a_tag_that_gives_something_away_is_marked(tag):
    facet = VOCABULARY.of_tag(tag)

    assert facet is not None
    assert facet.sealed or facet.reveals not in HARMLESS


@pytest.mark.parametrize("tag", listed(HARMLESS_TAGS))
def test_a_harmless_tag_may_be_shown(tag):
    facet = VOCABULARY.of_tag(tag)

    assert facet is not None
    assert facet.reveals in HARMLESS
    assert not facet.sealed


def test_what_a_facet_gives_away_its_leads_give_away_too():
    for facet in VOCABULARY.data.facets:
        for slug in ("female-lead", "male-lead"):
            if facet.leads:
                lead = VOCABULARY.facet(f"{facet.key}-{slug}")
                assert (lead.reveals, lead.sealed) == (facet.reveals, facet.sealed)


def test_leads_are_kinds_of_the_people_they_name():
    facets = VOCABULARY.of_tags(["Doctor Male Lead", "Surgeon Supporting Character"])

    assert [facet.key for facet in facets] == [
        "people:doctor-male-lead",
        "people:doctor",
        "theme:medical",
    ]
    assert facets[0].name == "doctor male lead"


def test_opposite():
    calm = VOCABULARY.facet("mood:calm")

    assert calm.opposite == "mood:tense"
    assert VOCABULARY.opposite("mood:calm") == VOCABULARY.facet("mood:tense")
    assert VOCABULARY.opposite("trope:time-loop") is None


def test_phrases_hold_names_and_synonyms_but_no_tag_of_one_word():
    phrases = dict(VOCABULARY.phrases())

    assert phrases["laid-back"] == phrases["low key"] == "mood:calm"
    assert phrases["friends to lovers"] == "trope:friends-to-lovers"
    assert phrases["adapted from a webtoon"] == "format:based-on-webtoon"
    assert "future" not in phrases
    assert all(phrase == fold(phrase) for phrase in phrases)
    lengths = [len(phrase) for phrase, _ in VOCABULARY.phrases()]
    assert lengths == sorted(lengths, reverse=True)


PLAIN_WORDS = "drama love work go life time show series actor writer author fan general"


@pytest.mark.parametrize("word", [*PLAIN_WORDS.split(), "short", "quick", "country"])
def test_a_word_of_every_request_names_no_facet(word):
    assert word not in dict(VOCABULARY.phrases())


def test_what_is_kept_out_says_why():
    assert VOCABULARY.of_tag("BTS") is None
    assert "pop group" in str(VOCABULARY.kept_out("BTS"))
    assert VOCABULARY.kept_out("calm") is None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Korean", "South Korea"),
        ("K-Drama", "South Korea"),
        ("kdrama", "South Korea"),
        ("KR", "South Korea"),
        ("c-drama", "China"),
        ("lakorn", "Thailand"),
        ("Hongkong", "Hong Kong"),
        ("pinoy", "Philippines"),
        ("the united states", "United States"),
        ("Atlantis", None),
    ],
)
def test_countries(word, country):
    assert VOCABULARY.country(word) == country


@pytest.mark.parametrize(
    ("word", "network"),
    [
        ("Disney Plus", "Disney+"),
        ("disney+ hotstar", "Disney+"),
        ("Disney+", "Disney+"),
        ("Rakuten Viki", "Viki"),
        ("TVN", "tvN"),
        ("iQiyi", "iQIYI"),
        ("amazon prime video", "Prime Video"),
        ("no such service", None),
    ],
)
def test_networks(word, network):
    assert VOCABULARY.network(word) == network


def test_names_in_tables_mean_one_thing():
    for table in ("countries", "languages", "networks"):
        seen: dict[str, str] = {}
        for entry in getattr(VOCABULARY.data, table):
            words = [*getattr(entry, "aliases", ()), *getattr(entry, "adjectives", ())]
            for word in (entry.name, *words):
                assert seen.setdefault(fold(word), entry.name) == entry.name, word


def test_words_for_prose_leave_out_what_prose_rarely_means():
    assert "us" not in VOCABULARY.country_words()
    assert "in" not in VOCABULARY.country_words()
    assert "ko" not in VOCABULARY.language_words()
    assert "fox" not in VOCABULARY.network_words()
    assert VOCABULARY.network_words()["disney plus"] == "Disney+"
    assert VOCABULARY.country_words()["korean"] == "South Korea"
    assert VOCABULARY.language_words()["mandarin chinese"] == "Mandarin"


def test_languages_and_genres():
    assert VOCABULARY.language("ko") == "Korean"
    assert VOCABULARY.language_of("South Korea") == "Korean"
    assert VOCABULARY.language_of("Singapore") is None
    assert VOCABULARY.genre("science fiction") == "Sci-Fi"
    comedy = VOCABULARY.of_tag("Comedy")
    assert comedy is not None
    assert comedy.key == "mood:funny"


def test_genres_are_facets():
    for genre in VOCABULARY.data.genres:
        if genre.facet is not None:
            facet = VOCABULARY.of_tag(genre.name)
            assert facet is not None
            assert facet.key == genre.facet, genre.name


@given(st.text(max_size=80))
def test_any_word_may_be_looked_up(word):
    assert fold(fold(word)) == fold(word)
    VOCABULARY.of_tag(word)
    VOCABULARY.country(word)
    VOCABULARY.network(word)
    VOCABULARY.language(word)
