"""What a card tells, in which words, how sure, and with which sentences."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tests.makers import make_title
from tests.render.cards import (
    ACTING,
    CALM,
    POOR,
    TENSE,
    VOCABULARY,
    about_of,
    card,
    told,
)
from unspoiled.domain import (
    ALL_SEEN,
    NOTHING_SEEN,
    Boundary,
    CastMember,
    Profile,
    Track,
)
from unspoiled.guide import About
from unspoiled.lineage import LengthNorm, Lineage, Person, Work
from unspoiled.render.card import card_of, gist_of
from unspoiled.render.card_terminal import print_card


def printed(made, width=80, **more):
    file = io.StringIO()
    screen = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    print_card(made, screen, **more)
    return file.getvalue()


def lineage(title, *, people=(), length=None):
    return Lineage(title, NOTHING_SEEN, people, (), (), (), None, length)


def norm(shorter, longer):
    return LengthNorm(
        "episodes", 4, "South Korea", 2018, 2026, 900, shorter, longer, (16, 12)
    )


WARM = "It is a warm tale of two old boats."


# --- how sure -------------------------------------------------------------------------


def test_one_review_is_called_one_review():
    assert told(card([CALM]), "mood") == [("calm", "one review")]


def test_counts_are_of_those_who_speak_and_disagreement_is_shown():
    made = card([CALM], [CALM[:-1] + ", truly."], [TENSE])

    assert told(made, "mood") == [("calm", "2 of 3 reviewers")]
    (line,) = made.part("mood").lines
    assert line.told == "2 of 3 reviewers call it calm."
    assert len(line.says) == 2
    assert [quote.text for quote in line.denies] == [TENSE]
    assert made.part("divided") is None


def test_what_reviewers_differ_on_evenly_stands_apart():
    made = card([CALM], [TENSE])

    assert told(made, "divided") == [("calm or tense", "1 of 2 reviewers each way")]
    assert made.part("mood") is None


def test_what_more_say_comes_first():
    twice = [[CALM], [CALM[:-1] + ", truly."], [CALM[:-1] + ", again."]]
    made = card([WARM], *twice, title=make_title(tags=("warm", "sweet")))

    assert [text for text, _ in told(made, "mood")] == ["calm", "warm", "sweet"]


def test_a_tag_is_marked_as_listed():
    made = card([CALM], title=make_title(tags=("warm", "calm")))

    assert told(made, "mood") == [("calm", "one review, listed"), ("warm", "listed")]


def test_what_is_denied_is_said_to_be_denied():
    made = card(["It is not a funny drama in any of its scenes."])

    assert told(made, "denied") == [("funny", "one review")]
    assert made.part("mood") is None
    listed = card(
        ["It is not a funny drama in any of its scenes."],
        title=make_title(tags=("funny",)),
    )
    assert told(listed, "denied") == [("funny", "one review, though listed")]


def test_a_tag_that_reviewers_contradict_is_told():
    made = card([TENSE], title=make_title(tags=("calm",)))

    assert told(made, "mood") == [("tense", "one review")]
    assert told(made, "denied") == [("calm", "one review, though listed")]
    even = card([TENSE], [CALM], title=make_title(tags=("calm",)))
    assert told(even, "divided") == [
        ("calm or tense", "1 of 2 reviewers each way, listed")
    ]


def test_what_another_tag_says_already_is_not_listed_again():
    made = card(
        title=make_title(tags=("doctor female lead", "doctor", "friends to lovers"))
    )

    assert told(made, "people") == [("doctor female lead", "listed")]
    assert "romance" not in [name for name, _ in told(made, "story")]


def test_craft_is_praised_blamed_or_disputed():
    assert told(card([ACTING]), "praised") == [("acting", "one review")]
    assert told(card([POOR]), "blamed") == [("acting", "one review")]
    assert told(card([ACTING], [POOR]), "divided") == [
        ("acting", "1 of 2 reviewers each way")
    ]


# --- what it is like ------------------------------------------------------------------


def test_the_gist_in_plain_words():
    title = make_title(
        episodes=4,
        minutes=44,
        tags=("friends to lovers", "slice of life", "calm", "slow burn romance"),
    )
    about = about_of([CALM], title=title, lineage=lineage(title, length=norm(0, 0.9)))

    assert gist_of(about, VOCABULARY) == (
        "Calm; slow burn romance; friends to lovers, slice of life; "
        "short: 4 episodes, 2 h 56 min."
    )


@pytest.mark.parametrize(
    ("shorter", "longer", "words"),
    [
        (0.01, 0.9, "short: 4 episodes"),
        (0.9, 0.01, "long: 4 episodes"),
        (0.4, 0.4, "; 4 episodes"),
        (0.0, 0.0, "long: 4 episodes"),
    ],
)
def test_short_and_long_are_beside_the_usual(shorter, longer, words):
    title = make_title(episodes=4, tags=("calm",))
    made = lineage(title, length=norm(shorter, longer))

    assert words in (gist_of(about_of(title=title, lineage=made), VOCABULARY) or "")


def test_nothing_is_padded():
    made = card()

    assert (made.gist, made.parts, made.facts) == (None, (), ())
    assert made.notes == ("No review of it is in your library yet.",)


# --- makers, soundtrack, what waits ---------------------------------------------------


def test_makers_with_what_else_they_made():
    title = make_title(directors=("Han Seo-yul",), writers=("Oh Min-ah", "Pyo Eun-bi"))
    works = (Work("t-2", "Harbour Lights", 2019, "director"),)
    met = (Person("Han Seo-yul", ("director",), works=works),)

    made = card(title=title, lineage=lineage(title, people=met))

    assert told(made, "makers") == [
        ("Directed by Han Seo-yul – also Harbour Lights (2019)", None),
        ("Written by Oh Min-ah, Pyo Eun-bi", None),
    ]


def test_who_wrote_and_directed_is_named_once():
    made = card(title=make_title(directors=("Han",), writers=("Han", "Oh")))

    assert [text for text, _ in told(made, "makers")] == [
        "Written and directed by Han",
        "Written by Oh",
    ]


def test_tracks_whose_names_wait_are_counted():
    tracks = (Track("Main Theme", "Ara"), Track(None, "Bora"), Track(None, "Cho"))
    made = card(title=make_title(soundtrack=tracks)).part("soundtrack")

    assert made.lead == "three tracks"
    assert [line.text for line in made.lines] == [
        "Main Theme (Ara)",
        "two more tracks by Bora and Cho",
    ]
    unnamed = card(title=make_title(soundtrack=tracks[1:])).part("soundtrack")
    assert [line.text for line in unnamed.lines] == ["two tracks by Bora and Cho"]


def test_warnings_on_request_and_endings_only_for_whom_has_seen_it():
    title = make_title(tags=("suicide", "happy ending", "calm"))

    plain = card(title=title)
    asked = card(title=title, warnings=True)
    seen = card(title=title, boundary=ALL_SEEN)

    assert (plain.part("warnings"), plain.part("ending")) == (None, None)
    assert told(asked, "warnings") == [("suicide", "listed")]
    assert asked.part("ending") is None
    assert told(seen, "warnings") == [("suicide", "listed")]
    assert told(seen, "ending") == [("happy ending", "listed")]
    assert told(card(warnings=True), "warnings") == [
        ("none that a tag or a review names", None)
    ]


# --- for whom -------------------------------------------------------------------------


def test_what_puts_some_off_in_the_reviewers_words():
    made = card(["It may be too slow or quiet, and it is not for everyone."])

    assert told(made, "not_for") == [
        ("may be too slow or quiet for some", "one review")
    ]


def test_a_caution_that_names_nothing_is_quoted():
    words = "It is not for everyone who expects a grand adventure."
    made = card([words])

    (line,) = made.part("not_for").lines
    assert (line.text, line.quoted) == (words, True)
    assert printed(made).count(words[:30]) == 1


# --- on a terminal --------------------------------------------------------------------


def test_each_line_opens_to_its_sentences():
    made = card([CALM], [CALM[:-1] + ", truly."], [TENSE])

    folded, opened = printed(made), printed(made, why=True)

    assert "Mood        calm (2 of 3 reviewers)\n" in folded
    for words in (CALM, TENSE):
        assert f"“{words}”" in " ".join(opened.split())
    assert "but “It is a tense" in " ".join(opened.split())


def test_of_many_sentences_three_are_printed_and_the_rest_counted():
    made = card(*([f"{CALM[:-1]}, and number {n} of mine."] for n in range(20)))

    out = printed(made, why=True)

    assert "calm (20 of 20 reviewers)" in out
    assert "and 17 more\n" in out


def test_lines_of_one_certainty_stand_together():
    title = make_title(tags=("warm", "sweet"))

    out = printed(card([CALM, "A quirky tale of two old boats."], title=title))

    assert "calm, quirky (one review)" in out
    assert "warm, sweet (listed)" in out


def test_about_a_title_of_which_nothing_is_known():
    about = About(make_title("Bare"), NOTHING_SEEN, Profile("t-bare"), 0, (), ())

    out = printed(card_of(about, VOCABULARY))

    assert out.startswith("Bare\n")
    assert "No review of it is in your library yet." in out


WORDS = st.text(min_size=1, max_size=40)


@pytest.mark.parametrize("why", [False, True])
@given(WORDS, WORDS, st.lists(WORDS, max_size=3), st.sampled_from([40, 80, 100, 200]))
def test_no_line_is_wider_than_the_terminal_or_padded(why, name, said, names, width):
    title = make_title(
        name,
        id="t",
        aka=tuple(names),
        directors=tuple(names),
        cast=(CastMember(name, said),),
        soundtrack=(Track(said, name),),
        synopsis=said,
        tags=("calm", "warm", "friends to lovers"),
    )
    made = card([CALM, ACTING + said, said], [TENSE], title=title, warnings=True)

    out = printed(made, width=width, why=why)

    assert all(cell_len(line) <= width for line in out.splitlines())
    assert all(line == line.rstrip() for line in out.split("\n"))
    assert not any(char in out for char in "\x1b\x07\x9b\u202e\u2066")


@given(st.sampled_from([0, 1, 5, None]), st.booleans())
def test_what_gives_something_away_is_on_no_card(seen, warnings):
    title = make_title(
        tags=("amnesia", "sad ending", "suicide", "birth secret", "calm")
    )
    made = card([CALM], title=title, boundary=Boundary(seen), warnings=warnings)
    out = printed(made, why=True)

    assert ("amnesia" in out) is (seen is None)
    assert ("sad ending" in out) is (seen is None)
    assert ("suicide" in out) is (warnings or seen is None)
