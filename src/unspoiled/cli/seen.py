"""`unspoiled seen`: how far the viewer is."""

from __future__ import annotations

import click

from .common import Common, library_options, open_guide, print_json, tell


@click.command("seen")
@click.argument("title", required=False)
@click.argument("episode", required=False, metavar="[EP]")
@library_options
def command(
    title: str | None,
    episode: str | None,
    common: Common,
) -> None:
    """Say how far you are in TITLE: a number of episodes, S2E3, or "all".

    Without EP it shows how far you are; without TITLE, in everything.
    """
    with open_guide(common) as guide:
        if title is None:
            progress = guide.store.progress(guide.viewer)
            titles = guide.store.titles(list(progress))
            rows = [
                (titles[key], boundary)
                for key, boundary in progress.items()
                if key in titles
            ]
        else:
            found = guide.find_title(title)
            if episode is not None:
                guide.seen(found, episode)
            rows = [(found, guide.boundary(found))]
    for found, boundary in rows:
        if common.as_json:
            print_json(
                {
                    "title_id": found.id,
                    "title": found.title,
                    "year": found.year,
                    "boundary": str(boundary),
                }
            )
        else:
            number = f"{boundary} episode{'' if boundary.episodes == 1 else 's'}"
            told = "all of it" if boundary.everything else number
            tell(f"{found.title} ({found.year or 'year unknown'}): {told}")
