"""How facets are named when somebody asks, though hardly in a review.

The vocabulary has the words of reviews; a request says "a good cry", "zero brain cells
required", "by the sea". Those are data (`data/spoken.json`, one facet a line); here they
are read, beside the words that are no wish by themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

MEANT_AS_WELL: Final[dict[str, tuple[str, ...]]] = {
    "romantic comedy": ("theme:romance",),
    "romantic comedies": ("theme:romance",),
    "romcom": ("theme:romance",),
    "rom-com": ("theme:romance",),
    "rom com": ("theme:romance",),
    "romcoms": ("theme:romance",),
    "school romance": ("theme:romance",),
    "murder mystery": ("theme:mystery",),
    "rom coms": ("theme:romance",),
    "로코": ("theme:romance",),
    "로맨틱 코미디": ("theme:romance",),
}
"""Phrases that name a second thing besides the facet that carries them."""
SKIPPED: Final = frozenset(
    "drama dramas love one like hot drink story stories secret "
    "death single short popular marriage growing loss fate search work works working fan fans start starting "
    "run school hit money game home time".split()
)
"""Lone words that say too little or mean too much to be a wish of their own."""
PLAIN_CRAFT: Final = frozenset(
    "script scripts screenplay screenplays writing dialogue dialogues storytelling story "
    "stories plot plots storyline storylines narrative premise production productions "
    "direction directing directed acting acted performance performances look visuals "
    "camerawork scenery shots framing lenses songs score music ost soundtrack pacing "
    "rhythm tempo ending finale conclusion characters character costumes outfits wardrobe "
    "effects editing edited transitions".split()
)
"""Parts that every title has: a wish only where something is said of them."""
VALUES: Final = frozenset(
    "good great strong beautiful gorgeous stunning lovely excellent superb brilliant "
    "amazing top best better well fine smart clever sharp witty tight solid killer high "
    "quality interesting original memorable impressive outstanding match matters "
    "matter important polished rich snappy natural nice wonderful perfect fantastic "
    "incredible crackling electric catchy haunting moving complex deep believable layered "
    "decent pretty crisp inventive bold masterful beautifully brilliantly terrific "
    "awesome exquisite first-rate standout".split()
)
"""What is said of a part that is wished for."""
WORDS_OF_THEIR_OWN: Final = frozenset(
    "home human arms morning mornings quite bring brings flight flights influence "
    "influences spot spots sport sort sorts price prices brain brains humans trail "
    "trails frame frames cape homes backing survived churches courses course steam "
    "sugar scared roots root signing mood moods bull bulls wealthy harm cuts youtube "
    "camps quit raid raids banking ernest bother tribal divorced runway runways cure "
    "cured brands tips auction monkey monkeys potter danced scar scars noon swinging "
    "strangers fried stretches bind binds blind hare floods cosmic dane danes harlem "
    "puzzled avengers tens denise complexes panting framed bubbles bing playback "
    "scarce intrigued barking spikes battled creep spines greedy sexes spices exiting "
    "stinging pinning hash cues beak medial braking royale casper grimes crises "
    "fright poke plaid debuts heaviest smoothing weep acton additive dairy angle "
    "sacred marital".split()
)
"""Words one slip away from a facet's that are no slip."""


@cache
def _spoken() -> tuple[tuple[str, str], ...]:
    folder = resources.files("unspoiled") / "data"
    raw = json.loads((folder / "spoken.json").read_text("utf-8"))
    return tuple((phrase, key) for key, phrases in raw.items() for phrase in phrases)


def said_in_requests() -> Iterator[tuple[str, str]]:
    """Each phrase of a request with the facet that it names; Korean ones apart."""
    return (row for row in _spoken() if row[0][0] < "가")


def said_in_korean() -> Iterator[tuple[str, str]]:
    """The same in Korean."""
    return (row for row in _spoken() if row[0][0] >= "가")
