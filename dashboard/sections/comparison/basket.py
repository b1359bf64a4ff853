"""What is being compared, as a list to add to and take from; each step is an address."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import LinkOption, choice, link
from dashboard.http.address import LIMIT
from dashboard.request import PageRequest
from dashboard.sections.comparison.comparison import MOST, Comparison
from dashboard.text import labels
from dashboard.text.language import _


def baskets(comparison: Comparison) -> list[Component]:
    """The chosen indicators and districts, each with a select to add another."""
    facts, page_request = comparison.page_request.facts, comparison.page_request
    names = {code: labels.name_of(page_request.definition(code)) for code in facts.catalogue.codes}
    codes = facts.places.cuts.get(page_request.cut, ()) if page_request.cut else facts.places.main
    places = {code: labels.place_name(facts, code) for code in codes}
    chosen = [code for code in comparison.places if code is not None]
    adding_indicators = (
        _adding(page_request, "indicator", _("Add an indicator"), names, comparison.codes)
        if len(comparison.codes) < MOST
        else html.P(_("No more than {number} can be told apart.").format(number=MOST))
    )
    panels = [
        _basket(
            page_request, "indicator", _("Indicators"), names, comparison.codes, [adding_indicators]
        )
    ]
    if places:
        adding_districts = _adding_districts(page_request, places, chosen)
        panels.append(
            _basket(page_request, "district", _("Districts"), places, chosen, adding_districts)
        )
    return panels


def _basket(
    page_request: PageRequest,
    parameter: str,
    title: str,
    names: dict[str, str],
    chosen: Sequence[str],
    adding: Sequence[Component],
) -> Component:
    listed = [
        _chosen(page_request, parameter, code, names.get(code, code), chosen) for code in chosen
    ]
    return html.Div(
        [
            html.H2(title, className="basket__title"),
            _list(page_request, listed),
            *adding,
        ],
        className="panel basket",
    )


def _list(page_request: PageRequest, listed: Sequence[Component]) -> Component:
    """The chosen names; many of them are folded under their number."""
    if not listed:
        return html.P(labels.place_name(page_request.facts, None), className="basket__none")
    names = html.Ul(listed, className="basket__list")
    if len(listed) <= MOST:
        return names
    count = _("Chosen: {number}").format(number=len(listed))
    return html.Details([html.Summary(count), names])


def _adding(
    page_request: PageRequest,
    parameter: str,
    prompt: str,
    names: dict[str, str],
    chosen: Sequence[str],
) -> Component:
    here = LinkOption(_("Choose …"), page_request.href(), True)
    more = [
        LinkOption(name, page_request.href(**{parameter: ",".join([*chosen, code])}))
        for code, name in names.items()
        if code not in chosen
    ]
    return choice(f"add-{parameter}", prompt, [here, *more], grow=True)


def _adding_districts(
    page_request: PageRequest, places: dict[str, str], chosen: Sequence[str]
) -> list[Component]:
    """A select of one more and a link to all, or the way back to the whole; no link where its
    address would be too long.
    """
    if set(chosen) >= set(places):
        return [link(_("Take all out"), page_request.href(district=None))]
    one = _adding(page_request, "district", _("Add a district"), places, chosen)
    address = page_request.href(district=",".join(places))
    return [one, link(_("Add all districts"), address)] if len(address) <= LIMIT else [one]


def _chosen(
    page_request: PageRequest, parameter: str, code: str, name: str, chosen: Sequence[str]
) -> Component:
    """A name with the way to take it out."""
    rest = ",".join(other for other in chosen if other != code) or None
    remove = [
        html.Span("×", className="basket__cross"),
        html.Span(f"{_('Take out')}: {name}", className="visually-hidden"),
    ]
    return html.Li(
        [
            html.Span(name),
            link(remove, page_request.href(**{parameter: rest}), className="basket__out"),
        ]
    )
