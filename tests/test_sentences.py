"""Sentences: where they end, that they tile the text, and what they show."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.domain import FORMATS, Review
from unspoiled.marks import HIDING, WARNING, covered, find_marks
from unspoiled.sentences import LONGEST, split_sentences

from .test_marks import anything


def review(text, format="text"):
    return Review(id="r", text=text, format=format)


def split(text, format="text"):
    return [sentence.display for sentence in split_sentences(review(text, format))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["“Where were you?” he said.", "Then she left."],
        ['"Why?" Ode asked.', '"Because."', "He nods."],
        ['He said "Go away!" and left.', "Fine."],
        ["It stars J. K. Ode and H. P. Marlowe.", "Both are good."],
        ["J.K. Ode wrote it.", "R. L. Stone did not."],
        ["Mr. Lamp meets Dr. Ode vs. St. Nobody.", "They talk."],
        ["Lights, e.g. lamps, i.e. bulbs, etc. abound.", "Nice."],
        ["See ep. 3, vol. 2 and No. 1, approx. 3 hours.", "No.", "Really."],
        ["Soundtrack #1 is short.", "Soundtrack #2 is not."],
        ["I give it 8.5/10.", "Others gave 7."],
        ["He waits... and waits.", "Nothing…", "Then it ends."],
        ["Really?!", "Yes!!", "No..."],
        ["Airplane! is a film about lamps.", "It is old."],
        ["loved it.", "sad ending tho.", "8/10"],
        ["omg!", "so good.", "will watch again."],
        ["Loved it. 😍", "Great cast! 👏🏽👏🏽", "Watch it."],
        ["It is set in the U.S. in May.", "He moves to the U.K.", "The end is near."],
        ["It was made in 1999.", "Good year.", "Take plan B.", "It works."],
        ["She (at last!) speaks.", "(It is late.)", "[Fine.]"],
        ["정말 재밌었다.", "결말이 좋아요.", "그렇죠?", "네!"],
    ],
)
def test_latin_and_korean_sentences(sentences):
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["很好看。", "结局！", "真的？！", "“走吧。”", "然后灯灭了。"],
        ["「为什么？」他问道。", "没有人回答。"],
        ["日本語です。", "「なぜ？」と言った。", "はい。"],
        ["최고다!", "음악도 좋다."],
        ["good film.", "The lamp is lit."],
    ],
)
def test_sentences_without_spaces(sentences):
    assert split("".join(sentences)) == sentences


def test_lines_end_sentences_only_on_purpose():
    assert split(
        "The lamp was lit long before anybody came home, and\n"
        "nobody knew who had lit it. Story: fine\n\n"
        "Story: 8/10\nMusic: 9/10\n\n- calm\n- short\nthe end"
    ) == [
        "The lamp was lit long before anybody came home, and nobody knew who had lit it.",
        "Story: fine",
        "Story: 8/10",
        "Music: 9/10",
        "calm",
        "short the end",
    ]


def test_headings_lists_and_paragraph_numbers():
    one = review("# Is it good? Yes!\n\nIt is. So so.\n\n- calm\n- short", "markdown")
    found = split_sentences(one)
    assert [(s.display, s.heading, s.paragraph) for s in found] == [
        ("Is it good? Yes!", True, 0),
        ("It is.", False, 1),
        ("So so.", False, 1),
        ("calm", False, 2),
        ("short", False, 3),
    ]
    assert [s.index for s in found] == list(range(5))


def test_markup_stays_in_pairs_in_the_source():
    text = 'See <b class="x">_Two Lamps_</b>. *Fine.* A [link](u).'
    found = split_sentences(review(text, "markdown"))
    assert [text[s.start : s.end] for s in found] == [
        'See <b class="x">_Two Lamps_</b>.',
        "*Fine.*",
        "A [link](u).",
    ]
    assert [s.display for s in found] == ["See Two Lamps.", "Fine.", "A link."]


def test_a_visible_sentence_beside_a_mark_stays_visible():
    text = "The cast is fine. >!Ode leaves!< The music is good. I think >!Ode!< did it."
    one = review(text)
    marks = find_marks(one)
    found = [
        (s.display, covered(marks, s.start, s.end, HIDING))
        for s in split_sentences(one)
    ]
    assert found == [
        ("The cast is fine.", False),
        ("Ode leaves", True),
        ("The music is good.", False),
        ("I think Ode did it.", True),
    ]


def test_signs_of_marks_are_not_shown():
    assert split("A fine ~!8!~/10. See ||Ode||.") == ["A fine 8/10.", "See Ode."]
    assert split("A [spoiler=End]lamp[/spoiler], lit.", "bbcode") == ["A lamp, lit."]


def test_a_run_on_text_is_cut_at_clauses():
    text = "the lamp is lit and nobody knows why, " * 200
    found = split_sentences(review(text))
    assert all(len(s.display) <= LONGEST for s in found)
    assert all(s.display.endswith(",") for s in found)
    assert "".join(text[s.start : s.end] for s in found).count("lamp") == 200
    assert max(len(shown) for shown in split("x" * 5000)) == LONGEST


def test_nothing_readable_is_no_sentence():
    for text in ["", "\n\n", "***", "---\n\n...", "\ufeff\0", "?!"]:
        assert split(text) == []


@given(text=anything, format=st.sampled_from(FORMATS))
def test_any_text_gives_ordered_readable_spans(text, format):
    found = split_sentences(review(text, format))
    last = 0
    for number, sentence in enumerate(found):
        assert sentence.index == number
        assert last <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip()
        assert sentence.display == " ".join(sentence.display.split()) != ""
        sentence.display.encode()
        last = sentence.end


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_readable_word_of_plain_text_is_lost(text):
    shown = "".join(split(text))
    lost = [char for char in set(text) if char.isalpha() and char not in shown]
    assert lost == []


# --- the real data -------------------------------------------------------------------


@pytest.mark.corpus
def test_the_first_review_reads_well(corpus):
    text = (corpus / "reviews" / "soundtrack-1.txt").read_text()
    one = review(text)
    marks = find_marks(one)
    warning = "The rest of this review contains spoilers."
    assert [(m.kind, m.end) for m in marks] == [("prose", len(text))]
    assert 0 <= marks[0].start - (text.index(warning) + len(warning)) <= 2
    found = split_sentences(one)
    shown = [s.display for s in found]
    assert warning in shown
    assert "Soundtrack #1 is a short, polished look at an ordinary romance." in shown
    flagged = [s for s in found if covered(marks, s.start, s.end, WARNING)]
    assert flagged[0].display.startswith("In the drama, Eun-soo and Sun-woo")
    assert all(text[s.start : s.end] for s in found)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["films_markdown", "kdrama_dev"])
def test_real_reviews_split_without_marks_by_accident(corpus, name):
    with gzip.open(corpus / "reviews" / f"{name}.jsonl.gz", "rt") as lines:
        for line in lines:
            record = json.loads(line)
            one = review(record["text"], record["format"])
            assert not [m for m in find_marks(one) if m.kind in HIDING], record["id"]
            for sentence in split_sentences(one):
                assert "data-imdb-id" not in sentence.display
                assert len(sentence.display) <= LONGEST


@pytest.mark.corpus
def test_plain_reviews_hold_almost_no_hiding_marks(corpus):
    hiding = total = 0
    with gzip.open(corpus / "requests" / "item_reviews.jsonl.gz", "rt") as lines:
        for line in lines:
            if "!!" in line or "??" in line or "~!" in line or "[" in line:
                marks = find_marks(review(json.loads(line)["text"]))
                hiding += any(mark.kind in HIDING for mark in marks)
                total += 1
    assert total > 3000
    assert hiding <= 5
