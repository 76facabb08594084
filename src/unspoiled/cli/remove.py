"""`unspoiled remove`: a review, a title with all it has, or a record set aside."""

from __future__ import annotations

import click

from .common import Common, library_options, open_guide, print_json, tell


@click.command("remove")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--requests", is_flag=True, help="Remove all past requests.")
@click.option(
    "--ratings", is_flag=True, help="Remove all ratings by raters; your own stay."
)
@library_options
def command(
    name: str | None,
    requests: bool,
    ratings: bool,
    common: Common,
) -> None:
    """Remove a review (by its id), a title (by id or name), or what was set aside.

    A title's reviews, ratings and part in past requests go with it. Instead of a name,
    --requests and --ratings remove all of these.
    """
    if (name is None) != (requests or ratings):
        raise click.UsageError("Name what to remove, or give --requests or --ratings.")
    with open_guide(common) as guide:
        if name is None:
            removed = guide.remove_history(requests=requests, ratings=ratings)
        else:
            removed = guide.remove(name)
    if common.as_json:
        print_json({"removed": removed})
    else:
        tell(f"removed: {removed}")
