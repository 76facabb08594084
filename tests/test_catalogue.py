"""The packaged catalogue: what it promises, and that it can be built again."""

import gzip
import json
import os
import re
from collections import Counter
from datetime import date
from importlib import import_module, resources
from pathlib import Path

import pytest

from unspoiled.interchange import title_from_record
from unspoiled.vocabulary import load_vocabulary

build_catalogue = import_module("scripts.build_catalogue")
ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("UNSPOILED_DATA", ROOT.parent / "shared" / "data"))
SOURCE = DATA / "catalogue" / "dramas.jsonl.gz"
PACKED = resources.files("unspoiled").joinpath("data/catalogue.jsonl.gz").read_bytes()
RECORDS = [json.loads(line) for line in gzip.decompress(PACKED).splitlines()]
TITLES = [title_from_record(record) for record in RECORDS]
VOCABULARY = load_vocabulary()


def test_size_and_number():
    assert len(PACKED) < 3_000_000
    assert len(TITLES) >= 9_500


def test_ids_stand_once_in_order_and_merged_ones_nowhere_else():
    ids = [title.id for title in TITLES]
    merged = [old for record in RECORDS for old in record.get("merged", ())]

    assert ids == sorted(set(ids))
    assert not set(ids) & set(merged)
    assert len(merged) == len(set(merged)) > 100
    assert all(
        record["id"] < min(record["merged"]) for record in RECORDS if "merged" in record
    )


def test_numbers_are_possible():
    for title in TITLES:
        assert title.year is None or 1950 <= title.year <= 2030, title.id
        assert title.episodes is None or 1 <= title.episodes <= 1_500, title.id
        assert title.minutes is None or 1 <= title.minutes <= 200, title.id
        assert title.popularity is None or 0 < title.popularity <= 1, title.id


def test_dates_agree_with_the_year_and_each_other():
    for title in TITLES:
        if title.air_start:
            assert date.fromisoformat(title.air_start).year == title.year, title.id
            assert title.air_start <= (title.air_end or "9"), title.id


def test_nothing_of_other_services_ratings_or_prose_is_in_it():
    kept = {key for record in RECORDS for key in record}

    assert kept <= {
        "id", "title", "original_title", "aka", "year", "kind", "country", "language",
        "episodes", "minutes", "networks", "streaming", "directors", "writers", "cast",
        "genres", "tags", "air_start", "air_end", "soundtrack", "popularity", "ids",
        "merged", "air_days", "content_rating",
    }  # fmt: skip


def test_names_carry_no_notes():
    note = re.compile(r"\[|\]|\((?!(?:19|20)\d\d\))|→|\||\ufffd|, later")
    for title in TITLES:
        people = [*title.directors, *title.writers]
        people += [member.actor for member in title.cast]
        people += [member.character or "" for member in title.cast]
        assert not [name for name in people if note.search(name)], title.id


def test_nobody_stands_twice_in_a_cast():
    for title in TITLES:
        actors = [member.actor for member in title.cast]
        assert len(actors) == len(set(actors)), title.id


def test_no_mojibake_is_left():
    mangled = re.compile(
        r"[A-Za-z][가-힣](?![가-힣])|(?<![가-힣])[챕챔챰챌창혪혚횞](?![가-힣])"
    )
    for title in TITLES:
        assert not mangled.search(title.title), title.title
        for member in title.cast:
            assert not mangled.search(member.actor), member.actor


def test_every_tag_genre_country_and_service_is_a_name_of_the_vocabulary():
    names = {facet.name for facet in VOCABULARY.facets}
    genres = {genre.name for genre in VOCABULARY.data.genres}
    services = {service.name for service in VOCABULARY.data.networks}
    countries = {place.name for place in VOCABULARY.data.countries}
    for title in TITLES:
        assert names.issuperset(title.tags), title.id
        assert genres.issuperset(title.genres), title.id
        assert services.issuperset((*title.networks, *title.streaming)), title.id
        assert title.country is None or title.country in countries, title.id
        assert len(title.tags) == len(set(title.tags)), title.id


def test_no_test_row_and_no_title_twice():
    names = Counter(
        (t.title.casefold(), t.year, t.country, t.episodes) for t in TITLES if t.cast
    )

    assert not any(re.fullmatch(r"(?i)test( content)?( \d+)?", t.title) for t in TITLES)
    assert [name for name, count in names.items() if count > 1] == []


def test_soundtrack_1():
    (title,) = [t for t in TITLES if t.title == "Soundtrack #1"]

    assert (title.id, title.year, title.kind) == ("d00184", 2022, "series")
    assert (title.episodes, title.minutes, title.total_minutes) == (4, 44, 176)
    assert title.networks == title.streaming == ("Disney+",)
    assert title.directors == ("Kim Hee Won",)
    assert title.writers == ("Ahn Sae Bom",)
    assert (title.country, title.language) == ("South Korea", "Korean")
    leads = [(m.actor, m.character) for m in title.cast if m.role == "Main Role"]
    assert leads == [("Park Hyung Sik", "Han Sun Woo"), ("Han So Hee", "Lee Eun Soo")]
    assert len(title.cast) == 8
    assert [track.track for track in title.soundtrack] == [
        "Love Beyond Words",
        "Want to Be Happy",
        "Your Tender Heart Hurts Me",
        "My Love",
    ]
    assert "사운드트랙#1" in title.names
    assert "Soundtrack No. 1" in title.names


def test_what_soundtrack_1_may_be_called_by_who_has_seen_nothing():
    (title,) = [t for t in TITLES if t.id == "d00184"]
    facets = [VOCABULARY.of_tag(tag) for tag in title.tags]
    shown = {f.name for f in facets if f and f.reveals in ("feel", "premise")}

    assert shown == set(title.tags) - {"cohabitation", "flashbacks"}
    assert {"friends to lovers", "slow burn romance", "miniseries"} <= shown
    assert "songwriter female lead" in shown


def test_a_lone_misread_syllable_is_repaired_and_real_hangul_is_not():
    tally = build_catalogue.Tally()
    (record,) = build_catalogue.repair_text(
        [{"title": "The King혪s Caf챕", "aka": ["도깨비", "XtvN 방송", "챕"]}], tally
    )

    assert record == {"title": "The King’s Café", "aka": ["도깨비", "XtvN 방송", "챕"]}


def test_services_run_together_are_parted():
    tally = build_catalogue.Tally()
    named = build_catalogue._services(
        ["iQiyi Tencent Video Youku", ", vLive,", "Nobody TV"], VOCABULARY, tally
    )

    assert named == ["iQIYI", "Tencent Video", "Youku", "V Live"]
    assert tally.examples["services that nobody could name, dropped"] == ["Nobody TV"]


@pytest.mark.corpus
def test_building_again_gives_the_same_file_and_report(tmp_path):
    if not SOURCE.exists():
        pytest.skip(f"the list of dramas is not at {SOURCE}")
    out, report = tmp_path / "catalogue.jsonl.gz", tmp_path / "catalogue.md"
    build_catalogue.main([str(SOURCE), "--out", str(out), "--report", str(report)])

    again = "run scripts/build_catalogue.py: its input or what it uses has changed"
    assert gzip.decompress(out.read_bytes()) == gzip.decompress(PACKED), again
    assert out.read_bytes() == PACKED, again
    packaged = (ROOT / "docs" / "catalogue.md").read_text(encoding="utf-8")
    assert report.read_text(encoding="utf-8") == packaged, again
