"""The steps composed: Request -> Answer.

    find_candidates -> rank_titles -> clear -> choose_quotes -> Pick

Pure but for what it is handed: a `Shelf` to read from and an `embed` function. The
same shelf, request and `today` give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

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
    Title,
    Want,
)
from .facets import FacetReader, fact_facets
from .gate import Thresholds, clear
from .limits import check
from .quotes import (
    Place,
    QuoteConfig,
    Said,
    choose_quotes,
    choose_warnings,
    read_cleared,
)
from .ranking import Ranked, rank_titles
from .reasons import (
    facet_reasons,
    facet_warnings,
    known_facts,
    limit_reason,
)
from .search import Candidates, Index, Vector, find_candidates


class Shelf(Index, Protocol):
    """What answering needs of a library."""

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

    def boundary(self, title_id: str) -> Boundary:
        return self.boundaries.get(title_id, NOTHING_SEEN)


def answer_request(request: Request, asking: Asking, *, limit: int = 5) -> Answer:
    """The best `limit` titles with their reasons, and what was left out and why."""
    candidates, ranked = rank_request(request, asking)
    chosen = ranked[:limit]
    relevance = _relevance(request, asking, chosen)
    picks = tuple(_pick(request, asking, one, relevance) for one in chosen)
    return Answer(request, picks, left_out(request, candidates))


def rank_request(request: Request, asking: Asking) -> tuple[Candidates, list[Ranked]]:
    """Every candidate in order, without reasons."""
    candidates = find_candidates(
        request, asking.shelf, asking.embed, asking.reader, today=asking.today
    )
    # a title named for comparison is no answer to the request that names it
    compared = {like.title_id: None for like in request.likes}
    named = {*compared, *(request.named if asking.exclude_named else ())}
    titles = asking.shelf.titles([*dict.fromkeys((*candidates.found, *compared))])
    ranked = rank_titles(
        request, candidates, titles, asking.reader.vocabulary, today=asking.today
    )
    return candidates, [one for one in ranked if one.title.id not in named]


def left_out(request: Request, candidates: Candidates) -> tuple[LeftOut, ...]:
    """How many titles each limit kept out."""
    counted = [
        LeftOut(f"does not fit “{limit.text}”", count)
        for limit, count in zip(request.limits, candidates.broken, strict=True)
        if count
    ]
    if candidates.not_told:
        counted.append(
            LeftOut(
                "not known to fit where that is most of the point", candidates.not_told
            )
        )
    return tuple(counted)


def _pick(
    request: Request,
    asking: Asking,
    ranked: Ranked,
    relevance: Mapping[Place, float],
) -> Pick:
    title = ranked.title
    boundary = asking.boundary(title.id)
    reviews = asking.shelf.reviews_of(title.id)
    said = _safe_sentences(title, reviews, asking, boundary, relevance)
    quotes = choose_quotes(said, request.wants)
    carried = fact_facets(title, asking.reader.vocabulary)
    told = [limit_reason(limit, title) for limit in request.limits]
    facts = _distinct(reason for reason in told if reason is not None)
    facets = facet_reasons(request.wants, carried, boundary, asking.reader.vocabulary)
    asked = {want.facet for want in request.wants}
    warnings = choose_warnings(said, quotes) or facet_warnings(
        [one for one in carried if one.facet not in asked],
        boundary,
        asking.reader.vocabulary,
    )
    unknown = tuple(
        limit.text
        for limit in request.limits
        if check(limit, title, asking.today) == "unknown"
    )
    return Pick(
        title=title,
        score=round(ranked.score, 6),
        facts=known_facts(title),
        reasons=(*quotes, *facts, *facets),
        not_for=tuple(warnings),
        unknown=unknown,
        quiet=_quiet(request, reviews, said, quotes),
    )


def _safe_sentences(
    title: Title,
    reviews: Sequence[Review],
    asking: Asking,
    boundary: Boundary,
    relevance: Mapping[Place, float],
) -> list[Said]:
    by_id = {review.id: review for review in reviews}
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
) -> str | None:
    """What no quote could be given for, and why; None when each want has one."""
    answered = {reason.speaks_to for reason in quotes}
    open_wants = [want for want in request.wants if want.facet]
    unsaid = [want for want in open_wants if want.text not in answered]
    if not reviews:
        if not unsaid:
            return "No review of it is in your library yet."
        return (
            f"No reviewer has called it {_listed(unsaid)} yet: "
            "no review of it is in your library."
        )
    if not said:
        return f"There is no safe quote in {_reviews(reviews)}."
    if unsaid:
        return f"No safe quote in {_reviews(reviews)} speaks of {_listed(unsaid)}."
    return None


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
