"""Recollections: clues in the viewer's words, and hardly a limit by mistake."""

import pytest

from unspoiled.request import request_from_record, request_to_record

from .test_request import parse, told

CLUES = [
    ("that one where he is a photographer and she writes lyrics",
     ["he is a photographer and she writes lyrics"], []),
    ("what was that movie in which a baker finds a map in the flour?",
     ["a baker finds a map in the flour"], ["kind film"]),
    ("trying to remember a film about two sisters who run a ferry",
     ["two sisters who run a ferry"], ["kind film"]),
    ("Trying to remember a Korean drama: a pilot lands on the wrong island.",
     ["a pilot lands on the wrong island"], ["country South Korea"]),
    ("There was a tvN series in which an old clerk learns to swim. Title?",
     ["an old clerk learns to swim"], ["network tvN"]),
    ("drama with Park Bo-gum where a shy cook is haunted by a gardener",
     ["a shy cook is haunted by a gardener"], ["cast Park Bo Gum"]),
    ("Help me out: a tailor sews a door into a coat.", ["a tailor sews a door into a coat"], []),
    ("Which show has an inn for lost clocks? 2019, I believe.",
     ["an inn for lost clocks"], ["want year 2019..2019"]),
    ("I think it was Japanese, and maybe from the nineties. A pianist moves in with a stranger.",
     ["A pianist moves in with a stranger"], ["want country Japan", "want year 1990..1999"]),
    ("I saw this in the 90s on TV as a kid, a boy finds a whistle that stops the rain",
     ["a boy finds a whistle that stops the rain"], ["want year ..1999"]),
    ("I watched it around 2005, a Korean drama where the heroine forgets her own name",
     ["the heroine forgets her own name"], ["want year ..2005", "country South Korea"]),
    ("I was 8 when I saw it. A goat saves a village.", ["A goat saves a village"], []),
    # pointed at
    ("the netflix one where everybody in a tower starts to sing",
     ["everybody in a tower starts to sing"], ["network Netflix"]),
    ("thai one where two boys share a bakery", ["two boys share a bakery"], ["country Thailand"]),
    ("that drama with Gong Yoo in which a widower keeps bees",
     ["a widower keeps bees"], ["cast Gong Yoo"]),
    ("old korean show where a clockmaker stops time, title pls",
     ["a clockmaker stops time"], ["country South Korea"]),
    ("what was it called, the one where a diver befriends a seal",
     ["a diver befriends a seal"], []),
    ("the one in which a baker, a thief and a nun open an inn, what's that called",
     ["a baker, a thief and a nun open an inn"], []),
    ("There was a Japanese one in which a pianist meets her neighbour, a strict conductor.",
     ["a pianist meets her neighbour, a strict conductor"], ["country Japan"]),
    ("It's a Netflix series, ten episodes, where an uncle cleans attics. Name?",
     ["an uncle cleans attics"], ["network Netflix", "episodes 10..10"]),
    ("which drama had a girl who lives on a rock for ten years",
     ["a girl who lives on a rock for ten years"], []),
    ("cant remember the name, the one where a lawyer loves owls", ["a lawyer loves owls"], []),
    ("Some years ago my neighbour lent me the one in which a maid becomes a doctor. What is it called?",
     ["a maid becomes a doctor"], []),
    ("My colleague spoke of a series where a phone rings in the past. What is its name?",
     ["a phone rings in the past"], []),
    ("who remembers the show with the red umbrella and the sword?",
     ["the red umbrella and the sword"], []),
    ("the title of that thai show with the ghost in the attic, anyone?",
     ["the ghost in the attic"], ["country Thailand"]),
    ("a tailor sews a door into a coat, name that drama", ["a tailor sews a door into a coat"], []),
    # told by others, doubted clause by clause
    ("A friend told me about a Netflix show where pupils are locked into a school with ghosts.",
     ["pupils are locked into a school with ghosts"], ["network Netflix"]),
    ("I heard of a Thai drama where two boys share a bakery", ["two boys share a bakery"],
     ["country Thailand"]),
    ("Japanese one, TBS I think, where they marry on paper", ["they marry on paper"],
     ["country Japan", "want network TBS"]),
    ("The one where a strategist comes back under another name. Chinese, for certain.",
     ["a strategist comes back under another name"], ["country China"]),
    ("There is a drama where a forecaster and her ex share a desk, I think it was from 2022.",
     ["a forecaster and her ex share a desk"], ["want year 2022..2022"]),
    ("Please help: it aired on MBC, and it's the one where a hero steps out of his comic.",
     ["a hero steps out of his comic"], ["network MBC"]),
    ("It might have been on Netflix. The drama in which a boxer tidies up after the dead.",
     ["a boxer tidies up after the dead"], ["want network Netflix"]),
    ("Trying to find the drama that my aunt used to tape: a cook becomes a physician.",
     ["a cook becomes a physician"], []),
    ("need the title!! its the one where a guy wakes up young again",
     ["a guy wakes up young again"], []),
    # nothing is asked for, a story is told
    ("A fake family of influencers. A movie about a mom, a dad and two kids who pretend. "
     "In the end the girl tells everybody.",
     ["A fake family of influencers", "a mom, a dad and two kids who pretend",
      "In the end the girl tells everybody"], ["kind film"]),
    ("Dad comes back as a dog. He lives with his own kids and the mother wants to give him away, "
     "please help",
     ["Dad comes back as a dog",
      "He lives with his own kids and the mother wants to give him away"], []),
    ("Monster Sink. I used to own this on DVD and my brother lost it. There is a green hand.",
     ["Monster Sink", "There is a green hand"], []),
    ("old korean movie, a boy sells gum on a train. his sister is blind. they meet a thief",
     ["a boy sells gum on a train", "his sister is blind", "they meet a thief"],
     ["country South Korea", "kind film"]),
    # what it is compared with is not sought
    ("A film in the vein of Old Lantern Road, in which a policeman finds a radio in the attic. "
     "I saw it years ago.", ["a policeman finds a radio in the attic"], ["kind film"]),
    ("that cartoon where dogs come back from heaven, not All Dogs Dream",
     ["dogs come back from heaven"], []),
    ("the drama where a man talks to the past, similar to “The Long Call” but not that",
     ["a man talks to the past"], []),
    ("이혼한 부부가 과거로 돌아가는 드라마 제목이 뭐였죠?", ["이혼한 부부가 과거로 돌아가는"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clues", "expected"), CLUES, ids=[row[0] for row in CLUES]
)
def test_keeps_what_is_remembered(text, clues, expected):
    request = parse(text)

    assert list(request.clues) == clues
    assert told(request) == set(expected)


@pytest.mark.parametrize(
    "text",
    [
        "a calm romance in which two bakers fall in love",
        "something where nobody shouts, like Goblin",
        "I watched Goblin years ago and loved it. Recommend me something like that, no zombies",
        "when I was a kid my mother loved melodramas, I want one for her",
        "a revenge story that takes place in a hospital",
        "a stranger moves in next door and they fall for each other, that kind of set-up",
        "a drama where the couple bickers",
        "any show in which nobody dies",
        "which drama has the best music?",
        "something like the one where they swap bodies",
        "My daughter and I cried over Goblin and loved it; now a mother and daughter story, please",
        "We're a family of four, my son, my daughter, my husband and me, and we want one that "
        "the kids can watch as well, under ten hours",
        "another one where the lead is a chef",
        "is there a drama in which the couple is already married?",
        "are there any shows where nobody works?",
        "dramas about friendship and growing up",
        "Please let it be one in which no husband and no wife has an affair.",
        "a story about siblings, bittersweet, and not one where somebody gets cancer",
        "My niece is obsessed with the one where a girl lives in a comic. What else is there "
        "with people falling into books? Romance good, gore no thank you. We have Viki.",
        "Does anyone else have a thing for loops? Same day over and over, that kind of "
        "machinery. I don't mind which country, thriller preferred to comedy.",
        "Asking for my mother-in-law, six weeks on the sofa. She loved the court ladies and "
        "she can't stand violence, and she needs a story that she can follow.",
        "I think the year was 2011, could be wrong. SBS for certain, and Han Ji-min.",
        "would love one in which she is older and he is a man",
        "My sister and me, we have seen Healer five times, no joke. So now what? We look for "
        "a secret identity, a heroine who works, and kissing scenes where she moves.",
        "she talked about comedies where nobody dies, I want those",
    ],
)
def test_a_request_is_no_recollection(text):
    assert parse(text).clues == ()


POST = """\
Old movie about a ferryman who counts the stars

I saw this with my dad in the early 2000s, when I was about nine, on a tape that somebody
had lent us. It is not The Glory. I remember very little, sorry!

- A ferryman lives alone by a lake and every night he counts the stars and writes the number
into a green book. Nobody in the village believes him and they are all very sad.
- One evening a girl comes over the water, she does not speak, she wears a red coat (maybe a
dress?). She stays for three weeks. There is no music at all in these scenes.
- I think the actor looked like Gong Yoo, or someone like that. It might have been Korean or
Japanese, I'm not sure. It was about two hours long, I guess.
- In the end the lake is frozen, he dies and she finds the book. No happy ending. It was
scary and slow and I cried for an hour. My sister says it was dubbed.

It could be from the late 80s or early 90s. It's driving me crazy, please help! Thanks."""


def test_a_long_post_makes_no_limits_of_its_story():
    request = parse(POST)

    assert len(request.clues) >= 5
    assert [limit.fact for limit in request.limits] == ["kind"]
    assert (request.avoids, request.sealed, request.likes) == ((), (), ())
    assert all(want.limit is not None for want in request.wants)


def test_a_post_keeps_the_story_and_leaves_out_thanks():
    clues = " ".join(parse(POST).clues)

    assert "counts the stars and writes the number into a green book" in clues
    assert "she finds the book" in clues
    assert "Thanks" not in clues
    assert "driving me crazy" not in clues


def test_when_it_was_seen_is_never_the_year_it_was_made():
    years = [w.limit for w in parse(POST).wants if w.limit and w.limit.fact == "year"]

    assert {(limit.low, limit.high) for limit in years} == {(None, 2004), (1985, 1994)}


def test_clues_and_exceptions_survive_the_record():
    for text in (POST, "I adored everything about Goblin except the ending"):
        request = parse(text)

        assert request_from_record(request_to_record(request)) == request


def test_an_ordinary_request_has_no_clues_in_its_record():
    assert "clues" not in request_to_record(parse("calm"))["understood"]
