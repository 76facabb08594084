"""The author's own spoiler marks -> spans of the source.

    found.py       Found, and how overlapping ones become one
    surface.py     the source with its HTML tags blanked out, position for position
    code.py        where "||" is an operator or an empty cell
    inline.py      >!x!<  ||x||  ~!x!~  !!x!!  ??x??  [[spoiler:x]]
    shortcodes.py  [spoiler]x[/spoiler] and its kin, {{spoiler}}, [x](/s "y")
    elements.py    HTML: <details>, classes, attributes, invisible text
    fences.py      blocks: ::: spoiler, ??? note, /// details, [%collapsible]
    prose.py       what the author says: "spoilers ahead", "spoiler-free", "episodes 1-2"
    phrases.py     the words that prose.py looks for, language by language
    unseen.py      no mark, but as good as one: words of the source that no page shows
    views.py       the rendered text, as signs in disguise read to a person

Fails closed: where a form is ambiguous inside its dialect it hides, and one that is left
open hides to the end of its block at the least. A form that people also type by accident
counts only in its own format, or where the review declares the dialect.
Everything is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import regex

from ..domain import Format, Mark, MarkKind, Review
from ..text import Plain, plain_text
from .code import Code
from .elements import find_elements
from .fences import find_fences
from .found import Found, outermost
from .inline import find_inline
from .prose import find_prose
from .shortcodes import find_links, find_shortcodes, find_spoken_of
from .surface import surface_of
from .unseen import Unseen, find_unseen, rides_along
from .views import view_of

__all__ = [
    "HIDING",
    "WARNING",
    "Unseen",
    "covered",
    "delimiters",
    "find_marks",
    "find_unseen",
    "rides_along",
]

HIDING: Final[frozenset[MarkKind]] = frozenset({"inline", "block"})
"""Marks that hide what they cover."""
WARNING: Final[frozenset[MarkKind]] = frozenset({"flag", "prose"})
"""Marks that say that something in their range spoils."""

_FLAGS: Final = frozenset(
    "isgeneralspoiler ismediaspoiler alternativespoiler alternativespoilers sensitive "
    "spoilertext contentwarning reviewcontainsspoilers isspoiler hasspoiler hasspoilers "
    "containsspoiler containsspoilers spoiler spoilers spoilerflag".split()
)
"""Names that services give to their flag, letters only."""
_UNSET: Final = frozenset(["", "0", "false", "no", "none", "null", "n", "off"])
_LETTERS: Final = regex.compile(r"[^a-z]+")


def find_marks(review: Review) -> tuple[Mark, ...]:
    """Every mark in the review, sorted by where it begins."""
    marks = list(_written(review.text, review.format, _dialects(review.extra)))
    whole = len(review.text)
    flag = _flag(review)
    if whole and flag is not None:
        marks.append(Mark("flag", 0, whole, label=flag or None))
        marks = [
            mark for mark in marks if not (mark.kind == "scope" and not mark.through)
        ]
    if whole and review.through_episode is not None:
        marks.append(Mark("scope", 0, whole, through=review.through_episode))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def covered(
    marks: Iterable[Mark], start: int, end: int, kinds: Collection[MarkKind]
) -> bool:
    """Whether a mark of one of these kinds touches `[start, end)`."""
    return any(
        mark.start < end and start < mark.end and mark.kind in kinds for mark in marks
    )


def delimiters(review: Review) -> tuple[tuple[int, int], ...]:
    """Where the signs of inline and block marks stand, such as `>!`, in order."""
    return _hiding(review.text, review.format, _dialects(review.extra))[1]


def _dialects(extra: Mapping[str, Any]) -> frozenset[str]:
    declared = extra.get("dialect")
    names = [declared] if isinstance(declared, str) else declared
    if not isinstance(names, list | tuple | set | frozenset):
        return frozenset()
    return frozenset(str(name).strip().lower() for name in names)


def _flag(review: Review) -> str | None:
    """The label of the review's flag, "" for one without words, None for no flag."""
    label: str | None = "" if review.spoiler else None
    for name, value in _named(review.extra):
        if _LETTERS.sub("", str(name).lower()) not in _FLAGS:
            continue
        words = str(value).strip() if isinstance(value, str | int | float) else ""
        if isinstance(value, Mapping | list | tuple):
            label = (label or "") if value else label
        elif value is not False and words.lower() not in _UNSET:
            spoken = isinstance(value, str) and len(words) > len("yes,true")
            label = words if spoken else (label or "")
    return label


def _named(extra: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A record's own keys, and those of the objects in it (Trakt's `comment`)."""
    for name, value in extra.items():
        yield name, value
        if isinstance(value, Mapping):
            yield from value.items()


@lru_cache(maxsize=4)
def _hiding(
    text: str, format: Format, dialects: frozenset[str]
) -> tuple[tuple[Found, ...], tuple[tuple[int, int], ...]]:
    """Inline and block marks, outermost only, and the signs of all of them."""
    plain = plain_text(text, format)
    surface = surface_of(text, format)
    code = Code(text, plain)
    found: list[Found] = []
    found += find_inline(surface, plain, format, dialects, code.holds)
    found += find_links(surface, plain, dialects)
    found += find_shortcodes(surface, text, format, dialects)
    found += find_fences(surface, plain, format, dialects)
    found += find_elements(text, format)
    found += _disguised(text, format, plain, dialects, code)
    signs = sorted({sign for one in found for sign in one.signs})
    return outermost(found), tuple(signs)


def _disguised(
    text: str, format: Format, plain: Plain, dialects: frozenset[str], code: Code
) -> Iterator[Found]:
    """Marks whose signs are written as entities, or with something invisible inside.

    They are looked for in the text as a person reads it.
    """
    view = view_of(text, format, plain)
    if view is None:
        return
    as_read = plain_text(view.text, "text")
    surface = surface_of(view.text, "text")

    def in_code(at: int) -> bool:
        return code.holds(view.source_span(at, at + 1)[0])

    found: list[Found] = []
    found += find_inline(surface, as_read, "text", dialects, in_code)
    found += find_links(surface, as_read, dialects)
    found += find_shortcodes(surface, view.text, "text", dialects)
    found += find_elements(view.text, "text")
    for one in found:
        start, end = view.source_span(one.start, one.end)
        signs = tuple(view.source_span(low, high) for low, high in one.signs)
        yield replace(one, start=start, end=end, signs=signs)


@lru_cache(maxsize=128)
def _written(text: str, format: Format, dialects: frozenset[str]) -> tuple[Mark, ...]:
    hiding, _ = _hiding(text, format, dialects)
    marks = [Mark(one.kind, one.start, one.end, label=one.label) for one in hiding]
    unread = [(one.start, one.end) for one in hiding]
    unread = sorted([*unread, *find_spoken_of(surface_of(text, format))])
    bare = format in ("text", "bbcode")
    prose = find_prose(plain_text(text, format), len(text), unread, bare=bare)
    return (*marks, *prose)
