"""Why an indicator differs from an earlier period, as a table: what each part gives."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dashboard.council.differences import of_difference
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.difference.difference import Difference, with_others
from dashboard.text import difference as texts
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.contributions.contribution import Contribution
from indicators.contributions.decomposition import Decomposition
from indicators.definition import Definition
from indicators.exact import cut

PLACE = 67
OF_INDICATOR = True
ROOM = 10
"""So many parts can be read from the last row."""


def name() -> str:
    return _("Why it changed")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Both numbers of each part and what it gives of the difference; the whole last."""
    return of_difference("difference", slide_request, text, _content)


def _content(difference: Difference, whole: Decomposition) -> Mapping[str, Any]:
    columns = (
        difference.dimension_name(whole.by),
        _("Plan") if whole.of_plan else formats.period(whole.before.period),
        formats.period(whole.now.period),
        _("Gives"),
    )
    rows = [_row(difference, whole, part) for part in with_others(whole.contributions, ROOM)]
    return {"table": ReportTable(columns, (*rows, _sum(whole)))}


def _row(difference: Difference, whole: Decomposition, part: Contribution) -> tuple[TableCell, ...]:
    own = difference.definition_of(part)
    return (
        TableCell(difference.part_name(part.key)),
        _value(own, part.before),
        _value(own, part.now),
        TableCell(texts.amount(whole.definition, part.amount), cut(part.amount)),
    )


def _sum(whole: Decomposition) -> tuple[TableCell, ...]:
    before, now = whole.ends
    return (
        TableCell(_("In all")),
        _value(whole.definition, before),
        _value(whole.definition, now),
        TableCell(texts.amount(whole.definition, whole.difference), cut(whole.difference)),
    )


def _value(definition: Definition, number: Fraction | None) -> TableCell:
    if number is None:
        return TableCell(formats.EN_DASH)
    return TableCell(labels.value_text(definition, cut(number)), cut(number))
