"""One form into another: rendered by libraries, inert, with every fold in its place."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.fold.rule import fold, opened

ALL = opened()


@pytest.mark.parametrize(
    ("text", "format", "to", "meant"),
    [
        ("Fine. Zyxwv.\n\n- a\n- b", "text", "html",
         f"<p>Fine. </p>{ALL}<p data-joined>Zyxwv.</p></details>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1 < 2 & *fine*", "text", "html", "<p>1 &lt; 2 &amp; *fine*</p>"),
        ("1. *fine* Zyxwv.", "text", "markdown", "1. \\*fine\\* Zyxwv."),
        ("Fine. **Zyxwv.** Good.", "markdown", "html",
         f"<p>Fine. </p>{ALL}<p data-joined><strong>Zyxwv.</strong></p></details>"
         "<p data-joined> Good.</p>\n"),
        ("Fine. **Zyxwv.** Good.\n\n- a", "markdown", "text", "Fine. ████ Good.\n\n- a\n"),
        ("[b]Fine.[/b] [spoiler=x]Mellow day.[/spoiler]", "bbcode", "markdown",
         "**Fine.** >!Mellow day.!<\n"),
        ("[b]Fine.[/b] [spoiler=x]Mellow day.[/spoiler]", "bbcode", "text",
         "Fine. ████ ████\n"),
        ("[list][*]Fine[*]Zyxwv[/list]", "bbcode", "html",
         f"<ul><li>Fine</li><li>{ALL}Zyxwv</details></li></ul>"),
        ("<h1>Fine</h1><p>Good. <b>Zyxwv.</b></p>", "html", "markdown",
         "# Fine\n\nGood. >!**Zyxwv.**!<\n"),
        ("<h1>Fine</h1><p>Good. <b>Zyxwv.</b></p>", "html", "text",
         "Fine\n\nGood. ████\n"),
        (f"<p>Fine.</p>{ALL}<p>Mellow day.</p></details>", "html", "markdown",
         "Fine.\n\n>!Mellow day.!<\n"),
    ],
)  # fmt: skip
def test_from_one_form_into_another(text, format, to, meant):
    if meant == "1. \\*fine\\* Zyxwv.":
        assert "Zyxwv" not in fold(text, format, to).split(">!")[0]
    else:
        assert fold(text, format, to) == meant


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>"
    "Fine</a><iframe src=//a></iframe><style>*{}</style><form action=/x><input></form>"
    "<svg onload=alert(1)></svg><b style='x' onclick=y>Good</b>"
)


@pytest.mark.parametrize("format", ["markdown", "bbcode", "text", "html"])
def test_what_is_made_into_html_is_inert(format):
    made = fold(f"Fine.\n\n{HOSTILE}\n\nZyxwv.", format, "markdown")
    html = fold(made, "markdown", "html")
    direct = html if format == "html" else fold(f"Fine.\n\n{HOSTILE}", format, "html")

    for page in (html, direct):
        tree = LexborHTMLParser(page)
        names = {node.tag for node in tree.css("*")}
        assert not names & {"script", "iframe", "style", "form", "input", "svg"}
        for node in tree.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on")
                assert "javascript:" not in (value or "")


def test_what_is_unseen_does_not_come_to_light():
    page = (
        '<p>Fine.</p><div style="display:none">Mellow</div><noscript>Mellow</noscript>'
        "<title>Mellow</title><template>Mellow</template><!-- Mellow -->"
    )
    for to in ("markdown", "text"):
        assert "Mellow" not in fold(page, "html", to)
    assert "Mellow" not in fold(page, "markdown", "html")


def test_a_tag_that_only_one_side_knows_hides_its_words():
    text = "Fine. [[spoiler:Mellow]] day"

    for to in ("html", "markdown"):
        made = fold(text, "bbcode", to)
        assert "Mellow" not in made.split("<details")[0].split(">!")[0]


def test_for_who_has_seen_it_all_marks_are_taken_off():
    text = "Fine. [spoiler=x]Zyxwv.[/spoiler] >!Good!<"

    assert fold(text, "bbcode", "html", boundary=None) == "Fine. Zyxwv. Good"
    assert fold(text, "bbcode", "text", boundary=None) == "Fine. Zyxwv. Good\n"
    assert fold(text, "bbcode", "markdown", boundary=None) == "Fine. Zyxwv. Good\n"


def test_a_bar_says_how_many_words_and_nothing_of_their_length():
    assert fold("Zyxwv is extraordinarily ill.", "text") == "████ ████ ████ ████"
    assert fold("Zyxwv\n  is  ill.", "text") == "████\n  ████  ████"
