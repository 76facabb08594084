"""The packaged list of plain words is what the corpus makes it."""

import importlib.util
from pathlib import Path

from unspoiled.names import plain_words

SCRIPT = Path(__file__).parents[1] / "scripts" / "build_plain_words.py"


def builder():
    spec = importlib.util.spec_from_file_location("build_plain_words", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_is_as_old_as_the_corpus():
    made = builder()

    assert frozenset(made.plain_words(made.corpus_texts())) == plain_words()


def test_a_word_counts_where_two_texts_write_it_small():
    texts = [
        "the harbour, Hye-jin's half-lit inn",
        "The inn! a half moon",
        "moon of Jin",
    ]

    assert builder().plain_words(texts) == ["half", "inn", "moon"]


def test_a_careless_name_is_no_word():
    texts = ["said jin", "jin again", "so, Jin", "and Hye-jin", "with Min-jin here"]

    assert "jin" not in builder().plain_words(texts)


def test_it_knows_words_and_no_names():
    assert {"signal", "once", "money"} <= plain_words()
    assert plain_words().isdisjoint({"vincenzo", "hyun", "jin"})
