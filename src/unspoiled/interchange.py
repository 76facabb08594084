"""Records of the interchange (JSON objects) to values: titles, reviews, past requests,
ratings; titles and reviews also back.

Lenient where no meaning is lost ("8.0", 104.0, a lone string for a list), strict where
a value is not of its kind at all: then InputError names the field. A number that no
title can have becomes unknown, since a wrong fact is worse than none. Keys that the
interchange does not name are kept in `extra` and come back on the way out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from hashlib import blake2b
from typing import Any, Literal, TypeVar, get_args

from .characters import without_surrogates
from .domain import (
    FORMATS,
    CastMember,
    Episode,
    Format,
    Kind,
    PastRequest,
    Rating,
    Review,
    Title,
    Track,
)
from .errors import InputError

Record = Mapping[str, Any]
Part = TypeVar("Part")

YEARS = (1870, 2100)
EPISODES = (1, 5000)
MINUTES = (1, 1000)
MAX_TEXT = 2_000_000
"""Characters of one review; longer is no review."""
MAX_REQUEST = 20_000
"""Characters of a past request that are kept; what comes after adds nothing."""
MAX_NAME = 1_000
MAX_ITEMS = 2_000


RecordKind = Literal["title", "review", "request", "rating"]


def record_kind(record: Record) -> RecordKind:
    """What a record is, by its keys.

    With a `rater` and no text it is a rating; with `answers` a past request, unless it
    names a title; else with a text a review, without one a title.
    """
    if "rater" in record and "text" not in record:
        return "rating"
    if "answers" in record and not {"title", "title_id"} & record.keys():
        return "request"
    return "review" if "text" in record else "title"


def title_from_record(record: Record) -> Title:
    """Read a title; InputError names the field that is not what it should be."""
    name = _word(record, "title")
    if name is None:
        raise InputError('a title needs a "title"')
    return Title(
        id=_word(record, "id") or made_id("t", name, str(record.get("year"))),
        title=name,
        original_title=_word(record, "original_title"),
        aka=_words(record, "aka"),
        year=_whole(record, "year", YEARS),
        kind=_kind(record),
        country=_word(record, "country"),
        language=_word(record, "language"),
        episodes=_whole(record, "episodes", EPISODES),
        minutes=_whole(record, "minutes", MINUTES),
        networks=_words(record, "networks"),
        streaming=_words(record, "streaming"),
        directors=_words(record, "directors"),
        writers=_words(record, "writers"),
        cast=tuple(_each(record, "cast", _cast_member)),
        genres=_words(record, "genres"),
        tags=_words(record, "tags"),
        synopsis=_prose(record, "synopsis"),
        air_start=_word(record, "air_start"),
        air_end=_word(record, "air_end"),
        soundtrack=tuple(_each(record, "soundtrack", _track)),
        episode_list=tuple(_each(record, "episode_list", _episode)),
        popularity=_share(record, "popularity"),
        ids=_ids(record),
        extra=_extra(record, _TITLE_KEYS),
    )


def review_from_record(record: Record) -> Review:
    """Read a review; InputError names the field that is not what it should be."""
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError('"text" of a review must be a string')
    if not text.strip():
        raise InputError('"text" is empty')
    if len(text) > MAX_TEXT:
        raise InputError(f'"text" is longer than {MAX_TEXT:,} characters')
    text = without_surrogates(text)
    covers = record.get("covers")
    through = (
        _whole(covers, "through_episode", (0, EPISODES[1]))
        if isinstance(covers, Mapping)
        else None
    )
    known = {key: _word(record, key) for key in _REVIEW_WORDS}
    return Review(
        id=_word(record, "id") or review_id(known, text),
        text=text,
        year=_whole(record, "year", YEARS),
        format=_format(record),
        spoiler=_flag(record, "spoiler"),
        through_episode=through,
        extra=_extra(record, _REVIEW_KEYS),
        **known,
    )


def review_id(known: Mapping[str, str | None], text: str) -> str:
    """A stable id for a review that has none: the hash of what tells it from others."""
    parts = [known.get(key) or "" for key in ("source", "url", "author", "title")]
    return made_id("r", *parts, text)


def request_from_record(record: Record) -> PastRequest:
    """Read a past request; InputError names the field that is not what it should be."""
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError('"text" of a past request must be a string')
    text = without_surrogates(text)[:MAX_REQUEST].replace("\x00", " ").strip()
    if not text:
        raise InputError('"text" is empty')
    answers = _words(record, "answers")
    if not answers:
        raise InputError('"answers" must hold the id of a title')
    return PastRequest(
        id=_word(record, "id") or made_id("q", text),
        text=text,
        answers=answers,
        extra=_extra(record, _REQUEST_KEYS),
    )


def kept_request(viewer: str, text: str, answers: Sequence[str]) -> PastRequest:
    """A viewer's own request; the same words of the same viewer have the same id."""
    key = made_id("own", viewer, " ".join(text.split()))
    return request_from_record({"id": key, "text": text, "answers": list(answers)})


def rating_from_record(record: Record) -> Rating:
    """Read a rating; InputError names the field that is not what it should be."""
    rater, title_id = _word(record, "rater"), _word(record, "title_id")
    if rater is None:
        raise InputError('a rating needs a "rater"')
    if title_id is None:
        raise InputError('a rating needs a "title_id"')
    rating, scale = _number(record, "rating"), _number(record, "scale")
    scale = 10.0 if scale is None else scale
    if scale <= 0:
        raise InputError('"scale" is the best possible rating and must be above 0')
    if rating is None or not 0 <= rating <= scale:
        raise InputError(f'"rating" must be a number from 0 to {scale:g}')
    return Rating(rater, title_id, rating, scale, _extra(record, _RATING_KEYS))


def title_to_record(title: Title) -> dict[str, Any]:
    """The interchange's object for a title; what is unknown is absent."""
    record = _known_fields(title)
    for key in ("cast", "soundtrack", "episode_list"):
        if key in record:
            record[key] = [_known_fields(part) for part in record[key]]
    return record | dict(title.extra)


def review_to_record(review: Review) -> dict[str, Any]:
    """The interchange's object for a review; what is unknown is absent."""
    record = _known_fields(review)
    if (through := record.pop("through_episode", None)) is not None:
        record["covers"] = {"through_episode": through}
    return record | dict(review.extra)


_REVIEW_WORDS = (
    "title_id", "title", "source", "url", "author", "date",
    "rating", "scale", "language",
)  # fmt: skip
_REQUEST_KEYS = {f.name for f in fields(PastRequest)} - {"extra"}
_RATING_KEYS = {f.name for f in fields(Rating)} - {"extra"}
_TITLE_KEYS = {f.name for f in fields(Title)} - {"extra"}
_REVIEW_KEYS = ({f.name for f in fields(Review)} | {"covers"}) - {
    "extra",
    "through_episode",
}


def _known_fields(value: Any) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name == "extra" or held is None or held == () or held == {}:
            continue
        if isinstance(held, tuple):
            held = list(held)
        elif isinstance(held, Mapping):
            held = dict(held)
        record[field.name] = held
    return record


def merge_titles(held: Title, given: Title) -> Title:
    """What is given goes over what is held; what is not given stays.

    A record that only brings a synopsis takes no fact away. "series" is what a record
    without a kind is read as, so it does not overrule another kind.
    """
    kept = {
        field.name: getattr(held, field.name)
        for field in fields(Title)
        if getattr(given, field.name) in (None, (), {})
    }
    kept["extra"] = {**held.extra, **given.extra}
    kept["ids"] = {**held.ids, **given.ids}
    if given.kind == "series":
        kept["kind"] = held.kind
    return replace(given, **kept)


_FLAGS: dict[str, bool | None] = {
    "true": True, "yes": True, "1": True,
    "false": False, "no": False, "0": False, "": None,
}  # fmt: skip


def made_id(prefix: str, *parts: str) -> str:
    """A stable id for what has none: the hash of the parts that tell it from others."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=9)
    return f"{prefix}-{digest.hexdigest()}"


def _extra(record: Record, named: set[str]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in named}


def _clean(value: str) -> str:
    value = without_surrogates(value)
    return " ".join(value.replace("\x00", " ").split())[:MAX_NAME]


def _word(record: Record, key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f'"{key}" must be a string')
    return _clean(str(value)) or None


def _prose(record: Record, key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'"{key}" must be a string')
    return without_surrogates(value.strip()[:MAX_TEXT]) or None


def _words(record: Record, key: str) -> tuple[str, ...]:
    value = record.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        raise InputError(f'"{key}" must be a list of strings')
    if not all(isinstance(part, str) for part in value):
        raise InputError(f'"{key}" must hold strings only')
    cleaned = (_clean(part) for part in value[:MAX_ITEMS])
    return tuple(dict.fromkeys(part for part in cleaned if part))


def _number(record: Record, key: str) -> float | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f'"{key}" must be a number')
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise InputError(f'"{key}" must be a number') from None
    return number if math.isfinite(number) else None


def _whole(record: Record, key: str, span: tuple[int, int]) -> int | None:
    number = _number(record, key)
    if number is None or not span[0] <= number <= span[1]:
        return None
    return round(number)


def _share(record: Record, key: str) -> float | None:
    number = _number(record, key)
    return None if number is None else min(1.0, max(0.0, number))


def _flag(record: Record, key: str) -> bool | None:
    value = record.get(key)
    if value is None or isinstance(value, bool):
        return value
    try:
        return _FLAGS[str(value).strip().casefold()]
    except KeyError:
        raise InputError(f'"{key}" must be true, false or null') from None


def _kind(record: Record) -> Kind:
    value: Any = record.get("kind") or "series"
    if value not in get_args(Kind):
        raise InputError('"kind" must be "series", "film" or "special"')
    kind: Kind = value
    return kind


def _format(record: Record) -> Format:
    value: Any = record.get("format") or "text"
    if value not in FORMATS:
        raise InputError(f'"format" must be one of {", ".join(FORMATS)}')
    format: Format = value
    return format


def _ids(record: Record) -> dict[str, str]:
    value = record.get("ids")
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InputError('"ids" must be an object')
    return {str(k): _clean(str(v)) for k, v in value.items() if v not in (None, "")}


def _each(
    record: Record, key: str, read: Callable[[Record], Part | None]
) -> list[Part]:
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise InputError(f'"{key}" must be a list of objects')
    parts = []
    for part in value[:MAX_ITEMS]:
        if not isinstance(part, Mapping):
            raise InputError(f'"{key}" must hold objects only')
        if (made := read(part)) is not None:
            parts.append(made)
    return parts


def _cast_member(part: Record) -> CastMember | None:
    actor = _word(part, "actor")
    if actor is None:
        return None
    return CastMember(actor, _word(part, "character"), _word(part, "role"))


def _track(part: Record) -> Track | None:
    track = _word(part, "track")
    if track is None:
        return None
    return Track(track, _word(part, "artist"), _word(part, "released"))


def _episode(part: Record) -> Episode | None:
    number = _whole(part, "number", (0, EPISODES[1]))
    if number is None:
        return None
    season = _whole(part, "season", (0, 9999))  # some are counted in years
    return Episode(
        season=1 if season is None else season,  # 0 is that of the specials
        number=number,
        name=_word(part, "name"),
        summary=_prose(part, "summary"),
        airdate=_word(part, "airdate"),
    )
