"""A request as the record that `ask --json` prints, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast, get_args

from ..domain import CreditRole, Fact, Like, Limit, Request, Want
from ..errors import BadRequest

_FACTS: Final = frozenset(get_args(Fact))
_ROLES: Final = frozenset(get_args(CreditRole))
_MOST: Final = 500
"""Entries of one list that a record may have."""


def request_to_record(request: Request) -> dict[str, Any]:
    """`{"request": ..., "understood": {...}}`; what is empty in an entry is left out."""
    return {
        "request": request.text,
        "understood": {
            "limits": [_limit_to_record(limit) for limit in request.limits],
            "wants": [_want_to_record(want) for want in request.wants],
            "avoids": [_want_to_record(want) for want in request.avoids],
            "likes": [_like_to_record(like) for like in request.likes],
            "sealed": [_want_to_record(want) for want in request.sealed],
            "assumed": list(request.assumed),
            "named": list(request.named),
            "free_text": request.free_text,
            **({"clues": list(request.clues)} if request.clues else {}),
        },
    }


def request_from_record(record: Mapping[str, Any]) -> Request:
    """The request that a record tells of; BadRequest where it makes no sense."""
    understood = record.get("understood", {})
    if not isinstance(understood, Mapping):
        raise BadRequest("“understood” must be an object.")
    rows = {name: _rows(understood, name) for name in _LISTS}
    return Request(
        text=_text(record, "request"),
        limits=tuple(_limit(row) for row in rows["limits"]),
        wants=tuple(_want(row) for row in rows["wants"]),
        avoids=tuple(_want(row) for row in rows["avoids"]),
        likes=tuple(_like(row) for row in rows["likes"]),
        sealed=tuple(_want(row) for row in rows["sealed"]),
        assumed=_strings(understood, "assumed"),
        named=_strings(understood, "named"),
        free_text=_text(understood, "free_text"),
        clues=_strings(understood, "clues"),
    )


_LISTS: Final = ("limits", "wants", "avoids", "likes", "sealed")


def _limit_to_record(limit: Limit) -> dict[str, Any]:
    record: dict[str, Any] = {"fact": limit.fact, "text": limit.text}
    if limit.low is not None:
        record["low"] = limit.low
    if limit.high is not None:
        record["high"] = limit.high
    if limit.any_of:
        record["any_of"] = list(limit.any_of)
    if limit.none_of:
        record["none_of"] = list(limit.none_of)
    if limit.role is not None:
        record["role"] = limit.role
    return record


def _want_to_record(want: Want) -> dict[str, Any]:
    record: dict[str, Any] = {
        "facet": want.facet,
        "text": want.text,
        "degree": want.degree,
    }
    if want.limit is not None:
        record["limit"] = _limit_to_record(want.limit)
    return record


def _like_to_record(like: Like) -> dict[str, Any]:
    record: dict[str, Any] = {
        "title_id": like.title_id,
        "title": like.title,
        "text": like.text,
        "liked": like.liked,
    }
    if like.apart_from:
        record["apart_from"] = list(like.apart_from)
    if like.degree < 1.0:
        record["degree"] = like.degree
    return record


def _limit(row: Mapping[str, Any]) -> Limit:
    fact, role = row.get("fact"), row.get("role")
    if not isinstance(fact, str) or fact not in _FACTS:
        raise BadRequest(f"A limit cannot be on “{fact}”.")
    if role is not None and role not in _ROLES:
        raise BadRequest(f"“{role}” is no role of a person.")
    return Limit(
        fact=cast("Fact", fact),
        text=_text(row, "text"),
        low=_number(row, "low"),
        high=_number(row, "high"),
        any_of=_strings(row, "any_of"),
        none_of=_strings(row, "none_of"),
        role=role,
    )


def _want(row: Mapping[str, Any]) -> Want:
    limit = row.get("limit")
    if limit is not None and not isinstance(limit, Mapping):
        raise BadRequest("The limit of a want must be an object.")
    return Want(
        facet=_text(row, "facet"),
        text=_text(row, "text"),
        degree=_degree(row),
        limit=None if limit is None else _limit(limit),
    )


def _like(row: Mapping[str, Any]) -> Like:
    title_id = _text(row, "title_id")
    if not title_id:
        raise BadRequest("A liked title needs its title_id.")
    liked = row.get("liked", True)
    return Like(
        title_id,
        _text(row, "title"),
        _text(row, "text"),
        liked is not False,
        _strings(row, "apart_from"),
        _degree(row),
    )


def _rows(understood: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = understood.get(name, [])
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise BadRequest(f"“{name}” must be a list of at most {_MOST} objects.")
    if not all(isinstance(row, Mapping) for row in rows):
        raise BadRequest(f"“{name}” must hold objects only.")
    return rows


def _strings(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = row.get(name, ())
    if not isinstance(value, (list, tuple)) or len(value) > _MOST:
        raise BadRequest(f"“{name}” must be a list of at most {_MOST} words.")
    if not all(isinstance(word, str) for word in value):
        raise BadRequest(f"“{name}” must hold words only.")
    return tuple(value)


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str):
        raise BadRequest(f"“{name}” must be text.")
    return value


def _degree(row: Mapping[str, Any]) -> float:
    degree = _number(row, "degree")
    return 1.0 if degree is None else min(1.0, max(0.0, degree))


def _number(row: Mapping[str, Any], name: str) -> float | None:
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadRequest(f"“{name}” must be a number.")
    if value != value or value in (float("inf"), float("-inf")):
        raise BadRequest(f"“{name}” must be a number that is finite.")
    return value
