"""What goes into a library comes out as it was, once, and goes when told to."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unspoiled.domain import (
    ALL_SEEN,
    REVEALS,
    Boundary,
    Judged,
    Review,
    SafeFrom,
    Sentence,
    Title,
)
from unspoiled.errors import BadRequest, InputError, NotFound
from unspoiled.names import person_key
from unspoiled.store.protocol import Aside, Counts, ReviewEntry, Store
from unspoiled.store.sqlite import open_store

from .library import (
    COLD,
    ENCODER,
    JUDGE,
    LANTERN,
    ORCHARD,
    QUIET,
    WARM,
    encode,
    review_entry,
    title_entry,
)


def test_store_is_a_store(store):
    typed: Store = store

    assert typed.counts() == Counts(titles=3, reviews=2, sentences=6, aside=0)


def test_titles_come_back_as_they_went_in(store):
    assert store.title("t-lantern") == LANTERN
    assert store.titles(["t-quiet", "none", "t-lantern"]) == {
        "t-quiet": QUIET,
        "t-lantern": LANTERN,
    }
    assert store.title("none") is None


def test_titles_are_in_order_of_popularity_then_id(store):
    store.put_titles([title_entry(Title(id="t-also", title="Also"))])

    assert store.all_title_ids() == ["t-lantern", "t-orchard", "t-also", "t-quiet"]


def test_reviews_come_back_as_they_went_in(store):
    assert store.review("r-warm") == WARM
    assert store.reviews_of("t-lantern") == [COLD, WARM]
    assert store.marks_of("r-warm") == review_entry(WARM).marks
    assert store.judged_of(["r-cold", "none", "r-warm"]) == {
        "r-cold": review_entry(COLD).judged,
        "r-warm": review_entry(WARM).judged,
    }


judged = st.builds(
    Judged,
    sentence=st.builds(
        Sentence,
        review_id=st.just("r"),
        index=st.integers(0, 99),
        start=st.integers(0, 99),
        end=st.integers(0, 99),
        display=st.text(max_size=20),
        heading=st.booleans(),
        paragraph=st.integers(0, 9),
    ),
    reveals=st.sampled_from(REVEALS),
    probability=st.fixed_dictionaries({name: st.floats(0, 1) for name in REVEALS}),
    safe_from=st.builds(SafeFrom, st.none() | st.integers(0, 500)),
    hidden=st.booleans(),
    flagged=st.booleans(),
    scope=st.none() | st.integers(0, 50),
    synopsis=st.floats(0, 1),
    before=st.booleans(),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("truth") / "library")
    store.put_titles([title_entry(LANTERN)])
    yield store
    store.close()


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.text(min_size=1, max_size=200), st.lists(judged, max_size=4).map(tuple))
def test_no_probability_and_no_character_is_lost(shared, text, given_judged):
    review = Review(id="r", text=text, title_id="t-lantern")
    entry = ReviewEntry(review, (), given_judged, (), JUDGE)

    shared.put_review(entry)

    assert shared.review("r") == review
    assert shared.judged_of(["r"]) == {"r": given_judged}
    assert shared.put_review(entry) == "same"


def test_adding_twice_equals_adding_once(store):
    before = store.counts()
    names = store.name_keys()

    outcomes = store.put_titles([title_entry(t) for t in (LANTERN, ORCHARD, QUIET)])
    reviews = [store.put_review(review_entry(r)) for r in (WARM, COLD)]

    assert outcomes == ["same"] * 3
    assert reviews == ["same"] * 2
    assert store.counts() == before
    assert store.name_keys() == names


def test_unchanged_is_told_before_any_work(store):
    unmatched = replace(WARM, title_id=None)
    elsewhere = replace(COLD, title_id="t-orchard")
    edited = replace(LANTERN, minutes=41)

    assert store.unchanged_titles([edited, ORCHARD]) == {"t-orchard"}
    assert store.unchanged_reviews([unmatched, elsewhere], JUDGE) == {"r-warm"}
    assert store.unchanged_reviews([WARM], "judge-2") == set()
    assert store.unchanged_reviews([replace(WARM, text="New")], JUDGE) == set()


def test_a_changed_title_leaves_nothing_of_the_old(store):
    edited = replace(LANTERN, title="Beacon Bay", aka=(), original_title=None, ids={})

    assert store.put_titles([title_entry(edited)]) == ["changed"]

    assert store.title("t-lantern") == edited
    assert store.titles_named(["lanternbay"]) == []
    assert store.titles_with_ids({"imdb": "tt9900001"}) == []
    assert store.reviews_of("t-lantern") == [COLD, WARM]


def test_a_changed_review_leaves_nothing_of_the_old(store):
    edited = replace(WARM, text="Short now")

    assert store.put_review(review_entry(edited)) == "changed"

    assert store.review("r-warm") == edited
    assert len(store.judged_of(["r-warm"])["r-warm"]) == 1
    assert store.counts().sentences == 3


def test_a_review_can_move_to_another_title(store):
    moved = replace(WARM, title_id="t-orchard")

    assert store.put_review(review_entry(moved)) == "changed"

    assert store.reviews_of("t-lantern") == [COLD]
    assert store.reviews_of("t-orchard") == [moved]


def test_a_review_needs_its_title(store):
    with pytest.raises(BadRequest, match="t-none"):
        store.put_review(review_entry(replace(WARM, id="r-x", title_id="t-none")))

    assert store.review("r-x") is None


def test_removing_a_title_removes_its_reviews_but_not_the_viewers_own(store):
    store.set_progress("me", "t-lantern", Boundary(3))

    assert store.remove_title("t-lantern")
    assert not store.remove_title("t-lantern")

    assert store.review("r-warm") is None
    assert store.counts() == Counts(titles=2, reviews=0, sentences=0, aside=0)
    assert store.people_named([person_key("Kim Dara")]) == {}
    assert store.progress("me") == {"t-lantern": Boundary(3)}


def test_titles_are_found_by_names_and_foreign_ids(store):
    assert store.titles_named(["nothing", "lanternbay"]) == [LANTERN]
    assert store.known_names(["lanternbay", "nothing"]) == {
        "lanternbay": ("t-lantern",)
    }
    assert store.name_keys()["orchardstreet"] == ("t-orchard",)
    assert store.titles_with_ids({"tmdb": "77", "imdb": "none"}) == [LANTERN]
    assert store.titles_with_ids({"imdb": "77"}) == []


def test_people_are_found_as_they_are_written_most(store):
    key = person_key("Kim Dara")
    one, two = (
        replace(ORCHARD, id=f"t-{n}", directors=("Kim Da Ra",)) for n in range(2)
    )
    store.put_titles([title_entry(one), title_entry(two)])

    assert store.people_named([key]) == {key: ("Kim Da Ra", "Kim Dara")}
    assert store.people_named([person_key("Harbour Master")]) == {}


def test_people_are_found_by_half_their_name(store):
    assert store.people_called("kim") == [("Kim Dara", 1)]
    assert store.people_called("Dara") == [("Kim Dara", 1)]
    assert store.people_called("Kim Dar") == []
    assert store.people_called("%") == []


def test_the_viewers_own_is_kept_by_viewer(store):
    store.set_progress("me", "t-lantern", Boundary(3))
    store.set_progress("me", "t-lantern", ALL_SEEN)
    store.set_progress("you", "t-quiet", Boundary(0))
    store.set_rating("me", "t-lantern", 8.5)
    store.set_rating("me", "t-quiet", 2)
    store.set_rating("me", "t-quiet", None)

    assert store.progress("me") == {"t-lantern": ALL_SEEN}
    assert store.progress("you") == {"t-quiet": Boundary(0)}
    assert store.ratings("me") == {"t-lantern": 8.5}
    with pytest.raises(BadRequest):
        store.set_rating("me", "t-quiet", 11)


def test_settings_are_kept_and_forgotten(store):
    store.set_setting("hints", "on")
    assert store.setting("hints") == "on"

    store.set_setting("hints", None)
    assert store.setting("hints") is None


def test_a_record_set_aside_twice_is_one_row(store):
    aside = Aside(
        "k", "doubtful", "two titles", "a.jsonl:3", {"text": "…", "n": [1]}, ("a", "b")
    )

    assert store.set_aside(aside) == "added"
    assert store.set_aside(aside) == "same"
    assert store.set_aside(replace(aside, detail="three")) == "changed"
    assert store.asides() == [replace(aside, detail="three")]
    assert store.drop_aside("k")
    assert not store.drop_aside("k")


def test_vectors_are_kept_under_their_texts(store):
    texts = ["one", "two"]
    store.put_vectors("other", texts, np.eye(2, 5, dtype=np.float32))

    found = store.vectors("other", ["two", "three"])

    assert list(found) == ["two"]
    np.testing.assert_array_equal(found["two"], np.eye(2, 5)[1])
    with pytest.raises(BadRequest):
        store.put_vectors("other", ["x"], np.zeros((1, 4), np.float32))
    with pytest.raises(BadRequest):
        store.put_vectors("other", ["x"], np.full((1, 5), np.nan, np.float32))


def test_missing_vectors_are_told_once_each(store):
    twin = replace(ORCHARD, id="t-twin")
    store.put_titles([title_entry(twin, card="same"), title_entry(QUIET, card="same")])

    assert store.missing_passage_vectors(ENCODER) == ["same"]
    assert len(store.missing_passage_vectors("none yet")) == 10

    store.put_vectors(ENCODER, ["same"], encode(["same"]))
    assert store.missing_passage_vectors(ENCODER) == []


def test_a_transaction_is_all_or_nothing(store):
    def half():
        with store.writing():
            store.put_titles([title_entry(replace(ORCHARD, networks=("Half TV",)))])
            with store.writing():
                store.remove_title("t-lantern")
            raise KeyError("in the middle")

    with pytest.raises(KeyError):
        half()

    assert store.title("t-lantern") == LANTERN
    assert store.title("t-orchard") == ORCHARD
    whole = replace(ORCHARD, networks=("Half TV",))  # its word was never kept
    assert store.put_titles([title_entry(whole)]) == ["changed"]
    assert store.title("t-orchard") == whole


def test_text_that_is_no_unicode_is_refused_whole(store):
    with pytest.raises(InputError, match="Unicode"):
        store.put_review(review_entry(replace(WARM, text="lone \ud800 half")))
    with pytest.raises(InputError, match="Unicode"):
        store.put_titles([title_entry(replace(QUIET, title="\udc00"), card="plain")])

    assert store.review("r-warm") == WARM
    assert store.title("t-quiet") == QUIET


def test_looking_for_what_is_no_unicode_finds_nothing(store):
    assert store.titles(["\ud800", "t-quiet"]) == {"t-quiet": QUIET}
    assert store.known_names(["\ud800"]) == {}
    assert store.people_named(["\ud800"]) == {}
    assert store.people_called("\ud800x") == []
    assert store.titles_with_ids({"imdb": "\ud800"}) == []
    assert store.vectors(ENCODER, ["\ud800"]) == {}
    assert store.search_words("\ud800 calm", k=1)[0].passage.review_id == "r-warm"


def test_a_library_comes_back_in_the_next_process(store):
    screen = store.screen([], date(2026, 1, 1))
    store.close()

    again = open_store(store.path, write=False)

    assert again.title("t-lantern") == LANTERN
    assert again.screen([], date(2026, 1, 1)) == screen
    again.close()


def test_reading_needs_a_library(path):
    with pytest.raises(NotFound):
        open_store(path, write=False)
