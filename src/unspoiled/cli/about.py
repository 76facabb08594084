"""`unspoiled about`: a title's card."""

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
    read_reach,
    write_page,
)


@click.command("about")
@click.argument("title")
@click.option("--seen", metavar="EP", help="How far you are in it, for this card.")
@click.option("--why", is_flag=True, help="Print each line's sentences below it.")
@click.option(
    "--warnings", is_flag=True, help="Name content warnings before you have seen it."
)
@page_option
@library_options
def command(
    title: str,
    seen: str | None,
    why: bool,
    warnings: bool,
    html: Path | None,
    common: Common,
) -> None:
    """Show what TITLE is like, for whom, and how sure that is, as far as you may know."""
    from ..render.card import card_of

    check_form(common, html)
    with open_guide(common) as guide:
        found = guide.find_title(title)
        reach = read_reach(guide, found, seen)
        about = guide.about(found, reach, warnings=warnings)
        card = card_of(about, guide.vocabulary)
    if html is not None:
        from ..render.pages import card_page

        write_page(card_page(card), html)
    elif common.as_json:
        from ..render.plain import about_record

        print_json(about_record(about))
    else:
        from ..render.card_terminal import print_card

        print_card(card, console(), why=why)
