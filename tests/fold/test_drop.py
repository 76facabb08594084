"""`drop`: the hidden text is nowhere in the output, whatever else held its words."""

from __future__ import annotations

import pytest

from tests.fold.rule import fold
from unspoiled.domain import Format
from unspoiled.fold import To

FORMS: tuple[To, ...] = ("html", "markdown", "text")
PAGE = """<!DOCTYPE html><html><head><title>How Quillon drowned</title>
<meta name="description" content="Zyxwv Quillon drowned"><meta property="og:url"
 content="https://a.example/why-quillon-drowned"><link rel=canonical href="/quillon-drowned">
<script type="application/ld+json">{"reviewBody": "Quillon drowned, Zyxwv", "name": "A"}</script>
<script type="application/json">{"props": {"body": "It is Quillon"}}</script>
<script>var review = "Quillon drowned";</script><style>.quillon{color:red}</style></head>
<body class="quillon-drowned page"><p id="quillon">Fine cast.</p>
<p data-teaser="Zyxwv dies" title="Zyxwv">Good.</p><!-- Quillon drowned -->
<p>Zyxwv: Quillon drowned. <a href="/quillon">More Zyxwv</a></p>
<div style="display:none">Zyxwv Quillon</div><template>Zyxwv Quillon</template>
<noscript>Zyxwv Quillon</noscript><span class="spoiler" data-label="Quillon drowned">Quillon.
</span><a href="/a/quillon-drowned"><img src="quillon.jpg" alt="Zyxwv"></a>
<details><summary>Quillon drowned</summary>It is Quillon.</details></body></html>"""


def test_nothing_of_it_is_left_anywhere_in_a_page():
    page = fold(PAGE, "html", drop=True)

    for word in ("quillon", "drowned", "zyxwv"):
        assert word not in page.lower()
    assert "<p>Fine cast.</p>" in page.replace(' id=""', "")
    assert "Good.</p>" in page
    assert fold(page, "html", drop=True) == page


def test_what_is_shown_stays_byte_for_byte():
    page = "<p class=a>Fine. Zyxwv.  Good.</p>\r\n<ul><li>Zyxwv<li>b</ul><!-- Fine cast -->"

    assert fold(page, "html", drop=True) == (
        "<p class=a>Fine.   Good.</p>\r\n<ul><li>b</ul><!-- Fine cast -->"
    )


def test_tables_keep_their_shape():
    page = "<table><tr><td>Zyxwv<td>a</tr></table>"

    assert fold(page, "html", drop=True) == "<table><tr><td><td>a</tr></table>"


def test_our_own_folds_leave_too():
    for format in FORMS:
        once = fold("Fine cast.\n\nZyxwv.\n\nGood.\n", format)
        dropped = fold(once, format, drop=True)
        assert "Fine" in dropped
        assert all(sign not in dropped for sign in ("Zyxwv", "details", "!<", "█"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Fine. Zyxwv. Good.\n", "Fine. Good.\n"),
        ("Fine.\n\nZyxwv.\n\nGood.\n", "Fine.\n\n\nGood.\n"),
        ("- Fine\n- Zyxwv dies\n- b\n", "- Fine\n- b\n"),
        ("# Zyxwv\n\nGood.\n", "\nGood.\n"),
        ("Zyxwv\n=====\n\nGood.\n", "\nGood.\n"),
        ("```\nZyxwv\n```\nGood.\n", "Good.\n"),
        ("| a | Zyxwv |\n|---|---|\n", "| a | |\n|---|---|\n"),
        ("Fine. ||Mellow Zyxwv|| b\n", "Fine. \n"),
        ("![Zyxwv](zyxwv.jpg)\n\nGood.\n", "\nGood.\n"),
        ("Good. <!-- Zyxwv -->\n", "Good. \n"),
        (
            "Zyxwv.\n\n[a][b] is good.\n\n[b]: /zyxwv-dies\n",
            "\n[a][b] is good.\n\n[b]: <>\n",
        ),
        ("Zyxwv.\n\n[zyxwv]: http://a.b\n", None),
    ],
)
def test_markdown_closes_up(text, meant):
    dropped = fold(text, "markdown", drop=True)

    assert "zyxwv" not in dropped.lower()
    assert meant is None or dropped == meant


def test_labels_leave_with_their_marks():
    for text in (
        "Fine.\n\n[spoiler=Quillon]It is he.[/spoiler]\n",
        "Fine.\n\n::: spoiler Quillon\nIt is he.\n:::\n",
        '<p>Fine.</p><div data-title="Quillon" class=spoiler>It is he.</div>',
        "<details><summary>Quillon</summary>It is he.</details><p>Fine.",
    ):
        for to in FORMS:
            format: Format = "html" if text.startswith("<") else "markdown"
            assert "Quillon" not in fold(text, format, to, drop=True)
