"""What every test shares: a clean environment, seeded properties, the real data's place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.toy import build_library
from unspoiled.cli import main

# the same examples every time, and no verdict by the clock of a busy machine
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the library of the person who runs it."""
    for name in os.environ:
        if name.startswith("UNSPOILED_") and name != "UNSPOILED_DATA":
            monkeypatch.delenv(name)
    monkeypatch.setenv("UNSPOILED_LIBRARY", str(tmp_path / "library"))


def data_folder() -> Path:
    """The real data, where UNSPOILED_DATA says or beside the checkout."""
    default = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("UNSPOILED_DATA", default))


@pytest.fixture
def corpus() -> Path:
    """The folder of the real data; the test is skipped where there is none."""
    folder = data_folder()
    if not folder.is_dir():
        pytest.skip(f"the real data is not at {folder} (UNSPOILED_DATA names it)")
    return folder


# --- the toy library ----------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-goldens",
        action="store_true",
        help="write tests/golden anew; read the difference before committing it",
    )


@pytest.fixture(scope="session")
def toy_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy library, built once; nobody may write to it."""
    path = tmp_path_factory.mktemp("toy") / "library"
    build_library(path)
    return path


@pytest.fixture
def toy(toy_built: Path, tmp_path: Path) -> Path:
    """A copy of the toy library, where every command looks for the user's own."""
    path = tmp_path / "library"
    shutil.copytree(toy_built, path)
    return path


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """One JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def run(
    toy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run a command in this process, on a copy of the toy library."""
    monkeypatch.setenv("COLUMNS", "80")

    def run_here(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(one) for one in arguments])
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        assert "Traceback" not in out + err
        return Ran(ended.value.code, out, err)

    return run_here


@pytest.fixture
def process(toy: Path) -> Run:
    """Run a command as a process of its own, on a copy of the toy library."""

    def run_there(*arguments: str | Path, **rest: Any) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "unspoiled", *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **rest,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run_there
