"""Names under which people are credited in more than one way: stage names, nicknames, pairs.

A row lists the spellings under which one person is credited and, behind a semicolon, what
else they are called; whoever is asked for by any of them is looked for by the former.
Romanisations that `names.person_key` folds together need no row; those that it cannot fold
without folding other people too ("Koo", "Hun") do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from ..names import person_key
from .lookup import NameLookup

_ROWS: Final[tuple[str, ...]] = (
    "Bae Suzy;Suzy|수지|배수지|Bae Su Ji",
    "Im Yoon Ah|Yoona;윤아|임윤아|Lim Yoona|SNSD Yoona",
    "Lee Hye Ri|Hyeri;혜리|이혜리",
    "Kim Seol Hyun|Seolhyun;설현|김설현",
    "Doh Kyung Soo|D.O.;디오|도경수|Do Kyungsoo",
    "Ok Taec Yeon|Taecyeon;택연|옥택연",
    "Lee Jun Ho;Lee Junho|이준호",
    "Im Si Wan;임시완",
    "Seo Hyun|Seohyun;Seo Ju Hyun|서주현",
    "Choi Soo Young;최수영",
    "Kwon Yu Ri;Yuri of SNSD|권유리",
    "Jung Soo Jung|Krystal Jung;Krystal|크리스탈|정수정",
    "Ahn Hee Yeon;Hani of EXID|안희연",
    "Bona;보나",
    "Choi Seung Hyun|T.O.P;최승현",
    "Choi Min Ho;최민호",
    "Rowoon;로운|Ro Woon of SF9",
    "Cha Eun Woo;차은우|Eunwoo",
    "Eric Mun;문정혁",
    "Yook Sung Jae;육성재",
    "Uee;유이",
    "Go Youn Jung;고윤정|Ko Yoon Jung",
    "Jun Ji Hyun;Gianna Jun|전지현|Jeon Ji Hyun",
    "Ma Dong Seok;Don Lee|마동석",
    "Son Suk Ku|Son Seok Koo|Son Seok Gu|Son Suk Koo;손석구|Son Seok-koo|Son Seok-ku|Son Suk-ku|Son Suk-koo",
    "Bae Doona;Bae Doo Na|배두나",
    "Lee Byung Hun;이병헌|Lee Byeong Heon",
    "Lee Sun Kyun;이선균|Lee Seon Gyun",
    "Yamashita Tomohisa;Yamapi|Tomohisa Yamashita|야마삐",
    "Aragaki Yui;Gakki|각키",
    "Kimura Takuya;Kimutaku|Takuya Kimura|기무라 타쿠야",
    "Matsumoto Jun;MatsuJun|Jun Matsumoto",
    "Sato Takeru;Takeru Satoh|Satoh Takeru",
    "Yaya Urassaya Sperbund;Yaya Urassaya|Urassaya Sperbund|Yaya Sperbund",
    "Nadech Kugimiya;Barry Nadech",
    "Mark Prin Suparat;Prin Suparat|Mark Prin",
    "Kimmy Kimberley Anne Woltemas;Kimberley Anne Woltemas|Kim Kimberley",
    "Bright Vachirawit Chivaaree;Bright Vachirawit|Vachirawit Chivaaree",
    "Win Metawin Opas-iamkajorn;Win Metawin|Metawin Opas-iamkajorn",
    "Mew Suppasit Jongcheveevat;Mew Suppasit|Suppasit Jongcheveevat",
    "Gulf Kanawut Traipipattanapong;Gulf Kanawut|Kanawut Traipipattanapong",
    "Dilraba Dilmurat;Dilireba|Di Li Re Ba|Dilraba",
    "Crystal Liu|Liu Yi Fei;Liu Yifei",
    "Zhao Li Ying;Zanilia Zhao|Zhao Liying",
    "Tang Yan;Tiffany Tang",
    "Liu Shi Shi;Cecilia Liu|Liu Shishi",
    "Wallace Huo;Huo Jian Hua",
    "Mark Chao;Zhao You Ting|Chao You Ting",
    "Vic Chou;Zhou Yu Min|Vic Zhou",
    "Jerry Yan;Yan Cheng Xu",
    "Ariel Lin;Lin Yi Chen",
    "Rainie Yang;Yang Cheng Lin",
    "Joe Cheng;Zheng Yuan Chang",
    "Lay Zhang|Zhang Yi Xing",
    "Dylan Wang|Wang He Di",
    "Esther Yu;Yu Shu Xin",
    "Leo Luo|Luo Yun Xi",
)
_PAIRS: Final[Mapping[str, tuple[str, ...]]] = {
    "Hong sisters": ("Hong Jeong Eun", "Hong Mi Ran"),
    "홍자매": ("Hong Jeong Eun", "Hong Mi Ran"),
    "Wachowskis": ("Lana Wachowski", "Lilly Wachowski"),
    "Coen brothers": ("Joel Coen", "Ethan Coen"),
}
"""Whoever works as one: either of them will do."""


@cache
def _rows() -> Mapping[str, tuple[str, ...]]:
    """By the key of each name, the keys under which whoever is meant is credited."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _ROWS:
        credited, _, others = row.partition(";")
        keys = tuple(dict.fromkeys(map(person_key, credited.split("|"))))
        for name in (*credited.split("|"), *filter(None, others.split("|"))):
            found.setdefault(person_key(name), keys)
    for pair, names in _PAIRS.items():
        found[person_key(pair)] = tuple(map(person_key, names))
    return found


@cache
def _single_words() -> frozenset[str]:
    rows = (row.replace(";", "|").split("|") for row in _ROWS)
    return frozenset(name.casefold() for row in rows for name in row if " " not in name)


def is_stage_name(word: str) -> bool:
    """Whether one word is a stage name that hardly means anything else."""
    return word.casefold() in _single_words()


def known_people(
    names: NameLookup, keys: Iterable[str]
) -> Mapping[str, tuple[str, ...]]:
    """Those of the keys that are known, with one name for each credit that is meant."""
    asked = set(keys)
    rows = _rows()
    others = {other for key in asked for other in rows.get(key, ())}
    known = names.known_people(sorted(asked | others)) if asked else {}
    found: dict[str, tuple[str, ...]] = {}
    for key in asked:
        own = known.get(key, ())
        alike = (known[other] for other in rows.get(key, ()) if other in known)
        spelled = (*own, *(name for names_of in alike for name in names_of))
        if spelled:
            found[key] = tuple(dict.fromkeys(spelled))
    return found


def persons(names: Iterable[str]) -> tuple[str, ...]:
    """One name for each key: the spellings that a library tells apart."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(person_key(name), name)
    return tuple(by_key.values())
