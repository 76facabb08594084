"""What reaches a terminal: no line too wide or padded, nothing that steers it."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tests.makers import make_judged, make_sentence, make_title
from unspoiled.domain import (
    NOTHING_SEEN,
    Answer,
    Pick,
    Reason,
    Request,
    Review,
    SafeFrom,
)
from unspoiled.guide import ReadReview, Shown
from unspoiled.render.terminal import print_answer, print_read, safe_text

STEERING = "\x1b[31m\x07\x9b2J\r\x00"


def printed(function, *values, width=80):
    file = io.StringIO()
    made = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    function(*values, made)
    return file.getvalue()


def test_controls_are_left_out():
    assert str(safe_text(f"a{STEERING}b")) == "a[31m2Jb"


def test_an_answer_with_hostile_text():
    title = make_title(f"The [bold]{STEERING}Title[/bold] :smile:")
    pick = Pick(title, 1.0, {}, (Reason("fact", f"A {STEERING} fact."),))

    out = printed(print_answer, Answer(Request("calm"), (pick,)))

    assert "\x1b" not in out
    assert "[bold]" in out
    assert ":smile:" in out


def test_silence_is_said_once_for_all():
    quiet = "No review of it is in your library yet."
    picks = tuple(Pick(make_title(name), 1.0, {}, quiet=quiet) for name in "ABC")

    out = printed(print_answer, Answer(Request("calm"), picks))

    assert out.count("in your library yet") == 1
    assert "these titles" in out
    alone = printed(print_answer, Answer(Request("calm"), picks[:1]))
    assert quiet in alone


def test_a_fact_of_the_card_is_named_and_not_told_again():
    title = make_title(episodes=4, minutes=50, streaming=("Disney+",), country="Japan")
    reasons = (
        Reason("fact", "4 episodes of 50 min, 3 h 20 min in all.", speaks_to="short"),
        Reason("fact", "On Disney+.", speaks_to="on Disney+"),
        Reason("fact", "Directed by Mori Hana.", speaks_to="by Mori Hana"),
    )

    out = printed(print_answer, Answer(Request("x"), (Pick(title, 1.0, {}, reasons),)))

    assert out.count("3 h 20 min in all") == 1
    assert "✓ short · on Disney+\n" in out
    assert "✓ Directed by Mori Hana.\n" in out


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=60), st.booleans()), max_size=8),
    st.integers(30, 100),
)
def test_a_review_keeps_to_the_width_and_hides_what_is_hidden(texts, width):
    shown = [
        Shown(
            make_judged(sentence=make_sentence(text, index=number, paragraph=number)),
            "feel" if open_ else None,
            SafeFrom(0 if open_ else None),
        )
        for number, (text, open_) in enumerate(texts)
    ]
    read = ReadReview(Review(id="r-1", text=""), NOTHING_SEEN, tuple(shown), ())

    out = printed(print_read, make_title(), [read], width=width)

    assert all(cell_len(line) <= width for line in out.splitlines())
    assert all(line == line.rstrip() for line in out.split("\n"))
