"""How wide a line is on a terminal."""

from __future__ import annotations

from rich.cells import cell_len


def cells(line: str) -> int:
    """Columns that a line takes; Korean letters take two."""
    return cell_len(line)
