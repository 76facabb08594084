"""`unspoiled map`: pictures of the library, in a page and as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..errors import NotFound
from .common import Common, library_options, open_guide, print_json, say, tell

if TYPE_CHECKING:
    from ..overview import Overview

FORMATS: Final = ("html", "svg", "png")
PAGE: Final = "map.html"


class Formats(click.ParamType[tuple[str, ...]]):
    """Some of the forms, with commas between them."""

    name = "FORMATS"

    def convert(
        self,
        value: str | tuple[str, ...],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        named = [part.strip().casefold() for part in value.split(",")]
        for one in named:
            if one not in FORMATS:
                self.fail(f"“{one}” is none of {', '.join(FORMATS)}.", param, ctx)
        return tuple(one for one in FORMATS if one in named)


@click.command("map")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("unspoiled-map"),
    show_default=True,
    help="Folder for the page and the pictures.",
)
@click.option(
    "--facet",
    metavar="F",
    help="The facet whose share by country is pictured, by name or key (romance).",
)
@click.option(
    "--country",
    metavar="C",
    help="Picture the titles of one country, and mark it among the others.",
)
@click.option(
    "--format",
    "formats",
    type=Formats(),
    default=",".join(FORMATS),
    show_default=True,
    help="Which files to write.",
)
@library_options
def command(
    out: Path,
    facet: str | None,
    country: str | None,
    formats: tuple[str, ...],
    common: Common,
) -> None:
    """Picture the library: titles by mood and pace, tropes and lengths by year, a facet
    by country.

    Writes a page that needs no network, and every picture as SVG and PNG; prints where
    they are, or with --json the figures alone. Nothing in it gives a title away.
    Pictures need vl-convert-python (unspoiled[map]).
    """
    if not common.as_json:
        from ..render.charts import check_extra

        check_extra()
    with open_guide(common) as guide:
        overview = guide.overview(facet=facet, country=country)
    if common.as_json:
        print_json(overview)
        return
    for path in _write(overview, out, formats):
        tell(str(path))


def _write(overview: Overview, out: Path, formats: tuple[str, ...]) -> list[Path]:
    from ..render.chart_words import tell as tell_pictures
    from ..render.charts import chart_script, draw_png, draw_svg, specs, titled
    from ..render.map_page import page

    told = tell_pictures(overview)
    if not told:
        raise NotFound(
            "The library holds too little to picture; add titles with: unspoiled add."
        )
    found = specs(overview)
    stills = {
        one.name: draw_svg(titled(found[one.name], one.heading, one.alt))
        for one in told
    }
    files: dict[str, bytes] = {}
    if "html" in formats:
        written = page(overview, told, found, stills, chart_script())
        files[PAGE] = written.encode("utf-8")
    if "svg" in formats:
        files |= {f"{name}.svg": svg.encode("utf-8") for name, svg in stills.items()}
    if "png" in formats:
        files |= {f"{name}.png": draw_png(svg) for name, svg in stills.items()}
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    for one in told:
        say(f"{one.heading}: {one.alt}")
    return [out / name for name in files]
