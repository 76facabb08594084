"""The steps composed: Request -> Answer.

    find_candidates -> rank_titles -> clear -> choose_quotes -> Pick

Pure but for what it is handed: a `Shelf` to read from and an `embed` function. The
same shelf, request and `today` give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from .domain import (
    NOTHING_SEEN,
    Answer,
    Boundary,
    Hit,
    Judged,
    LeftOut,
    PassageKind,
    Pick,
    Reason,
    Request,
    Review,
    Title,
    Want,
)
from .facets import FacetReader, fact_facets
from .gate import Thresholds, clear
from .known import known_review, known_title
from .limits import check, contradiction
from .quotes import (
    Place,
    QuoteConfig,
    Said,
    choose_quotes,
    choose_warnings,
    read_cleared,
)
from .ranking import Ranked, Ranker, Ranking, rank_titles
from .reasons import (
    facet_reasons,
    facet_warnings,
    known_facts,
    like_reasons,
    limit_reason,
)
from .search import MUST_KNOW, Candidates, Index, Vector, find_candidates


class Shelf(Index, Protocol):
    """What answering needs of a library."""

    def search_vectors(
        self,
        vector: Vector,
        *,
        k: int,
        kinds: Sequence[PassageKind] = ...,
        allowed: Sequence[str] | None = ...,
    ) -> list[Hit]: ...

    def reading(self) -> AbstractContextManager[None]: ...

    def reviews_of(self, title_id: str) -> list[Review]: ...

    def judged_of(self, review_ids: Sequence[str]) -> dict[str, tuple[Judged, ...]]: ...


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything that answering needs besides the request."""

    shelf: Shelf
    embed: Callable[[Sequence[str]], Vector]
    reader: FacetReader
    thresholds: Thresholds
    today: date
    boundaries: Mapping[str, Boundary] = field(default_factory=dict)
    """How far this viewer is, by title id; nothing seen where it is not said."""
    exclude_named: bool = False
    """Leave out every title that the request names, in whatever role."""
    ranker: Ranker | None = None
    """What weighs the candidates; the packaged one if none is given."""

    def boundary(self, title_id: str) -> Boundary:
        return self.boundaries.get(title_id, NOTHING_SEEN)


def answer_request(request: Request, asking: Asking, *, limit: int = 5) -> Answer:
    """The best `limit` titles with their reasons, and what was left out and why."""
    candidates, ranked = rank_request(request, asking)
    chosen = ranked[:limit]
    relevance = _relevance(request, asking, chosen)
    liked = [
        candidates.likes[like.title_id]
        for like in request.likes
        if like.liked and like.title_id in candidates.likes
    ]
    with asking.shelf.reading():  # texts and what was judged of them belong together
        picks = tuple(
            _pick(request, asking, one, relevance, liked, first=one is chosen[0])
            for one in chosen
        )
    return Answer(request, picks, left_out(request, candidates))


def rank_request(request: Request, asking: Asking) -> tuple[Candidates, Ranking]:
    """Every candidate in order, without reasons."""
    vocabulary = asking.reader.vocabulary
    candidates = find_candidates(
        request, asking.shelf, asking.embed, vocabulary, today=asking.today
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


def left_out(request: Request, candidates: Candidates) -> tuple[LeftOut, ...]:
    """How many titles each limit kept out."""
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


def _pick(
    request: Request,
    asking: Asking,
    ranked: Ranked,
    relevance: Mapping[Place, float],
    liked: Sequence[Title],
    *,
    first: bool,
) -> Pick:
    title = ranked.title
    boundary = asking.boundary(title.id)
    reviews = asking.shelf.reviews_of(title.id)
    said = _safe_sentences(title, reviews, asking, boundary, relevance)
    quotes = choose_quotes(said, request.wants)
    carried = [e.facet for e in fact_facets(title, asking.reader.vocabulary)]
    hedged = [want.limit for want in request.wants if want.limit is not None]
    met = [
        limit
        for limit in (*request.limits, *hedged)
        if check(limit, title, asking.today) == "kept"
    ]
    shown = known_title(title, boundary, asking.reader.vocabulary)
    told = [limit_reason(limit, shown) for limit in met]
    facts = _distinct(reason for reason in told if reason is not None)
    known = boundary, asking.reader.vocabulary
    alike = like_reasons(ranked.shared, title, liked, *known)
    answered = {quote.speaks_to for quote in quotes}
    open_wants = [want for want in request.wants if want.text not in answered]
    facets = facet_reasons(open_wants, carried, *known)
    warnings = choose_warnings(said, quotes) or facet_warnings(
        request.wants, title, carried, *known
    )
    unknown = tuple(
        limit.text
        for limit in request.limits
        if check(limit, title, asking.today) == "unknown"
    )
    return Pick(
        title=shown,
        score=round(ranked.score, 6),
        facts=known_facts(title),
        reasons=(*quotes, *facts, *alike, *facets),
        not_for=tuple(warnings),
        unknown=unknown,
        quiet=_quiet(request, reviews, said, quotes, carried, first=first),
    )


def _safe_sentences(
    title: Title,
    reviews: Sequence[Review],
    asking: Asking,
    boundary: Boundary,
    relevance: Mapping[Place, float],
) -> list[Said]:
    by_id = {review.id: known_review(review, title, boundary) for review in reviews}
    judged = asking.shelf.judged_of(list(by_id))
    cleared = [
        one
        for key in by_id
        for one in clear(judged.get(key, ()), boundary, asking.thresholds)
    ]
    return read_cleared(
        cleared, by_id, asking.reader, relevance, QuoteConfig(), title.names
    )


def _relevance(
    request: Request, asking: Asking, chosen: Sequence[Ranked]
) -> dict[Place, float]:
    """How near each searchable sentence of the chosen titles is to the request."""
    if not chosen:
        return {}
    vector = asking.embed([request.free_text or request.text])[0]
    hits = asking.shelf.search_vectors(
        vector,
        k=40 * len(chosen),
        kinds=("sentence",),
        allowed=[one.title.id for one in chosen],
    )
    return {
        (hit.passage.review_id, hit.passage.index): hit.score
        for hit in hits
        if hit.passage.review_id is not None and hit.passage.index is not None
    }


def _quiet(
    request: Request,
    reviews: Sequence[Review],
    said: Sequence[Said],
    quotes: Sequence[Reason],
    carried: Sequence[str],
    *,
    first: bool,
) -> str | None:
    """What no quote could be given for, and why; None when each want has one.

    Where there is no review, the first pick says which wants nobody has spoken to;
    of the others it goes without saying.
    """
    quoted = [one for one in said if one.place in _places(quotes)]
    unsaid = [
        want
        for want in request.wants
        if want.facet and not any(one.speaks_to(want) > 0 for one in quoted)
    ]
    if not reviews:
        # what tags tell needs no reviewer
        told_by_none = [want for want in unsaid if want.facet not in carried]
        if first and told_by_none:
            return (
                f"No reviewer has called it {_listed(told_by_none)} yet: "
                "no review of it is in your library."
            )
        return "No review of it is in your library yet."
    if not said:
        return f"There is no safe quote in {_reviews(reviews)}."
    if unsaid:
        return f"No safe quote in {_reviews(reviews)} speaks of {_listed(unsaid)}."
    return None


def _places(quotes: Sequence[Reason]) -> set[Place]:
    """Where the quotes stand."""
    told = (reason.quote for reason in quotes)
    return {(q.review_id, q.cleared.sentence.index) for q in told if q is not None}


def _reviews(reviews: Sequence[Review]) -> str:
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
