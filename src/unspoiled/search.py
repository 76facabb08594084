"""Request -> candidates: titles that may answer, found by words, meaning and facts.

Each way of finding leaves its hits; `ranking` makes figures of them and weighs them.
Only titles that no hard limit rules out are candidates, and only passages that are safe
for a viewer who has seen nothing are searched, since a hit can spoil too. Past requests
are searched only where somebody put them into the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from .domain import (
    CreditRole,
    Fact,
    Limit,
    Passage,
    PassageKind,
    Request,
    Title,
)
from .limits import contradiction
from .names import person_key
from .traits import Floats, Found, Mask, Places, Standing, Traits
from .vocabulary import Vocabulary, fold

Vector = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vector]

MUST_KNOW: frozenset[Fact] = frozenset({"person", "network"})
"""Facts that are most of the point: a title whose fact is unknown does not come."""
_OWN: Final[tuple[PassageKind, ...]] = ("card", "prose")
_SAID: Final[tuple[PassageKind, ...]] = ("sentence",)
_WHOLE: Final[tuple[PassageKind, ...]] = ("whole",)
_ASKED: Final[tuple[PassageKind, ...]] = ("request",)


class Index(Protocol):
    """What search needs of a library; places are those of `traits()`."""

    def traits(self) -> Traits: ...

    def standing(self, limits: Sequence[Limit], today: date) -> Standing: ...

    def find_words(
        self,
        words: str,
        *,
        k: int,
        kinds: Sequence[PassageKind] = ...,
        allowed: Mask | None = ...,
    ) -> Found: ...

    def find_vectors(
        self,
        vectors: Vector,
        *,
        k: int,
        kinds: Sequence[PassageKind] = ...,
        allowed: Mask | None = ...,
    ) -> list[Found]: ...

    def said(self, facet: int) -> tuple[Places, Floats]: ...

    def credited(self, keys: Sequence[str], role: CreditRole | None) -> Places: ...

    def title_vectors(self, title_id: str) -> Vector: ...

    def titles(self, ids: Sequence[str]) -> dict[str, Title]: ...

    def has_requests(self) -> bool: ...

    def co_rated(self, title_ids: Sequence[str]) -> dict[str, dict[str, float]]: ...


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """How wide to look."""

    hits: int = 400
    """Passages taken from each engine, of each of the groups of kinds."""
    hits_of_clue: int = 1_000
    """The same where one title is looked for, which may lie far down."""
    asked: int = 60
    """Past requests taken from each engine."""
    carriers: int = 300
    """Titles taken for each facet, most popular first."""
    popular: int = 150
    """Most popular titles that fit the limits, taken in any case."""


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A title that the viewer likes or not: what is known of it, and what is near it."""

    title: Title
    place: int
    liked: bool
    degree: float
    """How much it tells of the wish, 0..1."""
    near: Found
    """Cards and prose near to its own."""
    corated: Mapping[str, float]
    """Titles that the same people rated highly, with a strength of 0..1."""
    hands: Mapping[CreditRole, Places]
    """Titles by the same writers, directors and leads."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Titles that may answer, by place, with what each way of finding says of them."""

    traits: Traits
    places: Places
    """In order, each once."""
    proven: Mask
    """Of `places`: whether all limits are known to be kept."""
    broken: tuple[int, ...]
    """For each limit, the titles that break it."""
    not_told: int
    """Titles kept out because a fact of MUST_KNOW is unknown."""
    likes: Mapping[str, Title]
    """The titles that the viewer names, by id."""
    named: tuple[Named, ...]
    words: Found
    """Cards and prose by words."""
    whole_words: Found
    """All of a title's own text as one, by words; only of clues."""
    whole_meaning: Found
    said_words: Found
    meaning: Found
    """Cards and prose by meaning."""
    said_meaning: Found
    asked_words: Found
    """Past requests by words."""
    asked_meaning: Found


def find_candidates(
    request: Request,
    index: Index,
    embed: Embed,
    vocabulary: Vocabulary,
    *,
    today: date,
    config: SearchConfig | None = None,
) -> Candidates:
    """Look for titles every way there is; `embed` gives vectors of shape (n, dim)."""
    config = config or SearchConfig()
    traits = index.traits()
    fits, unknown, counts, not_told = screened(request, index, today)
    allowed = None if fits.all() else fits
    hits = _hits(request, index, embed, vocabulary, allowed, config)
    likes = index.titles([like.title_id for like in request.likes])
    named = _named(request, likes, index, traits, allowed, config)
    by_rank = np.flatnonzero(fits)
    pool = [
        *(one.places for one in hits.values()),
        *(one.near.places for one in named),
        *(traits.places(one.corated) for one in named if one.liked),
        *(places for one in named if one.liked for places in one.hands.values()),
        *_carriers(request, index, traits, fits, config),
        *(_of_a_kind(one, traits, fits, config) for one in named if one.liked),
        # without an index (an empty one, say) there are still the facts to go by
        np.flatnonzero(fits & ~unknown)[: config.popular],
        by_rank[: config.popular],
    ]
    places = np.unique(np.concatenate(pool)) if pool else by_rank[:0]
    places = places[fits[places]]
    return Candidates(
        traits=traits,
        places=places,
        proven=~unknown[places],
        broken=counts,
        not_told=not_told,
        likes=likes,
        named=tuple(named),
        **hits,
    )


def screened(
    request: Request, index: Index, today: date
) -> tuple[Mask, Mask, tuple[int, ...], int]:
    """Which titles may come, of which a fact is unknown, and what was kept out."""
    standing = index.standing(request.limits, today)
    fits = ~standing.broken
    if contradiction(request.limits):
        return fits & False, standing.unknown, standing.counts, int(fits.sum())
    must = [limit for limit in request.limits if limit.fact in MUST_KNOW]
    if not must:
        return fits, standing.unknown, standing.counts, 0
    untold = index.standing(must, today).unknown & fits
    return fits & ~untold, standing.unknown, standing.counts, int(untold.sum())


def _hits(
    request: Request,
    index: Index,
    embed: Embed,
    vocabulary: Vocabulary,
    allowed: Mask | None,
    config: SearchConfig,
) -> dict[str, Found]:
    """What the words of the request find, by the names of `Candidates`."""
    nothing = Found.nothing()
    groups = ("", "whole_", "said_", "asked_")
    names = [f"{group}{by}" for group in groups for by in ("words", "meaning")]
    found = dict.fromkeys(names, nothing)
    sought = sought_words(request, vocabulary)
    if not sought:
        return found
    vector = embed([sought])
    hits = config.hits_of_clue if request.clues else config.hits
    for name, kinds, k in (
        ("", _OWN, hits),
        ("whole_", _WHOLE, hits if request.clues else 0),
        ("said_", _SAID, hits),
        ("asked_", _ASKED, config.asked if index.has_requests() else 0),
    ):
        if not k:
            continue
        narrowed = {"k": k, "kinds": kinds, "allowed": allowed}
        found[f"{name}words"] = index.find_words(sought, **narrowed)  # type: ignore[arg-type]
        found[f"{name}meaning"] = index.find_vectors(vector, **narrowed)[0]  # type: ignore[arg-type]
    return found


def sought_words(request: Request, vocabulary: Vocabulary) -> str:
    """What is looked for by words and meaning; "" where nothing is left to look for.

    Of a clue every word counts, of other requests what was not understood as a limit or
    a name. The encoder reads English: a wish in another script is looked for by its facet.
    """
    words = " ".join(request.text.split()) if request.clues else request.free_text
    if words.isascii() or sum(map(str.isascii, words)) > len(words) / 2:
        return words
    facets = [vocabulary.facet(want.facet) for want in request.wants if want.facet]
    return ", ".join(facet.name for facet in facets)


def _named(
    request: Request,
    likes: Mapping[str, Title],
    index: Index,
    traits: Traits,
    allowed: Mask | None,
    config: SearchConfig,
) -> list[Named]:
    """What there is to know of each title that the viewer likes or not."""
    known = [
        like
        for like in request.likes
        if like.title_id in likes and like.title_id in traits.place_of
    ]
    known = list({like.title_id: like for like in known}.values())
    if not known:
        return []
    ids = [like.title_id for like in known]
    corated = index.co_rated(ids)
    near = _near_own(ids, index, allowed, config)
    return [
        Named(
            title=likes[like.title_id],
            place=traits.place_of[like.title_id],
            liked=like.liked,
            degree=like.degree,
            near=near.get(like.title_id, Found.nothing()),
            corated=corated.get(like.title_id, {}),
            hands=same_hands(likes[like.title_id], index),
        )
        for like in known
    ]


def _near_own(
    title_ids: Sequence[str], index: Index, allowed: Mask | None, config: SearchConfig
) -> dict[str, Found]:
    """What is near the middle of each title's own passages, where it has any."""
    held = {key: index.title_vectors(key) for key in title_ids}
    means = {key: own.mean(axis=0) for key, own in held.items() if len(own)}
    if not means:
        return {}
    found = index.find_vectors(
        np.stack(list(means.values())), k=config.hits, kinds=_OWN, allowed=allowed
    )
    return dict(zip(means, found, strict=True))


def same_hands(title: Title, index: Index) -> dict[CreditRole, Places]:
    """The titles by the same writers and directors, and with the same leads."""
    people: dict[CreditRole, Iterable[str]] = {
        "writer": title.writers[:3],
        "director": title.directors[:2],
        "cast": (member.actor for member in title.cast[:3]),
    }
    keys = {
        role: [person_key(name) for name in names] for role, names in people.items()
    }
    return {role: index.credited(own, role) for role, own in keys.items() if own}


def _carriers(
    request: Request, index: Index, traits: Traits, fits: Mask, config: SearchConfig
) -> list[Places]:
    """Titles that fit and carry a wanted facet, by fact or by word of reviewers."""
    found, borne = [], []
    for want in request.wants:
        number = traits.facets.number_of.get(want.facet)
        if number is not None:
            borne.append(traits.facets.bearing(want.facet))
            found.append(borne[-1][fits[borne[-1]]][: config.carriers])
            places, agreed = index.said(number)
            best = np.argsort(-agreed, kind="stable")[: config.carriers]
            found.append(places[best][agreed[best] > 0])
    if len(borne) > 1:  # titles less known that carry several of them
        weights = [np.ones(len(places)) for places in borne]
        found.append(_most(borne, weights, traits, fits, config.carriers))
    return found


def _of_a_kind(
    named: Named, traits: Traits, fits: Mask, config: SearchConfig
) -> Places:
    """Titles that share the most telling tags with one that the viewer likes."""
    table = traits.tags
    own = table.of_title(named.place)
    shared = [table.bearing(table.keys[number]) for number in own]
    telling = np.log1p(len(traits) / (table.counts[own] + 2.0))
    weights = [np.full(len(p), w) for p, w in zip(shared, telling, strict=True)]
    return _most(shared, weights, traits, fits, config.carriers)


def _most(
    places: Sequence[Places],
    weights: Sequence[NDArray[np.float64]],
    traits: Traits,
    fits: Mask,
    k: int,
) -> Places:
    """The k titles with the greatest sums of weights, by rank where equal."""
    if not places:
        return np.zeros(0, np.int64)
    sums = np.bincount(
        np.concatenate(places), np.concatenate(weights), minlength=len(traits)
    )
    sums[~fits] = 0.0
    some = np.flatnonzero(sums)
    if len(some) > k:  # to put the k in order takes far less than to put all
        least = np.partition(sums[some], len(some) - k)[len(some) - k]
        some = some[sums[some] >= least]
    return some[np.argsort(-sums[some], kind="stable")[:k]]


# --- what search looks in ---------------------------------------------------------


def title_passages(title: Title, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """What search looks in for a title: its facts in words, and its own prose."""
    card = card_text(title, vocabulary)
    passages = [Passage(title.id, "card", card)] if card else []
    prose = (title.synopsis, *(title.extra.get(key) for key in _PROSE_KEYS))
    for text in dict.fromkeys(p for p in prose if isinstance(p, str) and p.strip()):
        pieces = in_pieces(text[:_PROSE_CHARACTERS])
        passages += [Passage(title.id, "prose", piece) for piece in pieces]
    passages = list(dict.fromkeys(passages))
    whole = " ".join(passage.text for passage in passages)
    return (*passages, *([Passage(title.id, "whole", whole)] if whole else []))


_PROSE_KEYS = ("introduction", "overview", "tagline", "description")
_PROSE_CHARACTERS = 2_400
_PIECE_CHARACTERS = 360
"""About what the encoder reads well as one: two or three sentences."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CARD_CHARACTERS = 440


def in_pieces(text: str) -> list[str]:
    """Prose in pieces of whole sentences; a vector of little says more of it."""
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        if pieces and len(pieces[-1]) + len(sentence) < _PIECE_CHARACTERS:
            pieces[-1] += f" {sentence}"
        else:
            pieces.append(sentence)
    return [piece for piece in pieces if piece]


def card_text(title: Title, vocabulary: Vocabulary) -> str:
    """What a title is by its tags and genres, as one text; what spoils is left out.

    Tags stay as they are written, unless one of their words tells how something goes
    or ends. Its name and its makers' names are left out as well: "tonight" does not ask
    for what is called "Tonight". Names are looked up by `request`, not searched. So are
    country, kind and year: a card of little else would be near to whatever speaks of a
    film.
    """
    open_tags = [
        fold(raw) for raw in (*title.genres, *title.tags) if _is_open(raw, vocabulary)
    ]
    return ", ".join(dict.fromkeys(open_tags))[:_CARD_CHARACTERS]


def _is_open(tag: str, vocabulary: Vocabulary) -> bool:
    """Whether a tag may be searched by somebody who has seen nothing."""
    facet = vocabulary.of_tag(tag)
    if facet is not None:
        return not facet.sealed and facet.reveals in ("feel", "premise")
    return _tells_nothing(tag)


def _tells_nothing(tag: str) -> bool:
    return len(tag) <= 40 and not _TELLING.intersection(
        re.findall(r"[a-z]+", tag.lower())
    )


_TELLING: Final = frozenset(
    "death deaths dies die dead dying killed killer murderer suicide ending end ends "
    "twist twists surprise revealed reveal reveals finale spoiler spoilers betrayal "
    "betrays resurrection amnesia pregnant pregnancy miscarriage cheating affair "
    "infidelity sacrifice reunion breakup divorce duringcreditsstinger "
    "aftercreditsstinger identity culprit survivor survives illness terminal cancer "
    "coma imaginary hallucination faked".split()
)
"""Words of tags that tell how a story goes; such a tag is not searched."""
