"""Request -> candidates: titles that may answer, found by words, meaning and facts.

Each way of finding leaves a figure by title id; `ranking` weighs them. Only titles
that no hard limit rules out are candidates, and only passages that are safe for a
viewer who has seen nothing are searched, since a hit can spoil too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .domain import (
    Fact,
    Hit,
    Limit,
    Passage,
    PassageKind,
    Request,
    Screen,
    Title,
    Want,
)
from .facets import FacetReader
from .limits import contradiction
from .vocabulary import Vocabulary

Vector = NDArray[np.float32]

_TOLD: tuple[PassageKind, ...] = ("prose", "sentence")
MUST_KNOW: frozenset[Fact] = frozenset({"person", "network"})
"""Facts that are most of the point: a title whose fact is unknown does not come."""


class Index(Protocol):
    """What search needs of a library."""

    def screen(self, limits: Sequence[Limit], today: date) -> Screen: ...

    def search_words(
        self,
        words: str,
        *,
        k: int,
        kinds: Sequence[PassageKind] = ...,
        allowed: Sequence[str] | None = ...,
    ) -> list[Hit]: ...

    def search_vectors(
        self,
        vector: Vector,
        *,
        k: int,
        kinds: Sequence[PassageKind] = ...,
        allowed: Sequence[str] | None = ...,
    ) -> list[Hit]: ...

    def titles(self, ids: Sequence[str]) -> dict[str, Title]: ...


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """How wide to look."""

    hits: int = 400
    """Passages taken from each engine."""
    carriers: int = 400
    """Titles taken for each facet, most popular first."""
    popular: int = 150
    """Most popular titles that fit the limits, taken in any case."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Titles that may answer, with what each way of finding says of them.

    `words` and `meaning` are 0..1 by title id; `said` has, for each facet that is
    wanted or avoided, the strength 0..1 with which reviewers' safe sentences name it, negative
    where they deny it; `kin` is the likeness 0..1 to the titles that the viewer likes
    (dislikes negative).
    """

    proven: tuple[str, ...]
    unknown: tuple[str, ...]
    broken: tuple[int, ...]
    not_told: int = 0
    """Titles kept out because a fact of MUST_KNOW is unknown."""
    found: tuple[str, ...] = ()
    likes: Mapping[str, Title] = field(default_factory=dict)
    """The titles that the viewer names, by id."""
    words: Mapping[str, float] = field(default_factory=dict)
    meaning: Mapping[str, float] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    kin: Mapping[str, float] = field(default_factory=dict)


def find_candidates(
    request: Request,
    index: Index,
    embed: Callable[[Sequence[str]], Vector],
    reader: FacetReader,
    *,
    today: date,
    config: SearchConfig | None = None,
) -> Candidates:
    """Look for titles every way there is; `embed` gives vectors of shape (n, dim)."""
    config = config or SearchConfig()
    screen, not_told = screen_request(request.limits, index, today)
    allowed = None if not request.limits else (*screen.proven, *screen.unknown)
    likes = index.titles([like.title_id for like in request.likes])
    cards = [card_text(title, reader.vocabulary) for title in likes.values()]
    sought = [_sought(request, reader.vocabulary), *map(_want_words, _soft(request))]
    vectors = embed([*sought, *cards])
    words: dict[str, float] = {}
    meaning: dict[str, float] = {}
    if sought[0]:
        # a card's words are facets, which are weighed apart; and names must not count
        words = _best(
            index.search_words(sought[0], k=config.hits, kinds=_TOLD, allowed=allowed)
        )
        hits = index.search_vectors(vectors[0], k=config.hits, allowed=allowed)
        meaning = _above_rest(_best(hits))
    said: dict[str, Mapping[str, float]] = {}
    for number, want in enumerate(_soft(request), start=1):
        if want.facet:
            said[want.facet] = _said(
                want, vectors[number], index, reader, allowed, config
            )
    kin = _kin(request, likes, vectors[len(sought) :], index, allowed, config)
    carriers = _carriers(request, index, today, config)
    # without an index (an empty one, say) there are still the facts to go by
    pool = [*words, *meaning, *kin, *carriers]
    pool += [key for by_title in said.values() for key in by_title]
    pool += [*screen.proven[: config.popular], *screen.unknown[: config.popular]]
    pool += _made_alike(request, likes, index, today, config)
    fits = {*screen.proven, *screen.unknown}
    found = tuple(dict.fromkeys(key for key in pool if key in fits))
    return Candidates(
        proven=screen.proven,
        unknown=screen.unknown,
        broken=screen.broken,
        not_told=not_told,
        found=found,
        likes=likes,
        words=_scaled(words),
        meaning=meaning,
        said=said,
        kin=kin,
    )


def screen_request(
    limits: Sequence[Limit], index: Index, today: date
) -> tuple[Screen, int]:
    """The titles that fit, without those whose fact of MUST_KNOW is unknown."""
    screen = index.screen(limits, today)
    if contradiction(limits):
        return Screen((), (), screen.broken), len(screen.unknown)
    must = [limit for limit in limits if limit.fact in MUST_KNOW]
    if not must:
        return screen, 0
    told = set(index.screen(must, today).proven)
    unknown = tuple(key for key in screen.unknown if key in told)
    return (
        Screen(screen.proven, unknown, screen.broken),
        len(screen.unknown) - len(unknown),
    )


def title_passages(title: Title, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """What search looks in for a title: its facts in words, and its own prose."""
    passages = [Passage(title.id, "card", card_text(title, vocabulary))]
    prose = (title.synopsis, *(title.extra.get(key) for key in _PROSE_KEYS))
    for text in dict.fromkeys(p for p in prose if isinstance(p, str) and p.strip()):
        passages.append(Passage(title.id, "prose", text[:_PROSE_CHARACTERS]))
    return tuple(passages)


_PROSE_KEYS = ("introduction", "overview", "tagline", "description")
_PROSE_CHARACTERS = 1_200
"""About what the encoder reads of a passage, twice over."""


def card_text(title: Title, vocabulary: Vocabulary) -> str:
    """What a title is, as one short text; facets that spoil are left out.

    Its name and its makers' names are left out as well: "tonight" does not ask for
    what is called "Tonight". Names are looked up by `request`, not searched.
    """
    facets = (vocabulary.of_tag(name) for name in (*title.genres, *title.tags))
    open_facets = dict.fromkeys(
        facet.name.lower()
        for facet in facets
        if facet is not None
        and not facet.sealed
        and facet.reveals in ("feel", "premise")
    )
    parts = [
        ", ".join(open_facets),
        " ".join(filter(None, (title.country, title.kind, str(title.year or "")))),
    ]
    return ". ".join(part for part in parts if part)


def _sought(request: Request, vocabulary: Vocabulary) -> str:
    """What is looked for by words and meaning; "" where nothing is left to look for.

    The encoder reads English: a wish in another script is looked for by its facet.
    """
    words = request.free_text
    if words.isascii() or sum(map(str.isascii, words)) > len(words) / 2:
        return words
    facets = [vocabulary.facet(want.facet) for want in request.wants if want.facet]
    return ", ".join(facet.name for facet in facets)


def _soft(request: Request) -> tuple[Want, ...]:
    return (*request.wants, *request.avoids)


def _want_words(want: Want) -> str:
    return want.text or want.facet.partition(":")[2].replace("-", " ")


def _best(hits: Iterable[Hit], least: float = 0.0) -> dict[str, float]:
    """The best score of each title's passages, best title first."""
    best: dict[str, float] = {}
    for hit in hits:
        if hit.score > best.get(hit.passage.title_id, least):
            best[hit.passage.title_id] = hit.score
    return dict(sorted(best.items(), key=lambda item: (-item[1], item[0])))


def _above_rest(best: Mapping[str, float]) -> dict[str, float]:
    """Cosines from the least of the hits up, since a title that is no hit has 0."""
    least = min(best.values(), default=0.0)
    return {key: score - least for key, score in best.items()}


def _scaled(best: Mapping[str, float]) -> dict[str, float]:
    top = max(best.values(), default=0.0)
    return {key: score / top for key, score in best.items()} if top > 0 else {}


def _said(
    want: Want,
    vector: Vector,
    index: Index,
    reader: FacetReader,
    allowed: Sequence[str] | None,
    config: SearchConfig,
) -> dict[str, float]:
    """How strongly reviewers' sentences name the facet, by title."""
    facet = reader.vocabulary.facet(want.facet)
    words = " ".join((facet.name, *facet.synonyms))
    kinds: tuple[PassageKind, ...] = ("sentence",)
    hits = index.search_words(words, k=config.hits, kinds=kinds, allowed=allowed)
    hits += index.search_vectors(vector, k=config.hits, kinds=kinds, allowed=allowed)
    told: dict[str, dict[tuple[str | None, int | None], float]] = {}
    for hit in hits:
        for reading in reader.read(hit.passage.text):
            if reading.facet == want.facet:
                sign = 1.0 if reading.polarity == "for" else -1.0
                place = hit.passage.review_id, hit.passage.index
                told.setdefault(hit.passage.title_id, {})[place] = (
                    sign * reading.strength
                )
    return {key: _agreed(list(votes.values())) for key, votes in told.items()}


def _agreed(votes: Sequence[float]) -> float:
    """The mean of the votes, drawn towards nothing while they are few."""
    return sum(votes) / (len(votes) + 0.5)


def _kin(
    request: Request,
    likes: Mapping[str, Title],
    vectors: Vector,
    index: Index,
    allowed: Sequence[str] | None,
    config: SearchConfig,
) -> dict[str, float]:
    """Likeness of titles' cards to those of the titles that the viewer names."""
    liked = {like.title_id: like.liked for like in request.likes}
    kin: dict[str, float] = {}
    for vector, title_id in zip(vectors, likes, strict=True):
        hits = index.search_vectors(
            vector, k=config.hits, kinds=("card",), allowed=allowed
        )
        sign = 1.0 if liked[title_id] else -1.0
        for key, score in _above_rest(_best(hits)).items():
            kin[key] = kin.get(key, 0.0) + sign * score / len(likes)
    return kin


def _carriers(
    request: Request, index: Index, today: date, config: SearchConfig
) -> list[str]:
    """Titles that fit and whose facts carry a wanted facet, most popular first."""
    carriers: list[str] = []
    for want in request.wants:
        if want.facet:
            narrowed = Limit("facet", want.text, any_of=(want.facet,))
            screen, _ = screen_request((*request.limits, narrowed), index, today)
            carriers += screen.proven[: config.carriers]
    return carriers


def _made_alike(
    request: Request,
    likes: Mapping[str, Title],
    index: Index,
    today: date,
    config: SearchConfig,
) -> list[str]:
    """Titles by the writers and directors of those that the viewer likes."""
    found: list[str] = []
    for like in request.likes:
        title = likes.get(like.title_id)
        names = (*title.writers[:2], *title.directors[:2]) if title is not None else ()
        if like.liked and names:
            narrowed = Limit("person", like.text, any_of=names)
            screen, _ = screen_request((*request.limits, narrowed), index, today)
            found += screen.proven[: config.popular]
    return found
