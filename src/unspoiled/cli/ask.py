"""`unspoiled ask`: a request in, picks with reasons out."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from ..errors import InputError, NotFound, UserError
from .common import Common, console, library_options, open_guide, print_json, read_seen

if TYPE_CHECKING:
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
@library_options
def command(
    words: tuple[str, ...],
    limit: int | None,
    seen: tuple[str, ...],
    batch: Path | None,
    exclude_named: bool,
    common: Common,
) -> None:
    """Ask what to watch, in your own words.

    Limits stated plainly are kept: "under three hours", "16 episodes max", "since
    2018", "Korean", "on Netflix or Viki", "with Park Hyung-sik", "finished", "no love
    triangle". Everything else is a wish: "calm", "not too sad", "like Reply 1988".
    """
    text = " ".join(words).strip()
    if bool(text) == (batch is not None):
        raise click.UsageError(
            'Give either a request, such as "something calm", or --batch.'
        )
    boundaries = read_seen(seen)
    with open_guide(common) as guide:
        if batch is not None:
            for line in _ranked(guide, batch, limit or 1000, exclude_named):
                print_json(line)
            return
        answer = guide.ask(
            text, limit=limit or 5, seen=boundaries, exclude_named=exclude_named
        )
    if common.as_json:
        from ..render.plain import answer_record

        print_json(answer_record(answer))
    else:
        from ..render.terminal import print_answer

        print_answer(answer, console())


def _ranked(
    guide: Guide, batch: Path, limit: int, exclude_named: bool
) -> Iterator[dict[str, Any]]:
    """One line a request; a line that is no request stops with its number."""
    for number, record in _requests(batch):
        try:
            ranking = guide.rank(
                record["text"], limit=limit, exclude_named=exclude_named
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
