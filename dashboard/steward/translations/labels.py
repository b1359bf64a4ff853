"""What the texts of a programme's content are called in the grid of translations."""

from dashboard.steward.audit.labels import texts as passage_names
from dashboard.text.labels import in_language
from dashboard.text.language import _
from indicators.definition.names import field_name
from indicators.translations.texts import (
    ACTIVITY,
    CUT,
    DISTRICT,
    FACT,
    INDICATOR,
    NOTE,
    PART,
    PROGRAMME,
    ContentText,
)

DISAGGREGATIONS = "disaggregations"


def sort_names() -> dict[str, str]:
    """What each sort of things is called, many of them together."""
    return {
        PROGRAMME: _("The programme"),
        CUT: _("Second cuts"),
        FACT: _("Facts of the sources"),
        PART: _("Parts of the programme"),
        DISTRICT: _("Districts"),
        ACTIVITY: _("Activities"),
        INDICATOR: _("Indicators"),
        NOTE: _("Contradictions of the sources"),
    }


def title(text: ContentText) -> str:
    """What a text is of: an indicator by its name, anything else by its code."""
    if text.sort == PROGRAMME:
        return passage_names().get(text.code, text.code)
    return in_language(text.thing) or text.code


def field(text: ContentText) -> str:
    """Which of the thing's texts it is."""
    if text.sort != INDICATOR:
        return sort_names()[text.sort]
    if text.path[0] == DISAGGREGATIONS:
        return f"{_('Disaggregations')}: {', '.join(text.path[1:])}"
    return {"name": _("Name"), "unit": _("Unit")}.get(text.path[0]) or in_language(
        field_name(text.path[0])
    )
