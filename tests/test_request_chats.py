"""Chats as one request, in a library of films with names that are plain words."""

import pytest

from unspoiled.domain import Like
from unspoiled.request import parse_request
from unspoiled.vocabulary import load_vocabulary

from .test_request import TODAY, Names, title, told

FILMS = [
    title("tin", "The Tin Harbour", 2001, popularity=0.8),
    title("rolling", "Rolling Lanterns", 1984, popularity=0.7),
    title("rolling2", "Rolling Lanterns 2", 1985, popularity=0.6),
    title("vexis", "Vexis", 2010, popularity=0.97),
    title("wolfsmond", "Wolfsmond", 2014, popularity=0.9),
    title("it", "It", 2017, popularity=0.9),
    title("it-old", "It", 1927, popularity=0.0),
    title("her", "Her", 2013, popularity=0.9),
    title("us", "Us", 2019, popularity=0.85),
    title("up", "Up", 2009, popularity=0.93),
    title("big", "Big", 1988, popularity=0.83),
    title("once", "Once", 2006, popularity=0.8),
    title("heat", "Heat", 1995, popularity=0.9),
    title("frozen", "Frozen", 2013, popularity=0.9),
    title("action", "Action", 1980, popularity=0.0),
    title("night", "Last Night", 2010, popularity=0.7),
    title("first-one", "The First One", 1999, popularity=0.0),
    title("movie", "The Movie", 1988, popularity=0.0),
    title("ship", "The Paper Ship", 2015, popularity=0.6, people="Ada Placeholder /  / Zed Efferson"),
]  # fmt: skip
NAMES = Names(FILMS)


def parse(*lines):
    text = "\n".join(lines)
    return parse_request(text, vocabulary=load_vocabulary(), names=NAMES, today=TODAY)


CHATS = [
    (["User: Hi, something like The Tin Harbour (2001)", "System: "], ["like tin"]),
    (["User: I loved the tin harbour", "System: Have you seen Vexis?", "User: yes, loved it"],
     ["like tin", "like vexis"]),
    (["System: What did you see last?", "User: vexis. hated it", "System: Try Wolfsmond (2014)!"],
     ["dislike vexis", "near wolfsmond"]),
    (["User: something funny", "System: Rolling Lanterns is good!", "User: seen it, it was great"],
     ["want mood:funny", "like rolling"]),
    (["User: hi", "System: Try Vexis (2010) or Wolfsmond (2014)", "User: seen both, wolfsmond was great"],
     ["near vexis", "like wolfsmond"]),
    (["User: hi", "System: Try Vexis (2010) or Wolfsmond (2014)", "User: I loved them"],
     ["like vexis", "like wolfsmond"]),
    (["User: hi", "System: Vexis (2010)?", "User: I might have loved it, never saw it"],
     ["near vexis"]),
    (["User: something sad", "System: Do you like zombies, no gore, under two hours, on Netflix?",
      "User: no thanks"], ["want mood:sad"]),
    (["User: a movie for tonight, with Zed Efferson", "System: ok"], ["want total ..240", "cast Zed Efferson"]),
    (["User: something new", "System: The Paper Ship?", "User: Zed Efferson again, no complaints"],
     ["want year 2024..", "near ship", "want person Zed Efferson"]),
    (["user: i like vexis and wolfsmond", "assistant: noted"], ["like vexis", "like wolfsmond"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CHATS, ids=range(len(CHATS)))
def test_understands_a_chat(lines, expected):
    assert told(parse(*lines)) == set(expected)


def test_the_labels_and_the_systems_words_are_not_searched_for():
    request = parse(
        "User: a lighthouse keeper", "System: and a storm?", "User: yes, waves"
    )

    assert "keeper" in request.free_text
    assert "storm" not in request.free_text
    assert "System" not in request.free_text


def test_a_colon_alone_makes_no_chat():
    request = parse("Requirement: calm", "System: none")

    assert "System" in request.free_text


PLAIN_WORDS = [
    "once i saw her in the big house it was up to us",
    "I once saw it with her, it was the first one",
    "what's up with us? a big one please",
    "I watched that last night with her",
    "I like action and the heat of the moment",
    "the movie was frozen for once",
    "I saw it once. Her and I loved it!",
    "I want to see a movie about us",
]


@pytest.mark.parametrize("text", PLAIN_WORDS)
def test_plain_words_name_no_film(text):
    request = parse(text)

    assert (request.likes, request.named) == ((), ())


WRITTEN_AS_TITLES = [
    ("something like It (2017) or Us (2019)", ["like it", "like us"]),
    ("my favourite films are “Her”, “Up” and “Big”", ["like her", "like up", "like big"]),
    ("like it (1927)", ["like it-old"]),
    ("movies like Once", ["like once"]),
    ("I really liked Up.", ["like up"]),
    ("like Heat", ["like heat"]),
    ("i loved frozen", ["like frozen"]),
    ("vexis", ["like vexis"]),
    ("vexis (2010), please", ["like vexis"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRITTEN_AS_TITLES)
def test_names_written_as_titles_count(text, expected):
    told_titles = {
        line for line in told(parse(text)) if line.split()[0] in {"like", "named"}
    }

    assert told_titles == set(expected)


def test_a_year_in_brackets_is_no_limit():
    request = parse("I saw Unknown Lamps (2011), now something calm")

    assert request.limits == ()


def test_what_is_excepted_is_kept_beside_the_like():
    request = parse("I adored everything about The Tin Harbour except the ending")

    assert request.likes == (
        Like(
            "tin", "The Tin Harbour", "I adored everything about The Tin Harbour",
            apart_from=("ending",),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("everything except the last act of The Tin Harbour", ("last act",)),
        ("loved everything except the ending of The Tin Harbour", ("ending",)),
        ("everything about The Tin Harbour but the pacing", ("pacing",)),
        ("like The Tin Harbour minus the love story", ("love story",)),
        ("like The Tin Harbour but calmer", ()),
        ("like The Tin Harbour, except on Netflix", ()),
    ],
)
def test_reads_exceptions(text, excepted):
    assert [like.apart_from for like in parse(text).likes] in ([excepted], [])


def test_an_exception_that_is_a_wish_is_left_to_the_wishes():
    request = parse("The Tin Harbour without the zombies")

    assert [like.apart_from for like in request.likes] == [()]
    assert [limit.none_of for limit in request.limits] == [("theme:zombies",)]
