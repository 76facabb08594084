"""Strategies for texts in every format, with the mark dialects that people use."""

from __future__ import annotations

from hypothesis import strategies as st

from unspoiled.domain import FORMATS, Format

SAFE = [
    "Fine cast.", "Great music, really.", "It was nice", "calm", "it moved me",
    "The acting is superb!", "Good & warm.", "(so good)", '"Nice," I said.',
    "음악이 좋다.", "*lovely* work.",
]  # fmt: skip
SECRETS = [
    "Marlo Zyxwv dies.", "he is Zyxwv", "Zyxwv", "In episode three she leaves.",
    "Zyxwv & co. drown!",
]  # fmt: skip

MARKS: dict[Format, list[tuple[str, str]]] = {
    "text": [
        (">!", "!<"), ("||", "||"), ("~!", "!~"), ("[spoiler]", "[/spoiler]"),
        ("[spoiler=End]", "[/spoiler]"), ("[[spoiler:", "]]"), ('[t](/s "', '")'),
        ("<details><summary>L</summary>", "</details>"), ("[", "](/spoiler)"),
        ("<tg-spoiler>", "</tg-spoiler>"), ("{{< spoiler >}}", "{{< /spoiler >}}"),
        ('[su_spoiler title="x"]', "[/su_spoiler]"),
        ('<span class="spoiler">', "</span>"),
    ],
    "markdown": [
        ("!!", "!!"), ("??", "??"), ("::: spoiler L\n", "\n:::"), (">! ", ""),
        ('??? note "L"\n    ', ""), ("/// details | L\n", "\n///"),
        (":::details[L]\n", "\n:::"), ("[%collapsible]\n====\n", "\n===="),
        ("> [!spoiler] L\n> ", ""),
    ],
    "html": [
        ('<div class="spoiler">', "</div>"), ("&gt;!", "!&lt;"),
        ('<p data-ipsspoiler="">', "</p>"), ("<spoiler>", "</spoiler>"),
    ],
    "bbcode": [
        ("[mask]", "[/mask]"), ("[hide]", "[/hide]"), ("[color=white]", "[/color]"),
    ],
}  # fmt: skip
"""Signs of marks; those of plain text count in every format."""

SHAPES: dict[Format, list[tuple[str, str]]] = {
    "text": [("- ", ""), ("# ", ""), ("1. ", ""), ("Spoilers ahead\n\n", "")],
    "markdown": [
        ("**", "**"), ("_", "_"), ("`", "`"), ("```\n", "\n```"), ("# ", ""),
        ("- ", ""), ("> ", ""), ("| a | ", "|\n|---|---|\n| b | c |"), ("", "\n====="),
        ("    ", ""), ("<div>", "</div>"), ("![", "](x.png)"), ("[", "](http://a.b)"),
        ('[l](http://a "', '")'), ("<!-- ", " -->"), ("<b>", "</b>"), ("[^1]: ", ""),
        ('[l]: http://a "', '"'), ("\\", ""),
    ],
    "html": [
        ("<p>", "</p>"), ("<p>", ""), ("<b>", "</b>"), ("<ul><li>", "</li></ul>"),
        ("<li>", ""), ("<table><tr><td>", "</td></tr></table>"), ("<h2 id=a>", "</h2>"),
        ("<pre>\n", "</pre>"), ('<a href="/x">', "</a>"), ('<img alt="', '">'),
        ("<blockquote>", "</blockquote>"), ('<p title="', '">x</p>'), ("<!-- ", " -->"),
        ("<script>", "</script>"), ('<span style="display:none">', "</span>"),
        ("<button>", "</button>"), ("<dl><dt>", "</dt><dd>x</dd></dl>"), ("</p>", ""),
        ("</b>", ""), ("<td>", ""), ("</details>", ""), ("<table>", "</table>"),
        ('<details class="spoiler" data-safe-from="3"><summary>Spoiler</summary>',
         "</details>"),
    ],
    "bbcode": [
        ("[b]", "[/b]"), ("[list][*]", "[/list]"), ("[*]", ""), ("[quote]", "[/quote]"),
        ("[url=http://a.b]", "[/url]"), ("[h2]", "[/h2]"), ("[code]", "[/code]"),
    ],
}  # fmt: skip
"""What else a format does to words."""

_JOINTS = st.sampled_from([" ", "\n", "\n\n", ""])


def marks_of(format: Format) -> list[tuple[str, str]]:
    return MARKS["text"] + (MARKS[format] if format != "text" else [])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, Format]:
    """A text of nested marks and shapes, some of them left open, and its format."""
    format = draw(st.sampled_from(FORMATS))
    wraps = st.sampled_from(marks_of(format) + SHAPES[format])

    def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda wrap, parts, joint, closed: (
                wrap[0] + joint.join(parts) + (wrap[1] if closed else "")
            ),
            wraps,
            st.lists(inner, min_size=1, max_size=2),
            _JOINTS,
            st.sampled_from([True, True, True, False]),
        )

    words = st.sampled_from(SAFE + SECRETS)
    part = st.recursive(words, wrapped, max_leaves=4)
    parts = draw(st.lists(part, min_size=1, max_size=4))
    return draw(_JOINTS).join(parts), format
