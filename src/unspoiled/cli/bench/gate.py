"""`unspoiled bench gate`: the judge held to labelled text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import NotFound
from ..common import Common, console, library_options, say
from .options import FOLDER, OUT, data_option

if TYPE_CHECKING:
    from ...bench.figures import Report

CORPUS = Path("corpus")
PREVIOUS = OUT / "gate-previous.json"
"""Where a checkout has them."""


@click.command("gate")
@data_option
@click.option(
    "--corpus", type=FOLDER, help="Folder of the labelled reviews (corpus, if there)."
)
@click.option(
    "--out",
    type=FOLDER,
    default=OUT,
    show_default=True,
    help="Folder for gate.json, gate.png and gate.svg.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"An earlier gate.json to compare with ({PREVIOUS}, if there).",
)
@library_options
def command(
    data: Path | None,
    corpus: Path | None,
    out: Path,
    previous: Path | None,
    common: Common,
) -> None:
    """Hold the judge to every yardstick: what it tells apart, shows and gives away.

    A yardstick whose files are not there is skipped. Prints a table, or with --json
    what gate.json holds. Needs scikit-learn and matplotlib (unspoiled[bench]).
    """
    from ...bench.figures import beside, encode_report, read_report
    from ...bench.gate import measure
    from ...bench.statistics import check_extra

    check_extra()
    for folder in filter(None, (data, corpus)):
        if not folder.is_dir():
            raise NotFound(f"{folder} is no folder; name one that is there.")
    before = None
    if (compared := previous or _if_there(PREVIOUS)) is not None:
        before = read_report(compared)
    report = measure(data, corpus or _if_there(CORPUS), say)
    if before is not None:
        report = beside(report, before)
    _write(report, out)
    if common.as_json:
        click.echo(encode_report(report), nl=False)
        return
    from ...render.figures import print_report

    print_report(report, console())


def _if_there(path: Path) -> Path | None:
    return path if path.exists() else None


def _write(report: Report, out: Path) -> None:
    from ...bench.figures import encode_report
    from ...bench.picture import draw

    out.mkdir(parents=True, exist_ok=True)
    (out / "gate.json").write_bytes(encode_report(report))
    say(f"written: {out / 'gate.json'}")
    if report.curves:
        draw(report, out / "gate.png", out / "gate.svg")
        say(f"written: {out / 'gate.png'} and gate.svg")
