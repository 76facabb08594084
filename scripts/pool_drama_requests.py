"""Candidates for grading: the best of several rankers for each drama request, blind.

    python scripts/pool_drama_requests.py --out pool.jsonl [--requests FILE]
        [--grades FILE] [--library FOLDER] [--depth 10] [--seed N] [--rankers NAME ...]

One line a request: `{id, kind, style, text, candidates: [facts of a title, ...]}`. The
candidates are the first ten of every ranker over the starter catalogue, shuffled, without
a word on who found them; those that `bench/requests/drama_grades.jsonl` grades already are
left out. A title that the request names is no answer to it and is left out of all. Needs
the extra `unspoiled[bench]`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from unspoiled import Guide
from unspoiled.bench.collection import collect
from unspoiled.bench.pooling import DEPTH, facts_for_grading, pooled
from unspoiled.bench.product import named_in, popular_within_limits, rank
from unspoiled.bench.rankers import Baselines, Name, order
from unspoiled.bench.statistics import SEED
from unspoiled.bench.vectors import remembered
from unspoiled.bench.yardstick import (
    GRADES,
    REQUESTS,
    DramaRequest,
    read_drama_requests,
    read_grades,
)

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "bench" / "requests"
BY_TEXT: Sequence[Name] = ("bm25", "minilm", "rrf")
RANKERS = ("popularity", *BY_TEXT, "product")


def main() -> None:
    """Write the pool, and say on stderr how large it is."""
    options = arguments()
    requests = read_drama_requests(options.requests)[: options.limit_queries]
    graded = read_grades(options.grades) if options.grades.exists() else {}
    count = 0
    with (
        tempfile.TemporaryDirectory(prefix="unspoiled-pool-") as folder,
        Guide.open(
            options.library or Path(folder, "library"), today=options.today
        ) as g,
        options.out.open("wb") as out,
    ):
        pool = Pool(g, options.vectors)
        for number, request in enumerate(requests, start=1):
            known = graded[request.id].grades if request.id in graded else {}
            rankings = pool.rankings(request, options.rankers)
            found = pooled(
                request.id, rankings.values(), graded=known, depth=options.depth,
                seed=options.seed,
            )  # fmt: skip
            out.write(msgspec.json.encode(line(request, found, pool)) + b"\n")
            count += len(found)
            print(f"{number}/{len(requests)}: {count} pairs", file=sys.stderr)
    print(f"{count} pairs of {len(requests)} requests: {options.out}", file=sys.stderr)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=Path, default=FOLDER / REQUESTS)
    parser.add_argument("--grades", type=Path, default=FOLDER / GRADES)
    parser.add_argument("--library", type=Path, help="a built starter library")
    parser.add_argument("--vectors", type=Path, help="folder to keep vectors in")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--depth", type=int, default=DEPTH)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--limit-queries", type=int)
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--rankers", nargs="+", choices=RANKERS, default=RANKERS)
    return parser.parse_args()


class Pool:
    """The rankers over the titles of one library."""

    def __init__(self, guide: Guide, vectors: Path | None) -> None:
        self.guide = guide
        self.titles = guide.store.titles(guide.store.all_title_ids())
        collection = collect(self.titles.values())
        encoder = guide.bench.encoder
        rows = remembered(collection.passages, encoder, vectors, guide.talk)
        self.baselines = Baselines(collection, rows, encoder.encode)

    def rankings(
        self, request: DramaRequest, names: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        """What each ranker puts first, without what the request names."""
        understood = self.guide.understand(request.text)
        named = named_in(understood)
        ids = self.baselines.collection.ids
        found: dict[str, Iterator[str] | Sequence[str]] = {}
        if "popularity" in names:
            found["popularity"] = popular_within_limits(self.guide, understood)
        by_text = [name for name in BY_TEXT if name in names]
        for name, scores in self.baselines.scores(request.text, by_text).items():
            found[name] = [ids[number] for number in order(scores)]
        if "product" in names:
            found["product"] = rank(self.guide, request.text)
        return {
            name: [key for key in ranking if key not in named]
            for name, ranking in found.items()
        }


def line(request: DramaRequest, found: Sequence[str], pool: Pool) -> dict[str, object]:
    """One line of the pool."""
    return {
        **msgspec.to_builtins(request),
        "candidates": [facts_for_grading(pool.titles[key]) for key in found],
    }


if __name__ == "__main__":
    main()
