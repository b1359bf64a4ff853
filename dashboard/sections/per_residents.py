"""Indicators per so many residents: the ones by which districts of unlike size can be compared."""

from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.asked import Asked
from dashboard.components.panels import panel
from dashboard.language import _
from dashboard.sections.by_district import ranking
from dashboard.sections.place import Territory


def draw(asked: Asked) -> Component | None:
    """A ranking for each such indicator that has values; nothing where populations are not known."""
    shown = Territory(asked, asked.cut)
    codes = [code for code in shown.codes if shown.definition(code).per is not None]
    if not codes:
        return None
    title = html.H2(_("Counted per resident, {year}").format(year=shown.year), className="section-title")
    return html.Div([title, html.Div([_panel(shown, code) for code in codes], className="panels")])


def _panel(shown: Territory, code: str) -> Component:
    answers = list(shown.by_place[code].values())
    drawn = ranking(shown.subject(code), answers, f"ranking-{code}")
    return panel(words.name_of(shown.definition(code)), drawn, note=words.unit_of(shown.definition(code)))
