"""The makers of a title as a limit: "by the director of X", "whoever wrote X".

A phrase for makers is a noun ("the director of"), or somebody and what they did ("the
lady who scripted"); behind it stands the name of a title. Where that name is not known,
nobody is, and the limit says so rather than be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..domain import CreditRole, Limit, Title
from ..names import name_keys
from .finder import Named, TitleFinder
from .lookup import TitleRef
from .makerwords import CLEAR, Roles, makers_at
from .naming import behind_cue, listed, title_cased
from .negation import modifier_before
from .page import Page

_MAKER_NOUNS: Final[dict[str, tuple[CreditRole, ...]]] = {
    "director": ("director",), "director's": ("director",), "directors": ("director",),
    "writer": ("writer",), "screenwriter": ("writer",), "writer's": ("writer",),
    "writers": ("writer",), "scriptwriter": ("writer",), "screenwriter's": ("writer",),
}  # fmt: skip
_MAKER_LEADS: Final = frozenset(
    "by from the same of anything something made work works other another with another's "
    "a written directed drama dramas series new starring show shows what else has have "
    "did whatever more stuff one".split()
)


def read_makers(page: Page, finder: TitleFinder) -> None:
    """ "By the director of X", "the X writer" -> a limit on those people."""
    for start in range(len(page)):
        if page.claimed[start]:
            continue
        found = makers_at(page.lows, start)
        if found is not None:
            roles, end = found
            named = _name_behind(page, finder, end, roles)
            if named is not None:
                names = [named, *listed(page, finder, named)]
                roles = _cleared(page, names[-1].end, roles)
                part = _part_played(page, start, end)
                part = part or _part_behind(page, names[-1].end)
                _note_makers(page, start, names, roles, part=part)
            else:
                _note_unknown(page, start, end, roles)
            continue
        if page.low(start) in _MAKER_NOUNS and _note_possessed(page, start):
            continue
        for named in finder.at(start):
            at = named.end + (page.low(named.end) in {"'", "’"})
            roles_here = _MAKER_NOUNS.get(page.low(at + (page.low(at) == "s")))
            if roles_here and title_cased(page, named.start, named.end):
                stop = at + 1 + (page.low(at) == "s")
                _note_makers(page, start, [named], roles_here, stop)
                break


def _note_possessed(page: Page, at: int) -> bool:
    """ "From Signal's writer": the name stands before, with its 's."""
    if at == 0 or not page.low(at - 1).endswith(("'s", "’s")) or page.recalls:
        return False
    names = {
        start: page.raw(start, at)[:-2]
        for start in range(max(page.clause_start(at), at - _LONGEST_NAME), at)
        if page.free(start, at) and page.tokens[start].capital
    }
    known = page.names.known_titles([name_keys(name)[0] for name in names.values()])
    for start, name in names.items():
        refs = known.get(name_keys(name)[0], ())
        if refs:
            ref = max(refs, key=lambda one: (one.popularity or 0.0, one.id))
            begin = _lead_start(page, start)
            led = set(page.words(begin, start)) - {"the", "a"}
            if not (led or page.ends_clause(at + 1) or page.low(at + 1) in _WORKS):
                return False  # "X's writer exhausts me"
            modifier = modifier_before(page, begin)
            against = modifier is not None and modifier.against
            roles = _MAKER_NOUNS[page.low(at)]
            note_makers_of(page, [ref], roles, begin, at + 1, against=against)
            return True
    return False


_LONGEST_NAME: Final = 8
_WORKS: Final = frozenset(
    "other others next new latest work works dramas shows series films please too".split()
)


def _name_behind(
    page: Page, finder: TitleFinder, start: int, roles: Roles
) -> Named | None:
    """The title behind a phrase for makers, where nothing else than a title can stand."""
    named = behind_cue(page, finder, start, strict=False)
    if named is not None and len(roles) > 1 and not _written_as_name(page, named):
        return None  # "the man behind the mask"
    if named is not None or page.recalls or len(roles) > 1:
        return named
    for at in (start, start + 1):
        for named in finder.at(at):
            words = named.end - named.start
            if words > 1 or (words == 1 and named.renown >= _RENOWN):
                return named
        if page.low(at) not in {"the", "drama", "show", "series", "film", "movie"}:
            break
    return None


def _written_as_name(page: Page, named: Named) -> bool:
    quoted = page.quoted.get(named.start) == named.end
    cased = title_cased(page, named.start, named.end)
    return cased or quoted or page.shouted or named.end - named.start > 2


_RENOWN: Final = 0.6
"""How well-known a title of one word in small letters has to be."""


def _cleared(page: Page, end: int, roles: Roles) -> Roles:
    """ "Who made X (the director I mean)": which of several makers."""
    at = end + (page.low(end) in {"(", ",", "-", "–"})
    found = CLEAR.at(page.lows, at) if at > end and len(roles) > 1 else None
    return roles if found is None else found[0]


def _note_unknown(page: Page, start: int, end: int, roles: Roles) -> None:
    """ "The director of Xyzzy": nobody known, which is better said than forgotten."""
    if roles == ("cast",) or page.recalls or page.shouted or end >= len(page):
        return
    if page.low(end - 1) in {"from", "did", "made"}:
        return
    stop = page.quoted.get(end + 1) or _capitals_end(page, end)
    if stop <= end or not page.free(start, stop):
        return
    begin = _lead_start(page, start)
    text = page.raw(begin, stop)
    name = page.raw(end, stop)
    page.limit(
        begin,
        stop,
        Limit(
            "person", text, any_of=(text,), role=roles[0] if len(roles) == 1 else None
        ),
        f"No title called “{name}” is known here, so nobody is known to have made it.",
    )


def _capitals_end(page: Page, start: int) -> int:
    at = start
    while at < min(start + 8, len(page)) and page.tokens[at].capital:
        at += 1
    return at


def _note_makers(
    page: Page,
    start: int,
    names: list[Named],
    roles: tuple[CreditRole, ...],
    stop: int | None = None,
    part: frozenset[str] = frozenset(),
) -> None:
    end = stop or names[-1].end
    begin = _lead_start(page, start)
    modifier = modifier_before(page, begin)
    against = modifier is not None and modifier.against
    if modifier is not None and against:
        begin = modifier.start
    refs = [named.ref for named in names]
    note_makers_of(page, refs, roles, begin, end, against=against, part=part)


_PLAYED: Final = frozenset("played plays portrayed portrays".split())


def _part_played(page: Page, start: int, end: int) -> frozenset[str]:
    """The words for a part in "who played the goblin in ..."; none elsewhere."""
    words = page.words(start, end - 1)
    at = next((i for i, word in enumerate(words) if word in _PLAYED), len(words))
    return frozenset(words[at + 1 :])


def _part_behind(page: Page, end: int) -> frozenset[str]:
    """ "The actress from X (the one who plays Y)"."""
    at = end + (page.low(end) in {"(", ",", "-", "–"})
    while page.low(at) in {"the", "one", "i", "mean", "she", "he", "who", "that"}:
        at += 1
    if at == end or page.low(at) not in _PLAYED:
        return frozenset()
    return frozenset(page.words(at + 1, min(at + 5, page.clause_end(at))))


def note_makers_of(
    page: Page,
    refs: Sequence[TitleRef],
    roles: Roles,
    begin: int,
    end: int,
    *,
    against: bool = False,
    part: frozenset[str] = frozenset(),
) -> None:
    """A limit on who made these titles, or played that part in them."""
    page.claim(begin, end)
    made = _players_of(page, refs, part) if part else _people_of(page, refs, roles)
    people = tuple(dict.fromkeys(made))
    text = page.raw(begin, end)
    for ref in refs:
        page.name(ref.id)
    listed = ", ".join(ref.title for ref in refs)
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
    page: Page, refs: Iterable[TitleRef], roles: tuple[CreditRole, ...]
) -> Iterator[str]:
    for ref in refs:
        title = page.names.title(ref.id)
        if title is None:
            continue
        if "director" in roles:
            yield from title.directors
        if "writer" in roles:
            yield from title.writers
        if "cast" in roles:
            yield from _leads(title)


def _players_of(
    page: Page, refs: Iterable[TitleRef], part: frozenset[str]
) -> Iterator[str]:
    """Whoever played a character that is called so; else the first of the cast."""
    for ref in refs:
        title = page.names.title(ref.id)
        if title is None or not title.cast:
            continue
        called = [
            member.actor
            for member in title.cast
            if not part.isdisjoint((member.character or "").casefold().split())
        ]
        yield from called[:1] or [title.cast[0].actor]


def _leads(title: Title) -> Iterator[str]:
    main = [m.actor for m in title.cast if m.role and m.role.startswith("Main")]
    yield from main or [member.actor for member in title.cast[:2]]
