"""`unspoiled bench speed`: how long a warm answer takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from ...errors import InputError, NotFound
from ..common import Common, Talker, console, library_options, read_date
from .options import (
    cache_folder,
    cache_option,
    out_option,
    requests_option,
    write_report,
)

SOURCES = ("drama_requests.jsonl", "phrasings_dev.jsonl", "limits_dev.json")
"""Files of the project's own requests whose parts are put together."""


@click.command("speed")
@requests_option
@cache_option
@click.option("--count", type=click.IntRange(1), default=1_000, show_default=True)
@out_option("speed.json")
@library_options
def command(
    requests: Path, cache: Path | None, count: int, out: Path, common: Common
) -> None:
    """Take the time of warm answers: a thousand distinct requests, one after another.

    They are made of parts of the project's own requests, up to 30 words each. Over the
    starter catalogue, built once in the cache (or --library). Figures depend on the
    machine and on what else it does, so its load is told.
    """
    from ...bench.asking_speed import figures_of_times, load_now, take_times
    from ...bench.combining import combined
    from ...bench.figures import encode_report, small_report
    from ...guide import Guide
    from ...render.finding import print_figures

    texts = [text for path in _sources(requests) for text in read_texts(path)]
    asked = combined(texts, count)
    library = common.library or cache_folder(cache) / "starter"
    today = read_date(common.today)
    with Talker() as talk, Guide.open(library, today=today, talk=talk) as guide:
        before = load_now()
        took = take_times(asked, guide, lambda n, of: talk("asking", n, of))
        titles = guide.store.counts().titles
    note = f"{titles:,} titles; {before} before; {load_now()} after"
    report = small_report(figures_of_times(took, note), (f"{note}.",))
    write_report(report, out / "speed.json")
    if common.as_json:
        click.echo(encode_report(report), nl=False)
        return
    print_figures(report, console())


def _sources(folder: Path) -> list[Path]:
    there = [folder / name for name in SOURCES if (folder / name).exists()]
    if not there:
        raise NotFound(
            f"{folder} holds no requests; name their folder with --requests."
        )
    return there


def read_texts(path: Path) -> Iterator[str]:
    """The texts of the requests of a file; InputError where it holds none."""
    try:
        raw = path.read_text("utf-8")
        rows = (
            json.loads(raw)["requests"]
            if path.suffix == ".json"
            else [json.loads(line) for line in raw.splitlines() if line.strip()]
        )
        yield from [str(row["text"]) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("these are no requests", path=path) from error
