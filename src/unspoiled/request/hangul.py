"""Korean words as they stand in a request: particles, numbers, and what denies them.

Korean says "not" behind a word ("좀비 없는", "슬프지 않은") and glues particles to it
("좀비는"), so what `negation` reads before a word is read here behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .negation import Modifier
from .page import Page

_PARTICLES: Final = tuple(
    sorted(
        "은 는 이 가 을 를 의 에 에서 에게 로 으로 와 과 도 만 이랑 랑 나 이나 인 이고 이며 들 들이 들은 "
        "씨 님 하고 한테 부터 까지 보다 처럼 같은 물 극 이라 라 라도 이라도 이면 면 요 이요 류 풍 적인 적이고 "
        "이라면 인데 이지만 쪽 쪽으로 장르 작품 드라마 있는 있고 하는 한 하게 스러운 스럽고 로운 롭고 하고 한데 "
        "되는 되고 적 물은 물로 했으면 이었으면 였으면 중 도요 만요 은요 는요 에도 에서만 에서도 이야기 얘기 "
        "이어야 여야 이어야만 여야만 이어야지 여야지 이길 이에요 예요 입니다".split(),
        key=len,
        reverse=True,
    )
)
_ENDS: Final = frozenset(_PARTICLES)
_WITHOUT: Final = (
    "없는", "없이", "없고", "없도록", "없게", "없으면", "없었으면", "없어야", "없음", "없는거", "없었", "없을",
    "빼고", "빼", "뺀", "제외", "말고", "싫", "아닌", "아니고", "아니었", "금지", "안나오", "안 나오",
    "사절", "노노", "말구", "질렸", "질려", "지겨", "지긋",
)  # fmt: skip
_DISLIKED: Final = ("질렸", "질려", "지겨", "지긋")
_NOT_WISHED: Final = (
    "싫",
    "말고",
    "말구",
    "아닌",
    "아니고",
    "아니었",
    "별로",
    "못 보",
    "못 봐",
)
"""What denies without ruling out: a mood so denied is only avoided."""
_LITTLE: Final = ("적은", "적고", "덜한", "많지", "적당", "심하지", "과하지", "별로")
_CARRIERS: Final = (
    "나오는",
    "나온",
    "들어간",
    "있는",
    "거",
    "것",
    "건",
    "내용",
    "드라마",
    "작품",
    "얘기",
)
"""What may stand between a word and what denies it: "재벌 나오는 거 지겨워"."""
_STRESS: Final = frozenset("절대 절대로 제발 정말 진짜 더는 이제 이제는 제발요".split())
_FORBIDDEN: Final = (
    "안돼", "안되", "안됩", "안됨", "금물", "사양", "반대", "피해", "피하", "피하고", "원하지",
    "원치", "노노", "필요없",
)  # fmt: skip
"""What forbids what stands before it: "새드엔딩은 절대 안 돼요"."""
_TOO: Final = frozenset(
    {"너무", "지나치게", "과하게", "그렇게", "많이", "별로", "아주", "심하게"}
)
_LESS: Final = frozenset({"덜"})
_A_LITTLE: Final = frozenset({"조금", "약간", "살짝", "좀", "다소", "은근"})
_NUMBERS: Final[dict[str, float]] = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10, "스무": 20, "하나": 1, "둘": 2, "셋": 3, "넷": 4, "반": 0.5, "열두": 12, "열여섯": 16,
}  # fmt: skip


def is_hangul(word: str) -> bool:
    return bool(word) and "가" <= word[0] <= "힣"


def bare_forms(word: str) -> Iterator[str]:
    """A word as it stands, then without the particle that it may end with."""
    yield word
    for particle in _PARTICLES:
        if len(word) > len(particle) and word.endswith(particle):
            yield word[: -len(particle)]


def is_particle(rest: str) -> bool:
    """Whether what follows a word within its token leaves it that word."""
    polite = rest.endswith("요") and rest[:-1] in _ENDS
    return not rest or rest in _ENDS or polite or rest.startswith(_WITHOUT)


_LETTERS: Final[dict[str, str]] = {
    "에이치": "h", "더블유": "w", "에이": "a", "에프": "f", "제이": "j", "케이": "k", "에스": "s",
    "브이": "v", "엑스": "x", "와이": "y", "아이": "i", "비": "b", "씨": "c", "디": "d", "이": "e",
    "지": "g", "엘": "l", "엠": "m", "엔": "n", "오": "o", "피": "p", "큐": "q", "알": "r", "티": "t",
    "유": "u",
}  # fmt: skip


def spelled_letters(word: str) -> str | None:
    """The Latin letters that a word spells, two at least: "아이유" -> "iu"."""
    letters, at = "", 0
    while at < len(word):
        length = next((n for n in (3, 2, 1) if word[at : at + n] in _LETTERS), 0)
        if not length:
            return None
        letters += _LETTERS[word[at : at + length]]
        at += length
    return letters if len(letters) > 1 and len(word) > 2 else None


def number(word: str) -> float | None:
    """A number in native words: "한", "두"."""
    return _NUMBERS.get(word)


_AT_ALL: Final = frozenset(
    "전혀 절대 절대로 아예 일절 하나도 조금도 진짜 제발 완전".split()
)


def denial(page: Page, start: int, end: int, rest: str) -> tuple[Modifier, int] | None:
    """What denies or weakens the words at `[start, end)`, and where that ends.

    `rest` is what of their last token follows them: "지" of "슬프지".
    """
    while page.low(end) in _STRESS and not rest.startswith("지"):
        end += 1
    following = page.low(end)
    if rest == "만" and following.startswith("아니"):
        return Modifier(start, against=True, hard=True), end + 2  # "X만 아니면 돼요"
    refused = f"{following}{page.low(end + 1)}" if following == "안" else following
    if refused.startswith(_FORBIDDEN):
        return Modifier(start, against=True, hard=True, also_and=True), end + 1 + (
            following == "안"
        )
    if rest.startswith("지") or rest == "하지":
        if following.startswith(("않", "안", "못", "말")):
            return _adjective_denied(page, start), end + 1
        return None
    if rest.startswith(_WITHOUT):
        return _without(start, rest), end
    if following.startswith(_DISLIKED):
        return Modifier(start, against=True, also_and=True), end + 1
    if following.startswith(_LITTLE):
        return Modifier(start, against=True, degree=0.6), end + 1
    if following in {"안", "못"} and page.low(end + 1).startswith(
        ("나오", "나온", "나왔", "나올", "나와", "하")
    ):
        return Modifier(start, against=True, hard=True, also_and=True), end + 2
    if following.startswith(_WITHOUT):
        return _without(start, following), end + 1
    if following in _AT_ALL and page.low(end + 1).startswith((*_WITHOUT, *_DISLIKED)):
        return _without(start, page.low(end + 1)), end + 2
    if (watched := unwatched_if(page, end, rest)) is not None:
        return Modifier(start, against=True, hard=True, also_and=True), watched
    at = end
    while at < end + 3 and page.low(at).startswith(_CARRIERS):
        at += 1
    if at > end and page.low(at).startswith(
        ("싫", "빼", "말고", "제외", "별로", *_DISLIKED)
    ):
        word = page.low(at)
        if word.startswith(_DISLIKED):
            return Modifier(start, against=True, also_and=True), at + 1
        return _without(start, word), at + 1
    if page.low(at) in {"못", "안"} and page.low(at + 1).startswith(("봐", "보", "봄")):
        return Modifier(start, against=True, also_and=True), at + 2
    if following in {"너무", "많이", "별로"} and page.low(end + 1).startswith(
        (*_WITHOUT, "많지", "심하지")
    ):
        return Modifier(start, against=True, degree=0.6), end + 2
    return _before(page, start)


_UNLESS: Final = ("아니", "없", "않", "안")
"""What makes a condition of a wish: "해피엔딩 아니면 안 봐요"."""
_NOT_WATCHED: Final = ("봐", "보", "볼", "봄", "봅")


def unwatched_if(page: Page, end: int, rest: str) -> int | None:
    """ "좀비 나오면 안 봐요", "바람이면 못 봐요": what must not be, or it is not watched."""
    at = end
    if not rest.endswith("면"):
        while at < end + 3 and not page.low(at).endswith("면"):
            at += 1
        if at >= end + 3 or at >= len(page) or page.low(at).startswith(_UNLESS):
            return None
        at += 1
    elif rest.startswith(_UNLESS):
        return None
    while page.low(at) in _STRESS:
        at += 1
    if page.low(at) in {"안", "못"} and page.low(at + 1).startswith(_NOT_WATCHED):
        return at + 2
    return at + 1 if page.low(at).startswith(("꺼", "끌래", "끕니다")) else None


def _without(start: int, word: str) -> Modifier:
    """What "없는" rules out; "싫어" and "말고" do so to things, and moods are avoided."""
    plain = word.startswith(_NOT_WISHED)
    return Modifier(start, against=True, hard=not plain, plain=plain, also_and=True)


def _adjective_denied(page: Page, start: int) -> Modifier:
    if page.low(start - 1) in _TOO:
        return Modifier(start - 1, against=True, degree=0.6)
    return Modifier(start, against=True, plain=True)


def _before(page: Page, start: int) -> tuple[Modifier, int] | None:
    low = page.low(start - 1)
    if low in {"안", "못"}:
        return Modifier(start - 1, against=True, plain=True), 0
    if low in _LESS:
        return Modifier(start - 1, against=True, degree=0.6), 0
    if low in _A_LITTLE:
        return Modifier(start - 1, degree=0.4), 0
    return None


def stem(word: str) -> str | None:
    """The stem of an adjective as vocabularies have it: "슬픈" -> "슬프".

    A final ㄴ is taken off; "무거운" and its like have a ㅂ in its place.
    """
    last = ord(word[-1]) - 0xAC00
    if len(word) < 2 or not 0 <= last < 11172 or last % 28 != 4:
        return None
    body = word[:-1]
    if word[-1] == "운":
        before = ord(body[-1]) - 0xAC00
        if 0 <= before < 11172 and before % 28 == 0:
            return body[:-1] + chr(0xAC00 + before + 17)
    return body + chr(0xAC00 + last - 4)
