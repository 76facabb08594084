"""Labelled reviews, one sentence a line -> frozen records, and a domain Review of each.

The form is that of `corpus/README.md`. Whatever is not in it stops the reading with an
InputError that names file and line: half a corpus would be measured as if it were one.
Files are read in the order of their names, so the same folder gives the same records.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, cast, get_args

from ..domain import REVEALS, Episode, RevealName, Review, SafeFrom, Title
from ..errors import InputError, NotFound
from ..sources.decoding import MAX_BYTES, read_bytes

Letter = Literal["F", "P", "H", "L", "E"]
WorkKind = Literal["series", "film"]
Voice = Literal[
    "two-line note", "user review", "critic essay", "recap", "first impressions",
    "listicle", "forum post",
]  # fmt: skip

LETTERS: Final[tuple[Letter, ...]] = get_args(Letter)
"""In the order of REVEALS, the graver the later."""
VOICES: Final[tuple[Voice, ...]] = get_args(Voice)
GIVE_AWAY: Final[frozenset[Letter]] = frozenset({"H", "L", "E"})
SECOND_LABELS: Final = "second_labels.txt"
"""Not reviews: labels given once more, read by `read_second_labels`."""
MOST_EPISODES: Final = 2_000
HELD_OUT: Final = 10
"""One work in so many is never fitted on."""

_ADVICE: Final = "corpus/README.md says what a line looks like"
_PARAGRAPH: Final = "¶"
_TITLE: Final = re.compile(
    r"(?P<name>.+) \((?P<year>\d{4})(?:-\d{4})?\) \| (?P<kind>series|film)"
    r" \| (?P<real>real|invented)",
    re.ASCII,
)
_SENTENCE: Final = re.compile(r"([FPHLE])(\d{1,4})? (\S.*)", re.ASCII)
_EPISODES: Final = re.compile(r"e(\d{1,4})(?:-(\d{1,4}))?: (\S.*)", re.ASCII)
_HEADER: Final = re.compile(r"(title|voice|synopsis|episodes): (\S.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """One sentence as it stands in its review, with what it gives away.

    `episode` is the number that stands behind an L, None where none does. `paragraph`
    counts from 0, `line` from 1 (of the file).
    """

    text: str
    label: Letter
    episode: int | None
    paragraph: int
    line: int

    @property
    def reveals(self) -> RevealName:
        return REVEALS[LETTERS.index(self.label)]

    @property
    def safe_from(self) -> SafeFrom:
        """From when on the writer says it is safe: 0, an episode, or all."""
        return SafeFrom(0 if self.label in "FP" else self.episode)


@dataclass(frozen=True, slots=True)
class Summary:
    """What happens in episodes `first` to `last`, both included, in one sentence."""

    first: int
    last: int
    text: str


@dataclass(frozen=True)
class LabelledReview:
    """One review of the corpus: `number` counts in its file, from 1.

    `year` is the first where the title has a range of years. `episodes` and `summaries`
    are None and empty where the review does not give them.
    """

    file: str
    """The file's name without its ending."""
    number: int
    line: int
    title: str
    year: int
    kind: WorkKind
    real: bool
    voice: Voice
    synopsis: str
    episodes: int | None
    summaries: tuple[Summary, ...]
    sentences: tuple[LabelledSentence, ...]

    @property
    def id(self) -> str:
        return f"{self.file}/{self.number}"

    @property
    def work(self) -> str:
        """What reviews of one work have in common; years are remembered wrongly."""
        return work_key(self.title)

    @property
    def held_out(self) -> bool:
        return is_held_out(self.title)

    @cached_property
    def text(self) -> str:
        """The review as one text: a space between sentences, a blank line at `¶`."""
        pieces: list[str] = []
        for before, sentence in zip(
            (None, *self.sentences), self.sentences, strict=False
        ):
            if before is not None:
                same = before.paragraph == sentence.paragraph
                pieces.append(" " if same else "\n\n")
            pieces.append(sentence.text)
        return "".join(pieces)

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """`[start, end)` of each sentence in `text`, in order."""
        found, at = [], 0
        for sentence in self.sentences:
            start = self.text.index(sentence.text, at)
            at = start + len(sentence.text)
            found.append((start, at))
        return tuple(found)

    @property
    def displays(self) -> list[str]:
        return [sentence.text for sentence in self.sentences]

    @property
    def labels(self) -> tuple[Letter, ...]:
        return tuple(sentence.label for sentence in self.sentences)

    def as_review(self) -> Review:
        """The review as the library would hold it: plain text, of no known source."""
        return Review(
            id=self.id,
            text=self.text,
            title_id=self.work,
            title=self.title,
            year=self.year,
            language="en",
        )

    def as_title(self) -> Title:
        """The title with its synopsis and its episodes' summaries as facts.

        An episode that no summary covers is listed without one, which is what makes the
        judge distrust the others.
        """
        return Title(
            id=self.work,
            title=self.title,
            year=self.year,
            kind=self.kind,
            synopsis=self.synopsis,
            episodes=self.episodes,
            episode_list=self._episode_list(),
        )

    def _episode_list(self) -> tuple[Episode, ...]:
        if not self.summaries:
            return ()
        told = {
            number: summary.text
            for summary in self.summaries
            for number in range(summary.first, summary.last + 1)
        }
        numbers = range(1, (self.episodes or 0) + 1)
        return tuple(Episode(1, number, summary=told.get(number)) for number in numbers)


def work_key(title: str) -> str:
    """A title's name without year, case or stray spaces."""
    return " ".join(title.casefold().split())


def is_held_out(title: str) -> bool:
    """Whether a work is among the tenth that nothing is fitted on; of its name alone."""
    digest = hashlib.sha256(work_key(title).encode()).hexdigest()
    return int(digest, 16) % HELD_OUT == 0


def read_corpus(folder: Path) -> tuple[LabelledReview, ...]:
    """Every review of a folder; InputError names file and line, NotFound the folder."""
    if not folder.is_dir():
        raise NotFound(
            f"{folder} is no folder; name the one with the labelled reviews."
        )
    paths = sorted(path for path in folder.glob("*.txt") if path.name != SECOND_LABELS)
    if not paths:
        raise NotFound(f"{folder} holds no labelled reviews (*.txt); name another.")
    return tuple(review for path in paths for review in read_file(path))


def read_file(path: Path) -> tuple[LabelledReview, ...]:
    """The reviews of one file, in order; InputError names the line that is wrong."""
    reviews: list[_Draft] = []
    for number, line in _lines(path):
        if line == "# review":
            reviews.append(_Draft(path, len(reviews) + 1, number))
        elif line and not reviews:
            raise _wrong("a line before the first “# review”", path, number)
        elif line:
            reviews[-1].take(line, number)
    return tuple(draft.finished() for draft in reviews)


def split_held_out(
    reviews: Iterable[LabelledReview],
) -> tuple[tuple[LabelledReview, ...], tuple[LabelledReview, ...]]:
    """What may be fitted on, and the tenth of the works that may not."""
    both = tuple(reviews)
    return (
        tuple(review for review in both if not review.held_out),
        tuple(review for review in both if review.held_out),
    )


@dataclass(frozen=True, slots=True)
class SecondLabels:
    """A review labelled once more by somebody who did not see the first labels."""

    review: LabelledReview
    labels: tuple[Letter, ...]


def read_second_labels(
    folder: Path, reviews: Sequence[LabelledReview]
) -> tuple[SecondLabels, ...]:
    """`second_labels.txt` of a corpus, empty where there is none.

    A line a review: the file's name without its ending, the number of the review in it
    (from 1), one letter a sentence. Blank lines and lines that begin with # are skipped.
    """
    path = folder / SECOND_LABELS
    if not path.exists():
        return ()
    known = {(review.file, review.number): review for review in reviews}
    found: dict[str, SecondLabels] = {}
    for number, line in _lines(path):
        if not line or line.startswith("#"):
            continue
        given = _second(line, known, path, number)
        if found.setdefault(given.review.id, given) is not given:
            raise _wrong(f"a second line for {given.review.id}", path, number)
    return tuple(found.values())


def _second(
    line: str, known: dict[tuple[str, int], LabelledReview], path: Path, number: int
) -> SecondLabels:
    match = re.fullmatch(r"(\S+) (\d{1,5}) ([FPHLE]+)", line, re.ASCII)
    if match is None:
        raise InputError(
            "this is not “FILE NUMBER LABELS”", path=path, line=number,
            advice="write for example “part_a_01 3 FFPLE”",
        )  # fmt: skip
    review = known.get((match[1], int(match[2])))
    if review is None:
        raise _wrong(f"the corpus has no review {match[1]} {match[2]}", path, number)
    if len(match[3]) != len(review.sentences):
        raise _wrong(
            f"{len(match[3])} labels for the {len(review.sentences)} sentences of "
            f"{review.id}",
            path,
            number,
        )
    return SecondLabels(review, cast("tuple[Letter, ...]", tuple(match[3])))


class _Draft:
    """A review whose lines are being read."""

    def __init__(self, path: Path, number: int, line: int) -> None:
        self._path, self._number, self._line = path, number, line
        self._headers: dict[str, str] = {}
        self._title: re.Match[str] | None = None
        self._voice: Voice | None = None
        self._episodes: int | None = None
        self._summaries: list[Summary] = []
        self._sentences: list[LabelledSentence] = []
        self._paragraph = 0

    def take(self, line: str, number: int) -> None:
        if line == _PARAGRAPH:
            self._paragraph += 1
        elif match := _SENTENCE.fullmatch(line):
            self._sentence(match, number)
        elif match := _HEADER.fullmatch(line):
            self._header(match[1], match[2], number)
        elif match := _EPISODES.fullmatch(line):
            self._summary(match, number)
        else:
            raise self._wrong("this line is not in the form of the corpus", number)

    def _header(self, key: str, value: str, number: int) -> None:
        if key in self._headers:
            raise self._wrong(f"a second “{key}:” in one review", number)
        if self._sentences:
            raise self._wrong(f"“{key}:” after the first sentence", number)
        self._headers[key] = value
        readers: dict[str, Callable[[str, int], None]] = {
            "title": self._read_title,
            "voice": self._read_voice,
            "episodes": self._read_episodes,
        }
        if key in readers:
            readers[key](value, number)

    def _read_title(self, value: str, number: int) -> None:
        self._title = _TITLE.fullmatch(value)
        if self._title is None:
            raise self._wrong(
                "a title is “Name (year) | series or film | real or invented”", number
            )

    def _read_voice(self, value: str, number: int) -> None:
        if value not in VOICES:
            raise self._wrong(
                f"“{value}” is no voice; it is one of {', '.join(VOICES)}", number
            )
        self._voice = value

    def _read_episodes(self, value: str, number: int) -> None:
        if not re.fullmatch(r"\d{1,4}", value, re.ASCII) or not (
            1 <= int(value) <= MOST_EPISODES
        ):
            raise self._wrong(
                f"episodes are a number from 1 to {MOST_EPISODES:,}", number
            )
        if self._title is not None and self._title["kind"] == "film":
            raise self._wrong("a film has no episodes", number)
        self._episodes = int(value)

    def _summary(self, match: re.Match[str], number: int) -> None:
        if self._sentences:
            raise self._wrong("a summary after the first sentence", number)
        first, last = int(match[1]), int(match[2] or match[1])
        if self._episodes is None:
            raise self._wrong("“episodes:” must stand before the summaries", number)
        after = self._summaries[-1].last if self._summaries else 0
        if not after < first <= last <= self._episodes:
            raise self._wrong(
                f"summaries go upwards, without overlap, to episode {self._episodes}",
                number,
            )
        self._summaries.append(Summary(first, last, match[3]))

    def _sentence(self, match: re.Match[str], number: int) -> None:
        missing = {"title", "voice", "synopsis"} - self._headers.keys()
        if missing:
            named = ", ".join(f"“{key}:”" for key in sorted(missing))
            raise self._wrong(f"a sentence before {named}", number)
        episode = None if match[2] is None else int(match[2])
        if episode is not None:
            self._check_episode(match[1], episode, number)
        self._sentences.append(
            LabelledSentence(
                text=match[3],
                label=cast("Letter", match[1]),
                episode=episode,
                paragraph=self._paragraph,
                line=number,
            )
        )

    def _check_episode(self, letter: str, episode: int, number: int) -> None:
        if letter != "L":
            raise self._wrong(f"only L carries an episode, {letter} does not", number)
        most = self._episodes or MOST_EPISODES
        if not 1 <= episode <= most:
            raise self._wrong(f"episodes go from 1 to {most}, not to {episode}", number)

    def finished(self) -> LabelledReview:
        if self._title is None or self._voice is None or not self._sentences:
            raise self._wrong("a review without a sentence", self._line)
        return LabelledReview(
            file=self._path.stem,
            number=self._number,
            line=self._line,
            title=self._title["name"],
            year=int(self._title["year"]),
            kind=cast("WorkKind", self._title["kind"]),
            real=self._title["real"] == "real",
            voice=self._voice,
            synopsis=self._headers["synopsis"],
            episodes=self._episodes,
            summaries=tuple(self._summaries),
            sentences=_from_zero(self._sentences),
        )

    def _wrong(self, problem: str, line: int) -> InputError:
        return _wrong(problem, self._path, line)


def _from_zero(sentences: Sequence[LabelledSentence]) -> tuple[LabelledSentence, ...]:
    """Paragraphs counted without gaps, however many `¶` stand in a row."""
    numbers = {
        p: n for n, p in enumerate(dict.fromkeys(s.paragraph for s in sentences))
    }
    return tuple(replace(s, paragraph=numbers[s.paragraph]) for s in sentences)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines without spaces at their ends, numbered from 1; InputError if no UTF-8."""
    try:
        text = read_bytes(path, MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "this file is not UTF-8", path=path, advice="save it as UTF-8"
        ) from error
    # not splitlines(): a sentence may hold a line separator of Unicode's
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, line.strip()


def _wrong(problem: str, path: Path, line: int) -> InputError:
    return InputError(problem, path=path, line=line, advice=_ADVICE)
