"""The words in which people look for a title that they saw once: tables only."""

from __future__ import annotations

from typing import Final

from .tokens import Phrases

_NOUNS: Final = "movie|film|show|drama|series|one|kdrama|k drama|anime|cartoon"


NOUN_SET: Final = frozenset(_NOUNS.split("|"))


def _with_nouns(*patterns: str) -> str:
    """Each pattern once for every noun that a title goes by."""
    return "|".join(
        pattern.replace("*", noun) for pattern in patterns for noun in _NOUNS.split("|")
    )


ASKS: Final = Phrases.table([
    (_with_nouns(
        "what was that *", "what's that *", "what is that *", "what was the *",
        "what's the *", "whats that *", "whats the *", "what * is this", "what * was this",
        "what * is it", "what * was it", "what * is that", "what * was that",
        "what's this *", "what is this *", "what was this *", "which * is this",
        "which * is it", "which * was it", "which * was that", "which * is that",
        "what * am i thinking of", "name of the *", "name of this *", "name of that *",
        "name of a *", "that * where", "the * where", "that * in which", "the * in which",
        "that * with the", "that * about the", "that old * where", "that old * with",
        "that old * about", "remember a *", "remember the *", "remember this *",
        "remember that *", "recall a *", "recall the *", "find a * i", "find a * that i",
        "find this *", "find the * where", "find an old *", "find a * where",
        "find that *", "identify a *", "identify this *", "identify the *",
        "looking for a * i saw", "looking for a * i watched", "looking for a * i remember",
        "looking for a * that i saw", "looking for a * that i watched",
        "looking for an old * i", "looking for this *", "looking for that *",
        "searching for a * i", "searching for this *", "help finding this *",
        "help finding a *", "help me find a *", "help me remember a *",
        "a * i once saw", "a * i saw once", "title of the *", "title of this *",
        "title of that *", "title of a *", "called that *", "that * has",
        "there was this *", "there was that *", "there was a *", "there's this *",
        "there is this *", "there's a * where", "there is a * where",
        "which * had", "what * had", "which * featured", "which * features", "which * was it",
        "which was the *", "which is the *", "what * was the one", "which * is the one",
        "what's this * called", "which * did i", "what * did i", "which * am i",
        "trying to find a *", "trying to find the *", "trying to find this *",
        "trying to find that *", "name that *", "name this *", "hunting for a * i",
        "hunting for a * that", "after a * i saw", "after a * i watched",
        "find the *", "id a *", "id this *", "described a *", "saw the end of a *",
        "saw part of a *",
      )
     + "|who remembers|who recalls|who knows the one|for the life of me|trying to id|what is this from|saw the end of the|"
     "which show has|which drama has|which movie has|which film has|which series has|"
     "제목이|제목 뭐|제목이 뭐|제목 좀|제목을|뭐였죠|뭐였지|뭐더라|뭐였더라|"
     "what is the name of|what's the name of|what was the name of|"
     "trying to remember|trying to recall|trying to figure out the name|"
     "trying to figure out what|trying to think of|trying to place|can't remember the name|"
     "can't remember the title|cannot remember the name|cannot remember the title|"
     "can't recall the name|can't recall the title|can't remember what it was called|"
     "can't remember what it's called|don't remember the name|don't remember the title|"
     "do not remember the name|do not remember the title|don't remember what it was called|"
     "forgot the name|forgot the title|forgotten the name|forgotten the title|"
     "forget the name|forget the title|forgot what it was called|forgot what it's called|"
     "don't know the name|don't know the title|never knew the name|never caught the name|"
     "never caught the title|never got the name|what it was called|what it's called|"
     "what it is called|does this ring a bell|ring a bell|ring any bells|rings a bell|"
     "rings any bells|tip of my tongue|tip of the tongue|tomt|can't for the life of me|"
     "help me find|help me identify|help me remember|help me figure out|help identifying|"
     "does anyone remember|anyone remember|does anybody remember|anybody remember|"
     "does anyone know what|anyone know what|anyone know the name|does anyone know the|"
     "do you know what movie|do you know which|does anyone recognize|anyone recognize|"
     "does anyone recognise|anyone recognise|does this sound familiar|sound familiar|"
     "sounds familiar|what am i thinking of|been driving me crazy|been driving me nuts|"
     "driving me mad|driving me up the wall|bugs me no end|bothers me|"
     "name , anybody|name , anyone|name anybody|name anyone|title , anybody|title , anyone|"
     "title anybody|title anyone|title , please|name , please|stayed with me|stuck with me|"
     "stuck in my head|in my head is|driving me crazy|driving me nuts|drives me crazy|is driving me mad|"
     "bugging me for|been bugging me|been looking for this|been searching for this|"
     "been trying to find|been trying to remember|looking for the name|looking for the title|"
     "help me out|need the name|want to find it again|find it again|name escapes me|title escapes me|"
     "escapes me", True),
])  # fmt: skip
"""What asks for a title that was seen, never for one to see next."""
HEARD: Final = Phrases.table([
    ("told me about|told us about|telling me about|told me of|mentioned|spoke of|"
     "talked about|talking about|was on about|heard about|heard of|read about|"
     "saw a clip of|saw clips of|saw a trailer for|saw an ad for|saw a reel of|"
     "saw a video of|keeps talking about|kept talking about|described|was watching|"
     "were watching|showed me|raves about|raved about", True),
])  # fmt: skip
"""What leads to a title that the viewer was told of, and cannot name."""
MEMORIES: Final = Phrases.table([
    ("i remember|i recall|i only remember|i vaguely|vaguely remember|vaguely recall|"
     "remember seeing|remember watching|recall seeing|recall watching|i do remember|"
     "i can remember|i can't remember|i cannot remember|i don't remember|"
     "don't even remember|i do not remember|all i remember|all i can remember|"
     "can only remember|i also remember|i seem to remember|i distinctly|remembers|"
     "i think it was|i believe it was|it was maybe|it may have been|it might have been|"
     "pretty sure it was|my memory|from memory|if memory serves|if i remember|if i recall|iirc|"
     "i saw this|i saw it|saw this|saw it|i saw a|i saw an|i watched this|i watched it|"
     "watched this|watched it|i watched a|i watched an|i once saw|i once watched|"
     "saw a movie|saw a film|seen this|as a kid|as a child|when i was|years ago|"
     "my childhood|when i saw it|when i watched it|i was little|i was young|"
     "i was a kid|growing up|i must have been|it's vague|vague memory|vague memories|"
     "faint memory|can't remember|don't remember", True),
])  # fmt: skip
"""What tells of seeing or remembering; in a request it may be said of a liked title."""
REQUESTS: Final = Phrases.table([
    ("recommend|recommendation|recommendations|recommended|suggest me|suggest a|suggest some|"
     "suggestions for|something like|anything like|something similar|anything similar|"
     "in the mood|craving|want to watch|want something|need something|looking for something|"
     "looking for some|looking for anything|shows like|movies like|films like|dramas like|"
     "should i watch|what to watch|give me|gimme|show me|i want|i need|i'd like|"
     "i would like|more like|prefer|want a|need a|we want|we need|ideally|preferably|"
     "for tonight|please no|no more than|any good|nothing too|not too|what's good|"
     "what is good|what else|something with|anything with|fans of|tonight|at most|"
     "now a|now an|now something|please without|without any|next a|next something|"
     "or less|or later|or fewer|instead please|story please|drama please", True),
])  # fmt: skip
"""What asks for something to see next."""
NO_REQUESTS: Final = Phrases.table([
    ("i want to say|i want to know|i want to find|i need to know|i need to find|i need help|"
     "something like that|something like this|or something like|anything like that|"
     "i would like to know|i'd like to know|i'd like to find|i want to remember|"
     "something similar to that|or something similar|i want to rewatch|i want to see it|"
     "i want to watch it again|i need your help|i would like to find|want to re watch|"
     "something like it|not something like", True),
])  # fmt: skip
LIKENED: Final = Phrases.table([
    ("something like|anything like|similar to|more like|shows like|dramas like|like the|"
     "like that|recommend|looking for something|in the mood|want something", True),
])  # fmt: skip
"""What likens another to "the one where ...", so that nothing is sought by it."""
SEEN: Final = Phrases.table([
    ("my late|mother watched|mum watched|mom watched|grandma watched|used to love|"
     "i saw|i've seen|i have seen|i had seen|i seen|i watched|i've watched|"
     "i had watched|i have watched|we saw|we watched|we rented|i rented|i caught|"
     "i first saw|i first watched|i once saw|i once watched|i last saw|i only saw|"
     "i probably saw|i must have seen|i would have seen|i think i saw|i must have watched|"
     "i remember watching|i remember seeing|i recall watching|i recall seeing|"
     "remember watching|remember seeing|when i was|i was about|i was around|i was like|"
     "i was probably|i was maybe|i was little|i was young|i was a kid|i was a child|"
     "i was in|i must have been|i would have been|as a kid|as a child|as a teenager|"
     "as kids|my childhood|growing up|years ago|years back|my dad|my mom|my mum|my father|"
     "my mother|my parents|my brother|my sister|my grandma|my grandpa|my grandmother|"
     "my grandfather|my teacher|my uncle|my aunt|my cousin|my friend|my grandparents|"
     "at school|in school|in class|in elementary school|in middle school|in high school|"
     "on tv|on television|on vhs|on cable|on dvd|on the tv|"
     "on a plane|watched on|seen on|saw on|in theaters|in theatres|in the cinema|in the theater|at the cinema|"
     "saw this|saw it|watched it|watched this|seen this|seen it|showed us|showed me|"
     "a while ago|long time ago|a while back|rented it|used to watch|have watched this",
     True),
])  # fmt: skip
"""What tells how, where or when the viewer saw it."""
POLITE: Final = Phrases.table([
    ("thanks|thank you|thx|please help|any help|appreciate|appreciated|edit :|"
     "hello|hi|hi all|hey|hey everyone|hi everyone|hi guys|hey guys|solved|help please|"
     "anything helps|sorry|good luck|cheers|please and thank|help me|tl|any ideas|"
     "any idea|any suggestions|this has been|here goes|here's what|here is what|"
     "here's everything|that's all|that is all|i know it's|not much to go on", True),
])  # fmt: skip
LEADING: Final = frozenset(
    "that where in which about with of and but is was who called : , - ; so it's".split()
)
LINKS: Final = frozenset({"where", "which", "about", "with", "that", "who"})
LEAST_TOLD_LONG: Final = 12
"""Words of the shortest text that is a memory though it does not ask for a title."""
LEAST_TWO: Final = 8
"""Words of the shortest text that tells of seeing it and of the story."""
LONG_ASKED: Final = 25
LEAST_ASKED: Final = 0.0
"""Evidence that a text of so many words needs, though it has words that ask."""
LEAST_TOLD: Final = 2
"""Words of the shortest clue."""
STORY: Final = frozenset(
    "he she they his her him them himself herself their man woman boy girl guy men women "
    "guys boys girls kid kids father mother wife husband son daughter people someone "
    "character characters teens teenagers friends couple family scene main who whose".split()
)
DOUBTS: Final = Phrases.table([
    ("i want to say|sure|must be|must of been|had to be|had to have been|"
     "should be|someone like|somebody like|or someone|similar to|maybe even|"
     "of course|i'd say|i would say|pretty sure|fairly sure|fairly certain|"
     "pretty certain|almost certain|i'm sure|not sure|not certain|not 100|unsure|"
     "might have been|may have been|could have been|must have been|"
     "would have been|most likely|likely|or something|or so|something like|iirc|"
     "if i recall|if i remember|if memory serves|i feel like|seems like|"
     "seemed like|seemed to be|i assume|i imagine|i suspect|looked like|"
     "looks like|feels like|felt like|don't remember|can't remember|don't know|"
     "i'm guessing|my guess|guess|guessing|somewhere between|somewhere around|"
     "sometime|sometime in|possibly|vaguely|somewhat|kind of|kinda|sort of|maybe|"
     "perhaps|probably|i think|i believe|might be|may be|could be|can't recall|"
     "at least i|as far as i|afaik|if not|or maybe|that much i know|that's all i know|"
     "if i'm not mistaken|unless i'm mistaken|i'm fairly sure|i'm quite sure", True),
])  # fmt: skip
"""What makes a fact of a recollection no more than a guess."""
