"""`unspoiled bench find`: how well titles are found, beside simple rankers."""

from __future__ import annotations

from pathlib import Path

import click

from ...errors import NotFound
from ..common import Common, Talker, console, library_options, read_date, say
from .options import (
    cache_folder,
    cache_option,
    data_option,
    out_option,
    requests_option,
    write_report,
)

SETS = ("tomt", "inspired", "redial", "more-like-this", "drama")


@click.command("find")
@data_option
@requests_option
@cache_option
@click.option(
    "--sets",
    multiple=True,
    type=click.Choice(SETS),
    help="What to measure (all of them); may be repeated.",
)
@click.option(
    "--limit-queries",
    type=click.IntRange(1),
    help="At most so many requests of each set, drawn by chance.",
)
@click.option(
    "--ablation",
    type=click.IntRange(0),
    default=150,
    show_default=True,
    help="Requests of each set on which the ranker is taken apart.",
)
@click.option(
    "--reviews/--no-reviews",
    default=True,
    show_default=True,
    help="Whether the films come with their reviews, which takes long to add.",
)
@out_option("find.json, find.png and find.svg")
@library_options
def command(
    data: Path | None,
    requests: Path,
    cache: Path | None,
    sets: tuple[str, ...],
    limit_queries: int | None,
    ablation: int,
    reviews: bool,
    out: Path,
    common: Common,
) -> None:
    """Find titles for requests whose answers are known, with 95% intervals.

    Every ranker runs on the same titles: popularity, BM25, the encoder, both fused, and
    the product, as it is shipped and with past requests. A set whose files are not there
    is skipped. The libraries are built once, in the cache. Needs unspoiled[bench].
    """
    from ...bench.figures import encode_report
    from ...bench.finding import Options, measure_finding
    from ...bench.finding_picture import draw
    from ...bench.library import Cache
    from ...bench.statistics import check_extra

    check_extra("bm25s")
    if data is not None and not data.is_dir():
        raise NotFound(f"{data} is no folder; name one that is there.")
    options = Options(
        cache=Cache(cache_folder(cache), data),
        requests=requests,
        limit=limit_queries,
        ablation=ablation,
        reviews=reviews,
        library=common.library,
        today=read_date(common.today),
    )
    with Talker() as talk:
        report = measure_finding(options, sets, say, talk)
    write_report(report, out / "find.json")
    if report.figures:
        draw(report, out / "find.png", out / "find.svg")
        say(f"written: {out / 'find.png'} and find.svg")
    if common.as_json:
        click.echo(encode_report(report), nl=False)
        return
    from ...render.finding import print_finding

    print_finding(report, console())
