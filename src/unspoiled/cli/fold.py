"""`unspoiled fold`: reviews with what is not proved safe folded away."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..domain import FORMATS, Format
from ..errors import NotFound
from .common import Common, library_options, open_guide, print_json, say

if TYPE_CHECKING:
    from ..archive import Document, FoldConfig, FoldedFile
    from ..fold import To

FORMS = ("html", "markdown", "text")
LISTED = 12
"""Files with a problem that are named; `--json` has them all."""


@click.command("fold")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE...",
)
@click.option("--title", help="The title that the text is about.")
@click.option("--boundary", metavar="EP", help="How far the reader is (0).")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Format of the text."
)
@click.option("--to", type=click.Choice(FORMS), help="The form to write (its own).")
@click.option("--drop", is_flag=True, help="Leave out what would be folded.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the folded files; needed for more than one.",
)
@library_options
def command(
    files: tuple[Path, ...],
    title: str | None,
    boundary: str | None,
    format_: Format | None,
    to: To | None,
    drop: bool,
    out: Path | None,
    common: Common,
) -> None:
    """Fold every span of FILE that is not proved safe for a reader ("-" is stdin).

    Folders and several files go into the folder --out, each under its own name. One that
    cannot be folded is named, and the rest go on. --json prints what was hidden where.
    """
    from ..archive import FoldConfig

    many = len(files) > 1 or any(file.is_dir() for file in files)
    if out is None and many:
        raise click.UsageError("Name a folder with --out for more than one file.")
    if out is not None and any(str(file) == "-" for file in files):
        raise click.UsageError(
            "Standard input has no name to be written under in --out."
        )
    config = FoldConfig(to, title, boundary, format_, drop)
    if out is None:
        _fold_one(files[0], config, common)
    elif not _fold_all(files, out, config, common):
        click.get_current_context().exit(1)


def _fold_one(file: Path, config: FoldConfig, common: Common) -> None:
    from ..archive import encoded, fold_document

    document = _read(file, config.format)
    with open_guide(common) as guide:
        done = fold_document(guide, document, config)
        _tell_unknown(done)
        say(guide.trust())
    assert done.folded is not None
    if common.as_json:
        from ..render.plain import folded_record

        print_json(folded_record(done))
        return
    sys.stdout.flush()
    click.echo(encoded(done.folded.text, document, done.to), nl=False)


def _read(file: Path, format_: Format | None) -> Document:
    """The text of a file, a pipe or standard input."""
    from ..archive import document_of
    from ..sources.decoding import MAX_BYTES, read_bounded

    try:
        if str(file) == "-":
            raw = read_bounded(sys.stdin.buffer, MAX_BYTES, file)
        else:
            with file.open("rb") as opened:
                raw = read_bounded(opened, MAX_BYTES, file)
    except OSError as error:
        raise NotFound(f"{file} cannot be read: {error.strerror}.") from error
    return document_of(raw, file, format_)


def _tell_unknown(done: FoldedFile) -> None:
    if done.unknown is not None:
        say(f"{done.unknown} It is judged without the title's facts.")


def _fold_all(
    files: tuple[Path, ...], out: Path, config: FoldConfig, common: Common
) -> bool:
    """Fold an archive; whether all of it could be folded."""
    from ..archive import fold_archive
    from ..render.plain import folded_record

    done: list[FoldedFile] = []
    with open_guide(common) as guide:
        for one in fold_archive(guide, files, out, config):
            done.append(one)
            if common.as_json:
                print_json(folded_record(one))
        say(guide.trust())
    failed = [one for one in done if one.problem is not None]
    for one in failed[:LISTED]:
        say(str(one.problem))
    if len(failed) > LISTED:
        say(f"  and {len(failed) - LISTED:,} more")
    if not done:
        raise NotFound(
            f"Nothing in {', '.join(map(str, files))} can be folded; "
            "known are .txt, .md, .html and .bbcode."
        )
    say(_summary(done, out))
    return not failed


def _summary(done: list[FoldedFile], out: Path) -> str:
    folded = [one for one in done if one.folded is not None]
    spans = sum(len(one.folded.hidden) for one in folded if one.folded)
    same = sum(not one.written for one in folded)
    bare = sum(one.title is None for one in folded)
    parts = [f"{len(folded):,} folded into {out} ({spans:,} sentences hidden)"]
    if same:
        parts.append(f"{same:,} of them as they were there already")
    if bare:
        parts.append(f"{bare:,} judged without a title's facts")
    if len(done) > len(folded):
        parts.append(f"{len(done) - len(folded):,} could not be folded")
    return "; ".join(parts) + "."
