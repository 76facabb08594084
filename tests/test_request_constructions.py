"""Limits put into constructions: records, lists, anaphora, verbs, fronted objects."""

from __future__ import annotations

import pytest

from .test_request import parse, told

AMOUNTS = [
    # parts of a title, and shares of something
    ("24 parts at most", ["episodes ..24"]),
    ("no more than ten parts", ["episodes ..10"]),
    ("a six-part mystery", ["episodes 6..6", "want theme:mystery"]),
    ("a drama in eight parts", ["episodes ..8"]),
    ("two parts mystery", ["want theme:mystery"]),
    # the round hour
    ("no episode of it may run past the hour", ["minutes ..60"]),
    ("no episode over the hour mark", ["minutes ..60"]),
    ("episodes that stay below the half hour", ["minutes ..29"]),
    ("episodes that don't hit the hour", ["minutes ..59"]),
    ("not more than the half hour each", ["minutes ..30"]),
    ("the hour of truth", []),
    # digits
    ("I refuse to begin anything that needs three digits to count its episodes",
     ["episodes ..99"]),
    ("no three-digit episode counts", ["episodes ..99"]),
    ("two digits of episodes at most", ["episodes ..99"]),
    ("a double-digit number of episodes", ["episodes 10..99"]),
    # counts one by one, and counts whose noun follows
    ("eight, nine or ten episodes", ["episodes 8..10"]),
    ("Twelve, thirteen, fourteen: those are the episode counts I can live with",
     ["episodes 12..14"]),
    ("sixteen is the episode count I want", ["episodes 16..16"]),
    ("the number of episodes should lie between thirty and thirty-six",
     ["episodes 30..36"]),
    ("the episode count ought to fall between 8 and 12", ["episodes 8..12"]),
    # a unit said once for two bounds
    ("running time in full: no less than twenty hours, no more than twenty-five",
     ["total 1200..1500"]),
    ("total length: at least ten hours and at most fifteen", ["total 600..900"]),
    # bounds behind
    ("sixty eps or upward", ["episodes 60.."]),
    ("fifty episodes and upward", ["episodes 50.."]),
    ("sixteen episodes at the utmost", ["episodes ..16"]),
    ("half a dozen episodes, no fewer, no more", ["episodes 6..6"]),
    ("sixteen episodes, no longer than an hour each", ["episodes 16..16", "minutes ..60"]),
    ("16 episodes and up to two leads", ["episodes 16..16"]),
    # verbs that nobody can list
    ("nothing that would cost me more than six hours all told", ["total ..360"]),
    ("nothing that eats up more than eight hours", ["total ..480"]),
    # rates
    ("three nights, three hours of screen each night", ["total ..540"]),
    ("two weekends, six hours per weekend", ["total ..720"]),
]  # fmt: skip

SPOKEN_OF = [
    ("I nod off after 45 minutes, so every episode has to be through by then",
     ["minutes ..45"]),
    ("my break is 25 min sharp and a whole ep has to go in there", ["minutes ..25"]),
    ("I have 50 minutes at lunch; one episode must go into that", ["minutes ..50"]),
    ("my walk takes an hour, episodes must not take longer", ["minutes ..60"]),
    ("30 minutes is my train ride; episodes mustn't be longer", ["minutes ..30"]),
    ("I can't take it any longer", []),
    ("I turned forty in 2008. Nothing older than that.", ["year 2008.."]),
    ("My son was born in 2012; nothing made before then", ["year 2012.."]),
    ("We married in 1999. Only things newer than that.", ["year 2000.."]),
    ("2010 was when I graduated. Nothing earlier.", ["year 2010.."]),
    ("they parted in 2015 and met again after that", []),
]  # fmt: skip

RECORDS = [
    ("country = JP; episodes >= 8 and <= 12", ["country Japan", "episodes 8..12"]),
    ("country: kr", ["country South Korea"]),
    ("year >= 2015 and <= 2019", ["year 2015..2019"]),
    ("episodes ≤ 10, minutes per episode ≤ 30, Korea",
     ["country South Korea", "episodes ..10", "minutes ..30"]),
    ("minutes/ep: max 40", ["minutes ..40"]),
    ("number of episodes is twelve", ["episodes 12..12"]),
    ("wishlist: 1) japan 2) 2010 or later 3) no zombies",
     ["country Japan", "facet !theme:zombies", "year 2010.."]),
    ("a) thailand b) 12 eps or fewer c) no ghosts",
     ["country Thailand", "episodes ..12", "facet !people:ghost"]),
    ("Nice to have: Korean. Must have: under 20 episodes.",
     ["episodes ..19", "want country South Korea"]),
    ("Non-negotiable: Japanese. Negotiable: under 12 episodes.",
     ["country Japan", "want episodes ..11"]),
    ("My wish, not my command: twelve episodes or fewer. My command: Thai.",
     ["country Thailand", "want episodes ..12"]),
    ("Hong Kong for preference", ["want country Hong Kong"]),
    ("hear me out: enemies to lovers", ["want trope:enemies-to-lovers"]),
    ("of vintage 1998", ["year 1998..1998"]),
    ("vintage 2003 or earlier, nothing younger", ["year ..2003"]),
    ("made in 2020, or 2021, or any year since", ["year 2020.."]),
    ("vampires w/o zombies", ["facet !theme:zombies", "want theme:vampires"]),
]  # fmt: skip

SETS = [
    ("from any land save Korea and China", ["country !South Korea|China"]),
    ("all countries but China", ["country !China"]),
    ("any channel bar tvN", ["network !tvN"]),
    ("every genre but horror", ["facet !mood:scary"]),
    ("they should be speaking Cantonese in it", ["language Cantonese"]),
    ("Mandarin is what I am learning, so Mandarin is what they have to speak",
     ["language Mandarin"]),
    ("the characters ought to speak Thai throughout", ["language Thai"]),
    ("Cantonese has to be the language", ["language Cantonese"]),
    ("of all the films you know, only the Korean ones",
     ["country South Korea", "kind film"]),
    ("those specials that tvN airs", ["kind special", "network tvN"]),
    ("Gong Yoo or else Lee Je Hoon", ["person Gong Yoo|Lee Je Hoon"]),
    ("Gong Yoo or, failing that, Lee Je Hoon", ["person Gong Yoo|Lee Je Hoon"]),
    ("thai, ended, fewer than 20 episodes",
     ["country Thailand", "episodes ..19", "finished"]),
    ("thai, over already", ["country Thailand", "finished"]),
    ("the last episode must have been broadcast by now", ["finished"]),
    ("it must have come to its end", ["finished"]),
    ("zombies I'm tired of", ["avoid theme:zombies"]),
    ("Vampires? I've had my fill of them.", ["avoid theme:vampires"]),
    ("gangsters I've had enough of, revenge too: neither, please",
     ["facet !theme:organized-crime", "facet !trope:revenge"]),
    ("amnesia we loathe", ["facet !trope:amnesia"]),
]  # fmt: skip


NEEDED = [
    ("If it isn't on Netflix I can't see it.", ["network Netflix"]),
    ("Unless it's on Viki, don't bother.", ["network Viki"]),
    ("don't bother unless it's on Viki", ["network Viki"]),
    ("If it's not Thai, skip it", ["country Thailand"]),
    ("if there are no ghosts I'm not interested", ["want theme:supernatural"]),
    ("if it has zombies I can't watch it", ["facet !theme:zombies"]),
    ("give the love triangles a miss", ["facet !trope:love-triangle"]),
    ("give melodrama a wide berth", ["facet !theme:melodrama"]),
    ("Must-haves: mystery. Must-not-haves: ghosts, serial killers.",
     ["facet !people:ghost", "facet !theme:serial-killings", "want theme:mystery"]),
    ("+ time travel, + romance, - zombies",
     ["facet !theme:zombies", "want theme:romance", "want trope:time-travel"]),
    ("with or without romance, but with food", ["want theme:food"]),
    ("three evenings left, two hours each", ["total ..360"]),
    ("long enough for a 14-hour flight", ["total 840.."]),
    ("no episode longer than my bath, 40 minutes", ["minutes ..40"]),
    ("shorter than a football match (105 minutes)", ["total ..104"]),
    ("16 × 60 minutes", ["episodes 16..16", "minutes 54..66"]),
    ("12 eps @ 45 min", ["episodes 12..12", "minutes 41..49"]),
    ("between one and two dozen episodes", ["episodes 12..24"]),
]  # fmt: skip

LATER = [
    ("Things I'd skip: zombies, vampires", ["facet !theme:vampires", "facet !theme:zombies"]),
    ("if not Korean then Japanese", ["country South Korea|Japan"]),
    ("if there's nothing on Netflix then on Viki", ["network Netflix|Viki"]),
    ("nobody here likes horror", ["avoid mood:scary"]),
    ("my dog lives for walks, a comedy please", ["want mood:funny"]),
    ("the war ended in 1953, what came after that is my subject", ["want theme:war"]),
    ("I bounced off Vincenzo but finished Goblin in two days flat",
     ["dislike vincenzo", "named goblin"]),
    ("as far from Vincenzo as you can get", ["dislike vincenzo"]),
    ("the antithesis of My Mister", ["dislike mister"]),
    ("not from this century", ["year ..1999"]),
    ("anything from last year or the year before", ["year 2024..2025"]),
    ("shot in Busan, produced by JTBC", ["network JTBC"]),
    ("twelve times fifty minutes would be ideal",
     ["want episodes 12..12", "want minutes 45..55"]),
    ("I've got exactly one weekend", ["total ..720"]),
    ("ten years old at most", ["year 2017.."]),
    ("at least ten years old or so", ["year ..2016"]),
]  # fmt: skip

AGAIN = [
    ("More like My Mister than like Vincenzo", ["like mister", "named vincenzo"]),
    ("Japanese, 2019 or thereabouts", ["country Japan", "want year 2017..2021"]),
    ("one a night for ten nights", ["episodes ..10"]),
    ("forty-odd episodes", ["want episodes 32..48"]),
    ("half-hour comedies", ["minutes 27..33", "want mood:funny"]),
    ("a romance for people who hate romance", ["want theme:romance"]),
    ("romcom > thriller, korean > chinese",
     ["want country South Korea", "want mood:funny 0.7", "want theme:romance 0.7"]),
    ("I'm after: revenge. I'm not after: amnesia.",
     ["facet !trope:amnesia", "want trope:revenge"]),
    ("things we won't watch: zombies, vampires",
     ["facet !theme:vampires", "facet !theme:zombies"]),
    ("no problem: Korean", ["country South Korea"]),
    ("10/10 chemistry, 0/10 crying", ["facet !mood:sad", "want craft:chemistry"]),
    ("amnesia: none", ["facet !trope:amnesia"]),
    ("angst level: low", ["avoid theme:melodrama 0.6"]),
    ("nothing w/ serial killers in it", ["facet !theme:serial-killings"]),
    ("Enough zombies. A mystery.", ["avoid theme:zombies", "want theme:mystery"]),
    ("We tried Vincenzo (too violent), Goblin (too weepy), Healer (just right).",
     ["dislike goblin", "dislike vincenzo", "like healer"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), AMOUNTS + SPOKEN_OF + RECORDS + SETS + AGAIN + NEEDED + LATER
)
def test_a_limit_is_read_in_any_construction(text, expected):
    assert told(parse(text)) == set(expected)
