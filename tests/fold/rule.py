"""A judge by rule, so that a test says itself which sentence is safe for whom.

"Zyxwv" gives the ending away and "episode three" a development that three episodes tell;
everything else is opinion. Marks and words that ride along hide as they always do.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.makers import THRESHOLDS
from unspoiled.domain import (
    REVEALS,
    Boundary,
    Format,
    Judged,
    RevealName,
    Review,
    SafeFrom,
    Sentence,
)
from unspoiled.fold import Folded, Judging, To, fold_review
from unspoiled.marks import (
    HIDING,
    WARNING,
    covered,
    find_marks,
    find_unseen,
    rides_along,
)
from unspoiled.sentences import split_sentences

SECRET = "Zyxwv"


def judge(review: Review, apart: Sequence[tuple[int, int]] = ()) -> Sequence[Judged]:
    """Judge each sentence by its words."""
    marks = find_marks(review)
    unseen = find_unseen(review)
    judged = []
    for sentence in split_sentences(review, apart):
        hidden = covered(marks, sentence.start, sentence.end, HIDING)
        flagged = covered(marks, sentence.start, sentence.end, WARNING)
        beside = rides_along(sentence, unseen)
        judged.append(_judged(sentence, hidden=hidden or beside, flagged=flagged))
    return judged


def _judged(sentence: Sentence, *, hidden: bool, flagged: bool) -> Judged:
    words = sentence.display.lower()
    reveals: RevealName = "feel"
    safe_from = SafeFrom(0)
    if SECRET.lower() in words:
        reveals, safe_from = "ending", SafeFrom()
    elif "episode three" in words:
        reveals, safe_from = "later", SafeFrom(3)
    return Judged(
        sentence=sentence,
        reveals=reveals,
        probability={name: 0.96 if name == reveals else 0.01 for name in REVEALS},
        safe_from=safe_from,
        hidden=hidden,
        flagged=flagged,
        before=reveals == "later",
    )


def judging(boundary: int | None = 0, names: tuple[str, ...] = ()) -> Judging:
    return Judging(judge, THRESHOLDS, Boundary(boundary), names)


def fold(
    text: str,
    format: Format,
    to: To | None = None,
    *,
    boundary: int | None = 0,
    drop: bool = False,
    names: tuple[str, ...] = ("The Salt Ferry",),
) -> str:
    """The folded text alone."""
    return folded(text, format, to, boundary=boundary, drop=drop, names=names).text


def folded(
    text: str,
    format: Format,
    to: To | None = None,
    *,
    boundary: int | None = 0,
    drop: bool = False,
    names: tuple[str, ...] = ("The Salt Ferry",),
) -> Folded:
    """What came of folding; in its own form where none is asked for."""
    own: To = "html" if format == "bbcode" else format
    return fold_review(text, format, to or own, judging(boundary, names), drop=drop)


def opened(safe_from: int | str = "all") -> str:
    """How a fold begins in HTML."""
    return (
        f'<details class="spoiler" data-safe-from="{safe_from}">'
        "<summary>Spoiler</summary>"
    )
