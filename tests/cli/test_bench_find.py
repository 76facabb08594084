"""`unspoiled bench find`, `limits`, `parse` and `speed` on small invented data."""

from __future__ import annotations

import json
import sys

import pytest

from tests.bench.finding_samples import write_finding, write_requests
from tests.toy import TODAY
from unspoiled import Guide
from unspoiled.bench.figures import PRODUCT
from unspoiled.bench.finding import SETS
from unspoiled.bench.rankers import NAMES
from unspoiled.cli.bench.find import SETS as CHOICES

SMALL = ("--library-cache", "cache", "--requests", "requests", "--today", TODAY)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """No requests, no results, no cache and no measuring data are found by themselves."""
    monkeypatch.delenv("UNSPOILED_DATA", raising=False)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def data(elsewhere):
    write_finding(elsewhere / "data")
    return elsewhere / "data"


def test_the_command_offers_every_set():
    assert tuple(one.name for one in SETS) == CHOICES


def test_without_any_data_every_set_is_skipped_and_told(run, elsewhere):
    ran = run("bench", "find", *SMALL)

    assert ran.code == 0
    for one in SETS:
        assert f"skipped: {one.name}; " in ran.err
        assert f"skipped: {one.name}; " in ran.out
    report = json.loads((elsewhere / "bench/results/find.json").read_bytes())
    assert (report["figures"], report["sets"]) == ([], [])
    assert not (elsewhere / "bench/results/find.png").exists()
    assert not (elsewhere / "cache").exists()


def test_every_ranker_on_every_set_of_films(run, data, elsewhere):
    ran = run("bench", "find", "--data", data, "--out", "out", "--json", *SMALL)

    assert ran.code == 0
    assert ran.json == json.loads((elsewhere / "out/find.json").read_bytes())
    assert (elsewhere / "out/find.png").read_bytes().startswith(b"\x89PNG")
    assert [one["name"] for one in ran.json["sets"]] == [
        "tomt", "inspired", "redial", "more-like-this",
    ]  # fmt: skip
    found = {(one["id"], one["by"]): one for one in ran.json["figures"]}
    for name in (*NAMES, PRODUCT):
        assert found["find/tomt/recall@10", name]["n"] == 2
        assert found["find/tomt/recall@10/unseen", name]["n"] == 1
        assert found["find/inspired/recall@10", name]["n"] == 5
    # of five films all are among the first ten, as far as they are found at all
    assert found["find/tomt/recall@10", "popularity"]["value"] == 1.0
    assert found["find/tomt/mrr", "bm25"]["value"] == 1.0
    assert found["find/inspired/recall@10", "popularity"]["value"] == 0.6
    assert found["find/more-like-this/auc", "genres"] == pytest.approx(
        found["find/more-like-this/auc", "genres"] | {"value": 1.0, "n": 4}
    )
    assert any(one["yardstick"] == "drama" for one in ran.json["skipped"])


def test_the_table_fits_and_says_how_it_was_measured(run, data):
    ran = run(
        "bench", "find", "--data", data, "--no-reviews", "--limit-queries", "1",
        "--sets", "tomt", *SMALL,
    )  # fmt: skip

    assert ran.code == 0
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "tomt"
    assert "rank the films" in lines[1]
    assert "left out: 1 whose answer is not among the films" in " ".join(lines[:8])
    rows = {line.split()[0] for line in lines if line.startswith("  ")}
    assert {*NAMES, PRODUCT, "wanted"} <= rows
    assert any("≥0.330" in line for line in lines)
    assert "At most 1 requests of each set" in ran.out


def test_a_second_run_builds_nothing_and_says_the_same(run, data, elsewhere):
    arguments = (
        "bench",
        "find",
        "--data",
        data,
        "--sets",
        "inspired",
        "--json",
        *SMALL,
    )

    first, again = run(*arguments), run(*arguments)

    assert (first.code, again.code) == (0, 0)
    assert first.json == again.json


@pytest.fixture
def graded(toy, elsewhere):
    """Grades for the toy library's titles, the most popular the best."""
    with Guide.open(toy, starter=False) as guide:
        ids = guide.store.all_title_ids()
    write_requests(elsewhere / "requests", {id: n % 4 for n, id in enumerate(ids)})
    return ids


def test_dramas_are_measured_beside_their_graders(run, toy, graded):
    ran = run("bench", "find", "--sets", "drama", "--library", toy, "--json", *SMALL)

    assert ran.code == 0
    found = {(one["id"], one["by"]): one for one in ran.json["figures"]}
    own = found["find/drama/ndcg@10", PRODUCT]
    best = max(found["find/drama/ndcg@10", name]["value"] for name in NAMES)
    assert own["n"] == 1  # y2 has no title of any gain, y3 no grades
    assert own["wanted"]["least"] == pytest.approx(best + 0.1, abs=1e-5)
    assert found["find/drama/judged@10", PRODUCT]["value"] == 1.0
    assert found["find/drama/ndcg@10/kind/mood", PRODUCT]["n"] == 1
    assert found["find/drama/kappa/grades", "graders"]["value"] == 1.0
    assert not any("style/forum" in id for id, _ in found)


def test_the_table_of_dramas_fits(run, toy, graded):
    ran = run("bench", "find", "--sets", "drama", "--library", toy, *SMALL)

    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "kind mood" in ran.out
    assert "kappa, grades" in ran.out


def test_a_folder_that_is_not_there(run):
    ran = run("bench", "find", "--data", "nowhere")

    assert ran.code == 1
    assert "nowhere is no folder" in ran.err


def test_wrong_data_is_named_with_its_line(run, data):
    (data / "requests/tomt_valid.jsonl.gz").write_bytes(b"no gzip")

    ran = run("bench", "find", "--data", data, "--sets", "tomt", *SMALL)

    assert ran.code == 1
    assert "tomt_valid.jsonl.gz, line 1: " in ran.err.splitlines()[-1]


@pytest.mark.parametrize("package", ["bm25s", "sklearn"])
def test_without_the_extra_one_sentence_says_what_to_install(run, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)

    ran = run("bench", "find")

    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "unspoiled[bench]" in ran.err


# --- the project's own requests -----------------------------------------------------

LIMITS = {
    "today": TODAY,
    "requests": [
        {
            "id": "h1",
            "text": "a film",
            "known_answers": True,
            "predicates": [{"fact": "kind", "any_of": ["film"]}],
        }
    ],
}
PHRASING = {
    "id": "p1",
    "text": "16 episodes max",
    "slots": [{"slot": "limit", "fact": "episodes", "high": 16}],
}


@pytest.fixture
def labelled(elsewhere):
    pytest.importorskip("unspoiled.bench.parsing")
    folder = elsewhere / "requests"
    folder.mkdir()
    (folder / "limits_dev.json").write_text(json.dumps(LIMITS))
    (folder / "phrasings_dev.jsonl").write_text(json.dumps(PHRASING))
    return folder


def test_limits_are_kept_and_understood(run, toy, labelled):
    ran = run("bench", "limits", "--library", toy, "--json", *SMALL)

    assert ran.code == 0
    found = {one["id"]: one for one in ran.json["figures"]}
    assert found["limits/dev/broken"]["value"] == 0.0
    assert found["limits/dev/broken"]["met"]
    assert found["limits/dev/read"]["value"] == 1.0
    assert found["limits/dev/answered"]["value"] == 1.0
    assert "limits_held.json is not there" in ran.err


def test_phrasings_are_understood(run, toy, labelled):
    ran = run("bench", "parse", "--library", toy, "--json", *SMALL)

    assert ran.code == 0
    found = {one["id"]: one["value"] for one in ran.json["figures"]}
    assert found["parse/dev/f1"] == 1.0
    assert found["parse/dev/f1/limit"] == 1.0


@pytest.mark.parametrize("name", ["limits", "parse"])
def test_without_requests_one_sentence_says_so(run, name):
    ran = run("bench", name, *SMALL)

    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "--requests" in ran.err


@pytest.mark.parametrize("name", ["limits", "parse"])
def test_the_tables_fit(run, toy, labelled, name):
    ran = run("bench", name, "--library", toy, *SMALL)

    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80


def test_speed_tells_percentiles_and_the_load(run, toy, elsewhere):
    folder = elsewhere / "requests"
    folder.mkdir()
    texts = ("something calm, by the sea", "a film. nothing sad", "like The Salt Ferry")
    lines = (json.dumps({"id": n, "text": text}) for n, text in enumerate(texts))
    (folder / "drama_requests.jsonl").write_text("\n".join(lines))

    ran = run("bench", "speed", "--count", "5", "--library", toy, *SMALL)

    assert ran.code == 0
    assert "50 of 100 within" in ran.out
    assert "load average" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_speed_without_requests(run):
    ran = run("bench", "speed", *SMALL)

    assert ran.code == 1
    assert "--requests" in ran.err


def test_bench_alone_says_what_it_measures(run):
    ran = run("bench", "--help")

    assert ran.code == 0
    assert all(name in ran.out for name in ("gate", "find", "limits", "parse", "speed"))
