"""The titles that reviewers compare a title with, in sentences that the gate cleared.

"Like Harbour Lights", "if you loved The Salt Ferry", "a poor man's Quiet Kiln". Of the
other title only its name is told; the sentence is the evidence, and was judged for this
title's viewer. What is not surely a title of the library is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ..domain import Cleared, Quote, Review, Title
from ..quotes import reviewer_of
from .cues import STANCES, Cue, Stance, cues_in
from .mentions import (
    Span,
    TitleNames,
    italics_of,
    of_the_title,
    said_of,
    spans_behind,
    spans_joined,
)
from .shelf import Shelf
from .wording import counted

MOST_CUES: Final = 8
"""Comparing phrases of one sentence that are looked behind."""
MOST_LISTED: Final = 5
"""Names of one list: "like A, B and C"."""
QUOTES: Final = 3
"""Sentences kept for each title."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another title with which reviewers compare this one, and how it stands to it."""

    title_id: str
    title: str
    year: int | None
    stance: Stance
    reviewers: int
    quotes: tuple[Quote, ...]
    """The sentences that say so, from several reviewers where there are."""

    @property
    def favourable(self) -> bool:
        """Whether who liked the other may like this one."""
        return self.stance in ("alike", "better")

    @property
    def words(self) -> str:
        """ "Likened to Harbour Lights (2019) by two reviewers"."""
        year = f" ({self.year})" if self.year is not None else ""
        by = counted(self.reviewers, "reviewer")
        return f"{_WORDS[self.stance]} {self.title}{year} by {by}"


_WORDS: Final[Mapping[Stance, str]] = {
    "alike": "Likened to", "contrast": "Set apart from", "better": "Put above",
    "worse": "Put below",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A cleared sentence with its comparing cues and what may be named in it."""

    cleared: Cleared
    review: Review
    cues: tuple[Cue, ...]
    italics: frozenset[str]

    @property
    def text(self) -> str:
        return self.cleared.sentence.display

    def spans(self) -> Iterator[Span]:
        """Every stretch that may be a name, wherever the lists may lead."""
        for cue in self.cues:
            ends, seen = [cue.end], set[int]()
            for span in spans_behind(self.text, cue.end, self.italics):
                yield span
                ends.append(span.end)
            while ends and len(seen) < MOST_LISTED * 8:
                end = ends.pop(0)
                if end in seen:
                    continue
                seen.add(end)
                for span in spans_joined(self.text, end, self.italics):
                    yield span
                    ends.append(span.end)


def comparisons_in(
    cleared: Sequence[Cleared],
    reviews: Mapping[str, Review],
    title: Title,
    shelf: Shelf,
) -> tuple[Comparison, ...]:
    """The comparisons that reviewers draw, the most drawn first."""
    drawn = [one for each in cleared if (one := _drawn(each, reviews)) is not None]
    keys = {key for one in drawn for span in one.spans() for key in span.keys}
    if not keys:
        return ()
    names = TitleNames.of(title, shelf.traits(), shelf.known_names(sorted(keys)))
    found: dict[tuple[str, Stance], list[_Drawn]] = {}
    for one in drawn:
        for told in dict.fromkeys(_compared(one, names)):
            found.setdefault(told, []).append(one)
    comparisons = [
        _comparison(title_id, stance, said, names)
        for (title_id, stance), said in found.items()
    ]
    comparisons.sort(
        key=lambda c: (-c.reviewers, STANCES.index(c.stance), c.title, c.title_id)
    )
    return tuple(comparisons)


def _drawn(cleared: Cleared, reviews: Mapping[str, Review]) -> _Drawn | None:
    sentence = cleared.sentence
    if sentence.heading:  # every word has a capital there
        return None
    cues = tuple(islice(cues_in(sentence.display), MOST_CUES))
    if not cues:
        return None
    review = reviews[sentence.review_id]
    source = review.text[sentence.start : sentence.end]
    return _Drawn(cleared, review, cues, italics_of(source))


def _compared(one: _Drawn, names: TitleNames) -> Iterator[tuple[str, Stance]]:
    """The titles named behind each cue, with how this one stands to them."""
    for cue in one.cues:
        spans = spans_behind(one.text, cue.end, one.italics)
        for _ in range(MOST_LISTED):
            named = _named(spans, names, one.text)
            if named is None:
                break
            span, title_id = named
            if _may_be_words(one.text, span, cue, names):
                break
            yield title_id, cue.stance
            spans = spans_joined(one.text, span.end, one.italics)


def _may_be_words(text: str, span: Span, cue: Cue, names: TitleNames) -> bool:
    """Whether it may be no name: "like Happiness was near", "he swings like Batman"."""
    if span.marked or cue.strong:
        return False
    if cue.likening and (said_of(text, span) or (cue.start == 0 and names.plain(span))):
        return True
    return names.single(span) and not of_the_title(text, cue.start, span)


def _named(
    spans: Iterator[Span], names: TitleNames, text: str
) -> tuple[Span, str] | None:
    for span in spans:
        if (title_id := names.meant(span, text)) is not None:
            return span, title_id
    return None


def _comparison(
    title_id: str, stance: Stance, said: Sequence[_Drawn], names: TitleNames
) -> Comparison:
    name, year, _ = names.traits.called(title_id)
    by_reviewer: dict[str, _Drawn] = {}
    for one in said:
        by_reviewer.setdefault(reviewer_of(one.review), one)
    first = list(by_reviewer.values())
    rest = [one for one in said if all(one is not other for other in first)]
    quotes = [Quote.of(one.cleared, one.review) for one in (*first, *rest)[:QUOTES]]
    return Comparison(title_id, name, year, stance, len(by_reviewer), tuple(quotes))
