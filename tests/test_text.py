"""Plain text of every format, and the way back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.domain import FORMATS
from unspoiled.text import plain_text
from unspoiled.text.tags import LenientTokens, attributes, strict_tokens

from .test_marks import anything


def blocks(text, format):
    plain = plain_text(text, format)
    return [(block.kind, plain.text[block.start : block.end]) for block in plain.blocks]


def test_markdown_renders_without_markup():
    text = (
        "# Two *Lamps*\n\nA [link](u 't') &amp; `code`,\nsoft.  \nHard \\* ![alt](u)\n\n"
        "- one\n- two\n  more\n\n> quoted\n\n| a | b |\n|---|---|\n| c | **d** |\n\n"
        "***\n\n~~old~~"
    )
    assert blocks(text, "markdown") == [
        ("heading", "Two Lamps"),
        ("paragraph", "A link & code, soft.\nHard * "),
        ("item", "one"),
        ("item", "two more"),
        ("quote", "quoted"),
        ("table", "a"),
        ("table", "b"),
        ("table", "c"),
        ("table", "d"),
        ("paragraph", "old"),
    ]


def test_markdown_reads_its_html():
    text = (
        'See <span data-imdb-id="x">_Two Lamps_</span>.<br>Now\n\n<!-- end -->\n\n'
        "<div>\nIn <b>a</b> box\n</div>\n\n<script>\nno()\n</script>\n\nAfter <i>all</i>."
    )
    assert blocks(text, "markdown") == [
        ("paragraph", "See Two Lamps.\nNow"),
        ("paragraph", "In a box "),
        ("paragraph", "After all."),
    ]


def test_markdown_drops_tags_that_are_badly_made():
    text = 'Like <span data-id=x"">_Two Lamps_</span> did.\n<span id=x"">Fine.'
    assert blocks(text, "markdown") == [
        (
            "paragraph",
            "Like \u2060" + " " * 17 + "Two Lamps did. \u2060" + " " * 12 + "Fine.",
        )
    ]
    plain = plain_text(text, "markdown")
    assert plain.render_span(0, len(plain.text)) == "Like Two Lamps did. Fine."


def test_html_shows_what_a_browser_shows():
    text = (
        "<html><head><title>no</title><style>no{}</style></head><body>\n<h2>Cast</h2>"
        "<p>Fine &amp; <b>bold</b>\n  words&hellip;<!-- no --></p><ul><li>one<li>two</ul>"
        "<p hidden>no</p><div style='display: none'>no</div><template>no</template>"
        "<blockquote>said</blockquote><pre>a\n b</pre>a<br>b<br><br>c 1 < 2 & 3"
        "<script>if (a<b) no()</script><p> </p>"
    )
    assert blocks(text, "html") == [
        ("heading", "Cast"),
        ("paragraph", "Fine & bold words…"),
        ("item", "one"),
        ("item", "two"),
        ("quote", "said"),
        ("code", "a\n b"),
        ("paragraph", "a\nb\n"),
        ("paragraph", "c 1 < 2 & 3"),
    ]


def test_bbcode_loses_its_tags_and_keeps_other_brackets():
    text = (
        "[h1]Cast[/h1][b]Fine[/b] [sic] [url=http://a]link[/url]\n[i]Next[/i] and more words than could stand on the line above, which is what makes sure that its break was meant\n\n"
        "[img]http://a/b.png[/img][list][*]one\n[*]two[/list][quote=x]said[/quote]"
    )
    assert blocks(text, "bbcode") == [
        ("heading", "Cast"),
        (
            "paragraph",
            "Fine [sic] link\nNext and more words than could stand on the line above, which is what makes sure that its break was meant",
        ),
        ("item", "one\n"),
        ("item", "two"),
        ("quote", "said"),
    ]


def test_text_wraps_lists_and_headings():
    text = (
        "Cast and crew\n\nThis paragraph was wrapped by hand at some fifty columns\n"
        "and its second line goes on with the same sentence to\nthe end.\r\nMusic: 8/10\n"
        "Acting: 9/10\n\n- one\n- two\n  more of two\n2) three\n"
    )
    assert blocks(text, "text") == [
        ("heading", "Cast and crew"),
        (
            "paragraph",
            "This paragraph was wrapped by hand at some fifty columns and its second "
            "line goes on with the same sentence to the end.\nMusic: 8/10\nActing: 9/10",
        ),
        ("item", "one"),
        ("item", "two   more of two"),
        ("item", "three"),
    ]


def test_headings_in_all_but_name():
    assert [kind for kind, _ in blocks("**Ending explained**\n\nOde.", "markdown")] == [
        "heading",
        "paragraph",
    ]
    assert blocks("<p><b>The cast</b></p><p><b>Fine.</b></p>", "html") == [
        ("heading", "The cast"),
        ("paragraph", "Fine."),
    ]
    long = "The lamp is lit and nobody knows who lit it, not even the boy next door"
    assert [k for k, _ in blocks(f"The end\n{long}", "text")] == [
        "heading",
        "paragraph",
    ]
    assert [k for k, _ in blocks("Story: 8\nMusic: 9\nCast: 9", "text")] == [
        "paragraph"
    ]
    assert [k for k, _ in blocks("# A\n\nB\n\nso it is", "text")] == [
        "heading",
        "heading",
        "paragraph",
    ]


def test_offsets_lead_back_to_the_source():
    text = "한국 **어** &lt; 日本\n\n<p>é&amp;😀</p>\n\n- 좋다 *x*"
    plain = plain_text(text, "markdown")
    for index, char in enumerate(plain.text):
        start, end = plain.source_span(index, index + 1)
        source = text[start:end]
        assert source == char or source in ("&lt;", "&amp;", "") or char.isspace()
    start = plain.text.index("어")
    assert text[slice(*plain.source_span(start, start + 1))] == "어"
    assert text[slice(*plain.wide_span(start, start + 1))] == "**어**"
    assert plain.plain_at(text.index("日")) == plain.text.index("日")


def test_wide_span_keeps_markup_in_pairs():
    text = "*One. Two.* _Three_."
    plain = plain_text(text, "markdown")
    one = plain.wide_span(0, len("One."))
    assert text[slice(*one)] == "One."
    both = plain.wide_span(0, len("One. Two."))
    assert text[slice(*both)] == "*One. Two.*"
    at = plain.text.index("Three")
    assert text[slice(*plain.wide_span(at, at + len("Three.")))] == "_Three_."


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "text", ["", "\0", "\ufeff", "\r\n", "\ud800", " \n\t ", "\0\ufeff "]
)
def test_nothing_readable_is_no_block(format, text):
    plain = plain_text(text, format)
    assert [plain.render_span(b.start, b.end) for b in plain.blocks] in ([], ["\ufffd"])


def test_display_is_one_clean_line():
    plain = plain_text("a\x1b[31m b\u202e\n  c\0d", "text")
    assert plain.render_span(0, len(plain.text)) == "a[31m b cd"


@given(text=anything, format=st.sampled_from(FORMATS))
def test_any_text_keeps_its_order(text, format):
    plain = plain_text(text, format)
    last = at = 0
    for block in plain.blocks:
        assert at <= block.start < block.end <= len(plain.text)
        assert 0 <= block.source_start <= block.source_end <= len(text)
        at = block.end
    assert list(plain.at) == sorted(plain.at)
    for start, stop in zip(plain.sources, plain.stops, strict=True):
        assert last <= start <= stop <= len(text)
        last = stop
    plain.text.encode()


@given(text=anything)
def test_tokens_tile_any_source(text):
    at = 0
    for token in LenientTokens(text, 0, len(text)):
        assert token.start == at < token.end
        at = token.end
    assert at == len(text)
    at = 0
    for token in strict_tokens(text):
        assert at <= token.start < token.end
        at = token.end


def test_attributes_as_a_browser_reads_them():
    tag = "<A HREF='x y' data-a=1 hidden title=\"a &lt; b\" data-a=2>"
    found = attributes(tag)
    assert found == {"href": "x y", "data-a": "1", "hidden": "", "title": "a < b"}
