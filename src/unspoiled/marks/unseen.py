"""Words that stand in the source of a text and not on its page -> spans with words.

A quote's `text` is the source itself, so whatever hides in a comment, in the title of a
link, in an attribute, in a script or in the description of a picture would be quoted
along with the sentence around it. Nobody has judged those words: a sentence is quoted
only when it shows them anyway (`rides_along`).

Fails closed: what is not known to be plain markup counts as words. Of an address only
what follows the host counts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final

import regex

from ..characters import without_surrogates
from ..domain import Format, Review, Sentence
from ..text import Plain, plain_text
from ..text.bbcode import TAG as BBCODE_TAG
from ..text.tags import LenientTokens


@dataclass(frozen=True, slots=True)
class Unseen:
    """A span of the source with the words in it that a page does not show."""

    start: int
    end: int
    words: frozenset[str]


def find_unseen(review: Review) -> tuple[Unseen, ...]:
    """Every span of a review's text that holds words which its page does not show."""
    return _unseen(review.text, review.format)


def rides_along(sentence: Sentence, unseen: Sequence[Unseen]) -> bool:
    """Whether the sentence's source holds words that the sentence does not show."""
    touching = [
        one for one in unseen if one.start < sentence.end and sentence.start < one.end
    ]
    if not touching:
        return False
    shown = _words(sentence.display.replace("//", " "))
    return any(not one.words <= shown for one in touching)


@lru_cache(maxsize=4)
def _unseen(text: str, format: Format) -> tuple[Unseen, ...]:
    source = without_surrogates(text)
    plain = plain_text(text, format)
    found: list[tuple[int, int, frozenset[str]]] = []
    if format in ("html", "markdown") and "<" in source:
        found += _of_tags(source)
    inside = deque((low, high) for low, high, _ in found)
    for start, end in _gaps(plain):
        words = _of_gap(_without(source, start, end, inside), format)
        if words:
            found.append((start, end, words))
    return tuple(Unseen(*one) for one in sorted(found, key=lambda f: f[:2]) if one[2])


# --- what lies between the characters that are shown ---------------------------------


def _gaps(plain: Plain) -> Iterator[tuple[int, int]]:
    """The stretches of the source that no character of the page comes from."""
    at = 0
    for start, stop in zip(plain.sources, plain.stops, strict=True):
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < plain.source_length:
        yield at, plain.source_length


def _without(source: str, start: int, end: int, spans: deque[tuple[int, int]]) -> str:
    """The stretch without the tags in it, which were looked at by themselves.

    Stretches come in order; of `spans` those are dropped that end before this one.
    """
    parts: list[str] = []
    at = start
    while spans and spans[0][1] <= start:
        spans.popleft()
    for low, high in spans:
        if low >= end:
            break
        parts += [source[at : max(at, low)], " "]
        at = max(at, high)
    return "".join([*parts, source[at : max(at, end)]])


def _of_gap(gap: str, format: Format) -> frozenset[str]:
    if not _LETTER.search(gap):
        return frozenset()
    if format == "bbcode":
        gap = BBCODE_TAG.sub(_of_bbcode, gap)
    elif format == "markdown":
        gap = _OWN_LINK.sub("](///", gap)
    return _words(gap)


_OWN_LINK: Final = regex.compile(r"\]\(\s*+<?(?=[/#?.])")
"""A link inside the same site: an address without a host."""


def _of_bbcode(tag: regex.Match[str]) -> str:
    """What a BBCode tag says besides its name and its looks."""
    rest = tag["rest"] or ""
    name = tag["name"].lower()
    one = rest.strip("= \t\"'")
    if name in _LOOKS and regex.fullmatch(r"[\w#%.,()-]*+", one):
        return " "
    return f" {one} "


_LOOKS: Final = frozenset(
    "size font color colour bg bgcolor background highlight align list style".split()
)

# --- HTML ---------------------------------------------------------------------------


def _of_tags(source: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Each tag and comment, and what only a browser reads, with its words."""
    for token in LenientTokens(source, 0, len(source)):
        if token.kind == "text":
            continue
        inside = source[token.start : token.end]
        if token.kind in ("open", "close"):
            inside = _of_tag(inside, token.name)
        yield token.start, token.end, _words(unescape(inside))


def _of_tag(tag: str, name: str) -> str:
    """What a tag says besides what it does."""
    start = tag.find(name[:1]) if not name else len(tag) - len(tag.lstrip("</"))
    said = tag[start + len(name) :] if name in ELEMENTS else tag[start:]
    return _ATTRIBUTE.sub(_of_attribute, said)


def _of_attribute(match: regex.Match[str]) -> str:
    name = match["name"].lower()
    value = next((v for v in match.group("double", "single", "bare") if v), "")
    if name in _PLAIN or (name == "style" and not regex.search("[\"'/]", value)):
        return " "
    if name in ("href", "src") and not value.startswith(("http", "//", "mailto:")):
        return f" //{'' if value.startswith('/') else '/'}{value} "
    if name.startswith(("data-", "aria-")) or name in _SPEAKING:
        return " " if value.lower() in _SETTINGS else f" {value} "
    return f" {name} {value} "


_ATTRIBUTE: Final = regex.compile(
    r"""(?P<name>[^\s"'<>/=]++)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'>]++)))?+"""
)
_PLAIN: Final = frozenset(
    "class id rel target lang xml:lang dir width height color face size align valign "
    "border cellpadding cellspacing colspan rowspan loading decoding itemprop itemscope "
    "itemtype role type start tabindex hidden open sizes span scope controls "
    "referrerpolicy crossorigin fetchpriority frameborder allowfullscreen vspace hspace "
    "nowrap noshade clear bgcolor contenteditable spellcheck draggable dropcap".split()
)
"""Attributes whose values say nothing of a story."""
_SPEAKING: Final = frozenset(
    "href src srcset title alt label cite datetime name value placeholder content style "
    "summary longdesc poster action for".split()
)
_SETTINGS: Final = frozenset(
    "post page url link true false internal external image media video attachment "
    "category tag custom id".split()
)
ELEMENTS: Final = frozenset(
    "a abbr acronym address article aside audio b bdi bdo big blockquote body br button "
    "caption center cite code col colgroup data dd del details dfn dialog dir div dl dt "
    "em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html i iframe img input ins kbd label legend li link main map mark menu "
    "meta meter nav nobr noscript o:p object ol optgroup option output p param picture "
    "pre progress q rp rt ruby s samp script section select small source span spoiler "
    "strike strong style sub summary sup svg table tbody td template textarea tfoot "
    "tg-spoiler th thead time title tr track tt u ul var video wbr xmp".split()
)

# --- words --------------------------------------------------------------------------

_LETTER: Final = regex.compile(r"\p{L}")
_ADDRESS: Final = regex.compile(
    r"(?:(?:\bhttps?:|\bftp:)?//[^\s/?#\"'<>()]*+|\bmailto:)(?P<path>[^\s\"'<>()]*+)",
    regex.IGNORECASE,
)
_CODE: Final = regex.compile(r"[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*+")
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_PARTS_OF_ADDRESSES: Final = frozenset(
    "www com org net htm html php aspx index wiki en amp utm source medium campaign "
    "review reviews film films movie movies drama dramas series show shows title titles "
    "name names person people watch category tag tags page pages post posts news blog "
    "article articles uploads content wp image images img jpg jpeg png gif webp svg "
    "http https ref spoiler free".split()
)


def _words(text: str) -> frozenset[str]:
    """The words of a text in lower case; of addresses only those of the path."""
    if not _LETTER.search(text):
        return frozenset()
    found = _WORD.findall(_ADDRESS.sub(_of_address, text))
    return frozenset(
        word.lower()
        for word in found
        if _LETTER.search(word)
        and (len(word) > 2 or not word.isascii())
        and 2 * sum(map(str.isdigit, word)) < len(word)  # "tt0111161" is no word
    )


def _of_address(match: regex.Match[str]) -> str:
    """The words of an address without its codes, such as "tt0111161", and its habits."""
    words = _WORD.findall(_CODE.sub(" ", match["path"]))
    return " ".join(w for w in words if w.lower() not in _PARTS_OF_ADDRESSES)
