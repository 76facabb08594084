"""Build the packaged catalogue: one dirty list of facts -> a small clean one.

    python scripts/build_catalogue.py [dramas.jsonl.gz] [--out FILE] [--report FILE]

Reads the merged list of Asian dramas (`catalogue/dramas.jsonl.gz` under
UNSPOILED_DATA), and writes `src/unspoiled/data/catalogue.jsonl.gz` with the report
`docs/catalogue.md`. The stages stand in STAGES, in running order. The same input gives
the same bytes. A fact that contradicts another is dropped, never guessed: a wrong fact
is worse than none. Ratings and votes do not leave this script.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from unspoiled.interchange import title_from_record, title_to_record
from unspoiled.names import name_keys, person_key
from unspoiled.vocabulary import GROUPS, Facet, Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parents[1]
Record = dict[str, Any]

LAST_FULL_YEAR = 2024
"""Titles up to this year have ended; later ones may still be running."""
EPISODES = 1_500
"""The longest serial of the list has 1,088."""
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Tally:
    """What was done, counted by words for it, with a few examples of each."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = defaultdict(list)

    def add(self, what: str, example: str = "") -> None:
        self.counts[what] += 1
        if example and example not in self.examples[what]:
            self.examples[what].append(example)


def main(argv: list[str] | None = None) -> None:
    options = _options(argv)
    tally = Tally()
    records = read_records(options.source)
    tally.counts["records read"] = len(records)
    for stage in STAGES:
        records = stage(records, tally)
    tally.counts["titles written"] = len(records)
    packed = pack(records)
    options.out.write_bytes(packed)
    options.report.write_text(report(records, tally, len(packed)), encoding="utf-8")
    print(f"{len(records):,} titles, {len(packed):,} bytes: {options.out}")


def _options(argv: list[str] | None) -> argparse.Namespace:
    data = Path(os.environ.get("UNSPOILED_DATA", ROOT.parent / "shared" / "data"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "source", nargs="?", type=Path, default=data / "catalogue" / "dramas.jsonl.gz"
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "src/unspoiled/data/catalogue.jsonl.gz"
    )
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "catalogue.md")
    return parser.parse_args(argv)


def read_records(path: Path) -> list[Record]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def pack(records: Iterable[Record]) -> bytes:
    """JSON Lines in gzip; no time and no name of a file in it."""
    lines = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    return gzip.compress(lines, compresslevel=9, mtime=0)


# --- text -------------------------------------------------------------------------

_HANGUL = re.compile(r"[가-힣]+")
_UNSEEN = re.compile("[\ufeff\ufe0e\ufe0f\u200b-\u200f\u202a-\u202e\u2060]")


def repair_text(records: list[Record], tally: Tally) -> list[Record]:
    """Undo mojibake and take out invisible characters, everywhere."""
    return [_repaired(record, tally) for record in records]


def _repaired(value: Any, tally: Tally) -> Any:
    if isinstance(value, dict):
        return {key: _repaired(held, tally) for key, held in value.items()}
    if isinstance(value, list):
        return [_repaired(held, tally) for held in value]
    if not isinstance(value, str):
        return value
    mended = _HANGUL.sub(_unmangle, value)
    if mended != value:
        tally.add("texts with mojibake repaired", f"{value} → {mended}")
    clean = " ".join(_UNSEEN.sub("", mended).split())
    if clean != mended:
        tally.add("texts with invisible characters or stray spaces cleaned")
    return unicodedata.normalize("NFC", clean)


def _unmangle(found: re.Match[str]) -> str:
    """A lone Hangul syllable amid Latin letters that is a Latin letter misread.

    UTF-8 read as CP949 turns "é" into "챕"; C1 controls stand for CP1252 punctuation.
    Only syllables whose two bytes are UTF-8 of U+0080..U+00FF can be meant.
    """
    text, whole = found.group(), found.string
    beside = whole[max(0, found.start() - 1) : found.start()] + whole[found.end() :][:1]
    if len(text) != 1 or not re.search("[A-Za-z0-9]", beside):
        return text
    try:
        letter = text.encode("cp949").decode("utf-8")
        return letter.encode("latin-1").decode("cp1252")
    except UnicodeError:
        return text


# --- rows -------------------------------------------------------------------------


def drop_junk(records: list[Record], tally: Tally) -> list[Record]:
    """Rows that are about no title."""
    kept = []
    for record in records:
        if re.fullmatch(r"(?i)test( content)?( \d+)?", record["title"]):
            tally.add("rows dropped: test rows", f"{record['id']} {record['title']}")
        elif not _says_something(record):
            tally.add("rows dropped: a name alone", f"{record['id']} {record['title']}")
        else:
            kept.append(record)
    return kept


def _says_something(record: Record) -> bool:
    told = ("year", "episodes", "cast", "genres", "tags", "networks", "minutes")
    return any(record.get(key) for key in told)


# --- people -----------------------------------------------------------------------

_NOTE = re.compile(r"\s*(\((?!(?:19|20)\d\d\))[^()]*\)|\[[^\[\]]*\])")
_NO_PERSON = re.compile(
    r"(?i)^(list of\b.*|.*\b(division pd|team|cast members|test person)\b.*"
    r"|[\W\d]*|test( test)?( \d+)?)$"
)
_LATER = re.compile(r"\s*(\||/|→|,\s*(later|real name|formerly|aka|a\.k\.a\.)\b).*$")


def clean_people(records: list[Record], tally: Tally) -> list[Record]:
    """Names of people: no notes, one spelling each, once in a cast."""
    for record in records:
        for key in ("directors", "writers"):
            if key in record:
                record[key] = [n for raw in record[key] for n in _persons(raw, tally)]
        record["cast"] = [
            {**member, "actor": name}
            for member in record["cast"]
            for name in _persons(member["actor"], tally)
        ]
    spelling = _spellings(records, tally)
    for record in records:
        for key in ("directors", "writers"):
            if key in record:
                record[key] = _once([spelling.get(n, n) for n in record[key]], tally)
        for member in record["cast"]:
            member["actor"] = spelling.get(member["actor"], member["actor"])
        record["cast"] = _cast_once(record["cast"], tally)
    return records


def _persons(raw: str, tally: Tally) -> Iterator[str]:
    """The person or persons that a field names."""
    if "→" in raw:
        tally.add("fields that named a person and the successor, split", raw)
    for part in raw.split("→"):
        name = _NOTE.sub("", part).strip(" ?,;|")
        if name != part.strip():
            tally.add("bracketed notes and stray signs taken off names", part.strip())
        if not name or _NO_PERSON.match(name):
            tally.add("names of no person dropped", raw)
        else:
            yield name


def _letters(name: str) -> str:
    """The form in which two spellings of one name are equal: case, hyphen, accent."""
    plain = unicodedata.normalize("NFKD", name.replace("-", " "))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"(?<=[a-z])(?=[A-Z][a-z]+\s)", " ", plain)  # "LeeMin Ho"
    return " ".join(re.sub(r"[.'’]", "", plain).lower().split())


def _spellings(records: list[Record], tally: Tally) -> dict[str, str]:
    """Every spelling -> the most frequent one of the same letters."""
    seen: Counter[str] = Counter()
    for record in records:
        seen.update(member["actor"] for member in record["cast"])
        seen.update(record.get("directors", []))
        seen.update(record.get("writers", []))
    groups: dict[str, list[str]] = defaultdict(list)
    for name in seen:
        groups[_letters(name)].append(name)
    chosen: dict[str, str] = {}
    for names in groups.values():
        if len(names) > 1:
            best = min(names, key=lambda n: (-seen[n], "-" in n, n))
            tally.add(
                "people in several spellings, made one", " / ".join(sorted(names))
            )
            chosen |= dict.fromkeys(names, best)
    return chosen


def _once(names: Iterable[str], tally: Tally) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        if kept.setdefault(person_key(name) or name, name) is not name:
            tally.add("credits that stood twice in one title")
    return list(kept.values())


def _cast_once(cast: list[Record], tally: Tally) -> list[Record]:
    """Each actor once, in romanisations too; the entry that says more is kept."""
    kept: dict[str, Record] = {}
    for member in cast:
        clean = _character(member, tally)
        first = kept.setdefault(person_key(clean["actor"]) or clean["actor"], clean)
        if first is not clean:
            tally.add("credits that stood twice in one title")
            kept[person_key(clean["actor"]) or clean["actor"]] = clean | first
    return list(kept.values())


def _character(member: Record, tally: Tally) -> Record:
    """A cast entry whose character is one name: a second one may give a secret away."""
    character = member.get("character")
    if not character:
        return member
    name = _LATER.sub("", _NOTE.sub("", character)).strip(" |,;")
    if name.count('"') == 1:
        name = name.replace('"', "")
    if name != character:
        # no example: it would tell here what is kept from the file
        tally.add("characters with a second identity or a note, cut")
    rest = {key: value for key, value in member.items() if key != "character"}
    return {"actor": rest.pop("actor"), "character": name, **rest} if name else rest


# --- facts ------------------------------------------------------------------------


def check_numbers(records: list[Record], tally: Tally) -> list[Record]:
    """Numbers that no title has, or that contradict the dates, become unknown."""
    for record in records:
        _check_dates(record, tally)
        _check_episodes(record, tally)
        _check_minutes(record, tally)
    return records


def _date(record: Record, key: str) -> date | None:
    try:
        return date.fromisoformat(record.get(key) or "")
    except ValueError:
        return None


def _forget(record: Record, key: str, why: str, tally: Tally) -> None:
    example = f"{record['title']} ({record.get('year')}): {record.pop(key)}"
    tally.add(why, example)


def _check_dates(record: Record, tally: Tally) -> None:
    start, end = _date(record, "air_start"), _date(record, "air_end")
    if start and end and end < start:
        _forget(record, "air_end", "last air dates before the first, dropped", tally)
    year = record.get("year")
    if start and not year:
        record["year"] = start.year
        tally.add("years taken from the first air date", record["title"])
    elif start and year != start.year:
        _forget(record, "year", "years that contradict the first air date", tally)
        record["year"] = start.year
    elif year and not 1950 <= year <= 2030:
        _forget(record, "year", "impossible years dropped", tally)


def _check_episodes(record: Record, tally: Tally) -> None:
    episodes = record.get("episodes")
    if episodes is None:
        return
    if not 1 <= episodes <= EPISODES:
        _forget(record, "episodes", "impossible episode counts dropped", tally)
        return
    slots, days = _air_slots(record)
    if slots and days >= 21 and not 0.4 <= episodes / slots <= 4.5:
        why = "episode counts that the broadcast days contradict, both dropped"
        if episodes > slots:  # a daily serial with one of its days listed
            why = "broadcast days too few for the episodes, dropped"
        else:
            _forget(record, "episodes", why, tally)
        record.pop("air_days")
        if episodes > slots:
            tally.add(why, record["title"])
    elif days >= 21 and not 1 / 45 <= episodes / (days + 1) <= 1.25 and not slots:
        _forget(record, "episodes", "episode counts that the run contradicts", tally)


def _air_slots(record: Record) -> tuple[int, int]:
    """How many broadcast days lie in the run (0 if unknown), and its days."""
    start, end = _date(record, "air_start"), _date(record, "air_end")
    if start is None or end is None:
        return 0, 0
    days = (end - start).days
    listed = set(record.get("air_days") or ())
    run = (start + timedelta(n) for n in range(days + 1))
    return sum(WEEK[day.weekday()] in listed for day in run), days


def _check_minutes(record: Record, tally: Tally) -> None:
    minutes = record.get("minutes")
    if minutes is None:
        return
    tags = {tag.lower() for tag in record.get("tags", ())}
    most = 200
    if "web series" in tags:
        most = 90
    if tags & {"short length series", "filmed vertically"}:
        most = 29
    if not 1 <= minutes <= most:
        _forget(record, "minutes", "minutes that the kind of title contradicts", tally)


def settle_kind(records: list[Record], tally: Tally) -> list[Record]:
    """One part alone is a special, many parts are a series; shows are told apart."""
    for record in records:
        episodes, form = record.get("episodes"), record.pop("format", "Drama")
        kind = record["kind"]
        if kind == "special" and (episodes or 1) > 3:
            record["kind"] = "series"
            tally.add("specials of four episodes or more, now series", record["title"])
        elif kind == "series" and episodes == 1 and form == "Drama":
            if (record.get("year") or LAST_FULL_YEAR) <= LAST_FULL_YEAR:
                record["kind"] = "special"
                tally.add("series of one episode, now specials", record["title"])
        if form == "TV Show":
            record.setdefault("tags", []).append("variety show")
            tally.add("shows that are no drama, tagged variety show")
    return records


# --- names of services, places, genres, tags --------------------------------------


def name_things(records: list[Record], tally: Tally) -> list[Record]:
    """Countries, services, genres and tags by the vocabulary's names."""
    vocabulary = load_vocabulary()
    for record in records:
        _name_country(record, vocabulary, tally)
        for key in ("networks", "streaming"):
            if key in record:
                record[key] = _services(record[key], vocabulary, tally)
        genres, tags = _genres(record, vocabulary, tally)
        record["genres"] = genres
        record["tags"] = _tags([*record.get("tags", ()), *tags], vocabulary, tally)
        record["air_days"] = [day for day in WEEK if day in record.get("air_days", ())]
        rating = re.match(r"(G|R|\d+\+)\b|(\d+\+)", record.pop("content_rating", ""))
        if rating:
            record["content_rating"] = rating[0]
    return records


def _name_country(record: Record, vocabulary: Vocabulary, tally: Tally) -> None:
    raw = record.get("country")
    name = vocabulary.country(raw) if raw else None
    if raw and name != raw:
        tally.add("countries renamed", f"{raw} → {name}")
    record["country"] = name
    if name and (language := vocabulary.language_of(name)):
        record["language"] = language


def _services(raw: list[str], vocabulary: Vocabulary, tally: Tally) -> list[str]:
    """Canonical names; several services run together in one field are parted."""
    names: list[str] = []
    for field in raw:
        parts = [p for p in re.split(r"\s*,\s*", field.strip(" ,")) if p]
        whole = vocabulary.network(field.strip(" ,"))
        found = [whole] if whole else _parted(" ".join(parts).split(), vocabulary)
        if found is None:
            tally.add("services that nobody could name, dropped", field)
            continue
        if found != [field]:
            tally.add("services renamed or parted", f"{field} → {', '.join(found)}")
        names += found
    return list(dict.fromkeys(names))


def _parted(words: list[str], vocabulary: Vocabulary) -> list[str] | None:
    """The services that the words name one after another; None if they do not."""
    if not words:
        return []
    for end in range(len(words), 0, -1):
        name = vocabulary.network(" ".join(words[:end]))
        if name and (rest := _parted(words[end:], vocabulary)) is not None:
            return [name, *rest]
    return None


def _genres(
    record: Record, vocabulary: Vocabulary, tally: Tally
) -> tuple[list[str], list[str]]:
    """Genres by their names; what is no genre goes to the tags."""
    genres, tags = [], []
    for raw in record.get("genres", ()):
        if name := vocabulary.genre(raw):
            genres.append(name)
            if name != raw:
                tally.add("genres renamed", f"{raw} → {name}")
        elif vocabulary.of_tag(raw):
            tags.append(raw)
            tally.add("genres that are tags, moved", raw)
        else:
            tally.add("genres that are none, dropped", raw)
    return list(dict.fromkeys(genres)), tags


def _tags(raw: list[str], vocabulary: Vocabulary, tally: Tally) -> list[str]:
    names = []
    for tag in raw:
        facet = vocabulary.of_tag(tag)
        if facet:
            names.append(facet.name)
            tally.add("tags folded to a facet")
        elif why := vocabulary.kept_out(tag):
            tally.add(f"tags kept out: {why}", tag.lower())
        else:
            tally.add("tags that fit nothing, dropped", tag.lower())
    return list(dict.fromkeys(names))


def clean_names(records: list[Record], tally: Tally) -> list[Record]:
    """Other names of a title: no repeats, no two names run together."""
    for record in records:
        names = [record["title"], record.get("original_title"), *record.get("aka", ())]
        known = {name for name in names if name}
        parted = [p for name in record.get("aka", ()) for p in _unglued(name, known)]
        if parted != record.get("aka", []):
            tally.add("other names that were run together, parted", record["title"])
        own = {record["title"], record.get("original_title")}
        record["aka"] = [name for name in dict.fromkeys(parted) if name not in own]
    return records


def _unglued(name: str, known: set[str]) -> list[str]:
    """ "Sanae MatseonSanae Matsun" is two names, if either stands elsewhere."""
    for at in re.finditer(r"(?<=[a-z])(?=[A-Z])", name):
        halves = [name[: at.start()].strip(), name[at.start() :].strip()]
        if any(half in known for half in halves):
            return halves
    return [name]


# --- titles that stand twice ------------------------------------------------------


def merge_twins(records: list[Record], tally: Tally) -> list[Record]:
    """One record of each title; the kept one names those merged into it."""
    by_id = {record["id"]: record for record in records}
    people = {record["id"]: _people(record) for record in records}
    found = [
        pair
        for pair in _candidates(records, people)
        if _are_twins(by_id[pair[0]], by_id[pair[1]], people)
    ]
    groups = _groups(found, by_id, tally)
    gone = {member for group in groups for member in group[1:]}
    merged = {group[0]: _merged([by_id[m] for m in group], tally) for group in groups}
    return [merged.get(r["id"], r) for r in records if r["id"] not in gone]


def _people(record: Record) -> set[str]:
    names = [member["actor"] for member in record["cast"]]
    names += [*record.get("directors", ()), *record.get("writers", ())]
    return {key for name in names if (key := person_key(name))}


def _name_set(record: Record) -> set[str]:
    names = [record["title"], record.get("original_title") or "", *record["aka"]]
    return {keys[0] for name in names if name and (keys := name_keys(name))}


def _candidates(
    records: list[Record], people: dict[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """Pairs that share a name, or four people."""
    names: dict[str, list[str]] = defaultdict(list)
    credits: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for key in _name_set(record):
            names[key].append(record["id"])
        for person in people[record["id"]]:
            credits[person].append(record["id"])
    pairs: Counter[tuple[str, str]] = Counter()
    for ids in credits.values():
        pairs.update(itertools.combinations(sorted(ids), 2))
    shared = {pair for pair, count in pairs.items() if count >= 4}
    for ids in names.values():
        shared.update(itertools.combinations(sorted(ids), 2))
    yield from sorted(shared)


def _are_twins(one: Record, other: Record, people: dict[str, set[str]]) -> bool:
    """Whether two records are of one title; every sign against it counts."""
    if _contradict(one, other):
        return False
    both = len(people[one["id"]] & people[other["id"]])
    fewest = min(len(people[one["id"]]), len(people[other["id"]]))
    most_people = fewest > 0 and both >= 0.6 * fewest
    same_length = one.get("episodes") == other.get("episodes") is not None
    years = [record["year"] for record in (one, other) if record.get("year")]
    if len(years) < 2:
        named_alike = bool(_name_set(one) & _name_set(other))
        return most_people and both >= (3 if named_alike else 4 if same_length else 99)
    apart = abs(years[0] - years[1])
    if not same_length:
        return False
    if _titled_alike(one, other) and (fewest == 0 or both >= 2):
        # the same name, length and (nearly) year, and nobody knows other people
        near = apart == 0 or (apart == 1 and not _foreign(one, other))
        return near or (apart == 2 and both >= 5 and one["episodes"] >= 100)
    return apart == 0 and most_people and both >= 4 and not _foreign(one, other)


def _titled_alike(one: Record, other: Record) -> bool:
    return name_keys(one["title"])[0] == name_keys(other["title"])[0]


def _foreign(one: Record, other: Record) -> bool:
    countries = {one.get("country"), other.get("country")} - {None}
    return len(countries) > 1


def _contradict(one: Record, other: Record) -> bool:
    """Other ids in one source, other parts of a story, or a name with more to it."""
    ids, others = one.get("ids", {}), other.get("ids", {})
    if any(others.get(key, value) != value for key, value in ids.items()):
        return True
    if _foreign(one, other) and not _titled_alike(one, other):
        return True
    return _part(one) != _part(other) or _extends(one["title"], other["title"])


_PART = re.compile(
    r"(?i)\b(?:season|series|part|chapter|vol(?:ume)?\.?)\s*(\d+|[ivx]+)\b"
    r"|\s(\d{1,2}|ii|iii|iv|v)(?=$|:| -)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "x": 10}


def _part(record: Record) -> tuple[int, ...]:
    """Which season or part the title says it is; (1,) where it does not say."""
    found = []
    for match in _PART.finditer(record["title"]):
        said = (match[1] or match[2]).lower()
        found.append(int(said) if said.isdigit() else _ROMAN.get(said, 0))
    return tuple(found) or (1,)


def _extends(one: str, other: str) -> bool:
    """ "X" and "X: More" are two titles, unless the more is a season."""
    short, long = sorted((_letters(one), _letters(other)), key=len)
    if short == long or not long.startswith(short):
        return False
    return not re.fullmatch(
        r"[\W\d]*(season|part|series)?[\W\divx]*", long[len(short) :]
    )


def _groups(
    pairs: list[tuple[str, str]], by_id: dict[str, Record], tally: Tally
) -> list[list[str]]:
    """Groups of ids where each is the twin of each other; no guess where not.

    Twins of one name come first: a spin-off can share people and length with both.
    """
    alike = [p for p in pairs if _titled_alike(by_id[p[0]], by_id[p[1]])]
    groups: list[list[str]] = []
    done: set[str] = set()
    for round_pairs, last in ((alike, False), (pairs, True)):
        twins: dict[str, set[str]] = defaultdict(set)
        for one, other in round_pairs:
            if one not in done and other not in done:
                twins[one].add(other)
                twins[other].add(one)
        for first in sorted(twins):
            group = {first, *twins[first]}
            if first in done:
                continue
            if all(group == {member, *twins[member]} for member in group):
                groups.append(sorted(group))
                done |= group
            elif last:
                names = ", ".join(f"{m} {by_id[m]['title']}" for m in sorted(group))
                tally.add("possible twins left alone: not clear whose", names)
    return groups


def _merged(group: list[Record], tally: Tally) -> Record:
    """The fullest record, with what the others add; the lowest id stays."""
    ordered = sorted(group, key=lambda r: (-_fullness(r), r["id"]))
    kept = dict(ordered[0])
    for other in ordered[1:]:
        tally.add(
            "records merged into another of the same title",
            f"{other['id']} {other['title']} ({other.get('year')}) = "
            f"{kept['title']} ({kept.get('year')})",
        )
        _take_over(kept, other, tally)
    ids = sorted(record["id"] for record in group)
    kept["id"], kept["merged"] = ids[0], ids[1:]
    first = next(record for record in group if record["id"] == ids[0])
    if first["title"] != kept["title"]:  # ids of the first list carry English names
        kept["aka"] = [kept["title"], *(n for n in kept["aka"] if n != first["title"])]
        kept["title"] = first["title"]
    return kept


def _fullness(record: Record) -> int:
    facts = ("year", "air_start", "minutes", "votes", "country", "episodes")
    lists = ("cast", "tags", "genres", "networks", "directors", "writers", "aka")
    known = sum(record.get(key) not in (None, 0) for key in facts)
    return 3 * known + sum(len(record.get(key, ())) > 0 for key in lists)


def _take_over(kept: Record, other: Record, tally: Tally) -> None:
    for key in ("country", "episodes", "minutes"):
        if kept.get(key) and other.get(key) and kept[key] != other[key]:
            both = f"{kept['title']}: {kept[key]}, {other[key]}"
            tally.add(f"{key}: merged records disagree", both)
            if key != "episodes" or "air_end" not in kept:
                kept[key] = None
                if key == "country":
                    kept.pop("language", None)
                continue
        if key not in kept and other.get(key):
            kept[key] = other[key]
    for key, value in other.items():
        if key not in kept and key not in ("merged", "language"):
            kept[key] = value
    own = {kept["title"], kept.get("original_title")}
    more = [*kept["aka"], other["title"], other.get("original_title"), *other["aka"]]
    kept["aka"] = [n for n in dict.fromkeys(more) if n and n not in own]
    kept["ids"] = {**other.get("ids", {}), **kept.get("ids", {})}
    kept["tags"] = list(dict.fromkeys([*kept["tags"], *other["tags"]]))
    kept["cast"] = _cast_once([*kept["cast"], *other["cast"]], tally)
    kept["votes"] = max(kept.get("votes") or 0, other.get("votes") or 0)


# --- out --------------------------------------------------------------------------


def weigh(records: list[Record], tally: Tally) -> list[Record]:
    """Votes -> popularity, log(1 + votes) / log(1 + most votes); unknown where none."""
    top = math.log1p(max(record["votes"] for record in records))
    for record in records:
        votes = record.pop("votes")
        if votes > 0:
            record["popularity"] = round(math.log1p(votes) / top, 3)
            tally.add("titles with a popularity")
    return records


def finish(records: list[Record], tally: Tally) -> list[Record]:
    """Through the interchange, which leaves out what is unknown, in order of ids."""
    done = []
    for record in sorted(records, key=lambda r: r["id"]):
        known = {k: v for k, v in record.items() if v not in (None, [], {}, "")}
        done.append(title_to_record(title_from_record(known)))
    return done


STAGES: tuple[Callable[[list[Record], Tally], list[Record]], ...] = (
    repair_text,
    drop_junk,
    clean_people,
    check_numbers,
    settle_kind,
    name_things,
    clean_names,
    merge_twins,
    weigh,
    finish,
)


# --- report -----------------------------------------------------------------------


def report(records: list[Record], tally: Tally, size: int) -> str:
    """What the file holds, what was dropped, merged and repaired, and why."""
    vocabulary = load_vocabulary()
    parts = [
        _head(records, size),
        _known_table(records),
        _done(tally),
        _tag_part(records, vocabulary, tally),
        _revealing(records, vocabulary),
        _merges(tally),
    ]
    return "\n".join(parts)


def _head(records: list[Record], size: int) -> str:
    kinds = Counter(record["kind"] for record in records)
    countries = Counter(record.get("country", "unknown") for record in records)
    return f"""# The packaged catalogue

Written by `scripts/build_catalogue.py`; do not edit by hand.

{len(records):,} titles ({_listed(kinds)}) in {size / 1e6:.2f} MB of gzipped JSON Lines, the
interchange form. Countries: {_listed(countries)}.

**Sources.** Facts (names, years, people, lengths, networks, tags), merged from public
lists drawn from MyDramaList, TMDB and Wikipedia. No synopsis, no review and no rating of
any other service is in it. `popularity` is log(1 + votes) / log(1 + most votes), three
digits, absent where nobody voted; the votes themselves are not shipped. Keys beyond the
interchange: `merged` (ids of records merged into this one), `air_days`,
`content_rating` (G, 13+, 15+, 18+, R).

**What to know.** The sources disagree in places. Where two facts of one record
contradict each other, the doubtful one was dropped, as counted below; an error that
nothing in the record contradicts is still there (a few hundred episode counts and
runtimes are thought to be off). `language` is given only where the country makes it
certain: South Korea (Korean), Japan (Japanese), Thailand (Thai).
"""


def _known_table(records: list[Record]) -> str:
    keys = (
        "year", "episodes", "minutes", "country", "language", "networks", "streaming",
        "directors", "writers", "cast", "genres", "tags", "aka", "original_title",
        "air_start", "air_end", "popularity", "ids", "soundtrack", "merged",
    )  # fmt: skip
    rows = [
        f"| {key} | {count:,} | {count / len(records):.0%} |"
        for key in keys
        if (count := sum(key in record for record in records))
    ]
    return "## What is known\n\n| fact | titles | share |\n|---|---|---|\n" + (
        "\n".join(rows) + "\n"
    )


def _done(tally: Tally) -> str:
    rows = []
    for what, count in sorted(tally.counts.items()):
        if what.startswith(("tags", "records merged")):
            continue
        examples = "; ".join(tally.examples[what][:3]).replace("|", "\\|")
        rows.append(f"| {what} | {count:,} | {examples} |")
    return (
        "## What was done\n\n| what | count | such as |\n|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def _tag_part(records: list[Record], vocabulary: Vocabulary, tally: Tally) -> str:
    used = Counter(name for record in records for name in record.get("tags", ()))
    groups: Counter[str] = Counter()
    for name, count in used.items():
        if facet := vocabulary.of_tag(name):
            groups[facet.group] += count
    folded = tally.counts["tags folded to a facet"]
    kept_out = {w: n for w, n in tally.counts.items() if w.startswith("tags kept out")}
    lost = tally.counts["tags that fit nothing, dropped"]
    unfit = tally.examples["tags that fit nothing, dropped"]
    lines = [
        "## Tags\n",
        f"{folded:,} tags were folded to {len(used):,} facets of our vocabulary, "
        f"{sum(kept_out.values()):,} kept out on purpose, {lost:,} fit nothing"
        + (f" ({'; '.join(unfit)})." if lost else "."),
        "",
        "| group | facets | facets in use | tags in the file |",
        "|---|---|---|---|",
    ]
    for group in GROUPS:
        facets = [facet for facet in vocabulary.facets if facet.group == group]
        in_use = sum(facet.name in used for facet in facets)
        lines.append(f"| {group} | {len(facets)} | {in_use} | {groups[group]:,} |")
    lines += ["", "Kept out:", ""]
    for why, count in sorted(kept_out.items()):
        tags = ", ".join(sorted(tally.examples[why]))
        lines.append(f"- {why.removeprefix('tags kept out: ')} ({count}): {tags}")
    return "\n".join(lines) + "\n"


def _revealing(records: list[Record], vocabulary: Vocabulary) -> str:
    used = Counter(name for record in records for name in record.get("tags", ()))
    hidden = [f for f in vocabulary.data.facets if _hides(f)]
    tags = sum(len(facet.tags) for facet in hidden)
    lines = [
        "## Facets that give something away\n",
        "Never named to a viewer who has not seen enough. "
        f"{len(hidden)} facets, to which {tags} tags of the lists are folded.\n",
        "| facet | reveals | titles | tags folded to it |",
        "|---|---|---|---|",
    ]
    for facet in hidden:
        reveals = f"{facet.reveals}, sealed" if facet.sealed else facet.reveals
        lines.append(
            f"| {facet.name} | {reveals} | {used[facet.name]} | {', '.join(facet.tags)} |"
        )
    return "\n".join(lines) + "\n"


def _hides(facet: Facet) -> bool:
    return facet.sealed or facet.reveals not in ("feel", "premise")


def _merges(tally: Tally) -> str:
    what = "records merged into another of the same title"
    lines = [f"## Merged records ({tally.counts[what]})\n"]
    lines += [f"- {example}" for example in tally.examples[what]]
    return "\n".join(lines) + "\n"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common())


if __name__ == "__main__":
    main()
