"""Candidates -> titles in order: proven before unknown, then by what features are worth.

FEATURES names what is weighed; each is one figure a candidate, about 0..1 (what speaks
against a title is below 0). `ranker` says what a figure is worth, as it was learned
(`data/ranker/MODEL_CARD.md`); these shares add up to a title's score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from .domain import Like, Limit, PassageKind, Request, Title, Want
from .errors import NotFound
from .leanings import MOST_AGAINST, MOST_FOR, load_leanings
from .ranker import Ranker, load_ranker, voice_of
from .search import Candidates, Index, Named, same_hands
from .traits import Floats, Found, Incidence, Mask, Places, Traits, stem_of
from .vocabulary import Vocabulary

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
GROUND = frozenset({"theme:romance", "theme:drama"})
"""Facets of half of all titles: to share one makes no two titles alike."""
_ERA_YEARS = 12.0
_MEMORY_YEARS = 40.0


# --- titles in order --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ranked:
    """A title with its score, the shares that make it up, and its standing."""

    title: Title
    score: float
    proven: bool
    shares: Mapping[str, float]
    shared: tuple[str, ...] = ()
    """Facets that it shares with titles that the viewer likes, most telling first."""


class Ranking(Sequence[Ranked]):
    """Candidates in order; what is told of one is put together when it is asked for.

    Titles are read from `titles`: those of a slice together, one alone with a few of
    those that follow it, since who walks down a ranking asks for them next.
    """

    AHEAD = 16

    def __init__(
        self,
        scene: Scene,
        worth: Floats,
        titles: Callable[[Sequence[str]], Mapping[str, Title]],
        left_out: frozenset[str],
    ) -> None:
        self._scene, self._worth = scene, worth
        self._titles = titles
        candidates = scene.candidates
        self.scores = np.round(worth.sum(axis=1, dtype=np.float64), 6)
        order = np.lexsort((candidates.places, -self.scores, ~candidates.proven))
        if left_out:
            out = np.isin(candidates.places, candidates.traits.places(left_out))
            order = order[~out[order]]
        self._order = order
        self._held: dict[str, Title] = {}

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Ranked: ...

    @overload
    def __getitem__(self, index: slice) -> list[Ranked]: ...

    def __getitem__(self, index: int | slice) -> Ranked | list[Ranked]:
        if isinstance(index, slice):
            wanted = range(*index.indices(len(self)))
            self._read(wanted)
            return [self[n] for n in wanted]
        at = range(len(self))[index]
        key = self._id(at)
        if key not in self._held:
            self._read(range(at, min(at + self.AHEAD, len(self))))
        slot = int(self._order[at])
        shares = {
            name: round(float(part), 6)
            for name, part in zip(FEATURES, self._worth[slot], strict=True)
            if part
        }
        return Ranked(
            self._held[key],
            float(self.scores[slot]),
            bool(self._scene.candidates.proven[slot]),
            shares,
            self._scene.shared(slot),
        )

    def _read(self, wanted: Iterable[int]) -> None:
        """Read the titles at these places of the ranking."""
        ids = [key for key in map(self._id, wanted) if key not in self._held]
        if ids:
            self._held.update(self._titles(ids))

    def _id(self, at: int) -> str:
        candidates = self._scene.candidates
        return str(candidates.traits.ids[candidates.places[self._order[at]]])

    def best(self, limit: int) -> Iterator[tuple[str, float]]:
        """Ids with their scores, best first, without reading a title."""
        for at in range(min(limit, len(self))):
            yield self._id(at), float(self.scores[self._order[at]])


def rank_titles(
    request: Request,
    candidates: Candidates,
    index: Index,
    vocabulary: Vocabulary,
    *,
    today: date,
    ranker: Ranker | None = None,
    left_out: frozenset[str] = frozenset(),
) -> Ranking:
    """Order the candidates; ties go by rank. `left_out` are ids of no answer."""
    scene = Scene(request, candidates, index, vocabulary, today)
    ranker = ranker or load_ranker()
    worth = ranker.worth(voice_of(request), figures_of(scene), tuple(FEATURES))
    return Ranking(scene, worth, index.titles, left_out)


def figures_of(scene: Scene) -> NDArray[np.float32]:
    """Every feature of every candidate, shape (candidates, features)."""
    columns = [feature(scene) for feature in FEATURES.values()]
    return (
        np.stack(columns, axis=1)
        if len(scene)
        else np.zeros((0, len(columns)), np.float32)
    )


def likeness(
    title_id: str,
    others: Sequence[str],
    index: Index,
    vocabulary: Vocabulary,
    ranker: Ranker | None = None,
) -> list[float]:
    """How far each other title is like one; higher is more.

    NotFound where the library has no such title.
    """
    figures = alike_figures(title_id, others, index, vocabulary)
    ranker = ranker or load_ranker()
    scores = ranker.worth("alike", figures, tuple(FEATURES)).sum(axis=1)
    return [float(score) for score in scores]


def alike_figures(
    title_id: str, others: Sequence[str], index: Index, vocabulary: Vocabulary
) -> Floats:
    """The features of others beside one title, shape (others, features)."""
    traits = index.traits()
    for key in (title_id, *others):
        if key not in traits.place_of:
            raise NotFound(f"No title {key} is in the library.")
    title = index.titles([title_id])[title_id]
    places = np.unique(traits.places(others))
    named = Named(
        title=title,
        place=traits.place_of[title_id],
        liked=True,
        degree=1.0,
        near=_near(title_id, traits, places, index),
        corated=index.co_rated([title_id]).get(title_id, {}),
        hands=same_hands(title, index),
    )
    nothing = Found.nothing()
    candidates = Candidates(
        traits, places, np.ones(len(places), np.bool_), (), 0, {title_id: title},
        (named,), *(8 * [nothing]),
    )  # fmt: skip
    request = Request("", likes=(Like(title_id, title.title, ""),))
    scene = Scene(request, candidates, index, vocabulary, date.today(), compared=False)
    figures = figures_of(scene)
    return np.asarray(figures[np.searchsorted(places, traits.places(others))])


def _near(title_id: str, traits: Traits, places: Places, index: Index) -> Found:
    """Other titles by the cosine of their own passages' means, above `FARTHEST`."""
    mean = _mean(index.title_vectors(title_id))
    scores = []
    for place in places:
        other = _mean(index.title_vectors(str(traits.ids[place])))
        near = float(mean @ other) if len(mean) and len(other) else 0.0
        scores.append(max(near, FARTHEST))
    kinds = np.zeros(len(places) + 1, np.int8)
    return Found(
        np.append(places, -1), kinds, np.array([*scores, FARTHEST], np.float32)
    )


def _mean(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(vectors):
        return np.zeros(0, np.float32)
    mean = vectors.mean(axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) or 1.0), np.float32)


FARTHEST: Final = 0.3
"""Cosine up to which two titles' passages are not near at all."""


# --- what the candidates of one request are weighed by -----------------------------


class Scene:
    """One request with its candidates; every figure is an array over these.

    Where they are `compared`, likeness is a share of that of the most alike: how many
    tags two titles share differs more from library to library than from title to title.
    """

    def __init__(
        self,
        request: Request,
        candidates: Candidates,
        index: Index,
        vocabulary: Vocabulary,
        today: date,
        *,
        compared: bool = True,
    ) -> None:
        self.request, self.candidates = request, candidates
        self._compared = compared
        self.index, self.vocabulary, self.today = index, vocabulary, today
        self.traits = candidates.traits
        self.places = candidates.places
        self._slots = np.full(len(self.traits), -1, np.int64)
        self._slots[self.places] = np.arange(len(self.places))

    def __len__(self) -> int:
        return len(self.places)

    def zeros(self) -> Floats:
        return np.zeros(len(self), np.float32)

    def over(self, places: Places, values: Floats | float) -> Floats:
        """The greatest of the values given for each candidate's place, 0 for none."""
        column = self.zeros()
        slots = self._slots[places]
        inside = slots >= 0
        given = values[inside] if isinstance(values, np.ndarray) else values
        np.maximum.at(column, slots[inside], given)
        return column

    def by_words(self, found: Found, *kinds: PassageKind) -> Floats:
        """BM25 of each title's best passage as a share of the best of all."""
        hits = found.of(*kinds) if kinds else found
        top = float(hits.scores.max(initial=0.0))
        return self.over(hits.places, hits.scores / top) if top > 0 else self.zeros()

    def by_meaning(self, found: Found, *kinds: PassageKind) -> Floats:
        """Cosine of each title's best passage above that of the last hit.

        A title without a hit is no nearer than the last, and has 0.
        """
        hits = found.of(*kinds) if kinds else found
        if not len(hits.scores):
            return self.zeros()
        return self.over(hits.places, hits.scores - float(found.scores.min()))

    # --- facets ---------------------------------------------------------------

    @cached_property
    def facet_rows(self) -> tuple[Places, Places]:
        return self.traits.facets.rows(self.places)

    @cached_property
    def tag_rows(self) -> tuple[Places, Places]:
        return self.traits.tags.rows(self.places)

    def carries(self, key: str) -> Mask:
        """The candidates that carry a facet by their tags or genres."""
        return self.over(self.traits.facets.bearing(key), 1.0) > 0

    def met(self, wants: Sequence[Want]) -> Floats:
        """The share of the wants, by degree, that each meets; below 0 against."""
        asked = [want for want in wants if want.facet]
        total = sum(want.degree for want in asked)
        if not total:
            return self.zeros()
        met = sum((w.degree * self._one(w.facet) for w in asked), self.zeros())
        return np.asarray(met / total, np.float32)

    def _one(self, key: str) -> Floats:
        """How far each candidate is what a facet says, -1..1."""
        carried = self.carries(key)
        leans = self._leaning(key)
        # what also speaks against it takes a little off: funny, but dark
        by_fact = np.where(carried, BY_FACT + np.minimum(leans, 0.0) * 0.3, leans)
        # reviewers confirm a tag, carry a facet alone, or speak against it
        return np.clip(by_fact + self.said(key), -1.0, 1.0).astype(np.float32)

    def said(self, key: str) -> Floats:
        """How far reviewers agree on a facet, -1..1."""
        places, agreed = self.index.said(self.traits.facets.number_of[key])
        column = self.zeros()
        slots = self._slots[places]
        column[slots[slots >= 0]] = agreed[slots >= 0]
        return column

    def _leaning(self, key: str) -> Floats:
        """`leanings.leaning` of every candidate at once."""
        slots, held = self.facet_rows
        number_of = self.traits.facets.number_of
        speaks = np.zeros(len(self.traits.facets.keys), np.float32)
        for other, weight in load_leanings().get(key, {}).items():
            if other in number_of:
                speaks[number_of[other]] = weight
        opposite = self.vocabulary.facet(key).opposite
        if opposite in number_of:
            speaks[number_of[opposite]] = -1.0
        told = speaks[held]
        for_it = told > 0
        missing = np.log1p(-np.minimum(told[for_it], 0.999))
        together = np.bincount(slots[for_it], missing, minlength=len(self))
        against = self.zeros()
        np.maximum.at(against, slots[~for_it], -told[~for_it])
        return np.asarray(
            MOST_FOR * (1 - np.exp(together)) - MOST_AGAINST * against, np.float32
        )

    def hedged(self, limits: Sequence[Limit]) -> Floats:
        """The share of the conditions that each keeps; what is not known counts 0.3."""
        column = self.zeros()
        for limit in limits:
            standing = self.index.standing([limit], self.today)
            kept = ~(standing.broken | standing.unknown)[self.places]
            column += kept + 0.3 * standing.unknown[self.places]
        return np.asarray(column / max(1, len(limits)), np.float32)

    # --- likeness ---------------------------------------------------------------

    @property
    def liked(self) -> list[Named]:
        return [one for one in self.candidates.named if one.liked]

    def of_named(self, alike: Callable[[Named], Floats], liked: bool = True) -> Floats:
        """Likeness to several titles: the best counts as much as all together."""
        named = [one for one in self.candidates.named if one.liked is liked]
        if not named:
            return self.zeros()
        each = np.stack([one.degree * alike(one) for one in named])
        degrees = sum(one.degree for one in named) or 1.0
        together = each.sum(axis=0) / degrees
        return np.asarray(0.5 * each.max(axis=0) + 0.5 * together, np.float32)

    def likeness_by(self, alike: Callable[[Named], Floats]) -> Floats:
        """Likeness to the liked titles, each as a share of its greatest."""

        def share(named: Named) -> Floats:
            column = alike(named)
            others = np.arange(len(self)) != self._slots[named.place]
            top = float(column[others].max(initial=0.0))
            return column / top if top > 0 and self._compared else column

        return self.of_named(share)

    @cached_property
    def rarity(self) -> Floats:
        """How telling each facet is: the log of how few of the candidates carry it."""
        keys = self.traits.facets.keys
        counts = np.bincount(self.facet_rows[1], minlength=len(keys))
        groups = [WEIGHT_OF_GROUP.get(key.partition(":")[0], 1.0) for key in keys]
        rarity = np.log1p(len(self) / np.maximum(counts, 1)) * np.array(groups)
        for key in GROUND & self.traits.facets.number_of.keys():
            rarity[self.traits.facets.number_of[key]] = 0.1
        return np.asarray(rarity, np.float32)

    @cached_property
    def _tag_rarity(self) -> Floats:
        size = max(1, len(self.traits))
        counts = self.traits.tags.counts
        return np.log1p(size / (counts + 2.0)).astype(np.float32)

    def alike_facets(self, named: Named) -> Floats:
        return _jaccard(
            self.traits.facets, named.place, self.facet_rows, self.rarity, len(self)
        )

    def alike_tags(self, named: Named) -> Floats:
        return _jaccard(
            self.traits.tags, named.place, self.tag_rows, self._tag_rarity, len(self)
        )

    def alike_meaning(self, named: Named) -> Floats:
        return self.by_meaning(named.near)

    def same_hands(self, named: Named) -> Floats:
        """A writer's hand shows most, then the director's."""
        column = self.zeros()
        for role, weight in (("writer", 0.5), ("director", 0.35), ("cast", 0.15)):
            places = named.hands.get(role)  # type: ignore[call-overload]
            if places is not None:
                column += weight * self.over(places, 1.0)
        return column

    def same_era(self, named: Named) -> Floats:
        apart = np.abs(self.traits.year[self.places] - self.traits.year[named.place])
        return np.asarray(np.nan_to_num(np.exp(-apart / _ERA_YEARS)), np.float32)

    def same_home(self, named: Named) -> Floats:
        home = self.traits.country[named.place]
        same = (self.traits.country[self.places] == home) & (home > 0)
        return np.asarray(same, np.float32)

    def same_series(self, named: Named) -> Floats:
        stem = self.traits.stems[named.place]
        return np.asarray(self.traits.stems[self.places] == stem, np.float32)

    def corated(self, named: Named) -> Floats:
        ids = [key for key in named.corated if key in self.traits.place_of]
        values = np.array([named.corated[key] for key in ids], np.float32)
        return self.over(self.traits.places(ids), values)

    def shared(self, slot: int) -> tuple[str, ...]:
        """The facets that a candidate shares with liked titles, most telling first."""
        facets = self.traits.facets
        theirs = [facets.of_title(one.place) for one in self.liked]
        if not theirs:
            return ()
        own = facets.of_title(int(self.places[slot]))
        common = np.intersect1d(own, np.concatenate(theirs))
        keys = [facets.keys[n] for n in common if facets.keys[n] not in GROUND]
        rarity = dict(zip(facets.keys, self.rarity.tolist(), strict=True))
        return tuple(sorted(keys, key=lambda key: (-rarity[key], key)))


def _jaccard(
    table: Incidence,
    place: int,
    rows: tuple[Places, Places],
    rarity: Floats,
    size: int,
) -> Floats:
    """Weighted Jaccard index (Ioffe 2010) of each candidate's keys and one title's."""
    slots, held = rows
    theirs = np.zeros(len(table.keys), np.float32)
    own = table.of_title(place)
    theirs[own] = rarity[own]
    shared = np.bincount(slots, theirs[held], minlength=size)
    whole = np.bincount(slots, rarity[held], minlength=size)
    union = whole + theirs.sum() - shared
    alike = np.divide(shared, union, out=np.zeros(size), where=union > 0)
    return np.asarray(alike, np.float32)


# --- the features -----------------------------------------------------------------


def _odd(scene: Scene) -> Floats:
    """What hardly any viewer means by a drama, unless it is asked for."""
    facets = scene.traits.facets
    wished = {want.facet for want in scene.request.wants}
    wished |= {key for limit in scene.request.limits for key in limit.any_of}
    for one in scene.liked:
        wished |= {facets.keys[n] for n in facets.of_title(one.place)}
    column = scene.zeros()
    for key in sorted(ODD_FORMATS - wished):
        column = np.maximum(column, scene.carries(key))
    return -column


def _sequel(scene: Scene) -> Floats:
    """A later season of what the viewer does not name: one begins with the first."""
    stems = {stem_of(one.title.title) for one in scene.liked}
    late = scene.traits.late[scene.places].astype(np.float32)
    for slot in np.flatnonzero(late) if stems else ():
        if stem_of(scene.traits.names[scene.places[slot]]) in stems:
            late[slot] = 0.0
    return -late


def _recent(scene: Scene) -> Floats:
    """How new it is: this year 1, forty years ago and before 0; unknown in the middle."""
    age = scene.today.year - scene.traits.year[scene.places]
    return np.asarray(np.nan_to_num(np.clip(1 - age / _MEMORY_YEARS, 0, 1), nan=0.4))


def _unlike(scene: Scene) -> Floats:
    """How far it is not like what the viewer dislikes."""

    def alike(named: Named) -> Floats:
        both = scene.alike_facets(named) + scene.alike_meaning(named)
        return np.asarray(both / 2, np.float32)

    return -scene.of_named(alike, liked=False)


FEATURES: Final[Mapping[str, Callable[[Scene], Floats]]] = {
    "wants": lambda s: s.met(s.request.wants),
    "avoids": lambda s: -np.maximum(s.met(s.request.avoids), 0.0),
    "hedged": lambda s: s.hedged([w.limit for w in s.request.wants if w.limit]),
    "words_card": lambda s: s.by_words(s.candidates.words, "card"),
    "words_prose": lambda s: s.by_words(s.candidates.words, "prose"),
    "words_whole": lambda s: s.by_words(s.candidates.whole_words),
    "words_said": lambda s: s.by_words(s.candidates.said_words),
    "meaning_card": lambda s: s.by_meaning(s.candidates.meaning, "card"),
    "meaning_prose": lambda s: s.by_meaning(s.candidates.meaning, "prose"),
    "meaning_whole": lambda s: s.by_meaning(s.candidates.whole_meaning),
    "meaning_said": lambda s: s.by_meaning(s.candidates.said_meaning),
    "neighbours_words": lambda s: s.by_words(s.candidates.asked_words),
    "neighbours_meaning": lambda s: s.by_meaning(s.candidates.asked_meaning),
    "alike_facets": lambda s: s.likeness_by(s.alike_facets),
    "alike_tags": lambda s: s.likeness_by(s.alike_tags),
    "alike_meaning": lambda s: s.likeness_by(s.alike_meaning),
    "same_hands": lambda s: s.of_named(s.same_hands),
    "same_era": lambda s: s.of_named(s.same_era),
    "same_home": lambda s: s.of_named(s.same_home),
    "same_series": lambda s: s.of_named(s.same_series),
    "corated": lambda s: s.of_named(s.corated),
    "unlike": _unlike,
    "renown": lambda s: s.traits.popularity[s.places],
    "recent": _recent,
    "odd": _odd,
    "sequel": _sequel,
}
"""What is weighed, by name: scene -> one figure a candidate."""
