"""Requests with what is right for each, from files that others made: pure readers.

The files are described in the README of the folder that holds them. `TaskSet.protocol`
says how a set is measured, and is printed with its figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import msgspec

from ..domain import Title
from ..errors import InputError
from ..sources.decoding import read_bytes
from .cases import read_rows
from .rank_measures import hit, judged, ndcg, reciprocal_rank
from .yardstick import DramaRequest, Graded

TRAIN: Final = "requests/tomt_train.jsonl.gz"
VALID: Final = "requests/tomt_valid.jsonl.gz"
PAIRS: Final = "requests/more_like_this.jsonl.gz"
MAX_CATALOGUE: Final = 16 * 1024 * 1024

Chat = Literal["inspired", "redial"]


@dataclass(frozen=True, slots=True)
class Task:
    """A request in words and what is right for it.

    `targets` are observed one by one: None is a title that cannot be found here, which
    is a miss. `grades` has the gain of every right title. `leave_out` are no answers.
    Tasks of one `drawn` are not independent and are drawn again together.
    """

    id: str
    text: str
    targets: tuple[str | None, ...]
    grades: Mapping[str, int]
    drawn: str
    leave_out: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


Measured = tuple[float | None, ...]
"""A figure for each observation of a task; None where there is none to be had."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a set; only of the tasks of `group`, where it has one."""

    id: str
    name: str
    of: Callable[[Task, Sequence[str]], Measured]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class TaskSet:
    """Tasks that are measured alike; the first measure is the one that counts."""

    name: str
    protocol: str
    tasks: tuple[Task, ...]
    measures: tuple[Measure, ...]
    catalogue: frozenset[str] | None = None
    """What is ranked; None is the whole collection."""
    limited: bool = False
    """What a request names is no answer for anybody, and popularity keeps its limits."""
    notes: tuple[str, ...] = field(default=())


def recall(group: str | None = None, name: str = "R@10") -> Measure:
    """The share of targets among the first ten."""
    id = "recall@10" if group is None else f"recall@10/{group}"
    return Measure(id, name, lambda t, r: tuple(hit(r, x) for x in t.targets), group)


def gain(group: str | None = None, name: str = "nDCG@10") -> Measure:
    """nDCG of the first ten."""
    id = "ndcg@10" if group is None else f"ndcg@10/{group}"
    return Measure(id, name, lambda t, r: (ndcg(r, t.grades),), group)


_MRR: Final = Measure("mrr", "MRR", lambda t, r: (reciprocal_rank(r, t.grades),))
_JUDGED: Final = Measure("judged@10", "judged", lambda t, r: (judged(r, t.grades),))


# --- conversations ----------------------------------------------------------------


class _ChatRow(msgspec.Struct):
    id: str
    dialog_id: str
    text: str
    rec: list[int]
    prev: list[int]


def read_chats(folder: Path, name: Chat, films: Collection[str]) -> TaskSet:
    """Conversations that ask for a film (He et al. 2023)."""
    known = _read_catalogue(folder / f"requests/{name}_catalogue.json")
    rows = list(read_rows(folder / f"requests/{name}.jsonl.gz", _ChatRow))
    tasks = tuple(filter(None, (_chat_task(row, known, films) for row in rows)))
    targets = [target for task in tasks for target in task.targets]
    return TaskSet(
        name=name,
        protocol="rank the catalogue's titles without those named before; one "
        "observation a target, a target without text is a miss; intervals over "
        "dialogues (He et al. 2023)",
        tasks=tasks,
        measures=(recall(),),
        catalogue=frozenset(filter(None, known.values())) & frozenset(films),
        notes=(
            f"{len(targets):,} targets in {len(tasks):,} of {len(rows):,} rows, "
            f"{targets.count(None):,} of them not in the collection",
        ),
    )


def _read_catalogue(path: Path) -> dict[int, str | None]:
    try:
        raw = read_bytes(path, MAX_CATALOGUE)
        return msgspec.json.decode(raw, type=dict[int, str | None])
    except msgspec.MsgspecError as error:
        raise InputError(
            f"this is no catalogue ({error})", path=path,
            advice="copy the file again from where it came",
        ) from error  # fmt: skip


def _chat_task(
    row: _ChatRow, known: Mapping[int, str | None], films: Collection[str]
) -> Task | None:
    """None for a row that recommends nothing new."""
    new = [one for one in row.rec if one not in set(row.prev)]
    if not new:
        return None
    ids = [known.get(one) for one in new]
    targets = tuple(id if id in films else None for id in ids)
    right = {target for target in targets if target is not None}
    before = {id for id in map(known.get, row.prev) if id is not None}
    return Task(
        id=row.id,
        text=row.text,
        targets=targets,
        grades=dict.fromkeys(sorted(right), 1),
        drawn=row.dialog_id,
        leave_out=frozenset(before - right),  # two numbers may be one title
    )


# --- "what was that film" ---------------------------------------------------------


class Post(msgspec.Struct):
    """A post that looks for a film, with the ids of its answers."""

    id: str
    text: str
    positives: list[str]


def read_posts(folder: Path, films: Mapping[str, Title]) -> TaskSet:
    """Posts that describe a film; apart, those whose answer no training post has."""
    train = folder / TRAIN
    trained = {key for post in read_rows(train, Post) for key in post.positives}
    posts = list(read_rows(folder / VALID, Post))
    here = [post for post in posts if any(key in films for key in post.positives)]
    told = [post for post in here if _tells(post, films)]
    kept = [post for post in here if post not in told]
    return TaskSet(
        name="tomt",
        protocol="rank the films; posts whose answer is not among them or is named in "
        "the post are left out; seen and unseen: whether a training post has the "
        "same answer; depth 1,000",
        tasks=tuple(_post_task(post, films, trained) for post in kept),
        measures=(
            recall(), gain(), _MRR, recall("seen", "R@10 seen"),
            recall("unseen", "R@10 new"),
        ),
        notes=(
            f"{len(kept):,} of {len(posts):,} posts; left out: "
            f"{len(posts) - len(here):,} whose answer is not among the films, "
            f"{len(told):,} that name it",
        ),
    )  # fmt: skip


def _post_task(post: Post, films: Collection[str], trained: Collection[str]) -> Task:
    right = tuple(key for key in post.positives if key in films)
    seen = any(key in trained for key in right)
    return Task(
        id=post.id,
        text=post.text,
        targets=right,
        grades=dict.fromkeys(right, 1),
        drawn=post.id,
        groups=frozenset({"seen" if seen else "unseen"}),
    )


def _tells(post: Post, films: Mapping[str, Title]) -> bool:
    text = f" {_folded(post.text)} "
    named = (
        name for key in post.positives if key in films for name in films[key].names
    )
    return any(f" {folded} " in text for name in named if (folded := _folded(name)))


_WORD: Final = re.compile(r"[^\W_]+")


def _folded(text: str) -> str:
    """Words alone, in lower case, with a space between two."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKD", text).casefold()))


# --- more like this ---------------------------------------------------------------


class _PairRow(msgspec.Struct):
    a_id: str | None
    b_id: str | None
    label: Literal["OK", "NOT_OK"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two titles, and whether somebody found them alike."""

    a: str
    b: str
    alike: bool


LIKE_PROTOCOL: Final = (
    "is b like a, as judged; both titles among the films; likeness is the mean of both "
    "directions; area under the curve over pairs, intervals over the titles a"
)


def read_pairs(path: Path, films: Collection[str]) -> tuple[Pair, ...]:
    """The judged pairs of two titles that are both in the collection."""
    rows = read_rows(path, _PairRow)
    return tuple(
        Pair(row.a_id, row.b_id, row.label == "OK")
        for row in rows
        if row.a_id and row.b_id and row.a_id in films and row.b_id in films
    )


# --- the project's own ------------------------------------------------------------


def drama_tasks(
    requests: Sequence[DramaRequest], graded: Mapping[str, Graded]
) -> TaskSet:
    """The drama yardstick: graded titles of the starter catalogue."""
    known = [one for one in requests if one.id in graded]
    tasks = tuple(_drama_task(one, graded[one.id]) for one in known)
    right = [task for task in tasks if any(task.grades.values())]
    kinds = _groups("kind", [one.kind for one in known])
    styles = _groups("style", [one.style for one in known])
    return TaskSet(
        name="drama",
        protocol="rank the starter catalogue without what the request names; grades 0 "
        "to 3 of the pooled first ten of every ranker, gain 2^g - 1, ungraded 0",
        tasks=tuple(right),
        measures=(gain(), _JUDGED, *kinds, *styles),
        limited=True,
        notes=(
            f"{len(right):,} of {len(requests):,} requests; left out: "
            f"{len(requests) - len(known):,} not graded, {len(known) - len(right):,} "
            "with no title of any gain",
        ),
    )


def _groups(what: str, names: Sequence[str]) -> Iterator[Measure]:
    for name in sorted({*filter(None, names)}):
        yield gain(f"{what}/{name}", f"{what} {name}")


def _drama_task(request: DramaRequest, graded: Graded) -> Task:
    return Task(
        id=request.id,
        text=request.text,
        targets=(),
        grades=graded.grades,
        drawn=request.id,
        groups=frozenset({f"kind/{request.kind}", f"style/{request.style}"}),
    )
