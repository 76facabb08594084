"""The words that bound an amount: before it, behind it, and the nouns that do."""

from __future__ import annotations

from typing import Final, Literal

from .tokens import Phrases

Bound = Literal["below", "most", "above", "least", "about", "exact"]

_MOST_NOUNS: Final = (
    "limit", "ceiling", "cap", "budget", "maximum", "max", "cutoff", "cut off", "upper limit",
    "upper bound", "top end", "absolute maximum", "outer limit", "maximum number of episodes",
    "max number of episodes", "maximum episode count", "max episode count", "maximum episodes",
    "max episodes", "maximum length", "max length", "maximum runtime",
)  # fmt: skip
_LEAST_NOUNS: Final = (
    "minimum",
    "min",
    "floor",
    "lower limit",
    "lower bound",
    "minimum number of episodes",
    "minimum episodes",
    "minimum episode count",
    "minimum length",
)
_LINKS: Final = (
    "of", "is", "at", "is at", ":", "would be", "being", "set at", "set to", "=", "has to be",
    "should be", "must be", "will be", "stands at",
)  # fmt: skip


def _linked(nouns: tuple[str, ...]) -> str:
    return "|".join(f"{noun} {link}" for noun in nouns for link in _LINKS)


_OR_MORE: Final = (
    "more longer over better up upward upwards above higher greater bigger onward onwards "
    "beyond"
)
_AND_MORE: Final = (
    "more longer over up upward upwards above higher onward onwards beyond"
)
_OR_FEWER: Final = (
    "less fewer under shorter below lower sooner earlier within briefer smaller down "
    "downward downwards thereunder"
)
_AND_FEWER: Final = "under below less fewer downward downwards"
_NO_MORE: Final = "more longer further farther beyond"
_NO_FEWER: Final = "less fewer shorter"


def _with(leads: str, words: str) -> str:
    """Each word behind each lead: "or more", "and upward", "but no further"."""
    return "|".join(
        f"{lead} {word}" for lead in leads.split("|") for word in words.split()
    )


BEFORE: Final = Phrases[Bound].table([
    ("under|below|less than|fewer than|shorter than|lower than|smaller than|<|"
     "in under|in less than|within less than|not even|short of|south of|briefer than|"
     "less long than|quicker than|sub|shy of", "below"),
    ("at most|at the most|at the very most|max|maximum|up to|up to and including|within|"
     "anything up to|≤|<=|< =|not exceeding|inside|inside of|limit|"
     "fit into|fits into|fit in|fits in|fitting into|fit inside|fit within|fits within|"
     "no longer than about|capped at|cap it at|cap at|cap them at|cap that at|"
     "capping it at|keep it to|keep it at|keep to|limited to|limit it to|"
     "limit myself to|limit ourselves to|restricted to|confined to|tops out at|"
     "top out at|maxes out at|max out at|maxing out at|topping out at|"
     "limit's|ceiling's|maximum's|max's|cap's|draw the line at|as many as|the most is|most i can do is|the longest is|"
     f"{_linked(_MOST_NOUNS)}", "most"),
    ("passes|passing|surpass|surpasses|surpassing|crosses|crossing|outgrows|outlast|outlasts|outlasting|outrun|outruns|overrun|overruns|over|above|more than|longer than|greater than|exceeding|beyond|>|exceed|exceeds|"
     "upwards of|upward of|past|north of|in excess of|further than|farther than|"
     "bigger than|higher than|greater in number than", "above"),
    ("as few as|as little as|at least|at the least|at the very least|minimum|min|≥|>=|> =|starting at|"
     f"{_linked(_LEAST_NOUNS)}", "least"),
    ("about|around|roughly|approximately|approx|approx.|circa|~|something like|"
     "close to|more or less|in the region of|somewhere around", "about"),
    ("exactly|just|only|precisely|no more and no less than|neither more nor less than",
     "exact"),
])  # fmt: skip
AFTER: Final = Phrases[Bound].table([
    (f"{_with('or', _OR_FEWER)}|{_with('and', _AND_FEWER)}|"
     f"{_with('no|not|nor|and no|and not|but no|but not', _NO_MORE)}|"
     "tops|top|at most|at the most|at the very most|at the absolute most|at the longest|"
     "to the max|"
     "and not a minute more|and not a minute longer|and not one more|and not a single one more|"
     "and not a single one on top|and not one on top|and nothing on top|"
     "not one more|not one minute more|not a minute more|not a minute longer|"
     "not an episode more|not one episode more|at the outside|at the latest|"
     "at the absolute maximum|at a maximum|at maximum|at a push|at a stretch|"
     "is all i have|is all i've got|is all we have|is all i can|is all i can do|"
     "is all i can manage|is all we can manage|is all i can take|is as far as i go|"
     "is as far as i'll go|is as much as i can|is as long as i can|is plenty|"
     "any more and|anything more and|any longer and|anything beyond|anything more is|"
     "nothing beyond|nothing past that|"
     "of it|to fill|to myself|to ourselves|"
     "at our disposal|at my disposal|to spare|to kill|to work with|of free time|"
            "left in me|left in us|left for today|left for tonight|left today|left tonight|"
     "left in the day|left before bed|left on the clock|left of today|left of my day|"
     "left of the day|left of the evening|"
     "is the upper end|is the top end|is my upper end|is the very top|"
            "is where i stop|is where i draw the line", "most"),
    ("is pushing it|would be pushing it|is stretching it|would be stretching it|"
     "is too much|is too many|is too long|are too many|are too much|are too long|"
     "is more than i can|is already too long|is already too much|is already too many|"
     "would be too long|would be too much|would be too many", "below"),
    (f"{_with('or', _OR_MORE)}|{_with('and', _AND_MORE)}|"
     f"{_with('no|and no|but no|not|and not|but not', _NO_FEWER)}|"
     "at the very least|at least|at the least|upwards|upward|plus|+|onwards", "least"),
    ("or so|or thereabouts|give or take|ish|roughly|more or less|or around there|"
     "or round about", "about"),
    ("give or take nothing|none fewer and none more|none more and none fewer|"
     "no fewer and no more|no more and no fewer|no less and no more|not fewer and not more|"
     "not less and not more|neither fewer nor more|not more not less|not less not more|"
     "no less no more|on the nose|no more and no less|no more no less|not one more not one less|on the dot|sharp|"
     "no more nor less|neither more nor less", "exact"),
])  # fmt: skip
BOUND_NOUNS: Final[dict[str, Bound]] = {
    **dict.fromkeys(
        "max maximum limit ceiling cap most tops cutoff threshold longest furthest".split(),
        "most",
    ),
    **dict.fromkeys("minimum min least floor shortest fewest".split(), "least"),
}
