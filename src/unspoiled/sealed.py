"""Sealed wishes against what facts and reviews tell: kept, broken or unknown.

A wish such as "nobody dies" would itself spoil if it were answered title by title. With
the viewer's consent it is applied: a title that a tag or a reviewer contradicts does not
come. Every judged sentence of the library counts as evidence, hidden ones too, and none
of them is ever shown. A verdict stays in here and in `answer`, which tells of all picks
together; no reason, fact, count or share depends on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from .domain import Judged, Limit, Reading, Request, Title, Verdict, Want
from .facets import fact_facets
from .gate import HARMLESS
from .limits import TOLD_TAGS
from .vocabulary import SEALED_GROUPS, Vocabulary


def set_apart(request: Request, vocabulary: Vocabulary) -> Request:
    """The request with each soft wish that would give something away among the sealed.

    Were it weighed, a title's score and its shares would say how it stands to the wish.
    A limit that asks for such a facet would say it of every pick; "no X" stays a limit.
    """
    sealed = [_as_sealed(want, unwanted=False) for want in request.sealed]
    kept: dict[str, list[Want]] = {"wants": [], "avoids": []}
    for name, unwanted in (("wants", False), ("avoids", True)):
        for want in getattr(request, name):
            if _is_open(want, vocabulary):
                kept[name].append(want)
            else:
                sealed.append(_as_sealed(want, unwanted=unwanted))
    limits = [limit for limit in request.limits if _asks_openly(limit, vocabulary)]
    sealed += [
        Want(limit.any_of[0], limit.text, 1.0, limit)
        for limit in request.limits
        if limit not in limits
    ]
    return replace(
        request,
        limits=tuple(limits),
        wants=tuple(kept["wants"]),
        avoids=tuple(kept["avoids"]),
        sealed=tuple(dict.fromkeys(sealed)),
    )


def _is_open(want: Want, vocabulary: Vocabulary) -> bool:
    keys = [want.facet] if want.facet else []
    if want.limit is not None and want.limit.fact == "facet":
        keys += [*want.limit.any_of, *want.limit.none_of]
    return all(_tells_nothing(key, vocabulary) for key in keys)


def _asks_openly(limit: Limit, vocabulary: Vocabulary) -> bool:
    if limit.fact != "facet":
        return True
    return all(_tells_nothing(key, vocabulary) for key in limit.any_of)


def _tells_nothing(key: str, vocabulary: Vocabulary) -> bool:
    facet = vocabulary.facet(key)
    return facet.reveals in HARMLESS and not facet.sealed


def _as_sealed(want: Want, *, unwanted: bool) -> Want:
    if want.limit is not None and want.limit.fact == "facet":
        keys = (*want.limit.any_of, *want.limit.none_of)
        return replace(want, facet=want.facet or keys[0])
    keys = (want.facet,)
    limit = Limit("facet", want.text, none_of=keys) if unwanted else None
    return replace(want, limit=limit or Limit("facet", want.text, any_of=keys))


def verdict(
    wishes: Sequence[Want],
    title: Title,
    judged: Mapping[str, Sequence[Judged]],
    vocabulary: Vocabulary,
) -> Verdict:
    """How a title stands to all wishes, by its tags and its judged sentences.

    "broken" as soon as one is contradicted, "kept" where something speaks for each.
    """
    carried = {told.facet for told in fact_facets(title, vocabulary)}
    told = [_said(sentences) for sentences in judged.values()]
    verdicts = [
        _one(wish.limit, title, carried, told, vocabulary)
        for wish in wishes
        if wish.limit is not None
    ]
    if "broken" in verdicts:
        return "broken"
    return "kept" if all(one == "kept" for one in verdicts) else "unknown"


Said = Mapping[str, frozenset[str]]
"""What one review says: facet -> "for", "against" or both."""


def _said(sentences: Iterable[Judged]) -> Said:
    said: dict[str, frozenset[str]] = {}
    for one in sentences:
        for reading in (*filter(_plainly, one.told.readings), *one.told.hinted):
            before = said.get(reading.facet, frozenset())
            said[reading.facet] = before | {reading.polarity}
    return said


def _plainly(reading: Reading) -> bool:
    """Whether a phrase says it, or else the model is all but certain.

    One sentence of thousands can keep a title from coming.
    """
    return reading.end - reading.start < _PHRASE or reading.probability >= _CERTAIN


_PHRASE: Final = 40
"""Characters that no phrase has: what is longer is a whole sentence."""
_CERTAIN: Final = 0.9


def _one(
    limit: Limit,
    title: Title,
    carried: set[str],
    told: Sequence[Said],
    vocabulary: Vocabulary,
) -> Verdict:
    if not carried.isdisjoint(limit.none_of):
        return "broken"
    if limit.any_of:
        return _wished(limit.any_of, title, carried, told, vocabulary)
    # one reviewer who tells of a death is enough, whoever else lives
    if any("for" in said.get(key, ()) for said in told for key in limit.none_of):
        return "broken"
    denied = all(
        any("against" in said.get(key, ()) for said in told) for key in limit.none_of
    )
    return "kept" if denied else "unknown"


def _wished(
    keys: Sequence[str],
    title: Title,
    carried: set[str],
    told: Sequence[Said],
    vocabulary: Vocabulary,
) -> Verdict:
    """One of the facets is wished for: reviewers may disagree about an ending."""
    opposites = {facet.key for key in keys if (facet := vocabulary.opposite(key))}
    pro = sum(any("for" in said.get(key, ()) for key in keys) for said in told)
    contra = sum(
        any("against" in said.get(key, ()) for key in keys)
        or any("for" in said.get(key, ()) for key in opposites)
        for said in told
    )
    if not carried.isdisjoint(keys):
        return "kept"
    if not carried.isdisjoint(opposites) or (contra > 0 and contra >= pro):
        return "broken"
    if pro:
        return "kept"
    # catalogues hardly ever say how it ends, but they list what it is about
    listed = all(vocabulary.facet(key).group not in SEALED_GROUPS for key in keys)
    many = len(title.tags) + len(title.genres) >= TOLD_TAGS
    return "broken" if listed and many else "unknown"
