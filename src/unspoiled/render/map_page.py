"""The pictures of `unspoiled map` in one page that loads nothing from anywhere.

Everything is inside: the drawing library, the figures, and still pictures for a reader
without scripts. A policy in the page lets only its own two scripts run and forbids every
request. Names come from anybody's records: all text is escaped, and the scatter's data is
read from the table that stands below it, so that no title is ever part of a script.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from typing import Any, Final

import msgspec

from ..overview import Overview
from . import inert
from .chart_words import Cell, Told
from .charts import Spec, legend, moods_spec

FAN: Final = 0.0045
"""How far titles in one spot are set apart, times the root of how many lie inside."""

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 16px/1.5 sans-serif; color: #222; background: #fff; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
figure { margin: 1rem 0; overflow-x: auto; }
figure img { max-width: 100%; height: auto; }
figcaption { max-width: 45rem; }
.drawn:empty, .inputs:empty { display: none; }
.inputs label, .vega-bind { margin-right: 1.5rem; }
.vega-bind-name { font-weight: bold; }
.rows { max-height: 24rem; overflow: auto; }
table { border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.15rem 0.8rem 0.15rem 0; text-align: left; border-bottom: 1px solid #ddd; }
thead th { position: sticky; top: 0; background: #fff; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; }
:focus-visible { outline: 3px solid #0072B2; outline-offset: 2px; }
"""

_SCRIPT: Final = """
(() => {
  const told = JSON.parse(document.getElementById("specs").textContent);
  const figure = (cell) => cell.textContent === "" ? null : Number(cell.textContent);
  const titles = () => {
    const met = new Map();
    return Array.from(document.querySelectorAll("#moods tbody tr"), (row) => {
      const cells = row.cells, text = Array.from(cells, (cell) => cell.textContent);
      const pace = figure(cells[4]), mood = figure(cells[5]), at = pace + " " + mood;
      const before = met.get(at) || 0, angle = before * 2.399963;
      met.set(at, before + 1);
      const away = told.fan * Math.sqrt(before);
      return {
        title: text[0], year: text[1] || "unknown", country: text[2] || "unknown",
        length: text[3] || "unknown", known: figure(cells[6]) || 0,
        group: told.groups.includes(text[2]) ? text[2] : told.others,
        place: "pace " + text[4] + ", mood " + text[5],
        pace: pace + away * Math.cos(angle), mood: mood + away * Math.sin(angle),
      };
    });
  };
  for (const [name, spec] of Object.entries(told.specs)) {
    const section = document.getElementById(name);
    if (name === "moods") spec.datasets = { titles: titles() };
    const options = {
      mode: "vega-lite", actions: false, ast: true,
      renderer: name === "moods" ? "canvas" : "svg",
      bind: section.querySelector(".inputs"),
    };
    vegaEmbed(section.querySelector(".drawn"), spec, options).then(() => {
      section.querySelector("img").hidden = true;
      section.setAttribute("data-drawn", "");
    }, (error) => {
      section.querySelector(".drawn").replaceChildren();
      console.error(error);
    });
  }
})();
"""


def page(
    overview: Overview,
    told: Sequence[Told],
    specs: Mapping[str, Spec],
    stills: Mapping[str, str],
    library: str,
) -> str:
    """The whole page; `stills` are the same pictures as SVG, `library` draws them."""
    scripts = (library, _SCRIPT)
    described = {one.name: {"description": one.alt} for one in told}
    drawn = {name: spec | described[name] for name, spec in specs.items()}
    if "moods" in drawn:
        drawn["moods"] = moods_spec(overview) | described["moods"]
    groups = legend(overview)["domain"]
    data = {
        "specs": drawn,
        "groups": groups[:-1],
        "others": groups[-1],
        "fan": FAN,
    }
    sections = "".join(
        _section(
            one, stills[one.name], _fanned(overview) if one.name == "moods" else ""
        )
        for one in told
    )
    country = overview.country
    what = "A library" if country is None else f"Titles from {inert(country)}"
    heading = escape(f"{what} at a glance")
    links = " · ".join(
        f'<a href="#{one.name}">{escape(one.heading)}</a>' for one in told
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{heading}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{heading}</h1>\n<nav>{links}</nav>\n<main>\n{sections}</main>\n"
        f'<script type="application/json" id="specs">{inlined(data)}</script>\n'
        + "".join(f"<script>{script}</script>\n" for script in scripts)
        + "</body>\n</html>\n"
    )


def inlined(value: Any) -> str:
    """JSON that can stand inside a script element: nothing in it ends or opens one."""
    text = msgspec.json.encode(value).decode("utf-8")
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _policy(scripts: Sequence[str]) -> str:
    """Only these scripts run, and nothing is loaded but pictures from inside the page."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode('utf-8')).digest()).decode('ascii')}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _section(told: Told, still: str, more: str) -> str:
    picture = b64encode(still.encode("utf-8")).decode("ascii")
    rows = f"{len(told.table.rows):,} rows"
    return (
        f'<section id="{told.name}">\n<h2>{escape(told.heading)}</h2>\n'
        f'<div class="inputs"></div>\n<figure>\n<div class="drawn"></div>\n'
        f'<img alt="{escape(told.alt)}" src="data:image/svg+xml;base64,{picture}">\n'
        f"<figcaption><p>{escape(told.alt)}</p><p>{escape(told.caption)}{more}</p>"
        f"</figcaption>\n</figure>\n"
        f"<details><summary>The figures as a table ({rows})</summary>\n"
        f'<div class="rows" tabindex="0" role="region" '
        f'aria-label="{escape(told.heading)}: table">\n{_table(told)}</div></details>\n'
        "</section>\n"
    )


def _table(told: Told) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}' for head in told.table.heads)
    rows = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in told.table.rows)
    return f"<table><thead><tr>{heads}</thead>\n<tbody>\n{rows}\n</tbody></table>\n"


def _cell(value: Cell) -> str:
    if value is None:
        return "<td>"
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    return f'<td class="n">{value}'


def _fanned(overview: Overview) -> str:
    """What the page's scatter does about titles that lie in one and the same spot."""
    spots = Counter((spot.pace, spot.mood) for spot in overview.spots)
    furthest = FAN * (max(spots.values()) - 1) ** 0.5
    fanned = ""
    if furthest:
        fanned = (
            " Titles in one and the same spot are fanned out around it, the best known in "
            f"the middle, by {furthest:.2f} at most; the tooltip has the exact place."
        )
    return (
        " Shape and colour: the country; size: how well known."
        + fanned
        + " Drag to move, "
        "turn the wheel with Shift held to look closer, click twice to go back. Without "
        "scripts, and on paper, circles count the titles in squares of 0.1 by 0.1."
    )
