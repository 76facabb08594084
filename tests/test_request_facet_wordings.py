"""Facets put into constructions: measures, praise by clauses, who asks and for whom."""

from __future__ import annotations

import pytest

from .test_request import parse, told

MEASURES = [
    ("a modicum of romance", ["want theme:romance 0.4"]),
    ("a smattering of humour", ["want mood:funny 0.4"]),
    ("just the slightest bit of mystery", ["want theme:mystery 0.4"]),
    ("a tiny pinch of magic", ["want theme:fantasy 0.4"]),
    ("a healthy dose of action", ["want theme:action"]),
    ("a good dose of romance", ["want theme:romance"]),
    ("barely any romance", ["avoid theme:romance 0.6"]),
    ("hardly a trace of romance", ["avoid theme:romance 0.6"]),
    ("without a trace of romance", ["facet !theme:romance"]),
    ("the less romance the better", ["avoid theme:romance 0.6"]),
]  # fmt: skip

PRAISE = [
    ("a soundtrack that stays with you", ["want craft:music"]),
    ("dialogue worth quoting", ["want craft:writing"]),
    ("songs I'll hum for weeks", ["want craft:music"]),
    ("music to die for", ["want craft:music"]),
    ("a script that is by Kim Eun Sook", ["person Kim Eun Sook"]),
    ("top notch fight scenes", ["want craft:action-craft"]),
    ("fight scenes", ["want theme:action"]),
    ("the more attention it demands of me, the better", ["want pace:demanding"]),
    ("I want to be frightened out of my wits", ["want mood:scary"]),
    ("realistic it should be", ["want craft:realism"]),
    ("I have not had enough of revenge", ["want trope:revenge"]),
    ("thriller + zero romance = me happy", ["facet !theme:romance", "want mood:thrilling"]),
]  # fmt: skip

TOLD = [
    ("dog owner here. a comedy please", ["want mood:funny"]),
    ("Film student here. A thriller, please", ["want mood:thrilling"]),
    ("nurse here! no hospitals", ["facet !setting:hospital"]),
    ("horror lover here", ["want mood:scary"]),
    ("no zombies here", ["facet !theme:zombies"]),
    ("as a lawyer I can't stand courtroom stuff", ["facet !setting:courtroom"]),
    ("For my mother, widowed last year: a romance", ["want theme:romance"]),
    ("For my dad, a retired policeman: something calm", ["want mood:calm"]),
    ("for my sister (divorced, two kids): comedies", ["want mood:funny"]),
    ("My friend, who lost her dog, wants a comedy", ["want mood:funny"]),
]  # fmt: skip

KOREAN = [
    ("웃기면서 살짝 무서운 거", ["want mood:funny", "want mood:scary 0.4"]),
    ("사극으로요", ["want theme:history"]),
    ("전개가 느리고 따뜻한 이야기", ["want mood:warm", "want pace:relaxed"]),
    ("한 회가 50분을 넘으면 안 돼요", ["minutes ..50"]),
    ("좀비 나오면 안 봐요", ["facet !theme:zombies"]),
    ("주인공이 죽으면 안 봐요", ["seal facet !trope:death-of-lead|trope:death"]),
    ("강아지가 죽으면 안 볼래요", ["seal facet !content_warning:animal-harm"]),
    ("SBS나 MBC에서 방영한 거", ["network SBS|MBC"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MEASURES + PRAISE + TOLD + KOREAN)
def test_a_wish_is_read_in_any_construction(text, expected):
    assert told(parse(text)) == set(expected)
