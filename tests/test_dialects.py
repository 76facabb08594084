"""Every dialect of marks, the whole way: parse, marks, judge, gate, with nothing seen.

The cases are data, in `tests/data/marks` (its README says how to read them).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unspoiled.domain import FORMATS, NOTHING_SEEN, Format, Judged, Review
from unspoiled.gate import prove
from unspoiled.ingest import read_review
from unspoiled.interchange import review_from_record
from unspoiled.marks import (
    HIDING,
    WARNING,
    covered,
    find_marks,
    find_unseen,
    rides_along,
)
from unspoiled.sentences import split_sentences
from unspoiled.vocabulary import load_vocabulary
from unspoiled.weights import Bench, load_bench

DATA = Path(__file__).parent / "data" / "marks"
NAMED = "Quillon"
SECRETS = {
    "feel": "The songs of Quillon are lovely.",
    "hint": "There is a twist with Quillon.",
    "later": "Quillon steals the ledger and betrays Ada.",
    "ending": "In the end Quillon dies and Ada marries the sailor.",
}
SAFE = ("The acting is superb.", "The music is lovely.")


@dataclass(frozen=True, slots=True)
class Case:
    """One text in one format with what must come of it."""

    about: str
    format: Format
    text: str
    mark: str
    scope: int | None = None
    record: dict[str, Any] = field(default_factory=dict)

    def review(self, secret: str) -> Review:
        """The review as its record is read."""
        text = self.text.replace("SECRET", secret)
        return review_from_record({"text": text, "format": self.format, **self.record})

    def secrets(self) -> tuple[str, ...]:
        """What SECRET stands for: a warning alone does not hide what is but feel."""
        if "SECRET" not in self.text:
            return ("",)
        return tuple(
            words
            for name, words in SECRETS.items()
            if self.mark == "hides" or name != "feel"
        )


def cases() -> Iterator[Case]:
    for path in sorted(DATA.glob("*.toml")):
        for group in tomllib.loads(path.read_text("utf-8"))["group"]:
            for text in group["texts"]:
                for form in group["formats"]:
                    yield Case(
                        f"{path.stem}: {group['about']}",
                        form,
                        text,
                        group["mark"],
                        group.get("scope"),
                        group.get("record", {}),
                    )


CASES = list(cases())


@pytest.fixture(scope="module")
def bench() -> Bench:
    return load_bench(load_vocabulary())


def shown(bench: Bench, review: Review) -> list[Judged]:
    """The sentences that somebody who has seen nothing is shown."""
    judged = read_review(review, None, bench).judged
    thresholds = bench.head.thresholds
    return [one for one in judged if prove(one, NOTHING_SEEN, thresholds)]


def on_screen(review: Review, sentences: list[Judged]) -> str:
    """What is read of them, and their source, which a quote carries."""
    spans = [one.sentence for one in sentences]
    return " | ".join(f"{s.display} {review.text[s.start : s.end]}" for s in spans)


def test_the_table_is_wide():
    texts = {(case.format, case.text, str(case.record)) for case in CASES}

    assert len(texts) >= 400
    assert {case.mark for case in CASES} == {"hides", "warns", "nothing"}
    assert {case.format for case in CASES} == {"text", "markdown", "html", "bbcode"}


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.about} [{case.format}] {case.text!r:.60}"
)
def test_dialect(bench, case):
    for secret in case.secrets():
        review = case.review(secret)
        entry = read_review(review, None, bench)
        told = shown(bench, review)
        screen = on_screen(review, told)
        kinds = {mark.kind for mark in entry.marks}

        assert NAMED not in screen, secret
        for words in SAFE:
            assert words.strip(".") in screen or words not in review.text, secret
        for one in told:
            safe = any(words.strip(".") in one.sentence.display for words in SAFE)
            assert not (safe and one.flagged), one.sentence.display
        if case.mark == "nothing":
            assert not kinds & (HIDING | WARNING)
            reached = [m.through for m in entry.marks if m.kind == "scope"]
            assert max((t for t in reached if t), default=None) == case.scope
        else:
            assert kinds & (HIDING if case.mark == "hides" else WARNING)


# --- whatever surrounds it -------------------------------------------------------------

WRAPS: dict[Format, list[tuple[str, str]]] = {
    "text": [
        (">!", "!<"), ("&gt;!", "!&lt;"), ("||", "||"), ("~!", "!~"), ("[[spoiler:", "]]"),
        ("[spoiler]", "[/spoiler]"), ("[SPOILER=x]", "[/spoiler]"), ("{{spoiltext|", "}}"),
        ("<details>", "</details>"), ("<spoiler>", "</spoiler>"),
        ("\n\n::: spoiler x\n", "\n:::\n\n"),
    ],
    "markdown": [
        (">!", "!<"), ("||", "||"), ("!!", "!!"), ("??", "??"), ("~!", "!~"),
        ("[", "](/s)"), ('[t](/s "', '")'), ("{{< spoiler >}}", "{{< /spoiler >}}"),
        ('<span class="spoiler">', "</span>"), ("[spoiler]", "[/spoiler]"),
        ("\n\n::: spoiler\n", "\n:::\n\n"),
        ("\n\n<details><summary>x</summary>\n\n", "\n\n</details>\n\n"),
    ],
    "html": [
        ("<details>", "</details>"), ('<b class="spoilers">', "</b>"), ("||", "||"),
        ("<p data-mx-spoiler>", "</p>"), ('<i style="color:#fff">', "</i>"),
        ("&gt;!", "!&lt;"), ("[spoiler]", "[/spoiler]"), ("<my-spoiler>", "</my-spoiler>"),
    ],
    "bbcode": [
        ("[spoiler]", "[/spoiler]"), ("[spoiler=a]", "[/spoiler]"), ("[mask]", "[/mask]"),
        ("[color=white]", "[/color]"), (">!", "!<"), ("||", "||"),
    ],
}  # fmt: skip
PIECES = [
    "Fine cast.", "good music", "Really?!", "“Why?” he said.", "8/10", "좋다.", "Wow!!", "end.",
    " ", "\n", "\n\n", "\r\n", "\u3000", "\u200b", "    ", "- ", "1. ", "> ", "# ", "`", "**",
    "*", "_", "~~", "\\", "|", "||", "a || b", "!!", "??", ">!", "!<", "~!", "!~", "[", "]",
    "(", ")", "[b]", "[/b]", "[spoiler]", "[/spoiler]", "<b>", "</b>", "<p>", "</p>", "<br>",
    "<details>", "</details>", "<", ">", "&gt;", "&", "::: note\n", "\n:::\n", "{{", "}}",
    "{{x|y}}", "[x](http://a.b)", '"', "'", "Spoilers ahead.", "This is spoiler-free.",
]  # fmt: skip
ONE_FACED = ("||", "!!", "??")
HIDDEN = ["Zyxwv dies.", "Yes. Zyxwv dies", "zyxwv", "Ada sings.\n\nZyxwv dies. So."]


@st.composite
def surrounded(draw: st.DrawFn) -> tuple[Format, str]:
    """A mark around a secret, closed or left open, between anything else."""
    format = draw(st.sampled_from(FORMATS))
    left, right = draw(st.sampled_from(WRAPS[format]))
    # in a page a bare "<" begins a tag that may swallow the mark, for a browser as well
    usable = [p for p in PIECES if format != "html" or p not in ("<", "!<")]
    pieces = st.lists(st.sampled_from(usable), max_size=6).map("".join)
    before, after, inside = draw(pieces), draw(pieces), draw(st.sampled_from(HIDDEN))
    closed = "\n\n" in inside or "](" in left + right or draw(st.booleans())
    if before[-1:].isalnum() or before[-1:] in tuple("!~|?<>[&\\{\u200b"):
        before += " "  # or the mark is another sign
    if left in ONE_FACED:
        # which of several belong together only spaces can tell, and in code no open one
        # counts at all
        if left in before + after:
            closed, before, after = True, before + " ", " " + after
        if format == "markdown":
            closed, before = True, before.replace("    ", "  ")
    return format, before + left + inside + (right if closed else "") + after


@given(surrounded())
@settings(max_examples=1_500)
def test_whatever_surrounds_it_hidden_text_stays_hidden(made):
    """However sure a classifier might be: none is asked here."""
    format, text = made
    review = Review("r", text, format=format)
    marks, unseen = find_marks(review), find_unseen(review)
    for sentence in split_sentences(review):
        if "zyxwv" in text[sentence.start : sentence.end].lower():
            hidden = covered(marks, sentence.start, sentence.end, HIDING)
            assert hidden or rides_along(sentence, unseen)


MEGABYTE = 1_000_000
ENDLESS: list[tuple[str, Format]] = [
    ("!~", "text"), ("a||b ", "text"), ("use [spoiler] tags ", "text"), ("{|\n", "text"),
    ("Spo\u200bilers ahead. ", "text"), ("rear spoiler of a ", "text"),
    ("`||a ", "markdown"), ('[a](/s "', "markdown"), ("&#62;!", "markdown"),
    ("<my-spoiler ", "html"), ("<p style='color:rgb(1 1 ", "html"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "format"), ENDLESS)
def test_a_megabyte_of_signs_comes_to_an_end(unit, format):
    """Text that is quadratic to read would keep this running for many minutes."""
    text = (unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE]
    marks = find_marks(Review("r", text, format=format))
    assert all(0 <= mark.start < mark.end <= MEGABYTE for mark in marks)
