"""A review in a page: the whole page is its text, its metadata say whose and of what.

Offsets are into the page as read, so the markup stays; `text` knows which of it is
prose. schema.org's Review counts as the page's own word on the title; its <title> is
a hint, since headlines say more than a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import regex

from .decoding import read_text
from .prose import complete
from .records import Place, ReviewDefaults, SourceRecord

MAX_SCRIPT: Final = 256 * 1024
MAX_OBJECTS: Final = 500
MAX_DEPTH: Final = 6

_YEAR = regex.compile(r"(1[89]\d\d|20\d\d)(?!\d)")
_SITE = regex.compile(r"\s++[|–—•·-]\s++")
_REVIEW_WORD = regex.compile(r"(?i)^review\s*+[:-]\s*+|\s++review\s*+$")
_METAS: Final = {
    "author": "author", "article:author": "author", "article:published_time": "date",
    "date": "date", "og:url": "url",
}  # fmt: skip


def read_html(path: Path, defaults: ReviewDefaults) -> Iterator[SourceRecord]:
    """The one review that a page holds."""
    text = read_text(path)
    place = Place(path, None, 1.0)
    record, hint, has_words = page_facts(text)
    if not has_words:
        yield place.problem("this page has no text", advice="save the page with it")
        return
    record |= {"format": "html", "text": text}
    yield place.review(complete(record, path, defaults, hint))


def page_facts(page: str) -> tuple[dict[str, Any], str | None, bool]:
    """What a page says of its review, a hint at the title, and whether it has words."""
    from selectolax.lexbor import LexborHTMLParser  # only where there is a page

    tree = LexborHTMLParser(page)
    said: dict[str, Any] = {}
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        source = script.text()
        if len(source) <= MAX_SCRIPT:
            said = _linked_review(source) or said
    metas: dict[str, str] = {}
    hint = None
    for meta in tree.css("meta")[:300]:
        name = (
            meta.attributes.get("property") or meta.attributes.get("name") or ""
        ).lower()
        content = (meta.attributes.get("content") or "").strip()
        if name in _METAS and content:
            metas.setdefault(_METAS[name], content)
        elif name == "og:title":
            hint = hint or content
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is not None and canonical.attributes.get("href"):
        metas["url"] = str(canonical.attributes["href"])
    heading = tree.css_first("title")
    hint = hint or (heading.text().strip() if heading is not None else None)
    root = tree.css_first("html")
    if root is not None and root.attributes.get("lang"):
        metas["language"] = str(root.attributes["lang"]).partition("-")[0]
    body = tree.body
    has_words = body is not None and bool(body.text(separator=" ").strip())
    return _tidy(metas | said), _title_of(hint), has_words


def _tidy(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without empty facts, addresses that lead nowhere and names that are links."""
    kept = {key: value for key, value in facts.items() if value not in (None, "")}
    if not str(kept.get("url", "http")).startswith("http"):
        del kept["url"]
    if str(kept.get("author", "")).startswith("http"):
        del kept["author"]
    if "date" in kept:
        kept["date"] = str(kept["date"])[:10]
    return kept


def _title_of(headline: str | None) -> str | None:
    """ "Review: Soundtrack #1 | A Site" -> "Soundtrack #1"."""
    if not headline:
        return None
    name = " ".join(_SITE.split(headline[:300])[0].split())
    return _REVIEW_WORD.sub("", name).strip() or None


# --- schema.org -------------------------------------------------------------------


def _linked_review(source: str) -> dict[str, Any]:
    """The facts of the first Review in a JSON-LD script; none where it is no JSON."""
    try:
        data = msgspec.json.decode(source.encode("utf-8", "replace"))
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return {}
    for found in _objects(data):
        if "Review" in _types(found):
            return _review_facts(found)
    return {}


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects inside, level by level, as many and as deep as pages really have."""
    level: list[Any] = [data]
    seen = 0
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for one in level:
            seen += 1
            if seen > MAX_OBJECTS:
                return
            if isinstance(one, Mapping):
                yield one
                below += one.values()
            elif isinstance(one, list):
                below += one
        level = [one for one in below if isinstance(one, Mapping | list)]


def _types(found: Mapping[str, Any]) -> list[str]:
    types = found.get("@type")
    return [str(t) for t in types] if isinstance(types, list) else [str(types)]


def _review_facts(found: Mapping[str, Any]) -> dict[str, Any]:
    item = _object(found.get("itemReviewed"))
    rating = _object(found.get("reviewRating"))
    year = None
    for key in ("startDate", "datePublished", "dateCreated"):
        dated = _YEAR.match(str(item.get(key) or ""))
        year = year or (dated[1] if dated else None)
    facts = {
        "title": _text(item.get("name")),
        "year": year,
        "author": _text(
            _object(found.get("author")).get("name") or found.get("author")
        ),
        "date": _text(found.get("datePublished")),
        "url": _text(found.get("url")),
        "rating": _text(rating.get("ratingValue")),
        "scale": _text(rating.get("bestRating")),
        "language": _text(found.get("inLanguage")),
    }
    return {key: value for key, value in facts.items() if value}


def _object(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str | None:
    return str(value).strip() if isinstance(value, str | int | float) else None
