"""The public API used every way: checked by mypy, never run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import assert_type

from unspoiled import Guide
from unspoiled.config import Refining
from unspoiled.domain import Answer, Boundary, Quote, Request, Title
from unspoiled.fold import Folded, Hidden
from unspoiled.guide import About, ReadReview, Shown
from unspoiled.ingest import AddReport
from unspoiled.lineage import Lineage
from unspoiled.overview import Overview
from unspoiled.sources import ReviewDefaults
from unspoiled.store.protocol import Outcome


def opened() -> None:
    Guide.open()
    Guide.open("library")
    Guide.open(
        Path("library"),
        viewer="ada",
        today=date(2025, 6, 1),
        talk=lambda stage, done, total: None,
        starter=False,
    ).close()


def used() -> None:
    with Guide.open() as guide:
        assert_type(guide, Guide)
        assert_type(guide.add("a.md", Path("b")), AddReport)
        guide.add("a.txt", defaults=ReviewDefaults(title="The Salt Ferry", year=2021))

        assert_type(guide.ask("calm"), Answer)
        guide.ask("calm", limit=3, seen={"The Salt Ferry": "2"}, exclude_named=True)
        guide.ask("calm, nobody dies", sealed=True)
        assert_type(guide.understand("calm"), Request)
        assert_type(guide.refine("calm", Refining("http://localhost:1/v1")), Request)
        assert_type(guide.ask(guide.refine("calm", lambda messages: "{}")), Answer)
        assert_type(guide.rank(guide.understand("calm")), list[tuple[str, float]])

        title = guide.find_title("The Salt Ferry", 2021)
        assert_type(title, Title)
        assert_type(guide.about(title), About)
        assert_type(guide.about(title, Boundary(2)), About)
        assert_type(guide.about(title, warnings=True), About)
        assert_type(guide.lineage(title), Lineage)
        assert_type(guide.overview(), Overview)
        guide.overview(facet="calm", country="Japan")
        assert_type(guide.read(title), list[ReadReview])
        assert_type(guide.seen(title, "S1E2"), Boundary)
        guide.rate(title, 8.5)
        guide.rate(title, None)

        assert_type(guide.judge("Good."), list[Shown])
        guide.judge("Good.", title=title, format="markdown", spans=[(0, 4)])

        folded = guide.fold("Good.", to="html", title=title, format="markdown")
        assert_type(folded, Folded)
        assert_type(folded.text, str)
        assert_type(folded.hidden, tuple[Hidden, ...])
        guide.fold("Good.", to="text", boundary=Boundary(2), drop=True)

        for aside in guide.asides():
            assert_type(guide.settle(aside.key, "The Salt Ferry"), AddReport)
        assert_type(guide.remove("r-1"), str)
        assert_type(guide.remove_history(requests=True, ratings=True), str)
        assert_type(guide.keep_request("calm", ["The Salt Ferry"]), Outcome)


def read(answer: Answer) -> list[str]:
    told = []
    for pick in answer.picks:
        for reason in pick.reasons:
            assert_type(reason.quote, Quote | None)
            told.append(reason.text)
    return told
