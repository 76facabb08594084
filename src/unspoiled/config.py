"""SETTINGS: every setting with its default and its meaning; read once, at the rim.

The environment overrides a default (`UNSPOILED_LIBRARY`, ...); a command's option
overrides both. No pure step reads settings: what it needs is handed to it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .errors import BadRequest


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; its variable is UNSPOILED_ and the name in capitals."""

    name: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        return f"UNSPOILED_{self.name.upper()}"


SETTINGS: tuple[Setting, ...] = (
    Setting("library", "", "Folder of the library; empty is the user's data folder."),
    Setting("viewer", "me", "Whose progress and ratings are read and kept."),
    Setting("wait", "10", "Seconds to wait while another process writes."),
    Setting("data", "", "Folder of the measuring data, for `unspoiled bench`."),
    Setting(
        "refine_url", "", "Where a language model reads requests too; empty is none."
    ),
    Setting("refine_model", "", "The model that is asked for there."),
    Setting("refine_key", "", "The key that is sent there, and nowhere else."),
    Setting("trace", "", "Not empty: show where in unspoiled a fault of its own is."),
)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings as read."""

    library: Path
    viewer: str
    wait: float


def read_config(environment: Mapping[str, str] | None = None) -> Config:
    """Read every setting; BadRequest names one that makes no sense."""
    environment = os.environ if environment is None else environment
    values = {s.name: environment.get(s.variable) or s.default for s in SETTINGS}
    try:
        wait = float(values["wait"])
    except ValueError:
        raise BadRequest(
            f"UNSPOILED_WAIT is {values['wait']!r}; give a number of seconds."
        ) from None
    folder = values["library"]
    return Config(
        folder_at(folder) if folder else default_library(),
        values["viewer"],
        wait,
    )


@dataclass(frozen=True, slots=True)
class Refining:
    """Which language model may read a request's words too; a viewer names it."""

    url: str
    model: str = ""
    key: str = field(default="", repr=False)


def read_refining(
    url: str | None = None, environment: Mapping[str, str] | None = None
) -> Refining | None:
    """The language model that is named here, else by the settings; None is none."""
    environment = os.environ if environment is None else environment
    values = {s.name: environment.get(s.variable) or s.default for s in SETTINGS}
    found = url if url is not None else values["refine_url"]
    if not found.strip():
        return None
    return Refining(found.strip(), values["refine_model"], values["refine_key"])


def folder_at(path: Path | str) -> Path:
    """A folder as written; BadRequest where its "~" is nobody's home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise BadRequest(
            f"The home folder in {path} is not known; write the path out."
        ) from None


def default_library() -> Path:
    """The library in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("unspoiled", appauthor=False) / "library"
