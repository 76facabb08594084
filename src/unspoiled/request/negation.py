"""What stands before a word and turns or weakens it: "no", "not too", "a little"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .page import Page
from .tokens import Phrases


@dataclass(frozen=True, slots=True)
class Modifier:
    """How what follows is meant; `start` is where the modifier begins.

    `hard`: plainly ruled out ("no", "without"). `plain`: denied without a degree
    ("not sad"): hard for a name or a country, an avoid for a facet.
    """

    start: int
    against: bool = False
    hard: bool = False
    plain: bool = False
    degree: float = 1.0
    also_and: bool = False
    """Whether it reaches over "and": "without X and Y" denies both."""


@dataclass(frozen=True, slots=True)
class _Kind:
    against: bool = False
    hard: bool = False
    plain: bool = False
    degree: float = 1.0
    also_and: bool = False


_RULED_OUT = _Kind(against=True, hard=True)
_WITHOUT = _Kind(against=True, hard=True, also_and=True)
_DENIED = _Kind(against=True, plain=True)
_DISLIKED = _Kind(against=True, also_and=True)
_LESS = _Kind(against=True, degree=0.6)

_MODIFIERS: Final = Phrases.table([
    ("no|no way|zero|neither|nobody|no one|none of them|neither of them|anyone but|anybody but|"
     "anywhere but|any country but|any network but|any actor but|any actress but|"
     "everything but|anything that isn't|anything which isn't|deal breaker|not any|no more|please no|absolutely no|without a single|not a single|"
     "not one|nothing from|nothing on|outside|outside of|not from|not on|not in|"
     "not via|never|definitely no|definitely not|absolutely not|strictly no|"
     "not made in|under no circumstances|hard no to|no to|"
     "hard pass on|pass on|skip the|skip", _RULED_OUT),
    ("nix|nix the|nixing|scrap the|veto|vetoing|bin the|down with|say no to|"
     "saying no to|said no to|i say no to|can't stand|cannot stand|couldn't stand|can't take|cannot take|can't handle|"
     "cannot handle|can't deal with|had it with|sworn off|swear off|swearing off|swore off|"
     "given up on|giving up on|gave up on|far away from|steer me away from|steer me off|steer us off|keep me off|"
     "steering clear of|be spared|spared|do without|does without|a phobia of|"
     "skip everything with|skip anything with|skip all|"
     "except when it's|except if it's|except where it's|except when there's|"
     "without|free of|free from|nothing with|nothing about|nothing involving|"
     "don't want|do not want|don't want any|don't need|dont want|avoid|avoiding|"
     "please avoid|none of|must not have|must not be|mustn't be|mustn't have|"
     "excluding|except|except for|anything but|anything except|other than|apart from|"
     "besides|minus|leave out|not with|cannot have|can't have|cant have|doesn't have|"
     "does not have|don't have|do not have|doesn't contain|does not contain|"
     "doesn't involve|does not involve|doesn't include|doesn't feature|sans|exclude|"
     "don't give me|do not give me|don't recommend|do not recommend|don't suggest|"
     "do not suggest|don't show me|do not show me|no shows with|no dramas with|no series with|"
     "no shows about|no dramas about|haven't got|not starring|not featuring|"
     "not by|not directed by|not written by|nothing starring|nothing by|devoid of|"
     "loathe|loathes|detest|detests|abhor|abhors|despise|can't abide|cannot abide|"
     "can't bear|cannot bear|no appetite for|no interest in|no time for|no tolerance for|"
     "no use for|no love for|nothing to do with|leave out|leaving out|rule out|"
     "ruling out|cut out|filter out|keep out|keeping out|spare me|spare us|ditch|"
     "hold the|lose the|barring|bar|save for|aside from|not a single one with|"
     "zero tolerance for|zero interest in|no patience with|keep away from|keep clear of|"
     "keep me away from|stay clear of|stay off|keep off|a ban on|"
     "won't watch|will not watch|refuse to watch|steer clear of|stay away from",
     _WITHOUT),
    ("not|isn't|aren't|is not|are not|nothing|nor|non|not a|not an|no longer|"
     "shouldn't be|should not be|can't be|cannot be|don't be|wasn't|weren't|"
     "not be|rather not|by no means|in no way|far from|nowhere near|not in the least|"
     "the opposite of|opposite of|the very opposite of|not remotely|not the least bit|not in any way|no kind of|thats not|that's not|that isn't|that is not|which isn't", _DENIED),
    ("don't care for|do not care for|don't care about|doesn't care about|not fond of|"
     "don't fancy|not crazy about|not wild about|no use for|no time for|no interest in|"
     "not interested in|can do without|could do without|a break from|break from|"
     "a rest from|relief from|antidote to|the antidote to|after all that|after all the|"
     "after so much|after too much|enough with the|the last thing i need is|"
     "last thing i want is|done with|through with|so over|fed up of|up to here with|"
     "burned out on|burnt out on|overdosed on|weary of|hate|hating|tired of|so tired of|sick of|don't like|do not like|dont like|"
     "doesn't like|dislike|not a fan of|no fan of|not a big fan of|not into|"
     "not really into|bored of|bored with|bored by|fed up with|"
     "cannot stand|not in the mood for|enough of|had enough of|"
     "don't care for|do not care for|doesn't care about|enough with|enough with the|"
     "zero patience for|don't enjoy|do not enjoy|don't love|can't do|instead of|rather than|"
     "i'm over|had my fill of|didn't like the|hated the|hated how|annoyed by|"
     "hates|dislikes|doesn't enjoy|doesn't care for|no patience for|allergic to|"
     "bored when it is|bored when it's|bored if it is|bored if it's|bored when things are|"
     "can't take|not up for|not keen on|"
     "won't enjoy|not looking for|not feeling like|too much of", _DISLIKED),
    ("nothing as|nothing quite as|nothing nearly as|nothing near as|not nearly as|"
     "not too|not so|not overly|not very|not super|not that|not particularly|not as|"
     "not really|not all that|not extremely|not exactly|nothing too|nothing overly|"
     "nothing very|nothing super|nothing so|without being too|without being|"
     "without getting too|isn't too|isn't very|isn't so|isn't overly|aren't too|"
     "without too much|without much|without a lot of|without all the|"
     "not too much|not much|not a lot of|not many|not too many|too|way too|"
     "a bit too|a little too|too much|too many|less|much less|a lot less|fewer|"
     "lesser|far less|not quite as|not quite so|not as much|"
     "not completely|not constantly|not always|not all|toned down|"
     "don't want too much|don't want anything too|nothing that's too|not be too|"
     "as little|very little|little|the least|as few|"
     "shouldn't be too|can't be too|minimal|little to no|little or no|next to no|almost no|virtually no|practically no|hardly any|"
     "barely any|scarcely any|low on|light on|"
     "easy on the|go easy on|go light on|sparing with|sparing on|not heavy on|"
     "not big on|doesn't need much|don't need much|not one bit too|only a minimum of|"
     "as few as possible of",
     _LESS),
    ("can't get enough of|cannot get enough of|never get enough of|"
     "can never get enough of|no end of|nothing beats|nothing like|never tire of|"
     "never tired of|never get tired of|can't resist|very|really|super|extremely|truly|so|incredibly|properly|genuinely|thoroughly|"
     "lots of|plenty of|full of|a lot of|tons of|packed with|loads of|heavy on|"
     "big on|more|much more|a lot more|totally|absolutely|deeply|utterly|"
     "some|as much|the more|insanely|seriously|lots and lots of|strong|high", _Kind()),
    ("a little something|a little bit of something", _Kind()),
    ("a bit more|a little more|slightly more|somewhat more|a touch more|a tad more|"
     "a little bit more|a shade more|a smidge more|just a little|just a bit|"
     "a bit more of|a little more of|a little|a bit|a bit of|slightly|somewhat|a touch of|a touch|kind of|"
     "kinda|sort of|a hint of|a little bit|a little bit of|a dash of|mildly|"
     "lightly|a tiny bit|a tiny bit of|a pinch of|a sprinkle of|a splash of|a smidge of|just a smidge of|a smidgen of|a whiff of|"
     "a drop of|a trace of|an ounce of|a sprinkling of|a spoonful of|a shot of|"
     "a small dose of|a little of|mild|tad|a tad|vaguely", _Kind(degree=0.4)),
    ("quite|pretty|fairly|rather|reasonably|mostly|generally|relatively|moderately|"
     "decently|a good amount of|a fair bit of|enough", _Kind(degree=0.8)),
])  # fmt: skip

_SETS: Final = (
    "country", "countries", "land", "nation", "place", "network", "channel", "station",
    "service", "platform", "streamer", "language", "genre", "kind", "sort", "actor",
    "actress", "director", "writer", "setting", "subject", "topic",
)  # fmt: skip
_ALL_BUT: Final = Phrases.table([
    (f"{every} {what} {but}", _RULED_OUT)
    for every in ("any", "every", "all", "each", "whichever", "whatever")
    for what in (*_SETS, *(f"{word}s" for word in _SETS))
    for but in ("but", "save", "bar", "barring", "except", "except for", "save for",
                "other than", "apart from", "excluding", "besides", "minus", "only not")
])  # fmt: skip
"""What leaves out one of all: "any country but", "every genre except"."""


def dislike_at(page: Page, at: int) -> tuple[Modifier, int] | None:
    """A phrase of dislike that opens at `at`, and where it ends: "tired of", "can't bear"."""
    found = _MODIFIERS.at(page.lows, at)
    if found is None or not (found[0].against and found[0].also_and):
        return None
    return _as_modifier(found[0], at), found[1]


_FILL: Final = frozenset(
    "a an any the more of with that is are being be anything something to have has "
    "contain contains involving from on in made by other kind sort shows dramas series "
    "those these overly at all about your its his her their it where who too".split()
)
_NEGATORS: Final[dict[str, _Kind]] = {
    **dict.fromkeys("no never nothing nobody none without".split(), _RULED_OUT),
    **dict.fromkeys(
        "not nor isn't aren't wasn't weren't can't cannot couldn't shouldn't mustn't "
        "wouldn't won't oughtn't".split(),
        _DENIED,
    ),
    **dict.fromkeys(
        "refuse refuses refusing don't doesn't didn't hasn't haven't neither".split(),
        _WITHOUT,
    ),
}
"""Words that deny what the verbs behind them bring: "where they don't do revenge"."""
_CARRIERS: Final = frozenset(
    "likes enjoys loves cares wants watches here us do does doing did done feature features featuring featured involve involves "
    "include includes including show showing deal deals dealing revolve revolves "
    "around centre centres center centers go goes going near anywhere touch touches into "
    "use uses containing set run runs running air airs aired airing broadcast "
    "broadcasts stream streams streaming star stars starring produced come comes came "
    "anyone anybody somebody someone something directed written play plays played "
    "appear appears become becomes turn turns ever even actually want need needs see "
    "watch give get gets show my me us being part kinds types sorts plots scenes been "
    "sit through suffer endure stomach bear stand tolerate handle take put rely relies "
    "depend depends hinge hinges adapted based taken got make makes made allow allowed "
    "begin start starting touch travel revolving relying have having remotely single whatever "
    "hear by series stories show drama dramas title titles film films movie movies "
    "that's which out life once originally grown drawn who would could might currently named called as the name of any kinda kdramas stuff things one ones".split()
)
"""Words that a denial reaches over, but a degree does not."""
_NO_ADJECTIVE: Final = frozenset(
    "but and or idea thanks problem time matter one need i you he she we they it its "
    "seen watched mind afraid scared against doubt been tried had heard this when while because then so as if please want wants like just only".split()
)
"""Words that part a negation from what follows, so that it does not reach over them."""


def modifier_before(
    page: Page, start: int, *, adjective: bool = False
) -> Modifier | None:
    """The modifier of what starts at `start`, over fillers such as "any".

    `adjective` lets one more word stand between: "no silly love triangle".
    """
    if start < len(page) and page.required[start]:
        return None
    return _phrase_before(page, start, adjective=adjective) or _verb_before(page, start)


def _verb_before(page: Page, start: int) -> Modifier | None:
    """A denial with verbs between: "in which nobody ...", "they don't do ..."."""
    for at in range(start - 1, max(-1, start - 9), -1):
        if page.claimed[at] or not _near(page, at, start):
            return None
        low = page.low(at)
        kind = _NEGATORS.get(low)
        if kind is _DENIED and low in _UNWILLING and _endured(page, at, start):
            kind = _WITHOUT
        if kind is _RULED_OUT and not _LIKING.isdisjoint(page.words(at + 1, start)):
            return _as_modifier(_DISLIKED, at)  # "nobody here likes horror"
        if kind is not None:
            asks = page.low(at - 1) in _ASKING or page.low(at + 1) in _NOT_DENIED
            asks = asks and not low.startswith("refus")
            if asks and page.words(at - 1, at + 2) == ["ought", "not", "to"]:
                return _as_modifier(_WITHOUT, at - 1)
            return None if asks else _as_modifier(kind, at)
        if low in {"or", "nor"} and page.low(at + 1) in _ANY:
            return _far_negator(page, at)
        if low not in _FILL and low not in _CARRIERS and not _is_verb(page, at):
            return None
    return None


_LIKING: Final = frozenset({"likes", "enjoys", "loves", "cares", "wants", "watches"})
_RELATIVES: Final = frozenset({"that", "which", "who", "would", "could", "might"})


def _is_verb(page: Page, at: int) -> bool:
    """Whether an unknown word is the verb of "nothing that grew out of a webtoon"."""
    return page.low(at - 1) in _RELATIVES and page.tokens[at].kind == "word"


_UNWILLING: Final = frozenset("won't can't cannot couldn't wouldn't not".split())
_ENDURING: Final = frozenset(
    "sit through suffer endure stomach bear stand tolerate handle take watch see "
    "adapted".split()
)


def _endured(page: Page, denial: int, start: int) -> bool:
    """ "I won't sit through another one": what is refused, and no mere opinion."""
    return not _ENDURING.isdisjoint(page.words(denial + 1, start))


_ANY: Final = frozenset({"anything", "any", "anyone", "anybody"})


def _far_negator(page: Page, end: int) -> Modifier | None:
    """ "Nothing Chinese or anything sad": "anything" behind "or" goes on with a denial."""
    for at in range(end - 1, max(-1, end - 12), -1):
        if not page.same_clause(at, end) or page.low(at) in {"but", "and"}:
            return None
        if page.low(at) in _NEGATORS and page.low(at + 1) not in _NOT_DENIED - {"to"}:
            return _as_modifier(_WITHOUT, at)
    return None


_ASKING: Final = frozenset({"why", "if", "or", "not"})
_NOT_DENIED: Final = frozenset({"only", "just", "to", "that", "necessarily", "you"})


def _as_modifier(kind: _Kind, start: int) -> Modifier:
    return Modifier(
        start, kind.against, kind.hard, kind.plain, kind.degree, kind.also_and
    )


def _phrase_before(page: Page, start: int, *, adjective: bool) -> Modifier | None:
    """The phrase of the table that stands before `start`, over fillers."""
    if page.words(start - 3, start - 1) == ["0", "/"] and page.free(start - 3, start):
        return _as_modifier(_RULED_OUT, start - 3)  # "0/10 crying"
    at, spare = start, adjective
    for _ in range(6):
        if at <= 0 or page.claimed[at - 1] or not _near(page, at - 1, start):
            return None
        lowest = _lowest(page, at)
        found = (
            _measured(page, at)
            or _ALL_BUT.before(page.lows, at, lowest=lowest)
            or _MODIFIERS.before(page.lows, at, lowest=lowest)
        )
        if found is not None and page.low(found[1] - 1) == "or":
            return None  # "two hours or less with ..."
        if found is not None and page.low(found[1] - 1) in {"why", "not"}:
            if found[0].against:
                return None  # "why not a romance?", "not without romance"
        if found is not None and _names_a_sort(page, found[1]):
            found = None
        if found is not None and page.free(found[1], at):
            kind, begin = found
            if at == start or not (spare is False and adjective and not kind.against):
                return _as_modifier(kind, begin)
        low = page.low(at - 1)
        if low not in _FILL:
            if not spare or low in _NO_ADJECTIVE or page.tokens[at - 1].kind != "word":
                return None
            spare = False
        at -= 1
    return None


_MEASURES: Final = frozenset(
    "bit touch hint dash pinch sprinkle sprinkling splash smidge smidgen smidgin whiff "
    "drop trace ounce spoonful shot modicum morsel sliver soupcon soupçon smattering scrap "
    "jot grain dab dusting tinge shade suggestion suspicion lick nip crumb shred speck "
    "glimmer dose helping portion serving".split()
)
_SMALL: Final = frozenset(
    "tiny small little slight slightest wee light teeny mere faint faintest merest tad "
    "bare minute minimal moderate".split()
)
_GENEROUS: Final = frozenset(
    "good healthy big generous large hefty heavy strong fair decent huge proper massive "
    "double extra full".split()
)
_AMOUNTS_OF_THEMSELVES: Final = frozenset({"dose", "helping", "portion", "serving"})
_ARTICLES: Final = frozenset({"a", "an", "the", "some", "just", "only", "maybe", "but"})
_NO_MEASURE: Final = frozenset(
    "no not without nor never hardly barely scarcely".split()
)


def _measured(page: Page, end: int) -> tuple[_Kind, int] | None:
    """ "A modicum of", "the tiniest pinch of", "not a trace of": how much, and from where."""
    noun = end - 2
    if noun < 1 or page.low(end - 1) != "of" or page.low(noun) not in _MEASURES:
        return None
    start, sizes = noun, set()
    while start > 0 and page.low(start - 1) in _SMALL | _GENEROUS:
        start -= 1
        sizes.add(page.low(start))
    while start > 0 and page.low(start - 1) in _ARTICLES:
        start -= 1
    before = page.low(start - 1)
    if start > 0 and before in _NO_MEASURE and page.same_clause(start - 1, end - 1):
        some = before in {"hardly", "barely", "scarcely"}
        return (_LESS if some else _RULED_OUT), start - 1
    if not _GENEROUS.isdisjoint(sizes):
        return _Kind(), start
    much = page.low(noun) in _AMOUNTS_OF_THEMSELVES and _SMALL.isdisjoint(sizes)
    return _Kind(degree=1.0 if much else 0.4), start


def _names_a_sort(page: Page, start: int) -> bool:
    """ "That sort of silliness" names a sort; "sort of silly" weakens."""
    return page.low(start) in {"sort", "kind"} and page.low(start - 1) in _OF_A_SORT


_OF_A_SORT: Final = frozenset(
    "that this any some what which the same another every my our exact right".split()
)


def _lowest(page: Page, end: int) -> int:
    """The first of the free tokens that stand before `end` without a gap."""
    start = end
    while start > max(0, end - 6) and not page.claimed[start - 1]:
        start -= 1
    return start


def _near(page: Page, index: int, start: int) -> bool:
    return page.same_clause(index, start) and page.tokens[index].kind == "word"
