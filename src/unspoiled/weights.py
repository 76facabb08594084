"""The learned weights that come with the package: find, verify, load.

Each kind of weights is a folder of `data/` with a `manifest.json` that holds the facts
about its files (name, size, SHA-256) and a MODEL_CARD.md for people. Nothing is ever
downloaded. Every file is hashed whenever it is loaded (some 20 ms for the encoder), so
that what answers is what was measured; `tests/test_weights.py` holds this up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from .encoder import Encoder, OnnxEncoder
from .errors import WeightsError
from .facet_model import FacetHead, FacetModel
from .facets import FacetReader
from .features import GramTable
from .gate import RULES, Thresholds
from .head import Calibration, RevealHead
from .reader import OnnxReader, Reader
from .token_model import WordTable
from .vocabulary import Vocabulary, load_vocabulary

Kind = Literal["encoder", "reveals", "facets", "starter"]

ADVICE = "install unspoiled again"


class _File(msgspec.Struct, frozen=True):
    """What the manifest says of one file."""

    file: str
    bytes: int
    sha256: str


class _Manifest(msgspec.Struct, frozen=True):
    """The part of a manifest that is needed to load; the rest is for people."""

    name: str
    files: dict[str, _File]


@dataclass(frozen=True)
class Weights:
    """One kind of weights whose files have been verified."""

    name: str
    """Of these very weights; what is computed with them is stored under it."""
    files: Mapping[str, Path]
    facts: Mapping[str, Any]
    """The whole manifest."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What judging and keeping need: the models and the words."""

    encoder: Encoder
    reader: Reader
    head: RevealHead
    facets: FacetModel
    vocabulary: Vocabulary

    @property
    def judged_by(self) -> str:
        """Of the models and rules that a review's sentences are judged and read with."""
        return f"{self.encoder.name}/{self.head.name}/{RULES}/{self.facets.name}"


def find_weights(kind: Kind, folder: Path | None = None) -> Weights:
    """The packaged weights of a kind (or those in `folder`), each file verified."""
    folder = folder or Path(str(resources.files(__package__))) / "data" / kind
    raw = _read(folder / "manifest.json", kind)
    try:
        manifest = msgspec.json.decode(raw, type=_Manifest)
        facts: dict[str, Any] = msgspec.json.decode(raw)
    except msgspec.MsgspecError as error:
        raise _altered(folder / "manifest.json", kind) from error
    files = {key: folder / one.file for key, one in manifest.files.items()}
    for key, path in files.items():
        _verify(path, manifest.files[key], kind)
    return Weights(manifest.name, MappingProxyType(files), MappingProxyType(facts))


@cache
def _packaged(kind: Kind) -> Weights:
    """The packaged weights of a kind, verified once in a process."""
    return find_weights(kind)


@cache
def load_encoder() -> OnnxEncoder:
    """The packaged encoder; made once in a process."""
    weights = _packaged("encoder")
    files = weights.files
    return OnnxEncoder(
        files["model"],
        load_words(),
        files["tokenizer"],
        name=weights.name,
        requests=files.get("requests"),
    )


@cache
def load_words() -> WordTable:
    """The table of words that the packaged models share."""
    files = _packaged("encoder").files
    rows, scales = (np.load(files[key]) for key in ("words", "word_scales"))
    return WordTable(rows, scales)


@cache
def load_reader(threads: int = 0) -> OnnxReader:
    """The packaged reader; WeightsError if it was fitted on another encoder's words."""
    return _reader_of(_fitted("reveals"), threads)


def _verify(path: Path, expected: _File, kind: Kind) -> None:
    """Size first: a file cut short is told without reading it."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _missing(path, kind) from error
    if size != expected.bytes or _sha256(path, kind) != expected.sha256:
        raise _altered(path, kind)


def _sha256(path: Path, kind: Kind) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _missing(path, kind) from error


def _read(path: Path, kind: Kind) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _missing(path, kind) from error


def _missing(path: Path, kind: Kind) -> WeightsError:
    return WeightsError(
        f"The packaged file {path} ({kind}) is missing or cannot be read; {ADVICE}."
    )


def _altered(path: Path, kind: Kind) -> WeightsError:
    return WeightsError(
        f"The packaged file {path} ({kind}) is not the one that was shipped; {ADVICE}."
    )


@cache
def load_reveal_head() -> RevealHead:
    """The packaged judge; WeightsError if it was fitted on another encoder."""
    weights = _fitted("reveals")
    facts = weights.facts
    with np.load(weights.files["head"], allow_pickle=False) as arrays:
        held = {name: _wide(arrays[name]) for name in arrays.files}
    grams = bytes(held["grams"]).decode("utf-8").split("\n")
    return RevealHead(
        name=weights.name,
        inner=held["inner"],
        inner_bias=held["inner_bias"],
        outer=held["outer"],
        outer_bias=held["outer_bias"],
        words=held["words"],
        words_bias=held["words_bias"],
        table=GramTable({gram: row for row, gram in enumerate(grams)}, held["idf"]),
        share=facts["share"],
        calibration=Calibration(**facts["calibration"]),
        thresholds=Thresholds(**facts["thresholds"]),
        trust=facts["trust"],
    )


@cache
def load_facet_model(threads: int = 0) -> FacetModel:
    """The packaged reader of facets; WeightsError if it does not go with the encoder."""
    weights = _fitted("facets")
    with np.load(weights.files["head"], allow_pickle=False) as arrays:
        held = {name: _wide(arrays[name]) for name in arrays.files}
    keys = bytes(held.pop("keys")).decode("utf-8").split("\n")
    arrays_of: dict[str, Any] = held | weights.facts["calibration"]
    head = FacetHead(weights.name, tuple(keys), **arrays_of)
    reader = _reader_of(weights, threads)
    return FacetModel(reader, head, FacetReader(load_vocabulary()))


def load_bench(vocabulary: Vocabulary) -> Bench:
    """Everything that judging needs, as it is packaged."""
    return Bench(
        load_encoder(),
        load_reader(),
        load_reveal_head(),
        load_facet_model(),
        vocabulary,
    )


@cache
def _fitted(kind: Kind) -> Weights:
    """Weights that were fitted on an encoder's words, if it is the packaged one."""
    weights = _packaged(kind)
    fitted_on, encoder = weights.facts["encoder"], _packaged("encoder").name
    if fitted_on != encoder:
        raise WeightsError(
            f"The packaged weights ({kind}) were fitted on {fitted_on}, not on {encoder};"
            f" {ADVICE}."
        )
    return weights


def _reader_of(weights: Weights, threads: int) -> OnnxReader:
    return OnnxReader(
        weights.files["reader"],
        load_words(),
        _packaged("encoder").files["tokenizer"],
        name=weights.name,
        threads=threads,
    )


def _wide(array: NDArray[Any]) -> NDArray[Any]:
    """Numbers are kept in half the bits that they are reckoned in."""
    return array.astype(np.float32) if array.dtype == np.float16 else array
