"""Labelled sentences -> how many of their facets are found, and with the right sign.

A facet counts as found when it is named for the right sentence; what a sentence says for
whom the title is (or is not) counts as one more. Micro-averaged; whole reviews are drawn
again for the intervals, since the sentences of one are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ..domain import Told
from ..facet_model import PUTS_OFF, SUITS, FacetModel
from ..facets import FacetReader, without_names
from .facet_labels import FacetLabel, LabelledFacets, Stance
from .figures import JUDGE, Figure, figure
from .parsed import Counts, f1, precision, recall
from .statistics import Estimate, cluster_bootstrap, kappa, mean_over_works

FOLDER: Final = "facets"
SETS: Final = ("dev", "untouched")
"""Works that nothing is fitted on: one half to look at, the other for the end."""
SECOND: Final = "second"
KEYWORDS: Final = "keywords"
Said = Mapping[str, Stance]
Measure = Callable[[Counts], float]


@dataclass(frozen=True, slots=True)
class Compared:
    """One sentence: what its label says, and what was read in it."""

    review: str
    text: str
    labelled: Said
    read: Said

    @property
    def found(self) -> frozenset[str]:
        return frozenset(self.labelled.keys() & self.read.keys())

    def counts(self, group: str | None = None) -> tuple[int, int, int]:
        """Found, missed and made up; of one group where it is given."""
        sides = (
            self.found,
            self.labelled.keys() - self.read.keys(),
            self.read.keys() - self.labelled.keys(),
        )
        found, missed, made_up = (
            sum(group is None or group_of(key) == group for key in side)
            for side in sides
        )
        return found, missed, made_up


def group_of(key: str) -> str:
    """The group of a facet; for whom it is belongs to the audience."""
    return "audience" if key in (SUITS, PUTS_OFF) else key.partition(":")[0]


def compare(
    labelled: Sequence[LabelledFacets], told: Iterable[Sequence[Told]]
) -> tuple[Compared, ...]:
    """Every sentence beside what was read in it, in order."""
    return tuple(
        Compared(one.review.id, sentence.text, said_of(labels), said_in(read))
        for one, tells in zip(labelled, told, strict=True)
        for sentence, labels, read in zip(
            one.review.sentences, one.sentences, tells, strict=True
        )
    )


def said_of(labels: Iterable[FacetLabel]) -> Said:
    """What a sentence's labels say; both ways where two of them differ."""
    said: dict[str, Stance] = {}
    for one in labels:
        same = said.get(one.facet, one.stance) == one.stance
        said[one.facet] = one.stance if same else "both"
    return said


def said_in(told: Told) -> Said:
    """What was read in a sentence, as labels say it."""
    said: dict[str, Stance] = {one.facet: one.polarity for one in told.readings}
    said |= {SUITS: "for"} if told.suits else {}
    return said | ({PUTS_OFF: "for"} if told.cautions else {})


def tell_by_model(
    labelled: Sequence[LabelledFacets], model: FacetModel
) -> list[list[Told]]:
    """What the product reads; a title's name is blanked out, as ingest does."""
    reviews = [[one.text for one in own.review.sentences] for own in labelled]
    return model.tell(reviews, [(own.review.title,) for own in labelled])


def tell_by_words(
    labelled: Sequence[LabelledFacets], words: FacetReader
) -> list[list[Told]]:
    """The keyword baseline: the vocabulary's phrases, negation and words of praise."""
    return [
        [
            words.hear(without_names(sentence.text, (own.review.title,))).told()
            for sentence in own.review.sentences
        ]
        for own in labelled
    ]


def figures_of(
    name: str, compared: Sequence[Compared], by: str = JUDGE
) -> Iterator[Figure]:
    """Precision, recall and F1 of facets, the share of right signs, and by group."""
    for id, words, of in (
        ("precision", "precision", precision),
        ("recall", "recall", recall),
        ("f1", "F1", f1),
    ):
        yield _ratio(f"facets/{name}/{id}", words, compared, of, by)
    signs = list(_signs(compared))
    right = mean_over_works([sign for _, sign in signs], [work for work, _ in signs])
    yield figure(f"facets/{name}/polarity", "right sign of those found", right, by=by)
    groups = sorted({group_of(key) for one in compared for key in one.labelled})
    for group in groups if by == JUDGE else ():
        for id, of in (("precision", precision), ("recall", recall)):
            words = f"{id} of {group}"
            yield _ratio(f"facets/{name}/{id}/{group}", words, compared, of, by, group)


def _signs(compared: Iterable[Compared]) -> Iterator[tuple[str, bool]]:
    """The review of each facet found, and whether its sign is right, where it has one."""
    for one in compared:
        for key in sorted(one.found - {SUITS, PUTS_OFF}):
            if one.labelled[key] != "both":
                yield one.review, one.labelled[key] == one.read[key]


def _ratio(
    id: str,
    words: str,
    compared: Sequence[Compared],
    of: Measure,
    by: str,
    group: str | None = None,
) -> Figure:
    counts = np.array([one.counts(group) for one in compared], np.int64)
    value = of(counts)
    low, high = cluster_bootstrap(
        lambda rows: of(counts[rows]), [one.review for one in compared]
    )
    held = None if np.isnan(value) else value
    return figure(id, words, Estimate(held, int(counts[:, :2].sum()), low, high), by=by)


def agreement_of_labels(
    first: Sequence[LabelledFacets], second: Sequence[LabelledFacets]
) -> Iterator[Figure]:
    """How far two who labelled the same reviews agree.

    Cohen's kappa of every sentence with every facet that either of them used at all, and
    what the second would score if the first were right.
    """
    again = {one.review.id: one for one in second}
    both = [(one, again[one.review.id]) for one in first if one.review.id in again]
    pairs = [
        Compared(one.review.id, sentence.text, said_of(a), said_of(b))
        for one, other in both
        for sentence, a, b in zip(
            one.review.sentences, one.sentences, other.sentences, strict=True
        )
    ]
    keys = sorted({key for one in pairs for key in (*one.labelled, *one.read)})
    cells = [(one, key) for one in pairs for key in keys]
    found = kappa(
        [key in one.labelled for one, key in cells],
        [key in one.read for one, key in cells],
        [one.review for one, _ in cells],
    )
    yield figure("facets/labels/kappa", "kappa of two labellings", found, unit="number")
    yield _ratio("facets/labels/f1", "F1 of two labellings", pairs, f1, JUDGE)


def sentences_of(labelled: Iterable[LabelledFacets]) -> int:
    return sum(len(one.sentences) for one in labelled)


def labels_path(corpus: Path, name: str) -> Path:
    """Where the labels of a set are."""
    return corpus / FOLDER / f"{name}.txt"


def faults(compared: Iterable[Compared]) -> Iterator[str]:
    """Every sentence in which something was missed, made up or turned round."""
    for one in compared:
        missed = sorted(one.labelled.keys() - one.read.keys())
        made_up = sorted(one.read.keys() - one.labelled.keys())
        turned = sorted(
            key for key in one.found if one.labelled[key] not in ("both", one.read[key])
        )
        if missed or made_up or turned:
            told = [f"missed {', '.join(missed)}"] if missed else []
            told += [f"made up {', '.join(made_up)}"] if made_up else []
            told += [f"turned round {', '.join(turned)}"] if turned else []
            yield f"{one.review}: {'; '.join(told)}: {one.text}"
