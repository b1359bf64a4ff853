"""The activities of a part: a time line with today's mark, and a table, overdue first."""

import datetime
from collections.abc import Iterable
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.components.panels import TableColumn, chart, data_table, empty_note, panel
from dashboard.figures.timeline import TimelineLabels, timeline
from dashboard.request import PageRequest
from dashboard.sections.evaluation.inputs import done_text, judged_by
from dashboard.sections.figure_links import page_links
from dashboard.sections.part.summary import PartPage
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _, ngettext
from indicators.evaluation.evaluation import Evaluated
from indicators.evaluation.subjects import OVERDUE, PROGRESS, ActivityFact

COLOURS = {
    "overdue": "not_achieved",
    "late": "at_risk",
    "done": "achieved",
    "coming": "none",
    "undated": "none",
}


def draw(page_request: PageRequest) -> Component:
    """The year's activities, what needs somebody first."""
    view = PartPage(page_request)
    clock = view.evaluation.clock
    activities = in_order(chosen_activities(view.side, view.responsible), clock)
    if not activities:
        empty = empty_note(_("No activity is planned for this year."))
        return panel(_("Activities"), empty, wide=True)
    overdue = sum(each.progress(clock) == OVERDUE for each in activities)
    note = ngettext("{number} activity is overdue.", "{number} activities are overdue.", overdue)
    return panel(
        _("Activities"),
        [_timeline(view, activities), _table(view, activities)],
        note=note if overdue else _("No activity is overdue."),
        wide=True,
    )


def chosen_activities(side: Evaluated, responsible: str | None) -> list[ActivityFact]:
    """The year's activities, of one who is responsible where somebody is named."""
    return [
        each
        for each in side.subject.activities
        if responsible is None or each.responsible == responsible
    ]


def in_order(activities: Iterable[ActivityFact], clock: datetime.date) -> list[ActivityFact]:
    """What needs somebody first: overdue, to come, undated, then what is done."""
    return sorted(activities, key=lambda each: (PROGRESS.index(each.progress(clock)), _order(each)))


def _order(each: ActivityFact) -> tuple[datetime.date, str]:
    return each.planned_on or datetime.date.max, each.number


def _timeline(view: PartPage, activities: list[ActivityFact]) -> Component:
    clock = view.evaluation.clock
    frame = [_point(each, clock) for each in activities]
    days = [
        *(day for each in activities for day in (each.planned_on, each.done_on) if day),
        datetime.date(view.year, 1, 1),
        datetime.date(view.year, 12, 31),
    ]
    chart_labels = TimelineLabels(
        separators=formats.separators(),
        planned=_("Planned on"),
        actual=_("Done on"),
        today=_("Today, {date}").format(date=formats.date(clock)),
    )
    drawn = timeline(
        frame,
        first=min(days).isoformat(),
        last=max(days).isoformat(),
        today=clock.isoformat(),
        labels=chart_labels,
        theme=view.page_request.theme,
    )
    label = f"{_('Activities')}. {view.name}, {view.year}"
    links = page_links(view.page_request, slide="part_activities")
    return chart("part-timeline", drawn, label=label, links=links, file_name="activities")


def _point(each: ActivityFact, clock: datetime.date) -> dict[str, Any]:
    name, progress = labels.in_language(each.names), each.progress(clock)
    done_on = each.done_on if each.done_on is not None and each.done_on <= clock else None
    return {
        "key": each.number,
        "label": name,
        "planned": each.planned_on.isoformat() if each.planned_on else None,
        "done": done_on.isoformat() if done_on else None,
        "progress": progress,
        # a chart reads its texts as markup
        "hover": escape(f"{name}: {evaluation_labels.progress_name(progress)}", quote=False),
    }


def _table(view: PartPage, activities: list[ActivityFact]) -> Component:
    return data_table(
        [
            TableColumn(_("Activity")),
            TableColumn(_("State")),
            TableColumn(_("Planned on")),
            TableColumn(_("Done on")),
            TableColumn(_("Done in full")),
            TableColumn(_("By what")),
            TableColumn(_("Responsible")),
            TableColumn(_("Cash of roster, roubles"), number=True),
        ],
        [_row(view, each) for each in activities],
        caption=_("Overdue first"),
        tall=len(activities) > 20,
    )


def _row(view: PartPage, each: ActivityFact) -> list[Any]:
    progress = each.progress(view.evaluation.clock)
    chip = html.Span(
        evaluation_labels.progress_name(progress), className=f"status status--{COLOURS[progress]}"
    )
    cash, roster = (
        evaluation_labels.roubles(each.money[name]) for name in ("cash_money", "roster_money")
    )
    person = each.responsible
    return [
        labels.in_language(each.names),
        chip,
        evaluation_labels.day_text(each.planned_on),
        evaluation_labels.day_text(each.done_on),
        done_text(each),
        judged_by(view, each),
        link(person, view.page_request.href(responsible=person)) if person else formats.EN_DASH,
        _("{cash} of {roster}").format(cash=cash, roster=roster),
    ]
