"""Dates that follow one another."""

from data.importers.steps.batch import Batch


def in_order(batch: Batch, earlier: str, later: str) -> None:
    """Refuse rows where ``later`` is before ``earlier``; a date known to the month or year begins with it."""
    for index, (first, second) in enumerate(zip(batch.column(earlier), batch.column(later), strict=True)):
        if isinstance(first, str) and isinstance(second, str) and second < first and not _same_period(second, first):
            batch.refuse(index, later, "import_date_before", earlier=earlier, date=first)


def _same_period(second: str, first: str) -> bool:
    """Whether the later date may be only less exactly known: the first of the same month or year."""
    return second in {f"{first[:7]}-01", f"{first[:4]}-01-01"}
