"""An understood request that somebody corrected, by hand or by program, looked over.

`ask --json` prints what it understood; the same object, changed or not, can be asked
instead of words. What makes no sense is refused in one sentence that names it: a request
that is half understood would be answered wrongly without a word.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

import msgspec

from .domain import Kind, Limit, Request, Want
from .errors import BadRequest
from .request import LONGEST_REQUEST, request_from_record, request_to_record
from .vocabulary import Vocabulary

LARGEST: Final = 32_000_000
"""Bytes of the largest file that is read; a whole answer of 1,000 picks fits."""
_KINDS: Final = frozenset(get_args(Kind))
_NUMBERS: Final = frozenset({"total", "episodes", "minutes", "year"})


def read_understood(raw: bytes) -> Request:
    """The request in what `ask --json` printed, or in its request and understood parts.

    BadRequest says what is wrong with it. The words it names are not looked up here.
    """
    if len(raw) > LARGEST:
        raise BadRequest(f"An understood request of {len(raw):,} bytes is too large.")
    try:
        record = msgspec.json.decode(raw.removeprefix(codecs.BOM_UTF8))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadRequest(
            f"This is no JSON ({error}); give what `ask --json` prints."
        ) from error
    if not isinstance(record, Mapping) or "understood" not in record:
        raise BadRequest(
            "This is no understood request: give the object that `ask --json` prints, "
            "or its “request” and “understood” parts."
        )
    _check_lists(record["understood"])
    return request_from_record(record)


def _check_lists(understood: Any) -> None:
    """Names that no understood request has are slips, and would be lost in silence."""
    if not isinstance(understood, Mapping):
        raise BadRequest("“understood” must be an object.")
    for name in understood:
        if name not in _PARTS:
            parts = ", ".join(sorted(_PARTS))
            raise BadRequest(f"“understood” has no part “{name}”; it has {parts}.")


_PARTS: Final = frozenset(request_to_record(Request(""))["understood"])


def check_request(request: Request, vocabulary: Vocabulary) -> None:
    """BadRequest names the first thing in a request made by hand that makes no sense."""
    if len(request.text) + len(request.free_text) > 2 * LONGEST_REQUEST:
        raise BadRequest(
            f"The words of a request may have {LONGEST_REQUEST:,} characters."
        )
    for want in (*request.wants, *request.avoids):
        check_want(want, vocabulary)
    for want in request.sealed:
        check_want(want, vocabulary)
        if not want.facet and want.limit is None:
            raise BadRequest(f"The sealed wish “{want.text}” names no facet.")
        if want.limit is not None and want.limit.fact != "facet":
            raise BadRequest(f"The sealed wish “{want.text}” must be about a facet.")
    for limit in request.limits:
        check_limit(limit, vocabulary)


def check_want(want: Want, vocabulary: Vocabulary) -> None:
    """BadRequest where a want's facet, degree or limit makes no sense."""
    if want.facet:
        _check_facets([want.facet], vocabulary)
    if not 0 <= want.degree <= 1:
        raise BadRequest(
            f"The degree of “{want.text}” goes from 0 to 1, not {want.degree:g}."
        )
    if want.limit is not None:
        check_limit(want.limit, vocabulary)


def check_limit(limit: Limit, vocabulary: Vocabulary) -> None:
    """BadRequest where a limit sets nothing, or what no title can be."""
    named = (*limit.any_of, *limit.none_of)
    if limit.fact == "facet":
        _check_facets(named, vocabulary)
    if limit.fact == "kind" and not _KINDS.issuperset(named):
        raise BadRequest(f"A kind is series, film or special, not “{named[0]}”.")
    if limit.fact == "finished":
        return
    bounds = [end for end in (limit.low, limit.high) if end is not None]
    if limit.fact in _NUMBERS:
        if not bounds:
            raise BadRequest(f"The limit “{limit.text}” has neither low nor high.")
        if bounds != sorted(bounds):
            raise BadRequest(
                f"The limit “{limit.text}” goes from {bounds[0]:g} down to {bounds[1]:g}."
            )
    elif not named:
        raise BadRequest(f"The limit “{limit.text}” has neither any_of nor none_of.")


def _check_facets(keys: Iterable[str], vocabulary: Vocabulary) -> None:
    for key in keys:
        if not vocabulary.holds(key):
            raise BadRequest(f"The vocabulary has no facet “{key}”.")
