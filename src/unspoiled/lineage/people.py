"""Who made a title and who plays in it, with what else of theirs the library holds.

Names are one person's by `names.person_key`, within one trade: a director is looked for
among directors only. Who both wrote and directed this title is looked for in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ..domain import CreditRole, Title
from ..names import person_key
from ..series import part_of
from ..traits import Traits
from ..vocabulary import Vocabulary
from .genres import change_of_genre
from .shelf import SHOWS, Shelf, titles_at

Trade = Literal["director", "writer", "cast"]
Billing = Literal["director", "writer", "lead", "support", "cast"]
"""What somebody was in a title; "cast" where nothing says how large the part was."""


@dataclass(frozen=True, slots=True)
class PeopleConfig:
    """How many people are told of, and how much of each."""

    makers: int = 3
    """Directors and writers, of each."""
    leads: int = 4
    works: int = 3
    """Other titles of each person."""
    known: float = 0.4
    """Popularity of a work that a viewer may be reminded of."""
    years: int = 40
    """A work further away than that is another person's of the same name."""
    lately: int = 12
    """Years in which a work of another kind is a change worth telling of."""


@dataclass(frozen=True, slots=True)
class Work:
    """Another title that somebody made or played in."""

    title_id: str
    title: str
    year: int | None
    role: Billing


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a title, with their other works, the best known first."""

    name: str
    trades: tuple[Trade, ...]
    character: str | None = None
    """Whom an actor plays here, as far as the viewer may know."""
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An earlier work of a maker that is clearly of another kind than this title."""

    trade: Trade
    person: str
    work: Work
    genre: str
    """What the earlier work is: "a crime drama"."""
    only: bool
    """Whether nobody else of this trade is named for this title."""

    @property
    def words(self) -> str:
        """ "From the director of Vincenzo (2021), a crime drama: a change of lens."."""
        year = f" ({self.work.year})" if self.work.year is not None else ""
        who = f"{'the' if self.only else 'a'} {self.trade}"
        what = "lens" if self.trade == "director" else "tone"
        told = f"{self.work.title}{year}, {self.genre}"
        return f"From {who} of {told}: a change of {what}."


_BILLED: Final[dict[str, Billing]] = {
    "main": "lead", "lead": "lead", "support": "support", "supporting": "support",
}  # fmt: skip
_PASSING: Final = frozenset({"guest", "cameo", "narrator", "voice"})


@dataclass(frozen=True, slots=True)
class _Met:
    """Somebody of this title with the places of their other works, by rank."""

    person: Person
    key: str
    places: tuple[int, ...]


def people_of(
    title: Title,
    shelf: Shelf,
    vocabulary: Vocabulary,
    config: PeopleConfig | None = None,
) -> tuple[tuple[Person, ...], tuple[Change, ...]]:
    """A title's people with their works, and of each trade one change of genre.

    `title` is the record as far as the viewer may know it.
    """
    config = config or PeopleConfig()
    traits = shelf.traits()
    met = [_met(one, title, shelf, traits, config) for one in _people(title, config)]
    wanted = {place for one in met for place in _looked_at(one, traits, title, config)}
    records = titles_at(shelf, sorted(wanted))
    people = tuple(
        Person(
            one.person.name,
            one.person.trades,
            one.person.character,
            tuple(_works(one, records, traits, title))[: config.works],
        )
        for one in met
    )
    told: dict[Trade, Change] = {}
    for one in met:
        change = _change(one, records, title, vocabulary, config)
        if change is not None:
            told.setdefault(change.trade, change)
    return people, tuple(told.values())


def _people(title: Title, config: PeopleConfig) -> Iterator[Person]:
    writers = {person_key(name): name for name in title.writers[: config.makers]}
    for name in title.directors[: config.makers]:
        both = writers.pop(person_key(name), None) is not None
        yield Person(name, ("director", "writer") if both else ("director",))
    for name in writers.values():
        yield Person(name, ("writer",))
    for member in title.cast[: config.leads]:
        yield Person(member.actor, ("cast",), member.character)


def _met(
    person: Person, title: Title, shelf: Shelf, traits: Traits, config: PeopleConfig
) -> _Met:
    key = person_key(person.name)
    places = {p for role in person.trades for p in _credited(shelf, key, role)}
    own = traits.place_of.get(title.id)
    shows = _shows(traits)
    near = (
        place
        for place in sorted(places - {own})
        if place not in shows and _within(traits, place, title.year, config.years)
    )
    return _Met(person, key, tuple(near))


def _credited(shelf: Shelf, key: str, role: CreditRole) -> list[int]:
    found: list[int] = shelf.credited([key], role).tolist() if key else []
    return found


def _shows(traits: Traits) -> frozenset[int]:
    return frozenset(p for key in SHOWS for p in traits.facets.bearing(key).tolist())


def _within(traits: Traits, place: int, year: int | None, years: int) -> bool:
    other = float(traits.year[place])
    return year is None or not abs(other - year) > years  # unknown is near


def _apart(places: Sequence[int], traits: Traits, title: Title) -> Iterator[int]:
    """One title of each series, the best known, no special and none of the title's own."""
    told = {part_of(name).base for name in (title.title, *title.aka)}
    for place in places:
        part = part_of(traits.names[place])
        if part.base not in told and part.form is None:
            told.add(part.base)
            yield place


def _looked_at(
    met: _Met, traits: Traits, title: Title, config: PeopleConfig
) -> list[int]:
    """Places of the works of which the records are needed."""
    apart = list(_apart(met.places, traits, title))
    first = apart[: config.works * 2]
    if met.person.trades == ("cast",):
        return first
    known = [p for p in apart if traits.popularity[p] >= config.known]
    recent = sorted(known, key=lambda p: -float(traits.year[p]))
    before = [p for p in recent if title.year and traits.year[p] <= title.year]
    return [*first, *before[:2]]


def _works(
    met: _Met, records: Mapping[int, Title], traits: Traits, title: Title
) -> Iterator[Work]:
    for place in _apart(met.places, traits, title):
        if (record := records.get(place)) is None:
            continue
        if (role := _billing(met, record)) is not None:
            yield Work(record.id, record.title, record.year, role)


def _billing(met: _Met, record: Title) -> Billing | None:
    """What somebody was in another title; None for a passing part."""
    if "cast" not in met.person.trades:
        directed = any(person_key(name) == met.key for name in record.directors)
        fits = directed and "director" in met.person.trades
        return "director" if fits else "writer"
    for member in record.cast:
        if person_key(member.actor) == met.key:
            words = (member.role or "").casefold().split()
            if not _PASSING.isdisjoint(words):
                return None
            return next((_BILLED[word] for word in words if word in _BILLED), "cast")
    return None


def _change(
    met: _Met,
    records: Mapping[int, Title],
    title: Title,
    vocabulary: Vocabulary,
    config: PeopleConfig,
) -> Change | None:
    """The latest work before this one, else the best known, if it is of another kind."""
    trade = met.person.trades[0]
    if trade == "cast":
        return None
    held = [records[p] for p in met.places if p in records]
    earlier = [
        record
        for record in held
        if _came_before(record, title, config.lately)
        and record.kind != "special"
        and (record.popularity or 0.0) >= config.known
        and _linked(record, title, met.key, trade)
    ]
    if not earlier:
        return None
    latest = max(earlier, key=lambda record: (_began(record), record.id))
    for record in (latest, earlier[0]):
        if (genre := change_of_genre(record, title, vocabulary)) is not None:
            role = _billing(met, record) or trade
            work = Work(record.id, record.title, record.year, role)
            of_trade = title.directors if trade == "director" else title.writers
            return Change(trade, met.person.name, work, genre, len(of_trade) == 1)
    return None


def _linked(other: Title, title: Title, key: str, trade: Trade) -> bool:
    """Whether more than a name speaks for one maker: two people may share it.

    A network or another maker in common; for a director, one of the cast will do.
    """
    if not set(title.networks).isdisjoint(other.networks):
        return True
    makers = _keys(title.directors, title.writers) - {key}
    if not makers.isdisjoint(_keys(other.directors, other.writers)):
        return True
    cast = _keys(member.actor for member in title.cast)
    theirs = _keys(member.actor for member in other.cast)
    return trade == "director" and not cast.isdisjoint(theirs)


def _keys(*names: Iterable[str]) -> set[str]:
    return {person_key(name) for group in names for name in group} - {""}


def _began(title: Title) -> str:
    return title.air_start or str(title.year or "")


def _came_before(other: Title, title: Title, years: int) -> bool:
    """Whether one title is surely older than another, and by no more than so many years."""
    if other.year is None or title.year is None or title.year - other.year > years:
        return False
    if other.year == title.year and other.air_start and title.air_start:
        return other.air_start < title.air_start
    return other.year < title.year
