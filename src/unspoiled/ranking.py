"""Candidates -> titles in order: proven before unknown, then by a weighted sum.

The weights are set by hand on development requests; each feature is 0..1 (likeness
and agreement may be negative) so that a weight reads as the most it can add.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import fsum, log

from .domain import Request, Title, Want
from .leanings import leaning
from .limits import check
from .names import person_key
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
    """How near the title's best passage is to the request."""
    words: float = 0.8
    """BM25 of the title's best passage over that of the best title."""
    kin: float = 4.0
    """Likeness to the titles that the viewer names."""
    popularity: float = 1.2
    """Votes elsewhere, as a prior."""
    odd: float = 0.8
    """Taken off for what hardly anybody means by "a drama", unless it is asked for."""
    sequel: float = 0.5
    """Taken off for a later season: one begins with the first."""


ODD_FORMATS = frozenset(
    {"format:variety", "format:documentary", "format:vertical", "format:short-film"}
)
BY_FACT = 0.8
"""A facet that tags carry; reviewers who confirm it make it whole."""
WEIGHT_OF_GROUP: Mapping[str, float] = {
    "theme": 1.4,
    "mood": 1.3,
    "trope": 1.2,
    "setting": 1.2,
    "people": 0.5,
    "format": 0.6,
}
"""A kind or smart lead makes two titles less alike than what they are about does."""
RENOWN_BESIDE_LIKES = 0.6
"""How much of the prior is left where the viewer's own titles say what is liked."""
_LATER = re.compile(
    r"(?:\bseason|\bpart) ?(?:[2-9]|1[0-9])\b| [2-9](?=$|:)", re.IGNORECASE
)
GROUND = frozenset({"theme:romance", "theme:drama"})
"""Facets of half of all titles: to share one makes no two titles alike."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A title with its score, the shares that make it up, and its standing."""

    title: Title
    score: float
    proven: bool
    shares: Mapping[str, float]
    shared: tuple[str, ...] = ()
    """Facets that it shares with titles that the viewer likes, most telling first."""


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
    most = asdict(weights or RankingWeights())
    carried = {key: _facets(title, vocabulary) for key, title in titles.items()}
    scene = _Scene(request, candidates, vocabulary, today, _kinship(
        request, candidates, carried, vocabulary
    ))  # fmt: skip
    proven = set(candidates.proven)
    ranked = []
    for key, title in titles.items():
        features = _features(scene, title, carried[key])
        shares = {name: w * features[name] for name, w in most.items()}
        shared = scene.kinship.shared(carried[key])
        ranked.append(
            Ranked(title, sum(shares.values()), key in proven, shares, shared)
        )
    ranked.sort(
        key=lambda r: (
            not r.proven,
            -round(r.score, 9),
            -(r.title.popularity or 0.0),
            r.title.id,
        )
    )
    return ranked


def _facets(title: Title, vocabulary: Vocabulary) -> frozenset[str]:
    facets = vocabulary.of_tags((*title.tags, *title.genres))
    return frozenset(facet.key for facet in facets)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every title of one request is weighed by."""

    request: Request
    candidates: Candidates
    vocabulary: Vocabulary
    today: date
    kinship: _Kinship

    def met(
        self, wants: Iterable[Want], title: Title, carried: frozenset[str]
    ) -> float:
        """The share of the wants, by degree, that the title meets; below 0 against."""
        asked = [want for want in wants if want.facet or want.limit is not None]
        total = sum(want.degree for want in asked)
        met = sum(want.degree * self._one(want, title, carried) for want in asked)
        return met / total if total else 0.0

    def _one(self, want: Want, title: Title, carried: frozenset[str]) -> float:
        if want.limit is not None:
            held = {"kept": 1.0, "unknown": 0.3, "broken": 0.0}
            return held[check(want.limit, title, self.today)]
        said = self.candidates.said.get(want.facet, {}).get(title.id, 0.0)
        opposite = self.vocabulary.facet(want.facet).opposite
        leans = leaning(want.facet, carried, opposite)
        if want.facet in carried:
            # what also speaks against it takes a little off: funny, but dark
            by_fact = BY_FACT + min(0.0, leans) * 0.3
        else:
            by_fact = leans
        # reviewers confirm a tag, carry a facet alone, or speak against it
        return min(1.0, max(-1.0, by_fact + said))


def _features(scene: _Scene, title: Title, carried: frozenset[str]) -> dict[str, float]:
    request, candidates = scene.request, scene.candidates
    wished = {want.facet for want in request.wants}
    wished |= {key for limit in request.limits for key in limit.any_of}
    return {
        "wants": scene.met(request.wants, title, carried),
        "avoids": -max(0.0, scene.met(request.avoids, title, carried)),
        "meaning": candidates.meaning.get(title.id, 0.0),
        "words": candidates.words.get(title.id, 0.0),
        "kin": scene.kinship.of(title, carried),
        "popularity": (title.popularity or 0.0)
        * (RENOWN_BESIDE_LIKES if scene.kinship.liked else 1.0),
        "odd": -1.0 if carried & ODD_FORMATS - wished - scene.kinship.facets else 0.0,
        "sequel": -1.0 if scene.kinship.begins_late(title) else 0.0,
    }


# --- likeness ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kinship:
    """The titles that the viewer names, and what makes another like them."""

    liked: Sequence[tuple[Title, frozenset[str]]]
    disliked: Sequence[tuple[Title, frozenset[str]]]
    rarity: Mapping[str, float]
    near: Mapping[str, float]

    @property
    def facets(self) -> frozenset[str]:
        return frozenset().union(*(facets for _, facets in self.liked))

    def of(self, title: Title, carried: frozenset[str]) -> float:
        """Likeness, about -0.5..1, to the liked and against the disliked."""
        likeness = self._mean(self.liked, title, carried)
        dislike = self._mean(self.disliked, title, carried)
        return likeness - 0.5 * dislike + 0.5 * self.near.get(title.id, 0.0)

    def begins_late(self, title: Title) -> bool:
        """Whether it is a later season of what the viewer does not name."""
        found = _LATER.search(title.title)
        if found is None:
            return False
        first = title.title[: found.start()].strip(" :-")
        return all(not other.title.startswith(first) for other, _ in self.liked)

    def shared(self, carried: frozenset[str]) -> tuple[str, ...]:
        common = (carried & self.facets) - GROUND
        return tuple(sorted(common, key=lambda f: (-self.rarity.get(f, 0.0), f)))

    def _mean(
        self,
        named: Sequence[tuple[Title, frozenset[str]]],
        title: Title,
        carried: frozenset[str],
    ) -> float:
        if not named:
            return 0.0
        alike = [self._alike(*one, title, carried) for one in named]
        # the best of several counts as much as all of them: tastes are not averages
        return 0.5 * max(alike) + 0.5 * sum(alike) / len(alike)

    def _alike(
        self,
        other: Title,
        facets: frozenset[str],
        title: Title,
        carried: frozenset[str],
    ) -> float:
        # exact sums, since a set comes in another order in every process
        union = fsum(self.rarity.get(f, 0.0) for f in facets | carried)
        shared = fsum(self.rarity.get(f, 0.0) for f in facets & carried)
        home = 0.09 if other.country and other.country == title.country else 0.0
        return 0.7 * (shared / union if union else 0.0) + home + _hands(other, title)


def _hands(one: Title, other: Title) -> float:
    """What shared makers add: a writer's hand shows most, then the director's."""
    writer = _common(one.writers, other.writers)
    director = _common(one.directors, other.directors)
    leads = _common(
        (member.actor for member in one.cast[:3]),
        (member.actor for member in other.cast[:3]),
    )
    return 0.10 * writer + 0.06 * director + 0.03 * leads


def _common(some: Iterable[str], others: Iterable[str]) -> bool:
    return bool(set(map(person_key, some)) & set(map(person_key, others)))


def _kinship(
    request: Request,
    candidates: Candidates,
    carried: Mapping[str, frozenset[str]],
    vocabulary: Vocabulary,
) -> _Kinship:
    named: dict[bool, list[tuple[Title, frozenset[str]]]] = {True: [], False: []}
    for like in request.likes:
        title = candidates.likes.get(like.title_id)
        if title is not None:
            named[like.liked].append((title, _facets(title, vocabulary)))
    return _Kinship(
        named[True], named[False], _rarity(carried.values()), candidates.kin
    )


def _rarity(carried: Iterable[frozenset[str]]) -> dict[str, float]:
    """How telling each facet is: the log of how few of the candidates carry it."""
    counts: dict[str, int] = {}
    number = 0
    for facets in carried:
        number += 1
        for facet in facets:
            counts[facet] = counts.get(facet, 0) + 1
    return {
        facet: 0.1
        if facet in GROUND
        else log(1 + number / count) * WEIGHT_OF_GROUP.get(facet.partition(":")[0], 1.0)
        for facet, count in counts.items()
    }
