"""Settings of an operator that are whole numbers."""

from data.refusals import refuse

LONGEST = 9
"""Digits of a number that is looked at."""


def whole_setting(name: str, text: str, default: int, most: int) -> int:
    """What the operator has set, from 1 to ``most``; refuses what is no such number."""
    if not text:
        return default
    is_whole = text.isascii() and text.isdigit() and len(text) <= LONGEST
    if not (is_whole and 1 <= int(text) <= most):
        raise refuse("setting_wrong", name=name, given=text[:100], known=f"1 … {most}")
    return int(text)
