"""The nouns: what the library holds, what a viewer asks, and what comes back.

Every class is a frozen dataclass and carries no behaviour beyond reading itself.
Invariants: a `Cleared` sentence comes only from `gate` and a `Quote` only from a
`Cleared` sentence; `tests/test_gate.py` holds both. Offsets count code points of
the review's stored text, `[start, end)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

Format = Literal["text", "markdown", "html", "bbcode"]
Kind = Literal["series", "film", "special"]
RevealName = Literal["feel", "premise", "hint", "later", "ending"]
ProofName = Literal["seen", "scope", "synopsis", "feel", "before", "premise"]
MarkKind = Literal["inline", "block", "flag", "prose", "scope"]
Polarity = Literal["for", "against"]
ReasonKind = Literal["quote", "fact", "facet"]
Verdict = Literal["kept", "broken", "unknown"]
Fact = Literal[
    "total", "episodes", "minutes", "year", "country", "language", "network",
    "person", "finished", "kind", "facet",
]  # fmt: skip
CreditRole = Literal["director", "writer", "cast", "character"]

REVEALS: Final[tuple[RevealName, ...]] = get_args(RevealName)
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

# --- what the library holds -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CastMember:
    """An actor, with the character played and the size of the role where known."""

    actor: str
    character: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One track of a soundtrack; `track` is None where its name may not be told."""

    track: str | None
    artist: str | None = None
    released: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode; `summary` tells story and never passes ungated."""

    season: int
    number: int
    name: str | None = None
    summary: str | None = None
    airdate: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A series, film or special, with its facts; `None` or empty means unknown."""

    id: str
    title: str
    original_title: str | None = None
    aka: tuple[str, ...] = ()
    year: int | None = None
    kind: Kind = "series"
    country: str | None = None
    language: str | None = None
    episodes: int | None = None
    minutes: int | None = None
    """Minutes of one episode (of the whole film)."""
    networks: tuple[str, ...] = ()
    streaming: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[CastMember, ...] = ()
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    synopsis: str | None = None
    air_start: str | None = None
    air_end: str | None = None
    soundtrack: tuple[Track, ...] = ()
    episode_list: tuple[Episode, ...] = ()
    popularity: float | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the record that the interchange does not name, kept as they came."""

    @property
    def total_minutes(self) -> int | None:
        """Minutes from the first episode to the last, where both facts are known."""
        if self.minutes is None:
            return None
        if self.kind == "film":
            return self.minutes * (self.episodes or 1)
        return None if self.episodes is None else self.minutes * self.episodes

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the main one first, without repeats."""
        given = (self.title, self.original_title, *self.aka)
        return tuple(dict.fromkeys(name for name in given if name))


@dataclass(frozen=True, slots=True)
class Review:
    """One text about one title; `title_id` is None until the title is known."""

    id: str
    text: str
    title_id: str | None = None
    title: str | None = None
    """The title as the review names it, which is what it is matched by."""
    year: int | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    date: str | None = None
    rating: str | None = None
    scale: str | None = None
    language: str | None = None
    format: Format = "text"
    spoiler: bool | None = None
    through_episode: int | None = None
    """The interchange's `covers.through_episode`: the author saw no further."""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """The author's own spoiler mark over `[start, end)` of a review's text.

    `inline` and `block` hide what they cover until all is seen. `flag` and `prose`
    say that something in the range spoils. `scope` says how much the author told:
    `through` is the last episode it speaks of, 0 for "spoiler-free".
    """

    kind: MarkKind
    start: int
    end: int
    label: str | None = None
    through: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span `[start, end)` of a review's text; `display` is that span rendered."""

    review_id: str
    index: int
    start: int
    end: int
    display: str
    heading: bool = False
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class SafeFrom:
    """How many episodes must have been seen; `None` is all of them (or unknown)."""

    episodes: int | None = None

    def __str__(self) -> str:
        return "all" if self.episodes is None else str(self.episodes)


@dataclass(frozen=True, slots=True)
class Boundary:
    """How far a viewer is in a title: `episodes` seen in airing order, None is all."""

    episodes: int | None = 0

    def __str__(self) -> str:
        return "all" if self.episodes is None else str(self.episodes)

    @property
    def everything(self) -> bool:
        return self.episodes is None

    def reaches(self, safe_from: SafeFrom) -> bool:
        """Whether this viewer has seen what `safe_from` asks for."""
        if self.episodes is None:
            return True
        return safe_from.episodes is not None and safe_from.episodes <= self.episodes


NOTHING_SEEN: Final = Boundary(0)
ALL_SEEN: Final = Boundary(None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A facet that a sentence names, for or against, at `[start, end)` of its display.

    Of a craft "for" is praise and "against" blame; of anything else, that the title is
    so and that it is not.
    """

    facet: str
    polarity: Polarity
    strength: float
    """How strongly, 0..1: "a bit sad" is less than "very sad"."""
    start: int
    end: int
    probability: float = 1.0
    """That the sentence says so of the title, as far as the model can tell."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that is read in one sentence."""

    readings: tuple[Reading, ...] = ()
    opinion: float = 0.0
    """Praise against blame, -1..1; 0 where there is neither."""
    suits: bool = False
    """Whether it says for whom the title is."""
    cautions: bool = False
    """Whether it says for whom it may not be, or what there is too much of."""
    hinted: tuple[Reading, ...] = ()
    """What its words name of what gives something away, though the model does not hear
    it said: enough to be careful with a sealed wish, and for nothing else."""


NOTHING_TOLD: Final = Told()


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with everything the gate needs to know of it.

    `probability` has one calibrated share for each of REVEALS, summing to 1.
    `hidden`: under an inline or block mark, or with words in its source that it does
    not show. `flagged`: in the range of a flag or a prose boundary. `scope`: the
    author's own scope in episodes (0 is spoiler-free). `synopsis`: share (0..1) of its
    words that the synopsis tells, 0 where it claims anything that the synopsis does not.
    """

    sentence: Sentence
    reveals: RevealName
    probability: Mapping[RevealName, float]
    safe_from: SafeFrom = SafeFrom()
    hidden: bool = False
    flagged: bool = False
    scope: int | None = None
    synopsis: float = 0.0
    before: bool = False
    """Whether `safe_from` was proved by alignment to the episode summaries."""
    told: Told = NOTHING_TOLD
    """What it says of facets; no matter to the gate."""


_GATE: Final = object()
"""Only `gate` names this; a test looks for anybody else who does."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A sentence with its proof. Only `gate.clear` makes one."""

    judged: Judged
    boundary: Boundary
    proof: ProofName
    seal: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not _GATE:
            raise TypeError("only the gate clears sentences")

    @property
    def sentence(self) -> Sentence:
        return self.judged.sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """A reviewer's words: `text` is `review.text[start:end]`, code point for code point.

    Build one with `Quote.of`; the cleared sentence travels with it as its warrant.
    """

    cleared: Cleared
    text: str
    display: str
    review_id: str
    start: int
    end: int
    source: str | None
    author: str | None
    url: str | None
    proof: ProofName

    @classmethod
    def of(cls, cleared: Cleared, review: Review) -> Quote:
        """Quote a cleared sentence of `review`; ValueError if it is another's."""
        sentence = cleared.sentence
        if sentence.review_id != review.id or sentence.end > len(review.text):
            raise ValueError(f"sentence is not of review {review.id}")
        return cls(
            cleared=cleared,
            text=review.text[sentence.start : sentence.end],
            display=sentence.display,
            review_id=review.id,
            start=sentence.start,
            end=sentence.end,
            source=review.source,
            author=review.author,
            url=review.url,
            proof=cleared.proof,
        )


@dataclass(frozen=True, slots=True)
class ListedFacet:
    """A facet that a title's own record says it has."""

    facet: str
    origin: Literal["tag", "genre"]


@dataclass(frozen=True, slots=True)
class PastRequest:
    """Somebody's words for what they looked for, and the titles that answered them.

    Ranking may compare a viewer's request with it; it is never quoted and never shown.
    """

    id: str
    text: str
    answers: tuple[str, ...]
    """Ids of titles, which the library need not hold (yet)."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the record that the interchange does not name, kept as they came."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater gave one title: `rating` of at most `scale`."""

    rater: str
    title_id: str
    rating: float
    scale: float = 10.0
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the record that the interchange does not name, kept as they came."""


PassageKind = Literal["card", "prose", "sentence", "request", "whole"]
TOLD_KINDS: Final[tuple[PassageKind, ...]] = ("card", "prose", "sentence")
"""What is told of a title: the kinds that a search looks in unless it names others."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that search looks in.

    `card`: a title's facts in words. `prose`: its synopsis or introduction.
    `sentence`: one review sentence that is cleared for a viewer who has seen nothing;
    no other sentence is ever searched, since a hit can spoil too. `request`: a past
    request that the title answered; it is found only by a search that names this kind,
    and its text is for comparison alone: it may tell anything, so nobody is shown it.
    Its `index` is the same for every title that answered the same request. `whole`:
    card and prose as one text: a post that tells much is found by many words here and
    there, of which no one piece has enough. Its vector is the middle of theirs.
    """

    title_id: str
    kind: PassageKind
    text: str
    review_id: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found, with the engine's score (higher is better)."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Screen:
    """Titles by how they stand to a set of limits; a title in neither broke one.

    `broken` counts, for each limit in the order given, the titles that it alone or
    together with others kept out. Ids are in the store's order (popularity, then id).
    """

    proven: tuple[str, ...]
    unknown: tuple[str, ...]
    broken: tuple[int, ...]


# --- what a viewer asks -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limit:
    """A hard condition on one fact.

    Numbers keep to `[low, high]`, both ends included, None is open. Names and facet
    keys: at least one of `any_of` holds (where given) and none of `none_of` does.
    `role` narrows a person; `text` is the viewer's own words for it.
    """

    fact: Fact
    text: str
    low: float | None = None
    high: float | None = None
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    role: CreditRole | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """A soft wish for (or, as an avoid, against) a facet; `degree` 0..1."""

    facet: str
    """A key of the vocabulary such as "mood:calm", or "" for free words."""
    text: str
    degree: float = 1.0
    limit: Limit | None = None
    """A condition on a fact that the viewer only hedged: better kept than broken."""


@dataclass(frozen=True, slots=True)
class Like:
    """A title that the viewer names as liked (or not), for comparison."""

    title_id: str
    title: str
    text: str
    liked: bool = True
    apart_from: tuple[str, ...] = ()
    """What is excepted, in the viewer's words: "the ending"."""
    degree: float = 1.0
    """How much it tells of the wish, 0..1: less where somebody else in a chat suggested
    it and the viewer only let it stand."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the viewer asked, understood."""

    text: str
    limits: tuple[Limit, ...] = ()
    wants: tuple[Want, ...] = ()
    avoids: tuple[Want, ...] = ()
    likes: tuple[Like, ...] = ()
    sealed: tuple[Want, ...] = ()
    assumed: tuple[str, ...] = ()
    """One sentence for each thing taken for granted or not understood."""
    named: tuple[str, ...] = ()
    """Ids of titles named in another role than like or dislike (seen, "the director
    of ..."); `--exclude-named` leaves these out too."""
    free_text: str = ""
    """What is left for search by words and by meaning."""
    clues: tuple[str, ...] = ()
    """What the viewer remembers of a title whose name is forgotten, in their words;
    empty where the request is no recollection."""


# --- what comes back --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
    """What one reviewer's sentence says of one facet: what a count rests on."""

    quote: Quote
    facet: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one facet of a title, with the sentences that carry it.

    `voices` are one a reviewer: of `agree` who say that the title is so, or praise it,
    and of `differ` who say the contrary. `low` and `high` bound the share of agreement
    among reviewers who speak of it: a 95% Wilson score interval, 0 and 1 where none does.
    """

    facet: str
    agree: int
    differ: int
    strength: float
    """How strongly those who agree say so, 0..1 in the mean."""
    low: float
    high: float
    listed: bool = False
    """Whether a tag or a genre of the title says it."""
    voices: tuple[Voice, ...] = ()
    against: tuple[Voice, ...] = ()

    @property
    def speak(self) -> int:
        return self.agree + self.differ

    @property
    def holds(self) -> bool:
        """Whether more say that it is so than not; a tag alone says so too."""
        return self.agree > self.differ or (self.listed and not self.speak)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a title is like and for whom, as far as one viewer may know."""

    title_id: str
    statements: tuple[Statement, ...] = ()
    """By group in the vocabulary's order, in a group those most surely said first."""
    suits: tuple[Quote, ...] = ()
    """Sentences that say for whom it is."""
    puts_off: tuple[Quote, ...] = ()
    reviewers: int = 0
    withheld: int = 0
    """Facets of which something is said that would give something away."""

    def of(self, *groups: str) -> tuple[Statement, ...]:
        """The statements of some groups: `of("mood", "pace")`."""
        return tuple(
            one for one in self.statements if one.facet.partition(":")[0] in groups
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a title is picked (or, in `not_for`, who may not like it)."""

    kind: ReasonKind
    text: str
    quote: Quote | None = None
    speaks_to: str | None = None
    """The want or limit that it answers, in the viewer's words."""
    evidence: tuple[Voice, ...] = ()
    """Of a count ("6 of 9 reviewers call it calm"): one voice for each reviewer who
    speaks of it, those who agree and those who do not."""

    def __post_init__(self) -> None:
        if (self.kind == "quote") != (self.quote is not None):
            raise ValueError("a quote, and only a quote, carries a cleared sentence")


@dataclass(frozen=True, slots=True)
class Pick:
    """One ranked title with its reasons; `unknown` names limits not proven."""

    title: Title
    score: float
    facts: Mapping[str, Any]
    reasons: tuple[Reason, ...] = ()
    not_for: tuple[Reason, ...] = ()
    unknown: tuple[str, ...] = ()
    quiet: str | None = None
    """Said when there is no (safe) quote: which wants nobody has spoken to."""
    shares: Mapping[str, float] = field(default_factory=dict)
    """What each feature of the ranking adds to the score, by name; they sum to it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many titles a condition kept out, in words for the viewer."""

    why: str
    count: int


@dataclass(frozen=True, slots=True)
class SealedNote:
    """What became of the sealed wishes, told of all picks together and never of one.

    `picks` and `unknown` (of how many of them nothing is known) are None where the
    wishes were not applied, and for fewer than three picks.
    """

    wishes: int
    applied: bool
    picks: int | None = None
    unknown: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The picks, what was understood, what was left out and why."""

    request: Request
    picks: tuple[Pick, ...]
    left_out: tuple[LeftOut, ...] = ()
    sealed: SealedNote | None = None
    """None where no wish is sealed."""
