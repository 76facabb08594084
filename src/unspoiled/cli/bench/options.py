"""What the commands of `bench` share: options, and how a report is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ...config import SETTINGS
from ..common import say

if TYPE_CHECKING:
    from ...bench.figures import Report

OUT: Final = Path("bench", "results")
REQUESTS: Final = Path("bench", "requests")
"""Where a checkout has them."""
FOLDER: Final = click.Path(path_type=Path, file_okay=False)

Command = TypeVar("Command", bound=Callable[..., Any])

_DATA = next(setting for setting in SETTINGS if setting.name == "data")

data_option = click.option(
    "--data",
    type=FOLDER,
    envvar=_DATA.variable,
    help="Folder of the measuring data (default: $UNSPOILED_DATA).",
)
requests_option = click.option(
    "--requests",
    type=FOLDER,
    default=REQUESTS,
    show_default=True,
    help="Folder of the project's own requests.",
)
cache_option = click.option(
    "--library-cache",
    "cache",
    type=FOLDER,
    help="Folder of the libraries that are measured (default: your cache folder).",
)


def out_option(name: str) -> Callable[[Command], Command]:
    """--out, for what is written under this name."""
    return click.option(
        "--out",
        type=FOLDER,
        default=OUT,
        show_default=True,
        help=f"Folder for {name}.",
    )


def cache_folder(named: Path | None) -> Path:
    """The folder of measured libraries: as named, else in the user's cache."""
    if named is not None:
        return named
    from platformdirs import user_cache_path

    return user_cache_path("unspoiled", appauthor=False) / "bench"


def write_report(report: Report, path: Path) -> None:
    """The report as JSON; says where it is."""
    from ...bench.figures import encode_report

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode_report(report))
    say(f"written: {path}")
