"""A chat as one request: who says what, and what the viewer says to a suggestion.

Turns are lines that begin with "User:" or "System:". What the system said is no wish,
but the titles that it suggested say a little of the kind that is talked about, unless the
viewer disliked them. Its other words are left out; to search for them found no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..domain import Like
from .page import Page, Turn
from .tokens import Phrases

_SPEAKERS: Final = Phrases.table([
    ("user|viewer|human|seeker|customer", False),
    ("system|assistant|bot|recommender|agent|ai", True),
])  # fmt: skip
_REACTIONS: Final = Phrases.table([
    ("loved it|loved that|loved that one|love it|love that one|love that movie|"
     "loved that movie|loved that film|love that film|loved that show|loved that drama|"
     "love that show|love that drama|liked it|liked that|liked that one|"
     "liked that movie|like that movie|like that one|enjoyed it|enjoyed that|"
     "enjoyed that one|enjoyed that movie|loved them|liked them|enjoyed them|"
     "loved both|liked both|love them|love both|loved this one|liked this one|"
     "it was great|it was good|it was amazing|it was awesome|it was excellent|"
     "it was fantastic|it was so good|it was really good|that was great|that was good|"
     "that was a great movie|that was a good movie|that was a great one|"
     "that was a good one|that's a great movie|that's a good movie|"
     "that is a great movie|that is a good movie|that's a great one|"
     "it's a great movie|it is a great movie|it was a great movie|"
     "it was a good movie|one of my favorites|one of my favourites|my favorite|"
     "my favourite|it was wonderful|it was beautiful|it was lovely|it was perfect|"
     "adored it|adore it|a favorite of mine|a favourite of mine", True),
    ("hated it|hate it|hated that|hated that one|didn't like it|did not like it|"
     "didn't like that|didn't like that one|didn't care for it|didn't care for that|"
     "didn't enjoy it|did not enjoy it|disliked it|not a fan of that|not a fan of it|"
     "wasn't a fan|not a fan of that one|it was boring|it was bad|it was terrible|"
     "it was awful|hated them|didn't like them|don't like that one|don't like it|"
     "don't like that movie|didn't like that movie|couldn't finish it|it bored me|"
     "it was too slow|did not care for it", False),
])  # fmt: skip
SUGGESTED_DEGREE: Final = 0.5
"""How much a title that was merely suggested counts beside one that is liked."""
_ALL: Final = frozenset({"them", "both"})
_UNREAL: Final = frozenset(
    {"if", "would", "i'd", "will", "i'll", "might", "hope", "not", "didn't"}
)


def read_turns(page: Page) -> None:
    """Tell the system's words from the viewer's, where the request is a chat."""
    turns = list(_turns(page))
    for turn in turns:
        if turn.by_system:
            size = turn.end - turn.start
            page.system[turn.start : turn.end] = b"\1" * size
    page.turns_taken = tuple(turns)


def _turns(page: Page) -> Iterator[Turn]:
    labels = [at for at in range(len(page)) if _is_label(page, at)]
    first_word = next((i for i, t in enumerate(page.tokens) if t.kind != "mark"), -1)
    if not labels or labels[0] != first_word:
        return
    for at, following in zip(labels, [*labels[1:], len(page)], strict=True):
        page.claim(at, at + 2)
        found = _SPEAKERS.at(page.lows, at)
        assert found is not None
        yield Turn(at + 2, following, found[0])


def _is_label(page: Page, at: int) -> bool:
    """Whether "User:" stands here, at the beginning of a line."""
    if page.low(at + 1) != ":" or _SPEAKERS.at(page.lows, at) is None:
        return False
    return at == 0 or page.tokens[at - 1].text[0] == "\n"


def silence_system(page: Page) -> None:
    """Keep what the system said from the readers of wishes."""
    for turn in page.turns_taken:
        if turn.by_system:
            page.claim(turn.start, turn.end)


def read_reactions(page: Page) -> None:
    """ "I loved that one": the titles suggested just before are liked."""
    suggested: list[tuple[str, str]] = []
    for turn in page.turns_taken:
        if turn.by_system:
            suggested = [
                (i, name)
                for at, i, name in page.suggested
                if turn.start <= at < turn.end
            ]
        elif suggested:
            _react(page, turn, suggested)


def read_suggestions(page: Page) -> None:
    """What was suggested and not turned down tells a little of the wish as well.

    In real chats either side says what it likes, and the talk stays near it.
    """
    for at, title_id, name in page.suggested:
        if title_id in page.notes.named:
            page.like(at, at, Like(title_id, name, name, degree=SUGGESTED_DEGREE))


def _react(page: Page, turn: Turn, suggested: list[tuple[str, str]]) -> None:
    own = [at for at, _ in page.notes.likes if turn.start <= at < turn.end]
    for start in range(turn.start, min(turn.end, *own) if own else turn.end):
        found = _REACTIONS.at(page.lows, start)
        if found is None or _unreal(page, start):
            continue
        liked, end = found
        if len(suggested) > 1 and page.low(end - 1) not in _ALL:
            return
        text = page.raw(start, end)
        for title_id, name in suggested:
            page.like(start, end, Like(title_id, name, text, liked))
        return


def _unreal(page: Page, start: int) -> bool:
    return any(word in _UNREAL for word in page.words(start - 3, start))
