"""Facts and facets put into words: the reasons that need no review.

Each names only what the catalogue holds. A facet that gives something away is not
named (`gate.shows_facet`), and nothing is said where nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from .domain import NOTHING_SEEN, Boundary, CreditRole, Limit, Reason, Title, Want
from .gate import shows_facet
from .leanings import close_to, load_leanings
from .limits import limit_keys, people, word_keys
from .names import person_key
from .vocabulary import Facet, Vocabulary, load_vocabulary


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
    told = {words(Limit("total", ""), title) for words in (_length, _year, _country)}
    return reason.kind == "fact" and (
        reason.text in told or reason.text.startswith("On ")
    )


def facet_reasons(
    wants: Sequence[Want],
    carried: Collection[str],
    boundary: Boundary,
    vocabulary: Vocabulary,
) -> list[Reason]:
    """What tags or genres say of each want: the facet itself, else what is close."""
    told: dict[str, list[Want]] = {}
    close: list[Reason] = []
    for want in wants:
        if want.facet in carried:
            facet = vocabulary.facet(want.facet)
            if shows_facet(facet, boundary):
                told.setdefault(listed_as(facet), []).append(want)
        elif words := _close_words(want, carried, boundary, vocabulary):
            close.append(Reason("facet", words, speaks_to=want.text))
    return _joined(told) + close


def _joined(told: Mapping[str, Sequence[Want]]) -> list[Reason]:
    """One sentence for all that is told with the same words."""
    sentences: dict[str, tuple[list[str], list[str]]] = {}
    for words, wants in told.items():
        lead = " ".join(words.split(" ")[:2])
        names, texts = sentences.setdefault(lead, ([], []))
        names.append(words[len(lead) + 1 :])
        texts += [want.text for want in wants]
    return [
        Reason(
            "facet",
            f"{lead} {_listing(names)}.",
            speaks_to=", ".join(dict.fromkeys(texts)),
        )
        for lead, (names, texts) in sentences.items()
    ]


def _listing(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _close_words(
    want: Want, carried: Collection[str], boundary: Boundary, vocabulary: Vocabulary
) -> str | None:
    if not want.facet:
        return None
    asked = vocabulary.facet(want.facet)
    near = [vocabulary.facet(key) for key in close_to(want.facet, carried)]
    names = [f.name.lower() for f in near if shows_facet(f, boundary)][:2]
    if not names or not shows_facet(asked, boundary):
        return None
    return f"Listed under {' and '.join(names)}: close to “{want.text}”."


def listed_as(facet: Facet) -> str:
    """ "Listed as funny", "Listed under revenge", "It has a smart female lead"."""
    name = facet.name if facet.name[:2].isupper() else facet.name.lower()
    if facet.key.endswith(("-female-lead", "-male-lead")):
        article = "an" if name[0] in "aeiou" else "a"
        return f"It has {article} {name}"
    adjective = facet.group in ("mood", "pace", "format")
    return f"Listed {'as' if adjective else 'under'} {name}"


def like_reasons(
    ranked_shared: Sequence[str],
    title: Title,
    liked: Sequence[Title],
    boundary: Boundary,
    vocabulary: Vocabulary,
) -> list[Reason]:
    """What a title has in common with those that the viewer likes: makers, facets."""
    reasons = []
    for other in liked:
        if made := _made_by_both(title, other):
            words = f"{made}, as {other.title} is."
            reasons.append(Reason("fact", words, speaks_to=f"like {other.title}"))
    shared = [vocabulary.facet(key) for key in ranked_shared]
    implied = {key for facet in shared for key in facet.broader}
    open_facets = (facet for facet in shared if facet.key not in implied)
    names = [f.name.lower() for f in open_facets if shows_facet(f, boundary)][:4]
    if names:
        known = " and ".join(other.title for other in liked)
        words = f"In common with {known}: {', '.join(names)}."
        reasons.append(Reason("facet", words, speaks_to=f"like {known}"))
    return reasons


def _made_by_both(title: Title, other: Title) -> str | None:
    told = []
    for words, ours, theirs in (
        ("written by {}", title.writers, other.writers),
        ("directed by {}", title.directors, other.directors),
    ):
        keys = set(map(person_key, theirs))
        names = [name for name in ours if person_key(name) in keys][:2]
        if names:
            told.append(words.format(" and ".join(names)))
    words = " and ".join(told)
    return words[0].upper() + words[1:] if words else None


def facet_warnings(
    wants: Sequence[Want],
    title: Title,
    carried: Collection[str],
    boundary: Boundary,
    vocabulary: Vocabulary,
    most: int = 1,
) -> list[Reason]:
    """Who may not like it: first what speaks against a want, then what divides viewers.

    Nothing that the viewer asks for is held against a title.
    """
    asked = {want.facet for want in wants}
    told = []
    for want in wants:
        opposite = vocabulary.opposite(want.facet) if want.facet else None
        if opposite and opposite.key in carried and shows_facet(opposite, boundary):
            told.append(f"{listed_as(opposite)}, though you asked for “{want.text}”.")
    for key, words in _DIVIDING.items():
        near = asked & {key, *load_leanings().get(key, {})}
        if key in carried and not near and shows_facet(vocabulary.facet(key), boundary):
            told.append(words)
    if (title.episodes or 0) >= _MANY_EPISODES and not asked & _LONG:
        told.append(f"It runs to {title.episodes} episodes.")
    return [Reason("facet", words) for words in dict.fromkeys(told)][:most]


_DIVIDING: Mapping[str, str] = {
    "format:variety": "A variety show, not a drama with a script.",
    "format:documentary": "A documentary, not a drama.",
    "mood:scary": "Horror: not for those who scare easily.",
    "content_warning:gore": "Listed under gore: not for the squeamish.",
    "mood:dark": "Listed as dark: not for an evening when you want something light.",
    "mood:steamy": "Listed as steamy: perhaps not one for the whole family.",
    "mood:sad": "Listed as sad: have tissues ready, or keep it for another day.",
    "pace:slow-burn": "A slow burn: not if you want the romance to start soon.",
    "pace:demanding": "It demands attention: not one to half watch.",
}
"""Facets that divide viewers, the most telling first, in words a person would use."""
_MANY_EPISODES = 40
_LONG = frozenset({"format:long-running", "format:asadora", "format:taiga"})


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


def _not_listed(limit: Limit, title: Title) -> str | None:
    """A limit on facets is kept as far as the tags tell, and that is what is said."""
    vocabulary = load_vocabulary()
    facets = [vocabulary.facet(key) for key in limit.none_of]
    if not facets or not all(shows_facet(facet, NOTHING_SEEN) for facet in facets):
        return None
    names = [facet.name.lower() for facet in facets[:3]]
    return f"Not listed as {' or '.join(names)}."


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
    "facet": _not_listed,
}
