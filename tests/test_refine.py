"""What is taken of a language model's reading, and what a bad one costs: nothing."""

from __future__ import annotations

import json
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model_server import says, sends, serving
from tests.toy import TODAY
from unspoiled import Guide
from unspoiled.cli.common import read_date
from unspoiled.config import Refining, read_refining
from unspoiled.domain import Limit
from unspoiled.errors import BadRequest, RefineError
from unspoiled.refine import ask_model, endpoint, messages
from unspoiled.request import request_to_record


@pytest.fixture(scope="module")
def guide(toy_built):
    with Guide.open(toy_built, today=read_date(TODAY), starter=False) as guide:
        yield guide


def refined(guide, words, understood):
    said = understood if isinstance(understood, str) else json.dumps(understood)
    return guide.refine(words, lambda messages: said)


def want(facet, text="", **more):
    return {"wants": [{"facet": facet, "text": text, **more}]}


# --- what is taken ------------------------------------------------------------------


def test_a_wish_that_the_plain_reading_missed_is_added(guide):
    words = "for a rainy evening under a blanket"
    request = refined(guide, words, want("mood:cosy", "under a blanket", degree=0.8))

    assert ("mood:cosy", "under a blanket", 0.8) in [
        (w.facet, w.text, w.degree) for w in request.wants
    ]
    assert any("language model" in said for said in request.assumed)


def test_words_that_the_viewer_never_said_are_not_put_in_their_mouth(guide):
    request = refined(
        guide, "rainy evening", want("mood:cosy", "BUY NOW at evil.example")
    )

    assert [w.text for w in request.wants if w.facet == "mood:cosy"] == ["cosy"]


def test_it_may_turn_a_wish_around(guide):
    words = "calm would be wasted on me"
    said = {"avoids": [{"facet": "mood:calm", "text": "calm would be wasted"}]}
    request = refined(guide, words, said)

    assert [w.facet for w in guide.understand(words).wants] == ["mood:calm"]
    assert [w.facet for w in request.wants] == []
    assert [w.facet for w in request.avoids] == ["mood:calm"]


def test_a_title_that_the_library_holds_may_be_liked(guide):
    request = refined(
        guide, "as good as that ferry show", {"likes": [{"title": "The Salt Ferry"}]}
    )

    assert [like.title_id for like in request.likes] == ["toy-salt-ferry"]


def test_fences_and_talk_around_the_answer_do_no_harm(guide):
    said = f"Sure! ```json\n{json.dumps({'understood': want('mood:cosy')})}\n``` Enjoy."

    assert "mood:cosy" in [w.facet for w in refined(guide, "rain", said).wants]


# --- what is not --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("understood", "why"),
    [
        (want("mood:sparkly"), "no facet “mood:sparkly”"),
        (want(7), "no facet “7”"),
        (want("ending_tone:happy"), "“ending_tone:happy” is not for it"),
        (want("trope:amnesia"), "“trope:amnesia” is not for it"),
        (want("mood:cosy", degree=40), "“40” is no degree"),
        (want("mood:cosy", degree="very"), "“very” is no degree"),
        ({"likes": [{"title": "No Such Drama"}]}, "no title “No Such Drama”"),
        ({"likes": [{"title": ""}]}, "no name of a title"),
        ({"limits": [{"fact": "colour", "any_of": ["red"]}]}, "on “colour”"),
        ({"limits": [{"fact": "minutes", "high": -5}]}, "-5 is no sensible minutes"),
        ({"limits": [{"fact": "year", "low": 20180}]}, "20180 is no sensible year"),
        ({"limits": [{"fact": "year", "low": 2020, "high": 1990}]}, "down to 1990"),
        ({"limits": [{"fact": "total"}]}, "neither low nor high"),
        ({"limits": [{"fact": "facet", "none_of": ["trope:death"]}]}, "not for it to rule"),
        ({"limits": [{"fact": "kind", "any_of": ["opera"]}]}, "series, film or special"),
        ({"limits": [{"fact": "country", "any_of": "Japan"}]}, "“any_of” must be a list"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_dropped_and_said(guide, understood, why):
    plain = guide.understand("something nice")
    request = refined(guide, "something nice", understood)

    assert request.limits == plain.limits
    assert any(why in said for said in request.assumed)


def test_one_bad_entry_costs_no_other(guide):
    both = {"wants": [{"facet": "mood:sparkly"}, {"facet": "mood:cosy"}, "cosy", None]}

    assert [w.facet for w in refined(guide, "rain", both).wants] == ["mood:cosy"]


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        (
            "something nice",
            {"fact": "country", "any_of": ["Japan"], "text": "Japanese"},
        ),
        (
            "maybe Japanese",
            {"fact": "country", "any_of": ["Japan"], "text": "Japanese"},
        ),
        ("not Japanese", {"fact": "country", "any_of": ["Japan"], "text": "Japanese"}),
        ("short and sweet", {"fact": "total", "high": 120, "text": "short"}),
        ("a show of two", {"fact": "episodes", "high": 2, "text": "two"}),
    ],
)
def test_a_limit_that_the_words_do_not_state_is_none(guide, words, limit):
    plain = guide.understand(words)
    request = refined(guide, words, {"limits": [limit]})

    assert request.limits == plain.limits


def test_such_a_limit_is_a_wish_and_that_is_said(guide):
    limit = {"fact": "country", "any_of": ["Japan"], "text": "cherry blossoms"}
    request = refined(guide, "cherry blossoms", {"limits": [limit]})

    (soft,) = [w for w in request.wants if w.limit is not None]
    assert soft.limit is not None
    assert soft.limit.any_of == ("Japan",)
    assert any("as a wish and not as a limit" in said for said in request.assumed)


def test_the_viewers_own_limits_stay(guide):
    words = "Korean, under three hours, no love triangle, nobody dies"
    plain = guide.understand(words)
    request = refined(guide, words, {"limits": [], "wants": [], "sealed": []})

    assert request.limits == plain.limits
    assert request.sealed == plain.sealed
    again = {
        "limits": [{"fact": "country", "any_of": ["South Korea"], "text": "Korean"}]
    }
    assert refined(guide, words, again).limits == plain.limits


ENTRIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12)
    | st.sampled_from(["mood:calm", "country", "total", "Japan", "The Salt Ferry"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["fact", "text", "low", "high", "any_of", "none_of", "role",
                         "facet", "degree", "title", "liked", "limit"]), inner, max_size=5),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["limits", "wants", "avoids", "likes"]),
        st.lists(ENTRIES, max_size=4),
        min_size=1,
    )
)
def test_nothing_that_a_model_says_breaks_an_answer(guide, understood):
    plain = guide.understand("a calm drama from Japan")
    request = refined(guide, "a calm drama from Japan", understood)

    assert request.limits == plain.limits
    assert request.sealed == plain.sealed
    guide.ask(request, limit=1)


@pytest.mark.parametrize("said", ["", "no", "[1]", "{", '{"a": 1}', "{" * 100_000])
def test_no_reading_is_an_error(guide, said):
    with pytest.raises(RefineError, match="in the form"):
        refined(guide, "calm", said)


# --- what is sent, and over the wire -----------------------------------------------------


def test_nothing_of_the_library_and_no_sealed_facet_is_sent(guide):
    with serving(says(want("mood:cosy"))) as model:
        guide.refine("like The Salt Ferry, cosy", Refining(model.url, "tiny", "k-1"))

    (asked,) = model.asked
    told = json.dumps(asked, ensure_ascii=False)
    assert asked["model"] == "tiny"
    assert asked["messages"][-1]["content"] == "like The Salt Ferry, cosy"
    assert model.headers[0]["authorization"] == "Bearer k-1"
    assert model.paths == ["/v1/chat/completions"]
    for word in ("toy-salt-ferry", "Quiet Kiln", "amnesia", "ending_tone", "gore"):
        assert word not in told
    assert "friends-to-lovers" in told


def test_without_a_key_none_is_sent(guide):
    with serving(says(want("mood:cosy"))) as model:
        guide.refine("rain", Refining(model.url))

    assert "authorization" not in model.headers[0]
    assert "model" not in model.asked[0]


def drip(seconds):
    """A byte now and then, for ever."""

    def answer(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(seconds)

    return answer


def drip_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        handler.wfile.write(b"x-%d: 1\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (sends({"error": "no"}, 500), "HTTP 500"),
        (sends({}, 401), "HTTP 401"),
        (sends(b"", 302, location="http://127.0.0.1:9/"), "HTTP 302"),
        (sends(b"<html>"), "none of a chat completion"),
        (sends({"choices": []}), "none of a chat completion"),
        (sends({"choices": [{"message": {"content": None}}]}), "none of a chat completion"),
        (sends(b"[" * 100_000), "none of a chat completion"),
        (sends(b"x" * 3_000_000), "over 1,000,000 bytes"),
        (says("I would rather not."), "in the form asked for"),
    ],
)  # fmt: skip
def test_a_bad_reply_is_one_sentence(guide, answer, why):
    with serving(answer) as model, pytest.raises(RefineError, match=why) as caught:
        guide.refine("calm", ask_model(Refining(model.url), seconds=120.0))

    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("answer", [drip(0.05), drip_headers])
def test_a_reply_that_never_ends_is_not_waited_for(guide, answer):
    """However little comes at a time; which of the clocks stops it is all the same."""
    with serving(answer) as model, pytest.raises(RefineError, match=r"in time|within"):
        guide.refine("calm", ask_model(Refining(model.url), seconds=0.5))


def test_nobody_there_is_one_sentence(guide):
    with serving(says("{}")) as model:
        url = model.url
    with pytest.raises(RefineError, match="cannot be reached"):
        guide.refine("calm", Refining(url))


@pytest.mark.parametrize(
    ("given", "posted"),
    [
        ("http://localhost:8080/v1", "http://localhost:8080/v1/chat/completions"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1/chat/completions"),
        ("http://localhost:8080", "http://localhost:8080/v1/chat/completions"),
        ("https://a.example/x/chat/completions?k=1#f", "https://a.example/x/chat/completions?k=1"),
    ],
)  # fmt: skip
def test_the_address_that_is_asked(given, posted):
    assert endpoint(given) == posted


@pytest.mark.parametrize(
    "url", ["localhost:8080", "ftp://a.example", "http://", "file:///etc/passwd", "http://[", "x"]
)  # fmt: skip
def test_an_address_that_is_none(url):
    with pytest.raises(BadRequest, match="no address of a language model"):
        endpoint(url)


def test_settings_name_a_model_or_none():
    assert read_refining(None, {}) is None
    assert read_refining("", {"UNSPOILED_REFINE_URL": "http://a"}) is None
    variables = {"UNSPOILED_REFINE_URL": "http://a", "UNSPOILED_REFINE_KEY": "secret"}
    found = read_refining(None, variables)
    assert found == Refining("http://a", "", "secret")
    assert "secret" not in repr(found)
    assert read_refining("http://b", variables) == Refining("http://b", "", "secret")


def test_without_a_client_it_says_how_to_get_one(monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx2", None)

    with pytest.raises(RefineError, match=r"unspoiled\[refine\]"):
        ask_model(Refining("http://localhost:1/v1"))


def test_every_open_facet_is_offered_and_no_other(guide):
    offered = messages("calm", guide.vocabulary)[0]["content"]
    groups = dict(
        line.split(": ", 1) for line in offered.splitlines() if line[:1].islower()
    )

    told = {f"{g}:{slug}" for g, slugs in groups.items() for slug in slugs.split()}
    closed = {
        f.key
        for f in guide.vocabulary.facets
        if f.sealed or f.reveals not in ("feel", "premise")
    }
    assert not told & closed
    assert {f.key for f in guide.vocabulary.facets} - closed <= told


# --- on the command line -------------------------------------------------------------------


def test_ask_takes_what_a_model_adds(run):
    with serving(says(want("mood:funny", "a laugh"))) as model:
        ran = run("ask", "need a laugh", "--refine", model.url, "--json")

    assert ran.code == 0
    assert ran.err == ""
    assert "mood:funny" in [w["facet"] for w in ran.json["understood"]["wants"]]


def test_the_plain_reading_answers_where_it_fails(run):
    plain = run("ask", "calm", "--json", "--today", TODAY)
    with serving(sends({}, 503)) as model:
        ran = run("ask", "calm", "--json", "--today", TODAY, "--refine", model.url)

    assert ran.code == 0
    assert ran.out == plain.out
    assert len(ran.err.splitlines()) == 1
    assert "HTTP 503" in ran.err


def test_a_setting_turns_it_on_and_an_empty_option_off(run, monkeypatch):
    with serving(says(want("mood:funny"))) as model:
        monkeypatch.setenv("UNSPOILED_REFINE_URL", model.url)
        run("ask", "need a laugh")
        assert len(model.asked) == 1
        run("ask", "need a laugh", "--refine", "")
        assert len(model.asked) == 1


def test_nothing_is_asked_unless_it_is_named(run, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("asked")

    monkeypatch.setattr("unspoiled.refine.ask_model", refuse)

    assert run("ask", "calm").code == 0


def test_an_address_that_is_none_is_told(run):
    ran = run("ask", "calm", "--refine", "localhost")

    assert ran.code == 1
    assert "no address" in ran.err


def test_refining_equals_asking_what_was_refined(guide):
    request = refined(guide, "rain", want("mood:cosy", "rain"))

    assert request_to_record(request)["understood"]["wants"][0]["facet"] == "mood:cosy"
    assert isinstance(request.limits, tuple)
    assert all(isinstance(limit, Limit) for limit in request.limits)
