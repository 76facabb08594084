"""Sets of requests read from small files in the forms of the real data."""

from __future__ import annotations

import gzip

import pytest

from tests.bench.finding_samples import BELL, write_finding
from unspoiled.bench.library import Cache, read_films
from unspoiled.bench.tasks import (
    PAIRS,
    VALID,
    Pair,
    drama_tasks,
    read_chats,
    read_pairs,
    read_posts,
)
from unspoiled.bench.yardstick import DramaRequest, Graded
from unspoiled.errors import InputError


@pytest.fixture
def data(tmp_path):
    write_finding(tmp_path)
    return tmp_path


@pytest.fixture
def films(data):
    return read_films(Cache(data, data))


def test_only_films_are_the_collection(films):
    assert sorted(films) == [f"tt000000{n}" for n in range(1, 6)]
    assert films[BELL].synopsis.startswith("A diver")


def test_chats_observe_each_new_target_once(data, films):
    taskset = read_chats(data, "inspired", films)

    assert [task.id for task in taskset.tasks] == ["c1", "c2", "c4"]
    first, second, third = taskset.tasks
    assert first.targets == ("tt0000003",)
    assert first.leave_out == {BELL}
    assert second.targets == ("tt0000004", None)  # 3 was named before, 8 has no id
    assert third.targets == ("tt0000005", None)  # 9 is not in the collection
    assert [task.drawn for task in taskset.tasks] == ["d1", "d1", "d3"]
    assert set(taskset.catalogue or ()) == {BELL, "tt0000003", "tt0000004", "tt0000005"}
    assert "5 targets in 3 of 4 rows, 2 of them" in taskset.notes[0]


def test_a_target_named_before_under_another_number_is_still_to_be_found(data, films):
    row = b'{"id": "c", "dialog_id": "d", "text": "hm", "rec": [5], "prev": [6]}'
    (data / "requests/redial.jsonl.gz").write_bytes(gzip.compress(row))

    (task,) = read_chats(data, "redial", films).tasks

    assert task.targets == ("tt0000005",)
    assert task.leave_out == frozenset()


def test_posts_without_an_answer_here_or_that_name_it_are_left_out(data, films):
    taskset = read_posts(data, films)

    assert [(task.id, *task.groups) for task in taskset.tasks] == [
        ("v1", "seen"),
        ("v2", "unseen"),
    ]
    assert "2 of 4 posts; left out: 1 whose answer" in taskset.notes[0]
    assert "1 that name it" in taskset.notes[0]
    assert [one.id for one in taskset.measures] == [
        "recall@10", "ndcg@10", "mrr", "recall@10/seen", "recall@10/unseen",
    ]  # fmt: skip


def test_pairs_of_two_films(data, films):
    pairs = read_pairs(data / PAIRS, films)

    assert len(pairs) == 4
    assert pairs[0] == Pair("tt0000003", "tt0000004", True)


def test_a_row_that_is_none_is_named(data, films):
    (data / VALID).write_bytes(gzip.compress(b"{}"))

    with pytest.raises(InputError, match="line 1"):
        read_posts(data, films)


def test_drama_requests_without_any_gain_are_left_out():
    requests = [
        DramaRequest("y1", "calm", "mood", "plain"),
        DramaRequest("y2", "sad", "mood", "forum"),
        DramaRequest("y3", "loud"),
    ]
    graded = {
        "y1": Graded("y1", {"a": 3, "b": 0}),
        "y2": Graded("y2", {"a": 0}),
    }

    taskset = drama_tasks(requests, graded)

    assert [task.id for task in taskset.tasks] == ["y1"]
    assert taskset.tasks[0].groups == {"kind/mood", "style/plain"}
    assert {m.group for m in taskset.measures} == {
        None, "kind/mood", "style/forum", "style/plain",
    }  # fmt: skip
    assert "1 not graded, 1 with no title of any gain" in taskset.notes[0]
