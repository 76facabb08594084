"""`unspoiled read`: a title's reviews, folded at the viewer's boundary."""

from __future__ import annotations

import click

from ..errors import NotFound
from .common import Common, console, library_options, open_guide, print_json, read_reach


@click.command("read")
@click.argument("title")
@click.option(
    "--seen", "--boundary", "seen", metavar="EP", help="How far you are, for now."
)
@library_options
def command(
    title: str,
    seen: str | None,
    common: Common,
) -> None:
    """Read the reviews of TITLE; what is not proved safe for you is hidden."""
    with open_guide(common) as guide:
        found = guide.find_title(title)
        reads = guide.read(found, read_reach(guide, found, seen))
    if not reads:
        raise NotFound(
            f"No review of “{found.title}” is in your library; "
            "put one in with `unspoiled add`."
        )
    if common.as_json:
        from ..render.plain import read_record

        print_json({"title_id": found.id, "reviews": [read_record(r) for r in reads]})
    else:
        from ..render.terminal import print_read

        print_read(found, reads, console())
