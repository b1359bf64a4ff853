"""Looking for words in texts, whatever their capitals; «ё» is «е», as people write it."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal

from data.words.matching import name_text

BETWEEN = "\n"
"""What stands between two texts, and in no word."""


def says(texts: Iterable[Any], word: str) -> ColumnElement[bool]:
    """Whether one of the texts has a word in it; they are looked through as one, which is faster
    than one by one.
    """
    joined = reduce(add, (func.coalesce(text, "") + BETWEEN for text in texts), literal("", String))
    return func.replace(func.lower(joined), "ё", "е", type_=String).contains(
        _folded(word), autoescape=True
    )


def lowered(text: Any) -> Any:
    """What ``lower`` is to a SQLite connection, whose own knows Latin letters alone."""
    return text.lower() if isinstance(text, str) else text


def _folded(word: str) -> str:
    return name_text(word).lower().replace("ё", "е")
