"""One organisation in public: who it is, and its supports, grants, events and requests."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.counts import Count, counts
from dashboard.components.panels import TableColumn, data_table, empty_note, panel, passport
from dashboard.components.stacked import stacked_table
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.frame import path_variables
from dashboard.sections.register.entries import entries_table, made_up_note, roubles
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats, labels, record_labels
from dashboard.text.language import _, ngettext
from data.refusals import NotFound, Problem
from data.words.whole import whole
from indicators.register.organisation import (
    CONSULTATIONS,
    EVENTS,
    GRANTS,
    SUPPORTS,
    OrganisationProfile,
    ProfileRecord,
    ProfileRecords,
    open_part,
    organisation_profile,
)
from indicators.resource_centre.requests import REQUESTS


def read_profile(page_request: PageRequest) -> OrganisationProfile:
    """The organisation that the path names; refuses one that there is not."""
    text = path_variables(page_request.address.path).get("number", "")
    identity = whole(text)
    if identity is None:
        raise NotFound(Problem("organisation_not_there", {"organisation": text[:80]}))
    profile: OrganisationProfile = page_request.asker.ask(
        organisation_profile, page_request.facts.code, identity, page_request.as_of
    )
    return profile


def draw_facts(page_request: PageRequest) -> list[Component]:
    """Its numbers and address, and what it has received."""
    profile = read_profile(page_request)
    return [_counts(profile), panel(_("About the organisation"), _facts(page_request, profile))]


def _counts(profile: OrganisationProfile) -> Component:
    return counts([*_totals(profile), *_numbers(profile)])


def _totals(profile: OrganisationProfile) -> Iterator[Count]:
    totals = profile.totals
    if totals is not None:
        amount = labels.state_name("no_data") if totals.roubles is None else roubles(totals.roubles)
        yield Count(formats.number(totals.entries), _("Entries of the register"))
        yield Count(amount, _("Amount of support"))


def _numbers(profile: OrganisationProfile) -> Iterator[Count]:
    """Of records; those that are not for the reader are refused where they would be listed."""
    if profile.applications is not None:
        yield Count(formats.number(profile.applications.total), _("Grant applications"))
    if profile.events is not None:
        yield Count(formats.number(profile.events.total), _("Events held"))
    if profile.requests is not None:
        requests = sum(number for year in profile.requests.values() for number in year.values())
        yield Count(formats.number(requests), _("Requests to the resource centre"))


def _facts(page_request: PageRequest, profile: OrganisationProfile) -> Component:
    recipient = profile.recipient
    place = recipient.district and labels.place_name(page_request.facts, recipient.district)
    return passport(
        [
            (_("Full name"), recipient.name),
            (_("Short name"), recipient.short_name),
            (_("Also recorded as"), "; ".join(profile.also)),
            (_("OGRN"), recipient.ogrn),
            (_("INN"), recipient.inn),
            (_("Postal address"), recipient.address),
            (_("District"), place),
            (_("Kinds of activity"), recipient.activities),
            (_("Source and notes"), ". ".join(filter(None, (recipient.source, recipient.note)))),
        ]
    )


def draw_supports(page_request: PageRequest) -> Component:
    """Its entries in the register."""
    profile = read_profile(page_request)
    entries, title = open_part(profile.supports, SUPPORTS).entries, _("Supports")
    if not entries:
        return panel(title, empty_note(_("It is in no entry of the register.")), wide=True)
    table = entries_table(page_request, entries, named=False)
    left = open_part(profile.totals, SUPPORTS).entries - len(entries)
    content, note = [table, *_more(left)], made_up_note(entries)
    return table_panel(page_request, title, content, anchor="supports", note=note, wide=True)


def draw_applications(page_request: PageRequest) -> Component:
    """What it applied for, and what was decided."""
    records = open_part(read_profile(page_request).applications, GRANTS)
    fields = ("contest", "title", "direction", "decision", "requested", "awarded", "reported_on")
    nothing = _("It has not applied for a grant.")
    return _panel(page_request, _("Grants"), records, fields, nothing)


def draw_events(page_request: PageRequest) -> Component:
    """What it held."""
    records = open_part(read_profile(page_request).events, EVENTS)
    nothing = _("No event is recorded as held by it.")
    fields = ("type", "title", "place", "participants")
    return _panel(page_request, _("Events"), records, fields, nothing)


def _panel(
    page_request: PageRequest,
    title: str,
    records: ProfileRecords,
    fields: Sequence[str],
    nothing: str,
) -> Component:
    if not records.rows:
        return panel(title, empty_note(nothing), wide=True)
    columns = [
        TableColumn(_("Number")),
        TableColumn(_("Date")),
        *(TableColumn(record_labels.field_name(each, records.measure)) for each in fields),
    ]
    rows = [_row(records.measure, row, fields) for row in records.rows]
    table = stacked_table(columns, rows, caption=title)
    left = records.total - len(records.rows)
    content, note = [table, *_more(left)], made_up_note(records.rows)
    return table_panel(page_request, title, content, anchor=records.measure, note=note, wide=True)


def _row(measure: str, row: ProfileRecord, fields: Sequence[str]) -> list[Any]:
    return [
        html.Span(row.number, className="unbroken"),
        html.Span(formats.record_date(row.date, row.precision), className="unbroken"),
        *(record_labels.value_text(measure, each, row.values.get(each)) or "–" for each in fields),
    ]


def _more(left: int) -> list[Component]:
    if left <= 0:
        return []
    return [
        empty_note(ngettext("And {number} earlier record.", "And {number} earlier records.", left))
    ]


def draw_requests(page_request: PageRequest) -> Component:
    """How often it turned to the resource centre, by kind of request."""
    requests = open_part(read_profile(page_request).requests, CONSULTATIONS)
    title = _("Requests to the resource centre")
    if not requests:
        return panel(title, empty_note(_("It has not turned to the centre.")), wide=True)
    columns = [
        TableColumn(_("Year")),
        *(TableColumn(REQUESTS.name(code, language()), number=True) for code in REQUESTS.codes),
        TableColumn(_("In all"), number=True),
    ]
    rows = [_requests_row(str(year), by_code) for year, by_code in requests.items()]
    note = _("Requests of the organisation itself; those of citizens are counted nowhere here.")
    table = data_table(columns, rows, caption=title, caption_shown=False)
    return table_panel(page_request, title, table, anchor="centre-use", note=note, wide=True)


def _requests_row(year: str, by_code: Mapping[str, int]) -> list[str]:
    # no request of a kind in a year that has others is a nought, and no gap
    numbers = [by_code.get(code, 0) for code in REQUESTS.codes]
    return [year, *(formats.number(number) for number in (*numbers, sum(numbers)))]
