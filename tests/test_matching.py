"""A record's title is matched when it is certain, doubted when it is not."""

import gzip
import json
import os
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unspoiled.domain import CastMember, Title
from unspoiled.interchange import review_from_record, title_from_record
from unspoiled.matching import (
    Doubt,
    Match,
    Unknown,
    Wanted,
    decide,
    name_keys,
    near,
    suggest,
)

DATA = Path(os.environ.get("UNSPOILED_DATA", Path(__file__).parents[2] / "shared/data"))

PIER = Title("p1", "A Quiet Pier", year=2020, original_title="조용한 부두")
PIER_2 = Title("p2", "A Quiet Pier 2", year=2022)
HARBOUR_OLD = Title("h1", "Harbour", year=1995, kind="film", ids={"imdb": "tt0000011"})
HARBOUR_NEW = Title("h2", "Harbour", year=2018, kind="film", ids={"imdb": "tt0000022"})
NIGHT = Title("n1", "Night Ferry", year=2021, aka=("Harbour", "The Last Boat"))
LIBRARY = (PIER, PIER_2, HARBOUR_OLD, HARBOUR_NEW, NIGHT)


def found(**said):
    return decide(Wanted(**said), LIBRARY)


def meant(decision):
    assert isinstance(decision, Match)
    return decision.title_id


@pytest.mark.parametrize(
    ("title", "year", "title_id"),
    [
        ("A Quiet Pier", 2020, "p1"),
        ("Quiet Pier", 2020, "p1"),
        ("A QUIET PIER", None, "p1"),
        ("조용한부두", 2020, "p1"),
        ("A Quiet Pier, Part 2", 2022, "p2"),
        ("A Quiet Pier II", None, "p2"),
        ("Harbour", 1995, "h1"),
        ("Harbour", 2018, "h2"),
        ("Harbour (2018)", None, "h2"),
        ("harbour 1995", None, "h1"),
        ("The Last Boat", 2021, "n1"),
        ("Last Boat", None, "n1"),
        ("Choyonghan Pudu", 2020, "p1"),
    ],
)
def test_name_and_year_tell_the_title(title, year, title_id):
    assert meant(found(title=title, year=year)) == title_id


def test_a_year_apart_is_the_same_title_if_no_other_is_near():
    assert meant(found(title="A Quiet Pier", year=2019)) == "p1"
    assert meant(found(title="A Quiet Pier", year=2021)) == "p1"


def test_two_of_a_name_within_two_years_are_a_doubt():
    later = replace(HARBOUR_OLD, id="h3", year=1997, ids={})

    decision = decide(Wanted(title="Harbour", year=1996), [HARBOUR_OLD, later])

    assert isinstance(decision, Doubt)
    assert set(decision.candidates) == {"h1", "h3"}


def test_a_name_that_several_titles_bear_is_a_doubt_without_a_year():
    decision = found(title="Harbour")

    assert isinstance(decision, Doubt)
    assert set(decision.candidates) >= {"h1", "h2"}


def test_a_remake_of_another_year_is_not_the_title():
    assert isinstance(found(title="Harbour", year=1950), Unknown)
    assert "1995, 2018" in found(title="Harbour", year=1950).why


def test_a_series_may_run_on_but_that_is_a_doubt():
    assert isinstance(found(title="A Quiet Pier", year=2025), Doubt)


def test_main_name_and_year_win_over_another_titles_aka():
    assert meant(found(title="Harbour", year=2018)) == "h2"


def test_an_aka_gives_way_to_a_main_name_close_by():
    near_by = replace(HARBOUR_NEW, year=2020)

    decision = decide(Wanted(title="Harbour", year=2021), [near_by, NIGHT])

    assert isinstance(decision, Doubt)


def test_ids_come_first():
    assert meant(found(title_id="p2", title="Harbour", year=1995)) == "p2"
    assert meant(found(title_id="tt0000022")) == "h2"
    assert meant(found(ids={"imdb": "tt0000011"}, title="Something")) == "h1"
    assert meant(found(url="https://www.imdb.com/title/tt0000022/")) == "h2"


def test_a_url_of_another_title_is_a_doubt():
    url = "https://www.imdb.com/title/tt0000022/"

    assert isinstance(found(url=url, title="Night Ferry", year=2021), Doubt)


def test_another_id_at_the_same_service_excludes():
    assert isinstance(found(title="Harbour", year=1995, ids={"imdb": "tt9"}), Unknown)


def test_an_id_that_nobody_knows_leaves_no_more_than_a_doubt():
    decision = found(title_id="tt0000099", title="Night Ferry", year=2021)

    assert isinstance(decision, Doubt)
    assert decision.candidates == ("n1",)
    assert isinstance(found(title_id="x9"), Unknown)


def test_a_near_miss_is_never_a_match():
    decision = found(title="A Quite Pier", year=2020)

    assert isinstance(decision, Doubt)
    assert decision.candidates[0] == "p1"


def test_nothing_said_is_unknown():
    assert isinstance(found(), Unknown)
    assert isinstance(found(title="Nobody Knows This"), Unknown)
    assert isinstance(decide(Wanted(title="Harbour"), []), Unknown)


def test_two_records_of_one_title_are_one():
    cast = (CastMember("Noh Ha Ran"), CastMember("Seo Bit Na"), CastMember("Ma Ro"))
    rich = Title(
        "d1", "Tin Moon", year=2019, cast=cast, episodes=16, country="South Korea"
    )
    poor = Title("x1", "Tin Moon", year=2019, cast=(
        CastMember("Roh Ha-ran"), CastMember("Seo Bit-na")))  # fmt: skip
    other = Title("x2", "Tin Moon", year=2019, cast=(CastMember("Bo Sun"),))

    assert meant(decide(Wanted(title="Tin Moon", year=2019), [poor, rich])) == "d1"
    assert meant(decide(Wanted(title="Tin Moon"), [poor, rich])) == "d1"
    assert isinstance(decide(Wanted(title="Tin Moon", year=2019), [rich, other]), Doubt)


def test_kind_narrows():
    series = replace(HARBOUR_NEW, id="h9", kind="series", ids={})

    decision = decide(
        Wanted(title="Harbour", year=2018, kind="series"), [HARBOUR_NEW, series]
    )

    assert decision == Match("h9", "by name and year")


def test_near_names_are_suggested():
    names = [name for title in LIBRARY for name in title.names]
    keys = defaultdict(list)
    for title in LIBRARY:
        for name in title.names:
            for key in name_keys(name):
                keys[key].append(title.id)

    assert near("A Quiet Peer", names)[0] == "A Quiet Pier"
    assert suggest("Harbor", keys)[:2] == ("h1", "h2")
    assert near("zzz", names) == ()


names = st.sampled_from(
    ["Harbour", "Pier", "Pier 2", "The Pier", "Ferry", "Pier (2001)"]
)
titles = st.builds(
    Title,
    id=st.integers(0, 30).map(str),
    title=names,
    year=st.none() | st.integers(1999, 2004),
    aka=st.lists(names, max_size=2).map(tuple),
)


@given(
    st.lists(titles, max_size=6, unique_by=lambda title: title.id),
    names,
    st.none() | st.integers(1999, 2004),
    st.randoms(use_true_random=False),
)
def test_decisions_do_not_depend_on_order_and_are_never_a_guess(
    library, name, year, random
):
    wanted = Wanted(title=name, year=year)
    decision = decide(wanted, library)
    shuffled = random.sample(library, len(library))

    assert decide(wanted, shuffled) == decision
    if isinstance(decision, Match):
        title = next(t for t in library if t.id == decision.title_id)
        same = [t for t in library if t.title == title.title and t.year == title.year]
        assert same == [title]
    if isinstance(decision, Doubt):
        assert decision.candidates


# --- on real data -----------------------------------------------------------------


def _read(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class _Shelf:
    def __init__(self, *files):
        self.titles = {}
        self.keys, self.ids = defaultdict(set), defaultdict(set)
        for file in files:
            for record in _read(file):
                title = title_from_record(record)
                self.titles[title.id] = title
                for name in title.names:
                    for key in name_keys(name):
                        self.keys[key].add(title.id)
                for pair in title.ids.items():
                    self.ids[pair].add(title.id)

    def decide(self, wanted):
        ids = {wanted.title_id} & self.titles.keys()
        ids |= {i for key in wanted.keys for i in self.keys.get(key, ())}
        ids |= {i for pair in wanted.foreign.items() for i in self.ids.get(pair, ())}
        return decide(wanted, [self.titles[i] for i in sorted(ids)])


@pytest.mark.corpus
@pytest.mark.slow
def test_real_reviews_find_their_titles():
    shelf = _Shelf("catalogue/dramas.jsonl.gz", "requests/items.jsonl.gz")
    dramas = map(review_from_record, _read("reviews/kdrama_dev.jsonl.gz"))
    films = [review_from_record(r) for r in _read("reviews/films_markdown.jsonl.gz")]

    outcomes = Counter(type(shelf.decide(Wanted.by(r))).__name__ for r in dramas)
    assert outcomes["Match"] >= 60
    known = [r for r in films if r.title_id in shelf.titles]
    assert len(known) == 1725
    assert all(meant(shelf.decide(Wanted.by(r))) == r.title_id for r in known)
    unknown = [r for r in films if r.title_id not in shelf.titles]
    assert not any(isinstance(shelf.decide(Wanted.by(r)), Match) for r in unknown)

    by_name = [
        shelf.decide(replace(Wanted.by(r), title_id=None, url=None)) for r in known
    ]
    right = [r.title_id for r in known]
    told = [(d, i) for d, i in zip(by_name, right, strict=True) if isinstance(d, Match)]
    assert len(told) >= 0.99 * len(known)
    assert all(decision.title_id == title_id for decision, title_id in told)
