"""The whole bench on the real data: complete, and judging as the command does."""

from __future__ import annotations

import json

import msgspec
import pytest

from unspoiled.bench.cases import DEV, KINDS, read_dev
from unspoiled.bench.figures import JUDGE, WANTED, encode_report, read_report
from unspoiled.bench.gate import YARDSTICKS, Session, measure
from unspoiled.errors import NotFound


def test_a_session_says_what_is_not_there(tmp_path):
    session = Session(None, tmp_path)

    assert session.absence("corpus:") is None
    assert session.absence("corpus:a.txt") == f"{tmp_path / 'a.txt'} is not there"
    assert session.absence("data:b") == "no folder is named (--data)"
    with pytest.raises(NotFound, match=r"No folder is named \(--data\)\."):
        session.path("data:b")


def test_needs_are_of_data_or_corpus():
    kinds = {need.partition(":")[0] for one in YARDSTICKS for need in one.needs}

    assert kinds == {"data", "corpus"}
    assert len({one.name for one in YARDSTICKS}) == len(YARDSTICKS)


@pytest.mark.corpus
@pytest.mark.parametrize("kind", KINDS)
def test_a_review_is_judged_as_the_command_judges_it(run, corpus, tmp_path, kind):
    case = max(
        (case for case in read_dev(corpus / DEV) if case.kind == kind),
        key=lambda case: len(case.spans),
    )
    ending = {"text": "txt", "markdown": "md"}[case.review.format]
    file, spans = tmp_path / f"review.{ending}", tmp_path / "spans.json"
    file.write_text(case.review.text, "utf-8")
    spans.write_bytes(msgspec.json.encode(case.spans))

    ran = run("judge", file, "--spans", spans, "--json")

    session = Session(corpus, None)
    rows = session.dev_rows.where(
        one.review.id == case.review.id for one in session.dev_rows.cases
    )
    assert [line["proof"] for line in ran.lines] == list(rows.proofs)
    assert [line["probability"] for line in ran.lines] == [
        pytest.approx(dict(one.probability)) for one in rows.judged
    ]


@pytest.mark.corpus
@pytest.mark.slow
def test_a_report_on_the_real_data_is_complete(corpus, tmp_path):
    report = measure(corpus, None)

    own = {figure.id: figure for figure in report.figures if figure.by == JUDGE}
    elsewhere = ("held-out", "labels", "find", "limits", "facets")
    expected = {id for id in WANTED if not id.startswith(elsewhere)}
    assert not expected - own.keys()
    for id in expected:
        assert own[id].met is not None, id
    for figure in own.values():
        if figure.value is not None and figure.id != "speed/sentences":
            assert figure.low is not None, figure.id
            assert figure.high is not None, figure.id
            assert figure.low <= figure.high, figure.id
    assert [curve.name for curve in report.curves] == list(KINDS)
    assert sum(curve.n for curve in report.curves) == 739
    compared = {figure.by for figure in report.figures} - {JUDGE}
    assert compared == {"tf-idf, folds of dev", "vectors, folds of dev"}
    path = tmp_path / "gate.json"
    path.write_bytes(encode_report(report))
    assert read_report(path).judge == report.judge
    assert len(json.loads(path.read_bytes())["figures"]) == len(report.figures)
