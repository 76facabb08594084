"""Search finds what is there, by words and by meaning, and never what is gone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unspoiled.domain import Passage, Title
from unspoiled.errors import BadRequest
from unspoiled.store import lexical
from unspoiled.store.protocol import TitleEntry
from unspoiled.store.sqlite import open_store
from unspoiled.store.vectors import VectorConfig

from .conftest import level
from .library import COLD, ENCODER, LANTERN, WARM, encode, review_entry, title_entry

WORDS = "amber birch cedar dune ember fjord grove haven inlet jetty kelp lagoon".split()


def words(store, query, **rest):
    rest.setdefault("k", 10)
    return [hit.passage.text for hit in store.search_words(query, **rest)]


def meaning(store, query, **rest):
    rest.setdefault("k", 10)
    vector = encode([query])[0]
    return [hit.passage.text for hit in store.search_vectors(vector, **rest)]


def test_words_are_found_in_any_form(store):
    assert "I never warmed to the leads" in words(store, "WARMING")
    assert words(store, "paced gently")[0] == "The pacing is gentle"


@pytest.mark.parametrize("query", ["음악", "음악이", "아름답다!"])
def test_words_of_scripts_with_glued_particles_are_found(store, query):
    assert words(store, query) == ["음악이 정말 아름답다"]


def test_chinese_words_are_found_inside_a_run(store):
    store.put_titles([title_entry(LANTERN, card="这是一部安静的电视剧")])
    level(store)

    assert words(store, "安静") == ["这是一部安静的电视剧"]
    assert words(store, "剧") == ["这是一部安静的电视剧"]


@pytest.mark.parametrize(
    "query",
    ["", "   ", "!!!", "+ - ^ ~", 'text:"x" +(', "a" * 100_000, "\x00", "kind:1"],
)
def test_nothing_in_a_query_is_an_operator(store, query):
    assert words(store, query) == []


def test_what_looks_like_an_operator_is_a_word(store):
    assert words(store, "calm AND stormy")[0] == "A calm and warm drama"
    assert words(store, "-calm")[0] == "A calm and warm drama"


def test_long_queries_look_for_their_rarest_words(store):
    noise = " ".join(f"w{n}" for n in range(3 * lexical.MAX_TERMS))

    assert words(store, f"{noise} lead", k=1) == ["I never warmed to the leads"]


def test_search_is_by_kind_and_title(store):
    assert words(store, "card quiet warm", kinds=["card"], k=9) == [
        "Quiet Signal card",
        "Lantern Bay card",
        "Orchard Street card",
    ]
    assert words(store, "card", allowed=["t-orchard", "none"]) == [
        "Orchard Street card"
    ]
    assert words(store, "card", allowed=[]) == []
    assert meaning(store, "card", kinds=["card"], allowed=["t-quiet"]) == [
        "Quiet Signal card"
    ]


def test_meaning_finds_the_nearest_first(store):
    assert meaning(store, "the pacing is gentle", k=1) == ["The pacing is gentle"]
    hit = store.search_vectors(encode(["The pacing is gentle"])[0], k=1)[0]
    assert hit.score == pytest.approx(1.0, abs=1e-3)
    assert hit.passage == Passage(
        "t-lantern", "sentence", "The pacing is gentle", "r-warm", 1
    )


def test_a_vector_of_another_length_is_refused(store):
    with pytest.raises(BadRequest):
        store.search_vectors(np.zeros(7, np.float32), k=3)


def test_what_is_gone_is_not_found_even_before_the_index_knows(store):
    store.put_review(review_entry(replace(WARM, text="A stormy drama")))
    store.remove_review(COLD.id)

    assert words(store, "calm gentle cold") == []
    assert "The ocean looks cold" not in meaning(store, "ocean cold")

    level(store)
    assert words(store, "stormy calm gentle") == ["A stormy drama"]
    assert meaning(store, "stormy drama", k=1) == ["A stormy drama"]


def test_a_removed_title_is_not_found(store):
    store.remove_title("t-lantern")
    for _ in range(2):
        assert words(store, "lantern keepers warm") == []
        assert len(meaning(store, "lantern keepers")) == 2
        level(store)


def test_passages_without_vectors_come_in_when_they_have_one(store):
    store.put_review(review_entry(replace(WARM, id="r-new", text="Stormy seas")))
    store.catch_up(ENCODER)
    assert words(store, "stormy") == ["Stormy seas"]
    assert "Stormy seas" not in meaning(store, "stormy seas")

    level(store)
    assert meaning(store, "stormy seas", k=1) == ["Stormy seas"]


def test_an_empty_library_answers(path):
    store = open_store(path)
    store.catch_up(ENCODER)

    assert words(store, "anything") == []
    assert meaning(store, "anything") == []
    assert store.missing_passage_vectors(ENCODER) == []
    store.close()


def test_progress_is_told(path):
    store = open_store(path)
    store.put_titles([title_entry(LANTERN)])
    told = []
    store.catch_up(ENCODER, lambda done, total: told.append((done, total)))

    assert told[0] == (2, 2)
    store.close()


def test_hits_of_many_allowed_titles_are_sifted(path, monkeypatch):
    monkeypatch.setattr(lexical, "FEW_TITLES", 3)
    store = open_store(path)
    titles = [Title(id=f"t-{n:03}", title=f"Harbour {n}") for n in range(300)]
    store.put_titles([title_entry(title, card="harbour " * 3) for title in titles])
    level(store)
    allowed = [title.id for title in titles[::50]]

    hits = store.search_words("harbour", k=4, allowed=allowed)

    assert [hit.passage.title_id for hit in hits] == allowed[:4]
    store.close()


def big_config(**rest):
    """Few passages already make an inverted file."""
    return VectorConfig(exact_limit=60, segments=2, **rest)


@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "add", "add", "remove", "change", "forget"]),
            st.integers(0, 40),
            st.integers(1, 60),
        ),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
def test_search_by_meaning_agrees_with_comparing_all(tmp_path_factory, steps, large):
    """Whatever came, went and changed, in one segment, several or an inverted file."""
    config = big_config() if large else VectorConfig(segments=2)
    path = tmp_path_factory.mktemp("vectors") / "library"
    store = open_store(path, config=config)
    held: dict[str, str] = {}
    for step, (act, first, count) in enumerate(steps):
        with store.writing():
            for number in range(first, first + count):
                key = f"t-{number:03}"
                if act == "remove":
                    store.remove_title(key)
                    held.pop(key, None)
                elif act == "change" or key not in held:
                    rng = np.random.default_rng([step, number])
                    held[key] = " ".join(rng.choice(WORDS, 4))
                    title = Title(id=key, title=key)
                    store.put_titles([title_entry(title, card=held[key])])
        if act != "forget":
            level(store)
    level(store)

    wanted = encode(["amber kelp dune"])[0]
    hits = store.search_vectors(wanted, k=500)
    some = sorted(held)[::2]
    fewer = store.search_vectors(wanted, k=5, allowed=some)

    exact = {key: float(encode([card])[0] @ wanted) for key, card in held.items()}
    scores = {hit.passage.title_id: hit.score for hit in hits}
    assert set(scores) == set(exact)
    for key, score in scores.items():
        assert score == pytest.approx(exact[key], abs=2e-3)
    best = sorted((exact[key] for key in some), reverse=True)[:5]
    assert [hit.score for hit in fewer] == pytest.approx(best, abs=2e-3)
    store.close()


def test_a_library_that_shrinks_is_compared_one_by_one_again(path):
    store = open_store(path, config=big_config())
    entries = [
        TitleEntry(
            Title(id=f"t-{n:03}", title=f"T {n}"),
            (),
            (),
            (Passage("", "card", f"{WORDS[n % 12]} {n}"),),
        )
        for n in range(200)
    ]
    store.put_titles(entries)
    level(store)
    assert list(store.path.glob("vectors/*/*.faiss"))

    with store.writing():
        for n in range(180):
            store.remove_title(f"t-{n:03}")
    level(store)

    assert not list(store.path.glob("vectors/*/*.faiss"))
    assert len(meaning(store, "amber", k=100)) == 20
    store.close()


@pytest.mark.parametrize("large", [False, True])
def test_ranking_finds_the_nearest_of_each_kind(path, large):
    """By cosines in full where passages are few, in 8 bits where they are many."""
    store = open_store(path, config=big_config() if large else VectorConfig())
    rng = np.random.default_rng(4)
    cards = {f"t-{n:03}": " ".join(rng.choice(WORDS, 5)) for n in range(300)}
    store.put_titles(
        [
            title_entry(Title(id=key, title=key), card=card)
            for key, card in cards.items()
        ]
    )
    level(store)
    wanted = encode(["amber kelp dune", "haven"])
    allowed = np.arange(300) % 3 == 0
    ids = store.traits().ids

    for found, vector in zip(
        store.find_vectors(wanted, k=10, kinds=("card",), allowed=allowed),
        wanted,
        strict=True,
    ):
        exact = {
            key: float(encode([cards[key]])[0] @ vector)
            for key in ids[allowed].tolist()
        }
        best = sorted(exact.values(), reverse=True)[:10]
        assert allowed[found.places].all()
        assert found.scores.tolist() == pytest.approx(best, abs=5e-3)
    (nothing,) = store.find_vectors(wanted[:1], k=10, kinds=("sentence",))
    assert not len(nothing.places)
    assert not len(store.find_words("amber", k=10, kinds=("sentence",)).places)
    assert len(store.find_words("amber", k=10, kinds=("card",)).places) == 10
    store.close()


def test_every_way_of_narrowing_a_search_of_words_finds_the_same(path, monkeypatch):
    store = open_store(path)
    rng = np.random.default_rng(7)
    store.put_titles(
        [
            title_entry(
                Title(id=f"t-{n:03}", title=f"T {n}"),
                card=" ".join(rng.choice(WORDS, 6)),
            )
            for n in range(200)
        ]
    )
    level(store)
    allowed = rng.random(200) < 0.3

    def found():
        one = store.find_words("amber kelp dune", k=12, allowed=allowed)
        return one.places.tolist(), one.scores.tolist()

    one_by_one = found()
    monkeypatch.setattr(lexical, "DEEP", 0)
    monkeypatch.setattr(lexical, "FEW_TERMS", 0)
    as_a_set = found()
    monkeypatch.setattr(lexical, "FEW_TITLES", 0)
    sifted = found()
    assert one_by_one == as_a_set == sifted
    assert allowed[one_by_one[0]].all()
    store.close()


def test_sentences_are_looked_for_among_reviewed_titles_alone(store):
    query = "I never warmed to the leads, the pacing is gentle"
    everywhere = store.find_words(query, k=10, kinds=("sentence",))
    assert len(everywhere.places)
    for place in range(len(store.traits())):
        allowed = np.arange(len(store.traits())) == place
        found = store.find_words(query, k=10, kinds=("sentence",), allowed=allowed)
        of_it = everywhere.places == place
        assert found.places.tolist() == everywhere.places[of_it].tolist()
        assert found.scores.tolist() == everywhere.scores[of_it].tolist()
