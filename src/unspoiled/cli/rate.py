"""`unspoiled rate`: the viewer's own rating."""

from __future__ import annotations

import click

from .common import Common, library_options, open_guide, print_json, tell


@click.command("rate")
@click.argument("title")
@click.argument("rating", type=float, required=False)
@click.option("--forget", is_flag=True, help="Take the rating back.")
@library_options
def command(
    title: str,
    rating: float | None,
    forget: bool,
    common: Common,
) -> None:
    """Rate TITLE from 0 to 10; without RATING it shows what you gave."""
    if forget and rating is not None:
        raise click.UsageError("Give a rating or --forget, not both.")
    with open_guide(common) as guide:
        found = guide.find_title(title)
        if forget or rating is not None:
            guide.rate(found, rating)
        held = guide.store.ratings(guide.viewer).get(found.id)
    if common.as_json:
        print_json({"title_id": found.id, "title": found.title, "rating": held})
    else:
        told = "not rated" if held is None else f"{held:g} of 10"
        tell(f"{found.title} ({found.year or 'year unknown'}): {told}")
