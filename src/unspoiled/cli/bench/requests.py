"""`unspoiled bench limits` and `parse`: the project's own labelled requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ...errors import NotFound
from ..common import Common, Talker, console, library_options, read_date, say
from .options import (
    cache_folder,
    cache_option,
    out_option,
    requests_option,
    write_report,
)

if TYPE_CHECKING:
    from ...bench.figures import Report
    from ...guide import Guide

PARTS: Final = ("dev", "held")
"""What is looked at while working, and what is not."""
LABELLED_ON: Final = date(2026, 11, 22)
"""The day from which labels such as "the last five years" count."""

_limit_option = click.option(
    "--limit-queries",
    type=click.IntRange(1),
    help="At most so many requests of each file, drawn by chance.",
)
_sets_option = click.option(
    "--sets",
    multiple=True,
    type=click.Choice(PARTS),
    default=PARTS,
    show_default=True,
    help="Which files; may be repeated.",
)


@click.command("limits")
@requests_option
@cache_option
@_sets_option
@_limit_option
@out_option("limits.json")
@library_options
def limits(
    requests: Path,
    cache: Path | None,
    sets: tuple[str, ...],
    limit_queries: int | None,
    out: Path,
    common: Common,
) -> None:
    """Ask for what has hard limits: do all picks keep them, are they understood?

    Over the starter catalogue, built once in the cache (or --library). Each pick is held
    against the labels by rules that know nothing of the product's own.
    """
    from ...bench.figures import Figure, small_report
    from ...bench.keeping import ask_all, figures_of_limits, read_limit_requests
    from ...bench.statistics import check_extra

    check_extra()
    found: list[Figure] = []
    notes: list[str] = []
    for name, path in _files(requests, "limits_{}.json", sets):
        known = read_limit_requests(path)
        with _guide(cache, common, known.today) as guide:
            say(f"{path}: {len(known.requests)} requests")
            answered = ask_all(known.requests, guide, limit_queries)
        found += figures_of_limits(name, answered)
        notes += _told(name, answered)
    finish(small_report(found, notes), out / "limits.json", common)


def _told(name: str, answered: Iterable[object]) -> Iterator[str]:
    """What went wrong, request by request; of what is held back nothing is told."""
    from ...bench.keeping import Answered, faults

    if name == "dev":
        yield from faults(one for one in answered if isinstance(one, Answered))


@click.command("parse")
@requests_option
@cache_option
@_sets_option
@_limit_option
@out_option("parse.json")
@library_options
def parse(
    requests: Path,
    cache: Path | None,
    sets: tuple[str, ...],
    limit_queries: int | None,
    out: Path,
    common: Common,
) -> None:
    """Read labelled phrasings: how much of what they say is understood, slot by slot."""
    from ...bench.figures import Figure, small_report
    from ...bench.parsed import figures_of_parse, read_all, read_phrasings
    from ...bench.statistics import check_extra

    check_extra()
    found: list[Figure] = []
    for name, path in _files(requests, "phrasings_{}.jsonl", sets):
        with _guide(cache, common, LABELLED_ON) as guide:
            phrasings = read_phrasings(path, guide)
            say(f"{path}: {len(phrasings)} phrasings")
            found += figures_of_parse(name, read_all(phrasings, guide, limit_queries))
    finish(small_report(found), out / "parse.json", common)


def _files(
    folder: Path, pattern: str, names: tuple[str, ...]
) -> Iterator[tuple[str, Path]]:
    """The files that are there; NotFound where none of them is."""
    paths = {name: folder / pattern.format(name) for name in dict.fromkeys(names)}
    there = {name: path for name, path in paths.items() if path.exists()}
    if not there:
        missing = " nor ".join(map(str, paths.values()))
        raise NotFound(f"{missing} is there; name their folder with --requests.")
    for name in paths.keys() - there.keys():
        say(f"skipped: {paths[name]} is not there")
    yield from there.items()


@contextmanager
def _guide(cache: Path | None, common: Common, today: date) -> Iterator[Guide]:
    """The library that is asked, on the day that was said or else that of the labels."""
    from ...guide import Guide

    folder = common.library or cache_folder(cache) / "starter"
    day = read_date(common.today) or today
    with Talker() as talk, Guide.open(folder, today=day, talk=talk) as guide:
        yield guide


def finish(report: Report, path: Path, common: Common) -> None:
    from ...bench.figures import encode_report
    from ...render.finding import print_figures

    write_report(report, path)
    if common.as_json:
        click.echo(encode_report(report), nl=False)
        return
    print_figures(report, console())
