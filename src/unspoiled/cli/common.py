"""What the commands share: their options, the open library, how results are printed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from ..errors import BadRequest
from ..render import inert

if TYPE_CHECKING:
    from rich.console import Console

    from ..domain import Boundary, Title
    from ..guide import Guide


@dataclass(frozen=True, slots=True)
class Common:
    """What every command is told: which library, whose, when, and in what form."""

    library: Path | None
    viewer: str | None
    today: str | None
    as_json: bool


def library_options(command: Callable[..., None]) -> Callable[..., None]:
    """--library, --viewer, --today and --json, handed to the command as `common`."""

    @wraps(command)
    def run(
        *,
        library: Path | None,
        viewer: str | None,
        today: str | None,
        as_json: bool,
        **own: Any,
    ) -> None:
        command(common=Common(library, viewer, today, as_json), **own)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


_OPTIONS = (
    click.option(
        "--library",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder of the library (default: your data folder).",
    ),
    click.option("--viewer", help="Whose progress and ratings to use."),
    click.option(
        "--today",
        metavar="DATE",
        help="The day to count from, as YYYY-MM-DD (default: today).",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
)


@contextmanager
def open_guide(common: Common) -> Iterator[Guide]:
    """The library, with progress of long work on stderr."""
    from ..guide import Guide

    today = read_date(common.today)

    with (
        Talker() as talk,
        Guide.open(
            common.library, viewer=common.viewer, today=today, talk=talk
        ) as guide,
    ):
        yield guide


def read_date(text: str | None) -> date | None:
    """A day as YYYY-MM-DD; BadRequest says what is wrong with it."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"“{text}” is no day; write it as YYYY-MM-DD.") from None


def read_reach(guide: Guide, title: Title, said: str | None) -> Boundary:
    """How far somebody is in a title: EP or TITLE=EP said for now, else what is kept.

    BadRequest where another title is named.
    """
    if said is None or "=" not in said:
        return guide.boundary_of(title, said)
    ((name, episode),) = read_seen((said,)).items()
    if guide.find_title(name).id != title.id:
        raise BadRequest(
            f"“{name}” is not “{title.title}”; write --seen with the episode alone."
        )
    return guide.boundary_of(title, episode)


def read_seen(pairs: tuple[str, ...]) -> dict[str, str]:
    """TITLE=EP options; BadRequest says how to write one."""
    seen = {}
    for pair in pairs:
        title, equals, episode = pair.rpartition("=")
        if not equals or not title.strip() or not episode.strip():
            raise BadRequest(
                f'“{pair}” is not TITLE=EP; write for example "Soundtrack #1=2".'
            )
        seen[title.strip()] = episode.strip()
    return seen


def print_json(value: Any) -> None:
    """One JSON value on one line of stdout."""
    sys.stdout.write(msgspec.json.encode(value).decode("utf-8") + "\n")


def console() -> Console:
    """A console on stdout; 80 columns where the width is not known."""
    from rich.console import Console

    from ..render.terminal import WIDEST

    class Piped(Console):
        """Leaves it to `main` to say what a reader that went away means."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    made = Piped(highlight=False, markup=False, emoji=False, soft_wrap=False)
    if made.width > WIDEST:
        made.width = WIDEST
    return made


page_option = click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write one self-contained page instead; - is standard output.",
)


def check_form(common: Common, html: Path | None) -> None:
    """Wrong usage where two forms are asked for at once."""
    if html is not None and common.as_json:
        raise click.UsageError("Choose one of --json and --html.")


def write_page(page: str, path: Path) -> None:
    """A page into a file, whole or not at all; or to stdout."""
    if str(path) == "-":
        sys.stdout.flush()
        click.echo(page.encode("utf-8"), nl=False)
        return
    from ..archive import put_file

    put_file(page.encode("utf-8"), path)
    say(f"Written to {path}.")


def say(message: str) -> None:
    """Talk, on stderr."""
    click.echo(inert(message), err=True)


def tell(message: str) -> None:
    """A result in plain words, on stdout."""
    click.echo(inert(message))


AT_ONCE = 1.0
"""Seconds of work that are over before anybody wonders."""


class Talker:
    """Progress of long work on stderr: a bar on a terminal, else a line now and then.

    Nothing is drawn for work that is over at once.
    """

    def __init__(self) -> None:
        self._bar: Any = None
        self._stage = ""
        self._task: Any = None
        self._tenth = -1
        self._began: float | None = None

    def __enter__(self) -> Talker:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def __call__(self, stage: str, done: float, total: float) -> None:
        now = time.monotonic()
        self._began = now if self._began is None else self._began
        if now - self._began < AT_ONCE:
            return
        if not sys.stderr.isatty():
            self._line(stage, done, total)
            return
        if stage != self._stage:
            self._start(stage, total)
        self._bar.update(self._task, completed=done, total=total or None)

    def _start(self, stage: str, total: float) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._stop()
        self._stage = stage
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task(stage, total=total or None)
        self._bar.start()

    def _line(self, stage: str, done: float, total: float) -> None:
        tenth = int(10 * done / total) if total else 0
        if stage != self._stage:
            self._stage, self._tenth = stage, -1
        if tenth != self._tenth:
            self._tenth = tenth
            say(f"{stage}: {min(100, 10 * tenth)}%")

    def _stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
