"""Screening many titles at once agrees with checking one by one."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unspoiled.domain import CastMember, Limit, Title
from unspoiled.limits import check
from unspoiled.store.sqlite import open_store

from .library import title_entry

COUNTRIES = ["South Korea", "korea", "Japan, China", "Atlantis", " "]
NETWORKS = ["Disney+", "disney plus", "MBC", "Harbour TV", ""]
PEOPLE = ["Park Hyung Sik", "Bak Hyeong-sik", "Ana Quill", "Oguri Shun", "Shun Oguri"]
TAGS = ["friends to lovers", "Slow Burn", "Romance", "Drama", "invented", "Amnesia", ""]
DATES = ["2026-06-14", "2026-06-15", "2026-06", "2026", "2019-01-01", "2023-06-16", "?"]
FACETS = ["trope:friends-to-lovers", "theme:romance", "trope:amnesia", "no:such"]


def some(values):
    return st.lists(st.sampled_from(values), max_size=6).map(tuple)


def maybe(values):
    return st.none() | values


titles = st.builds(
    Title,
    id=st.uuids().map(str),
    title=st.sampled_from(["One", "Two"]),
    year=maybe(st.sampled_from([1998, 2022, 2023, 2025, 2026, 2027])),
    kind=st.sampled_from(["series", "film", "special"]),
    country=maybe(st.sampled_from(COUNTRIES)),
    language=maybe(st.sampled_from(["Korean", "ko", "Elvish"])),
    episodes=maybe(st.sampled_from([1, 6, 16, 150, 500])),
    minutes=maybe(st.integers(1, 200)),
    networks=some(NETWORKS),
    streaming=some(NETWORKS),
    directors=some(PEOPLE),
    writers=some(PEOPLE),
    cast=st.lists(
        st.builds(
            CastMember, st.sampled_from(PEOPLE), maybe(st.sampled_from(["Oh", "Ana"]))
        ),
        max_size=3,
    ).map(tuple),
    genres=some(TAGS),
    tags=some(TAGS),
    air_start=maybe(st.sampled_from(DATES)),
    air_end=maybe(st.sampled_from(DATES)),
    popularity=maybe(st.sampled_from([0.0, 0.5, 1.0])),
)
WORDS = {
    "country": [*COUNTRIES, "korean", "CN"],
    "language": ["Korean", "elvish"],
    "network": NETWORKS,
    "person": [*PEOPLE, "Oh"],
    "kind": ["series", "Film"],
    "facet": FACETS,
    "finished": ["yes"],
}
bounds = maybe(st.integers(0, 2400) | st.floats(0, 2400))
number_limits = st.builds(
    Limit,
    st.sampled_from(["total", "episodes", "minutes", "year"]),
    st.just("words"),
    low=bounds,
    high=bounds,
)
word_limits = st.sampled_from(sorted(WORDS)).flatmap(
    lambda fact: st.builds(
        Limit,
        st.just(fact),
        st.just("words"),
        any_of=some(WORDS[fact]),
        none_of=some(WORDS[fact]),
        role=st.sampled_from([None, "director", "writer", "cast", "character"]),
    )
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("screening") / "library")
    yield store
    store.close()


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(titles, max_size=8),
    st.lists(number_limits | word_limits, max_size=3),
    st.sampled_from([date(2026, 6, 15), date(2023, 6, 15)]),
)
def test_screen_agrees_with_check(shared, given_titles, limits, today):
    with shared.writing():
        for old in shared.all_title_ids():
            shared.remove_title(old)
        shared.put_titles([title_entry(title) for title in given_titles])

    found = shared.screen(limits, today)

    ranked = sorted(
        given_titles,
        key=lambda t: (-(-1.0 if t.popularity is None else t.popularity), t.id),
    )
    verdicts = {t.id: [check(one, t, today) for one in limits] for t in ranked}
    fitting = [t.id for t in ranked if "broken" not in verdicts[t.id]]
    assert found.proven == tuple(i for i in fitting if "unknown" not in verdicts[i])
    assert found.unknown == tuple(i for i in fitting if "unknown" in verdicts[i])
    assert found.broken == tuple(
        sum(verdicts[i][n] == "broken" for i in verdicts) for n in range(len(limits))
    )


def test_screen_sees_what_another_process_added(shared, store):
    before = store.screen([], date(2026, 1, 1))

    other = open_store(store.path)
    other.put_titles([title_entry(Title(id="t-new", title="New", popularity=1.0))])
    other.close()

    assert len(before.proven) == 3
    assert store.screen([], date(2026, 1, 1)).proven[0] == "t-new"
