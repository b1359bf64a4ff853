"""One indicator over the territory: the map and the ranking."""

from dash import html
from dash.development.base_component import Component

from dashboard import clicks, formats, words
from dashboard.asked import Asked
from dashboard.components.panels import empty_note, panel
from dashboard.language import _
from dashboard.sections.by_district import excess, ranking
from dashboard.sections.place import Territory
from dashboard.sections.tiles import tiles


def draw(asked: Asked) -> Component:
    """Map and ranking side by side; without places on the map the ranking alone."""
    shown = Territory(asked, asked.cut)
    if shown.chosen is None:
        return empty_note(_("No indicator has values by district in {year}.").format(year=shown.year))
    definition = shown.definition(shown.chosen)
    answers = list(shown.by_place[shown.chosen].values())
    whole = shown.whole[shown.chosen]
    title = f"{words.name_of(definition)}, {formats.period(whole.period)}"
    drawn = tiles(asked, definition, answers, name="map", way=asked.page(f"/district/{clicks.FIRST}"))
    note = f"{words.place_name(asked.facts, None)}: {words.answer_text(definition, whole, unit=True)}"
    ranked = ranking(shown.subject(shown.chosen), answers, "ranking")
    return html.Div(
        [
            panel(title, drawn, note=note) if drawn else None,
            panel(_("Ranking"), ranked, note=excess(definition, answers, whole), wide=drawn is None),
        ],
        className="panels",
    )
