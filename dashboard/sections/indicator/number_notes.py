"""Notes on numbers: on charts, in tables, and as the list of an indicator's page."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.panels import TableColumn, left_out, panel
from dashboard.components.stacked import stacked_table
from dashboard.figures.base import Frame, wrapped
from dashboard.report import NOTED
from dashboard.request import PageRequest
from dashboard.sections.subject import read_subject
from dashboard.sections.tables import Notes
from dashboard.text import formats, labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.decisions.notes import NumberNoteFacts, number_notes
from indicators.engine.readings import ILLUSTRATIVE
from indicators.periods import parse

LINE = 60
"""Letters of a note in a line of a bubble."""
MOST = 100
"""So many are listed; the address of the programs has all of them."""


def read_notes(page_request: PageRequest, indicator: str) -> list[NumberNoteFacts]:
    """What has been noted of an indicator, as of the page's revision."""
    listed: tuple[NumberNoteFacts, ...] = page_request.asker.ask(
        number_notes, page_request.facts.code, page_request.as_of
    )
    return [each for each in listed if each.indicator == indicator]


def noted(page_request: PageRequest, indicator: str, frame: Frame) -> Frame:
    """The rows of a chart, those with notes having them in ``note`` and in their ``hover``."""
    listed = read_notes(page_request, indicator)
    if not listed:
        return frame
    return [
        {**row, "note": note, "hover": f"{row['hover']}<br>{note}"} if note else row
        for row in frame
        for note in [_bubble(_texts(listed, row["code"], row["period"]))]
    ]


def note_texts(page_request: PageRequest, indicator: str) -> Notes:
    """The notes on each answer about an indicator, for the rows of a table."""
    listed = read_notes(page_request, indicator)
    return lambda answer: _texts(listed, answer.district or "", answer.period)


def signed(
    page_request: PageRequest, indicator: str, answers: Sequence[Answer], names: Sequence[str]
) -> tuple[str, ...]:
    """The name of each answer; that of one with a note has the sign."""
    texts = note_texts(page_request, indicator)
    pairs = zip(answers, names, strict=True)
    return tuple(f"{name}{NO_BREAK}{NOTED}" if texts(answer) else name for answer, name in pairs)


def sentences(page_request: PageRequest, indicator: str) -> list[str]:
    """Every note on an indicator with its period and place, for who speaks of it."""
    return [
        f"{NOTED} {formats.period(each.period)}, "
        f"{labels.place_name(page_request.facts, each.district)}: {each.text}"
        for each in read_notes(page_request, indicator)
    ]


def _texts(listed: Sequence[NumberNoteFacts], district: str, period: str) -> list[str]:
    """What has been noted of a place in a period, or in one that ends within it."""
    return [
        each.text if each.period == period else f"{formats.period(each.period)}: {each.text}"
        for each in listed
        if (each.district or "") == district and each.belongs_to(parse(period))
    ]


def _bubble(texts: Sequence[str]) -> str:
    """Notes as lines of a bubble, safe from being read as markup."""
    return "<br>".join(wrapped(f"{NOTED} {text}", LINE) for text in texts)


def draw(page_request: PageRequest) -> Component | None:
    """All notes on the page's indicator; nothing where there are none."""
    listed = read_notes(page_request, read_subject(page_request).code)
    if not listed:
        return None
    columns = [
        TableColumn(_("Period")),
        TableColumn(_("Where"), short=True),
        TableColumn(_("Note")),
    ]
    rows = [_row(page_request, each) for each in listed[:MOST]]
    title = _("Notes on numbers")
    more = _("{number} more at /api/v1/notes.").format(number=formats.number(len(listed) - MOST))
    return panel(
        title,
        [stacked_table(columns, rows, caption=title), *left_out(len(listed) - MOST, more)],
        note=_("What should be known of a number; the sign {sign} marks it on charts.").format(
            sign=NOTED
        ),
        wide=True,
    )


def _row(page_request: PageRequest, each: NumberNoteFacts) -> list[str | Component]:
    marks = status.marks([ILLUSTRATIVE] if each.illustrative else [])
    source = _("Source: {source}").format(source=each.source) if each.source else None
    return [
        formats.period(each.period),
        labels.place_name(page_request.facts, each.district),
        html.Div([each.text, " ", *marks, html.Div(source, className="panel__source")])
        if source
        else html.Div([each.text, " ", *marks]),
    ]
