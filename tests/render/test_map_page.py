"""The page of pictures: everything inside, everything escaped, the table has the data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64decode
from hashlib import sha256

import pytest
from selectolax.lexbor import LexborHTMLParser

from unspoiled.overview import (
    CountryShare,
    LengthYear,
    Overview,
    Spot,
    Trope,
    TropeYear,
    wilson,
)
from unspoiled.render.chart_words import percent, tell
from unspoiled.render.charts import (
    LABELS,
    OTHERS,
    chart_script,
    draw_png,
    draw_svg,
    legend,
    specs,
    titled,
)
from unspoiled.render.map_page import inlined, page

HOSTILE = (
    '</script><script>document.title="stolen"</script><img src=//x.example/a>&amp;'
)
COUNTRY = '<b onclick="steal()">Nowhere</b>'


def spot(title="The Kiln", pace=-0.5, mood=0.5, country: str | None = "Japan"):
    return Spot("t1", title, 2019, country, "series", 12, 45, 0.7, pace, mood)


def overview(*spots, country=None):
    years = tuple(
        TropeYear(year, wilson(count, 10)) for year, count in ((2018, 2), (2019, 5))
    )
    lengths = (LengthYear(2018, 9, 8, 12, 16), LengthYear(2019, 9, 6, 10, 16))
    return Overview(
        titles=40,
        country=country,
        facet="theme:romance",
        facet_name="romance",
        counts_near=False,
        spots=spots or (spot(), spot(HOSTILE, 0.7, -0.6, COUNTRY), spot("Old", 0.1, 0)),
        tropes=(Trope("trope:first-love", "first love", years),),
        episodes=lengths,
        minutes=lengths,
        countries=(
            CountryShare("Japan", 30, 0, wilson(30, 40), True),
            CountryShare(COUNTRY, 3, 0, wilson(3, 40), False),
        ),
    )


@pytest.fixture(scope="module")
def library():
    return chart_script()


def written(found, library):
    told, drawn = tell(found), specs(found)
    stills = {one.name: draw_svg(titled(drawn[one.name], "A", "B")) for one in told}
    return page(found, told, drawn, stills, library)


@pytest.fixture(scope="module")
def html(library):
    return written(overview(), library)


@pytest.fixture(scope="module")
def tree(html):
    return LexborHTMLParser(html)


def test_nothing_is_loaded_from_anywhere(tree):
    for node in tree.css("*"):
        for name in ("src", "href", "srcset", "data", "action", "poster"):
            value = node.attributes.get(name)
            assert value is None or value.startswith(("#", "data:image/svg+xml;")), (
                value
            )
    assert not tree.css("link, iframe, object, embed, base, form")
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_only_the_pages_own_scripts_may_run(html, tree):
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    allowed = re.findall(r"'sha256-([^']+)'", policy)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.S)

    assert len(scripts) == 2
    assert [b64decode(one) for one in allowed] == [
        sha256(script.encode()).digest() for script in scripts
    ]


def test_every_picture_has_alt_text_a_caption_and_a_table(tree):
    sections = tree.css("section")

    assert [one.attributes["id"] for one in sections] == [
        "moods", "tropes", "lengths", "countries",
    ]  # fmt: skip
    for section in sections:
        assert len(section.css_first("img").attributes["alt"]) > 40
        assert len(section.css_first("figcaption").text()) > 80
        assert section.css_first("details summary").text().startswith("The figures")
        assert section.css("details table tbody tr")
        assert section.css_first("[tabindex='0'][aria-label]")


def rows_of(tree, name):
    rows = tree.css(f"#{name} tbody tr")
    return [[cell.text() for cell in row.css("td")] for row in rows]


def test_the_tables_have_the_figures(tree):
    assert rows_of(tree, "moods")[0] == [
        "The Kiln", "2019", "Japan", "12 × 45 min", "-0.5", "0.5", "0.7",
    ]  # fmt: skip
    assert rows_of(tree, "tropes")[1][:5] == ["first love", "2019", "5", "10", "50%"]
    assert rows_of(tree, "lengths")[0] == [
        "episodes", "2018", "9", "8", "12", "16",
    ]  # fmt: skip
    assert rows_of(tree, "countries")[0][:5] == ["Japan", "30", "0", "40", "75%"]


def test_names_are_text_and_nothing_else(html, tree):
    assert HOSTILE not in html
    assert COUNTRY not in html
    assert len(tree.css("script")) == 3
    assert len(tree.css("img")) == 4
    assert not tree.css("[onclick]")
    assert rows_of(tree, "moods")[1][0] == HOSTILE
    data = json.loads(tree.css_first("#specs").text())
    assert COUNTRY in data["groups"]


@pytest.mark.parametrize("text", [HOSTILE, "<!-- <script>", "a\u2028b", COUNTRY])
def test_inlined_json_ends_no_script(text):
    written_ = inlined({"text": text})

    assert json.loads(written_) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(written_)


def test_pictures_escape_names_too():
    named = overview(spot('<b onclick="x">& Kiln', 0, 0))
    svg = draw_svg(titled(specs(named)["moods"], HOSTILE, HOSTILE))

    assert "<script" not in svg
    assert "<b " not in svg
    assert "&lt;b onclick" in svg


@pytest.mark.parametrize("name", ["moods", "tropes", "lengths", "countries"])
def test_every_picture_is_drawn(name):
    svg = draw_svg(specs(overview())[name])

    assert svg.startswith("<svg")
    assert draw_png(svg).startswith(b"\x89PNG")


def test_the_still_picture_counts_every_title():
    spots = [spot(pace=-1 + n / 20, mood=1 - n / 20) for n in range(41)]
    layer, _ = specs(overview(*spots))["moods"]["layer"]

    assert sum(one["titles"] for one in layer["data"]["values"]) == len(spots)


def test_names_on_the_picture_do_not_run_into_one_another():
    spots = [spot(f"Kiln {n}", 0.001 * n, 0) for n in range(60)]
    labels = specs(overview(*spots))["moods"]["layer"][1]["data"]["values"]

    assert [one["name"] for one in labels] == ["Kiln 0"]
    wide = [
        spot(f"Kiln {x}{y}", -0.8 + x / 5, -0.8 + y / 5)
        for x in range(9)
        for y in range(9)
    ]
    labels = specs(overview(*wide))["moods"]["layer"][1]["data"]["values"]
    assert len(labels) == LABELS


def test_the_legend_keeps_a_place_for_all_others():
    spots = [spot(country=f"C{n}") for n in range(9)] + [spot(country=None)]
    known = legend(overview(*spots))

    assert known["domain"][-1] == OTHERS
    assert len(set(known["shapes"])) == len(set(known["colours"])) == 6
    assert len(known["domain"]) == 6


def test_what_has_no_figures_is_left_out():
    nothing = Overview(0, None, "mood:calm", "calm", True, (), (), (), (), ())

    assert tell(nothing) == ()
    assert specs(nothing) == {}


@pytest.mark.parametrize(
    ("share", "told"),
    [(0, "0%"), (0.004, "0.4%"), (0.0999, "10%"), (0.5, "50%"), (1, "100%")],
)
def test_shares_in_words(share, told):
    assert percent(share) == told


LOOK = """<script>
const look = () => document.documentElement.setAttribute("data-look", JSON.stringify({
  title: document.title,
  drawn: [...document.querySelectorAll("section[data-drawn]")].map(one => one.id),
  still: [...document.querySelectorAll("img")].filter(one => !one.hidden).length,
  inputs: [...document.querySelectorAll("#moods .inputs input, #moods .inputs select")].length,
  points: document.querySelectorAll("#moods canvas").length,
}));
setTimeout(look, 3000);
</script>"""


@pytest.mark.browser
def test_a_browser_draws_it_and_runs_nothing_else(html, tmp_path):
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    script = LOOK.removeprefix("<script>").removesuffix("</script>")
    digest = sha256(script.encode()).digest()
    from base64 import b64encode

    may = f"script-src 'sha256-{b64encode(digest).decode()}' "
    file = tmp_path / "map.html"
    file.write_text(html.replace("script-src ", may, 1) + LOOK, "utf-8")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
         "--virtual-time-budget=6000", f"--user-data-dir={tmp_path}/profile",
         file.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    found = re.search(r'data-look="([^"]*)"', done.stdout)
    assert found, done.stderr
    look = json.loads(found[1].replace("&quot;", '"'))

    assert look == {
        "title": "A library at a glance",
        "drawn": ["moods", "tropes", "lengths", "countries"],
        "still": 0,
        "inputs": 2,
        "points": 1,
    }
