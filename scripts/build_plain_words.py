"""Count the words of the corpus: those that people write small are no names.

    python scripts/build_plain_words.py    # writes src/unspoiled/data/plain_words.txt

The corpus was written for this project, so the list is its own. A word counts where
two files at least write it without a capital; `tests/test_plain_words.py` tells when the
list is older than the corpus.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
OUT: Final = ROOT / "src" / "unspoiled" / "data" / "plain_words.txt"
LEAST_FILES: Final = 3
_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)*", re.ASCII)


def plain_words(texts: Iterable[str]) -> list[str]:
    """The words that three texts or more write in small letters, sorted.

    What follows a hyphen behind a capital is none: "jin" of "Hye-jin".
    """
    counts: Counter[str] = Counter()
    for text in texts:
        joined = re.split(r"[^\w'’-]+", text)
        words = (part for word in joined if word.islower() for part in word.split("-"))
        small = {word.replace("’", "'").strip("'") for word in words}
        counts.update(word for word in small if _WORD.fullmatch(word))
    return sorted(word for word, files in counts.items() if files >= LEAST_FILES)


def corpus_texts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(ROOT.glob("corpus/part_*.txt"))]


if __name__ == "__main__":
    words = plain_words(corpus_texts())
    OUT.write_text("\n".join(words) + "\n", "utf-8")
    print(f"{len(words):,} words in {OUT.relative_to(ROOT)}")
