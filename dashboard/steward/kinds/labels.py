"""What the types of columns are called."""

from dashboard.text.language import _


def column_types() -> dict[str, str]:
    """Every type that a column of one's own may be, the usual ones first."""
    return {
        "text": _("Text"),
        "label": _("Short name, to divide by"),
        "word": _("One of a list"),
        "whole": _("Whole number"),
        "money": _("Money"),
        "flag": _("Yes or no"),
        "day": _("Day"),
        "dated": _("Day with year and quarter"),
    }
