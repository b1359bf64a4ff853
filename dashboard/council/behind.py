"""The records behind a slide's marks, ready before the meeting: the first of each, and how many
there are.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from dashboard.report import Bar, RecordField
from dashboard.sections.subject import Subject
from dashboard.text import formats, labels, record_labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.facts import Facts
from indicators.drill_down.pages import RecordRow
from indicators.drill_down.records import records

READY = 200
"""Records of each mark that need no connection."""


def bars(
    subject: Subject,
    answers: Iterable[Answer],
    names: Iterable[str],
    *,
    by: str = "period",
    within_year: bool = False,
) -> list[Bar]:
    """What stands behind each answer that counts records; ``by`` tells the figure's marks apart:
    period or district.
    """
    if not subject.definition.aggregates:
        return []
    pairs = zip(answers, names, strict=True)
    return [
        replace(_bar(subject, answer, name, within_year), key=getattr(answer, by))
        for answer, name in pairs
        if answer.value is not None
    ]


def _bar(subject: Subject, answer: Answer, name: str, within_year: bool) -> Bar:
    page_request = subject.page_request
    question = page_request.question(
        indicators=(subject.code,),
        district=answer.district,
        cut=page_request.cut,
        within_year=within_year,
    )
    page = page_request.asker.ask(records, question, answer.period, limit=READY)
    fields = record_labels.fields(page.rows)
    return Bar(
        label=name,
        value=labels.answer_text(subject.definition, answer, unit=True)
        if answer.value is not None
        else "",
        number=answer.value,
        total=page.total,
        columns=(_("Number"), _("Date"), _("District"), *record_labels.headings(page.rows)),
        rows=tuple(_row(subject, row, fields) for row in page.rows),
    )


def _row(subject: Subject, row: RecordRow, fields: Iterable[str]) -> tuple[RecordField, ...]:
    date = RecordField(
        formats.record_date(row.date, row.precision), day=row.date, known_to=row.precision
    )
    facts = subject.page_request.facts
    places = RecordField(record_labels.districts(facts, row))
    return (
        RecordField(record_labels.number(facts, row)),
        date,
        places,
        *(_field(facts, row, name) for name in fields),
    )


def _field(facts: Facts, row: RecordRow, name: str) -> RecordField:
    """A field's text, with its amount, count or day where it has one; a flag is a word."""
    text, value = record_labels.field(facts, row, name), row.values.get(name)
    if isinstance(value, datetime.date):
        return RecordField(text, day=value)
    is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return RecordField(text, number=value if is_number else None)
