"""`unspoiled remove`: a review, a title with its reviews, or a record set aside."""

from __future__ import annotations

import click

from .common import Common, library_options, open_guide, print_json, tell


@click.command("remove")
@click.argument("name", metavar="NAME")
@library_options
def command(
    name: str,
    common: Common,
) -> None:
    """Remove a review (by its id), a title (by id or name), or what was set aside."""
    with open_guide(common) as guide:
        removed = guide.remove(name)
    if common.as_json:
        print_json({"removed": removed})
    else:
        tell(f"removed: {removed}")
