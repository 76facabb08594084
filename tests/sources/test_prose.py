"""Bare reviews: what front matter, page and options say, and the text untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.errors import InputError
from unspoiled.sources.decoding import decode_text, format_of
from unspoiled.sources.html import page_facts
from unspoiled.sources.paths import read_path
from unspoiled.sources.prose import split_front_matter
from unspoiled.sources.records import ReviewDefaults


def read(path, **said):
    (record,) = read_path(path, defaults=ReviewDefaults(**said))
    return record


def review(path, **said):
    found = read(path, **said)
    assert found.review is not None, found.problem
    return found.review


FRONT = """\
---
Title: Quiet Pier #1
year: 2020
author: [Ann, Bo]
date: 2021-03-04
rating: 8/10
spoiler: true
language: en
mood: {calm: 1}
---
It is calm.\r
Nobody hurries.
"""


def test_front_matter_is_read_and_taken_off(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(FRONT, newline="")

    found = review(path, author="Somebody", url="https://www.example.org/1")

    assert found.text == "It is calm.\r\nNobody hurries.\n"
    assert (found.title, found.year, found.author) == ("Quiet Pier #1", 2020, "Ann, Bo")
    assert (found.date, found.rating) == ("2021-03-04", "8/10")
    assert (found.spoiler, found.language) == (True, "en")
    assert (found.url, found.source) == ("https://www.example.org/1", "example.org")
    assert found.extra == {"mood": {"calm": "1"}}
    assert found.format == "markdown"


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: No", "No"),
        ("title: 2012", "2012"),
        ("title: 'Salt: and Sea'", "Salt: and Sea"),
        ("title: Pier # a comment", "Pier"),
        ("title: Pier #2 # a comment", "Pier #2 # a comment"),
        ("name: Pier", "Pier"),
        ("TITLE: Pier\nyear: ~", "Pier"),
    ],
)
def test_values_are_taken_as_written(tmp_path, front, title):
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nText.")

    assert review(tmp_path / "a.md").title == title


@pytest.mark.parametrize(
    "text", ["---\nA rule above.\n---\nText.", "---\nNo end.", "Text.", "----\na: b\n"]
)
def test_a_rule_is_no_front_matter(tmp_path, text):
    (tmp_path / "a.md").write_text(text)

    assert review(tmp_path / "a.md").text == text


@pytest.mark.parametrize(
    "front",
    [
        "a: &x [1, 2]\nb: *x",
        "title: a: b",
        "[" * 9_000,
        "a: 'open",
        "&a a: " + "\n".join(f"l{n}: &l{n} [*l{n - 1}]" for n in range(1, 9)),
    ],
)
def test_bad_front_matter_is_told_and_cannot_grow(tmp_path, front):
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nText.")

    found = read(tmp_path / "a.md")

    assert "front matter" in str(found.problem)


def test_front_matter_runs_nothing(tmp_path):
    front = (
        "---\ntitle: !!python/object/apply:os.getcwd []\nyear: !!int 2020\n---\nText."
    )
    (tmp_path / "a.md").write_text(front)

    assert review(tmp_path / "a.md").title == "a"


def test_a_bare_text_is_about_what_the_options_or_its_name_say(tmp_path):
    path = tmp_path / "quiet-pier_2.txt"
    path.write_text("Calm.")

    assert review(path).title == "quiet pier 2"
    assert review(path).source == "quiet-pier_2.txt"
    assert review(path, title="Night Ferry").title == "Night Ferry"


def test_an_edited_file_is_the_same_review(tmp_path):
    path = tmp_path / "pier.txt"
    path.write_text("Calm.")
    before = review(path, title="A Quiet Pier")
    path.write_text("Calm, mostly.")
    after = review(path, title="Quiet Pier, A", author=None)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pier.txt").write_text("Calm.")

    assert before.id == after.id
    assert review(path, title="Night Ferry").id != before.id
    assert review(tmp_path / "other" / "pier.txt", title="A Quiet Pier").id != before.id


def test_a_url_tells_a_review_wherever_its_file_lies(tmp_path):
    ids = set()
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text("Calm.")
        ids.add(review(tmp_path / name, title="Pier", url="https://example.org/1").id)

    assert len(ids) == 1


# --- encodings --------------------------------------------------------------------

KOREAN = (
    "잔잔하고 따뜻한 드라마였다. 배우들의 연기가 정말 좋았고 음악도 아름다웠다. " * 3
)
FRENCH = (
    "Un drame très doux, où rien ne presse; les acteurs sont parfaits et émus. " * 3
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"), (KOREAN, "utf-8-sig"), (KOREAN, "utf-16"),
        (KOREAN, "utf-32"), (KOREAN, "cp949"), (FRENCH, "cp1252"), (FRENCH, "utf-8"),
    ],
)  # fmt: skip
def test_encodings(tmp_path, text, encoding):
    assert decode_text(text.encode(encoding), tmp_path / "a.txt") == text


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04" + bytes(range(256)) * 20,
        bytes(range(1, 256)) * 20,
        b"\xff\xfeab\x00",
        "a\x00b".encode("utf-16"),
    ],
)
def test_binary_files_are_refused_with_a_word_on_what_to_do(tmp_path, raw):
    with pytest.raises(InputError, match=r"a\.md"):
        decode_text(raw, tmp_path / "a.md")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_utf8_text_comes_back_as_it_was(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "a.txt"

    assert decode_text(text.encode(), path) == text.removeprefix("\ufeff")


@given(st.text(max_size=300))
def test_any_text_after_a_fence_is_front_matter_or_text(text):
    from pathlib import Path

    try:
        said, rest = split_front_matter("---\n" + text, Path("a.md"))
    except InputError:
        return
    assert ("---\n" + text).endswith(rest)
    assert isinstance(said, dict)


def test_a_file_too_large_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("x " * 4_500_000)
    (tmp_path / "b.txt").write_text("x " * 1_500_000)

    assert "larger than 8 MB" in str(read(tmp_path / "a.txt").problem)
    assert "2,000,000 characters" in str(read(tmp_path / "b.txt").problem)


def test_formats_go_by_the_name(tmp_path):
    names = {"a.md": "markdown", "a.HTML": "html", "a.txt": "text", "-": "text"}

    assert {name: format_of(tmp_path / name) for name in names} == names


# --- pages ------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="en-GB"><head>
<title>Review: A Quiet Pier | Harbour Notes</title>
<link rel="canonical" href="https://www.example.org/pier">
<meta property="article:published_time" content="2020-01-01T00:00">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Notes"},
 {"@type": ["Review"], "itemReviewed": {"@type": "TVSeries", "name": "Quiet Pier #1",
 "startDate": "2020-05-01"}, "author": [{"name": "Ann"}],
 "datePublished": "2021-05-06T10:00", "reviewRating":
 {"ratingValue": 8, "bestRating": "10"}}]}</script>
</head><body><p>It is calm.</p></body></html>"""


def test_a_page_says_itself_what_it_is_about(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)

    found = review(path, title="Something else", rating="1")

    assert found.text == PAGE
    assert (found.title, found.year, found.author) == ("Quiet Pier #1", 2020, "Ann")
    assert (found.date, found.rating, found.scale) == ("2021-05-06", "8", "10")
    assert (found.url, found.language) == ("https://www.example.org/pier", "en")
    assert found.format == "html"


def test_a_headline_is_a_hint_below_the_options(tmp_path):
    path = tmp_path / "a.htm"
    path.write_text("<title>A Quiet Pier review – Notes</title><p>It is calm.")

    assert review(path).title == "A Quiet Pier"
    assert review(path, title="Night Ferry").title == "Night Ferry"


def test_a_page_without_words_is_told(tmp_path):
    (tmp_path / "a.html").write_text("<title>A Quiet Pier</title><body><p> </p>")

    assert "no text" in str(read(tmp_path / "a.html").problem)


@pytest.mark.parametrize(
    "script", ["{", "[" * 60_000, "5", '{"@type": "Review"}', "[" * 5 + "]" * 5, "null"]
)
def test_bad_metadata_does_no_harm(script):
    page = f'<script type="application/ld+json">{script}</script><p>It is calm.'

    said, hint, has_words = page_facts(page)

    assert (said, hint, has_words) == ({}, None, True)


@given(st.text(max_size=300))
def test_any_page_can_be_read(page):
    assert isinstance(page_facts(page)[0], dict)
