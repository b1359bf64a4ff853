"""Attributes whose names are no Python words, and the language of what is quoted."""

import re
from typing import Any

from dashboard.http.context import language

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
    """``lang`` of a Russian text on a page in another language, so that it is read out as Russian."""
    return (
        {"lang": "ru"}
        if language() != "ru" and isinstance(text, str) and RUSSIAN.search(text)
        else {}
    )
