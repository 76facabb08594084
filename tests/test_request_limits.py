"""Limits in many wordings: how long, when, and what is ruled out, wherever it is said."""

from __future__ import annotations

import pytest

from .test_request import parse, told

LENGTHS = [
    # a comparison before, behind, or some words away
    ("eight episodes is my ceiling", ["episodes ..8"]),
    ("sixteen eps is where I stop", ["episodes ..16"]),
    ("Two dozen episodes is my absolute ceiling", ["episodes ..24"]),
    ("16 eps, my upper limit", ["episodes ..16"]),
    ("cap of twenty episodes", ["episodes ..20"]),
    ("16 is the maximum number of episodes", ["episodes ..16"]),
    ("maximum number of episodes: 16", ["episodes ..16"]),
    ("no drama that goes past 24 episodes", ["episodes ..24"]),
    ("it may not exceed thirty episodes", ["episodes ..30"]),
    ("nothing that drags on beyond twenty episodes", ["episodes ..20"]),
    ("it should not have gone beyond 17 episodes", ["episodes ..17"]),
    ("I refuse to watch anything over 30 episodes", ["episodes ..30"]),
    ("under no circumstances longer than 16 episodes", ["episodes ..16"]),
    ("in no case more than 15 episodes", ["episodes ..15"]),
    ("20 or fewer episodes", ["episodes ..20"]),
    ("twelve episodes, and not one more", ["episodes ..12"]),
    ("14 hours in total at our disposal", ["total ..840"]),
    # verbs of ending, and episodes by their number
    ("stops before episode 60", ["episodes ..59"]),
    ("it must have stopped at 8 episodes or sooner", ["episodes ..8"]),
    ("wrapped up by episode 12", ["episodes ..12"]),
    ("she gives up past episode 20", ["episodes ..20"]),
    ("I stopped at episode 8", []),
    ("quit at ep 3", []),
    ("up to episode 12 I've watched", []),
    # numbers in words
    ("nine hundred minutes all told would be the limit", ["total ..900"]),
    ("a hundred and fifty minutes at most", ["total ..150"]),
    ("two hours and a quarter at the outside", ["total ..135"]),
    ("episodes of three quarters of an hour or less", ["minutes ..45"]),
    ("between a dozen and two dozen episodes", ["episodes 12..24"]),
    ("a ten-parter", ["episodes 10..10"]),
    ("no more than 20 chapters", ["episodes ..20"]),
    # a number whose unit was said before
    ("half a dozen eps minimum, a dozen max", ["episodes 6..12"]),
    ("shorter than 30 eps but longer than 20", ["episodes 21..29"]),
    ("16 eps is too much for me, cap it at ten", ["episodes ..10"]),
    ("90-minute episodes are too much for us, 75 is the ceiling", ["minutes ..75"]),
    ("not like a million episodes?? 24 tops", ["episodes ..24"]),
    ("at most two leads", []),
    ("under 18s will watch too", []),
    # of one episode
    ("every single episode has to clock in below twenty minutes", ["minutes ..19"]),
    ("an episode lasts no more than 35 minutes", ["minutes ..35"]),
    ("the chapters of 45 minutes maximum", ["minutes ..45"]),
    ("each part shorter than an hour", ["minutes ..59"]),
    ("short eps (15 min or below)", ["minutes ..15", "want minutes ..35"]),
    ("an episode should never be longer than 45 minutes", ["minutes ..45"]),
    ("not more than one hour for each episode", ["minutes ..60"]),
    ("a single episode of something", []),
    # "that"
    ("the machine takes 40 min, an ep cannot be longer than that", ["minutes ..40"]),
    ("my bus ride is 35 minutes and an episode must fit into that", ["minutes ..35"]),
    ("my train takes 47 minutes, so no single episode may run past that", ["minutes ..47"]),
    # days
    ("three free evenings, three hours in each", ["total ..540"]),
    ("4 nights at 90 minutes, not one minute more", ["total ..360"]),
    ("we have Saturday and Sunday, four hours a day", ["total ..480"]),
    ("it's 3 hours to Busan", []),
]  # fmt: skip

YEARS = [
    ("from 2015 up to and including 2020", ["year 2015..2020"]),
    ("not before 2005 and not after 2008", ["year 2005..2008"]),
    ("since 2015 but before 2020", ["year 2015..2019"]),
    ("dated somewhere from 1998 through 2004", ["year 1998..2004"]),
    ("dramas of 2000 to 2009", ["year 2000..2009"]),
    ("shows (2000 to 2009)", ["year 2000..2009"]),
    ("nothing from after 2017", ["year ..2017"]),
    ("it isn't from after 2017", ["year ..2017"]),
    ("it can't be from before 2010", ["year 2010.."]),
    ("excluding anything before 2016", ["year 2016.."]),
    ("skip anything made before 2020", ["year 2020.."]),
    ("not a day older than 2022", ["year 2022.."]),
    ("from 2013 forward", ["year 2013.."]),
    ("2018 at the earliest", ["year 2018.."]),
    ("made once the 2020s started", ["year 2020.."]),
    ("something from 2k16", ["year 2016..2016"]),
    ("I watched one in 2016", []),
    ("my mother died in 2019", []),
]  # fmt: skip

RULED_OUT = [
    # around it
    ("kindly leave the medical stuff out", ["facet !theme:medical"]),
    ("leave zombies, ghosts and vampires out",
     ["facet !theme:zombies", "facet !people:ghost", "facet !theme:vampires"]),
    ("keep hospitals out of it", ["facet !setting:hospital"]),
    ("keep Netflix out of it please", ["network !Netflix"]),
    ("rule out anything with time travel", ["facet !trope:time-travel"]),
    ("if Gong Yoo is in it, we're out", ["person !Gong Yoo"]),
    ("I'm out if there's a love triangle", ["facet !trope:love-triangle"]),
    # behind it
    ("revenge not", ["facet !trope:revenge"]),
    ("zombies: no", ["facet !theme:zombies"]),
    ("zombies and vampires: no", ["facet !theme:zombies", "facet !theme:vampires"]),
    ("medical? no thanks", ["facet !theme:medical"]),
    ("a romance, revenge plots aside", ["want theme:romance", "facet !trope:revenge"]),
    ("amnesia is a dealbreaker", ["facet !trope:amnesia"]),
    ("webtoon adaptations need not apply", ["facet !format:based-on-webtoon"]),
    ("Netflix shows are out", ["network !Netflix"]),
    ("China excluded", ["country !China"]),
    # over verbs
    ("nothing about zombies or anything supernatural",
     ["facet !theme:zombies", "facet !theme:supernatural"]),
    ("in which nobody travels through time", ["facet !trope:time-travel"]),
    ("where they dont do revenge", ["facet !trope:revenge"]),
    ("it can't be wuxia", ["facet !theme:wuxia"]),
    ("it mustn't be a medical drama", ["facet !theme:medical"]),
    ("that isnt on Netflix", ["network !Netflix"]),
    ("nothing tvN aired", ["network !tvN"]),
    ("I loathe amnesia plots", ["facet !trope:amnesia"]),
    ("anyone but Gong Yoo", ["person !Gong Yoo"]),
    ("anywhere but Japan", ["country !Japan"]),
    ("for once without a love triangle", ["facet !trope:love-triangle"]),
    # and what only looks like it
    ("I can't get enough of revenge", ["want trope:revenge"]),
    ("nothing beats a good revenge story", ["want trope:revenge"]),
    ("why not a medical drama?", ["want theme:medical"]),
    ("I haven't seen a medical drama yet", ["want theme:medical"]),
    ("isn't there a nice medical drama?", ["want theme:medical"]),
    ("a lawyer who keeps a ghost out of jail",
     ["want people:lawyer", "want theme:supernatural",
      "want theme:law-and-prison"]),
    ("take me out of my head with a comedy", ["want mood:funny"]),
    ("find out who did it: a mystery", ["want theme:mystery"]),
]  # fmt: skip

PEOPLE = [
    # in small letters, without a cue, by half a name
    ("i just want ji chang wook", ["person Ji Chang Wook"]),
    ("gimme park min young romcoms",
     ["person Park Min Young", "want mood:funny", "want theme:romance"]),
    ("IU in anything", ["person IU"]),
    ("anything that has both iu and gong yoo", ["cast IU", "cast Gong Yoo"]),
    ("a show w/ ji chang wook", ["cast Ji Chang Wook"]),
    ("do not recommend gong yoo", ["person !Gong Yoo"]),
    ("so young in love", []),
    ("one more time", []),
    ("something warm to watch with Aunt Mei", ["want mood:warm"]),
    # what they do, behind the name
    ("Shin Won-ho directing again", ["director Shin Won Ho"]),
    ("Gong Yoo (the actor)", ["cast Gong Yoo"]),
    ("has kim eun-sook written something?", ["writer Kim Eun Sook"]),
    ("Kim Eun Sook scripts", ["writer Kim Eun Sook"]),
    ("Kim Hee Won, as director", ["director Kim Hee Won"]),
    # nobody known is still asked for
    ("starring Zendaya", ["cast Zendaya"]),
    ("with Quentin Tarantino", ["cast Quentin Tarantino"]),
    ("from Hong Kong", ["country Hong Kong"]),
    ("by Christmas", ["want setting:snow"]),
    # by what they made
    ("the guy who directed Vincenzo", ["director Kim Hee Won", "named vincenzo"]),
    ("the lady who scripted My Mister, what else is hers?",
     ["writer Park Hae Young", "named mister"]),
    ("whoever wrote Goblin, show me her work", ["writer Kim Eun Sook", "named goblin"]),
    ("what else has the director of my mister done",
     ["director Kim Won Suk", "named mister"]),
    ("The one who made Signal (the director I mean)",
     ["director Kim Won Suk", "named signal"]),
    ("the team that brought us Vincenzo",
     ["person Kim Hee Won|Park Jae Bum", "named vincenzo"]),
    ("not by the writer of Goblin", ["writer !Kim Eun Sook", "named goblin"]),
    ("by the director of Xyzzy Plugh", ["director by the director of Xyzzy Plugh"]),
    ("a woman who wrote letters", []),
    ("someone who did time", []),
    ("the man behind the mask", []),
]  # fmt: skip

PLACES = [
    ("I'm learning Korean so it must be in Korean", ["language Korean"]),
    ("i'm from Brazil and pay for Netflix", ["network Netflix"]),
    ("my japanese is rusty", []),
    ("i know she did for tvn", []),
    ("a long one (I know SBS used to cut them)", ["want total 1200.."]),
    ("Hong Kong only", ["country Hong Kong"]),
    ("which Hong Kong serials are there", ["country Hong Kong", "kind series"]),
    ("a Taiwan thriller", ["country Taiwan", "want mood:thrilling"]),
    ("from Korea if poss", ["want country South Korea"]),
    ("do you have specials from Japan", ["kind special", "country Japan"]),
    ("just a special this time", ["kind special"]),
    ("no show that is still airing", ["finished"]),
    ("still-airing things no", ["finished"]),
    ("Older than me, and I was born in 1990!", ["year ..1989"]),
]  # fmt: skip

KOREAN = [
    ("한 회에 40분 안 넘는 중국 드라마, 24부작까지만",
     ["minutes ..40", "country China", "episodes ..24"]),
    ("한 회에 한 시간 넘지 않는 거", ["minutes ..60"]),
    ("한 회에 40분 안 되고 다 합쳐서 5시간 안 넘는 거", ["minutes ..39", "total ..300"]),
    ("1회에 50분 아래", ["minutes ..50"]),
    ("16부작 이상이면 좋겠는데 꼭은 아니고", ["want episodes 16.."]),
    ("가능하면 12부작 이하", ["want episodes ..12"]),
    ("20회 넘어가면 못 봐요", ["episodes ..20"]),
    ("16부작 넘는 건 싫어요", ["episodes ..16"]),
    ("2018년 이전 말고", ["year 2019.."]),
    ("2015년부터 2020년까지", ["year 2015..2020"]),
    ("tvN 말고", ["network !tvN"]),
    ("SBS 드라마는 빼고", ["network !SBS"]),
    ("공유는 안 나왔으면", ["cast !Gong Yoo"]),
    ("도깨비 작가가 쓴 다른 드라마", ["writer Kim Eun Sook", "named goblin"]),
    ("도깨비 감독의 신작", ["director Lee Eung Bok", "named goblin", "want year 2024.."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [*LENGTHS, *YEARS, *RULED_OUT, *PEOPLE, *PLACES, *KOREAN],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_understands(text, expected):
    assert told(parse(text)) == set(expected)
