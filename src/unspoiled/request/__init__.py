"""A viewer's words -> Request: limits, wants, avoids, likes, sealed wishes.

The readers below run in order over one page; each claims the words it understood:

    turns.py     who says what in a chat
    recollection.py   what is remembered of a title whose name is forgotten
                 (memories.py: the words in which people remember;
                 sought.py, evidence.py: memory or wish; compared.py: titles that it is not)
    ruling.py    what is ruled out by words around it: "leave ... out"
    hedges.py    what is only a maybe, so that it never becomes a limit
    titles.py    titles named: liked, disliked, seen
                 (cues.py, finder.py, versions.py, naming.py: what is a name;
                 verdicts.py, judged.py: what is said of one;
                 makers.py: "by the director of";
                 comparisons.py: "shorter than", "but newer"; exceptions.py: "except
                 the ending of"; korean_titles.py: the same in Korean)
    people.py    people wanted and not wanted
                 (persons.py: who is named; stagenames.py: whatever else they are called;
                 doings.py: "the ones Ann Lee did")
    stretches.py   evenings, weekends, so much a day
    lengths.py   hours, episodes, minutes of an episode
                 (apiece.py: of one episode or the whole; spare.py: the time there is)
    years.py     years and decades (yearforms.py: as they are written)
    recency.py   "the last five years", "recent"
    places.py    countries, languages, networks and services
                 (tongues.py: languages)
    strangers.py   people and services that nobody here knows
    states.py    finished, film or series; facts that nobody knows
    sealed.py    wishes about the ending and the like
                 (refusals.py: what is refused, from near and far)
    korean.py    all of the above in Korean (korean_amounts.py, korean_titles.py)
    facets.py    everything that the vocabulary has a word for
                 (lexicon.py, spoken.py: those words; asides.py, meanings.py: what
                 viewers tell of themselves, and words that mean no wish there)
    afterthoughts.py   what was said otherwise in the next breath
    leftover.py  the rest, for search by words and by meaning

    tokens.py, amounts.py, bounds.py      words, numbers and what bounds them
    comparators.py   the words that bound them
    turning.py   what turns a bound round: denials and refusals
    negation.py, hangul.py               "not" before a word, and in Korean
    page.py, lookup.py, record.py        the page, the library's names, the JSON form

No model is needed, nothing is guessed silently: each assumption is a sentence in
`Request.assumed`. Time is linear in the length of the request, which is bounded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from ..domain import Limit, Request, RevealName
from ..errors import BadRequest
from ..vocabulary import Vocabulary
from .afterthoughts import read_afterthoughts
from .facets import read_facets
from .hedges import read_hedges
from .korean import read_korean
from .leftover import free_text
from .lengths import read_lengths, read_soft_lengths
from .lookup import NameLookup, TitleRef
from .page import Notes, Page
from .people import read_people
from .places import read_places
from .recency import read_recency
from .recollection import read_recollection
from .record import request_from_record, request_to_record
from .ruling import read_rulings
from .sealed import read_sealed
from .states import read_finished, read_kind, read_unknown_facts
from .strangers import read_strangers
from .stretches import read_stretches
from .titles import read_titles
from .turns import read_turns, silence_system
from .years import read_years

__all__ = [
    "LONGEST_REQUEST",
    "NameLookup",
    "TitleRef",
    "parse_request",
    "request_from_record",
    "request_to_record",
]

LONGEST_REQUEST: Final = 20_000
"""Characters of the longest request that is read."""

READERS: Final[tuple[Callable[[Page], None], ...]] = (
    read_turns,
    read_recollection,
    read_hedges,
    read_rulings,
    read_titles,
    silence_system,
    read_korean,
    read_people,
    read_stretches,
    read_lengths,
    read_years,
    read_places,
    read_strangers,
    read_finished,
    read_sealed,
    read_unknown_facts,
    read_soft_lengths,
    read_recency,
    read_kind,
    read_facets,
    read_afterthoughts,
)


def parse_request(
    text: str, *, vocabulary: Vocabulary, names: NameLookup, today: date
) -> Request:
    """What a viewer asks for; BadRequest where there is nothing, or far too much."""
    if not text.strip():
        raise BadRequest("The request is empty; say what you are in the mood for.")
    if len(text) > LONGEST_REQUEST:
        raise BadRequest(
            f"The request has {len(text):,} characters; "
            f"shorten it to {LONGEST_REQUEST:,} or fewer."
        )
    page = Page(text, vocabulary=vocabulary, names=names, today=today)
    for read in READERS:
        read(page)
    _set_revealing_apart(page)
    return _request(page, page.notes)


def _set_revealing_apart(page: Page) -> None:
    """A wish for what happens later is not applied: each pick would tell that it does.

    Its words stay in the free text, which finds only what is safe for anybody to read.
    """
    notes = page.notes
    revealing = [
        (at, want)
        for at, want in notes.wants
        if want.facet and page.vocabulary.facet(want.facet).reveals not in _OPEN
    ]
    if revealing:
        notes.wants = [noted for noted in notes.wants if noted not in revealing]
        notes.sealed += [
            (at, replace(want, limit=Limit("facet", want.text, any_of=(want.facet,))))
            for at, want in revealing
        ]
        told = " and ".join(dict.fromkeys(f"“{want.text}”" for _, want in revealing))
        page.assume(
            f"{told}: looked for in synopses and safe sentences only, since titles "
            "listed by it would give themselves away."
        )


_OPEN: Final[frozenset[RevealName]] = frozenset({"feel", "premise"})


def _request(page: Page, notes: Notes) -> Request:
    """What was noted, in the order of the viewer's words."""
    return Request(
        text=page.text,
        limits=tuple(limit for _, limit in sorted(notes.limits, key=_place)),
        wants=tuple(want for _, want in sorted(notes.wants, key=_place)),
        avoids=tuple(want for _, want in sorted(notes.avoids, key=_place)),
        likes=tuple(like for _, like in sorted(notes.likes, key=_place)),
        sealed=tuple(want for _, want in sorted(notes.sealed, key=_place)),
        assumed=tuple(notes.assumed),
        named=tuple(notes.named),
        free_text=free_text(page),
        clues=tuple(notes.clues),
    )


def _place(noted: tuple[int, object]) -> int:
    return noted[0]
