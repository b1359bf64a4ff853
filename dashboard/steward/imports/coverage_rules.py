"""Whence it is known what the files of a source report in full, in words."""

from dashboard.text.language import _
from data.imports.mapping import CoverageRule


def coverage_rules() -> list[tuple[CoverageRule, str]]:
    """Every rule with its name in the reader's language."""
    return [
        ("ask", _("Is said each time")),
        ("dates", _("The months of their rows")),
        ("name", _("The period at the end of their names")),
    ]
