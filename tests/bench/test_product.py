"""What is known of the product: its parts, and likeness both ways."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from unspoiled.bench.finding import both_ways
from unspoiled.bench.product import without
from unspoiled.bench.tasks import Pair
from unspoiled.ranker import Ranker, straight


def test_parts_are_left_out_for_a_while_only():
    own = {name: straight(1.0) for name in ("renown", "wants", "odd")}
    guide: Any = SimpleNamespace(ranker=Ranker({"wish": own}))
    whole = guide.ranker

    with without(guide, ()) as same:
        assert same.ranker is whole
    with without(guide, ("wants", "odd")) as lacking:
        assert lacking.ranker.curves["wish"].keys() == {"renown"}
    assert guide.ranker is whole

    with pytest.raises(RuntimeError), without(guide, ("odd",)):
        raise RuntimeError
    assert guide.ranker is whole


def test_likeness_goes_both_ways():
    said = {("a", "b"): 0.2, ("b", "a"): 0.6, ("a", "c"): 1.0, ("c", "a"): 0.0}
    guide: Any = SimpleNamespace(
        likeness=lambda a, others: [said[a, b] for b in others]
    )

    found = both_ways(guide, [Pair("a", "b", True), Pair("a", "c", False)])

    assert found == pytest.approx([0.4, 0.5])
