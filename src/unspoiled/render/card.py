"""About -> a card: what is told of a title line by line, each with what carries it.

The terminal, the page and JSON show the same card, so that no face tells more than
another. Everything in it comes from `About`, which holds only what its viewer may know;
nothing is padded: a part of which there is nothing to tell is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ..domain import Profile, Quote, Statement, Title, Track, Voice
from ..guide import About
from ..lineage import LengthNorm, Lineage, Person
from ..lineage.wording import counted
from ..reasons import (
    Count,
    count_words,
    doubt_words,
    length_in_short,
    length_in_words,
    listed_as,
    listing,
    share_words,
    sure_words,
)
from ..vocabulary import Facet, Vocabulary
from ..whom import Whom, for_whom, not_for_whom

PartKey = Literal[
    "mood", "pace", "story", "setting", "people", "format", "audience", "divided",
    "denied", "praised", "blamed", "for", "not_for", "makers", "cast", "related",
    "soundtrack", "warnings", "ending",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told, how sure it is, and the sentences that carry it."""

    text: str
    sure: str | None = None
    """ "2 of 3 reviewers, listed"; None for a plain fact."""
    told: str | None = None
    """The count in a whole sentence: "2 of 3 reviewers call it calm."."""
    says: tuple[Quote, ...] = ()
    denies: tuple[Quote, ...] = ()
    agree: int = 0
    """Reviewers who say so: as many as `says`, or more."""
    differ: int = 0
    quoted: bool = False
    """Whether the text is a reviewer's own words."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind. Those of statements may stand in one row."""

    key: PartKey
    label: str
    """Short, for a column."""
    heading: str
    lines: tuple[Line, ...]
    in_a_row: bool = True
    lead: str = ""
    """Said before the lines: "four tracks"."""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is told of a title, in order."""

    heading: str
    names: tuple[str, ...]
    facts: tuple[str, ...]
    """What is plainly known: country, length and services in one, then the usual length."""
    gist: str | None
    """What it is like, in plain words; None where nobody and no tag says."""
    parts: tuple[Part, ...]
    synopsis: str | None
    quotes: tuple[Quote, ...]
    """Sentences that praise or describe it best."""
    cautions: tuple[Quote, ...]
    """Sentences that say what is wrong with it, or for whom it may not be."""
    notes: tuple[str, ...]
    """On what all of it rests, and what is kept back."""

    def part(self, key: PartKey) -> Part | None:
        return next((one for one in self.parts if one.key == key), None)


@dataclass(frozen=True, slots=True)
class GistConfig:
    """How much goes into the line that says what a title is like."""

    moods: int = 4
    paces: int = 2
    story: int = 4
    short: float = 0.15
    """Most comparable titles, as a share, that are shorter than one called short."""
    long: float = 0.05
    """Most that are longer than one called long."""


def card_of(about: About, vocabulary: Vocabulary) -> Card:
    """The card of a title."""
    parts = tuple(part for part in _parts(about, vocabulary) if part.lines)
    words = {line.text for part in parts for line in part.lines if line.quoted}
    lineage = about.lineage
    return Card(
        heading=heading_of(about.title),
        names=about.title.names[1:6],
        facts=tuple(_facts(about.title, lineage, vocabulary)),
        gist=gist_of(about, vocabulary),
        parts=parts,
        synopsis=about.title.synopsis,
        quotes=tuple(r.quote for r in about.quotes if r.quote is not None),
        cautions=tuple(
            reason.quote
            for reason in about.not_for
            if reason.quote is not None and reason.quote.display not in words
        ),
        notes=tuple(_notes(about)),
    )


def heading_of(title: Title) -> str:
    """ "Soundtrack #1 (2022)"."""
    return title.title + (f" ({title.year})" if title.year else "")


def plain_facts(title: Title) -> str:
    """ "South Korea · 4 episodes of 44 min, 2 h 56 min in all · Disney+"."""
    services = dict.fromkeys((*title.networks, *title.streaming))
    facts = (title.country, length_in_words(title), ", ".join(services))
    return " · ".join(fact for fact in facts if fact)


def _facts(
    title: Title, lineage: Lineage | None, vocabulary: Vocabulary
) -> Iterator[str]:
    if facts := plain_facts(title):
        yield facts
    if lineage is not None and lineage.length is not None:
        yield lineage.length.words(vocabulary)


# --- what it is like ------------------------------------------------------------------


def gist_of(
    about: About, vocabulary: Vocabulary, config: GistConfig | None = None
) -> str | None:
    """ "Calm, warm; relaxed pace; friends to lovers; short: 4 episodes, 2 h 56 min."."""
    config, profile = config or GistConfig(), about.profile
    told = [
        _first(_names(profile, about.title, ("mood",), vocabulary), config.moods),
        _first(_names(profile, about.title, ("pace",), vocabulary), config.paces),
        _first(
            _names(profile, about.title, ("trope", "theme"), vocabulary), config.story
        ),
    ]
    if not any(told):
        return None
    norm = None if about.lineage is None else about.lineage.length
    words = "; ".join(filter(None, (*told, _length(about.title, norm, config))))
    return f"{words[0].upper()}{words[1:]}."


def _first(names: Sequence[str], most: int) -> str:
    return ", ".join(names[:most])


def _names(
    profile: Profile, title: Title, groups: tuple[str, ...], vocabulary: Vocabulary
) -> list[str]:
    """Names of what holds, without what another of them says already."""
    held = ordered([s for s in profile.of(*groups) if s.holds], title, vocabulary)
    facets = [vocabulary.facet(one.facet) for one in held]
    implied = {key for facet in facets for key in facet.broader}
    return [facet.name for facet in facets if facet.key not in implied]


def _length(title: Title, norm: LengthNorm | None, config: GistConfig) -> str | None:
    words = length_in_short(title)
    if words is None or norm is None:
        return words
    if norm.shorter <= config.short and norm.longer > config.short:
        return f"short: {words}"
    return f"long: {words}" if norm.longer <= config.long else words


def ordered(
    statements: Iterable[Statement], title: Title, vocabulary: Vocabulary
) -> list[Statement]:
    """By how many voices speak for it, a tag's being one, then in the record's order."""
    facets = vocabulary.of_tags((*title.tags, *title.genres))
    place = {facet.key: number for number, facet in enumerate(facets)}
    return sorted(
        statements,
        key=lambda one: (
            -(one.agree - one.differ + one.listed),
            not one.speak,
            0 if one.speak else place.get(one.facet, 0),
        ),
    )


# --- the parts, in the order in which they are told -----------------------------------

_LIKE: Final[tuple[tuple[PartKey, str, str, tuple[str, ...]], ...]] = (
    ("mood", "Mood", "Mood", ("mood",)),
    ("pace", "Pace", "Pace", ("pace",)),
    ("story", "Story", "Story and themes", ("trope", "theme")),
    ("setting", "Setting", "Setting", ("setting",)),
    ("people", "People", "Who is in it", ("people",)),
    ("format", "Form", "Form", ("format",)),
    ("audience", "It is", "What kind of watch it is", ("audience",)),
)
"""Parts of statements that hold, each with its groups of the vocabulary."""
_OF_CRAFT: Final = ("craft",)
_SEALED: Final = ("content_warning", "ending_tone")


def _parts(about: About, vocabulary: Vocabulary) -> Iterator[Part]:
    profile, title = about.profile, about.title
    for key, label, heading, groups in _LIKE:
        held = ordered(_held(profile, groups, vocabulary), title, vocabulary)
        yield Part(key, label, heading, _stated(held, vocabulary))
    yield from _disputed(profile, vocabulary)
    craft = profile.of(*_OF_CRAFT)
    praised = [one for one in craft if one.agree > one.differ]
    blamed = [one for one in craft if one.differ > one.agree]
    yield Part("praised", "Praised", "Praised", _stated(praised, vocabulary))
    yield Part("blamed", "Blamed", "Blamed", _denied(blamed, vocabulary))
    suited = for_whom(profile, about.boundary, vocabulary)
    yield Part("for", "For", "For whom", _whom(suited), False)
    put_off = not_for_whom(profile)
    yield Part("not_for", "Not for", "For whom it may not be", _whom(put_off), False)
    yield from _made(title, about.lineage)
    yield from _sealed(about, vocabulary)


def _held(
    profile: Profile, groups: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[Statement]:
    """What holds, without what is only listed and another of them says already."""
    held = [one for one in profile.of(*groups) if one.holds]
    implied = {key for one in held for key in vocabulary.facet(one.facet).broader}
    return (one for one in held if one.speak or one.facet not in implied)


def _stated(
    statements: Iterable[Statement], vocabulary: Vocabulary
) -> tuple[Line, ...]:
    return tuple(statement_line(one, vocabulary) for one in statements)


def statement_line(statement: Statement, vocabulary: Vocabulary) -> Line:
    """What holds, with how many say so, and those who do not."""
    facet = vocabulary.facet(statement.facet)
    counted = Count(statement.agree, statement.speak)
    said = count_words(counted, facet) if statement.speak else None
    listed = f"{listed_as(facet)}." if statement.listed else None
    return Line(
        facet.name,
        sure_words(statement),
        " ".join(filter(None, (said, listed))) or None,
        _quotes(statement.voices),
        _quotes(statement.against),
        statement.agree,
        statement.differ,
    )


def _denied(
    statements: Iterable[Statement], vocabulary: Vocabulary
) -> tuple[Line, ...]:
    """The same of what most reviewers deny, or find fault with."""
    return tuple(denied_line(one, vocabulary) for one in statements)


def denied_line(statement: Statement, vocabulary: Vocabulary) -> Line:
    """What does not hold, with how many say so."""
    facet = vocabulary.facet(statement.facet)
    counted = Count(statement.differ, statement.speak, denies=True)
    return Line(
        facet.name,
        doubt_words(statement),
        count_words(counted, facet),
        _quotes(statement.against),
        _quotes(statement.voices),
        statement.differ,
        statement.agree,
    )


def _quotes(voices: Sequence[Voice]) -> tuple[Quote, ...]:
    return tuple(voice.quote for voice in voices)


def _disputed(profile: Profile, vocabulary: Vocabulary) -> Iterator[Part]:
    """What reviewers differ on evenly, and what they deny outright."""
    open_ones = [
        one
        for one in profile.statements
        if one.speak and not one.facet.startswith(_SEALED)
    ]
    divided: dict[str, Line] = {}
    for one in open_ones:
        opposite = vocabulary.opposite(one.facet)
        # of calm and tense, each of which one of two says, the first is enough
        twice = opposite is not None and opposite.key in divided
        if one.agree == one.differ and not twice:
            divided[one.facet] = _divided_line(one, opposite, vocabulary)
    yield Part("divided", "They differ", "Reviewers differ", tuple(divided.values()))
    held = {one.facet for one in profile.statements if one.holds} | divided.keys()
    denied = []
    for one in open_ones:
        opposite = vocabulary.opposite(one.facet)
        told = opposite is not None and opposite.key in held and not one.listed
        if one.differ > one.agree and not told and not one.facet.startswith("craft:"):
            denied.append(one)
    yield Part("denied", "It is not", "It is not", _denied(denied, vocabulary))


def _divided_line(
    statement: Statement, opposite: Facet | None, vocabulary: Vocabulary
) -> Line:
    facet = vocabulary.facet(statement.facet)
    against = {voice.facet for voice in statement.against}
    other = opposite is not None and opposite.key in against
    names = [facet.name, *([opposite.name] if opposite and other else [])]
    return Line(
        " or ".join(names),
        f"{share_words(statement.agree, statement.speak)} each way"
        + (", listed" if statement.listed else ""),
        count_words(Count(statement.agree, statement.speak), facet),
        _quotes(statement.voices),
        _quotes(statement.against),
        statement.agree,
        statement.differ,
    )


def _whom(found: Sequence[Whom]) -> tuple[Line, ...]:
    return tuple(
        Line(
            one.words,
            _reviews(one.quotes),
            says=one.quotes,
            agree=len(one.quotes),
        )
        if one.words is not None
        else Line(one.quotes[0].display, says=one.quotes, agree=1, quoted=True)
        for one in found
    )


def _reviews(quotes: Sequence[Quote]) -> str:
    number = len({quote.review_id for quote in quotes})
    return "one review" if number == 1 else f"{number} reviews"


def _made(title: Title, lineage: Lineage | None) -> Iterator[Part]:
    """Who made it, with what else they made; what it is related to; what it sounds like."""
    met = () if lineage is None else lineage.people
    changes = () if lineage is None else lineage.changes
    lines = [Line(words) for words in _makers(title, met)]
    lines += [Line(change.words) for change in changes]
    yield Part("makers", "Made by", "Who made it", tuple(lines), False)
    yield Part("cast", "With", "Who plays in it", tuple(_cast(title, met)), False)
    if lineage is not None:
        related = [Line(one.words) for one in lineage.relations]
        related += [
            Line(one.words, says=one.quotes, agree=max(one.reviewers, len(one.quotes)))
            for one in lineage.comparisons
        ]
        yield Part("related", "Beside it", "Beside other titles", tuple(related), False)
    yield _soundtrack(title)


def _makers(title: Title, met: Sequence[Person]) -> Iterator[str]:
    """Who directed and who wrote it, each with what else they made."""
    both = [name for name in title.directors if name in title.writers]
    known = {one.name: one for one in met if one.trades != ("cast",)}
    for words, names in (
        ("Written and directed by", both),
        ("Directed by", [name for name in title.directors if name not in both]),
        ("Written by", [name for name in title.writers if name not in both]),
    ):
        works = {name: _works(known.get(name)) for name in names}
        yield from (f"{words} {name}{works[name]}" for name in names if works[name])
        if others := [name for name in names if not works[name]]:
            yield f"{words} {', '.join(others)}"


def _works(person: Person | None) -> str:
    """ " – also Vincenzo (2021), Little Women (2022)"."""
    if person is None or not person.works:
        return ""
    told = [w.title + (f" ({w.year})" if w.year else "") for w in person.works]
    return f" – also {', '.join(told)}"


CAST: Final = 6
"""Of whom a card tells."""


def _cast(title: Title, met: Sequence[Person]) -> Iterator[Line]:
    known = {one.name: one for one in met if one.trades == ("cast",)}
    for member in title.cast[:CAST]:
        played = f" as {member.character}" if member.character else ""
        yield Line(f"{member.actor}{played}{_works(known.get(member.actor))}")


def _soundtrack(title: Title) -> Part:
    """Tracks by name; of those whose name is withheld, how many and by whom."""
    named = [Line(_track(track)) for track in title.soundtrack if track.track]
    unnamed = [track for track in title.soundtrack if not track.track]
    if unnamed:
        artists = list(dict.fromkeys(t.artist for t in unnamed if t.artist))
        by = f" by {listing(artists)}" if artists else ""
        more = " more" if named else ""
        named.append(Line(counted(len(unnamed), f"{more} track".lstrip()) + by))
    lead = counted(len(title.soundtrack), "track") if len(named) > 1 else ""
    return Part("soundtrack", "Soundtrack", "Soundtrack", tuple(named), lead=lead)


def _track(track: Track) -> str:
    return f"{track.track}" + (f" ({track.artist})" if track.artist else "")


def _sealed(about: About, vocabulary: Vocabulary) -> Iterator[Part]:
    """Content warnings where they are told, and how it ends once all is seen."""
    if about.warnings is not None:
        held = [one for one in about.warnings if one.holds]
        lines = _stated(held, vocabulary) or (
            Line("none that a tag or a review names"),
        )
        yield Part("warnings", "Warnings", "Content warnings", lines)
    ends = [one for one in about.profile.of("ending_tone") if one.holds]
    yield Part("ending", "Ending", "How it ends", _stated(ends, vocabulary))


# --- on what it rests -----------------------------------------------------------------


def _notes(about: About) -> Iterator[str]:
    profile = about.profile
    if not about.reviews:
        yield "No review of it is in your library yet."
    elif not about.quotes and not any(one.speak for one in profile.statements):
        number = f"{about.reviews} review{'s' if about.reviews > 1 else ''}"
        yield f"There is no safe quote in {number}."
    elif about.reviews == 1:
        yield "All that reviewers say here is from one review."
    else:
        yield f"From {about.reviews} reviews in your library."
    if profile.withheld:
        one = profile.withheld == 1
        yield (
            f"Withheld: {profile.withheld} more facet{'' if one else 's'} that may give "
            "something away."
        )


def source_of(quote: Quote, *, link: bool = True) -> str:
    """Whose words a quote is, and where they stand."""
    told = (quote.author, quote.source, quote.url if link else None)
    return " · ".join(filter(None, told)) or "a review in your library"
