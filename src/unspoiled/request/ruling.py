"""What is ruled out by words around it or behind it, where `negation` reads before it.

Around: "leave the medical stuff out", "keep Netflix out of it", "if Ann Lee is in it,
we're out". Behind: "revenge not", "zombies: no", "palace dramas are off the table",
"anything to do with doctors aside".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .afterthoughts import renames, takes_back
from .negation import Modifier, dislike_at, modifier_before
from .page import Page
from .tokens import Phrases

_TAKING: Final = frozenset(
    "leave leaving leaves keep keeping keeps count rule ruling cut cutting strike take "
    "taking filter weed screen sort put set throw kick boot get spare".split()
)
_AWAY: Final = Phrases.table([
    ("out of it|out of this|out of this one|out of my life|out of my picks|out of your picks|"
     "out of mine|out of my sight|out of the list|out of the mix|"
     "off the list|off the table|off my list|off my screen|away from me|out of my list|"
     "to one side|at the door|at home|on the shelf|behind|out|away|aside", True),
])  # fmt: skip
_NEVER_TAKEN: Final = frozenset(
    "me us it them care time place look turn turns up".split()
)
"""Behind such a verb, these make something else of it: "take me out of myself"."""
_WIDEST: Final = 14
"""Tokens between "leave" and "out", at most."""

_IFS: Final = Phrases.table([
    ("if|when|once|whenever|as soon as|the moment|the second|the minute|wherever|"
     "where", True),
])  # fmt: skip
_CANNOT: Final = "|".join(
    f"{who} {cannot} {watch}{it}"
    for who in ("i", "we")
    for cannot in ("can't", "cannot", "won't", "will not", "couldn't", "refuse to")
    for watch in ("watch", "see", "finish", "start", "bear", "stand", "take", "stomach")
    for it in ("", " it", " that")
)
_THEN_OUT: Final = Phrases.table([
    (_CANNOT, True),
    ("i'm out|im out|we're out|we are out|i am out|count me out|count us out|i'm off|"
     "we're off|no thanks|no thank you|no deal|forget it|i pass|we pass|i'll pass|"
     "we'll pass|skip it|leave it|leave it out|not for me|not for us|it's a no|"
     "it's a no from me|that's a no|i'm gone|we're gone|i switch off|we switch off|"
     "i turn it off|we turn it off|i'm not watching|i won't watch|we won't watch|"
     "don't bother|don't show me|don't show it|then no|i stop watching", True),
])  # fmt: skip
_OUT_IF: Final = Phrases.table([
    ("i'm out if|i'm out as soon as|i'm out the moment|we're out if|count me out if|"
     "count us out if|i'm off if|i pass if|i switch off if|i turn it off if|"
     "i won't watch if|i won't watch it if|don't show me anything if|i stop watching if|"
     "i stop watching when|i switch off when|no thanks if|skip it if", True),
])  # fmt: skip

_HEADINGS: Final = Phrases.table([
    ("must not haves|mustn't haves|don't wants|do not wants|won't haves|can't haves|"
     "a must not|must not|must nots|a must avoid|must avoid|must avoids|a no|nos|no thank yous|"
     "to be avoided|to be left out|to be skipped|to be excluded|to be kept out|not to be had|"
     "not to be shown|must not have|mustn't have|what i don't want|what we don't want|"
     "what i can't stand|things i don't want|things i hate|what to avoid|what to leave out|"
     "cannot have|can't have|nothing of|none of|red lines|hard limits against|"
     "spare me|not for me|not for us|unwelcome|forbidden|out|ruled out|zero tolerance|no tolerance|zero tolerance for|avoid|avoids|avoiding|please avoid|to avoid|things to avoid|dislikes|dislike|hates|"
     "no gos|no go|no goes|nogos|not wanted|unwanted|exclude|excluded|excluding|exclusions|"
     "without|hard no|hard nos|dealbreakers|deal breakers|dealbreaker|deal breaker|"
     "don't want|do not want|never|skip|off limits|off the table|not interested in|"
     "turn offs|turnoffs|pet peeves|can't stand|no|nothing with|veto|vetoes|banned", True),
])  # fmt: skip
"""What rules out all that follows a colon: "No-gos: love triangles, chaebols"."""

_HARD: Final = Modifier(0, against=True, hard=True, also_and=True)
_PLAIN: Final = Modifier(0, against=True, plain=True, also_and=True)
_LITTLE: Final = Modifier(0, against=True, degree=0.6, also_and=True)
_BEHIND: Final = Phrases[Modifier].table([
    ("zero|none|nil|zero please|none please|over my dead body|no way|hell no|god no|heck no|absolutely not|nope|nah|not a chance|"
     "not on my watch|not in this house|rather not|i'd rather not|we'd rather not|"
     "please don't|hard pass|pass|never again|has no business|have no business|"
     "has no business in it|has no business there|has no business being there|"
     "is the one thing i can't have|is the one thing i can't take|"
     "is the one thing i can't stand|is the one thing i won't have|"
     "gives me nightmares|give me nightmares|makes me ill|make me ill|can stay home|"
     "doesn't count|don't count|is not available|isn't available|i don't have|"
     "i haven't got|i don't have it|i haven't got it|i don't own|is none of mine|"
     "is the last thing i want|is the last thing i need|are the last thing i want|"
     "are the last thing i need|i'd like to be spared|i want to be spared|"
     "i cannot have|i can't have|i won't have|i skip|i'll skip|we skip|i avoid|we avoid|"
     "out|is out|are out|are both out|is off the table|are off the table|off the table|"
     "is off limits|are off limits|off limits|is a no|are a no|is a no go|are a no go|"
     "no go|is a no no|are a no no|is a hard no|are a hard no|is a big no|hard no|"
     "is a dealbreaker|are a dealbreaker|is a deal breaker|are a deal breaker|"
     "are dealbreakers|are deal breakers|dealbreaker|deal breaker|is a turn off|"
     "are a turn off|is not allowed|are not allowed|not allowed|aren't allowed|"
     "isn't allowed|not permitted|is forbidden|are forbidden|forbidden|is banned|"
     "are banned|banned|barred|verboten|is excluded|are excluded|excluded|excepted|"
     "aside|apart|is not an option|are not an option|isn't an option|aren't an option|"
     "not an option|is not wanted|are not wanted|not wanted|isn't wanted|aren't wanted|"
     "is unwelcome|are unwelcome|unwelcome|not welcome|is not welcome|are not welcome|"
     "isn't welcome|aren't welcome|need not apply|needn't apply|can stay away|"
     "can stay out|should stay out|should stay away|must stay out|has to stay out|"
     "have to stay out|left out|must be left out|should be left out|ruled out|"
     "is ruled out|are ruled out|not acceptable|is not acceptable|are not acceptable|"
     "is unacceptable|not please|no thanks|no thank you|thanks but no|no please|"
     "please no|please not|i won't watch|i will not watch|we won't watch|i refuse|"
     "i don't want|i do not want|we don't want|i don't need|i can do without|"
     "we can do without|not at all|nowhere near it|nowhere in sight|never|"
     "must not be in it|must not appear|must not occur|must not feature|"
     "should not appear|shouldn't appear|mustn't appear|can't appear|may not appear|"
     "i can't take|i can't handle|i can't stand|i can't bear|i can't do|i can't stomach|"
     "i can't watch|i cannot take|i cannot stand|i cannot bear|i couldn't bear|"
     "we can't take|we can't handle|we can't stand|we can't bear|we can't watch|"
     "is too much for me|are too much for me|upsets me|upset me|triggers me|trigger me|"
     "makes me sick|make me sick|is where i draw the line|i could do without|"
     "i'd rather skip|i would rather skip|i'd rather avoid|i would rather avoid|"
     "i'd rather not see|i would rather not see|has no place|have no place|"
     "is too close to home|are too close to home|hits too close to home|"
     "hit too close to home|hits close to home|cuts too close|too close to home|"
     "is more than i can take|are more than i can take|is a step too far|"
     "no|not involved|not included|not featured|not present", _HARD),
    ("low|minimal|minimum|to a minimum|at a minimum|kept low|next to nothing", _LITTLE),
    ("makes me yawn|make me yawn|bores me to tears|bore me to tears|"
     "puts me to sleep|put me to sleep|is not my idea of fun|"
     "drive me up the wall|drives me up the wall|drive me mad|drives me mad|"
     "drive me crazy|drives me crazy|drive me nuts|drives me nuts|annoy me|annoys me|"
     "bore me|bores me|irritate me|irritates me|get on my nerves|gets on my nerves|"
     "make me angry|makes me angry|ruin it for me|ruins it for me|depress me|"
     "depresses me|leave me cold|leaves me cold|do nothing for me|does nothing for me|"
     "not|bad|not good|boring|awful|not for me|not for us|is not for me|are not for me|isn't for me|"
     "aren't for me|not my thing|is not my thing|are not my thing|isn't my thing|"
     "aren't my thing|not my cup of tea|is not my cup of tea|isn't my cup of tea|"
     "aren't my cup of tea|are not my cup of tea|not our thing|isn't our thing|"
     "aren't our thing|puts me off|put me off|turns me off|turn me off", _PLAIN),
])  # fmt: skip
"""What rules out the thing that it follows, where it closes its clause."""
_CARRIED: Final = frozenset(
    "stuff thing things plot plots plotline plotlines storyline storylines story stories "
    "scene scenes element elements bit bits content trope tropes drama dramas show shows "
    "series film films movie movies kdramas productions production titles ones type "
    "types level levels amount count factor kind material themed related theme themes in it there themselves they them "
    "though on the other hand definitely absolutely however please is are that well "
    "actors actor actress".split()
)
"""Words between a thing and what rules it out: "the zombie stuff is out"."""
_LEADING: Final = frozenset({":", ",", "?", "-", "–", "—", "=", "…"})
_PARTS_IT: Final = frozenset(
    "but and or while though because since so if with then for as".split()
)


_AGAIN: Final = Phrases.table([
    ("spare me both|spare us both|spare me that|spare us that|spare me those|"
     "spare us those|spare me all that|spare me all of that|spare me the lot|"
     "none of that|none of those|none of them|none of this|none of it|none of either|"
     "no more of that|no more of those|no more of it|no more of either|enough of that|"
     "leave those out|leave both out|leave them out|leave that out|leave it out|"
     "keep those away|keep them away|keep both away|keep that away|neither of those|"
     "not those|not that|nothing like that|nothing of the sort|nothing of that sort|"
     "nothing of that kind|not again|never again|no to both|no to all of that|neither|"
     "no to either|not either|neither of them|neither of the two|neither of which|"
     "none of these|neither one", True),
])  # fmt: skip
"""What rules out, once more and plainly, what was only disliked just before."""
_BEFORE_AGAIN: Final = frozenset("so and please pls thus then therefore but".split())
_WIDEST_AGAIN: Final = 30


def ruled_out_again(page: Page) -> bytearray:
    """ "I can't stand amnesia, so none of that": where a dislike is made a condition."""
    firm = bytearray(len(page))
    for start, _, end in _AGAIN.places(page.lows):
        first = start
        while first > 0 and page.low(first - 1) in _BEFORE_AGAIN:
            first -= 1
        opens = first == 0 or page.tokens[first - 1].kind == "mark" or first < start
        if not opens or not (
            _closes(page, end, bare=False) or page.low(end) in _POLITE
        ):
            continue
        spoken_of = page.tokens[max(first - 1, 0)].sentence
        at = first
        while at > max(0, first - _WIDEST_AGAIN) and (
            page.tokens[at - 1].sentence == spoken_of
        ):
            at -= 1
        firm[at:first] = b"\1" * (first - at)
    return firm


_POLITE: Final = frozenset(
    {"please", "pls", "thanks", "thank", "ever", "again", "here"}
)


def read_rulings(page: Page) -> None:
    """Mark what stands between "leave" and "out", or behind an "if" that ends in "out"."""
    for start in range(len(page)):
        low = page.low(start)
        if (needed := _needed(page, start)) is not None:
            page.required[start:needed] = b"\1" * (needed - start)
        elif low in _TAKING or low in _GIVING:
            _mark_taken(page, start)
        elif low in {"-", "–", "−"} and _minus(page, start):
            _mark(page, start + 1, page.clause_end(start))
        elif (heading := _HEADINGS.at(page.lows, start)) is not None:
            colon = page.low(heading[1]) == ":" and _opens_heading(
                page, start, heading[1]
            )
            if colon and not renames(page, start):
                _mark(page, heading[1] + 1, _listing_end(page, heading[1]))
        elif low == ":" and _denied_heading(page, start):
            _mark(page, start + 1, _listing_end(page, start))
        elif (ahead := _out_if(page, start)) is not None:
            _mark(page, ahead, page.clause_end(start))
        elif low == "than" and _preferred(page, start):
            end = page.clause_end(start)
            _mark(page, start + 1, end)
            page.hedge[start:end] = [1.0] * (
                end - start
            )  # "I'd rather" is no maybe here
        elif page.clause_start(start) == start:
            _mark_condition(page, start)


_NOT_SO: Final = frozenset(
    "isn't aren't not no doesn't don't hasn't haven't without lacks never wasn't nobody nothing none".split()
)
_REFUSING: Final = Phrases.table([
    ("i can't|we can't|i cannot|we cannot|i won't|we won't|don't bother|i don't want|"
     "i'm not|we're not|it's no use|it's useless|it's no good|no use|no good|no thanks|"
     "no point|not interested|i'm out|we're out|count me out|forget it|skip it|i pass|"
     "i'll pass|leave it|i'm gone|i don't care|i refuse|i skip|i'll skip|no deal|"
     "it's a no|that's a no", True),
])  # fmt: skip
_LONGEST_NEED: Final = 14


def _needed(page: Page, start: int) -> int | None:
    """Where "if it isn't on Viki, ..." or "unless it's Thai, don't bother" stops requiring."""
    if page.low(start) not in {"if", "unless"} or page.required[start]:
        return None
    sentence = page.tokens[start].sentence
    denied = page.low(start) == "unless"
    for at in range(start + 1, min(start + _LONGEST_NEED, len(page))):
        if page.tokens[at].sentence != sentence:
            return None
        if denied and _REFUSING.at(page.lows, at) is not None:
            return at
        if denied and page.low(at) == "then" and page.low(start) == "if":
            return at  # "if not Korean then Japanese": either
        denied = denied or page.low(at) in _NOT_SO
    return None


_GIVING: Final = frozenset({"give", "giving"})
_MISSES: Final = Phrases.table([
    ("a miss|a wide berth|a pass|a rest|a swerve|the boot|the push|a break", True),
])  # fmt: skip


def _minus(page: Page, at: int) -> bool:
    """Whether "- kings" stands in a list that has "+ romance" as well."""
    if page.clause_start(at) != at or "+" not in page.lows:
        return False
    plus = (index for index, low in enumerate(page.lows) if low == "+")
    return any(page.clause_start(index) == index for index in plus)


_BEHIND_AWAY: Final = frozenset(
    "please pls plz thanks thank and but for if because since so this that then too "
    "completely entirely altogether though when while as i we by".split()
)


def _listing_end(page: Page, colon: int) -> int:
    """Where a list behind a heading ends: with its sentence, or at a semicolon."""
    end = colon + 1
    while end < min(colon + _LONGEST_LIST, len(page)) and page.low(end) not in {
        ";",
        "but",
    }:
        if page.tokens[end].sentence != page.tokens[colon].sentence:
            break
        end += 1
    return end


_LONGEST_LIST: Final = 40
_BEFORE_HEADING: Final = frozenset(
    "my our the a an and these some list big = -".split()
)


_DENIALS: Final = frozenset(
    "not don't never won't can't cannot isn't aren't didn't wouldn't couldn't".split()
)
_WISHED_FOR: Final = frozenset(
    "after looking want need like watch watching interested into take stand wanted needed "
    "allowed welcome invited touching keen tolerate enjoy accept having for up fond "
    "appreciate bear seeking here in mood".split()
)
_LONGEST_HEADING: Final = 7


def _denied_heading(page: Page, colon: int) -> bool:
    """ "I'm not after: amnesia", "things we won't watch: revenge"."""
    start, sentence = colon, page.tokens[colon].sentence
    while start > max(0, colon - _LONGEST_HEADING - 1) and (
        page.tokens[start - 1].sentence == sentence
    ):
        start -= 1
    words = page.words(start, colon)
    denied = next((at for at, word in enumerate(words) if word in _DENIALS), None)
    if denied is None or len(words) > _LONGEST_HEADING or words[0] in {"why", "if"}:
        return False
    behind = words[denied + 1 :]
    return bool(behind) and all(word in _WISHED_FOR | _HEADING_FILL for word in behind)


_HEADING_FILL: Final = frozenset(
    "to be a an the of at all ever is are please really very too this time any".split()
)
_PARTICLES: Final = frozenset({"out", "no", "without", "never"})


def _opens_heading(page: Page, start: int, end: int) -> bool:
    """Whether words open what stands before a colon: "out:", and not "hear me out:"."""
    if end - start > 1 or page.low(start) not in _PARTICLES:
        return True
    opens = page.clause_start(start)
    return all(word in _BEFORE_HEADING for word in page.words(opens, start))


def _mark_taken(page: Page, start: int) -> None:
    """ "Leave the medical, legal and school stuff out"."""
    if page.low(start + 1) in _NEVER_TAKEN or _AWAY.at(page.lows, start + 1):
        return
    sentence = page.tokens[start].sentence
    for at in range(start + 1, min(start + _WIDEST, len(page))):
        if page.tokens[at].sentence != sentence or page.low(at) in {"but", "because"}:
            return
        if page.low(at) in _TAKING:
            return  # the nearest verb takes it
        table = _MISSES if page.low(start) in _GIVING else _AWAY
        away = table.at(page.lows, at)
        if away is not None and page.low(at - 1) not in _NEVER_TAKEN:
            if not (page.ends_clause(away[1]) or page.low(away[1]) in _BEHIND_AWAY):
                return  # "keeps a ghost out of jail", "keep a dog out back"
            _mark(page, start + 1, at)
            return


def _out_if(page: Page, start: int) -> int | None:
    """Where what follows "I'm out if", "unless there are" begins."""
    ahead = _OUT_IF.at(page.lows, start)
    if ahead is not None:
        return ahead[1]
    if page.low(start) == "unless":
        sentence = page.tokens[start].sentence
        denied = any(
            word in _DENYING
            for word in page.words(start - 20, start)
            if page.tokens[start - 1].sentence == sentence
        )
        return None if denied else start + 1
    if page.low(start) in {"i'd", "i'll", "i", "we'd", "we'll", "we"}:
        leaving = _LEAVING.at(page.lows, start + 1)
        condition = None if leaving is None else _IFS.at(page.lows, leaving[1])
        return None if condition is None else condition[1]
    return None


_DENYING: Final = frozenset(
    "no not nothing never without don't isn't can't won't avoid skip out".split()
)
_LEAVING: Final = Phrases.table([
    ("leave the room|leave|would leave|walk out|would walk out|walk away|run|run away|"
     "switch off|would switch off|turn it off|would turn it off|stop watching|"
     "would stop watching|quit|give up|scream|go to bed|lose interest|tune out|"
     "skip it|drop it|will drop it|will quit|be out|be gone|won't watch|"
     "won't watch it|get upset|get nightmares", True),
])  # fmt: skip


def _preferred(page: Page, than: int) -> bool:
    """ "I'd sooner eat glass than watch zombies"."""
    if page.low(than + 1) not in _ENDURED:
        return False
    before = page.words(max(page.clause_start(than), than - 16), than)
    return not {"rather", "sooner"}.isdisjoint(before)


_ENDURED: Final = frozenset(
    "watch sit see endure suffer look have face another one go be spend ever put".split()
)


def _mark_condition(page: Page, start: int) -> None:
    """ "If Ann Lee is in it, we're out", "one zombie and I'm gone"."""
    found = _IFS.at(page.lows, start)
    opens = start if found is None else found[1]
    if found is None and page.low(start) not in _ANY_ONE:
        return
    closes = page.clause_end(start)
    after = closes + 1 if page.low(closes) in {",", "-", "–", ":"} else closes
    after += page.low(after) == "then"
    then = _THEN_OUT.at(page.lows, after)
    if found is not None and then is not None and page.ends_clause(then[1]):
        _mark(page, opens, closes)
        return
    for at in range(opens + 1, min(closes, opens + _WIDEST)):
        then = _THEN_OUT.at(page.lows, at)
        joined = page.low(at - 1) in {"and", "then"}
        if then is not None and (joined or found is not None):
            if _closes(page, then[1], bare=False) or page.low(at) == "don't":
                _mark(page, opens, at)
            return


_ANY_ONE: Final = frozenset({"any", "one", "a", "the", "another", "more", "even"})


def _mark(page: Page, start: int, end: int) -> None:
    page.ruled_out[start:end] = b"\1" * (end - start)


def ruling(page: Page, start: int, end: int) -> Modifier | None:
    """What rules out or weakens the words at `[start, end)`, wherever it stands."""
    return (
        modifier_before(page, start)
        or ruling_around(page, start)
        or ruling_behind(page, end)
    )


def ruling_around(page: Page, start: int) -> Modifier | None:
    """The frame that rules out what starts at `start`."""
    if not page.ruled_out[start]:
        return None
    return Modifier(start, against=True, hard=True, also_and=True)


def ruling_behind(page: Page, end: int) -> Modifier | None:
    """What closes the clause behind the words that end at `end`, and rules them out."""
    at = end
    for _ in range(5):
        leads = page.low(at) in _LEADING and at < len(page)
        found = _BEHIND.at(page.lows, at + leads)
        if found is not None and page.low(at + leads) == "no":
            taken_back = takes_back(page, found[1]) or renames(page, at + leads)
            found = None if taken_back else found
        if found is not None and _closes(
            page, found[1], bare=found[1] == at + leads + 1
        ):
            if (
                leads
                and page.low(at) == ","
                and found[0].plain
                and not _final(page, found[1])
            ):
                return None  # "Korean, not ..." goes on
            return Modifier(
                end - 1,
                against=True,
                hard=found[0].hard,
                degree=found[0].degree,
                plain=found[0].plain,
                also_and=True,
            )
        if _barred(page, at) is not None:
            return replace(_HARD, start=end - 1)
        disliked = _as_well(page, at) or _fronted(page, at + leads)
        if disliked is not None:
            return replace(disliked, start=end - 1)
        if page.low(at) not in _CARRIED:
            return None
        at += 1
    return None


_US: Final = frozenset("i i'm i've i'd we we're we've we'd".split())
_ADVERBS: Final = frozenset(
    "am are have had really so honestly just truly both all absolutely simply totally "
    "definitely quite do did was were now already frankly personally thoroughly".split()
)
_OBJECTS: Final = frozenset({"it", "them", "those", "that", "these", "both", "all"})
_SINCERELY: Final = frozenset(
    "honestly frankly personally now by already lately".split()
)


def _fronted(page: Page, at: int) -> Modifier | None:
    """ "Gangsters I've had enough of", "vampires? I'm sick of them": said of what is before."""
    if page.low(at) not in _US:
        return None
    step = at + 1
    while True:
        found = dislike_at(page, step)
        if found is not None:
            break
        if page.low(step) not in _ADVERBS:
            return None
        step += 1
    end = found[1] + (page.low(found[1]) in _OBJECTS)
    while page.low(end) in _SINCERELY:
        end += 1
    return found[0] if _closes(page, end, bare=False) else None


def _as_well(page: Page, at: int) -> Modifier | None:
    """ "Korea is out, China too": like what was ruled out at the end of the clause before."""
    if page.low(at) not in {"too", "likewise", "ditto"} or not page.ends_clause(at + 1):
        return None
    before = page.clause_start(at) - 1
    if before <= 0:
        return None
    if _BEHIND.before(page.lows, before) is not None:
        return _HARD
    said = range(max(page.clause_start(before - 1), before - _WIDEST), before)
    return next(filter(None, (_fronted(page, index) for index in said)), None)


_MUST_NOT: Final = frozenset(
    "mustn't can't cannot shouldn't oughtn't won't isn't aren't doesn't don't".split()
)
_MUST: Final = frozenset("must can should may might is are do does ought will".split())
_OCCUR: Final = frozenset(
    "be been to appear appears feature features occur occurs happen happens show turn come "
    "up allowed welcome wanted involved included present cast in it there this them any "
    "anywhere at all the of that story plot lead star main case here ever part do".split()
)
_BARELY: Final = frozenset(
    "is are isn't aren't do does don't doesn't won't will".split()
)


def _barred(page: Page, at: int) -> int | None:
    """ "Vampires mustn't", "X can't be in it": where a denial ends that closes a clause."""
    low = page.low(at)
    if low in _MUST_NOT:
        end = at + 1
    elif low in _MUST and page.low(at + 1) == "not":
        end = at + 2
    else:
        return None
    while page.low(end) in _OCCUR:
        end += 1
    bare = end <= at + 2 and page.low(end - 1) in _MUST_NOT | {"not"}
    if bare and low in _BARELY and not _contrasted(page, at):
        return None
    return end if _closes(page, end, bare=bare) else None


def _contrasted(page: Page, at: int) -> bool:
    """ "Historical is fine, fantasy isn't": what is not, where something else is."""
    words = page.words(at - 12, page.clause_start(at))
    return not {"is", "are", "fine", "ok", "okay"}.isdisjoint(words)


def _closes(page: Page, end: int, *, bare: bool) -> bool:
    """Whether a clause ends here, or its thought does: "zombies are out but ..."."""
    if page.ends_clause(end):
        return True
    tail = _TAILS.at(page.lows, end)
    if tail is not None and page.ends_clause(tail[1]):
        return True
    return not bare and page.low(end) in _PARTS_IT


_TAILS: Final = Phrases.table([
    ("in this house|in our house|in my house|in here|here|this time|this time around|"
     "tonight|today|for me|for us|with me|with us|by me|by us|at all|from my screen|"
     "altogether|entirely|completely|for now|thanks|thank you|please|ever|ever again|"
     "to me|to us|of mine|either|too|on my screen|in it|there|any more|anymore", True),
])  # fmt: skip
"""What may follow where a thing is ruled out: "banned in this house"."""


def _final(page: Page, end: int) -> bool:
    """Whether a sentence ends here."""
    return end >= len(page) or page.low(end) in {".", "!", ";", ")", "?"}
