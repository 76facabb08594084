"""Tells a recollection ("what was that film in which ...") and keeps its clues.

A recollection describes a title whose name is forgotten. What is remembered of the
story is neither a want nor a limit: it becomes `Request.clues`, in the viewer's words.
Facts are still read ("a Korean film"), but how and when the viewer saw it ("I was
eight", "on TV in the nineties") bounds the year from above at most, as a want.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from .makerwords import makers_at
from .page import HEDGED, Page
from .tokens import Phrases

Part = Literal["told", "asked", "seen", "polite"]

_NOUNS: Final = "movie|film|show|drama|series|one|kdrama|k drama|anime|cartoon"


_NOUN_SET: Final = frozenset(_NOUNS.split("|"))


def _with_nouns(*patterns: str) -> str:
    """Each pattern once for every noun that a title goes by."""
    return "|".join(
        pattern.replace("*", noun) for pattern in patterns for noun in _NOUNS.split("|")
    )


_ASKS: Final = Phrases.table([
    (_with_nouns(
        "what was that *", "what's that *", "what is that *", "what was the *",
        "what's the *", "whats that *", "whats the *", "what * is this", "what * was this",
        "what * is it", "what * was it", "what * is that", "what * was that",
        "what's this *", "what is this *", "what was this *", "which * is this",
        "which * is it", "which * was it", "which * was that", "which * is that",
        "what * am i thinking of", "name of the *", "name of this *", "name of that *",
        "name of a *", "that * where", "the * where", "that * in which", "the * in which",
        "that * with the", "that * about the", "that old * where", "that old * with",
        "that old * about", "remember a *", "remember the *", "remember this *",
        "remember that *", "recall a *", "recall the *", "find a * i", "find a * that i",
        "find this *", "find the * where", "find an old *", "find a * where",
        "find that *", "identify a *", "identify this *", "identify the *",
        "looking for a * i saw", "looking for a * i watched", "looking for a * i remember",
        "looking for a * that i saw", "looking for a * that i watched",
        "looking for an old * i", "looking for this *", "looking for that *",
        "searching for a * i", "searching for this *", "help finding this *",
        "help finding a *", "help me find a *", "help me remember a *",
        "a * i once saw", "a * i saw once", "title of the *", "title of this *",
        "title of that *", "title of a *", "called that *", "that * has",
        "there was this *", "there was that *", "there was a *", "there's this *",
        "there is this *", "there's a * where", "there is a * where",
        "which * had", "what * had", "which * featured", "which * features", "which * was it",
        "which was the *", "which is the *", "what * was the one", "which * is the one",
        "what's this * called", "which * did i", "what * did i", "which * am i",
        "find the *", "id a *", "id this *", "described a *", "saw the end of a *",
        "saw part of a *",
      )
     + "|for the life of me|trying to id|what is this from|saw the end of the|"
     "which show has|which drama has|which movie has|which film has|which series has|"
     "제목이|제목 뭐|제목이 뭐|제목 좀|제목을|뭐였죠|뭐였지|뭐더라|뭐였더라|"
     "what is the name of|what's the name of|what was the name of|"
     "trying to remember|trying to recall|trying to figure out the name|"
     "trying to figure out what|trying to think of|trying to place|can't remember the name|"
     "can't remember the title|cannot remember the name|cannot remember the title|"
     "can't recall the name|can't recall the title|can't remember what it was called|"
     "can't remember what it's called|don't remember the name|don't remember the title|"
     "do not remember the name|do not remember the title|don't remember what it was called|"
     "forgot the name|forgot the title|forgotten the name|forgotten the title|"
     "forget the name|forget the title|forgot what it was called|forgot what it's called|"
     "don't know the name|don't know the title|never knew the name|never caught the name|"
     "never caught the title|never got the name|what it was called|what it's called|"
     "what it is called|does this ring a bell|ring a bell|ring any bells|rings a bell|"
     "rings any bells|tip of my tongue|tip of the tongue|tomt|can't for the life of me|"
     "help me find|help me identify|help me remember|help me figure out|help identifying|"
     "does anyone remember|anyone remember|does anybody remember|anybody remember|"
     "does anyone know what|anyone know what|anyone know the name|does anyone know the|"
     "do you know what movie|do you know which|does anyone recognize|anyone recognize|"
     "does anyone recognise|anyone recognise|does this sound familiar|sound familiar|"
     "sounds familiar|what am i thinking of|been driving me crazy|been driving me nuts|"
     "driving me crazy|driving me nuts|drives me crazy|is driving me mad|"
     "bugging me for|been bugging me|been looking for this|been searching for this|"
     "been trying to find|been trying to remember|looking for the name|looking for the title|"
     "help me out|need the name|want to find it again|find it again|name escapes me|title escapes me|"
     "escapes me", True),
])  # fmt: skip
"""What asks for a title that was seen, never for one to see next."""
_MEMORIES: Final = Phrases.table([
    ("i remember|i recall|i only remember|i vaguely|vaguely remember|vaguely recall|"
     "remember seeing|remember watching|recall seeing|recall watching|i do remember|"
     "i can remember|i can't remember|i cannot remember|i don't remember|"
     "don't even remember|i do not remember|all i remember|all i can remember|"
     "can only remember|i also remember|i seem to remember|i distinctly|remembers|"
     "i think it was|i believe it was|it was maybe|it may have been|it might have been|"
     "pretty sure it was|my memory|from memory|if memory serves|if i remember|if i recall|iirc|"
     "i saw this|i saw it|saw this|saw it|i saw a|i saw an|i watched this|i watched it|"
     "watched this|watched it|i watched a|i watched an|i once saw|i once watched|"
     "saw a movie|saw a film|seen this|as a kid|as a child|when i was|years ago|"
     "my childhood|when i saw it|when i watched it|i was little|i was young|"
     "i was a kid|growing up|i must have been|it's vague|vague memory|vague memories|"
     "faint memory|can't remember|don't remember", True),
])  # fmt: skip
"""What tells of seeing or remembering; in a request it may be said of a liked title."""
_REQUESTS: Final = Phrases.table([
    ("recommend|recommendation|recommendations|recommended|suggest me|suggest a|suggest some|"
     "suggestions for|something like|anything like|something similar|anything similar|"
     "in the mood|craving|want to watch|want something|need something|looking for something|"
     "looking for some|looking for anything|shows like|movies like|films like|dramas like|"
     "should i watch|what to watch|give me|gimme|show me|i want|i need|i'd like|"
     "i would like|more like|prefer|want a|need a|we want|we need|ideally|preferably|"
     "for tonight|please no|no more than|any good|nothing too|not too|what's good|"
     "what is good|what else|something with|anything with|fans of|tonight|at most|"
     "now a|now an|now something|please without|without any|next a|next something|"
     "or less|or later|or fewer|instead please|story please|drama please", True),
])  # fmt: skip
"""What asks for something to see next."""
_NO_REQUESTS: Final = Phrases.table([
    ("i want to say|i want to know|i want to find|i need to know|i need to find|i need help|"
     "something like that|something like this|or something like|anything like that|"
     "i would like to know|i'd like to know|i'd like to find|i want to remember|"
     "something similar to that|or something similar|i want to rewatch|i want to see it|"
     "i want to watch it again|i need your help|i would like to find|want to re watch|"
     "something like it|not something like", True),
])  # fmt: skip
_LIKENED: Final = Phrases.table([
    ("something like|anything like|similar to|more like|shows like|dramas like|like the|"
     "like that|recommend|looking for something|in the mood|want something", True),
])  # fmt: skip
"""What likens another to "the one where ...", so that nothing is sought by it."""
_SEEN: Final = Phrases.table([
    ("i saw|i've seen|i have seen|i had seen|i seen|i watched|i've watched|"
     "i had watched|i have watched|we saw|we watched|we rented|i rented|i caught|"
     "i first saw|i first watched|i once saw|i once watched|i last saw|i only saw|"
     "i probably saw|i must have seen|i would have seen|i think i saw|i must have watched|"
     "i remember watching|i remember seeing|i recall watching|i recall seeing|"
     "remember watching|remember seeing|when i was|i was about|i was around|i was like|"
     "i was probably|i was maybe|i was little|i was young|i was a kid|i was a child|"
     "i was in|i must have been|i would have been|as a kid|as a child|as a teenager|"
     "as kids|my childhood|growing up|years ago|years back|my dad|my mom|my mum|my father|"
     "my mother|my parents|my brother|my sister|my grandma|my grandpa|my grandmother|"
     "my grandfather|my teacher|my uncle|my aunt|my cousin|my friend|my grandparents|"
     "at school|in school|in class|in elementary school|in middle school|in high school|"
     "on tv|on television|on vhs|on cable|on dvd|on the tv|on hbo|on netflix|"
     "on a plane|in theaters|in theatres|in the cinema|in the theater|at the cinema|"
     "saw this|saw it|watched it|watched this|seen this|seen it|showed us|showed me|"
     "a while ago|long time ago|a while back|rented it|used to watch|have watched this",
     True),
])  # fmt: skip
"""What tells how, where or when the viewer saw it."""
_POLITE: Final = Phrases.table([
    ("thanks|thank you|thx|please help|any help|appreciate|appreciated|edit :|"
     "hello|hi|hi all|hey|hey everyone|hi everyone|hi guys|hey guys|solved|help please|"
     "anything helps|sorry|good luck|cheers|please and thank|help me|tl|any ideas|"
     "any idea|any suggestions|this has been|here goes|here's what|here is what|"
     "here's everything|that's all|that is all|i know it's|not much to go on", True),
])  # fmt: skip
_FILM: Final = frozenset({"movie", "film", "movies", "films"})
_LEADING: Final = frozenset(
    "that where in which about with of and but is was who called : , - ; so it's".split()
)
_LINKS: Final = frozenset({"where", "which", "about", "with", "that", "who"})
_LEAST_LONG: Final = 50
"""Words from which a text that remembers much is a memory, though it wishes as well."""
_LEAST_STORY: Final = 24
"""Words from which a text that wishes for nothing and tells a story is a memory."""
_LEAST_TWO: Final = 8
"""Words of the shortest memory in two sentences."""
_LEAST_TOLD: Final = 2
"""Words of the shortest clue."""
_STORY: Final = frozenset(
    "he she they his her him them himself herself their man woman boy girl guy men women "
    "guys boys girls kid kids father mother wife husband son daughter people someone "
    "character characters teens teenagers friends couple family scene main who whose".split()
)
_DOUBTS: Final = Phrases.table([
    ("i want to say|sure|must be|must of been|had to be|had to have been|"
     "should be|someone like|somebody like|or someone|similar to|maybe even|"
     "of course|i'd say|i would say|pretty sure|fairly sure|fairly certain|"
     "pretty certain|almost certain|i'm sure|not sure|not certain|not 100|unsure|"
     "might have been|may have been|could have been|must have been|"
     "would have been|most likely|likely|or something|or so|something like|iirc|"
     "if i recall|if i remember|if memory serves|i feel like|seems like|"
     "seemed like|seemed to be|i assume|i imagine|i suspect|looked like|"
     "looks like|feels like|felt like|don't remember|can't remember|don't know|"
     "i'm guessing|my guess|guess|guessing|somewhere between|somewhere around|"
     "sometime|sometime in|possibly|vaguely|somewhat|kind of|kinda|sort of|maybe|"
     "perhaps|probably|i think|i believe|might be|may be|could be|can't recall|"
     "at least i|as far as i|afaik|if not|or maybe|that much i know|that's all i know|"
     "if i'm not mistaken|unless i'm mistaken|i'm fairly sure|i'm quite sure", True),
])  # fmt: skip
"""What makes a fact of a recollection no more than a guess."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    part: Part


def read_recollection(page: Page) -> None:
    """Note the clues, where the request looks for a title that was seen once."""
    if page.turns_taken or not _is_recollection(page):
        return
    page.recalls = True
    for start, end in _sentences(page):
        _read_sentence(page, start, end)


def _is_recollection(page: Page) -> bool:
    if _asks(page) or _asks_for_name(page) or _points(page):
        return True
    words = sum(token.kind == "word" for token in page.tokens)
    told = sum(low in _STORY for low in page.lows)
    memories = _count(page, _MEMORIES)
    wishes = _count(page, _REQUESTS) - _count(page, _NO_REQUESTS)
    if wishes > 0:
        return memories > 1 and words >= _LEAST_LONG and told > 2
    conditions = not _ASKED_FOR.isdisjoint(page.lows) or _by_maker(page)
    if memories < 2 and conditions:
        return False  # "I remember nothing else" of a request for 20 episodes
    if memories and words >= _LEAST_TWO and len({t.sentence for t in page.tokens}) > 1:
        return True
    if memories:
        about = any(low in {"where", "about", "which"} for low in page.lows)
        return memories > 1 or told > 0 or about or words >= _LEAST_STORY
    return words >= _LEAST_STORY and told >= 2 and _ASKED_FOR.isdisjoint(page.lows)


def _by_maker(page: Page) -> bool:
    """ "What did the guy who directed X make": asked by who made it, not remembered."""
    return any(
        (found := makers_at(page.lows, at)) is not None
        and found[0] in (("director",), ("writer",))
        for at in range(len(page))
    )


_WHERE: Final = frozenset({"where", "which", "whose", "wherein"})
_NAMING: Final = frozenset(
    {"title", "name", "called", "titled", "named", "제목", "제목이"}
)
_ASKED_WITH: Final = frozenset(
    "what what's whats which ? please anyone anybody know tell forgot forgotten forget "
    "can't remember recall its it's nga ano was is".split()
)
_BEST: Final = frozenset({"best", "most", "better", "good", "great", "no", "any"})
_POINTING: Final = frozenset({"the", "that", "this", "those"})
_INDEFINITE: Final = frozenset(
    "a an any some something anything another more other every each no similar like such".split()
)
_ASKED_FOR: Final = frozenset(
    "please instead max maximum minimum episodes eps hours minutes under finished "
    "completed airing netflix viki streaming".split()
)
"""Words of conditions, which a story told from memory hardly has."""
_LONGEST_ASKING: Final = 9
"""Tokens of the longest clause that does nothing but ask for the name."""
_TO_LINK: Final = 14
"""Tokens from "the one" within which "where" tells the story: "with X, ten episodes,"."""


def _asks(page: Page) -> bool:
    """Whether a phrase asks for a title seen once; "which show has the best music" no."""
    return any(
        _BEST.isdisjoint(page.words(end, end + 2)) and page.low(start - 1) != "like"
        for start, _, end in _ASKS.places(page.lows)
    )


def _asks_for_name(page: Page) -> bool:
    """ "There was a Korean series in which ...", "... Title?", "drama with X where"."""
    for start, end in _clauses(page):
        if _only_asks(page, start, end):
            return True
    for at in range(len(page)):
        if page.low(at) in {"there", "there's"} and any(
            word in _NOUN_SET for word in page.words(at + 1, at + 8)
        ):
            return any(word in _WHERE for word in page.words(at + 2, at + 11))
    return _names_who_and_what(page)


def _clauses(page: Page) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(page) + 1):
        if index == len(page) or page.tokens[index].clause != page.tokens[start].clause:
            yield start, index
            start = index


def _only_asks(page: Page, start: int, end: int) -> bool:
    """Whether a clause only asks for the name: "what's that called", "title pls"."""
    words = page.words(start, end)
    if len(words) > _LONGEST_ASKING or _NAMING.isdisjoint(words):
        return False
    return len(words) < 3 or not _ASKED_WITH.isdisjoint(words)


def _points(page: Page) -> bool:
    """ "The Netflix one where ...", "that drama with X in which ...", "thai one where"."""
    if any(True for _ in _LIKENED.places(page.lows)):
        return False
    for start, end in _sentences(page):
        found = _lead(page, start, end)
        if found is None:
            continue
        noun = found[0]
        ahead = page.words(max(start, noun - 5), noun)
        if not _NAMING.isdisjoint(ahead):
            return True
        if any(word in _INDEFINITE for word in ahead):
            continue
        pointed = any(word in _POINTING for word in ahead)
        if pointed or (page.low(noun) == "one" and ahead) or _old(ahead):
            return True
    return False


def _old(words: list[str]) -> bool:
    return bool(words) and words[0] == "old"


def _lead(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence names what is sought, and the link from which it tells of it."""
    for noun in range(start, min(end, start + _TO_LINK)):
        if page.low(noun) not in _NOUN_SET:
            continue
        for link in range(noun + 1, min(end, noun + _TO_LINK)):
            if page.low(link) in _WHERE:
                return noun, link
            if page.low(link) in _TELLING:
                break
    return None


_TELLING: Final = frozenset({"has", "had", "about", "who", "what"})
"""Words behind which the story has begun already."""


def _names_who_and_what(page: Page) -> bool:
    """ "Drama with Park Bo-young where a timid assistant ...": a title that is known."""
    words = page.words(0, 3)
    if (
        not words
        or words[0] not in _NOUN_SET
        or words[1:2] not in (["with"], ["starring"])
    ):
        return False
    capital = len(page) > 2 and page.tokens[2].capital
    return capital and any(word in _WHERE for word in page.words(3, 9))


def _count(page: Page, table: Phrases[bool]) -> int:
    count = reached = 0
    for start, _, end in table.places(page.lows):
        if start >= reached:
            count, reached = count + 1, end
    return count


def _sentences(page: Page) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(page) + 1):
        if (
            index == len(page)
            or page.tokens[index].sentence != page.tokens[start].sentence
        ):
            yield start, index
            start = index


def _read_sentence(page: Page, start: int, end: int) -> None:
    goes_on = start > 1 and page.viewing[start - 1] and _only_facts(page, start, end)
    if goes_on or any(_SEEN.at(page.lows, at) for at in range(start, end)):
        page.viewing[start:end] = b"\1" * (end - start)
    if any(_DOUBTS.at(page.lows, at) for at in range(start, end)) or _doubted(
        page, start, end
    ):
        for index in range(start, end):
            page.hedge[index] = min(page.hedge[index], HEDGED)
    if (lead := _lead(page, start, end)) is not None:
        _keep_story(page, lead[1] + 1, end)
        return
    if (asked := _korean_asking(page, start, end)) is not None:
        _keep_story(page, start, asked)
        return
    told: list[_Stretch] = []
    for stretch in _stretches(page, start, end):
        if stretch.part != "told":
            _keep(page, told)
            told = []
        if stretch.part in ("told", "asked", "seen"):
            told.append(stretch)
        if stretch.part != "told":
            _keep(page, told)
            told = []
    _keep(page, told)


def _korean_asking(page: Page, start: int, end: int) -> int | None:
    """Where a Korean sentence stops telling and asks: "... 드라마 제목이 뭐였죠"."""
    for at in range(start, end):
        if page.low(at).startswith(("제목", "뭐였", "뭐더라", "무슨")) and at > start:
            noun = page.low(at - 1).startswith(("드라마", "작품", "영화", "한드", "거"))
            return at - noun
    return None


def _keep_story(page: Page, start: int, end: int) -> None:
    """Note what a sentence tells behind "the one where", without what asks at its end."""
    opens = page.clause_start(end - 1)
    while opens > start and _says_nothing(page, opens, end):
        end = opens
        opens = page.clause_start(end - 1)
    while end > start and _is_edge(page, end - 1):
        end -= 1
    if end - start >= _LEAST_TOLD:
        page.notes.clues.append(page.raw(start, end))


def _says_nothing(page: Page, start: int, end: int) -> bool:
    """Whether a clause asks, thanks or doubts, and tells nothing of the story."""
    if end - start == 1:
        return True
    if _only_asks(page, start, end):
        return True
    words = sum(token.kind != "mark" for token in page.tokens[start:end])
    for at in range(start, end):
        for table in (_ASKS, _POLITE, _DOUBTS):
            found = table.at(page.lows, at)
            if found is not None and words - (found[1] - at) <= _MOST_BESIDE:
                return True
    return False


_MOST_BESIDE: Final = 3
"""Words beside a doubt or thanks in a clause that tells nothing else."""


def _doubted(page: Page, start: int, end: int) -> bool:
    """ "French (?)", "1990s?": a mark that makes a fact a guess."""
    return any(
        (page.low(at) == "?" and page.low(at - 1) == "(") or page.low(at) == "~"
        for at in range(start, end)
    )


def _stretches(page: Page, start: int, end: int) -> Iterator[_Stretch]:
    """The clauses of a sentence, each with what it does."""
    begin = start
    for index in range(start + 1, end + 1):
        if index == end or page.tokens[index].clause != page.tokens[begin].clause:
            yield _stretch(page, begin, index)
            begin = index


def _stretch(page: Page, start: int, end: int) -> _Stretch:
    """A clause; of one that asks, only what follows the asking is told."""
    last = start
    part: Part = "told"
    at = start
    while at < end:
        for table, name in ((_ASKS, "asked"), (_SEEN, "seen"), (_POLITE, "polite")):
            found = table.at(page.lows, at)
            if found is not None:
                part = name if part in ("told", name) else part  # type: ignore[assignment]
                last, at = min(found[1], end), found[1] - 1
                break
        at += 1
    if part == "told":
        facts = _only_facts(page, start, end) or _says_nothing(page, start, end)
        return _Stretch(end if facts else start, end, "seen" if facts else "told")
    if part == "polite":
        return _Stretch(start, end, "polite")
    link = next((at for at in range(start, end) if page.low(at) in _LINKS), None)
    if part == "seen" and (link is None or link < start + 2):
        return _Stretch(end, end, "seen")
    if part == "seen" and link is not None:
        last = link
    elif page.low(last - 1) in _LINKS:
        last -= 1
    return _Stretch(last, end, part)


_FACT_WORDS: Final = frozenset(
    "it was is it's i think believe guess maybe perhaps probably and from the a an in or "
    "title name around about made released of pretty sure be might have been may either "
    "korean japanese chinese american british french indian thai german italian spanish "
    "nineties eighties seventies sixties noughties s early late mid old older movie film "
    "show drama series before after since until one netflix tvn that much know black white color colour not sure hollywood released if but".split()
)


_MAKING: Final = frozenset({"directed", "written", "starring", "made", "by"})


def _only_facts(page: Page, start: int, end: int) -> bool:
    """Whether a clause tells nothing but facts: "I think it was Japanese"."""
    if page.low(start) in _MAKING and end - start <= _LONGEST_ASKING:
        return True
    return all(
        token.kind != "word" or token.low in _FACT_WORDS
        for token in page.tokens[start:end]
    )


def _keep(page: Page, told: list[_Stretch]) -> None:
    """Note neighbouring stretches as one clue, without the words that lead to it."""
    if not told:
        return
    start, end = told[0].start, told[-1].end
    if told[0].part != "told":
        start = _past_lead(page, start, end)
    while start < end and _is_edge(page, start):
        start += 1
    while end > start and _is_edge(page, end - 1):
        end -= 1
    if sum(token.kind != "mark" for token in page.tokens[start:end]) >= _LEAST_TOLD:
        page.notes.clues.append(page.raw(start, end))


def _past_lead(page: Page, start: int, end: int) -> int:
    """Past the words that lead from the asking to the story: "a film about"."""
    noun = next(
        (at for at in range(start, min(end, start + 6)) if page.low(at) in _NOUN_SET),
        None,
    )
    if noun is not None and _only_facts(page, start, noun):
        start = noun + 1
    while start < end and page.low(start) in _LEADING:
        start += 1
    return start


def _is_edge(page: Page, index: int) -> bool:
    token = page.tokens[index]
    return token.kind == "mark" and token.text not in "\"“”'()"
