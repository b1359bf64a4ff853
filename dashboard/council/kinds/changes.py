"""What differs from the numbers that the last meeting saw: what stood on its slides first."""

from dashboard.council.cells import status_cell
from dashboard.council.findings import left_out
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.changes import cause_name
from dashboard.sections.small_numbers import untold_changes
from dashboard.text import changed_answers, formats
from dashboard.text.deeds import amounts_text
from dashboard.text.language import _, ngettext
from dashboard.text.sentences import lowered, sentence
from indicators.decisions.meetings import Meeting, previous_meeting
from indicators.definition import Definition
from indicators.impact.causes import CausedChange, caused_changes

PLACE = 17
OF_INDICATOR = False
MOST = 60
"""Changes that a slide and its files list."""


def name() -> str:
    return _("Changes since the last meeting")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a number of a whole year: before, now, its status, and what made it another one."""
    title = _("What has changed since the last meeting")
    meeting = meeting_before(slide_request)
    if meeting is None:
        missing = _(
            "No meeting before this one is known: a deck with a day, a decision or a snapshot."
        )
        return Slide("changes", title, text=text, missing=missing)
    listed = _changes(slide_request, meeting)
    title = _("What has changed since the meeting of {date}").format(
        date=formats.date(meeting.held_on)
    )
    untold = untold_changes(slide_request)
    if not listed:
        missing = untold or _("No number differs between the two.")
        return Slide("changes", title, text=text, missing=missing)
    columns = (_("Indicator"), _("Was"), _("Is now"), _("Status now"), _("Changed by"))
    number = ngettext("{number} number changed", "{number} numbers changed", len(listed))
    return Slide(
        "changes",
        title,
        finding=sentence(number, left_out(len(listed) - MOST), lowered(untold or "")),
        text=text,
        table=ReportTable(columns, tuple(_row(slide_request, each) for each in listed[:MOST])),
        url=slide_request.page("/changes", since=str(meeting.revision)),
    )


def meeting_before(slide_request: SlideRequest) -> Meeting | None:
    """The meeting before that of the slide; none where its numbers are not older than the slide's."""
    if slide_request.held_on is None:
        return None
    code = slide_request.facts.code
    meeting = slide_request.asker.read(previous_meeting, code, slide_request.held_on)
    return meeting if meeting and meeting.revision <= slide_request.facts.revision else None


def _changes(slide_request: SlideRequest, meeting: Meeting) -> list[CausedChange]:
    """Of whole years, the whole territory before its districts; what the meeting saw first."""
    code, until = slide_request.facts.code, slide_request.facts.revision
    listed = slide_request.asker.ask(caused_changes, code, meeting.revision, until, ("year",))
    catalogue = slide_request.facts.catalogue
    key_codes = meeting.indicators or {
        code for code in catalogue.codes if catalogue.newest(code).definition.key
    }
    return sorted(
        (each for each in listed if not each.change.within_year),
        key=lambda each: (
            each.change.indicator not in key_codes,
            each.change.district is not None,
        ),
    )


def _row(slide_request: SlideRequest, each: CausedChange) -> tuple[TableCell, ...]:
    change, facts = each.change, slide_request.facts
    known = change.indicator in facts.catalogue.versions
    definition = slide_request.definition(change.indicator, int(change.period)) if known else None
    before, now = changed_answers.values(definition, change)
    parts = (
        changed_answers.name(facts, definition, change),
        changed_answers.place(facts, change),
        changed_answers.period(change),
    )
    return (
        TableCell(", ".join(parts)),
        TableCell(before, change.old.value if change.old else None),
        TableCell(now, change.new.value if change.new else None),
        status_cell(change.new),
        TableCell(_cause(definition, each)),
    )


def _cause(definition: Definition | None, each: CausedChange) -> str:
    """What was done to rows and rules and how much each has added; else what changed it last."""
    amounts = "" if definition is None else amounts_text(definition, each)
    return amounts or cause_name(each)
