"""Authors' marks: every dialect, what must not fold, and that nothing crashes."""

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unspoiled.domain import FORMATS, Mark, Review
from unspoiled.marks import HIDING, WARNING, covered, find_marks
from unspoiled.sentences import split_sentences


def review(text, format="text", **facts):
    return Review(id="r", text=text, format=format, **facts)


def shown(one):
    """Everything in sentences that no inline or block mark touches."""
    marks = find_marks(one)
    return " | ".join(
        s.display
        for s in split_sentences(one)
        if not covered(marks, s.start, s.end, HIDING)
    )


def kinds(one, *wanted):
    return [m for m in find_marks(one) if m.kind in wanted]


# The dialects are data, and go the whole way to the gate: see tests/test_dialects.py.


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("grav", "Fine. ??Marlo drowns??"),
        ("grav", ">? [End] Marlo drowns"),
        (["markdown-it-spoiler"], "Fine. !!Marlo drowns!!"),
        ("mkdocs", '??? note "End"\n    Marlo drowns'),
        ("pymdownx", "/// details | End\nMarlo drowns\n///"),
        ("discourse", "[details=End]Marlo drowns[/details]"),
        ("reddit", "Fine. [Marlo drowns](#sp)"),
        ("lemmy", ":::\nMarlo\n:::"),
    ],
)
def test_declared_dialect_counts_in_plain_text(dialect, text):
    assert "Marlo" not in shown(review(text, extra={"dialect": dialect}))
    assert "Marlo" in shown(review(text))


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("text", "Great film!! Loved it!! Go see it!!"),
        ("text", "What?? Why?? Who knows??"),
        ("text", "!!Wow!! what a film ??really?? yes"),
        ("text", "It was so stupid~! I could not watch more."),
        ("text", "a real wolf?! something!?>!?!) but no."),
        ("text", "if (a || b) then it is fine"),
        ("text", "I liked [sic] it and [the rest](http://example.org/s)."),
        ("text", "He is a spoiled brat who spoilt the mood."),
        ("markdown", "Great film!! Loved it!! Go see it!!"),
        ("markdown", 'They said "wow!!" and "no!!" often.'),
        ("markdown", "A [link](https://example.org/spoiler) here."),
        ("html", "<b>Great</b>!<i>Yes</i>!<br>Fine."),
        ("html", '<p class="spoiler-free">Fine cast.</p>'),
        ("html", '<body bgcolor="black"><p style="color:white">Fine cast.</p>'),
        ("html", '<p style="color:inherit;background:inherit">Fine cast.</p>'),
        ("bbcode", "[b]Great[/b] and [color=red]fine[/color]."),
        ("markdown", "::: note\nFine cast.\n:::"),
    ],
)
def test_accidents_do_not_fold(format, text):
    assert kinds(review(text, format), "inline", "block", "prose", "flag") == []


def test_label_is_the_authors():
    for format, text in [
        ("bbcode", "[spoiler=Ending]Marlo[/spoiler]"),
        ("bbcode", '[spoiler title="Ending"]Marlo[/spoiler]'),
        ("markdown", '{{< spoiler "Ending" >}}Marlo{{< /spoiler >}}'),
        ("markdown", "::: spoiler Ending\nMarlo\n:::"),
        ("markdown", ":::details[Ending]\nMarlo\n:::"),
        ("markdown", '??? note "Ending"\n    Marlo'),
        ("markdown", "/// details | Ending\nMarlo\n///"),
        ("markdown", ">? [Ending]\nMarlo"),
        ("markdown", "[Ending](/s 'Marlo')"),
        ("text", "[%collapsible]\n.Ending\n====\nMarlo\n===="),
        ("html", "<details><summary>The <b>Ending</b></summary>Marlo</details>"),
        ("html", '<span data-mx-spoiler="Ending">Marlo</span>'),
    ]:
        (mark,) = kinds(review(text, format), "inline", "block")
        assert mark.label in ("Ending", "The Ending"), text


# --- flags ---------------------------------------------------------------------------


def test_flag_covers_the_whole_text():
    assert find_marks(review("Fine.", spoiler=True)) == (Mark("flag", 0, 5),)
    assert find_marks(review("Fine.", spoiler=False)) == ()
    assert find_marks(review("Fine.", spoiler=None)) == ()


@pytest.mark.parametrize(
    ("extra", "label"),
    [
        ({"isMediaSpoiler": True}, None),
        ({"is_spoiler": "TRUE"}, None),
        ({"Review Contains Spoilers": "Yes"}, None),
        ({"sensitive": True, "summary": "x"}, None),
        ({"spoiler_text": "The end of part two"}, "The end of part two"),
        ({"content_warning": "The last chapter"}, "The last chapter"),
    ],
)
def test_flags_of_services(extra, label):
    assert find_marks(review("Fine.", extra=extra)) == (Mark("flag", 0, 5, label),)


def test_unset_flags_are_none():
    extra = {
        "is_spoiler": "false",
        "sensitive": False,
        "spoiler_text": "",
        "spoiler": 0,
    }
    assert (
        find_marks(review("Fine.", extra={**extra, "alternativeSpoiler": None})) == ()
    )


def test_scope_of_the_record():
    assert find_marks(review("Fine.", through_episode=4)) == (
        Mark("scope", 0, 5, through=4),
    )


# --- prose -----------------------------------------------------------------------------

WARNINGS = [
    "The rest of this review contains spoilers.",
    "Spoilers ahead.",
    "SPOILERS BELOW",
    "***SPOILER ALERT***",
    "(Warning: Some spoilers ahead.)",
    "Mild spoilers follow:",
    "Ending spoilers ahead!",
    "/* slight spoilers */",
    "Spoliers!!!!!",
    "**SPOILERS**",
    "Stop reading here if you do not know the end.",
    "Do not read any further.",
    "This is where it is not spoiler-free.",
    "It is impossible to go on without spoilers.",
    "스포 있음",
    "스포주의",
    "강스포!",
    "剧透预警",
    "以下有雷",
    "防雷",
    "ネタバレ注意",
    "以下ネタバレ",
    "Alerta de spoilers",
    "Дальше спойлеры!",
]


@pytest.mark.parametrize("warning", WARNINGS)
@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_warning_flags_what_follows(warning, joint):
    text = f"Marlo sails. The cast is fine.{joint}{warning}{joint}Ede drowns."
    marks = kinds(review(text), "prose")
    assert covered(marks, text.index("Ede"), len(text), WARNING)
    assert not covered(marks, 0, len("Marlo sails."), WARNING)
    assert max(mark.end for mark in marks) == len(text)


@pytest.mark.parametrize(
    "warning",
    [
        "This review contains spoilers.",
        "This review may contain spoilers!",
        "Warning: this post is full of spoilers.",
        "Spoilers throughout.",
        "Sorry for the spoilers.",
        "Contains *spoilers*",
        "이 리뷰는 스포가 있습니다.",
        "本文含有剧透。",
        "この記事はネタバレを含みます。",
    ],
)
def test_warning_about_the_whole_review(warning):
    text = f"Marlo sails. {warning} Ede drowns."
    assert kinds(review(text), "prose") == [Mark("prose", 0, len(text))]


def test_warned_stretch_ends_where_the_author_ends_it():
    for opening, ending in [
        ("Spoiler:", "Spoiler end."),
        ("*** SPOILERS ***", "*** END SPOILERS ***"),
        ("Spoilers ahead.", "End of spoilers."),
        ("ネタバレ注意。", "ネタバレここまで。"),
    ]:
        text = f"Fine cast. {opening} Ede drowns. {ending} The music is good."
        marks = kinds(review(text), "prose")
        assert covered(marks, text.index("Ede"), text.index("Ede") + 3, WARNING)
        assert not covered(marks, text.index("The music"), len(text), WARNING), text
        assert not covered(marks, 0, 10, WARNING)


def test_end_without_beginning_flags_what_came_before():
    text = "Ede drowns. End of spoilers. The music is good."
    (mark,) = kinds(review(text), "prose")
    assert (mark.start, mark.end) == (0, text.index(" End"))


def test_content_before_a_late_remark_is_flagged():
    text = "Marlo sails. Ede drowns (oops, spoiler). Fine."
    marks = kinds(review(text), "prose")
    assert covered(marks, text.index("Ede"), text.index("Ede") + 3, WARNING)


def test_heading_flags_its_section():
    text = "# Cast\n\nFine.\n\n## Ending explained\n\nEde drowns.\n\n## Music\n\nGood."
    (mark,) = kinds(review(text, "markdown"), "prose")
    assert "Ede" in text[mark.start : mark.end]
    assert "Music" not in text[mark.start : mark.end]
    assert "Fine" not in text[mark.start : mark.end]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("markdown", "Fine cast.\n\n**Ending explained**\n\nEde drowns."),
        ("html", "<p>Fine cast.</p><p><b>The ending explained</b></p><p>Ede drowns."),
        ("text", "Fine cast.\n\nEnding explained\nEde drowns, " + "and so on " * 9),
        ("bbcode", "Fine cast.\n\n[b]Ending explained[/b]\n\nEde drowns."),
    ],
)
def test_heading_in_all_but_name_flags_its_section(format, text):
    marks = kinds(review(text, format), "prose")
    assert covered(marks, text.index("Ede"), text.index("Ede") + 3, WARNING)
    assert not covered(marks, 0, 10, WARNING)


def test_folded_label_warns_of_its_fold_alone():
    text = "<details><summary>Spoilers ahead</summary>Ede drowns.</details><p>Fine.</p>"
    assert kinds(review(text, "html"), "prose") == []


@pytest.mark.parametrize(
    "promise",
    [
        "This is a spoiler-free review.",
        "This review is spoiler free.",
        "No spoilers here.",
        "Contains no spoilers.",
        "This review does not contain any spoilers.",
        "ネタバレなし。",
        "스포 없음.",
        "노스포 리뷰.",
        "无剧透。",
        "Sin spoilers.",
    ],
)
def test_promise_scopes_the_text_and_folds_nothing(promise):
    text = f"{promise} The cast is fine."
    assert find_marks(review(text)) == (Mark("scope", 0, len(text), through=0),)


@pytest.mark.parametrize(
    "remark",
    [
        "I won't spoil the ending.",
        "I do not want to spoil it for you.",
        "That is not a spoiler, since the poster shows it.",
        "A mostly spoiler-free review.",
        "No major spoilers here.",
        "I will try to write this without spoilers, but who knows.",
        "To avoid spoilers I stop.",
        "If you want a spoiler-free review, look elsewhere.",
        "스포츠 드라마다. 트랜스포머 같다.",
        "雷雨很好看。",
        "The trailer spoils the mood.",
    ],
)
def test_remarks_neither_fold_nor_promise(remark):
    assert find_marks(review(f"Marlo sails. {remark} The cast is fine.")) == ()


def test_promise_ends_at_a_warning():
    text = "This is a spoiler-free review. Fine cast. Spoilers ahead. Ede drowns."
    scope, prose = find_marks(review(text))
    assert (scope.kind, scope.through, prose.kind) == ("scope", 0, "prose")
    assert scope.end == prose.start == text.index(" Ede")


def test_promise_in_a_flagged_review_counts_for_nothing():
    one = review("This is a spoiler-free review.", spoiler=True)
    assert kinds(one, "scope") == []


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("This review is based on episodes one to four of eight.", 4),
        ("This spoiler-free review is based on episodes one to four of eight.", 4),
        ("This review covers the first six episodes.", 6),
        ("Based on four episodes.", 4),
        ("Impressions of episodes 1-3.", 3),
        ("I have only seen the first twenty-two episodes.", 22),
        ("I've watched five episodes so far.", 5),
        ("This review covers season 2, episodes 1-3.", None),
        ("The first four episodes are slow.", None),
        ("Here are my reviews of what was released so far: Episode 1 was good.", None),
    ],
)
def test_episodes_scope_the_text(text, through):
    text = f"{text} The cast is fine."
    scopes = [m.through for m in kinds(review(text), "scope")]
    assert max(scopes, default=None) == through


def test_headings_scope_their_sections():
    text = "## Episodes 1-2\n\nGood.\n\n## Episode 3\n\nBetter.\n\n## S2E1\n\nBest."
    scopes = kinds(review(text, "markdown"), "scope")
    assert [mark.through for mark in scopes] == [2, 3]
    assert text[scopes[0].start : scopes[0].end].strip().endswith("Good.")
    assert "Best" not in text[scopes[1].start : scopes[1].end]
    notes = "Ep 6/12\n\nGood.\n\nEp 8/12\n\nBetter."
    assert [m.through for m in kinds(review(notes), "scope")] == [6, 8]
    korean = "1-2화\n\n좋다.\n\n3화\n\n더 좋다."
    assert [m.through for m in kinds(review(korean), "scope")] == [2, 3]


# --- any text at all -----------------------------------------------------------------

SIGNS = [
    ">!", "!<", "||", "~!", "!~", "!!", "??", "[[spoiler:", "]]", "[spoiler]", "[/spoiler]",
    "[spoiler=x]", "[mask]", "<details>", "</details>", "<summary>", "<span class=spoiler>",
    "</span>", "<b", '="', "'", ">", "<!--", "-->", "<script>", "{{spoiler}}", "{{", "}}",
    "{{< spoiler >}}", "](/s ", "[t]", '"', ")", ":::", "::: spoiler", "/// details", "///",
    '??? note "x"', "[%collapsible]", "====", "\n", "\n\n", "    ", "- ", "> ", "# ", "`", "*",
    "Spoilers ahead.", "End of spoilers.", "Spoiler-free.", "Episodes 1-2", "스포", "剧透",
    "ネタバレ", "word", "Word.", ". ", "\0", "\r\n", "\ufeff", "\ud800", "é", "😀", "&gt;", "&#",
]  # fmt: skip
anything = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(SIGNS), max_size=30).map("".join),
    st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=5)), max_size=30).map(
        " ".join
    ),
)


@given(text=anything, format=st.sampled_from(FORMATS), declared=st.booleans())
@settings(max_examples=400, deadline=None)
@example(text="", format="html", declared=False)
def test_marks_of_anything_lie_in_the_text(text, format, declared):
    extra = {"dialect": ["grav", "reddit", "markdown-it"]} if declared else {}
    marks = find_marks(review(text, format, extra=extra))
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


WRAPS = {
    "text": [(">!", "!<"), ("||", "||"), ("~!", "!~"), ("[spoiler]", "[/spoiler]"),
             ("[[spoiler:", "]]"), ("<details>", "</details>"), ("{{spoiltext|", "}}")],
    "markdown": [(">!", "!<"), ("||", "||"), ("!!", "!!"), ("??", "??"), ("~!", "!~"),
                 ('<span class="spoiler">', "</span>"), ("[", "](/s)"), ('[t](/s "', '")'),
                 ("\n\n::: spoiler\n", "\n:::\n\n"), ("{{< spoiler >}}", "{{< /spoiler >}}")],
    "html": [("<details>", "</details>"), ('<b class="spoilers">', "</b>"),
             ("<p data-mx-spoiler>", "</p>"), ('<i style="color:#fff">', "</i>")],
    "bbcode": [("[spoiler]", "[/spoiler]"), ("[spoiler=a]", "[/spoiler]"),
               ("[mask]", "[/mask]"), ("[color=white]", "[/color]")],
}  # fmt: skip
sentence = st.sampled_from(
    [
        "Fine cast.",
        "good music",
        "Really?!",
        "“Why?” he said.",
        "8/10",
        "좋다.",
        "J. K. Ode sings.",
    ]
)


@given(
    format=st.sampled_from(FORMATS),
    before=st.lists(sentence, max_size=4),
    after=st.lists(sentence, max_size=4),
    inside=st.lists(sentence, max_size=3),
    data=st.data(),
)
@settings(max_examples=300, deadline=None)
def test_hidden_words_never_stand_in_a_visible_sentence(
    format, before, after, inside, data
):
    left, right = data.draw(st.sampled_from(WRAPS[format]))
    joint = data.draw(st.sampled_from([" ", "\n", "\n\n"]))
    closed = data.draw(st.booleans())
    secret = " ".join([*inside, "Zyxwv dies.", *inside[:1]])
    words = [*before, left + secret + (right if closed else ""), *after]
    assert "Zyxwv" not in shown(review(joint.join(words), format))


@pytest.mark.parametrize(
    "text",
    [
        ">!" * 7_000,
        "||a" * 7_000,
        "[[spoiler:" * 5_000,
        "[spoiler]" * 5_000,
        "](/s " * 7_000,
        '](/s "' * 7_000,
        "[a](/s '" * 5_000,
        "{{spoiler|" * 5_000 + "}}" * 5_000,
        "<details>" * 5_000,
        '<a b=">" ' * 5_000,
        "<a b='" * 5_000,
        "<!--" * 5_000,
        "::: spoiler\n" * 3_000,
        '??? a "b"\n' * 3_000,
        "[%collapsible]\n====\n" * 2_000,
        "spoilers " * 3_000,
        "no spoilers " * 2_000,
        "end of spoilers. " * 2_000,
        "Episodes 1-2\n\n" * 2_000,
        "not not not " * 3_000,
        "[color=white]" * 3_000,
        "a. " * 10_000,
        "<p>" * 10_000,
        "- " * 2_000 + "x",
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_takes_linear_time(text, format):
    begun = process_time()
    split_sentences(review(text, format))
    assert process_time() - begun < 2.0
