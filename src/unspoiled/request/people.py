"""People: "with Park Hyung-sik but not Song Joong-ki", "directed by Kim Hee-won"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..domain import CreditRole, Limit, Want
from ..names import person_key, plain_words
from .lexicon import lexicon_of
from .negation import Modifier, modifier_before
from .page import Page
from .ruling import ruling_around, ruling_behind
from .tokens import Phrases

_LONGEST: Final = 4
"""Words of the longest name looked for."""

PERSON_CUES: Final = Phrases[CreditRole | None].table([
    ("starring|featuring|stars|played by|actor|actress|actors|actresses|with actor|"
     "with actress|acted by|with|w|lead actor|lead actress|starred by|headlined by|"
     "cast:|starring:|has|had|have|acting by|led by|where|alongside|opposite|costarring|"
     "co starring|portrayed by|fronted by|carried by|with the actor|with the actress",
     "cast"),
    ("directed by|director|from director|by director|helmed by|director:|"
     "director is|director should be|director must be|director has to be|direction by|by the director|filmmaker|by filmmaker|shot by|"
     "under the direction of|from the director", "director"),
    ("written by|writer|screenwriter|from writer|by writer|penned by|writer:|"
     "by screenwriter|scripted by|script by|screenplay by|writer is|writer should be|writer must be|writer has to be|scriptwriter|"
     "by scriptwriter|scripts by|scripts of|screenplays by|authored by|from the pen of|"
     "by the writer", "writer"),
    ("written or directed by|written and directed by|directed and written by|"
     "directed or written by|written/directed by|by|from|of|made by|anything by|something by|work of", None),
])  # fmt: skip
_ROLE_BEHIND: Final = Phrases[CreditRole].table([
    ("directing|directs|directed|as director|as a director|the director|at the helm|"
     "behind the camera|helming|helms|as the director", "director"),
    ("writing|writes|wrote|written|scripts|script|scripting|scripted|screenplay|"
     "screenplays|as writer|as a writer|the writer|the screenwriter|as screenwriter|"
     "penning|penned|pens|as the writer", "writer"),
    ("acted|acts|acting|stars|starring|starred|plays|playing|played|the actress|"
     "the actor|as an actor|as an actress|as actor|as actress|as lead|as the lead|"
     "in the lead|in the lead role|in the cast|in the main role|leads|leading|"
     "on screen", "cast"),
])  # fmt: skip
"""What somebody does, said behind the name: "Shin Won-ho directing again"."""
_FONDNESS: Final = Phrases.table([
    ("like|love|loved|i like|i love|adore|adores|loves|likes|fan of|liked|enjoy|crush on|"
     "obsessed with|favourite actor is|favorite actor is|favourite actress is|favorite actress is|"
     "can't get enough of|in love with|miss", True),
])  # fmt: skip
_JOINS: Final = frozenset({",", "or", "and", "&", "/", "nor", "+", "either", "both"})
STOP: Final = frozenset(
    "a an the and or but not no with without by of in on to for from is are was it i you "
    "he she they we me my his her their any some very so too like love as at that this "
    "if do so go can one two who man woman son sun june may jan lee's please maybe also "
    "korean japanese chinese drama dramas kdrama movie film series show happy young old "
    "new good best only just really both either more less than about".split()
)


SYLLABLES: Final = frozenset(
    "young so in do go an son sun june may no on to we he his one two old can her".split()
)
"""Words that are also syllables of names: "park so dam", "go youn jung"."""


@dataclass(frozen=True, slots=True)
class _Person:
    start: int
    end: int
    name: str


class _Finder:
    """The people who may be named in a request, looked up all at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._parts: dict[str, Sequence[tuple[str, int]]] = {}

    @cached_property
    def _known(self) -> Mapping[str, tuple[str, ...]]:
        keys = {key for keys in self._keys.values() for key in keys}
        keys.discard("")
        return self.page.names.known_people(sorted(keys)) if keys else {}

    @cached_property
    def _keys(self) -> dict[int, list[str]]:
        """By its first token, the keys of what may be a name."""
        return {
            start: [person_key(self._raw(start, end)) for end in self._ends(start)]
            for start in range(len(self.page))
        }

    def _ends(self, start: int) -> Iterator[int]:
        """Where a name that starts here may end, the longest first."""
        page = self.page
        if page.claimed[start] or not self._fits(start):
            return
        limit = start + 1
        while limit < min(start + _LONGEST, len(page)) and self._fits(
            limit, inside=True
        ):
            limit += 1
        for end in range(limit, start, -1):
            if page.tokens[end - 1].kind == "word":
                yield end

    def _fits(self, index: int, *, inside: bool = False) -> bool:
        token = self.page.tokens[index]
        if self.page.claimed[index]:
            return False
        if token.kind == "mark":
            return inside and token.text == "." and token.glued
        if token.kind != "word":
            return False
        return (
            token.low not in STOP
            or token.capital
            or token.low in SYLLABLES
            or (inside and self._hyphenated(index))
        )

    def _hyphenated(self, index: int) -> bool:
        return self.page.text[self.page.tokens[index].start - 1] in "-‐‑"

    def _raw(self, start: int, end: int) -> str:
        tokens = self.page.tokens
        raw = self.page.text[tokens[start].start : tokens[end - 1].end]
        return raw.removesuffix("'s").removesuffix("’s")

    def may(self, start: int) -> bool:
        """Whether the name of somebody known begins at `start`."""
        known = self._known
        # what is claimed by now can only be more, so that no further name begins
        return any(key in known for key in self._keys[start]) and any(
            person_key(self._raw(start, end)) in known for end in self._ends(start)
        )

    def at(self, start: int, *, cued: bool) -> _Person | None:
        """The longest known name at `start` that is written as one."""
        if start >= len(self.page):
            return None
        for end in self._ends(start):
            raw = self._raw(start, end)
            names = self._known.get(person_key(raw))
            if names and end - start == 1 and not _written(raw, names):
                continue
            if names and self._counts(start, end, names, cued=cued):
                return _Person(start, end, names[0])
        return None

    def by_part(self, start: int) -> _Person | None:
        """ "With Nadech": one part of a name, where it is plain whose."""
        page = self.page
        if start >= len(page) or page.recalls or page.claimed[start]:
            return None
        for end in (start + 2, start + 1):
            if end > len(page) or not self._odd(start, end) or self._goes_on(end):
                continue
            found = self._called(self._raw(start, end).casefold())
            plain = page.low(start) in plain_words()
            if not found or found[0][1] < (2 if plain else 1) * _LEAST_CREDITS:
                continue
            if len(found) == 1 or found[0][1] >= 3 * found[1][1]:
                page.assume(f"“{page.raw(start, end)}” is taken as {found[0][0]}.")
                return _Person(start, end, found[0][0])
        return None

    def _called(self, part: str) -> Sequence[tuple[str, int]]:
        """Who is called so; a long request is not looked through for ever."""
        if part not in self._parts and len(self._parts) < _MOST_PARTS:
            self._parts[part] = self.page.names.people_called(part)
        return self._parts.get(part, ())

    def _goes_on(self, end: int) -> bool:
        """Whether another capital follows: "by Bong Joon-ho" is not any Bong."""
        page = self.page
        return (
            not page.ends_clause(end)
            and page.tokens[end].capital
            and page.tokens[end].low not in STOP | _JOINS
            and not page.shouted
        )

    def _odd(self, start: int, end: int) -> bool:
        """Whether the tokens can be part of a name, and hardly anything else."""
        page = self.page
        tokens = page.tokens[start:end]
        if any(t.kind != "word" or not t.text.isascii() for t in tokens):
            return False
        if any(page.claimed[start:end]) or page.quoted.get(start) is not None:
            return False
        lows = [token.low for token in tokens]
        if is_facet(page, start, start + 1) or names_place(page, *lows):
            return False
        if any(low in STOP for low in lows):
            return False
        odd = any(low not in plain_words() and len(low) > 3 for low in lows)
        written = tokens[0].capital and not page.shouted and len(lows[0]) > 3
        return (odd and (len(lows) > 1 or tokens[0].capital)) or written

    def _counts(
        self, start: int, end: int, names: Sequence[str], *, cued: bool
    ) -> bool:
        page = self.page
        tokens = [t for t in page.tokens[start:end] if t.kind == "word"]
        capitals = sum(t.capital for t in tokens)
        parts = sum(len(t.text) > 1 for t in tokens)
        if is_facet(page, start, end) or tokens[0].text in {"I", "i"}:
            return False  # "I do" is no Lee Do
        if page.recalls and _resembles(page, start):
            return False
        if page.recalls and not (cued and tokens[0].capital and capitals > 1):
            return (
                cued and len(tokens) > 1 and _small_name(self._raw(start, end), names)
            )
        if len(tokens) == 1:
            hangul = not tokens[0].text.isascii() and len(tokens[0].text) >= 3
            owner = tokens[0].low.endswith("'s") and tokens[0].text[:2].isupper()
            if owner and any(w in _ASKED for w in page.words(end, end + 3)):
                return True  # "IU's best drama"
            initials = tokens[0].text.isupper() and not page.shouted and capitals
            if initials and tokens[0].text in names and parts > 0:
                return True  # "IU in anything"
            listed = page.low(start - 1) in {"both", "either"} and cued
            if listed and tokens[0].low not in plain_words():
                return True
            return hangul or (cued and tokens[0].text[0].isupper() and parts > 0)
        if capitals >= len(tokens) - 1 and tokens[0].capital:
            whole = capitals == len(tokens) and not page.recalls
            return cued or whole or not page.opens_sentence(start) or len(tokens) > 2
        if _small_name(self._raw(start, end), names) and not page.recalls:
            return True
        alone = page.clause_start(start) == start and page.ends_clause(end)
        named = alone and any(t.low not in plain_words() for t in tokens)
        return (cued or named) and tokens[0].low not in STOP


_MOST_PARTS: Final = 12
"""Half names that are looked up in one request."""
_LEAST_CREDITS: Final = 4
"""Titles of somebody who may be named by half a name."""


def names_place(page: Page, *lows: str) -> bool:
    """Whether a word, or all of them, name a country, a language or a service."""
    vocabulary = page.vocabulary
    known = (vocabulary.country, vocabulary.language, vocabulary.network)
    return any(
        name(low) is not None for name in known for low in (*lows, " ".join(lows))
    )


def _small_name(raw: str, names: Sequence[str]) -> bool:
    """Whether words in any case are a name, since they can be little else."""
    words = raw.casefold().replace("-", " ").split()
    odd = sum(word not in plain_words() and len(word) > 1 for word in words)
    letters = "".join(words)
    exact = any(letters == _letters(name) for name in names)
    return len(letters) > 5 and (odd > 1 or (odd == 1 and exact))


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalpha())


def _resembles(page: Page, start: int) -> bool:
    """ "Someone like Ann Lee", "looked like Ann Lee": not her."""
    near = page.words(start - 5, start)
    return any(
        word in {"like", "similar", "resembles", "resembled", "type"} for word in near
    )


def _written(raw: str, names: Sequence[str]) -> bool:
    """Whether a lone Latin word is just how a name is written; keys fold too much."""
    return not raw.isascii() or raw.casefold() in (name.casefold() for name in names)


def is_facet(page: Page, start: int, end: int) -> bool:
    match = lexicon_of(page.vocabulary).at(page.lows, start)
    return match is not None and match[1] >= end


def read_people(page: Page) -> None:
    """Note every person named: a limit where asked for, a want where only liked."""
    finder = _Finder(page)
    start = 0
    while start < len(page):
        if page.claimed[start]:
            start += 1
            continue
        known = finder.may(start)
        cue = _cue_before(page, start) if known or _may_lead(page, start) else None
        person = finder.at(start, cued=cue is not None) if known else None
        if person is None and cue is not None and _may_lead(page, start):
            person = finder.by_part(start)
        if person is None:
            start += 1
            continue
        people, joins = _listed(page, finder, person)
        _note(page, people, joins, cue)
        start = people[-1].end


_LEADS: Final = frozenset(
    "with w/ starring featuring actor actress feat opposite alongside by stars".split()
)
"""Behind these, half a name is looked for."""


def _may_lead(page: Page, start: int) -> bool:
    before = page.low(start - 1)
    return before in _LEADS or (before == "/" and page.low(start - 2) == "w")


def _cue_before(page: Page, start: int) -> tuple[CreditRole | None, int] | None:
    at = start - (page.low(start - 1) in {"the", "either", "both", "a"})
    if page.low(at - 1) == "/" and page.low(at - 2) == "w":
        return "cast", at - 2
    found = PERSON_CUES.before(page.lows, at)
    if found is None and _FONDNESS.before(page.lows, at) is not None:
        return None, at
    if found is None and modifier_before(page, start) is not None:
        modifier = modifier_before(page, start)
        return (None, modifier.start) if modifier and modifier.against else None
    return found if found is not None and page.free(found[1], at) else None


def _listed(
    page: Page, finder: _Finder, first: _Person
) -> tuple[list[_Person], list[str]]:
    """The names of a list and the words that join them."""
    people = [first]
    joins: list[str] = []
    while True:
        at = people[-1].end
        words = []
        while page.low(at) in _JOINS:
            words.append(page.low(at))
            at += 1
        following = finder.at(at, cued=True) if words else None
        if following is None and words and _may_lead(page, people[0].start):
            following = finder.by_part(at)
        if following is None:
            return people, joins
        people.append(following)
        joins.append(words[-1])


def _note(
    page: Page,
    people: list[_Person],
    joins: list[str],
    cue: tuple[CreditRole | None, int] | None,
) -> None:
    role = cue[0] if cue else None
    told = _role_behind(page, people[-1].end)
    if told is not None:
        role = told[0]
    start = cue[1] if cue else people[0].start
    modifier = (
        modifier_before(page, people[0].start)
        or modifier_before(page, start)
        or ruling_around(page, people[0].start)
        or ruling_behind(page, people[-1].end)
    )
    against = modifier is not None and modifier.against
    if modifier is not None and against:
        start = min(start, modifier.start)
    if role is None and against and modifier is not None:
        role = _role_in(page, modifier.start, people[0].start)
    any_one = against or "or" in joins or "nor" in joins or "/" in joins
    parts = [people] if any_one else [[person] for person in people]
    fond = _FONDNESS.before(page.lows, start) is not None
    for index, part in enumerate(parts):
        begin = start if index == 0 else part[0].start
        _note_part(page, begin, part, role, modifier, fond=fond)
    if told is not None and page.free(people[-1].end, told[1]):
        page.claim(people[-1].end, told[1])


def _role_behind(page: Page, end: int) -> tuple[CreditRole, int] | None:
    """ "(the actress)", "has written", "as director"."""
    at = end + (page.low(end) in {"(", ",", "'", "’", "has", "have", "is", "was"})
    return _ROLE_BEHIND.at(page.lows, at)


def _role_in(page: Page, start: int, end: int) -> CreditRole | None:
    """The role that a negation names: "not directed by"."""
    words = page.words(start, end)
    if "directed" in words or "director" in words:
        return "director"
    if "written" in words or "writer" in words:
        return "writer"
    return None


def _note_part(
    page: Page,
    start: int,
    part: list[_Person],
    role: CreditRole | None,
    modifier: Modifier | None,
    *,
    fond: bool,
) -> None:
    end = part[-1].end
    if not page.free(start, end):
        start = part[0].start
    against = modifier is not None and modifier.against
    names = tuple(dict.fromkeys(person.name for person in part))
    limit = Limit(
        "person",
        page.raw(start, end),
        any_of=() if against else names,
        none_of=names if against else (),
        role=role,
    )
    fondness = _FONDNESS.before(page.lows, start)
    fan = page.low(end) in _FANS
    chatty = (
        bool(page.turns_taken) and role is None and not _asked_for(page, start, end)
    )
    fond = (fondness is not None or fan or fond or chatty) and not against
    start = fondness[1] if fondness is not None and fond else start
    end += fan
    soft = against and modifier is not None and modifier.degree < 1.0
    if fond or soft:
        page.want(start, end, Want("", limit.text, 1.0, limit), drop=True)
    else:
        page.limit(start, end, limit)


_FANS: Final = frozenset(
    "fan fans stan man guy girl style type vibe vibes esque era hive lover lovers".split()
)
"""Behind a name, these say that somebody is liked, or what is alike."""
_ASKED: Final = frozenset("movie movies film films drama dramas show shows".split())


def _asked_for(page: Page, start: int, end: int) -> bool:
    """In a chat: whether a name is what is asked for, "a Tom Ward movie", "by Ann Lee"."""
    led = page.low(start - 1) in {
        "a",
        "an",
        "any",
        "some",
        "more",
        "by",
        "from",
        "another",
    }
    cued = page.low(start) in {"by", "from", "with"}
    return cued or (led and page.low(end) in _ASKED)
