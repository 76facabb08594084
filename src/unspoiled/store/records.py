"""Values to what is kept of them, and back: records, hashes, vectors.

A record is a JSON object with the fields of the value that say something, so that what
comes back is what went in, exactly. Hashes are of content alone: the same content, the same hash,
in every process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, Final

import msgspec
import numpy as np

from ..domain import NOTHING_TOLD, PassageKind, Reading, Review, Title, Told
from .protocol import Vectors

PASSAGE_KINDS: Final[tuple[PassageKind, ...]] = (
    "card", "prose", "sentence", "request", "whole",
)  # fmt: skip
"""A passage keeps its kind's place here: new kinds come at the end."""
SENTENCE: Final = PASSAGE_KINDS.index("sentence")
REQUEST: Final = PASSAGE_KINDS.index("request")
WHOLE: Final = PASSAGE_KINDS.index("whole")

_PARTS: Final = frozenset({"cast", "soundtrack", "episode_list"})
"""Fields of a title that are lists of parts with fields of their own."""
_NOTHING: Final[tuple[Any, ...]] = (None, (), [], {})

_title: Final = msgspec.json.Decoder(Title)
_review: Final = msgspec.json.Decoder(Review)


def title_record(title: Title) -> bytes:
    """A title as it is kept."""
    return encode(_known(msgspec.to_builtins(title, enc_hook=_plain)))


def read_title(record: bytes) -> Title:
    return _title.decode(record)


def review_record(review: Review) -> bytes:
    """A review as it is kept, without its text, which is kept beside it."""
    record = _known(msgspec.to_builtins(review, enc_hook=_plain))
    return encode(record | {"text": ""})


def read_review(record: bytes, text: str) -> Review:
    return replace(_review.decode(record), text=text)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something; what they hold under `extra` is left as it is."""
    kept = {name: value for name, value in fields.items() if value not in _NOTHING}
    for name in _PARTS & kept.keys():
        kept[name] = [_known(part) for part in kept[name]]
    return kept


def encode(value: Any) -> bytes:
    """JSON, the same bytes for the same value."""
    return msgspec.json.encode(value, enc_hook=_plain, order="deterministic")


def wanted(values: Iterable[Any]) -> str:
    """Values to look up, for `json_each`; what is no Unicode is held nowhere."""
    listed = list(values)
    try:
        return encode(listed).decode()
    except UnicodeEncodeError:
        return encode([v for v in listed if sound(v) == v]).decode()


def sound(text: str) -> str:
    """The text with what is no Unicode replaced."""
    return text.encode("utf-8", "replace").decode()


def decode(data: bytes | str) -> Any:
    return msgspec.json.decode(data)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} is not a value of a record")


def digest(*parts: bytes | str) -> bytes:
    """The hash of some content."""
    held = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        held.update(len(data).to_bytes(8, "big"))
        held.update(data)
    return held.digest()


def text_hash(text: str) -> int:
    """Under which a text's vector is kept: 64 bits, signed, as a column holds them."""
    data = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(data, "big", signed=True)


def passage_hash(kind: PassageKind, text: str) -> int:
    """Under which a passage's vector is kept.

    An encoder may read a request otherwise than what is told of a title, so that the
    same words as the one and as the other have two vectors. That of a whole text is the
    middle of those of its parts.
    """
    apart = kind in ("request", "whole")
    return text_hash(f"\x1e{kind}\x1e{text}" if apart else text)


def pack_vectors(vectors: Vectors) -> list[bytes]:
    """Rows to half precision, which is finer than what encoders agree on."""
    return [row.tobytes() for row in np.asarray(vectors, dtype="<f2")]


def unpack_vectors(blobs: list[bytes], dim: int) -> Vectors:
    """Rows of half precision to an array of shape (n, dim)."""
    flat = np.frombuffer(b"".join(blobs), dtype="<f2")
    return flat.reshape(len(blobs), dim).astype(np.float32)


def told_row(told: Told) -> bytes | None:
    """What a sentence tells as it is kept; nothing is kept of nothing."""
    if told == NOTHING_TOLD:
        return None
    readings, hinted = (
        [
            [one.facet, one.polarity, one.strength, one.start, one.end, one.probability]
            for one in some
        ]
        for some in (told.readings, told.hinted)
    )
    return msgspec.msgpack.encode(
        [readings, told.opinion, told.suits, told.cautions, hinted]
    )


def read_told(row: bytes | None) -> Told:
    """What `told_row` kept."""
    if row is None:
        return NOTHING_TOLD
    readings, opinion, suits, cautions, hinted = msgspec.msgpack.decode(row)
    return Told(
        tuple(Reading(*one) for one in readings),
        opinion,
        suits,
        cautions,
        tuple(Reading(*one) for one in hinted),
    )
