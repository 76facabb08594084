"""A title's soundtrack as far as it may be told: how many tracks, who sings, which."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain import Title, Track
from ..names import plain_name
from ..reasons import listing
from .wording import counted


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """The tracks that are known of; one whose name waits has `track` None."""

    tracks: tuple[Track, ...]
    artists: tuple[str, ...]
    """Each once, in the order of the tracks."""

    @property
    def withheld(self) -> int:
        """Tracks whose names would tell something."""
        return sum(one.track is None for one in self.tracks)

    @property
    def words(self) -> str:
        """ "Four tracks, by Han Byul, the Harbour Choir and others"."""
        told = counted(len(self.tracks), "track")
        told = told[0].upper() + told[1:]
        if not self.artists:
            return told
        named, more = self.artists[:4], len(self.artists) > 4
        return f"{told}, by {listing([*named, 'others'] if more else named)}"


def soundtrack_of(title: Title) -> Soundtrack | None:
    """The soundtrack of a record as far as the viewer may know it; None without any."""
    if not title.soundtrack:
        return None
    artists = {plain_name(t.artist): t.artist for t in title.soundtrack if t.artist}
    return Soundtrack(title.soundtrack, tuple(artists.values()))
