"""What an attacker would try: nothing that is hidden rides along with what is shown.

Every text holds one secret. However sure the classifier might be, no sentence that an
author's mark does not cover may hold it, neither in what is displayed nor in its source.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from unspoiled.domain import (
    ALL_SEEN,
    NOTHING_SEEN,
    Boundary,
    CreditRole,
    Episode,
    Format,
    Judged,
    Review,
    Title,
)
from unspoiled.gate import prove, shows_character
from unspoiled.ingest import read_review
from unspoiled.marks import HIDING, covered, find_marks, find_unseen, rides_along
from unspoiled.request import TitleRef, parse_request
from unspoiled.sentences import split_sentences
from unspoiled.vocabulary import load_vocabulary
from unspoiled.weights import Bench, load_bench

SECRET = "Quillon"


def shown(text: str, format: Format) -> str:
    """What a classifier that waves everything through would let be quoted."""
    review = Review("r", text, format=format)
    marks, unseen = find_marks(review), find_unseen(review)
    return " | ".join(
        f"{sentence.display} {text[sentence.start : sentence.end]}"
        for sentence in split_sentences(review)
        if not covered(marks, sentence.start, sentence.end, HIDING)
        and not rides_along(sentence, unseen)
    )


RIDING: list[tuple[Format, str]] = [
    ("markdown", "Great [music][Quillon dies] here.\n\n[Quillon dies]: http://a.b/"),
    ("markdown", 'Great [music](https://a.b/x "Quillon dies") here.'),
    ("markdown", "Great ![Quillon dies](https://a.b/x.png) music."),
    ("markdown", "Great [music](https://a.b/quillon-dies) here."),
    ("markdown", "Great[^quillon] music.\n\n[^quillon]: Yes."),
    ("markdown", "Great <!-- Quillon dies --> music."),
    ("markdown", "Great <span title='Quillon dies'>music</span> here."),
    ("markdown", "Great <span class=\"\"\" title='Quillon dies'>music</span> here."),
    ("markdown", "Great <template>Quillon dies</template> music."),
    ("markdown", "Great <script>Quillon dies</script> music."),
    ("html", "<p>Great <!-- Quillon dies --> music.</p>"),
    ("html", "<p>Great <span title='Quillon dies'>music</span> here.</p>"),
    ("html", "<p>Great <img alt='Quillon dies' src=x> music.</p>"),
    ("html", "<p>Great <img src='quillon-dies.jpg'> music.</p>"),
    ("html", "<p>Great <span data-tip='Quillon dies'>music</span>.</p>"),
    ("html", "<p>Great <span Quillon dies>music</span>.</p>"),
    ("html", "<p>Great <quillon-dies>music</quillon-dies>.</p>"),
    ("html", "<p>Great <b>music</b Quillon> here.</p>"),
    ("html", "<p>Great <template>Quillon dies</template> music.</p>"),
    ("html", "<p>Great <noscript>Quillon dies</noscript> music.</p>"),
    ("html", "<p>Great <script>var q='Quillon'</script> music.</p>"),
    ("html", "<p>Great <style>.q{content:'Quillon'}</style> music.</p>"),
    ("html", "<p>Great <button>Quillon dies</button> music.</p>"),
    ("html", "<p>Great <textarea>Quillon dies</textarea> music.</p>"),
    ("html", "<p>Great <svg><title>Quillon dies</title></svg> music.</p>"),
    ("html", "<p>Great <select><option>Quillon dies</select> music.</p>"),
    ("html", "<p>Great <input value='Quillon dies'> music.</p>"),
    ("html", "<p>Great<br title='Quillon dies'> music.</p>"),
    ("html", "<p>Great <a href='/s' title='Quillon dies'>music</a>.</p>"),
    ("bbcode", "Nice [img]http://x/quillon.png[/img] and great."),
    ("bbcode", "Nice [abbr=Quillon dies]music[/abbr] and great."),
    ("bbcode", 'Nice [url=http://a.b title="Quillon"]music[/url] and great.'),
]  # fmt: skip


@pytest.mark.parametrize(("format", "text"), RIDING)
def test_nothing_rides_along_in_the_source(format, text):
    assert SECRET.lower() not in shown(text, format).lower()


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", '<p>A <a href="https://a.b/wiki/Kim_Hee-won" class="x">Kim Hee-won</a> drama.</p>'),
        ("html", '<p>A <a href="https://www.imdb.com/title/tt0111161/" data-id="7">drama</a>.</p>'),
        ("html", '<p style="text-align: left">A <b class="c1 c2">calm</b><br/>drama &amp; so on.</p>'),
        ("markdown", "A **calm** [drama](https://a.b/drama)[^1] &amp; so on.\n\n[^1]: Yes."),
        ("markdown", 'Like <span data-imdb-id="tt0089885">_a drama_</span>.'),
        ("markdown", "- A `calm` *drama*\n  and so on."),
        ("bbcode", "A [b]calm[/b] [url=https://a.b/drama]drama[/url] [size=3]and[/size] so on."),
        ("text", "- A calm drama\n- and 2 < 3"),
    ],
)  # fmt: skip
def test_plain_markup_costs_no_quote(format, text):
    assert "drama" in shown(text, format)


DISGUISED: list[tuple[Format, str]] = [
    ("html", "<p>Great &#0062;!Quillon dies!&#0060; music.</p>"),
    ("html", "<p>Great &#x003e;&#33;Quillon dies&#33;&#x003c; music.</p>"),
    ("html", "<p>Great &#124;&#124;Quillon dies&#124;&#124; music.</p>"),
    ("html", "<p>Great &vert;&vert;Quillon dies&vert;&vert; music.</p>"),
    ("html", "<p>Great &#91;spoiler&#93;Quillon dies&#91;/spoiler&#93; music.</p>"),
    ("html", "<p>Great &lt;spoiler&gt;Quillon dies&lt;/spoiler&gt; music.</p>"),
    ("html", "<p>Great [spoi<b></b>ler]Quillon dies[/spoiler] music.</p>"),
    ("html", "<p>Nice. &amp;gt;!Quillon dies!&amp;lt; More.</p>"),
    ("text", "Nice. &amp;gt;!Quillon dies!&amp;lt; More."),
    ("markdown", "Great >\u200b!Quillon dies!\u200b< music."),
    ("markdown", "Great |\u200b|Quillon dies|\u200b| music."),
    ("text", "Great [spo\u200biler]Quillon dies[/spoiler] music."),
    ("text", "Great [spo\xadiler]Quillon dies[/spo\xadiler] music."),
    ("text", "Great \uff3bspoiler\uff3dQuillon dies\uff3b/spoiler\uff3d music."),
    ("text", "Great \uff5c\uff5cQuillon dies\uff5c\uff5c music."),
    ("markdown", "Nice. [sp\u043eiler]Quillon dies[/sp\u043eiler] More."),
]  # fmt: skip


@pytest.mark.parametrize(("format", "text"), DISGUISED)
def test_marks_in_disguise_hide(format, text):
    assert SECRET not in shown(text, format)


UNSEEN: list[tuple[Format, str]] = [
    ("markdown", 'Great [Quillon dies][1] here.\n\n[1]: /spoiler "x"'),
    ("markdown", "Great [Quillon dies][1] here.\n\n[1]: #s"),
    ("markdown", "Great [Quillon dies] here.\n\n[Quillon dies]: /s"),
    ("markdown", 'Nice. [Ending](/spoiler/s1 "Quillon dies") Great.'),
    ("markdown", "Nice. [Quillon dies](#spoiler-ending) Great."),
    ("markdown", "Nice. [Quillon dies](spoiler) Great."),
    ("markdown", "Great\r\r::: spoiler Label\rQuillon dies\r:::\r\rmusic."),
    ("markdown", "Nice. {% spoiler %}Quillon dies{% endspoiler %} Great."),
    ("markdown", 'Nice.\n\n[details="Spoiler"]\nQuillon dies\n[/details]\n'),
    ("markdown", "Nice.\n\n> [!SPOILER]\n> Quillon dies\n\nok"),
    ("markdown", "Nice.\n\n> [!spoiler]- Label\n> one\n> Quillon dies\n\nok"),
    ("markdown", "Nice.\n\n+++ spoiler\nQuillon\n+++\n\nok"),
    ("html", "<p>Great <a href='#s'>Quillon dies</a> music.</p>"),
    ("html", "<p>Great <a href='/spoiler'>Quillon dies</a> music.</p>"),
    ("html", "<p>A <b style='position:absolute;left:-9999px'>Quillon</b> film.</p>"),
    ("html", "<p>A <b style='text-indent:-9999px'>Quillon</b> film.</p>"),
    ("html", "<p>A <b style='width:0;overflow:hidden'>Quillon</b> film.</p>"),
    ("html", "<p>A <b style='opacity:0.01'>Quillon</b> film.</p>"),
    ("html", "<p>A <b style='font-size:1px'>Quillon</b> film.</p>"),
    ("html", "<p>A <b style='clip:rect(0,0,0,0)'>Quillon</b> film.</p>"),
    ("html", "<p>A <b class='sr-only'>Quillon</b> film.</p>"),
    ("html", "<p>A <b aria-hidden='true'>Quillon</b> film.</p>"),
    ("html", "<div id='spoiler'>Quillon dies</div><p>Nice</p>"),
    ("html", "<section data-type='spoiler'>Quillon dies</section><p>Nice</p>"),
    ("html", "<div class='sp-wrap'><div class='sp-body'>Quillon</div></div>"),
    ("html", "<dialog>Quillon dies</dialog><p>Nice</p>"),
    ("html", "<style>.x{display:none}</style><p>A <b class='x'>Quillon</b> film.</p>"),
    ("html", "<style>p #x{color:#111;background:#111}</style><b id='x'>Quillon</b>"),
    ("bbcode", "Nice. [toggle]Quillon dies[/toggle] Great."),
    ("bbcode", "Nice [size=1]Quillon dies[/size] and great."),
    ("bbcode", "Nice [color=rgba(0,0,0,0)]Quillon dies[/color] and great."),
    ("bbcode", "Nice [bgcolor=black]Quillon dies[/bgcolor] and great."),
]  # fmt: skip


@pytest.mark.parametrize(("format", "text"), UNSEEN)
def test_what_is_made_invisible_is_hidden(format, text):
    assert SECRET not in shown(text, format)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("html", "<h2 id='spoilers'>No spoilers here</h2><p>A calm drama.</p>"),
        ("html", "<div id='spoiler-free-review'><p>A calm drama.</p></div>"),
        ("html", "<style>@media print{.post{display:none}}</style><p class='post'>A drama.</p>"),
        ("html", "<style>.x b{display:none}</style><p class='x'>A calm drama.</p>"),
        ("html", "<p style='border-width:0;line-height:0.9;margin-left:-12px'>A drama.</p>"),
        ("html", "<p>A calm <a href='/season-one'>drama</a>, season one.</p>"),
        ("markdown", "A calm drama, see [this](/spoiler-free)."),
        ("bbcode", "A [size=3]calm[/size] [color=#fffff0]drama[/color]."),
    ],
)  # fmt: skip
def test_what_can_be_seen_is_not_hidden(format, text):
    assert "drama" in shown(text, format)


# --- progress ------------------------------------------------------------------------

SUMMARIES = (
    "Mina takes over the lighthouse and finds a locked trunk in the attic.",
    "Mina and Jonas repair the lamp and read old letters from the trunk by candlelight.",
    "A storm drives a stranger called Ede ashore, and Jonas hides him in the boathouse.",
    "Ede steals the letters and Mina follows him across the frozen marsh.",
    "Jonas admits that he wrote the letters himself and leaves the island.",
    "Mina finds Jonas at the harbour, and they burn the letters and marry.",
)
LIGHTHOUSE = Title(
    id="t-lamp",
    title="The Lamp at Farrow Point",
    episodes=6,
    synopsis="A lyricist and a photographer, best friends, live under one roof for two "
    "weeks to write a song.",
    episode_list=tuple(
        Episode(1, number, summary=summary)
        for number, summary in enumerate(SUMMARIES, start=1)
    ),
)
TOLD = (
    "The acting is wonderful and the score is lovely.",
    "Mina and Jonas repair the lamp and read the old letters by candlelight.",
    "Ede steals the letters and Mina follows him across the frozen marsh.",
    "Mina finds Jonas at the harbour, and they burn the letters and marry.",
)


@pytest.fixture(scope="module")
def bench() -> Bench:
    return load_bench(load_vocabulary())


def judged_of(bench: Bench, title: Title, *sentences: str) -> tuple[Judged, ...]:
    review = Review("r", " ".join(sentences))
    judged = read_review(review, title, bench).judged
    assert [one.sentence.display for one in judged] == list(sentences)
    return judged


def proofs(bench: Bench, judged: tuple[Judged, ...], seen: int | None) -> list[Any]:
    thresholds = bench.head.thresholds
    return [prove(one, Boundary(seen), thresholds) for one in judged]


def test_progress_opens_one_episode_after_the_other(bench):
    judged = judged_of(bench, LIGHTHOUSE, *TOLD)

    assert proofs(bench, judged, 0) == ["feel", None, None, None]
    assert proofs(bench, judged, 1)[1:] == [None, None, None]
    assert proofs(bench, judged, 2)[1:] == ["before", None, None]
    assert proofs(bench, judged, 3)[1:] == ["before", None, None]
    assert proofs(bench, judged, 4)[2] == "before"
    assert proofs(bench, judged, None) == ["seen"] * 4


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina and Jonas repair the lamp and read the old letters that Jonas forged.",
        "Mina and Jonas never repair the lamp or read the old letters by candlelight.",
        "Mina and Jonas repair the lamp, read the old letters by candlelight and marry.",
        "Mina, Jonas and Bo repair the lamp and read the old letters by candlelight.",
    ],
)
def test_words_of_an_early_summary_prove_nothing_of_the_rest(bench, sentence):
    (judged,) = judged_of(bench, LIGHTHOUSE, sentence)

    # the letters' writer is named in the fifth episode, the wedding is in the sixth
    for seen in range(5):
        assert prove(judged, Boundary(seen), bench.head.thresholds) is None


@pytest.mark.parametrize(
    "rest",
    [
        " and marry",
        ", and he dies",
        " and fall out",
        " without ever writing a song",
        " in the end",
        " and Jo leaves",
    ],
)
def test_a_synopsis_proves_nothing_that_is_added(bench, rest):
    told = (
        "A lyricist and a photographer, best friends, live under one roof for two weeks"
    )
    (whole,) = judged_of(bench, LIGHTHOUSE, told + ".")
    (added,) = judged_of(bench, LIGHTHOUSE, told + rest + ".")

    assert whole.synopsis > 0.75
    assert added.synopsis == 0.0


def test_gaps_in_the_list_of_episodes_prove_nothing(bench):
    listed = LIGHTHOUSE.episode_list
    for episodes in (
        listed[1:],
        listed[:3] + listed[4:],
        listed[:4],
        tuple(replace(one, season=2) for one in listed),
        (replace(listed[0], summary=None), *listed[1:]),
        (listed[0], *listed),
    ):
        title = replace(LIGHTHOUSE, episode_list=episodes)
        judged = judged_of(bench, title, *TOLD)
        assert not any(one.before for one in judged)


# --- wishes that would tell ----------------------------------------------------------


class NoNames:
    """A library without a title."""

    def known_titles(self, keys: Iterable[str]) -> dict[str, tuple[TitleRef, ...]]:
        return {}

    def known_people(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return {}

    def people_called(self, part: str) -> list[tuple[str, int]]:
        return []

    def trades_of(self, key: str) -> dict[CreditRole, int]:
        return {}

    def title(self, title_id: str) -> Title | None:
        return None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("amnesia drama", "trope:amnesia"),
        ("a drama where someone dies", "trope:death"),
        ("Korean romance with terminal illness", "trope:terminal-illness"),
        ("maybe a divorce and an affair", "trope:divorce"),
    ],
)
def test_a_wish_that_would_tell_ranks_nothing(text, key):
    request = parse_request(
        text, vocabulary=load_vocabulary(), names=NoNames(), today=date(2025, 6, 1)
    )

    assert key in {want.facet for want in request.sealed}
    assert not {want.facet for want in request.wants} - {"theme:romance"}
    assert any("give themselves away" in words for words in request.assumed)


def test_what_must_not_happen_is_still_a_limit():
    request = parse_request(
        "calm, no amnesia",
        vocabulary=load_vocabulary(),
        names=NoNames(),
        today=date(2025, 6, 1),
    )

    assert [limit.none_of for limit in request.limits] == [("trope:amnesia",)]
    assert not request.sealed


# --- what steers a terminal ----------------------------------------------------------

EVIL = "\x1b[31mred\x1b]0;pwn\x07\x9b2J\u202eabc\u2066\x00\x08\u2028y"
STEERING = frozenset("\x1b\x07\x9b\x00\x08\u202e\u2066\u2028")


def test_nothing_that_is_added_steers_the_terminal(run, tmp_path):
    folder = tmp_path / "evil"
    folder.mkdir()
    title = {"id": "t-evil", "title": f"Evil {EVIL}", "aka": [EVIL + "2"], "year": 2020}
    title |= {"networks": [EVIL], "directors": [EVIL], "synopsis": f"A man {EVIL}."}
    title["cast"] = [{"actor": EVIL, "character": EVIL}]
    review = {"title_id": "t-evil", "title": f"Evil {EVIL}", "year": 2020}
    review |= dict.fromkeys(("author", "source", "date", "rating"), EVIL)
    review["text"] = f"The acting is {EVIL} wonderful and the score is lovely."
    records = [title, review, review | {"title_id": "", "title": f"No {EVIL}"}]
    lines = [json.dumps(record) for record in records]
    (folder / "evil.jsonl").write_text("\n".join([*lines, '{"bad\x1b[31m": ']))
    (folder / "sp\x1b[31m\u202e.md").write_text("---\nx: [\x1b[31m\n---\nGood.")
    with open(os.fsencode(folder) + b"/bad\xff\x1b.txt", "w") as file:
        file.write("The acting is wonderful.")

    added = run("add", folder)
    ran = [
        added,
        run("settle"),
        run("about", "t-evil"),
        run("about", "t-evil", "--why", "--warnings"),
        run("about", "t-evil", "--html", "-"),
        run("compare", "t-evil", "toy-salt-ferry"),
        run("compare", "t-evil", "toy-salt-ferry", "--html", "-"),
        run("read", "t-evil"),
        run("seen", "t-evil", "2"),
        run("rate", "t-evil", "7"),
        run("ask", f"calm {EVIL}", "--limit", "50"),
        run("read", f"nope {EVIL}"),
        run("ask", "calm", "--today", EVIL),
        run("remove", "t-evil"),
    ]

    assert "titles: 1 added" in added.out
    assert "reviews: 1 added" in added.out
    for one in ran:
        assert not STEERING & set(one.out + one.err)
    assert run("settle", "--json").lines


# --- characters ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Han Sun Woo", "Son Ye Jin", "Dr. Kim", "O'Brien", "Oh Hae Yeong #2", "Count of Monte Cristo",
     "한선우", "“Tokyo”", "KDI-109", "Mr. Mackenzie", "Director Bong"],
)  # fmt: skip
def test_names_of_characters_are_shown(name):
    assert shows_character(name, NOTHING_SEEN)


@pytest.mark.parametrize(
    "note",
    ["Ra Im’s son", "Kang Sook's true love", "Min (dead)", "the killer", "Min / Jun",
     "Her husband", "Min [ep. 6]", "Ghost", "Min, later revealed", "young Min who dies"],
)  # fmt: skip
def test_notes_on_characters_wait_for_the_whole_title(note):
    assert not shows_character(note, NOTHING_SEEN)
    assert not shows_character(note, Boundary(15))
    assert shows_character(note, ALL_SEEN)
