"""Requests in Korean: amounts, years, names and states; facets are read by `facets`.

"16부작 이하", "2020년 이후", "박형식 나오는", "도깨비 같은 드라마", "넷플릭스 말고".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ..domain import CreditRole, Fact, Limit
from ..names import person_key
from .endings import seal
from .hangul import bare_forms, denial, is_hangul, spelled_letters, unwatched_if
from .korean_amounts import follows_amount, read_amounts
from .lexicon import lexicon_of
from .page import Page
from .stagenames import known_people, persons

_PLACES: Final[tuple[tuple[str, Fact, str], ...]] = (
    ("한국어", "language", "Korean"), ("일본어", "language", "Japanese"),
    ("중국어", "language", "Mandarin"), ("광둥어", "language", "Cantonese"),
    ("영어", "language", "English"),
    ("한드", "country", "South Korea"), ("일드", "country", "Japan"), ("중드", "country", "China"),
    ("대드", "country", "Taiwan"), ("태드", "country", "Thailand"),
    ("한국", "country", "South Korea"), ("일본", "country", "Japan"), ("중국", "country", "China"),
    ("대만", "country", "Taiwan"), ("태국", "country", "Thailand"), ("홍콩", "country", "Hong Kong"),
    ("필리핀", "country", "Philippines"), ("싱가포르", "country", "Singapore"),
    ("미국", "country", "United States"), ("영국", "country", "United Kingdom"),
    ("넷플릭스", "network", "Netflix"), ("넷플", "network", "Netflix"),
    ("디즈니플러스", "network", "Disney+"), ("디즈니", "network", "Disney+"),
    ("디플", "network", "Disney+"), ("티빙", "network", "TVING"), ("웨이브", "network", "Wavve"),
    ("쿠팡플레이", "network", "Coupang Play"), ("쿠플", "network", "Coupang Play"),
    ("쿠팡", "network", "Coupang Play"), ("왓챠", "network", "WATCHA"), ("비키", "network", "Viki"),
    ("애플티비", "network", "Apple TV"), ("유튜브", "network", "YouTube"),
    ("프라임", "network", "Prime Video"), ("아마존", "network", "Prime Video"),
)  # fmt: skip
"""Longer words before those that they begin with."""
_NOUNS: Final = ("드라마", "작품", "영화", "시리즈")
_OF_STORY: Final = ("음식", "전쟁", "사람", "역사", "여행", "배경")
_OR: Final = frozenset(
    {"이나", "나", "또는", "혹은", "아니면", "랑", "이랑", "와", "과", "하고"}
)
_ROLES: Final[tuple[tuple[str, CreditRole], ...]] = (
    ("나오", "cast"), ("나온", "cast"), ("출연", "cast"), ("주연", "cast"), ("배우", "cast"),
    ("감독", "director"), ("연출", "director"), ("작가", "writer"), ("극본", "writer"),
    ("각본", "writer"), ("쓴", "writer"), ("집필", "writer"),
)  # fmt: skip
_FINISHED: Final = ("완결", "종영", "완료된", "다 나온", "끝난")


def read_korean(page: Page) -> None:
    """Note the limits of a request, or of those of its words that are Korean."""
    if page.recalls or not any(map(is_hangul, page.lows)):
        return
    _read_people(page)
    read_amounts(page)
    _read_places(page)
    _read_states(page)


# --- places, people, titles -------------------------------------------------------------


def _read_places(page: Page) -> None:
    found = [one for at in range(len(page)) if (one := _place_at(page, at)) is not None]
    index = 0
    while index < len(found):
        group = [found[index]]
        while index + 1 < len(found) and _joined(page, group[-1], found[index + 1]):
            index += 1
            group.append(found[index])
        index += 1
        _note_place(page, group)


def _place_at(page: Page, at: int) -> tuple[int, Fact, str, str] | None:
    if page.claimed[at] or not is_hangul(page.low(at)):
        return None
    low = page.low(at)
    for word, fact, name in _PLACES:
        if low.startswith(word):
            rest = low[len(word) :]
            if fact == "country" and (rest or page.low(at + 1)).startswith(_OF_STORY):
                return None
            return at, fact, name, rest
    return None


def _joined(
    page: Page, one: tuple[int, Fact, str, str], other: tuple[int, Fact, str, str]
) -> bool:
    if one[1] != other[1]:
        return False
    between = page.words(one[0] + 1, other[0])
    return (not between and one[3] in _OR) or (
        len(between) == 1 and (between[0] in _OR or between[0] in {",", "/"})
    )


def _note_place(page: Page, group: list[tuple[int, Fact, str, str]]) -> None:
    start, fact, _, _ = group[0]
    last, _, _, rest = group[-1]
    noun = next((w for w in _NOUNS if page.low(last + 1).startswith(w)), "")
    if noun and not rest:  # "중국 드라마는 싫어요"
        last, rest = last + 1, page.low(last + 1)[len(noun) :]
    denied = denial(page, last, last + 1, rest)
    against = denied is not None and denied[0].against
    if noun and not against:
        last -= page.low(last) != page.low(group[-1][0])
    end = max(last + 1, denied[1] if denied is not None else 0)
    names = tuple(dict.fromkeys(name for _, _, name, _ in group))
    limit = Limit(
        fact,
        page.raw(start, end),
        any_of=() if against else names,
        none_of=names if against else (),
    )
    page.limit(start, end, limit)


def _read_people(page: Page) -> None:
    """ "박형식 나오는", "김은희 작가", "공유 말고"."""
    words = {
        at: [form for form in bare_forms(low) if 1 < len(form) <= 5]
        for at, low in enumerate(page.lows)
        if is_hangul(low)
        and not page.claimed[at]
        and _role(page, at) is None
        and not follows_amount(page, at)
    }
    keys = {_person_key(form) for forms in words.values() for form in forms}
    known = known_people(page.names, keys)
    at = 0
    while at < len(page):
        person = _person(page, at, words.get(at, ()), known)
        if person is None:
            at += 1
            continue
        names, end, rest = [*person[0]], at + 1, person[1]
        while rest in _OR or page.low(end) in _OR:
            step = end + (rest not in _OR)
            other = _person(page, step, words.get(step, ()), known, joined=True)
            if other is None:
                break
            names += other[0]
            end, rest = step + 1, other[1]
        at = _note_people(page, at, end, names, rest)


def _person(
    page: Page,
    at: int,
    forms: Iterable[str],
    known: Mapping[str, tuple[str, ...]],
    *,
    joined: bool = False,
) -> tuple[tuple[str, ...], str] | None:
    """A known person named at `at`, and what follows the name in its token."""
    for form in forms:
        names = known.get(_person_key(form))
        if not names:
            continue
        cued = (
            joined
            or page.lows[at][len(form) :] in _OR
            or _role(page, at + 1) is not None
            or page.low(at + 1) == "안"
        )
        korean = lexicon_of(page.vocabulary).korean_at(form)
        denied = denial(page, at, at + 1, "")
        told = cued or (denied is not None and denied[0].against)
        if told or (len(form) >= 3 and korean is None and form in page.lows[at]):
            return persons(names), page.lows[at][len(form) :]
    return None


def _person_key(form: str) -> str:
    """The key of a name; "아이유" spells the letters I and U."""
    return person_key(spelled_letters(form) or form)


def _role(page: Page, at: int) -> CreditRole | None:
    low = page.low(at)
    return next((role for word, role in _ROLES if low.startswith(word)), None)


def _note_people(page: Page, start: int, end: int, names: list[str], rest: str) -> int:
    role = _role(page, end)
    end += role is not None
    if role is not None and page.low(end).startswith(("쓴", "만든", "집필", "연출")):
        end += 1
    denied = denial(page, start, end, rest if role is None else "")
    against = denied is not None and denied[0].against
    if denied is not None and against:
        if page.low(end) == "안":
            role = "cast"
        end = max(end, denied[1])
    limit = Limit(
        "person",
        page.raw(start, end),
        any_of=() if against else tuple(names),
        none_of=tuple(names) if against else (),
        role=role,
    )
    page.limit(start, end, limit)
    return end


# --- states -----------------------------------------------------------------------------


def _read_states(page: Page) -> None:
    for at in range(len(page)):
        if page.claimed[at]:
            continue
        low = page.low(at)
        if low.startswith(_FINISHED[:3]) or (
            low == "끝난" and page.low(at - 1) != "안"
        ):
            limit = Limit("finished", page.raw(at, at + 1), any_of=("yes",))
            page.limit(at, at + 1, limit)
        elif low == "영화" or (low.startswith("영화") and len(low) == 3):
            _note_film(page, at)
        elif low.startswith("죽지") or (
            low == "안" and page.low(at + 1).startswith("죽")
        ):
            _note_nobody_dies(page, at, at + 2)
        elif low.startswith("죽") and (end := unwatched_if(page, at + 1, low)):
            _note_nobody_dies(page, at, end)


def _note_film(page: Page, at: int) -> None:
    denied = denial(page, at, at + 1, page.low(at)[2:])
    against = denied is not None and denied[0].against
    end = max(at + 1, denied[1]) if denied is not None and against else at + 1
    limit = Limit(
        "kind",
        page.raw(at, end),
        any_of=() if against else ("film",),
        none_of=("film",) if against else (),
    )
    page.limit(at, end, limit)


_DYING_LEADS: Final = ("주인공", "주연", "남주", "여주")
_DYING_ANIMALS: Final = ("강아지", "개가", "개는", "고양이", "동물", "반려")


def _note_nobody_dies(page: Page, at: int, end: int) -> None:
    """ "아무도 안 죽는", "주인공이 죽으면 안 봐요", "강아지 죽는 건 못 봐요"."""
    who = page.low(at - 1)
    start = at - who.startswith(("아무", *_DYING_LEADS, *_DYING_ANIMALS))
    keys: tuple[str, ...] = ("trope:death",)
    if who.startswith(_DYING_ANIMALS):
        keys = ("content_warning:animal-harm",)
    elif who.startswith(_DYING_LEADS):
        keys = ("trope:death-of-lead", "trope:death")
    seal(page, start, min(end, len(page)), *keys, wanted=False)
