"""People by whatever they are called, and in the trade that they are known for."""

from __future__ import annotations

import pytest

from unspoiled.names import person_key
from unspoiled.request import parse_request
from unspoiled.vocabulary import load_vocabulary

from .test_request import TITLES, TODAY, Names, title, told

CREDITS = {
    "Yang Yang": {"cast": 12, "director": 3},
    "Jun Ji Hyun": {"cast": 10, "writer": 2},
    "Kim Eun Sook": {"writer": 12},
    "Han Twice": {"cast": 4, "director": 4},
}


class Library(Names):
    """The toy library, with more people and how often they are credited for what."""

    def __init__(self):
        cast = "Bae Suzy, Yamashita Tomohisa, Son Suk Ku, Son Seok Koo, Yaya Urassaya Sperbund"
        others = title(
            "others",
            "The Others",
            2020,
            people=f"Yang Yang / Hong Jeong Eun, Hong Mi Ran / {cast}",
        )
        super().__init__([*TITLES, others])
        for name in CREDITS:
            self.people.setdefault(person_key(name), (name,))

    def trades_of(self, key):
        return next((c for name, c in CREDITS.items() if person_key(name) == key), {})


LIBRARY = Library()


def parse(text):
    return parse_request(text, vocabulary=load_vocabulary(), names=LIBRARY, today=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the trade of whoever is named without one
        ("Yang Yang, fewer than 41 episodes", ["cast Yang Yang", "episodes ..40"]),
        ("a Jun Ji-hyun drama", ["cast Jun Ji Hyun"]),
        ("Kim Eun-sook since 2016", ["writer Kim Eun Sook", "year 2016.."]),
        ("directed by Yang Yang", ["director Yang Yang"]),
        ("by Yang Yang", ["person Yang Yang"]),
        ("not Yang Yang", ["person !Yang Yang"]),
        ("Han Twice please", ["person Han Twice"]),
        # stage names, nicknames, pairs, two ways to write one name
        ("Suzy's dramas", ["person Bae Suzy"]),
        ("수지 나오는 드라마", ["cast Bae Suzy"]),
        ("a dorama with Yamapi", ["country Japan", "cast Yamashita Tomohisa"]),
        ("손석구 나오는 드라마", ["cast Son Suk Ku|Son Seok Koo"]),
        ("with Son Seok-koo", ["cast Son Suk Ku|Son Seok Koo"]),
        ("Yaya Urassaya on Channel 3", ["person Yaya Urassaya Sperbund", "network Channel 3"]),
        ("written by either of the Hong sisters", ["writer Hong Jeong Eun|Hong Mi Ran"]),
        ("the Hong sisters' Hong Mi-ran", ["person Hong Mi Ran"]),
        ("Hong Mi-ran wrote it", ["writer Hong Mi Ran"]),
        ("two sisters in Hong Kong", ["want theme:siblings"]),
        # by a part that they played
        ("with the man who played the goblin in Goblin", ["cast Gong Yoo", "named goblin"]),
        ("a woman who played guitar in a band", ["want theme:music"]),
        ("the director of Hospital Playlist", ["named hospital"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_knows_who_is_meant(text, expected):
    assert told(parse(text)) == set(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ones Gong Yoo did", ["person Gong Yoo"]),
        ("the ones Hwang Jung-eum did", ["person Hwang Jung-eum"]),
        ("everything Zorblat Krimpe was in", ["person Zorblat Krimpe"]),
        ("what has Park Bo Gum done on tvN", ["network tvN", "person Park Bo Gum"]),
        ("something that has Park Bo Gum in it", ["cast Park Bo Gum"]),
        ("dramas South Korea made", []),
        ("with Gong Yoo? no: Park Bo Gum", ["person Park Bo Gum"]),
        (
            "Gong Yoo and Song Joong Ki? no: Gong Yoo and IU, same drama",
            ["person Gong Yoo", "person IU"],
        ),
    ],
)
def test_somebody_is_named_by_what_they_did(text: str, expected: list[str]) -> None:
    assert told(parse(text)) == set(expected)
