"""Every dialect of `tests/data/marks`, folded: nothing of it shown, all else left."""

from __future__ import annotations

import pytest

from tests.fold.rule import fold, judge
from tests.fold.test_properties import outside
from tests.test_dialects import NAMED, SAFE, SECRETS, Case, cases
from unspoiled.domain import Review
from unspoiled.fold import To
from unspoiled.text import plain_text

MARKED = [case for case in cases() if case.mark == "hides" and not case.record]
FORMS: tuple[To, ...] = ("html", "markdown", "text")


def named(cases):
    return [
        pytest.param(c, id=f"{n}-{c.format}-{c.about}") for n, c in enumerate(cases)
    ]


def shown_before(case: Case, text: str) -> list[str]:
    """The harmless sentences that the judge shows of the text itself."""
    judged = judge(Review(id="r", text=text, format=case.format))
    seen = " ".join(one.sentence.display for one in judged if not one.hidden)
    return [words for words in SAFE if words in seen]


@pytest.mark.parametrize("case", named(MARKED))
def test_what_an_author_marked_is_in_a_fold(case):
    for secret in (SECRETS["feel"], SECRETS["ending"])[: len(case.secrets())]:
        text = case.text.replace("SECRET", secret)
        for to in FORMS:
            once = fold(text, case.format, to)
            seen = outside(once, to)
            if to == "markdown":  # what no page shows may stay in the source
                seen = plain_text(seen, "markdown").text
            assert NAMED not in seen, once
            for words in shown_before(case, text):
                assert words.replace(" ", "")[:-1] in "".join(seen.split()), once
            assert fold(once, to, to) == once
            assert NAMED not in fold(text, case.format, to, drop=True)
