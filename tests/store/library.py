"""What the tests of the store share: invented titles and reviews, and an encoder."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from unspoiled.domain import (
    CastMember,
    Judged,
    Mark,
    Passage,
    RevealName,
    Review,
    Sentence,
    Title,
)
from unspoiled.names import name_keys, person_key
from unspoiled.store.protocol import Credit, ReviewEntry, TitleEntry

ENCODER = "letters-32"
JUDGE = "judge-1"


def encode(texts):
    """Vectors of words by chance, the same for the same word: near texts share words."""
    rows = []
    for text in texts:
        row = np.zeros(32, np.float32)
        for word in text.casefold().split():
            seed = int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "big")
            row += np.random.default_rng(seed).standard_normal(32, np.float32)
        rows.append(row / max(float(np.linalg.norm(row)), 1e-6))
    return np.array(rows, np.float32).reshape(len(rows), 32)


def credits_of(title):
    """People of a title as `add` gives them to the store."""
    yield from (Credit(person_key(n), n, "director") for n in title.directors)
    yield from (Credit(person_key(n), n, "writer") for n in title.writers)
    for member in title.cast:
        yield Credit(person_key(member.actor), member.actor, "cast", member.character)


def title_entry(title, card=None):
    passages = [Passage(title.id, "card", card or f"{title.title} card")]
    if title.synopsis:
        passages.append(Passage(title.id, "prose", title.synopsis))
    keys = dict.fromkeys(key for name in title.names for key in name_keys(name))
    return TitleEntry(title, tuple(keys), tuple(credits_of(title)), tuple(passages))


def review_entry(review, judged_by=JUDGE, searched=True):
    """A review read by full stops, each sentence `feel` and searchable."""
    judged, passages, start = [], [], 0
    for index, piece in enumerate(review.text.split(". ")):
        sentence = Sentence(review.id, index, start, start + len(piece), piece)
        probability: dict[RevealName, float] = {
            "feel": 0.1 + 0.2,
            "premise": 0.4,
            "hint": 0.1,
        }
        probability |= {"later": 0.1, "ending": 1 / 7}
        judged.append(Judged(sentence, "feel", probability))
        passages.append(
            Passage(review.title_id or "", "sentence", piece, review.id, index)
        )
        start += len(piece) + 2
    marks = (Mark("inline", 0, 3, "spoiler"), Mark("scope", 0, 9, through=4))
    return ReviewEntry(
        review, marks, tuple(judged), tuple(passages) if searched else (), judged_by
    )


LANTERN = Title(
    id="t-lantern",
    title="Lantern Bay",
    original_title="등불 만",
    aka=("The Lantern Bay",),
    year=2021,
    country="South Korea",
    language="Korean",
    episodes=6,
    minutes=40,
    networks=("MBC",),
    streaming=("Disney+",),
    directors=("Ana Quill",),
    writers=("Bo Fenn",),
    cast=(CastMember("Kim Dara", "Harbour Master", "main"), CastMember("Ode Lark")),
    genres=("Romance",),
    tags=("friends to lovers", "slow burn"),
    synopsis="Two lighthouse keepers share a quiet winter.",
    air_start="2021-03-01",
    air_end="2021-04-05",
    popularity=0.9,
    ids={"imdb": "tt9900001", "tmdb": "77"},
    extra={"shelf": {"row": 3, "tags": ["a", None]}},
)
ORCHARD = Title(
    id="t-orchard",
    title="Orchard Street",
    year=1998,
    kind="film",
    country="Japan",
    minutes=101,
    directors=("Mori Hana",),
    genres=("Drama",),
    popularity=0.4,
)
QUIET = Title(id="t-quiet", title="Quiet Signal", country="China")

WARM = Review(
    id="r-warm",
    title_id="t-lantern",
    text="A calm and warm drama. The pacing is gentle. 음악이 정말 아름답다. Nul\x00 kept",
    source="Harbour Times",
    url="https://example.org/warm",
    author="Pell",
    date="2021-05-02",
    rating="8",
    through_episode=6,
    extra={"n": 1},
)
COLD = Review(
    id="r-cold",
    title_id="t-lantern",
    text="The ocean looks cold. I never warmed to the leads",
    date="2021-04-30",
)
