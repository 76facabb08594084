"""Figures that the documents state are those of what is packaged."""

from __future__ import annotations

import gzip
from importlib import resources
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[1]
DATA = resources.files("unspoiled").joinpath("data")


def readme() -> str:
    return " ".join((ROOT / "README.md").read_text("utf-8").split())


def test_the_readme_states_the_measured_trust():
    manifest = msgspec.json.decode(DATA.joinpath("reveals/manifest.json").read_bytes())

    assert manifest["trust"] in readme()


def test_the_readme_states_the_number_of_titles():
    packed = DATA.joinpath("catalogue.jsonl.gz").read_bytes()
    titles = len(gzip.decompress(packed).splitlines())

    assert f"facts of {titles:,} Asian dramas" in readme()
