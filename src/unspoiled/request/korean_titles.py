"""Titles named in Korean: "미생이랑 시그널 재밌게 봤어요", "도깨비 작가의 다른 드라마".

What is said stands behind a name, or behind the last of a list; a heading before the
names ("이미 본 건 ...") says it of all that have no word of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ..domain import CreditRole, Like
from ..names import name_keys, romanise_hangul
from .hangul import bare_forms, is_hangul
from .lexicon import lexicon_of
from .lookup import TitleRef
from .makers import note_makers_of
from .page import Page

Role = Literal["liked", "disliked", "seen"]

_ALIKE: Final = (
    "같은", "같이", "같은데", "비슷", "처럼", "느낌", "스타일", "분위기", "급",
)  # fmt: skip
_PRAISED: Final = (
    "재밌게", "재미있게", "좋아", "좋았", "최고", "인생", "감명", "재밌었", "재미있었", "사랑",
    "감동", "대박", "명작", "빠졌", "최애", "추천", "완벽",
)  # fmt: skip
_LIKED: Final = (*_ALIKE, *_PRAISED)
_DISLIKED: Final = (
    "싫", "별로", "지루", "실망", "노잼", "하차", "재미없", "재미 없", "최악", "그만뒀", "포기",
    "안 맞", "취향 아", "졸렸", "못 보겠",
)  # fmt: skip
_SEEN: Final = ("봤", "이미", "본", "끝냈", "정주행했", "제외", "빼고", "말고", "다봤")
_WISHED: Final = ("좋아", "추천", "사랑", "최고", "완벽")
"""What is said of kinds as well: "로맨스는 좋아"."""
_HEADINGS: Final[tuple[tuple[str, Role], ...]] = (
    ("본", "seen"), ("봤던", "seen"), ("끝낸", "seen"), ("좋아하는", "liked"),
    ("좋았던", "liked"), ("재밌게", "liked"), ("재밌었던", "liked"), ("인생작", "liked"),
    ("인생드라마", "liked"), ("최애", "liked"), ("싫어하는", "disliked"),
    ("싫었던", "disliked"), ("별로였던", "disliked"), ("하차한", "disliked"),
)  # fmt: skip
_THINGS: Final = frozenset({"거", "건", "것", "드라마", "작품"})
_REFUSED: Final = ("말고", "빼고", "아닌", "싫", "제외")
_JOINING: Final = ("이랑", "랑", "하고", "와", "과", "그리고", "이나", "나", "도")
_TELLING: Final = ("은", "는", "이", "가", "만", "도", "")
_PARTS: Final = (
    "결말",
    "엔딩",
    "마지막",
    "후반",
    "초반",
    "음악",
    "연기",
    "전개",
    "러브라인",
)
_BARE: Final = ("이에요", "예요", "이고", "입니다", "이요", "요", "였어요", "이었어요")
_MAKERS: Final[tuple[tuple[str, tuple[CreditRole, ...]], ...]] = (
    ("감독", ("director",)), ("연출", ("director",)), ("작가", ("writer",)),
    ("극본", ("writer",)), ("각본", ("writer",)), ("제작진", ("director", "writer")),
    ("만든 사람", ("director", "writer")), ("쓴 사람", ("writer",)),
    ("쓴 작가", ("writer",)), ("만든 감독", ("director",)), ("찍은 감독", ("director",)),
    ("연출한 감독", ("director",)), ("집필한 작가", ("writer",)),
)  # fmt: skip
_MADE: Final = ("쓴", "만든", "연출한", "집필한", "찍은", "참여한", "한")
_LONGEST_NAME: Final = 6
_SURE: Final = 0.5
"""How well known a title has to be whose name is a facet's word as well."""
_LEAST: Final = 0.4


@dataclass(frozen=True, slots=True)
class _Known:
    """A title's name at tokens `[start, end)`, and what follows it in its token."""

    start: int
    end: int
    ref: TitleRef
    rest: str
    plain: bool = False
    """Whether the name is a facet's word as well."""


def read_korean_titles(page: Page) -> None:
    """Note the titles named in Korean, with what is said of them."""
    if page.recalls or not any(map(is_hangul, page.lows)):
        return
    waiting: list[_Known] = []
    heading: Role | None = None
    for one in _names(page):
        if waiting and not _joined(page, waiting[-1], one):
            waiting = []
        makers = _maker_roles(page, one.end, one.rest)
        if makers is not None:
            note_makers_of(page, [one.ref], makers[0], one.start, makers[1])
            continue
        heading = _heading(page, one.start) or (heading if waiting else None)
        role = _role(page, one) or heading
        if role is None:
            waiting.append(one)
            continue
        for named in (*waiting, one):
            _note_title(page, named, role)
        waiting = [] if heading is None else [one]


def _names(page: Page) -> Iterator[_Known]:
    """The names of titles in their order; of several at a place the longest."""
    spans = list(_spans(page))
    keys = {key for _, _, name, _ in spans for key in _keys(name)}
    known = page.names.known_titles(sorted(keys)) if keys else {}
    reached = 0
    for start, end, name, rest in spans:
        if start < reached or not page.free(start, end):
            continue
        ref = _best(known, name)
        if ref is not None and _means_title(page, name, ref):
            reached = end
            plain = lexicon_of(page.vocabulary).korean_at(name) is not None
            yield _Known(start, end, ref, rest, plain)


def _spans(page: Page) -> Iterator[tuple[int, int, str, str]]:
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
            head, last = "".join(page.lows[start : end - 1]), page.lows[end - 1]
            for form in (*bare_forms(last), *_without_ending(last)):
                yield start, end, head + form, last[len(form) :]


def _without_ending(word: str) -> Iterator[str]:
    """A name with a verb glued to it: "스위트홈이에요"."""
    for ending in _BARE:
        if len(word) > len(ending) and word.endswith(ending):
            yield word.removesuffix(ending)


def _keys(name: str) -> tuple[str, ...]:
    """What a name may be looked up by, one of three syllables by its Latin letters too."""
    spelled = "".join(romanise_hangul(name)) if len(name) > 2 else ""
    return (*name_keys(name), spelled) if spelled else name_keys(name)


def _best(known: Mapping[str, tuple[TitleRef, ...]], name: str) -> TitleRef | None:
    """The best known title of a name, however it is romanised."""
    refs = [ref for key in _keys(name) for ref in known.get(key, ())]
    return max(refs, key=lambda one: (one.popularity or 0.0, one.id), default=None)


def _joined(page: Page, last: _Known, one: _Known) -> bool:
    """Whether two names stand in one list: "X랑 Y", "X, Y"."""
    between = page.words(last.end, one.start)
    if not between:
        return last.rest.startswith(_JOINING)
    return all(word in {",", "/", "&", "+", *_JOINING} for word in between)


def _heading(page: Page, start: int) -> Role | None:
    """ "이미 본 건 X": what the words before a name say of it."""
    for at in range(start - 1, max(-1, start - 4), -1):
        if not page.same_clause(at, start) and page.low(at) != ":":
            return None
        for word, role in _HEADINGS:
            if page.low(at).startswith(word):
                told = page.low(start - 1)
                return (
                    role if told.startswith(("건", "것", "거", "드라마", ":")) else None
                )
    return None


def _role(page: Page, named: _Known) -> Role | None:
    """What the words behind a name say of it."""
    following = page.words(named.end, named.end + 3)
    if named.rest.startswith(("처럼", "같은", "풍")):
        return "liked"
    if following and following[0].startswith(_ALIKE):
        refused = page.low(named.end + 1) in _THINGS and page.low(
            named.end + 2
        ).startswith(_REFUSED)
        return "disliked" if refused else "liked"
    for index, word in enumerate(following):
        if page.tokens[named.end + index].kind == "mark":
            break
        pair = f"{word} {page.low(named.end + index + 1)}"
        if word.startswith(_DISLIKED) or pair.startswith(_DISLIKED):
            return "disliked"
        if word.startswith(_PRAISED):
            return None if named.plain and word.startswith(_WISHED) else "liked"
        if word.startswith(_SEEN):
            later = page.words(named.end, named.end + 4)
            fond = any(
                low.startswith(("재밌", "재미있", "좋", "비슷")) for low in later
            )
            return "liked" if fond else "seen"
    return None


def _means_title(page: Page, name: str, ref: TitleRef) -> bool:
    """Whether a name is meant as a title, though it may be a plain word."""
    if len(name) < 2:
        return False
    if lexicon_of(page.vocabulary).korean_at(name) is not None:
        return (ref.popularity or 0.0) >= _SURE
    return len(name) > 2 or (ref.popularity or 0.5) >= _LEAST


def _note_title(page: Page, named: _Known, role: Role) -> None:
    start, end, ref = named.start, named.end, named.ref
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
    _except_part(page, ref.id, stop)


def _except_part(page: Page, title_id: str, start: int) -> None:
    """ "... 좋았는데 결말은 별로": the part that was not liked."""
    for at in range(start, min(start + 4, len(page))):
        part = next((part for part in _PARTS if page.low(at).startswith(part)), None)
        if part is None or page.low(at)[len(part) :] not in _TELLING:
            continue
        if page.low(at + 1).startswith((*_DISLIKED, "빼고", "제외")):
            page.except_from(title_id, part)
            page.claim(at, at + 2)
        return


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
