"""Rankers meet tasks made by hand."""

from __future__ import annotations

import pytest

from unspoiled.bench.contest import (
    Tally,
    allowed,
    difference,
    figures_of,
    hold,
    sampled,
)
from unspoiled.bench.figures import PAST, PRODUCT
from unspoiled.bench.tasks import Task, TaskSet, gain, recall


def task(id, *targets, **known):
    grades = known.pop("grades", dict.fromkeys(filter(None, targets), 1))
    return Task(id, f"request {id}", targets, grades, known.pop("drawn", id), **known)


RECALL = recall()


def taskset(*tasks, name="toy", measures=(RECALL,), **known):
    return TaskSet(name, "as it is", tasks, measures, **known)


def test_only_what_may_be_an_answer_is_measured():
    one = task("1", "a", leave_out=frozenset({"x"}))
    limited = taskset(one, catalogue=frozenset("abx"))

    assert allowed(limited, one, ["z", "x", "b", "a"]) == ["b", "a"]


def test_each_target_is_observed():
    tasks = (task("1", "a", "b", None), task("2", "c"))
    rankings = {"1": ["a", "q"], "2": ["q", "c"]}

    tallies = hold(taskset(*tasks), tasks, lambda t: {"toy": rankings[t.id]})

    assert tallies["toy"].values == {"recall@10": [1.0, 0.0, 0.0, 1.0]}
    assert tallies["toy"].drawn == {"recall@10": ["1", "1", "1", "2"]}


def test_a_group_is_measured_apart():
    tasks = (task("1", "a", groups=frozenset({"seen"})), task("2", "b"))
    both = taskset(*tasks, measures=(recall(), recall("seen")))

    tallies = hold(both, tasks, lambda t: {"toy": ["a"]})

    assert tallies["toy"].values == {"recall@10": [1.0, 0.0], "recall@10/seen": [1.0]}


def figures(**values):
    tallies = {
        by.replace("_", ", past requests" if by == "product_" else "_"): Tally(
            {"ndcg@10": found}, {"ndcg@10": [str(n) for n in range(len(found))]}
        )
        for by, found in values.items()
    }
    return {
        one.by: one
        for one in figures_of(taskset(name="drama", measures=(gain(),)), tallies)
    }


def test_more_is_wanted_than_the_best_baseline_of_the_run():
    found = figures(
        product=[0.4, 0.6], bm25=[0.3, 0.5], minilm=[0.1, 0.1], product_=[1.0]
    )

    assert found[PRODUCT].wanted is not None
    assert found[PRODUCT].wanted.least == pytest.approx(0.5)
    assert found[PRODUCT].met
    assert found[PAST].met
    assert found["bm25"].wanted is None
    assert found["bm25"].value == pytest.approx(0.4)
    assert found["bm25"].n == 2


def test_what_a_part_does_is_the_mean_of_the_differences():
    measure = recall()
    whole = Tally({measure.id: [1.0, 1.0, 0.0]}, {measure.id: ["1", "2", "3"]})
    lacking = Tally({measure.id: [0.0, 1.0, 0.0]}, {measure.id: ["1", "2", "3"]})

    found = difference(taskset(), PRODUCT, "kin", whole, lacking)

    assert found.id == "find/toy/recall@10/without/kin"
    assert found.value == pytest.approx(-1 / 3)
    assert found.low is not None
    assert found.low <= -1 / 3 <= (found.high or 0.0)


def test_a_sample_keeps_the_order_and_is_the_same_again():
    tasks = [task(str(n)) for n in range(50)]

    found = sampled(tasks, 10)

    assert found == sampled(tasks, 10)
    assert [int(one.id) for one in found] == sorted(int(one.id) for one in found)
    assert sampled(tasks, None) == sampled(tasks, 99) == tuple(tasks)
