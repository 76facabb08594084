"""Where in a story a sentence lies, by the episode summaries in the library.

    mentions.py   what a sentence says of its own place: "in episode 3", "halfway"
    words.py      the words that tell something, and who else tells them
    parts.py      the parts of a sentence that tell something
    persons.py    who is named, and on which side they stand
    storyline.py  a title's summaries -> Storyline: what is told when
    moods.py      what only seems to be told: denied, asked, wished, foretold
    align.py      sentences, a storyline -> from which episode on each is known

Fails closed: a sentence is placed only where its content is found, and then at the
latest place that is possible.
"""

from .align import UNTOLD, AlignConfig, Aligned, align
from .mentions import Place, Seasons, read_place
from .storyline import (
    Embed,
    Storyline,
    prose_windows,
    tell_storyline,
)
from .words import Wordings

__all__ = [
    "UNTOLD",
    "AlignConfig",
    "Aligned",
    "Embed",
    "Place",
    "Seasons",
    "Storyline",
    "Wordings",
    "align",
    "prose_windows",
    "read_place",
    "tell_storyline",
]
