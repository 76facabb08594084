"""Wants and avoids in the words of requests, and words that are no wish."""

import pytest

from .test_request import parse, told

WANTS = [
    ("zero brain cells required", ["want pace:easy"]),
    ("something I don't have to think about", ["want pace:easy"]),
    ("a good cry", ["want mood:sad"]),
    ("I want to cry my eyes out", ["want mood:sad"]),
    ("keep me on the edge of my seat", ["want mood:tense"]),
    ("give me goosebumps", ["want mood:scary"]),
    ("a little humour", ["want mood:funny 0.4"]),
    ("by the sea", ["want setting:seaside"]),
    ("in a fishing village", ["want setting:seaside"]),
    ("without hurry", ["want pace:relaxed"]),
    ("a small restaurant", ["want setting:restaurant"]),
    ("let them bicker", ["want trope:bickering"]),
    ("two strangers who become family", ["want trope:found-family"]),
    ("friends who fall in love", ["want trope:friends-to-lovers"]),
    ("a marriage of convenience", ["want trope:contract-marriage"]),
    ("she's older than him", ["want trope:older-woman"]),
    ("people who talk things out", ["want trope:healthy-relationship"]),
    ("reliving the same day", ["want trope:time-loop"]),
    ("mothers and daughters", ["want theme:parents-children"]),
    ("two men in love", ["want theme:boys-love"]),
    ("women who support each other", ["want trope:sismance"]),
    ("everyday lives of ordinary people", ["want theme:slice-of-life"]),
    ("it makes me hungry", ["want theme:food"]),
    ("gorgeous cinematography", ["want craft:look"]),
    ("fine dialogue", ["want craft:writing"]),
    ("the acting should be superb", ["want craft:acting"]),
    ("fluffy, w lots of banter", ["want mood:sweet", "want trope:bickering"]),
    # with a degree
    ("a touch of mystery", ["want theme:mystery 0.4"]),
    ("a tad melancholic", ["want mood:melancholic 0.4"]),
    ("a pinch of magic", ["want theme:fantasy 0.4"]),
    ("sad but not too sad", ["want mood:sad", "avoid mood:sad 0.6"]),
    ("funny but not silly", ["want mood:funny", "avoid mood:funny"]),
    ("less romance than mystery", ["avoid theme:romance 0.6", "want theme:mystery"]),
    ("dark, but nothing too scary", ["want mood:dark", "avoid mood:scary 0.6"]),
    ("more laughs than tears", ["want mood:funny", "avoid mood:sad 0.6"]),
    ("don't care for amnesia", ["avoid trope:amnesia"]),
    ("a break from melodrama", ["avoid theme:melodrama"]),
    ("nobody under sixty", []),
    ("a little something sunny", ["want mood:cheerful"]),
    ("a bit more hopeful", ["want mood:hopeful 0.4"]),
    ("a tad more action", ["want theme:action 0.4"]),
    ("that sort of body swap silliness", ["want trope:body-swap"]),
    ("some kind of mystery", ["want theme:mystery"]),
    ("kind of sad", ["want mood:sad 0.4"]),
    ("heartwarming but by no means sugary", ["want mood:warm", "avoid mood:sweet"]),
    ("in no way scary", ["avoid mood:scary"]),
    ("the opposite of gloomy", ["avoid mood:dark"]),
    ("far from dark", ["avoid mood:dark"]),
    # a dislike that is ruled out once more
    ("I can't stand love triangles, so none of that", ["facet !trope:love-triangle"]),
    ("I've had it with amnesia and with time travel. Spare me both.",
     ["facet !trope:amnesia", "facet !trope:time-travel"]),
    ("I hate melodrama and revenge, leave both out",
     ["facet !theme:melodrama", "facet !trope:revenge"]),
    ("tired of zombies. None of my friends are.", ["avoid theme:zombies"]),
    ("I don't like sad stories, not that I mind tears",
     ["avoid mood:sad", "want mood:sad"]),
    ("a singer as one of the leads", ["want people:singer"]),
    ("about singers and their songs", ["want theme:music"]),
    ("I'm allergic to chaebols", ["avoid people:rich"]),
    ("enough chaebols already", ["avoid people:rich"]),
    ("enough romance to keep us going", ["want theme:romance 0.8"]),
    ("just a smidge of fantasy", ["want theme:fantasy 0.4"]),
    ("not exclusively romance", []),
    ("rather funny than sad", ["want mood:funny 0.8", "avoid mood:sad"]),
    ("we want to be scared out of our wits", ["want mood:scary"]),
    # who watches, and when
    ("something whimsical for two old ladies", ["want mood:quirky"]),
    ("calm, for a blind friend", ["want mood:calm"]),
    ("a drama about a nurse who falls for a single father",
     ["want people:nurse", "want theme:romance", "want theme:single-parents"]),
    ("a comedy for kids", ["want audience:family-viewing", "want mood:funny"]),
    ("a cozy evening watch", ["want mood:cosy"]),
    ("a judge falls in love", ["want people:judge", "want theme:romance"]),
    ("a story about gods", ["want people:deity"]),
    ("I'd be happy with a comedy", ["want mood:funny"]),
    ("not fussy, but I do like a fast pace", ["want pace:fast"]),
    ("I lean towards thrillers these days", ["want mood:thrilling 0.7"]),
    ("easy on the violence", ["seal facet !content_warning:violence"]),
    ("go easy on the romance", ["avoid theme:romance 0.6"]),
]  # fmt: skip

ASIDES = [
    "we lost a friend that way",
    "I ride the train for an hour",
    "my patience died years ago",
    "I bury enough friends as it is",
    "We are two engineers",
    "it is important to me as an engineer",
    "A friend told me about this page",
    "The kids hated the last one",
    "What have I overlooked?",
    "for the dark months",
    "for my train ride",
    "Scripts by somebody known",
    "the dialogue must be in Korean",
    "the sort that critics fight about",
    "my husband snores, and I work in a hospital",
    "I teach at a school",
    "the production year does not matter",
    "I have five quiet hours",
    "please don't judge",
    "I am one of them, so humour me",
    "for the love of God",
    "we argued for an hour in the kitchen and the only thing we agree on is this",
    "a long one, since winter nights are long here",
]


@pytest.mark.parametrize(("text", "expected"), WANTS, ids=[row[0] for row in WANTS])
def test_reads_wishes(text, expected):
    assert told(parse(text)) == set(expected)


@pytest.mark.parametrize("text", ASIDES)
def test_what_is_told_of_the_viewer_is_no_wish(text):
    request = parse(text)

    assert (request.avoids, request.sealed) == ((), ())
    assert [want for want in request.wants if want.facet] == []


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("I ride the train, so something funny", "mood:funny"),
        ("my mother loves hospitals and I want a warm one", "mood:warm"),
        ("I have kids, so family friendly please", "audience:family-viewing"),
        ("we are both doctors but we want a school drama", "theme:school"),
        ("because I am tired, an easy watch", "pace:easy"),
    ],
)
def test_a_wish_beside_an_aside_is_kept(text, facet):
    assert facet in {want.facet for want in parse(text).wants}


KOREAN = [
    ("도깨비랑 나의 아저씨 재밌게 봤어요", ["like goblin"]),
    ("이미 본 건 도깨비", ["named goblin"]),
    ("도깨비는 별로였어요", ["dislike goblin"]),
    ("도깨비 좋았는데 결말은 별로", ["like goblin"]),
    ("공포는 싫고 로맨스는 좋아", ["avoid mood:scary", "want theme:romance"]),
    ("무서운 건 못 봐요", ["avoid mood:scary"]),
    ("슬픈 거 말고 웃긴 거", ["avoid mood:sad", "want mood:funny"]),
    ("느린 전개는 싫어요", ["avoid pace:relaxed"]),
    ("좀비 말고", ["facet !theme:zombies"]),
    ("가능하면 넷플릭스에 있는 거", ["want network Netflix"]),
    ("웬만하면 12부작 이하", ["want episodes ..12"]),
    ("결말이 슬프지 않았으면 좋겠어요", ["seal facet !ending_tone:sad"]),
    ("열린 결말 싫어요", ["seal facet !ending_tone:open"]),
    ("바람피우는 얘기는 싫어요", ["seal facet !trope:infidelity"]),
    ("머리 안 쓰고 볼 수 있는 거", ["want pace:easy"]),
    ("두 남자가 사랑에 빠지는", ["want theme:boys-love"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KOREAN, ids=[row[0] for row in KOREAN])
def test_reads_wishes_in_korean(text, expected):
    assert told(parse(text)) == set(expected)
