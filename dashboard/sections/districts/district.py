"""One district: its indicators in numbers, and one of them over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dash.development.base_component import Component

from dashboard.components import clicks, status
from dashboard.components.captions import ChartCaption
from dashboard.components.explained import term_column
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table, empty_note, panel
from dashboard.figures.plan_and_fact import PlanFactLabels, plan_and_fact
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.districts.place import Territory
from dashboard.sections.figure_links import indicator_links, page_links, values_address
from dashboard.sections.headlines import against_plan
from dashboard.sections.indicator.by_year import breaks
from dashboard.sections.indicator.number_notes import note_texts, noted
from dashboard.sections.series import by_period, scale_of
from dashboard.sections.subject import named
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from dashboard.text.summary import rows_counted
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.ranking.basis import adds_up


@dataclass(frozen=True)
class DistrictPage:
    """A district as its page's address asks for it."""

    page_request: PageRequest
    code: str

    @cached_property
    def territory(self) -> Territory:
        """The district beside the others of its own division of the territory."""
        place = self.page_request.facts.places.by_code.get(self.code)
        return Territory(self.page_request, place.cut if place else self.page_request.cut)

    @property
    def name(self) -> str:
        return labels.place_name(self.page_request.facts, self.code)

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """The district's values of the shown period that can be told by district."""
        known = self.territory.by_place
        return [known[code][self.code] for code in self.territory.codes if self.code in known[code]]


def read_district(page_request: PageRequest) -> DistrictPage:
    """The district that the page's path names; refuses an unknown one."""
    code = named(page_request.address.path)
    page_request.facts.places.key_of(code)
    return DistrictPage(page_request, code)


# ---------------------------------------------------------------- table


def draw_table(page_request: PageRequest) -> Component:
    """Every indicator known by district: here, in the whole, what part of it, plan and status,
    records.
    """
    district_page = read_district(page_request)
    title = _("Indicators, {year}").format(year=district_page.territory.when)
    if not district_page.answers:
        return panel(
            title,
            empty_note(
                _("No indicator has a value here in {period}.").format(
                    period=district_page.territory.when
                )
            ),
        )
    columns = [
        TableColumn(_("Indicator")),
        TableColumn(_("Here"), number=True),
        TableColumn(_("Whole"), number=True),
        term_column(page_request, "share", _("Part of the whole"), number=True),
        term_column(page_request, "plan", _("Plan"), number=True),
        term_column(page_request, "status", _("Status")),
        term_column(page_request, "record", _("Records"), number=True),
    ]
    planned = any(answer.plan is not None for answer in district_page.answers)
    kept = [at for at in range(len(columns)) if planned or at not in (4, 5)]
    rows = [_row(district_page, answer) for answer in district_page.answers]
    cells = [[row[at] for at in kept] for row in rows]
    return panel(
        title,
        data_table([columns[at] for at in kept], cells, caption=district_page.name),
        wide=True,
        summary=f"{title}: {rows_counted(len(rows))}",
        anchor="district-values",
        links=_links(district_page),
    )


def _links(district_page: DistrictPage) -> FigureLinks:
    territory, year = district_page.territory, district_page.territory.year
    page_request = territory.page_request
    question = page_request.question(
        years=(year, year), district=district_page.code, cut=territory.cut
    )
    return page_links(page_request, values=values_address(page_request, question))


def _row(district_page: DistrictPage, answer: Answer) -> list[Any]:
    definition, whole = (
        district_page.territory.definition(answer.indicator),
        district_page.territory.whole[answer.indicator],
    )
    name = labels.name_of(definition)
    url = district_page.territory.subject(answer.indicator).records_of(
        answer.period, answer.district, cut=district_page.territory.cut
    )
    plan = (
        formats.EN_DASH
        if answer.plan is None
        else labels.plan_text(definition, answer.plan, answer.value)
    )
    return [
        link(
            name,
            district_page.page_request.page(f"/indicator/{answer.indicator}", period=answer.period),
        ),
        _value(district_page, answer),
        _value(district_page, whole),
        _part(district_page, answer, whole),
        plan,
        tables.status_cell(answer),
        tables.records_cell(answer, url, name),
    ]


def _value(district_page: DistrictPage, answer: Answer) -> Any:
    if answer.value is None:
        return status.state_word(answer.state)
    return labels.answer_text(
        district_page.territory.definition(answer.indicator), answer, unit=True
    )


def _part(district_page: DistrictPage, answer: Answer, whole: Answer) -> str:
    """A share, where a district's value is a part of the whole's."""
    if (
        not adds_up(district_page.territory.definition(answer.indicator))
        or answer.value is None
        or not whole.value
    ):
        return formats.EN_DASH
    return formats.percent(answer.value / whole.value, 1)


# ---------------------------------------------------------------- trend


def draw_trend(page_request: PageRequest) -> Component:
    """One indicator of the district over the years; each bar leads to its records."""
    district_page = read_district(page_request)
    code = district_page.territory.chosen
    title = _("Over the years")
    if code is None:
        return panel(title, empty_note(_("No indicator has values by district.")))
    definition = district_page.territory.definition(code)
    answers = page_request.answers(
        indicators=(code,), district=district_page.code, cut=district_page.territory.cut
    )
    scale = scale_of(definition, answers)
    figure = plan_and_fact(
        noted(page_request, code, by_period(definition, answers, scale)),
        labels=_chart_labels(scale.unit),
        breaks=breaks(answers),
        theme=page_request.theme,
    )
    subject = district_page.territory.subject(code)
    drawn = clicks.chart(
        "district-trend",
        figure,
        label=f"{labels.name_of(definition)}, {district_page.name}",
        links=indicator_links(
            subject, district=district_page.code, cut=district_page.territory.cut
        ),
        url=subject.records_of(clicks.FIRST, district_page.code),
        about=tables.source_line(answers),
        caption=ChartCaption(
            _finding(page_request, definition, answers), chart_scope(page_request, answers, scale)
        ),
        twin=tables.twin(
            answers,
            definition,
            scale,
            first=_("Period"),
            name=lambda answer: formats.period(answer.period),
            url=lambda answer: subject.records_of(answer.period, district_page.code),
            caption=labels.name_of(definition),
            notes=note_texts(page_request, code),
        ),
    )
    return panel(title, drawn, note=labels.name_of(definition), wide=True)


def _finding(page_request: PageRequest, definition: Definition, answers: Sequence[Answer]) -> str:
    """The shown year against its plan."""
    year = str(page_request.shown_year)
    return sentence(
        *(against_plan(definition, answer) for answer in answers if answer.period == year)
    )


def _chart_labels(unit: str) -> PlanFactLabels:
    return PlanFactLabels(
        unit=unit,
        separators=formats.separators(),
        fact=_("Fact"),
        plan=_("Plan"),
        partial=_("partly reported"),
        illustrative=_("illustrative fact"),
    )
