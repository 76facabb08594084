"""A toy library: thirteen invented titles, thirteen reviews written for the tests.

The records and texts are in `tests/data/toy`. Wherever one of them tells what happens
later or how it ends, it names something that is named nowhere else: a secret. A secret
on a screen is a spoiler that got through, so that tests need only look for words.
"""

from __future__ import annotations

from pathlib import Path

from unspoiled import Guide
from unspoiled.sources import ReviewDefaults
from unspoiled.sources.starter import starter_version

DATA = Path(__file__).parent / "data" / "toy"
TITLES = DATA / "titles.jsonl"
REVIEWS = DATA / "reviews"
FERRY = DATA / "ferry.txt"
"""A bare text that does not say what it is about."""
TODAY = "2025-06-01"

SECRETS: dict[str, str] = {
    "Quillon": "a [spoiler=label] within a paragraph",
    "Bramtox": "a [spoiler] over several paragraphs",
    "Thessaly": 'below "the rest of this review contains spoilers", and a summary',
    "Marrowgate": "an episode's summary",
    "Vesperine": "a review whose record says that it spoils",
    "Orlabeth": 'below "Spoilers ahead"',
    "Pelorism": "<details>",
    "Zanthorne": ">! !<",
    "Dorrimond": '<span class="spoiler">',
    "Wexlorn": 'below the heading "The ending explained"',
    "Harrowby": "|| || in Markdown",
    "Kestraval": "a Korean text with 스포 있음",
    "Umbrelith": "a review set aside in doubt",
    "Fennimark": "a review of a title that nobody knows",
}
"""Each secret with where it stands; none of them is in what a newcomer may be shown."""
ASIDE = ("Umbrelith", "Fennimark")
"""Secrets of reviews that the library has set aside."""
UNMARKED = ("murderer", "her brother", "loses his hand")
"""Spoilers in the reviews' common words."""
REVEALING_TAGS = ("amnesia", "birth secret", "terminal illness", "family secret")


def build_library(path: Path) -> None:
    """Make the toy library at `path`, without the starter catalogue."""
    with Guide.open(path, starter=False) as guide:
        guide.add(TITLES, REVIEWS)
        guide.add(FERRY, defaults=ReviewDefaults(title="The Salt Ferry", author="Pell"))
        with guide.writing():  # so that no command fills the catalogue in
            guide.store.set_setting("starter", starter_version())


def secrets_in(text: str) -> list[str]:
    """The secrets that a text names."""
    folded = text.casefold()
    return [word for word in SECRETS if word.casefold() in folded]
