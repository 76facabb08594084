"""`unspoiled map`, run for real."""

from __future__ import annotations

import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.toy import REVEALING_TAGS, secrets_in


def test_it_writes_a_page_and_pictures_and_says_where(run, tmp_path):
    out = tmp_path / "pictures"
    ran = run("map", "--out", out)

    assert ran.code == 0
    assert ran.out.splitlines()[0] == str(out / "map.html")
    assert sorted(map(str, out.iterdir())) == sorted(ran.out.splitlines())
    tree = LexborHTMLParser((out / "map.html").read_text("utf-8"))
    names = [one.attributes["id"] for one in tree.css("section")]
    assert "moods" in names
    for name in names:
        assert (out / f"{name}.svg").read_text("utf-8").startswith("<svg")
        assert (out / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_nothing_in_the_page_gives_a_title_away(run, tmp_path):
    ran = run("map", "--out", tmp_path, "--format", "html")
    text = (tmp_path / "map.html").read_text("utf-8")
    text = text[: text.index("<script>")] + ran.err

    assert secrets_in(text) == []
    assert not [tag for tag in REVEALING_TAGS if tag in text]


def test_json_prints_the_figures_and_writes_nothing(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # they need no package
    found = run("map", "--json", "--facet", "calm").json

    assert found["facet"] == "mood:calm"
    assert found["titles"] == 13
    assert all(-1 <= one["pace"] <= 1 for one in found["spots"])
    assert not (tmp_path / "unspoiled-map").exists()


def test_the_forms_are_chosen(run, tmp_path):
    ran = run("map", "--out", tmp_path / "x", "--format", "svg,PNG")

    assert {line.rpartition(".")[2] for line in ran.out.splitlines()} == {"svg", "png"}
    assert run("map", "--format", "pdf").code == 2


def test_without_the_package_it_says_what_to_install(run, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    ran = run("map", "--out", tmp_path / "x")

    assert (ran.code, ran.out) == (1, "")
    assert "pip install 'unspoiled[map]'" in ran.err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "asked", [("--facet", "amnesia"), ("--facet", "zzz"), ("--country", "Atlantis")]
)
def test_what_cannot_be_pictured_is_said_in_one_line(run, asked):
    ran = run("map", "--json", *asked)

    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1


def test_the_same_library_gives_the_same_page(run, tmp_path):
    pages = []
    for name in ("a", "b"):
        run("map", "--out", tmp_path / name, "--format", "html")
        pages.append((tmp_path / name / "map.html").read_bytes())

    assert pages[0] == pages[1]


def test_a_library_without_titles_says_so(run, tmp_path):
    from unspoiled import Guide
    from unspoiled.sources.starter import starter_version

    with Guide.open(tmp_path / "none", starter=False) as guide, guide.writing():
        guide.store.set_setting("starter", starter_version())
    ran = run("map", "--library", tmp_path / "none", "--out", tmp_path / "x")

    assert ran.code == 1
    assert "unspoiled add" in ran.err
