"""Packaged weights: all there, verified, and small enough for ever."""

import hashlib
import json
from pathlib import Path

import pytest

from unspoiled.errors import WeightsError
from unspoiled.weights import find_weights, load_encoder

DATA = Path(__file__).parents[1] / "src" / "unspoiled" / "data"
KINDS = sorted(path.parent.name for path in DATA.glob("*/manifest.json"))


@pytest.fixture
def folder(tmp_path):
    """Weights of one small file, as a build script writes them."""
    content = b"not really weights"
    (tmp_path / "head.bin").write_bytes(content)
    file = {
        "file": "head.bin",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    manifest = {"name": "toy/1", "files": {"head": file}, "dim": 3}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def test_sound_weights_are_found(folder):
    weights = find_weights("reveals", folder)

    assert weights.name == "toy/1"
    assert weights.files["head"].read_bytes() == b"not really weights"
    assert weights.facts["dim"] == 3


def test_altered_file_is_refused(folder):
    (folder / "head.bin").write_bytes(b"not really Weights")

    with pytest.raises(WeightsError, match=r"head\.bin .*not the one that was shipped"):
        find_weights("reveals", folder)


def test_file_cut_short_is_refused(folder):
    (folder / "head.bin").write_bytes(b"not")

    with pytest.raises(WeightsError, match="not the one that was shipped"):
        find_weights("reveals", folder)


@pytest.mark.parametrize("name", ["head.bin", "manifest.json"])
def test_missing_file_is_refused(folder, name):
    (folder / name).unlink()

    with pytest.raises(WeightsError, match=rf"{name} .*missing"):
        find_weights("reveals", folder)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"name": "toy"}', '{"name": 1, "files": {}}']
)
def test_broken_manifest_is_refused(folder, text):
    (folder / "manifest.json").write_text(text)

    with pytest.raises(WeightsError, match="manifest"):
        find_weights("reveals", folder)


def test_error_is_one_sentence(folder):
    (folder / "head.bin").unlink()

    with pytest.raises(WeightsError) as raised:
        find_weights("reveals", folder)

    assert str(raised.value).endswith("install unspoiled again.")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("kind", KINDS)
def test_packaged_weights_are_sound_and_have_a_model_card(kind):
    weights = find_weights(kind)

    assert weights.files
    assert (DATA / kind / "MODEL_CARD.md").read_text().strip()


def test_encoder_is_loaded_once():
    assert load_encoder() is load_encoder()
    assert load_encoder().name == find_weights("encoder").name


def test_encoder_licence_travels_with_it():
    text = (DATA / "encoder" / "LICENSE-all-MiniLM-L6-v2.txt").read_text()

    assert "Apache License" in text


def test_packaged_files_stay_under_60_megabytes():
    total = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())

    assert total < 60_000_000
