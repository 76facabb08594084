"""Limits said in passing: by refusal, by headings, by a year clipped or spoken, by "that"."""

from __future__ import annotations

import pytest

from .test_request import parse, told

REFUSED = [
    ("If it goes beyond fourteen episodes I shan't bother", ["episodes ..14"]),
    ("anything past 2 hours in total and I can't be bothered", ["total ..120"]),
    ("if it runs over ten hours in all I shan't start", ["total ..600"]),
    ("whatever goes past 20 episodes I switch off", ["episodes ..20"]),
    ("I've no interest in what came before 2000", ["year 2000.."]),
    ("not interested in whatever was made after 2010", ["year ..2010"]),
    ("no use for anything before 1995", ["year 1995.."]),
    ("if it has more than 16 episodes I don't mind", ["episodes 17.."]),
]  # fmt: skip

FURTHER = [
    ("once it passes eighteen episodes you can count me out", ["episodes ..18"]),
    ("if there are over 20 eps then it's a nope", ["episodes ..20"]),
    ("sixteen episodes and not a single one on top", ["episodes ..16"]),
    ("nineteen episodes would be pushing it", ["episodes ..18"]),
    ("four or five episodes, six would be pushing it", ["episodes 4..5"]),
    ("nothing that came out ahead of 2012", ["year 2012.."]),
    ("made in 2018 or any year since", ["year 2018.."]),
    ("2005 or any year before", ["year ..2005"]),
    ("A must: Chinese. A must-not: time travel.",
     ["country China", "facet !trope:time-travel"]),
    ("nix the love triangles", ["facet !trope:love-triangle"]),
    ("with none of your love triangles", ["facet !trope:love-triangle"]),
    ("Thailand please, or Taiwan", ["country Thailand|Taiwan"]),
    ("2010년 이후 거는 됐고", ["year ..2009"]),
    ("she passes twelve exams", []),
    ("he moves ahead of the others", []),
    ("crossing 2 rivers", []),
    ("it must not: end", []),
]  # fmt: skip

COMPOUNDS = [
    ("no ghosts-and-zombies", ["facet !people:ghost", "facet !theme:zombies"]),
    ("no vampires-and-zombies stuff", ["facet !theme:vampires", "facet !theme:zombies"]),
    ("a Hong Kong thing", ["country Hong Kong"]),
    ("a Taiwan flick of ten episodes", ["country Taiwan", "episodes 10..10"]),
]  # fmt: skip

YEARS = [
    ("2021 up", ["year 2021.."]),
    ("Korean, 2019 plus", ["country South Korea", "year 2019.."]),
    ("2021 up to 2023", ["year 2021..2023"]),
    ("2021 up in the mountains", ["want setting:mountains"]),
    ("since '09", ["year 2009.."]),
    ("between '05 and '10", ["year 2005..2010"]),
    ("dramas from '16 to '19", ["year 2016..2019"]),
    ("from the twenty-tens", ["year 2010..2019"]),
    ("2016 thru '19", ["year 2016..2019"]),
    ("2016 to 2019", ["year 2016..2019"]),
    ("steer me off revenge", ["facet !trope:revenge"]),
    ("early twenty-tens", ["year 2010..2014"]),
    ("a thriller from the nineteen-nineties", ["want mood:thrilling", "year 1990..1999"]),
    ("from the two-thousands", ["year 2000..2009"]),
    ("so 2016: dramas on tvN", ["network tvN", "year 2016..2016"]),
    ("that is, 2016", ["year 2016..2016"]),
    ("I'm from '97, show me a drama from my birth year", ["year 1997..1997"]),
    ("born in '85, nothing older than me", ["year 1985.."]),
    ("I was born in '85", []),
    ("it can't be older than five years", ["year 2022.."]),
    ("it can't be older than five years (2021 and newer then)", ["year 2021.."]),
    ("2018년 이전 거는 다 봤으니까 2018년부터", ["year 2018.."]),
    ("2018년 이전은 이미 다 봤고 2019년 이후로", ["year 2019.."]),
    ("2015년 이전 작품으로 봤으면 좋겠어요", ["year ..2015"]),
    ("2015년 이전 작품", ["year ..2015"]),
]  # fmt: skip

LENGTHS = [
    ("we have twenty minutes of peace, so an episode has to be that short or shorter",
     ["minutes ..20"]),
    ("my lunch is 45 minutes and an episode should be that long at most", ["minutes ..45"]),
    ("the last one had 16 episodes, I want that many or fewer", ["episodes ..16"]),
    ("I did not know that or less of it", []),
    ("eps don't hit the hour, i.e. 59 min at most", ["minutes ..59"]),
    ("episodes have to be brief, meaning 30 minutes at most", ["minutes ..30"]),
    ("5 hrs left in me for today", ["total ..300", "want total ..480"]),
    ("he has 24 hours left to live", []),
    ("she left 20 minutes ago", []),
]  # fmt: skip

PLACES = [
    ("Hong Kong please. Under 30, please.", ["country Hong Kong", "episodes ..29"]),
    ("Japan this time, ten episodes max", ["country Japan", "episodes ..10"]),
    ("something of China", ["country China"]),
    ("she dreams of China", []),
    ("i need cantonese, the language i grew up with", ["language Cantonese"]),
    ("I need to learn Cantonese", []),
    ("need FINISHED, tvN", ["finished", "network tvN"]),
    ("on KBS2 if it can be", ["want network KBS2"]),
    ("one that's over and done with", ["finished"]),
    ("a KBS special", ["kind special", "network KBS"]),
    ("special forces dramas from Korea", ["country South Korea", "want theme:military"]),
    ("tvN? No: JTBC", ["network JTBC"]),
    ("Korean? No: Japanese", ["country Japan"]),
    ("Zombies? no: they bore me", ["facet !theme:zombies"]),
]  # fmt: skip

LISTS = [
    ("to be avoided: love triangles, amnesia. To be had: Korea",
     ["country South Korea", "facet !trope:amnesia", "facet !trope:love-triangle"]),
    ("What I don't want: zombies, vampires", ["facet !theme:zombies", "facet !theme:vampires"]),
    ("must not have: amnesia", ["facet !trope:amnesia"]),
    ("to be had: Korea", ["country South Korea"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [*REFUSED, *FURTHER, *COMPOUNDS, *YEARS, *LENGTHS, *PLACES, *LISTS],
)
def test_limits_said_in_passing(text: str, expected: list[str]) -> None:
    assert told(parse(text)) == set(expected)
