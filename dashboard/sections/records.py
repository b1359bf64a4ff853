"""The records counted in a chosen number, page by page; or why there are none and where it comes from."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import formats, record_words, words
from dashboard.components import status
from dashboard.components.attributes import aria, data, tongue
from dashboard.components.links import link
from dashboard.components.panels import Column, data_table
from dashboard.language import _
from dashboard.sections.changes_link import changes_link
from dashboard.sections.origin import origin
from dashboard.sections.split import attribute, chosen_part, part_name
from dashboard.sections.subject import RECORDS, Subject
from dashboard.signing import ways
from dashboard.signing.reading import may
from data.refusals import NotFound, Problem
from indicators.answers import Answer
from indicators.measures import measures
from indicators.periods import LONGEST, Period
from indicators.question import Question
from indicators.record_pages import RecordPage, RecordRow

ROWS = 50
RATIO = "ratio"
COUNTS = ("count", "distinct")


def panel(shown: Subject) -> Component:
    """A panel with the chosen number and the records in it."""
    period = shown.asked.period or shown.period
    answer = number(shown, period)
    return html.Section(
        [_head(shown, period, answer), *_body(shown, period, answer)],
        id=RECORDS,
        className="records",
        tabIndex=-1,
        **data(asked=shown.asked.href()),
        **aria(labelledby="records-title"),
    )


def number(shown: Subject, period: Period) -> Answer:
    """The chosen number itself: of the period, the district and the attribute's value."""
    asked = shown.asked
    part = chosen_part(asked)
    found = shown.answers(
        years=(period.year, period.final_year),
        by=(period.grain,),
        district=asked.district,
        cut=asked.cut,
        within_year=asked.within_year,
        split=asked.split if part is not None else None,
    )
    of_period = {answer.split: answer for answer in found if answer.period == period.label}
    if part not in of_period:
        known = ", ".join(each for each in of_period if each is not None)
        raise NotFound(Problem("unknown_split_value", {"value": (part or "")[:LONGEST], "known": known}))
    return of_period[part]


def _head(shown: Subject, period: Period, answer: Answer) -> Component:
    return html.Div(
        [
            html.Div(
                [
                    html.H2(" · ".join(_where(shown, period)), className="records__title", id="records-title"),
                    html.P(
                        [*_value(shown, answer), " ", *changes_link(shown, period, shown.asked.district)],
                        className="records__count",
                    ),
                ]
            ),
            link(_("Close"), _closed(shown), className="btn btn-outline-primary btn-sm records__close"),
        ],
        className="records__head",
    )


def _where(shown: Subject, period: Period) -> Iterator[str]:
    asked = shown.asked
    yield _("What was counted")
    yield words.place_name(asked.facts, asked.district)
    said = formats.period(period.label)
    yield _("from the year's start to the end of {period}").format(period=said) if asked.within_year else said
    part = chosen_part(asked)
    if part is not None and (by := attribute(asked, shown.code)) is not None:
        yield part_name(shown.versions[-1].definition, by, part)


def _value(shown: Subject, answer: Answer) -> list[Any]:
    text = words.answer_text(shown.definition, answer, unit=shown.definition.kind not in COUNTS)
    return [_("The number: "), html.Strong(text), *(part for code in answer.marks for part in (" ", status.mark(code)))]


def _closed(shown: Subject) -> str:
    return shown.asked.in_period(None, district=None)


def _body(shown: Subject, period: Period, answer: Answer) -> list[Component]:
    if not _from_records(shown, answer):
        return origin(shown, period)
    page = shown.asked.asker.records(
        _question(shown), period.label, offset=(shown.asked.page_number - 1) * ROWS, limit=ROWS
    )
    if page.total == 0:
        return [html.P(_("No records were counted here."), className="empty-note")]
    return [*_reach(shown, period), _counted(shown, page), _table(shown, page.rows), *_pages(shown, page.total)]


def _from_records(shown: Subject, answer: Answer) -> bool:
    """Whether records were counted, be it through the indicators that a ratio is made of."""
    definition = shown.definition
    return bool(definition.aggregates) or (definition.kind == RATIO and answer.records is not None)


def _question(shown: Subject) -> Question:
    asked = shown.asked
    return asked.question(
        indicators=(shown.code,),
        district=asked.district,
        cut=asked.cut,
        within_year=asked.within_year,
        split=asked.split if asked.split_value is not None else None,
        split_value=asked.split_value,
    )


def _reach(shown: Subject, period: Period) -> Iterator[Component]:
    """What the number reaches back to."""
    if shown.definition.accumulate:
        since = shown.asked.facts.first_year
        yield html.P(_("Counted to date: from the beginning of {year} on.").format(year=since), className="panel__note")
    if shown.definition.change:
        sentence = _("These are the records of the period itself; the change compares them with an earlier one.")
        yield html.P(sentence, className="panel__note")


def _counted(shown: Subject, page: RecordPage) -> Component:
    first = (shown.asked.page_number - 1) * ROWS + 1
    shown_rows = _("shown: {first}–{last}").format(first=first, last=first + len(page.rows) - 1)
    total = html.Strong(formats.records(page.total), **data(total=str(page.total)))
    return html.P([total, ", ", shown_rows] if page.total > len(page.rows) else [total], className="records__total")


def _pages(shown: Subject, total: int) -> Iterator[Component]:
    """The way to the other pages, as links."""
    here, last = shown.asked.page_number, -(-total // ROWS)
    if last <= 1:
        return
    ways = [(_("Previous"), here - 1), (_("Next"), here + 1)]
    steps = [
        link(label, f"{shown.asked.href(page=None if at == 1 else at)}#{RECORDS}", className="btn btn-outline-primary")
        for label, at in ways
        if 1 <= at <= last
    ]
    position = html.Span(_("Page {page} of {pages}").format(page=here, pages=last))
    yield html.Nav([*steps, position], className="records__pages", **aria(label=_("Pages of the records")))


def _table(shown: Subject, rows: Sequence[RecordRow]) -> Component:
    if not rows:
        return html.P(_("There is no such page of the list."), className="empty-note")
    fields = record_words.fields(rows)
    headings = zip(record_words.headings(rows), fields.values(), strict=True)
    columns = [
        Column(_("Number")),
        Column(_("Date")),
        Column(_("District")),
        *([Column(_("Part in the ratio"))] if shown.definition.kind == RATIO else []),
        *([Column(_("Kind of record"))] if len({row.measure for row in rows}) > 1 else []),
        *(Column(name, number=is_number) for name, is_number in headings),
        Column(_("Source and notes")),
    ]
    caption = _("Records counted in the number")
    return data_table(
        columns, [_row(shown, row, rows, fields) for row in rows], caption=caption, tall=True, caption_shown=False
    )


def _row(shown: Subject, row: RecordRow, rows: Sequence[RecordRow], fields: dict[str, bool]) -> list[Any]:
    several = len({each.measure for each in rows}) > 1
    return [
        _number(shown, row),
        formats.record_date(row.date, row.precision).replace(" ", formats.NO_BREAK),
        record_words.districts(shown.asked.facts, row),
        *([record_words.role_name(row.role)] if shown.definition.kind == RATIO else []),
        *([words.in_language(measures()[row.measure].names)] if several else []),
        *(record_words.field(row, name) for name in fields),
        _notes(row),
    ]


def _number(shown: Subject, row: RecordRow) -> Any:
    """A steward goes from a counted record to its own page."""
    programme = shown.asked.facts.code
    if not may("steward", programme):
        return html.Span(row.number, className="unbroken", **tongue(row.number))
    kind = measures()[row.measure].kind
    way = ways.to_rooms(programme, ways.record(kind, row.number))
    return html.A(row.number, href=way, className="unbroken", **tongue(row.number))


def _notes(row: RecordRow) -> list[Any]:
    illustrative = [status.mark("illustrative"), " "] if row.illustrative else []
    said = ". ".join(text for text in (row.source, row.note) if text)
    return [*illustrative, html.Span(said, **tongue(said))]
