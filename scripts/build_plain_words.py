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
LEAST_FILES: Final = 2
_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)*", re.ASCII)
_PIECE: Final = re.compile(
    r"(?P<before>(?:[\w,;’']\s|-)?)(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
)


def plain_words(texts: Iterable[str]) -> list[str]:
    """The words that two texts or more write in small letters, sorted.

    A word that more texts write with a capital inside a sentence is a name that
    somebody wrote carelessly; so is what a hyphen joins to a name: "jin" of "Hye-jin".
    """
    small: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for text in texts:
        found: dict[bool, set[str]] = {True: set(), False: set()}
        capital = False
        for match in _PIECE.finditer(text):
            word = match["word"].replace("’", "'")
            joined = match["before"] == "-" and capital
            capital = joined or not word.islower()
            if match["before"] or not capital:
                found[capital].add(word.lower())
        small.update(word for word in found[False] if _WORD.fullmatch(word))
        named.update(found[True])
    return sorted(
        word
        for word, files in small.items()
        if files >= LEAST_FILES and files >= named[word]
    )


def corpus_texts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(ROOT.glob("corpus/part_*.txt"))]


if __name__ == "__main__":
    words = plain_words(corpus_texts())
    OUT.write_text("\n".join(words) + "\n", "utf-8")
    print(f"{len(words):,} words in {OUT.relative_to(ROOT)}")
