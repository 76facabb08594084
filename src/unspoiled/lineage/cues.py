"""Words with which reviewers compare one title with another: a table, and how to read it.

Each cue ends where the other title's name begins. What is said against it ("nothing
like", "not as good as") is read as well: a denied likeness is a contrast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

import regex

Stance = Literal["alike", "contrast", "better", "worse"]
"""How this title stands to the other, by the reviewer."""
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)

_LOVED: Final = (
    r"(?:really\s+|also\s+|just\s+)?(?:lik|lov|enjoy|ador|appreciat|prefer)(?:e|ed|es)?"
)
_CUES: Final[tuple[tuple[Stance, str], ...]] = (
    ("alike", rf"(?:if\s+you(?:'ve)?|(?:those|anyone|people|viewers)\s+(?:of\s+you\s+)?who)"
              rf"(?:\s+have)?\s+{_LOVED}"),
    ("alike", r"if\s+you(?:'re|\s+are|\s+were)\s+(?:a\s+fan\s+of|fans\s+of|into|missing)"),
    ("alike", r"(?:fans?|lovers)\s+of"),
    ("alike", r"(?:similar|akin|comparable)\s+(?:(?:in\s+\w+|vibes?|feel)\s+)?to"),
    ("alike", r"in\s+the\s+(?:same\s+)?(?:vein|spirit|style|mou?ld|tradition|manner)\s+(?:of|as)"),
    ("alike", r"same\s+(?:\w+\s+)?(?:vibes?|feel(?:ing)?|energy|warmth|mood|tone|spirit|"
              r"heart|charm|league|breath)\s+(?:as|of|that)"),
    ("alike", r"(?:remind(?:s|ed|ing)?\s+(?:me|us|you|one)(?:\s+\w+){0,2}\s+of|reminiscent\s+of)"),
    ("alike", r"(?:recall(?:s|ing)|evok(?:es|ing)|echo(?:es|ing)(?:\s+of)?|not\s+since)"),
    ("alike", r"(?:cousin|spiritual\s+\w+|companion\s+piece|love\s+letter|answer)\s+(?:of|to)"),
    ("alike", r"(?:à\s+la|a\s+la|crossed\s+with|cross\s+between|mix(?:ture)?\s+of|blend\s+of)"),
    ("alike", r"(?:on\s+(?:a\s+)?par\s+with|up\s+there\s+with|as\s+(?!far|long|soon|well|much|many)\w+\s+as|the\s+next)"),
    ("alike", r"like"),
    ("better", r"(?:(?:better|stronger|tighter|smarter|funnier|warmer|richer|deeper)"
               r"(?:\s+\w+){0,3}\s+than|superior\s+to|surpass(?:es|ed)|outdo(?:es|ne)|"
               r"improv(?:es|ement)\s+(?:up)?on|"
               r"(?:lik|lov|enjoy)\w*\s+(?:it|this)(?:\s+\w+){0,2}\s+(?:more|better)\s+than)"),
    ("worse", r"(?:poor\s+man's|(?:pale|cheap|poor|bad)\s+"
              r"(?:imitation|copy|shadow)\s+of|(?:knock-?off|rip-?off)\s+of|lacks?\s+the\s+\w+\s+of|"
              r"watered[\s-]down|discount|diet)"),
    ("worse", r"(?:(?:worse|weaker|duller|flatter)(?:\s+\w+){0,3}\s+than|inferior\s+to|"
              r"less\s+\w+\s+than|falls?\s+short\s+of|no\s+match\s+for)"),
    ("worse", r"(?:\w+n't|not|never|can't|cannot)\s+(?:quite\s+)?(?:live\s+up\s+to|match|reach)"),
    ("worse", r"(?:\w+n't|not|never)\s+(?:quite\s+|nearly\s+)?(?:as|so)\s+"
              r"(?:good|strong|great|funny|deep|moving|clever|memorable|well\s+\w+)\s+as"),
    ("contrast", r"(?:unlike|far\s+(?:cry\s+)?from|different\s+(?:from|to|than)|instead\s+of|"
                 r"in\s+contrast\s+(?:to|with)|compared\s+(?:to|with)|whereas|"
                 r"is\s+no(?:t(?:\s+quite)?)?|it's\s+no(?:t(?:\s+quite)?)?|(?:is|was)n't(?:\s+quite)?|"
                 r"(?:\w+n't|not|never)\s+expect(?:ing)?(?:\s+another)?)"),
    ("contrast", r"(?:(?:\w{2,}er|more\s+\w+)\s+than)"),
)  # fmt: skip
_TABLE: Final = tuple(
    (
        stance,
        regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{said})(?=\s|:)", regex.IGNORECASE),
    )
    for stance, said in _CUES
)
_ANY: Final = regex.compile(
    r"\b(?:like|liked|loved?|enjoy|ador|fans?|lovers|similar|akin|compar|same|remind|remini"
    r"|recall|evok|echo|since|cousin|spiritual|answer|companion|letter|lack|la|cross|mix|blend|par|up|next|as|better|than|superior|surpass|outdo"
    r"|improv|man's|pale|copy|knock|rip|imitation|watered|discount|diet|inferior|short|match"
    r"|reach|live|unlike|far|different|instead|contrast|whereas|no|not|expect|isn|wasn|appreciat"
    r"|prefer|into|missing|vein|spirit|style|mou?ld|tradition|manner)",
    regex.IGNORECASE,
)
_DENIED: Final = regex.compile(
    r"(?:\b(?:not|nothing|nowhere|never|no|hardly|less|neither|without|cannot|anything\s+but)"
    r"|n't)(?:\s+(?!but\b)[\w']+){0,3}\s*$",
    regex.IGNORECASE,
)
_LIKING: Final = regex.compile(
    r"\b(?:i|we|you|they|he|she|to|would|will|might|may|don't|didn't|also|really|did|do|"
    r"who|people|i'd|i'll|you'll|'d|'ll)\s*$",
    regex.IGNORECASE,
)
"""What makes a verb of "like"."""
_EXAMPLES: Final = regex.compile(
    r"\b(?:some|series|(?!(?:\w*ss|is|was|does|this|it's|feels|plays|looks|reads|sounds|seems"
    r"|works|moves|unfolds|acts|comes|ends|starts|goes|gets|hits|lands|smells|tastes|runs"
    r"|flows|behaves|opens|begins|always|perhaps|things|at\s+times|sometimes)\b)"
    r"[\w-]{3,}s)[,(]?\s*\(?$",
    regex.IGNORECASE,
)
"""What "like" names examples of: "today, in shows like X" compares nothing with them."""
_WISHED: Final = regex.compile(
    r"\b(?:if\s+you|fans?|lovers|enjoy|lov|lik(?:e|ed|ing)\b|similar|remind|join|rank|belong)",
    regex.IGNORECASE,
)
_TURNED: Final[dict[Stance, Stance]] = {
    "alike": "contrast", "better": "worse", "worse": "alike", "contrast": "alike",
}  # fmt: skip
_STRONG: Final = regex.compile(
    r"^(?:it's|if|those|anyone|people|viewers|fans?|lovers|in\s+the|same|remind|remini|recall|not\s"
    r"|spiritual|companion|cousin|answer|crossed|cross|mix|blend|à|poor|pale|the\s+next"
    r"|watered|better|worse|superior|inferior)"
)
_OWN_NEGATION: Final = frozenset({"contrast", "worse"})
_UNDENIED: Final = (
    "not ",
    "if ",
    "fan",
    "lovers",
    "those",
    "anyone",
    "people",
    "viewers",
)
"""Cues of which a "not" before them says nothing: "don't miss it if you loved X"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A comparing phrase that ends at `end`."""

    start: int
    end: int
    stance: Stance
    likening: bool
    """Whether it is the bare word "like", after which a clause may follow."""
    strong: bool
    """Whether hardly anything but a title is compared so: "if you loved", "in the vein of"."""


def cues_in(text: str) -> Iterator[Cue]:
    """Every comparing phrase; where several end alike, the longest speaks."""
    plain = text.replace("’", "'")
    if _ANY.search(plain) is None:
        return
    longest: dict[int, Cue] = {}
    for stance, said in _TABLE:
        for found in said.finditer(plain):
            cue = _read(plain, stance, found.start(), found.end())
            held = longest.get(found.end())
            if cue is not None and (held is None or cue.start < held.start):
                longest[found.end()] = cue
    yield from (longest[end] for end in sorted(longest))


def _read(text: str, stance: Stance, start: int, end: int) -> Cue | None:
    said = text[start:end].casefold()
    likening = said == "like"
    before = text[max(0, start - 60) : start]
    if likening and (_LIKING.search(before) or _names_examples(before)):
        return None
    denies = stance not in _OWN_NEGATION and not said.startswith(_UNDENIED)
    if denies and _DENIED.search(before):
        stance = _TURNED[stance]
    return Cue(start, end, stance, likening, _STRONG.search(said) is not None)


def _names_examples(before: str) -> bool:
    return bool(_EXAMPLES.search(before)) and not _WISHED.search(before)
