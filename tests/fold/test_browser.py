"""Folded pages in a real browser: what a reader sees, and that nothing is broken."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.fold.rule import fold

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
LOOK = """<script>
const open = document.querySelectorAll('details[data-safe-from]');
const look = {
  seen: document.body.innerText,
  folds: open.length,
  homes: [...new Set([...open].map(one => one.parentElement.localName))],
  cells: [...document.querySelectorAll('tr')].map(row => row.cells.length),
  empty: [...document.querySelectorAll('p, li')].filter(
    one => !one.textContent.trim() && !one.querySelector('img')).length,
};
open.forEach(one => one.open = true);
look.all = document.body.innerText;
document.documentElement.setAttribute('data-look', JSON.stringify(look));
</script>"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    return found


@pytest.fixture
def look(browser, tmp_path):
    """What Chromium shows of a page, before and after every fold is opened."""

    def looked(page: str):
        file = Path(tmp_path / "page.html")
        file.write_text(f"<!DOCTYPE html><meta charset=utf-8>{page}{LOOK}", "utf-8")
        done = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             f"--user-data-dir={tmp_path}/profile", file.as_uri()],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        told = re.search(r'data-look="([^"]*)"', done.stdout)
        assert told, done.stderr
        return json.loads(unescape(told[1]))

    return looked


PAGE = """<h1>The Salt Ferry</h1>
<p class="lead">Fine cast. <b>Marlo Zyxwv drowns. <i>Lovely</i></b> music.</p>
<p>Zyxwv once more.</p><p>In episode three she goes. It is good.
<ul><li>Fine</li><li>Zyxwv here</li><li>Good. Zyxwv again.</ul>
<table><tr><th>Who<th>What</tr><tr><td>Marlo<td>Zyxwv</tr></table>
<div>Fine text. <span class="spoiler">Mellow day.</span> Good text.</div>
<pre>Fine
Zyxwv
</pre><dl><dt>Cast<dd>Zyxwv. Good.</dl><a href="#x">Fine. Zyxwv.</a>
<figure><img alt="Zyxwv" width=9 height=9><figcaption>Zyxwv. Fine.</figcaption></figure>"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_reader_sees_what_is_safe_and_can_open_the_rest(look):
    before, page = look(PAGE), fold(PAGE, "html")
    after = look(page)

    assert "Zyxwv" not in after["seen"]
    assert "Mellow" not in after["seen"]
    assert "episode three" not in after["seen"]
    for safe in (
        "Fine cast.",
        "Lovely",
        "music.",
        "It is good.",
        "Good text.",
        "Marlo",
    ):
        assert safe in after["seen"]
    opened = [word for word in words(after["all"]) if word != "Spoiler"]
    assert opened == words(before["all"])


def test_the_page_is_not_broken(look):
    before, after = look(PAGE), look(fold(PAGE, "html"))

    assert after["folds"] > 5
    assert set(after["homes"]) <= {
        "body",
        "li",
        "td",
        "div",
        "dd",
        "figure",
        "figcaption",
    }
    assert after["cells"] == before["cells"]
    assert after["empty"] == before["empty"]


def test_dropped_text_is_not_there_to_be_opened(look):
    after = look(fold(PAGE, "html", drop=True))

    assert after["folds"] == 0
    assert "Zyxwv" not in after["all"]
    assert after["cells"] == [2, 2]


def test_markdown_made_into_a_page(look):
    text = (
        "# Fine\n\nGood cast. **Zyxwv dies.** Lovely\nmusic.\n\n- a\n- Zyxwv\n\n"
        "| a | b |\n|---|---|\n| Zyxwv | c |\n\n> Zyxwv said. Fine.\n\n    Zyxwv\n"
    )
    after = look(fold(text, "markdown", "html"))

    assert "Zyxwv" not in after["seen"]
    assert after["all"].count("Zyxwv") == 5
    assert after["cells"] == [2, 2]
    assert after["empty"] == 0


def test_broken_pages_show_nothing_either(look):
    for page in (
        "<table>Zyxwv dies.<tr><td>Fine.</table>",
        "<b><p>Fine.</b> Zyxwv dies.</p></details>",
        "<p>Fine. <img alt='Zyxwv dies.",
        "<ul>Zyxwv<li>Fine<p>Zyxwv.</ul>",
    ):
        assert "Zyxwv" not in look(fold(page, "html"))["seen"]
