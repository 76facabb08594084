"""Titles as a measure of others: "shorter than X", "like X but newer"."""

from __future__ import annotations

from typing import Final, Literal

from ..domain import Limit, Title, Want
from .finder import Named
from .page import Page
from .tokens import Phrases

_COMPARED: Final = Phrases.table([
    ("더 짧은|더 짧고|더 짧으면|짧은|더 짧았으면", ("total", -1)), ("더 긴|더 길고", ("total", 1)),
    ("더 최신|더 최근|더 최근에|더 최근 거|더 새로운|더 최신작", ("year", 1)), ("더 오래된|더 옛날", ("year", -1)),
    ("shorter|less long|but short|not as long|not so long|much shorter|a bit shorter|"
     "more short|not that long|not quite as long|less of a commitment", ("total", -1)),
    ("shorter episodes|shorter eps|less long episodes", ("minutes", -1)),
    ("longer episodes|longer eps", ("minutes", 1)),
    ("longer|much longer|a bit longer", ("total", 1)),
    ("newer|more recent|more modern", ("year", 1)),
    ("older", ("year", -1)),
    ("fewer episodes|less episodes|not as many episodes|not so many episodes|fewer eps|"
     "less eps", ("episodes", -1)),
    ("more episodes|more eps", ("episodes", 1)),
])  # fmt: skip
_DENIALS: Final = frozenset({"not", "no", "nothing", "never", "don't"})
_NOT_COMPARED: Final = frozenset("than man woman brother sister guy men women".split())
_OF_A_BOUND: Final = frozenset({"or", "nothing", "none", "no", "not", "any"})
_SAME_ONE: Final = frozenset({"that", "it", "those", "them", "these", "this"})


def read_comparisons(page: Page) -> None:
    """ "Like X but shorter" -> a want, by the facts of X."""
    liked = [like for _, like in page.notes.likes if like.liked]
    if not liked:
        return
    for start in range(len(page)):
        found = _COMPARED.at(page.lows, start)
        if found is None or not page.free(start, found[1]):
            continue
        if page.low(start - 1) in _OF_A_BOUND:
            continue  # "2022 or newer", "nothing longer"
        (fact, sign), end = found
        title = page.names.title(liked[0].title_id)
        if title is None or (
            page.low(end) in _NOT_COMPARED and not _that_one(page, end)
        ):
            continue
        values = {
            "total": title.total_minutes, "year": title.year,
            "episodes": title.episodes, "minutes": title.minutes,
        }  # fmt: skip
        value = values[fact]
        if value is None:
            continue
        text = page.raw(start, end)
        make = _below if sign < 0 else _over
        limit = make(fact, text, value)  # type: ignore[arg-type]
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
        note = _measure_note(limit, text).removesuffix(".")
        page.assume(f"{note}, if possible: compared with {title.title}.")


def _that_one(page: Page, end: int) -> bool:
    """ "Newer than that one": than the title that was named."""
    return page.low(end) == "than" and page.low(end + 1) in _SAME_ONE


def note_measure(page: Page, named: Named, words: list[str], text: str) -> None:
    """ "Shorter than X": a limit, by the facts of X; `words` lead to its name."""
    title = page.names.title(named.ref.id)
    limit = _measure_limit(title, words, text) if title is not None else None
    if limit is None:
        page.assume(
            f"“{text}” was not checked: the fact of {named.ref.title} is not known."
        )
    else:
        page.limit(named.start, named.end, limit, _measure_note(limit, text))


def _measure_limit(title: Title, words: list[str], text: str) -> Limit | None:
    total, episodes, year = title.total_minutes, title.episodes, title.year
    denied = not _DENIALS.isdisjoint(words)
    down = ("shorter" in words) != denied
    if "episodes" in words and episodes is not None:
        fewer = ("fewer" in words or "less" in words) != denied
        return (
            _below("episodes", text, episodes)
            if fewer
            else _over("episodes", text, episodes)
        )
    if (
        "shorter" in words or "longer" in words or "long" in words
    ) and total is not None:
        same = denied or "as" in words  # "not longer than X": as long will do
        if down:
            return _below("total", text, total + same)
        return _over("total", text, total - same)
    newer = "newer" in words or "recent" in words
    if year is None or not (newer or "older" in words):
        return None
    if newer != denied:
        return _over("year", text, year - denied)
    return _below("year", text, year + denied)


def _below(
    fact: Literal["total", "episodes", "year", "minutes"], text: str, value: int
) -> Limit:
    return Limit(fact, text, high=value - 1)


def _over(
    fact: Literal["total", "episodes", "year", "minutes"], text: str, value: int
) -> Limit:
    return Limit(fact, text, low=value + 1)


def _measure_note(limit: Limit, text: str) -> str:
    if limit.fact == "total":
        return f"“{text}” is taken as {_in_hours(limit)} in all."
    unit = {"episodes": "episodes", "minutes": "minutes an episode"}.get(limit.fact, "")
    if limit.high is not None:
        edge = f"up to {limit.high:g}" if unit else f"{limit.high:g} or earlier"
    else:
        edge = f"at least {limit.low:g}" if unit else f"{limit.low:g} or later"
    return f"“{text}” is taken as {f'{edge} {unit}'.strip()}."


def _in_hours(limit: Limit) -> str:
    """ "under 31 h 40 min": the edge itself is the length compared with."""
    below = limit.high is not None
    edge = limit.high + 1 if limit.high is not None else (limit.low or 1) - 1
    hours, minutes = divmod(round(edge), 60)
    length = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return f"{'under' if below else 'over'} {length}"
