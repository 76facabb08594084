"""People and places in the genre: what a title's card can tell beyond its own facts.

    genres.py       what kind of story a title is, and whether two clearly differ
    people.py       makers and leads with their other works; a change of lens
    relations.py    seasons, sequels, specials, remakes
    compared.py     titles that reviewers compare it with, in cleared sentences
    music.py        the soundtrack as far as it may be told
    length.py       its length beside the usual one

Pure over a `Shelf`: everything is looked up by keys, no step reads all records. The title
comes as far as its viewer may know it (`known.known_title`), sentences come cleared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..domain import Boundary, Cleared, Review, Title
from ..known import known_title
from ..vocabulary import Vocabulary
from .compared import Comparison, comparisons_in
from .length import LengthNorm, length_norm
from .music import Soundtrack, soundtrack_of
from .people import Change, Person, Work, people_of
from .relations import Relation, relations_of
from .shelf import Shelf

__all__ = [
    "Change", "Comparison", "LengthNorm", "Lineage", "Person", "Relation", "Shelf",
    "Soundtrack", "Work", "read_lineage",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lineage:
    """A title among others, as far as its viewer may know."""

    title: Title
    boundary: Boundary
    people: tuple[Person, ...]
    changes: tuple[Change, ...]
    """Earlier works of its makers that are clearly of another kind."""
    relations: tuple[Relation, ...]
    comparisons: tuple[Comparison, ...]
    soundtrack: Soundtrack | None
    length: LengthNorm | None


def read_lineage(
    title: Title,
    boundary: Boundary,
    cleared: Sequence[Cleared],
    reviews: Mapping[str, Review],
    shelf: Shelf,
    vocabulary: Vocabulary,
) -> Lineage:
    """Everything at once; `cleared` are sentences of `reviews` at this boundary.

    The reviews come as far as the viewer may know them.
    """
    known = known_title(title, boundary, vocabulary)
    people, changes = people_of(known, shelf, vocabulary)
    return Lineage(
        title=known,
        boundary=boundary,
        people=people,
        changes=changes,
        relations=relations_of(title, shelf, vocabulary),
        comparisons=comparisons_in(cleared, reviews, title, shelf),
        soundtrack=soundtrack_of(known),
        length=length_norm(known, shelf),
    )
