"""Districts at a glance: the map and the ranking of one key indicator."""

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import clicks, formats, words
from dashboard.asked import Asked
from dashboard.components.links import Option, choice, link
from dashboard.components.panels import panel
from dashboard.figures.by_district import DistrictWords, by_district
from dashboard.language import _
from dashboard.sections import tables
from dashboard.sections.by_district import excess
from dashboard.sections.overview import Overview
from dashboard.sections.tiles import tiles
from dashboard.series import by_place, scale_of
from indicators.answers import Answer
from indicators.definition import Definition


def draw(asked: Asked) -> list[Component]:
    """Two panels; nothing for a programme without districts, or without values in them."""
    shown = Overview(asked)
    code = chosen(shown)
    if code is None:
        return []
    definition, answers = shown.definition(code), _by_district(shown, code)
    title = _("Districts, {year}").format(year=shown.year)
    where = clicks.FIRST
    drawn = tiles(asked, definition, answers, name="overview-map", way=asked.page(f"/district/{where}"))
    return [
        html.H2(title, className="section-title"),
        html.Div(_choice(shown, code), className="filters"),
        html.Div(
            [
                panel(words.name_of(definition), drawn, note=_whole(shown, definition)) if drawn else None,
                panel(_("Ranking"), _ranking(shown, definition, answers), note=_excess(shown, definition, answers)),
            ],
            className="panels",
        ),
    ]


def chosen(shown: Overview) -> str | None:
    """The indicator in the address, else the first on the short list with values in districts."""
    listed = list(_candidates(shown))
    return next((code for code in shown.asked.indicators if code in listed), listed[0] if listed else None)


def _candidates(shown: Overview) -> Iterator[str]:
    if not shown.asked.facts.places.main:
        return
    codes = tuple(answer.indicator for answer in shown.key)
    known = {
        answer.indicator for answer in _ask(shown, codes) if answer.value is not None and answer.district != "none"
    }
    yield from (code for code in codes if code in known)


def _ask(shown: Overview, codes: tuple[str, ...]) -> Sequence[Answer]:
    return shown.asked.answers(indicators=codes, by=("district", "year"), years=(shown.year, shown.year))


def _by_district(shown: Overview, code: str) -> Sequence[Answer]:
    return _ask(shown, (code,))


def _choice(shown: Overview, code: str) -> Component:
    options = [
        Option(words.name_of(shown.definition(listed)), shown.asked.href(indicator=listed), listed == code)
        for listed in _candidates(shown)
    ]
    return choice("indicator", _("Indicator"), options, grow=True)


def _now(shown: Overview, definition: Definition) -> Answer:
    return next(answer for answer in shown.now if answer.indicator == definition.code)


def _whole(shown: Overview, definition: Definition) -> str:
    """The number of the whole, beside those of its districts."""
    place = words.place_name(shown.asked.facts, None)
    return f"{place}: {words.answer_text(definition, _now(shown, definition), unit=True)}"


def _excess(shown: Overview, definition: Definition, answers: Sequence[Answer]) -> str | None:
    return excess(definition, answers, _now(shown, definition))


def _ranking(shown: Overview, definition: Definition, answers: Sequence[Answer]) -> list[Component]:
    scale = scale_of(definition, answers)
    figure = by_district(
        by_place(shown.asked, definition, answers, scale),
        words=DistrictWords(unit=scale.unit, separators=formats.separators()),
        theme=shown.asked.theme,
    )
    way = shown.asked.page(f"/district/{clicks.FIRST}")
    label = _("{name} by district").format(name=words.name_of(definition))
    more = link(_("All districts"), shown.asked.page("/districts"))
    about = tables.about(answers, scale, str(shown.year))
    drawn = clicks.chart("overview-ranking", figure, label=label, way=way, about=about)
    return [drawn, html.P(more, className="links-row")]
