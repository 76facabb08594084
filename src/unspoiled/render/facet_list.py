"""The vocabulary -> lines for a terminal, and values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from ..domain import NOTHING_SEEN
from ..gate import shows_facet
from ..vocabulary import GROUPS, SEALED_GROUPS, Facet, Group, Vocabulary
from .terminal import hang, safe_text

GROUP_WORDS: Final[Mapping[Group, str]] = {
    "mood": "how it feels",
    "pace": "how fast it moves, and how it is watched",
    "trope": "what its story is made of",
    "theme": "what it is about",
    "setting": "where and when it plays",
    "people": "who is in it",
    "craft": "how well it is made: praised or blamed",
    "audience": "for whom it is",
    "format": "in what form it comes, and after what",
    "ending_tone": "how it ends",
    "content_warning": "what some would rather not see",
}
"""What each group says of a title."""
_WAITS: Final = "*"


def print_groups(vocabulary: Vocabulary, console: Console) -> None:
    """Every group with the names of its facets."""
    for group in GROUPS:
        facets = own_facets(group, vocabulary)
        sealed = ", sealed" if group in SEALED_GROUPS else ""
        console.print(
            Text.assemble(
                (name_of(group), "bold"),
                (f"  {GROUP_WORDS[group]} ({len(facets)}{sealed})", "dim"),
            ).wrap(console, console.width)
        )
        names = ", ".join(f"{f.name}{_WAITS if _waits(f) else ''}" for f in facets)
        console.print(hang("  ", safe_text(names)))
    console.print()
    told = (
        "Named of no title before you have seen all of it. Each kind of people is also "
        "a kind of lead (“doctor female lead”)."
    )
    console.print(hang(f"{_WAITS} ", safe_text(told, "italic")))
    told = "`unspoiled facets mood` or `unspoiled facets calm` tells more."
    console.print(hang("  ", safe_text(told, "italic")))


def print_facets(
    facets: Sequence[Facet], vocabulary: Vocabulary, console: Console
) -> None:
    """Each facet with everything that the vocabulary says of it."""
    for number, facet in enumerate(facets):
        if number:
            console.print()
        head = Text.assemble((facet.name, "bold"), (f"  {facet.key}", "dim"))
        console.print(hang("", head))
        console.print(hang("  ", safe_text(facet.definition)))
        for label, words in _told(facet, vocabulary):
            console.print(hang(f"  {label:<10}", safe_text(words, "dim")))


def _told(facet: Facet, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    opposite = vocabulary.opposite(facet.key)
    named = [vocabulary.facet(key).name for key in facet.broader]
    told = (
        ("said", ", ".join(facet.synonyms)),
        ("contrary", "" if opposite is None else opposite.name),
        ("kind of", ", ".join(named)),
        ("Korean", ", ".join(facet.korean)),
        ("tags", ", ".join(facet.tags)),
        ("waits", _when(facet)),
    )
    return ((label, words) for label, words in told if words)


def _when(facet: Facet) -> str:
    if facet.sealed:
        return "sealed: never named of a title before all of it has been seen"
    return "until all of a title has been seen" if _waits(facet) else ""


def _waits(facet: Facet) -> bool:
    return not shows_facet(facet, NOTHING_SEEN)


def own_facets(group: Group, vocabulary: Vocabulary) -> list[Facet]:
    """A group's facets without those that only name a lead."""
    return [facet for facet in vocabulary.data.facets if facet.group == group]


def name_of(group: Group) -> str:
    """ "content warning"."""
    return group.replace("_", " ")


def facets_record(facets: Sequence[Facet], vocabulary: Vocabulary) -> dict[str, Any]:
    """The object that `facets --json` prints."""
    groups = dict.fromkeys(facet.group for facet in facets)
    return {
        "groups": [
            {"group": group, "says": GROUP_WORDS[group],
             "sealed": group in SEALED_GROUPS}
            for group in groups
        ],
        "facets": [_record(facet, vocabulary) for facet in facets],
    }  # fmt: skip


def _record(facet: Facet, vocabulary: Vocabulary) -> dict[str, Any]:
    opposite = vocabulary.opposite(facet.key)
    return {
        "key": facet.key,
        "group": facet.group,
        "name": facet.name,
        "definition": facet.definition,
        "synonyms": list(facet.synonyms),
        "opposite": None if opposite is None else opposite.key,
        "broader": list(facet.broader),
        "korean": list(facet.korean),
        "tags": list(facet.tags),
        "reveals": facet.reveals,
        "sealed": facet.sealed,
        "waits": _waits(facet),
    }
