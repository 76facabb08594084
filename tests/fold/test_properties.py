"""What holds for any text at all: nothing shown, nothing changed, nothing moved."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fold.rule import SECRET, fold, folded, judge
from tests.fold.texts import SAFE, SECRETS, marks_of, texts
from unspoiled.domain import FORMATS, Format, Review
from unspoiled.fold import To
from unspoiled.fold.check import seen_by_parser
from unspoiled.fold.form import BAR, PAIR, folds_in

FORMS: list[To] = ["html", "markdown", "text"]


def outside(text: str, to: To) -> str:
    """What of a folded text stands in no fold."""
    if to == "html":
        letters, inside = seen_by_parser(text)
        return "".join(
            c for c, flag in zip(letters, inside, strict=True) if flag == "0"
        )
    if to == "markdown":
        text = PAIR.sub(" ", text)
        for first, last, _ in reversed(folds_in(text)):
            text = text[: first[0]] + text[last[1] :]
    return text


@given(texts(), st.sampled_from(FORMS), st.booleans())
@settings(max_examples=250)
@example(("<table>Zyxwv<tr><td>a</table>", "html"), "html", False)
@example(("a\nMarlo Zyxwv dies.\n=====", "markdown"), "markdown", False)
@example((">!a!< >!Zyxwv!<", "markdown"), "markdown", False)
@example(
    ("[spoiler]<b>Zyxwv</b>[/spoiler]\n\nZyxwv & co!", "markdown"), "markdown", False
)
@example(("```\nZyxwv\n```\ntext", "markdown"), "markdown", False)
@example(("█ a █", "text"), "text", False)
@example(("", "html"), "html", True)
def test_folding_twice_equals_folding_once(text_and_format, to, drop):
    text, format = text_and_format
    once = fold(text, format, to, drop=drop)

    assert fold(once, to, to, drop=drop) == once


@given(texts(), st.sampled_from(FORMS))
@settings(max_examples=150)
def test_no_secret_stands_outside_a_fold(text_and_format, to):
    text, format = text_and_format
    once = fold(text, format, to)

    if to == "markdown":  # comments and the like are not shown, and stay
        once = re.sub(r"<!--.*?(?:-->|\Z)", "", once, flags=re.S)
        once = re.sub(r"```[^`\n]*(?:\n|\Z)", "", once)
        once = (
            re.sub(r"<[^>]*>", "", once) if "<" in once and ">!" not in once else once
        )
    seen = outside(once, to)
    assert seen.count(SECRET) <= seen.count("http") + unseen_in(once, to)


def unseen_in(text: str, to: To) -> int:
    """How often a page holds the secret where it shows nothing."""
    if to != "markdown":
        return 0
    from unspoiled.text import plain_text

    return text.count(SECRET) - plain_text(text, "markdown").text.count(SECRET)


def hides(text: str, format: Format) -> bool:
    """Whether the author's mark is one here."""
    judged = judge(Review(id="r", text=text, format=format))
    return any(one.hidden and "quux" in one.sentence.display for one in judged)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("to", FORMS)
@pytest.mark.parametrize("drop", [False, True])
def test_what_an_author_marked_is_never_shown(format, to, drop):
    for left, right in marks_of(format):
        for inside in ("Mellow quux day.", "a **quux** it", "quux"):
            for text in (
                f"Fine cast.\n\n{left}{inside}{right}\n\nGreat music, really.",
                f"Fine cast. {left}{inside}{right}",
            ):
                if not hides(text, format):  # a fence within a line is none
                    continue
                once = fold(text, format, to, drop=drop)
                assert "quux" not in (once if drop else outside(once, to)), (left, once)


@given(texts(), st.sampled_from(FORMS))
@settings(max_examples=150)
def test_what_is_dropped_leaves_no_word(text_and_format, to):
    text, format = text_and_format
    done = folded(text, format, to, drop=True)

    spans = " ".join(text[one.start : one.end] for one in done.hidden)
    if SECRET in spans and not done.mended:
        scripts = re.findall(r"<script>.*?(?:</script>|\Z)", done.text, re.S)
        assert SECRET not in done.text or any(SECRET in one for one in scripts)


PLAIN = {
    "html": [("<p>", "</p>\n"), ("<b>", "</b>"), ("<ul><li>", "</li></ul>"),
             ("<td>", "</td>"), ("<div class='a' ID=b>", "</div>"), ("<h2>", "</h2>"),
             ("<blockquote>\r\n", "</blockquote>"), ("<!-- c -->", "<br/>"),
             ("<script>if (a < b) {}</script>", "&nbsp;"), ("<p>", ""), ("<i>", "</i>"),
             ("<a href=\"/ferry\">", "</a>"), ("<table><tr><td>", "</table>")],
    "markdown": [("**", "**"), ("- ", "\n"), ("> ", "\n"), ("\n\n# ", "\n\n"),
                 ("\n\n", "\n\n"), ("<!-- c -->", ""), ("&amp; ", "\\* ")],
}  # fmt: skip


@given(st.data())
@settings(max_examples=200)
def test_opening_a_folded_page_gives_back_every_byte(data):
    """So nothing was changed that is not hidden, and nothing lost that is."""
    words = st.sampled_from(SAFE + SECRETS)
    wraps = st.sampled_from(PLAIN["html"])
    part = st.recursive(
        words,
        lambda inner: st.builds(
            lambda wrap, parts: wrap[0] + " ".join(parts) + wrap[1],
            wraps,
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=6,
    )
    text = "".join(data.draw(st.lists(part, min_size=1, max_size=3)))
    done = folded(text, "html")

    if not done.mended and done.again < 8 and "&gt;!" not in text:
        assert fold(done.text, "html", boundary=None) == text


@given(st.lists(st.sampled_from(SAFE + SECRETS), min_size=1, max_size=6), st.data())
@settings(max_examples=100)
def test_opening_folded_markdown_gives_back_every_character(words, data):
    parts = []
    for one in words:
        left, right = data.draw(st.sampled_from([*PLAIN["markdown"], ("", "")]))
        parts.append(left + one + right)
    text = " ".join(parts)
    back = fold(fold(text, "markdown"), "markdown", boundary=None)

    assert back == text


@given(st.lists(st.sampled_from(SAFE + SECRETS), min_size=1, max_size=6), st.data())
@settings(max_examples=100)
def test_a_bar_stands_for_each_word_and_nothing_else_changes(words, data):
    joint = data.draw(st.sampled_from([" ", "\n", "\r\n\r\n", "\n\n- ", "  "]))
    text = joint.join(words)
    once = fold(text, "text")

    assert re.split(r"\S+", once) == re.split(r"\S+", text)
    pairs = zip(once.split(), text.split(), strict=True)
    assert all(new == old or BAR in new for new, old in pairs)
    assert SECRET not in once


@given(texts(), st.sampled_from(FORMS))
@settings(max_examples=100)
def test_a_lower_boundary_never_shows_more(text_and_format, to):
    text, format = text_and_format
    words = "In episode three she leaves"

    if words in outside(fold(text, format, to, boundary=2), to):
        assert words in outside(fold(text, format, to, boundary=3), to)


@given(st.text(max_size=60), st.sampled_from(FORMATS), st.sampled_from(FORMS))
@settings(max_examples=200)
def test_any_string_at_all_can_be_folded(text, format, to):
    once = fold(text, format, to)

    assert fold(once, to, to) == once
    assert fold(text, format, to, boundary=None) is not None


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_who_has_seen_it_all_gets_the_text_as_it_is(format):
    text = "Fine.\r\n\r\n<b>Marlo Zyxwv</b> dies. &amp; [x](y)\n"

    assert fold(text, format, boundary=None) == text
