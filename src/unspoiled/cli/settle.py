"""`unspoiled settle`: what was set aside, and which title it is about."""

from __future__ import annotations

import click

from .common import Common, library_options, open_guide, print_json, say, tell


@click.command("settle")
@click.argument("key", required=False)
@click.argument("title", required=False)
@library_options
def command(
    key: str | None,
    title: str | None,
    common: Common,
) -> None:
    """List what was set aside, or say which TITLE the record KEY is about.

    TITLE is a title's id or its name and year. `unspoiled remove KEY` forgets one.
    """
    if key is not None and title is None:
        raise click.UsageError("Say which title it is: unspoiled settle KEY TITLE.")
    with open_guide(common) as guide:
        if key is not None and title is not None:
            report = guide.settle(key, title)
            if common.as_json:
                from ..render.plain import report_record

                print_json(report_record(report))
            else:
                say(f"settled: {report.sentences} sentences judged")
            return
        asides = guide.asides()
        names = guide.store.titles([c for aside in asides for c in aside.candidates])
    if common.as_json:
        from ..render.plain import aside_record

        for aside in asides:
            print_json(aside_record(aside))
        return
    for aside in asides:
        tell(f"{aside.key}\n  {aside.reason}: {aside.detail}\n  {aside.origin}")
        for candidate in aside.candidates:
            if (maybe := names.get(candidate)) is not None:
                year = maybe.year or "year unknown"
                tell(f"  perhaps {maybe.id}: {maybe.title} ({year})")
    if not asides:
        say("nothing is set aside")
        return
    if any(aside.reason != "unreadable" for aside in asides):
        say("`unspoiled settle KEY TITLE` says which title is meant.")
    say("`unspoiled remove KEY` forgets what was set aside.")
