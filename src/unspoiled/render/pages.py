"""Cards and comparisons -> self-contained pages.

Templates escape whatever is put into them; text from strangers is stripped of what
could turn a line around, and only plain web links become links. A page loads nothing:
its policy forbids it, and `tests/render/test_pages.py` looks for anything that would.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import regex
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import inert
from .card import Card, source_of
from .sides import Sides

_WEB: Final = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)


def card_page(card: Card) -> str:
    """A title's card as a page."""
    return _render("card.html", card=card)


def sides_page(sides: Sides) -> str:
    """Titles side by side as a page."""
    return _render("sides.html", sides=sides)


def _render(template: str, **values: Any) -> str:
    return environment().get_template(template).render(**values)


@cache
def environment() -> Environment:
    """The templates, with what they may call; everything is escaped unless it is ours."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    made.filters |= {"source": source_of, "web": web_link, "tongue": tongue_of}
    return made


def _finalized(value: Any) -> Any:
    """What every expression goes through on its way into a page."""
    if isinstance(value, Markup):
        return Markup(inert(value))  # escaped already, and nothing is put in
    return inert(value) if isinstance(value, str) else value


def web_link(url: str | None) -> str | None:
    """The link where it leads to the web and is no script, else None."""
    return url if url is not None and _WEB.fullmatch(url) else None


_SCRIPTS: Final = (
    ("ko", regex.compile(r"\p{Hangul}")),
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]")),
    ("zh", regex.compile(r"\p{Han}")),
    ("th", regex.compile(r"\p{Thai}")),
)
_LATIN: Final = regex.compile(r"\p{Latin}")


def tongue_of(text: str) -> str | None:
    """The language that a text's script tells, for a reader aloud; None for English."""
    for tongue, script in _SCRIPTS:
        if script.search(text):
            letters = len(script.findall(text))
            return tongue if letters > len(_LATIN.findall(text)) / 2 else None
    return None
