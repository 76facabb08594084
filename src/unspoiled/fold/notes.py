"""Words that stand in no sentence, such as the description of a picture: shown or not.

They go through the same gate as sentences do, and fail closed: a note is shown when each
of its sentences is cleared, or when it only says again what one cleared sentence says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import regex

from ..domain import Review
from ..gate import clear, shows_source
from .verdict import Judging, Verdict

Say = Callable[[Sequence[str]], list[bool]]
"""Which of some notes are shown."""

_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_LETTER: Final = regex.compile(r"\p{L}")
_CONTEXT: Final = 30
"""Cleared sentences that are judged along, so that the language can be told."""
_LONGEST: Final = 20_000
"""Characters of a note that is read; a longer one is not shown."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def says(verdict: Verdict, judging: Judging) -> Say:
    """How notes that stand around the sentences of a verdict are decided."""
    known = [words_of(one.sentence.display) for one in verdict.cleared]
    names = words_of(" ".join(judging.names)) | _HABITS
    context = "\n\n".join(one.sentence.display for one in verdict.cleared[:_CONTEXT])
    decided: dict[str, bool] = {}

    def say(notes: Sequence[str]) -> list[bool]:
        lines = [" ".join(note.split()) for note in notes]
        open_ones = [line for line in dict.fromkeys(lines) if line not in decided]
        asked: list[str] = []
        for line in open_ones:
            words = words_of(line)
            if len(line) > _LONGEST:
                decided[line] = False
            elif not _LETTER.search(line) or words <= names:
                decided[line] = True
            elif any(words <= sentence for sentence in known):
                decided[line] = True
            else:
                asked.append(line)
        if asked:
            shown = _judged(asked, context, verdict.warned, judging)
            decided.update(zip(asked, shown, strict=True))
        return [decided[line] for line in lines]

    return say


_HABITS: Final = frozenset("review reviews the a of by on".split())


def _judged(
    notes: Sequence[str], context: str, warned: bool, judging: Judging
) -> list[bool]:
    """Each note as a paragraph, judged as strictly as the text around it."""
    text = "\n\n".join([*notes, context])
    review = Review(id="notes", text=text, spoiler=True if warned else None)
    judged = judging.judge(review, ())
    cleared = clear(judged, judging.boundary, judging.thresholds)
    shown = {one.sentence.index for one in cleared}
    found: list[bool] = []
    at = 0
    for note in notes:
        end = at + len(note)
        inside = [
            one.sentence.index
            for one in judged
            if one.sentence.start < end and at < one.sentence.end
        ]
        found.append(bool(inside) and shown.issuperset(inside))
        at = end + 2
    return found


def shows_name(text: str, judging: Judging) -> bool:
    """Whether what stands where a person or a house is named is a name."""
    public = words_of(" ".join(judging.names))
    return shows_source(text.strip(), public, judging.boundary)
