"""The activities of a part, or of the programme, overdue first."""

from dashboard.council.findings import day_cell, illustrative_marks, left_out
from dashboard.council.parts import part_page, part_side, titled
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.evaluation.inputs import done_text
from dashboard.sections.part.activities import COLOURS, chosen_activities, in_order
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.evaluation.subjects import PROGRESS, ActivityFact

PLACE = 95
OF_INDICATOR = False
MOST = 60
"""Activities that a slide and its files list."""


def name() -> str:
    return _("Part: activities")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row an activity: its state, both control dates, and whether it was done in full."""
    view = part_page(slide_request)
    title = titled(view, _("Activities, {year}").format(year=view.year))
    clock, responsible = view.evaluation.clock, slide_request.address.choices.get("responsible")
    listed = in_order(chosen_activities(part_side(view), responsible), clock)
    if not listed:
        missing = _("No activity is planned for this year.")
        return Slide("part_activities", title, text=text, missing=missing)
    columns = (
        _("Activity"),
        _("State"),
        _("Planned on"),
        _("Done on"),
        _("Done in full"),
        _("Responsible"),
    )
    states = [each.progress(clock) for each in listed]
    return Slide(
        "part_activities",
        title,
        finding=sentence(
            *(
                f"{evaluation_labels.progress_name(state)}: {states.count(state)}"
                for state in PROGRESS
                if state in states
            ),
            left_out(len(listed) - MOST),
        ),
        text=text,
        table=ReportTable(columns, tuple(map(_row, listed[:MOST], states[:MOST]))),
        marks=illustrative_marks(each.illustrative for each in listed),
    )


def _row(each: ActivityFact, state: str) -> tuple[TableCell, ...]:
    colour = COLOURS[state]
    return (
        TableCell(labels.in_language(each.names)),
        TableCell(
            evaluation_labels.progress_name(state), None, None if colour == "none" else colour
        ),
        day_cell(each.planned_on),
        day_cell(each.done_on),
        TableCell(done_text(each)),
        TableCell(each.responsible or formats.EN_DASH),
    )
