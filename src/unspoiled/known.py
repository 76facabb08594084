"""A title's and a review's record as far as a viewer may know them.

Faces print what comes from here and need not ask the gate field by field. Nothing is
changed but by leaving out; a viewer who has seen it all gets the record as it is. The
synopsis is public, and so are a title's own names, its makers and its services.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from .domain import Boundary, CastMember, Episode, Review, Title, Track
from .gate import (
    shows_address,
    shows_aka,
    shows_character,
    shows_episode,
    shows_facet,
    shows_grade,
    shows_reference,
    shows_source,
    shows_track,
)
from .harmless import name_words, public_words
from .vocabulary import Vocabulary

_ROLES: Final = frozenset(
    "main support supporting lead guest cameo regular minor bit voice narrator".split()
)


def known_title(title: Title, boundary: Boundary, vocabulary: Vocabulary) -> Title:
    """The title without what would tell this viewer more than they have watched.

    Keys that the interchange does not name are left out: nobody can say what they tell.
    """
    if boundary.everything:
        return title
    return replace(
        title,
        aka=tuple(name for name in title.aka if shows_aka(name, title, boundary)),
        cast=tuple(_member(member, boundary) for member in title.cast),
        genres=_open_tags(title.genres, boundary, vocabulary),
        tags=_open_tags(title.tags, boundary, vocabulary),
        soundtrack=tuple(_track(track, title, boundary) for track in title.soundtrack),
        episode_list=tuple(_episode(e, title, boundary) for e in title.episode_list),
        ids=_codes(title.ids),
        extra={},
    )


def known_review(review: Review, title: Title | None, boundary: Boundary) -> Review:
    """The review with its text whole, and of its record only what may be told.

    Its sentences are the gate's business, one by one.
    """
    if boundary.everything:
        return review
    public = public_words(title)

    def named(name: str | None) -> str | None:
        return name if name and shows_source(name, public, boundary) else None

    def graded(text: str | None) -> str | None:
        return text if text and shows_grade(text, boundary) else None

    author, source = named(review.author), named(review.source)
    host = _host(review.url)
    public |= name_words(author, source, host)
    url = (
        review.url
        if review.url and shows_address(review.url, public, boundary)
        else None
    )
    return replace(
        review,
        author=author,
        source=source or host,
        url=url,
        date=graded(review.date),
        rating=graded(review.rating),
        scale=graded(review.scale),
        extra={},
    )


def _member(member: CastMember, boundary: Boundary) -> CastMember:
    character, role = member.character, member.role
    named = character is not None and shows_character(character, boundary)
    plain = role is not None and set(role.casefold().split()) <= _ROLES | {"role"}
    if (named or character is None) and (plain or role is None):
        return member
    return replace(
        member, character=character if named else None, role=role if plain else None
    )


def _open_tags(
    tags: Sequence[str], boundary: Boundary, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Those that the vocabulary knows, and knows to be harmless."""
    facets = ((tag, vocabulary.of_tag(tag)) for tag in tags)
    return tuple(tag for tag, facet in facets if facet and shows_facet(facet, boundary))


def _track(track: Track, title: Title, boundary: Boundary) -> Track:
    """Who sings it is told; how it is called only where that tells nothing."""
    name = track.track
    named = name is not None and shows_track(name, title, boundary)
    released = track.released
    dated = released is not None and shows_grade(released, boundary)
    return replace(
        track, track=name if named else None, released=released if dated else None
    )


def _episode(episode: Episode, title: Title, boundary: Boundary) -> Episode:
    if shows_episode(episode, title, boundary):
        return episode
    airdate = episode.airdate
    dated = airdate is not None and shows_grade(airdate, boundary)
    return replace(episode, name=None, summary=None, airdate=airdate if dated else None)


def _codes(ids: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in ids.items() if shows_reference(value)}


def _host(url: str | None) -> str | None:
    """The host of a link, which says where it leads and nothing of what stands there."""
    _, _, rest = (url or "").partition("//")
    host = rest.partition("/")[0].partition("?")[0].removeprefix("www.")
    return host or None
