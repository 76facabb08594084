"""The library on disk: `open_store` gives one, `protocol` says what it can do."""

from __future__ import annotations

from .protocol import Store
from .sqlite import open_store

__all__ = ["Store", "open_store"]
