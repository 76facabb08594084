"""Titles of one series with a title: seasons, parts, specials, remakes.

A name alone proves little: "Voice" is four series. So two titles are told to be related
only where names say so *and* something else agrees: the people, the original name without
its number, or (of numbered seasons of one country) that nothing contradicts. What cannot
be proved is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from ..domain import NOTHING_SEEN, Title
from ..gate import shows_facet
from ..names import LOOSE, name_keys, person_key, plain_name, plain_words
from ..series import Part, base_of, part_of
from ..traits import Traits
from ..vocabulary import Vocabulary
from .shelf import Shelf, titles_at

Kind = Literal[
    "season", "part", "sequel", "prequel", "special", "version", "spin-off", "franchise",
    "remake", "retelling",
]  # fmt: skip
"""What the *other* title is: "version" is another cut of the same, "retelling" another
adaptation of the same story, "franchise" a part that stands by itself."""
Order = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class RelationConfig:
    """How far relations are looked for, and how many are told."""

    most: int = 12
    looked_at: int = 60
    """Records read for one title."""
    strand: int = 14
    """More titles under one head are a slot of a broadcaster and no series."""
    years: int = 12
    """Between a title and its sequel where no people are known to agree."""
    numbers: int = 9
    """Numbers by which other names of a series are looked up."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Another title that belongs to this one, and how."""

    kind: Kind
    title_id: str
    title: str
    year: int | None
    number: int | None = None
    """Which season or part it is, where its name says so."""
    order: Order | None = None
    """Whether it came before this title or after; None where that is not known."""

    @property
    def words(self) -> str:
        """ "A later season: Harbour Lights 2 (2021)"."""
        year = f" ({self.year})" if self.year is not None else ""
        told = _ORDERED.get((self.kind, self.order), _WORDS[self.kind])
        return f"{told}: {self.title}{year}"


_ORDERED: Final[Mapping[tuple[Kind, Order | None], str]] = {
    ("season", "before"): "An earlier season",
    ("season", "after"): "A later season",
    ("part", "before"): "An earlier part",
    ("part", "after"): "A later part",
    ("sequel", "before"): "It follows",
    ("sequel", "after"): "A sequel",
    ("remake", "before"): "A remake of",
    ("remake", "after"): "Remade as",
}
_WORDS: Final[Mapping[Kind, str]] = {
    "season": "Another season", "part": "Another part", "sequel": "Of the same series",
    "prequel": "A prequel", "special": "A special", "version": "Another version",
    "spin-off": "A spin-off", "franchise": "Of the same franchise", "remake": "Made again as",
    "retelling": "The same story told anew",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """A title with what its names say."""

    title: Title
    part: Part
    whole: str
    """The whole name folded, subtitle included."""
    original: Part | None
    people: frozenset[str]
    makers: frozenset[str]
    facets: frozenset[str]
    keys: frozenset[str]

    @property
    def step(self) -> Part:
        """The name that counts, the original's where the main one does not."""
        if self.part.number is None and self.original and self.original.number:
            return self.original
        return self.part


def relations_of(
    title: Title,
    shelf: Shelf,
    vocabulary: Vocabulary,
    config: RelationConfig | None = None,
) -> tuple[Relation, ...]:
    """The titles of one series with a title, nearest kinds first, then by time."""
    config = config or RelationConfig()
    traits = shelf.traits()
    own = _named(title, vocabulary)
    places = _candidates(own, shelf, traits, config)
    others = [
        _named(record, vocabulary)
        for record in titles_at(shelf, places[: config.looked_at]).values()
    ]
    crowded = len(traits.of_series.get(own.part.base, ())) > config.strand
    related = [
        relation
        for other in others
        if (relation := _relation(own, other, config, crowded=crowded)) is not None
    ]
    related = _in_step(related)
    related.sort(key=lambda one: (_RANK[one.kind], one.year or 9999, one.title_id))
    return tuple(related[: config.most])


def _in_step(related: list[Relation]) -> list[Relation]:
    """Where one name says "season", the numbers of the others count seasons as well."""
    seasons = any(one.kind == "season" for one in related)
    return [
        replace(one, kind="season") if seasons and one.kind == "sequel" else one
        for one in related
    ]


_RANK: Final[Mapping[Kind, int]] = {
    "season": 0, "part": 0, "sequel": 0, "prequel": 1, "spin-off": 2, "special": 3,
    "version": 4, "franchise": 5, "remake": 6, "retelling": 7,
}  # fmt: skip


def _named(title: Title, vocabulary: Vocabulary) -> _Named:
    makers = frozenset(map(person_key, (*title.directors, *title.writers))) - {""}
    cast = frozenset(person_key(member.actor) for member in title.cast[:8]) - {""}
    original = title.original_title
    return _Named(
        title=title,
        part=part_of(title.title),
        whole=base_of(plain_name(title.title)),
        original=part_of(original) if original and original != title.title else None,
        people=makers | cast,
        makers=makers,
        facets=frozenset(
            facet.key
            for facet in vocabulary.of_tags(title.tags)
            if facet.group == "format" and shows_facet(facet, NOTHING_SEEN)
        ),
        keys=frozenset(
            key for name in title.names for key in name_keys(name) if key[0] != LOOSE
        ),
    )


# --- where to look ----------------------------------------------------------------


def _candidates(
    own: _Named, shelf: Shelf, traits: Traits, config: RelationConfig
) -> list[int]:
    """Places of the titles whose names are near, by rank; those of the same base first."""
    named = (part_of(name).base for name in own.title.names)
    bases = list(dict.fromkeys((own.part.base, own.whole, *named)))
    near: dict[int, None] = {}
    for base in bases:
        near.update(dict.fromkeys(traits.of_series.get(base, ())))
    near.update(dict.fromkeys(_prefixed(own.part.base, traits)))
    counted = (f"{b}{n}" for b in bases for n in range(2, config.numbers + 1))
    known = shelf.known_names([*bases, *counted, *own.keys])
    by_names = {key: None for ids in known.values() for key in ids}
    near.update(dict.fromkeys(traits.places(by_names).tolist()))
    near.pop(traits.place_of.get(own.title.id, -1), None)
    return list(near)


def _prefixed(base: str, traits: Traits) -> Iterator[int]:
    """Titles whose names go on where this one's ends, or end where this one's goes on."""
    for length in range(_LONG_BASE, len(base)):
        yield from traits.of_series.get(base[:length], ())
    if len(base) < _LONG_BASE:
        return
    keys = traits.series_in_order
    for at in range(bisect_left(keys, base), len(keys)):
        if not keys[at].startswith(base):
            return
        yield from traits.of_series[keys[at]]


_LONG_BASE: Final = 8
"""Letters of a name by which another that begins alike is thought of at all."""


# --- how two are related ----------------------------------------------------------


def _relation(
    own: _Named, other: _Named, config: RelationConfig, *, crowded: bool
) -> Relation | None:
    for told in _RULES:
        if (kind := told(own, other, config)) is not None:
            if crowded and kind in ("franchise", "spin-off", "special"):
                return None
            number = other.step.number if kind in _COUNTING else None
            return Relation(
                kind, other.title.id, other.title.title, other.title.year, number,
                _order(own, other),
            )  # fmt: skip
    return None


_COUNTING: Final = frozenset({"season", "part", "sequel"})


def _numbered(own: _Named, other: _Named, config: RelationConfig) -> Kind | None:
    """ "Harbour Lights" and "Harbour Lights 2"."""
    ours, theirs = own.step, other.step
    if ours.form or theirs.form or ours.place == theirs.place:
        return None
    if ours.number is None and theirs.number is None:
        return None
    if not _one_series(own, other) or _contradicted(own, other, config):
        return None
    if (ours.place < theirs.place) != (_order(own, other) != "before"):
        return None  # the second before the first: two series of one name
    steps = {own.part.step, other.part.step} | {
        part.step for part in (own.original, other.original) if part
    }
    return "season" if "season" in steps else "part" if "part" in steps else "sequel"


def _one_series(own: _Named, other: _Named) -> bool:
    """Whether the names without their numbers are one, and one country's."""
    if own.title.country != other.title.country:
        return False
    if _same_base(own, other):
        return True
    pair = own.original, other.original
    if pair[0] and pair[1] and pair[0].base == pair[1].base:
        return True
    return bool(_bases(own) & _bases(other)) and _kin(own, other)


def _same_base(own: _Named, other: _Named) -> bool:
    """Whether the main names agree, a subtitle of one counting as its name or not."""
    ours, theirs = own.part.base, other.part.base
    numbered = own.part.number is not None or other.part.number is not None
    whole = numbered and (own.whole == theirs or ours == other.whole)
    return ours == theirs or whole


def _bases(named: _Named) -> set[str]:
    return {part_of(name).base for name in named.title.names}


def _contradicted(own: _Named, other: _Named, config: RelationConfig) -> bool:
    """Whether people, original names or years say that the two are strangers."""
    if _kin(own, other):
        return False
    if own.original and other.original and own.original.base != other.original.base:
        return True
    if _same_original(own, other) and _same_base(own, other):
        return False
    said = "season" in (own.step.step, other.step.step)
    if own.people and other.people and not said:
        return True
    return _years_apart(own, other) > config.years


def _kin(own: _Named, other: _Named) -> bool:
    """Whether people agree: a maker, or two of the cast."""
    return bool(own.makers & other.makers) or len(own.people & other.people) >= 2


def _same_original(own: _Named, other: _Named) -> bool:
    ours, theirs = own.original, other.original
    return bool(ours and theirs and ours.base == theirs.base)


def _years_apart(own: _Named, other: _Named) -> int:
    years = own.title.year, other.title.year
    return 0 if years[0] is None or years[1] is None else abs(years[0] - years[1])


def _formed(own: _Named, other: _Named, config: RelationConfig) -> Kind | None:
    """A name that says itself what it is: "Harbour Lights: Special"."""
    if other.part.form is None or not _one_series(own, other):
        return None
    if own.part.form is not None and not _kin(own, other):
        return None  # two of a broadcaster's specials
    if _contradicted(own, other, config) or not _timely(own, other, config):
        return None
    return other.part.form


def _of_form(own: _Named, other: _Named, config: RelationConfig) -> Kind | None:
    """The series of which this title is a special."""
    if own.part.form is None or other.part.form is not None:
        return None
    if not _one_series(own, other) or _contradicted(own, other, config):
        return None
    return "franchise" if _timely(own, other, config) else None


def _timely(own: _Named, other: _Named, config: RelationConfig) -> bool:
    """Whether a special came while the series was new, or years later by its people."""
    apart = _years_apart(own, other)
    return apart <= (config.years if _kin(own, other) else 2)


def _subtitled(own: _Named, other: _Named, config: RelationConfig) -> Kind | None:
    """ "Harbour Lights: The Storm", or a name that goes on: people have to agree."""
    if own.title.country != other.title.country or not _kin(own, other):
        return None
    same = own.part.base == other.part.base or _same_original(own, other)
    added = other.part.subtitle or own.part.subtitle
    if same and added:
        plain = own.part.subtitle is None and own.part.number is None
        return "spin-off" if plain and other.part.number is None else "franchise"
    if _goes_on(own.title, other.title):
        return "spin-off"
    return "franchise" if _goes_on(other.title, own.title) else None


def _goes_on(title: Title, other: Title) -> bool:
    """Whether the other's name is this one's and some words more."""
    name, longer = plain_name(title.title), plain_name(other.title)
    whole = longer.startswith(name) and longer[len(name) :][:1] == " "
    return whole and len(base_of(name)) >= _LONG_BASE


def _dated(own: _Named, other: _Named, config: RelationConfig) -> Kind | None:
    """ "Summer of 1988" and "Summer of 1994", by the same makers."""
    ours, theirs = own.part, other.part
    if ours.year is None or theirs.year is None or ours.year == theirs.year:
        return None
    same = ours.base == theirs.base and own.title.country == other.title.country
    return "franchise" if same and own.makers & other.makers else None


def _remade(own: _Named, other: _Named, config: RelationConfig) -> Kind | None:
    """One name in two countries, the later of which is listed as a remake."""
    if not _telling_name(own, other) or own.title.country == other.title.country:
        return None
    order = _order(own, other)
    later = other if order == "after" else own if order == "before" else None
    if later is not None and "format:remake" in later.facets:
        return "remake"
    return None


def _telling_name(own: _Named, other: _Named) -> bool:
    """Whether the two share a name that is long, or more than plain words."""
    shared = own.keys & other.keys
    for name in own.title.names if shared else ():
        keys = shared.intersection(name_keys(name))
        words = plain_name(name).split()
        plain = all(word.strip(".,!?'") in plain_words() for word in words)
        if keys and (not plain or max(map(len, keys)) >= _LONG_NAME):
            return True
    return False


def _retold(own: _Named, other: _Named, config: RelationConfig) -> Kind | None:
    """One long name in two countries, both of which say what they are made from."""
    sources = {key for key in own.facets & other.facets if ":based-on-" in key}
    if not sources or own.title.country == other.title.country:
        return None
    shared = max(map(len, own.keys & other.keys), default=0)
    return "retelling" if shared >= _LONG_NAME else None


_LONG_NAME: Final = 12
"""Letters of a name that two titles hardly have by chance."""

_RULES: Final[tuple[Callable[[_Named, _Named, RelationConfig], Kind | None], ...]] = (
    _numbered, _formed, _of_form, _dated, _subtitled, _remade, _retold,
)  # fmt: skip
"""The first that holds says what the other title is."""


def _order(own: _Named, other: _Named) -> Order | None:
    """Whether the other came before or after, by date, else by number."""
    ours, theirs = own.title, other.title
    if ours.year is not None and theirs.year is not None and ours.year != theirs.year:
        return "after" if theirs.year > ours.year else "before"
    if ours.air_start and theirs.air_start and ours.air_start != theirs.air_start:
        return "after" if theirs.air_start > ours.air_start else "before"
    if own.part.base == other.part.base and own.step.place != other.step.place:
        return "after" if other.step.place > own.step.place else "before"
    return None
