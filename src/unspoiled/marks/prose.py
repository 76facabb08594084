"""What the author says about spoilers in plain words -> prose and scope marks.

Each sentence of the rendered text that holds a telling word is read as one of: a warning
(about the whole text, what follows, or one section), the end of a warned stretch, a
promise ("spoiler-free"), how far the author has told ("based on episodes one to four"),
or nothing. A warning that nothing denies counts, however it is put; a promise counts only
when it is plain, and ends at the first warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ..domain import Mark
from ..text import Block, Plain
from ..text.cuts import cuts
from ..text.plain import blanked
from . import phrases as say
from .found import Span
from .views import squeezed

Kind = Literal["whole", "rest", "section", "end", "free", "free section", "told"]

_SHORT: Final = 60
"""Characters of a sentence that may be nothing but a promise."""
_EARLY_BLOCKS: Final = 2
_LAST_EPISODE: Final = 5000
_LONGEST: Final = 2000
"""Characters of one sentence that are read; nobody warns at greater length."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement: where it stands, and from where it counts, in the plain text."""

    kind: Kind
    start: int
    end: int
    block: int
    through: int | None = None


def find_prose(
    plain: Plain, length: int, hidden: Iterable[Span], *, bare: bool
) -> Iterator[Mark]:
    """Prose and scope marks of a text whose source has `length` characters.

    What stands in `hidden` is not read: a label such as "Spoilers" on a folded part
    warns of that part alone. `bare`: headings are but short lines that stand alone, so
    that no later one can be trusted to end what "Spoilers" began.
    """
    if not _worth_reading(plain):
        return
    inside = ((plain.plain_at(low), plain.plain_at(high)) for low, high in hidden)
    said = list(_statements(plain, blanked(plain.text, inside), bare))
    warned = _Warned(plain, length).marks(said)
    yield from warned
    yield from _scopes(plain, length, said, warned)


def _statements(plain: Plain, visible: str, bare: bool) -> Iterator[_Said]:
    """Everything that is said, in order; `visible` is the text less what is hidden."""
    last = len(plain.blocks) - 1
    for index, block in enumerate(plain.blocks):
        text, places = squeezed(visible, block.start, block.end)
        if block.kind != "heading" and not say.tells(text.lower(), say.ALL_WORDS):
            continue
        ends = [len(text)] if block.kind == "heading" else [*cuts(text), len(text)]
        start = 0
        for end in ends:
            sentence = text[start : min(end, start + _LONGEST)]
            edge = index < _EARLY_BLOCKS or index == last
            reader = _Reader(sentence, places[start : end + 1], index, edge=edge)
            if block.kind == "heading":
                yield from reader.heading(bare)
            else:
                yield from reader.sentence()
            start = end


def _worth_reading(plain: Plain) -> bool:
    text, _ = squeezed(plain.text, 0, len(plain.text))
    if say.tells(text.lower(), say.ALL_WORDS):
        return True
    return any(block.kind == "heading" for block in plain.blocks)


class _Reader:
    """Reads one sentence."""

    def __init__(
        self, text: str, places: Sequence[int], block: int, *, edge: bool
    ) -> None:
        self._text, self._block, self._edge = text, block, edge
        self._places = places
        """Where each character, and the end, stands in the plain text."""
        self._low = text.lower()

    def _said(
        self, kind: Kind, start: int, end: int, through: int | None = None
    ) -> _Said:
        places = self._places
        return _Said(kind, places[start], places[end], self._block, through)

    def heading(self, bare: bool) -> Iterator[_Said]:
        """A heading speaks of its section."""
        text, size = self._text, len(self._text)
        through = _episodes(text)
        if through is not None and say.BARE_EPISODE_HEADING.match(text):
            yield self._said("told", 0, size, through)
        found = list(self._spoken())
        for said in found:
            if said.kind == "free":
                yield self._said("free section", 0, size)
            elif said.kind == "end":
                yield said
            else:
                onward = bare or say.ONWARD.search(text) or say.ALERT.search(text)
                yield self._said("rest" if onward else "section", 0, size)
        if not found and say.HEADING.search(text):
            yield self._said("section", 0, size)

    def sentence(self) -> Iterator[_Said]:
        """A sentence speaks of the text, or of what comes after it."""
        yield from self._spoken()
        if not say.tells(self._low, say.EPISODE_WORDS):
            return
        told = say.TOLD.search(self._text) or say.SO_FAR.search(self._text)
        if told:
            through = _episodes(self._text, told.end() - 1)
            if through is not None:
                yield self._said("told", 0, len(self._text), through)

    def _spoken(self) -> Iterator[_Said]:
        """Warnings, ends and promises."""
        text = self._text
        noun = say.tells(self._low, say.NOUN_WORDS)
        east = say.tells(self._low, say.EASTERN_WORDS)
        if not (noun or east or say.tells(self._low, say.VERB_WORDS)):
            return
        end = say.END.search(text) if noun or east else None
        if end is not None:
            yield self._said("end", end.start(), end.end())
            text = text[: end.start()]  # "… he dies. End of spoilers" may warn before
        warning = self._undenied(text) or self._noun(text) if noun else None
        warning = warning or (self._eastern(text) if east else None) or self._verb(text)
        if warning is not None:
            yield warning
        elif end is None and (noun or east) and self._promises(text):
            yield self._said("free", 0, len(text))

    def _undenied(self, text: str) -> _Said | None:
        found = say.UNDENIED.search(text)
        if found is None:
            return None
        return self._said("rest", found.start(), len(self._text))

    def _noun(self, text: str) -> _Said | None:
        """The first "spoilers" that nothing denies."""
        for noun in say.NOUN.finditer(text):
            before = text[max(0, noun.start() - 120) : noun.start()]
            if say.DENIED_AFTER.match(text[noun.end() : noun.end() + 40]):
                continue
            if say.CAR_BEFORE.search(before):
                continue
            if say.CAR_AFTER.match(text[noun.end() : noun.end() + 40]):
                continue
            if not say.DENIED_BEFORE.search(before):
                return self._warning(text, noun.start(), noun.end())
        return None

    def _warning(self, text: str, start: int, end: int) -> _Said:
        size = len(self._text)
        onward = say.ONWARD.search(text)
        if say.BACKWARD.search(text) and not onward:
            return self._said("whole", 0, size)
        if say.WHOLE.search(text) and not onward:
            return self._said("whole", 0, size)
        after = say.AFTER_NOUN.match(text, end)
        stop = after.end() if after else end
        if not say.BEFORE_NOUN.match(text, 0, start) and not onward:
            return self._said("rest", 0, 0)
        return self._said("rest", start, size if _bare(text[stop:]) else stop)

    def _eastern(self, text: str) -> _Said | None:
        free = [match.span() for match in say.CJK_FREE.finditer(text)]
        for match in say.CJK_WARNING.finditer(text):
            if any(low < match.end() and match.start() < high for low, high in free):
                continue
            if say.CJK_BACKWARD.search(text) or say.CJK_WHOLE.search(text):
                return self._said("whole", 0, len(self._text))
            return self._said("rest", match.start(), match.end())
        return None

    def _verb(self, text: str) -> _Said | None:
        tell = say.WILL_TELL.search(text)
        if tell is None or say.WILL_NOT_TELL.search(text[: tell.start()]):
            return None
        return self._said("rest", tell.start(), tell.end())

    def _promises(self, text: str) -> bool:
        """Whether the whole text (or section) is said to be free of spoilers."""
        if say.CJK_FREE.search(text):
            return self._edge or say.CJK_WHOLE.search(text) is not None
        denied = say.FREE.search(text) or say.PROMISE.search(text)
        if denied is None or say.PARTLY.search(text):
            return False
        about = say.ABOUT_THIS.search(text) is not None
        return about or (self._edge and len(text.strip()) <= _SHORT)


def _bare(text: str) -> bool:
    """Whether nothing is said here."""
    return not any(char.isalnum() for char in text)


def _episodes(text: str, at: int = 0) -> int | None:
    """The last episode that a statement speaks of, None where it cannot be counted."""
    if say.LATER_SEASON.search(text):
        return None
    last = 0
    for match in say.EPISODE_CODE.finditer(text):
        last = max(last, int(match[2] or match[1]))
    span = None if last else say.SPAN_OF_EPISODES.search(text, max(0, at))
    if span is not None:
        groups = span.groups()
        if span["high"] and say.OF_ALL.match(span[0]):  # "Ep 6/12" is six of twelve
            groups = (span["low"],)
        numbers = [say.number_of(group) for group in groups if group]
        last = max((number for number in numbers if number is not None), default=0)
    return last if 0 < last <= _LAST_EPISODE else None


# --- statements -> marks -------------------------------------------------------------


def _section_end(plain: Plain, index: int) -> int:
    """Where the section ends, in blocks, that the heading at `index` begins."""
    level = plain.blocks[index].level
    for later in range(index + 1, len(plain.blocks)):
        block = plain.blocks[later]
        if block.kind == "heading" and block.level <= level:
            return later
    return len(plain.blocks)


def _source_at(plain: Plain, block: Block, at: int) -> int:
    """The source offset of a place in a block; its end where nothing follows."""
    if at >= block.end:
        return block.source_end
    return plain.source_span(at, at + 1)[0]


class _Warned:
    """Turns statements into the stretches that are warned of."""

    def __init__(self, plain: Plain, length: int) -> None:
        self._plain, self._length = plain, length
        self._since: int | None = None
        self._closed = 0
        self._stretches: list[tuple[int, int]] = []

    def marks(self, said: list[_Said]) -> list[Mark]:
        """Prose marks, merged where they overlap."""
        if any(one.kind == "whole" for one in said):
            return [Mark("prose", 0, self._length)] if self._length else []
        section_until = 0
        for one in said:
            if one.kind == "rest":
                self._open(self._offset(one, one.end))
            elif one.kind == "section":
                until = _section_end(self._plain, one.block)
                if until > section_until:
                    section_until = until
                    self._stretch(self._offset(one, one.end), self._block_start(until))
            elif one.kind == "end":
                self._close(self._offset(one, one.start))
            elif one.kind == "free section" and self._since is not None:
                self._close(self._offset(one, one.start))
        if self._since is not None:
            self._stretch(self._since, self._length)
        return [Mark("prose", low, high) for low, high in _merged(self._stretches)]

    def _open(self, at: int) -> None:
        if self._since is None:
            self._since = at

    def _close(self, at: int) -> None:
        """An end without a beginning ends what came before it."""
        self._stretch(self._closed if self._since is None else self._since, at)
        self._since, self._closed = None, at

    def _stretch(self, start: int, end: int) -> None:
        if start < end:
            self._stretches.append((start, end))

    def _offset(self, said: _Said, at: int) -> int:
        return _source_at(self._plain, self._plain.blocks[said.block], at)

    def _block_start(self, index: int) -> int:
        blocks = self._plain.blocks
        return blocks[index].source_start if index < len(blocks) else self._length


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def _scopes(
    plain: Plain, length: int, said: list[_Said], warned: list[Mark]
) -> Iterator[Mark]:
    """Scope marks: over the text or a section, up to the first warning in it."""
    seen: set[tuple[int, int, int]] = set()
    for one in said:
        if one.kind not in ("free", "free section", "told"):
            continue
        start, end = 0, length
        block = plain.blocks[one.block]
        if block.kind == "heading":
            start = block.source_start
            until = _section_end(plain, one.block)
            if until < len(plain.blocks):
                end = plain.blocks[until].source_start
        through = one.through or 0
        for mark in warned:
            if mark.start < end and start < mark.end:
                end = min(end, max(start, mark.start))
        if start < end and (start, end, through) not in seen:
            seen.add((start, end, through))
            yield Mark("scope", start, end, through=through)
