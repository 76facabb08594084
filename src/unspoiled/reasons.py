"""Facts, facets and counts put into words: the reasons that are no quotes.

Each names only what the catalogue holds, or what was counted in reviews. A facet that
gives something away is not named (`gate.shows_facet`), and nothing is said where nothing
is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .domain import (
    NOTHING_SEEN,
    Boundary,
    CreditRole,
    Limit,
    Reason,
    SealedNote,
    Statement,
    Title,
    Want,
)
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


def length_in_short(title: Title) -> str | None:
    """ "4 episodes, 2 h 56 min": how many, and how long all of them take."""
    total = title.total_minutes
    hours = None if total is None else in_hours(total)
    if title.kind == "film" or title.episodes is None:
        return hours
    number = f"{title.episodes} episode{'s' if title.episodes > 1 else ''}"
    return number if hours is None else f"{number}, {hours}"


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
    close: dict[str, list[str]] = {}
    for want in wants:
        if want.facet in carried:
            facet = vocabulary.facet(want.facet)
            if shows_facet(facet, boundary):
                told.setdefault(listed_as(facet), []).append(want)
        elif names := _close_names(want, carried, boundary, vocabulary):
            close.setdefault(names, []).append(want.text)
    return _joined(told) + [
        Reason(
            "facet",
            f"Listed under {names}: close to {listing([f'“{t}”' for t in texts])}.",
            speaks_to=", ".join(texts),
        )
        for names, texts in close.items()
    ]


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
            f"{lead} {listing(names)}.",
            speaks_to=", ".join(dict.fromkeys(texts)),
        )
        for lead, (names, texts) in sentences.items()
    ]


def listing(parts: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _close_names(
    want: Want, carried: Collection[str], boundary: Boundary, vocabulary: Vocabulary
) -> str | None:
    if not want.facet:
        return None
    asked = vocabulary.facet(want.facet)
    near = [vocabulary.facet(key) for key in close_to(want.facet, carried)]
    names = [f.name.lower() for f in near if shows_facet(f, boundary)][:2]
    if not names or not shows_facet(asked, boundary):
        return None
    return " and ".join(names)


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


def facet_conflicts(
    wants: Sequence[Want],
    avoids: Sequence[Want],
    carried: Collection[str],
    boundary: Boundary,
    vocabulary: Vocabulary,
) -> list[Reason]:
    """What tags and genres say against the request: opposites of wants, avoids that hold."""
    asked = {want.facet for want in wants}
    contrary = [(vocabulary.opposite(w.facet), w.text) for w in wants if w.facet]
    contrary = [
        (facet, text) for facet, text in contrary if facet and facet.key not in asked
    ]
    contrary += [(vocabulary.facet(a.facet), a.text) for a in avoids if a.facet]
    return [
        Reason(
            "facet",
            f"{listed_as(facet)}, though you asked for “{text}”.",
            speaks_to=text,
        )
        for facet, text in contrary
        if facet is not None and facet.key in carried and shows_facet(facet, boundary)
    ]


def facet_warnings(
    wants: Sequence[Want],
    title: Title,
    carried: Collection[str],
    boundary: Boundary,
    vocabulary: Vocabulary,
    most: int = 1,
) -> list[Reason]:
    """Who may not like it: what divides viewers.

    Nothing that the viewer asks for is held against a title.
    """
    asked = {want.facet for want in wants}
    told = []
    for key, words in _DIVIDING.items():
        near = asked & {key, *load_leanings().get(key, {})}
        if key in carried and not near and shows_facet(vocabulary.facet(key), boundary):
            told.append(words)
    if (title.episodes or 0) >= _MANY_EPISODES and not asked & _LONG:
        told.append(f"It runs to {title.episodes} episodes.")
    return [Reason("facet", words) for words in dict.fromkeys(told)][:most]


@dataclass(frozen=True, slots=True)
class Count:
    """How many reviewers say so, of how many who speak of it.

    `speak` is None where only those who say so were counted; `denies` where it is the
    contrary that they say.
    """

    agree: int
    speak: int | None = None
    denies: bool = False


def count_words(count: Count, facet: Facet) -> str:
    """ "6 of 9 reviewers call it calm.", "Two reviewers find it slow."."""
    says, denies = _SAYS.get(facet.key) or _SAYS[facet.group]
    said = (denies if count.denies else says).format(facet.name.lower())
    if count.agree == 1:
        verb, _, rest = said.partition(" ")
        said = f"{_ONE[verb]} {rest}"
    return f"{_counted(count)} {said}."


def _counted(count: Count) -> str:
    if count.speak is None:
        return f"{_NUMBERS.get(count.agree, str(count.agree))} reviewers"
    if count.agree < count.speak:
        return f"{count.agree} of {count.speak} reviewers"
    if count.speak == 1:
        return "One review"
    if count.speak == 2:
        return "Both reviewers who speak of it"
    return f"All {count.speak} reviewers who speak of it"


def sure_words(statement: Statement) -> str:
    """How sure what holds is: "2 of 3 reviewers", "one review, listed", "listed"."""
    return _sure(statement.agree, statement)


def doubt_words(statement: Statement) -> str:
    """The same of those who say the contrary: "2 of 3 reviewers, though listed"."""
    return _sure(statement.differ, statement, "though listed")


def _sure(say: int, statement: Statement, listed: str = "listed") -> str:
    said = share_words(say, statement.speak) if statement.speak else ""
    return ", ".join(filter(None, (said, listed if statement.listed else "")))


def share_words(say: int, speak: int) -> str:
    """ "2 of 3 reviewers"; one review is called one review."""
    return "one review" if speak == 1 else f"{say} of {speak} reviewers"


_NUMBERS: Mapping[int, str] = {
    2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight",
    9: "Nine",
}  # fmt: skip
_ONE: Mapping[str, str] = {
    "call": "calls", "find": "finds", "praise": "praises", "say": "says",
    "speak": "speaks", "do": "does",
}  # fmt: skip
"""Verbs of which one reviewer is the subject."""
_NAMES_IT = ("speak of {}", "find no {}")
_CALLS_IT = ("call it {}", "do not find it {}")
_IS_ONE = ("call it a {}", "do not call it a {}")
_SAYS: Mapping[str, tuple[str, str]] = {
    "mood": _CALLS_IT,
    "mood:dark-comedy": _IS_ONE,
    "pace": _CALLS_IT,
    "pace:relaxed": ("find it slow", "do not find it slow"),
    "pace:fast": ("find it fast", "do not find it fast"),
    "pace:slow-burn": ("call the romance a slow burn", "find the romance no slow burn"),
    "pace:fast-romance": ("find the romance quick", "do not find the romance quick"),
    "pace:bingeable": ("find it hard to stop", "do not find it hard to stop"),
    "pace:draggy": ("find that it drags", "do not find that it drags"),
    "pace:easy": ("find it easy to watch", "do not find it easy to watch"),
    "pace:demanding": ("find it demanding", "do not find it demanding"),
    "craft": ("praise the {}", "find fault with the {}"),
    "craft:ending": ("praise how the ending is made", "find fault with how it ends"),
    "audience": ("say that it is {}", "do not find it {}"),
    "audience:beginners": _IS_ONE,
    "audience:crowd-pleaser": _IS_ONE,
    "audience:hidden-gem": _IS_ONE,
    "audience:classic": _IS_ONE,
    "trope": _NAMES_IT,
    "theme": _NAMES_IT,
    "setting": _NAMES_IT,
    "people": _NAMES_IT,
    "format": _NAMES_IT,
    "ending_tone": _NAMES_IT,
    "content_warning": _NAMES_IT,
}
"""By a facet or its group: what those say who find it so, and those who do not."""


def sealed_words(note: SealedNote) -> str:
    """What became of the sealed wishes, in a sentence or two; never of one title."""
    one = note.wishes == 1
    wishes = "sealed wish" if one else f"{note.wishes} sealed wishes"
    if not note.applied:
        return (
            f"{'1 ' if one else ''}{wishes} understood and not applied. `--sealed` applies "
            f"{'it' if one else 'them'}; the list itself then tells: every title that "
            f"comes keeps {'it' if one else 'them'} as far as is known."
        )
    if note.picks is None:
        return (
            f"Your {wishes} {'was' if one else 'were'} applied; of fewer "
            "than three picks nothing more is said."
        )
    kept = f"All {note.picks} picks keep your {wishes} as far as tags and reviews tell"
    if not note.unknown:
        return f"{kept}."
    if note.unknown == note.picks:
        return (
            f"Nothing that tags or reviews tell of these {note.picks} picks is against "
            f"your {wishes}, and nothing speaks for {'it' if one else 'them'}."
        )
    return f"{kept}; of {note.unknown} nothing is known."


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
