"""The gate shows nothing without a proof, and nothing else clears a sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers import THRESHOLDS, make_judged, make_sentence
from unspoiled.domain import (
    ALL_SEEN,
    NOTHING_SEEN,
    REVEALS,
    Boundary,
    Cleared,
    Judged,
    Quote,
    Review,
    SafeFrom,
)
from unspoiled.gate import clear, prove, shows_facet
from unspoiled.vocabulary import load_vocabulary

SOURCE = Path(__file__).parents[1] / "src" / "unspoiled"


@st.composite
def judgements(draw: st.DrawFn) -> Judged:
    weights = draw(st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5))
    shares = [weight / sum(weights) for weight in weights]
    probability = dict(zip(REVEALS, shares, strict=True))
    episodes = st.one_of(st.none(), st.integers(0, 20))
    return Judged(
        sentence=make_sentence(),
        reveals=max(REVEALS, key=lambda name: probability[name]),
        probability=probability,
        safe_from=SafeFrom(draw(episodes)),
        hidden=draw(st.booleans()),
        flagged=draw(st.booleans()),
        scope=draw(episodes),
        synopsis=draw(st.floats(0, 1)),
        before=draw(st.booleans()),
    )


boundaries = st.one_of(
    st.just(ALL_SEEN), st.integers(0, 20).map(lambda seen: Boundary(seen))
)


@given(st.lists(judgements(), max_size=20), boundaries, boundaries)
def test_a_lower_boundary_never_shows_more(judged, one, other):
    lower, higher = sorted(
        (one, other), key=lambda b: 99 if b.episodes is None else b.episodes
    )
    low = {id(c.judged) for c in clear(judged, lower, THRESHOLDS)}
    high = {id(c.judged) for c in clear(judged, higher, THRESHOLDS)}

    assert low <= high


@given(judgements())
def test_nothing_seen_shows_only_what_is_proved_harmless(judged):
    proof = prove(judged, NOTHING_SEEN, THRESHOLDS)

    if proof is None:
        return
    assert not judged.hidden
    assert judged.probability["ending"] <= THRESHOLDS.ending
    if judged.flagged and proof != "before":
        assert proof == "feel"
        assert judged.probability["feel"] >= THRESHOLDS.feel_strict


@given(judgements())
def test_what_the_author_hid_waits_for_the_whole_title(judged):
    if judged.hidden:
        assert prove(judged, Boundary(500), THRESHOLDS) is None
    assert prove(judged, ALL_SEEN, THRESHOLDS) == "seen"


@pytest.mark.parametrize(
    ("judged", "boundary", "proof"),
    [
        (make_judged("feel", 0.95), NOTHING_SEEN, "feel"),
        (make_judged("feel", 0.6, scope=0), NOTHING_SEEN, "scope"),
        (make_judged("later", 0.9, scope=0), NOTHING_SEEN, None),
        (make_judged("later", 0.4, scope=4), Boundary(3), None),
        (make_judged("feel", 0.6, scope=4), Boundary(4), "scope"),
        (make_judged("premise", 0.6, synopsis=0.9), NOTHING_SEEN, "synopsis"),
        (make_judged("premise", 0.9), NOTHING_SEEN, "premise"),
        (make_judged("premise", 0.9, flagged=True), NOTHING_SEEN, None),
        (make_judged("feel", 0.85, flagged=True), NOTHING_SEEN, None),
        (make_judged("feel", 0.95, flagged=True), NOTHING_SEEN, "feel"),
        (make_judged("hint", 0.9), NOTHING_SEEN, None),
        (make_judged("ending", 0.9), Boundary(99), None),
        (
            make_judged("later", 0.9, safe_from=SafeFrom(3), before=True),
            Boundary(2),
            None,
        ),
        (
            make_judged("later", 0.9, safe_from=SafeFrom(3), before=True),
            Boundary(3),
            "before",
        ),
        (make_judged("later", 0.9, safe_from=SafeFrom(3)), Boundary(3), None),
        # an episode's summary tells it, so that it is no mere opinion
        (
            make_judged("feel", 0.99, safe_from=SafeFrom(3), before=True),
            Boundary(2),
            None,
        ),
        (
            make_judged("feel", 0.99, safe_from=SafeFrom(3), before=True),
            Boundary(3),
            "feel",
        ),
    ],
)
def test_each_proof(judged, boundary, proof):
    assert prove(judged, boundary, THRESHOLDS) == proof


def test_only_the_gate_clears():
    with pytest.raises(TypeError, match="only the gate"):
        Cleared(make_judged(), NOTHING_SEEN, "feel", object())


def test_only_the_gate_names_the_seal():
    naming = {
        path.name
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id == "_GATE")
        or (isinstance(node, ast.Attribute) and node.attr == "_GATE")
        or (isinstance(node, ast.alias) and node.name == "_GATE")
    }

    assert naming == {"domain.py", "gate.py"}


def test_a_quote_is_the_reviews_own_words():
    review = Review(id="r-1", text="Slow. *So* calm!")
    sentence = make_sentence("So calm!", start=6, end=16)
    (cleared,) = clear([make_judged(sentence=sentence)], NOTHING_SEEN, THRESHOLDS)

    quote = Quote.of(cleared, review)

    assert quote.text == review.text[6:16] == "*So* calm!"
    assert quote.display == "So calm!"
    with pytest.raises(ValueError, match="not of review"):
        Quote.of(cleared, Review(id="r-2", text=review.text))


def test_facets_that_spoil_wait():
    vocabulary = load_vocabulary()
    spoiling = vocabulary.of_tag("Terminal Illness")
    harmless = vocabulary.of_tag("Friends to Lovers")

    assert spoiling is not None
    assert harmless is not None
    assert not shows_facet(spoiling, NOTHING_SEEN)
    assert not shows_facet(spoiling, Boundary(12))
    assert shows_facet(spoiling, ALL_SEEN)
    assert shows_facet(harmless, NOTHING_SEEN)
