"""Facts and facets put into words: the reasons that need no review.

Each names only what the catalogue holds. A facet that gives something away is not
named (`gate.shows_facet`), and nothing is said where nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .domain import Boundary, CreditRole, FacetEvidence, Limit, Reason, Title, Want
from .gate import shows_facet
from .limits import limit_keys, people, word_keys
from .names import person_key
from .vocabulary import Vocabulary


def in_hours(minutes: int) -> str:
    """Minutes as a person says them: "2 h 56 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def length_in_words(title: Title) -> str | None:
    """ "4 episodes of 44 min, 2 h 56 min in all", as far as it is known."""
    if title.kind == "film":
        return None if title.minutes is None else in_hours(title.minutes)
    if title.episodes is None:
        return None if title.minutes is None else f"episodes of {title.minutes} min"
    number = f"{title.episodes} episode{'s' if title.episodes > 1 else ''}"
    if title.minutes is None or title.total_minutes is None:
        return number
    if title.episodes == 1:
        return f"{number} of {in_hours(title.minutes)}"
    return f"{number} of {title.minutes} min, {in_hours(title.total_minutes)} in all"


def known_facts(title: Title) -> dict[str, Any]:
    """The facts that a pick carries; what is unknown is absent."""
    total = title.total_minutes
    facts = {
        "year": title.year,
        "kind": title.kind,
        "country": title.country,
        "language": title.language,
        "episodes": title.episodes,
        "minutes": title.minutes,
        "total_minutes": total,
        "networks": list(title.networks),
        "streaming": list(title.streaming),
        "directors": list(title.directors),
        "writers": list(title.writers),
        "cast": [member.actor for member in title.cast[:4]],
        "air_end": title.air_end,
    }
    return {name: value for name, value in facts.items() if value not in (None, [])}


def limit_reason(limit: Limit, title: Title) -> Reason | None:
    """The fact that shows the limit kept, None where there is nothing to say."""
    words = _FACT_WORDS[limit.fact](limit, title)
    return None if not words else Reason("fact", words, speaks_to=limit.text)


def told_by_card(reason: Reason, title: Title) -> bool:
    """Whether year, country, length or services, which a card shows, say it already."""
    told = {
        words(Limit(fact, ""), title)
        for fact, words in _FACT_WORDS.items()
        if fact in ("total", "year", "country")
    }
    return reason.kind == "fact" and (
        reason.text in told or reason.text.startswith("On ")
    )


def facet_reasons(
    wants: Sequence[Want],
    carried: Sequence[FacetEvidence],
    boundary: Boundary,
    vocabulary: Vocabulary,
) -> list[Reason]:
    """ "Listed as friends to lovers" for each want that tags or genres carry."""
    keys = {evidence.facet for evidence in carried}
    reasons = []
    for want in wants:
        if want.facet in keys:
            facet = vocabulary.facet(want.facet)
            if shows_facet(facet, boundary):
                words = f"Listed as {facet.name.lower()}."
                reasons.append(Reason("facet", words, speaks_to=want.text))
    return reasons


def facet_warnings(
    carried: Sequence[FacetEvidence],
    boundary: Boundary,
    vocabulary: Vocabulary,
    most: int = 1,
) -> list[Reason]:
    """Who may not like it, as far as facets with an opposite can tell."""
    warnings = []
    for evidence in carried:
        facet = vocabulary.facet(evidence.facet)
        if facet.group not in ("pace", "mood") or facet.opposite is None:
            continue
        opposite = vocabulary.facet(facet.opposite)
        if shows_facet(facet, boundary) and shows_facet(opposite, boundary):
            words = (
                f"Listed as {facet.name.lower()}: "
                f"perhaps not for a {opposite.name.lower()} mood."
                if facet.group == "mood"
                else f"Listed as {facet.name.lower()}: "
                f"perhaps not if you want it {opposite.name.lower()}."
            )
            warnings.append(Reason("facet", words))
    return warnings[:most]


def _length(limit: Limit, title: Title) -> str | None:
    words = length_in_words(title)
    return None if words is None else f"{words[0].upper()}{words[1:]}."


def _year(limit: Limit, title: Title) -> str | None:
    return None if title.year is None else f"From {title.year}."


def _country(limit: Limit, title: Title) -> str | None:
    return None if title.country is None else f"Made in {title.country}."


def _language(limit: Limit, title: Title) -> str | None:
    return None if title.language is None else f"In {title.language}."


def _network(limit: Limit, title: Title) -> str | None:
    asked = limit_keys("network", limit.any_of)
    services = dict.fromkeys((*title.networks, *title.streaming))
    on = [name for name in services if word_keys("network", name) & asked]
    return f"On {' and '.join(on)}." if on else None


def _person(limit: Limit, title: Title) -> str | None:
    asked = set(map(person_key, limit.any_of))
    found = [
        told
        for role, words in _PARTS
        if limit.role in (None, role)
        for told in _credited(title, role, words, asked)
    ]
    return f"{'; '.join(found)}." if found else None


_PARTS: tuple[tuple[CreditRole, str], ...] = (
    ("director", "Directed by {}"),
    ("writer", "Written by {}"),
    ("cast", "With {}"),
    ("character", "With {}"),
)


def _credited(title: Title, role: CreditRole, words: str, asked: set[str]) -> list[str]:
    names = [name for name in people(title, role) if person_key(name) in asked]
    return [words.format(" and ".join(dict.fromkeys(names)))] if names else []


def _finished(limit: Limit, title: Title) -> str | None:
    if title.air_end:
        return f"It ended on {title.air_end}."
    return None if title.year is None else f"From {title.year}."


def _kind(limit: Limit, title: Title) -> str | None:
    return f"A {title.kind}."


def _nothing(limit: Limit, title: Title) -> str | None:
    return None


_FACT_WORDS: Mapping[str, Callable[[Limit, Title], str | None]] = {
    "total": _length,
    "episodes": _length,
    "minutes": _length,
    "year": _year,
    "country": _country,
    "language": _language,
    "network": _network,
    "person": _person,
    "finished": _finished,
    "kind": _kind,
    # "no love triangle" kept is the absence of a tag: nothing to show for it
    "facet": _nothing,
}
