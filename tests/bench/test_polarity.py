"""Praise and blame in sentences that others labelled."""

from __future__ import annotations

import pytest

from unspoiled.bench.polarity import polarity, read_polarity
from unspoiled.errors import NotFound
from unspoiled.weights import load_encoder, load_facet_model


def write(folder, praise, blame):
    (folder / "some.pos").write_text("\n".join(praise), "utf-8")
    (folder / "some.neg").write_text("\n".join(blame), "latin-1")


def test_two_files_are_read(tmp_path):
    write(tmp_path, ["a fine café film .", ""], ["a café too dull ."])

    assert read_polarity(tmp_path) == (
        ["a fine café film .", "a café too dull ."],
        [True, False],
    )


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(NotFound, match=r"no file \*\.pos"):
        read_polarity(tmp_path)


def test_plain_praise_and_blame_are_told_apart(tmp_path):
    nouns = (
        "film drama comedy thriller romance finale cast script score picture".split()
    )
    praise = [f"a wonderful , moving {noun} ." for noun in nouns]
    praise += [f"this {noun} is a delight ." for noun in nouns]
    blame = [f"a dull and lifeless {noun} ." for noun in nouns]
    blame += [f"this {noun} is a waste of time ." for noun in nouns]
    write(tmp_path, praise, blame)

    (figure,) = polarity(tmp_path, load_facet_model(), load_encoder())

    assert figure.n == 40
    assert (figure.value or 0) > 0.9
