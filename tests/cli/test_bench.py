"""`unspoiled bench gate`: skips what is not there, measures what is, compares."""

from __future__ import annotations

import gzip
import json
import sys

import pytest

from tests.bench.samples import CORPUS, write_data
from unspoiled.bench.cases import SUBJECTIVITY, TRIPOD
from unspoiled.bench.corpus import SECOND_LABELS
from unspoiled.bench.gate import YARDSTICKS
from unspoiled.weights import find_weights


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """No corpus, no results and no measuring data are found by themselves."""
    monkeypatch.delenv("UNSPOILED_DATA", raising=False)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def test_without_any_data_every_yardstick_is_skipped_and_told(run, elsewhere):
    ran = run("bench", "gate")

    assert ran.code == 0
    for yardstick in YARDSTICKS:
        assert f"skipped: {yardstick.name}; " in ran.err
        assert f"skipped: {yardstick.name}; " in ran.out
    report = json.loads((elsewhere / "bench/results/gate.json").read_bytes())
    assert (report["figures"], report["curves"]) == ([], [])
    assert report["judge"] == find_weights("reveals").name
    assert not (elsewhere / "bench/results/gate.png").exists()


@pytest.fixture
def folders(elsewhere):
    """A corpus with a held-out work, and a folder of small data in each form."""
    corpus, data = elsewhere / "corpus", elsewhere / "data"
    corpus.mkdir()
    for name, text in CORPUS.items():
        (corpus / f"{name}.txt").write_text(text, "utf-8")
    (corpus / SECOND_LABELS).write_text("part_a_01 2 FFE\npart_a_02 1 FPL\n")
    write_data(data)
    return corpus, data


def test_all_of_it_on_small_data(run, folders, elsewhere):
    _, data = folders

    ran = run("bench", "gate", "--data", data, "--out", "out", "--json")

    assert ran.code == 0
    assert ran.json == json.loads((elsewhere / "out/gate.json").read_bytes())
    assert ran.json["skipped"] == []
    own = [figure for figure in ran.json["figures"] if figure["by"] == "judge"]
    found = {figure["id"]: figure for figure in own}
    assert len(found) == len(own)
    assert found["dev/kdrama/auc"]["n"] == 20
    assert found["dev/kdrama/auc"]["wanted"]["least"] > 0.5
    assert found["labels/kappa/five"]["n"] == 6
    assert found["labels/kappa/five"]["value"] == pytest.approx(5 / 11, abs=1e-6)
    assert found["speed/sentences"]["value"] > 0
    assert "load average" in found["speed/sentences"]["note"]
    assert found["tripod/order"]["n"] == 2
    assert {"dev/film/shown/safe", "subjectivity/accuracy"} <= found.keys()
    assert (elsewhere / "out/gate.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (elsewhere / "out/gate.svg").read_bytes()


def test_baselines_are_measured_on_the_same_sentences(run, folders):
    _, data = folders

    ran = run("bench", "gate", "--data", data, "--json")

    compared = {
        figure["by"]: figure["n"]
        for figure in ran.json["figures"]
        if figure["id"] == "dev/film/auc"
    }
    assert compared == dict.fromkeys(
        [
            "judge",
            "tf-idf, folds of dev",
            "vectors, folds of dev",
            "tf-idf, corpus",
            "vectors, corpus",
        ],
        12,
    )


def test_the_table_fits_and_begins_with_what_falls_short(run, folders):
    _, data = folders
    first = run("bench", "gate", "--data", data)

    again = run(
        "bench", "gate", "--data", data, "--previous", "bench/results/gate.json"
    )

    assert (first.code, again.code) == (0, 0)
    lines = again.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].split()[-1] == "before"
    assert first.out.splitlines()[1].split()[-1] == "simple"
    sections = [line.strip() for line in lines if not line.startswith("  ")]
    assert sections.index("falls short") < sections.index("told")
    assert find_weights("reveals").name in again.out


def test_a_corpus_alone_is_measured(run, folders):
    ran = run("bench", "gate", "--corpus", folders[0], "--json")

    assert ran.code == 0
    named = {figure["id"] for figure in ran.json["figures"]}
    assert "held-out/all/shown/events" in named
    assert not any(id.startswith("dev/") for id in named)
    assert any("--data" in skipped["why"] for skipped in ran.json["skipped"])


def test_the_variable_names_the_data(run, folders, monkeypatch):
    monkeypatch.setenv("UNSPOILED_DATA", str(folders[1]))

    ran = run("bench", "gate", "--corpus", folders[0])

    assert "skipped: speed" not in ran.err


def test_a_yardstick_whose_file_is_missing_is_skipped(run, folders):
    _, data = folders
    (data / TRIPOD).unlink()

    ran = run("bench", "gate", "--data", data, "--json")

    assert ran.code == 0
    (skipped,) = ran.json["skipped"]
    assert str(data / TRIPOD) in skipped["why"]


@pytest.mark.parametrize("package", ["sklearn", "matplotlib", "scipy"])
def test_without_the_extra_one_sentence_says_what_to_install(run, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)

    ran = run("bench", "gate")

    assert ran.code == 1
    assert ran.err.splitlines() == [
        "Measuring needs packages that are not installed; install them with: "
        "pip install 'unspoiled[bench]'."
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "no report"), ("[]", "no report"), ('{"format": 1}', "no report")],
)
def test_a_previous_report_that_is_none_is_named(run, elsewhere, content, said):
    (elsewhere / "old.json").write_text(content)

    ran = run("bench", "gate", "--previous", "old.json")

    assert ran.code == 1
    assert said in ran.err
    assert "old.json" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_previous_report_that_is_not_there(run):
    ran = run("bench", "gate", "--previous", "nowhere.json")

    assert (ran.code, len(ran.err.splitlines())) == (1, 1)


@pytest.mark.parametrize("option", ["--data", "--corpus"])
def test_a_folder_that_is_not_there(run, option):
    ran = run("bench", "gate", option, "nowhere")

    assert ran.code == 1
    assert "nowhere is no folder" in ran.err


def test_a_row_that_is_wrong_is_named_with_its_line(run, folders):
    _, data = folders
    path = data / SUBJECTIVITY
    lines = b'{"label": "plot", "text": "A sailor leaves."}\n{"label": 3}\n'
    path.write_bytes(gzip.compress(lines))

    ran = run("bench", "gate", "--data", data)

    assert ran.code == 1
    assert f"{path}, line 2: " in ran.err.splitlines()[-1]


def test_bench_alone_says_what_it_measures(run):
    ran = run("bench", "--help")

    assert ran.code == 0
    assert "gate" in ran.out
