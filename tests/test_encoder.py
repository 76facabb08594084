"""The packaged encoder: near the original, and the same whatever is beside a text."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unspoiled import encoder as encoder_module
from unspoiled.encoder import OnnxEncoder
from unspoiled.weights import find_weights, load_encoder, load_words

HELD = json.loads(
    (Path(__file__).parent / "data" / "encoder_reference.json").read_text("utf-8")
)
TEXTS = [one["text"] for one in HELD]
ODD = [
    "",
    " ",
    "\x00",
    "😭🥹",
    "잔잔하고 따뜻한 드라마",
    "\ud83d broken",
    "word " * 4000,
]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def alone(encoder):
    """Each text's vector when nothing is beside it."""
    return {text: encoder.encode([text])[0] for text in [*TEXTS, *ODD]}


def make(threads):
    weights = find_weights("encoder")
    files = weights.files
    return OnnxEncoder(
        files["model"], load_words(), files["tokenizer"], name="one", threads=threads
    )


def test_near_the_original(encoder):
    vectors = [base64.b64decode(one["vector"]) for one in HELD]
    exact = np.stack([np.frombuffer(raw, "<f2").astype(np.float32) for raw in vectors])

    cosines = (encoder.encode(TEXTS) * exact).sum(axis=1)

    assert cosines.min() >= 0.985
    assert cosines.mean() >= 0.997


def test_vectors_have_length_one(encoder):
    vectors = encoder.encode([*TEXTS, *ODD])

    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS) + len(ODD), encoder.dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, encoder.dim)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.sampled_from([*TEXTS, *ODD]), max_size=12))
def test_vector_depends_on_the_text_alone(encoder, alone, texts):
    vectors = encoder.encode(texts)

    for text, vector in zip(texts, vectors, strict=True):
        assert vector.tobytes() == alone[text].tobytes()


def test_vector_does_not_depend_on_how_many_are_beside_it(encoder, alone):
    """Every batch size up to well past what the kernels take at once."""
    text = TEXTS[0]
    words = text.split()
    others = [
        " ".join([*words[:n], *words[n + 1 :], words[n]]) for n in range(len(words))
    ]
    for count in range(len(others)):
        vectors = encoder.encode([*others[:count], text])
        assert vectors[-1].tobytes() == alone[text].tobytes()


def test_number_of_threads_changes_nothing(alone):
    texts = [*TEXTS, *ODD]

    one, three = make(1).encode(texts), make(3).encode(texts)

    assert one.tobytes() == three.tobytes()
    assert one.tobytes() == np.stack([alone[text] for text in texts]).tobytes()


def test_small_chunks_change_nothing(encoder, monkeypatch):
    texts = [*TEXTS, *TEXTS[:5]]
    whole = encoder.encode(texts)

    monkeypatch.setattr(encoder_module, "CHUNK_TEXTS", 7)

    assert encoder.encode(texts).tobytes() == whole.tobytes()


def test_progress_rises_to_the_number_of_texts(encoder):
    told: list[int] = []

    encoder.encode([*TEXTS, *TEXTS], progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 2 * len(TEXTS)


def test_failing_progress_stops_the_work(encoder):
    def fail(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encoder.encode(TEXTS, progress=fail)


def test_only_the_beginning_of_a_long_text_is_read(encoder):
    first, second = encoder.encode(["calm " * 900 + "storm", "calm " * 900 + "sun"])

    assert first.tobytes() == second.tobytes()


def test_huge_text_is_quick(encoder):
    """Ten million characters: no more is tokenized than could matter."""
    assert encoder.encode(["a b " * 2_500_000]).shape == (1, encoder.dim)


def test_meaning_is_kept(encoder):
    wanted, near, far = encoder.encode(
        [
            "a calm story of two friends who fall in love",
            "A gentle romance that grows out of an old friendship.",
            "The car chases are loud and the explosions louder.",
        ]
    )

    assert wanted @ near > wanted @ far + 0.3


def test_importing_the_module_loads_no_runtime():
    code = (
        "import sys, unspoiled.encoder;"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


def test_nothing_is_gathered_about_the_machine(tmp_path):
    """onnxruntime would keep events in the user's cache and send them when it can."""
    code = (
        "from unspoiled.weights import load_encoder\nload_encoder().encode(['calm'])\n"
    )
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], env=os.environ | home, check=True)

    assert list(tmp_path.rglob("*")) == []
