"""Requests in Korean: amounts, years, names and states; facets are read by `facets`.

"16부작 이하", "2020년 이후", "박형식 나오는", "도깨비 같은 드라마", "넷플릭스 말고".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ..domain import CreditRole, Fact, Like, Limit, Want
from ..names import name_keys, person_key
from .hangul import bare_forms, denial, is_hangul, number, spelled_letters
from .lexicon import lexicon_of
from .lookup import TitleRef
from .page import Page

Bound = Literal["most", "below", "least", "above", "about", "exact"]
Unit = Literal["episodes", "hours", "minutes", "year", "decade", "days", "weeks"]

_UNITS: Final[tuple[tuple[str, Unit], ...]] = (
    ("부작", "episodes"), ("회", "episodes"), ("화", "episodes"), ("에피소드", "episodes"),
    ("편", "episodes"), ("시간", "hours"), ("분", "minutes"), ("년대", "decade"),
    ("년", "year"), ("일", "days"), ("주", "weeks"),
)  # fmt: skip
_AFTER: Final[tuple[tuple[str, Bound], ...]] = (
    ("이하", "most"), ("이내", "most"), ("안에", "most"), ("안으로", "most"), ("까지", "most"),
    ("넘으면", "most"), ("넘지", "most"), ("넘기지", "most"), ("안 넘", "most"), ("내로", "most"),
    ("미만", "below"), ("이상", "least"), ("부터", "least"), ("이후", "least"), ("넘는", "above"),
    ("초과", "above"), ("정도", "about"), ("쯤", "about"), ("내외", "about"), ("안팎", "about"),
    ("이전", "most"), ("전에", "below"), ("전", "below"), ("보다 짧", "below"),
    ("보다 긴", "above"), ("보다 길", "above"), ("짜리", "exact"),
)  # fmt: skip
_BEFORE: Final[dict[str, Bound]] = {
    "최대": "most",
    "최소": "least",
    "약": "about",
    "대략": "about",
}
_PER_EPISODE: Final = (
    "회당",
    "편당",
    "에피소드당",
    "화당",
    "매회",
    "회차당",
    "한회",
    "각",
)
_IN_ALL: Final = (
    "총",
    "전체",
    "합쳐서",
    "합쳐",
    "합해서",
    "통틀어",
    "합계",
    "전부",
    "모두",
)
_STRETCHES: Final[tuple[tuple[str, int, str], ...]] = (
    ("하룻밤", 240, "One evening"), ("저녁", 240, "One evening"), ("밤새", 480, "One night"),
    ("하루", 480, "One day"), ("이틀", 960, "Two days"), ("사흘", 1440, "Three days"),
    ("주말", 720, "One weekend"), ("일주일", 1680, "One week"), ("한나절", 240, "Half a day"),
    ("연휴", 1440, "A long weekend"),
)  # fmt: skip
_DAYS: Final[dict[str, int]] = {
    "주말": 2,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "일주일": 7,
    "보름": 15,
    "한달": 30,
}
_WATCHED: Final = (
    "볼",
    "보기",
    "끝",
    "정주행",
    "몰아",
    "다",
    "만에",
    "동안",
    "완주",
    "보는",
)
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
_LIKED: Final = (
    "같은", "같이", "같은데", "비슷", "처럼", "느낌", "스타일", "분위기", "급", "재밌게", "재미있게",
    "좋아", "좋았", "최고", "인생", "감명", "재밌었", "재미있었",
)  # fmt: skip
_DISLIKED: Final = ("싫", "별로", "지루", "실망", "노잼", "하차")
_SEEN: Final = ("봤", "이미", "본", "끝냈", "정주행했", "제외", "빼고", "말고")
_RECENT: Final = ("최근", "최신", "요즘", "신작")
_OLD: Final = ("오래된", "옛날", "옛", "고전적")
_NOBODY_DIES: Final = ("죽지", "안 죽", "죽는 사람 없")
_LONGEST_NAME: Final = 6


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    low: float
    high: float
    unit: Unit
    rest: str
    """What follows the unit in its token: "이하" of "16부작이하"."""


def read_korean(page: Page) -> None:
    """Note the limits of a request, or of those of its words that are Korean."""
    if page.recalls or not any(map(is_hangul, page.lows)):
        return
    _read_people(page)
    _read_budget(page)
    _read_amounts(page)
    _read_spoken_years(page)
    _read_stretches(page)
    _read_places(page)
    _read_states(page)


# --- amounts ------------------------------------------------------------------------


def _amount_at(page: Page, start: int) -> _Amount | None:
    """A number with a Korean unit: "16부작", "8~12부작", "한 시간"."""
    low = _number_at(page, start)
    if low is None:
        return None
    at, high = start + 1, low
    if page.low(at) in {"~", "-", "–", "에서"} and (top := _number_at(page, at + 1)):
        high, at = top, at + 2
    elif (unit := _unit(page, at)) and unit[1].startswith(("에서", "부터", "~")):
        second = _amount_at(page, at + 1)
        if second is not None and second.unit == unit[0] and second.high >= low:
            return _Amount(start, second.end, low, second.high, unit[0], second.rest)
    elif unit and page.low(at + 1) in {"~", "-"}:
        second = _amount_at(page, at + 2)
        if second is not None and second.unit == unit[0] and second.high >= low:
            return _Amount(start, second.end, low, second.high, unit[0], second.rest)
    unit = _unit(page, at)
    if unit is None:
        return None
    half = unit[0] == "hours" and page.low(at + 1).startswith("반")
    plus = 0.5 if half else 0.0
    return _Amount(start, at + 1 + half, low + plus, high + plus, unit[0], unit[1])


def _number_at(page: Page, at: int) -> float | None:
    if at >= len(page) or page.claimed[at]:
        return None
    token = page.tokens[at]
    if token.kind == "number":
        try:
            return float(token.low.replace(",", ""))
        except ValueError:
            return None
    return number(token.low)


def _unit(page: Page, at: int) -> tuple[Unit, str] | None:
    low = page.low(at)
    for word, unit in _UNITS:
        if low.startswith(word):
            return unit, low[len(word) :]
    return None


def _bound(page: Page, amount: _Amount) -> tuple[Bound | None, int, int]:
    """The comparison of an amount, and the tokens that it spans with it."""
    start = amount.start
    if (before := _BEFORE.get(page.low(start - 1))) is not None:
        return before, start - 1, amount.end
    words = [amount.rest, *page.words(amount.end, amount.end + 3)]
    for index, word in enumerate(words):
        for cue, bound in _AFTER:
            head, _, tail = cue.partition(" ")
            following = words[index + 1] if index + 1 < len(words) else ""
            if word.startswith(head) and following.startswith(tail):
                end = amount.end + index + bool(tail)
                if cue.startswith("넘") and bound == "most":
                    end += page.low(end).startswith(("안", "않"))
                return bound, start, min(end, len(page))
        if (
            index == 0
            and word
            and word not in {"을", "를", "은", "는", "가", "이", "로", "으로"}
        ):
            break
    return None, start, amount.end


def _interval(
    bound: Bound | None, low: float, high: float
) -> tuple[float | None, float | None]:
    match bound:
        case "most":
            return None, high
        case "below":
            return None, high - 1
        case "least":
            return low, None
        case "above":
            return low + 1, None
        case "about":
            return math.floor(low * 0.8), math.ceil(high * 1.2)
        case _:
            return low, high


def _read_amounts(page: Page) -> None:
    at = 0
    while at < len(page):
        amount = _amount_at(page, at)
        if amount is None:
            at += 1
            continue
        bound, start, end = _bound(page, amount)
        _note_amount(page, amount, bound, start, end)
        at = max(end, at + 1)


def _note_amount(
    page: Page, amount: _Amount, bound: Bound | None, start: int, end: int
) -> None:
    if amount.unit in ("year", "decade"):
        _note_years(page, amount, bound, start, end)
        return
    if amount.unit == "episodes":
        _note(page, start, end, "episodes", bound, amount.low, amount.high)
        return
    if amount.unit not in ("hours", "minutes"):
        return
    scale = 60.0 if amount.unit == "hours" else 1.0
    low, high = amount.low * scale, amount.high * scale
    each = page.low(start - 1).startswith(_PER_EPISODE) or (
        amount.unit == "minutes"
        and (amount.rest.startswith("짜리") or bound == "exact")
    )
    whole = any(word.startswith(_IN_ALL) for word in page.words(start - 2, start))
    if each and not whole:
        begin = start - page.low(start - 1).startswith(_PER_EPISODE)
        if bound in (None, "exact"):
            low, high = math.ceil(low * 0.9), math.floor(high * 1.1)
        _note(page, begin, end, "minutes", bound, low, high)
    elif bound is not None:
        _note(page, start, end, "total", bound, low, high)


def _note(
    page: Page,
    start: int,
    end: int,
    fact: Fact,
    bound: Bound | None,
    low: float,
    high: float,
) -> None:
    text = page.raw(start, end)
    bottom, top = _interval(bound, low, high)
    limit = Limit(fact, text, low=bottom, high=top)
    if bound == "about":
        page.want(start, end, Want("", text, 1.0, limit), drop=True)
    else:
        page.limit(start, end, limit)


def _note_years(
    page: Page, amount: _Amount, bound: Bound | None, start: int, end: int
) -> None:
    low, high = int(amount.low), int(amount.high)
    if amount.unit == "decade":
        if low < 100:
            low += 2000 if 2000 + low <= page.today.year else 1900
            high = low
        if low % 10 or not 1900 <= low <= 2100:
            return
        low, high = _part_of_decade(page, amount, low)
    elif high < 100 and bound in ("most", "below") and low == high:
        _last_years(page, start, end, high)  # "5년 이내"
        return
    if not 1900 <= low <= high <= 2100 or page.low(end) == "배경":
        return
    _note(page, start, end, "year", bound, low, high)


def _part_of_decade(page: Page, amount: _Amount, low: int) -> tuple[int, int]:
    said = amount.rest + page.low(amount.end)
    for word, part in (
        ("초", (0, 4)),
        ("중반", (3, 6)),
        ("후반", (5, 9)),
        ("말", (5, 9)),
    ):
        if said.startswith(word):
            return low + part[0], low + part[1]
    return low, low + 9


def _last_years(page: Page, start: int, end: int, count: int) -> None:
    low = page.today.year - count + 1
    start -= page.low(start - 1).startswith(_RECENT)
    text = page.raw(start, end)
    page.limit(
        start, end, Limit("year", text, low=low, high=page.today.year),
        f"“{text}” is taken as {low} to {page.today.year}.",
    )  # fmt: skip


def _read_spoken_years(page: Page) -> None:
    for at in range(len(page)):
        if page.claimed[at]:
            continue
        low, year = page.low(at), page.today.year
        if low.startswith(("올해", "작년", "재작년")):
            chosen = year - ("작년" in low) - low.startswith("재작년")
            page.limit(
                at, at + 1, Limit("year", page.raw(at, at + 1), low=chosen, high=chosen)
            )
        elif low.startswith(_RECENT) and (count := _number_at(page, at + 1)):
            if _unit(page, at + 2) and page.low(at + 2).startswith("년"):
                _last_years(page, at, at + 3, int(count))
        elif low.startswith(_RECENT):
            limit = Limit("year", page.raw(at, at + 1), low=year - 2)
            page.want(at, at + 1, Want("", limit.text, 1.0, limit), drop=True)
        elif low.startswith(_OLD):
            limit = Limit("year", page.raw(at, at + 1), high=year - 10)
            page.want(at, at + 1, Want("", limit.text, 1.0, limit), drop=True)


# --- stretches of days ----------------------------------------------------------------


def _read_budget(page: Page) -> None:
    """ "하루에 두 시간씩 일주일": so much a day for so many days."""
    for at in range(len(page)):
        if not page.low(at).startswith(("하루", "매일")) or page.claimed[at]:
            continue
        amount = _amount_at(page, at + 1)
        if amount is None or amount.unit not in ("hours", "minutes", "episodes"):
            continue
        days = _days(page, at, amount.end)
        if days is None:
            continue
        count, start, end = days
        scale = {"hours": 60.0, "minutes": 1.0}.get(amount.unit, 1.0)
        fact: Fact = "episodes" if amount.unit == "episodes" else "total"
        first, last = min(start, at), max(end, amount.end)
        limit = Limit(fact, page.raw(first, last), high=count * amount.high * scale)
        page.limit(first, last, limit)
        return


def _days(page: Page, start: int, end: int) -> tuple[float, int, int] | None:
    for at in range(len(page)):
        if start <= at < end:
            continue
        for word, count in _DAYS.items():
            if page.low(at).startswith(word):
                return count, at, at + 1
        amount = _amount_at(page, at)
        if amount is not None and amount.unit in ("days", "weeks"):
            return amount.high * (7 if amount.unit == "weeks" else 1), at, amount.end
    return None


def _read_stretches(page: Page) -> None:
    for at in range(len(page)):
        if page.claimed[at]:
            continue
        for word, minutes, name in _STRETCHES:
            if page.low(at).startswith(word) and _is_time(page, at, word):
                end = at + 1 + page.low(at + 1).startswith(("만에", "동안", "안에"))
                limit = Limit("total", page.raw(at, end), high=float(minutes))
                hours = minutes // 60
                note = f"{name} is taken as up to {hours} hours in all."
                page.limit(at, end, limit, note)
                break


def _is_time(page: Page, at: int, word: str) -> bool:
    """Whether a day is what there is time for, and not of the story."""
    rest = page.low(at)[len(word) :]
    if rest.startswith(("에", "만에", "동안", "안에")):
        return True
    return rest in {"", "이면"} and any(
        low.startswith(_WATCHED) for low in page.words(at + 1, at + 4)
    )


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
        if is_hangul(low) and not page.claimed[at] and _role(page, at) is None
    }
    keys = {_person_key(form) for forms in words.values() for form in forms}
    known = page.names.known_people(sorted(keys)) if keys else {}
    at = 0
    while at < len(page):
        person = _person(page, at, words.get(at, ()), known)
        if person is None:
            at += 1
            continue
        names, end, rest = [person[0]], at + 1, person[1]
        while rest in _OR or page.low(end) in _OR:
            step = end + (rest not in _OR)
            other = _person(page, step, words.get(step, ()), known, joined=True)
            if other is None:
                break
            names.append(other[0])
            end, rest = step + 1, other[1]
        at = _note_people(page, at, end, names, rest)


def _person(
    page: Page,
    at: int,
    forms: Iterable[str],
    known: Mapping[str, tuple[str, ...]],
    *,
    joined: bool = False,
) -> tuple[str, str] | None:
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
            return names[0], page.lows[at][len(form) :]
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


def read_korean_titles(page: Page) -> None:
    """ "도깨비 같은 드라마", "미생 재밌게 봤어": names with what is said of them."""
    if page.recalls or not any(map(is_hangul, page.lows)):
        return
    spans = dict(_name_spans(page))
    keys = {
        key for names in spans.values() for name in names for key in name_keys(name)
    }
    known = page.names.known_titles(sorted(keys)) if keys else {}
    for (start, end), names in spans.items():
        if not page.free(start, end):
            continue
        for name in names:
            rest = page.lows[end - 1][len(page.lows[end - 1]) - _cut(page, end, name) :]
            role = _title_role(page, end, rest)
            refs = next((known[key] for key in name_keys(name) if key in known), ())
            if not refs or role is None:
                continue
            ref = max(refs, key=lambda one: (one.popularity or 0.0, one.id))
            if _means_title(page, name, ref):
                _note_title(page, start, end, ref, role)
                break


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
            _note_nobody_dies(page, at)


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


def _note_nobody_dies(page: Page, at: int) -> None:
    end = at + 2
    start = at - page.low(at - 1).startswith(("아무도", "주인공", "아무"))
    text = page.raw(start, end)
    limit = Limit("facet", text, none_of=("trope:death",))
    page.seal(start, end, Want("trope:death", text, 1.0, limit))
