"""Pages: where folds stand, what is not touched, what a parser makes of it."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.fold.rule import fold, folded, opened
from unspoiled.fold.check import seen_by_parser

SHUT = "</details>"
ALL = opened()


def parents(html: str) -> set[str | None]:
    """What our folds stand in, as a parser sees it."""
    nodes = LexborHTMLParser(html).css("details[data-safe-from]")
    return {node.parent.tag for node in nodes if node.parent is not None}


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        ("<p>Zyxwv.</p>", f"{ALL}<p>Zyxwv.</p>{SHUT}"),
        (
            '<p class=a id="b">Fine. Zyxwv. Good.</p>',
            f'<p class=a id="b">Fine. </p>{ALL}<p class="a" data-joined>Zyxwv.</p>{SHUT}'
            '<p class="a" data-joined> Good.</p>',
        ),
        (
            "<p><em>Fine. <b>Zyxwv. Good.</b></em></p>",
            f"<p><em>Fine. </em></p>{ALL}<p data-joined><em data-joined><b>Zyxwv.</b></em></p>"
            f"{SHUT}<p data-joined><em data-joined><b data-joined> Good.</b></em></p>",
        ),
        (
            "<ul><li>Fine.<li>Zyxwv.</ul>",
            f"<ul><li>Fine.<li>{ALL}Zyxwv.{SHUT}</ul>",
        ),
        ("<ul>\n<li>Zyxwv.\n</ul>", f"{ALL}<ul>\n<li>Zyxwv.\n</ul>{SHUT}"),
        (
            "<table><tr><td>Fine.<td>Zyxwv.</table>",
            f"<table><tr><td>Fine.<td>{ALL}Zyxwv.{SHUT}</table>",
        ),
        ("<h2>Zyxwv</h2><p>Fine.", f"{ALL}<h2>Zyxwv</h2>{SHUT}<p>Fine."),
        ("<div>Fine. Zyxwv.</div>", f"<div>Fine. {ALL}Zyxwv.{SHUT}</div>"),
        ("<dl><dt>Fine<dd>Zyxwv.</dl>", f"<dl><dt>Fine<dd>{ALL}Zyxwv.{SHUT}</dl>"),
        ("Fine. Zyxwv. Good.", f"Fine. {ALL}Zyxwv.{SHUT} Good."),
        ("<p>Fine.<p>Zyxwv.<p>Good.", f"<p>Fine.{ALL}<p>Zyxwv.{SHUT}<p>Good."),
        (
            "<blockquote><p>Zyxwv.</blockquote>",
            f"<blockquote>{ALL}<p>Zyxwv.{SHUT}</blockquote>",
        ),
    ],
)
def test_a_fold_stands_where_a_block_may(page, meant):
    assert fold(page, "html") == meant


def test_neighbours_share_a_fold_and_other_numbers_stay_apart():
    page = "<p>Zyxwv. It is Zyxwv.</p>\n<p>Zyxwv.</p><p>In episode three she goes.</p>"

    assert fold(page, "html") == (
        f"{ALL}<p>Zyxwv. It is Zyxwv.</p>\n<p>Zyxwv.</p>{SHUT}"
        f"{opened(3)}<p>In episode three she goes.</p>{SHUT}"
    )


def test_no_fold_stands_in_a_paragraph_or_inline_element():
    words = "Fine. <b>Zyxwv dies. <i>Good</i></b> music. In episode three she goes."
    shapes = ["<p>{}</p>", "<ul><li>{}<li>b</ul>", "<table><tr><td>{}</table>", "{}",
              "<pre>{}</pre>", "<a href=x>{}</a>", "<section>{}</section>",
              "<p><span><u>{}</u></span>", "<dl><dt>{}<dd>a</dl>"]  # fmt: skip

    for shape in shapes:
        html = fold(shape.format(words), "html")
        flow = {"body", "li", "td", "section", "dt"}
        assert parents(html) <= flow, html
        letters, inside = seen_by_parser(html)
        hidden = "".join(c for c, f in zip(letters, inside, strict=True) if f == "1")
        assert "Zyxwvdies" in hidden
        assert "episodethree" in hidden
        assert "Fine" not in hidden


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="spoiler">{}</span>', '<span class="tg-spoiler">{}</span>',
        "<spoiler>{}</spoiler>", "<b data-mx-spoiler>{}</b>", "||{}||",
        "[spoiler=The end]{}[/spoiler]", "&gt;!{}!&lt;",
        '<span style="color:white;background:white">{}</span>',
    ],
)  # fmt: skip
def test_authors_marks_get_the_same_form(mark):
    page = f"<p>Fine cast.</p><p>{mark.format('Mellow day.')}</p><p>Good.</p>"

    assert fold(page, "html") == (
        f"<p>Fine cast.</p>{ALL}<p>Mellow day.</p>{SHUT}<p>Good.</p>"
    )


def test_an_authors_details_become_ours_and_keep_their_words():
    page = (
        "<details open><summary>The end</summary><p>Mellow day.</p></details><p>Good."
    )

    assert fold(page, "html") == (
        f"{ALL}<div>The end</div><p>Mellow day.</p>{SHUT}<p>Good."
    )


def test_what_only_looks_like_our_fold_is_judged_and_folded():
    forged = opened(0).replace("<details ", "<details open ")

    assert fold(f"{forged}<p>Zyxwv.</p>{SHUT}", "html").startswith(ALL)
    named = opened().replace("Spoiler</summary>", "Zyxwv dies</summary>")
    page = fold(f"{named}<p>Mellow.</p>{SHUT}", "html")
    assert page == f"{ALL}<div>Zyxwv dies</div><p>Mellow.</p>{SHUT}"


def test_a_forged_number_opens_nothing_that_the_gate_would_not_show():
    page = f"{opened(0)}<p>Zyxwv dies.</p>{SHUT}<p>Good.</p>"

    assert fold(page, "html") == f"{ALL}<p>Zyxwv dies.</p>{SHUT}<p>Good.</p>"


def test_folding_at_a_higher_boundary_equals_folding_the_page_there():
    page = (
        "<p>Fine. <b>In episode three she goes. Zyxwv.</b> Good.</p>\n"
        "<ul><li>In episode three he stays.<li>Zyxwv.</ul><h2>Episode three</h2>"
    )

    for boundary in (0, 2, 3, 9, None):
        wanted = fold(page, "html", boundary=boundary)
        for before in (0, 2, 3):
            if boundary is None or before <= boundary:
                again = fold(
                    fold(page, "html", boundary=before), "html", boundary=boundary
                )
                assert again == wanted


def test_a_lower_boundary_shuts_what_was_open():
    page = "<p>In episode three she goes.</p>"

    assert fold(fold(page, "html", boundary=3), "html") == fold(page, "html")


def test_everything_else_stays_byte_for_byte():
    page = (
        '<!DOCTYPE html>\r\n<HTML lang=en><head><meta charset="utf-8"><title>The Salt '
        "Ferry</title>\r\n<style>p > a {color: red}</style><script>if (1 < 2) "
        "{'</p>'}</script></head>\r\n<BODY onload='x()'><!-- a comment -->\r\n"
        "<P CLASS='a'   data-x=1 >Fine &amp; good&nbsp;cast &#8212; really.</P>\r\n\t"
        "<img src=x.jpg><br/><p>Zyxwv.</p>\r\n<hr>\r\n</BODY></HTML>\r\n"
    )
    html = fold(page, "html")

    assert html == page.replace("<p>Zyxwv.</p>", f"{ALL}<p>Zyxwv.</p>{SHUT}")


# --- words in no sentence -----------------------------------------------------------


def test_a_picture_whose_description_is_not_shown_is_folded():
    page = (
        '<p>Fine.</p><p><img src=a.jpg alt="Zyxwv dies"></p><img src=b alt="Fine cast">'
    )

    assert fold(page, "html") == (
        f'<p>Fine.</p>{ALL}<p><img src=a.jpg alt="Zyxwv dies"></p>{SHUT}'
        '<img src=b alt="Fine cast">'
    )


def test_hints_and_previews_are_emptied():
    page = (
        '<meta name="description" content="Zyxwv dies."><meta property="og:title" '
        "content='Fine cast'><meta name=viewport content='width=device-width'>"
        '<meta name="author" content="Ada Pell"><div title=Zyxwv aria-label="Good">Fine.'
        "</div><input placeholder='Zyxwv here'>"
    )

    assert fold(page, "html") == (
        page.replace("Zyxwv dies.", "")
        .replace("=Zyxwv", '=""')
        .replace("Zyxwv here", "")
    )


def test_a_title_that_tells_gives_way_to_the_known_name():
    assert "<title>The Salt Ferry</title>" in fold("<title>Zyxwv dies</title>a", "html")
    page = "<title>Good cast &amp; crew</title>a"
    assert fold(page, "html") == page


def test_linked_data_loses_what_is_not_shown():
    data = {
        "@type": "Review",
        "name": "The Salt Ferry",
        "author": {"@type": "Person", "name": "Ada Pell"},
        "reviewBody": "Zyxwv </script> dies.",
        "url": "https://example.org/a",
        "reviewRating": {"ratingValue": 7},
    }
    raw = json.dumps(data).replace("</", "<\\/")
    page = f'<script type="application/ld+json">{raw}</script><p>Fine.</p>'
    html = fold(page, "html")

    script = LexborHTMLParser(html).css_first("script")
    assert script is not None
    assert json.loads(script.text()) == data | {"reviewBody": ""}
    untouched = page.replace("Zyxwv <\\/script> dies.", "Fine.")
    assert fold(untouched, "html") == untouched


def test_buttons_and_drawings_are_shown_or_hidden_whole():
    page = "<p>Fine.</p><button>Zyxwv</button><svg><text>Good</text></svg>"

    assert fold(page, "html") == (
        f"<p>Fine.</p>{ALL}<button>Zyxwv</button>{SHUT}<svg><text>Good</text></svg>"
    )


def test_what_is_unseen_stays_unseen():
    page = '<p>Fine.</p><div style="display:none"><p>Zyxwv.</p></div><!-- Zyxwv -->'

    assert fold(page, "html") == page


# --- broken pages -------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<table>Zyxwv dies.<tr><td>Fine.</table>",
        '<p>Fine. <img alt="Zyxwv dies.',
        "</details><p>Fine. Zyxwv dies.</details></p></p>",
        "<b><p>Fine.</b> Zyxwv dies.</p>",
        "<select><option>Fine<p>Zyxwv dies.</select>",
        "<svg><p>Zyxwv dies.</svg>Fine.",
        "<plaintext>Zyxwv dies.",
        "<div>" * 300 + "Zyxwv dies.",
        "<a href=x><div>Fine.</div><p>Zyxwv dies.</p></a>",
        "<!-- Fine. <p>Zyxwv dies.",
        "<p>Fine.<details><summary>a<p>Zyxwv dies.",
    ],
)
def test_broken_pages_show_nothing_of_it(page):
    once = fold(page, "html")
    letters, inside = seen_by_parser(once)

    shown = "".join(c for c, f in zip(letters, inside, strict=True) if f == "0")
    assert "Zyxwv" not in shown
    assert fold(once, "html") == once


def test_what_was_hidden_is_told_by_its_place_in_the_page_as_given():
    page = (
        f"{opened(2)}<p>Fine.</p>{SHUT}<p>Good. [Zyxwv](/spoiler) [a](/s 'Mellow')</p>"
    )
    done = folded(page, "html", boundary=2)

    words = [page[one.start : one.end] for one in done.hidden]
    assert words == ["[Zyxwv](/spoiler) [a](/s 'Mellow')"]
    assert not done.mended
