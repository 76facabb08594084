"""A share of few -> the bounds between which it may lie.

The score interval of Wilson ("Probable inference, the law of succession, and statistical
inference", JASA 1927), which is honest for small numbers.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z: Final = 1.959963984540054
"""Of the normal distribution at 95%."""


def wilson_interval(hits: int, n: int) -> tuple[float, float]:
    """The 95% score interval of a share, to four places; (0, 1) for nothing."""
    if not n:
        return 0.0, 1.0
    share, z2 = hits / n, _Z**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
