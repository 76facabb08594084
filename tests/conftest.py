"""What every test shares: a clean environment, seeded properties, the real data's place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
