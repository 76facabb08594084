"""Cleared sentences and tags -> what a title is like, for whom, and how sure that is.

Every statement rests on sentences that are cleared for this viewer, one for each
reviewer, or on a tag that may be named to them; what would give something away is only
counted. How sure a statement is follows from how many independent reviewers speak: the
score interval of Wilson ("Probable inference, the law of succession, and statistical
inference", JASA 1927), which is honest for small numbers: of one in one it says 0.21 to
1, of nine in ten 0.60 to 0.98.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from .agreement import Stand, stands
from .domain import Boundary, Profile, Quote, Statement
from .gate import shows_facet
from .intervals import wilson_interval
from .quotes import QuoteConfig, Said
from .vocabulary import GROUPS, Vocabulary

VOICES = 8
"""Sentences that a statement carries at most; all reviewers are counted."""


def profile_of(
    title_id: str,
    said: Sequence[Said],
    listed: Collection[str],
    boundary: Boundary,
    vocabulary: Vocabulary,
) -> Profile:
    """A title's profile from its cleared sentences and the facets of its record."""
    naming = _by_facet(said)
    told = naming.keys() | set(listed)
    keys = [facet for facet in vocabulary.facets if facet.key in told]
    shown = [facet.key for facet in keys if shows_facet(facet, boundary)]
    made = [
        _statement(key, _speaking(key, naming, vocabulary), key in listed, vocabulary)
        for key in shown
    ]
    return Profile(
        title_id,
        tuple(sorted(filter(None, made), key=_standing)),
        tuple(_quotes(one for one in said if one.told.suits)),
        tuple(_quotes(one for one in said if one.told.cautions)),
        len({one.reviewer for one in said}),
        len(keys) - len(shown),
    )


Naming = Mapping[str, Sequence[tuple[int, Said]]]
"""By facet: the sentences that name it, each with its place among all."""


def _by_facet(said: Sequence[Said]) -> Naming:
    naming: dict[str, list[tuple[int, Said]]] = {}
    for place, one in enumerate(said):
        for key in {reading.facet for reading in one.readings}:
            naming.setdefault(key, []).append((place, one))
    return naming


def _speaking(key: str, naming: Naming, vocabulary: Vocabulary) -> list[Said]:
    """The sentences that name a facet or its opposite, in their order."""
    opposite = vocabulary.opposite(key)
    keys = [key] if opposite is None else [key, opposite.key]
    found = dict(pair for one in keys for pair in naming.get(one, ()))
    return [found[place] for place in sorted(found)]


def _statement(
    key: str, said: Sequence[Said], listed: bool, vocabulary: Vocabulary
) -> Statement | None:
    heard = stands(said, key, vocabulary)
    agree = [one for one in heard if one.agrees]
    differ = [one for one in heard if not one.agrees]
    if not heard and not listed:
        return None
    low, high = wilson_interval(len(agree), len(heard))
    return Statement(
        facet=key,
        agree=len(agree),
        differ=len(differ),
        strength=_mean([one.worth for one in agree]),
        low=low,
        high=high,
        listed=listed,
        voices=tuple(one.voice for one in _best_first(agree)[:VOICES]),
        against=tuple(one.voice for one in _best_first(differ)[:VOICES]),
    )


def _best_first(heard: Sequence[Stand]) -> list[Stand]:
    """The most outspoken first, of those that make a quote of their own."""
    fits = QuoteConfig().fits
    return sorted(
        heard, key=lambda one: (not fits(one.said), -one.worth, one.said.place)
    )


def _standing(statement: Statement) -> tuple[int, float, int, str]:
    group = statement.facet.partition(":")[0]
    place = next(n for n, known in enumerate(GROUPS) if known == group)
    sure = statement.low if statement.speak else 0.0
    return place, -sure, -statement.agree, statement.facet


def _quotes(said: Iterable[Said]) -> Iterator[Quote]:
    """Sentences that make quotes, none in words that another has, VOICES at most."""
    fits = QuoteConfig().fits
    by_words = {one.words: one for one in said if fits(one)}
    return (one.quote() for one in list(by_words.values())[:VOICES])


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
