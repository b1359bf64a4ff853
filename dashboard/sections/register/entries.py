"""Entries of the register as a table, in the columns of the law."""

import datetime
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import tongue
from dashboard.components.links import named_link
from dashboard.components.list_order import OrderedList
from dashboard.components.panels import TableColumn
from dashboard.components.stacked import stacked_table
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.register.entries import RegisterEntry
from indicators.register.filters import FORMS
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
    page_request: PageRequest,
    entries: tuple[RegisterEntry, ...],
    *,
    named: bool = True,
    ordered: OrderedList | None = None,
) -> Component:
    """Entries in the columns of the register; not ``named`` where all are of one organisation. Heads
    of an ``ordered`` list put it into another order.
    """
    columns = _ordering(entry_columns(named=named), ordered)
    rows = [_row(page_request, entry, named=named) for entry in entries]
    return stacked_table(columns, rows, caption=_("Entries of the register"))


def entry_columns(*, named: bool = True) -> list[TableColumn]:
    """The columns of the law; not ``named`` without those of the organisation."""
    whose = [
        TableColumn(_("Name and postal address")),
        TableColumn(_("OGRN, INN")),
        TableColumn(_("Kinds of activity")),
    ]
    return [
        TableColumn(_("Entry, included on")),
        TableColumn(_("Decided on (ended on)")),
        *(whose if named else []),
        TableColumn(_("Form")),
        TableColumn(_("Amount, roubles"), number=True),
        TableColumn(_("Until")),
        TableColumn(_("Violations and measures")),
    ]


def _ordering(columns: Sequence[TableColumn], ordered: OrderedList | None) -> Sequence[TableColumn]:
    if ordered is None:
        return columns
    fields = {
        _("Entry, included on"): "number",
        _("Decided on (ended on)"): "date",
        _("Form"): "form",
        _("Amount, roubles"): "amount",
        _("Until"): "until_date",
        _("Violations and measures"): "violation",
    }
    return [
        ordered.column(column.title, fields[column.title], number=column.number)
        if column.title in fields
        else column
        for column in columns
    ]


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
        html.Span(day_text(entry.until), className="unbroken"),
        _violation(entry),
    ]


def _entered(entry: RegisterEntry) -> list[Any]:
    return [
        html.Span(entry.number, className="unbroken", **tongue(entry.number)),
        html.Div(entered_text(entry), className="subline unbroken"),
    ]


def entered_text(entry: RegisterEntry) -> str:
    """The day of entry, if the register says it."""
    return _("not stated") if entry.entered_on is None else formats.short_date(entry.entered_on)


def _decided(entry: RegisterEntry) -> list[Any]:
    day, *ended = decided_texts(entry)
    return [html.Span(day, className="unbroken"), *map(html.Div, ended)]


def decided_texts(entry: RegisterEntry) -> list[str]:
    """The day of the decision as well as it is known, and the day on which support was ended."""
    day = formats.record_date(entry.decided_on, entry.precision)
    if entry.ended_on is None:
        return [day]
    return [day, _("ended {date}").format(date=formats.short_date(entry.ended_on))]


def _recipient(page_request: PageRequest, entry: RegisterEntry) -> list[Any]:
    recipient = entry.recipient
    if recipient is None:
        return [_("not stated")]
    own, where = own_name_text(recipient), place_text(page_request, entry)
    return [
        named_link(recipient.name, page_request.page(f"/organisation/{recipient.identity}")),
        html.Div(own, className="subline") if own else None,
        html.Div(where, className="subline", **tongue(where)) if where else None,
    ]


def own_name_text(recipient: Recipient) -> str | None:
    """Under which name an entry was made of an organisation that was merged since."""
    own = recipient.own_name
    return _("in the entry: {name}").format(name=own) if own else None


def place_text(page_request: PageRequest, entry: RegisterEntry) -> str:
    """Postal address and district, as far as they are known."""
    place = labels.place_name(page_request.facts, entry.district) if entry.district else None
    address = entry.recipient.address if entry.recipient else None
    return ", ".join(filter(None, (address, place)))


def _numbers(recipient: Recipient | None) -> list[Any]:
    texts = number_texts(recipient)
    return [html.Div(text, className="unbroken") for text in texts] or [formats.EN_DASH]


def number_texts(recipient: Recipient | None) -> list[str]:
    """The numbers that the organisation has."""
    known = (
        (_("OGRN"), recipient and recipient.ogrn),
        (_("INN"), recipient and recipient.inn),
    )
    return [f"{name} {number}" for name, number in known if number]


def _violation(entry: RegisterEntry) -> list[Any]:
    first, *details = violation_texts(entry)
    if not details:
        return [first]
    return [
        html.Strong(first),
        *(html.Div(each, className="subline", **tongue(each)) for each in details),
    ]


def violation_texts(entry: RegisterEntry) -> list[str]:
    """That there was none, or that there was one and what was done about it."""
    if not entry.violation:
        return [_("none")]
    return [_("Violation"), entry.violation_details or _("Measures are not stated.")]


def day_text(day: datetime.date | None) -> str:
    """A day, or a dash where there is none."""
    return formats.EN_DASH if day is None else formats.short_date(day)


def roubles(amount: Any, *, unit: bool = True) -> str:
    """An amount of the register to the kopeck, as registers print it."""
    digits = formats.number(amount, 2 if amount % 1 else 0)
    # a large sum may stand above its unit: tiles are narrow
    return f"{digits} {_('roubles')}" if unit else digits
