"""Guide: the whole product as one object, over a library on disk.

    guide = Guide.open()
    guide.add(Path("my-review.md"))
    answer = guide.ask("something calm, done in one evening")

Every face (command line, and whatever comes later) calls this and nothing below it.
Nothing here prints; long work talks through a `talk` callback. What only adding, judging
and looking up need is imported where it is used: that takes longer than an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .answer import Asking, answer_request, rank_kept
from .boundaries import parse_boundary
from .characters import without_surrogates
from .config import Config, Refining, folder_at, read_config
from .domain import (
    ALL_SEEN,
    NOTHING_SEEN,
    Answer,
    Boundary,
    Cleared,
    CreditRole,
    Format,
    Judged,
    Mark,
    Profile,
    ProofName,
    Reason,
    Request,
    Review,
    SafeFrom,
    Statement,
    Title,
)
from .errors import (
    BadRequest,
    InputError,
    LibraryBusy,
    LibraryFull,
    LibraryReadOnly,
    NotFound,
)
from .facets import fact_facets
from .features import Matrix
from .gate import STAND_IN, clear, opens_at, prove, reference_of
from .known import known_review, known_title
from .names import INITIALS, year_in_name
from .profiles import profile_of
from .quotes import QuoteConfig, choose_quotes, choose_warnings, read_cleared
from .ranker import Ranker, load_ranker
from .ranking import likeness
from .request import TitleRef, parse_request
from .sealed import set_apart
from .sources.starter import read_starter, starter_version
from .store import open_store
from .store.protocol import Aside, Outcome, Store, Talk, silent
from .understood import check_request
from .vocabulary import load_vocabulary
from .weights import Bench, load_bench

if TYPE_CHECKING:
    from .fold import Folded, Judge, To
    from .ingest import AddReport
    from .lineage import Lineage
    from .overview import Overview
    from .refine import Complete
    from .sources.records import ReviewDefaults
    from .storylines import Storylines


@dataclass(frozen=True, slots=True)
class Shown:
    """A judged sentence with the proof that shows it at a boundary, None hides it."""

    judged: Judged
    proof: ProofName | None
    opens: SafeFrom
    """From when on the gate shows it."""


@dataclass(frozen=True, slots=True)
class ReadReview:
    """A review with its sentences judged at the viewer's boundary."""

    review: Review
    boundary: Boundary
    sentences: tuple[Shown, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the library holds of a title, as far as this viewer may know."""

    title: Title
    boundary: Boundary
    profile: Profile
    reviews: int
    quotes: tuple[Reason, ...]
    not_for: tuple[Reason, ...]
    warnings: tuple[Statement, ...] | None = None
    """Content warnings; None where nobody asked and not all of it is seen."""
    lineage: Lineage | None = None


SUGGESTED = 20
"""Unknown titles for which near ones are looked for; each takes some 0.2 s."""


class Guide:
    """Answers "what should I watch?" from a library of titles and reviews."""

    def __init__(
        self,
        store: Store,
        *,
        viewer: str = "me",
        today: date | None = None,
        talk: Talk = silent,
    ) -> None:
        self.store = store
        self.viewer = viewer
        self.today = today or date.today()
        self.talk = talk
        self.vocabulary = load_vocabulary()
        self.ranker: Ranker = load_ranker()
        """What weighs candidates; may be set to another."""

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        viewer: str | None = None,
        today: date | None = None,
        talk: Talk = silent,
        starter: bool = True,
        config: Config | None = None,
    ) -> Self:
        """Open the library at `path`, making it first where there is none.

        A new library is filled with the starter catalogue unless `starter` is false.
        LibraryError where it cannot be opened; BadRequest where a setting or the path
        makes no sense.
        """
        config = config or read_config()
        folder = config.library if path is None else folder_at(path)
        store = open_store(folder, wait_seconds=config.wait)
        guide = cls(store, viewer=viewer or config.viewer, today=today, talk=talk)
        if starter:
            try:
                guide._fill_starter()
            except BaseException:
                guide.close()
                raise
        return guide

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the library."""
        self.store.close()

    # --- the parts, loaded when first needed ------------------------------------

    @cached_property
    def bench(self) -> Bench:
        return load_bench(self.vocabulary)

    @cached_property
    def _storylines(self) -> Storylines:
        from .storylines import Storylines

        return Storylines(self.bench.encoder, self.store)

    # --- adding -------------------------------------------------------------------

    def add(
        self, *paths: Path | str, defaults: ReviewDefaults | None = None
    ) -> AddReport:
        """Add what files and folders hold; adding twice equals adding once.

        Titles, reviews, past requests and ratings, told apart by their keys.

        NotFound where the only path does not exist; what else is missing or wrong
        is in the report, and the rest goes in.
        """
        from .ingest import AddReport, add_records, drop_known
        from .sources.paths import read_path

        report = AddReport()
        for path in paths:
            try:
                records = read_path(Path(path), defaults=defaults)
                report.absorb(add_records(records, self.store, self.bench, self.talk))
            except NotFound as missing:
                if len(paths) == 1:
                    raise
                report.problems.append(missing)
        drop_known(report, self.store)
        self.refresh()
        return report

    def refresh(self) -> None:
        """Bring judgements, vectors and indexes level with what the library holds."""
        self._judge_and_embed()
        self._catch_up()

    def _level(self) -> None:
        """The same before an answer, as far as this process may write just now."""
        if self._lags():
            # what is there answers; whoever can write will bring it level
            with suppress(LibraryBusy, LibraryFull, LibraryReadOnly):
                self._judge_and_embed()
        self._catch_up()

    def _lags(self) -> bool:
        """Whether anything waits to be judged or encoded."""
        store, encoder = self.store, self.bench.encoder
        return bool(
            store.judged_otherwise(self.bench.judged_by, 1)
            or store.missing_passage_vectors(encoder.name)
            or store.missing_passage_vectors(encoder.name, ("request",))
        )

    def _judge_and_embed(self) -> None:
        from .ingest import embed_missing, judge_again

        judge_again(self.store, self.bench, self.talk)
        embed_missing(self.store, self.bench.encoder, self.talk)

    def _catch_up(self) -> None:
        self.store.catch_up(
            self.bench.encoder.name,
            lambda done, total: self.talk("indexing", done, total),
        )

    def asides(self) -> list[Aside]:
        """What was set aside: unreadable, in doubt, or about an unknown title.

        The first of those whose title is unknown come with titles spelled nearly so.
        """
        asides = self.store.asides()
        unknown = [a for a in asides if a.reason == "unknown title"][:SUGGESTED]
        if not unknown:
            return asides
        names = self.store.name_keys()
        near = {a.key: _near_titles(str(a.record.get("title")), names) for a in unknown}
        return [
            replace(aside, candidates=near.get(aside.key, aside.candidates))
            for aside in asides
        ]

    def settle(self, key: str, title: str) -> AddReport:
        """Say which title a review that was set aside is about; NotFound names either."""
        from .ingest import settle_aside

        found = self.find_title(title)
        report = settle_aside(key, found.id, self.store, self.bench)
        self.refresh()
        return report

    def remove(self, name: str) -> str:
        """Remove a review (by id) or a title with its reviews; says what went.

        NotFound where nothing is called that.
        """
        name = self._referred(name)
        with self.store.writing():
            if self.store.remove_review(name):
                removed = f"review {reference_of(name)}"
            elif self.store.drop_aside(name):
                removed = f"what was set aside as {name}"
            else:
                title = self.find_title(name)
                self.store.remove_title(title.id)
                removed = f"{title.title} and its reviews"
        self.refresh()
        return removed

    def remove_history(self, *, requests: bool = False, ratings: bool = False) -> str:
        """Remove all past requests, all ratings by raters, or both; says what went.

        A viewer's own ratings stay. BadRequest where neither is asked for.
        """
        if not requests and not ratings:
            raise BadRequest("Say what to remove: past requests, ratings or both.")
        removed = []
        with self.store.writing():
            if requests:
                removed.append(f"{self.store.remove_requests():,} past requests")
            if ratings:
                removed.append(f"{self.store.remove_ratings():,} ratings")
        self.refresh()
        return " and ".join(removed)

    def keep_request(self, text: str, answers: Sequence[str]) -> Outcome:
        """Keep a request of this viewer with the titles that answered it.

        `answers` are ids or names; what the same words had before stays with them.
        NotFound where a title is not in the library; BadRequest where the words or the
        answers are none.
        """
        from .interchange import kept_request

        ids = [self.find_title(name).id for name in answers]
        try:
            request = kept_request(self.viewer, text, ids)
        except InputError as error:
            raise BadRequest(f"This request cannot be kept: {error}") from error
        with self.store.writing():
            earlier = self.store.answers_of(request.id)
            answered = dict.fromkeys((*earlier, *request.answers))
            (outcome,) = self.store.put_requests(
                [replace(request, answers=tuple(answered))]
            )
        self.refresh()
        return outcome

    def _referred(self, name: str) -> str:
        """The id for which a face has shown something else; the name itself if none."""
        if not name.startswith(STAND_IN) or self.store.review(name) is not None:
            return name
        titles = self.store.all_title_ids()
        reviews = (one for key in titles for one in self.store.reviews_of(key))
        return next((r.id for r in reviews if reference_of(r.id) == name), name)

    # --- asking -------------------------------------------------------------------

    def understand(self, text: str) -> Request:
        """Read a request, without answering it; BadRequest where it is empty or too long."""
        return parse_request(
            without_surrogates(text),
            vocabulary=self.vocabulary,
            names=_Names(self.store),
            today=self.today,
        )

    def refine(self, request: str | Request, model: Refining | Complete) -> Request:
        """A request as a language model that the viewer names reads it too.

        It is sent the request's words and the vocabulary's open facets, nothing of the
        library; what it adds is looked over. RefineError where it is of no help.
        """
        from .refine import ask_model, refine_request

        if isinstance(request, str):
            request = self.understand(request)
        complete = ask_model(model) if isinstance(model, Refining) else model
        return refine_request(
            request,
            complete,
            vocabulary=self.vocabulary,
            names=_Names(self.store),
            today=self.today,
        )

    def ask(
        self,
        request: str | Request,
        *,
        limit: int = 5,
        seen: Mapping[str, str] | None = None,
        exclude_named: bool = False,
        sealed: bool = False,
    ) -> Answer:
        """The best titles for a request, with reasons; `seen` maps title to episode.

        `sealed` is the viewer's consent to apply wishes that tell how things go ("nobody
        dies"): what comes then keeps them as far as is known, and the list says so.
        BadRequest where the request, an episode or the limit makes no sense; NotFound
        where a title of `seen` is not in the library.
        """
        request = self._understood(request)
        asking = self._asking(seen or {}, exclude_named, sealed)
        return answer_request(request, asking, limit=_at_least_one(limit))

    def rank(
        self,
        request: str | Request,
        *,
        limit: int = 1000,
        exclude_named: bool = False,
        sealed: bool = False,
    ) -> list[tuple[str, float]]:
        """Title ids with their scores, best first, without reasons.

        `sealed` is consent, as for `ask`; without it no sealed wish changes the order.
        BadRequest where the request or the limit makes no sense.
        """
        request = self._understood(request)
        asking = self._asking({}, exclude_named, sealed)
        return rank_kept(request, asking, limit=_at_least_one(limit))

    def likeness(self, title_id: str, others: Sequence[str]) -> list[float]:
        """How far each of `others` is "more like this"; about 0..10, by the ranker.

        NotFound where the library holds no such title.
        """
        return likeness(title_id, others, self.store, self.vocabulary, self.ranker)

    def _understood(self, request: str | Request) -> Request:
        """A request read; one made by hand is looked over."""
        if isinstance(request, str):
            request = self.understand(request)
        else:
            self._check(request)
        return set_apart(request, self.vocabulary)

    def _check(self, request: Request) -> None:
        """BadRequest or NotFound says what is wrong with a request made by hand."""
        check_request(request, self.vocabulary)
        if not request.likes:
            return
        held = self.store.titles([like.title_id for like in request.likes])
        for like in request.likes:
            if like.title_id not in held:
                raise NotFound(
                    f"“{like.title or like.title_id}” is named for comparison, but no "
                    f"title in the library has the id “{like.title_id}”."
                )

    def _asking(
        self, seen: Mapping[str, str], exclude_named: bool, sealed: bool
    ) -> Asking:
        self._level()
        boundaries = self.store.progress(self.viewer)
        for name, episode in seen.items():
            title = self.find_title(name)
            boundaries[title.id] = parse_boundary(episode, title)
        return Asking(
            shelf=self.store,
            embed=self.bench.encoder.encode_requests,
            encoder=self.bench.encoder.name,
            vocabulary=self.vocabulary,
            thresholds=self.bench.head.thresholds,
            today=self.today,
            boundaries=boundaries,
            exclude_named=exclude_named,
            ranker=self.ranker,
            sealed=sealed,
        )

    # --- reading ------------------------------------------------------------------

    def find_title(self, name: str, year: int | None = None) -> Title:
        """The title meant by an id or a name; NotFound says what is near."""
        from .matching import Doubt, Match, Wanted, decide

        by_id = self.store.title(name)
        if by_id is not None:
            return by_id
        year = year or year_in_name(name)
        wanted = Wanted(title=name, year=year)
        candidates = self.store.titles_named(wanted.keys)
        found = decide(wanted, candidates)
        if isinstance(found, Match):
            return next(t for t in candidates if t.id == found.title_id)
        if candidates:
            listed = "; ".join(
                f"{t.title} ({t.year or 'year unknown'}) is {t.id}"
                for t in candidates[:8]
            )
            if isinstance(found, Doubt) and len(candidates) > 1:
                why = f"More than one title may be meant by “{name}”"
            else:
                why = f"No title is “{name}” for certain, though one may be meant"
            raise NotFound(f"{why}: {listed}.")
        raise NotFound(f"No title called “{name}” is in the library.{self._near(name)}")

    def _near(self, name: str) -> str:
        close = self.store.titles(_near_titles(name, self.store.name_keys()))
        meant = [f"“{t.title}” ({t.year or 'year unknown'})" for t in close.values()]
        return f" Did you mean {' or '.join(meant)}?" if meant else ""

    def judge(
        self,
        text: str,
        *,
        title: Title | None = None,
        boundary: Boundary = NOTHING_SEEN,
        format: Format = "text",
        spans: Sequence[tuple[int, int]] | None = None,
    ) -> list[Shown]:
        """Every sentence of a text (or every given span) judged, with its proof.

        BadRequest where a span is none of the text.
        """
        from .ingest import read_review
        from .reveals import judge_spans

        review = Review(id="judged", text=text, format=format)
        if spans is None:
            judged: Sequence[Judged] = read_review(
                review, title, self.bench, self._storylines
            ).judged
        else:
            check_spans(spans, len(text))
            told = self._storylines.of(title)
            judged = judge_spans(
                review, spans, title, self.bench.reader, self.bench.head, told
            )
        return self._shown(judged, boundary)

    def fold(
        self,
        text: str,
        *,
        to: To,
        title: Title | None = None,
        boundary: Boundary = NOTHING_SEEN,
        format: Format = "text",
        drop: bool = False,
    ) -> Folded:
        """A text with every span that is not proved safe folded, or left out (`drop`).

        Everything else stays as it is; folding twice equals folding once.
        """
        from .fold import Judging, fold_review

        judging = Judging(
            judge=self._judge_of(title),
            thresholds=self.bench.head.thresholds,
            boundary=boundary,
            names=() if title is None else title.names,
        )
        return fold_review(without_surrogates(text), format, to, judging, drop=drop)

    def _judge_of(self, title: Title | None) -> Judge:
        """Judges texts about a title; what it has read once it need not encode again."""
        from .marks import find_marks
        from .reveals import judge
        from .sentences import split_sentences

        told = self._storylines.of(title)
        read: dict[tuple[str, ...], Matrix] = {}

        def judge_text(
            review: Review, apart: Sequence[tuple[int, int]]
        ) -> Sequence[Judged]:
            sentences = split_sentences(review, apart)
            displays = tuple(one.display for one in sentences)
            if displays not in read:
                read[displays] = self.bench.reader.read([displays])[0]
            marks = find_marks(review)
            return judge(
                review, sentences, marks, title, read[displays], self.bench.head, told
            )

        return judge_text

    def read(self, title: Title, boundary: Boundary | None = None) -> list[ReadReview]:
        """A title's reviews, each sentence with its proof at the viewer's boundary."""
        self._level()
        boundary = self.boundary(title) if boundary is None else boundary
        with self.store.reading():
            return [
                ReadReview(
                    known_review(review, title, boundary),
                    boundary,
                    tuple(self._shown(judged, boundary)),
                    self.store.marks_of(review.id),
                )
                for review, judged in self._judged_reviews(title)
            ]

    def about(
        self, title: Title, boundary: Boundary | None = None, *, warnings: bool = False
    ) -> About:
        """What the library holds of a title, as far as this viewer may know.

        `warnings` asks for its content warnings, which are else told once all is seen.
        """
        from .lineage import read_lineage

        self._level()
        boundary = self.boundary(title) if boundary is None else boundary
        cleared, reviews = self._cleared(title, boundary)
        said = read_cleared(cleared, reviews)
        quotes = choose_quotes(said, (), QuoteConfig(most=4))
        listed = [one.facet for one in fact_facets(title, self.vocabulary)]
        told: tuple[Statement, ...] | None = None
        if warnings or boundary.everything:
            whole = profile_of(title.id, said, listed, ALL_SEEN, self.vocabulary)
            told = whole.of("content_warning")
        return About(
            title=known_title(title, boundary, self.vocabulary),
            boundary=boundary,
            profile=profile_of(title.id, said, listed, boundary, self.vocabulary),
            reviews=len(reviews),
            quotes=tuple(quotes),
            not_for=tuple(choose_warnings(said, quotes, most=2)),
            warnings=told,
            lineage=read_lineage(
                title, boundary, cleared, reviews, self.store, self.vocabulary
            ),
        )

    def lineage(self, title: Title, boundary: Boundary | None = None) -> Lineage:
        """A title among others: makers' other works, its series, comparisons, length.

        As far as this viewer may know; nothing of the other titles but plain facts.
        """
        from .lineage import read_lineage

        self._level()
        boundary = self.boundary(title) if boundary is None else boundary
        cleared, reviews = self._cleared(title, boundary)
        return read_lineage(
            title, boundary, cleared, reviews, self.store, self.vocabulary
        )

    def _cleared(
        self, title: Title, boundary: Boundary
    ) -> tuple[list[Cleared], dict[str, Review]]:
        """A title's sentences that this viewer may read, and whose reviews they are of."""
        reviews: dict[str, Review] = {}
        cleared: list[Cleared] = []
        for review, judged in self._judged_reviews(title):
            reviews[review.id] = known_review(review, title, boundary)
            cleared += clear(judged, boundary, self.bench.head.thresholds)
        return cleared, reviews

    def overview(
        self, *, facet: str | None = None, country: str | None = None
    ) -> Overview:
        """The whole library in figures: moods, tropes, lengths, a facet by country.

        Only what somebody who has seen nothing may know. BadRequest where there is no
        such facet or country, or where the facet gives something away.
        """
        from .overview import DEFAULT_FACET, read_overview

        self._level()
        return read_overview(
            self.store, self.vocabulary, facet=facet or DEFAULT_FACET, country=country
        )

    def _judged_reviews(self, title: Title) -> list[tuple[Review, tuple[Judged, ...]]]:
        """A title's reviews with their sentences, both of one state of the library."""
        with self.store.reading():
            reviews = self.store.reviews_of(title.id)
            judged = self.store.judged_of([review.id for review in reviews])
        return [(review, judged.get(review.id, ())) for review in reviews]

    def trust(self) -> str:
        """How often a proof by classifier was wrong where that was measured."""
        return self.bench.head.trust

    def _shown(self, judged: Iterable[Judged], boundary: Boundary) -> list[Shown]:
        thresholds = self.bench.head.thresholds
        return [
            Shown(one, prove(one, boundary, thresholds), opens_at(one, thresholds))
            for one in judged
        ]

    # --- the viewer -----------------------------------------------------------------

    def boundary(self, title: Title) -> Boundary:
        """How far this viewer is in a title."""
        return self.store.progress(self.viewer).get(title.id, NOTHING_SEEN)

    def boundary_of(self, title: Title, said: str | None) -> Boundary:
        """The boundary that a viewer says for now, else the one kept."""
        return self.boundary(title) if said is None else parse_boundary(said, title)

    def seen(self, title: Title, episode: str) -> Boundary:
        """Remember how far this viewer is: "0", "7", "S2E3" or "all"; else BadRequest."""
        boundary = parse_boundary(episode, title)
        with self.store.writing():
            self.store.set_progress(self.viewer, title.id, boundary)
        return boundary

    def rate(self, title: Title, rating: float | None) -> None:
        """Remember this viewer's rating, 0 to 10 (else BadRequest); None forgets it."""
        if rating is not None and not 0 <= rating <= 10:
            raise BadRequest(f"A rating goes from 0 to 10, not {rating:g}.")
        with self.store.writing():
            self.store.set_rating(self.viewer, title.id, rating)

    # --- the starter catalogue --------------------------------------------------------

    def _fill_starter(self) -> None:
        version = starter_version()
        if self.store.setting("starter") == version:
            return
        from .ingest import add_records

        try:
            with self.store.writing():
                pass  # whoever may not write need not read it all to learn that
            add_records(read_starter(), self.store, self.bench, self.talk)
            self.refresh()
            with self.store.writing():
                self.store.set_setting("starter", version)
        except (LibraryBusy, LibraryFull, LibraryReadOnly):
            if not self.store.counts().titles:
                raise
            # what an earlier version put in answers; whoever can write renews it

    def writing(self) -> AbstractContextManager[None]:
        """Hold the library for writing over several calls."""
        return self.store.writing()


def check_spans(spans: Iterable[tuple[int, int]], length: int) -> None:
    """BadRequest names a span that is none of a text of so many characters."""
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise BadRequest(
                f"[{start}, {end}] is no span of a text of {length} characters."
            )


def _at_least_one(limit: int) -> int:
    if limit < 1:
        raise BadRequest(f"Ask for at least one title, not {limit}.")
    return limit


def _near_titles(name: str, keys: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Ids of up to three titles whose names are spelled nearly as `name` is."""
    from .matching import suggest

    return suggest(name, keys, limit=3)


class _Names:
    """The request reader's view of the names in a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known_titles(self, keys: Iterable[str]) -> Mapping[str, tuple[TitleRef, ...]]:
        wanted = list(keys)
        known = self._store.known_names(wanted)
        short = [key for key in wanted if key.startswith(INITIALS)]
        traits = self._store.traits() if known or short else None
        if traits is not None:
            of_initials = traits.abbreviations if short else {}
            known.update({k: of_initials[k] for k in short if k in of_initials})
        return {
            key: tuple(
                TitleRef(title_id, *traits.called(title_id))
                for title_id in found
                if title_id in traits.place_of
            )
            for key, found in known.items()
            if traits is not None
        }

    def known_people(self, keys: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        return self._store.people_named(keys)

    def people_called(self, part: str) -> Sequence[tuple[str, int]]:
        return self._store.people_called(part)

    def trades_of(self, key: str) -> Mapping[CreditRole, int]:
        return self._store.trades_of(key)

    def title(self, title_id: str) -> Title | None:
        return self._store.title(title_id)
