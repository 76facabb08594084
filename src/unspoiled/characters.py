"""Characters that no file can hold, and what stands for them."""

from __future__ import annotations

import re
from typing import Final

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """The same text with U+FFFD for each lone surrogate: encodable, equally long."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
