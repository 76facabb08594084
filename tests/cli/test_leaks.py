"""With nothing seen, no secret of the toy library is on any screen."""

import json

import pytest

from tests.toy import (
    ASIDE,
    REVEALING_TAGS,
    REVIEWS,
    SECRETS,
    TITLES,
    UNMARKED,
    secrets_in,
)

IDS = [json.loads(line)["id"] for line in TITLES.read_text("utf-8").splitlines()]
REQUESTS = [
    "something calm and beautiful",
    "a tense thriller with a twist",
    "who is the murderer in Ninth Floor, Please",
    "a grandmother dies",
    "the hotel and the letter in the rice jar",
    "he is blind and dies, she opens the kiln",
    "like The Salt Ferry but sadder",
    "amnesia, birth secret",
    "terminal illness",
    "음악이 좋은 드라마",
]


def leaks(ran, asked=""):
    """What of the secrets is on the screen, beyond what was asked."""
    screen = (ran.out + ran.err).replace(asked, "") if asked else ran.out + ran.err
    found = [*secrets_in(screen), *(words for words in UNMARKED if words in screen)]
    return [words for words in found if words.lower() not in asked.lower()]


@pytest.mark.parametrize("asked", REQUESTS)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_ask(run, asked, form):
    ran = run("ask", asked, "--limit", "20", *form)

    assert leaks(ran, asked) == []


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_that_is_asked_for_finds_nothing(run, secret):
    answer = run("ask", secret, "--limit", "20", "--json").json
    told = json.dumps([answer["picks"], answer["left_out"]])

    assert secret not in told


def test_a_hidden_sentence_is_not_searched(run):
    """A title must not rise because its hidden sentence has the words asked for."""
    picks = run("ask", "Quillon", "--json", "--limit", "20").json["picks"]
    ferry = next(pick for pick in picks if pick["title_id"] == "toy-salt-ferry")

    assert not {"words_said", "words_prose", "words_card"} & ferry["shares"].keys()


@pytest.mark.parametrize("title_id", IDS)
@pytest.mark.parametrize("command", ["read", "about"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_read_and_about(run, command, title_id, form):
    ran = run(command, title_id, *form)

    assert leaks(ran) == []
    for tag in REVEALING_TAGS:
        assert tag not in (ran.out + ran.err).lower()


@pytest.mark.parametrize("title_id", IDS)
@pytest.mark.parametrize("form", [("--why", "--warnings"), ("--html", "-")])
def test_a_card_with_its_sentences(run, title_id, form):
    ran = run("about", title_id, *form)

    assert leaks(ran) == []
    for tag in REVEALING_TAGS:
        assert tag not in (ran.out + ran.err).lower()


@pytest.mark.parametrize("form", [(), ("--json",), ("--html", "-")])
def test_titles_side_by_side(run, form):
    ran = run("compare", *IDS[:4], *form)

    assert ran.code == 0
    assert leaks(ran) == []
    for tag in REVEALING_TAGS:
        assert tag not in (ran.out + ran.err).lower()


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_lists_and_reports(run, form):
    for arguments in (
        ("settle",),
        ("seen", "The Salt Ferry", "1"),
        ("seen",),
        ("rate", "Ninth Floor, Please", "9"),
        ("add", REVIEWS),
        ("add", TITLES),
        ("settle", "review:toy-r-paper-doubt", "toy-paper-harbor-2023"),
        ("read", "toy-paper-harbor-2023"),
        ("about", "toy-paper-harbor-2023"),
        ("remove", "toy-r-ferry-boards"),
        ("remove", "Ninth Floor, Please"),
    ):
        ran = run(*arguments, *form)
        assert ran.code == 0
        assert leaks(ran) == []


def test_what_cannot_be_read_is_not_read_out(run, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text(
        '{"title": "The Salt Ferry", "text": "San burns it in the stove Quillon\n'
        '{"title": "The Salt Ferry", "text": ["Bramtox"]}\n'
        '["Thessaly"]\n'
        '{"title": "No Title Of Any Kind", "text": "She drowns beside Umbrelith."}\n'
    )

    assert leaks(run("add", bad)) == []
    assert leaks(run("settle")) == []
    assert leaks(run("settle", "--json")) == []
    assert leaks(run("add", bad, "--json")) == []


def test_part_of_it_seen_opens_only_that_part(run):
    for episode in ("1", "3", "5"):
        for command in ("read", "about"):
            assert leaks(run(command, "The Salt Ferry", "--seen", episode)) == []
        ran = run("ask", "calm", "--seen", f"The Salt Ferry={episode}", "--json")
        assert leaks(ran) == []


def test_tags_that_tell_are_named_to_whom_has_seen_it(run):
    ran = run("about", "Ninth Floor, Please", "--seen", "all")

    assert "amnesia" in ran.out.lower()
    assert "Withheld" not in ran.out


def test_the_secrets_are_there_to_be_found():
    texts = "".join(
        path.read_text("utf-8")
        for path in (*REVIEWS.iterdir(), TITLES, TITLES.parent / "ferry.txt")
    )

    assert secrets_in(texts) == list(SECRETS)
    assert set(ASIDE) <= SECRETS.keys()
