"""Dates that follow one another."""

from data.imports.columns.batch import Batch
from data.imports.values import dates


def in_order(batch: Batch, earlier: str, later: str) -> None:
    """Refuse rows where ``later`` is before ``earlier``; a date typed as a month or a year may be
    any day of it.
    """
    for index, (first, second) in enumerate(
        zip(batch.column(earlier), batch.column(later), strict=True)
    ):
        if not (isinstance(first, str) and isinstance(second, str)) or second >= first:
            continue
        if not _may_be_as_late(batch.texts[later][index], first):
            date, title = batch.texts[earlier][index].strip(), batch.title(earlier)
            batch.refuse(index, later, "import_date_before", earlier=title, date=date)


def _may_be_as_late(text: str, first: str) -> bool:
    """Whether what was typed names the month or the year of ``first``, and no day."""
    day = dates.day(text)
    known = {"day": len(day.date), "month": len("2016-05"), "year": len("2016")}[day.precision]
    return day.date[:known] == first[:known]
