"""Districts at a glance: the map and the ranking of one key indicator."""

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks
from dashboard.components.captions import ChartCaption
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.links import LinkOption, choice, link
from dashboard.components.panels import panel
from dashboard.figures.by_district import DistrictLabels, by_district
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.districts.tiles import territory_map, tiles
from dashboard.sections.indicator.by_district import excess, links_by_district
from dashboard.sections.overview import Overview
from dashboard.sections.series import Scale, by_place, place_label, scale_of
from dashboard.sections.subject import Subject
from dashboard.text import formats, labels
from dashboard.text.district_findings import least, most
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.periods import Period


def draw(page_request: PageRequest) -> list[Component]:
    """Two panels; nothing for a programme without districts, without values in them, or where some
    districts are chosen: beside these there is no whole.
    """
    overview = Overview(page_request)
    code = chosen(overview) if overview.territory is None else None
    if code is None:
        return []
    definition, answers = overview.definition(code), _ask(overview, (code,))
    whole = _whole(overview, definition)
    title = _("Districts, {year}").format(year=overview.year)
    url = page_request.page(f"/district/{clicks.FIRST}")
    place_map = territory_map(page_request, definition, _now(overview, definition), answers)
    links = _links(overview, code, "map")
    drawn = tiles(place_map, name="overview-map", url=url, links=links) if place_map else None
    return [
        html.H2(title, className="section-title"),
        html.Div(_choice(overview, code), className="filters"),
        html.Div(
            [
                panel(labels.name_of(definition), drawn, note=whole) if drawn else None,
                panel(
                    _("Ranking"),
                    _ranking(overview, definition, answers),
                    note=excess(definition, answers, _now(overview, definition)),
                    summary=f"{labels.name_of(definition)}, {overview.year}. {whole}",
                ),
            ],
            className="panels",
        ),
    ]


def chosen(overview: Overview) -> str | None:
    """The indicator in the address, else the first on the short list with values in districts."""
    listed = list(_candidates(overview))
    return next(
        (code for code in overview.page_request.indicators if code in listed),
        listed[0] if listed else None,
    )


def _candidates(overview: Overview) -> Iterator[str]:
    if not overview.page_request.facts.places.main:
        return
    codes = tuple(answer.indicator for answer in overview.key)
    known = {
        answer.indicator
        for answer in _ask(overview, codes)
        if answer.value is not None and answer.district != "none"
    }
    yield from (code for code in codes if code in known)


def _ask(overview: Overview, codes: tuple[str, ...]) -> Sequence[Answer]:
    return overview.page_request.answers(
        indicators=codes, by=("district", "year"), years=(overview.year, overview.year)
    )


def _choice(overview: Overview, code: str) -> Component:
    options = [
        LinkOption(
            labels.name_of(overview.definition(listed)),
            overview.page_request.href(indicator=listed),
            listed == code,
        )
        for listed in _candidates(overview)
    ]
    return choice("indicator", _("Indicator"), options, grow=True)


def _now(overview: Overview, definition: Definition) -> Answer:
    return next(answer for answer in overview.now if answer.indicator == definition.code)


def _whole(overview: Overview, definition: Definition) -> str:
    """The number of the whole, beside those of its districts."""
    place = labels.place_name(overview.page_request.facts, None)
    return f"{place}: {labels.answer_text(definition, _now(overview, definition), unit=True)}"


def _links(overview: Overview, code: str, slide: str) -> FigureLinks:
    subject = Subject(overview.page_request, code, Period(overview.year))
    return links_by_district(subject, None, slide)


def _caption(
    overview: Overview, definition: Definition, answers: Sequence[Answer], scale: Scale
) -> ChartCaption:
    """The greatest and the smallest district."""
    page_request = overview.page_request
    names = [place_label(page_request, answer) for answer in answers]
    ends = (end(definition, _now(overview, definition), answers, names) for end in (most, least))
    return ChartCaption(sentence(*ends), chart_scope(page_request, answers, scale))


def _ranking(
    overview: Overview, definition: Definition, answers: Sequence[Answer]
) -> list[Component]:
    scale = scale_of(definition, answers)
    figure = by_district(
        by_place(overview.page_request, definition, answers, scale),
        labels=DistrictLabels(unit=scale.unit, separators=formats.separators()),
        theme=overview.page_request.theme,
    )
    url = overview.page_request.page(f"/district/{clicks.FIRST}")
    label = _("{name} by district").format(name=labels.name_of(definition))
    more = link(_("All districts"), overview.page_request.page("/districts"))
    drawn = clicks.chart(
        "overview-ranking",
        figure,
        label=label,
        links=_links(overview, definition.code, "districts"),
        url=url,
        about=tables.source_line(answers),
        caption=_caption(overview, definition, answers, scale),
    )
    return [drawn, html.P(more, className="links-row")]
