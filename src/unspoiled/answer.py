"""The steps composed: Request -> Answer.

    find_candidates -> rank_titles -> walk -> clear -> choose_quotes, counts -> Pick

Pure but for what it is handed: a `Shelf` to read from and an `embed` function. The
same shelf, request and `today` give the same answer. What is said of a pick never
depends on how it stands to a sealed wish: only whether it comes, and one count of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol

import numpy as np

from .agreement import count_avoids, count_faults, count_wants
from .domain import (
    NOTHING_SEEN,
    Answer,
    Boundary,
    Judged,
    LeftOut,
    Pick,
    Reason,
    Request,
    Review,
    SealedNote,
    Title,
    Verdict,
    Want,
)
from .facets import fact_facets
from .gate import Thresholds, clear
from .known import known_review, known_title
from .limits import check, contradiction
from .quotes import (
    Near,
    QuoteConfig,
    Said,
    choose_quotes,
    choose_warnings,
    places_of,
    read_cleared,
    reviewer_of,
)
from .ranker import Ranker
from .ranking import Ranked, Ranking, rank_titles
from .reasons import (
    facet_conflicts,
    facet_reasons,
    facet_warnings,
    known_facts,
    like_reasons,
    limit_reason,
)
from .sealed import verdict
from .search import MUST_KNOW, Candidates, Index, Vector, find_candidates
from .vocabulary import Vocabulary

LEAST_TOLD = 3
"""Picks below which nothing is said of how they stand to sealed wishes."""
TOPICS = 2
"""What speaks against a pick is told of so many things at most."""
_STRIDE = 20
"""Titles opened at once while those that break a sealed wish are passed over."""


class Shelf(Index, Protocol):
    """What answering needs of a library."""

    def reading(self) -> AbstractContextManager[None]: ...

    def reviews_of(self, title_id: str) -> list[Review]: ...

    def judged_of(self, review_ids: Sequence[str]) -> dict[str, tuple[Judged, ...]]: ...

    def vectors(self, encoder: str, texts: Sequence[str]) -> dict[str, Vector]: ...


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything that answering needs besides the request."""

    shelf: Shelf
    embed: Callable[[Sequence[str]], Vector]
    encoder: str
    """The name under which the shelf keeps the vectors that `embed` gives."""
    vocabulary: Vocabulary
    thresholds: Thresholds
    today: date
    boundaries: Mapping[str, Boundary] = field(default_factory=dict)
    """How far this viewer is, by title id; nothing seen where it is not said."""
    exclude_named: bool = False
    """Leave out every title that the request names, in whatever role."""
    ranker: Ranker | None = None
    """What weighs the candidates; the packaged one if none is given."""
    sealed: bool = False
    """Whether the viewer consents to apply sealed wishes."""

    def boundary(self, title_id: str) -> Boundary:
        return self.boundaries.get(title_id, NOTHING_SEEN)


class Remembered:
    """An `embed` that encodes no text twice."""

    def __init__(self, embed: Callable[[Sequence[str]], Vector]) -> None:
        self._embed = embed
        self._known: dict[str, Vector] = {}

    def __call__(self, texts: Sequence[str]) -> Vector:
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._embed(new), strict=True))
        if not texts:
            return self._embed(texts)
        return np.stack([self._known[text] for text in texts])


def answer_request(request: Request, asking: Asking, *, limit: int = 5) -> Answer:
    """The best `limit` titles with their reasons, and what was left out and why."""
    asking = replace(asking, embed=Remembered(asking.embed))
    candidates, ranked = rank_request(request, asking)
    liked = [
        candidates.likes[like.title_id]
        for like in request.likes
        if like.liked and like.title_id in candidates.likes
    ]
    with asking.shelf.reading():  # texts and what was judged of them belong together
        opened = list(_walk(request, ranked, asking, limit))
        near = _nearness(request, asking, opened)
    picks = tuple(
        _pick(request, asking, one, near, liked, first=one is opened[0])
        for one in opened
    )
    return Answer(
        request,
        picks,
        left_out(request, candidates),
        _sealed_note(request, asking, opened),
    )


def rank_request(request: Request, asking: Asking) -> tuple[Candidates, Ranking]:
    """Every candidate in order, without reasons, whatever the sealed wishes say."""
    vocabulary = asking.vocabulary
    candidates = find_candidates(
        _sought(request, asking),
        asking.shelf,
        asking.embed,
        vocabulary,
        today=asking.today,
    )
    # a title named for comparison is no answer to the request that names it
    named = [like.title_id for like in request.likes]
    named += request.named if asking.exclude_named else ()
    ranking = rank_titles(
        request,
        candidates,
        asking.shelf,
        vocabulary,
        today=asking.today,
        ranker=asking.ranker,
        left_out=frozenset(named),
    )
    return candidates, ranking


def rank_kept(
    request: Request, asking: Asking, *, limit: int
) -> list[tuple[str, float]]:
    """Ids and scores of the best in order, without those that break a sealed wish."""
    _, ranking = rank_request(request, asking)
    if not (asking.sealed and request.sealed):
        return list(ranking.best(limit))  # for which no title need be read
    with asking.shelf.reading():
        walked = _walk(request, ranking, asking, limit)
        return [(one.title.id, one.ranked.score) for one in walked]


def left_out(request: Request, candidates: Candidates) -> tuple[LeftOut, ...]:
    """How many titles each limit kept out; sealed wishes are not among them."""
    counted = [
        LeftOut(f"do not fit “{limit.text}”", count)
        for limit, count in zip(request.limits, candidates.broken, strict=True)
        if count
    ]
    if both := contradiction(request.limits):
        words = " and ".join(f"“{limit.text}”" for limit in both)
        counted.append(LeftOut(f"cannot fit {words} at once", candidates.not_told))
    elif candidates.not_told:
        must = [limit.text for limit in request.limits if limit.fact in MUST_KNOW]
        words = " or ".join(f"“{text}”" for text in must)
        why = f"are not known to fit {words}, so they are not guessed at"
        counted.append(LeftOut(why, candidates.not_told))
    return tuple(counted)


# --- which titles come ------------------------------------------------------------


@dataclass(frozen=True)
class _Opened:
    """A ranked title with what the library holds of it, read for this viewer."""

    asking: Asking
    ranked: Ranked
    reviews: Sequence[Review]
    judged: Mapping[str, Sequence[Judged]]
    sealed: Verdict
    """How it stands to the sealed wishes; told of no title."""

    @property
    def title(self) -> Title:
        return self.ranked.title

    @property
    def boundary(self) -> Boundary:
        return self.asking.boundary(self.title.id)

    @cached_property
    def said(self) -> list[Said]:
        """What its cleared sentences say."""
        cleared = (
            one
            for review in self.reviews
            for one in clear(
                self.judged[review.id], self.boundary, self.asking.thresholds
            )
        )
        return read_cleared(
            cleared,
            _Known(self.reviews, self.title, self.boundary),
            {review.id: reviewer_of(review) for review in self.reviews},
        )


class _Known(dict[str, Review]):
    """Reviews by id as far as a viewer may know them, each made when it is quoted."""

    def __init__(
        self, reviews: Sequence[Review], title: Title, boundary: Boundary
    ) -> None:
        super().__init__()
        self._reviews = {review.id: review for review in reviews}
        self._title, self._boundary = title, boundary

    def __missing__(self, key: str) -> Review:
        known = known_review(self._reviews[key], self._title, self._boundary)
        return self.setdefault(key, known)


def _walk(
    request: Request, ranked: Sequence[Ranked], asking: Asking, limit: int
) -> Iterator[_Opened]:
    """Open titles in order until there are enough that break no sealed wish."""
    applied = asking.sealed and bool(request.sealed)
    stride = max(limit, _STRIDE) if applied else limit
    given = 0
    for start in range(0, len(ranked), stride):
        for one in _open(request, ranked[start : start + stride], asking):
            if one.sealed != "broken":
                yield one
                given += 1
                if given == limit:
                    return


def _open(
    request: Request, ranked: Sequence[Ranked], asking: Asking
) -> Iterator[_Opened]:
    """Read what the library holds of some titles, their sentences all at once."""
    reviews = {one.title.id: asking.shelf.reviews_of(one.title.id) for one in ranked}
    ids = [review.id for found in reviews.values() for review in found]
    sentences = asking.shelf.judged_of(ids) if ids else {}
    for one in ranked:
        found = reviews[one.title.id]
        judged = {review.id: sentences.get(review.id, ()) for review in found}
        sealed: Verdict = "unknown"
        if asking.sealed:
            sealed = verdict(request.sealed, one.title, judged, asking.vocabulary)
        yield _Opened(asking, one, found, judged, sealed)


def _sought(request: Request, asking: Asking) -> Request:
    """The request as it is looked for: titles listed under a sealed wish are among
    those found where it is applied; what orders them is the request itself."""
    if not asking.sealed:
        return request
    wished = [
        replace(want, limit=None)
        for want in request.sealed
        if want.limit is not None and want.limit.any_of
    ]
    return replace(request, wants=(*request.wants, *wished))


def _sealed_note(
    request: Request, asking: Asking, opened: Sequence[_Opened]
) -> SealedNote | None:
    wishes = len(request.sealed)
    if not wishes:
        return None
    if not asking.sealed:
        return SealedNote(wishes, applied=False)
    if len(opened) < LEAST_TOLD:
        return SealedNote(wishes, applied=True)
    unknown = sum(one.sealed != "kept" for one in opened)
    return SealedNote(wishes, True, len(opened), unknown)


def _nearness(request: Request, asking: Asking, opened: Sequence[_Opened]) -> Near:
    """How near each sentence that may be quoted is to the request and to its wants.

    By the vectors that search keeps of what anybody may read; others have none.
    """
    fits = QuoteConfig().fits
    texts = {one.display for title in opened for one in title.said if fits(one)}
    known = asking.shelf.vectors(asking.encoder, sorted(texts)) if texts else {}
    if not known:
        return {}
    wants = [want.text or want.facet for want in request.wants]
    # what search has looked for has its vector already
    asked = [text for text in (request.free_text, *wants) if text]
    if not asked:
        return {}
    # no product of matrices, which would wake threads for so little
    cosines = np.vecdot(np.stack(list(known.values()))[:, None], asking.embed(asked))
    if not request.free_text:
        whole = cosines.mean(axis=1, keepdims=True)
        cosines = np.concatenate([whole, cosines], axis=1)
    return dict(zip(known, cosines.tolist(), strict=True))


# --- what is said of them ---------------------------------------------------------


def _pick(
    request: Request,
    asking: Asking,
    opened: _Opened,
    near: Near,
    liked: Sequence[Title],
    *,
    first: bool,
) -> Pick:
    title, said = opened.title, opened.said
    vocabulary = asking.vocabulary
    known = opened.boundary, vocabulary
    shown = known_title(title, *known)
    carried = [one.facet for one in fact_facets(title, vocabulary)]
    quotes = choose_quotes(said, request.wants, near=near)
    taken = places_of(quotes)
    counted = count_wants(said, request.wants, taken, vocabulary)
    quoted = [one for one in said if one.place in taken]
    unsaid = [
        want for want in request.wants if not any(o.speaks_to(want) > 0 for o in quoted)
    ]
    score, shares = _parts_of(opened.ranked)
    return Pick(
        title=shown,
        score=score,
        facts=known_facts(title),
        reasons=(
            *quotes,
            *counted.reasons,
            *_facts(request, title, shown, asking.today),
            *like_reasons(opened.ranked.shared, title, liked, *known),
            *facet_reasons(unsaid, carried, *known),
        ),
        not_for=_not_for(request, opened, quotes, counted.not_for, carried, vocabulary),
        unknown=tuple(
            limit.text
            for limit in request.limits
            if check(limit, title, asking.today) == "unknown"
        ),
        quiet=_quiet(opened, [w for w in unsaid if w.facet], carried, first=first),
        shares=shares,
    )


def _facts(
    request: Request, title: Title, shown: Title, today: date
) -> Iterable[Reason]:
    """The facts that show limits kept, those that the viewer hedged too."""
    hedged = [want.limit for want in request.wants if want.limit is not None]
    met = [
        limit
        for limit in (*request.limits, *hedged)
        if check(limit, title, today) == "kept"
    ]
    told = [limit_reason(limit, shown) for limit in met]
    return _distinct(reason for reason in told if reason is not None)


def _not_for(
    request: Request,
    opened: _Opened,
    quotes: Sequence[Reason],
    doubts: Sequence[Reason],
    carried: Sequence[str],
    vocabulary: Vocabulary,
) -> tuple[Reason, ...]:
    """What speaks against it: avoids that hold, wants not met, then faults.

    Nothing that the viewer asks for is held against a title.
    """
    said, known = opened.said, (opened.boundary, vocabulary)
    taken = places_of(quotes)
    against = [
        *count_avoids(said, request.avoids, taken, vocabulary),
        *doubts,
        *facet_conflicts(request.wants, request.avoids, carried, *known),
    ]
    topics: dict[str | None, list[Reason]] = {}
    for reason in against:
        topics.setdefault(reason.speaks_to, []).append(reason)
    told = [reason for topic in list(topics.values())[:TOPICS] for reason in topic]
    if len(topics) < TOPICS:
        asked = [want.facet for want in (*request.wants, *request.avoids)]
        told += count_faults(said, asked, taken, *known) or choose_warnings(
            said, [*quotes, *told]
        )
    told = told or facet_warnings(request.wants, opened.title, carried, *known)
    return tuple(_once(told))


def _once(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Reasons without a sentence that stands among them already."""
    places: set[tuple[str, int]] = set()
    for reason in reasons:
        own = places_of([reason])
        if not own & places:
            yield reason
        places |= own


def _parts_of(ranked: Ranked) -> tuple[float, dict[str, float]]:
    """The score and its shares in millionths that sum to it."""
    whole = round(ranked.score * _MILLION)
    parts = {name: round(share * _MILLION) for name, share in ranked.shares.items()}
    if parts:  # what rounding left over goes where it matters least
        largest = max(parts, key=lambda name: abs(parts[name]))
        parts[largest] += whole - sum(parts.values())
    return whole / _MILLION, {name: part / _MILLION for name, part in parts.items()}


_MILLION = 1_000_000


def _quiet(
    opened: _Opened, unsaid: Sequence[Want], carried: Sequence[str], *, first: bool
) -> str | None:
    """What no quote could be given for, and why; None when each want has one.

    Where there is no review, the first pick says which wants nobody has spoken to;
    of the others it goes without saying.
    """
    if not opened.reviews:
        # what tags tell needs no reviewer
        told_by_none = [want for want in unsaid if want.facet not in carried]
        if first and told_by_none:
            return (
                f"No reviewer has called it {_listed(told_by_none)} yet: "
                "no review of it is in your library."
            )
        return "No review of it is in your library yet."
    reviews = _in_words(opened.reviews)
    if not any(map(QuoteConfig().fits, opened.said)):
        return f"There is no safe quote in {reviews}."
    if unsaid:
        return f"No safe quote in {reviews} speaks of {_listed(unsaid)}."
    return None


def _in_words(reviews: Sequence[Review]) -> str:
    return "its one review" if len(reviews) == 1 else f"its {len(reviews)} reviews"


def _listed(wants: Sequence[Want]) -> str:
    return " or ".join(f"“{want.text}”" for want in wants)


def _distinct(reasons: Iterable[Reason]) -> list[Reason]:
    """One reason for limits that the same fact answers."""
    kept: dict[str, Reason] = {}
    for reason in reasons:
        earlier = kept.get(reason.text)
        if earlier is None:
            kept[reason.text] = reason
        else:
            both = f"{earlier.speaks_to}, {reason.speaks_to}"
            kept[reason.text] = Reason("fact", reason.text, speaks_to=both)
    return list(kept.values())
