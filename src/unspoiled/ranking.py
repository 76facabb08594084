"""Candidates -> titles in order: proven before unknown, then by a weighted sum.

The weights are set by hand on development requests; each feature is 0..1 (likeness
and agreement may be negative) so that a weight reads as the most it can add.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from math import log

from .domain import Request, Title, Want
from .facets import fact_facets
from .limits import check
from .search import Candidates
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """The most that each feature can add to a title's score."""

    wants: float = 3.0
    """Share of the wants that facts carry or reviewers confirm."""
    avoids: float = 3.0
    """Taken off for the share of avoids that hold."""
    meaning: float = 1.5
    """Cosine of the request to the title's best passage."""
    words: float = 0.8
    """BM25 of the title's best passage over that of the best title."""
    kin: float = 2.5
    """Likeness to the titles that the viewer names."""
    popularity: float = 0.5
    """Votes elsewhere, as a prior."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A title with its score, the shares that make it up, and its standing."""

    title: Title
    score: float
    proven: bool
    shares: Mapping[str, float]


def rank_titles(
    request: Request,
    candidates: Candidates,
    titles: Mapping[str, Title],
    vocabulary: Vocabulary,
    *,
    today: date,
    weights: RankingWeights | None = None,
) -> list[Ranked]:
    """Order `titles` (by id) for the request; ties go by popularity, then id."""
    weights = weights or RankingWeights()
    carried = {
        key: frozenset(e.facet for e in fact_facets(title, vocabulary))
        for key, title in titles.items()
    }
    rarity = _rarity(carried.values())
    liked = [
        carried[like.title_id]
        for like in request.likes
        if like.liked and like.title_id in carried
    ]
    proven = set(candidates.proven)
    ranked = []
    for key, title in titles.items():
        features = {
            "wants": _met(request.wants, title, carried[key], candidates, today),
            "avoids": -_met(request.avoids, title, carried[key], candidates, today),
            "meaning": candidates.meaning.get(key, 0.0),
            "words": candidates.words.get(key, 0.0),
            "kin": _likeness(key, carried[key], liked, candidates, rarity),
            "popularity": title.popularity or 0.0,
        }
        shares = {name: w * features[name] for name, w in asdict(weights).items()}
        score = sum(shares.values())
        ranked.append(Ranked(title, score, key in proven, shares))
    ranked.sort(
        key=lambda r: (
            not r.proven,
            -round(r.score, 9),
            -(r.title.popularity or 0.0),
            r.title.id,
        )
    )
    return ranked


def _met(
    wants: Iterable[Want],
    title: Title,
    carried: frozenset[str],
    candidates: Candidates,
    today: date,
) -> float:
    """The share 0..1 of the wants, by degree, that the title meets."""
    asked = [want for want in wants if want.facet or want.limit is not None]
    total = sum(want.degree for want in asked)
    met = 0.0
    for want in asked:
        if want.limit is not None:
            held = {"kept": 1.0, "unknown": 0.3, "broken": 0.0}
            met += want.degree * held[check(want.limit, title, today)]
        else:
            said = candidates.said.get(want.text, {}).get(title.id, 0.0)
            by_fact = 0.8 if want.facet in carried else 0.0
            # reviewers confirm a tag, carry a facet alone, or speak against it
            met += want.degree * min(1.0, max(0.0, by_fact + said))
    return met / total if total else 0.0


def _rarity(carried: Iterable[frozenset[str]]) -> dict[str, float]:
    """How telling each facet is: the log of how few of the candidates carry it."""
    counts: dict[str, int] = {}
    number = 0
    for facets in carried:
        number += 1
        for facet in facets:
            counts[facet] = counts.get(facet, 0) + 1
    return {facet: log(1 + number / count) for facet, count in counts.items()}


def _likeness(
    key: str,
    facets: frozenset[str],
    liked: Iterable[frozenset[str]],
    candidates: Candidates,
    rarity: Mapping[str, float],
) -> float:
    """Half by the cards' vectors, half by shared facets, weighed by rarity."""
    overlaps = []
    for other in liked:
        union = sum(rarity.get(f, 0.0) for f in facets | other)
        shared = sum(rarity.get(f, 0.0) for f in facets & other)
        overlaps.append(shared / union if union else 0.0)
    overlap = sum(overlaps) / len(overlaps) if overlaps else 0.0
    return 0.5 * candidates.kin.get(key, 0.0) + 0.5 * overlap
