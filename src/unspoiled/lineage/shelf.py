"""What lineage asks of a library: a few look-ups, none of which reads all records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from ..domain import CreditRole, Title
from ..traits import Lengths, Places, Traits

SHOWS: Final = ("format:variety", "format:documentary")
"""Facets of what is no story: it counts neither as a work nor in a norm of length."""


class Shelf(Protocol):
    """A library, as far as lineage looks into it; a `Store` is one."""

    def titles(self, ids: Sequence[str]) -> dict[str, Title]: ...

    def known_names(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]: ...

    def credited(self, keys: Sequence[str], role: CreditRole | None) -> Places: ...

    def traits(self) -> Traits: ...

    def lengths(self) -> Lengths: ...


def titles_at(shelf: Shelf, places: Sequence[int]) -> Mapping[int, Title]:
    """The records of the titles at these places of the traits."""
    ids = shelf.traits().ids
    found = shelf.titles([str(ids[place]) for place in places])
    return {place: found[ids[place]] for place in places if ids[place] in found}
