"""No face tells more than its viewer has watched, whatever field of a record holds it.

Commands are found in the table of commands and methods on `Guide` itself: a new one that
nobody has written down here fails, so that none is forgotten.
"""

from __future__ import annotations

import inspect
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.planted import (
    NAME,
    REVEALING_TAG,
    SAID,
    SECRETS,
    TITLE_ID,
    build_planted,
    told_too_early,
)
from unspoiled import Guide
from unspoiled.cli import COMMANDS, _own_fault, main
from unspoiled.domain import ALL_SEEN, Boundary

REACHES: dict[str, int | None] = {"0": 0, "2": 2, "all": None}
FILES = "{files}"
REQUESTS = [
    "calm",
    "something calm with lovely music",
    "a romance where someone drowns",
    f"like {NAME} but sadder",
    "a Korean mystery, no amnesia",
    "directed by Han Seo-yul",
    "who dies in the orchard",
]

SEALED = [
    "calm, nobody dies, happy ending",
    "a calm mystery, no cheating, the dog lives",
    "something with less death, ideally no illness",
]
CLOSED = {
    "limits": [{"fact": "facet", "text": "must", "any_of": ["trope:amnesia"]}],
    "wants": [{"facet": "trope:amnesia", "text": "wanted"}, {"facet": "mood:calm"}],
    "avoids": [{"facet": "trope:death", "text": "avoided"}],
    "sealed": [{"facet": "ending_tone:happy", "text": "sealed"}],
    "free_text": "calm orchard",
}
"""What somebody might write by hand to learn what a title is listed under."""

Recipe = tuple[str, ...]
RECIPES: dict[str, list[Recipe]] = {
    "ask": [
        *(("ask", words, "--limit", "20") for words in REQUESTS),
        *(("ask", words, "--explain", "--sealed", "--seen", f"{NAME}={{seen}}")
          for words in (*REQUESTS, *SEALED)),
        *(("ask", words, "--limit", "20") for words in SEALED),
        ("ask", "--understood", f"{FILES}/of-amnesia.json", "--explain"),
        ("ask", "--understood", f"{FILES}/of-amnesia.json", "--sealed"),
        ("ask", "--understood", f"{FILES}/broken/records.jsonl"),
        ("ask", "--batch", f"{FILES}/requests.jsonl", "--sealed"),
        ("ask", "calm", "--refine", "http://127.0.0.1:1/v1"),
        ("ask", "calm", "--seen", f"{NAME}={{seen}}"),
        ("ask", "calm", "--seen", "No Such Orchard=2"),
        ("ask", "--batch", f"{FILES}/requests.jsonl"),
        ("ask", "--batch", f"{FILES}/broken/records.jsonl"),
    ],
    "about": [
        ("about", TITLE_ID), ("about", NAME), ("about", "Glas Orchard"),
        ("about", NAME, "--why", "--warnings"),
    ],
    "compare": [
        ("compare", TITLE_ID, "t-harbour-1"),
        ("compare", NAME, "t-harbour-1", "--seen", "t-harbour-1=all"),
        ("compare", NAME, "Glas Orchard"),
    ],
    "facets": [("facets", "mood"), ("facets", "trope", REVEALING_TAG)],
    "read": [("read", TITLE_ID), ("read", "Harbour Lamp"), ("read", "Orchard Of Glass")],
    "judge": [("judge", f"{FILES}/review.md", "--title", NAME, "--boundary", "{seen}")],
    "fold": [
        ("fold", f"{FILES}/review.md", "--title", NAME, "--boundary", "{seen}",
         "--to", form, *more)
        for form, more in (("text", ()), ("html", ("--drop",)), ("markdown", ("--drop",)))
    ],
    "seen": [("seen",), ("seen", NAME), ("seen", NAME, "S1E9x"), ("seen", NAME, "{seen}")],
    "rate": [("rate", NAME, "9"), ("rate", NAME), ("rate", NAME, "99")],
    "settle": [
        ("settle",),
        ("settle", "review:r-4"),
        ("settle", "review:none", TITLE_ID),
        ("settle", "review:r-5", "t-harbour-1"),
        ("read", "t-harbour-1"),
        ("about", "t-harbour-1"),
    ],
    "add": [
        ("add", f"{FILES}/titles.jsonl"),
        ("add", f"{FILES}/reviews.jsonl"),
        ("add", f"{FILES}/broken"),
        ("add", f"{FILES}/history.jsonl"),
        ("add", f"{FILES}/named", "--title", NAME),
        ("add", f"{FILES}/nothing-here"),
    ],
    "map": [
        ("map", "--json", "--facet", "mood:calm"),
        ("map", "--json", "--country", "korea"),
        ("map", "--json", "--facet", "death"),
        ("map", "--out", f"{FILES}/map"),
    ],
    "bench": [
        ("bench",),
        *(("bench", name, "--data", f"{FILES}/none") for name in ("gate", "find")),
        *(
            ("bench", name, "--requests", f"{FILES}/none")
            for name in ("limits", "parse", "speed")
        ),
    ],
    "remove": [
        ("remove", "nothing of this name"),
        ("remove", "review:r-6"),
        ("remove", "why-crestavol-drowns-in-the-end"),
        ("remove", "t-harbour-2"),
        ("remove", "where-mondrivale-drowns"),
        ("remove", "--ratings"),
        ("remove", NAME),
        ("remove", "--requests"),
    ],
}  # fmt: skip
"""What to do with each command, in this order: the last ones destroy."""

WITHOUT_JSON = {
    "judge": "its lines hold the caller's own text, by its face; offsets tell what is shown",
    "bench": "it needs the measuring data",
}
"""Commands that are not tried with --json, and why."""


@pytest.fixture(scope="session")
def planted_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    build_planted(folder)
    files = folder / "files"
    (files / "named").mkdir()
    shutil.copy(files / "why-zormival-drowns-in-it.txt", files / "named")
    requests = ({"id": n, "text": words} for n, words in enumerate(REQUESTS))
    (files / "requests.jsonl").write_text("\n".join(map(json.dumps, requests)))
    (files / "of-amnesia.json").write_text(json.dumps({"understood": CLOSED}))
    (files / "review.md").write_text(
        f"{SAID} >!Selvaque burns the orchard.!<\n\n::: spoiler Varneth dies\n"
        "Tormandel drowns.\n:::\n\nSpoilers ahead.\n\n"
        "In the end Kestromar dies and Mina marries the sailor.\n"
    )
    return folder


@pytest.fixture
def planted(
    planted_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of the library where commands look for it; its files are shared."""
    shutil.copytree(planted_built / "library", tmp_path / "library")
    monkeypatch.setenv("COLUMNS", "90")
    return planted_built / "files"


def screens(
    arguments: Recipe, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


def filled(recipe: Recipe, files: Path, seen: str) -> Recipe:
    return tuple(
        word.replace(FILES, str(files)).replace("{seen}", seen) for word in recipe
    )


def leaked(screen: str, recipe: Recipe, seen: int | None) -> list[str]:
    """Secrets on a screen, but for those that the viewer has typed in."""
    typed = " ".join(recipe).casefold()
    return [
        word for word in told_too_early(screen, seen) if word.casefold() not in typed
    ]


def test_every_command_has_a_recipe():
    """RECIPES may be ahead of the table, never behind it."""
    assert set(COMMANDS) <= set(RECIPES)


@pytest.mark.parametrize("seen", REACHES)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["plain", "json"])
def test_no_command_tells_a_secret_too_early(planted, capsys, seen, form):
    screens(("seen", NAME, seen), capsys)
    for command, recipes in RECIPES.items():
        if command not in COMMANDS or (form and command in WITHOUT_JSON):
            continue
        for recipe in recipes:
            arguments = filled(recipe, planted, seen)
            code, out, err = screens((*arguments, *form), capsys)
            assert code in (0, 1, 2)
            assert "Traceback" not in out + err
            assert leaked(out + err, recipe, REACHES[seen]) == [], recipe
            if seen != "all" and REVEALING_TAG not in " ".join(recipe):
                assert REVEALING_TAG not in out + err


@pytest.mark.parametrize("seen", REACHES)
def test_no_page_holds_a_secret_too_early(planted, capsys, seen):
    """Whatever is folded on a page is in its source as well."""
    screens(("seen", NAME, seen), capsys)
    for recipe in (
        ("about", NAME, "--html", "-"),
        ("about", NAME, "--warnings", "--html", "-"),
        ("compare", NAME, "t-harbour-1", "--html", "-"),
    ):
        code, out, err = screens(recipe, capsys)
        assert (code, err) == (0, "")
        assert "</html>" in out
        assert leaked(out, recipe, REACHES[seen]) == []
        assert (REVEALING_TAG in out) is (seen == "all")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_no_secret(capsys, command):
    code, out, err = screens((command, "--help"), capsys)

    assert code == 0
    assert told_too_early(out + err, 0) == []


@pytest.mark.parametrize("more", [(), ("--sealed",)], ids=["plain", "consent"])
def test_a_request_written_by_hand_asks_nothing_out_of_a_title(planted, capsys, more):
    file = str(planted / "of-amnesia.json")
    asked = ("ask", "--understood", file, "--limit", "20", "--json", *more)
    answer = json.loads(screens(asked, capsys)[1])

    assert not answer["understood"]["limits"]
    assert {want["text"] for want in answer["understood"]["sealed"]} == {
        "must", "wanted", "avoided", "sealed",
    }  # fmt: skip
    assert told_too_early(json.dumps(answer), 0) == []
    for word in (REVEALING_TAG, "death", "ending"):
        assert word not in json.dumps(answer["picks"])


def test_harmless_facts_are_told_to_anybody(planted, capsys):
    _, out, _ = screens(("about", NAME), capsys)

    for fact in ("유리 과수원", "Yuri Gwasuwon", "Han Seo-yul", "Oh Min-ah", "as Mina",
                 "Paper Lantern Choir", "Seol Ha", "The Glass Orchard (Main Theme)",
                 "Mystery", "Calm", "orchard of glass", SAID[:20]):  # fmt: skip
        assert fact.casefold() in " ".join(out.split()).casefold(), fact
    record = json.loads(screens(("read", NAME, "--json"), capsys)[1])
    links = [review["url"] for review in record["reviews"]]
    assert links.count("https://example.org/old-roads/the-glass-orchard") == 1
    assert {review["source"] for review in record["reviews"]} == {
        "example.org", "Tidebook", "Old Roads", None,
    }  # fmt: skip


def test_whoever_has_seen_it_all_is_told_all_of_it(planted, capsys):
    about = screens(("about", NAME, "--seen", "all"), capsys)[1]
    read = screens(("read", NAME, "--seen", "all"), capsys)[1]

    for word in ("Jundaval", "Lorvetta", "Ostrivane", REVEALING_TAG):
        assert word.casefold() in about.casefold()
    for word in ("Selvaque", "Tormandel", "Kestromar", "yestrigan", "zormival"):
        assert word.casefold() in read.casefold()


# --- the object behind the faces -----------------------------------------------------

Call = Callable[[Guide, Path], Any]
METHODS: dict[str, Call] = {
    "understand": lambda guide, files: guide.understand(REQUESTS[1]),
    "ask": lambda guide, files: [
        guide.ask(words, limit=20, sealed=sealed)
        for words in (*REQUESTS, *SEALED)
        for sealed in (False, True)
    ],
    "likeness": lambda guide, files: guide.likeness(
        guide.store.all_title_ids()[0], guide.store.all_title_ids()
    ),
    "rank": lambda guide, files: [
        guide.rank(REQUESTS[0]),
        guide.rank(SEALED[0], sealed=True),
    ],
    "refine": lambda guide, files: guide.refine(
        SEALED[0], lambda messages: json.dumps(CLOSED)
    ),
    "about": lambda guide, files: [
        guide.about(guide.find_title(NAME), warnings=warnings)
        for warnings in (False, True)
    ],
    "overview": lambda guide, files: guide.overview(facet="calm", country="Korea"),
    "lineage": lambda guide, files: guide.lineage(guide.find_title(NAME)),
    "boundary": lambda guide, files: guide.boundary(guide.find_title(NAME)),
    "boundary_of": lambda guide, files: guide.boundary_of(guide.find_title(NAME), "1"),
    "trust": lambda guide, files: guide.trust(),
    "seen": lambda guide, files: guide.seen(guide.find_title(NAME), "0"),
    "rate": lambda guide, files: guide.rate(guide.find_title(NAME), 7.0),
    "refresh": lambda guide, files: guide.refresh(),
    "writing": lambda guide, files: None,
    "add": lambda guide, files: guide.add(files / "titles.jsonl").titles,
    "keep_request": lambda guide, files: guide.keep_request(
        "the drama in which Lurmadine dies", [TITLE_ID]
    ),
    "remove_history": lambda guide, files: guide.remove_history(ratings=True),
    "settle": lambda guide, files: guide.settle("review:r-5", "t-harbour-1").settled,
    "remove": lambda guide, files: guide.remove("why-crestavol-drowns-in-the-end"),
    "close": lambda guide, files: guide.close(),
}
REFERENCE = "why-crestavol-drowns-in-the-end"
"""An id that tells something: objects carry it as it is, and faces what stands for it."""
WHOLE = {
    "open": "it hands out the object itself",
    "find_title": "it hands out the library's own record, for other methods",
    "judge": "it hands back what the caller handed in, each sentence with its proof",
    "read": "it hands out whole reviews, each sentence with its proof",
    "fold": "it hands back what the caller handed in, folded",
    "asides": "it hands out records as they came, to be settled",
}
"""Methods whose value holds whole texts, and why; what is shown of it is a face's doing."""


def public_methods() -> set[str]:
    found = inspect.getmembers(Guide, callable)
    return {name for name, _ in found if not name.startswith("_")}


def test_every_method_is_written_down():
    assert public_methods() <= {*METHODS, *WHOLE}


def test_what_methods_hand_out_holds_no_secret(planted, tmp_path, capsys):
    talked: list[str] = []

    def talk(stage: str, done: float, total: float) -> None:
        talked.append(f"{stage} {done} {total}")

    with Guide.open(tmp_path / "library", talk=talk) as guide:
        for name, call in METHODS.items():
            told = repr(call(guide, planted)).replace(REFERENCE, "")
            assert told_too_early(told, 0) == [], name
    out, err = capsys.readouterr()

    assert out + err == ""
    assert told_too_early(" ".join(talked), 0) == []


@pytest.mark.parametrize("seen", [0, 1, 2, 3, 4])
def test_episodes_open_one_after_the_other(planted, tmp_path, seen):
    with Guide.open(tmp_path / "library") as guide:
        title = guide.find_title(NAME)
        about = guide.about(title, Boundary(seen))
        everything = guide.about(title, ALL_SEEN)

    told = repr(about.title)
    early = [word for word, since in SECRETS.items() if since and since <= seen]
    assert told_too_early(told, seen) == []
    assert all(word in told for word in early)
    assert everything.title == title


def test_what_stands_for_an_id_can_be_acted_on(planted, capsys):
    record = json.loads(screens(("read", NAME, "--json"), capsys)[1])
    (stand_in,) = {
        review["review_id"]
        for review in record["reviews"]
        if review["review_id"].startswith("x-")
    }
    code, out, _ = screens(("remove", stand_in), capsys)
    left = json.loads(screens(("read", NAME, "--json"), capsys)[1])

    assert code == 0
    assert stand_in in out
    assert len(left["reviews"]) == len(record["reviews"]) - 1


# --- faults and files ------------------------------------------------------------------


@pytest.mark.parametrize("trace", ["", "1"])
def test_a_fault_says_where_it_is_and_quotes_nothing(capsys, monkeypatch, trace):
    monkeypatch.setenv("UNSPOILED_TRACE", trace)
    inner, outer, *_ = SECRETS
    nothing: dict[str, str] = {}
    try:
        try:
            nothing[inner]
        except KeyError as error:
            raise ValueError(outer) from error
    except ValueError as error:
        code = _own_fault(error)
    said = capsys.readouterr().err

    assert code == 1
    assert "ValueError" in said
    assert told_too_early(said, 0) == []
    assert ("test_faces.py" in said) == bool(trace)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_nobody_else_may_read_a_library(tmp_path):
    given = tmp_path / "given"
    given.mkdir(mode=0o755)
    for library in (tmp_path / "made" / "library", given):
        build_planted(library.parent / f"of-{library.name}")
        with Guide.open(library, starter=False) as guide:
            guide.add(library.parent / f"of-{library.name}" / "files" / "titles.jsonl")
        outer = stat.S_IMODE(library.stat().st_mode) & 0o077
        for path in library.iterdir():
            if "lock" in path.name:
                continue  # the number of a process and a command's first word
            assert not outer or not stat.S_IMODE(path.stat().st_mode) & 0o077, path
    assert stat.S_IMODE((tmp_path / "made" / "library").stat().st_mode) == 0o700
