"""Where sentences lie among episodes: what places them, and what never may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.makers import make_title
from unspoiled.alignment import Seasons, align, read_place, tell_storyline
from unspoiled.domain import ALL_SEEN, Boundary, CastMember, Episode, Review
from unspoiled.gate import clear
from unspoiled.ingest import read_review
from unspoiled.storylines import Storylines
from unspoiled.vocabulary import load_vocabulary
from unspoiled.weights import load_bench, load_encoder

ONE = Seasons((16,))
TWO = Seasons((8, 6))

SUMMARIES = (
    "Dara inherits the clock shop and finds a stranger asleep behind the counter.",
    "The stranger, Ilan, repairs the tower clock and asks Dara for a room.",
    "Dara hires Ilan, and her sister Petra warns her about him.",
    "Petra steals the ledger. She sells it to the landlord on the pier.",
    "Ilan kisses Dara in the bell tower during the fair.",
    "Dara learns that Ilan set the fire that ruined her father.",
    "Dara throws Ilan out, and he sleeps at the station.",
    "Petra confesses to the theft and is arrested by the harbour police.",
)
CLOCKS = make_title(
    "The Clock Shop",
    episodes=8,
    synopsis="A watchmaker's daughter comes home to sell her father's shop.",
    cast=(CastMember("Rosa Vint", "Dara"),),
    episode_list=tuple(
        Episode(1, number, summary=summary)
        for number, summary in enumerate(SUMMARIES, start=1)
    ),
)


def embed(texts):
    return load_encoder().encode(list(texts))


@pytest.fixture(scope="module")
def clocks():
    return tell_storyline(CLOCKS, embed)


def placed(storyline, text, through=None):
    (found,) = align([text], embed([text]), storyline, through=[through])
    return found.episode


# --- mentions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "in_one", "in_two"),
    [
        ("In episode 3 he finds the letter.", 3, 11),
        ("Eps 5-6 were wild, he leaves.", 6, 14),
        ("ep. 7: she leaves", 7, 7),
        ("He leaves (ep 7).", 7, 7),
        ("S1E3 has the kiss.", 3, 3),
        ("The third episode opens with her arrest.", 3, 11),
        ("In the third and fourth episodes she is away.", 4, 12),
        ("In the first two episodes he is nice.", 2, 10),
        ("Episode five is where he learns it.", 5, 13),
        ("At the very end of episode 2 he leaves.", 2, 10),
        ("In the opening scene he steals a bike.", 1, 9),
        ("The pilot has him steal a bike.", 1, 9),
    ],
)
def test_an_author_names_the_place(text, in_one, in_two):
    assert read_place(text, ONE).located == in_one
    assert read_place(text, TWO).located == in_two


@pytest.mark.parametrize(
    ("text", "episode"),
    [
        ("S2E3 has the kiss.", 11),
        ("Season 2, episodes 3-4: he leaves.", 12),
        ("Episodes 3 and 4 of season 2 are all him.", 12),
        ("In season two they move.", 14),
        ("At the end of the first season she goes.", 8),
    ],
)
def test_seasons_are_counted_through(text, episode):
    assert read_place(text, TWO).located == episode


@pytest.mark.parametrize(
    "text",
    [
        "Unlike episode 3, he comes back.",
        "Until episode 9 I was bored.",
        "By episode 12 I had given up.",
        "After ep 5 he leaves.",
        "Around episode 13 she learns it.",
        "In the finale he leaves.",
        "The last two episodes are all him.",
        "By the end she forgives him.",
        "In the end he stays.",
        "The cold open shows his funeral.",
        "A flash-forward has him in a cell.",
        "S9E1 has the kiss.",
        "In season four they move.",
        "The special brings him back.",
        "The next season starts with her in prison.",
        "One episode later he is gone.",
    ],
)
def test_no_place_at_all(text):
    for seasons in (ONE, TWO):
        place = read_place(text, seasons)
        assert place.located is None
        assert place.beyond


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("Halfway through he leaves.", 8),
        ("In the second half she learns it.", 9),
        ("I loved the episode 3 kiss.", 3),
    ],
)
def test_a_place_that_only_holds_back(text, floor):
    place = read_place(text, ONE)

    assert (place.located, place.floor, place.beyond) == (None, floor, False)


@pytest.mark.parametrize(
    "text",
    [
        "16 episodes is too long.",
        "He's one of them.",
        "She's two months away.",
        "An open, warm drama.",
    ],
)
def test_numbers_that_name_no_episode(text):
    place = read_place(text, ONE)

    assert (place.located, place.floor, place.beyond) == (None, 0, False)


@given(st.text(max_size=300), st.lists(st.integers(1, 30), min_size=1, max_size=4))
def test_a_place_lies_inside_the_title(text, lengths):
    seasons = Seasons(tuple(lengths))
    place = read_place(text, seasons)

    assert 0 <= place.floor <= seasons.total
    assert place.located is None or 1 <= place.located <= seasons.total


# --- placing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "episode"),
    [
        ("When Ilan kisses Dara in the bell tower I screamed.", 5),
        ("I loved that Dara finds a stranger asleep in the shop.", 1),
        ("Ilan was the one who set the fire that ruined her father!", 6),
        ("Dara throws Ilan out of the house.", 7),
        ("Petra steals the ledger and sells it to the landlord.", 4),
    ],
)
def test_what_a_summary_tells_in_other_words(clocks, text, episode):
    assert placed(clocks, text) == episode


@pytest.mark.parametrize(
    "text",
    [
        "Does Ilan kiss Dara in the bell tower?",
        "Ilan never kisses Dara in the bell tower.",
        "I wish Ilan kissed Dara in the bell tower.",
        "Ilan will kiss Dara in the bell tower.",
        "Ilan kisses Dara in the bell tower, which sets up the finale.",
        "If Ilan kisses Dara in the bell tower, it is over.",
        "Marek kisses Dara in the bell tower.",
        "Ilan kisses Dara in the bell tower, and Marek sees it.",
        "Dara sets the fire that ruined Ilan.",
        "Ilan throws Dara out.",
        "Dara is thrown out by Ilan.",
        "She leaves him at the station and he drowns.",
        "ILAN KISSES DARA IN THE BELL TOWER",
        "Unlike episode 3, Ilan kisses Dara in the bell tower.",
        "By the end Ilan kisses Dara in the bell tower.",
        "It made me think of my own family and our shop.",
    ],
)
def test_what_is_never_proved(clocks, text):
    assert placed(clocks, text) is None


@pytest.mark.parametrize(
    ("text", "least"),
    [
        # what a later episode adds moves it on
        ("Ilan asks Dara for a room, and Petra steals the ledger.", 4),
        ("Ilan repairs the tower clock, and Dara throws Ilan out.", 7),
        # a name that a later summary is the first to know
        ("Petra finds a stranger asleep behind the counter.", 3),
        # the author says that it lies later
        ("In episode 6 Ilan kisses Dara in the bell tower.", 6),
        ("In the second half Ilan repairs the tower clock.", 5),
    ],
)
def test_the_latest_possible_episode_counts(clocks, text, least):
    found = placed(clocks, text)

    assert found is None or found >= least


def test_grave_events_must_be_told(clocks):
    calm = placed(clocks, "Dara learns that Ilan set the fire that ruined her father.")
    grave = placed(
        clocks, "Dara learns that Ilan set the fire, and she dies of cancer."
    )

    assert calm == 6
    assert grave is None


def test_an_author_who_names_the_episode_needs_less_proof(clocks):
    told = "He gets a kiss among the bells."

    assert placed(clocks, f"In episode 5 {told.lower()}") == 5
    assert placed(clocks, "In episode 5 the band plays my favourite song.") is None
    # a heading, or what the author had seen, names it as well
    assert (placed(clocks, told, through=6) or 99) <= 6


def test_actors_names_are_known(clocks):
    assert placed(clocks, "I screamed when Rosa Vint is kissed in the tower.") in (
        None,
        5,
    )
    assert placed(clocks, "I screamed when Ada Quell is kissed in the tower.") is None


@pytest.mark.parametrize(
    "listed",
    [
        CLOCKS.episode_list[1:],
        CLOCKS.episode_list[:4],
        (*CLOCKS.episode_list[:3], *CLOCKS.episode_list[4:]),
        (*CLOCKS.episode_list[:7], replace(CLOCKS.episode_list[7], summary=None)),
        (*CLOCKS.episode_list[:7], replace(CLOCKS.episode_list[7], summary="  ")),
        (*CLOCKS.episode_list[:7], replace(CLOCKS.episode_list[7], summary="—")),
        tuple(replace(one, season=2) for one in CLOCKS.episode_list),
        (),
    ],
)
def test_no_storyline_where_a_summary_is_missing(listed):
    assert tell_storyline(replace(CLOCKS, episode_list=listed), embed) is None


def test_specials_are_no_episodes():
    special = Episode(0, 1, "Extra", "Petra confesses to the theft at once.")
    storyline = tell_storyline(
        replace(CLOCKS, episode_list=(special, *CLOCKS.episode_list)), embed
    )

    assert storyline is not None
    assert storyline.seasons == Seasons((8,))
    assert placed(storyline, "Petra confesses to the theft.") == 8


def test_two_seasons_count_on():
    listed = tuple(
        replace(one, season=1 + (one.number > 5), number=one.number - 5 * (one.number > 5))
        for one in CLOCKS.episode_list
    )  # fmt: skip
    storyline = tell_storyline(replace(CLOCKS, episode_list=listed), embed)

    assert storyline is not None
    assert placed(storyline, "In S2E2 Dara throws Ilan out.") == 7
    assert placed(storyline, "Dara throws Ilan out of the house.") == 7


# --- the whole way ----------------------------------------------------------------------

REVIEW = (
    "The acting is wonderful. Dara finds a stranger asleep in her shop. "
    "I loved it when Ilan kisses Dara in the bell tower. In episode 4 the ledger is "
    "stolen and sold on the pier. Petra is arrested. Ilan set the fire. "
    "She throws him out and he sleeps at the station. The end made me cry. "
    "They marry in the last episode. Ilan and Dara argue about the tower clock."
)
TOLD = st.lists(
    st.lists(st.sampled_from(REVIEW.split(". ") + list(SUMMARIES)), min_size=1, max_size=3),
    min_size=1,
    max_size=7,
)  # fmt: skip


@pytest.fixture(scope="module")
def bench():
    return load_bench(load_vocabulary())


@given(told=TOLD, seasons=st.integers(1, 3))
@settings(max_examples=30)
def test_a_lower_boundary_never_shows_more(bench, told, seasons):
    """Real sentences, really judged, against any summaries at all."""
    listed = tuple(
        Episode(
            1 + at * seasons // len(told),
            1 + sum(a * seasons // len(told) == at * seasons // len(told) for a in range(at)),
            summary=". ".join(one) + ".",
        )
        for at, one in enumerate(told)
    )  # fmt: skip
    title = make_title(episode_list=listed)
    judged = read_review(Review("r", REVIEW), title, bench).judged
    before: set[int] = set()
    for boundary in (*map(Boundary, range(len(told) + 2)), ALL_SEEN):
        shown = {
            one.sentence.index for one in clear(judged, boundary, bench.head.thresholds)
        }
        assert before <= shown
        before = shown
    assert len(before) == len(judged)


def test_without_summaries_nothing_later_is_shown(bench):
    judged = read_review(Review("r", REVIEW), make_title(), bench).judged

    assert not any(one.before for one in judged)
    for one in judged:
        if one.reveals in ("later", "hint"):
            assert clear([one], Boundary(500), bench.head.thresholds) == ()


def test_what_is_kept_of_a_summary_judges_the_same(tmp_path):
    from unspoiled import Guide

    with Guide.open(tmp_path / "library", starter=False) as guide:
        fresh = Storylines(guide.bench.encoder, guide.store)
        made = fresh.of(CLOCKS)
        with guide.writing():
            fresh.keep()
        kept = Storylines(_Deaf(guide.bench.encoder), guide.store).of(CLOCKS)

    assert made is not None
    assert kept is not None
    assert (made.windows.vectors == kept.windows.vectors).all()
    assert (made.pieces.vectors == kept.pieces.vectors).all()


def test_a_storyline_is_told_anew_where_more_episodes_become_known():
    storylines = Storylines(load_encoder())

    assert storylines.of(CLOCKS) is not None
    assert storylines.of(replace(CLOCKS, episodes=16)) is None


class _Deaf:
    """An encoder that must not be asked."""

    def __init__(self, encoder):
        self.name, self.dim = encoder.name, encoder.dim

    def encode(self, texts, *, progress=None):
        raise AssertionError(f"{len(texts)} texts were encoded again")

    encode_requests = encode
