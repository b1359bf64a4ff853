"""Texts that a spreadsheet would run as formulas: an apostrophe before them in CSV, none when they
are read back.
"""

import re

_BEGINNINGS = frozenset("'=+-@\t\r")
# a guarded text is guarded again, or the first guard could not be told from it
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def guarded(text: str) -> str:
    """A text as a cell of CSV: plain numbers stay numbers, nothing else can begin a formula."""
    return f"'{text}" if _endangers(text) else text


def unguarded(text: str) -> str:
    """What was guarded; an apostrophe of the text's own stays."""
    return text[1:] if text.startswith("'") and _endangers(text[1:]) else text


def _endangers(text: str) -> bool:
    # nearly every text begins with a letter, and there are very many
    return text[:1] in _BEGINNINGS and bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
