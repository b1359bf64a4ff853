"""The records behind a slide's marks, ready before the meeting: the first of each, and how many there are."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from dashboard import formats, record_words, words
from dashboard.council.report import Bar, Field
from dashboard.language import _
from dashboard.sections.subject import Subject
from indicators.answers import Answer
from indicators.record_pages import RecordRow

READY = 200
"""Records of each mark that need no connection."""


def bars(
    shown: Subject, answers: Iterable[Answer], names: Iterable[str], *, by: str = "period", within_year: bool = False
) -> list[Bar]:
    """What stands behind each answer that counts records; ``by`` tells the figure's marks apart: period or district."""
    if not shown.definition.aggregates:
        return []
    pairs = zip(answers, names, strict=True)
    return [
        replace(_bar(shown, answer, name, within_year), key=getattr(answer, by))
        for answer, name in pairs
        if answer.value is not None
    ]


def _bar(shown: Subject, answer: Answer, name: str, within_year: bool) -> Bar:
    asked = shown.asked
    question = asked.question(
        indicators=(shown.code,), district=answer.district, cut=asked.cut, within_year=within_year
    )
    page = asked.asker.records(question, answer.period, limit=READY)
    fields = record_words.fields(page.rows)
    return Bar(
        label=name,
        value=words.answer_text(shown.definition, answer, unit=True) if answer.value is not None else "",
        number=answer.value,
        total=page.total,
        columns=(_("Number"), _("Date"), _("District"), *record_words.headings(page.rows)),
        rows=tuple(_row(shown, row, fields) for row in page.rows),
    )


def _row(shown: Subject, row: RecordRow, fields: Iterable[str]) -> tuple[Field, ...]:
    date = Field(formats.record_date(row.date, row.precision), day=row.date, known_to=row.precision)
    places = Field(record_words.districts(shown.asked.facts, row))
    return Field(row.number), date, places, *(_field(row, name) for name in fields)


def _field(row: RecordRow, name: str) -> Field:
    """A field's text, with its amount, count or day where it has one; a flag is a word."""
    text, value = record_words.field(row, name), row.shown.get(name)
    if isinstance(value, datetime.date):
        return Field(text, day=value)
    is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return Field(text, number=value if is_number else None)
