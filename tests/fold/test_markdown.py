"""Markdown: folds that two independent parsers agree about, and nothing broken."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from tests.fold.rule import fold, opened
from unspoiled.text import plain_text

ALL = opened()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Fine. Zyxwv. Good.\n", "Fine. >!Zyxwv.!< Good.\n"),
        ("Zyxwv.\n\nGood.\n", ">!Zyxwv.!<\n\nGood.\n"),
        ("Fine. **Zyxwv dies.** Good.", "Fine. >!**Zyxwv dies.**!< Good."),
        ("*Fine. Zyxwv. Good.*", "*Fine. >!Zyxwv.!< Good.*"),
        ("# Zyxwv #\n\nGood.", "# >!Zyxwv!< #\n\nGood."),
        ("- Fine\n- Zyxwv\n", "- Fine\n- >!Zyxwv!<\n"),
        ("1. [ ] Zyxwv\n", "1. [ ] >!Zyxwv!<\n"),
        ("> Fine.\n> Zyxwv.\n", "> Fine.\n> \u2060>!Zyxwv.!<\n"),
        ("| a | Zyxwv |\n|---|---|\n| b | c |", "| a | >!Zyxwv!< |\n|---|---|\n| b | c |"),
        ("Zyxwv | a\n--- | ---\nb | c", "\u2060>!Zyxwv!< | a\n--- | ---\nb | c"),
        ("Zyxwv dies\n==========\n\nGood.", "\u2060>!Zyxwv dies!<\n==========\n\nGood."),
        ("Fine.\nZyxwv.\nGood.", "Fine.\n\u2060>!Zyxwv.!<\nGood."),
        ("Fine `Zyxwv` cast.", ">!Fine `Zyxwv` cast.!<"),
        ("```py\nZyxwv\n```\n\nGood.", ">!`Zyxwv`!<\n\nGood."),
        ("```\nfine = cast\n```\n\nGood.", "```\nfine = cast\n```\n\nGood."),
        ("Fine.[^1]\n\n[^1]: Zyxwv.\n", "Fine.[^1]\n\n[^1]: >!Zyxwv.!<\n"),
        ("[Zyxwv dies](http://a.b)", ">!\u2060[Zyxwv dies](http://a.b)!<"),
        ("![Zyxwv](a.jpg)\n\nGood.", ">!![Zyxwv](a.jpg)!<\n\nGood."),
        ("![Fine cast](a.jpg)\n\nGood.", "![Fine cast](a.jpg)\n\nGood."),
        ("[a]: http://a.b 'Zyxwv dies'\n", "[a]: http://a.b \n"),
        (
            "<div class=x>\nFine. Zyxwv.\n</div>\n",
            f"<div class=x>\nFine. {ALL}Zyxwv.</details>\n</div>\n",
        ),
        ("Fine <b title='Zyxwv'>cast</b>.", ">!Fine <b title='Zyxwv'>cast</b>.!<"),
        ("Fine.\r\n\r\nZyxwv.\r\n", "Fine.\r\n\r\n>!Zyxwv.!<\r\n"),
        ("It is \\*Zyxwv\\*.", ">!It is \\*Zyxwv\\*.!<"),
        ("Zyxwv !< and >! so on.", ">!Zyxwv ! < and  so on.!<"),
        ("Zyxwv.<br>Good.", ">!Zyxwv.!<<br>Good."),
    ],
)  # fmt: skip
def test_a_fold_fits_where_it_stands(text, meant):
    assert fold(text, "markdown") == meant
    assert fold(meant, "markdown") == meant


@pytest.mark.parametrize(
    "mark",
    [
        "||{}||", "~!{}!~", "!!{}!!", "??{}??", "[[spoiler:{}]]", "[spoiler]{}[/spoiler]",
        ">! {}", "::: spoiler End\n{}\n:::", "/// details | End\n{}\n///",
        ':::details[End]\n{}\n:::', "[{}](/spoiler)", "[{}](#s)", ">!{}!<", ">! {} !<",
        '<span class="spoiler">{}</span>', "{{{{< spoiler >}}}}{}{{{{< /spoiler >}}}}",
    ],
)  # fmt: skip
def test_authors_marks_get_the_same_form(mark):
    text = f"Fine cast.\n\n{mark.format('Mellow day.')}\n\nGood.\n"

    assert fold(text, "markdown").split() == (
        "Fine cast. >!Mellow day.!< Good.".split()
    )


def test_the_words_of_an_old_link_are_kept_with_its_text():
    text = 'Fine. [The end](/s "Mellow day.")'

    assert fold(text, "markdown") == "Fine. >!The end Mellow day.!<"


def test_a_mark_within_a_sentence_hides_all_of_it():
    assert fold("Fine. In the end ||he goes||, I say. Good.", "markdown") == (
        "Fine. >!In the end he goes, I say.!< Good."
    )


def test_folds_that_are_there_stay_as_they_are():
    text = "Fine. >!Mellow.!< >!Day.!< Good. >!*x*!<"

    assert fold(text, "markdown") == text


def test_an_empty_cell_is_no_mark():
    text = "| a || b |\n|---|---|---|\n| Fine || Zyxwv |\n"

    assert "||" in fold(text, "markdown")
    assert "Zyxwv" not in fold(text, "markdown", drop=True)


def shape(text):
    """The blocks that a parser other than ours sees."""
    quotes = ("blockquote_open", "blockquote_close", "inline")
    tokens = MarkdownIt().enable("table").parse(text.replace("\u2060", ""))
    return [t.type for t in tokens if t.type not in quotes]


def test_tables_lists_headings_and_links_are_not_broken():
    text = (
        "# Fine\n\nZyxwv one. Fine [cast][1] *and Zyxwv.* Good\ntwo. Zyxwv.\n\n"
        "| a | b |\n|---|:-:|\n| Zyxwv | c |\n| d | Fine. Zyxwv. |\n\n"
        '1. Zyxwv\n   - Zyxwv. Fine.\n2. Fine\n\n> Zyxwv.\n\n***\n\n[1]: /a "Fine cast"\n'
    )
    folded = fold(text, "markdown")

    assert shape(folded) == shape(text)
    blocks = [block.kind for block in plain_text(folded, "markdown").blocks]
    assert blocks.count("table") == 6
    assert '[1]: /a "Fine cast"' in folded


def test_front_matter_is_kept_less_what_tells():
    text = (
        "---\ntitle: The Salt Ferry\nauthor: Ada Pell\ndescription: Zyxwv dies here # x\n"
        "tags: [calm, 'a Zyxwv twist']\nteaser: |\n  Fine\n  cast\nrating: 8\n---\n\nFine.\n"
    )

    assert fold(text, "markdown") == text.replace("Zyxwv dies here", '""').replace(
        "'a Zyxwv twist'", '""'
    )


def test_rules_are_no_front_matter():
    text = "---\nFine cast.\n---\n\nZyxwv.\n"

    assert fold(text, "markdown").startswith("---\nFine cast.\n---\n\n>!")


def test_opened_by_who_has_seen_it_all():
    text = "Fine. **Zyxwv.** Good.\n\n- Zyxwv\n"

    assert fold(fold(text, "markdown"), "markdown", boundary=None) == text
    assert fold(fold(text, "markdown"), "markdown", boundary=9) == fold(
        text, "markdown"
    )
