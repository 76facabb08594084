"""Names of titles and people -> folded keys under which they are looked up.

Two spellings of one name share a key. A title has several keys, the strictest first;
a person has one. Korean is romanised in many ways ("Park Hyung Sik", "Bak Hyeong-sik",
박형식), so both kinds of name are folded by syllable: Hangul is spelled by the Revised
Romanization, letter for letter, and what is popular usage is folded to the same.

What it does not do: translate, or romanise Han and Kana. Names are cut to MAX_NAME
characters, and every step takes time linear in that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import Final

import regex

MAX_NAME: Final = 300
LOOSE: Final = "~"
"""First character of a key by sound alone: good for a doubt, weak for a match."""

INITIALS: Final = "^"
"""First character of a key that asks for a well-known title by its initials."""
LEAST_INITIALS: Final = 3
"""Letters of the shortest abbreviation that is taken for a title's."""

_WORDS = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_BRACKETS = regex.compile(r"[(\[{（［【][^()\[\]{}（）［］【】]*+[)\]}）］】]")
_YEAR = regex.compile(r"[(\[（［]\s*+(1[89]\d\d|20\d\d)\s*+[)\]）］]\s*+$")
_ACCENTS = regex.compile(r"[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_ARTICLES = frozenset({"the", "a", "an"})


def plain_name(name: str) -> str:
    """One width and case, Latin letters without accents; all else as it was."""
    if name.isascii():  # nothing to normalise, and most names are
        return name[:MAX_NAME].lower()
    text = unicodedata.normalize("NFKC", name[:MAX_NAME].replace("№", "#")).casefold()
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


# --- titles -----------------------------------------------------------------------


def name_keys(name: str) -> tuple[str, ...]:
    """The folded forms of a title's name, the strictest first; never empty for text.

    The forms differ in what is optional: a leading article, a bracketed note or year,
    "season 1". A number is never optional: "X" and "X 2" share no key.
    """
    keys, letters = _strict_keys(name)
    if sound := _sound_key(letters):
        return (*keys, LOOSE + sound)
    return keys


def share_key(name: str, other: str) -> bool:
    """Whether two names of a title have a key in common, that by sound included."""
    keys, letters = _strict_keys(name)
    others, other_letters = _strict_keys(other)
    if not set(keys).isdisjoint(others):
        return True
    # cutting a name into syllables takes longest, so only where all else differs
    sound = _sound_key(other_letters)
    return sound is not None and sound == _sound_key(letters)


@lru_cache(maxsize=4096)
def _strict_keys(name: str) -> tuple[tuple[str, ...], str]:
    """The keys but for that by sound, and the letters of which that is made."""
    text = plain_name(name)
    bare = _without_brackets(text)
    keys: dict[str, None] = {}
    words: list[str] = []
    for form in (text, bare) if bare != text and bare.strip() else (text,):
        words = _title_words(form)
        keys["".join(words)] = None
        for shorter in _optional_forms(words):
            keys["".join(shorter)] = None
            words = shorter
    keys.pop("", None)
    if not keys and (symbols := "".join(text.split())):
        keys[symbols] = None
    return tuple(keys), "".join(words)


def plain_keys(words: Sequence[str]) -> tuple[str, ...]:
    """The same keys for words that are plain already, but for that by sound: fast.

    `words` are small ASCII letters or digits, without marks.
    """
    if not words:
        return ()
    if words[-1] in _ROMAN or not _OTHERWISE.isdisjoint(words):
        words = _unify_numbers(words)
    keys = {"".join(words): None}
    for shorter in _optional_forms(list(words)):
        keys["".join(shorter)] = None
    return tuple(keys)


def initials_key(name: str) -> str | None:
    """ "Crash Landing on You" -> "^cloy"; None for a name of too few words."""
    words = _WORDS.findall(plain_name(name).replace("'", "").replace("’", ""))
    letters = "".join(word if word.isdecimal() else word[0] for word in words)
    if len(words) < LEAST_INITIALS or not letters.isascii():
        return None
    return INITIALS + letters


def year_in_name(name: str) -> int | None:
    """The year that a name ends with in brackets: "Hamlet (1996)" -> 1996."""
    found = _YEAR.search(name[:MAX_NAME])
    return int(found[1]) if found else None


def _without_brackets(text: str) -> str:
    for _ in range(4):  # nested ones, from the inside
        shorter = _BRACKETS.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return text


_COUNTS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        map(str, range(1, 13)),
        strict=True,
    )
)
_ORDINALS = (
    dict(
        zip(
            "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
            map(str, range(1, 11)),
            strict=True,
        )
    )
    | {"1st": "1", "2nd": "2", "3rd": "3"}
    | {f"{n}th": str(n) for n in range(4, 21)}
)
_ROMAN = dict(
    zip(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(),
        map(str, range(1, 16)),
        strict=True,
    )
)
_HAN_COUNTS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))
_SEASONS = frozenset({"season", "series", "시즌", "シーズン"})
_PARTS = _SEASONS | {"part", "pt", "volume", "vol", "chapter", "book", "파트", "제"}
_NUMBERS = frozenset({"number", "no", "nr", "num"})
_OTHERWISE = _PARTS | _NUMBERS | _SEASONS | frozenset(_ORDINALS)
_LAST_ARTICLE = regex.compile(r",\s*+(the|an?+)\s*+$")
_CJK_PART = regex.compile(r"第\s*+([一二三四五六七八九十]|\d{1,2})\s*+[季部期]")
_GLUED = regex.compile(r"(시즌|シーズン|파트)\s*+(\d{1,2})")


def _title_words(text: str) -> list[str]:
    """The words of a plain name, with every way of writing a number made one."""
    if "," in text and (turned := _LAST_ARTICLE.search(text)):
        text = f"{turned[1]} {text[: turned.start()]}"
    text = text.replace("&", " and ").replace("'", "").replace("’", "")
    if not text.isascii():
        text = _CJK_PART.sub(lambda m: f" {_HAN_COUNTS.get(m[1], m[1])} ", text)
        text = _GLUED.sub(r" \1 \2 ", text)
    return _unify_numbers(_WORDS.findall(text))


def _unify_numbers(words: Sequence[str]) -> list[str]:
    if not words or (words[-1] not in _ROMAN and _OTHERWISE.isdisjoint(words)):
        return [_digits(word) for word in words]  # none is a way of writing a number
    unified: list[str] = []
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in _PARTS and (number := _number(following)):
            # "Season 1" alone is optional, so the word stays with it
            unified += ["season", "1"] if _opens(word, number) else [number]
            skip = True
        elif word in _NUMBERS and (following.isdecimal() or word == "number"):
            unified.append(_number(following) or following)
            skip = bool(following)
        elif following in _SEASONS and word in _ORDINALS:
            unified.append(_ORDINALS[word])
            skip = True
        elif index and index == len(words) - 1:
            unified.append(_ROMAN.get(word, word))
        else:
            unified.append(word)
    return [_digits(word) for word in unified]


def _opens(word: str, number: str) -> bool:
    return number == "1" and word in _SEASONS


def _number(word: str) -> str | None:
    if word.isdecimal():
        return _digits(word)
    return _COUNTS.get(word) or _ROMAN.get(word) or _ORDINALS.get(word)


def _digits(word: str) -> str:
    return str(int(word)) if word.isdecimal() else word


def _optional_forms(words: list[str]) -> Iterator[list[str]]:
    if words[-2:] == ["season", "1"] and len(words) > 2:
        yield words[:-2]
        words = words[:-2]
    if len(words) > 1 and words[0] in _ARTICLES:
        yield words[1:]


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """English words that people write small, so that alone they are hardly a name."""
    path = resources.files(__package__).joinpath("data/plain_words.txt")
    return frozenset(path.read_text("utf-8").split())


# --- one slip away ----------------------------------------------------------------

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
LEAST_SLIPPED: Final = 6
"""Letters of the shortest key that is mended: a short one is another name."""


def one_slip_from(key: str) -> Iterator[str]:
    """The keys that one missing, needless, wrong or swapped letter makes into `key`.

    The first letter stands: nobody gets that wrong, and it halves what is looked up.
    """
    if not LEAST_SLIPPED <= len(key) <= 60 or not key.isascii():
        return
    for at in range(1, len(key)):
        rest = key[at + 1 :]
        yield key[:at] + rest
        if rest:
            yield key[:at] + rest[0] + key[at] + rest[1:]
        for letter in _ALPHABET:
            yield key[:at] + letter + rest
            yield key[:at] + letter + key[at:]
    yield from (key + letter for letter in _ALPHABET)


# --- Korean by syllable -----------------------------------------------------------

_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS = (
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
).split()  # fmt: skip
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".replace(
    "-", ""
).split(" ")
_HANGUL = range(0xAC00, 0xD7A4)
_SYLLABLE = regex.compile("[가-힣]")


def romanise_hangul(text: str) -> list[str]:
    """Each Hangul syllable by the Revised Romanization, without sound changes.

    The arithmetic is that of the Unicode Standard, 3.12; names are romanised without
    assimilation (Ministry of Culture notice 2000-8, 3.4).
    """
    syllables = []
    for char in text:
        if (code := ord(char)) in _HANGUL:
            rest, final = divmod(code - 0xAC00, 28)
            initial, vowel = divmod(rest, 21)
            syllables.append(_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final])
    return syllables


_ONSETS = {
    "": "", "k": "g", "g": "g", "kk": "g", "gg": "g", "t": "d", "d": "d",
    "tt": "d", "dd": "d", "p": "b", "b": "b", "pp": "b", "bb": "b", "j": "j",
    "jj": "j", "z": "j", "ch": "ch", "tch": "ch", "r": "r", "l": "r", "s": "s",
    "ss": "s", "sh": "s", "h": "h", "m": "m", "n": "n",
}  # fmt: skip
_NUCLEI = {
    "a": "a", "ah": "a", "ae": "ae", "ai": "ae", "ay": "ae", "ea": "ae", "e": "e",
    "eh": "e", "eo": "eo", "eoh": "eo", "uh": "eo", "ur": "eo", "o": "o", "oh": "o",
    "u": "u", "oo": "u", "ou": "u", "eu": "eu", "i": "i", "ee": "i", "ie": "i",
    "yi": "i", "ui": "ui", "eui": "ui", "ya": "ya", "yah": "ya", "yae": "ye",
    "ye": "ye", "yea": "ye", "yeh": "ye", "yeo": "yeo", "yuh": "yeo", "yo": "yo",
    "yoh": "yo", "yu": "yu", "yoo": "yu", "you": "yu", "wa": "wa", "wah": "wa",
    "wo": "wo", "weo": "wo", "wae": "we", "wai": "we", "we": "we", "oe": "we",
    "oi": "we", "woe": "we", "wi": "wi", "wee": "wi", "woo": "u", "wu": "u",
}  # fmt: skip
_CODAS = {
    "": "", "k": "g", "g": "g", "ck": "g", "n": "n", "ng": "ng", "m": "m", "l": "l",
    "r": "l", "p": "b", "b": "b", "t": "d", "d": "d",
}  # fmt: skip
_EO_IN_CLOSED = {"u": "eo", "yu": "yeo", "you": "yeo"}
"""Popular spelling writes 어 as "u" before a final: "Jung", "Hyun", "Sung", "Suk"."""
_TRUE_U = frozenset(
    {"jun", "hun", "yun", "un", "kuk", "guk", "uk", "wuk", "muk", "yul", "yuk", "kun",
     "ung", "bul", "mun", "ju", "gun", "yub", "youn"}
)  # fmt: skip
_WHOLE = {
    "hee": "hi", "hui": "hi", "hie": "hi", "heui": "hi", "gun": "geon", "kun": "geon",
    "youn": "yun", "yub": "yeob", "shi": "si", "shin": "sin",
}  # fmt: skip
"""Syllables whose usual reading is not what their letters say."""


@lru_cache(maxsize=8192)
def _fold_syllable(syllable: str, *, strict: bool = False) -> str | None:
    """The class of one romanised syllable; None where Korean has no such syllable.

    `strict` takes the letters for the Revised Romanization (as from Hangul).
    """
    if syllable in _WHOLE and not (strict and syllable != "hui"):
        return _WHOLE[syllable]
    for onset_end in (3, 2, 1, 0):
        onset = _ONSETS.get(syllable[:onset_end])
        if onset is None or len(syllable) < onset_end:
            continue
        for coda_start in range(onset_end + 1, len(syllable) + 1):
            vowel, coda = syllable[onset_end:coda_start], syllable[coda_start:]
            if vowel in _NUCLEI and coda in _CODAS:
                closed = coda and not strict and syllable not in _TRUE_U
                folded = _EO_IN_CLOSED.get(vowel) if closed else None
                return onset + (folded or _NUCLEI[vowel]) + _CODAS[coda]
    return None


_SURNAMES = {
    "gim": "kim gim keem ghim", "i": "lee yi rhee ree i", "bag": "park bak pak bark",
    "choe": "choi choe chey choy", "jeong": "jung jeong chung joung cheong jeung",
    "gang": "kang gang", "jo": "cho jo joh", "yun": "yoon yun youn",
    "jang": "jang chang", "im": "im lim yim rim", "han": "han hahn",
    "o": "oh o", "seo": "seo suh", "sin": "shin sin", "gwon": "kwon gwon kweon",
    "hwang": "hwang", "an": "ahn an", "song": "song", "yu": "yoo yu you",
    "ryu": "ryu ryoo lyu", "hong": "hong", "jeon": "jeon jun", "go": "ko go koh",
    "mun": "moon mun", "son": "son sohn", "yang": "yang", "bae": "bae pae",
    "baeg": "baek paek paik baik", "heo": "heo hur huh", "nam": "nam", "sim": "shim sim",
    "no": "noh no roh ro", "ha": "ha hah", "gwag": "kwak gwak", "seong": "sung seong",
    "cha": "cha tcha", "ju": "joo ju", "u": "woo u", "gu": "koo goo gu ku",
    "na": "na ra", "min": "min", "jin": "jin", "ji": "ji jee", "eom": "uhm eom um ohm",
    "chae": "chae", "won": "won", "cheon": "cheon chun", "bang": "bang pang",
    "gong": "gong kong", "hyeon": "hyun hyeon", "byeon": "byun byeon pyun",
    "yeo": "yeo yuh", "chu": "choo chu", "do": "do doh", "so": "so soh",
    "seol": "seol sul", "gil": "gil kil", "yeon": "yeon", "wi": "wi", "pyo": "pyo",
    "myeong": "myung myeong", "gi": "ki gi", "ban": "ban", "ma": "ma", "og": "ok",
    "yug": "yook yuk", "maeng": "maeng", "je": "je", "mo": "mo", "tag": "tak",
    "geum": "geum keum", "yeom": "yeom yum", "bong": "bong", "eun": "eun",
    "pyeon": "pyeon", "yong": "yong", "ye": "ye", "sa": "sa", "bu": "boo",
    "ga": "ga", "bog": "bok", "tae": "tae", "in": "in", "ham": "ham", "seog": "seok suk",
    "namgung": "namkoong namgung namgoong", "hwangbo": "hwangbo", "seonu": "sunwoo seonu",
    "dokgo": "dokgo", "jegal": "jegal", "sagong": "sagong",
}  # fmt: skip
_SURNAME = {
    spelling: key for key, group in _SURNAMES.items() for spelling in group.split()
}
_ONLY_SURNAMES = frozenset(
    "kim lee park choi choe kang kwon gwon ahn shim noh kwak hwang jang jeong heo "
    "baek bae cho oh rhee namkoong namgung hwangbo hong nam moon song yang byun".split()
)
"""Surnames that hardly open a given name: what tells "Hyung Sik Park" is turned."""
_GIVEN = {
    syllable: rank
    for rank, syllable in enumerate(
        "young ji hyun min jin jung hee eun soo sung won jae woo kyung ho yeon hye "
        "seung joo yoon joon tae in sang ha mi dong ah seo sun hoon so hwan seok na "
        "bin ki jong yong jun hyung se do ye han yi yoo hwa chang ri suk da chul hyuk "
        "bo wook chan kyu hyo hae il jeong su ra gyu yun seon dae chae sook hong shin "
        "hyeon ju gi myung woon yu kwang byung yeong seong soon ga kang shik nam shi "
        "woong geun rim hun wan si moon ja a gun sol je joong ok hak bum rin ae geon "
        "cheol bong bi eui an yeol yeo hwi man ik hoo hyeong taek sub oh gil seul song "
        "beom ran hui ram moo kyun kwon sae sik jang sa pil mo ryong kyeong keun rae "
        "deok goo ryung kyo bae you doo gook seol ro seop dam pyo rok heon hyang bok "
        "geum kwan hyeok chun yul heung gon byeong san eon yang gyun ryun tak kook "
        "byul reum ui eung jo gyeong i gyeom rang chung boo yo choon duk go yool u im "
        "hang gyeol nee guk gyung eum chi mu kyum ka mok gu gwang kil yeob gang choong "
        "dal bit hu seob jee hwang shil neul myun e ryul nae sil myeong saeng cheon ni "
        "gwi ryeong hoe saem shim gye geol youn geu mook yae on noh kyoo sup nan nak "
        "un yeop nu kyoung haeng kye ba ryeol ru dan rak bang no byuk mal kuk gab hyub "
        "gwan mun yup gyo yub been don gyum pa sim som mae sin hyup wi yuh myeon roo ryu eo "
        "heum keum ryeo ong dol byeol hyeop baek uk ah bak seog hyeog sig gyeong gug hi "
        "ung nyeong duck hyuck wuk sug ryang".split()
    )
}
"""Syllables of Korean given names as commonly written, the most frequent first."""


def _given_syllables(token: str) -> list[str] | None:
    """A token of a given name in one or two syllables; None if it is not Korean."""
    if token in _GIVEN:
        return [token]
    halves = [
        (_GIVEN[token[:cut]] + _GIVEN[token[cut:]], cut)
        for cut in range(1, len(token))
        if token[:cut] in _GIVEN and token[cut:] in _GIVEN
    ]
    if not halves:
        return None
    cut = min(halves)[1]
    return [token[:cut], token[cut:]]


# --- people -----------------------------------------------------------------------


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """One key for a person's name: spacing, accents, romanisation and order folded.

    Names that read as Korean are folded by syllable, surname first. Japanese and Chinese
    names become the least rotation of their letters, which is the same for "Oguri Shun"
    and "Shun Oguri" wherever the parts are divided. The order of others is kept: Keith
    David is not David Keith.
    """
    plain = plain_name(name)
    text = _without_brackets(plain)
    text = text if text.strip() else plain
    text = text.replace("'", "").replace("’", "")
    words = [w for w in (_joined(part) for part in text.split()) if w]
    if any(ord(char) in _HANGUL for char in text):
        return _hangul_person("".join(words))
    if (korean := _korean_person(text, words)) is not None:
        return korean
    letters = "".join(words)
    if len(words) > 1 and _either_order(words):
        return _least_rotation(letters)
    return letters or "".join(text.split())


def _joined(part: str) -> str:
    return "".join(_WORDS.findall(part))


def _hangul_person(name: str) -> str:
    syllables = romanise_hangul(name)
    if len(syllables) < len(name):
        return name
    for length in (2, 1):
        surname = _SURNAME.get("".join(syllables[:length]))
        if surname is not None and len(syllables) > length + (length == 2) - 1:
            given = [_fold_syllable(s, strict=True) or s for s in syllables[length:]]
            return surname + "".join(given)
    return "".join(_fold_syllable(s, strict=True) or s for s in syllables)


def _korean_person(text: str, words: list[str]) -> str | None:
    """The key of a name that reads as Korean in Latin letters, else None."""
    if not words or len(words) > 4 or not text.isascii():
        return None
    if _is_turned(text, words):
        words = [words[-1], *words[:-1]]
    surname = _SURNAME.get(words[0]) if len(words) > 1 else None
    given: list[str] = []
    for word in words[1:] if surname else words:
        syllables = _given_syllables(word)
        if syllables is None:
            return None
        given += syllables
    if len(given) > 2:
        return None
    if words[0] in {"jun", "chun", "chang"} and len(given) < 2:
        surname = _fold_syllable(words[0])  # rather a stage name than a surname
    folded = [_fold_syllable(syllable) or syllable for syllable in given]
    return (surname or "") + "".join(folded)


def _is_turned(text: str, words: list[str]) -> bool:
    """Whether the surname stands last: "Hyung-sik Park", "Hyung Sik Park"."""
    last = words[-1]
    if len(words) < 2 or last not in _SURNAME or words[0] in _ONLY_SURNAMES:
        return False
    if len(words) == 2:
        two = len(_given_syllables(words[0]) or ()) == 2
        return two and (last in _ONLY_SURNAMES or "-" in text.split()[0])
    return last in _ONLY_SURNAMES and words[0] not in _SURNAME


_ROMAJI = regex.compile(
    r"(?:(?:sh|ch|ts|[kgnhbpmrj]y|[kgsztdnhbpmrfjwy])?+[aeiou]h?+"
    r"|n(?![aeiou])|[kstp](?=[kstpc]))++"
)
_CHINESE = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo he lin gao luo "
    "zheng liang xie tang deng feng xiao cheng cao zeng peng pan yuan dong su jiang cai "
    "wei ding xue ye yan yu du dai xia zhong tian ren fan fang shi yao tan liao zou "
    "xiong meng qin hou shao mao qian kang gu gong bai lei kong shen lu ouyang zuo qiu "
    "jia hao gan hsu hsieh tsai chang chiang kuo chou chao cheung wong chan leung".split()
)


def _either_order(words: list[str]) -> bool:
    """Whether a name is one that is written surname first as well as last."""
    if not all(word.isascii() for word in words):
        return False
    if words[0] in _CHINESE or words[-1] in _CHINESE:
        return True
    return all(len(word) > 2 and _ROMAJI.fullmatch(word) for word in words)


def _least_rotation(letters: str) -> str:
    """The rotation that sorts first (Booth 1980 by the two-pointer method, linear)."""
    size, first, second, run = len(letters), 0, 1, 0
    while first < size and second < size and run < size:
        left = letters[(first + run) % size]
        right = letters[(second + run) % size]
        if left == right:
            run += 1
            continue
        if left > right:
            first += run + 1
        else:
            second += run + 1
        second += first == second
        run = 0
    start = min(first, second)
    return letters[start:] + letters[:start]


# --- titles by sound --------------------------------------------------------------

_SOUND_VOWELS = {
    "ae": "e", "ai": "e", "ay": "e", "ea": "e",
    "eo": "o", "eu": "o", "oo": "o", "ou": "o", "o": "o", "u": "o", "oh": "o",
    "uh": "o", "yeo": "o", "yu": "o", "yoo": "o", "you": "o", "yo": "o", "wo": "o",
    "weo": "o", "woo": "o", "wu": "o",
}  # fmt: skip
_SOUNDS = {"ch": "j", "sh": "s", "r": "r", "l": "r"}


def _syllable_table() -> dict[str, str]:
    """Every romanised Korean syllable -> its sound, all near spellings made one."""
    table: dict[str, str] = {}
    for (onset, o), (vowel, v), (coda, c) in product(
        _ONSETS.items(), _NUCLEI.items(), _CODAS.items()
    ):
        if len(vowel) > 3 or vowel[-1] in "hr":
            continue
        sound = _SOUNDS.get(o, o) + _SOUND_VOWELS.get(vowel, v) + c.replace("l", "r")
        table.setdefault(onset + vowel + coda, sound)
    return table


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], int]:
    table = _syllable_table()
    return table, max(map(len, table))


@lru_cache(maxsize=4096)
def _sound_key(letters: str) -> str | None:
    """A key by sound for a name that can be read as romanised Korean, else None."""
    if not letters.isascii() and _SYLLABLE.search(letters):
        return _sound_of_hangul(letters)
    if not (letters.isascii() and 6 <= len(letters) <= 60 and _looks_korean(letters)):
        return None
    return _segment(letters)


def _sound_of_hangul(text: str) -> str | None:
    if not all("가" <= char <= "힣" or char.isdecimal() for char in text):
        return None
    letters = "".join("".join(romanise_hangul(char)) or char for char in text)
    return _segment(letters) if len(letters) >= 6 else None


def _looks_korean(letters: str) -> bool:
    return any(pair in letters for pair in ("eo", "eu", "ae", "oo", "yu", "yo", "ng"))


def _segment(letters: str) -> str | None:
    """The sounds of `letters` cut into Korean syllables, consonants opening them.

    Of all ways to cut, one of the fewest syllables; None where there is no way.
    """
    table, longest = _table()
    size = len(letters)
    least = [0] + [size + 1] * size
    sounds: list[str | None] = ["", *[None] * size]
    for start, char in enumerate(letters):
        before, many = sounds[start], least[start] + 1
        if before is None:
            continue
        if char.isdecimal():
            if many < least[start + 1]:
                least[start + 1], sounds[start + 1] = many, before + char
            continue
        for end in range(start + 1, min(size, start + longest) + 1):
            if many < least[end] and (sound := table.get(letters[start:end])):
                least[end], sounds[end] = many, before + sound
    whole = sounds[size]
    return None if whole is None else _merged(whole)


def _merged(sounds: str) -> str:
    """Without doubled letters, which spellings add and leave out at will."""
    return "".join(
        char
        for i, char in enumerate(sounds)
        if char.isdecimal() or char != sounds[i - 1 : i]
    )
