"""Districts as a schematic map: tiles laid out as the city lies, or a user's outlines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks
from dashboard.components.captions import ChartCaption
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.panels import TableColumn, data_table
from dashboard.figures.base import Figure, column
from dashboard.figures.tile_map import region_map, tile_map
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import place_scope
from dashboard.sections.districts.map_values import MapValues, map_values
from dashboard.sections.series import place_label, scale_of
from dashboard.text import formats, labels
from dashboard.text.district_findings import least, most
from dashboard.text.language import _
from dashboard.text.ranking import ends_texts
from dashboard.text.sentences import sentence
from data.words.matching import match_key
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.exact import cut
from indicators.records.places import Place


@dataclass(frozen=True)
class TerritoryMap:
    """The places of an indicator's ``answers`` that can be drawn, and by which numbers they are;
    ``whole`` is the answer of the territory.
    """

    page_request: PageRequest
    definition: Definition
    whole: Answer
    answers: Sequence[Answer]
    values: MapValues

    @property
    def figure(self) -> Figure:
        return _figure(self.page_request, self.answers, self.values)

    @property
    def rates(self) -> Mapping[str, Decimal] | None:
        """The numbers per residents by the codes of places; None where the answers' own are drawn."""
        ranking = self.values.ranking
        return None if ranking is None else {code: cut(n) for code, n in ranking.values.items()}

    @property
    def findings(self) -> Iterator[str]:
        """The parts of a sentence: the greatest and the smallest of the numbers that are drawn."""
        ranking, facts = self.values.ranking, self.page_request.facts
        if ranking is not None:
            named = {code: labels.place_name(facts, code) for code in ranking.values}
            yield from ends_texts(ranking, named)
            return
        names = [place_label(self.page_request, answer) for answer in self.answers]
        yield most(self.definition, self.whole, self.answers, names)
        yield least(self.definition, self.whole, self.answers, names)

    @property
    def scope(self) -> str:
        """«ед. на 10 000 жителей, 2020, все районы»."""
        return place_scope(self.page_request, self.answers, self.values.labels.unit)


def territory_map(
    page_request: PageRequest,
    definition: Definition,
    whole: Answer,
    answers: Sequence[Answer],
    cut: str | None = None,
) -> TerritoryMap | None:
    """One indicator's values by district, or by place of a ``cut``; nothing where they have no
    place on a map.
    """
    placed = [answer for answer in answers if _place(page_request, answer) is not None]
    if not placed:
        return None
    values = map_values(page_request, definition, placed, cut)
    return TerritoryMap(page_request, definition, whole, placed, values)


def tiles(drawn: TerritoryMap, *, name: str, url: str, links: FigureLinks) -> Component:
    """A map whose places lead to the ``url``."""
    definition, placed = drawn.definition, drawn.answers
    about = tables.about(placed, scale_of(definition, placed), formats.period(placed[0].period))
    picture = clicks.chart(
        name,
        drawn.figure,
        label=alternative(definition, drawn.values),
        links=_links(drawn, links),
        url=url,
        twin=_twin(drawn),
        about=about,
        caption=ChartCaption(sentence(*drawn.findings), drawn.scope),
    )
    return html.Div(picture, className="tile-map")


def _links(drawn: TerritoryMap, links: FigureLinks) -> FigureLinks:
    """Where the map leads: other sites show it as it is; rows of an address have the indicator's own
    numbers alone.
    """
    page_request = drawn.page_request
    frame = page_request.page(
        "/districts",
        indicator=drawn.definition.code,
        period=drawn.whole.period,
        cut=page_request.cut,
        theme=None,
        lang=page_request.locale,
    )
    return replace(links, frame=frame, values=links.values if drawn.rates is None else "")


def _twin(drawn: TerritoryMap) -> Component:
    """The numbers of the map; beside those per residents the indicator's own."""
    own = {each.district: each for each in drawn.answers}
    is_rate, values = drawn.rates is not None, drawn.values
    columns = [
        TableColumn(_("District")),
        TableColumn(values.labels.unit or _("Value"), number=True),
        *([TableColumn(_("Value"), number=True)] if is_rate else []),
    ]
    rows = [
        [
            row["label"],
            row["text"],
            *([labels.answer_text(drawn.definition, own[row["code"]])] if is_rate else []),
        ]
        for row in values.frame
    ]
    return data_table(columns, rows, caption=values.labels.caption)


def alternative(definition: Definition, values: MapValues) -> str:
    """The map in a sentence, for who does not see it: what it is of, and each place's number."""
    named = _("Map: {name} by district").format(name=labels.name_of(definition))
    places = "; ".join(f"{row['label']} {formats.EN_DASH} {row['text']}" for row in values.frame)
    return f"{named}. {values.labels.caption}. {places}."


def _figure(page_request: PageRequest, answers: Sequence[Answer], values: MapValues) -> Figure:
    frame = values.frame
    names = shortened(column(frame, "label"))
    frame = [{**row, "label": name} for row, name in zip(frame, names, strict=True)]
    places = [page_request.facts.places.by_code[answer.district or ""] for answer in answers]
    rings = {place.code: place.outline for place in places if place.outline}
    if len(rings) == len(places):
        return region_map(
            frame,
            rings,  # type: ignore[arg-type]
            labels=values.labels,
            theme=page_request.theme,
            credit=credit(places),
        )
    corners = [place.tile or (0, 0) for place in places]
    tiled = [{**row, "x": x, "y": y} for row, (x, y) in zip(frame, corners, strict=True)]
    return tile_map(tiled, labels=values.labels, theme=page_request.theme)


def credit(places: Iterable[Place]) -> str:
    """Who is to be named with the outlines of places: OpenStreetMap in its own words, others as
    their files say it.
    """
    sources = dict.fromkeys(place.source for place in places if place.outline and place.source)
    named = (
        _("© OpenStreetMap contributors, ODbL") if _is_of_openstreetmap(source) else source
        for source in sources
    )
    return "; ".join(dict.fromkeys(name for name in named if "©" in name))


def _is_of_openstreetmap(source: str) -> bool:
    return bool(re.search(r"openstreetmap|\bosm\b", match_key(source)))


def shortened(names: Sequence[str]) -> list[str]:
    """Names without the last word when all share it: on a map of districts «район» says nothing."""
    ends = {name.rpartition(" ")[2] for name in names}
    bare = [name.rpartition(" ")[0] for name in names]
    return bare if len(ends) == 1 and len(names) > 1 and all(bare) else list(names)


def _place(page_request: PageRequest, answer: Answer) -> object | None:
    """Where a district lies: its outline or its tile."""
    place = page_request.facts.places.by_code.get(answer.district or "")
    return (place.outline or place.tile) if place else None
