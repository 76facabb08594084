"""Wishes about endings and fates: what an ending is called, and whether it is refused."""

import pytest

from .test_request import parse, told

HAPPY, NOT_SAD = "seal facet ending_tone:happy", "seal facet !ending_tone:sad"
NO_DEATH, NO_HARM = "seal facet !trope:death", "seal facet !content_warning:animal-harm"
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
    ("don't kill off the lead", [NO_DEATH]),
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
    # not about an ending, or not a refusal
    ("by the end of the week", []),
    ("they survive on an island together", ["want setting:island", "want theme:survival"]),
    ("I end my shift well before nine", []),
    ("the dog hurt his paw", ["want theme:animals"]),
    ("if it is calm I'm happy", ["want mood:calm"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WISHES, ids=[row[0] for row in WISHES])
def test_reads_wishes_about_the_end(text, expected):
    assert told(parse(text)) == set(expected)
