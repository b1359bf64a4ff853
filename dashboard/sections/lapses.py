"""What has changed merely because time went by."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, left_out, panel
from dashboard.components.stacked import stacked_table
from dashboard.request import PageRequest
from dashboard.sections.changes_since import ChangesSince
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.impact.lapses import Lapse
from indicators.periods import parse

MOST = 100
"""So many are listed; the address of the programs has all of them."""


def lapsed(listed: ChangesSince) -> Iterator[Component]:
    """What nobody has changed: it has fallen due. Nothing where nothing has."""
    if not listed.lapses:
        return
    columns = [
        TableColumn(_("Indicator")),
        TableColumn(_("Place"), short=True),
        TableColumn(_("Period"), short=True),
        TableColumn(_("Was"), short=True),
        TableColumn(_("Is now"), short=True),
        TableColumn(_("By when")),
    ]
    title = _("What changed because time went by")
    rows = [_lapse_row(listed.page_request, each) for each in listed.lapses[:MOST]]
    yield panel(
        title,
        [stacked_table(columns, rows, caption=title), *_left_out(len(listed.lapses) - MOST)],
        note=_("Nobody has touched these numbers: the day by which they are due is over."),
        wide=True,
    )


def _lapse_row(page_request: PageRequest, each: Lapse) -> list[Any]:
    code, period, district = each.now.indicator, each.now.period, each.now.district
    name = labels.name_of(page_request.definition(code, parse(period).final_year))
    return [
        link(name, page_request.page(f"/indicator/{code}", period=period, district=district)),
        labels.place_name(page_request.facts, district),
        formats.period(period),
        _verdict(each.then),
        _verdict(each.now),
        formats.EN_DASH if each.now.due_on is None else formats.date(each.now.due_on),
    ]


def _verdict(answer: Answer) -> Any:
    """Its status by the clock of its moment, else the word of its state."""
    return labels.state_name(answer.state) if answer.status is None else status.chip_of(answer)


def _left_out(number: int) -> list[Component]:
    sentence = _("{number} more at /api/v1/changes.").format(number=formats.number(number))
    return left_out(number, sentence)
