"""`unspoiled add`, `settle` and `remove`: what goes in, what waits, what goes."""

import gzip
import json
import shutil

import pytest

from tests.toy import FERRY, REVIEWS, TITLES

PRAISE = "The acting is wonderful and the music is beautiful. It is a calm drama."
TITLE = {"id": "x-lamp", "title": "The Lamp Reader", "year": 2023, "episodes": 8}


def review(**known):
    return {"title": "The Quiet Kiln", "year": 2022, "text": PRAISE} | known


def quoted(run, words="wonderful acting", title="The Quiet Kiln"):
    """Sources of the quotes for a title, wherever the answer names it."""
    about = run("read", title, "--json").json
    return {one["source"] for one in about["reviews"]}


FILES = {
    "note.txt": PRAISE,
    "note.md": f"---\ntitle: The Quiet Kiln\nyear: 2022\nauthor: A\n---\n{PRAISE}",
    "note.html": f"<title>The Quiet Kiln</title><p>{PRAISE}</p>",
    "note.jsonl": json.dumps(review(source="note.jsonl")) + "\n",
    "note.json": json.dumps([review(source="note.json")]),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_goes_in(run, tmp_path, name):
    file = tmp_path / name
    file.write_text(FILES[name], "utf-8")
    told = ("--title", "The Quiet Kiln") if name == "note.txt" else ()

    ran = run("add", file, *told)

    assert (ran.code, ran.err) == (0, "")
    assert "reviews: 1 added" in ran.out
    assert name in quoted(run)


def test_packed_lines_go_in(run, tmp_path):
    file = tmp_path / "all.jsonl.gz"
    lines = [TITLE, review(title="The Lamp Reader", year=2023, source="packed")]
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))

    report = run("add", file, "--json").json

    assert report["titles"] == {"added": 1}
    assert report["reviews"] == {"added": 1}
    assert quoted(run, title="The Lamp Reader") == {"packed"}


def test_options_say_what_a_bare_file_does_not(run, tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text(PRAISE, "utf-8")
    run(
        "add", file, "--title", "고요한 가마", "--year", "2022", "--author", "Wren",
        "--url", "https://example.org/wren", "--date", "2024-01-02", "--rating", "8/10",
    )  # fmt: skip

    (mine,) = (
        one
        for one in run("read", "The Quiet Kiln", "--json").json["reviews"]
        if one["author"] == "Wren"
    )
    assert mine["url"] == "https://example.org/wren"
    assert mine["date"] == "2024-01-02"
    assert mine["rating"] == "8/10"
    assert mine["source"] == "example.org"


def test_adding_twice_is_adding_once(run):
    again = run("add", TITLES, REVIEWS, "--json").json

    assert again["titles"] == {"same": 13}
    assert again["reviews"] == {"same": 10}
    assert again["sentences"] == 0
    before = run("ask", "calm", "--json", "--today", "2025-06-01").out
    run("add", REVIEWS, TITLES)
    assert run("ask", "calm", "--json", "--today", "2025-06-01").out == before


def test_an_edited_file_replaces_what_it_said(run, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    file = folder / "kiln.txt"
    file.write_text("The acting is remarkable, and so is the light.", "utf-8")
    run("add", file, "--title", "The Quiet Kiln")
    file.write_text("The costumes are splendid, and so is the music.", "utf-8")

    report = run("add", file, "--title", "The Quiet Kiln", "--json").json
    read = run("read", "The Quiet Kiln").out

    assert report["reviews"] == {"changed": 1}
    assert "splendid" in read
    assert "remarkable" not in read


def test_a_changed_title_is_found_by_its_new_facts(run, tmp_path):
    file = tmp_path / "title.jsonl"
    file.write_text(json.dumps(TITLE))
    run("add", file)
    file.write_text(json.dumps(TITLE | {"directors": ["Ruth Amberley"]}))
    report = run("add", file, "--json").json

    answer = run("ask", "directed by Ruth Amberley", "--json").json

    assert report["titles"] == {"changed": 1}
    assert [pick["title_id"] for pick in answer["picks"]] == ["x-lamp"]


def test_two_records_of_a_title_make_one(run, tmp_path):
    file = tmp_path / "lamp.jsonl"
    more = {
        "id": TITLE["id"],
        "title": TITLE["title"],
        "synopsis": "She reads at dusk.",
    }
    file.write_text(f"{json.dumps(TITLE)}\n{json.dumps(more)}\n")

    run("add", file)

    about = run("about", "The Lamp Reader", "--json").json
    assert (about["facts"]["episodes"], about["synopsis"]) == (8, more["synopsis"])


def test_a_folder_goes_in_whole_and_other_files_are_left(run, tmp_path):
    folder = tmp_path / "folder"
    shutil.copytree(REVIEWS, folder / "deep")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")

    ran = run("add", folder)

    assert ran.code == 0
    assert "files of other kinds left alone: 1" in ran.out


def test_doubtful_and_unknown_titles_wait(run):
    listed = run("settle", "--json").lines

    assert {one["reason"] for one in listed} == {"doubtful", "unknown title"}
    doubt = next(one for one in listed if one["reason"] == "doubtful")
    assert set(doubt["candidates"]) == {
        "toy-paper-harbor-2009",
        "toy-paper-harbor-2023",
    }
    shown = run("settle")
    assert "perhaps toy-paper-harbor-2009: Paper Harbor (2009)" in shown.out
    assert "forum.jsonl:8" in shown.out


def test_settling_gives_a_review_its_title(run):
    key = "review:toy-r-paper-doubt"

    ran = run("settle", key, "Paper Harbor (2023)")

    assert ran.code == 0
    assert quoted(run, title="toy-paper-harbor-2023") == {"Loose Leaves"}
    assert key not in run("settle").out
    report = run("add", REVIEWS, "--json").json
    assert report["reviews"] == {"same": 11}
    assert key not in run("settle").out


def test_a_review_finds_its_title_when_that_comes_later(run, tmp_path):
    late = tmp_path / "late.jsonl"
    late.write_text('{"id": "x-notary", "title": "The Cloud Notary", "year": 2015}')

    report = run("add", late, "--json").json

    assert report["settled"] == 1
    assert quoted(run, title="The Cloud Notary") == {"Loose Leaves"}


def test_a_bare_file_without_a_title_waits_and_says_so(run):
    ran = run("add", FERRY)

    assert ran.code == 0
    assert "set aside: 1" in ran.out
    assert "“ferry”" in ran.err
    assert "unspoiled settle" in ran.err


def test_remove_a_review(run):
    before = quoted(run, title="Blue Hour Laundry")
    review_id = run("read", "Blue Hour Laundry", "--json").json["reviews"][0][
        "review_id"
    ]

    ran = run("remove", review_id)

    assert before == {"Rinse Cycle"}
    assert ran.code == 0
    assert run("read", "Blue Hour Laundry").code == 1
    answer = run("ask", "never sugary comfort television", "--json").out
    assert (
        "sugary"
        not in answer.replace('"request":"never sugary', "").replace(
            '"free_text":"never sugary', ""
        )
        or "Rinse Cycle" not in answer
    )


def test_remove_a_title_takes_its_reviews(run):
    ran = run("remove", "The Salt Ferry")

    assert ran.code == 0
    assert "The Salt Ferry" in ran.out
    assert run("about", "The Salt Ferry").code == 1
    assert "Salt Ferry" not in run("ask", "calm", "--limit", "20").out


def test_remove_what_was_set_aside(run):
    run("remove", "review:toy-r-nobody-knows")

    assert "Cloud Notary" not in run("settle").out


ASKED = {
    "id": "q-1",
    "text": "Somebody fires pots at night while the rain hammers on",
    "answers": ["toy-quiet-kiln", "x-nowhere"],
}


def history(tmp_path, *more):
    """A file with a past request and the ratings of eight raters."""
    rated = [
        {"rater": f"r{n}", "title_id": key, "rating": 4, "scale": 5}
        for n in range(8)
        for key in ("toy-quiet-kiln", "toy-salt-ferry", "x-nowhere")
        if n < 5 or key == "x-nowhere"
    ]
    file = tmp_path / "history.jsonl"
    file.write_text("\n".join(map(json.dumps, [ASKED, *rated, *more])))
    return file


def test_past_requests_and_ratings_go_in_and_are_counted(run, tmp_path):
    ran = run("add", history(tmp_path))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "past requests: 1 added",
        "ratings: 18 added",
        "titles that they name and the library does not hold: 1; "
        "what is said of them waits until you add them",
    ]
    again = run("add", history(tmp_path), "--json").json
    assert again["requests"] == {"same": 1}
    assert again["ratings"] == {"same": 18}
    assert again["unknown_titles"] == 1
    assert again["aside"] == []


def test_a_title_that_comes_in_the_same_command_is_not_unknown(run, tmp_path):
    titles = tmp_path / "titles.jsonl"
    titles.write_text('{"id": "x-nowhere", "title": "Nowhere Near"}')

    report = run("add", history(tmp_path), titles, "--json").json

    assert report["unknown_titles"] == 0


def test_bad_rows_are_named_and_the_others_go_in(run, tmp_path):
    bad = [{"rater": "z", "title_id": "x", "rating": 99} for _ in range(30)]

    ran = run("add", history(tmp_path, *bad))

    assert ran.code == 1
    assert "ratings: 18 added" in ran.out
    assert ran.err.count('"rating" must be a number from 0 to 10') == 12
    assert "history.jsonl, line 20: " in ran.err
    assert "and 18 more that could not be read" in ran.err
    assert "set aside" not in ran.out


def test_all_past_requests_and_ratings_can_be_removed(run, tmp_path):
    run("add", history(tmp_path))

    ran = run("remove", "--requests", "--ratings")

    assert (ran.code, ran.out) == (0, "removed: 1 past requests and 18 ratings\n")
    assert run("remove", "--ratings", "--json").json == {"removed": "0 ratings"}
    report = run("add", history(tmp_path), "--json").json
    assert (report["requests"], report["ratings"]) == ({"added": 1}, {"added": 18})


@pytest.mark.parametrize("said", [(), ("The Salt Ferry", "--requests")])
def test_remove_needs_a_name_or_a_kind(run, said):
    ran = run("remove", *said)

    assert (ran.code, ran.out) == (2, "")


def test_remove_nothing(run):
    ran = run("remove", "no-such-thing")

    assert ran.code == 1
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1


def test_nothing_is_set_aside(run):
    for one in run("settle", "--json").lines:
        run("remove", one["key"])

    ran = run("settle")

    assert (ran.code, ran.out) == (0, "")
    assert "nothing is set aside" in ran.err


def test_settle_needs_a_title_and_a_known_key(run):
    assert run("settle", "review:toy-r-nobody-knows").code == 2
    for arguments in (
        ("review:none", "The Salt Ferry"),
        ("review:toy-r-nobody-knows", "No Such Title At All"),
    ):
        ran = run("settle", *arguments)
        assert ran.code == 1
        assert len(ran.err.splitlines()) == 1


def test_a_missing_file_does_not_stop_the_others(run, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("A quiet, lovely show.\n")

    ran = run("add", str(tmp_path / "gone.txt"), str(note), "--title", "The Salt Ferry")

    assert ran.code == 1
    assert "gone.txt" in ran.err
    assert "reviews: 1 added" in ran.out
