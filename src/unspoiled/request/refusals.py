"""Whether something that may happen in a story is refused: "if anybody dies, I'm out".

`negation` reads "no" and its like right before a word. A wish about how a story goes is
also refused from afar: by a negator earlier in the clause ("let it not have a tragic
ending"), by a verb ("spare me the child abuse"), by a condition ("count us out if ...")
or behind it ("gore is a dealbreaker").
"""

from __future__ import annotations

from typing import Final

from .page import Page
from .tokens import Phrases

_NEGATORS: Final = frozenset(
    "neither nobody none never without nothing no not doesn't don't isn't aren't mustn't "
    "shouldn't can't cannot couldn't won't wouldn't needn't nor zero minus sans hardly "
    "avoid avoiding spare hate skip refuse except excluding less".split()
)
_BREAKS: Final = frozenset({"but", "because", "so", "instead"})
_ONLY: Final = frozenset(
    {"only", "just", "mind", "matter", "care", "problem", "unless"}
)
"""Words behind a negator that take the denial back: "not only", "don't mind"."""
_CONDITIONS: Final = frozenset({"if", "when", "whenever", "once", "where", "unless"})
_OUT: Final = Phrases.table([
    ("i'm out|we're out|i am out|we are out|count me out|count us out|i will riot|"
     "i'll riot|i riot|i quit|we quit|i'll quit|i stop|we stop|i'll stop|i'm done|"
     "we're done|i'll pass|we'll pass|i pass|we pass|hard pass|no thanks|no thank you|"
     "no deal|not for me|not for us|deal breaker|dealbreaker|i walk|i'll walk|we walk|"
     "don't bother|skip it|forget it|leave it|leave it out|off the list|i'd rather not|"
     "i won't watch|we won't watch|i won't forgive|i'll be upset|i'll be mad|i'm mad|"
     "i'll be furious|i'll scream|i'll cry|i'm gone|we're gone|i can't|we can't|"
     "i couldn't|turn it off|switch it off|i switch off|i turn it off|you lose me|"
     "you've lost me|you lost me|that's a no|it's a no|then no|i'm not watching|"
     "we're not watching|i don't want it|we don't want it|keep it away|not interested|"
     "i'm leaving|i leave|i will not watch|no go|i refuse|i give up|i'll throw|"
     "i will throw|i'll sue|i'm suing|tell me not to|warn me|i'd hate it|i hate it", True),
])  # fmt: skip
_REFUSED_BEHIND: Final = Phrases.table([
    ("is a no|are a no|is a hard no|are a hard no|is a no go|are a no go|no thanks|"
     "no thank you|is a dealbreaker|are a dealbreaker|is a deal breaker|"
     "are a deal breaker|are dealbreakers|are deal breakers|is out|are out|"
     "i can't take|i can't handle|i can't stand|i can't bear|i can't do|i can't stomach|"
     "i can't watch|i cannot take|i cannot stand|i cannot bear|i couldn't bear|"
     "we can't take|we can't handle|we can't stand|we can't bear|we can't watch|"
     "is not for me|are not for me|is not for us|are not for us|isn't for me|"
     "aren't for me|is too much for me|are too much for me|upsets me|upset me|"
     "triggers me|trigger me|is off limits|are off limits|is off the table|"
     "are off the table|makes me sick|make me sick|is not welcome|are not welcome|"
     "isn't welcome|aren't welcome|is not wanted|is unwelcome|are unwelcome|"
     "is forbidden|are forbidden|is banned|are banned|is where i draw the line|"
     "i could do without|i can do without|we can do without|i'd rather skip|"
     "i would rather skip|i'd rather avoid|i would rather avoid|i'd rather not see|"
     "i would rather not see|i don't want to see|i don't want|we don't want|"
     "i won't watch|has no place|have no place|need not apply", True),
])  # fmt: skip


def refused(page: Page, start: int, end: int) -> bool:
    """Whether the words at `[start, end)` name what the viewer will not have."""
    return (
        denied_ahead(page, start)
        or _condition(page, start)
        or refused_behind(page, end)
    )


def denied_ahead(page: Page, start: int) -> bool:
    """ "In which neither of them turns out to be ill", "spare me anything with it"."""
    for at in range(start - 1, page.clause_start(start) - 1, -1):
        low = page.low(at)
        if low in _BREAKS:
            return False
        if low in _NEGATORS and page.low(at + 1) not in _ONLY:
            return True
    return False


def refused_behind(page: Page, end: int) -> bool:
    """ "Gore is a dealbreaker", "cheating I can't stand"."""
    at = end + (page.low(end) in {",", ":", "?", "-", "—"})
    at += page.low(at) in {"scenes", "plots", "stories", "storylines", "stuff"}
    return _REFUSED_BEHIND.at(page.lows, at) is not None


def _condition(page: Page, start: int) -> bool:
    """ "If it ends badly I will riot", "count us out if somebody cheats"."""
    opens = page.clause_start(start)
    if _CONDITIONS.isdisjoint(page.words(opens, start)):
        return False
    sentence = page.tokens[start].sentence
    at = opens
    while at > 0 and page.tokens[at - 1].sentence == sentence:
        at -= 1
    while at < len(page) and page.tokens[at].sentence == sentence:
        if _OUT.at(page.lows, at) is not None:
            return True
        at += 1
    return False
