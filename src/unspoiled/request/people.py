"""People: "with Park Hyung-sik but not Song Joong-ki", "directed by Kim Hee-won"."""

from __future__ import annotations

from typing import Final

from ..domain import CreditRole, Limit, Want
from ..names import person_key
from .doings import asks_what_was_done, names_doer
from .negation import Modifier, modifier_before
from .page import Page
from .persons import ASKED, JOINS, Person, PersonFinder
from .ruling import ruling_around, ruling_behind
from .tokens import Phrases

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


def read_people(page: Page) -> None:
    """Note every person named: a limit where asked for, a want where only liked."""
    finder = PersonFinder(page)
    start = 0
    while start < len(page):
        if page.claimed[start]:
            start += 1
            continue
        known = finder.may(start)
        cue = _cue_before(page, start) if known or _may_lead(page, start) else None
        person = finder.at(start, cued=cue is not None) if known else None
        if person is None and known:
            doer = finder.at(start, cued=True)
            if doer is not None and names_doer(page, start, doer.end):
                person = doer
        if person is not None and cue is not None:
            asks = asks_what_was_done(page, cue[1], person.start, person.end)
            cue = None if asks else cue
        if person is None and cue is not None and _may_lead(page, start):
            person = finder.by_part(start)
        if person is None:
            start += 1
            continue
        if page.low(person.end) in {"'", "’"}:  # "the Hong sisters' Hong Mi-ran"
            owned = finder.at(person.end + 1, cued=True)
            if owned is not None:
                page.claim(person.start, person.end + 1)
                person = owned
        people, joins = _listed(page, finder, person)
        _note(page, people, joins, cue)
        start = people[-1].end


_LEADS: Final = frozenset(
    "with starring featuring actor actress feat opposite alongside by stars".split()
)
"""Behind these, half a name is looked for."""


def _may_lead(page: Page, start: int) -> bool:
    before = page.low(start - 1)
    return before in _LEADS


_BEFORE_NAMES: Final = frozenset({"the", "either", "both", "a", "one", "of"})


def _cue_before(page: Page, start: int) -> tuple[CreditRole | None, int] | None:
    at = start
    while page.low(at - 1) in _BEFORE_NAMES and at > start - 4:
        at -= 1
    at += at < start and page.low(at) == "of"
    found = PERSON_CUES.before(page.lows, at)
    if found is None and _FONDNESS.before(page.lows, at) is not None:
        return None, at
    if found is None and modifier_before(page, start) is not None:
        modifier = modifier_before(page, start)
        return (None, modifier.start) if modifier and modifier.against else None
    return found if found is not None and page.free(found[1], at) else None


_INSTEAD: Final = Phrases.table([
    ("else|alternatively|instead|maybe|perhaps|even|then|failing that|failing him|"
     "failing her|if not|if not him|if not her|if not that|if not him then|"
     "if not her then|if need be|otherwise|if unavailable|if that fails", True),
])  # fmt: skip
"""What may stand behind the "or" of a list: "A or else B"."""


def _listed(
    page: Page, finder: PersonFinder, first: Person
) -> tuple[list[Person], list[str]]:
    """The names of a list and the words that join them."""
    people = [first]
    joins: list[str] = []
    while True:
        at = people[-1].end
        words = []
        while page.low(at) in JOINS:
            words.append(page.low(at))
            at += 1
            if (instead := _INSTEAD.at(page.lows, at)) is not None:
                at = instead[1]
        following = finder.at(at, cued=True) if words else None
        if following is None and words and _may_lead(page, people[0].start):
            following = finder.by_part(at)
        if following is None:
            return people, joins
        people.append(following)
        joins.append("or" if "or" in words else words[-1])


def _note(
    page: Page,
    people: list[Person],
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
    by = page.low(people[0].start - 1) in {"by", "from", "of"}
    if role is None and cue is None and not (against or by):
        role = _trade(page, people)
    any_one = against or "or" in joins or "nor" in joins or "/" in joins
    parts = [people] if any_one else [[person] for person in people]
    fond = _FONDNESS.before(page.lows, start) is not None
    for index, part in enumerate(parts):
        begin = start if index == 0 else part[0].start
        _note_part(page, begin, part, role, modifier, fond=fond)
    if told is not None and page.free(people[-1].end, told[1]):
        page.claim(people[-1].end, told[1])


def _trade(page: Page, people: list[Person]) -> CreditRole | None:
    """What those who are named without a role are nearly always credited for.

    An actor's namesake who directs is not who is meant.
    """
    roles: set[CreditRole | None] = set()
    for person in people:
        trades = page.names.trades_of(person_key(person.names[0]))
        most = max(trades, key=lambda role: trades[role], default=None)
        whole = sum(trades.values())
        sure = most is not None and trades[most] >= _SURELY * whole
        roles.add(most if sure else None)
    return roles.pop() if len(roles) == 1 else None


_SURELY: Final = 0.7
"""Share of somebody's credits that tells what they do."""


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
    part: list[Person],
    role: CreditRole | None,
    modifier: Modifier | None,
    *,
    fond: bool,
) -> None:
    end = part[-1].end
    if not page.free(start, end):
        start = part[0].start
    against = modifier is not None and modifier.against
    names = tuple(dict.fromkeys(name for person in part for name in person.names))
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
    return cued or (led and page.low(end) in ASKED)
