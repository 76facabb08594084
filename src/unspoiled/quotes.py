"""Titles and cleared sentences -> the quotes that answer a request.

First the sentence that speaks to each want, then those that praise or describe best. A
want is spoken to where the sentence names its facet, and not against it; among those the
one nearest to the want's words is taken, from a reviewer who has not been quoted yet as
long as there is one. Only `Cleared` sentences come in, so whatever goes out has passed
the gate. Nothing is padded: no sentence, no quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .domain import Cleared, Quote, Reading, Reason, Review, Told, Want

Place = tuple[str, int]
"""A sentence: its review's id and its number there."""
Near = Mapping[str, Sequence[float]]
"""By what a sentence says: its cosine to the request, then to each of its wants."""
CRAFT = "craft:"


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

    def fits(self, one: Said) -> bool:
        """Whether a sentence is neither a scrap nor a page."""
        return self.shortest <= len(one.cleared.sentence.display) <= self.longest


@dataclass(frozen=True, slots=True)
class Said:
    """A cleared sentence with what was read in it."""

    cleared: Cleared
    reviewer: str
    """Whoever says it: an author where one is named, else the review."""
    reviews: Mapping[str, Review] = field(repr=False)
    """Reviews as far as the viewer may know them; looked into only for a quote."""

    @property
    def review(self) -> Review:
        return self.reviews[self.cleared.judged.sentence.review_id]

    @property
    def told(self) -> Told:
        return self.cleared.judged.told

    @property
    def readings(self) -> tuple[Reading, ...]:
        return self.told.readings

    @property
    def opinion(self) -> float:
        return self.told.opinion

    @property
    def cautions(self) -> bool:
        return self.told.cautions

    @property
    def display(self) -> str:
        return self.cleared.judged.sentence.display

    @property
    def place(self) -> Place:
        sentence = self.cleared.judged.sentence
        return sentence.review_id, sentence.index

    @property
    def words(self) -> str:
        return self.display.casefold()

    def quote(self) -> Quote:
        return Quote.of(self.cleared, self.review)

    def speaks_to(self, want: Want) -> float:
        """How strongly it says that the title is what `want` asks for."""
        strengths = [
            # the viewer's own word says it best
            r.strength + _SAME_WORD * self._is_said(want.text, r)
            for r in self.told.readings
            # who finds fault with the music does not recommend it
            if r.facet == want.facet and r.polarity == "for"
        ]
        if not strengths:
            return 0.0
        return max(strengths) - _DOUBT * self.cautions

    def _is_said(self, word: str, reading: Reading) -> bool:
        said = self.display[reading.start : reading.end]
        return said.casefold() == word.casefold()

    def worth(self, nearness: float = 0.0) -> float:
        """How much it tells a viewer in general, about 0..2; `nearness` to the request."""
        praised = (r for r in self.readings if r.facet.startswith(CRAFT))
        craft = 0.3 * any(r.polarity == "for" for r in praised)
        described = min(2, len({r.facet for r in self.readings})) / 2
        # a sentence that leans on the one before it is hard to follow alone
        leans = self.display.startswith(_LEANING)
        sure = self.cleared.judged.probability["feel"] - 0.5
        praise = max(0.0, self.opinion)
        return (
            0.5 * praise
            + craft
            + 0.3 * described
            + 0.4 * max(0.0, nearness - _FAR)
            + 0.3 * sure
            - 0.3 * leans
        )


_FAR = 0.15
"""The cosine of sentences that have nothing to do with each other."""
_SAME_WORD = 0.4
_DOUBT = 0.2
"""Taken off where it says so with a "but"."""
_NEARNESS = 0.6
"""What nearness to a want's words counts beside naming it."""
_LEANING = ("He ", "She ", "They ", "But ", "And ", "Rather ", "Instead ", "This ", "(")


def read_cleared(
    cleared: Iterable[Cleared],
    reviews: Mapping[str, Review],
    reviewers: Mapping[str, str] | None = None,
) -> list[Said]:
    """Whose each sentence is; headings are left out.

    `reviewers` says whose each review is, where that is known without looking into it.
    """
    whose = reviewers or {key: reviewer_of(review) for key, review in reviews.items()}
    return [
        Said(one, whose[one.judged.sentence.review_id], reviews)
        for one in cleared
        if not one.judged.sentence.heading
    ]


def reviewer_of(review: Review) -> str:
    """Whose review it is: two by one author at one place are one reviewer's."""
    named = f"{review.author} at {review.source}".casefold()
    return named if review.author else review.id


def choose_quotes(
    said: Sequence[Said],
    wants: Sequence[Want],
    config: QuoteConfig | None = None,
    near: Near | None = None,
) -> list[Reason]:
    """The quotes that answer the wants, in their order, then the most telling ones."""
    config, near = config or QuoteConfig(), near or {}
    said = [one for one in said if config.fits(one)]
    chosen = _speaking(said, wants, config, near)
    reasons = [quoted(one, want) for one, want in chosen]
    taken = {one.words for one, _ in chosen}  # one text may stand in two reviews
    used = {one.reviewer for one, _ in chosen}
    rest = [
        (worth, one)
        for one in said
        if not one.cautions
        and one.opinion >= 0
        and (worth := one.worth(_nearness(near, one, 0))) >= config.least_worth
    ]
    while len(reasons) < config.most:
        left = [pair for pair in rest if pair[1].words not in taken]
        if not left:
            break
        _, best = max(
            left,
            key=lambda pair: (pair[1].reviewer not in used, pair[0], pair[1].place),
        )
        reasons.append(quoted(best, None))
        taken.add(best.words)
        used.add(best.reviewer)
    return reasons


def _speaking(
    said: Sequence[Said], wants: Sequence[Want], config: QuoteConfig, near: Near
) -> list[tuple[Said, Want]]:
    """A sentence for each want that has one, the first wants where there are many.

    The want of which the fewest reviewers speak chooses first, so that it is left one
    who has not been quoted.
    """
    heard: dict[int, list[tuple[float, Said]]] = {}
    for number, want in enumerate(wants):
        if want.facet:
            spoken = [(one.speaks_to(want), one) for one in said]
            if speaking := [pair for pair in spoken if pair[0] > 0]:
                heard[number] = speaking
    answered = list(heard)[: config.most]
    answered.sort(key=lambda number: len({one.reviewer for _, one in heard[number]}))
    chosen: dict[int, Said] = {}
    for number in answered:
        taken = {one.words for one in chosen.values()}
        used = {one.reviewer for one in chosen.values()}
        left = [pair for pair in heard[number] if pair[1].words not in taken]
        if left:
            _, chosen[number] = max(
                left,
                key=lambda pair: (
                    pair[1].reviewer not in used,
                    pair[0]
                    + _NEARNESS * _nearness(near, pair[1], 1 + number)
                    + 0.3 * pair[1].worth(_nearness(near, pair[1], 0)),
                    pair[1].place,
                ),
            )
    return [(chosen[number], wants[number]) for number in sorted(chosen)]


def _nearness(near: Near, one: Said, number: int) -> float:
    cosines = near.get(one.display)
    return 0.0 if cosines is None else float(cosines[number])


def choose_warnings(
    said: Sequence[Said],
    chosen: Sequence[Reason] = (),
    most: int = 1,
    config: QuoteConfig | None = None,
) -> list[Reason]:
    """Quotes that say for whom the title may not be, or what is wrong with it.

    Those that were chosen as reasons already are not said twice.
    """
    config, quoted_already = config or QuoteConfig(), places_of(chosen)
    warning = [
        one
        for one in said
        if critical(one) and config.fits(one) and one.place not in quoted_already
    ]
    warning.sort(key=lambda one: (-one.cautions, one.opinion, one.place))
    return [quoted(one, None) for one in warning[:most]]


def critical(one: Said) -> bool:
    """Whether a sentence cautions, or finds fault with something that it names."""
    return one.cautions or (one.opinion < 0 and bool(one.readings))


def quoted(said: Said, want: Want | None) -> Reason:
    """The sentence as a reason."""
    quote = said.quote()
    speaks_to = None if want is None else want.text
    return Reason("quote", quote.text, quote=quote, speaks_to=speaks_to)


def places_of(reasons: Iterable[Reason]) -> set[Place]:
    """Where the quotes among these reasons stand."""
    told = (reason.quote for reason in reasons)
    return {(q.review_id, q.cleared.sentence.index) for q in told if q is not None}
