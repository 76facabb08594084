"""A library with a secret in every field of a record that can carry one.

Each secret is a word that stands nowhere else, with the number of episodes after which it
may be told (None: only once all is seen). The title "The Glass Orchard" has four episodes;
its synopsis is public. Beside it stand reviews of titles that are in doubt or unknown, and
files that cannot be read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from unspoiled import Guide
from unspoiled.sources import ReviewDefaults
from unspoiled.sources.starter import starter_version

TITLE_ID = "t-glass-orchard"
NAME = "The Glass Orchard"
SECRETS: dict[str, int | None] = {
    "Alnorvik": 1, "Belquist": 1,  # name and summary of episode 1
    "Corrimund": 2, "Dravesha": 2,
    "Eskanor": 3, "Felwright": 3,
    "Gormalind": 4, "Hestrava": 4,
    "Isselbrook": None,  # a special's name
    "Jundaval": None, "Kelphane": None,  # other names
    "Lorvetta": None, "Mistrevan": None,  # tracks
    "Nordaphil": None,  # a tag that nobody knows
    "Ostrivane": None, "Pellagorn": None,  # notes on characters and roles
    "Quendaril": None,  # an id at another service
    "Rostavin": None,  # a key that the interchange does not name
    "Selvaque": None, "Tormandel": None, "Ulvistra": None,  # under marks
    "Varneth": None, "Wolmarik": None, "Xandriel": None,  # authors' labels
    "Yestrigan": None, "Zormival": None,  # in links and files' names
    "Abrendole": None, "Brivanche": None,  # in ratings and sources
    "Crestavol": None,  # in the id of a review
    "Dulmarine": None, "Erthavan": None,  # in what unmatched reviews call their title
    "Fostrigal": None,  # in their texts
    "Grelmavid": None, "Hurdavane": None,  # in what cannot be read
    "Ilvorsted": None,  # in a front matter that is no YAML
    "Jarvolind": None,  # in the query of a link
    "Kestromar": None,  # in the text below a warning
    "Lurmadine": None, "Mondrivale": None,  # in past requests' texts, ids, other keys
    "Nestorvyn": None,  # in a rater's name
    "Oskelvar": None,  # in ids of titles that nobody knows
    "Pravendis": None,  # in past requests and ratings that cannot be read
}  # fmt: skip
REVEALING_TAG = "amnesia"
SAID = "The acting is superb and the music is lovely."

TITLES: list[dict[str, Any]] = [
    {
        "id": TITLE_ID,
        "title": NAME,
        "original_title": "유리 과수원",
        "aka": ["Yuri Gwasuwon", "Jundaval Drowns", "The Orchard Where Kelphane Burns"],
        "year": 2020,
        "kind": "series",
        "country": "South Korea",
        "language": "Korean",
        "episodes": 4,
        "minutes": 50,
        "networks": ["tvN"],
        "directors": ["Han Seo-yul"],
        "writers": ["Oh Min-ah"],
        "cast": [
            {"actor": "Baek Ji-won", "character": "Mina", "role": "main"},
            {"actor": "Noh Tae-gyu", "character": "Jonas (killed by Ostrivane)"},
            {"actor": "Im Do-hwa", "character": "Ede", "role": "guest as Pellagorn"},
        ],
        "genres": ["Romance", "Mystery"],
        "tags": ["calm", REVEALING_TAG, "the death of Nordaphil"],
        "synopsis": "Mina comes home to the orchard of glass that her aunt left her.",
        "soundtrack": [
            {"track": "The Funeral of Lorvetta", "artist": "Paper Lantern Choir"},
            {"track": "Mistrevan", "artist": "Seol Ha"},
            {"track": "The Glass Orchard (Main Theme)", "artist": "Seol Ha"},
        ],
        "episode_list": [
            {"season": 0, "number": 1, "name": "Isselbrook", "summary": "Isselbrook."},
            *(
                {"season": 1, "number": number, "name": name, "summary": summary}
                for number, (name, summary) in enumerate(
                    [
                        ("Alnorvik", "Mina finds a trunk that belonged to Belquist."),
                        ("Corrimund", "Jonas repairs the greenhouse with Dravesha."),
                        ("Eskanor", "A storm drives Felwright into the boathouse."),
                        ("Gormalind", "Mina burns the orchard and marries Hestrava."),
                    ],
                    start=1,
                )
            ),
        ],
        "popularity": 0.5,
        "ids": {"imdb": "tt9900777", "mdl": "77-where-quendaril-drowns-in-the-end"},
        "trivia": "Rostavin dies.",
    },
    {"id": "t-harbour-1", "title": "Harbour Lamp", "year": 2001},
    {"id": "t-harbour-2", "title": "Harbour Lamp", "year": 2002},
]

REVIEWS: list[dict[str, Any]] = [
    {
        "id": "why-crestavol-drowns-in-the-end",
        "title_id": TITLE_ID,
        "source": "Brivanche dies in the last episode",
        "url": "https://example.org/reviews/yestrigan-drowns",
        "author": "gullwatcher",
        "rating": "9, though Abrendole dies",
        "format": "markdown",
        "text": f"{SAID} >!Selvaque burns the orchard.!<\n\n::: spoiler Varneth dies\n"
        "Tormandel drowns.\n:::\n\nThe photography is beautiful.",
    },
    {
        "id": "r-2",
        "title_id": TITLE_ID,
        "source": "Tidebook",
        "url": "https://example.org/culture/glass-orchard?who=jarvolind-drowns",
        "author": "Ines",
        "rating": "4",
        "scale": "5",
        "format": "html",
        "text": f"<p>{SAID}</p><details><summary>Wolmarik dies</summary>"
        "<p>Ulvistra opens the greenhouse.</p></details>",
    },
    {
        "id": "r-3",
        "title_id": TITLE_ID,
        "source": "Old Roads",
        "url": "https://example.org/old-roads/the-glass-orchard",
        "content_warning": "Xandriel dies in the last episode",
        "text": f"{SAID} In the end Kestromar dies and Mina marries the sailor.",
    },
    {
        "id": "r-4",
        "title": "Harbour Lamp and why Dulmarine drowns in it",
        "text": "Fostrigal sells the lamp and dies.",
    },
    {
        "id": "r-5",
        "title": "Harbour Lamp",
        "text": "Fostrigal sells the lamp and dies.",
    },
    {
        "id": "r-6",
        "title": "The end of a drama in which Erthavan dies",
        "text": "Fostrigal marries the keeper and dies.",
    },
]
HISTORY: list[dict[str, Any]] = [
    {
        "id": "where-mondrivale-drowns",
        "text": "A drama with an orchard of glass and calm music, in which Lurmadine dies",
        "answers": [TITLE_ID, "t-oskelvar-drowns"],
        "answer_said": "Mondrivale marries her",
    },
    {
        "text": "who dies in the orchard? Lurmadine?",
        "answers": [TITLE_ID, "t-harbour-1"],
    },
    *(
        {"rater": f"nestorvyn-dies-{n}", "title_id": key, "rating": 9}
        for n in range(5)
        for key in (TITLE_ID, "t-harbour-1", "t-oskelvar-drowns")
    ),
    *({"rater": f"n-{n}", "title_id": "t-harbour-2", "rating": 9} for n in range(5)),
]
BROKEN_HISTORY: list[dict[str, Any]] = [
    {"text": "Pravendis dies", "answers": []},
    {"text": ["Pravendis dies"], "answers": [TITLE_ID]},
    {"rater": "Pravendis dies", "title_id": TITLE_ID, "rating": "Pravendis dies"},
    {"rater": "Pravendis dies", "rating": 3},
]
BROKEN = (
    '{"title": "The Glass Orchard", "text": "Grelmavid dies\n'
    '{"title": "The Glass Orchard", "episodes": "until Hurdavane dies"}\n'
    '{"title": "The Glass Orchard", "text": ["Grelmavid"]}\n'
    '["Grelmavid"]\n'
)
FRONT = "---\ntitle: [Ilvorsted dies\n---\n\nA calm drama.\n"


def write_files(folder: Path) -> list[Path]:
    """The titles, the reviews, and a folder of files with secrets in their names."""
    folder.mkdir(parents=True, exist_ok=True)
    titles, reviews = folder / "titles.jsonl", folder / "reviews.jsonl"
    titles.write_text("\n".join(map(json.dumps, TITLES)), "utf-8")
    reviews.write_text("\n".join(map(json.dumps, REVIEWS)), "utf-8")
    broken = folder / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "records.jsonl").write_text(BROKEN, "utf-8")
    (broken / "front.md").write_text(FRONT, "utf-8")
    history = [*HISTORY, *BROKEN_HISTORY]
    (folder / "history.jsonl").write_text("\n".join(map(json.dumps, history)), "utf-8")
    named = folder / "why-zormival-drowns-in-it.txt"
    named.write_text(f"{SAID} The pace is calm.", "utf-8")
    return [titles, reviews, broken, named]


def build_planted(folder: Path) -> Path:
    """Make the library; the files it was made from lie beside it."""
    library = folder / "library"
    titles, reviews, broken, named = write_files(folder / "files")
    with Guide.open(library, starter=False) as guide:
        guide.add(titles, reviews, broken, folder / "files" / "history.jsonl")
        guide.add(named, defaults=ReviewDefaults(title=NAME))
        with guide.writing():  # so that no command fills the catalogue in
            guide.store.set_setting("starter", starter_version())
    return library


def told_too_early(text: str, seen: int | None) -> list[str]:
    """The secrets in a text that somebody who has seen so much may not be told."""
    if seen is None:
        return []
    folded = text.casefold()
    return [
        word
        for word, since in SECRETS.items()
        if (since is None or since > seen) and word.casefold() in folded
    ]
