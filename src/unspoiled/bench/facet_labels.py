"""Sentences labelled with facets, by review and number -> frozen records.

The form is that of `corpus/README.md`: a heading `## file number` for each review of the
corpus, then a line a sentence, `3: mood:calm -mood:sad craft:acting+ @-mood:calm`, or
`3: -` where nothing is said. Whatever is not in it stops the reading with an InputError
that names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ..errors import InputError
from ..facet_model import PUTS_OFF, SUITS
from ..sources.decoding import MAX_BYTES, read_bytes
from ..vocabulary import Vocabulary
from .corpus import LabelledReview

Stance = Literal["for", "against", "both"]

_ADVICE: Final = "corpus/README.md says what a line looks like"
_HEADING: Final = re.compile(r"## (\S+) (\d+)", re.ASCII)
_LINE: Final = re.compile(r"(\d+): (\S.*)", re.ASCII)
_LABEL: Final = re.compile(
    r"(?P<taste>@[+-])?(?P<denied>-)?(?P<key>[a-z_]+:[a-z0-9]+(?:-[a-z0-9]+)*)?(?P<sign>[+=-])?",
    re.ASCII,
)
_SIGNS: Final[Mapping[str | None, Stance]] = {"+": "for", "-": "against", "=": "both"}


_Row = tuple[int, Sequence[str]]
"""A sentence's line in the file, and the words of its label."""


@dataclass(frozen=True, slots=True)
class FacetLabel:
    """What a sentence says: a facet of the title, or SUITS or PUTS_OFF."""

    facet: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class LabelledFacets:
    """The labels of one review's sentences, in order."""

    review: LabelledReview
    sentences: tuple[frozenset[FacetLabel], ...]
    tastes: tuple[frozenset[str], ...]
    """Facets that those have a taste for whom a sentence speaks to, in the same order."""


def read_facet_labels(
    path: Path, reviews: Sequence[LabelledReview], vocabulary: Vocabulary
) -> tuple[LabelledFacets, ...]:
    """The labels of one file, each review's whole.

    InputError names what is not in the form, and a file that cannot be read.
    """
    text = _text(path)
    by_id = {f"{review.file}/{review.number}": review for review in reviews}
    return tuple(_labelled(path, text, by_id, vocabulary))


def read_facet_examples(
    path: Path, vocabulary: Vocabulary
) -> tuple[tuple[str, frozenset[FacetLabel]], ...]:
    """Sentences that stand alone, a line each: labels, a tab, the sentence."""
    text = _text(path)
    keys = {facet.key for facet in vocabulary.facets}
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        labels, tab, sentence = line.partition("\t")
        if not tab or not sentence.strip():
            raise _wrong(path, number, f"has no tab and sentence: {line[:60]!r}")
        words = [] if labels.strip() == "-" else labels.split()
        read = [_label(path, number, word, keys)[0] for word in words]
        found.append((sentence.strip(), frozenset(one for one in read if one)))
    return tuple(found)


def _text(path: Path) -> str:
    try:
        return read_bytes(path, MAX_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8.") from error


def _labelled(
    path: Path, text: str, by_id: Mapping[str, LabelledReview], vocabulary: Vocabulary
) -> Iterator[LabelledFacets]:
    review: LabelledReview | None = None
    rows: list[_Row] = []
    start = 0
    lines = [*enumerate(text.splitlines(), 1), (0, "## end 0")]
    for number, line in lines:
        if not line.strip():
            continue
        heading = _HEADING.fullmatch(line.strip())
        if heading is None:
            found = _LINE.fullmatch(line.strip())
            if found is None or review is None or int(found[1]) != len(rows) + 1:
                raise _wrong(path, number, f"is no label in its order: {line[:60]!r}")
            words = [] if found[2] == "-" else found[2].split()
            rows.append((number, words))
            continue
        if review is not None:
            yield _of_review(path, start, review, rows, vocabulary)
        if number == 0:
            return
        file = heading[1].removesuffix(".txt")
        review, rows, start = by_id.get(f"{file}/{heading[2]}"), [], number
        if review is None:
            raise _wrong(path, number, f"names no review of the corpus: {line[:60]!r}")


def _of_review(
    path: Path,
    line: int,
    review: LabelledReview,
    rows: Sequence[_Row],
    vocabulary: Vocabulary,
) -> LabelledFacets:
    if len(rows) != len(review.sentences):
        raise _wrong(
            path,
            line,
            f"has labels for {len(rows)} of {len(review.sentences)} sentences",
        )
    keys = {facet.key for facet in vocabulary.facets}
    read = [[_label(path, at, word, keys) for word in words] for at, words in rows]
    return LabelledFacets(
        review,
        tuple(frozenset(label for label, _ in row if label) for row in read),
        tuple(frozenset(taste for _, taste in row if taste) for row in read),
    )


def _label(
    path: Path, line: int, word: str, keys: set[str]
) -> tuple[FacetLabel | None, str | None]:
    found = _LABEL.fullmatch(word)
    if found is None or not (found["key"] or found["taste"]):
        raise _wrong(path, line, f"has no such label as {word!r}")
    key = found["key"]
    if key is not None and key not in keys:
        raise _wrong(path, line, f"names a facet that there is not: {word!r}")
    if found["taste"] and (found["denied"] or found["sign"]):
        raise _wrong(path, line, f"denies or judges a taste: {word!r}")
    if found["taste"] or key is None:
        facet = SUITS if found["taste"] == "@+" else PUTS_OFF
        return FacetLabel(facet, "for"), key
    stance = "against" if found["denied"] else _SIGNS.get(found["sign"], "for")
    return FacetLabel(key, stance), None


def _wrong(path: Path, line: int, why: str) -> InputError:
    return InputError(f"{path}, line {line}, {why}; {_ADVICE}.")
