"""The review that started the project: what it gives away stays hidden, the rest is told.

The review is not part of the repository, so neither are its sentences: they are looked
for by a few words each.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from unspoiled import Guide
from unspoiled.domain import ALL_SEEN
from unspoiled.render.plain import about_record
from unspoiled.sources import ReviewDefaults

pytestmark = pytest.mark.corpus

QUESTION = "something calm, friends to lovers, done in one evening, on Disney+"

GIVEN_AWAY = (
    r"then they get together",
    r"19 years",
    r"eight Sun-woo has spent",
    r"living together",
    r"long-distance",
    r"chickens out",
    r"backs out",
    r"other love interests",
    r"Their journey from friends",
)
TOLD = (
    r"soft, delicate lenses",  # direction
    r"relaxed pace",
    r"acting, cinematography, and direction",
    r"perfectly curated",  # soundtrack
    r"short length of four episodes",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.conftest import data_folder

    review = data_folder() / "reviews" / "soundtrack-1.txt"
    if not review.is_file():
        pytest.skip(f"the review is not at {review}")
    path = tmp_path_factory.mktemp("first") / "library"
    facts = path.parent / "title.jsonl"
    facts.write_text(
        '{"id": "s1", "title": "Soundtrack #1", "year": 2022, "kind": "series",'
        ' "episodes": 4, "minutes": 44, "networks": ["Disney+"],'
        ' "tags": ["friends to lovers", "cohabitation"]}\n'
    )
    with Guide.open(path, starter=False) as guide:
        guide.add(facts)
        guide.add(review, defaults=ReviewDefaults(title="Soundtrack #1"))
    return path


def shown(library: Path) -> str:
    """Everything that the faces show to somebody who has seen nothing."""
    with Guide.open(library, starter=False) as guide:
        title = guide.find_title("Soundtrack #1")
        answer = guide.ask(QUESTION)
        about = guide.about(title)
        texts = [
            reason.text
            for pick in answer.picks
            for reason in (*pick.reasons, *pick.not_for)
        ]
        texts += [reason.text for reason in (*about.quotes, *about.not_for)]
        texts.append(json.dumps(about_record(about), ensure_ascii=False))
        for read in guide.read(title):
            texts += [s.judged.sentence.display for s in read.sentences if s.proof]
    return "\n".join(texts)


def test_nothing_is_given_away(library):
    text = shown(library)

    assert [words for words in GIVEN_AWAY if re.search(words, text)] == []
    assert "cohabitation" not in text.lower()


def test_what_it_is_like_is_told(library):
    text = shown(library)

    assert [words for words in TOLD if not re.search(words, text)] == []


def test_it_is_quoted_in_its_own_words(library):
    with Guide.open(library, starter=False) as guide:
        (pick,) = guide.ask(QUESTION).picks
        quotes = [reason.quote for reason in pick.reasons if reason.quote]
        for quote in quotes:
            review = guide.store.review(quote.review_id)
            assert review is not None
            assert review.text[quote.start : quote.end] == quote.text

    assert len(quotes) >= 2


def test_all_of_it_opens_once_all_is_seen(library):
    with Guide.open(library, starter=False) as guide:
        title = guide.find_title("Soundtrack #1")
        (read,) = guide.read(title, ALL_SEEN)

    assert all(sentence.proof == "seen" for sentence in read.sentences)
