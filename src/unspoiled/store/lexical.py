"""Search by words: BM25 over the passages, in tantivy.

English words are stemmed, everything is in lower case and without accents. Scripts
that are written without spaces (or, like Korean, with particles glued on) are also
taken apart into pairs of characters, so that a word inside another is found. Whole
texts are a field of their own: how rare a word is and how long a text is are counted
among their like.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import tantivy
from numpy.typing import NDArray

from .database import Database, translate_os
from .passages import Level, Told, count_since, removed_since, texts_since
from .protocol import Progress
from .records import PASSAGE_KINDS, WHOLE
from .snapshots import Snapshot, Snapshots

Scored = list[tuple[int, float]]

MAX_TERMS: Final = 128
"""Words of a query that are looked for; of more, the rarest."""
MAX_QUERY: Final = 20_000
"""Characters of a query that are read."""
FEW_TITLES: Final = 2_000
"""Up to so many titles may go into the query; of more, hits are sifted afterwards."""
FEW_TERMS: Final = 250
"""Up to so many titles go there one by one, which is quicker than as a set."""
DEEP: Final = 20
"""With fewer passages for each title allowed, sifting finds enough near the top."""
FARTHEST: Final = 8
"""Where so many times the hits looked at would be needed, titles are named after all."""
MAX_WASTE: Final = 0.5
"""With a greater share of removed passages the index is made anew."""
REMOVED_AT_ONCE: Final = 10_000
_HEAP: Final = 64_000_000
_LONGEST_WORD: Final = 60
_OCCUR = tantivy.Occur
_QUERY = tantivy.Query


class LexicalIndex:
    """The words of the passages of one library."""

    def __init__(self, snapshots: Snapshots) -> None:
        self.snapshots = snapshots
        self.level: Level | None = None
        self._index: tantivy.Index | None = None
        self._stamp: tuple[int, int] | None = None
        self._kept = False
        self._kinds: dict[int, int] = {}
        """How many passages are of each kind that there is."""
        self._analyzer = _words_analyzer()

    # --- keeping up ----------------------------------------------------------------

    def refresh(self) -> bool:
        """Open what is current; whether there is anything to search in."""
        stamp = self.snapshots.stamp()
        if stamp in (None, self._stamp):
            return self._index is not None
        for _ in range(3):  # a snapshot may be swept away between pointer and files
            stamp = self.snapshots.stamp()
            snapshot = self.snapshots.current()
            if snapshot is not None and self._open(self.snapshots.path(snapshot)):
                self.level, self._kept = snapshot.level, True
                break
        self._stamp = stamp  # also of an unsound one: not to look again in vain
        return self._index is not None

    def is_level(self, level: Level) -> bool:
        """Whether what is kept on the disk is level with the library."""
        kept = self._kept and self.snapshots.stamp() == self._stamp
        return kept and self.level == level

    def update(self, db: Database, level: Level, progress: Progress | None) -> None:
        """Write the next snapshot, level with `level`."""
        base = self._base()
        removed = removed_since(db, base.level.removal, level) if base else []
        docs = base.detail["docs"] if base else 0
        waste = len(removed) + (base.detail["waste"] if base else 0)
        if base and waste > MAX_WASTE * docs:
            base, removed, docs, waste = None, [], 0, 0
        with self.snapshots.fresh(base) as folder:
            try:
                index = _make(folder, is_new=base is None)
                since = base.level.passage if base else 0
                docs += _write(index, db, since, removed, level, progress)
            except ValueError as error:
                own = translate_os(error, self.snapshots.folder.parent)
                raise own or error from error
            detail = {"docs": docs, "waste": waste}
            self.snapshots.publish(folder, level, detail, base)
        self._index, self._stamp = None, None
        self.refresh()

    def build_in_memory(self, db: Database, level: Level) -> None:
        """An index for this process alone, where none can be written."""
        index = tantivy.Index(_SCHEMA)
        index.register_tokenizer("words", _words_analyzer())
        _write(index, db, 0, [], level, None)
        index.reload()
        self._index, self.level, self._kept = index, level, False
        self._kinds = _count_kinds(index)

    def _base(self) -> Snapshot | None:
        """The current snapshot, if the next one can start from it."""
        base = self.snapshots.current()
        if base is None or not self._open(self.snapshots.path(base)):
            return None
        return base

    def _open(self, folder: Path) -> bool:
        try:
            self._index = _open_anywhere(folder)
        except (ValueError, OSError):
            self._index = None
            return False
        self._kinds = _count_kinds(self._index)
        return True

    # --- search --------------------------------------------------------------------

    def search(
        self,
        words: str,
        k: int,
        kinds: Collection[int],
        titles: NDArray[np.int64] | None,
    ) -> Scored:
        """The ids of the k best passages, best first, of `titles` where given."""
        if k < 1 or (asked := self._ask(words, kinds)) is None:
            return []
        searcher, query = asked
        if titles is None:
            return _top(searcher, query, k)
        if _few(titles, searcher):
            return _top(searcher, _of_titles(query, titles), k)
        return _sifted(searcher, query, k, titles)

    def told(
        self,
        words: str,
        k: int,
        kinds: Collection[int],
        titles: NDArray[np.int64] | None,
    ) -> Told:
        """The k best passages, best first, of `titles` where given; ties by rank in
        the index, which is that of their ids."""
        if k < 1 or (asked := self._ask(words, kinds)) is None:
            return Told.nothing()
        searcher, query = asked
        if titles is not None and _few(titles, searcher):
            query, titles = _of_titles(query, titles), None
        return _told(searcher, query, k, titles)

    def _ask(self, words: str, kinds: Collection[int]) -> tuple[Any, Any] | None:
        """A searcher and the query for words among passages of these kinds; None where
        there can be no hit."""
        if self._index is None or self._kinds.keys().isdisjoint(kinds):
            return None
        searcher = self._index.searcher()
        query = self._query(searcher, words, kinds)
        if query is None:
            return None
        return searcher, _of_kinds(query, kinds, self._beside(kinds))

    def _beside(self, kinds: Collection[int]) -> Mapping[int, int]:
        """The kinds in the field that is searched, with how many passages each has."""
        whole = set(kinds) == {WHOLE}
        return {k: n for k, n in self._kinds.items() if (k == WHOLE) == whole}

    def _query(self, searcher: Any, words: str, kinds: Collection[int]) -> Any:
        """Any of the words, in the fields of those kinds; None where there are none."""
        words = words[:MAX_QUERY]
        field = "whole" if set(kinds) == {WHOLE} else "text"
        terms = Counter((field, t) for t in self._analyzer.analyze(words))
        if field == "text":
            terms += Counter(("pairs", pair) for pair in _pairs(words, lone=False))
        if len(terms) > MAX_TERMS:
            common = {term: searcher.doc_freq(*term) for term in terms}
            kept = sorted((t for t in terms if common[t]), key=lambda t: (common[t], t))
            terms = Counter({term: terms[term] for term in kept[:MAX_TERMS]})
        clauses = [
            (_OCCUR.Should, _weighed(_QUERY.term_query(_SCHEMA, *term, "freq"), count))
            for term, count in terms.items()
        ]
        return _QUERY.boolean_query(clauses) if clauses else None


def _weighed(query: Any, count: int) -> Any:
    return query if count == 1 else _QUERY.boost_query(query, float(count))


def _few(titles: NDArray[np.int64], searcher: Any) -> bool:
    """Whether titles are better named in the query than sifted out of its hits."""
    many = len(titles)
    return many <= FEW_TITLES and (many <= FEW_TERMS or searcher.num_docs > DEEP * many)


def _of_titles(query: Any, titles: NDArray[np.int64]) -> Any:
    """Only passages of these titles, which does not change the score."""
    numbers = titles.tolist()
    if len(numbers) > FEW_TERMS:
        return _only(query, _QUERY.term_set_query(_SCHEMA, "title", numbers))
    return _only(query, _any_of("title", numbers))


def _only(query: Any, condition: Any) -> Any:
    weightless = _QUERY.const_score_query(condition, 0.0)
    return _QUERY.boolean_query([(_OCCUR.Must, query), (_OCCUR.Must, weightless)])


def _any_of(field: str, values: Collection[int]) -> Any:
    terms = [_QUERY.term_query(_SCHEMA, field, value) for value in values]
    return _QUERY.boolean_query([(_OCCUR.Should, term) for term in terms])


def _of_kinds(query: Any, kinds: Collection[int], counts: Mapping[int, int]) -> Any:
    """Only passages of these kinds, which does not change the score.

    Whichever are fewer are named, those to keep or those to leave out: tantivy passes
    over a few passages without scoring the rest anew.
    """
    others = [kind for kind in counts if kind not in kinds]
    if not others:
        return query
    out = sum(counts[kind] for kind in others)
    if 2 * out < sum(counts.values()):
        terms = [_QUERY.term_query(_SCHEMA, "kind", kind) for kind in others]
        left_out = [(_OCCUR.MustNot, term) for term in terms]
        return _QUERY.boolean_query([(_OCCUR.Must, query), *left_out])
    return _only(query, _any_of("kind", kinds))


def _top(searcher: Any, query: Any, k: int) -> Scored:
    hits = searcher.search(query, limit=k, count=False).hits
    ids = searcher.fast_field_values("id", [address for _, address in hits])
    return _in_order(zip(ids, (score for score, _ in hits), strict=True))


def _sifted(searcher: Any, query: Any, k: int, titles: NDArray[np.int64]) -> Scored:
    """Look further and further down until k hits are of the titles."""
    limit = 2 * k
    while True:
        hits = searcher.search(query, limit=limit, count=False).hits
        addresses = [address for _, address in hits]
        of = np.array(searcher.fast_field_values("title", addresses), np.int64)
        places = np.flatnonzero(np.isin(of, titles))[:k].tolist()
        if len(places) == k or len(hits) < limit:
            ids = searcher.fast_field_values("id", [addresses[p] for p in places])
            scores = (hits[p][0] for p in places)
            return _in_order(zip(ids, scores, strict=True))
        limit *= 4


def _told(searcher: Any, query: Any, k: int, titles: NDArray[np.int64] | None) -> Told:
    allowed = None if titles is None else _table(titles)
    limit = k if allowed is None else 2 * k
    while True:
        hits = searcher.search(query, limit=limit, count=False).hits
        addresses = [address for _, address in hits]
        of = np.array(searcher.fast_field_values("title", addresses), np.int64)
        fits = np.arange(len(of)) if allowed is None else _among(of, allowed)
        if len(fits) >= k or len(hits) < limit:
            fits = fits[:k]
            kinds = searcher.fast_field_values("kind", [addresses[n] for n in fits])
            scores = np.array([hits[n][0] for n in fits], np.float32)
            return Told(of[fits], np.array(kinds, np.int8), scores)
        # as far down as the share of hits that fit so far says, and somewhat further
        needed = int(1.25 * k * len(hits) / max(1, len(fits)))
        if titles is not None and needed > FARTHEST * limit:
            return _told(searcher, _of_titles(query, titles), k, None)
        limit = max(2 * limit, needed)


def _table(titles: NDArray[np.int64]) -> NDArray[np.bool_]:
    table = np.zeros(int(titles.max(initial=0)) + 1, np.bool_)
    table[titles] = True
    return table


def _among(of: NDArray[np.int64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    inside = of < len(allowed)
    return np.flatnonzero(inside & allowed[np.where(inside, of, 0)])


def _in_order(scored: Any) -> Scored:
    return sorted(
        ((int(number), float(score)) for number, score in scored),
        key=lambda hit: (-hit[1], hit[0]),
    )


# --- tantivy ----------------------------------------------------------------------


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "title", "kind"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("text", "whole"):
        builder.add_text_field(name, tokenizer_name="words", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _words_analyzer() -> Any:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


_SCHEMA: Final = _schema()


def _make(folder: Path, *, is_new: bool) -> Any:
    index = (
        tantivy.Index(_SCHEMA, path=str(folder))
        if is_new
        else tantivy.Index.open(str(folder))
    )
    index.register_tokenizer("words", _words_analyzer())
    return index


def _open_anywhere(folder: Path) -> Any:
    """Open to read; tantivy makes a lock file, for which links elsewhere do as well."""
    if os.access(folder, os.W_OK):
        try:
            return _ready(tantivy.Index.open(str(folder)))
        except ValueError:
            pass
    with tempfile.TemporaryDirectory(prefix="unspoiled-") as links:
        for file in folder.iterdir():
            if not file.name.startswith(".tantivy-"):
                (Path(links) / file.name).symlink_to(file.absolute())
        # the files stay mapped when the links go
        return _ready(tantivy.Index.open(links))


def _ready(index: Any) -> Any:
    index.register_tokenizer("words", _words_analyzer())
    index.searcher().num_docs  # noqa: B018  what cannot be read fails here
    return index


def _count_kinds(index: Any) -> dict[int, int]:
    """How many passages are of each kind that there is."""
    searcher = index.searcher()
    counts = {
        kind: searcher.doc_freq("kind", kind) for kind in range(len(PASSAGE_KINDS))
    }
    return {kind: count for kind, count in counts.items() if count}


def _write(
    index: Any,
    db: Database,
    since: int,
    removed: Sequence[int],
    level: Level,
    progress: Progress | None,
) -> int:
    """Take out what is gone, take in what is new, and commit; how many came in."""
    total, done = count_since(db, since, level), 0
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for start in range(0, len(removed), REMOVED_AT_ONCE):
        # by query: what is asked for by term is of another type, and nothing would go
        some = list(removed[start : start + REMOVED_AT_ONCE])
        writer.delete_documents_by_query(_QUERY.term_set_query(_SCHEMA, "id", some))
    for rows in texts_since(db, since, level):
        for number, title, kind, text in rows:
            document = tantivy.Document()
            document.add_unsigned("id", number)
            document.add_unsigned("title", title)
            document.add_unsigned("kind", kind)
            document.add_text("whole" if kind == WHOLE else "text", text)
            if kind != WHOLE and (pairs := " ".join(_pairs(text, lone=True))):
                document.add_text("pairs", pairs)
            writer.add_document(document)
        done += len(rows)
        if progress is not None:
            progress(done, max(done, total))
    writer.commit()
    writer.wait_merging_threads()
    return done


# --- scripts without spaces ---------------------------------------------------------

_SPACELESS: Final = (
    (0x3040, 0x30FF),  # Kana
    (0x3400, 0x4DBF),  # Han, rare
    (0x4E00, 0x9FFF),  # Han
    (0xAC00, 0xD7A3),  # Hangul
    (0xF900, 0xFAFF),  # Han, compatibility
)


def _is_spaceless(char: str) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in _SPACELESS)


def _pairs(text: str, *, lone: bool) -> Iterator[str]:
    """Neighbouring characters of such scripts; with `lone`, every one alone as well."""
    if text.isascii():
        return
    before = ""
    length = 0
    for char in (*text, " "):
        if _is_spaceless(char):
            length += 1
            if lone:
                yield char
            if before:
                yield before + char
            before = char
        else:
            if length == 1 and not lone:
                yield before
            before, length = "", 0
