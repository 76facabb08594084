"""The makers of a title as a limit: "by the director of X", "the X writer"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..domain import CreditRole, Limit, Title
from .cues import MAKERS
from .finder import Named, TitleFinder, behind_cue, listed, title_cased
from .page import Page

_MAKER_NOUNS: Final[dict[str, tuple[CreditRole, ...]]] = {
    "director": ("director",), "director's": ("director",),
    "writer": ("writer",), "screenwriter": ("writer",),
}  # fmt: skip
_MAKER_LEADS: Final = frozenset(
    "by from the same of anything something made work works other another with another's "
    "a written directed drama dramas series new starring show shows".split()
)


def read_makers(page: Page, finder: TitleFinder) -> None:
    """ "By the director of X", "the X writer" -> a limit on those people."""
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        found = MAKERS.at(page.lows, start)
        if found is not None:
            roles, end = found
            named = behind_cue(page, finder, end, strict=False)
            if named is not None:
                _note_makers(page, start, [named, *listed(page, finder, named)], roles)
            continue
        for named in finder.at(start):
            at = named.end + (page.low(named.end) in {"'", "’"})
            roles_here = _MAKER_NOUNS.get(page.low(at + (page.low(at) == "s")))
            if roles_here and title_cased(page, named.start, named.end):
                stop = at + 1 + (page.low(at) == "s")
                _note_makers(page, start, [named], roles_here, stop)
                break


def _note_makers(
    page: Page,
    start: int,
    names: list[Named],
    roles: tuple[CreditRole, ...],
    stop: int | None = None,
) -> None:
    end = stop or names[-1].end
    begin = _lead_start(page, start)
    against = page.low(begin - 1) in {"not", "nothing", "no", "without"}
    begin -= against
    page.claim(begin, end)
    people = tuple(dict.fromkeys(_people_of(page, names, roles)))
    text = page.raw(begin, end)
    for named in names:
        page.name(named.ref.id)
    listed = ", ".join(named.ref.title for named in names)
    if not people:
        page.assume(f"Who made {listed} is not known, so “{text}” was not checked.")
        return
    role = roles[0] if len(roles) == 1 else None
    limit = Limit(
        "person",
        text,
        any_of=() if against else people,
        none_of=people if against else (),
        role=role,
    )
    page.limit(begin, end, limit, f"“{text}” is taken as {' or '.join(people)}.")


def _lead_start(page: Page, start: int) -> int:
    while (
        start > 0
        and page.low(start - 1) in _MAKER_LEADS
        and page.free(start - 1, start)
    ):
        start -= 1
    return start


def _people_of(
    page: Page, names: Iterable[Named], roles: tuple[CreditRole, ...]
) -> Iterator[str]:
    for named in names:
        title = page.names.title(named.ref.id)
        if title is None:
            continue
        if "director" in roles:
            yield from title.directors
        if "writer" in roles:
            yield from title.writers
        if "cast" in roles:
            yield from _leads(title)


def _leads(title: Title) -> Iterator[str]:
    main = [m.actor for m in title.cast if m.role and m.role.startswith("Main")]
    yield from main or [member.actor for member in title.cast[:2]]
