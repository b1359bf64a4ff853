"""One indicator over the territory: the map and the ranking."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks
from dashboard.components.panels import empty_note, panel
from dashboard.request import PageRequest
from dashboard.sections.districts.place import Territory
from dashboard.sections.districts.tiles import territory_map, tiles
from dashboard.sections.indicator.by_district import excess, links_by_district, ranking
from dashboard.text import formats, labels
from dashboard.text.language import _


def draw(page_request: PageRequest) -> Component:
    """Map and ranking side by side; without places on the map the ranking alone."""
    territory = Territory(page_request, page_request.cut)
    if territory.chosen is None:
        return empty_note(
            _("No indicator has values by district in {period}.").format(period=territory.when)
        )
    definition = territory.definition(territory.chosen)
    answers = list(territory.by_place[territory.chosen].values())
    whole = territory.whole[territory.chosen]
    title = f"{labels.name_of(definition)}, {formats.period(whole.period)}"
    place_map = territory_map(page_request, definition, whole, answers, territory.cut)
    url = page_request.page(f"/district/{clicks.FIRST}", period=territory.period.label)
    note = f"{labels.place_name(page_request.facts, None)}: {labels.answer_text(definition, whole, unit=True)}"
    subject = territory.subject(territory.chosen)
    ranked = ranking(subject, answers, "ranking", territory.cut)
    links = links_by_district(subject, territory.cut, "map")
    return html.Div(
        [
            panel(title, tiles(place_map, name="map", url=url, links=links), note=note)
            if place_map
            else None,
            panel(
                _("Ranking"),
                ranked,
                note=excess(definition, answers, whole),
                wide=place_map is None,
                summary=f"{title}. {note}",
            ),
        ],
        className="panels",
    )
