"""Why a sentence that resembles a summary may still tell something else.

Meaning, as an encoder has it, hardly knows "not", who does it to whom, or whether it
happened at all: "he forgives her", "she does not forgive him" and "will she forgive him?"
lie side by side. Whatever is found here keeps a sentence from being proved; a harmless
one that is caught as well costs no more than a quote.
"""

from __future__ import annotations

from typing import Final

import regex

_FLAGS: Final = regex.IGNORECASE | regex.VERBOSE


def unreal(display: str) -> bool:
    """Whether it asks, wishes, supposes or looks ahead rather than tells."""
    text = display.replace("’", "'")
    return "?" in text or _UNREAL.search(text) is not None


_UNREAL: Final = regex.compile(
    r"""\b(?:(?:i|we|you|everyone|everybody)(?:'d|\ had|\ have)?\ (?:\w+\ )?(?<!than\ i\ )
        (?:thought|guess(?:ed)?|figured|feared|expected|believed|bet|wanted|worried|suspect(?:ed)?
          |assumed?|imagined?|want)
      |wish(?:ed|ing)?|hop(?:e|ed|es|ing)|(?<!as\ )if|unless|whether|should(?:n't|'ve)?
      |would(?:n't|'ve)?|could(?:n't)?\ have|could've|might|may|maybe|perhaps|probably|possibly
      |apparently|suppos(?:e|ed|edly)|imagine|predict\w*|theor(?:y|ies)|afraid|almost|nearly
      |instead|rather\ than|(?<!\b(?:the|his|her|a|free)\ )will|won't|gonna|going\ to
      |about\ to|set(?:s|ting)?[\s-]up|foreshadow\w*|hint(?:s|ed|ing)?|teas(?:e|es|ed|ing)
      |pay(?:s|ing)?\ off|paid\ off|pay-?off|lead(?:s|ing)?\ (?:up\ )?to|led\ (?:up\ )?to
      |eventual(?:ly)?|ultimate(?:ly)?|in\ the\ end|end(?:s|ed|ing)?\ up|for\ (?:good|ever)
      |forever|from\ (?:then|there|that|now|here)\ on|rest\ of|ever\ after|one\ day
      |some\ ?day)\b | 'll\b""",
    _FLAGS,
)


def denies(text: str) -> bool:
    """Whether something is denied, the writer's own "I couldn't believe" left out."""
    told = _OWN_DENIAL.sub(" ", text.replace("’", "'"))
    return _DENIAL.search(told) is not None


_OWN_DENIAL: Final = regex.compile(
    r"\b(?:i|we|you|me)(?:'m|'re|'ve|'d)?\ (?:\w+\ ){0,2}?(?:\w+n't|not|never)\b"
    r"|\b(?:do|did)(?:n't|\ not)\ (?:expect|see|think|like|love|care|mind|know|understand)\b"
    r"|\bnot\ (?:gonna|going\ to)\ lie\b|\bno\ words\b|\bno\ wonder\b|\bnot\ only\b",
    regex.IGNORECASE,
)
_DENIAL: Final = regex.compile(
    r"""\b(?:no|not|never|nor|neither|none|nobody|nothing|nowhere|without|hardly|barely|\w+n't
      |cannot|cant|dont|doesnt|didnt|wont|isnt|wasnt|refus\w*|reject\w*|declin\w*|den(?:y|ies|ied)
      |fail(?:s|ed|ing)?|unable|avoid\w*|stop(?:s|ped|ping)?|quit(?:s|ting)?|lack\w*|unlike)\b""",
    _FLAGS,
)
