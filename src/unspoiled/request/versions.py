"""Which of several titles of one name is meant: "Mother from 2018", "the film", "the remake".

What stands behind a name tells: its year, its country or its kind. The words that tell
are part of the name then, and no limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .lookup import TitleRef
from .page import Page

_SPEAKS_ON: Final = frozenset(
    "was is were had has made left bored i we which didn't wasn't isn't really".split()
)
_MOST_VERSIONS: Final = 8
_KINDS_OF_VERSION: Final = {
    "film": "film", "movie": "film", "series": "series", "drama": "series",
    "show": "series", "remake": "", "version": "", "one": "", "original": "",
    "adaptation": "", "take": "",
}  # fmt: skip
"""What tells versions of one name apart -> their kind; "" says nothing of it."""
_VERSIONS: Final = frozenset({"one", "version", "film", "movie", "series", "drama"})
_TO_YEAR: Final = _VERSIONS | {"the", "from", "of", "(", ",", "original"}
_LEADS_TO_YEAR: Final = frozenset({"from", "of", "("})
_ONWARDS: Final = frozenset({"on", "onwards", "onward", "to", "until", "-", "–", "or"})


def version_told(
    page: Page, end: int, refs: Sequence[TitleRef]
) -> tuple[int, TitleRef] | None:
    """Where the words end that tell which of `refs` is meant, and that title."""
    return _of_year(page, end, refs) or _of_kind(page, end, refs)


def _of_year(
    page: Page, end: int, refs: Sequence[TitleRef]
) -> tuple[int, TitleRef] | None:
    """ "Mother from 2018", "Mother (the 2018 one)": the title of that very year."""
    at = end
    while at < end + 5 and page.low(at) in _TO_YEAR:
        at += 1
    year, led = page.low(at), set(page.words(end, at))
    if at == end or not (year.isdecimal() and len(year) == 4):
        return None
    one = page.low(at + 1) in _VERSIONS
    if led == {"from"} and page.low(at + 1) in _ONWARDS:
        return None
    if not one and led.isdisjoint(_LEADS_TO_YEAR):
        return None
    if not one and led == {",", "from"} and not _speaks_on(page, at + 1):
        return None
    ref = next((ref for ref in refs if ref.year == int(year)), None)
    if ref is None:
        return None
    stop = at + 1 + one
    if "(" in led:
        closing = (i + 1 for i in range(stop, stop + 3) if page.low(i) == ")")
        stop = next(closing, stop)
    return stop, ref


def _of_kind(
    page: Page, end: int, refs: Sequence[TitleRef]
) -> tuple[int, TitleRef] | None:
    """ "Mother, the Korean remake", "Mother (the film)": the title of that kind."""
    bracket = page.low(end) == "("
    at = end + (bracket or page.low(end) == ",")
    if page.low(at) != "the" and not bracket:
        return None
    at += page.low(at) == "the"
    country = page.vocabulary.country(page.low(at)) if at < len(page) else None
    at += country is not None
    kind = _KINDS_OF_VERSION.get(page.low(at))
    if kind is None or (country is None and (kind == "" or len(refs) < 2)):
        return None
    stop = at + 1
    if bracket and page.low(stop) != ")":
        return None
    if not bracket and not (page.ends_clause(stop) or page.low(stop) in _SPEAKS_ON):
        return None
    for ref in refs[:_MOST_VERSIONS]:
        title = page.names.title(ref.id)
        if title is None or (country is not None and title.country != country):
            continue
        if country is not None or title.kind == kind:
            return stop + bracket, ref
    return None


def _speaks_on(page: Page, at: int) -> bool:
    """ "My Name, from 2018, was great": what follows still speaks of the title."""
    return page.low(at) == "," and page.low(at + 1) in _SPEAKS_ON
