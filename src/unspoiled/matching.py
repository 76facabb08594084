"""A name and a year -> the title meant, or a doubt."""

from __future__ import annotations

from .names import name_keys, person_key

__all__ = ["name_keys", "person_key"]
