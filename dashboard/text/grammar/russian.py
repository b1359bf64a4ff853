"""Russian units, by the dictionary of pymorphy: «рабочий день», «рабочих дня», «рабочих дней»,
«рабочего дня».
"""

import re
from functools import cache, lru_cache
from itertools import takewhile

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse

CASES = {
    "one": ({"sing", "nomn"}, {"sing", "nomn"}),
    "few": ({"sing", "gent"}, {"plur", "gent"}),
    "many": ({"plur", "gent"}, {"plur", "gent"}),
    "other": ({"sing", "gent"}, {"sing", "gent"}),
}
"""What a number asks of its noun and of the adjectives before it: 1, 2, 5 and 1,5 of them."""

ADJECTIVES = {"ADJF", "PRTF"}
COUNTED = {"год": "лет", "человек": "человек"}
"""Nouns whose form after «пять» is not the genitive of many."""

ABBREVIATED = frozenset(("руб", "тыс", "чел", "экз"))
"""Without their full stop they are found in the dictionary, as something else."""

SURE = 6
"""Letters from which on a word that the dictionary lacks is guessed by its ending:
«грантополучателей», not «Гкал».
"""

WORD = re.compile(r"[А-ЯЁа-яё]?[а-яё]+(?:-[а-яё]+)*\Z")
"""A word that can be declined: «ед.», «НКО» and «м²» cannot."""


@lru_cache(1024)
def agreeing(unit: str, category: str) -> str:
    """The unit after a number of that category of CLDR; one that cannot be declined, as it is."""
    words = re.split(r"(\s+)", unit.strip())
    adjectives = list(takewhile(lambda word: word.isspace() or _adjective(word), words))
    if len(adjectives) == len(words):  # «учащихся» are counted as nouns are
        return "".join(_described(word, "masc", category) for word in words)
    head, rest = words[len(adjectives)], words[len(adjectives) + 1 :]
    noun = _noun(head)
    if noun is None:
        return unit
    declined = [_described(word, noun.tag.gender, category) for word in adjectives]
    return "".join([*declined, _declined(head, noun, category), *rest])


@cache
def dictionary() -> MorphAnalyzer:
    """Half a second and 30 MB, which the processes of a server share where it is there before them."""
    return MorphAnalyzer(lang="ru")


def _adjective(word: str) -> Parse | None:
    """How an adjective is read; nothing for a word that is rather something else."""
    likeliest = next(iter(_parses(word)), None)
    return likeliest if likeliest and likeliest.tag.POS in ADJECTIVES else None


def _noun(word: str) -> Parse | None:
    """How a noun is read: as that of many, else as the name of one, else as that of a few."""
    nouns = [
        parse for parse in _parses(word) if parse.tag.POS == "NOUN" and "Abbr" not in parse.tag
    ]
    for grammemes in ({"plur", "gent"}, {"sing", "nomn"}, {"plur", "nomn"}, {"sing", "gent"}):
        for parse in nouns:
            if grammemes in parse.tag:
                return parse
    return None


def _parses(word: str) -> list[Parse]:
    if not WORD.match(word) or word.lower() in ABBREVIATED or len(word) < 3:
        return []
    return [parse for parse in dictionary().parse(word) if parse.is_known or len(word) >= SURE]


def _declined(word: str, noun: Parse, category: str) -> str:
    if category == "many":
        return _many(word, noun)
    grammemes = CASES[category][0]
    if "Pltm" in noun.tag:  # «1 сутки», «2 суток»: what has no singular
        grammemes = {"plur", "nomn"} if category == "one" else {"plur", "gent"}
    form = noun.inflect(grammemes)
    return _cased(form.word, word) if form else word


def _many(word: str, noun: Parse) -> str:
    """The word itself, where it is written so; «человек» and «лет» are."""
    if {"plur", "gent"} in noun.tag:
        return word
    form = noun.inflect({"plur", "gent"})
    return _cased(COUNTED.get(noun.normal_form, form.word if form else word), word)


def _described(word: str, gender: str | None, category: str) -> str:
    parse = _adjective(word)
    grammemes = set(CASES[category][1])
    if "sing" in grammemes and gender:
        grammemes.add(gender)
    form = parse.inflect(grammemes) if parse else None
    return _cased(form.word, word) if form else word


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
