"""Requests with hard limits, answered on the starter catalogue and checked by its facts.

The checks read the packaged file themselves and know nothing of `limits`: what an
answer must keep is told by `data/hard_limits.json`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from unspoiled.guide import Guide
from unspoiled.render.plain import answer_record
from unspoiled.vocabulary import load_vocabulary

HERE = Path(__file__).parent
PACKAGED = HERE.parent / "src" / "unspoiled" / "data" / "catalogue.jsonl.gz"
CASES = json.loads((HERE / "data" / "hard_limits.json").read_text(encoding="utf-8"))
TODAY = CASES["today"]
NEVER_GUESSED = {"person", "network"}

Held = bool | None | str
"""Kept, broken, not known (None), or told by no single fact (OPEN)."""
OPEN = "open"


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    folder = tmp_path_factory.mktemp("starter") / "library"
    with Guide.open(folder, viewer="me", today=date.fromisoformat(TODAY)) as opened:
        yield opened


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, Any]]:
    """The packaged records by id."""
    with gzip.open(PACKAGED, "rt", encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


# --- a predicate against a record: True, False, or None where it is not known -----


def plain(name: str) -> str:
    """A name as it is compared here: letters and digits only."""
    return "".join(c for c in name.casefold() if c.isalnum())


def in_range(case: dict[str, Any], value: float | None) -> bool | None:
    if value is None:
        return None
    return bool(case.get("low", value) <= value <= case.get("high", value))


def among(case: dict[str, Any], names: list[str]) -> bool | None:
    known = {plain(name) for name in names if name}
    if not known:
        return None
    if known & {plain(name) for name in case.get("none_of", ())}:
        return False
    wanted = {plain(name) for name in case.get("any_of", ())}
    return not wanted or bool(known & wanted)


def total(record: dict[str, Any]) -> int | None:
    minutes = record.get("minutes")
    if record["kind"] == "film":
        return minutes
    episodes = record.get("episodes")
    return episodes * minutes if episodes and minutes else None


def person(case: dict[str, Any], record: dict[str, Any]) -> bool | None:
    credited = {
        "director": record.get("directors", []),
        "writer": record.get("writers", []),
        "cast": [member["actor"] for member in record.get("cast", [])],
    }
    role = case.get("role")
    names = (
        credited[role] if role else [n for all_of in credited.values() for n in all_of]
    )
    return among(case, names)


def facet(case: dict[str, Any], record: dict[str, Any]) -> bool | None:
    tags = [*record.get("genres", []), *record.get("tags", [])]
    held = among(case, tags)
    if held is False or len(tags) >= 5:
        return held
    return None  # so few tags do not tell what is absent


def finished(case: dict[str, Any], record: dict[str, Any]) -> Held:
    """A known last day must be past; without one, an old title may count as over."""
    end = record.get("air_end")
    return OPEN if not end else end[:10] < TODAY


CHECKS: dict[str, Callable[[dict[str, Any], dict[str, Any]], Held]] = {
    "total": lambda case, record: in_range(case, total(record)),
    "episodes": lambda case, record: in_range(case, record.get("episodes")),
    "minutes": lambda case, record: in_range(case, record.get("minutes")),
    "year": lambda case, record: in_range(case, record.get("year")),
    "country": lambda case, record: among(
        case, [part.strip() for part in record.get("country", "").split(",")]
    ),
    "kind": lambda case, record: among(case, [record.get("kind", "")]),
    "network": lambda case, record: among(
        case, [*record.get("networks", []), *record.get("streaming", [])]
    ),
    "person": person,
    "facet": facet,
    "finished": finished,
}


def standing(case: dict[str, Any], record: dict[str, Any]) -> list[Held]:
    return [CHECKS[one["fact"]](one, record) for one in case["predicates"]]


# --- the answers --------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["requests"], ids=lambda case: case["id"])
def test_every_pick_keeps_every_hard_limit(case, guide, facts):
    answer = answer_record(guide.ask(case["text"], limit=10))
    uncertain = []

    for pick in answer["picks"]:
        record = facts[pick["title_id"]]
        held = standing(case, record)
        name = f"{pick['title']} ({pick['year']})"
        assert False not in held, f"{name} breaks {case['predicates']}"
        for one, verdict in zip(case["predicates"], held, strict=True):
            assert verdict or one["fact"] not in NEVER_GUESSED, f"{name}: {one}"
        if OPEN not in held:
            assert (None in held) == bool(pick["unknown"]), f"{name}: {held}"
        uncertain.append(bool(pick["unknown"]))

    assert uncertain == sorted(uncertain), "what is not proven comes last"


@pytest.mark.parametrize("case", CASES["requests"], ids=lambda case: case["id"])
def test_a_request_has_picks_where_titles_fit_and_none_where_none_can(
    case, guide, facts
):
    held = [standing(case, record) for record in facts.values()]
    picks = guide.ask(case["text"], limit=10).picks

    assert any(map(all, held)) or not case["known_answers"]
    if any(map(all, held)):
        assert not picks[0].unknown
    if all(False in verdicts for verdicts in held):
        assert picks == ()


@pytest.mark.parametrize("key", ["h38", "h39", "h41"])
def test_contradictory_limits_give_no_pick(key, guide):
    text = next(one["text"] for one in CASES["requests"] if one["id"] == key)

    answer = guide.ask(text)

    assert answer.picks == ()
    assert answer.left_out


def test_a_ranking_puts_the_proven_before_the_unknown(guide, facts):
    for case in CASES["requests"]:
        ranking = guide.rank(case["text"], limit=1000)
        uncertain = []
        for title_id, _ in ranking:
            held = standing(case, facts[title_id])
            assert False not in held, f"{case['id']}: {title_id}"
            if OPEN not in held:
                uncertain.append(None in held)
        assert uncertain == sorted(uncertain), case["id"]


def test_reasons_never_name_what_gives_something_away(guide):
    vocabulary = load_vocabulary()
    hidden = {
        facet.name.casefold()
        for facet in vocabulary.facets
        if facet.sealed or facet.reveals not in ("feel", "premise")
    }
    # "Listed under murder and secrets: close to ..." holds names between these
    for case in CASES["requests"]:
        for pick in guide.ask(case["text"], limit=10).picks:
            for reason in (*pick.reasons, *pick.not_for):
                if reason.kind == "facet" and reason.text.startswith("Listed "):
                    words = reason.text.split(" ", 2)[2].rstrip(".").split(": close")[0]
                    assert not hidden & set(words.casefold().split(" and "))


# --- what a viewer would expect ---------------------------------------------------


def names(guide, text, limit=5):
    return [pick.title.title for pick in guide.ask(text, limit=limit).picks]


def test_the_first_request_is_answered_by_the_drama_it_began_with(guide):
    first = guide.ask(
        "something calm, friends to lovers, done in one evening, on Disney+"
    ).picks[0]

    assert first.title.title == "Soundtrack #1"
    assert "No reviewer has called it “calm” yet" in (first.quiet or "")
    assert "Listed under friends to lovers." in [r.text for r in first.reasons]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("like Reply 1988 but shorter", "Reply 1997"),
        ("like Signal", "Beyond Evil"),
        ("like Vincenzo", "Good Manager"),
        ("like The Untamed", "Word of Honor"),
        ("something dark and twisty like Stranger", "Beyond Evil"),
        ("zombies!!", "Kingdom"),
        ("healing, slice of life, countryside", "Welcome to Samdal-ri"),
    ],
)
def test_well_known_answers_are_among_the_first(text, expected, guide):
    assert expected in names(guide, text, limit=10)


def test_words_that_only_ask_find_what_is_well_known(guide):
    for text in ("what should I watch tonight", "idk, anything", "best kdrama ever"):
        picks = guide.ask(text).picks
        assert all((pick.title.popularity or 0) > 0.9 for pick in picks), text


def test_a_title_that_meets_no_wish_does_not_come_before_one_that_does(guide):
    for text in ("zombies", "cooking and friendship", "school bullying, dark"):
        request = guide.understand(text)
        wanted = {want.facet for want in request.wants}
        first = guide.ask(request, limit=1).picks[0].title
        tags = load_vocabulary().of_tags((*first.genres, *first.tags))
        assert wanted & {facet.key for facet in tags}, text
