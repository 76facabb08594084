"""Titles and cleared sentences -> the quotes that answer a request.

First the sentence that speaks to each want, then those that praise or describe best,
from different reviewers where there are any. Only `Cleared` sentences come in, so
whatever goes out has passed the gate. Nothing is padded: no sentence, no quote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .domain import Cleared, Quote, Reason, Review, Want
from .facets import FacetReader, Reading

Place = tuple[str, int]
"""A sentence: its review's id and its number there."""


@dataclass(frozen=True, slots=True)
class QuoteConfig:
    """What makes a good quote."""

    most: int = 3
    """Quotes for one title."""
    shortest: int = 25
    """Characters; less says nothing."""
    longest: int = 420
    least_worth: float = 0.35
    """Quotes that speak to no want must be worth this much."""


@dataclass(frozen=True, slots=True)
class Said:
    """A cleared sentence with what was read in it."""

    cleared: Cleared
    review: Review
    readings: tuple[Reading, ...]
    opinion: float
    cautions: bool
    relevance: float

    @property
    def place(self) -> Place:
        return self.review.id, self.cleared.sentence.index

    @property
    def words(self) -> str:
        return self.cleared.sentence.display.casefold()

    def speaks_to(self, want: Want) -> float:
        """How strongly it says that the title is what `want` asks for."""
        asked = want.text.casefold()
        display = self.cleared.sentence.display
        return max(
            (
                # the viewer's own word says it best
                r.strength + _SAME_WORD * (display[r.start : r.end].casefold() == asked)
                for r in self.readings
                if r.facet == want.facet and r.polarity == "for"
            ),
            default=0.0,
        )

    @property
    def worth(self) -> float:
        """How much it tells a viewer in general, about 0..2."""
        craft = any(r.facet.startswith("craft:") for r in self.readings)
        described = min(2, len({r.facet for r in self.readings})) / 2
        # a sentence that leans on the one before it is hard to follow alone
        leans = self.cleared.sentence.display.startswith(_LEANING)
        sure = self.cleared.judged.probability["feel"] - 0.5
        praise = max(0.0, self.opinion)
        return (
            0.5 * praise
            + 0.3 * craft
            + 0.3 * described
            + 0.4 * self.relevance
            + 0.3 * sure
            - 0.3 * leans
        )


_SAME_WORD = 0.4
_LEANING = ("He ", "She ", "They ", "But ", "And ", "Rather ", "Instead ", "This ", "(")


def read_cleared(
    cleared: Sequence[Cleared],
    reviews: Mapping[str, Review],
    reader: FacetReader,
    relevance: Mapping[Place, float],
    config: QuoteConfig,
    names: Sequence[str] = (),
) -> list[Said]:
    """What each quotable sentence says; headings and scraps are left out.

    `names` are the title's: a "Soundtrack" in its name says nothing of its music.
    """
    said = []
    for one in cleared:
        display = one.sentence.display
        if one.sentence.heading:
            continue
        if not config.shortest <= len(display) <= config.longest:
            continue
        review = reviews[one.sentence.review_id]
        said.append(
            Said(
                one,
                review,
                reader.read(without_names(display, names)),
                reader.opinion(display),
                reader.cautions(display),
                relevance.get((review.id, one.sentence.index), 0.0),
            )
        )
    return said


def without_names(display: str, names: Sequence[str]) -> str:
    """The sentence with the title's names blanked out, character for character."""
    lowered = display.lower()
    if len(lowered) != len(display):
        return display
    for name in names:
        sought = name.lower()
        at = lowered.find(sought) if len(sought) > 2 else -1
        while at >= 0:
            display = display[:at] + " " * len(sought) + display[at + len(sought) :]
            at = lowered.find(sought, at + len(sought))
    return display


def choose_quotes(
    said: Sequence[Said], wants: Sequence[Want], config: QuoteConfig | None = None
) -> list[Reason]:
    """The quotes that answer the wants, then the most telling ones."""
    config = config or QuoteConfig()
    chosen: list[Reason] = []
    used: dict[str, int] = {}
    taken: set[str] = set()  # by its words: one text may stand in two reviews

    def take(one: Said, want: Want | None) -> None:
        chosen.append(_reason(one, want))
        taken.add(one.words)
        used[one.review.id] = used.get(one.review.id, 0) + 1

    for want in wants:
        speaking = [s for s in said if s.speaks_to(want) > 0 and s.words not in taken]
        if want.facet and speaking and len(chosen) < config.most:
            best = max(
                speaking,
                key=lambda s: (
                    s.speaks_to(want) + 0.3 * s.worth - 0.3 * used.get(s.review.id, 0),
                    s.place,
                ),
            )
            take(best, want)
    while len(chosen) < config.most:
        rest = [
            (s.worth - 0.2 * used.get(s.review.id, 0), s)
            for s in said
            if s.words not in taken and not s.cautions and s.opinion >= 0
        ]
        rest = [(worth, s) for worth, s in rest if worth >= config.least_worth]
        if not rest:
            break
        take(max(rest, key=lambda pair: (pair[0], pair[1].place))[1], None)
    return chosen


def choose_warnings(
    said: Sequence[Said], chosen: Sequence[Reason] = (), most: int = 1
) -> list[Reason]:
    """Quotes that say for whom the title may not be, or what is wrong with it.

    Those that were chosen as reasons already are not said twice.
    """
    quoted = {(r.quote.review_id, r.quote.start) for r in chosen if r.quote}
    warning = [
        s
        for s in said
        if (s.cautions or (s.opinion < 0 and s.readings))
        and (s.review.id, s.cleared.sentence.start) not in quoted
    ]
    warning.sort(key=lambda s: (-s.cautions, s.opinion, -s.relevance, s.place))
    return [_reason(s, None) for s in warning[:most]]


def _reason(said: Said, want: Want | None) -> Reason:
    quote = Quote.of(said.cleared, said.review)
    speaks_to = None if want is None else want.text
    return Reason("quote", quote.text, quote=quote, speaks_to=speaks_to)
