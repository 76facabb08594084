"""Amounts, years and stretches of days in Korean: "16부작 이하", "하루에 두 시간씩 일주일"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from ..domain import Fact, Limit, Want
from .hangul import number
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
    ("넘으면", "most"), ("안 되", "below"), ("안 돼", "below"), ("못 넘", "most"),
    ("밑으로", "below"), ("아래로", "most"), ("아래", "most"), ("넘어가지", "most"), ("넘어가면", "most"), ("넘지", "most"), ("넘기지", "most"), ("안 넘", "most"), ("내로", "most"),
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
_OF_ONE: Final = ("에", "당", "가", "는", "마다", "분량", "의", "이", "도", "를")
_EPISODE_UNITS: Final = ("회", "화", "편", "에피소드")
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
_RECENT: Final = ("최근", "최신", "요즘", "신작")
_OLD: Final = ("오래된", "옛날", "옛", "고전적")


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    low: float
    high: float
    unit: Unit
    rest: str
    """What follows the unit in its token: "이하" of "16부작이하"."""


def read_amounts(page: Page) -> None:
    """Note how long, how many and from when."""
    _read_budget(page)
    _read_amounts(page)
    _read_spoken_years(page)
    _read_stretches(page)


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
        if _names_one(amount):
            at = amount.end
            continue  # "한 회가 50분을 넘으면": of what, and not how many
        bound, start, end = _turned(page, *_bound(page, amount))
        if amount.low != amount.high and bound in ("most", "least"):
            bound = None  # "2015년부터 2020년까지"
        _note_amount(page, amount, bound, start, end)
        at = max(end, at + 1)


def _names_one(amount: _Amount) -> bool:
    """Whether "한 회에" says of what the next amount is."""
    one = amount.unit == "episodes" and amount.high == 1
    return one and amount.rest.startswith(_OF_ONE)


_FLIPPED: Final[dict[Bound, Bound]] = {
    "above": "most", "below": "least", "least": "below", "most": "above",
}  # fmt: skip
_REFUSED: Final = (
    "싫",
    "빼",
    "말고",
    "말구",
    "제외",
    "사절",
    "안돼",
    "별로",
    "금지",
    "노노",
    "됐고",
    "됐어",
    "됐으니",
)
_THINGS: Final = ("건", "거", "것", "드라마", "작품", "나온")


def _turned(
    page: Page, bound: Bound | None, start: int, end: int
) -> tuple[Bound | None, int, int]:
    """ "16부작 넘는 건 싫어요", "2018년 이전 말고": a refused bound is turned."""
    at = end
    while at < end + 2 and page.low(at).startswith(_THINGS):
        at += 1
    if bound in _FLIPPED and page.low(at).startswith(_REFUSED):
        return _FLIPPED[bound], start, at + 1
    return bound, start, end


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
    led = _led_by_one(page, start)
    each = led < start or (
        amount.unit == "minutes"
        and (amount.rest.startswith("짜리") or bound == "exact")
    )
    whole = any(word.startswith(_IN_ALL) for word in page.words(start - 2, start))
    if each and not whole:
        begin = led
        if bound in (None, "exact"):
            low, high = math.ceil(low * 0.9), math.floor(high * 1.1)
        _note(page, begin, end, "minutes", bound, low, high)
    elif bound is not None:
        _note(page, start, end, "total", bound, low, high)


def _led_by_one(page: Page, start: int) -> int:
    """Where "회당", "한 회에" before an amount begins; `start` where none stands."""
    if page.low(start - 1).startswith(_PER_EPISODE):
        return start - 1
    for at in (start - 1, start - 2):
        if page.low(at).startswith(_EPISODE_UNITS) and (
            page.low(at - 1) in {"한", "1", "매", "각"}
        ):
            return at - 1
    return start


def follows_amount(page: Page, at: int) -> bool:
    """Whether a token stands behind a number and its unit: "16부작 이상"."""
    return (
        at > 1
        and _unit(page, at - 1) is not None
        and (
            page.tokens[at - 2].kind == "number" or number(page.low(at - 2)) is not None
        )
    )


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
    if _seen_behind(page, end):
        page.claim(start, end)  # "2018년 이전 거는 다 봤으니까"
        return
    _note(page, start, end, "year", bound, low, high)


_SEEN: Final = ("봤", "봐서", "본거", "끝냈", "정주행했", "다봤", "섭렵")
_ALL_OF_IT: Final = (
    "거", "건", "것", "작품", "드라마", "다", "이미", "거의", "모두", "전부", "웬만한",
)  # fmt: skip


def _seen_behind(page: Page, end: int) -> bool:
    """Whether what is from those years has been seen: nothing is asked by it."""
    at = end
    while at < end + 4 and page.low(at).startswith(_ALL_OF_IT):
        if page.low(at).startswith(_SEEN):
            break
        at += 1
    return page.low(at).startswith(_SEEN) and not page.low(at).startswith("봤으면")


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
