"""Names fold together when they mean the same, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.names import (
    LOOSE,
    MAX_NAME,
    name_keys,
    person_key,
    share_key,
    year_in_name,
)


@pytest.mark.parametrize(
    "spellings",
    [
        "Park Hyung Sik|Park Hyungsik|Park Hyung-sik|Bak Hyeong-sik|박형식|Hyung-sik Park",
        "Song Joong Ki|Song Joong-ki|Song Joongki|송중기",
        "Han So Hee|Han So-hee|한소희",
        "Jun Ji Hyun|Jeon Ji-hyun|전지현",
        "Lee Deok Hwa|Lee Duck-hwa|Yi Deok-hwa|이덕화",
        "Gong Yoo|Gong Yu|공유",
        "Noh Yoon Seo|Roh Yoon-seo|노윤서",
        "Namkoong Min|Namgung Min|남궁민",
        "Youn Yuh Jung|Yoon Yeo-jeong|윤여정",
        "Im Ji Yeon|Lim Ji-yeon|임지연",
        "Oguri Shun|Shun Oguri",
        "Zhang Ruo Yun|Zhang Ruoyun|Ruoyun Zhang",
        "Renée Zellweger|Renee Zellweger",
        "Tom Hanks|tom  hanks",
        "Lee Ji-eun (IU)|Lee Ji Eun",
    ],
)
def test_spellings_of_one_person_share_a_key(spellings):
    assert len({person_key(name) for name in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    "people",
    [
        "Kim Soo Hyun|Kim So Hyun|Kim Seo Hyun",
        "Lee Je Hoon|Lee Jae Hoon",
        "Keith David|David Keith",
        "Ji Su|Su Ji",
        "Lee Joon|Lee Jin",
        "Park Jung Min|Park Joong Min",
    ],
)
def test_different_people_have_different_keys(people):
    names = people.split("|")

    assert len({person_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "spellings",
    [
        "Quiet Pier #1|Quiet Pier No. 1|Quiet Pier Number One|Quiet Pier 1|quiet-pier №1",
        "Rocky II|Rocky 2|Rocky: Part 2|Rocky (Part Two)|ROCKY – Season 2",
        "Hospital Diary Season 2|Hospital Diary 2nd Season|Hospital Diary 2",
        "병원 일기 시즌2|병원일기 2|병원 일기 시즌 2",
        "青空日记 第二季|青空日记2",
        "The Pier|Pier, The|THE PIER",
        "A Pier|Pier, A",
        "Salt & Sea|Salt and Sea",
        "Amélie|Amelie",
    ],
)
def test_spellings_of_one_name_share_their_strictest_key(spellings):
    assert len({name_keys(name)[0] for name in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Pier", "Pier"),
        ("Pier (2016)", "Pier"),
        ("Pier [Director's cut]", "Pier"),
        ("Pier Season 1", "Pier"),
        ("사내 맞선", "Sanae Matseon"),
        ("Sanae Matsun", "Sanae Matseon"),
        ("사운드트랙 #1", "Saundeuteuraek #1"),
    ],
)
def test_what_is_optional_leads_to_a_common_key(one, other):
    assert set(name_keys(one)) & set(name_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pier", "Pier 2"),
        ("Pier Season 1", "Pier Season 2"),
        ("Pier Part 1", "Pier"),
        ("Blade Walker 2049", "Blade Walker"),
        ("부두", "부두 2"),
        ("Vitamin A", "Vitamin"),
    ],
)
def test_a_number_is_never_optional(one, other):
    assert not set(name_keys(one)) & set(name_keys(other))


def test_year_in_name():
    assert year_in_name("Pier (2016)") == 2016
    assert year_in_name("Pier 2016") is None
    assert year_in_name("Pier (2999)") is None


def test_names_of_symbols_alone_have_a_key():
    assert name_keys("?") == ("?",)
    assert name_keys("  ") == ()
    assert person_key("(voice)") == "voice"


@given(st.text(max_size=40))
def test_keys_are_stable_and_bounded(name):
    keys = name_keys(name)

    assert keys == name_keys(name)
    assert bool(keys) == bool(name.strip()) or not name.isprintable()
    assert all(key.removeprefix(LOOSE) for key in keys)
    assert isinstance(person_key(name), str)


@pytest.mark.parametrize(
    "piece", ["(", "eo", "(a", "ng", "第二季", "가", " 1", "&", "kstp"]
)
def test_long_names_take_no_long_time(piece):
    name = piece * 200_000

    assert all(len(key) <= 8 * MAX_NAME for key in name_keys(name))
    assert len(person_key(name)) <= 8 * MAX_NAME


NAMES = st.text("abeogn 시그널2(),&'", max_size=16) | st.sampled_from(
    [
        "Sigeuneol",
        "Signal",
        "시그널",
        "Haeyo 2",
        "Heyo II",
        "The Haeyo",
        "눈물의 여왕",
        "",
    ]
)


@given(NAMES, NAMES)
def test_names_share_a_key_when_their_keys_meet(name, other):
    meet = not set(name_keys(name)).isdisjoint(name_keys(other))
    assert share_key(name, other) is meet
