"""A title's name -> the series that it is of, its number there, and what is added to it.

"Harbour Lights 2: The Storm" is of "harbourlights", the second, with a subtitle. Nothing
here knows other titles: whether two are of one series is told by `lineage`, which asks
for people in common as well. Time is linear in the name, which is cut to MAX_NAME.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import regex

from .names import plain_name

Step = Literal["season", "part", "number"]
"""How a name counts: "Season 2", "Part 2", plainly "2"."""
Form = Literal["special", "spin-off", "prequel", "version"]
"""What a name says that it is: "Special", "Side Story", "Director's Cut"."""

_ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ⅱ": 2,
    "ⅲ": 3,
}  # fmt: skip
_SPELLED: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "final": 99}
_HAN: Final = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
_STEPS: Final[dict[str, Step]] = {
    "season": "season", "series": "season", "시즌": "season", "シーズン": "season",
    "part": "part", "pt": "part", "volume": "part", "vol": "part", "chapter": "part",
    "파트": "part",
}  # fmt: skip
_COUNTED: Final = regex.compile(
    r"""^(?P<base>.+?)[\s:,–—-]*+
    (?:(?:(?<=[\s:,–—-])(?P<step>season|series|part|pt|vol(?:ume)?|chapter)|(?P<step>시즌|シーズン|파트))
        \.?\s*+\#?(?P<count>\d{1,2}|[ivⅱⅲ]++|one|two|three|four|five)
      |(?P<han>第\s*+[一二三四五六七八九十\d]{1,2}\s*+[季部]))
    (?![\p{L}\p{N}])(?P<rest>.*)$""",
    regex.VERBOSE,
)
_NUMBERED: Final = regex.compile(
    r"""^(?P<base>.*[^\s:,–—-])
    (?:\s++\#?\s?|\#|(?<=[가-힣\p{Han}]))
    (?P<count>1\d|[1-9]|(?:viii|vii|vi|v|iv|iii|ii|ⅱ|ⅲ))
    (?P<rest>\s*+(?:\(.*|[:–—].*|\s-\s.*)?)$""",
    regex.VERBOSE,
)
_DATED: Final = regex.compile(r"^(?P<base>.*\S)\s++(?P<year>1[89]\d\d|20\d\d)$")
_SUBTITLED: Final = regex.compile(
    r"^(?P<base>[^:]{2,}?)(?:\s*+:\s*+|\s++[-–—~]\s++)(?P<rest>\S.*)$"
)
_FORMED: Final = regex.compile(
    r"""^(?P<base>.{2,}?)[\s:,~–—-]++(?P<rest>(?:the\s++)?(?:
        special(?:s|\s++(?:edition|episodes?|final))?(?=\s*(?:$|[\d:–—~-]))|epilogue|spin[\s-]?off
        |(?:side|extra|after|another)\s++stor(?:y|ies)|afterstory|bangai\s++hen
        |prequel|director'?s\s++cut|uncut|(?:youtube|original|extended)\s++(?:edition|version)
    )\b.*)$""",
    regex.VERBOSE,
)
_FORMS: Final[tuple[tuple[Form, regex.Pattern[str]], ...]] = (
    ("prequel", regex.compile(r"\b(?:prequel|the\s+beginning|origins?|zero)\b")),
    ("version", regex.compile(r"\b(?:director'?s\s+cut|uncut|edition|version)\b")),
    ("spin-off", regex.compile(
        r"\b(?:spin[\s-]?off|(?:side|extra|after|another|hidden)\s+stor(?:y|ies)|afterstory"
        r"|bangai|번외편)")),
    ("special", regex.compile(
        r"\b(?:specials?|epilogue|behind|making|unfinished\s+story|bloopers?)\b|스페셜")),
)  # fmt: skip
_BRACKETS: Final = regex.compile(r"\s*+[(\[（][^()\[\]（）]*+[)\]）]")
_CUES: Final = regex.compile(
    r"[\d:#–—~-]|[ⅱⅲ]|第|시즌|파트|シーズン|스페셜|번외편|\p{Han}[iv]+$|\s[iv]+$"
    r"|season|series|part|chapter|vol|special|epilogue|spin|story|stories|afterstory"
    r"|bangai|prequel|cut|edition|version"
)
"""One of these is in every name that is more than its base; most names have none."""
_LETTERS: Final = regex.compile(r"[\p{L}\p{N}]++")
_ARTICLE: Final = regex.compile(r"^(?:the|an?)\s++(?=\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """What a name says of its place in a series."""

    base: str
    """The name without that, folded; the same for all titles of a series."""
    number: int | None = None
    step: Step | None = None
    subtitle: str | None = None
    form: Form | None = None
    year: int | None = None
    """A year that the name ends with, as in "Summer of 1988"."""

    @property
    def place(self) -> int:
        """Its number; a name without one is the first."""
        return 1 if self.number is None else self.number


@lru_cache(maxsize=20_000)
def part_of(name: str) -> Part:
    """Read a title's name as one of a series."""
    text = plain_name(name).replace("’", "'").strip()
    text = _BRACKETS.sub("", text).strip() or text
    if _CUES.search(text) is None:
        return Part(base_of(text))
    if (found := _COUNTED.match(text)) and (count := _count(found)) is not None:
        step = _STEPS.get(found["step"] or "", "season")
        return _part(found["base"], count, step, found["rest"])
    if found := _NUMBERED.match(text):
        return _part(found["base"], _number(found["count"]), "number", found["rest"])
    if found := _DATED.match(text):
        return Part(base_of(found["base"]), year=int(found["year"]))
    if (found := _SUBTITLED.match(text)) or (found := _FORMED.match(text)):
        return _part(found["base"], None, None, found["rest"])
    return Part(base_of(text))


def base_of(text: str) -> str:
    """A plain name's letters and digits, without an article that leads them."""
    bare = _ARTICLE.sub("", text)
    return "".join(_LETTERS.findall(bare.replace("'", ""))) or text


def _part(base: str, number: int | None, step: Step | None, rest: str) -> Part:
    """A part of a base that may itself have a subtitle ("X: Special 2")."""
    form = _form_of(rest)
    if found := _FORMED.match(base):
        base, form = found["base"], form or _form_of(found["rest"])
    subtitle = rest.strip(" :–—-~") or None
    return Part(base_of(base), number, step, subtitle, form)


def _form_of(text: str) -> Form | None:
    return next((form for form, said in _FORMS if said.search(text)), None)


def _count(found: regex.Match[str]) -> int | None:
    if found["han"]:
        digit = found["han"][1:-1].strip()
        return int(digit) if digit.isdecimal() else _HAN.get(digit)
    return _number(found["count"])


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    return _ROMAN.get(text) or _SPELLED.get(text)
