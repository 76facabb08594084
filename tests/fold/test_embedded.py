"""Pages within a page tell as much as the page: none of their words is left."""

import pytest

from unspoiled import Guide
from unspoiled.fold.embedded import words_at, words_within

SAFE = "The acting is superb and the music is lovely."
TOLD = "Jonas dies in the fire"
CODED = "PHA+Sm9uYXMgZGllcyBpbiB0aGUgZmlyZTwvcD4="


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    folder = tmp_path_factory.mktemp("embedded")
    with Guide.open(folder / "library", starter=False) as opened:
        yield opened


PLACES = (
    f"<xmp>{TOLD}</xmp>",
    f'<iframe srcdoc="&lt;p>{TOLD}&lt;/p>"></iframe>',
    f'<div><template shadowrootmode="open"><p>{TOLD}</p></template></div>',
    f'<iframe src="data:text/html,<p>{TOLD}</p>"></iframe>',
    f'<iframe src="data:text/html,{TOLD.replace(" ", "%20")}"></iframe>',
    f'<object data="data:text/html;base64,{CODED}"></object>',
    f'<embed src="data:text/html,<p>{TOLD}</p>">',
    f'<img alt="" src="data:image/svg+xml,<svg><text>{TOLD}</text></svg>">',
    f'<datalist id="a"><option value="{TOLD}"></datalist>',
    f'<p data-tooltip="{TOLD}">{SAFE}</p>',
    f"<canvas>{TOLD}</canvas>",
    f"<noembed>{TOLD}</noembed>",
    f"<p style=\"--said: '{TOLD}'\">{SAFE}</p>",
)


@pytest.mark.parametrize("drop", [False, True])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_it_is_left(guide, place, drop):
    page = (
        f"<p>{SAFE}</p><p>In the last episode she leaves him.</p>{place}<p>{SAFE}</p>"
    )

    made = guide.fold(page, to="html", format="html", drop=drop).text

    assert "Jonas" not in made
    assert CODED not in made
    assert SAFE in made
    assert guide.fold(made, to="html", format="html", drop=drop).text == made


@pytest.mark.parametrize(
    "place",
    [
        '<img alt="" src="data:image/png;base64,iVBORw0KGgo=">',
        '<iframe src="https://video.example/1"></iframe>',
        "<p style=\"font-family: 'Noto Sans'\">The direction is assured.</p>",
        '<div data-id="17"></div>',
    ],
)
def test_what_tells_nothing_stays(guide, place):
    page = f"<p>{SAFE}</p>{place}"

    assert place in guide.fold(page, to="html", format="html").text


def test_what_cannot_be_read_is_taken_to_tell():
    assert words_at("data:text/html;base64,%%%") or words_at("data:text/html;base64,a")
    assert words_within("x" * 200_000)
    assert words_at("https://example.org/data:text/html,x") == ""
