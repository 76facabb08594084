"""`read`, `about`, `seen`, `rate`: what a viewer does with a title."""

import pytest

from tests.toy import SECRETS, secrets_in
from tests.toy_text import cells

KILN = "The Quiet Kiln"


def test_read_folds_what_is_not_proved(run):
    ran = run("read", KILN)

    assert ran.code == 0
    assert "calmest drama" in ran.out
    assert "▒" in ran.out
    assert "sentences hidden: not proved safe with nothing seen" in ran.out
    assert secrets_in(ran.out) == []
    assert max(map(cells, ran.out.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in ran.out.splitlines())


def test_read_shows_everything_to_whom_has_seen_it_all(run):
    ran = run("read", KILN, "--seen", "all")

    assert secrets_in(ran.out) == ["Wexlorn"]
    assert "▒" not in ran.out
    assert "hidden" not in ran.out


def test_read_at_a_boundary_shows_what_lies_before(run):
    early = run("read", "Salt Ferry", "--boundary", "3").out
    later = run("read", "Salt Ferry", "--boundary", "S1E4").out

    assert "finds the letter" not in early
    assert "finds the letter" in later
    assert secrets_in(later) == []


def test_read_as_json_leaves_out_what_is_hidden(run):
    read = run("read", "Blue Hour Laundry", "--json").json
    sentences = read["reviews"][0]["sentences"]

    assert read["title_id"] == "toy-blue-hour"
    assert {one["shown"] for one in sentences} == {True, False}
    for one in sentences:
        assert (one["text"] is None) == (not one["shown"])
        assert (one["proof"] is None) == (not one["shown"])


def test_read_a_title_without_reviews(run):
    ran = run("read", "Winter Recipe")

    assert (ran.code, ran.out) == (1, "")
    assert "unspoiled add" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_about_shows_the_card(run):
    ran = run("about", "소금 나룻배")

    assert "The Salt Ferry (2021)" in ran.out
    assert "6 episodes of 45 min, 4 h 30 min in all · tvN, Viki" in ran.out
    assert "Han Seo-yul" in ran.out
    assert "two tracks by Paper Lantern Choir" in ran.out  # their names may tell
    assert "friends to lovers" in ran.out
    assert "Withheld" in ran.out
    assert max(map(cells, ran.out.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in ran.out.splitlines())


def test_tracks_are_named_to_whom_has_seen_it(run):
    ran = run("about", "소금 나룻배", "--seen", "all")

    assert "Low Tide (Paper Lantern Choir)" in ran.out
    assert "Salt Boat" in ran.out


def test_about_knows_the_one_meant(run):
    for name in ("Sogeum Narutbae", "salt boat", "THE SALT FERRY", "toy-salt-ferry"):
        assert run("about", name, "--json").json["id"] == "toy-salt-ferry"
    assert run("about", "Paper Harbor (2009)", "--json").json["year"] == 2009


def test_two_of_a_name_are_never_guessed(run):
    ran = run("about", "Paper Harbor")

    assert (ran.code, ran.out) == (1, "")
    assert "toy-paper-harbor-2009" in ran.err
    assert "toy-paper-harbor-2023" in ran.err


def test_a_near_miss_is_suggested(run):
    ran = run("about", "The Quite Kiln")

    assert ran.code == 1
    assert "The Quiet Kiln" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_about_a_title_without_facts(run):
    ran = run("about", "Untitled Island Project")

    assert ran.code == 0
    assert "No review of it is in your library yet" in ran.out


def test_seen_is_kept_and_counts(run):
    told = run("seen", "The Salt Ferry", "S1E4")
    assert told.out == "The Salt Ferry (2021): 4 episodes\n"

    assert "finds the letter" in run("read", "The Salt Ferry").out
    run("seen", "The Salt Ferry", "1")
    assert run("seen").out == "The Salt Ferry (2021): 1 episode\n"
    run("seen", "The Salt Ferry", "all")
    assert run("seen").out == "The Salt Ferry (2021): all of it\n"
    assert secrets_in(run("read", "The Salt Ferry").out) != []
    run("seen", "The Salt Ferry", "0")
    assert run("seen").out == "The Salt Ferry (2021): 0 episodes\n"


def test_progress_belongs_to_a_viewer(run):
    run("seen", KILN, "all", "--viewer", "ada")

    assert run("seen", "--viewer", "ada", "--json").lines[0]["boundary"] == "all"
    assert run("seen", "--json").out == ""
    assert secrets_in(run("read", KILN).out) == []


def test_rate(run):
    assert run("rate", KILN).out == "The Quiet Kiln (2022): not rated\n"
    assert run("rate", KILN, "8.5").out == "The Quiet Kiln (2022): 8.5 of 10\n"
    assert run("rate", KILN, "--json").json["rating"] == 8.5
    assert run("rate", KILN, "--forget").out == "The Quiet Kiln (2022): not rated\n"


@pytest.mark.parametrize("rating", ["11", "-1", "nan", "inf"])
def test_a_rating_out_of_range(run, rating):
    ran = run("rate", "--", KILN, rating)

    assert ran.code == 1
    assert "0 to 10" in ran.err
    assert run("rate", KILN, "--json").json["rating"] is None


def test_with_everything_seen_all_secrets_are_open(run):
    told = ""
    for title_id in {
        one["title_id"]
        for one in run("ask", "drama", "--json", "--limit", "20").json["picks"]
    }:
        told += run("read", title_id, "--seen", "all").out

    waiting = {"Marrowgate", "Umbrelith", "Fennimark"}  # a summary; set aside
    assert set(secrets_in(told)) == SECRETS.keys() - waiting
