"""Attributes whose names are no Python words, and the language of what is quoted."""

import re
from typing import Any

from dashboard.http.context import language, locale
from dashboard.text.language import _
from data.words.borrowed import BorrowedText

RUSSIAN = re.compile("[А-Яа-яЁё]")


def aria(**attributes: str | None) -> dict[str, Any]:
    """``aria-…`` attributes; those without a value are left out."""
    return {f"aria-{name}": value for name, value in attributes.items() if value is not None}


def data(*flags: str, **attributes: str) -> dict[str, Any]:
    """``data-…`` flags, and attributes with a value."""
    return {f"data-{flag}": "" for flag in flags} | {
        f"data-{name}": value for name, value in attributes.items()
    }


def tongue(text: Any) -> dict[str, Any]:
    """``lang`` of a text in another language than its page's, so that it is read out in its own; one
    that stands in for a missing translation says so beside.
    """
    if isinstance(text, BorrowedText):
        own = {"lang": text.language}
        # in a language that content never has, the sign would stand at every name
        is_told = locale() == language()
        return own | ({"data-untranslated": untranslated_sign(text.language)} if is_told else {})
    return (
        {"lang": "ru"}
        if locale() != "ru" and isinstance(text, str) and RUSSIAN.search(text)
        else {}
    )


def untranslated_sign(tongue: str) -> str:
    """What stands beside a text whose translation is missing: in which language it is."""
    return {"ru": _("in Russian"), "en": _("in English")}[tongue]
