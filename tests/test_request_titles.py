"""Titles and what is said of them: before, behind and over their names."""

import pytest

from .test_request import parse, told

JUDGED = [
    # clefts, who brought whom to it, what has no equal
    ("Vincenzo is the one I love and rewatch", ["like vincenzo"]),
    ("Goblin was the show we gave up on", ["dislike goblin"]),
    ("a friend got me into Healer", ["like healer"]),
    ("nothing has come close to My Mister since", ["like mister"]),
    ("I keep comparing everything to My Mister", ["like mister"]),
    ("everything hospital playlist is, but with zombies",
     ["like hospital", "want theme:zombies"]),
    ("the way Vincenzo is, but sadder", ["like vincenzo", "want mood:sad"]),
    ("what I want is a comedy", ["want mood:funny"]),
    ("binned Vincenzo after two eps", ["dislike vincenzo"]),
    ("gave Vincenzo the boot", ["dislike vincenzo"]),
    ("no thanks to Vincenzo", ["dislike vincenzo"]),
    ("never got past episode two of Vincenzo", ["dislike vincenzo"]),
    ("Vincenzo? Masterpiece. Goblin? Meh.", ["dislike goblin", "like vincenzo"]),
    ("money flower & crash landing on you, loved both sooo much", ["like crash", "like money-flower"]),
    # verbs before the name
    ("I devoured Vincenzo", ["like vincenzo"]),
    ("we raved about Goblin and Healer", ["like goblin", "like healer"]),
    ("couldn't get enough of My Mister", ["like mister"]),
    ("my wife worships Reply 1988, and I loathed Goblin", ["dislike goblin", "like reply"]),
    ("bailed on Vincenzo", ["dislike vincenzo"]),
    ("can't say I liked Goblin", ["dislike goblin"]),
    ("neither of us could stand Hospital Playlist", ["dislike hospital"]),
    ("you couldn't pay me to finish Money Flower", ["dislike money-flower"]),
    ("been through Goblin and Healer", ["named goblin", "named healer"]),
    ("done watching Vincenzo and Healer", ["named healer", "named vincenzo"]),
    ("don't suggest Goblin again", ["named goblin"]),
    ("Please do not recommend Vincenzo, I couldn't stand it.", ["dislike vincenzo"]),
    # verbs behind it
    ("Goblin I disliked", ["dislike goblin"]),
    ("Hospital Playlist we hated, oddly enough", ["dislike hospital"]),
    ("My Mister, in contrast, I gave up on.", ["dislike mister"]),
    ("Money Flower I couldn't bear.", ["dislike money-flower"]),
    ("Reply 1988 I adored.", ["like reply"]),
    # what it is said to be
    ("Vincenzo was a treat", ["like vincenzo"]),
    ("hospital playlist was unbearable, never again", ["dislike hospital"]),
    ("My Mister made us so happy", ["like mister"]),
    ("Crash Landing on You rewired my brain", ["like crash"]),
    ("Hospital Playlist wasn't great", ["dislike hospital"]),
    ("crash landing on you = peak. hospital playlist = trash",
     ["dislike hospital", "like crash"]),
    ("hospital playlist?? obsessed", ["like hospital"]),
    ("Money Flower? Hated it.", ["dislike money-flower"]),
    # answers, grades, headings
    ("Hospital Playlist yes, Money Flower no", ["dislike money-flower", "like hospital"]),
    ("Vincenzo 9/10. Goblin 2/10.", ["dislike goblin", "like vincenzo"]),
    ("My ratings: Vincenzo 5 of 5, Goblin 1 of 5", ["dislike goblin", "like vincenzo"]),
    ("Loved: Vincenzo, Healer. Dropped: Goblin (ep 5) and My Mister (ep 2).",
     ["dislike goblin", "dislike mister", "like healer", "like vincenzo"]),
    ("Already ticked off: Goblin, Healer, My Mister.",
     ["named goblin", "named healer", "named mister"]),
    ("My drop pile, in case you wonder: Goblin, The Glory, Healer",
     ["dislike glory", "dislike goblin", "dislike healer"]),
    ("Two I would gladly rewatch: Healer and Vincenzo. One that bored me: Goblin.",
     ["dislike goblin", "like healer", "like vincenzo"]),
    # what is said of something else beside the name
    ("Hospital Playlist is what I put on after every bad shift", ["like hospital"]),
    ("Vincenzo is what I watch when life is boring", ["like vincenzo"]),
    ("Vincenzo is my go-to on a terrible day", ["like vincenzo"]),
    ("Vincenzo after a good start was awful", ["dislike vincenzo"]),
    ("Vincenzo, when it came out, was so much fun", ["like vincenzo"]),
    # which of several of one name
    ("My Mister, from 2018, was great", ["like mister"]),
    ("Signal, the Japanese remake, was great", ["like signal-jp"]),
    ("something like Signal (the Japanese version)", ["like signal-jp"]),
    ("like Signal, a Japanese drama", ["country Japan", "like signal"]),
    # what it has
    ("Vincenzo's humour, please", ["like vincenzo", "want mood:funny"]),
    ("something with Vincenzo's wit and My Mister's warmth",
     ["like mister", "like vincenzo", "want mood:warm"]),
    ("the humour of Vincenzo and the pacing of My Mister",
     ["like mister", "like vincenzo", "want mood:funny"]),
    ("life's warmth", ["want mood:warm"]),
    ("a friend's warmth", ["want mood:warm"]),
    ("the magic of romance", ["want theme:fantasy", "want theme:romance"]),
    # beside each other
    ("Vincenzo > Healer", ["like vincenzo", "named healer"]),
    ("Healer < Vincenzo", ["like vincenzo", "named healer"]),
    ("I thought Vincenzo was better than Healer", ["like vincenzo", "named healer"]),
    ("signal good, stranger bad", ["dislike stranger", "like signal"]),
    ("Vincenzo good, Healer bad", ["dislike healer", "like vincenzo"]),
    ("life good, work bad", []),
    ("romance good, zombies bad", ["facet !theme:zombies", "want theme:romance"]),
    ("seen hospital playlist already and Vincenzo as well",
     ["named hospital", "named vincenzo"]),
    ("i liked Vincenzo n Healer", ["like healer", "like vincenzo"]),
    # initials
    ("loved CLOY and WLGYT", ["like crash", "like tangerines"]),
    ("CLOY was a treat", ["like crash"]),
    ("i hated IOTNBO", ["dislike okay"]),
    ("I want a CEO", ["want people:ceo"]),
    ("an FBI agent, please", ["want people:agent"]),
    # yes and no, grades by themselves, signs
    ("no to My Mister, yes to Vincenzo", ["dislike mister", "like vincenzo"]),
    ("Vincenzo = 9, Healer = 3", ["dislike healer", "like vincenzo"]),
    ("Vincenzo ❤️ Healer 👎", ["dislike healer", "like vincenzo"]),
    ("we've exhausted Vincenzo and Healer", ["named healer", "named vincenzo"]),
    ("still not over Vincenzo", ["like vincenzo"]),
    ("Vincenzo left a hole in my heart", ["like vincenzo"]),
    ("Vincenzo did nothing for either of us", ["dislike vincenzo"]),
    ("Couldn't care less about Vincenzo", ["dislike vincenzo"]),
    ("loved: signal, healer / hated: vincenzo",
     ["dislike vincenzo", "like healer", "like signal"]),
    ("loved: life, romance", ["want theme:romance"]),
    # measures
    ("a kinder Vincenzo", ["like vincenzo"]),
    ("a funnier Signal", ["like signal", "want mood:funny"]),
    ("basically Vincenzo minus the ending", ["like vincenzo"]),
    ("a better Life", []),
    ("something Signal-ish", ["like signal"]),
    ("sweeter than My Mister", ["like mister", "want mood:sweet"]),
    ("nothing as heavy as My Mister", ["avoid mood:dark 0.6", "named mister"]),
    ("never a Life", []),
    ("도깨비 같은 거 말고", ["dislike goblin"]),
    # what was only hoped
    ("thought I'd love Vincenzo but nope, quit at ep 3", ["dislike vincenzo"]),
    # likeness
    ("similar feeling to My Mister", ["like mister"]),
    ("the same kind of show as Reply 1988", ["like reply"]),
    ("kinda like hospital playlist but funnier", ["like hospital", "want mood:funny"]),
    ("hospital playlist but sadder", ["like hospital", "want mood:sad"]),
    ("hospital playlist meets reply 1988", ["like hospital", "like reply"]),
    ("like When Life Is Fine", []),
    ("Signal, the one of 2018, was lovely", ["like signal-jp"]),
    # another of the kind, by its facts
    ("like Vincenzo, but newer than that one", ["like vincenzo", "want year 2022.."]),
    ("like Vincenzo, but with shorter episodes", ["like vincenzo", "want minutes ..84"]),
    ("Vincenzo was superb, another one with fewer episodes", ["like vincenzo", "want episodes ..19"]),
    ("like Vincenzo, 2022 or newer", ["like vincenzo", "year 2022.."]),
    # what others say, what is denied, what is said of a part
    ("Everyone raves about Vincenzo; I thought it was dull.", ["dislike vincenzo"]),
    ("If you enjoyed Vincenzo, what would you watch next?", ["like vincenzo"]),
    ("nothing resembling The Glory, please", ["dislike glory"]),
    ("halfway between My Mister and Reply 1988", ["like mister", "like reply"]),
    ("Not keen on Vincenzo. My Mister was more like it.", ["dislike vincenzo", "like mister"]),
    ("Can't recommend My Mister enough", ["like mister"]),
    ("I never got past the first episode of Vincenzo", ["dislike vincenzo"]),
    ("Vincenzo lost me when they killed off the villain", ["dislike vincenzo"]),
    ("Hospital Playlist ruined all other romances for me", ["like hospital"]),
    ("Vincenzo? God yes. Money Flower? Snore.",
     ["dislike money-flower", "like vincenzo"]),
    ("I'm done with zombies", ["avoid theme:zombies"]),
    # no names, and no verdicts on any
    ("Two evenings", ["total ..480"]),
    ("she likes time travel, I like history", ["want theme:history", "want trope:time-travel"]),
    ("a rich man, poor health", []),
    ("life was good", []),
    ("my first love was great", ["want trope:first-love"]),
    ("I love slow burns and hate love triangles",
     ["avoid trope:love-triangle", "want pace:slow-burn"]),
    ("something like a signal from home", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JUDGED, ids=[row[0] for row in JUDGED])
def test_reads_what_is_said_of_a_title(text, expected):
    assert told(parse(text)) == set(expected)


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("Goblin was brilliant except for the last four episodes", "last four episodes"),
        ("Vincenzo is the best thing I've seen in ages, save for the ending.", "ending"),
        ("We enjoyed everything about My Mister bar the love triangle.", "love triangle"),
        ("Vincenzo: yes, apart from the final episode.", "final episode"),
        ("Put aside the final two episodes and Goblin is the best thing I ever saw",
         "final two episodes"),
        ("Leave out the last episode and Vincenzo is perfect", "last episode"),
        ("If you skip the first two episodes, Hospital Playlist is gold",
         "first two episodes"),
        ("Goblin, leaving out the last two episodes, is my idea of great television",
         "last two episodes"),
        ("we were all in on Vincenzo minus the mafia bits", "mafia bits"),
        ("I love Goblin, only the revenge I would take out", "revenge"),
        ("Goblin 10/10 minus the epilogue", "epilogue"),
        ("I worship My Mister (all but the finale)", "finale"),
        ("Hospital Playlist, all of it except the kidnapping plot, was a joy",
         "kidnapping plot"),
        ("I disliked Healer, with the exception of the soundtrack.", "soundtrack"),
        ("Hated the ending of Vincenzo, loved the rest", "ending"),
        ("everything but the last episode of Vincenzo made me happy", "last episode"),
    ],
)  # fmt: skip
def test_an_exception_is_no_wish(text, excepted):
    request = parse(text)

    assert [like.apart_from for like in request.likes] == [(excepted,)]
    assert (request.limits, request.wants, request.avoids) == ((), (), ())
