"""`unspoiled ask`: the answer on a screen, as JSON, and for a file of requests."""

import json

import pytest

from tests.toy import TODAY
from tests.toy_text import cells

EVENING = "something calm, friends to lovers, done in one evening, on Disney+"
ANSWER_KEYS = {"request", "understood", "picks", "left_out", "sealed"}
UNDERSTOOD_KEYS = {"limits", "wants", "avoids", "likes", "sealed", "assumed"}
PICK_KEYS = {
    "title_id", "title", "year", "score", "facts", "reasons", "not_for", "shares",
}  # fmt: skip
REASON_KEYS = {
    "kind", "text", "review_id", "start", "end", "source", "url", "proof", "evidence",
}  # fmt: skip


def ids(answer):
    return [pick["title_id"] for pick in answer["picks"]]


def test_the_answer_names_titles_quotes_and_what_was_left_out(run):
    ran = run("ask", EVENING, "--today", TODAY)

    assert ran.code == 0
    assert ran.err == ""
    assert "1. The Quiet Kiln (2022)" in ran.out
    assert "calmest drama" in ran.out
    assert "Odile Farrow · The Slow Shelf" in ran.out
    assert "https://example.org/slow-shelf/quiet-kiln" in ran.out
    assert "done in one evening · on Disney+" in ran.out
    assert "Left out" in ran.out
    assert max(map(cells, ran.out.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in ran.out.splitlines())


def test_what_is_the_same_for_all_picks_is_said_once(run):
    ran = run("ask", "a love triangle or first love", "--today", TODAY)

    assert ran.out.count("no review of") <= 1


def test_json_has_the_shape_that_others_build_on(run):
    answer = run("ask", EVENING, "--json", "--today", TODAY).json

    assert answer.keys() >= ANSWER_KEYS
    assert answer["request"] == EVENING
    assert answer["understood"].keys() >= UNDERSTOOD_KEYS
    pick = answer["picks"][0]
    assert pick.keys() >= PICK_KEYS
    assert pick["facts"]["total_minutes"] == 200
    for reason in [*pick["reasons"], *pick["not_for"]]:
        assert reason.keys() >= REASON_KEYS
        assert reason["kind"] in ("quote", "fact", "facet")
    assert {"why", "count"} == answer["left_out"][0].keys()


def test_every_quote_is_the_reviews_own_text(run, toy):
    from unspoiled import Guide

    answer = run("ask", "a beautiful drama with good acting", "--json").json
    quotes = [r for p in answer["picks"] for r in p["reasons"] if r["kind"] == "quote"]

    assert len(quotes) > 4
    with Guide.open(toy) as guide:
        for quote in quotes:
            review = guide.store.review(quote["review_id"])
            assert review is not None
            assert review.text[quote["start"] : quote["end"]] == quote["text"]
            assert quote["source"] == review.source


@pytest.mark.parametrize("number", [1, 3, 12])
def test_limit(run, number):
    answer = run("ask", "romance", "--json", "--limit", str(number)).json

    assert len(answer["picks"]) == number


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("under five hours", {"toy-mapmaker", "toy-ninth-floor", "toy-copper-violin"}),
        ("a finished romance", {"toy-orchard-line"}),
        ("on Netflix", {"toy-salt-ferry", "toy-quiet-kiln", "toy-second-umbrella"}),
        ("from Taiwan", {"toy-salt-ferry", "toy-last-tram", "toy-copper-violin"}),
        ("with Baek Ji-won", {"toy-mapmaker", "toy-island-project"}),
        ("directed by Joo Ara", {"toy-paper-harbor-2009", "toy-salt-ferry"}),
        ("since 2020", {"toy-paper-harbor-2009", "toy-winter-recipe"}),
        ("12 episodes max", {"toy-mapmaker", "toy-copper-violin"}),
    ],
)
def test_hard_limits_are_kept(run, words, never):
    answer = run("ask", words, "--json", "--limit", "20", "--today", TODAY).json

    assert answer["picks"]
    assert answer["understood"]["limits"]
    assert not never & set(ids(answer))


def test_what_is_not_known_comes_last_and_says_so(run):
    ran = run("ask", "a romance under five hours", "--limit", "20", "--today", TODAY)

    assert "Perhaps: not everything that you asked is known" in ran.out
    after = ran.out.partition("Perhaps:")[2]
    assert "Second Umbrella" in after
    assert "Not known: “under five hours”" in after


def test_today_decides_what_is_finished(run):
    words = ("ask", "a finished funny romance on Netflix", "--json", "--limit", "20")

    assert "toy-orchard-line" not in ids(run(*words, "--today", "2025-06-01").json)
    assert "toy-orchard-line" in ids(run(*words, "--today", "2025-08-01").json)


def test_the_same_question_gets_the_same_answer(run):
    words = ("ask", EVENING, "--json", "--today", TODAY)

    assert run(*words).out == run(*words).out


def test_half_a_character_is_no_obstacle(run):
    assert run("ask", "calm \udcff", "--json").json["request"] == "calm \ufffd"


def test_requests_may_begin_with_a_mark_of_their_encoding(run, tmp_path):
    batch = tmp_path / "requests.jsonl"
    batch.write_text('{"id": 1, "text": "calm"}\n', "utf-8-sig")

    assert [one["id"] for one in run("ask", "--batch", batch).lines] == [1]


def test_a_liked_title_is_no_answer(run):
    answer = run("ask", "like The Salt Ferry but funnier", "--json").json

    assert [like["title_id"] for like in answer["understood"]["likes"]] == [
        "toy-salt-ferry"
    ]
    assert "toy-salt-ferry" not in ids(answer)


def test_exclude_named_leaves_out_what_was_seen(run):
    words = ("ask", "I have seen Blue Hour Laundry, something funny", "--json")
    everything = ("--limit", "20")

    without = run(*words, *everything, "--exclude-named").json

    assert "toy-blue-hour" not in ids(without)


def test_seen_opens_what_lies_behind(run):
    words = ("ask", "a tense thriller", "--json", "--limit", "1")

    before = run(*words).out
    after = run(*words, "--seen", "Ninth Floor, Please=all").json

    assert "Vesperine" not in before
    assert {r["proof"] for r in after["picks"][0]["reasons"] if r["proof"]} == {"seen"}


def test_a_file_of_requests(run, tmp_path):
    batch = tmp_path / "requests.jsonl"
    asked = [
        {"id": "q1", "text": EVENING},
        {"id": 2, "text": "재미있는 드라마"},
        {"id": "q3", "text": "a thriller"},
    ]
    batch.write_text("\n".join(map(json.dumps, asked)) + "\n\n", "utf-8")

    ran = run("ask", "--batch", batch, "--limit", "1000", "--today", TODAY)

    assert ran.code == 0
    assert [line["id"] for line in ran.lines] == ["q1", 2, "q3"]
    first = ran.lines[0]["ranking"]
    assert first[0][0] == "toy-quiet-kiln"
    assert all(isinstance(score, float) for _, score in first)


def test_a_batch_ranks_proven_titles_before_unknown_ones(run, tmp_path):
    batch = tmp_path / "requests.jsonl"
    batch.write_text('{"id": 1, "text": "a romance under five hours"}')

    (line,) = run("ask", "--batch", batch, "--today", TODAY).lines
    order = [title_id for title_id, _ in line["ranking"]]

    assert order.index("toy-salt-ferry") < order.index("toy-second-umbrella")
    assert order.index("toy-quiet-kiln") < order.index("toy-second-umbrella")


def test_nothing_fits(run):
    ran = run("ask", "directed by Joo Ara, on iQIYI", "--today", TODAY)

    assert ran.code == 0
    assert "No title fits" in ran.out


def test_a_flood_of_words_is_answered(run):
    ran = run("ask", "calm " * 4000, "--json")

    assert ran.code in (0, 1)
    assert ran.out or len(ran.err.splitlines()) == 1


# --- how it came about ----------------------------------------------------------------


def test_the_shares_of_a_score_sum_to_it(run):
    answer = run("ask", EVENING, "--json", "--today", TODAY).json

    assert answer["picks"]
    for pick in answer["picks"]:
        assert pick["shares"]
        total = sum(round(share * 1_000_000) for share in pick["shares"].values())
        assert total == round(pick["score"] * 1_000_000)


def test_explain_says_how_it_was_read_and_what_scores_are_made_of(run):
    words = f"{EVENING}, not too sad, like The Salt Ferry"
    ran = run("ask", words, "--explain", "--limit", "12", "--today", TODAY)

    assert ran.code == 0
    assert "How it was read" in ran.out
    assert "“on Disney+”: network Disney+" in ran.out
    assert "mood:sad" in ran.out
    assert "What each score is made of" in ran.out
    assert max(map(cells, ran.out.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in ran.out.splitlines())


def test_explain_changes_nothing_else(run):
    plain = run("ask", EVENING, "--today", TODAY).out

    assert run("ask", EVENING, "--explain", "--today", TODAY).out.startswith(plain)


def test_a_feature_of_any_name_fits():
    from tests.makers import make_title
    from tests.render.test_terminal import printed
    from unspoiled.domain import Answer, Pick, Request
    from unspoiled.render.explain import print_explanation

    shares = {"a_feature_of_quite_some_length": -12.3456, "\x1b[31m": 0.5, "idle": 0.0}
    pick = Pick(make_title(), -11.8456, {}, shares=shares)
    out = printed(print_explanation, Answer(Request("x"), (pick,) * 20))

    assert max(map(cells, out.splitlines())) <= 80
    assert "-12.346" in out
    assert "-11.846" in out
    assert "idle" not in out
    assert "\x1b" not in out
    assert "20." in out


# --- what was understood, corrected -------------------------------------------------------

REQUESTS = [
    EVENING,
    "like The Salt Ferry but funnier, not too sad",
    "maybe a thriller, preferably short, I think on Netflix",
    "I have seen Blue Hour Laundry; directed by Joo Ara, since 2010, nobody dies",
    "재미있는 드라마",
]


@pytest.mark.parametrize("words", REQUESTS)
def test_what_was_understood_gets_the_same_answer(run, tmp_path, words):
    asked = run("ask", words, "--json", "--today", TODAY)
    file = tmp_path / "understood.json"
    file.write_text(asked.out, "utf-8")

    again = run("ask", "--understood", file, "--json", "--today", TODAY)
    record = asked.json
    file.write_text(json.dumps({k: record[k] for k in ("request", "understood")}))
    parts = run("ask", "--understood", file, "--json", "--today", TODAY)

    assert again.out == asked.out
    assert parts.out == asked.out


def test_what_was_understood_comes_in_by_a_pipe(process):
    asked = process("ask", EVENING, "--json", "--today", TODAY)
    again = process(
        "ask", "--understood", "-", "--json", "--today", TODAY, input=asked.out
    )

    assert again.code == 0, again.err
    assert again.out == asked.out


def test_a_correction_counts(run, tmp_path):
    record = run("ask", "something calm on Disney+", "--json").json
    record["understood"]["limits"][0]["any_of"] = ["Netflix"]
    file = tmp_path / "understood.json"
    file.write_text(json.dumps(record))

    answer = run("ask", "--understood", file, "--json").json

    assert answer["picks"]
    for pick in answer["picks"]:
        assert "Netflix" in json.dumps(pick["facts"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[]", "no understood request"),
        ("{}", "no understood request"),
        ('{"understood": []}', "must be an object"),
        ('{"understood": {"limit": []}}', "has no part “limit”"),
        ('{"understood": {"wants": 5}}', "must be a list"),
        ('{"understood": {"wants": [{"facet": "mood:nice"}]}}', "no facet “mood:nice”"),
        ('{"understood": {"sealed": [{"facet": "x:y"}]}}', "no facet “x:y”"),
        ('{"understood": {"sealed": [{"text": "hm"}]}}', "names no facet"),
        ('{"understood": {"limits": [{"fact": "colour"}]}}', "cannot be on “colour”"),
        ('{"understood": {"limits": [{"fact": "total", "text": "t"}]}}', "neither low nor"),
        ('{"understood": {"limits": [{"fact": "year", "low": 9, "high": 5}]}}', "down to 5"),
        ('{"understood": {"limits": [{"fact": "country"}]}}', "neither any_of nor none_of"),
        ('{"understood": {"limits": [{"fact": "kind", "any_of": ["x"]}]}}', "series, film"),
        (
            '{"understood": {"limits": [{"fact": "facet", "any_of": ["mood:x"]}]}}',
            "no facet “mood:x”",
        ),
        ('{"understood": {"likes": [{"title_id": "none", "title": "N"}]}}', "has the id “none”"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(run, tmp_path, text, why):
    file = tmp_path / "understood.json"
    file.write_text(text)

    ran = run("ask", "--understood", file)

    assert ran.code == 1
    assert ran.out == ""
    assert why in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_wish_that_would_tell_is_sealed_whoever_writes_it(run, tmp_path):
    record = run("ask", "calm", "--json").json
    record["understood"]["wants"].append({"facet": "ending_tone:happy", "text": "h"})
    record["understood"]["avoids"].append({"facet": "trope:death", "text": "d"})
    file = tmp_path / "understood.json"
    file.write_text(json.dumps(record))

    answer = run("ask", "--understood", file, "--json").json

    assert [want["text"] for want in answer["understood"]["sealed"]] == ["h", "d"]
    assert answer["sealed"]["applied"] is False


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("calm", "--understood", "x.json"),
        ("--batch", "x.jsonl", "--understood", "x.json"),
        ("--batch", "x.jsonl", "--explain"),
        ("--understood", "x.json", "--refine", "http://localhost:1"),
    ],
)
def test_options_that_do_not_go_together(run, options):
    assert run("ask", *options).code == 2


# --- sealed wishes ------------------------------------------------------------------------


def test_consent_is_asked_for_and_explained(run):
    ran = run("ask", "calm, a happy ending, nobody dies", "--today", TODAY)
    words = " ".join(ran.out.split())

    assert "2 sealed wishes understood and not applied" in words
    assert "`--sealed` applies them" in words
    assert "the list itself then tells" in words


def test_with_consent_one_sentence_tells_of_all(run):
    ran = run("ask", "calm, nobody dies", "--sealed", "--json", "--today", TODAY).json

    assert ran["sealed"]["applied"] is True
    assert ran["sealed"]["picks"] == len(ran["picks"]) >= 3
    told = json.dumps(ran["picks"])
    assert "nobody dies" not in told
    few = run("ask", "calm, nobody dies", "--sealed", "--json", "--limit", "2").json
    assert few["sealed"]["picks"] is few["sealed"]["unknown"] is None


def test_no_wish_no_word_of_it(run):
    assert run("ask", "calm", "--sealed", "--json").json["sealed"] is None
    assert "ealed" not in run("ask", "calm", "--sealed").out
