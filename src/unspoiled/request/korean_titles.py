"""Titles in Korean, with what is said of them: "도깨비 같은 드라마", "도깨비 작가의 다른 드라마"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from ..domain import CreditRole, Like
from ..names import name_keys, romanise_hangul
from .hangul import bare_forms, is_hangul
from .lexicon import lexicon_of
from .lookup import TitleRef
from .makers import note_makers_of
from .page import Page

_LIKED: Final = (
    "같은", "같이", "같은데", "비슷", "처럼", "느낌", "스타일", "분위기", "급", "재밌게", "재미있게",
    "좋아", "좋았", "최고", "인생", "감명", "재밌었", "재미있었",
)  # fmt: skip
_DISLIKED: Final = ("싫", "별로", "지루", "실망", "노잼", "하차")
_SEEN: Final = ("봤", "이미", "본", "끝냈", "정주행했", "제외", "빼고", "말고")
_LONGEST_NAME: Final = 6


def read_korean_titles(page: Page) -> None:
    """ "도깨비 같은 드라마", "미생 재밌게 봤어": names with what is said of them."""
    if page.recalls or not any(map(is_hangul, page.lows)):
        return
    spans = dict(_name_spans(page))
    keys = {
        key
        for names in spans.values()
        for name in names
        for key in (*name_keys(name), _spelled(name))
    } - {""}
    known = page.names.known_titles(sorted(keys)) if keys else {}
    for (start, end), names in spans.items():
        if not page.free(start, end):
            continue
        for name in names:
            rest = page.lows[end - 1][len(page.lows[end - 1]) - _cut(page, end, name) :]
            role = _title_role(page, end, rest)
            makers = _maker_roles(page, end, rest)
            refs = [
                *next((known[key] for key in name_keys(name) if key in known), ()),
                *known.get(_spelled(name), ()),
            ]
            if not refs or (role is None and makers is None):
                continue
            ref = max(refs, key=lambda one: (one.popularity or 0.0, one.id))
            if makers is not None and _means_title(page, name, ref):
                roles, stop = makers
                note_makers_of(page, [ref], roles, start, stop)
                break
            if role is not None and _means_title(page, name, ref):
                _note_title(page, start, end, ref, role)
                break


_MAKERS: Final[tuple[tuple[str, tuple[CreditRole, ...]], ...]] = (
    ("감독", ("director",)), ("연출", ("director",)), ("작가", ("writer",)),
    ("극본", ("writer",)), ("각본", ("writer",)), ("제작진", ("director", "writer")),
    ("만든 사람", ("director", "writer")), ("쓴 사람", ("writer",)),
    ("쓴 작가", ("writer",)), ("만든 감독", ("director",)), ("찍은 감독", ("director",)),
    ("연출한 감독", ("director",)), ("집필한 작가", ("writer",)),
)  # fmt: skip
_MADE: Final = ("쓴", "만든", "연출한", "집필한", "찍은", "참여한", "한")


def _maker_roles(
    page: Page, end: int, rest: str
) -> tuple[tuple[CreditRole, ...], int] | None:
    """ "X 작가가 쓴", "X 감독의 다른 작품", "X 쓴 작가": whose work is asked for."""
    if rest not in {"", "의", "를", "을"}:
        return None
    said = f"{page.low(end)} {page.low(end + 1)}"
    for phrase, roles in _MAKERS:
        if said.startswith(phrase):
            stop = end + 1 + (" " in phrase)
            stop += page.low(stop).startswith(_MADE)
            return roles, min(stop, len(page))
    return None


def _spelled(name: str) -> str:
    """A name of three syllables or more in Latin letters: "도깨비" -> "dokkaebi"."""
    return "".join(romanise_hangul(name)) if len(name) > 2 else ""


def _cut(page: Page, end: int, name: str) -> int:
    """Letters of the last token that are not of the name."""
    last = page.lows[end - 1]
    return next(
        (cut for cut in range(len(last)) if name.endswith(last[: len(last) - cut])), 0
    )


def _name_spans(page: Page) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Runs of Korean words, the longest first, with the names that they may be."""
    for start in range(len(page)):
        if page.claimed[start] or not is_hangul(page.low(start)):
            continue
        ends = []
        for end in range(start + 1, min(start + _LONGEST_NAME, len(page)) + 1):
            if page.tokens[end - 1].kind == "mark":
                break
            ends.append(end)
        for end in reversed(ends):
            head = "".join(page.lows[start : end - 1])
            yield (start, end), [head + form for form in bare_forms(page.lows[end - 1])]


def _title_role(
    page: Page, end: int, rest: str
) -> Literal["liked", "disliked", "seen"] | None:
    following = page.words(end, end + 2)
    if rest.startswith(("처럼", "같은", "풍")) or (
        following and following[0].startswith(_LIKED)
    ):
        return "liked"
    for word in following:
        if word.startswith(_DISLIKED):
            return "disliked"
        if word.startswith(_LIKED[9:]):
            return "liked"
    if any(word.startswith(_SEEN) for word in following):
        later = page.words(end, end + 4)
        liked = any(word.startswith(("재밌", "재미있", "좋", "비슷")) for word in later)
        return "liked" if liked else "seen"
    return None


def _means_title(page: Page, name: str, ref: TitleRef) -> bool:
    """Whether a name that is also a facet's word is meant as a title."""
    if len(name) < 2:
        return False
    if lexicon_of(page.vocabulary).korean_at(name) is None:
        return len(name) > 2 or (ref.popularity or 0.5) >= 0.4
    return (ref.popularity or 0.0) >= 0.5


def _note_title(
    page: Page,
    start: int,
    end: int,
    ref: TitleRef,
    role: Literal["liked", "disliked", "seen"],
) -> None:
    text = page.raw(start, end)
    if role == "seen":
        page.claim(start, end)
        page.name(ref.id)
        page.assume(f"“{ref.title}” is taken as a title that was seen.")
        return
    stop = end + page.low(end).startswith(_LIKED)
    like = Like(ref.id, ref.title, page.raw(start, stop), liked=role == "liked")
    page.like(start, stop, like)
    page.assume(f"“{text}” is taken as {ref.title}.")
