"""Records -> the library: match, read, judge, keep; what is in doubt is set aside.

Work goes in batches, each one transaction, so that a killed process loses at most the
batch it was in and the same command goes on where that stopped: what the library
already holds just so costs a look-up and nothing more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, compress, pairwise
from typing import Any, Literal

from .domain import (
    NOTHING_SEEN,
    CastMember,
    Judged,
    Passage,
    Review,
    Title,
)
from .encoder import Encoder
from .errors import NotFound, UserError
from .gate import clear, reference_of, shows_name, shows_reference
from .harmless import public_words
from .interchange import merge_titles, review_from_record, review_to_record
from .marks import find_marks
from .matching import Doubt, Match, Wanted, decide, name_keys, person_key
from .reveals import judge
from .search import title_passages
from .sentences import split_sentences
from .sources.records import SourceRecord
from .sources.starter import starter_vectors, text_keys
from .store.protocol import (
    Aside,
    Credit,
    Outcome,
    ReviewEntry,
    Store,
    Talk,
    TitleEntry,
    silent,
)
from .storylines import Storylines
from .vocabulary import Vocabulary
from .weights import Bench

TITLES_A_BATCH = 2_000
REVIEWS_A_BATCH = 200
CHARACTERS_A_BATCH = 400_000
LIGHT_A_BATCH = 20_000
"""Records in all, past requests and ratings (which cost little) among them."""
VECTORS_A_BATCH = 4_096
REQUESTS_A_BATCH = 512
"""Past requests encoded at a time; whole texts, which take longer."""
PACKAGED_FROM = 500
"""From so many texts without a vector on, those that came packaged are looked at."""
EMBEDDED_CHARACTERS = 480
"""Of a longer passage the beginning is embedded; words are searched in all of it."""


@dataclass(slots=True)
class AddReport:
    """What came of adding."""

    titles: dict[str, int] = field(default_factory=dict)
    reviews: dict[str, int] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Ids that past requests and ratings name and no title in the library bears."""
    sentences: int = 0
    aside: list[Aside] = field(default_factory=list)
    problems: list[UserError] = field(default_factory=list)
    skipped: int = 0
    """Files of a folder whose ending says that they hold no reviews."""
    settled: int = 0
    """Records set aside earlier that found their title now."""

    def absorb(self, other: AddReport) -> None:
        """Add another report's counts to this one."""
        for mine, theirs in (
            (self.titles, other.titles),
            (self.reviews, other.reviews),
            (self.requests, other.requests),
            (self.ratings, other.ratings),
        ):
            for outcome, number in theirs.items():
                _count(mine, outcome, number)
        self.unknown |= other.unknown
        self.sentences += other.sentences
        self.aside += other.aside
        self.problems += other.problems
        self.skipped += other.skipped
        self.settled += other.settled


def add_records(
    records: Iterable[SourceRecord], store: Store, bench: Bench, talk: Talk = silent
) -> AddReport:
    """Add what was read; one bad record never stops the rest."""
    report = AddReport()
    for batch in _batches(records):
        _add_batch(batch, store, bench, report)
        talk("reading", batch[-1].progress, 1.0)
    if report.titles.get("added") or report.titles.get("changed"):
        retry_asides(store, bench, report)
    drop_known(report, store)
    return report


def drop_known(report: AddReport, store: Store) -> None:
    """Leave of the unknown ids those that are still unknown now that all is in."""
    report.unknown -= store.known_ids(report.unknown)


def judge_again(store: Store, bench: Bench, talk: Talk = silent) -> None:
    """Judge what an earlier judge judged; its thresholds were not made for this one."""
    done = 0
    while stale := store.judged_otherwise(bench.judged_by, REVIEWS_A_BATCH):
        _judge_and_put(stale, store, bench)
        done += len(stale)
        talk("judging again", done, store.counts().reviews)


def embed_missing(store: Store, encoder: Encoder, talk: Talk = silent) -> None:
    """Encode the passages that have no vector yet; can be stopped and resumed."""
    missing = store.missing_passage_vectors(encoder.name)
    if len(missing) >= PACKAGED_FROM:
        missing = _take_packaged(missing, store, encoder.name)
    for start in range(0, len(missing), VECTORS_A_BATCH):
        texts = missing[start : start + VECTORS_A_BATCH]

        def tell(done: int, start: int = start) -> None:
            talk("learning what the titles mean", start + done, len(missing))

        vectors = encoder.encode(
            [text[:EMBEDDED_CHARACTERS] for text in texts], progress=tell
        )
        with store.writing():
            store.put_vectors(encoder.name, texts, vectors)
    _embed_requests(store, encoder, talk)


def _embed_requests(store: Store, encoder: Encoder, talk: Talk) -> None:
    """Encode the past requests that have no vector yet, each text whole."""
    missing = store.missing_passage_vectors(encoder.name, ("request",))
    for start in range(0, len(missing), REQUESTS_A_BATCH):
        texts = missing[start : start + REQUESTS_A_BATCH]
        vectors = encoder.encode_requests(texts)
        with store.writing():
            store.put_vectors(encoder.name, texts, vectors, kind="request")
        talk("learning what was asked before", start + len(texts), len(missing))


def _take_packaged(texts: Sequence[str], store: Store, encoder: str) -> list[str]:
    """Keep the vectors that came with the package; the texts that have none."""
    packaged = starter_vectors(encoder)
    if packaged is None:
        return list(texts)
    keys = text_keys([text[:EMBEDDED_CHARACTERS] for text in texts])
    known, vectors = packaged.of(keys)
    with store.writing():
        store.put_vectors(encoder, list(compress(texts, known)), vectors)
    return list(compress(texts, ~known))


def title_entry(title: Title, vocabulary: Vocabulary) -> TitleEntry:
    """A title with its keys, credits and passages."""
    keys = dict.fromkeys(key for name in title.names for key in name_keys(name))
    return TitleEntry(
        title, tuple(keys), tuple(_credits(title)), title_passages(title, vocabulary)
    )


def read_review(
    review: Review,
    title: Title | None,
    bench: Bench,
    storylines: Storylines | None = None,
) -> ReviewEntry:
    """Split, mark and judge one review that is not kept; what it tells is not read."""
    storylines = storylines or Storylines(bench.encoder)
    sentences = split_sentences(review)
    (states,) = bench.reader.read([[one.display for one in sentences]])
    marks, story = find_marks(review), storylines.of(title)
    judged = judge(review, sentences, marks, title, states, bench.head, story)
    passages = _searchable(judged, title, bench)
    return ReviewEntry(review, marks, judged, passages, bench.judged_by)


def retry_asides(store: Store, bench: Bench, report: AddReport) -> None:
    """Match again what was set aside for want of its title."""
    waiting = [a for a in store.asides() if a.reason == "unknown title"]
    ready: list[Review] = []
    done: list[str] = []
    for aside in waiting:
        review = review_from_record(aside.record)
        found = match_review(review, store)
        if isinstance(found, Match):
            ready.append(replace(review, title_id=found.title_id))
            done.append(aside.key)
    if not ready:
        return
    _put_reviews(ready, store, bench, report)
    with store.writing():
        for key in done:
            store.drop_aside(key)
    report.settled += len(done)
    report.aside = [aside for aside in report.aside if aside.key not in set(done)]


def match_review(review: Review, store: Store) -> Match | Doubt | None:
    """Which title a review is about; None where no title bears its name."""
    earlier = store.review(review.id)
    if earlier is not None and earlier.title_id and earlier.title == review.title:
        if not review.title_id or review.title_id == earlier.title_id:
            return Match(earlier.title_id, "as settled before")
    wanted = Wanted.by(review)
    candidates = store.titles_named(wanted.keys)
    if review.title_id and (by_id := store.title(review.title_id)) is not None:
        candidates.append(by_id)
    candidates += store.titles_with_ids(wanted.foreign) if wanted.foreign else []
    unique = {title.id: title for title in candidates}
    found = decide(wanted, list(unique.values()))
    return found if isinstance(found, Match | Doubt) else None


def _batches(records: Iterable[SourceRecord]) -> Iterator[list[SourceRecord]]:
    """Runs of titles or of reviews, bounded in number and in characters.

    Past requests and ratings go along with either: their order makes no difference.
    """
    batch: list[SourceRecord] = []
    heavy, characters, titles = 0, 0, None
    for record in records:
        light = record.rating is not None or record.request is not None
        other = not light and titles not in (None, record.title is not None)
        full = heavy >= TITLES_A_BATCH or characters >= CHARACTERS_A_BATCH
        if batch and (full or other or len(batch) >= LIGHT_A_BATCH):
            yield batch
            batch, heavy, characters, titles = [], 0, 0, None
        batch.append(record)
        characters += len(record.review.text) if record.review else 0
        if not light:
            heavy, titles = heavy + 1, record.title is not None
    if batch:
        yield batch


def _add_batch(
    batch: Sequence[SourceRecord], store: Store, bench: Bench, report: AddReport
) -> None:
    titles = [record.title for record in batch if record.title is not None]
    if titles:
        _put_titles(titles, store, bench, report)
    _put_history(batch, store, report)
    asides = [_unreadable(r) for r in batch if r.problem is not None and r.apart]
    report.problems += [r.problem for r in batch if r.problem is not None]
    report.skipped += sum(record.skipped for record in batch)
    ready: list[Review] = []
    for record in batch:
        if record.review is not None:
            found = match_review(record.review, store)
            if isinstance(found, Match):
                ready.append(replace(record.review, title_id=found.title_id))
            else:
                asides.append(_unmatched(record, record.review, found, store))
    if asides:
        with store.writing():
            for aside in asides:
                store.set_aside(aside)
        report.aside += asides
    _put_reviews(ready, store, bench, report)


def _put_history(
    batch: Sequence[SourceRecord], store: Store, report: AddReport
) -> None:
    """Keep a batch's past requests and ratings."""
    requests = [r.request for r in batch if r.request is not None]
    ratings = [r.rating for r in batch if r.rating is not None]
    if not requests and not ratings:
        return
    with store.writing():
        asked = store.put_requests(requests)
        rated = store.put_ratings(ratings)
    for counts, outcomes in ((report.requests, asked), (report.ratings, rated)):
        for outcome, number in Counter(outcomes).items():
            _count(counts, outcome, number)
    named = {key for request in requests for key in request.answers}
    named |= {rating.title_id for rating in ratings}
    report.unknown |= named - store.known_ids(named)


def _put_titles(
    titles: Sequence[Title], store: Store, bench: Bench, report: AddReport
) -> None:
    latest = _merged(titles, store.titles([title.id for title in titles]))
    same = store.unchanged_titles(latest)
    fresh = [title for title in latest if title.id not in same]
    _count(report.titles, "same", len(latest) - len(fresh))
    if not fresh:
        return
    with store.writing():
        outcomes = store.put_titles([title_entry(t, bench.vocabulary) for t in fresh])
    for outcome in outcomes:
        _count(report.titles, outcome, 1)
    # a new synopsis or summary proves other sentences safe than the old one did
    changed = [t for t, o in zip(fresh, outcomes, strict=True) if o == "changed"]
    reviews = [review for t in changed for review in store.reviews_of(t.id)]
    _judge_and_put(reviews, store, bench)


def _merged(titles: Sequence[Title], held: Mapping[str, Title]) -> list[Title]:
    """Each title once, what is given later over what was given or held before."""
    latest: dict[str, Title] = {}
    for title in titles:
        before = latest.get(title.id) or held.get(title.id)
        latest[title.id] = title if before is None else merge_titles(before, title)
    return list(latest.values())


def _put_reviews(
    reviews: Sequence[Review], store: Store, bench: Bench, report: AddReport
) -> None:
    latest = list({review.id: review for review in reviews}.values())
    same = store.unchanged_reviews(latest, bench.judged_by)
    fresh = [review for review in latest if review.id not in same]
    _count(report.reviews, "same", len(latest) - len(fresh))
    if not fresh:
        return
    for entry, outcome in _judge_and_put(fresh, store, bench):
        _count(report.reviews, outcome, 1)
        report.sentences += len(entry.judged)


def _judge_and_put(
    reviews: Sequence[Review], store: Store, bench: Bench
) -> list[tuple[ReviewEntry, Outcome]]:
    """Read and judge reviews whose titles are known, and keep them."""
    if not reviews:
        return []
    titles = store.titles([r.title_id for r in reviews if r.title_id])
    storylines = Storylines(bench.encoder, store)
    known = [(r, titles.get(r.title_id or "")) for r in reviews]
    read = _read_reviews(known, bench, storylines)
    put: list[tuple[ReviewEntry, Outcome]] = []
    with store.writing():
        storylines.keep()
        for entry, texts, vectors in read:
            put.append((entry, store.put_review(entry)))
            store.drop_aside(aside_key(entry.review.id))
            store.put_vectors(bench.encoder.name, texts, vectors)
    return put


def _read_reviews(
    reviews: Sequence[tuple[Review, Title | None]],
    bench: Bench,
    storylines: Storylines,
) -> list[tuple[ReviewEntry, list[str], Any]]:
    """Each review judged and read, with the vectors of its searchable sentences."""
    split = [split_sentences(review) for review, _ in reviews]
    displays = [[one.display for one in own] for own in split]
    states = bench.reader.read(displays)
    names = [() if title is None else title.names for _, title in reviews]
    tellings = bench.facets.tell(displays, names)
    entries = []
    for (review, title), sentences, own, told in zip(
        reviews, split, states, tellings, strict=True
    ):
        marks = find_marks(review)
        story = storylines.of(title)
        judged = tuple(
            replace(one, told=tells)
            for one, tells in zip(
                judge(review, sentences, marks, title, own, bench.head, story),
                told,
                strict=True,
            )
        )
        passages = _searchable(judged, title, bench)
        entries.append(ReviewEntry(review, marks, judged, passages, bench.judged_by))
    texts = [[passage.text for passage in entry.passages] for entry in entries]
    vectors = bench.encoder.encode([text for own in texts for text in own])
    ends = accumulate((len(own) for own in texts), initial=0)
    rows = [vectors[start:end] for start, end in pairwise(ends)]
    return list(zip(entries, texts, rows, strict=True))


def _searchable(
    judged: Sequence[Judged], title: Title | None, bench: Bench
) -> tuple[Passage, ...]:
    """The sentences that are safe for anybody, as passages."""
    if title is None:
        return ()
    passages = []
    for cleared in clear(judged, NOTHING_SEEN, bench.head.thresholds):
        sentence = cleared.sentence
        if not sentence.heading:
            passages.append(
                Passage(
                    title.id,
                    "sentence",
                    sentence.display,
                    sentence.review_id,
                    sentence.index,
                )
            )
    return tuple(passages)


def _credits(title: Title) -> Iterator[Credit]:
    for name in title.directors:
        yield Credit(person_key(name), name, "director")
    for name in title.writers:
        yield Credit(person_key(name), name, "writer")
    for member in title.cast:
        yield from _cast_credits(member)


def _cast_credits(member: CastMember) -> Iterator[Credit]:
    yield Credit(person_key(member.actor), member.actor, "cast", member.character)


def _unmatched(
    record: SourceRecord, review: Review, found: Doubt | None, store: Store
) -> Aside:
    reason: Literal["doubtful", "unknown title"]
    reason = "unknown title" if found is None else "doubtful"
    meant = store.titles(list(found.candidates)) if found is not None else {}
    public = frozenset(word for t in meant.values() for word in public_words(t))
    name = f"{review.title or 'no title given'}"
    if shows_name(name, public) and shows_reference(review.title_id or ""):
        called = f"{name} ({review.year})" if review.year else name
        said = f"no title in the library is “{called}”"
        detail = said if found is None else f"“{called}”: {found.why}"
    else:
        detail = (
            "what it calls its title may tell something, so it is not repeated here"
        )
    return Aside(
        key=aside_key(review.id),
        reason=reason,
        detail=detail,
        origin=_place(record),
        record=review_to_record(review),
        candidates=() if found is None else found.candidates,
    )


def _place(record: SourceRecord) -> str:
    """Where a record stands; of a file whose name would tell something, the folder."""
    path = record.origin
    if shows_reference("-".join(path.stem.split())):
        return _origin(record)
    return _origin(replace(record, origin=path.with_name(f"…{path.suffix}")))


def _unreadable(record: SourceRecord) -> Aside:
    origin = _origin(record)
    return Aside(
        key=f"unreadable:{origin}",
        reason="unreadable",
        detail=_sound(str(record.problem)),
        origin=origin,
        record=record.raw,
    )


def aside_key(review_id: str) -> str:
    """Under which key a review is set aside; it is shown, so it tells nothing."""
    return f"review:{reference_of(review_id)}"


def _origin(record: SourceRecord) -> str:
    where = f"{record.origin}:{record.line}" if record.line else str(record.origin)
    return _sound(where)


def _sound(text: str) -> str:
    """Without the halves of characters that a file's name may hold."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _count(counts: dict[str, int], outcome: str, number: int) -> None:
    if number:
        counts[outcome] = counts.get(outcome, 0) + number


def settle_aside(key: str, title_id: str, store: Store, bench: Bench) -> AddReport:
    """Give a review that was set aside its title; NotFound names what is missing."""
    aside = next((a for a in store.asides() if a.key == key), None)
    if aside is None:
        raise NotFound(f"Nothing is set aside under {key!r}; see `unspoiled settle`.")
    if aside.reason == "unreadable":
        raise NotFound(f"{aside.origin} could not be read; mend it and add it again.")
    review = replace(review_from_record(aside.record), title_id=title_id)
    report = AddReport()
    _put_reviews([review], store, bench, report)
    with store.writing():
        store.drop_aside(key)
    report.settled = 1
    return report
