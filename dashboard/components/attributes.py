"""Attributes whose names are no Python words."""

from typing import Any


def aria(**said: str | None) -> dict[str, Any]:
    """``aria-…`` attributes; those without a value are left out."""
    return {f"aria-{name}": value for name, value in said.items() if value is not None}


def data(*flags: str, **said: str) -> dict[str, Any]:
    """``data-…`` flags, and attributes with a value."""
    return {f"data-{flag}": "" for flag in flags} | {f"data-{name}": value for name, value in said.items()}
