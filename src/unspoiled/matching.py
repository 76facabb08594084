"""A name and a year -> the title meant, or a doubt.

`decide` never guesses: where two titles could be meant it answers Doubt, and the
record is set aside until a person settles it. What it is given as candidates are the
titles that share a key or an id with what is wanted (`Wanted.keys`, `Wanted.foreign`);
`suggest` finds those whose spelling is merely close, which is never more than a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import regex
from rapidfuzz import fuzz, process

from .domain import Kind, Review, Title
from .names import LOOSE, MAX_NAME, name_keys, person_key, year_in_name

__all__ = [
    "Decision", "Doubt", "Match", "Unknown", "Wanted", "decide", "name_keys", "near",
    "person_key", "suggest",
]  # fmt: skip

MAX_CANDIDATES: Final = 12
CLOSE: Final = 82.0
"""Similarity of two keys, 0..100, from which a misspelling is likely."""

_IMDB = regex.compile(r"tt\d{5,10}")
_PAGES = {
    "imdb": regex.compile(r"https?://(?:www\.|m\.)?imdb\.com/title/(tt\d{5,10})\b"),
    "mdl": regex.compile(r"https?://(?:www\.)?mydramalist\.com/(\d{1,9})-"),
}
"""Addresses of services whose pages each belong to one title."""
_BARE_YEAR = regex.compile(r"(.*\S)\s+(1[89]\d\d|20\d\d)", flags=regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a record says of the title that it is about."""

    title: str | None = None
    year: int | None = None
    title_id: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None
    aka: tuple[str, ...] = ()
    url: str | None = None

    @classmethod
    def by(cls, review: Review) -> Wanted:
        """What a review says."""
        return cls(
            title=review.title,
            year=review.year,
            title_id=review.title_id,
            url=review.url,
        )

    @property
    def names(self) -> tuple[str, ...]:
        return (*((self.title,) if self.title else ()), *self.aka)

    @property
    def keys(self) -> tuple[str, ...]:
        """The folded keys to look its names up by."""
        split = _split_year(self)
        names = (*self.names, *(split.names if split else ()))
        return tuple(dict.fromkeys(k for name in names for k in name_keys(name)))

    @property
    def stated(self) -> dict[str, str]:
        """The ids at other services that it states, such as {"imdb": "tt0114709"}."""
        known = {key: value for key, value in self.ids.items() if value}
        if self.title_id and _IMDB.fullmatch(self.title_id):
            known.setdefault("imdb", self.title_id)
        return known

    @property
    def foreign(self) -> dict[str, str]:
        """The ids to look it up by: those stated and the one its URL tells."""
        known = self.stated
        for service, page in _PAGES.items():
            if self.url and (found := page.match(self.url[:500])):
                known.setdefault(service, found[1])
        return known


@dataclass(frozen=True, slots=True)
class Match:
    """The one title meant, and how that was told."""

    title_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The titles that may be meant, the likeliest first."""

    candidates: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No title of the library is meant."""

    why: str


Decision = Match | Doubt | Unknown

# How a candidate carries the wanted name, best first.
_EXACT, _MAIN, _AKA, _SOUND, _CLOSE = range(5)
_HOW = ("by name", "by name", "by another name", "by a name that sounds alike")


@dataclass(frozen=True, slots=True)
class _Found:
    title: Title
    tier: int
    apart: int | None
    """Years between the two, None where either is unknown."""


def decide(wanted: Wanted, candidates: Sequence[Title]) -> Decision:
    """Tell which of the candidates is wanted, by ids first, then by names and year."""
    if (by_id := _by_id(wanted, candidates)) is not None:
        return by_id
    decision = _by_name(wanted, candidates)
    split = _split_year(wanted)
    if split is not None and not isinstance(decision, Match):
        reading = _by_name(split, candidates)
        decision = decision if isinstance(reading, Unknown) else reading
    if isinstance(decision, Match) and wanted.title_id:
        # an id that the library does not know speaks against the title it does know
        why = (
            f"no title has the id {wanted.title_id}, though one matches {decision.why}"
        )
        return Doubt((decision.title_id,), why)
    return decision


def near(name: str, names: Iterable[str], *, limit: int = 5) -> tuple[str, ...]:
    """Those of `names` whose spelling is close to that of `name`, the closest first."""
    keys: dict[str, list[str]] = {}
    for one in dict.fromkeys(names):
        keys.setdefault(_strict(one), []).append(one)
    close = (one for key in _near_keys(name, keys, limit) for one in keys[key])
    return tuple(close)[:limit]


def suggest(
    name: str, keys: Mapping[str, Sequence[str]], *, limit: int = 5
) -> tuple[str, ...]:
    """Ids of titles whose names are spelled nearly so, out of a table of name keys."""
    close = (one for key in _near_keys(name, keys, limit) for one in keys[key])
    return tuple(dict.fromkeys(close))[:limit]


def _near_keys(name: str, keys: Iterable[str], limit: int) -> list[str]:
    best: dict[str, float] = {}
    choices = [key for key in keys if not key.startswith(LOOSE)]
    for wanted in name_keys(name):
        if wanted.startswith(LOOSE):
            continue
        for key, score, _ in process.extract(
            wanted, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=CLOSE
        ):
            best[key] = max(score, best.get(key, 0.0))
    return sorted(best, key=lambda key: (-best[key], key))[:limit]


# --- by id ------------------------------------------------------------------------


def _by_id(wanted: Wanted, candidates: Sequence[Title]) -> Match | Doubt | None:
    for title in candidates:
        if wanted.title_id and title.id == wanted.title_id:
            return Match(title.id, "by id")
    foreign = wanted.foreign
    sharing = [title for title in candidates if _share(foreign, title)]
    if len(sharing) == 1:
        if wanted.names and not _share(wanted.stated, sharing[0]):
            if not _found(wanted, sharing):
                why = f"its URL is about {sharing[0].title}, but it says {_quoted(wanted)}"
                return Doubt((sharing[0].id,), why)
            return Match(sharing[0].id, "by its URL")
        return Match(sharing[0].id, "by id")
    if sharing:
        ids = tuple(title.id for title in sharing[:MAX_CANDIDATES])
        return Doubt(ids, "several titles have its id")
    return None


def _share(foreign: Mapping[str, str], title: Title) -> bool:
    return any(title.ids.get(key) == value for key, value in foreign.items())


def _differ(some: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Whether one service knows the two under different ids."""
    return any(others.get(key, value) != value for key, value in some.items())


def _not_contradicted(wanted: Wanted, candidates: Sequence[Title]) -> list[Title]:
    """Without those that the same service knows under another id."""
    stated = wanted.stated
    return [
        title
        for title in candidates
        if not _differ(stated, title.ids)
        and (wanted.kind is None or title.kind == wanted.kind)
    ]


# --- by name and year -------------------------------------------------------------


def _by_name(wanted: Wanted, candidates: Sequence[Title]) -> Decision:
    if not wanted.names:
        return Unknown(
            f"no title has the id {wanted.title_id}"
            if wanted.title_id
            else "it does not say what title it is about"
        )
    found = sorted(_found(wanted, _not_contradicted(wanted, candidates)), key=_order)
    if not found:
        return Unknown(f"no title is named {_quoted(wanted)}")
    if found[0].tier == _CLOSE:
        return _doubt(found, f"no title is named {_quoted(wanted)}, but some nearly so")
    found = [f for f in found if f.tier < _CLOSE]
    if _year(wanted) is None:
        return _without_year(wanted, found)
    return _with_year(wanted, found)


def _order(found: _Found) -> tuple[int, int, str]:
    return found.tier, 99 if found.apart is None else found.apart, found.title.id


def _found(wanted: Wanted, candidates: Iterable[Title]) -> list[_Found]:
    year = _year(wanted)
    keys = frozenset(key for name in wanted.names for key in name_keys(name))
    first = frozenset(_strict(name) for name in wanted.names)
    found = {}
    for title in candidates:
        tier = _tier(title, keys, first)
        if tier is not None:
            apart = (
                None if year is None or title.year is None else abs(title.year - year)
            )
            found[title.id] = _Found(title, tier, apart)
    return list(found.values())


def _tier(title: Title, keys: frozenset[str], first: frozenset[str]) -> int | None:
    if _strict(title.title) in first:
        return _EXACT
    firm = {key for key in keys if not key.startswith(LOOSE)}
    main = set(name_keys(title.title))
    if title.original_title:
        main.update(name_keys(title.original_title))
    if firm & main:
        return _MAIN
    others = {key for name in title.aka for key in name_keys(name)}
    if firm & others:
        return _AKA
    if (keys - firm) & (main | others):
        return _SOUND
    close = any(fuzz.ratio(a, b) >= CLOSE for a in firm for b in main | others)
    return _CLOSE if close else None


def _strict(name: str) -> str:
    """The strictest key of a name without the year it may end with."""
    keys = name_keys(name)
    year = year_in_name(name)
    if year is not None and len(keys) > 1 and keys[0].endswith(str(year)):
        return keys[1]
    return keys[0] if keys else ""


def _year(wanted: Wanted) -> int | None:
    if wanted.year is None and wanted.title:
        return year_in_name(wanted.title)
    return wanted.year


def _with_year(wanted: Wanted, found: list[_Found]) -> Decision:
    same = [f for f in found if f.apart == 0]
    if same:
        return _of_that_year(wanted, same, found)
    named = [f for f in found if f.tier <= _AKA]
    close = [f for f in named if f.apart is None or f.apart <= 2]
    if len(close) == 1 and close[0].apart == 1 and close[0].tier <= _MAIN:
        return Match(close[0].title.id, f"by name, listed for {close[0].title.year}")
    if close:
        return _doubt(close, f"{_quoted(wanted)} is listed for another year")
    later = [f for f in named if f.title.kind == "series" and _runs_on(f, wanted)]
    if later:
        return _doubt(later, f"{_quoted(wanted)} began in another year")
    if not named:
        return _doubt(found, f"no title is named {_quoted(wanted)}, but some sound so")
    years = sorted({f.title.year for f in named if f.title.year is not None})
    listed = ", ".join(map(str, years[:5]))
    return Unknown(f"{_quoted(wanted)} is known for {listed} only")


def _of_that_year(
    wanted: Wanted, same: list[_Found], found: list[_Found]
) -> Match | Doubt:
    best = [f for f in same if f.tier == same[0].tier]
    if len(best) > 1 and same[0].tier <= _MAIN:
        best = _without_twins([f for f in same if f.tier <= _MAIN])
    if len(best) > 1:
        return _doubt(same, f"several titles are named {_quoted(wanted)} in that year")
    tier = best[0].tier
    rivals = [
        f for f in found
        if f.tier <= _MAIN < tier and (f.apart is None or f.apart <= 1)
    ]  # fmt: skip
    if tier == _SOUND:
        rivals += [f for f in found if f.tier < _SOUND]
    if rivals:
        return _doubt([*rivals, *best], f"{_quoted(wanted)} fits more than one title")
    return Match(best[0].title.id, f"{_HOW[tier]} and year")


def _without_year(wanted: Wanted, found: list[_Found]) -> Match | Doubt:
    main = _without_twins([f for f in found if f.tier <= _MAIN])
    named = [f for f in found if f.tier <= _AKA]
    if len(main) == 1:
        return Match(main[0].title.id, "by name, the only one")
    if not main and len(named) == 1:
        return Match(named[0].title.id, "by another name, the only one")
    if named:
        return _doubt(named, f"several titles are named {_quoted(wanted)}")
    return _doubt(found, f"no title is named {_quoted(wanted)}, but some sound so")


def _without_twins(found: list[_Found]) -> list[_Found]:
    """Without the poorer records of a title that the library holds twice."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (-_known(f.title), f.title.id)):
        if not any(_are_twins(one.title, other.title) for other in kept):
            kept.append(one)
    return kept


def _are_twins(one: Title, other: Title) -> bool:
    """Whether two records of one name, kind and year are of the same people."""
    if (one.kind, one.year) != (other.kind, other.year) or _differ(one.ids, other.ids):
        return False
    return len(_people(one) & _people(other)) >= 2


def _people(title: Title) -> set[str]:
    actors = (member.actor for member in title.cast)
    names = (*actors, *title.directors, *title.writers)
    return {person_key(name) for name in names} - {""}


def _known(title: Title) -> int:
    """How many facts a record holds."""
    facts = (title.episodes, title.minutes, title.country, title.air_start)
    many = (title.aka, title.networks, title.directors, title.cast, title.tags)
    return (
        sum(fact is not None for fact in facts) + sum(map(bool, many)) + len(title.ids)
    )


def _split_year(wanted: Wanted) -> Wanted | None:
    """Another reading of "hamlet 1996": the year is no part of the name."""
    if wanted.year is not None or not wanted.title or year_in_name(wanted.title):
        return None
    found = _BARE_YEAR.fullmatch(wanted.title.strip()[:MAX_NAME])
    return replace(wanted, title=found[1], year=int(found[2])) if found else None


def _runs_on(found: _Found, wanted: Wanted) -> bool:
    """Whether a series that began earlier may still have run in the year wanted."""
    began, year = found.title.year, _year(wanted)
    return began is not None and year is not None and 0 < year - began <= 10


def _doubt(found: Sequence[_Found], why: str) -> Doubt:
    ids = dict.fromkeys(f.title.id for f in found)
    return Doubt(tuple(ids)[:MAX_CANDIDATES], why)


def _quoted(wanted: Wanted) -> str:
    name = wanted.names[0]
    year = _year(wanted)
    shown = name if len(name) <= 80 else name[:77] + "..."
    return f'"{shown}"' + (f" ({year})" if year is not None and wanted.year else "")
