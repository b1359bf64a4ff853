"""The agenda: what the meeting speaks about, on which slides, and, if it was said, who and how
long.
"""

from collections.abc import Iterator, Sequence

from dashboard.council.agenda import AgendaItem
from dashboard.council.cells import count_cell
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.text import formats
from dashboard.text.language import _, ngettext
from dashboard.text.sentences import sentence

PLACE = 2
OF_INDICATOR = False


def name() -> str:
    return _("Agenda")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a section or slide; the day of the meeting and the time it takes above."""
    items = slide_request.agenda
    if not items:
        missing = _("There is nothing to speak about yet: add slides to the deck.")
        return Slide("agenda", name(), text=text, missing=missing)
    return Slide("agenda", name(), finding=_finding(slide_request), text=text, table=_table(items))


def _finding(slide_request: SlideRequest) -> str:
    """The day, and the minutes of all items; of some items alone only with their number."""
    items, day = slide_request.agenda, slide_request.held_on
    known = [item.minutes for item in items if item.minutes is not None]
    total = ngettext("{number} minute", "{number} minutes", sum(known))
    some = _("{minutes} for {known} of {number} items")
    partial = some.format(minutes=total, known=len(known), number=len(items))
    return sentence(
        formats.date(day) if day else "",
        "" if not known else total if len(known) == len(items) else partial,
    )


def _table(items: Sequence[AgendaItem]) -> ReportTable:
    """Who speaks, and for how long, are columns where anybody has said it."""
    has_speaker = any(item.speakers for item in items)
    has_minutes = any(item.minutes is not None for item in items)
    columns = [_("Item"), _("Slides")]
    columns += [_("Speaker")] if has_speaker else []
    columns += [_("Minutes")] if has_minutes else []
    rows = (tuple(_row(place, item, has_speaker, has_minutes)) for place, item in enumerate(items, 1))  # fmt: skip
    return ReportTable(tuple(columns), tuple(rows))


def _row(place: int, item: AgendaItem, has_speaker: bool, has_minutes: bool) -> Iterator[TableCell]:
    yield TableCell(f"{place}. {item.title}")
    numbers = (item.first, item.last)
    yield TableCell(formats.EN_DASH.join(dict.fromkeys(map(str, numbers))))
    if has_speaker:
        yield TableCell(", ".join(item.speakers) or formats.EN_DASH)
    if has_minutes:
        yield count_cell(item.minutes)
