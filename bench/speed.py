"""How long things take on this machine: a table of medians.

    python bench/speed.py                # a few minutes; --quick leaves out adding
    python bench/speed.py --runs 9       # more runs of what is quick

Cold means a new process on a library that is built; warm, the second time in one
process. The throughput of adding needs the film reviews of `../shared/data` (or of the
folder that UNSPOILED_DATA names) and is left out where they are not there. Nothing here
is a test: figures depend on the machine and on what else it does, so its load is told.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from unspoiled import Guide

ROOT = Path(__file__).parents[1]
REQUESTS = ROOT / "tests" / "data" / "hard_limits.json"
DATA = Path(os.environ.get("UNSPOILED_DATA", ROOT.parent / "shared" / "data"))
REVIEWS = DATA / "reviews"
TITLES = DATA / "requests" / "items.jsonl.gz"
ASKED = "something calm, friends to lovers, done in one evening, on Disney+"

Row = tuple[str, str, str]
"""What was measured, the median and the range or the processor time."""


def main() -> None:
    """Measure one thing after another and print each as it is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="do not add the reviews")
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before")
    with tempfile.TemporaryDirectory(prefix="unspoiled-bench-") as folder:
        for name, median, rest in rows(Path(folder), options.runs, options.quick):
            print(f"{name:44} {median:>14}   {rest}", flush=True)
    print(f"load {os.getloadavg()[0]:.1f} after")


def rows(folder: Path, runs: int, quick: bool) -> Iterator[Row]:
    """Every measurement, the quickest first."""
    library = folder / "library"
    yield from commands("--help", [["--help"]], runs)
    yield from commands("ask --help", [["ask", "--help"]], runs)
    built = [["ask", ASKED, "--library", str(folder / str(n))] for n in range(3)]
    yield from commands("first build and first answer", built, 3)
    (folder / "0").rename(library)
    cold = [["ask", ASKED, "--library", str(library)]]
    yield from commands("ask, cold", cold, runs)
    yield from warm(library)
    if quick:
        return
    if not TITLES.exists():
        yield ("add", "-", f"{DATA} is not there")
        return
    yield from adding(library)


def commands(name: str, commands: Sequence[Sequence[str]], runs: int) -> Iterator[Row]:
    """The command line in processes of its own, one command after another."""
    clock, work = [], []
    for number in range(runs):
        command = commands[number % len(commands)]
        wall, processor = timed(lambda command=command: call(command))
        clock.append(wall)
        work.append(processor)
    yield (
        name,
        f"{statistics.median(clock):.2f} s",
        f"{min(clock):.2f} to {max(clock):.2f} s; "
        f"processor {statistics.median(work):.2f} s",
    )


def call(arguments: Sequence[str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "unspoiled", *arguments], check=True, capture_output=True
    )


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor in child processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    work()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used


def warm(library: Path) -> Iterator[Row]:
    """The same process asks again: the median, and how slow the slowest are."""
    asked = [one["text"] for one in json.loads(REQUESTS.read_text())["requests"]]
    with Guide.open(library) as guide:
        for text in asked:
            guide.ask(text)
        took = []
        for text in asked * 3:
            start = time.perf_counter()
            guide.ask(text)
            took.append(1000 * (time.perf_counter() - start))
    slowest = statistics.quantiles(took, n=100)[98]
    yield (
        f"ask, warm ({len(asked)} requests)",
        f"{statistics.median(took):.0f} ms",
        f"99 of 100 within {slowest:.0f} ms",
    )


def adding(library: Path) -> Iterator[Row]:
    """Titles, then the reviews of those titles; once, since it takes minutes."""
    with Guide.open(library) as guide:
        start = time.perf_counter()
        report = guide.add(TITLES)
        took = time.perf_counter() - start
        added = sum(report.titles.values())
        yield (
            f"add {added:,} titles",
            f"{took:.0f} s",
            f"{added / took:,.0f} a second",
        )
        start = time.perf_counter()
        report = guide.add(REVIEWS)
        took = time.perf_counter() - start
        yield (
            f"add {sum(report.reviews.values()):,} reviews",
            f"{took:.0f} s",
            f"{report.sentences:,} sentences, {report.sentences / took:,.0f} a second",
        )


if __name__ == "__main__":
    main()
