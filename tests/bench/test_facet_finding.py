"""Labels of facets, and how many of them are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.samples import CORPUS
from unspoiled.bench.corpus import is_held_out, read_corpus
from unspoiled.bench.facet_finding import (
    KEYWORDS,
    agreement_of_labels,
    compare,
    faults,
    figures_of,
    group_of,
    said_of,
    sentences_of,
    tell_by_words,
)
from unspoiled.bench.facet_labels import (
    FacetLabel,
    read_facet_examples,
    read_facet_labels,
)
from unspoiled.domain import Reading, Told
from unspoiled.errors import InputError
from unspoiled.facet_model import PUTS_OFF, SUITS
from unspoiled.facets import FacetReader
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
LABELS = """\
## part_a_01 2
1: craft:music+ -mood:calm
2: @+theme:music @-
3: -
"""


@pytest.fixture(scope="module")
def reviews(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in CORPUS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return read_corpus(folder)


def labelled(folder: Path, reviews, text=LABELS):
    path = folder / "dev.txt"
    path.write_text(text, "utf-8")
    return read_facet_labels(path, reviews, VOCABULARY)


def told(*readings, **rest):
    return Told(tuple(Reading(key, sign, 0.8, 0, 5) for key, sign in readings), **rest)


def by_id(figures):
    return {one.id.removeprefix("facets/dev/"): one.value for one in figures}


def test_labels_are_read_with_their_stance(tmp_path, reviews):
    (one,) = labelled(tmp_path, reviews)

    assert one.review.title == "Thin Ice Radio"
    assert one.sentences == (
        frozenset(
            {FacetLabel("craft:music", "for"), FacetLabel("mood:calm", "against")}
        ),
        frozenset({FacetLabel(SUITS, "for"), FacetLabel(PUTS_OFF, "for")}),
        frozenset(),
    )
    assert one.tastes[1] == {"theme:music"}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("## part_a_01 9\n1: -\n", 1, "names no review"),
        ("## part_a_01 2\n1: -\n3: -\n", 3, "no label in its order"),
        ("## part_a_01 2\n1: mood:nowhere\n", 2, "names a facet that there is not"),
        ("## part_a_01 2\n1: calm!\n2: -\n3: -\n", 2, "has no such label"),
        ("## part_a_01 2\n1: -\n", 1, "labels for 1 of 3 sentences"),
        ("1: -\n", 1, "no label in its order"),
    ],
)
def test_what_is_not_in_the_form_is_named(tmp_path, reviews, text, line, why):
    if "nowhere" in text or "calm!" in text:
        text = text.removesuffix("\n") + "\n2: -\n3: -\n" * ("2: -" not in text)
    with pytest.raises(InputError, match=f"line {line}, .*{why}"):
        labelled(tmp_path, reviews, text)


def test_where_there_are_no_labels(tmp_path, reviews):
    with pytest.raises(InputError, match=r"none\.txt"):
        read_facet_labels(tmp_path / "none.txt", reviews, VOCABULARY)


def test_found_missed_made_up_and_the_sign(tmp_path, reviews):
    read = [
        told(("craft:music", "against"), ("mood:funny", "for")),
        told(suits=True),
        told(),
    ]
    compared = compare(labelled(tmp_path, reviews), [read])
    figures = by_id(figures_of("dev", compared))

    assert figures["precision"] == pytest.approx(2 / 3)
    assert figures["recall"] == pytest.approx(2 / 4)
    assert figures["polarity"] == 0  # the music is turned round; a taste has no sign
    assert figures["recall/mood"] == 0
    assert figures["recall/audience"] == 0.5


def test_faults_are_told_sentence_by_sentence(tmp_path, reviews):
    read = [told(("craft:music", "against"), ("mood:funny", "for")), told(), told()]
    lines = list(faults(compare(labelled(tmp_path, reviews), [read])))

    assert lines[0] == (
        "part_a_01/2: missed mood:calm; made up mood:funny; turned round craft:music: "
        "Great sound!"
    )
    assert len(lines) == 2


def test_the_keyword_baseline_reads_for_itself(tmp_path, reviews):
    text = "## part_a_01 1\n1: craft:music+\n2: -\n3: -\n4: -\n5: -\n6: craft:acting+\n"
    own = labelled(tmp_path, reviews, text)
    compared = compare(own, tell_by_words(own, FacetReader(VOCABULARY)))
    figures = list(figures_of("dev", compared, by=KEYWORDS))

    assert by_id(figures)["recall"] == 1
    assert {one.by for one in figures} == {KEYWORDS}


def test_two_who_label_alike_agree_wholly(tmp_path, reviews):
    one = labelled(tmp_path, reviews)
    figures = {f.id: f.value for f in agreement_of_labels(one, one)}
    assert figures == {"facets/labels/kappa": 1.0, "facets/labels/f1": 1.0}

    other = labelled(tmp_path, reviews, "## part_a_01 2\n1: -\n2: -\n3: mood:calm\n")
    figures = {f.id: f.value for f in agreement_of_labels(one, other)}
    assert (figures["facets/labels/kappa"] or 0) < 0.1


def test_a_facet_said_both_ways_has_no_sign():
    labels = [FacetLabel("mood:calm", "for"), FacetLabel("mood:calm", "against")]

    assert said_of(labels) == {"mood:calm": "both"}
    assert group_of(SUITS) == "audience"


def test_examples_stand_alone(tmp_path):
    path = tmp_path / "examples.tsv"
    path.write_text(
        "mood:calm -mood:sad\tA calm tale, never sad.\n-\tA boat.\n", "utf-8"
    )

    (one, labels), (other, none) = read_facet_examples(path, VOCABULARY)

    assert (one, other, none) == ("A calm tale, never sad.", "A boat.", frozenset())
    assert labels == {FacetLabel("mood:calm", "for"), FacetLabel("mood:sad", "against")}

    path.write_text("-\tA boat.\nmood:calm It is calm.\n", "utf-8")
    with pytest.raises(InputError, match=r"line 2, .*no tab"):
        read_facet_examples(path, VOCABULARY)


ROOT = Path(__file__).parents[2]


def test_the_shipped_labels_are_whole_and_keep_their_halves_apart():
    reviews = read_corpus(ROOT / "corpus")
    sets = {
        path.stem: read_facet_labels(path, reviews, VOCABULARY)
        for path in sorted((ROOT / "corpus" / "facets").glob("*.txt"))
    }
    works = {
        name: {one.review.work for one in labelled} for name, labelled in sets.items()
    }
    held = works["dev"] | works["untouched"]

    assert not works["dev"] & works["untouched"]
    assert works["second"] <= held
    assert all(map(is_held_out, held))
    for name, own in works.items():
        if name.startswith("train"):
            assert not any(map(is_held_out, own)), name
    assert sentences_of(sets["dev"] + sets["untouched"]) >= 1_500
    for path in (ROOT / "corpus" / "facets").glob("examples*.tsv"):
        assert len(read_facet_examples(path, VOCABULARY)) > 500
