"""Districts as a schematic map: tiles laid out as the city lies, or a user's outlines."""

import re
from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import clicks, formats, words
from dashboard.asked import Asked
from dashboard.figures.base import Figure, Words
from dashboard.figures.tile_map import region_map, tile_map
from dashboard.language import _
from dashboard.sections import tables
from dashboard.series import by_place, scale_of
from data.matching import match_key
from indicators.answers import Answer
from indicators.definition import Definition
from indicators.places import Place


def tiles(
    asked: Asked, definition: Definition, answers: Sequence[Answer], *, name: str, way: str | None = None
) -> Component | None:
    """A map of one indicator's values by district; nothing where the districts have no place on it."""
    placed = [answer for answer in answers if _place(asked, answer) is not None]
    if not placed:
        return None
    label = _("Map: {name} by district").format(name=words.name_of(definition))
    about = tables.about(placed, scale_of(definition, placed), formats.period(placed[0].period))
    drawn = clicks.chart(name, _figure(asked, definition, placed), label=label, way=way, about=about)
    return html.Div(drawn, className="tile-map")


def _figure(asked: Asked, definition: Definition, answers: Sequence[Answer]) -> Figure:
    frame = by_place(asked, definition, answers, scale_of(definition, answers))
    frame = frame.assign(label=shortened(list(frame["label"])))
    chart_words = Words(unit=words.unit_of(definition), separators=formats.separators())
    places = [asked.facts.places.by_code[answer.district or ""] for answer in answers]
    rings = {place.code: place.outline for place in places if place.outline}
    if len(rings) == len(places):
        return region_map(frame, rings, words=chart_words, theme=asked.theme, credit=credit(places))  # type: ignore[arg-type]
    corners = [place.tile or (0, 0) for place in places]
    frame = frame.assign(x=[x for x, _y in corners], y=[y for _x, y in corners])
    return tile_map(frame, words=chart_words, theme=asked.theme)


def credit(places: Iterable[Place]) -> str:
    """Who is to be named with the outlines of places: OpenStreetMap in its own words, others as their files say it."""
    sources = dict.fromkeys(place.source for place in places if place.outline and place.source)
    named = (_("© OpenStreetMap contributors, ODbL") if _is_of_openstreetmap(source) else source for source in sources)
    return "; ".join(dict.fromkeys(name for name in named if "©" in name))


def _is_of_openstreetmap(source: str) -> bool:
    return bool(re.search(r"openstreetmap|\bosm\b", match_key(source)))


def shortened(names: Sequence[str]) -> list[str]:
    """Names without the last word when all share it: on a map of districts «район» says nothing."""
    ends = {name.rpartition(" ")[2] for name in names}
    bare = [name.rpartition(" ")[0] for name in names]
    return bare if len(ends) == 1 and len(names) > 1 and all(bare) else list(names)


def _place(asked: Asked, answer: Answer) -> object | None:
    """Where a district lies: its outline or its tile."""
    place = asked.facts.places.by_code.get(answer.district or "")
    return (place.outline or place.tile) if place else None
