"""`unspoiled judge`: what each sentence of a text gives away."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from ..boundaries import parse_boundary
from ..domain import FORMATS, NOTHING_SEEN, Format
from ..errors import BadRequest, InputError, NotFound
from .common import (
    Common,
    console,
    library_options,
    open_guide,
    print_json,
    read_reach,
    say,
)

if TYPE_CHECKING:
    from ..domain import Boundary, Title
    from ..guide import Guide, Shown


@click.command("judge")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--title", help="The title that the text is about.")
@click.option(
    "--boundary",
    "--seen",
    "boundary",
    metavar="EP",
    help="How far the reader is (what `seen` keeps of the title, else 0).",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Format of the text."
)
@click.option(
    "--spans",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A JSON list of [start, end] to judge instead of its own sentences.",
)
@library_options
def command(
    file: Path,
    title: str | None,
    boundary: str | None,
    format_: Format | None,
    spans: Path | None,
    common: Common,
) -> None:
    """Judge every sentence of FILE ("-" is standard input)."""
    text, found_format = _read(file)
    front, body = _front_matter(text, file, format_ or found_format)
    title = title or front.get("title")
    places = None if spans is None else _read_spans(spans, len(text))
    with open_guide(common) as guide:
        about = None if title is None else _title(guide, title)
        reach = _reach(guide, about, boundary)
        judged = guide.judge(
            body,
            title=about,
            boundary=reach,
            format=format_ or found_format,
            spans=places,
        )
        say(guide.trust())
    _print(judged, text, common.as_json)


def _reach(guide: Guide, title: Title | None, said: str | None) -> Boundary:
    if title is not None:
        return read_reach(guide, title, said)
    return NOTHING_SEEN if said is None else parse_boundary(said)


def _read(file: Path) -> tuple[str, Format]:
    """The text as read (decoded, and nothing else), and the format of its name."""
    from ..sources.decoding import MAX_BYTES, decode_text, format_of, read_bounded

    try:
        if str(file) == "-":
            raw = read_bounded(sys.stdin.buffer, MAX_BYTES, file)
        else:  # a pipe will do here
            with file.open("rb") as opened:
                raw = read_bounded(opened, MAX_BYTES, file)
    except OSError as error:
        raise NotFound(f"{file} cannot be read: {error.strerror}.") from error
    return decode_text(raw, file), format_of(file)


def _front_matter(text: str, file: Path, format_: Format) -> tuple[dict[str, Any], str]:
    """What Markdown's front matter says, and the text with it blanked out.

    Offsets are those of the file's text, so nothing is cut away.
    """
    from ..sources.prose import split_front_matter

    if format_ != "markdown":
        return {}, text
    front, body = split_front_matter(text, file)
    above = text[: len(text) - len(body)]
    return front, "".join(c if c == "\n" else " " for c in above) + body


def _read_spans(path: Path, length: int) -> list[tuple[int, int]]:
    from ..guide import check_spans

    try:
        spans = msgspec.json.decode(path.read_bytes(), type=list[tuple[int, int]])
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.") from error
    except msgspec.MsgspecError as error:
        raise InputError(
            f"this is no JSON list of [start, end] ({error})", path=path
        ) from error
    try:
        check_spans(spans, length)
    except BadRequest as error:
        raise InputError(str(error).removesuffix("."), path=path) from error
    return spans


def _title(guide: Guide, name: str) -> Title | None:
    try:
        return guide.find_title(name)
    except NotFound as error:
        say(f"{error} It is judged without the title's facts.")
        return None


def _print(judged: list[Shown], text: str, as_json: bool) -> None:
    from ..render.plain import judged_record

    records = [judged_record(one, text) for one in judged]
    if as_json:
        for record in records:
            print_json(record)
        return
    from ..render.terminal import print_judged

    print_judged(judged, console())
