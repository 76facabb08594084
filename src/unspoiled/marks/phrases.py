"""The words by which authors warn of spoilers, deny them, end them, or bound a review.

Data for `prose`: patterns only, each for one idea, over one rendered sentence. A noun
such as "spoilers" that nothing denies is a warning, whatever stands around it.
"""

from __future__ import annotations

from typing import Final

import regex

_FLAGS: Final = regex.IGNORECASE | regex.VERBOSE


def _compile(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, _FLAGS)


NOUN_WORDS: Final = (
    "spoil",
    "spoli",
    "спойлер",
    "safe to",
    "ok to",
    "okay to",
    "fine to",
)
EASTERN_WORDS: Final = (
    "剧透", "劇透", "透剧", "透劇", "雷", "捏他", "ネタバレ", "ねたばれ", "ネタばれ", "ﾈﾀﾊﾞﾚ", "스포",
)  # fmt: skip
VERB_WORDS: Final = (
    "spoil", "reveal", "give away", "given away", "get into", "go into", "talk about", "discuss",
    "explain", "read on", "read any", "read past", "read below", "read further", "read no",
    "read this", "read the rest", "read ahead", "read now", "read at your", "reading", "scroll",
    "t seen", "not seen", "t watched", "not watched", "t finished", "not finished",
    "plot point", "plot detail", "plot dev", "plot twist",
)  # fmt: skip
EPISODE_WORDS: Final = ("episode", " ep", "chapter", "화", "회", "話", "话", "集")


def tells(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of these words is here: quick, for most texts hold none of them."""
    for word in words:  # a generator in any() takes three times as long
        if word in text:
            return True
    return False


ALL_WORDS: Final = (*NOUN_WORDS, *EASTERN_WORDS, *VERB_WORDS, *EPISODE_WORDS)


NOUN: Final = _compile(
    r"""\b(?:spoil+ers?|spolier?s?|spoilors?|spoilerish|spoilery|spoileri?fic)\b
    |спойлер\w*"""
)

FREE: Final = _compile(
    r"""\bspoiler[\s-]*(?:free|less|frei|vrij|fri|safe)\b | \bnon[\s-]*spoiler(?:y|s)?\b
    | \bfree\ (?:of|from)\ (?:any\ |all\ )?spoilers?\b"""
)
"""Said of a text; a claim unless something takes it back."""

DENIED_BEFORE: Final = _compile(
    r"""(?:\b(?:no|zero|non|nil|0|without|w/o|sans|minus|sin|ohne|sem|senza|zonder|utan
        |uden|bez|без|keine?|nessuno|kein)
        (?:[\s-]+(?:any|real|actual|further|more|much|many|giving|away|revealing|having
           |a|single|big|major|huge|significant|important|serious|plot|ending|story|de
           |fear\ of|worry(?:ing)?\ about)){0,4}
      |(?:\b(?:do|does|did|will|wo|ca|can|is|are|was|were|would|should|have|has)
          (?:n['’]?t|\ not)|\bcannot|\bnever|(?<!\bmight\ )(?<!\bmay\ )\bnot|\bavoid(?:ing|s|ed)?
          |\bfree\ (?:of|from)|\bdevoid\ of|\bain['’]?t)
        (?:\s+(?:to|be|been|really|actually|exactly|even|going|want|include|including
           |contain|containing|contains|post|posting|give|giving|away|out|reveal|revealing
           |write|put|any|a|an|the|drop|dropping|need|wish|considered?|consider|count|as
           |with|in|here|you|tell|real|actual|much|of|it|get|intend|plan|my|reading|this
           |these|calling|call|more|big|major|have|has|having)){0,7})
    [\s"'“‘(*-]*$"""
)
"""Ends right before a noun that it denies."""

DENIED_AFTER: Final = _compile(
    r"""^[\s-]*(?:free|less|frei|vrij|fri|safe|omitted|removed|withheld|avoided|deleted
    |redacted|hidden\ (?:below|behind)|policy|culture|phobia|phobe)\b"""
)

CAR_BEFORE: Final = _compile(
    r"""\b(?:rear|roof|boot|trunk|carbon|fib(?:re|er)|aero(?:dynamic)?|chin|tail|duck-?tail
        |car['’]?s?|lip|adjustable|chrome|aftermarket|bolt-on)[\s-]+(?:wing\ (?:and|or)\ )?$"""
)
CAR_AFTER: Final = _compile(
    r"""^\s+(?:of|on|for)\s+(?:the|a|an|his|her|its|their|that|this|my|every)\s+
        (?:\w+\s+)?(?:car|hood|bonnet|bumper|roof|truck|coupe|sedan|convertible|hatchback)\b"""
)
"""A part of a car: "the rear spoiler", "a spoiler on his car"."""

PROMISE: Final = _compile(
    r"""^\W*(?:absolutely\ |strictly\ |\(?)?no\ spoilers?\b[^\p{L}]*(?:here|below|ahead|inside|at\ all)?\W*$
    |\b(?:no|zero|without|w/o|sans|minus|sin|ohne|sem|senza|zonder|utan|uden|bez|без|keine)
        [\s-]+(?:any\s+|any\ kind\ of\ )?(?:spoilers|спойлер\w*)\b
    |\b(?:n['’]t|not|never|nor)\s+(?:contain|include|have|give|reveal|post|containing)
        (?:s|ing)?\s+(?:\w+\s+){0,2}spoilers?\b"""
)
"""A denial that speaks of the text, not of one remark ("that is not a spoiler")."""

UNDENIED: Final = _compile(
    r"""\b(?:not|n['’]?t|never|hardly|isnt|no\ longer)\s+(?:\w+\s+){0,3}?
        (?:(?:very|entirely|completely|totally|exactly|really|strictly|fully|be|a|without)
        \s+){0,3}(?:spoiler[\s-]*free|non[\s-]*spoiler|spoilerless|without\s+spoilers?)
    |\b(?:impossible|hard|difficult|tough|tricky|can(?:['’]?t|not|\ not)|unable|no\ way
       |cannot|could(?:n['’]?t|\ not))\b
       [^.!?;]{0,80}\bwithout\b[^.!?;]{0,30}\bspoil"""
)
"""A denial that is itself denied: there will be spoilers."""

PARTLY: Final = _compile(
    r"""\b(?:mostly|almost|nearly|relatively|semi|fairly|largely|practically|virtually
        |essentially|reasonably|pretty\ much|more\ or\ less|as\ .{1,20}\ as\ possible
        |try(?:ing)?(?:\ my\ best)?\ to|tried\ to|hope(?:fully)?|attempt(?:ing)?)\b
    |\b(?:major|big|huge|significant|important|serious|plot|ending|real)\ spoilers?\b
    |\b(?:until|till|except|apart\ from|other\ than|up\ to|after\ (?:that|this|which)
        |then\ (?:i|there)|first\ (?:part|half|section|few)|second\ (?:part|half)|if|unless
        |looking\ for|look(?:ed)?\ (?:for|elsewhere)|want(?:ed)?|prefer|wish|hate|need|link
        |click|instead|another|other|trailer|synopsis|forums?|wikipedia|your|yourself|he|she
        |warn(?:ed|ing)?|beware|however|but|could|can['’]?t|cannot|supposed|though|although
        |wikipedia)\b|\?"""
)
"""What makes a denial less than a promise for the whole text."""

ABOUT_THIS: Final = _compile(
    r"""\b(?:this|my|our|the\ following|entire|whole)\s+(?:\w+[\s-]+){0,4}?
        (?:review|post|comment|entry|article|write-?up|piece|text|page|thread|summary
        |impressions?|thoughts?|recap|guide|take|discussion|video|critique|analysis)s?\b
    |\b(?:review|post|comment)\s+(?:is|has|contains?|does)\b"""
)

WHOLE: Final = _compile(
    r"""\b(?:review|post|comments?|entry|article|write-?up|text|page|summary|critique
        |essay|analysis|discussion|thoughts|piece|rant|account|following|this|it|below)\b
        [^.!?;:]{0,40}?\b(?:contain|include|ha[sv]e?\b|is\ full|is\ filled|will\b|may\b
        |might\b|could\b|gives?\b|with\b|reveal)
    |\b(?:contain|include)s?\b[^.!?;:]{0,30}spoil
    |spoil\w*\s+(?:throughout|within|inside|included|herein|galore|everywhere|contained
        |in\ (?:this|the|my)\ (?:review|post|comment|text|article|summary))
    |\b(?:full|lots|plenty|ton|tons|heaps|chock)\s+(?:\w+\s+)?of\b[^.!?;:]{0,20}spoil
    |\bspoiler(?:y|ific|ish)?[\s-]+(?:filled|heavy|laden|rich|full|review|discussion)\b"""
)
"""A warning about the whole text (unless `ONWARD` narrows it)."""

ONWARD: Final = _compile(
    r"""\b(?:rest|remainder|below|ahead|follow(?:s|ing)?\s+(?:paragraph|section|part|bit)
        |follow|follows|next|after\ (?:this|that|the)|from\ (?:here|this|now)
        |past\ (?:this|here)|beyond|coming|upcoming|second\ half|last\ (?:part|paragraph)
        |remaining|begins?|starts?|start\ of|now)\b"""
)
"""What narrows a warning to what comes after it."""

ALERT: Final = _compile(r"\b(?:alert|warning)\b")
"""In a heading, it warns of more than the section."""

BACKWARD: Final = _compile(
    r"""\b(?:above|sorry|oops|whoops|apolog\w+|contained|forgive|was\ a|were|i\ just|too\ late
    |previous|already|that['’]s\ a|is\ that\ a|guess\ that|consider\ th(?:is|at))\b"""
)
"""A remark that a spoiler has already been told."""

AFTER_NOUN: Final = regex.compile(
    r"(?:[\s*_:!.()\[\]{}/<>=~#-]|\b(?:ahead|below|alerts?|warnings?|follow(?:s|ing)?|"
    r"coming|time|starts?|begins?|here|sections?|parts?|zone|talk|included|inside|within|"
    r"to come|from here on|from here|on|after this|in this|in here|now|spoilers?|herein|"
    r"beyond this point|this point|throughout|beware|contained|up ahead|galore|please)\b)*+",
    regex.IGNORECASE,
)
"""What still belongs to the warning, after its noun."""

BEFORE_NOUN: Final = regex.compile(
    r"^[^\p{L}]*(?:(?:warnings?|caution|attention|beware|danger|notes?|nb|alert|huge|big|"
    r"major|minor|mild|slight|small|light|some|possible|potential|possibly|few|a|an|the|"
    r"there|here|are|is|be|will|may|might|contains?|of|ending|plot|many|several|heavy|"
    r"massive|full|moderate|begin|start|look|out|watch|for|come|comes|now|this|review|"
    r"rest|and|comment|post|next|part|following|section|paragraph|from|on|point|includes?|"
    r"has|have|book|film|movie|show|season|episode|in|my|i|let|me|real|actual|final|finale|"
    r"series|that|said|okay|ok|so|but|well|article|remainder|everything|after|\d+)"
    r"[^\p{L}]*)*+$",
    regex.IGNORECASE,
)
"""A sentence that has only this before its noun is nothing but a warning."""

WILL_TELL: Final = _compile(
    r"""\b(?:i['’]?ll|i\ will|i['’]?m\ (?:about|going)\ to|i\ am\ (?:about|going)\ to|i\ have\ to
        |i\ must|let\ me|let['’]s|go(?:ing)?\ ahead\ and)\s+(?:now\s+|just\s+|have\ to\s+)?
        (?:(?:spoil|reveal|give\ away|discuss|explain|talk\ about|get\ into|go\ into)\b)
        (?:\s+\w+){0,4}?\s+(?:it|ending|end|finale|twist|plot|everything|surprise|film
        |movie|show|series|you|killer|whole|entire|story|reveal)\b
    |\b(?:do\ not|don['’]?t|stop|quit)\s+(?:read(?:ing)?|scroll(?:ing)?|continue|go)\b
        [^.!?]{0,30}\b(?:on|further|past|below|ahead|now|here|rest|this|if)\b
    |\bif\ you\b[^.!?]{0,20}\bhave(?:n['’]?t|\ not)\b[^.!?]{0,10}\b(?:seen|watched|finished)
        [^.!?]{0,60}\b(?:stop|skip|don['’]?t|do\ not|turn\ back|look\ away|leave|beware
        |read\ no)\b
    |\bread\ no\ further\b|\bread\ at\ your\ own\ risk\b
    |\b(?:major|key|important|big|crucial)\ plot\ (?:points|details|developments|twists)
        \s+(?:ahead|below|follow|revealed|discussed|are)
    |\b(?:ending|twist|finale|killer)s?\s+(?:is|are|will\ be|gets?)?\s*
        (?:revealed|discussed|explained|spoiled|given\ away)\s+
        (?:below|ahead|here|in\ (?:this|the))"""
)
"""A warning without the noun."""

WILL_NOT_TELL: Final = _compile(
    r"""\b(?:won['’]?t|will\ not|wouldn['’]?t|not\ going\ to|don['’]?t|do\ not|didn['’]?t|not|never
    |can['’]?t|cannot|without|rather\ than|hate|try\ not)\b[^.!?;]{0,30}$"""
)

HEADING: Final = _compile(
    r"""\b(?:ending|finale|end|twist|conclusion|epilogue|last\ episode|climax)\b
        [^.!?]{0,24}\b(?:explained|discussed|discussion|analy[sz]ed|spoiled|revealed
        |meaning|recap)\b
    |\bexplained\b|^\W*(?:the\ )?(?:ending|finale|recap|full\ recap|final\ episode)\W*$
    |\b(?:explaining|about)\ the\ (?:ending|finale|twist)\b|\bwhat\ happens\b
    |\b(?:full|plot|detailed)\ (?:recap|summary)\b
    |결말|解説|結末|结局解析|結局解析"""
)
"""A heading over a section that tells."""

END: Final = _compile(
    r"""(?:^|(?<=[*(\[{<—–/\#=~.!:|_-])|(?<=[*(\[{<—–/\#=~.!:|_-]\s))\s*
        (?:/\s*spoilers?\b
        |end(?:s|ed)?(?:\s+of)?(?:\s+(?:the|my|all|major|minor|mild))?[\s*:_-]*spoilers?\b
            (?!\W*(?:ahead|below|follow|coming))(?:\s+(?:alert|section|warning|zone|talk))?
        |ending\s+of(?:\s+the)?\s+spoilers?\b
        |(?:no\ more|enough)\s+spoilers?\b
        |back\ to\ (?:being\ )?spoiler[\s-]free)
    |\bspoilers?(?:\s+(?:alert|section|warning|zone|talk|part))?[\s*/:_-]*
        (?:ends?|over|are\ over|is\ over|finished|done|off|end\ here|stop\ here)
        (?=\W*$|\s+here|\W*[.!\])*])
    |\b(?:safe|okay|ok|fine)\s+to\s+(?:read|continue|resume|keep\ reading)\b
    |\bspoiler[\s-]free\s+(?:again|from\ here)
    |ネタバレ(?:終わり|おわり|終了|ここまで|以上|終)|(?:以上|ここまで)[、は]?ネタバレ
    |(?:剧透|劇透|雷|捏他)(?:结束|結束|完毕|完畢|完)|스포(?:일러)?\s*(?:끝|종료|여기까지)"""
)

# --- languages whose words are written without spaces, or with endings ---------------

CJK_FREE: Final = regex.compile(
    r"[无無零非不没沒免]\s*(?:有\s*)?(?:[会會含带帶剧劇任何]{0,3}\s*)(?:剧透|劇透|透剧|透劇|捏他|爆雷|雷(?!雨))"
    r"|(?:避免|拒绝|拒絕|防止)(?:剧透|劇透)"
    r"|(?:ネタバレ|ねたばれ|ネタばれ|ﾈﾀﾊﾞﾚ)(?:は|も|が)?(?:一切|全く)?\s*(?:なし|無し|無(?!く)|ナシ|ﾅｼ|し?ない|しません|"
    r"ありません|ございません|含みません|含まない|せず|なく|抜き|厳禁)"
    r"|(?:ノー|非|脱)(?:ネタバレ|ねたばれ)"
    r"|(?:노|무|논|NO|no|No)\s*스포(?!츠|트|티)(?:일러)?"
    r"|스포(?:일러)?(?:는|가|도|를|은)?\s*(?:없|안\s*(?:함|해|합|하)|하지\s*않|무|[xX×✕❌]|無|free|프리|NO|no|No)"
)
CJK_WARNING: Final = regex.compile(
    r"剧透|劇透|透剧|透劇|[有防含爆注](?:意)?雷(?!达|達|雨|声|聲|电|電)|[好负負普大極极微小]雷(?=\s|[\]】)）]|$)"
    r"|以下有?雷|捏他|ネタバレ|ねたばれ|ネタばれ|ﾈﾀﾊﾞﾚ"
    r"|(?:(?<![가-힣])|(?<=[강약말개핵반대]))스포(?!츠|트|티|크|이드|큰|캔|닝|캐|케|일|\s*티)"
    r"|(?:(?<![가-힣])|(?<=[강약말개핵반대]))스포일러"
)
CJK_BACKWARD: Final = regex.compile(r"以上|上文|上述|위(?:에는?|의)|앞(?:에|부분)|上記")
CJK_WHOLE: Final = regex.compile(
    r"(?:本文|全文|全篇|本帖|本影评|本影評|本劇評|この(?:レビュー|記事|感想)|本(?:記事|レビュー)|이\s*(?:글|리뷰|후기)|본\s*(?:글|리뷰))"
)

# --- how far the author has told -----------------------------------------------------

_NUMBER: Final = (
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[-\s](?:one|two|three"
    r"|four|five|six|seven|eight|nine))?|thirty)"
)
_EPISODE: Final = r"(?:episodes?|eps?\b\.?|chapters?)"
_TO: Final = r"\s*(?:-|–|—|~|〜|to|through|thru|until|and|&|/)\s*"

SPAN_OF_EPISODES: Final = regex.compile(
    rf"\b{_EPISODE}\s*#?(?P<low>{_NUMBER})(?:{_TO}(?:{_EPISODE}\s*)?(?P<high>{_NUMBER})\b)?"
    rf"|\b(?:first|opening|initial)\s+(?P<count>{_NUMBER})\s+(?:\w+\s+)?{_EPISODE}"
    rf"|\b(?P<number>{_NUMBER})\s+{_EPISODE}"
    r"|第?\s*(?P<east>\d{1,4})\s*[화회話话集]?(?:\s*(?:-|–|~|〜|至|到|から|부터)\s*第?\s*(?P<eastto>\d{1,4}))?"
    r"\s*[화회話话集]",
    regex.IGNORECASE,
)
OF_ALL: Final = regex.compile(r"(?:episode|ep|chapter)\b[^/]*/", regex.IGNORECASE)
TOLD: Final = _compile(
    r"""\b(?:(?:review|recap|impressions?|thoughts?|critique|verdict|reaction|take)\b[^.!?]{0,60}?
        \b(?:based\ (?:solely\ |only\ |entirely\ )?(?:on|off|upon)|covers?|covering|of|for|on
           |through|up\ to)
      |based\ (?:solely\ |only\ |entirely\ )?(?:on|off|upon)
      |(?:this|i)\b[^.!?]{0,20}\b(?:covers?|reviewed|reviewing|covering)
      |i(?:['’]ve|\ have)?\s+(?:only|just)\s+(?:seen|watched|finished)
      |i(?:['’]ve|\ have)\s+(?:seen|watched|finished)\s+(?:only|just)
      |(?:only|just)\s+(?:seen|watched|finished|provided|given|sent|screened))\b"""
)
SO_FAR: Final = _compile(
    r"""\b(?:seen|watched|finished)\b(?=[^.!?:;]{0,60}\bso\ far\b)
    |\b(?=(?:\w+\s+){1,4}episodes?\s+(?:were|was|made)?\s*(?:provided|screened|available|sent)
        \s+(?:for\ (?:this\ )?review|(?:to|for)\ critics))"""
)
"""What comes right before the number of episodes."""
LATER_SEASON: Final = _compile(
    r"""\bseasons?\s+(?:[2-9]|1\d|two|three|four|five|six|seven|eight|nine|ten)\b
    |\b(?:second|third|fourth|fifth|sixth|final|last)\s+season\b
    |\bs(?:0?[2-9]|1\d)(?:\s*e\d+)?\b|シーズン\s*[2-9]|시즌\s*[2-9]|第[二三四五六七八九2-9]季"""
)
BARE_EPISODE_HEADING: Final = regex.compile(
    rf"^\W*(?:season (?:1|one)\W+|s0?1\s*)?(?:{_EPISODE}\s*#?{_NUMBER}\b|e\d{{1,4}}\b"
    rf"|first {_NUMBER} {_EPISODE}|第?\s*\d{{1,4}}\s*[화회話话集\-–~〜])",
    regex.IGNORECASE,
)
EPISODE_CODE: Final = regex.compile(
    r"\bs0?1\s*e(\d{1,4})(?:\s*-\s*e?(\d{1,4}))?", regex.IGNORECASE
)

_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()


def number_of(words: str) -> int | None:
    """A number written in digits or in words, up to thirty; None for another word."""
    words = words.lower().strip()
    if words.isdecimal():
        return int(words)
    if words in _WORDS:
        return _WORDS.index(words)
    if words == "thirty":
        return 30
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens == "twenty" and ones.strip() in _WORDS:
        return 20 + _WORDS.index(ones.strip())
    return None
