"""What the meetings before have decided: the number then and now, who was to act and by when."""

from dashboard.council.findings import day_cell, illustrative_marks, left_out
from dashboard.council.projected import SlideRequest
from dashboard.figures.theme import WALL
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.decisions import ANCHOR, read_decisions
from dashboard.text import decisions as texts
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.decisions.decisions import OPEN, OVERDUE
from indicators.decisions.numbers import DecisionNumber, DecisionNumbers

PLACE = 16
OF_INDICATOR = False
STATUSES = {state: variant for state, variant in texts.VARIANTS.items() if variant in WALL.status}
"""The colours of states on the wall; what is open has none."""
MOST = 60
"""Decisions that a slide and its files list."""


def name() -> str:
    return _("Decisions of the last meeting")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a decision of the last meeting, and of earlier ones those that are open still; what is
    overdue first.
    """
    title = _("Decisions of the last meeting: was → is")
    listed = sorted(_of_interest(slide_request), key=lambda each: each.state != OVERDUE)
    if not listed:
        missing = _("No meeting before this one has decided anything.")
        return Slide("decisions", title, text=text, missing=missing)
    late = sum(each.state == OVERDUE for each in listed)
    columns = (_("Decision"), _("Was"), _("Is now"), _("Owner"), _("By when"), _("State"))
    return Slide(
        "decisions",
        title,
        finding=sentence(
            _("decisions: {number}").format(number=formats.number(len(listed))),
            _("overdue: {number}").format(number=late) if late else "",
            left_out(len(listed) - MOST),
        ),
        text=text,
        table=ReportTable(columns, tuple(_row(slide_request, each) for each in listed[:MOST])),
        marks=illustrative_marks(each.decision.illustrative for each in listed),
        url=f"{slide_request.page('/council')}#{ANCHOR}",
    )


def _of_interest(slide_request: SlideRequest) -> list[DecisionNumbers]:
    """Those of before the day of the meeting; of all but the last meeting only what is open."""
    day = slide_request.held_on
    before = [
        each for each in read_decisions(slide_request) if day is None or each.decision.held_on < day
    ]
    last = max((each.decision.held_on for each in before), default=None)
    return [
        each for each in before if each.decision.held_on == last or each.state in (OPEN, OVERDUE)
    ]


def _row(slide_request: SlideRequest, each: DecisionNumbers) -> tuple[TableCell, ...]:
    decision = each.decision
    subject = texts.subject_text(slide_request.facts, each)
    return (
        TableCell(f"{decision.text} ({subject})" if subject else decision.text),
        _number(each.then),
        _number(each.now),
        TableCell(decision.owner),
        day_cell(decision.due_on),
        TableCell(texts.state_name(each.state), None, STATUSES.get(each.state)),
    )


def _number(number: DecisionNumber | None) -> TableCell:
    return TableCell(texts.number_text(number), number.answer.value if number else None)
