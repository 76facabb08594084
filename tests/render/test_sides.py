"""Titles side by side: what they share, what is told of one alone, at whose boundary."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.makers import make_title
from tests.render.cards import ACTING, CALM, POOR, TENSE, VOCABULARY, about_of
from unspoiled.domain import ALL_SEEN, NOTHING_SEEN
from unspoiled.render.sides import side_by_side
from unspoiled.render.sides_terminal import print_sides


def ferry(*reviews, boundary=NOTHING_SEEN, **facts):
    return about_of(*reviews, title=make_title("Ferry", **facts), boundary=boundary)


def kiln(*reviews, boundary=NOTHING_SEEN, **facts):
    return about_of(*reviews, title=make_title("Kiln", **facts), boundary=boundary)


def cells(sides, key):
    for row in sides.rows:
        if row.key == key:
            return [[line.text for line in cell] for cell in row.cells]
    return None


def printed(sides, width=80):
    file = io.StringIO()
    screen = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    print_sides(sides, screen)
    return file.getvalue()


def test_what_both_have_and_what_is_told_of_one_alone():
    tags = ("friends to lovers", "calm")
    sides = side_by_side(
        [ferry(tags=(*tags, "food")), kiln(tags=(*tags, "travel"))], VOCABULARY
    )

    assert "friends to lovers" in [one.text for one in sides.facets]
    assert cells(sides, "only") == [["food"], ["travel"]]
    assert cells(sides, "mood") == [["calm"], ["calm"]]
    assert cells(sides, "blamed") is None


def test_of_three_what_two_have_is_not_lost():
    sides = side_by_side(
        [ferry(tags=("food",)), kiln(tags=("food",)), kiln(id="t-3", tags=("travel",))],
        VOCABULARY,
    )

    assert cells(sides, "only") == [["food"], ["food"], ["travel"]]


def test_what_is_known_of_one_alone_is_not_compared():
    """Whoever has seen one learns nothing of the other, where it may be withheld."""
    tags = ("amnesia", "food")
    sides = side_by_side(
        [ferry(tags=tags, boundary=ALL_SEEN), kiln(tags=tags)], VOCABULARY
    )

    assert [one.text for one in sides.facets] == ["food"]
    assert cells(sides, "only") is None
    assert cells(sides, "known") == [["amnesia"], []]


def test_craft_is_compared_with_its_counts():
    sides = side_by_side(
        [ferry([ACTING], [ACTING[:-1] + ", too."]), kiln([POOR])], VOCABULARY
    )

    (praised,) = [row for row in sides.rows if row.key == "praised"]
    (blamed,) = [row for row in sides.rows if row.key == "blamed"]
    assert praised.cells[0][0].sure == "2 of 2 reviewers"
    assert blamed.cells[1][0].sure == "one review"
    assert praised.cells[1] == ()


def test_people_in_common_whatever_the_spelling():
    sides = side_by_side(
        [ferry(directors=("Han Seo-yul", "X")), kiln(directors=("Han Seo Yul",))],
        VOCABULARY,
    )

    assert [one.text for one in sides.people] == ["directed by Han Seo-yul"]


@pytest.mark.parametrize("width", [40, 80, 100])
def test_it_keeps_to_the_width(width):
    sides = side_by_side(
        [
            ferry(
                [CALM, ACTING], [TENSE], directors=("고요한 가마" * 9,), tags=("food",)
            ),
            kiln([POOR], synopsis="x" * 200, networks=("a" * 99,), tags=("food",)),
        ],
        VOCABULARY,
    )

    out = printed(sides, width)

    assert all(cell_len(line) <= width for line in out.splitlines())
    assert all(line == line.rstrip() for line in out.split("\n"))
    assert "Both have  food" in out


def test_narrow_ones_stand_below_each_other():
    sides = side_by_side([ferry(episodes=4), kiln(episodes=6)], VOCABULARY)

    assert "  Ferry\n    4 episodes\n  Kiln\n    6 episodes\n" in printed(sides, 40)
    assert "4 episodes" + " " * 31 + "6 episodes" in printed(sides, 80)
