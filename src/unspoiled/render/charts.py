"""The pictures of `unspoiled map` as Vega-Lite specifications, and drawn to SVG and PNG.

Specifications are plain values; `vl-convert` draws them without a browser and without a
network. Shades and sizes, lines and shapes say the same as colours do, so that a print in
black and white can be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from ..errors import NotFound
from ..overview import LengthYear, Overview, Spot
from . import inert
from .chart_words import percent

if TYPE_CHECKING:
    from types import ModuleType

Spec = dict[str, Any]

WIDTH: Final = 700
HEIGHT: Final = 480
BIN: Final = 0.1
"""The side of the squares in which the still picture counts titles."""
LABELS: Final = 16
SHAPES: Final = ("circle", "triangle-up", "square", "diamond", "cross", "triangle-down")
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#8A8A8A")
"""Told apart by colour-blind eyes too (Okabe and Ito 2008); the last is all others."""
OTHERS: Final = "other"
_INK, _ACCENT, _PALE = "#222222", "#0072B2", "#9CC4E4"
_CONFIG: Final[Spec] = {
    "font": "sans-serif",
    "background": "white",
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": _INK,
        "titleColor": _INK,
        "gridColor": "#E4E4E4",
        "domainColor": "#888888",
        "tickColor": "#888888",
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "symbolSize": 90},
    "header": {"labelFontSize": 13, "titleFontSize": 13},
    "view": {"stroke": None},
}


def specs(overview: Overview) -> dict[str, Spec]:
    """The still pictures by name, those without figures left out."""
    found = {
        "moods": _bins(overview) if overview.spots else None,
        "tropes": _tropes(overview) if overview.tropes else None,
        "lengths": _lengths(overview)
        if overview.episodes or overview.minutes
        else None,
        "countries": _countries(overview) if overview.countries else None,
    }
    return {name: spec for name, spec in found.items() if spec is not None}


def titled(spec: Spec, heading: str, alt: str) -> Spec:
    """A picture that stands alone says what it is."""
    title = {"text": heading, "anchor": "start", "fontSize": 15, "offset": 14}
    return {**spec, "title": title, "description": alt}


def check_extra() -> None:
    """NotFound says what to install where pictures cannot be drawn; imports nothing."""
    if find_spec("vl_convert") is None:
        raise missing_extra()


def missing_extra() -> NotFound:
    """What to say where the package that draws is not installed."""
    return NotFound(
        "Pictures need a package that is not installed; install it with: "
        "pip install 'unspoiled[map]' (the figures alone, --json, need none)."
    )


def draw_svg(spec: Spec) -> str:
    """A specification as SVG; it can load nothing from anywhere."""
    drawn: str = _drawer().vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn


def draw_png(svg: str) -> bytes:
    """An SVG as PNG, twice as large, for sharp prints."""
    drawn: bytes = _drawer().svg_to_png(svg, scale=2)
    return drawn


def chart_script() -> str:
    """The JavaScript that draws specifications in a page: Vega, Vega-Lite, Vega-Embed."""
    script: str = _drawer().javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return script.replace("</script", r"<\/script").replace("<!--", r"<\!--")


def _drawer() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise missing_extra() from error
    return vl_convert


# --- titles by mood and pace --------------------------------------------------------


def _axes(**more: Any) -> Spec:
    """The two axes that both pictures of moods have."""

    def axis(field: str, title: str) -> Spec:
        return {
            "field": field,
            "type": "quantitative",
            "title": title,
            "scale": {"domain": [-1, 1], "nice": False},
            "axis": {"values": [-1, -0.5, 0, 0.5, 1], "format": ".1f"},
        }

    x = axis("pace", "← relaxed  ·  pace  ·  fast →")
    y = axis("mood", "← dark, tense  ·  mood  ·  light, calm →")
    return {"x": x, "y": y, **more}


def _bins(overview: Overview) -> Spec:
    """How many titles lie where, and the names of the best known."""
    halo = {"type": "text", "fontSize": 11.5, "dy": -9}
    binned = _binned(overview.spots)
    most = max(one["titles"] for one in binned)
    steps = [one for one in (1, 10, 30, 100, 300, 1000, 3000, 10_000) if one <= most]
    return {
        "config": _CONFIG,
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": binned},
                "mark": {"type": "circle", "opacity": 1},
                "encoding": _axes(
                    size={
                        "field": "titles",
                        "type": "quantitative",
                        "scale": {"type": "sqrt", "range": [6, 900]},
                        "title": "titles",
                        "legend": {"values": steps},
                    },
                    color={
                        "field": "titles",
                        "type": "quantitative",
                        "scale": {"type": "sqrt", "range": ["#CFE3F3", "#3E86BF"]},
                        "title": "titles",
                        "legend": {"values": steps},
                    },
                ),
            },
            {
                "data": {"values": _labels(overview.spots)},
                "layer": [
                    {
                        "mark": {
                            "type": "point",
                            "filled": True,
                            "size": 22,
                            "color": _INK,
                        }
                    },
                    {
                        "mark": halo
                        | {"stroke": "white", "strokeWidth": 3.5, "opacity": 0.9},
                        "encoding": {"text": {"field": "name"}},
                    },
                    {
                        "mark": halo | {"color": _INK},
                        "encoding": {"text": {"field": "name"}},
                    },
                ],
                "encoding": _axes(),
            },
        ],
    }


def _binned(spots: Sequence[Spot]) -> list[Spec]:
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for spot in spots:
        counts[_bin(spot.pace), _bin(spot.mood)] += 1
    return [
        {
            "pace": round((x + 0.5) * BIN, 3),
            "mood": round((y + 0.5) * BIN, 3),
            "titles": count,
        }
        for (x, y), count in sorted(counts.items())
    ]


def _bin(value: float) -> int:
    return int((value + 1) / BIN) - round(1 / BIN)


def _labels(spots: Sequence[Spot]) -> list[Spec]:
    """The best known titles whose names do not run into one another."""
    placed: list[tuple[float, float, float]] = []  # middle, height, half a width
    found = []
    for spot in spots:
        name = _short(inert(spot.title))
        half, x, y = (
            3.3 * len(name) + 4,
            _pixels(spot.pace, WIDTH),
            _pixels(spot.mood, HEIGHT),
        )
        inside = half < x < WIDTH - half and 18 < y < HEIGHT - 18
        apart = all(abs(y - b) > 25 or abs(x - a) > half + c for a, b, c in placed)
        if inside and apart:
            placed.append((x, y, half))
            found.append({"pace": spot.pace, "mood": spot.mood, "name": name})
        if len(found) == LABELS:
            break
    return found


def _pixels(value: float, side: int) -> float:
    return (value + 1) / 2 * side


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25].rstrip()}…"


def legend(overview: Overview) -> Mapping[str, Sequence[str]]:
    """The commonest countries with their shapes and colours, then all others."""
    counts: dict[str, int] = defaultdict(int)
    for spot in overview.spots:
        counts[OTHERS if spot.country is None else inert(spot.country)] += 1
    common = sorted(counts.keys() - {OTHERS}, key=lambda name: (-counts[name], name))
    names = common[: len(SHAPES) - 1]
    many = len(names)
    return {
        "domain": [*names, OTHERS],
        "shapes": [*SHAPES[:many], SHAPES[-1]],
        "colours": [*COLOURS[:many], COLOURS[-1]],
    }


def moods_spec(overview: Overview) -> Spec:
    """Every title as a mark; its rows ("titles") are handed in by the page."""
    known = legend(overview)
    seen = "(!country || datum.country === country)"
    named = "(!name || indexof(lower(datum.title), lower(name)) >= 0)"
    return {
        "config": _CONFIG,
        "width": WIDTH,
        "height": HEIGHT + 60,
        "data": {"name": "titles"},
        "params": [
            {
                "name": "country",
                "value": None,
                "bind": {
                    "input": "select",
                    "name": "Country ",
                    "options": [None, *sorted(_countries_of(overview))],
                    "labels": ["all", *sorted(_countries_of(overview))],
                },
            },
            {
                "name": "name",
                "value": "",
                "bind": {"input": "search", "name": "Title contains ", "debounce": 200},
            },
            {
                "name": "moved",
                "select": {"type": "interval", "zoom": "wheel![event.shiftKey]"},
                "bind": "scales",
            },
        ],
        "transform": [{"filter": f"{seen} && {named}"}],
        "mark": {"type": "point", "filled": True, "opacity": 0.55, "clip": True},
        "encoding": _axes(
            shape={
                "field": "group",
                "type": "nominal",
                "title": "country",
                "scale": {"domain": known["domain"], "range": known["shapes"]},
            },
            color={
                "field": "group",
                "type": "nominal",
                "title": "country",
                "scale": {"domain": known["domain"], "range": known["colours"]},
            },
            size={
                "field": "known",
                "type": "quantitative",
                "scale": {"domain": [0, 1], "range": [12, 130]},
                "legend": None,
            },
            tooltip=[
                {"field": key, "title": key}
                for key in ("title", "year", "country", "length", "place")
            ],
        ),
    }


def _countries_of(overview: Overview) -> set[str]:
    return {inert(spot.country) for spot in overview.spots if spot.country is not None}


# --- by year and by country -----------------------------------------------------------


def _year_axis(more: Spec | None = None) -> Spec:
    return {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"nice": False, "zero": False},
        "axis": {
            "format": "d",
            "tickMinStep": 1,
            "tickCount": 6,
            "grid": False,
            **(more or {}),
        },
    }


def _tropes(overview: Overview) -> Spec:
    """One small picture a trope, all on one scale."""
    values = [
        {
            "trope": trope.name,
            "year": one.year,
            "share": one.carry.share,
            "low": one.carry.low,
            "high": one.carry.high,
            "count": f"{one.carry.count} of {one.carry.of}",
            "told": percent(one.carry.share),
        }
        for trope in overview.tropes
        for one in trope.years
    ]
    top = max(one.carry.high for trope in overview.tropes for one in trope.years)
    share = {"title": None, "axis": {"format": "%", "tickCount": 4}}
    scale = {"domain": [0, top]}
    return {
        "config": _CONFIG,
        "data": {"values": values},
        "facet": {
            "field": "trope",
            "type": "nominal",
            "title": None,
            "sort": [trope.name for trope in overview.tropes],
        },
        "columns": 4,
        "spacing": 18,
        "spec": {
            "width": WIDTH // 4 - 32,
            "height": 110,
            "layer": [
                {
                    "mark": {
                        "type": "area",
                        "color": _PALE,
                        "opacity": 0.6,
                        "clip": True,
                    },
                    "encoding": {
                        "x": _year_axis({"tickCount": 3}),
                        "y": {
                            "field": "low",
                            "type": "quantitative",
                            "scale": scale,
                            **share,
                        },
                        "y2": {"field": "high"},
                    },
                },
                {
                    "mark": {
                        "type": "line",
                        "color": _ACCENT,
                        "strokeWidth": 2,
                        "clip": True,
                        "point": {"size": 12, "color": _ACCENT},
                    },
                    "encoding": {
                        "x": _year_axis({"tickCount": 3}),
                        "y": {
                            "field": "share",
                            "type": "quantitative",
                            "scale": scale,
                            **share,
                        },
                        "tooltip": [
                            {"field": "trope"},
                            {"field": "year"},
                            {"field": "told", "title": "share"},
                            {"field": "count", "title": "titles"},
                        ],
                    },
                },
            ],
        },
    }


def _lengths(overview: Overview) -> Spec:
    panels = [
        _length_panel(years, what)
        for years, what in (
            (overview.episodes, "episodes"),
            (overview.minutes, "minutes in all"),
        )
        if years
    ]
    return {"config": _CONFIG, "hconcat": panels, "spacing": 30}


def _length_panel(years: Sequence[LengthYear], what: str) -> Spec:
    values = [
        {
            "year": one.year,
            "lower": one.lower,
            "median": one.median,
            "upper": one.upper,
            "series": one.titles,
        }
        for one in years
    ]
    return {
        "data": {"values": values},
        "width": WIDTH // 2 - 50,
        "height": 240,
        "layer": [
            {
                "mark": {"type": "area", "color": _PALE, "opacity": 0.7},
                "encoding": {
                    "x": _year_axis(),
                    "y": {"field": "lower", "type": "quantitative", "title": what},
                    "y2": {"field": "upper"},
                },
            },
            {
                "mark": {
                    "type": "line",
                    "color": _ACCENT,
                    "strokeWidth": 2.5,
                    "point": {"size": 30, "color": _ACCENT},
                },
                "encoding": {
                    "x": _year_axis(),
                    "y": {"field": "median", "type": "quantitative", "title": what},
                    "tooltip": [
                        {"field": key}
                        for key in ("year", "series", "lower", "median", "upper")
                    ],
                },
            },
        ],
    }


def _countries(overview: Overview) -> Spec:
    values = [
        {
            "country": inert(one.country),
            "share": one.carry.share,
            "low": one.carry.low,
            "high": one.carry.high,
            "count": f"{one.carry.count:,} of {one.carry.of:,}",
            "told": percent(one.carry.share),
            "chosen": one.chosen,
        }
        for one in overview.countries
    ]
    y = {
        "field": "country",
        "type": "nominal",
        "title": None,
        "sort": [one["country"] for one in values],
        "axis": {"grid": True, "ticks": False, "domain": False, "labelLimit": 200},
    }
    x = {"type": "quantitative", "axis": {"format": "%", "grid": True}}
    title = "share of titles, with its 95% interval"
    top = max(one.carry.high for one in overview.countries)
    scale = {"domain": [0, round(min(1.0, top * 1.05), 2)], "nice": False}
    chosen = {
        "condition": {"test": "datum.chosen", "value": "#D55E00"},
        "value": _ACCENT,
    }
    return {
        "config": _CONFIG,
        "data": {"values": values},
        "width": WIDTH - 240,
        "height": {"step": 30},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 2.5},
                "encoding": {
                    "y": y,
                    "x": {"field": "low", "title": title, "scale": scale, **x},
                    "x2": {"field": "high"},
                    "color": chosen,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
                "encoding": {
                    "y": y,
                    "x": {"field": "share", "title": title, "scale": scale, **x},
                    "color": chosen,
                    "shape": {
                        "condition": {"test": "datum.chosen", "value": "diamond"},
                        "value": "circle",
                    },
                    "tooltip": [
                        {"field": "country"},
                        {"field": "told", "title": "share"},
                        {"field": "count", "title": "titles"},
                    ],
                },
            },
            {
                "mark": {
                    "type": "text",
                    "align": "left",
                    "fontSize": 12,
                    "color": _INK,
                },
                "encoding": {
                    "y": y,
                    "x": {"value": WIDTH - 228},
                    "text": {"field": "count"},
                },
            },
        ],
    }
