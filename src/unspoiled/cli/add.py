"""`unspoiled add`: titles, reviews, past requests, ratings from files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Common, library_options, open_guide, print_json, say, tell

if TYPE_CHECKING:
    from ..ingest import AddReport

LISTED = 12
"""Records set aside that are named on the screen; `settle` lists them all."""


@click.command("add")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option("--title", help="The title that a bare file is about.")
@click.option("--year", type=click.IntRange(1870, 2100), help="The title's year.")
@click.option("--author", help="Who wrote the review.")
@click.option("--url", help="Where the review stands.")
@click.option("--date", "day", metavar="D", help="When the review was written.")
@click.option("--rating", help="The author's rating, as written.")
@library_options
def command(
    paths: tuple[Path, ...],
    title: str | None,
    year: int | None,
    author: str | None,
    url: str | None,
    day: str | None,
    rating: str | None,
    common: Common,
) -> None:
    """Add titles or reviews: folders, .txt, .md, .html, .jsonl and .jsonl.gz.

    Past requests and ratings in .jsonl files go in the same way. The options say what a bare file does not say itself. Adding twice equals adding
    once. What cannot be read or matched for certain is set aside: see `settle`.
    """
    from ..sources.records import ReviewDefaults

    defaults = ReviewDefaults(
        title=title, year=year, author=author, url=url, date=day, rating=rating
    )
    with open_guide(common) as guide:
        report = guide.add(*paths, defaults=defaults)
    if common.as_json:
        from ..render.plain import report_record

        print_json(report_record(report))
    else:
        _print(report)
    if report.problems:
        click.get_current_context().exit(1)


def _print(report: AddReport) -> None:
    kinds = {
        "titles": report.titles,
        "reviews": report.reviews,
        "past requests": report.requests,
        "ratings": report.ratings,
    }
    for name, counts in kinds.items():
        if counts:
            parts = ", ".join(f"{n:,} {outcome}" for outcome, n in counts.items())
            tell(f"{name}: {parts}")
    if report.unknown:
        tell(
            f"titles that they name and the library does not hold: "
            f"{len(report.unknown):,}; what is said of them waits until you add them"
        )
    if report.sentences:
        tell(f"sentences judged: {report.sentences:,}")
    if report.settled:
        tell(f"found their title now: {report.settled:,}")
    if report.skipped:
        tell(f"files of other kinds left alone: {report.skipped:,}")
    for problem in report.problems[:LISTED]:
        say(str(problem))
    if len(report.problems) > LISTED:
        say(f"and {len(report.problems) - LISTED:,} more that could not be read")
    matching = [aside for aside in report.aside if aside.reason != "unreadable"]
    if report.aside:
        tell(f"set aside: {len(report.aside):,}")
        for aside in matching[:LISTED]:
            say(f"  {aside.reason}: {aside.detail} ({aside.origin})")
        if len(matching) > LISTED:
            say(f"  and {len(matching) - LISTED:,} more")
        say("`unspoiled settle` lists what was set aside and says what to do.")
    if not (any(kinds.values()) or report.aside):
        tell("nothing to add")
