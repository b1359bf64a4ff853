"""One indicator: its plan and fact, where and when, what it consists of, its passport and the records behind it."""

import dash
from dash import html
from dash.development.base_component import Component

from dashboard import formats, words
from dashboard.asked import Asked
from dashboard.blocks import block, draws
from dashboard.components import filters
from dashboard.components.links import Option, choice, link
from dashboard.frame import Page, page, page_title
from dashboard.language import _
from dashboard.sections import by_district, by_year, now, passport, records, split, within_year, years_table
from dashboard.sections.subject import Subject, subject
from indicators.periods import RANGE

dash.register_page(__name__, path="/indicator", path_template="/indicator/<code>", title=page_title)


@page
def layout(asked: Asked, code: str = "") -> Page:
    """An indicator's name and unit, the choices, and the places of its blocks."""
    shown = subject(asked)
    split.attribute(asked, shown.code)
    return Page(
        title=words.name_of(shown.definition),
        lead=_lead(shown),
        path=_path(shown),
        filters=[
            *_periods(shown),
            *filters.years(asked),
            *filters.cut(asked),
            *filters.grain(asked),
            *filters.as_of(asked),
        ],
        body=[
            block("indicator-now", 120),
            block("indicator-by-year", 560),
            _where_and_when(asked),
            block("indicator-records", 0),
            block("indicator-split", 480),
            block("indicator-table", 400),
            block("indicator-passport", 600),
        ],
    )


def _where_and_when(asked: Asked) -> Component:
    within_year = block("indicator-within-year", 480)
    if not asked.facts.places.main:
        return within_year
    return html.Div([block("indicator-by-district", 480), within_year], className="panels")


def _lead(shown: Subject) -> str:
    unit = _("Unit: {unit}").format(unit=words.unit_of(shown.definition))
    described = passport.said(shown.definition.description)
    return f"{unit} · {described}" if described else unit


def _path(shown: Subject) -> list[str | Component]:
    part = passport.part_name(shown.asked, shown.definition)
    return [link(_("All indicators"), shown.asked.page("/")), f" / {part}" if part else ""]


def _periods(shown: Subject) -> list[Component]:
    """The year that the page speaks of, or all of them together."""
    first, last = shown.asked.years
    listed = sorted({*range(first, last + 1), shown.year})
    of_range = shown.period.grain == RANGE
    options = [Option(str(year), _of_year(shown, year), not of_range and year == shown.year) for year in listed]
    if len(options) < 2:
        return []
    together = shown.period.label if of_range else f"{first}..{last}"
    name = _("All years: {years}").format(years=formats.period(together))
    return [choice("year", _("Year shown"), [*options, Option(name, shown.asked.in_period(together), of_range)])]


def _of_year(shown: Subject, year: int) -> str:
    """The chart keeps its length of time, which an address of a period alone would take from it."""
    by = None if shown.grain == "year" else shown.grain
    return shown.asked.in_period(str(year), by=by)


draws("indicator-now")(now.draw)
draws("indicator-by-year")(by_year.draw)
draws("indicator-by-district")(by_district.draw)
draws("indicator-within-year")(within_year.draw)
draws("indicator-split")(split.draw)
draws("indicator-table")(years_table.draw)
draws("indicator-passport")(passport.draw)


@draws("indicator-records")
def chosen_records(asked: Asked) -> Component | None:
    """The records of the chosen number; nothing until one is chosen."""
    chosen = asked.period is not None or asked.district is not None
    return records.panel(subject(asked)) if chosen else None
