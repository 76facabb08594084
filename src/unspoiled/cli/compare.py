"""`unspoiled compare`: titles side by side."""

from __future__ import annotations

from pathlib import Path

import click

from .common import (
    Common,
    check_form,
    console,
    library_options,
    open_guide,
    page_option,
    print_json,
    read_seen,
    write_page,
)


@click.command("compare")
@click.argument("titles", nargs=-1, required=True, metavar="TITLE TITLE…")
@click.option(
    "--seen",
    multiple=True,
    metavar="TITLE=EP",
    help="How far you are in one of them, for now; may be repeated.",
)
@page_option
@library_options
def command(
    titles: tuple[str, ...],
    seen: tuple[str, ...],
    html: Path | None,
    common: Common,
) -> None:
    """Show two or more titles side by side, each as far as you may know it."""
    from ..render.sides import side_by_side

    check_form(common, html)
    if len(titles) < 2:
        raise click.UsageError("Name two titles or more to compare.")
    with open_guide(common) as guide:
        found = {title.id: title for title in map(guide.find_title, titles)}
        if len(found) < 2:
            raise click.UsageError("These are all the same title; name another one.")
        reach = {
            title.id: guide.boundary_of(title, episode)
            for title, episode in (
                (guide.find_title(name), episode)
                for name, episode in read_seen(seen).items()
            )
        }
        abouts = [guide.about(one, reach.get(key)) for key, one in found.items()]
        sides = side_by_side(abouts, guide.vocabulary)
    if html is not None:
        from ..render.pages import sides_page

        write_page(sides_page(sides), html)
    elif common.as_json:
        from ..render.plain import sides_record

        print_json(sides_record(sides, abouts))
    else:
        from ..render.sides_terminal import print_sides

        print_sides(sides, console())
