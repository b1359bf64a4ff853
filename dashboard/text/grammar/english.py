"""English units: one of what is counted, or several.

Without a dictionary: the rules of spelling and few exceptions.
"""

import re
from functools import lru_cache

SEVERAL = {
    "child": "children",
    "foot": "feet",
    "man": "men",
    "person": "people",
    "woman": "women",
}
ONE = {several: one for one, several in SEVERAL.items()} | {
    "lives": "life",
    "movies": "movie",
    "families": "family",
}
UNCHANGED = frozenset(
    (
        "aircraft",
        "equipment",
        "means",
        "news",
        "premises",
        "series",
        "species",
        "staff",
        "percent",
        "per cent",
        "cent",
    )
)
NUMERALS = frozenset(("hundred", "thousand", "million", "billion"))
"""“1 thousand copies”: what is counted in thousands is many, whatever their number."""

PREPOSITIONS = re.compile(
    r"\s+(?:of|per|for|in|with|without|at|by|from|on|to|under|over)\s|\s*[,(/]"
)
WORD = re.compile(r"(?=[A-Za-z]{3})(?:[A-Z]+s?|[A-Za-z]*[aeiouy][A-Za-z]*)\Z")
"""A word, or an acronym in capitals; “km”, “ha” and “hrs.” are abbreviations."""


@lru_cache(1024)
def agreeing(unit: str, category: str) -> str:
    """“unit” for one, “units” for anything else."""
    counted = PREPOSITIONS.split(unit, maxsplit=1)[0]
    lead, space, noun = counted.rpartition(" ")
    first = counted.partition(" ")[0].casefold()
    if first == "per" or first in NUMERALS or not WORD.match(noun.rpartition("-")[2]):
        return unit
    return (
        f"{lead}{space}{_one(noun) if category == 'one' else _several(noun)}{unit[len(counted) :]}"
    )


def _one(noun: str) -> str:
    if noun.lower() in UNCHANGED:
        return noun
    if noun.lower() in ONE:
        return _cased(ONE[noun.lower()], noun)
    if noun.endswith("ies") and len(noun) > len("ties"):
        return f"{noun[:-3]}y"
    if re.search(r"(?:ss|sh|ch|x|zz|(?:at|b|mp|ir|on|oc)us)es\Z", noun):
        return noun[:-2]
    return noun[:-1] if re.search(r"[^su]s\Z", noun) and not noun.endswith("is") else noun


def _several(noun: str) -> str:
    lower = noun.lower()
    if lower in UNCHANGED or lower in ONE or noun.isupper() or _one(noun) != noun:
        return noun
    if lower in SEVERAL:
        return _cased(SEVERAL[lower], noun)
    if re.search(r"[^aeiou]y\Z", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(?:s|sh|ch|x|z)\Z", noun) else f"{noun}s"


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
