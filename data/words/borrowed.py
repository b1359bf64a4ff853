"""Texts of the content in two languages; where one is missing the other stands in for it and knows
whose it is.
"""

import re
from collections.abc import Mapping
from typing import Self

LETTERS = re.compile("[А-Яа-яЁё]")


class BorrowedText(str):
    """A text of another ``language`` than the one it stands in for, of which there is none."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        borrowed = super().__new__(cls, text)
        borrowed.language = language
        return borrowed

    def __reduce__(self) -> tuple[type["BorrowedText"], tuple[str, str]]:
        # what is copied or pickled keeps its language
        return BorrowedText, (str(self), self.language)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, or in another that it has; empty where it has none."""
    own = texts.get(language)
    if own:
        return own
    return next(
        (BorrowedText(text, other) for other, text in texts.items() if text and other != language),
        "",
    )


def language_pair(ru: str | None, en: str | None) -> dict[str, str]:
    """Both languages of a text of the content, a missing one borrowed from the other."""
    texts = {"ru": ru or "", "en": en or ""}
    return {language: in_language(texts, language) for language in texts}


def is_untranslated(ru: str, en: str) -> bool:
    """Whether a text has no English: none at all, or its Russian once more."""
    return bool(ru.strip()) and (
        not en.strip() or (en.strip() == ru.strip() and bool(LETTERS.search(en)))
    )
