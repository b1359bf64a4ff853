"""The records counted in a chosen number, page by page; or why there are none and where it comes
from.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import may
from dashboard.components import status
from dashboard.components.attributes import aria, data, tongue
from dashboard.components.figure_menu import FigureMenu, figure_menu
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table
from dashboard.http import urls
from dashboard.sections import meaning
from dashboard.sections.figure_links import of_number, page_links
from dashboard.sections.indicator.disaggregation import attribute, chosen_part
from dashboard.sections.indicator.number_comments import open_comments
from dashboard.sections.indicator.origin import origin
from dashboard.sections.records import files
from dashboard.sections.records.pages import counted, ordered, pages, read_page, search
from dashboard.sections.subject import RECORDS, Subject
from dashboard.text import formats, labels, part_labels, record_labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.disaggregation import unknown_value
from indicators.drill_down.pages import RecordPage, RecordRow
from indicators.measures import measures
from indicators.periods import Period
from indicators.records.list_order import DATE, NUMBER

RATIO = "ratio"
COUNTS = ("count", "distinct")
FEW = 10
"""Records that are looked through with the eyes."""


def panel(subject: Subject) -> Component:
    """A panel with the chosen number and the records in it."""
    period = subject.page_request.period or subject.period
    answer = number(subject, period)
    return html.Section(
        [_head(subject, period, answer), *_body(subject, period, answer)],
        id=RECORDS,
        className="records",
        tabIndex=-1,
        **data(asked=subject.page_request.href()),
        **aria(labelledby="records-title"),
    )


def number(subject: Subject, period: Period) -> Answer:
    """The chosen number itself: of the period, the district and the attribute's value."""
    page_request = subject.page_request
    part = chosen_part(page_request)
    answers = subject.of_period(
        period,
        district=page_request.territory,
        cut=page_request.cut,
        within_year=page_request.within_year,
        split=page_request.split if part is not None else None,
    )
    of_period = {answer.split: answer for answer in answers}
    if part not in of_period:
        known = [each for each in of_period if each is not None]
        definition = subject.versions[-1].definition
        raise unknown_value(definition, page_request.split or "", part or "", known)
    return of_period[part]


def _menu(subject: Subject, period: Period, answer: Answer) -> Component:
    """Where the number leads: also to all its records in the chosen order, as one file."""
    page_request = subject.page_request
    links = page_links(page_request, files=files.files(subject, answer.records or 0))
    links = of_number(links, subject, period, page_request.territory)
    return figure_menu(FigureMenu(" · ".join(_where(subject, period)), links, RECORDS))


def _head(subject: Subject, period: Period, answer: Answer) -> Component:
    close = link(
        _("Close"),
        subject.page_request.in_period(None, district=None, order=None, search=None),
        className="btn btn-outline-primary btn-sm records__close",
    )
    return html.Div(
        [
            html.Div(
                [
                    html.H2(
                        " · ".join(_where(subject, period)),
                        className="records__title",
                        id="records-title",
                    ),
                    html.P(
                        [
                            *_value(subject, answer),
                            " ",
                            *open_comments(subject, period, subject.page_request.territory),
                        ],
                        className="records__count",
                    ),
                    meaning.folded(
                        subject.page_request, answer, f"{subject.page_request.href()}#{RECORDS}"
                    ),
                ]
            ),
            html.Div([_menu(subject, period, answer), close], className="records__tools"),
        ],
        className="records__head",
    )


def _where(subject: Subject, period: Period) -> Iterator[str]:
    page_request = subject.page_request
    yield _("What was counted")
    yield labels.place_name(page_request.facts, page_request.territory)
    period_name = formats.period(period.label)
    yield (
        _("from the year's start to the end of {period}").format(period=period_name)
        if page_request.within_year
        else period_name
    )
    part = chosen_part(page_request)
    if part is not None and (by := attribute(page_request, subject.code)) is not None:
        definition = subject.versions[-1].definition
        yield part_labels.value_name(page_request.facts, definition, by, part)


def _value(subject: Subject, answer: Answer) -> list[Any]:
    text = labels.answer_text(
        subject.definition, answer, unit=subject.definition.kind not in COUNTS
    )
    return [
        _("The number: "),
        html.Strong(text),
        *(part for code in answer.marks for part in (" ", status.mark(code))),
    ]


def _body(subject: Subject, period: Period, answer: Answer) -> list[Component]:
    if not _from_records(subject, answer):
        return origin(subject, period)
    page = read_page(subject, period)
    if page.counted == 0:
        return [html.P(_("No records were counted here."), className="empty-note")]
    return [
        *_reach(subject, period),
        *([search(subject)] if page.counted > FEW or page.total < page.counted else []),
        counted(subject, page),
        _table(subject, page),
        *pages(subject, page),
    ]


def _from_records(subject: Subject, answer: Answer) -> bool:
    """Whether records were counted, be it through the indicators that a ratio is made of."""
    definition = subject.definition
    return bool(definition.aggregates) or (definition.kind == RATIO and answer.records is not None)


def _reach(subject: Subject, period: Period) -> Iterator[Component]:
    """What the number reaches back to."""
    if subject.definition.accumulate:
        since = subject.page_request.facts.first_year
        yield html.P(
            _("Counted to date: from the beginning of {year} on.").format(year=since),
            className="panel__note",
        )
    if subject.definition.window:
        months = subject.definition.window.months
        sentence = _("Counted over the {months} months that end with the period.")
        yield html.P(sentence.format(months=months), className="panel__note")
    if subject.definition.balance:
        sentence = _("These are the records of each district's last month that states an amount.")
        yield html.P(sentence, className="panel__note")
    if subject.definition.change:
        sentence = _(
            "These are the records of the period itself; the change compares them with an earlier one."
        )
        yield html.P(sentence, className="panel__note")


def _table(subject: Subject, page: RecordPage) -> Component:
    rows, ordering = page.rows, ordered(subject, page)
    if page.total == 0:
        return html.P(_("No record has these words. Look for fewer."), className="empty-note")
    if not rows:
        return html.P(_("There is no such page of the list."), className="empty-note")
    fields = record_labels.fields(rows)
    headings = zip(record_labels.headings(rows), fields.items(), strict=True)
    columns = [
        ordering.column(_("Number"), NUMBER),
        ordering.column(_("Date"), DATE),
        TableColumn(_("District")),
        *([TableColumn(_("Part in the ratio"))] if subject.definition.kind == RATIO else []),
        *([TableColumn(_("Kind of record"))] if len({row.measure for row in rows}) > 1 else []),
        *(ordering.column(name, of, number=is_number) for name, (of, is_number) in headings),
        TableColumn(_("Source and notes")),
    ]
    caption = _("Records counted in the number")
    return data_table(
        columns,
        [_row(subject, row, rows, fields) for row in rows],
        caption=caption,
        tall=True,
        caption_shown=False,
    )


def _row(
    subject: Subject, row: RecordRow, rows: Sequence[RecordRow], fields: dict[str, bool]
) -> list[Any]:
    several = len({each.measure for each in rows}) > 1
    return [
        _number(subject, row),
        formats.record_date(row.date, row.precision).replace(" ", NO_BREAK),
        record_labels.districts(subject.page_request.facts, row),
        *([record_labels.role_name(row.role)] if subject.definition.kind == RATIO else []),
        *([labels.in_language(measures()[row.measure].names)] if several else []),
        *(record_labels.field(subject.page_request.facts, row, name) for name in fields),
        _notes(row),
    ]


def _number(subject: Subject, row: RecordRow) -> Any:
    """A steward goes from a counted record to its own page."""
    facts = subject.page_request.facts
    name = record_labels.number(facts, row)
    look = "unbroken" if name == row.number else ""
    if not may("steward", facts.code):
        return html.Span(name, className=look, **tongue(name))
    kind = measures()[row.measure].kind
    url = urls.to_rooms(facts.code, urls.record(kind, row.number))
    return html.A(name, href=url, className=look, **tongue(name))


def _notes(row: RecordRow) -> list[Any]:
    illustrative = [status.mark("illustrative"), " "] if row.illustrative else []
    remark = ". ".join(text for text in (row.source, row.note) if text)
    return [*illustrative, html.Span(remark, **tongue(remark))]
