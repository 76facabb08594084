"""What the request reader asks of a library: names and the facts behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..domain import CreditRole, Title


@dataclass(frozen=True, slots=True)
class TitleRef:
    """A title that a name may mean."""

    id: str
    title: str
    year: int | None = None
    popularity: float | None = None


class NameLookup(Protocol):
    """Names of titles and people by their folded keys (see `names`)."""

    def known_titles(self, keys: Iterable[str]) -> Mapping[str, tuple[TitleRef, ...]]:
        """Those of the `name_keys` that a title carries, with those titles."""

    def known_people(self, keys: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Those of the `person_key`s that are known, with the ways to write each."""

    def people_called(self, part: str) -> Sequence[tuple[str, int]]:
        """Names that begin or end with these words, each with its number of credits.

        The most credited first; two are enough to tell whether one is meant.
        """

    def trades_of(self, key: str) -> Mapping[CreditRole, int]:
        """How often the people of a `person_key` are credited in each role."""

    def title(self, title_id: str) -> Title | None:
        """A title with its facts: who directed it, how long it is."""
