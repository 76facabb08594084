"""`unspoiled about`: a title's card."""

from __future__ import annotations

import click

from .common import Common, console, library_options, open_guide, print_json, read_reach


@click.command("about")
@click.argument("title")
@click.option("--seen", metavar="EP", help="How far you are in it, for this card.")
@library_options
def command(
    title: str,
    seen: str | None,
    common: Common,
) -> None:
    """Show what the library holds of TITLE, as far as you may know."""
    with open_guide(common) as guide:
        found = guide.find_title(title)
        about = guide.about(found, read_reach(guide, found, seen))
    if common.as_json:
        from ..render.plain import about_record

        print_json(about_record(about))
    else:
        from ..render.terminal import print_about

        print_about(about, console())
