"""How an answer came about: what was read in the request, and each pick's score in parts.

The shares are whatever the ranking hands over, by name; nothing here knows one of them.
None of them depends on a sealed wish.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from ..domain import Answer, Limit, Pick, Want
from .terminal import hang, safe_text

_PICKS_ABREAST = 7
"""Picks side by side in 80 columns."""
_WIDEST_NAME = 18


def print_explanation(answer: Answer, console: Console) -> None:
    """What was understood word for word, then a table of shares for every few picks."""
    if answer.left_out:
        console.print()
    console.print(Text("How it was read", style="bold"))
    for part, words, taken in _read(answer):
        console.print(hang(f"  {part:<12}", safe_text(f"“{words}”: {taken}")))
    if words := answer.request.free_text:
        console.print(hang(f"  {'searched':<12}", safe_text(f"“{words}”")))
    console.print()
    for start in range(0, len(answer.picks), _PICKS_ABREAST):
        console.print(Text("What each score is made of", style="bold"))
        for line in _shares(answer.picks[start : start + _PICKS_ABREAST], start):
            console.print(safe_text(line))
        console.print()


def _read(answer: Answer) -> Iterable[tuple[str, str, str]]:
    """Part, the viewer's words, and what they were taken for."""
    request = answer.request
    for limit in request.limits:
        yield "must be", limit.text, _condition(limit)
    for part, wants in (("wished for", request.wants), ("avoided", request.avoids)):
        for want in wants:
            yield part, want.text, _wish(want)
    for like in request.likes:
        yield "like" if like.liked else "unlike", like.text, like.title
    for want in request.sealed:
        yield "sealed", want.text, _wish(want)


def _condition(limit: Limit) -> str:
    """ "total at most 180", "country South Korea", "facet not trope:love-triangle"."""
    parts: list[str] = [limit.fact if limit.role is None else limit.role]
    if limit.low is not None:
        parts.append(f"at least {limit.low:g}")
    if limit.high is not None:
        parts.append(f"at most {limit.high:g}")
    if limit.any_of:
        parts.append(" or ".join(limit.any_of))
    if limit.none_of:
        parts.append("not " + ", not ".join(limit.none_of))
    return " ".join(parts)


def _wish(want: Want) -> str:
    told = want.facet if want.limit is None else _condition(want.limit)
    return told if want.degree == 1 else f"{told}, weight {want.degree:g}"


def _shares(abreast: Sequence[Pick], start: int) -> Iterable[str]:
    """The features of a few picks; what adds nothing to any of them is left out."""
    names = dict.fromkeys(name for pick in abreast for name in pick.shares)
    numbers = (f"{number}." for number, _ in enumerate(abreast, start=start + 1))
    yield _row("", numbers)
    for name in names:
        shares = [pick.shares.get(name, 0.0) for pick in abreast]
        if any(abs(share) >= _LEAST for share in shares):
            yield _row(_named(name), map(_share, shares))
    yield _row("score", (f"{pick.score:.3f}" for pick in abreast))


def _row(name: str, cells: Iterable[str]) -> str:
    return f"  {name:<{_WIDEST_NAME}}" + "".join(f"{cell:>8}" for cell in cells)


_LEAST = 0.0005
"""What is less would be shown as nothing."""


def _named(name: str) -> str:
    words = name.replace("_", " ")
    short = len(words) <= _WIDEST_NAME
    return words if short else f"{words[: _WIDEST_NAME - 1]}…"


def _share(share: float) -> str:
    return f"{share:+.3f}" if abs(share) >= _LEAST else "·"
