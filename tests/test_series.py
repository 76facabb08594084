"""What a title's name says of the series that it is of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.series import Part, part_of


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Harbour Lights", Part("harbourlights")),
        ("Harbour Lights 2", Part("harbourlights", 2, "number")),
        ("Harbour Lights #2", Part("harbourlights", 2, "number")),
        ("Harbour Lights II", Part("harbourlights", 2, "number")),
        ("The Harbour Lights: Season 3", Part("harbourlights", 3, "season")),
        (
            "Harbour Lights Part Two: The Storm",
            Part("harbourlights", 2, "part", "the storm"),
        ),
        (
            "Harbour Lights 2: The Storm",
            Part("harbourlights", 2, "number", "the storm"),
        ),
        (
            "Harbour Lights: The Storm",
            Part("harbourlights", subtitle="the storm"),
        ),
        (
            "Harbour Lights Special 3",
            Part("harbourlights", 3, "number", form="special"),
        ),
        (
            "Harbour Lights: Director's Cut",
            Part("harbourlights", subtitle="director's cut", form="version"),
        ),
        (
            "Harbour Lights: Side Story",
            Part("harbourlights", subtitle="side story", form="spin-off"),
        ),
        ("Harbour of 1988", Part("harbourof", year=1988)),
        ("항구의 불빛 시즌2", Part("항구의불빛", 2, "season")),
        ("항구의 불빛2", Part("항구의불빛", 2, "number")),
        ("港口之光 第二季", Part("港口之光", 2, "season")),
        ("港口之光Ⅱ", Part("港口之光", 2, "number")),
        ("My Special Harbour", Part("myspecialharbour")),
        ("18 Harbours", Part("18harbours")),
        ("2", Part("2")),
        ("Lights (ft. Harbour) 2", Part("lights", 2, "number")),
    ],
)
def test_names(name, part):
    assert part_of(name) == part


@given(st.text(max_size=400))
def test_every_name_has_a_base(name):
    part = part_of(name)

    assert part.base or not name.strip()
    assert part.place >= 0


@pytest.mark.parametrize("piece", ["a", "a ", ":", "a: ", "season ", "1 ", "- ", "("])
def test_long_names_take_no_time(piece):
    assert part_of(piece * 300).place >= 1
