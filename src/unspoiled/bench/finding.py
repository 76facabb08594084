"""How well titles are found: every ranker over the same collection -> Report.

SETS names what is measured, in running order. A set whose files are not there is told
and skipped, and so is what this version of the product does not do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from ..domain import Title
from ..errors import BadRequest, NotFound
from ..gate import RULES
from ..guide import Guide
from ..ranking import FEATURES
from ..store.protocol import Progress, Talk, silent
from .cases import ITEMS
from .collection import collect, document
from .contest import Rank, difference, figures_of, hold, sampled
from .figures import FORMAT, PAST, PRODUCT, Figure, MeasuredSet, Report, Skipped, figure
from .gate import versions
from .judging import load_judge
from .library import (
    LINKS,
    RATINGS,
    REVIEWS,
    Cache,
    films_library,
    library_with_past,
    open_starter,
    read_films,
    review_texts,
    takes_past_requests,
)
from .product import (
    likeness,
    named_in,
    popular_within_limits,
    rank,
    without,
)
from .rank_measures import jaccard
from .rankers import NAMES, Baselines, order
from .statistics import auc_over_works, graded_kappa, kappa
from .tasks import (
    LIKE_PROTOCOL,
    PAIRS,
    TRAIN,
    VALID,
    Chat,
    Pair,
    Task,
    TaskSet,
    drama_tasks,
    read_chats,
    read_pairs,
    read_posts,
)
from .vectors import remembered
from .yardstick import GRADES, REQUESTS, Graded, read_drama_requests, read_grades

GRADERS: Final = "graders"
RELEVANT: Final = 2
"""From this grade on a title is a good answer."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is told."""

    cache: Cache
    requests: Path
    """Folder of the project's own requests and grades."""
    limit: int | None = None
    """At most so many requests of each set, drawn by chance."""
    ablation: int = 150
    """Requests of each set on which the ranker is taken apart; 0 for none."""
    reviews: bool = True
    """Whether the films' library holds their reviews."""
    library: Path | None = None
    """A library of the starter catalogue; one in the cache where none is named."""
    today: date | None = None


class Session:
    """What the sets share; each part is read or built when first asked for."""

    def __init__(self, options: Options, stack: ExitStack, tell: Tell, talk: Talk):
        self.options, self.cache = options, options.cache
        self.tell, self.talk = tell, talk
        self._stack = stack

    def path(self, need: str) -> Path:
        """The path of "data:FILE" or "requests:FILE"; NotFound where it is not there."""
        where, _, name = need.partition(":")
        if where == "data":
            return self.cache.source(name)
        path = self.options.requests / name
        if not path.exists():
            raise NotFound(f"{path} is not there.")
        return path

    @cached_property
    def films(self) -> dict[str, Title]:
        return read_films(self.cache)

    @cached_property
    def film_baselines(self) -> Baselines:
        told = review_texts(self.cache, self.films) if self.options.reviews else {}
        return self._baselines(self.films, told)

    @cached_property
    def film_guides(self) -> dict[str, Guide]:
        """The product over the films, as shipped and with past requests."""
        films, reviews = self.films, self.options.reviews
        shipped = films_library(self.cache, films, reviews=reviews, talk=self.talk)
        folders = {PRODUCT: shipped}
        if self.past_lacks is None:
            folders[PAST] = library_with_past(
                self.cache, shipped, films, talk=self.talk
            )
        return {by: self._open(folder) for by, folder in folders.items()}

    @cached_property
    def past_lacks(self) -> str | None:
        """Why there is no library with past requests; None where there is."""
        if not takes_past_requests():
            return "this version reads no past requests"
        for name in (TRAIN, RATINGS, LINKS):
            try:
                self.cache.source(name)
            except NotFound as missing:
                return str(missing).removesuffix(".")
        return None

    @cached_property
    def starter(self) -> Guide:
        if self.options.library is not None:
            return self._open(self.options.library)
        return self._stack.enter_context(
            open_starter(self.cache, self.talk, self.options.today)
        )

    @cached_property
    def starter_baselines(self) -> Baselines:
        store = self.starter.store
        return self._baselines(store.titles(store.all_title_ids()), {})

    def progress(self, stage: str) -> Progress:
        """Says how far a stage is."""
        return lambda done, total: self.talk(stage, done, total)

    def _open(self, folder: Path) -> Guide:
        opened = Guide.open(
            folder, starter=False, talk=self.talk, today=self.options.today
        )
        return self._stack.enter_context(opened)

    def _baselines(
        self, titles: Mapping[str, Title], told: Mapping[str, Sequence[str]]
    ) -> Baselines:
        collection = collect(titles.values(), told)
        encoder = load_judge().encoder
        rows = remembered(collection.passages, encoder, self.cache.vectors, self.talk)
        return Baselines(collection, rows, encoder.encode)


Finding = Figure | MeasuredSet | Skipped | str


@dataclass(frozen=True, slots=True)
class FindingSet:
    """One set to measure; `needs` are "data:FILE" and "requests:FILE"."""

    name: str
    needs: tuple[str, ...]
    run: Callable[[Session], Iterator[Finding]]
    films: bool = True
    """Whether it is measured over the films, which may need their reviews."""

    def all_needs(self, options: Options) -> tuple[str, ...]:
        """Every file that a run with these options reads."""
        if not self.films:
            return self.needs
        told = (f"data:{REVIEWS}",) if options.reviews else ()
        return (f"data:{ITEMS}", *self.needs, *told)


def measure_finding(
    options: Options,
    names: Sequence[str] = (),
    tell: Tell = lambda _: None,
    talk: Talk = silent,
) -> Report:
    """Measure finding on every named set (all of them for none) whose files are there."""
    found: list[Finding] = []
    with ExitStack() as stack:
        session = Session(options, stack, tell, talk)
        for one in SETS:
            if names and one.name not in names:
                continue
            try:
                for need in one.all_needs(options):
                    session.path(need)
            except NotFound as missing:
                found.append(Skipped(one.name, str(missing).removesuffix(".")))
                tell(f"skipped: {one.name}; {missing}")
                continue
            tell(one.name)
            found += one.run(session)
        found += _told_of(options)
    judge = load_judge()
    return Report(
        format=FORMAT,
        judge=judge.name,
        encoder=judge.encoder.name,
        rules=RULES,
        thresholds=judge.thresholds,
        versions=versions(),
        figures=tuple(one for one in found if isinstance(one, Figure)),
        skipped=tuple(one for one in found if isinstance(one, Skipped)),
        notes=tuple(one for one in found if isinstance(one, str)),
        sets=tuple(one for one in found if isinstance(one, MeasuredSet)),
    )


def _told_of(options: Options) -> Iterator[str]:
    if options.limit is not None:
        yield f"At most {options.limit:,} requests of each set, drawn by chance."
    if not options.reviews:
        yield "The films' library has no reviews."


# --- requests in words ------------------------------------------------------------


def chats(session: Session, name: Chat) -> Iterator[Finding]:
    """Conversations that ask for a film."""
    taskset = read_chats(session.path("data:"), name, session.films)
    yield from over_films(session, taskset)


def posts(session: Session) -> Iterator[Finding]:
    """Posts that describe a film somebody forgot the name of."""
    yield from over_films(session, read_posts(session.path("data:"), session.films))


def over_films(session: Session, taskset: TaskSet) -> Iterator[Finding]:
    """A set over the films: every baseline, and the product as often as it stands."""
    if why := session.past_lacks:
        yield Skipped(f"{taskset.name}: {PAST}", why)
    yield from meet(session, taskset, session.film_baselines, session.film_guides)


def drama(session: Session) -> Iterator[Finding]:
    """The project's own requests over the starter catalogue, and how graders agree."""
    requests = read_drama_requests(session.path(f"requests:{REQUESTS}"))
    graded = read_grades(session.path(f"requests:{GRADES}"))
    taskset = drama_tasks(requests, graded)
    guides = {PRODUCT: session.starter}
    yield from meet(session, taskset, session.starter_baselines, guides)
    yield from agreement(graded)


def agreement(graded: Mapping[str, Graded]) -> Iterator[Figure]:
    """Cohen's kappa of two graders: of the grades, and of a good answer or not."""
    pairs = [
        (row.id, row.grades[key], second)
        for row in graded.values()
        for key, second in row.second.items()
        if key in row.grades
    ]
    ids = [id for id, _, _ in pairs]
    one, other = [first for _, first, _ in pairs], [second for _, _, second in pairs]
    yield figure(
        "find/drama/kappa/grades", "kappa, grades", graded_kappa(one, other, ids),
        unit="number", by=GRADERS,
    )  # fmt: skip
    good = [grade >= RELEVANT for grade in one], [g >= RELEVANT for g in other]
    yield figure(
        "find/drama/kappa/good", "kappa, good or not", kappa(*good, ids),
        unit="number", by=GRADERS,
    )  # fmt: skip


def meet(
    session: Session,
    taskset: TaskSet,
    baselines: Baselines,
    guides: Mapping[str, Guide],
) -> Iterator[Finding]:
    """Every ranker on the same tasks; then the product without each of its parts."""
    tasks = sampled(taskset.tasks, session.options.limit)
    if taskset.limited:
        tasks = tuple(_without_named(task, guides[PRODUCT]) for task in tasks)
    yield MeasuredSet(taskset.name, taskset.protocol, taskset.notes)
    tallies = hold(
        taskset, tasks, _simple(taskset, baselines, guides),
        session.progress(f"{taskset.name}: baselines"),
    )  # fmt: skip
    for by, guide in guides.items():
        stage = session.progress(f"{taskset.name}: {by}")
        tallies |= hold(taskset, tasks, _product(by, guide), stage)
    yield from figures_of(taskset, tallies)
    yield from taken_apart(session, taskset, tasks, guides)


def _without_named(task: Task, guide: Guide) -> Task:
    named = named_in(guide.understand(task.text))
    return replace(task, leave_out=task.leave_out | named)


def _simple(
    taskset: TaskSet,
    baselines: Baselines,
    guides: Mapping[str, Guide],
) -> Rank:
    ids = baselines.collection.ids

    def ranked(task: Task) -> dict[str, Sequence[str]]:
        found: dict[str, Sequence[str]] = {
            name: [ids[number] for number in order(scores)]
            for name, scores in baselines.scores(task.text, NAMES).items()
        }
        if taskset.limited:
            guide = guides[PRODUCT]
            request = guide.understand(task.text)
            found["popularity"] = popular_within_limits(guide, request)
        return found

    return ranked


def _product(by: str, guide: Guide) -> Rank:
    def ranked(task: Task) -> dict[str, Sequence[str]]:
        try:
            return {by: rank(guide, task.text)}
        except BadRequest:
            return {by: ()}  # what it does not take it does not answer

    return ranked


def taken_apart(
    session: Session,
    taskset: TaskSet,
    tasks: Sequence[Task],
    guides: Mapping[str, Guide],
) -> Iterator[Finding]:
    """What each feature of the ranker does, on a sample of the tasks."""
    by = PAST if PAST in guides else PRODUCT
    guide, few = guides[by], sampled(tasks, session.options.ablation)
    if not few:
        return
    whole = hold(taskset, few, _product(by, guide), session.progress("its parts"))[by]
    for feature in FEATURES:
        stage = session.progress(f"{taskset.name}: without {feature}")
        with without(guide, (feature,)) as lacking:
            part = hold(taskset, few, _product(by, lacking), stage)[by]
        yield difference(taskset, by, feature, whole, part)


# --- two titles -------------------------------------------------------------------


def more_like_this(session: Session) -> Iterator[Finding]:
    """Pairs of titles that somebody found alike or not."""
    pairs = read_pairs(session.path(f"data:{PAIRS}"), session.films)
    pairs = sampled(pairs, session.options.limit)
    yield MeasuredSet("more-like-this", LIKE_PROTOCOL, (f"{len(pairs):,} pairs",))
    scores: dict[str, Sequence[float]] = {
        "minilm": _by_text(session, pairs),
        "genres": [_shared(session, pair, "genres") for pair in pairs],
        "tags": [_shared(session, pair, "tags") for pair in pairs],
    }
    for by, guide in session.film_guides.items():
        alike = both_ways(guide, pairs)
        if alike is None:
            why = "this version does not say how alike two titles are"
            yield Skipped(f"more-like-this: {by}", why)
        else:
            scores[by] = alike
    truth = [pair.alike for pair in pairs]
    for by, given in scores.items():
        found = auc_over_works(given, truth, [pair.a for pair in pairs])
        yield figure("find/more-like-this/auc", "AUC", found, unit="number", by=by)


def both_ways(guide: Guide, pairs: Sequence[Pair]) -> list[float] | None:
    """The product's likeness of each pair, the mean of both directions."""
    there = _one_way(guide, [(pair.a, pair.b) for pair in pairs])
    back = _one_way(guide, [(pair.b, pair.a) for pair in pairs])
    if there is None or back is None:
        return None
    return [(one + other) / 2 for one, other in zip(there, back, strict=True)]


def _one_way(guide: Guide, pairs: Sequence[tuple[str, str]]) -> list[float] | None:
    others: dict[str, list[str]] = {}
    for a, b in dict.fromkeys(pairs):
        others.setdefault(a, []).append(b)
    known: dict[tuple[str, str], float] = {}
    for a, bs in others.items():
        alike = likeness(guide, a, bs)
        if alike is None:
            return None
        known |= {(a, b): value for b, value in zip(bs, alike, strict=True)}
    return [known[pair] for pair in pairs]


def _by_text(session: Session, pairs: Sequence[Pair]) -> list[float]:
    """The cosine of the titles' texts, by the packaged encoder."""
    ids = sorted({key for pair in pairs for key in (pair.a, pair.b)})
    texts = [document(session.films[key]) for key in ids]
    encoder = load_judge().encoder
    rows = remembered(texts, encoder, session.cache.vectors, session.talk)
    at = {key: number for number, key in enumerate(ids)}
    return [float(np.dot(rows[at[pair.a]], rows[at[pair.b]])) for pair in pairs]


def _shared(session: Session, pair: Pair, what: str) -> float:
    a, b = session.films[pair.a], session.films[pair.b]
    return jaccard(getattr(a, what), getattr(b, what))


SETS: Final[tuple[FindingSet, ...]] = (
    FindingSet("tomt", (f"data:{TRAIN}", f"data:{VALID}"), posts),
    FindingSet(
        "inspired",
        (
            "data:requests/inspired.jsonl.gz",
            "data:requests/inspired_catalogue.json",
        ),
        lambda session: chats(session, "inspired"),
    ),
    FindingSet(
        "redial",
        (
            "data:requests/redial.jsonl.gz",
            "data:requests/redial_catalogue.json",
        ),
        lambda session: chats(session, "redial"),
    ),
    FindingSet("more-like-this", (f"data:{PAIRS}",), more_like_this),
    FindingSet("drama", (f"requests:{REQUESTS}", f"requests:{GRADES}"), drama, False),
)
"""In running order."""
