"""Words as a search compares them: without endings, case, quotes and the dots of «ё»."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
from rapidfuzz.distance import OSA

from data.words.matching import LONGEST, QUOTE, match_key

MOST_WORDS = 10
MOST_SIGNS = 20_000
"""Signs of a text that are looked through."""
SIGNS = ".,;:!?…()[]"
"""What stands around words and in none."""
SHORTEST_BEGINNING = 2
"""Letters with which a word may be begun and be meant."""
SURE, LONG = 4, 7
"""A word of fewer letters is never meant by another; a long one may have two mistakes."""
CYRILLIC = re.compile(r"[а-я]")


@dataclass(frozen=True)
class TextWord:
    """A word of a text, and what is left of it without its ending."""

    word: str
    stem: str


def words_of(text: str) -> tuple[TextWord, ...]:
    """The words of a text, without the signs around them."""
    words = (match_key(part).replace(QUOTE, "").strip(SIGNS) for part in text[:MOST_SIGNS].split())
    return tuple(TextWord(word, stem(word)) for word in words if word)


def search_words(text: str) -> tuple[TextWord, ...]:
    """The words that somebody looks for, each once."""
    return tuple(dict.fromkeys(words_of(text[:LONGEST])))[:MOST_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending, by the rules of its language."""
    folded = word.replace("ё", "е")
    return str(_stemmer("russian" if CYRILLIC.search(folded) else "english").stemWord(folded))


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


EXACT, BEGUN, ALIKE = range(3)
"""How well a word is met: itself in some form, begun, or with a typing error."""


def likeness(sought: TextWord, word: TextWord) -> int | None:
    """How well a word of a text meets one that is looked for; nothing where it does not."""
    if sought.stem == word.stem or sought.word == word.word:
        return EXACT
    if len(sought.word) >= SHORTEST_BEGINNING and word.word.startswith(sought.word):
        return BEGUN
    mistakes = 2 if len(sought.stem) >= LONG else 1
    if (
        len(sought.stem) < SURE
        or sought.stem[0] != word.stem[:1]
        or any(map(str.isdigit, sought.word))
    ):
        return None
    return (
        ALIKE if OSA.distance(sought.stem, word.stem, score_cutoff=mistakes) <= mistakes else None
    )
