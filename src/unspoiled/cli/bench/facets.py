"""`unspoiled bench facets`: are the facets of labelled sentences found?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from ..common import Common, library_options, say
from .options import FOLDER, out_option
from .requests import finish

CORPUS: Final = Path("corpus")
"""Where a checkout has it."""


@click.command("facets")
@click.option(
    "--corpus",
    type=FOLDER,
    default=CORPUS,
    show_default=True,
    help="Folder of the project's labelled reviews.",
)
@click.option(
    "--sets",
    multiple=True,
    type=click.Choice(("dev", "untouched")),
    default=("dev", "untouched"),
    show_default=True,
    help="Which labels; may be repeated.",
)
@click.option(
    "--polarity",
    type=FOLDER,
    help="Folder of a public set of praise and blame (*.pos, *.neg), measured too.",
)
@click.option("--faults", "told", is_flag=True, help="Name every fault of dev.")
@out_option("facets.json")
@library_options
def command(
    corpus: Path,
    sets: tuple[str, ...],
    polarity: Path | None,
    told: bool,
    out: Path,
    common: Common,
) -> None:
    """Read labelled sentences: are their facets found, with the right sign?

    Beside a keyword baseline in the same run, and how far two who labelled agree.
    """
    from ...bench.corpus import read_corpus
    from ...bench.facet_finding import (
        KEYWORDS,
        SECOND,
        agreement_of_labels,
        compare,
        faults,
        figures_of,
        labels_path,
        sentences_of,
        tell_by_model,
        tell_by_words,
    )
    from ...bench.facet_labels import LabelledFacets, read_facet_labels
    from ...bench.figures import Figure, small_report
    from ...bench.polarity import polarity as praise_or_blame
    from ...bench.statistics import check_extra
    from ...facets import FacetReader
    from ...vocabulary import load_vocabulary
    from ...weights import load_encoder, load_facet_model

    check_extra()
    vocabulary = load_vocabulary()
    reviews = read_corpus(corpus)
    found: list[Figure] = []
    notes: list[str] = []
    first: list[LabelledFacets] = []
    for name in dict.fromkeys(sets):
        labelled = read_facet_labels(labels_path(corpus, name), reviews, vocabulary)
        say(f"{name}: {sentences_of(labelled)} sentences")
        first += labelled
        read = compare(labelled, tell_by_model(labelled, load_facet_model()))
        found += figures_of(name, read)
        words = tell_by_words(labelled, FacetReader(vocabulary))
        found += figures_of(name, compare(labelled, words), by=KEYWORDS)
        if told and name == "dev":
            notes += faults(read)
    second = read_facet_labels(labels_path(corpus, SECOND), reviews, vocabulary)
    found += agreement_of_labels(first, second)
    if polarity is not None:
        found += praise_or_blame(polarity, load_facet_model(), load_encoder())
    finish(small_report(found, notes), out / "facets.json", common)
