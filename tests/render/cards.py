"""Cards of invented titles: reviews in, `About` and `Card` out, through the real steps."""

from __future__ import annotations

from tests.makers import make_title
from tests.said import reviews_of
from unspoiled.domain import ALL_SEEN, NOTHING_SEEN
from unspoiled.guide import About
from unspoiled.profiles import profile_of
from unspoiled.quotes import QuoteConfig, choose_quotes, choose_warnings
from unspoiled.render.card import card_of
from unspoiled.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
CALM = "It is a calm drama about people who talk quietly."
TENSE = "It is a tense drama about people who shout at night."
ACTING = "The acting is superb in every scene of it."
POOR = "The acting is terrible in every scene of it."


def about_of(*reviews, title=None, boundary=NOTHING_SEEN, warnings=False, **more):
    """What is held of a title whose reviews are given as lists of sentences."""
    title = title or make_title()
    said = reviews_of(*((f"r-{n}", texts) for n, texts in enumerate(reviews)))
    listed = [facet.key for facet in VOCABULARY.of_tags((*title.tags, *title.genres))]
    whole = profile_of(title.id, said, listed, ALL_SEEN, VOCABULARY)
    quotes = choose_quotes(said, (), QuoteConfig(most=4))
    told = warnings or boundary.everything
    return About(
        title=title,
        boundary=boundary,
        profile=profile_of(title.id, said, listed, boundary, VOCABULARY),
        reviews=len(reviews),
        quotes=tuple(quotes),
        not_for=tuple(choose_warnings(said, quotes, most=2)),
        warnings=whole.of("content_warning") if told else None,
        **more,
    )


def card(*reviews, **more):
    return card_of(about_of(*reviews, **more), VOCABULARY)


def told(made, key):
    """The lines of a part as (text, how sure)."""
    part = made.part(key)
    return [] if part is None else [(line.text, line.sure) for line in part.lines]
