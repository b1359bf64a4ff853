"""The register of supported NGOs: three counts that are never one another, and a page of entries."""

import datetime
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, data, tongue
from dashboard.components.counts import Count, counts
from dashboard.components.links import link, named_link
from dashboard.components.panels import TableColumn, empty_note, panel
from dashboard.components.stacked import stacked_table
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.register_filters import place_text, read_filter, read_place
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from data.kinds.supports import FORMS
from indicators.register.entries import RegisterEntry, RegisterPage, register_page
from indicators.register.recipients import Recipient
from indicators.register.totals import RegisterTotals, register_totals

ROWS = 25


def draw_counts(page_request: PageRequest) -> Component:
    """Entries, organisations and roubles of what was chosen."""
    totals: RegisterTotals = page_request.asker.ask(
        register_totals, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    return counts(
        [
            Count(
                formats.number(totals.entries),
                _("Entries"),
                _("One support is one entry: an NGO may have many."),
            ),
            Count(
                formats.number(totals.organisations),
                _("Different NGOs"),
                _("Each NGO once, however many supports it has."),
            ),
            Count(_roubles(totals), _("Amount of support"), _paid(totals)),
            Count(
                formats.number(totals.violations),
                _("Entries with violations"),
                _violations(totals),
            ),
        ]
    )


def _roubles(totals: RegisterTotals) -> str:
    return labels.state_name("no_data") if totals.roubles is None else roubles(totals.roubles)


def _paid(totals: RegisterTotals) -> str:
    if not totals.paid:
        return _("No entry says an amount in roubles.")
    return ngettext(
        "Of {number} entry that says an amount; others have none in roubles.",
        "Of {number} entries that say an amount; the others have none in roubles.",
        totals.paid,
    )


def _violations(totals: RegisterTotals) -> str | None:
    if not totals.entries:
        return None
    share = formats.percent(totals.violations / totals.entries, 1)
    return _("{share} of the entries").format(share=share)


def draw_entries(page_request: PageRequest) -> Component:
    """The chosen entries, the newest decision first."""
    after = read_place(page_request)
    page: RegisterPage = page_request.asker.ask(
        register_page,
        page_request.facts.code,
        read_filter(page_request),
        page_request.as_of,
        after=after,
        limit=ROWS,
    )
    title = _("Entries of the register")
    if not page.entries:
        return panel(title, empty_note(_nothing(page_request)), wide=True)
    return panel(
        title,
        [entries_table(page_request, page.entries), *_pages(page_request, page)],
        note=made_up_note(page.entries),
        wide=True,
        summary=title,
    )


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


def _nothing(page_request: PageRequest) -> str:
    narrowed = any(
        page_request.address.choices.get(name)
        for name in ("search", "form", "violation", "district", "years")
    )
    if narrowed:
        return _("No entry is so. Take away a choice, or look for fewer words.")
    return _("Nobody has been entered into the register of this programme yet.")


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


def _pages(page_request: PageRequest, page: RegisterPage) -> list[Component]:
    """The way on, and back to the beginning; there are no numbers of pages, as none are counted."""
    onward = page.following
    pages = [
        *([(_("To the beginning"), None)] if "after" in page_request.address.choices else []),
        *([(_("Further entries"), place_text(onward))] if onward else []),
    ]
    if not pages:
        return []
    links = [
        link(name, page_request.href(after=after), className="btn btn-outline-primary")
        for name, after in pages
    ]
    return [
        html.Nav(
            links,
            className="records__pages",
            **aria(label=_("Pages of the register")),
            **data(pages="register"),
        )
    ]
