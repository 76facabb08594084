"""Titles that a remembered one is compared with: they are not what is sought.

"In the vein of X", "not X", "I thought it was X but it isn't": the words of such a title
are no clue, since a search by them would find that very title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .naming import run_end
from .page import Page
from .tokens import Phrases

_COMPARING: Final = Phrases.table([
    ("in the vein of|in a similar vein to|similar to|very similar to|reminiscent of|"
     "along the lines of|in the style of|in the spirit of|comparable to|not unlike|"
     "kind of like|sort of like|a bit like|a lot like|something like|much like|"
     "similar vibes to|same vibe as|same vibes as|reminds me of|reminded me of|"
     "confused with|confusing it with|confuse it with|mixing it up with|mixed up with|"
     "thought it was|thought it might be|thought of|i've checked|i checked|"
     "people suggested|someone suggested|it's not|it is not|it isn't|it wasn't|"
     "it was not|this is not|this isn't|isn't|other than|different from|unlike|"
     "inspired by|a rip off of|ripoff of|rip off of|knock off of|think of|"
     "already ruled out|ruled out|definitely not|not to be confused with", True),
])  # fmt: skip
_TAILS: Final = frozenset(
    "but not that it isn't though either which type style ish".split()
)
_LEAST_NAMED: Final = 2
"""Capitals of a name behind a bare "not": "not American" tells of the title itself."""


def without_comparisons(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `[start, end)` that are left without comparisons."""
    begin = at = start
    while at < end:
        stop = _comparison(page, at, end)
        if stop is None:
            at += 1
            continue
        if at > begin:
            yield begin, at
        begin = at = stop
    if end > begin:
        yield begin, end


def _comparison(page: Page, at: int, end: int) -> int | None:
    """Where a comparison ends that starts at `at`."""
    found = _COMPARING.at(page.lows, at)
    if found is None and page.low(at) not in {"not", "like"}:
        return None
    opens = at + 1 if found is None else found[1]
    stop = _name_end(page, opens)
    named = sum(token.capital for token in page.tokens[opens:stop])
    if stop <= opens or (found is None and named < _LEAST_NAMED):
        return None
    while stop < end and page.low(stop) in {",", "or", "and", "nor", "/"}:
        further = _name_end(page, stop + 1)
        if further <= stop + 1:
            break
        stop = further
    while stop < end and page.low(stop) in _TAILS:
        stop += 1
    return min(stop, end)


def _name_end(page: Page, at: int) -> int:
    """Where a name ends that stands at `at`, in quotation marks or by its capitals."""
    if at < len(page) and page.tokens[at].text in "\"“‘'*":
        at += 1
    quoted = page.quoted.get(at)
    if quoted is not None:
        return quoted + 1
    at += page.low(at) in {"the", "a", "an"} and not page.tokens[at].capital
    return run_end(page, at)
