"""Words that lead to the name of a title, and what they say of it."""

from __future__ import annotations

from typing import Final, Literal

from .tokens import Phrases

Role = Literal["liked", "disliked", "seen", "unseen", "measure", "mention"]

_PUT_ONTO: Final = "|".join(
    f"{verb} {whom} {onto}"
    for verb in ("put", "got", "turned", "started", "set", "hooked")
    for whom in ("me", "us")
    for onto in (
        "on",
        "on to",
        "onto",
        "into",
        "hooked on",
        "started on",
        "addicted to",
    )
)
"""Whoever was brought to a title by others: "a friend got me into X"."""
_NOTHING_LIKE: Final = "|".join(
    f"nothing {aux}{verb}"
    for aux in ("", "has ", "has ever ", "ever ", "will ", "will ever ", "can ", "could ")
    for verb in (
        "top", "topped", "tops", "beat", "beaten", "beats", "match", "matched", "matches",
        "equalled", "equals", "touch", "touched", "touches", "come close to", "came close to",
        "comes close to", "live up to", "lived up to", "lives up to", "compare to",
        "compared to", "compares to", "measure up to", "measured up to", "measures up to",
    )
)  # fmt: skip
"""What has no equal: "nothing has topped X"."""

_FAR_FROM: Final = "|".join(
    f"{far} {away}" for far in ("far", "as far", "miles", "a far cry", "light years", "worlds",
                                "poles apart", "as different", "completely different")
    for away in ("from", "away from", "removed from", "off from")
) + "|" + "|".join(
    f"{the}{contrary} of" for the in ("", "the ", "the very ", "the exact ")
    for contrary in ("antithesis", "polar opposite", "reverse", "contrary", "antipode")
)  # fmt: skip
"""What is wished for away from a title: "as far from X as you can get"."""

STRONG: Final = Phrases[Role].table([
    (f"{_PUT_ONTO}|{_NOTHING_LIKE}|introduced me to|introduced us to|"
     "comparing everything to|compare everything to|comparing everything with|"
     "measure everything against|measuring everything against|measure everything by|"
     "not unlike|resembling|resembles|close in spirit to|kin to|cousin of|cousin to|"
     "twin of|twin to|sibling of|sibling to|sister of|halfway between|somewhere between|"
     "a blend of|blend of|mixture of|combination of|hybrid of|crossed with|love child of|"
     "in the footsteps of|after the fashion of|channels|channelling|evokes|movies like|movie like|films like|film like|something similar to|movies such as|"
     "films such as|movie similar to|show like|one like|anything similar to|"
     "something like|anything like|similar to|shows like|dramas like|series like|"
     "more like|much like|a lot like|stuff like|things like|kdramas like|ones like|"
     "drama like|series such as|dramas such as|shows such as|reminds me of|"
     "reminiscent of|in the vein of|along the lines of|in the style of|"
     "in the spirit of|vibes of|vibe of|same vibe as|same vibes as|same mood as|"
     "same feel as|same feeling as|same energy as|the feel of|feel of|mood of|"
     "tone of|style of|spirit of|energy of|feels like|comparable to|as good as|"
     "as funny as|as sweet as|as calm as|as warm as|close to|i loved|i love|we loved|"
     "i adored|i adore|i enjoyed|i really enjoyed|i liked|i really liked|"
     "i really loved|loved|adored|enjoyed|obsessed with|in love with|fan of|fan of the|"
     "fans of|my favourite is|my favorite is|my favourites are|my favorites are|"
     "favourite drama is|favorite drama is|favourites:|favorites:|favourites include|"
     "favorites include|favourite is|favorite is|favourites are|favorites are|"
     "favorite dramas are|favourite dramas are|crazy about|looking for another|"
     "another|next|akin to|à la|a la|in the manner of|cross between|mix of|"
     "a mix between|mix between|inspired by|if i liked|because i liked|since i loved|"
     "since i liked|if you liked|i'm a big fan of|was blown away by|blown away by|"
     "recommend me something like|impressed by|moved by|already loved|everything about|everything in|"
     "just as good as|reminded me of|obsessed over|hooked on|can't get over|"
     "can't stop thinking about|still thinking about|favorite is still|favourite is still|"
     "big fan of|huge fan of|i'm a fan of|rewatch of|in the same vein as|same kind as|"
     "of the same kind as|of the same sort as|on the same level as|spiritual successor to|"
     "i loved was|i liked was|i enjoyed was|loved recently was|favorite movie is|"
     "favourite movie is|favorite film is|favourite film is|favorite show is|"
     "favourite show is|favorite movies are|favourite movies are|favorite films are|"
     "favourite films are|all time favorite is|all time favourite is|"
     "yes to|a big yes to|thumbs up for|thumbs up to|still not over|not over|never got over|"
     "haven't recovered from|never recovered from|still reeling from|companion to|follow up to|replacement for|substitute for|fill the void left by|"
     "fill the hole left by|void left by|void of|missing|i miss|withdrawal from", "liked"),
    ("hated|i hated|i hate|disliked|i disliked|didn't like|did not like|don't like|"
     "didn't enjoy|did not enjoy|couldn't stand|can't stand|not like|nothing like|"
     "didn't finish|did not finish|never finished|stopped watching|quit watching|"
     "walked away from|fell asleep during|fell asleep watching|was let down by|"
     "let down by|hated everything about|unlike|not a fan of|wasn't a fan of|dropped|i dropped|"
     "couldn't finish|could not finish|couldn't get into|could not get into|"
     "can't get into|was bored by|bored by|disappointed by|disappointed with|"
     "didn't love|did not love|gave up on|less like|not similar to|different from|"
     "didn't care for|not into|nothing similar to|wasn't into|annoyed by|"
     f"{_FAR_FROM}|no thanks to|the opposite of|opposite of|no to|a hard no to|thumbs down for|thumbs down to|hate",
     "disliked"),
    ("i saw was|i watched was|i've seen was|in the theater was|in the theatre was|"
     "in the cinema was|i finished|just finished|i just finished|i've finished|recently finished|"
     "i watched|just watched|i just watched|i've watched|already watched|"
     "have watched|recently watched|i saw|i've seen|i have seen|already seen|"
     "have seen|we watched|we finished|just completed|i completed|i binged|"
     "just binged|binged|rewatched|i rewatched|coming from|coming off|"
     "done with|watched|finished|seen|i'm watching|currently watching|watching|"
     "got through|after watching|after finishing|finishing|completed|ended|"
     "i've already seen|i've already watched|i already watched|i already saw|"
     "besides|other than|except|apart from|recovering from|get over|getting over", "seen"),
    ("was better than|is better than|were better than|much better than|way better than|"
     "far better than|beats|anything but|anyone but|haven't seen|have not seen|haven't watched|have not watched|not yet seen|"
     "never watched|never seen|haven't started|is it worth watching|should i watch|"
     "worth watching", "unseen"),
    ("shorter than|longer than|newer than|older than|more recent than|"
     "not as long as|not longer than|no longer than|as long as|fewer episodes than|"
     "more episodes than|less episodes than", "measure"),
])  # fmt: skip
WEAK: Final = Phrases[Role].table([
    ("like|love|liked|enjoy|want|as in|a bit like|just like|kind of like|from", "liked"),
    ("after|since", "seen"),
    ("not|no|aren't|isn't|is not|are not", "unseen"),
])  # fmt: skip
SUGGESTED: Final = Phrases[Role].table([
    ("have you seen|have you watched|did you see|did you watch|you seen|you should watch|"
     "you should see|you could watch|you could try|you might like|you might enjoy|"
     "you would like|you'd like|you would enjoy|you'd enjoy|you may like|you may enjoy|"
     "you'll like|you'll love|you will like|you will love|i recommend|i'd recommend|"
     "i would recommend|i can recommend|i suggest|i'd suggest|i would suggest|recommend|"
     "recommending|suggest|check out|how about|what about|try|watch|watched|"
     "did you like|do you like|did you enjoy|heard of|seen|like|or maybe|maybe|"
     "such as|also|then|there is|there's|and|loved|liked|consider|is called|called|"
     "think of|thoughts on|interested in|familiar with|go with|or|love|enjoyed", "seen"),
])  # fmt: skip
"""What leads to a title in the system's words."""
BEHIND: Final = Phrases[Role].table([
    ("vibes|vibe|like vibes|type vibes|esque|style|like|type of|type|kind of vibes|"
     "feels|energy|mood|kind of|sort of|kind of show|kind of drama|ish", "liked"),
    ("was great|was amazing|was so good|was perfect|was brilliant|was wonderful|"
     "was excellent|was my favourite|was my favorite|is my favourite|is my favorite|"
     "is my all time favorite|is my all time favourite|is amazing|is great|"
     "is perfect|is the best|was the best|was lovely|was fantastic|is fantastic|"
     "was beautiful|is brilliant|made me laugh|got me hooked|is a favourite|"
     "is a favorite|were great|were amazing|were perfect|were lovely|"
     "are my favorites|are my favourites|were my favorites|were my favourites|"
     "was really good|was incredible|is incredible|was good|is so good|loved it|"
     "loved every minute|adored it|enjoyed it|liked it|i loved it|i liked it",
     "liked"),
    ("was boring|was bad|was awful|was terrible|was disappointing|was overrated|"
     "is overrated|was too slow|was too long|was too sad|was too dark|was not for me|"
     "wasn't for me|is not for me|bored me|was meh|didn't work for me|"
     "annoyed me|disappointed me|was too much|were boring|were disappointing|"
     "was a letdown|was so boring|left me cold|dropped it|hated it|didn't like it|"
     "did not like it|disliked it|gave up|found it boring|couldn't finish it",
     "disliked"),
])  # fmt: skip
JOINS: Final = frozenset({",", "and", "or", "&", "/", "+", "nor", "meets", "x"})
FILLERS: Final = frozenset(
    "it the show drama series movie film kdrama k everything about in of watching ending "
    "finale except but really all both shows dramas such as like a first part season "
    "original cast i just already and also much so called named titled rewatching "
    "korean chinese japanese masterpiece great amazing beautiful wonderful classic "
    "absolutely truly old film's kdramas to with from for e.g. eg especially recently "
    "parts episode every minute moment single bit only most big ones popular known famous half episodes how where characters story romance couple leads love "
    "second lot three two four five six : mood vibe vibes feel tone style humour humor warmth writing".split()
)

ALL_THAT: Final = Phrases.table([
    ("everything|everything that|all that|all|what|whatever|the way|just what|exactly what|"
     "the kind of thing|the sort of thing", True),
])  # fmt: skip
IS_ALL: Final = frozenset({"is", "was", "are", "were", "does", "did", "has", "had"})
"""What stands before and behind a name in "everything X is"."""
