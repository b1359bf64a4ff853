"""What is being compared, as a list to add to and take from; each step is an address."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import LinkOption, choice, link
from dashboard.request import PageRequest
from dashboard.sections.comparison import MOST, Comparison
from dashboard.text import labels
from dashboard.text.language import _


def baskets(comparison: Comparison) -> list[Component]:
    """The chosen indicators and districts, each with a select to add another."""
    facts, page_request = comparison.page_request.facts, comparison.page_request
    names = {code: labels.name_of(page_request.definition(code)) for code in facts.catalogue.codes}
    codes = facts.places.cuts.get(page_request.cut, ()) if page_request.cut else facts.places.main
    places = {code: labels.place_name(facts, code) for code in codes}
    chosen = [code for code in comparison.places if code is not None]
    panels = [
        _basket(
            page_request,
            "indicator",
            _("Indicators"),
            _("Add an indicator"),
            names,
            comparison.codes,
        )
    ]
    if places:
        panels.append(
            _basket(page_request, "district", _("Districts"), _("Add a district"), places, chosen)
        )
    return panels


def _basket(
    page_request: PageRequest,
    parameter: str,
    title: str,
    prompt: str,
    names: dict[str, str],
    chosen: Sequence[str],
) -> Component:
    listed = [
        _chosen(page_request, parameter, code, names.get(code, code), chosen) for code in chosen
    ]
    return html.Div(
        [
            html.H2(title, className="basket__title"),
            html.Ul(listed, className="basket__list")
            if listed
            else html.P(labels.place_name(page_request.facts, None), className="basket__none"),
            _adding(page_request, parameter, prompt, names, chosen)
            if len(chosen) < MOST
            else html.P(_("No more than {number} can be told apart.").format(number=MOST)),
        ],
        className="panel basket",
    )


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
