"""Looking for words in texts, whatever their capitals; «ё» is «е», as people write it."""

from collections.abc import Iterable
from functools import cache, reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal

from data.words.matching import LONGEST, QUOTE, match_key, name_text, sign_forms

BETWEEN = "\n"
"""What stands between two texts, and in no word."""


def says(texts: Iterable[Any], word: str) -> ColumnElement[bool]:
    """Whether one of the texts has a word in it; they are looked through as one, which is faster
    than one by one.
    """
    return folded_texts(texts).contains(folded(word), autoescape=True)


def folded_texts(texts: Iterable[Any]) -> ColumnElement[str]:
    """Texts as ``says`` looks through them, as one."""
    joined = reduce(add, (func.coalesce(text, "") + BETWEEN for text in texts), literal("", String))
    return func.replace(func.lower(joined), "ё", "е", type_=String)


def lowered(text: Any) -> Any:
    """What ``lower`` is to a SQLite connection, whose own knows Latin letters alone."""
    return text.lower() if isinstance(text, str) else text


def folded(word: str) -> str:
    """A word as ``says`` looks for it: whatever its case, «ё» as «е»."""
    return name_text(word).lower().replace("ё", "е")


def name_words(text: str) -> list[str]:
    """The words by which a name is looked for: whatever their case, quotes, dashes and «ё»; none
    of a text too long to be a name.
    """
    return [] if len(text) > LONGEST else match_key(text).replace(QUOTE, " ").split()


def resembles(texts: Iterable[Any], word: str) -> ColumnElement[bool]:
    """Whether one of the texts has a word of ``name_words`` in it, however either is written."""
    joined = reduce(add, (func.coalesce(text, "") + BETWEEN for text in texts), literal("", String))
    plain = {sign: "" if key == QUOTE else key for sign, key in sign_forms().items()} | {QUOTE: ""}
    # signs that are left out stand last, as `translate` pairs the two texts sign by sign
    signs = sorted(plain, key=lambda sign: not plain[sign])
    folded = func.translate(
        func.lower(joined), "".join(signs), "".join(plain[sign] for sign in signs), type_=String
    )
    return folded.contains(word, autoescape=True)


def translated(text: Any, signs: str, plain: str) -> Any:
    """What ``translate`` is to a SQLite connection, as PostgreSQL has it: sign by sign, those of
    ``signs`` past the end of ``plain`` are left out.
    """
    return text.translate(_table(signs, plain)) if isinstance(text, str) else text


@cache
def _table(signs: str, plain: str) -> dict[int, str | None]:
    return {ord(sign): plain[at] if at < len(plain) else None for at, sign in enumerate(signs)}
