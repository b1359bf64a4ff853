"""What stands in no list of any days: records that are known to a month or a year alone."""

from collections.abc import Iterator

from dash.development.base_component import Component

from dashboard.components.panels import empty_note
from dashboard.request import PageRequest
from dashboard.text.language import ngettext
from indicators.answers.list_filter import Choose, Filter, number_undated


def undated_note(
    page_request: PageRequest, choose: Choose[Filter], filters: Filter
) -> Iterator[Component]:
    """How many records of a list may lie in the chosen days or beside them; nothing where all are
    known.
    """
    if sentence := undated_text(page_request, choose, filters):
        yield empty_note(sentence)


def undated_text(page_request: PageRequest, choose: Choose[Filter], filters: Filter) -> str:
    """The same as a sentence; empty where all are known, or no days are chosen."""
    if filters.days is None:
        return ""
    number = page_request.asker.ask(
        number_undated, page_request.facts.code, choose, filters, page_request.as_of
    )
    if not number:
        return ""
    return ngettext(
        "{number} record of these months is dated only to its month or year and is left out of the days.",
        "{number} records of these months are dated only to their month or year and are left out of the days.",
        number,
    )
