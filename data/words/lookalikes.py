"""Signs that look like others: what keeps a typed name from being the name that was meant."""

import re
import unicodedata
from collections.abc import Mapping

from data.words.matching import LONGEST, match_key

Hint = Mapping[str, str]
"""A sentence by language, with a space after it so that another may follow; empty where there is
nothing to say.
"""

NO_HINT: Hint = {"ru": "", "en": ""}

_TWINS = {
    "a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "i": "і", "j": "ј", "k": "к", "m": "м", "o": "о", "p": "р",
    "s": "ѕ", "t": "т", "u": "и", "x": "х", "y": "у", "α": "а", "β": "в", "ε": "е", "ι": "і", "κ": "к", "ν": "у",
    "ο": "о", "ρ": "р", "τ": "т", "υ": "у", "χ": "х", "0": "о", "3": "з",
}  # fmt: skip
_ALIKE = str.maketrans(_TWINS)
_KIN = str.maketrans("іїєґўј", "иоегуй")
"""Letters of other Cyrillic alphabets, and those that Russian has in their place."""
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
_SCRIPTS = {
    "LATIN": ("латинская «{}»", "латинской «{}»", "Latin “{}”"),
    "CYRILLIC": ("кириллическая «{}»", "кириллической «{}»", "Cyrillic “{}”"),
    "GREEK": ("греческая «{}»", "греческой «{}»", "Greek “{}”"),
    "FOREIGN": ("нерусская «{}»", "нерусской «{}»", "the non-Russian “{}”"),
    "DIGIT": ("цифра «{}»", "цифры «{}»", "the digit “{}”"),
}
_STRANGE = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"}  # nothing that a keyboard types into a name


_WORD = re.compile(r"[^\W_]+")


def skeleton(key: str) -> str:
    """A ``match_key`` in which letters that look alike are one letter."""
    return key.translate(_ALIKE)


def kindred(key: str) -> str:
    """A ``match_key`` with Russian letters for those of other Cyrillic alphabets and for what looks
    like them.
    """
    return skeleton(key).translate(_KIN)


def difference(text: str, meant: str) -> Hint:
    """The first sign of ``text`` that only looks like that of ``meant``, by its alphabet."""
    pairs = zip(match_key(text), match_key(meant), strict=False)
    place, (wrong, right) = next(
        ((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1]), (0, ("", ""))
    )
    if not place:
        return NO_HINT
    if len(text) == len(match_key(text)) and text[place - 1].isupper():
        wrong, right = wrong.upper(), right.upper()  # as they stand in the text
    ru, _, en = _described(wrong)
    _, instead_of, instead_of_en = _described(right)
    return {
        "ru": f"В «{text}» знак {place} – {ru} на месте {instead_of}. ",
        "en": f"In “{text}” sign {place} is {en} in place of {instead_of_en}. ",
    }


def strange_sign(text: str) -> Hint:
    """The first sign of ``text`` that is not seen, or is of another alphabet than the rest of its
    word.
    """
    key = match_key(text) if len(text) <= LONGEST else ""
    sign = next((sign for sign in key if unicodedata.category(sign) in _STRANGE), None)
    if sign is None:
        return _foreign(text, key)
    named = f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
    return {
        "ru": f"В тексте есть невидимый знак {named}: сотрите его или наберите слово заново. ",
        "en": f"The text has an invisible sign, {named}: delete it or type the word again. ",
    }


def _foreign(text: str, key: str) -> Hint:
    """The first letter in a Russian word that is not Russian."""
    for word in _WORD.finditer(key):
        foreign = [place for place in range(*word.span()) if key[place] not in _RUSSIAN]
        if foreign and len(foreign) * 2 < len(word[0]):
            place = foreign[0]
            sign = (
                key[place].upper()
                if len(text) == len(key) and text[place].isupper()
                else key[place]
            )
            ru, _, en = _described(sign)
            return {
                "ru": f"В «{text}» знак {place + 1} – {ru} среди русских букв. ",
                "en": f"In “{text}” sign {place + 1} is {en} among Russian letters. ",
            }
    return NO_HINT


def _described(sign: str) -> tuple[str, str, str]:
    """A sign in Russian, what it stands in place of, and in English."""
    script = unicodedata.name(sign, "SIGN").split()[0]
    if script == "CYRILLIC" and sign.lower() not in _RUSSIAN:
        script = "FOREIGN"
    ru, instead_of, en = _SCRIPTS.get(script, ("знак «{}»", "знака «{}»", "the sign “{}”"))
    return ru.format(sign), instead_of.format(sign), en.format(sign)
