"""What is said of a title that is named: praise, blame, or that it was seen.

A verdict stands before a name ("adored X"), behind it ("X was a treat", "X I loathed",
"X 9/10", "X no") or over a list ("Dropped: X, Y"). Here are the words of verdicts, each
turned round by a negator near it; `titles` says which name they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from .cues import Role
from .page import Page
from .tokens import Phrases

VERBS: Final = Phrases[Role].table([
    ("love|loved|loving|adore|adored|adores|enjoy|enjoyed|like|liked|devour|devoured|"
     "worship|worshipped|worshiped|cherish|cherished|treasure|treasured|"
     "rave about|raved about|raving about|swear by|swore by|couldn't get enough of|"
     "can't get enough of|could not get enough of|cannot get enough of|"
     "never get enough of|couldn't stop watching|can't stop watching|fell for|"
     "fell in love with|in love with|head over heels for|obsessed with|obsessed over|"
     "hooked on|hooked by|addicted to|all in on|sold on|mad about|crazy about|nuts about|"
     "wild about|fond of|smitten with|smitten by|fan of|fans of|taken with|"
     "cried over|cried at|cried my eyes out over|sobbed over|sobbed through|sobbed at|"
     "wept over|laughed at|laughed through|laughed my way through|binged and loved|"
     "start over|start again|happily rewatch|gladly rewatch|could rewatch|would rewatch|"
     "keep rewatching|keep going back to|go back to|still think about|"
     "still thinking about|blown away by|swept away by|impressed by|moved by|"
     "charmed by|won over by|appreciated|keen on|rate highly|rated highly|"
     "can't praise|cannot praise|couldn't praise|floored by|bowled over by|"
     "enchanted by|enamoured with|enamored with|partial to", "liked"),
    ("hate|hated|hates|dislike|disliked|dislikes|loathe|loathed|detest|detested|despise|"
     "despised|abhor|abhorred|drop|dropped|abandon|abandoned|quit|quit on|ditched|"
     "gave up on|give up on|gave up|gave up with|bailed on|bailed out of|walked away from|"
     "walked out of|stopped watching|quit watching|switched off|turned off|"
     "lost interest in|lost patience with|fell asleep during|fell asleep watching|"
     "fell asleep in|bored by|bored with|bored of|disappointed by|disappointed with|"
     "disappointed in|let down by|annoyed by|put off by|regret watching|regretted|"
     "suffered through|slogged through|struggled with|struggled through|"
     "bin|binned|chucked|chucked out|tossed|tossed out|junked|shelved|axed|scrapped|"
     "threw out|threw away|kicked out|rejected|couldn't care less about|could not care less about|can take or leave|"
     "could take or leave|rage quit|noped out of|hate watched|bounced off", "disliked"),
    ("tried|seen|watched|finished|completed|binged|rewatched|done with|done watching|"
     "been through|gone through|got through|went through|sat through|ticked off|"
     "crossed off|worked through|caught up on|caught up with|already did|marathoned|"
     "exhausted|used up|run through|ran through|burned through|burnt through|powered through|"
     "run out of|wrapped up|have behind me|have behind us|know by heart", "seen"),
])  # fmt: skip
"""What somebody does with a title: it stands before the name, or behind it."""
_ABLE: Final = Phrases[Role].table([
    ("got past|got into|got through|got along with|got on with|made it past|"
     "made it through|clicked with|warmed to|warmed up to|cared for|connected with|"
     "saw the appeal of|understood the hype about|"
     "stand|bear|stomach|abide|finish|watch|get into|get through|get past|sit through|"
     "get along with|get on with|make it through|make it past|warm to|warm up to|"
     "connect with|connect to|care for|care about|take to|take seriously|get behind|"
     "see the appeal of|see the fuss about|understand the hype about|"
     "click with|vibe with|pay me to finish|pay me to watch|make me watch|"
     "get me to finish|drag me through|tolerate|endure", "disliked"),
    ("suggest|mention|recommend|send me back to|propose|offer|list|name|bring up|"
     "give me|show me|send me|tell me to watch|tell us to watch|tell me about|need",
     "seen"),
])  # fmt: skip
"""What blames or sets aside when it is denied, and else says nothing: "couldn't bear"."""
PREDICATES: Final = Phrases[Role].table([
    ("just right|exactly right|pitch perfect|great|amazing|awesome|brilliant|wonderful|excellent|fantastic|superb|perfect|"
     "perfection|lovely|beautiful|incredible|magnificent|marvellous|marvelous|"
     "outstanding|exquisite|delightful|glorious|gorgeous|phenomenal|terrific|stunning|"
     "so good|really good|very good|good|my favourite|my favorite|favourite|favorite|"
     "favourites|favorites|the best|the greatest|best thing|best show|best drama|"
     "a treat|a hit|a gem|a joy|a delight|a treasure|a pleasure|a triumph|a winner|"
     "a blast|a classic|masterpiece|peak|gold|fire|goated|chef's kiss|elite|top tier|"
     "unbeatable|unmatched|unforgettable|flawless|sublime|"
     "made me|made us|makes me|makes us|had me|had us|blew my socks off|"
     "blew our socks off|knocked my socks off|knocked me out|floored me|floored us|"
     "left me wanting more|left us wanting more|left me speechless|left me in tears|"
     "ruined all|ruined every|ruined everything|spoiled me for|set the bar|"
     "a thumbs up|thumbs up|two thumbs up|stayed up|stayed up all night|"
     "more like it|more my thing|right on|bang on|spot on|wow|chefs kiss|"
     "won my heart|melted my heart|broke my heart|warmed my heart|a masterclass|"
     "made me laugh|made me cry|made me smile|made me happy|made me feel|made me so|"
     "made us laugh|made us cry|made us smile|made us happy|made us feel|made us so|"
     "made my week|made my year|made my day|makes me laugh|makes me happy|"
     "makes me so happy|got me hooked|had me hooked|had us hooked|had me sobbing|"
     "had me in tears|had me in stitches|had us in stitches|rewired my brain|"
     "changed my life|lives in my head|lives rent free|has my heart|stole my heart|"
     "won me over|won us over|blew me away|blew us away|blew my mind|ruined me|"
     "ruined other|broke me|wrecked me|destroyed me|healed me|saved me|"
     "stayed with me|stuck with me|moved me|touched me|spoke to me|"
     "my childhood|my whole childhood|my comfort|my idea of|right up my alley|"
     "left a hole|left a void|left me empty|left us empty|left a mark|"
     "what i put on|what i watch|what i turn to|what i go back to|what i rewatch|"
     "what i always watch|my go to|our go to|my happy place|my security blanket|"
     "better than|way better than|much better than|so much better than|far better than|"
     "so much fun|such fun|such a joy|such a treat|great fun|good fun|a lot of fun|"
     "lots of fun|so fun|a riot|a hoot|"
     "up my street|my cup of tea|hit the spot|did the trick|worked for me|obsessed|"
     "hooked|every minute|a thousand times", "liked"),
    ("boring|bored me|bored us|bored|dull|awful|terrible|horrible|dreadful|trash|"
     "garbage|rubbish|unbearable|unwatchable|insufferable|intolerable|tedious|tiresome|"
     "painful|bad|poor|weak|lame|meh|mid|cringe|cringey|cringy|overrated|overhyped|"
     "disappointing|a disappointment|a letdown|a let down|a waste|waste of time|"
     "waste of my time|a slog|a chore|a bore|a mess|a drag|a flop|a dud|a miss|a snooze|"
     "a snoozefest|flat|fell flat|too slow|too long|too sad|too dark|too much|too silly|"
     "too weepy|too violent|too scary|too sugary|too sweet|nonsense|"
     "left me cold|left us cold|put me off|put us off|put me to sleep|put us to sleep|"
     "lost me|lost us|annoyed me|irritated me|disappointed me|let me down|let us down|"
     "did nothing for|does nothing for|do nothing for|not for me|not for us|not my thing|"
     "not our thing|not my cup of tea|not my style|not my taste|nope|"
     "got on my nerves|drove me mad|drove me up the wall|made me cringe|"
     "made me angry|made me sick|made me yawn|made us yawn|made me want to|made me mad|"
     "made me roll|made me gag|made us cringe|made us angry|made me sleepy|"
     "a thumbs down|thumbs down|bailed|tapped out|checked out|noped out|"
     "had me yawning|had us yawning|had me bored|had me rolling my eyes|"
     "had me checking|had me asleep|snore|snores|yawn|zzz|so so|could be better|"
     "nothing special|not great|not good|at the bottom", "disliked"),
    ("and i did not get along|and i didn't get along|and i don't get along|"
     "and i never clicked|and i didn't click|and i parted ways|the boot|the push|the chop|"
     "the heave ho", "disliked"),
    ("already|rewatch|reruns|got that covered|old news|too many times", "seen"),
    ("again please|again for me|again for us|all over again|again but|again only|"
     "again just|more of that|more of the same|more like that|another such", "liked"),
])  # fmt: skip
"""What a title is said to be, behind its name."""
_TRAITS: Final = Phrases[Role].table([
    ("cute|fun|funny|sweet|hilarious|charming|moving|gripping|touching|addictive|decent|"
     "solid|fine|okay|ok|clever|heartwarming|lovable|adorable|fab|cool|nice|smart|warm",
     "liked"),
    ("forgettable|predictable|underwhelming|mediocre|average|silly|stupid|dumb|"
     "ridiculous|confusing|slow|draggy|pretentious|cheesy|corny|bland|messy|pointless|"
     "depressing|weird|childish|shallow|creepy", "disliked"),
])  # fmt: skip
"""What a title is said to be behind "was" or "is"; elsewhere these are wishes."""
_LISTS: Final = Phrases[Role].table([
    ("drop pile|drop list|dropped list|hate list|no list|shame|worst|no go|never again|"
     "thumbs down|abandoned|bottom|misses|flops|turn offs|no thanks", "disliked"),
    ("loves|likes|hits|top|best|greatest|all stars|thumbs up|winners|hall of fame|taste|"
     "approved", "liked"),
    ("watch list so far|so far|not again|off the table|out of the running|rewatch|"
     "have had|had already|already|no repeats|behind me|behind us|covered", "seen"),
])  # fmt: skip
"""What a heading calls the titles below it."""

_NEGATORS: Final = frozenset(
    "not never didn't don't doesn't wasn't isn't aren't weren't can't couldn't cannot "
    "wouldn't won't haven't hasn't hadn't hardly neither nobody none no without barely "
    "nor unable refuse refused failed impossible".split()
)
_STOPS: Final = frozenset({"but", "and", "because", "whereas", "while", "although"})
_ONLY_HOPED: Final = frozenset(
    "thought expected hoped wanted tried supposed everyone everybody if whether may "
    "people might".split()
)
_REACH: Final = 5
"""Words before a verdict in which a negator turns it."""
_EXCEPTING: Final = frozenset("without except minus barring excluding apart".split())
"""What leads on to a part that is excepted: its words judge only that."""
_TURNED: Final[dict[Role, Role]] = {
    "liked": "disliked",
    "disliked": "liked",
    "seen": "unseen",
}
_YES: Final[dict[str, Role]] = {
    "yes": "liked", "yep": "liked", "yeah": "liked", "yay": "liked", "yup": "liked",
    "no": "disliked", "nope": "disliked", "nah": "disliked", "meh": "disliked",
    "ugh": "disliked", "nay": "disliked",
}  # fmt: skip
_BEST: Final = 10
"""The best grade where a grade stands alone: "Signal = 9"."""
_SIGNS: Final[dict[str, Role]] = {
    **dict.fromkeys("❤♥💕💖💗👍😍🥰🔥💯⭐🌟✅", "liked"),
    **dict.fromkeys("👎🤮😴💤🙄😒🤢❌", "disliked"),
}  # fmt: skip
_GOOD_SHARE: Final = 0.66
_BAD_SHARE: Final = 0.5
_WIDEST: Final = 60
"""Tokens before a name within which its heading stands."""
_FARTHEST: Final = 14
"""Tokens behind a name within which its verdict stands."""


def verb_at(page: Page, start: int) -> tuple[Role, int, int] | None:
    """The verdict of a verb at `start`: what it says, where it opens and where it ends.

    "Couldn't stand" opens at its negator. None where it is only hoped or supposed.
    """
    found = VERBS.at(page.lows, start)
    able = _ABLE.at(page.lows, start)
    if able is not None and (found is None or able[1] >= found[1]):
        opens = denied_before(page, start)
        if opens is not None:
            return able[0], opens, able[1]
    if found is None or only_hoped(page, start):
        return None
    role, end = found
    if page.low(start) in _NEGATORS:  # "couldn't get enough of"
        return role, start, end
    opens = denied_before(page, start)
    return (role, start, end) if opens is None else (_TURNED[role], opens, end)


def verdict_at(page: Page, start: int) -> tuple[Role, int] | None:
    """The verdict at `start` as it stands behind a name, and where it ends."""
    if (said := _cleft(page, start)) is not None:
        return said
    verb = verb_at(page, start)
    if verb is not None and not _has_no_object(page, verb[2]):
        verb = None
    found = PREDICATES.at(page.lows, start) or _trait(page, start)
    if found is None or (verb is not None and verb[2] >= found[1]):
        return None if verb is None else (verb[0], verb[2])
    role, end = found
    if only_hoped(page, start) or (
        page.low(start) == "flat" and page.low(start - 1) in _OF_TIME
    ):
        return None  # "in two days flat"
    if (
        role == "seen"
        or page.low(start) in _NEGATORS
        or denied_before(page, start) is None
    ):
        return role, end
    return _TURNED[role], end


_OF_TIME: Final = frozenset(
    "day days hour hours minutes night nights week weeks weekend sitting".split()
)
_THE_ONE: Final = frozenset(
    "one drama show series kdrama film movie title thing ones dramas shows".split()
)
_WE: Final = frozenset({"i", "we", "i've", "we've", "i'd", "we'd", "i'll", "we'll"})
_ADVERBS: Final = frozenset(
    "always still just really most would will could can have had only truly simply keep "
    "often ever".split()
)
_RETURNS: Final = Phrases[Role].table([
    ("coming back to|come back to|came back to|going back to|go back to|return to|"
     "returning to|returned to|rewatch|rewatching|rewatched|measure everything by|"
     "measure everything against|measure all others by|compare everything to|"
     "compare everything with|think about|thinking about|recommend to everyone|"
     "recommend to everybody|would save|couldn't put down|couldn't stop", "liked"),
])  # fmt: skip


def _cleft(page: Page, start: int) -> tuple[Role, int] | None:
    """ "X is the one I love and rewatch", "X was the show we gave up on"."""
    if page.low(start) != "the" or page.low(start + 1) not in _THE_ONE:
        return None
    at = start + 2 + (page.low(start + 2) in {"that", "which"})
    if page.low(at) not in _WE:
        return None
    at += 1
    while page.low(at) in _ADVERBS:
        at += 1
    said = _RETURNS.at(page.lows, at) or VERBS.at(page.lows, at)
    if said is None:
        return None
    role, end = said
    while page.low(end) == "and" and (
        more := _RETURNS.at(page.lows, end + 1) or VERBS.at(page.lows, end + 1)
    ):
        end = more[1]
    return role, end


@dataclass(frozen=True, slots=True)
class Verdict:
    """What tokens `[start, end)` say of a title."""

    role: Role
    start: int
    end: int


def _trait(page: Page, start: int) -> tuple[Role, int] | None:
    """ "X was so cute": what would be a wish by itself is said of a title there."""
    at = start - 1
    while page.low(at) in {
        "so",
        "really",
        "very",
        "too",
        "quite",
        "rather",
        "a",
        "bit",
    }:
        at -= 1
    return _TRAITS.at(page.lows, start) if page.low(at) in _COPULAS else None


def _has_no_object(page: Page, end: int) -> bool:
    """Whether a verb speaks of what was named before: "X I loathed", "adored it"."""
    return page.ends_clause(end) or page.low(end) in _NO_OBJECTS


_NO_OBJECTS: Final = frozenset(
    "it them that this those both very so too a at after by in with to from when because "
    "but and though although halfway midway almost immediately already twice once more "
    "less lots loads tons as for if since until before during again even all every much "
    "honestly completely totally entirely early quickly fast ages years long who on "
    "sometime around whereas while yesterday recently last".split()
)


def verdict_behind(page: Page, end: int, stop: int) -> Verdict | None:
    """What is said behind a name that ends at `end`, before the token `stop`."""
    at = past_note(page, end)
    at += page.low(at) in {":", "=", "-", "–", "—", "(", ",", "→", "?"}
    if (rated := _rating(page, at)) is not None:
        return rated
    if at < len(page) and (sign := _SIGNS.get(page.tokens[at].text[0])) is not None:
        return Verdict(sign, at, at + 1)
    if (answered := _answer(page, at, stop)) is not None:
        return answered
    at = end
    last = min(stop, end + _FARTHEST)
    while at < last:
        if page.low(at) in _EXCEPTING:
            at = _past_exception(page, at, last)
            continue
        if page.low(at) in _ASIDES and at > end:
            at = _past_aside(page, at, last)
            continue
        if page.low(at) == "(":  # what a note in brackets says, is said of it as well
            at += 1
            continue
        found = verdict_at(page, at)
        glued = at == end and found is not None and found[1] == at + 1
        made = found is not None and page.low(at) in _MAKERS and at > end
        if made and page.low(at - 1) not in _SUBJECTS:
            found = None  # somebody else made the viewer wait
        if found is not None and _of_another(page, at, found[1]):
            found = None  # "after every bad shift"
        if glued and not page.ends_clause(at + 1):
            found = None  # "a rich man poor woman romance"
        if found is not None and page.free(at, found[1]):
            return Verdict(found[0], at, found[1])
        at += 1
    return None


def verdict_over(page: Page, start: int) -> Verdict | None:
    """What the heading of a list says: "Dropped: X", "My drop pile: X"."""
    opens, sentence = start, page.tokens[start].sentence
    while (
        opens > max(0, start - _WIDEST) and page.tokens[opens - 1].sentence == sentence
    ):
        opens -= 1
    colon = next(
        (at for at in range(start - 1, opens, -1) if page.low(at) == ":"), None
    )
    if colon is None:
        return None
    seen: Verdict | None = None
    for at in range(opens, colon):
        verb = verb_at(page, at)
        found = (
            _LISTS.at(page.lows, at)
            or (None if verb is None else (verb[0], verb[2]))
            or verdict_at(page, at)
        )
        if found is None or found[1] > colon:
            continue
        said = Verdict(found[0], at, found[1])
        if said.role in ("liked", "disliked"):
            return said
        seen = seen or replace(said, role="seen")
    return seen


def past_note(page: Page, end: int) -> int:
    """Past quotation marks and a short note in brackets: "Sisyphus (ep 5)"."""
    while end < len(page) and page.tokens[end].text in "\"”'’*_»》":
        end += 1
    if page.low(end) != "(":
        return end
    for at in range(end + 1, min(end + 8, len(page))):
        if page.low(at) == ")":
            return at + 1
    return end


_MAKERS: Final = frozenset({"made", "makes", "had", "got", "left"})
_SUBJECTS: Final = frozenset(
    "it that which one really still always show drama and".split()
)


_ASIDES: Final = frozenset({"when", "whenever", "while", "if"})
_BEFORE_ANOTHER: Final = frozenset(
    "after before during on for in through at with from every each any".split()
)


def _past_aside(page: Page, at: int, last: int) -> int:
    """Past "when life is bad", which says nothing of the title."""
    at += 1
    while at < last and page.tokens[at].kind != "mark":
        at += 1
    return at


def _of_another(page: Page, start: int, end: int) -> bool:
    """Whether a verdict of one word belongs to a noun of its own: "a bad shift"."""
    if end - start > 1 or page.ends_clause(end):
        return False
    before = page.low(start - 1)
    if before in {"a", "an", "the", "my", "our"}:
        before = page.low(start - 2)
    return before in _BEFORE_ANOTHER


def _past_exception(page: Page, at: int, last: int) -> int:
    """Past "except the kidnapping plot," to what is said of the rest."""
    at += 1
    while at < last and not page.ends_clause(at) and page.low(at) not in _COPULAS:
        at += 1
    return at


_COPULAS: Final = frozenset({"was", "is", "were", "are", "made", "makes"})


def _rating(page: Page, at: int) -> Verdict | None:
    """ "9/10", "2 of 10", "4 out of 5", "5 stars"."""
    given = _number(page, at)
    if given is None:
        return None
    if page.low(at - 1) in {"=", ":"} and given <= _BEST and page.ends_clause(at + 1):
        if page.low(at + 1) not in {"/", "★"}:
            return Verdict(_graded(given / _BEST), at, at + 1)
    if page.low(at + 1) in {"star", "stars", "★"}:
        return Verdict(_graded(given / 5), at, at + 2)
    step = at + 1 + (page.low(at + 1) == "out")
    if page.low(step) not in {"/", "of"}:
        return None
    best = _number(page, step + 1)
    if best is None or not 3 <= best <= 100:
        return None
    return Verdict(_graded(given / best), at, step + 2)


def _graded(share: float) -> Role:
    if share >= _GOOD_SHARE:
        return "liked"
    return "disliked" if share <= _BAD_SHARE else "seen"


def _number(page: Page, at: int) -> float | None:
    if not 0 <= at < len(page) or page.tokens[at].kind != "number":
        return None
    try:
        return float(page.low(at).replace(",", "."))
    except ValueError:
        return None


def _answer(page: Page, at: int, stop: int) -> Verdict | None:
    """ "X no", "X: yes, apart from ...", "X a thousand times yes"."""
    for index in range(at, min(at + 5, stop, len(page))):
        role = _YES.get(page.low(index))
        if role is not None and page.ends_clause(index + 1):
            return Verdict(role, at, index + 1)
        if page.tokens[index].kind == "mark":
            return None
    return None


def denied_before(page: Page, start: int) -> int | None:
    """Where the negator stands that turns what starts at `start`, if one does."""
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        low = page.low(at)
        if page.tokens[at].kind == "mark" or low in _STOPS:
            return None
        if low in _NEGATORS:
            return at
    return None


def only_hoped(page: Page, start: int) -> bool:
    """ "I thought I'd love X", "everybody adores X": not the viewer's own verdict."""
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        low = page.low(at)
        if page.tokens[at].kind == "mark" or low in _STOPS:
            return False
        if low == "thought" and _WOULD.isdisjoint(page.words(at + 1, at + 4)):
            return False  # "I thought it was dull" is a verdict
        if low == "if" and page.low(at + 1) in {"i", "you", "we", "my", "our"}:
            return False  # "if you enjoyed X" takes it for granted
        if low in _ONLY_HOPED:
            return True
    return False


_WOULD: Final = frozenset("i'd we'd it'd would i'll might".split())
