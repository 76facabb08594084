"""The words by which a sentence tells something, and whether a text tells them too.

Comparing words proves little and is cheap: what is told in the same words is told. What
is told in other words is `align`'s work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from ..features import ENGLISH

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}_'’]*")
_LONGEST = 5_000
"""Characters of a text whose words are looked at."""


def story_words(text: str) -> frozenset[str]:
    """The words that carry content, lightly stemmed."""
    return frozenset(
        _stem(word)
        for word in _WORD.findall(text[:_LONGEST].lower())
        if len(word) > 2 and word not in _EMPTY_WORDS
    )


def claims(text: str) -> frozenset[str]:
    """Every word that may tell something, denials and short names among them.

    Only function words and words about the telling itself ("the story follows") are
    left out: what is proved by words must not leave a single one over.
    """
    found: set[str] = set()
    for word in _WORD.findall(text[:_LONGEST].lower()):
        word = word.replace("’", "'")
        if word in _DENIALS or word.endswith("n't"):
            found.add("not")
        elif word not in _EMPTY_WORDS and word not in _TELLING_WORDS:
            if len(word) > 1 or not word.isascii():
                found.add(_stem(word))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Wordings:
    """Some passages of prose by their words, so that many sentences can be held to them."""

    holding: Mapping[str, tuple[int, ...]]
    """A word to the numbers of the passages that have it."""

    @classmethod
    def of(cls, passages: Iterable[str]) -> Wordings:
        holding: dict[str, list[int]] = {}
        for number, passage in enumerate(passages):
            for word in story_words(passage) | claims(passage):
                holding.setdefault(word, []).append(number)
        return cls({word: tuple(numbers) for word, numbers in holding.items()})

    def shares(self, display: str) -> dict[int, float]:
        """For each passage the share 0..1 of a sentence's content that it has; {} for scraps."""
        content = story_words(display)
        if len(content) < _LEAST_CONTENT:
            return {}
        counts = Counter(n for word in content for n in self.holding.get(word, ()))
        return {number: count / len(content) for number, count in counts.items()}

    def telling(self, display: str) -> frozenset[int]:
        """The passages that have every word that a sentence claims; none for scraps."""
        claimed = claims(display)
        if len(claimed) < _LEAST_CONTENT:
            return frozenset()
        rarest = sorted((self.holding.get(word, ()) for word in claimed), key=len)
        return frozenset(rarest[0]).intersection(*rarest[1:])


_LEAST_CONTENT = 3
_EMPTY_WORDS = ENGLISH | frozenset(
    "about after all also any because been before being can could did does down each "
    "even ever every film him how into just like made make many me more most movie "
    "much no only other our out over own really series show some such than them then "
    "there these those through too under until up us very which while would your "
    "drama episode".split()
)


_DENIALS = frozenset(
    "no not never nor neither none nobody nothing without hardly".split()
)
_TELLING_WORDS = frozenset(
    "am do go he i it me of oh ok on or so up us we an as at be by if in is my to "
    "story plot premise set setup tale tells follows begins starts opens opening "
    "character characters lead leads scene scenes role centre center here there "
    "lovely sweet beautiful beautifully great good nice fine charming calm quiet quietly "
    "gentle gently slow slowly funny moving wonderful simple simply quite rather well "
    "truly between where".split()
)
"""Words that say of a story that it is told, or how, and nothing that happens."""


def _stem(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def events(text: str) -> frozenset[str]:
    """The grave events that a text speaks of: nobody may be told of one too early.

    Sentences lie close in meaning though one of them adds "and he dies".
    """
    words = [word.replace("’", "'") for word in _WORD.findall(text[:_LONGEST].lower())]
    found = {_EVENT_OF[word] for word in words if word in _EVENT_OF}
    return frozenset(found | {_PHRASES[m[0]] for m in _PHRASE.finditer(text.lower())})


_EVENTS = {
    "death": "die dies died dying dead death deaths deathbed funeral grave killed kill kills "
    "killing murder murders murdered murdering suicide drown drowns drowned rip corpse body "
    "shot executed execution executes stabbed poisoned perish perishes sacrifices mourn mourns "
    "hanged slain assassinated ashes fatal fatally",
    "killer": "killer killers murderer murderers culprit mastermind",
    "wedding": "marry marries married marrying marriage wedding weddings bride groom engaged "
    "engagement propose proposes proposed proposal fiance fiancee vows altar wed",
    "parting": "divorce divorces divorced breakup breakups separate separates separated dump "
    "dumps dumped split splits parted parting part",
    "child": "pregnant pregnancy baby babies birth miscarriage miscarries twins expecting",
    "kiss": "kiss kisses kissed kissing",
    "bed": "sleep sleeps slept bed sex night",
    "betrayal": "betray betrays betrayed betrayal traitor affair cheats cheated cheating "
    "unfaithful lover mistress",
    "prison": "arrest arrests arrested prison jail jailed imprisoned convicted sentenced cell",
    "memory": "amnesia memory memories forgets forgotten forget remembers remember",
    "illness": "cancer ill illness sick tumour tumor leukemia disease dementia coma diagnosis "
    "diagnosed hospital surgery",
    "abduction": "kidnap kidnaps kidnapped kidnapping kidnapper abduct abducts abducted hostage",
    "return": "resurrected resurrection reincarnated reincarnation",
    "origin": "adopted biological birthmother half-brother half-sister",
    "reunion": "reunite reunites reunited reunion",
}  # fmt: skip
_EVENT_OF = {word: name for name, words in _EVENTS.items() for word in words.split()}
_PHRASES = {
    "break up": "parting", "breaks up": "parting", "broke up": "parting", "break-up": "parting",
    "passes away": "death", "passed away": "death", "passing away": "death",
    "falls ill": "illness", "ties the knot": "wedding", "together again": "reunion",
    "back together": "reunion", "comes back to life": "return",
}  # fmt: skip
_PHRASE = regex.compile(rf"\b(?:{'|'.join(map(regex.escape, _PHRASES))})\b")
