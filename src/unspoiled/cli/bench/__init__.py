"""`unspoiled bench`: how good it is, measured; one file per thing that is measured."""

from __future__ import annotations

import click

from . import facets, find, gate, requests, speed


@click.group("bench")
def command() -> None:
    """Measure unspoiled on labelled text and requests, with confidence intervals."""


for measured in (
    gate.command,
    facets.command,
    find.command,
    requests.limits,
    requests.parse,
    speed.command,
):
    command.add_command(measured)
