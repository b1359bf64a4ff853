"""Sources of funds as forms name them."""

from data.kinds.budgets import FUNDING_SOURCES
from data.refusals import LANGUAGES, Names
from indicators.answers.money import TOTAL
from indicators.forms.form import words

TOTAL_NAME = words(("всего", "total"))
ORDER = ("federal", "krai", "city", "other")
"""The order of printed forms: from the federal budget down, extra-budgetary funds last."""


def source_name(code: str) -> Names:
    """A source of funds in both languages."""
    if code == TOTAL:
        return TOTAL_NAME
    return {language: FUNDING_SOURCES.name(code, language) for language in LANGUAGES}
