"""Entries of the register as a table, in the columns of the law."""

import datetime
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import tongue
from dashboard.components.links import named_link
from dashboard.components.panels import TableColumn
from dashboard.components.stacked import stacked_table
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.kinds.supports import FORMS
from indicators.register.entries import RegisterEntry
from indicators.register.recipients import Recipient


def made_up_note(entries: Sequence[Any]) -> list[Any] | None:
    """That entries are made up, and which: said once where all of them are."""
    made_up = [entry.number for entry in entries if entry.illustrative]
    if not made_up:
        return None
    sentence = (
        _("All that is listed here was made up to show the dashboard.")
        if len(made_up) == len(entries)
        else _("Made up to show the dashboard: {numbers}.").format(numbers=", ".join(made_up))
    )
    return [status.mark("illustrative"), " ", sentence]


def entries_table(
    page_request: PageRequest, entries: tuple[RegisterEntry, ...], *, named: bool = True
) -> Component:
    """Entries in the columns of the register; not ``named`` where all are of one organisation."""
    whose = [
        TableColumn(_("Name and postal address")),
        TableColumn(_("OGRN, INN")),
        TableColumn(_("Kinds of activity")),
    ]
    columns = [
        TableColumn(_("Entry, included on")),
        TableColumn(_("Decided on (ended on)")),
        *(whose if named else []),
        TableColumn(_("Form")),
        TableColumn(_("Amount, roubles"), number=True),
        TableColumn(_("Until")),
        TableColumn(_("Violations and measures")),
    ]
    rows = [_row(page_request, entry, named=named) for entry in entries]
    return stacked_table(columns, rows, caption=_("Entries of the register"))


def _row(page_request: PageRequest, entry: RegisterEntry, *, named: bool) -> list[Any]:
    whose = [
        _recipient(page_request, entry),
        _numbers(entry.recipient),
        (entry.recipient.activities if entry.recipient else None) or formats.EN_DASH,
    ]
    return [
        _entered(entry),
        _decided(entry),
        *(whose if named else []),
        FORMS.name(entry.form, language()),
        formats.EN_DASH if entry.amount is None else roubles(entry.amount, unit=False),
        html.Span(_day(entry.until), className="unbroken"),
        _violation(entry),
    ]


def _entered(entry: RegisterEntry) -> list[Any]:
    day = _("not stated") if entry.entered_on is None else formats.short_date(entry.entered_on)
    return [
        html.Span(entry.number, className="unbroken", **tongue(entry.number)),
        html.Div(day, className="subline unbroken"),
    ]


def _decided(entry: RegisterEntry) -> list[Any]:
    ended = (
        [html.Div(_("ended {date}").format(date=formats.short_date(entry.ended_on)))]
        if entry.ended_on
        else []
    )
    day = formats.record_date(entry.decided_on, entry.precision)
    return [html.Span(day, className="unbroken"), *ended]


def _recipient(page_request: PageRequest, entry: RegisterEntry) -> list[Any]:
    recipient = entry.recipient
    if recipient is None:
        return [_("not stated")]
    own = (
        [html.Div(_("in the entry: {name}").format(name=recipient.own_name), className="subline")]
        if recipient.own_name
        else []
    )
    place = labels.place_name(page_request.facts, entry.district) if entry.district else None
    where = ", ".join(filter(None, (recipient.address, place)))
    return [
        named_link(recipient.name, page_request.page(f"/organisation/{recipient.identity}")),
        *own,
        html.Div(where, className="subline", **tongue(where)) if where else None,
    ]


def _numbers(recipient: Recipient | None) -> list[Any]:
    named = (
        (_("OGRN"), recipient and recipient.ogrn),
        (_("INN"), recipient and recipient.inn),
    )
    return [
        html.Div(f"{name} {number}", className="unbroken") for name, number in named if number
    ] or [formats.EN_DASH]


def _violation(entry: RegisterEntry) -> list[Any]:
    if not entry.violation:
        return [_("none")]
    details = entry.violation_details or _("Measures are not stated.")
    return [
        html.Strong(_("Violation")),
        html.Div(details, className="subline", **tongue(details)),
    ]


def _day(day: datetime.date | None) -> str:
    return formats.EN_DASH if day is None else formats.short_date(day)


def roubles(amount: Any, *, unit: bool = True) -> str:
    """An amount of the register to the kopeck, as registers print it."""
    digits = formats.number(amount, 2 if amount % 1 else 0)
    # a large sum may stand above its unit: tiles are narrow
    return f"{digits} {_('roubles')}" if unit else digits
