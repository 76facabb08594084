"""`unspoiled facets`: the words for what a title is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..errors import NotFound
from .common import Common, console, library_options, print_json

if TYPE_CHECKING:
    from ..vocabulary import Facet, Vocabulary


@click.command("facets")
@click.argument("names", nargs=-1, metavar="[GROUP|FACET]…")
@library_options
def command(names: tuple[str, ...], common: Common) -> None:
    """Show the vocabulary: all groups, or all that is known of a GROUP or a FACET.

    It is the same for every library.
    """
    from ..render.facet_list import facets_record, print_facets, print_groups
    from ..vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    found = [facet for name in names for facet in _named(name, vocabulary)]
    found = list(dict.fromkeys(found))
    if common.as_json:
        print_json(facets_record(found or vocabulary.facets, vocabulary))
    elif found:
        print_facets(found, vocabulary, console())
    else:
        print_groups(vocabulary, console())


def _named(name: str, vocabulary: Vocabulary) -> list[Facet]:
    """The facets of a group, or the one that is called so; NotFound names the groups."""
    from ..render.facet_list import name_of, own_facets
    from ..vocabulary import GROUPS, fold

    word = fold(name)
    for group in GROUPS:
        if word in (group, name_of(group), f"{name_of(group)}s"):
            return own_facets(group, vocabulary)
    if vocabulary.holds(word):
        return [vocabulary.facet(word)]
    key = dict(vocabulary.phrases()).get(word)
    facet = vocabulary.facet(key) if key else vocabulary.of_tag(word)
    if facet is None:
        groups = ", ".join(map(name_of, GROUPS))
        raise NotFound(
            f"No group and no facet is called “{name}”; groups are {groups}."
        )
    return [facet]
