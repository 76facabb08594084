"""Pools for grading tell nothing of the rankers; requests and grades are read whole."""

from __future__ import annotations

import pytest

from tests.makers import make_title
from unspoiled.bench.pooling import facts_for_grading, pooled
from unspoiled.bench.yardstick import read_drama_requests, read_grades
from unspoiled.domain import CastMember
from unspoiled.errors import InputError

LEFT = ["a", "b", "c", "d"]
RIGHT = ["c", "e", "a"]


def test_each_title_once_from_the_first_of_every_ranking():
    assert sorted(pooled("y1", [LEFT, RIGHT], depth=2)) == ["a", "b", "c", "e"]


def test_the_order_does_not_tell_who_found_what():
    pool = pooled("y1", [LEFT, RIGHT])

    assert pool == pooled("y1", [RIGHT, LEFT])
    assert pool == pooled("y1", [sorted({*LEFT, *RIGHT})])


def test_the_order_is_of_chance_but_the_same_again():
    titles = [[str(n) for n in range(30)]]

    orders = {tuple(pooled(id, titles, depth=30)) for id in ("y1", "y1", "y2")}

    assert len(orders) == 2
    assert tuple(pooled("y1", titles, depth=30, seed=1)) not in orders


def test_what_is_graded_is_left_out():
    assert "a" not in pooled("y1", [LEFT, RIGHT], graded={"a": 3})


def test_facts_that_are_unknown_are_left_out():
    cast = tuple(CastMember(name) for name in ("Ott", "Pim", "Quo", "Ras"))
    title = make_title("Kites", year=2001, tags=tuple(map(str, range(20))), cast=cast)

    found = facts_for_grading(title)

    assert found == {
        "title_id": "t-kites", "title": "Kites", "year": 2001, "kind": "series",
        "tags": [str(n) for n in range(14)], "leads": ["Ott", "Pim", "Quo"],
    }  # fmt: skip


@pytest.mark.parametrize("read", [read_drama_requests, read_grades])
def test_an_id_stands_once(tmp_path, read):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "y1", "text": "calm", "grades": {}}\n' * 2)

    with pytest.raises(InputError, match="line 2: y1 stands here a second time"):
        read(path)


@pytest.mark.parametrize("grade", ["4", "-1", '"good"', "1.5"])
def test_a_grade_goes_from_0_to_3(tmp_path, grade):
    path = tmp_path / "grades.jsonl"
    path.write_text(f'{{"id": "y1", "grades": {{"a": {grade}}}}}')

    with pytest.raises(InputError, match="line 1"):
        read_grades(path)


def test_a_second_grading_is_optional(tmp_path):
    path = tmp_path / "grades.jsonl"
    path.write_text('{"id": "y1", "grades": {"a": 3}}\n\n')

    assert read_grades(path)["y1"].second == {}
