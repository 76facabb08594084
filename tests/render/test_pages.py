"""Pages: nothing on them runs, loads or leads astray, and nothing sealed is in them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tests.makers import make_title
from tests.render.cards import ACTING, CALM, POOR, TENSE, VOCABULARY, about_of, card
from unspoiled.domain import CastMember, Track
from unspoiled.profiles import VOICES
from unspoiled.render import inert, pages
from unspoiled.render.card import Card, Line, Part, card_of
from unspoiled.render.pages import card_page, sides_page, tongue_of, web_link
from unspoiled.render.sides import side_by_side

HOSTILE = (
    '</style><script>alert(1)</script><img src=x onerror="alert(1)">'
    "\"'><svg onload=alert(1)>{{ 7*7 }}{% raw %}\x1b[31m\u202e"
)
LOADS = ("script", "img", "link", "iframe", "object", "embed", "svg", "form", "base")


def parsed(page):
    return LexborHTMLParser(page)


def hostile_pages():
    """A card and a comparison in which every text is hostile."""
    title = make_title(
        HOSTILE,
        id="t-1",
        aka=(HOSTILE + "2",),
        country=HOSTILE,
        networks=(HOSTILE,),
        directors=(HOSTILE,),
        writers=(HOSTILE + "w",),
        cast=(CastMember(HOSTILE, HOSTILE),),
        soundtrack=(Track(HOSTILE, HOSTILE), Track(None, HOSTILE)),
        synopsis=HOSTILE,
        tags=("calm",),
    )
    made = [about_of([CALM[:-1] + HOSTILE, ACTING], [TENSE], title=title)]
    made.append(about_of([POOR], title=make_title("Other")))
    shown = card_of(made[0], VOCABULARY)
    marked = [replace(q, author=HOSTILE, source=HOSTILE, url=f"https://x.example/{HOSTILE}")
              for q in shown.quotes]  # fmt: skip
    yield card_page(replace(shown, quotes=tuple(marked)))
    yield sides_page(side_by_side(made, VOCABULARY))


@pytest.mark.parametrize("page", list(hostile_pages()), ids=["card", "sides"])
def test_hostile_text_stays_text(page):
    tree = parsed(page)

    for name in LOADS:
        assert tree.css(name) == [], name
    assert len(tree.css("style")) == 1
    for node in tree.css("*"):
        assert not [key for key in node.attributes if key.startswith("on")]
        assert "style" not in node.attributes
    assert "alert(1)" in tree.body.text()
    assert "{{ 7*7 }}" in tree.body.text()
    assert "49" not in tree.css_first("h1").text()
    assert not {"\x1b", "\u202e"} & set(page)


@pytest.mark.parametrize("page", list(hostile_pages()), ids=["card", "sides"])
def test_a_page_loads_nothing(page):
    tree = parsed(page)

    policy = tree.css_first("meta[http-equiv]").attributes
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    style = tree.css_first("style").text()
    assert not re.search(r"url\(|@import|@font-face|expression", style)
    for node in tree.css("*"):
        assert not {"src", "srcset", "data", "action", "ping"} & node.attributes.keys()


def linked(url):
    made = card([ACTING])
    (quote,) = made.quotes
    page = card_page(replace(made, quotes=(replace(quote, url=url),)))
    return parsed(page).css("a")


def test_a_link_to_the_web_is_a_link():
    (link,) = linked("https://example.org/reviews?id=7&x=<y>")

    assert link.attributes["href"] == "https://example.org/reviews?id=7&x=<y>"
    assert "noopener" in link.attributes["rel"]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//x.example", "file:///etc/passwd",
     " javascript:alert(1)", "https://", "https:\\\\x", "mailto:a@b.c", "", None,
     "https://user@x.example/", "java\nscript:alert(1)"],
)  # fmt: skip
def test_anything_else_is_no_link(url):
    assert web_link(url) is None
    assert linked(url) == []


def test_every_statement_opens_to_its_sentences():
    tree = parsed(card_page(card([CALM], [TENSE], [CALM[:-1] + ", truly."])))

    (calm,) = [
        d for d in tree.css("details") if "calm" in d.css_first("summary").text()
    ]
    assert "2 of 3 reviewers" in calm.css_first("summary").text()
    assert "2 of 3 reviewers call it calm." in calm.text()
    said = [quote.text().strip() for quote in calm.css("blockquote")]
    assert said == [CALM, CALM[:-1] + ", truly.", TENSE]


def test_what_only_a_tag_says_opens_too():
    tree = parsed(card_page(card(title=make_title(tags=("calm",)))))

    (calm,) = tree.css("details")
    assert "listed" in calm.css_first("summary").text()
    assert "A tag or genre" in calm.text()


def test_of_many_sentences_some_are_shown_and_the_rest_counted():
    many = [[f"{CALM[:-1]}, and number {n} of mine."] for n in range(20)]
    tree = parsed(card_page(card(*many)))

    calm = tree.css_first("details")
    assert len(calm.css("blockquote")) == VOICES
    assert f"and {20 - VOICES} more" in calm.text()


def test_the_page_is_built_of_headings_and_landmarks():
    tree = parsed(card_page(card([CALM, ACTING], title=make_title(tags=("warm",)))))

    assert tree.css_first("html").attributes["lang"] == "en"
    assert tree.css_first("title").text() == "The Salt Ferry"
    assert [node.text() for node in tree.css("h1")] == ["The Salt Ferry"]
    assert len(tree.css("main")) == 1
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for section in tree.css("section"):
        assert section.attributes["aria-labelledby"] in ids
    assert "width=device-width" in tree.css_first("meta[name=viewport]").html


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("고요한 가마", "ko"), ("静かな窯", "ja"), ("安靜的窯", "zh"), ("เตาเผา", "th"),
        ("The Quiet Kiln", None), ("The Quiet Kiln (고요한)", None), ("7", None),
    ],
)  # fmt: skip
def test_other_languages_are_marked_for_whoever_reads_aloud(text, tongue):
    assert tongue_of(text) == tongue
    made = card(title=make_title("X", aka=(text,), synopsis=text))
    tree = parsed(card_page(made))
    marked = [node.attributes["lang"] for node in tree.css("main [lang]")]
    assert marked == ([tongue, tongue] if tongue else [])


SEALED_TAGS = ("amnesia", "sad ending", "suicide", "birth secret", "calm")


def test_nothing_that_the_gate_keeps_is_in_the_source():
    title = make_title(tags=SEALED_TAGS)
    hidden = "In the end Quillon drowns and nobody forgives him."
    made = about_of([CALM, hidden], title=title)
    other = about_of([ACTING], title=make_title("Other", tags=SEALED_TAGS))
    for page in (
        card_page(card_of(made, VOCABULARY)),
        sides_page(side_by_side([made, other], VOCABULARY)),
    ):
        for word in ("amnesia", "sad ending", "suicide", "birth secret"):
            assert word not in page.lower()


@given(st.text(max_size=60))
def test_any_text_comes_back_as_it_was_but_for_controls(text):
    made = Card(text, (), (), None, (Part("mood", "Mood", "Mood", (Line(text),)),),
                None, (), (), ())  # fmt: skip

    tree = parsed(card_page(made))

    for shown in (tree.css_first("h1").text(), tree.css_first("p.plain").text()):
        assert " ".join(shown.split()) == " ".join(inert(text).split())


# --- contrast -------------------------------------------------------------------------

STYLE = (Path(pages.__file__).parent / "templates" / "style.css").read_text("utf-8")


def luminance(colour):
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    wide = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * wide[0] + 0.7152 * wide[1] + 0.0722 * wide[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_white_on_black():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_text_is_readable_on_every_ground(scheme):
    found = re.findall(r"--(\w+): (#[0-9a-f]{6})", STYLE)
    half = len(found) // 2
    colours = dict(found[scheme * half : (scheme + 1) * half])

    assert set(colours) == {"paper", "raised", "ink", "soft", "rule", "accent", "mark"}
    for ground in ("paper", "raised"):
        for text in ("ink", "soft", "accent"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["mark"], colours[ground]) >= 3
