"""Words that tell nothing of a story: those of reviewing, and those of a title's names.

A file's name, the path of an address, the name of a track or another name of a title can
give away what happens, and no classifier reads such scraps. So the gate shows them only
where every word is known to be harmless: the title's own names, its makers and services,
or the words by which any review of anything is filed. What is left over counts as telling.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

import regex

from .domain import Title
from .names import plain_name

_LONGEST: Final = 2_000
"""Characters of a scrap that are read; a longer one is never harmless."""

_CAMEL: Final = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})")
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]++")

FILED: Final = frozenset(
    """
    the a an of in on at to and or for by with from my our your this that its vs about as
    review reviews reviewed reviewing reviewer reviewers recap recaps impression impressions
    thought thoughts opinion opinions verdict critique critic critics criticism rating
    ratings rated score note notes diary essay comment comments post posts article articles
    text draft copy file files untitled unnamed document export dump data test sample
    drama dramas kdrama kdramas cdrama jdrama lakorn series serial show shows film films
    movie movies cinema tv television web anime special season seasons episode episodes part
    parts vol volume chapter first second third fourth fifth half full final last new old
    early quick short long mini best great spoiler spoilers free non no without
    blog blogs blogspot wordpress medium tumblr substack forum forums thread threads topic
    topics news magazine press culture arts art entertainment lifestyle media features
    feature column columns home index page pages archive archives category categories tag
    tags search user users member members profile list lists watch watching watched stream
    streaming title titles name names wiki item items content story stories entry entries
    korean korea chinese china japanese japan taiwanese taiwan thai thailand asian asia
    english hangul
    www com org net html htm php aspx asp jsp amp utm source medium campaign ref http https
    rss feed share twitter facebook newsletter amp print mobile
    txt md markdown json jsonl gz pdf
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty hundred thousand million
    """.split()
)
"""Words by which reviews are filed, named and dated."""

GRADED: Final = FILED | frozenset(
    "star stars out point points percent thumb thumbs up down recommended recommend "
    "excellent good fair poor bad average mixed positive negative yes must see".split()
)
"""Words of ratings."""

PLAYED: Final = frozenset(
    """
    the an of in on and for by feat featuring with vs ost ost1 bgm score soundtrack original
    sound track tracks song songs music theme themes main title titles opening credit credits
    intro outro overture prelude interlude prologue suite inst instrumental ver version mix
    remix remaster remastered edit acoustic piano guitar cello violin strings orchestra
    orchestral band choir vocal vocals live demo radio single album disc part vol volume
    episode season special bonus full short long extended korean japanese chinese english
    first second third no
    """.split()
)
"""Words by which tracks are told apart, whatever the story."""

TELLING: Final = frozenset(
    """
    dies died dying kills killed killer murders murdered murderer drowns drowned marries
    married divorces divorced pregnant betrays betrayed betrayal traitor culprit villain
    mastermind imposter impostor reveals revealed twist twists ending endings explained finale
    reunite reunites reunited survives cheats cheated confesses
    """.split()
)
"""Words that hardly any name of a person, a title or a publication has."""


@lru_cache(maxsize=50_000)
def scrap_words(text: str, *, codes: bool = False) -> tuple[str, ...]:
    """The words of a name; with `codes` those of a path, in which codes are no words.

    "52941-eighteen-again" has two, "tt0111161" and "dQw4w9WgXcQ" have none.
    """
    text = text[:_LONGEST].replace("'", "").replace("’", "")
    if codes:
        text = _CAMEL.sub(" ", unquote(text))
    words = (plain_name(word) for word in _WORD.findall(text))
    return tuple(word for word in words if not _is_code(word, codes))


def _is_code(word: str, codes: bool) -> bool:
    if word.isdigit():
        return True
    short = len(word) < 3 and word.isascii()
    return codes and (short or any(map(str.isdigit, word)))


def only_of(text: str, *harmless: Collection[str], codes: bool = False) -> bool:
    """Whether every word of a scrap is one of these."""
    words = scrap_words(text, codes=codes)
    return len(text) <= _LONGEST and all(
        any(word in known for known in harmless) for word in words
    )


def name_words(*names: str | None) -> frozenset[str]:
    """The words of names."""
    return frozenset(word for name in names if name for word in scrap_words(name))


def public_words(title: Title | None) -> frozenset[str]:
    """The words of a title's names, makers and services, which every card shows."""
    if title is None:
        return frozenset()
    actors = (member.actor for member in title.cast)
    services = (*title.networks, *title.streaming)
    makers = (*title.directors, *title.writers, *actors)
    return name_words(*title.names, *services, *makers, title.country, title.language)
