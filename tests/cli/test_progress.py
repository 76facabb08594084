"""How far a viewer is opens as much on every face, and no face tells of episodes ahead."""

from __future__ import annotations

import json

import pytest

TITLE = {
    "id": "t-dam",
    "title": "Below the Dam",
    "year": 2020,
    "episodes": 5,
    "episode_list": [
        {"season": 0, "number": 1, "name": "Zantiar", "summary": "Zantiar sings."},
        {"season": 1, "number": 1, "name": "Ostrevan", "summary": "Mila rents the mill."},
        {"season": 1, "number": 2, "name": "Ostrevan", "summary": "Mila finds a map."},
        {"season": 2, "number": 1, "name": "Ostrevan", "summary": "Joren drains the lake."},
        {"season": 2, "number": 2, "name": "Ostrevan", "summary": "Mila sells the mill."},
        {"season": 2, "number": 3, "name": "Ostrevan", "summary": "The dam breaks."},
    ],
}  # fmt: skip
TWIN = {"id": "t-twin", "title": "Below the Dam", "year": 1998}
REVIEW = {
    "title_id": "t-dam",
    "title": "Below the Dam",
    "year": 2020,
    "text": "The camera work is gorgeous and the score is lovely.\n\n"
    "Mila finds a map.\n\nJoren drains the lake.\n\nMila sells the mill.",
}


@pytest.fixture
def dam(run, tmp_path):
    """The library with two titles of one name, one of them with a review."""
    path = tmp_path / "dam.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in (TITLE, TWIN, REVIEW)))
    assert run("add", path).code == 0
    return run


def read_shown(dam, *seen):
    read = dam("read", "t-dam", *seen, "--json").json["reviews"][0]
    return sum(one["shown"] for one in read["sentences"])


@pytest.mark.parametrize(
    ("said", "number"),
    [("0", 1), ("1", 1), ("2", 2), ("S1E2", 2), ("S2E1", 3), ("4", 4), ("S2E2", 4)],
)
def test_read_opens_by_episodes_and_by_seasons(dam, said, number):
    assert read_shown(dam, "--seen", said) == number
    assert read_shown(dam, "--seen", f"Below the Dam (2020)={said}") == number


def test_what_seen_keeps_counts_on_every_face(dam, tmp_path):
    text = tmp_path / "note.txt"
    text.write_text(REVIEW["text"])

    def judged(*rest):
        lines = dam("judge", text, "--title", "t-dam", *rest, "--json").lines
        return sum(line["shown"] for line in lines)

    assert (read_shown(dam), judged()) == (1, 1)
    assert dam("seen", "t-dam", "S2E1").code == 0
    assert (read_shown(dam), judged()) == (3, 3)
    assert dam("about", "t-dam", "--json").json["boundary"] == "3"
    # what is said for now goes over what is kept, either way
    assert (read_shown(dam, "--seen", "0"), judged("--boundary", "0")) == (1, 1)
    assert (read_shown(dam, "--seen", "4"), judged("--seen", "4")) == (4, 4)


def test_ask_quotes_no_further_than_seen(dam):
    def quoted(*seen):
        answer = dam(
            "ask", "like nothing, lake, mill, map", "--limit", "50", *seen, "--json"
        )
        assert answer.code == 0
        picks = answer.json["picks"]
        told = json.dumps([pick for pick in picks if pick["title_id"] == "t-dam"])
        return {w for w in ("finds a map", "drains", "sells") if w in told}

    assert quoted() == set()
    assert quoted("--seen", "t-dam=2") <= {"finds a map"}
    assert quoted("--seen", "Below the Dam (2020)=S2E1") <= {"finds a map", "drains"}


def test_two_titles_of_one_name_are_told_apart(dam):
    ran = dam("ask", "calm", "--seen", "Below the Dam=2")

    assert ran.code == 1
    assert "t-dam" in ran.err
    assert "t-twin" in ran.err
    assert dam("seen", "Below the Dam (1998)", "3").code == 0
    assert read_shown(dam) == 1  # the other one's progress opens nothing here


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("S0E1", "Specials do not count"),
        ("S1E3", "has no episode 3"),
        ("S7E1", "before season 7"),
        ("Below the Dam (1998)=2", "is not"),
    ],
)
def test_what_cannot_be_counted_is_refused(dam, said, why):
    ran = dam("read", "t-dam", "--seen", said)

    assert ran.code == 1
    assert why in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("seen", [(), ("1",), ("S2E1",), ("all",)])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_names_and_summaries_of_episodes_are_on_no_face(dam, tmp_path, seen, form):
    if seen:
        dam("seen", "t-dam", *seen)
    text = tmp_path / "note.txt"
    text.write_text("The camera work is gorgeous.")
    for command in (
        ("about", "t-dam"),
        ("read", "t-dam"),
        ("seen", "t-dam"),
        ("seen",),
        ("judge", text, "--title", "t-dam"),
        ("ask", "Ostrevan Zantiar", "--limit", "20"),
        ("settle",),
        ("rate", "t-dam", "8"),
    ):
        ran = dam(*command, *form)
        screen = (ran.out + ran.err).replace("Ostrevan Zantiar", "")
        assert "Ostrevan" not in screen
        assert "Zantiar" not in screen
        assert "dam breaks" not in screen
