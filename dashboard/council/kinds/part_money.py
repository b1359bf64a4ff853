"""The money of a part, or of the programme, by year and source, to the kopeck."""

from decimal import Decimal

from dashboard.council.findings import illustrative_marks
from dashboard.council.parts import part_code, part_name
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.about.money import column_title
from dashboard.sections.part.money import row_title, rows_of
from dashboard.text import evaluation_labels, formats
from dashboard.text.language import _
from indicators.answers.money import COLUMNS, MoneyRow
from indicators.exact import cut

PLACE = 96
OF_INDICATOR = False


def name() -> str:
    return _("Part: money by year and source")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a year and a source: the four columns, and how much of the roster was paid out."""
    rows = rows_of(slide_request, part_code(slide_request))
    known = [column for column in COLUMNS if any(row.sums[column] is not None for row in rows)]
    heading = _("Money, roubles")
    title = ". ".join(filter(None, (part_name(slide_request), heading)))
    if not known:
        return Slide("part_money", title, text=text, missing=_("Nothing states this money."))
    return Slide(
        "part_money",
        title,
        text=text,
        source="; ".join(dict.fromkeys(row.source for row in rows if row.source)),
        table=ReportTable(
            (_("Year"), *map(column_title, known), _("Execution")),
            tuple(
                (
                    TableCell(row_title(row)),
                    *(_cell(row.sums[column]) for column in known),
                    _execution(row),
                )
                for row in rows
            ),
        ),
        marks=illustrative_marks(row.illustrative for row in rows),
    )


def _cell(amount: Decimal | None) -> TableCell:
    return TableCell(evaluation_labels.roubles(amount), amount)


def _execution(row: MoneyRow) -> TableCell:
    share = row.execution()
    if share is None:
        return TableCell(formats.EN_DASH)
    return TableCell(formats.percent(cut(share), 1), cut(share))
