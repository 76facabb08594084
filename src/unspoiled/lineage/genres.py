"""What kind of story a title is by its genres, and whether two are clearly of two kinds.

Genres fall into families: what is grim, what is gentle, what plays in another world. Two
titles differ clearly where the one's genres have a family that the other has nothing of,
and no genre but the neutral ones is common to both. Only facets that may be told of a
title to anybody are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal

from ..domain import NOTHING_SEEN, Title
from ..gate import shows_facet
from ..vocabulary import Vocabulary

Family = Literal["grim", "gentle", "otherworldly"]

_GENRES: Final[tuple[tuple[str, Family, str], ...]] = (
    ("theme:crime", "grim", "crime *"),
    ("mood:scary", "grim", "horror *"),
    ("theme:espionage", "grim", "spy *"),
    ("theme:war", "grim", "war *"),
    ("mood:thrilling", "grim", "thriller"),
    ("theme:mystery", "grim", "mystery"),
    ("theme:action", "grim", "action *"),
    ("theme:military", "grim", "military *"),
    ("theme:law", "grim", "legal *"),
    ("theme:politics", "grim", "political *"),
    ("theme:wuxia", "otherworldly", "wuxia *"),
    ("theme:martial-arts", "otherworldly", "martial arts *"),
    ("theme:sci-fi", "otherworldly", "science fiction *"),
    ("theme:fantasy", "otherworldly", "fantasy *"),
    ("theme:supernatural", "otherworldly", "supernatural *"),
    ("theme:history", "otherworldly", "historical *"),
    ("format:sitcom", "gentle", "sitcom"),
    ("theme:sports", "gentle", "sports *"),
    ("theme:music", "gentle", "music *"),
    ("theme:school", "gentle", "school *"),
    ("theme:coming-of-age", "gentle", "coming-of-age *"),
    ("theme:romance", "gentle", "romance"),
    ("theme:family", "gentle", "family *"),
    ("mood:funny", "gentle", "comedy"),
    ("theme:slice-of-life", "gentle", "slice-of-life *"),
)
"""Facet, its family and what a title of it is called (* is "drama" or "film"): first the
genre by which a title of several is called."""
_FAMILY: Final = {key: family for key, family, _ in _GENRES}


def genre_facets(title: Title, vocabulary: Vocabulary) -> frozenset[str]:
    """The facets of a title's genres that belong to a family; of its tags without any."""
    of_genres = _open_facets(title.genres, vocabulary)
    return of_genres or _open_facets(title.tags, vocabulary)


def change_of_genre(before: Title, after: Title, vocabulary: Vocabulary) -> str | None:
    """What `before` is, "a crime drama", where `after` is clearly of another kind."""
    theirs, own = genre_facets(before, vocabulary), genre_facets(after, vocabulary)
    if not theirs or not own or theirs & own:
        return None
    carried = own | _open_facets(after.tags, vocabulary)
    lacking = _leading(theirs) - {_FAMILY[key] for key in carried}
    return in_words({k for k in theirs if _FAMILY[k] in lacking}, before)


def _leading(keys: Iterable[str]) -> set[Family]:
    """The families that most of the genres are of: one ghost makes no ghost story."""
    counts = Counter(_FAMILY[key] for key in keys)
    return {family for family, many in counts.items() if many == max(counts.values())}


def in_words(keys: Iterable[str], title: Title) -> str | None:
    """ "A crime drama": the first of these genres in the order of the table."""
    held = frozenset(keys)
    noun = next((noun for key, _, noun in _GENRES if key in held), None)
    if noun is None:
        return None
    told = noun.replace("*", "film" if title.kind == "film" else "drama")
    return f"{'an' if told[0] in 'aeiou' else 'a'} {told}"


def _open_facets(raw: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    facets = vocabulary.of_tags(raw)
    return frozenset(
        facet.key
        for facet in facets
        if facet.key in _FAMILY and shows_facet(facet, NOTHING_SEEN)
    )
