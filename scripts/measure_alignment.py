"""How well sentences are placed among episodes: coverage, and how often too early.

    python scripts/measure_alignment.py [--corpus corpus] [--near 0.3 --spread 0.13 ...]

Every option of `AlignConfig` can be given, which is how its figures were chosen: on the
reviews of parts e to h, while those of the other parts were not looked at. A sentence is
placed too early where the writer's own number is higher. Beside the corpus as it stands
it measures three hard sets made from it: the summary that tells the sentence is gone; two
sentences of different episodes are joined into one; a summary's own sentence is altered
so that it tells something else.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import numpy as np

from unspoiled.alignment import AlignConfig, Storyline, align, tell_storyline
from unspoiled.bench.corpus import LabelledReview, read_corpus
from unspoiled.bench.statistics import wilson
from unspoiled.domain import NOTHING_SEEN, Boundary
from unspoiled.features import Matrix
from unspoiled.gate import prove
from unspoiled.reveals import judge_spans
from unspoiled.weights import load_encoder, load_reader, load_reveal_head

ROOT = Path(__file__).parents[1]
CHOSEN_ON = ("part_e", "part_f", "part_g", "part_h")
GONE = "The story goes on."


@dataclass(frozen=True)
class Asked:
    """A text, the storyline it is held to, and its true episode (None: no such event)."""

    text: str
    storyline: Storyline
    episode: int | None


class Measure:
    """Everything that is measured, with one memory of vectors."""

    def __init__(self, reviews: Sequence[LabelledReview], config: AlignConfig) -> None:
        self.config = config
        self._known: dict[str, Matrix] = {}
        self._encoder = load_encoder()
        told = [(one, tell_storyline(one.as_title(), self.embed)) for one in reviews]
        self.told = [(one, line) for one, line in told if line is not None]

    def embed(self, texts: Sequence[str]) -> Matrix:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            rows = self._encoder.encode(new).astype(np.float16).astype(np.float32)
            self._known |= dict(zip(new, rows, strict=True))
        return np.stack([self._known[text] for text in texts])

    def place(self, asked: Iterable[Asked]) -> Iterator[tuple[Asked, int | None]]:
        for one in asked:
            vectors = self.embed([one.text])
            (found,) = align([one.text], vectors, one.storyline, config=self.config)
            yield one, found.episode

    # --- the corpus as it stands --------------------------------------------------

    def numbered(self, chosen: bool | None = None) -> Iterator[Asked]:
        for review, line in self.told:
            if chosen is None or review.file.startswith(CHOSEN_ON) == chosen:
                for sentence in review.sentences:
                    if sentence.episode is not None:
                        yield Asked(sentence.text, line, sentence.episode)

    def corpus(self, name: str, chosen: bool) -> None:
        asked = list(self.numbered(chosen))
        found = [(a, at) for a, at in self.place(asked) if at is not None]
        late = np.array([at - (a.episode or 0) for a, at in found])
        print(f"{name}: {len(asked)} sentences with their episode")
        print(f"  placed       {_share(len(found), len(asked))}")
        print(f"  too early    {_share(int((late < 0).sum()), len(found))}")
        print(f"  exactly      {_share(int((late == 0).sum()), len(found))}")
        print(
            f"  at most two episodes late {_share(int((late <= 2).sum()), len(found))}"
        )

    # --- the whole way, through judge and gate -------------------------------------

    def shown(self) -> None:
        """What `before` shows to some boundary, by label, and what of it is too early."""
        head = load_reveal_head()
        counts = {label: [0, 0, 0] for label in "FPHLE"}
        for review, line in self.told:
            title = review.as_title()
            judged = judge_spans(
                review.as_review(), review.spans, title, load_reader(), head, line
            )
            for sentence, one in zip(review.sentences, judged, strict=True):
                count = counts[sentence.label]
                count[0] += 1
                first = one.safe_from.episodes
                if not one.before or first is None:
                    continue
                if prove(one, Boundary(first), head.thresholds) is None:
                    continue
                if prove(one, NOTHING_SEEN, head.thresholds) is not None:
                    continue
                true = sentence.episode
                if sentence.label == "E" or (sentence.label == "L" and true is None):
                    true = line.seasons.total
                count[1] += 1
                count[2] += first < (true or 0)
        print("shown by `before` at some boundary, through judge and gate:")
        for label, (number, shown, early) in counts.items():
            print(
                f"  {label}  {_share(shown, number)}, too early {_share(early, shown)}"
            )

    # --- hard sets -----------------------------------------------------------------

    def hard(self) -> None:
        for name, asked in (
            ("its summary is gone", list(self._gone())),
            ("two sentences in one", list(self._joined())),
        ):
            early = sum(
                at is not None and at < (a.episode or 0) for a, at in self.place(asked)
            )
            print(f"{name}: too early {_share(early, len(asked))} of all")
        for name, altered in _ALTERED.items():
            asked = list(self._altered(altered))
            proved = sum(at is not None for _, at in self.place(asked))
            print(f"{name}: proved {_share(proved, len(asked))}")

    def _gone(self) -> Iterator[Asked]:
        for review, _ in self.told:
            title = review.as_title()
            for sentence in review.sentences:
                if sentence.episode is None:
                    continue
                told = title.episode_list[sentence.episode - 1].summary
                episodes = tuple(
                    replace(e, summary=GONE) if e.summary == told else e
                    for e in title.episode_list
                )
                line = tell_storyline(replace(title, episode_list=episodes), self.embed)
                if line is not None:
                    yield Asked(sentence.text, line, sentence.episode)

    def _joined(self) -> Iterator[Asked]:
        for review, line in self.told:
            told = [s for s in review.sentences if s.episode is not None]
            for one in told:
                for other in told:
                    if one.episode != other.episode:
                        rest = other.text[0].lower() + other.text[1:]
                        text = f"{one.text.rstrip('.!? ')}, and {rest}"
                        last = max(one.episode or 0, other.episode or 0)
                        yield Asked(text, line, last)

    def _altered(self, altered: re.Pattern[str] | str) -> Iterator[Asked]:
        pattern, template = _FORM, altered
        for review, line in self.told:
            for episode in review.as_title().episode_list:
                match = re.match(pattern, episode.summary or "")
                if match and match[1] not in _NO_SUBJECT:
                    text = match.expand(str(template))
                    yield Asked(text, line, None)


_FORM = (
    r"((?:[A-Z][a-z]+-)?[A-Z]?[a-z]+) (?!is\b|was\b|has\b)([a-z]+[^s])s ([^.;]+)[.;]?"
)
_NO_SUBJECT = {"The", "It", "A", "An", "This", "That", "Her", "His", "Their", "Two"}
_ALTERED = {
    "as it is": r"\1 \2s \3.",
    "denied": r"\1 never \2s \3.",
    "asked": r"Does \1 \2 \3?",
    "wished": r"I wish \1 would \2 \3.",
    "foretold": r"\1 will \2 \3.",
    "for the finale": r"\1 \2s \3, which sets up what happens in the finale.",
    "of a stranger": r"Quillon \2s \3.",
    "with a stranger": r"\1 and Quillon \2 \3.",
}


def _share(part: int, whole: int) -> str:
    found = wilson(part, whole)
    if found.value is None or found.low is None or found.high is None:
        return "0 of 0"
    return (
        f"{part} of {whole} ({found.value:.1%}, 95% interval "
        f"{found.low:.1%} to {found.high:.1%})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    for field in fields(AlignConfig):
        parser.add_argument(f"--{field.name}", type=float, default=field.default)
    given = vars(parser.parse_args())
    corpus = given.pop("corpus")
    config = AlignConfig(**given)
    print(asdict(config))
    measure = Measure(read_corpus(corpus), config)
    print(f"{len(measure.told)} reviews whose title has all its summaries")
    measure.corpus("parts e to h", chosen=True)
    measure.corpus("the other parts", chosen=False)
    measure.shown()
    measure.hard()


if __name__ == "__main__":
    main()
