"""Facets, the words for them, and the names of countries, languages and services.

The one vocabulary of moods, paces, tropes, themes, settings, people, crafts,
audiences and formats, plus two sealed groups: how it ends, and what it warns of. It is
data (`data/vocabulary.json`, one facet a line), read once. Each facet says what naming
it gives away (`reveals`), which is what keeps a tag such as "amnesia" from a viewer
who has seen nothing; the gate decides, this module only tells.

A facet of `people` that has `leads` words stands for three: the people as such
("doctor"), and the two leads ("doctor female lead", "doctor male lead"), which name it
as `broader`. Nothing here reads a sentence: see `facets` and `request`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from typing import Final, Literal, get_args

import msgspec

from .domain import RevealName

Group = Literal[
    "mood", "pace", "trope", "theme", "setting", "people", "craft", "audience",
    "format", "ending_tone", "content_warning",
]  # fmt: skip
GROUPS: Final[tuple[Group, ...]] = get_args(Group)
SEALED_GROUPS: Final = frozenset({"ending_tone", "content_warning"})

_LEADS: Final = (("female-lead", "female lead"), ("male-lead", "male lead"))
_SUPPORT: Final = "supporting character"


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that a title can be, with the words that people use for it."""

    key: str
    """Its group and a slug: "mood:calm"."""
    group: Group
    name: str
    definition: str
    synonyms: tuple[str, ...] = ()
    opposite: str | None = None
    reveals: RevealName = "feel"
    """What naming it of a title gives away; beyond `premise` it is hidden at first."""
    sealed: bool = False
    """Never named of a title before all of it has been seen."""
    tags: tuple[str, ...] = ()
    """Spellings of other catalogues that are folded to it."""
    korean: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    """Keys of facets that a title of this one has as well."""
    leads: tuple[str, ...] = ()
    """Words that stand before "female lead" or "male lead" for this facet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, as catalogues call it and as people do."""

    name: str
    adjectives: tuple[str, ...] = ()
    """"korean", "k-drama": words that name it in a request."""
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    """Short codes; for fields of records, never looked for in prose."""
    language: str | None = None
    """Its language, only where nearly every title made there is in it."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with its other names and codes."""

    name: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A network or streaming service with its other spellings."""

    name: str
    aliases: tuple[str, ...] = ()
    ambiguous: bool = False
    """Its name is also a plain word or another's, so that prose rarely means it."""


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre with its other spellings, and the facet that it amounts to."""

    name: str
    facet: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Data:
    facets: tuple[Facet, ...]
    genres: tuple[Genre, ...]
    kept_out: Mapping[str, tuple[str, ...]]
    countries: tuple[Place, ...]
    languages: tuple[Tongue, ...]
    networks: tuple[Service, ...]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The form in which words are compared: lower case, plain quotes, single spaces."""
    if word.isascii():  # nearly all of the data, and three times as fast
        return " ".join(word.lower().replace("`", "'").split())
    plain = unicodedata.normalize("NFKC", word).casefold()
    return " ".join(plain.translate(_QUOTES).split())


_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "–": "-"})


@dataclass(frozen=True)
class Vocabulary:
    """Looks up facets and names by the words for them. Get it by `load_vocabulary`."""

    data: _Data = field(repr=False)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet, in the order of the data, each followed by its leads."""
        return tuple(_expanded(self.data.facets))

    def facet(self, key: str) -> Facet:
        """The facet of this key; KeyError where there is none."""
        return self._by_key[key]

    def holds(self, key: str) -> bool:
        """Whether there is a facet of this key."""
        return key in self._by_key

    def of_tag(self, raw: str) -> Facet | None:
        """The facet that a catalogue's tag, genre or a facet's own name stands for."""
        key = self._by_tag.get(fold(raw))
        return None if key is None else self._by_key[key]

    def of_tags(self, raw: Iterable[str]) -> tuple[Facet, ...]:
        """The facets of several tags, each once, followed by what they are kinds of."""
        direct = [facet for tag in raw if (facet := self.of_tag(tag)) is not None]
        broader = [self._by_key[key] for facet in direct for key in facet.broader]
        return tuple({facet.key: facet for facet in (*direct, *broader)}.values())

    def kept_out(self, raw: str) -> str | None:
        """Why a tag of other catalogues is not taken over; None where it may be."""
        return self._kept_out.get(fold(raw))

    def phrases(self) -> tuple[tuple[str, str], ...]:
        """Lower-case phrases and the key of the facet each names, longest first.

        Names and synonyms, and of the tags those of two words or more: a lone word
        such as "future" is a fair tag but means too much in a sentence.
        """
        return self._phrases

    def opposite(self, key: str) -> Facet | None:
        """The facet that says the contrary, such as calm to tense."""
        other = self._by_key[key].opposite
        return None if other is None else self._by_key[other]

    def genre(self, word: str) -> str | None:
        """The name of a genre as the packaged catalogue has it."""
        return self._genres.get(fold(word))

    def country(self, word: str) -> str | None:
        """ "korean", "K-drama", "KR" -> "South Korea"."""
        return self._countries.get(fold(word))

    def language(self, word: str) -> str | None:
        """ "ko", "hangul" -> "Korean"."""
        return self._languages.get(fold(word))

    def network(self, word: str) -> str | None:
        """ "Disney Plus", "disney+ hotstar" -> "Disney+"; networks and streaming."""
        return self._networks.get(fold(word))

    def language_of(self, country: str) -> str | None:
        """The language of a country's titles, where the country alone is certain."""
        return self._tongues.get(country)

    def country_words(self) -> Mapping[str, str]:
        """Words in prose -> country; without the short codes."""
        return {
            fold(word): place.name
            for place in self.data.countries
            for word in (place.name, *place.adjectives, *place.aliases)
        }

    def language_words(self) -> Mapping[str, str]:
        """Words in prose -> language; without the short codes."""
        return {
            fold(word): tongue.name
            for tongue in self.data.languages
            for word in (tongue.name, *tongue.aliases)
        }

    def network_words(self) -> Mapping[str, str]:
        """Words in prose -> network or service; without names that are plain words."""
        return {
            fold(word): service.name
            for service in self.data.networks
            if not service.ambiguous
            for word in (service.name, *service.aliases)
        }

    @cached_property
    def _by_key(self) -> dict[str, Facet]:
        return {facet.key: facet for facet in self.facets}

    @cached_property
    def _by_tag(self) -> dict[str, str]:
        """Folded tag -> key: names count first, then tags, genres, kinds of leads."""
        found: dict[str, str] = {}
        for facet in self.facets:
            found[fold(facet.name)] = facet.key
        for facet in self.facets:
            for tag in facet.tags:
                found.setdefault(fold(tag), facet.key)
        for genre in self.data.genres:
            if genre.facet is not None:
                for word in (genre.name, *genre.words):
                    found.setdefault(fold(word), genre.facet)
        for facet in self.data.facets:
            for key, tag in _lead_tags(facet):
                found.setdefault(tag, key)
        return found

    @cached_property
    def _phrases(self) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for facet in self.facets:
            for phrase in (facet.name, *facet.synonyms):
                found.setdefault(fold(phrase), facet.key)
        for facet in self.facets:
            for phrase in map(fold, facet.tags):
                if " " in phrase or "-" in phrase:
                    found.setdefault(phrase, facet.key)
        return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))

    @cached_property
    def _kept_out(self) -> dict[str, str]:
        return {
            fold(tag): why for why, tags in self.data.kept_out.items() for tag in tags
        }

    @cached_property
    def _genres(self) -> dict[str, str]:
        return {
            fold(word): genre.name
            for genre in self.data.genres
            for word in (genre.name, *genre.words)
        }

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {
            **{fold(c): p.name for p in self.data.countries for c in p.codes},
            **self.country_words(),
        }

    @cached_property
    def _languages(self) -> dict[str, str]:
        return {
            **{fold(c): t.name for t in self.data.languages for c in t.codes},
            **self.language_words(),
        }

    @cached_property
    def _networks(self) -> dict[str, str]:
        return {
            fold(word): service.name
            for service in self.data.networks
            for word in (service.name, *service.aliases)
        }

    @cached_property
    def _tongues(self) -> dict[str, str]:
        return {p.name: p.language for p in self.data.countries if p.language}


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The packaged vocabulary, read once."""
    raw = resources.files(__package__).joinpath("data/vocabulary.json").read_bytes()
    return Vocabulary(msgspec.json.decode(raw, type=_Data))


def _expanded(facets: Iterable[Facet]) -> Iterator[Facet]:
    for facet in facets:
        yield facet
        if facet.leads:
            for slug, lead in _LEADS:
                yield _lead(facet, slug, lead)


def _lead(facet: Facet, slug: str, lead: str) -> Facet:
    """The lead of this kind: "doctor" -> "doctor male lead"."""
    return Facet(
        key=f"{facet.key}-{slug}",
        group=facet.group,
        name=f"{facet.leads[0]} {lead}",
        definition=f"One of the leads, {lead.split()[0]}: {facet.definition[0].lower()}{facet.definition[1:]}",
        synonyms=tuple(f"{word} {lead}" for word in facet.leads[1:]),
        reveals=facet.reveals,
        sealed=facet.sealed,
        broader=(facet.key, *facet.broader),
    )


def _lead_tags(facet: Facet) -> Iterator[tuple[str, str]]:
    """Key and folded tag of each way to name this kind of people in a catalogue."""
    for word in facet.leads:
        for slug, lead in _LEADS:
            yield f"{facet.key}-{slug}", fold(f"{word} {lead}")
        yield facet.key, fold(f"{word} {_SUPPORT}")
        yield facet.key, fold(word)
