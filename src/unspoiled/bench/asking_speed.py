"""How long a warm answer takes in this process: percentiles over distinct requests."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from ..guide import Guide
from ..store.protocol import Progress
from .figures import PRODUCT, Figure, figure
from .statistics import Estimate

WARM_UP: Final = 20
"""Answers before the clock runs; what is loaded late is loaded then."""
PERCENTILES: Final = (50, 90, 99, 100)


def take_times(
    requests: Sequence[str], guide: Guide, progress: Progress = lambda done, total: None
) -> list[float]:
    """Milliseconds of each answer, one after another."""
    for text in requests[-WARM_UP:]:
        guide.ask(text)
    took = []
    for number, text in enumerate(requests):
        progress(number, len(requests))
        start = time.perf_counter()
        guide.ask(text)
        took.append(1_000 * (time.perf_counter() - start))
    return took


def figures_of_times(took: Sequence[float], note: str) -> Iterator[Figure]:
    """The percentiles of the times, in ms."""
    for percent in PERCENTILES:
        name = "slowest" if percent == 100 else f"{percent} of 100 within"
        found = Estimate(float(np.percentile(took, percent)), len(took))
        id = f"speed/ask/p{percent}"
        yield figure(id, name, found, unit="ms", by=PRODUCT, note=note)


def load_now() -> str:
    """What the machine does besides, in words."""
    known = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"{os.cpu_count()} processors, load average {known}"
