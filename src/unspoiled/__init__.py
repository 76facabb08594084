"""unspoiled answers "what should I watch?" from reviews, and never spoils.

The map: read from the top; a module imports only from those above it.

    domain.py       Title, Review, Sentence, Boundary, Cleared, Quote, Request, Answer
    errors.py       everything that can go wrong, as one tree
    intervals.py    a share of few -> the bounds between which it may lie
    characters.py   characters that no file can hold
    interchange.py  records (JSON Lines) <-> Title, Review
    vocabulary.py   facets, tags, their words and opposites (packaged data)
    text/           raw text of any format -> plain text with offsets kept
    marks/          the author's own spoiler marks -> spans
    sentences.py    Review -> Sentence, a span (start, end) of its text
    names.py        names of titles and people -> folded keys
    series.py       a title's name -> its series, and its number there
    harmless.py     words that tell nothing, for the gate to know scraps by
    matching.py     a name and a year -> the title meant, or a doubt
    boundaries.py   "7", "S2E3", "all" -> Boundary
    token_model.py  tokens -> what a packaged model makes of them
    encoder.py      text -> vectors; the Encoder protocol
    windows.py      a review's sentences -> windows that are read as one
    reader.py       whole reviews -> what each sentence says among its neighbours
    features.py     a sentence's place and words as figures, for the judge
    alignment/      sentences, episode summaries -> from which episode each is known
    gate.py         sentences, boundary -> Cleared; the one gate
    known.py        records of titles and reviews as far as a viewer may know them
    head.py         the judge's learned part: sentences -> five shares each
    reveals.py      Sentence -> what it gives away, and from which episode
    facets.py       a sentence's words, a title's tags -> the facets that they name
    facet_model.py  whole reviews -> what each sentence says of its title
    leanings.py     how far some facets speak for or against another
    limits.py       Limit, Title -> kept, broken or unknown
    traits.py       all titles as columns, hits as arrays: what ranking works on
    overview.py     a whole library at a glance: moods, tropes, lengths, countries
    request/        words -> Request: limits, wants, avoids, likes
    understood.py   what `ask --json` understood, corrected -> Request, looked over
    search.py       Request -> candidates, by words and by meaning
    ranker.py       the learned part of ranking: what features are worth
    ranking.py      candidates -> titles in order
    quotes.py       titles, cleared sentences -> Quote
    reasons.py      facts, facets and counts put into words
    agreement.py    how many reviewers say so, and how many do not
    profiles.py     cleared sentences and tags -> what a title is like, and how sure
    lineage/        a title among others: its people, its series, what it is likened to
    whom.py         sentences that say for whom a title is -> what they name
    sealed.py       wishes that would spoil -> kept, broken or unknown, told of no title
    answer.py       the steps above, composed: Request -> Answer
    neighbours.py   ratings of many -> for each title, those that the same raters liked
    config.py       SETTINGS table (name, default, help); read once
    weights.py      learned weights: find, verify by hash, load
    store/          the library on disk: schema, migrations, tables, indexes
    storylines.py   titles -> their storylines, the vectors of summaries kept
    sources/        one file per place that titles and reviews come from
    ingest.py       records -> the library: match, read, judge, keep
    refine.py       a request's words -> what a language model makes of them, on request
    fold/           a review with what is not proved safe folded away
    guide.py        Guide: add(), ask(), judge(), fold(), about()
    archive.py      files and folders -> the same, folded
    bench/          measures the product on labelled text, with intervals
    render/         Answer, profile, review -> text, JSON
    cli/            one file per command; main() maps errors to exit codes

`python -m unspoiled` is the command line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .guide import Guide

__all__ = ["Guide", "__version__"]


def __getattr__(name: str) -> Any:
    """Load the public names when first used, so that the command starts fast."""
    if name == "Guide":
        return import_module(".guide", __name__).Guide
    if name == "__version__":
        from importlib.metadata import version

        return version("unspoiled")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
