"""Cells of slides' tables that several kinds of slides have."""

from dashboard.report import TableCell
from dashboard.text import formats, labels
from indicators.answers.answer import Answer


def use_cell(number: int) -> TableCell:
    """How often something was, as on the page: a time without it is a dash, and no measured 0."""
    return count_cell(number or None)


def status_cell(answer: Answer | None) -> TableCell:
    """The status in its colour; a dash where there is none."""
    if answer is None or answer.status is None:
        return TableCell(formats.EN_DASH)
    return TableCell(labels.status_of(answer), None, answer.status)


def count_cell(number: int | None) -> TableCell:
    """A number of things; a dash where none is known."""
    if number is None:
        return TableCell(formats.EN_DASH)
    return TableCell(formats.number(number), number)
