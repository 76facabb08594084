"""A request's words -> what a language model makes of them, where a viewer asks for it.

Any endpoint that speaks the chat completions protocol will do, on this machine or
elsewhere; nothing is sent anywhere unless the viewer names where to. What is sent: the
request's words and the open facets of the packaged vocabulary. Nothing of the library.

What comes back is a stranger's word. It is looked over entry by entry, as if somebody had
written it by hand, and whatever makes no sense is dropped and said. It can add wishes and
comparisons; a hard limit only where our own reader finds the same one in the viewer's
words that it names, plainly said there. It can take no limit away, and it sees nothing of
the sealed facets.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from .config import Refining
from .domain import Like, Limit, Request, Want
from .errors import BadRequest, RefineError
from .gate import HARMLESS
from .names import name_keys
from .request import NameLookup, parse_request, request_from_record
from .understood import check_limit, check_want
from .vocabulary import Vocabulary

Message = Mapping[str, str]
Complete = Callable[[Sequence[Message]], str]
"""Messages of a chat -> what the model says next."""

SECONDS: Final = 20.0
"""How long a model may take in all."""
LARGEST: Final = 1_000_000
"""Bytes of the largest reply that is read."""
MOST: Final = 40
"""Entries of one kind that are taken; more are no reading but a list."""
_SOFT: Final = 0.7
"""The degree of a condition that the viewer's own words do not state."""
_YEARS: Final = (1890, 2100)
_MOST_OF: Final[Mapping[str, float]] = {
    "total": 100_000, "minutes": 2_000, "episodes": 20_000, "year": _YEARS[1],
}  # fmt: skip
_LONGEST: Final = 80
"""Characters of a foreign word that are repeated."""
_LONGEST_TOLD: Final = 240
"""Characters of a sentence about one."""


def refine_request(
    request: Request,
    complete: Complete,
    *,
    vocabulary: Vocabulary,
    names: NameLookup,
    today: date,
) -> Request:
    """The request with what a model reads in its words added, as far as that holds.

    RefineError where there is no answer or none in the form. `assumed` says what was
    taken over and what was dropped, each in a sentence.
    """
    said = complete(messages(request.text, vocabulary))
    understood = _object(said)
    reading = _Reading(request, vocabulary, names, today)
    reading.take(understood)
    return reading.refined()


def messages(words: str, vocabulary: Vocabulary) -> list[Message]:
    """What is sent: how to answer, the open facets by group, the viewer's words."""
    groups: dict[str, list[str]] = {}
    for facet in vocabulary.facets:
        if facet.reveals in HARMLESS and not facet.sealed:
            group, _, slug = facet.key.partition(":")
            groups.setdefault(group, []).append(slug)
    facets = "\n".join(f"{group}: {' '.join(slugs)}" for group, slugs in groups.items())
    return [
        {"role": "system", "content": f"{_TASK}\n\nFacets, by group:\n{facets}"},
        {"role": "user", "content": words},
    ]


_TASK: Final = """\
A viewer says which drama or film they would like to watch. Say how you read it, as one \
JSON object and nothing else:
{"limits": [{"fact": ..., "text": ..., "low": ..., "high": ..., "any_of": [...], \
"none_of": [...]}], "wants": [{"facet": ..., "text": ..., "degree": ...}], \
"avoids": [{"facet": ..., "text": ..., "degree": ...}], \
"likes": [{"title": ..., "liked": true, "text": ...}]}
- "text" is always a piece of the viewer's own words, copied exactly.
- limits: only what is stated plainly. fact is one of total, episodes, minutes, year \
(numbers: low and high, both included; total and minutes are in minutes, minutes is the \
length of one episode), country, language, network, person, kind (series, film or \
special), facet (lists: any_of, none_of).
- wants and avoids: what is wished for, or rather not, as "group:slug" of a facet below; \
degree from 0 to 1.
- likes: titles that the viewer names as liked, or with "liked": false as disliked.
Leave out what the viewer does not say. Use no facet that is not listed."""


def _object(said: str) -> Mapping[str, Any]:
    """The JSON object in a reply, bare or within a code fence or some talk."""
    start, end = said.find("{"), said.rfind("}")
    if 0 <= start < end:
        try:
            found = msgspec.json.decode(
                said[start : end + 1].encode("utf-8", "replace")
            )
        except (msgspec.DecodeError, RecursionError):
            found = None
        if isinstance(found, Mapping):
            # some wrap it as `ask --json` does
            inner = found.get("understood", found)
            if isinstance(inner, Mapping) and any(name in inner for name in _KINDS):
                return inner
    raise RefineError("The language model did not answer in the form asked for.")


_KINDS: Final = ("limits", "wants", "avoids", "likes")


@dataclass(slots=True)
class _Reading:
    """What is taken of a model's reading, entry by entry."""

    request: Request
    vocabulary: Vocabulary
    names: NameLookup
    today: date
    wants: list[Want] = field(default_factory=list)
    avoids: list[Want] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    likes: list[Like] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def take(self, understood: Mapping[str, Any]) -> None:
        """Each entry by itself, so that one that makes no sense costs no other."""
        for kind, row in _rows(understood):
            try:
                _TAKE[kind](self, row)
            except BadRequest as problem:
                told = _short(problem, _LONGEST_TOLD)
                self.told.append(f"Dropped from the refined reading: {told}")

    def refined(self) -> Request:
        """The request with what was taken; its own limits and sealed wishes stay."""
        request = self.request
        turned = {want.facet for want in self.wants}
        against = {want.facet for want in self.avoids}
        wants = [w for w in request.wants if not w.facet or w.facet not in against]
        avoids = [w for w in request.avoids if w.facet not in turned]
        added = len(self.wants) + len(self.avoids) + len(self.limits) + len(self.likes)
        told = [
            f"A language model read the request too and added {added or 'nothing'}."
        ]
        return replace(
            request,
            limits=(*request.limits, *self.limits),
            wants=(*wants, *self.wants),
            avoids=(*avoids, *self.avoids),
            likes=(*request.likes, *self.likes),
            assumed=tuple(dict.fromkeys((*request.assumed, *told, *self.told))),
        )

    # --- wishes -----------------------------------------------------------------

    def want(self, row: Mapping[str, Any]) -> None:
        self._soft(row, self.request.wants, self.wants)

    def avoid(self, row: Mapping[str, Any]) -> None:
        self._soft(row, self.request.avoids, self.avoids)

    def _soft(
        self, row: Mapping[str, Any], known: Sequence[Want], taken: list[Want]
    ) -> None:
        facet, degree = row.get("facet"), row.get("degree", 1.0)
        if not isinstance(facet, str) or not self.vocabulary.holds(facet):
            raise BadRequest(f"the vocabulary has no facet “{_short(facet)}”.")
        named = self.vocabulary.facet(facet)
        if named.sealed or named.reveals not in HARMLESS:
            raise BadRequest(f"the facet “{facet}” is not for it to wish for.")
        if not _is_number(degree) or not 0 <= degree <= 1:
            self.told.append(
                f"Dropped from the refined reading: “{_short(degree)}” is no degree "
                f"of {named.name.lower()}."
            )
            degree = 1.0
        want = Want(facet, self._own_words(row, named.name.lower()), float(degree))
        check_want(want, self.vocabulary)
        ruled_out = {key for limit in self.request.limits for key in limit.none_of}
        everywhere = (*self.wants, *self.avoids, *known)
        if facet not in ruled_out and all(facet != one.facet for one in everywhere):
            taken.append(want)

    def _own_words(self, row: Mapping[str, Any], instead: str) -> str:
        """The piece of the viewer's words that an entry names, else a plain name."""
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            return instead
        held = _plain(text) in _plain(self.request.text)
        return " ".join(text.split()) if held else instead

    # --- limits -----------------------------------------------------------------

    def limit(self, row: Mapping[str, Any]) -> None:
        """A condition: a limit where the viewer's words state it, else a wish."""
        limit = _condition(row)
        check_limit(limit, self.vocabulary)
        _check_numbers(limit)
        self._check_open(limit)
        limit = replace(limit, text=self._own_words(row, _in_words(limit)))
        hedged = [want.limit for want in self.request.wants if want.limit is not None]
        heard = [*self.request.limits, *hedged, *self.limits]
        if any(_same(limit, one) for one in heard):
            return
        if any(limit.fact == one.fact for one in (*self.request.limits, *hedged)):
            raise BadRequest(
                f"“{limit.text}” is read otherwise in your own words already."
            )
        if self._stated(limit):
            self.limits.append(limit)
        elif all(want.limit != limit for want in self.wants):
            self.wants.append(Want("", limit.text, _SOFT, limit))
            self.told.append(
                f"“{limit.text}” is taken as a wish and not as a limit, since your "
                "words do not state it plainly."
            )

    def _check_open(self, limit: Limit) -> None:
        if limit.fact != "facet":
            return
        facets = [self.vocabulary.facet(key) for key in (*limit.any_of, *limit.none_of)]
        for facet in facets:
            if facet.sealed or facet.reveals not in HARMLESS:
                raise BadRequest(f"the facet “{facet.key}” is not for it to rule on.")

    def _stated(self, limit: Limit) -> bool:
        """Whether our own reader finds the same in the words named, not hedged there.

        They are read twice: by themselves, and in the sentence they stand in, where a
        "maybe" or a "not" may turn them.
        """
        text = limit.text
        if _plain(text) not in _plain(self.request.text):
            return False
        around = _around(self.request.text, text)
        return all(
            any(_same(limit, one) for one in self._read(words).limits)
            for words in (text, around)
        )

    def _read(self, words: str) -> Request:
        return parse_request(
            words, vocabulary=self.vocabulary, names=self.names, today=self.today
        )

    # --- likes ------------------------------------------------------------------

    def like(self, row: Mapping[str, Any]) -> None:
        name, liked = row.get("title"), row.get("liked", True)
        if not isinstance(name, str) or not name.strip() or len(name) > 300:
            raise BadRequest(f"“{_short(name)}” is no name of a title.")
        found = self.names.known_titles(name_keys(name))
        refs = {ref.id: ref for known in found.values() for ref in known}
        if not refs:
            raise BadRequest(f"the library holds no title “{_short(name)}”.")
        best = max(refs.values(), key=lambda ref: (ref.popularity or 0.0, ref.id))
        known_ids = {like.title_id for like in (*self.request.likes, *self.likes)}
        if best.id not in known_ids and best.id not in self.request.named:
            text = self._own_words(row, best.title)
            self.likes.append(Like(best.id, best.title, text, liked is not False))


_TAKE: Final[Mapping[str, Callable[[_Reading, Mapping[str, Any]], None]]] = {
    "limits": _Reading.limit,
    "wants": _Reading.want,
    "avoids": _Reading.avoid,
    "likes": _Reading.like,
}


def _rows(understood: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind in _KINDS:
        rows = understood.get(kind)
        for row in (rows if isinstance(rows, list) else [])[:MOST]:
            if isinstance(row, Mapping):
                yield kind, row


def _condition(row: Mapping[str, Any]) -> Limit:
    """The limit of an entry, read as one that is written by hand is read."""
    kept = {name: value for name, value in row.items() if value is not None}
    if not isinstance(kept.get("text", ""), str):
        kept.pop("text")
    named = [*_listed(kept.get("any_of")), *_listed(kept.get("none_of"))]
    if len(named) > MOST or any(len(name) > _LONGEST for name in named):
        raise BadRequest("a limit names more than anybody would.")
    return request_from_record({"understood": {"limits": [kept]}}).limits[0]


def _listed(value: Any) -> list[str]:
    return (
        [one for one in value if isinstance(one, str)]
        if isinstance(value, list)
        else []
    )


def _check_numbers(limit: Limit) -> None:
    """BadRequest where a number is none that a title could have."""
    most = _MOST_OF.get(limit.fact)
    if most is None:
        return
    least = _YEARS[0] if limit.fact == "year" else 0
    for end in (limit.low, limit.high):
        if end is not None and not least <= end <= most:
            raise BadRequest(f"{end:g} is no sensible {limit.fact}.")


def _same(one: Limit, other: Limit) -> bool:
    """Whether two limits set the same, whatever words they go by."""
    return replace(
        one, text="", any_of=_folded(one.any_of), none_of=_folded(one.none_of)
    ) == (
        replace(
            other, text="", any_of=_folded(other.any_of), none_of=_folded(other.none_of)
        )
    )


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(_plain(word) for word in words))


def _in_words(limit: Limit) -> str:
    """A condition that the viewer has no words for."""
    ends = [f"{end:g}" for end in (limit.low, limit.high) if end is not None]
    return f"{limit.fact} {' '.join((*ends, *limit.any_of, *limit.none_of))}"[:_LONGEST]


def _around(whole: str, part: str) -> str:
    """The sentence of `whole` in which `part` first stands; `whole` itself if none."""
    at = whole.casefold().find(part.casefold())
    if at < 0 or len(whole.casefold()) != len(whole):
        return whole
    start = max(whole.rfind(mark, 0, at) for mark in ".!?\n") + 1
    ends = [whole.find(mark, at + len(part)) for mark in ".!?\n"]
    end = min((one for one in ends if one >= 0), default=len(whole))
    return whole[start:end]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _short(value: Any, longest: int = _LONGEST) -> str:
    text = " ".join(str(value)[: 10 * longest].split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


# --- over the wire ------------------------------------------------------------------


def ask_model(
    settings: Refining, *, seconds: float = SECONDS, largest: int = LARGEST
) -> Complete:
    """A `complete` that asks the endpoint that the settings name.

    BadRequest where the address is none; RefineError where the HTTP client is not
    installed. A reply is read up to `largest` bytes, and waited for `seconds` in all.
    """
    url = endpoint(settings.url)
    try:
        import httpx2
    except ImportError:
        raise RefineError(
            "To ask a language model takes an HTTP client: "
            "pip install 'unspoiled[refine]'."
        ) from None

    def post(messages: Sequence[Message]) -> bytes:
        deadline = time.monotonic() + seconds
        headers = {"accept-encoding": "identity"}
        if settings.key:
            headers["authorization"] = f"Bearer {settings.key}"
        body = {"messages": messages, "temperature": 0, "stream": False}
        if settings.model:
            body["model"] = settings.model
        # no proxy and no password file of the surroundings: the viewer named one place
        with (
            httpx2.Client(timeout=seconds, trust_env=False) as client,
            client.stream("POST", url, json=body, headers=headers) as reply,
        ):
            if reply.status_code != 200:
                raise RefineError(
                    f"The language model answered with HTTP {reply.status_code}."
                )
            return _bounded(reply.iter_raw(), largest, deadline)

    def complete(messages: Sequence[Message]) -> str:
        try:
            return content(_within(seconds, lambda: post(messages)))
        except httpx2.TimeoutException:
            raise RefineError(_TOO_SLOW.format(seconds)) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            what = type(error).__name__
            raise RefineError(
                f"The language model cannot be reached ({what})."
            ) from None

    return complete


_TOO_SLOW: Final = "The language model did not answer within {:g} s."


def endpoint(url: str) -> str:
    """The address that is posted to: ".../v1" stands for ".../v1/chat/completions"."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise BadRequest(
            f"“{_short(url)}” is no address of a language model; write one such as "
            "http://localhost:8080/v1."
        )
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path or '/v1'}/chat/completions"
    return parts._replace(path=path, fragment="").geturl()


def _bounded(chunks: Iterable[bytes], largest: int, deadline: float) -> bytes:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > largest:
            raise RefineError(f"The language model's reply is over {largest:,} bytes.")
        if time.monotonic() > deadline:
            raise RefineError("The language model did not finish its reply in time.")
    return bytes(held)


def _within(seconds: float, work: Callable[[], bytes]) -> bytes:
    """What `work` gives, unless it takes longer: a server may send a byte now and then."""
    outcome: list[bytes | BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # handed on to whoever waits
            outcome.append(error)

    thread = threading.Thread(target=run, name="refine", daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise RefineError(_TOO_SLOW.format(seconds))
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def content(reply: bytes) -> str:
    """What the model says in a reply of the protocol; RefineError where there is none."""
    try:
        record = msgspec.json.decode(reply)
        said = record["choices"][0]["message"]["content"]
    except (msgspec.DecodeError, RecursionError, LookupError, TypeError):
        said = None
    if not isinstance(said, str) or not said.strip():
        raise RefineError("The language model's reply is none of a chat completion.")
    return said
