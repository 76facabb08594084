"""Whole answers over the toy library, kept word for word in `golden/`.

After a change that is meant, `pytest --renew-goldens tests/test_golden.py` writes them
anew; the difference is read before it is committed.
"""

import json
from pathlib import Path

import pytest

from tests.toy import TODAY

GOLDEN = Path(__file__).parent / "golden"
REQUESTS: dict[str, tuple[str, ...]] = {
    "evening": ("something calm, friends to lovers, done in one evening, on Disney+",),
    "like": ("like The Salt Ferry but funnier, not too sad",),
    "people": ("directed by Joo Ara or written by Oh Min-ah",),
    "length": ("a finished Korean romance, 24 episodes max, since 2010",),
    "nothing-known": ("a romance under five hours", "--limit", "20"),
    "nothing-fits": ("directed by Joo Ara, on iQIYI",),
    "hedged": ("maybe a thriller, preferably short, I think on Netflix",),
    "seen": ("a tense thriller", "--seen", "Ninth Floor, Please=all", "--limit", "2"),
    "sealed": ("a happy ending, no sad ending, no love triangle",),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_the_answer_is_the_one_kept(run, name, request):
    ran = run("ask", *REQUESTS[name], "--json", "--today", TODAY)
    answer = json.loads(ran.out)
    for pick in answer["picks"]:
        pick["score"] = round(pick["score"], 1)  # floats differ between machines
        del pick["shares"]  # which sum to it, and are the ranking's business
    file = GOLDEN / f"{name}.json"
    if request.config.getoption("--renew-goldens"):
        told = json.dumps(answer, ensure_ascii=False, indent=1)
        file.write_text(told + "\n", "utf-8")

    kept = json.loads(file.read_text("utf-8"))
    for pick, other in zip(answer["picks"], kept["picks"], strict=False):
        assert pick["score"] == pytest.approx(other["score"], abs=0.11)
        other["score"] = pick["score"]
    assert answer == kept


def test_every_golden_has_its_request():
    assert {file.stem for file in GOLDEN.glob("*.json")} == REQUESTS.keys()
