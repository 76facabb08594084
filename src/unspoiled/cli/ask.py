"""`unspoiled ask`: a request in, picks with reasons out."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from ..config import read_refining
from ..errors import BadRequest, InputError, NotFound, RefineError, UserError
from .common import (
    Common,
    console,
    library_options,
    open_guide,
    print_json,
    read_seen,
    say,
)

if TYPE_CHECKING:
    from ..domain import Request
    from ..guide import Guide


@click.command("ask")
@click.argument("words", nargs=-1, metavar="REQUEST")
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=None,
    help="How many titles (5; with --batch 1000).",
)
@click.option(
    "--seen",
    multiple=True,
    metavar="TITLE=EP",
    help="How far you are in a title, for this answer; may be repeated.",
)
@click.option(
    "--batch",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Rank for each request of a JSON Lines file of {id, text}.",
)
@click.option(
    "--exclude-named",
    is_flag=True,
    help="Leave out every title that the request names.",
)
@click.option(
    "--sealed",
    is_flag=True,
    help="Apply wishes that tell how things go, such as “nobody dies”. The list then "
    "tells: what comes keeps them as far as is known.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show what was understood, and what each score is made of.",
)
@click.option(
    "--understood",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Ask what `ask --json` understood, corrected, instead of words (- is stdin).",
)
@click.option(
    "--refine",
    metavar="URL",
    help="Let a language model there read the request too (its words are sent to it).",
)
@library_options
def command(
    words: tuple[str, ...],
    limit: int | None,
    seen: tuple[str, ...],
    batch: Path | None,
    exclude_named: bool,
    sealed: bool,
    explain: bool,
    understood: Path | None,
    refine: str | None,
    common: Common,
) -> None:
    """Ask what to watch, in your own words.

    Limits stated plainly are kept: "under three hours", "16 episodes max", "since
    2018", "Korean", "on Netflix or Viki", "with Park Hyung-sik", "finished", "no love
    triangle". Everything else is a wish: "calm", "not too sad", "like Reply 1988".
    """
    text = " ".join(words).strip()
    _check_usage(text, batch, understood, refine, explain=explain)
    boundaries = read_seen(seen)
    told = None if understood is None else _read(understood)
    with open_guide(common) as guide:
        if batch is not None:
            for line in _ranked(guide, batch, limit or 1000, exclude_named, sealed):
                print_json(line)
            return
        answer = guide.ask(
            _refined(guide, text, refine) if told is None else told,
            limit=limit or 5,
            seen=boundaries,
            exclude_named=exclude_named,
            sealed=sealed,
        )
    if common.as_json:
        from ..render.plain import answer_record

        print_json(answer_record(answer))
        return
    from ..render.terminal import print_answer

    printer = console()
    print_answer(answer, printer)
    if explain:
        from ..render.explain import print_explanation

        print_explanation(answer, printer)


def _check_usage(
    text: str,
    batch: Path | None,
    understood: Path | None,
    refine: str | None,
    *,
    explain: bool,
) -> None:
    """A request comes in one way; UsageError says which options go together."""
    if bool(text) + (batch is not None) + (understood is not None) != 1:
        raise click.UsageError(
            'Give either a request, such as "something calm", or --batch, '
            "or --understood."
        )
    if batch is not None and explain:
        raise click.UsageError("--explain explains one answer, not --batch.")
    if refine is not None and not text:
        raise click.UsageError("--refine reads a request in words.")


def _read(understood: Path) -> Request:
    """The request that a file (or "-", standard input) tells of."""
    from ..understood import LARGEST, read_understood

    try:
        if str(understood) == "-":
            return read_understood(sys.stdin.buffer.read(LARGEST + 1))
        with understood.open("rb") as file:
            return read_understood(file.read(LARGEST + 1))
    except OSError as error:
        raise NotFound(f"{understood} cannot be read: {error.strerror}.") from error
    except BadRequest as error:
        raise InputError(str(error).removesuffix("."), path=understood) from error


def _refined(guide: Guide, text: str, url: str | None) -> Request | str:
    """The request as a language model reads it too, where the viewer names one.

    Where that fails the plain reading answers, and a sentence on stderr says so.
    """
    settings = read_refining(url)
    if settings is None:
        return text
    try:
        return guide.refine(text, settings)
    except RefineError as error:
        say(f"{error} The request is answered as it was read without that.")
        return text


def _ranked(
    guide: Guide, batch: Path, limit: int, exclude_named: bool, sealed: bool
) -> Iterator[dict[str, Any]]:
    """One line a request; a line that is no request stops with its number."""
    for number, record in _requests(batch):
        try:
            ranking = guide.rank(
                record["text"],
                limit=limit,
                exclude_named=exclude_named,
                sealed=sealed,
            )
        except UserError as error:
            problem = str(error).removesuffix(".")
            raise InputError(problem, path=batch, line=number) from error
        yield {"id": record["id"], "ranking": ranking}


def _requests(batch: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = batch.open("rb")
    except OSError as error:
        raise NotFound(f"{batch} cannot be read: {error.strerror}.") from error
    with lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8))
            except (msgspec.DecodeError, RecursionError, ValueError) as error:
                raise InputError(
                    f"this is no JSON ({error})",
                    path=batch,
                    line=number,
                    advice='write one {"id": ..., "text": ...} a line',
                ) from error
            if not _is_request(record):
                raise InputError(
                    'a request needs "id" and "text"',
                    path=batch,
                    line=number,
                    advice='write one {"id": ..., "text": ...} a line',
                )
            yield number, record


def _is_request(record: Any) -> bool:
    return (
        isinstance(record, dict)
        and "id" in record
        and isinstance(record.get("text"), str)
    )
