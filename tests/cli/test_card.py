"""`about`, `compare`, `facets`: what is told of titles, in every form."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from selectolax.lexbor import LexborHTMLParser

from unspoiled import Guide

FERRY, KILN = "toy-salt-ferry", "toy-quiet-kiln"


def widest(text):
    return max(map(cell_len, text.splitlines()))


def quotes_of(value):
    """Every quote in a record, at any depth."""
    if isinstance(value, dict):
        if value.keys() >= {"review_id", "start", "end", "display", "proof"}:
            yield value
        for one in value.values():
            yield from quotes_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from quotes_of(one)


# --- about ----------------------------------------------------------------------------


def test_a_card_says_what_it_is_like_and_how_sure(run):
    ran = run("about", KILN)

    assert ran.code == 0
    assert "From 1 review" not in ran.out
    assert "one review" in ran.out
    assert "listed" in ran.out


def test_a_line_opens_to_its_sentences(run):
    folded, opened = run("about", KILN).out, run("about", KILN, "--why").out

    assert len(opened.splitlines()) > len(folded.splitlines())
    record = run("about", KILN, "--json").json
    lines = [line for part in record["card"]["parts"] for line in part["lines"]]
    said = [line for line in lines if line["says"]]
    assert said
    together = " ".join(opened.split())
    for line in said:
        assert " ".join(line["says"][0]["display"].split()) in together


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("form", [(), ("--why",)])
def test_a_card_keeps_to_the_width(run, monkeypatch, width, form):
    monkeypatch.setenv("COLUMNS", str(width))

    assert widest(run("about", FERRY, "--seen", "all", *form).out) <= width
    assert widest(run("compare", FERRY, KILN).out) <= width


def test_every_quote_of_the_record_is_verbatim(run, toy):
    records = [run("about", key, "--json").json for key in (FERRY, KILN)]
    records.append(run("compare", FERRY, KILN, "--json").json)
    found = [quote for record in records for quote in quotes_of(record)]

    assert len(found) > 5
    with Guide.open(toy, starter=False) as guide:
        for quote in found:
            review = guide.store.review(quote["review_id"])
            assert review is not None
            assert review.text[quote["start"] : quote["end"]] == quote["text"]


def test_the_record_has_all_that_the_card_has(run):
    record = run("about", FERRY, "--json").json

    assert record.keys() >= {
        "id", "title", "facts", "profile", "reasons", "not_for", "boundary", "reviews",
        "lineage", "card", "warnings",
    }  # fmt: skip
    assert record["warnings"] is None
    assert record["lineage"]["people"][0]["name"] == "Han Seo-yul"
    assert run("about", FERRY, "--warnings", "--json").json["warnings"] is not None


def test_a_title_without_reviews_is_not_padded(run):
    out = run("about", "Winter Recipe").out

    assert "No review of it is in your library yet." in out
    assert "review)" not in out
    assert "“" not in out


def test_a_page_in_a_file(run, tmp_path):
    path = tmp_path / "new folder" / "card.html"
    ran = run("about", KILN, "--html", path)

    assert (ran.code, ran.out) == (0, "")
    assert str(path) in ran.err
    tree = LexborHTMLParser(path.read_text("utf-8"))
    assert [node.text() for node in tree.css("h1")] == ["The Quiet Kiln (2022)"]
    assert tree.css("details blockquote")
    again = run("about", KILN, "--html", "-")
    assert again.out == path.read_text("utf-8")


def test_one_form_at_a_time(run, tmp_path):
    ran = run("about", KILN, "--html", tmp_path / "x.html", "--json")

    assert ran.code == 2
    assert not (tmp_path / "x.html").exists()


def test_a_page_that_cannot_be_written_is_said_in_a_sentence(run, tmp_path):
    (tmp_path / "file").write_text("x")
    ran = run("about", KILN, "--html", tmp_path / "file" / "x.html")

    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1


# --- compare --------------------------------------------------------------------------


def test_titles_beside_each_other(run):
    ran = run("compare", "The Salt Ferry", "The Quiet Kiln")

    assert ran.code == 0
    assert ran.out.splitlines()[0].split("  ")[0] == "The Salt Ferry (2021)"
    assert "directed by Han Seo-yul" in ran.out
    assert widest(ran.out) <= 80


def test_each_title_at_its_own_boundary(run):
    tag = "amnesia"
    names = ("Ninth Floor, Please", "The Quiet Kiln")

    assert tag not in run("compare", *names, "--seen", "The Quiet Kiln=all").out.lower()
    seen = run("compare", *names, "--seen", "Ninth Floor, Please=all", "--json").json
    assert [one["boundary"] for one in seen["titles"]] == ["all", "0"]
    (known,) = [row for row in seen["rows"] if row["key"] == "known"]
    assert tag in [line["text"] for line in known["cells"][0]]
    assert known["cells"][1] == []


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("The Salt Ferry",), 2),
        (("The Salt Ferry", "Salt Boat"), 2),
        (("The Salt Ferry", "No Such Title"), 1),
        ((), 2),
    ],
)
def test_what_cannot_be_compared(run, names, code):
    ran = run("compare", *names)

    assert (ran.code, ran.out) == (code, "")


# --- facets ---------------------------------------------------------------------------


def test_the_vocabulary_by_groups(run):
    ran = run("facets")

    for words in ("mood", "calm, warm", "ending tone", "sealed", "amnesia*"):
        assert words in ran.out
    assert widest(ran.out) <= 80


def test_a_group_and_a_facet(run):
    group, one = run("facets", "mood").out, run("facets", "calm").out

    assert one.strip() in group
    for words in ("mood:calm", "quiet, gentle", "tense", "잔잔한"):
        assert words in one
    assert run("facets", "mood:calm").out == one == run("facets", "Tranquil").out
    assert run("facets", "content warnings").out == run(
        "facets", "content_warning"
    ).out  # fmt: skip
    assert "sealed" in run("facets", "sad ending").out
    assert "waits" in run("facets", "amnesia").out
    assert widest(group) <= 80


def test_the_vocabulary_as_a_record(run):
    whole, mood = run("facets", "--json").json, run("facets", "mood", "--json").json

    assert len(whole["groups"]) == 11
    assert len(whole["facets"]) > len(mood["facets"]) > 10
    calm = mood["facets"][0]
    assert (calm["key"], calm["opposite"]) == ("mood:calm", "mood:tense")
    assert (calm["sealed"], calm["waits"]) == (False, False)


def test_a_word_that_is_no_facet(run):
    ran = run("facets", "zxqv")

    assert (ran.code, ran.out) == (1, "")
    assert "content warning" in ran.err
