"""The register of supported NGOs: three counts that are never one another, and a page of entries."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria, data
from dashboard.components.counts import Count, counts
from dashboard.components.explained import term
from dashboard.components.links import link
from dashboard.components.list_order import OrderedList
from dashboard.components.panels import empty_note, panel
from dashboard.request import PageRequest
from dashboard.sections.figure_links import page_links
from dashboard.sections.register.choices import AFRESH, read_filter, read_order, read_place
from dashboard.sections.register.entries import entries_table, made_up_note, roubles
from dashboard.sections.register.files import files
from dashboard.sections.undated import undated_note, undated_text
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from indicators.records.list_order import NEWEST_FIRST
from indicators.register.entries import Place, RegisterPage, place_text, register_page
from indicators.register.filters import entries_of
from indicators.register.totals import RegisterTotals, register_totals

ROWS = 25
LIST = "register-list"
"""The part of the page that heads of columns lead to."""


def draw_counts(page_request: PageRequest) -> list[Component]:
    """Entries, organisations and roubles of what was chosen."""
    return [
        counts(_tiles(page_request, totals_of(page_request))),
        *undated_note(page_request, entries_of, read_filter(page_request)),
    ]


def left_out(page_request: PageRequest) -> str:
    """How many entries may lie in the chosen days or beside them, as a sentence."""
    return undated_text(page_request, entries_of, read_filter(page_request))


def _tiles(page_request: PageRequest, totals: RegisterTotals) -> list[Count]:
    return [
        Count(
            formats.number(totals.entries),
            _("Entries"),
            _("One support is one entry: an NGO may have many."),
        ),
        Count(
            formats.number(totals.organisations),
            term(page_request, "distinct", _("Different NGOs")),
            _("Each NGO once, however many supports it has."),
        ),
        Count(_roubles(totals), _("Amount of support"), paid_text(totals)),
        Count(
            formats.number(totals.violations),
            _("Entries with violations"),
            _violations(totals),
        ),
    ]


def totals_of(page_request: PageRequest) -> RegisterTotals:
    """What the chosen entries add up to."""
    totals: RegisterTotals = page_request.asker.ask(
        register_totals, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    return totals


def _roubles(totals: RegisterTotals) -> str:
    return labels.state_name("no_data") if totals.roubles is None else roubles(totals.roubles)


def paid_text(totals: RegisterTotals) -> str:
    """Of how many entries the roubles are."""
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
    """A page of the chosen entries in the chosen order, the newest decision first if none is."""
    page = page_of(page_request, ROWS)
    title = _("Entries of the register")
    if not page.entries:
        return panel(title, empty_note(nothing_text(page_request)), wide=True)
    return panel(
        title,
        [
            entries_table(page_request, page.entries, ordered=_ordered(page_request, page)),
            *_pages(page_request, page),
        ],
        note=made_up_note(page.entries),
        wide=True,
        anchor=LIST,
        links=page_links(
            page_request,
            slide="register",
            frame=page_request.href(theme=None),
            files=files(page_request),
        ),
        summary=title,
    )


def _ordered(page_request: PageRequest, page: RegisterPage) -> OrderedList:
    return OrderedList(page_request, read_order(page_request), NEWEST_FIRST, page.orders, LIST)


def page_of(page_request: PageRequest, limit: int) -> RegisterPage:
    """At most ``limit`` entries from the place on that the address names: one of the days, or in
    another order the number of a page.
    """
    order = read_order(page_request)
    page: RegisterPage = page_request.asker.ask(
        register_page,
        page_request.facts.code,
        read_filter(page_request),
        page_request.as_of,
        order=order,
        after=read_place(page_request) if order.is_by_date else None,
        skipped=0 if order.is_by_date else (page_request.page_number - 1) * limit,
        limit=limit,
    )
    return page


def nothing_text(page_request: PageRequest) -> str:
    """Why no entry is listed."""
    narrowed = any(
        page_request.address.choices.get(name)
        for name in ("search", "form", "violation", "district", "years")
    )
    if narrowed:
        return _("No entry is so. Take away a choice, or look for fewer words.")
    return _("Nobody has been entered into the register of this programme yet.")


def _pages(page_request: PageRequest, page: RegisterPage) -> list[Component]:
    """The way on, and back to the beginning; there are no numbers of pages, as none are counted."""
    is_first = not any(page_request.address.choices.get(name) for name in AFRESH)
    pages = [
        *([] if is_first else [(_("To the beginning"), AFRESH)]),
        *(
            [(_("Further entries"), _onward(page_request, page.following))]
            if page.following
            else []
        ),
    ]
    if not pages:
        return []
    links = [
        link(name, page_request.href(None, **place), className="btn btn-outline-primary")
        for name, place in pages
    ]
    return [
        html.Nav(
            links,
            className="records__pages",
            **aria(label=_("Pages of the register")),
            **data(pages="register"),
        )
    ]


def _onward(page_request: PageRequest, following: Place) -> dict[str, object]:
    """Where the next page begins: behind the last entry of this one, or in another order than by
    day so many pages on.
    """
    if read_order(page_request).is_by_date:
        return {"after": place_text(following), "page": None}
    return {"after": None, "page": page_request.page_number + 1}
