"""Wishes about endings and fates: what an ending is called, and whether it is refused."""

import pytest

from .test_request import parse, told

HAPPY, NOT_SAD = "seal facet ending_tone:happy", "seal facet !ending_tone:sad"
NO_DEATH, NO_HARM = "seal facet !trope:death", "seal facet !content_warning:animal-harm"
NO_LEAD = "seal facet !trope:death-of-lead|trope:death"
TOGETHER = "seal facet ending_tone:together"
NOT_OPEN = "seal facet !ending_tone:open"

WISHES = [
    ("the ending has to be happy", [HAPPY]),
    ("a happy ending is obligatory", [HAPPY]),
    ("happy ending obligatory", [HAPPY]),
    ("it should finish on a happy note", [HAPPY]),
    ("I'd like it to end well", [HAPPY]),
    ("if it ends badly I will riot", [NOT_SAD]),
    ("if it ends in tears, count us out", [NOT_SAD]),
    ("let it not have a tragic ending, please", [NOT_SAD]),
    ("it mustn't end sadly", [NOT_SAD]),
    ("no depressing endings", [NOT_SAD]),
    ("I won't watch anything with a sad ending", [NOT_SAD]),
    ("a tragic ending is fine by me, in fact I insist", ["seal facet ending_tone:sad"]),
    ("make it end tragically", ["seal facet ending_tone:sad"]),
    ("I don't want a happy ending", ["seal facet !ending_tone:happy"]),
    ("the end must not be open", [NOT_OPEN]),
    ("no ambiguous or open endings", [NOT_OPEN]),
    ("it shouldn't end on a cliffhanger", [NOT_OPEN]),
    ("an ambiguous ending", ["seal facet ending_tone:open"]),
    ("a proper ending, please", ["seal facet ending_tone:closed"]),
    ("an ending with all the loose ends tied", ["seal facet ending_tone:closed"]),
    ("they have to end up together", ["seal facet ending_tone:together"]),
    ("if anyone dies I'm out", [NO_DEATH]),
    ("we don't want anybody to die", [NO_DEATH]),
    ("don't kill off the lead", [NO_LEAD]),
    ("if any animal gets hurt i'm out", [NO_HARM]),
    ("nothing where a dog dies", [NO_HARM]),
    ("count me out if the cat is harmed", [NO_HARM]),
    ("If somebody has an affair, count us out", ["seal facet !trope:infidelity"]),
    ("I don't want that somebody cheats on anybody", ["seal facet !trope:infidelity"]),
    ("infidelity is a dealbreaker", ["seal facet !trope:infidelity"]),
    ("please without cancer", ["seal facet !trope:terminal-illness"]),
    ("could you spare me anything with child abuse?",
     ["seal facet !content_warning:child-abuse"]),
    ("gore? no thanks", ["seal facet !content_warning:gore"]),
    ("i cant do gore", ["seal facet !content_warning:gore"]),
    ("torture I can't watch", ["seal facet !content_warning:torture"]),
    ("open endings drive me up the wall", [NOT_OPEN]),
    ("could the dog please live", [NO_HARM]),
    ("after all that gore", ["seal facet !content_warning:gore"]),
    # other verbs and nouns, states at the end
    ("that closes happily", [HAPPY]),
    ("it should wrap up happily", [HAPPY]),
    ("it has to end in marriage", [HAPPY]),
    ("ends with a wedding", [HAPPY]),
    ("it turns out well", [HAPPY]),
    ("the finale should leave me smiling", [HAPPY]),
    ("no tragic last episode", [NOT_SAD]),
    ("I like it best when the ending stays open", ["seal facet ending_tone:open"]),
    ("leave the ending open", ["seal facet ending_tone:open"]),
    ("a sad ending, the sadder the better", ["seal facet ending_tone:sad"]),
    ("where they are still together at the end", [TOGETHER]),
    ("the couple should be together in the end", [TOGETHER]),
    ("in the last episode I want to smile", [HAPPY]),
    ("no tears in the last episode", [NOT_SAD]),
    ("please don't break my heart at the end", [NOT_SAD]),
    ("they must not be apart at the end", ["seal facet !ending_tone:apart"]),
    ("everyone is alive at the end", [NO_DEATH]),
    ("no cliffhangers", [NOT_OPEN]),
    ("I can't stand cliffhangers", [NOT_OPEN]),
    ("if one of the leads dies I will riot", [NO_LEAD]),
    ("nothing where the hero dies", [NO_LEAD]),
    ("no dead wife", [NO_DEATH]),
    ("no deaths of children", [NO_DEATH]),
    ("nobody dies except the villain", [NO_DEATH]),
    ("don't let the grandmother die", [NO_DEATH]),
    ("someone dying of an illness is too close to home",
     ["seal facet !trope:terminal-illness"]),
    ("a family drama where nobody gets cancer for once",
     ["seal facet !trope:terminal-illness", "want theme:family"]),
    ("새드엔딩은 절대 안 돼요", [NOT_SAD]),
    ("해피엔딩이어야 해요", [HAPPY]),
    ("해피엔딩 아니면 안 봐요", [HAPPY]),
    ("열린 결말만 아니면 돼요", [NOT_OPEN]),
    ("불륜은 사양합니다", ["seal facet !trope:infidelity"]),
    # not about an ending, or not a refusal
    ("at the end of the week something sad", ["want mood:sad"]),
    ("in the end it doesn't matter, something calm", ["want mood:calm"]),
    ("we live close together", []),
    ("it closes at nine", []),
    ("he turns up late", []),
    ("with a cliffhanger each time", ["want pace:bingeable"]),
    ("by the end of the week", []),
    ("they survive on an island together", ["want setting:island", "want theme:survival"]),
    ("I end my shift well before nine", []),
    ("the dog hurt his paw", ["want theme:animals"]),
    ("if it is calm I'm happy", ["want mood:calm"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WISHES, ids=[row[0] for row in WISHES])
def test_reads_wishes_about_the_end(text, expected):
    assert told(parse(text)) == set(expected)
