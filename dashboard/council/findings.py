"""What the slides of lists say of their rows."""

import datetime
from collections.abc import Iterable

from dashboard.report import TableCell
from dashboard.text import formats
from dashboard.text.language import _
from indicators.engine.readings import ILLUSTRATIVE


def left_out(number: int) -> str:
    """«и ещё 12 на странице»: how many rows a slide has no room for."""
    return _("and {number} more on the page").format(number=number) if number > 0 else ""


def day_cell(day: datetime.date | None, known_to: str = "day") -> TableCell:
    """A day as well as it is known, or a dash; in a workbook it is a day."""
    if day is None:
        return TableCell(formats.EN_DASH)
    return TableCell(formats.record_date(day, known_to), day=day, known_to=known_to)


def illustrative_marks(flags: Iterable[bool]) -> tuple[str, ...]:
    """The mark of a slide on which a row was made up for show."""
    return (ILLUSTRATIVE,) if any(flags) else ()
