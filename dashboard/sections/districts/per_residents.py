"""Indicators per so many residents: the ones by which districts of unlike size can be compared."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.panels import panel
from dashboard.request import PageRequest
from dashboard.sections.districts.place import Territory
from dashboard.sections.indicator.by_district import ranking
from dashboard.text import labels
from dashboard.text.language import _


def draw(page_request: PageRequest) -> Component | None:
    """A ranking for each such indicator that has values; nothing where populations are not known."""
    territory = Territory(page_request, page_request.cut)
    codes = [code for code in territory.codes if territory.definition(code).per is not None]
    if not codes:
        return None
    title = html.H2(
        _("Counted per resident, {year}").format(year=territory.when), className="section-title"
    )
    return html.Div(
        [title, html.Div([_panel(territory, code) for code in codes], className="panels")]
    )


def _panel(territory: Territory, code: str) -> Component:
    answers = list(territory.by_place[code].values())
    drawn = ranking(territory.subject(code), answers, f"ranking-{code}")
    return panel(
        labels.name_of(territory.definition(code)),
        drawn,
        note=labels.unit_of(territory.definition(code)),
    )
