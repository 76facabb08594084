"""Where one sentence of plain text ends and the next begins.

One pattern finds every place where a sentence could end; `_Cutter` then looks at the
word before and the word after. Careful with what reviews are full of: initials, titles
that end in "!", quotes, ratings, notes without capitals, and text without spaces.
"""

from __future__ import annotations

from typing import Final

import regex

_CJK: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}"
_CLOSE: Final = r"""[\p{Pe}\p{Pf}"'“*_~]*+"""
_SHUT: Final = r"""[\p{Pe}\p{Pf}"']*+"""
_EMOJI: Final = r"(?:[ \t]*+(?:(?![©®™])\p{Extended_Pictographic}[\ufe0f\u200d\p{Emoji_Modifier}]*+))*+"

_CANDIDATE: Final = regex.compile(
    rf"(?P<stop>[.!?…‽؟۔।॥]++)(?P<close>{_CLOSE}){_EMOJI}(?=\s|$)"
    rf"|(?P<wide>[。！？｡‼⁇⁈⁉]++[…]*+)(?P<shut>{_SHUT})"
    rf"|(?<=[{_CJK}])(?P<glued>[.!?]++)[\p{{Pe}}\p{{Pf}}\"']*+(?=[{_CJK}])"
    r"|(?<=\p{Ll}\p{Ll})(?P<missed>[.!?]++)(?=\p{Lu}\p{Ll}*+(?:\s|['’,]))"
    r"|(?P<line>\n)"
)
_NEXT: Final = regex.compile(r"""\s*+[\p{Ps}\p{Pi}"'‘*_~¿¡-]*+\s*+(?P<word>\w++)?""")
_SAID: Final = regex.compile(
    r"\s*(?:\p{Lu}[\p{L}'’-]*|he|she|they|it)(?:\s\p{Lu}[\p{L}'’-]*)?\s+(?:said|says|"
    r"asks|asked|replies|replied|shouts|shouted|cries|cried|yells|yelled|whispers|"
    r"whispered|exclaims|exclaimed|wonders|wondered|muses|quips|adds|tells|told)\b"
)
_CJK_SAID: Final = regex.compile(
    r"\s*(?:\p{Hiragana}|\p{Han}{0,4}?[问問说說道喊叫答](?!\p{Han}{8}))"
)
_START: Final = regex.compile(r"\p{L}\p{L}[.!?]+\s+(\p{Ll})?\p{L}")
_DOTTED: Final = regex.compile(r"(?:\p{L}+\.)+\p{L}+")

_BEFORE_NAMES: Final = frozenset(
    "mr mrs ms mx dr prof st ste mt ft capt cpt lt sgt col gen maj cmdr adm rev fr hon "
    "gov sen rep pres messrs mme mlle mgr".split()
)
_BEFORE_NUMBERS: Final = frozenset(
    "no nos nr ep eps vol vols ch chap pt pts p pp fig s sec art op ser".split()
)
_WITHIN: Final = frozenset(
    "vs v eg ie cf approx ca circa feat incl esp viz resp al etc jr sr inc ltd co corp "
    "bros dept est aka orig dir prod perf".split()
)
_STARTERS: Final = frozenset(
    "the a an it its he she they we i you this that these those but and so then there "
    "here in on at if when while as for with without my his her their our your what why "
    "how who where not no yes now after before although though however overall also "
    "still just one some most many all even every each nothing everything from to by "
    "because since until once only perhaps maybe sadly instead meanwhile later".split()
)
_SPECIAL: Final = _BEFORE_NAMES | _BEFORE_NUMBERS | _WITHIN
_LONGEST_TOKEN: Final = 24


class _Cutter:
    """Decides on the candidates of one block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lower: bool | None = None

    def cuts(self) -> list[int]:
        """Where sentences end, the end of the text not among them."""
        found: list[int] = []
        text, start = self._text, 0
        for match in _CANDIDATE.finditer(text):
            if self._ends(match, start) and match.end() < len(text):
                found.append(match.end())
                start = match.end()
        return found

    def _ends(self, match: regex.Match[str], start: int) -> bool:
        kind = match.lastgroup
        if match["stop"]:
            return self._stop_ends(match, start)
        if kind == "shut" and match["shut"]:
            return _CJK_SAID.match(self._text, match.end()) is None
        return True

    def _stop_ends(self, match: regex.Match[str], start: int) -> bool:
        text, stop = self._text, match["stop"]
        token = self._token(match.start(), start) if stop == "." else ""
        if (
            text[match.end() + 1 : match.end() + 2].isupper()
            and not match["close"]
            and (stop != "." or (token.isalpha() and len(token) > 1))
            and token.lower() not in _SPECIAL
        ):
            return True  # the common case, quickly
        after = _NEXT.match(text, match.end())
        word = after["word"] if after else None
        if word is None:
            return True
        if word[0].islower():
            return self._lower_follows(match, token, word)
        if stop == "." and not match["close"]:
            return self._period_ends(token, start, match.start(), word)
        return not (match["close"] and _SAID.match(text, match.end()))

    def _token(self, at: int, start: int) -> str:
        """The word that ends at `at`."""
        low = max(start, at - _LONGEST_TOKEN)
        cut = max(self._text.rfind(" ", low, at), self._text.rfind("\n", low, at)) + 1
        return self._text[max(low, cut) : at].lstrip("([{\"'“‘«*_~")

    def _lower_follows(self, match: regex.Match[str], token: str, word: str) -> bool:
        stop = match["stop"]
        if stop == ".":
            if match["close"]:
                return self._in_lower_case()
            return self._period_ends(token, match.start(), match.start(), word)
        if "." in stop or "…" in stop or match["close"]:
            return False
        return len(stop) > 1 or self._in_lower_case()

    def _period_ends(self, token: str, start: int, at: int, word: str) -> bool:
        """Whether a lone period after `token` ends the sentence begun at `start`."""
        low = token.lower()
        starts = word.lower() in _STARTERS and not word[0].islower()
        if len(token) == 1 and token.isupper() and token.isascii():
            return starts
        if low in _BEFORE_NAMES:
            return False
        if low in _BEFORE_NUMBERS:
            return not (word[0].isdigit() or (word[0].islower() and low != "no"))
        if low in _WITHIN or _DOTTED.fullmatch(token):
            return starts
        first = not self._text[start : at - len(token)].strip()
        return not (token.isdigit() and len(token) < 4 and first)

    def _in_lower_case(self) -> bool:
        """Whether the author writes without capitals."""
        if self._lower is None:
            first = next((char for char in self._text if char.isalpha()), "A")
            lows = [bool(found) for found in _START.findall(self._text)]
            self._lower = first.islower() or 2 * sum(lows) > len(lows)
        return self._lower


def cuts(text: str) -> list[int]:
    """The inner sentence ends of one block of plain text, in order."""
    return _Cutter(text).cuts()


_CLAUSE: Final = regex.compile(r"[;:,—–、，；：)\]]+\s*|\s[-–—]\s")


def shorten(text: str, start: int, end: int, longest: int) -> list[int]:
    """Further ends that keep every piece of `[start, end)` within `longest`."""
    found: list[int] = []
    while end - start > longest:
        limit, least = start + longest, start + longest // 2
        clause = 0
        for match in _CLAUSE.finditer(text, least, limit):
            clause = match.end()
        at = clause or text.rfind(" ", least, limit) + 1 or limit
        while at > least and at < end and _joins(text[at]):
            at -= 1
        found.append(at)
        start = at
    return found


def _joins(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return char in "\u200d\ufe0f" or "\u0300" <= char <= "\u036f"
