"""One indicator: its plan and fact, where and when, what it consists of, its passport and the
records behind it.
"""

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.components import filters
from dashboard.components.links import LinkOption, choice, link
from dashboard.request import PageRequest
from dashboard.sections import decisions, deviations
from dashboard.sections.blocks import block, draws
from dashboard.sections.difference import panel
from dashboard.sections.difference.difference import Difference, reads_records
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.indicator import (
    activities,
    by_district,
    by_year,
    disaggregation,
    now,
    number_notes,
    passport,
    peers,
    plan_history,
    split,
    stages,
    supposition_panel,
    within_year,
    years_table,
)
from dashboard.sections.page_deck import PageDeck, Slides, here
from dashboard.sections.records import listing
from dashboard.sections.subject import Subject, named, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.by_day import has_room
from indicators.periods import RANGE, SHORT_GRAINS, parse


def slides(page_request: PageRequest) -> Slides:
    """Its charts and its table; by district and by attribute where it has any."""
    suits = {
        "districts": bool(page_request.facts.places.main),
        **dict.fromkeys(("split_chart", "split"), _divides(page_request)),
    }
    kinds = (
        "plan_and_fact",
        "difference_chart",
        "difference",
        "districts",
        "within_year",
        "split_chart",
        "split",
        "table",
    )
    return here(*(kind for kind in kinds if suits.get(kind, True)))(page_request)


def _divides(page_request: PageRequest) -> bool:
    return bool(disaggregation.attributes(page_request, named(page_request.address.path)))


DECK = PageDeck(
    lambda: _("Indicator"),
    slides,
    lambda page_request, code: labels.name_of(page_request.definition(code)),
)

dash.register_page(
    __name__,
    path="/indicator",
    path_template="/indicator/<code>",
    title=page_title,
    deck=DECK,
)


@page
def layout(page_request: PageRequest, code: str = "") -> FramedPage:
    """An indicator's name and unit, the choices, and the places of its blocks."""
    subject = read_subject(page_request)
    disaggregation.attribute(page_request, subject.code)
    Difference(subject).check()
    return FramedPage(
        title=labels.name_of(subject.definition),
        lead=_lead(subject),
        path=_path(subject),
        filters=[
            *_periods(subject),
            *filters.years(page_request),
            *filters.cut(page_request),
            *filters.grain(page_request, subject.short_grains()),
            *filters.plan(page_request),
            *filters.as_of(page_request),
            filters.days(page_request),
        ],
        body=[
            block("indicator-now", 120),
            block("indicator-by-year", 560),
            block("indicator-difference", 0),
            block("indicator-what-if", 72),
            _where_and_when(page_request),
            block("indicator-records", 0),
            block("indicator-split", 480),
            block("indicator-table", 400),
            block("indicator-stages", 0),
            block("indicator-plans", 0),
            block("indicator-deviations", 0),
            block("indicator-decisions", 0),
            block("indicator-activities", 0),
            block("indicator-peers", 0),
            block("indicator-passport", 600),
        ],
    )


def _where_and_when(page_request: PageRequest) -> Component:
    within_year = block("indicator-within-year", 480)
    if not page_request.facts.places.main:
        return within_year
    return html.Div([block("indicator-by-district", 480), within_year], className="panels")


def _lead(subject: Subject) -> str:
    unit = _("Unit: {unit}").format(unit=labels.unit_of(subject.definition))
    described = passport.in_reader_language(subject.definition.description)
    return f"{unit} · {described}" if described else unit


def _path(subject: Subject) -> list[str | Component]:
    page_request = subject.page_request
    part = passport.part_link(page_request, subject.definition, period=str(subject.year))
    path: list[str | Component] = [link(_("All indicators"), page_request.page("/"))]
    return [*path, " / ", part] if part is not None else path


def _periods(subject: Subject) -> list[Component]:
    """The year that the page speaks of, or all of them together."""
    first, last = subject.page_request.years
    days = subject.period.days
    listed = sorted({*range(first, last + 1), subject.year})
    of_range = subject.period.grain == RANGE
    of_year = not (of_range or days)
    options = [
        LinkOption(str(year), _of_year(subject, year), of_year and year == subject.year)
        for year in listed
    ]
    if len(options) < 2:
        return []
    together = subject.period.label if of_range else f"{first}..{last}"
    name = _("All years: {years}").format(years=formats.period(together))
    return [
        choice(
            "year",
            _("Year shown"),
            [
                *options,
                LinkOption(name, _of_years(subject, together), of_range),
                *([_of_days(subject)] if days else []),
            ],
        )
    ]


def _of_days(subject: Subject) -> LinkOption:
    return LinkOption(formats.period(subject.period.label), subject.page_request.href(), True)


def _of_years(subject: Subject, together: str) -> str:
    """The chart keeps its length of time where all years have room by it."""
    grain = subject.grain
    has_no_room = grain in SHORT_GRAINS and not has_room(grain, parse(together))
    return subject.page_request.in_period(together, **({"by": None} if has_no_room else {}))


def _of_year(subject: Subject, year: int) -> str:
    """The chart keeps its length of time, which an address of a period alone would take from it."""
    by = None if subject.grain == "year" else subject.grain
    return subject.page_request.in_period(str(year), by=by)


def goes_by_days(page_request: PageRequest) -> bool:
    """Whether the main chart counts the records of each day or week: the page does not wait for it."""
    return page_request.grain in SHORT_GRAINS


draws("indicator-now")(now.draw)
draws("indicator-by-year", slow=goes_by_days)(by_year.draw)
draws("indicator-difference", slow=reads_records)(panel.draw)
draws("indicator-what-if")(supposition_panel.draw)
draws("indicator-by-district")(by_district.draw)
draws("indicator-within-year")(within_year.draw)
draws("indicator-split", slow=True)(split.draw)
draws("indicator-table", slow=goes_by_days)(years_table.draw)
draws("indicator-stages")(stages.draw)
draws("indicator-plans")(plan_history.draw)
draws("indicator-deviations")(deviations.draw)
draws("indicator-activities")(activities.draw)
draws("indicator-peers")(peers.draw)
draws("indicator-passport")(passport.draw)


@draws("indicator-decisions")
def noted_and_decided(page_request: PageRequest) -> list[Component]:
    """What has been noted of its numbers, and what meetings have decided about it."""
    drawn = (section.draw(page_request) for section in (number_notes, decisions))
    return [each for each in drawn if each is not None]


@draws("indicator-records")
def chosen_records(page_request: PageRequest) -> Component | None:
    """The records of the chosen number; nothing until one is chosen."""
    chosen = page_request.period is not None or page_request.district is not None
    return listing.panel(read_subject(page_request)) if chosen else None
