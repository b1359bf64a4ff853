"""A year of the calendar by its months."""

from collections.abc import Mapping, Sequence

from dashboard.council.cells import use_cell
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.calendar import choices, entries
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.calendar.days import SORTS

PLACE = 92
OF_INDICATOR = False
MONTHS = range(1, 13)
UNDATED = 0
Numbers = Mapping[tuple[int, str], int]


def name() -> str:
    return _("Calendar: the year by month")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a month, a column a sort of entries, and what the year has in all."""
    request = choices.read_calendar(slide_request)
    title = choices.narrowed_title(request, str(request.year))
    numbers = entries.months(request)
    sorts = [sort for sort in SORTS if any(each == sort for _month, each in numbers)]
    if not sorts:
        return Slide("calendar_year", title, text=text, missing=_("Nothing is recorded here."))
    rows = [_row(choices.month_name(month), month, sorts, numbers) for month in MONTHS]
    if any(month == UNDATED for month, _sort in numbers):
        rows.append(_row(_("day not known"), UNDATED, sorts, numbers))
    names = [entries.sort_name(sort) for sort in sorts]
    totals = [sum(numbers.get((month, sort), 0) for month in range(13)) for sort in sorts]
    rows.append((TableCell(_("In all")), *map(use_cell, totals)))
    return Slide(
        "calendar_year",
        title,
        finding=sentence(
            *(
                f"{heading.lower()}: {formats.number(total)}"
                for heading, total in zip(names, totals, strict=True)
            )
        ),
        text=text,
        table=ReportTable((_("Month"), *names), tuple(rows)),
        url=slide_request.href("/calendar", period=str(request.year)),
    )


def _row(heading: str, month: int, sorts: Sequence[str], numbers: Numbers) -> tuple[TableCell, ...]:
    return (TableCell(heading), *(use_cell(numbers.get((month, sort), 0)) for sort in sorts))
