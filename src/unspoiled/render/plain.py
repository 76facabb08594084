"""Answer, About, Shown and reports -> plain values for JSON, in a stable shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..domain import (
    Answer,
    Pick,
    Profile,
    Quote,
    Reason,
    SafeFrom,
    SealedNote,
    Statement,
    Voice,
)
from ..gate import reference_of
from ..interchange import title_to_record
from ..reasons import known_facts, sealed_words
from ..request import request_to_record
from ..store.protocol import Aside
from ..vocabulary import load_vocabulary

if TYPE_CHECKING:
    from ..archive import FoldedFile
    from ..guide import About, ReadReview, Shown
    from ..ingest import AddReport
    from ..lineage import Lineage
    from ..lineage.people import Work
    from .card import Card, Line
    from .sides import Sides

REASON_KEYS = (
    "kind", "text", "display", "speaks_to", "review_id", "start", "end",
    "author", "source", "url", "proof", "evidence",
)  # fmt: skip


def answer_record(answer: Answer) -> dict[str, Any]:
    """The object that `ask --json` prints."""
    return {
        "request": answer.request.text,
        "understood": request_to_record(answer.request)["understood"],
        "picks": [pick_record(pick) for pick in answer.picks],
        "left_out": [
            {"why": left.why, "count": left.count} for left in answer.left_out
        ],
        "sealed": None if answer.sealed is None else sealed_record(answer.sealed),
    }


def sealed_record(note: SealedNote) -> dict[str, Any]:
    """What became of the sealed wishes; of fewer than three picks no number."""
    return {
        "wishes": note.wishes,
        "applied": note.applied,
        "picks": note.picks,
        "unknown": note.unknown,
        "told": sealed_words(note),
    }


def pick_record(pick: Pick) -> dict[str, Any]:
    """One pick of an answer."""
    return {
        "title_id": pick.title.id,
        "title": pick.title.title,
        "year": pick.title.year,
        "score": pick.score,
        "facts": dict(pick.facts),
        "unknown": list(pick.unknown),
        "reasons": [reason_record(reason) for reason in pick.reasons],
        "not_for": [reason_record(reason) for reason in pick.not_for],
        "quiet": pick.quiet,
        "shares": dict(pick.shares),
    }


def reason_record(reason: Reason) -> dict[str, Any]:
    """One reason; every key is there, null where the kind has none."""
    record: dict[str, Any] = dict.fromkeys(REASON_KEYS)
    record |= {
        "kind": reason.kind,
        "text": reason.text,
        "display": reason.text,
        "speaks_to": reason.speaks_to,
        "evidence": [voice_record(voice) for voice in reason.evidence],
    }
    return record if reason.quote is None else record | quote_record(reason.quote)


def quote_record(quote: Quote) -> dict[str, Any]:
    """A quote with where it stands and whose it is."""
    return {
        "text": quote.text,
        "display": quote.display,
        "review_id": reference_of(quote.review_id),
        "start": quote.start,
        "end": quote.end,
        "author": quote.author,
        "source": quote.source,
        "url": quote.url,
        "proof": quote.proof,
    }


def voice_record(voice: Voice) -> dict[str, Any]:
    """One sentence that a count rests on: where it stands, and what it says."""
    quote = voice.quote
    return {
        "review_id": reference_of(quote.review_id),
        "start": quote.start,
        "end": quote.end,
        "facet": voice.facet,
        "polarity": voice.polarity,
    }


def judged_record(shown: Shown, text: str) -> dict[str, Any]:
    """One line of `judge --json`."""
    judged = shown.judged
    sentence = judged.sentence
    return {
        "start": sentence.start,
        "end": sentence.end,
        "text": text[sentence.start : sentence.end],
        "reveals": judged.reveals,
        "probability": {
            name: round(share, 6) for name, share in judged.probability.items()
        },
        "safe_from": _episodes(shown.opens),
        "shown": shown.proof is not None,
        "proof": shown.proof,
    }


def _episodes(safe: SafeFrom) -> int | str:
    """A whole number of episodes, or "all"."""
    return "all" if safe.episodes is None else safe.episodes


def about_record(about: About) -> dict[str, Any]:
    """The object that `about --json` prints: what is safe at the boundary, and the card."""
    from .card import card_of  # which an answer needs nothing of

    title = about.title
    full = title_to_record(title)
    named = {key: full[key] for key in _ABOUT_KEYS if key in full}
    return named | {
        "facts": known_facts(title),
        "cast": [
            {
                "actor": member.actor,
                "character": member.character,
            }
            for member in title.cast
        ],
        "boundary": str(about.boundary),
        "profile": profile_record(about.profile),
        "reviews": about.reviews,
        "reasons": [reason_record(reason) for reason in about.quotes],
        "not_for": [reason_record(reason) for reason in about.not_for],
        "warnings": None
        if about.warnings is None
        else [_statement(one) for one in about.warnings],
        "lineage": None if about.lineage is None else lineage_record(about.lineage),
        "card": card_record(card_of(about, load_vocabulary())),
    }


def card_record(card: Card) -> dict[str, Any]:
    """A card as the terminal and the page show it, each line with its sentences."""
    return {
        "heading": card.heading,
        "facts": list(card.facts),
        "gist": card.gist,
        "parts": [
            {
                "key": part.key,
                "heading": part.heading,
                "lead": part.lead or None,
                "lines": [line_record(line) for line in part.lines],
            }
            for part in card.parts
        ],
        "notes": list(card.notes),
    }


def line_record(line: Line) -> dict[str, Any]:
    """One line of a card with the sentences that carry it, and those against it."""
    return {
        "text": line.text,
        "sure": line.sure,
        "told": line.told,
        "quoted": line.quoted,
        "agree": line.agree,
        "differ": line.differ,
        "says": [quote_record(quote) for quote in line.says],
        "denies": [quote_record(quote) for quote in line.denies],
    }


def sides_record(sides: Sides, abouts: Sequence[About]) -> dict[str, Any]:
    """The object that `compare --json` prints; cells are in the order of the titles."""
    return {
        "titles": [
            {
                "title_id": about.title.id,
                "title": about.title.title,
                "year": about.title.year,
                "boundary": str(about.boundary),
                "facts": known_facts(about.title),
                "reviews": about.reviews,
            }
            for about in abouts
        ],
        "shared": [
            {"text": one.text, "of": [line_record(line) for line in one.lines]}
            for one in sides.facets
        ],
        "people": [one.text for one in sides.people],
        "rows": [
            {
                "key": row.key,
                "heading": row.heading,
                "cells": [[line_record(one) for one in cell] for cell in row.cells],
            }
            for row in sides.rows
        ],
    }


def lineage_record(lineage: Lineage) -> dict[str, Any]:
    """A title among others: people, series, comparisons, length."""
    norm, tracks = lineage.length, lineage.soundtrack
    return {
        "people": [
            {
                "name": one.name,
                "trades": list(one.trades),
                "character": one.character,
                "works": [_work(work) for work in one.works],
            }
            for one in lineage.people
        ],
        "changes": [
            {"person": one.person, "trade": one.trade, "genre": one.genre,
             "work": _work(one.work), "text": one.words}
            for one in lineage.changes
        ],
        "relations": [
            {"kind": one.kind, "order": one.order, "title_id": one.title_id,
             "title": one.title, "year": one.year, "text": one.words}
            for one in lineage.relations
        ],
        "comparisons": [
            {"stance": one.stance, "title_id": one.title_id, "title": one.title,
             "year": one.year, "reviewers": one.reviewers, "text": one.words,
             "quotes": [quote_record(quote) for quote in one.quotes]}
            for one in lineage.comparisons
        ],
        "soundtrack": None if tracks is None else {
            "tracks": len(tracks.tracks), "withheld": tracks.withheld,
            "artists": list(tracks.artists), "text": tracks.words,
        },
        "length": None if norm is None else {
            "unit": norm.unit, "value": norm.value, "country": norm.country,
            "first": norm.first, "last": norm.last, "compared": norm.compared,
            "shorter": norm.shorter, "longer": norm.longer, "usual": list(norm.usual),
            "text": norm.words(load_vocabulary()),
        },
    }  # fmt: skip


def _work(work: Work) -> dict[str, Any]:
    return {
        "title_id": work.title_id,
        "title": work.title,
        "year": work.year,
        "role": work.role,
    }


def profile_record(profile: Profile) -> dict[str, Any]:
    """A profile: each statement with its counts, its interval and its sentences."""
    return {
        "statements": [_statement(one) for one in profile.statements],
        "suits": [quote_record(quote) for quote in profile.suits],
        "puts_off": [quote_record(quote) for quote in profile.puts_off],
        "reviewers": profile.reviewers,
        "withheld": profile.withheld,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "facet": statement.facet,
        "name": load_vocabulary().facet(statement.facet).name,
        "holds": statement.holds,
        "agree": statement.agree,
        "differ": statement.differ,
        "interval": [statement.low, statement.high],
        "strength": statement.strength,
        "listed": statement.listed,
        "says": [quote_record(voice.quote) for voice in statement.voices],
        "denies": [quote_record(voice.quote) for voice in statement.against],
    }


_ABOUT_KEYS = (
    "id", "title", "original_title", "aka", "year", "kind", "soundtrack", "synopsis",
)  # fmt: skip


def read_record(read: ReadReview) -> dict[str, Any]:
    """A review at a boundary: what is hidden is absent, with its place and length."""
    review = read.review
    return {
        "review_id": reference_of(review.id),
        "author": review.author,
        "source": review.source,
        "url": review.url,
        "date": review.date,
        "rating": review.rating,
        "boundary": str(read.boundary),
        "sentences": [
            {
                "start": one.judged.sentence.start,
                "end": one.judged.sentence.end,
                "shown": one.proof is not None,
                "proof": one.proof,
                "safe_from": _episodes(one.opens),
                "text": review.text[one.judged.sentence.start : one.judged.sentence.end]
                if one.proof is not None
                else None,
                "display": one.judged.sentence.display
                if one.proof is not None
                else None,
            }
            for one in read.sentences
        ],
    }


def folded_record(done: FoldedFile) -> dict[str, Any]:
    """What was hidden where in one file; none of its words are in it."""
    folded = done.folded
    record: dict[str, Any] = {
        "file": str(done.path),
        "title_id": None if done.title is None else reference_of(done.title.id),
        "to": done.to,
        "written": None if done.target is None else str(done.target),
        "problem": None if done.problem is None else str(done.problem),
    }
    if folded is None:
        return record | {"hidden": [], "notes": 0, "passes": 0, "mended": False}
    return record | {
        "hidden": [
            {
                "start": one.start,
                "end": one.end,
                "safe_from": _episodes(one.safe_from),
                "marked": one.marked,
            }
            for one in folded.hidden
        ],
        "notes": folded.notes,
        "passes": folded.again,
        "mended": folded.mended,
    }


def report_record(report: AddReport) -> dict[str, Any]:
    """What came of adding."""
    return {
        "titles": dict(report.titles),
        "reviews": dict(report.reviews),
        "requests": dict(report.requests),
        "ratings": dict(report.ratings),
        "unknown_titles": len(report.unknown),
        "sentences": report.sentences,
        "settled": report.settled,
        "skipped": report.skipped,
        "aside": [aside_record(aside) for aside in report.aside],
        "problems": [str(problem) for problem in report.problems],
    }


def aside_record(aside: Aside) -> Mapping[str, Any]:
    """A record that was set aside, without its text, which nobody has judged."""
    return {
        "key": aside.key,
        "reason": aside.reason,
        "detail": aside.detail,
        "origin": aside.origin,
        "candidates": list(aside.candidates),
    }
