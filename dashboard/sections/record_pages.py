"""A page of the records behind a number, how much of them it is, and the way to the next one.

The next page goes on behind the last row of this one, which an index finds, however far it is; by its
number alone a page is counted to from the first row.
"""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria, data
from dashboard.components.links import link
from dashboard.sections.subject import RECORDS, Subject
from dashboard.text import formats
from dashboard.text.language import _
from indicators.answers.question import Question
from indicators.drill_down.order import record_place
from indicators.drill_down.pages import RecordPage
from indicators.drill_down.records import records
from indicators.periods import Period

ROWS = 50


def read_page(subject: Subject, period: Period) -> RecordPage:
    """The records of the page that the address asks for: behind a place, else by its number."""
    page_request = subject.page_request
    after = page_request.address.choices.get("after")
    return page_request.asker.ask(
        records,
        _question(subject),
        period.label,
        offset=(page_request.page_number - 1) * ROWS if after is None else 0,
        limit=ROWS,
        after=None if after is None else record_place(after),
    )


def _question(subject: Subject) -> Question:
    page_request = subject.page_request
    return page_request.question(
        indicators=(subject.code,),
        district=page_request.territory,
        cut=page_request.cut,
        within_year=page_request.within_year,
        split=page_request.split if page_request.split_value is not None else None,
        split_value=page_request.split_value,
    )


def counted(subject: Subject, page: RecordPage) -> Component:
    """How many records there are, and which of them the page has."""
    first = (subject.page_request.page_number - 1) * ROWS + 1
    table_rows = _("shown: {first}–{last}").format(first=first, last=first + len(page.rows) - 1)
    total = html.Strong(formats.records(page.total), **data(total=str(page.total)))
    return html.P(
        [total, ", ", table_rows] if page.total > len(page.rows) else [total],
        className="records__total",
    )


def pages(subject: Subject, page: RecordPage) -> Iterator[Component]:
    """The way to the other pages, as links."""
    here, last = subject.page_request.page_number, -(-page.total // ROWS)
    if last <= 1:
        return
    onward = str(page.rows[-1].place) if page.rows else None
    steps = [(_("Previous"), here - 1, None), (_("Next"), here + 1, onward)]
    links = [
        link(label, _href(subject, at, after), className="btn btn-outline-primary")
        for label, at, after in steps
        if 1 <= at <= last
    ]
    position = html.Span(_("Page {page} of {pages}").format(page=here, pages=last))
    yield html.Nav(
        [*links, position], className="records__pages", **aria(label=_("Pages of the records"))
    )


def _href(subject: Subject, page: int, after: str | None) -> str:
    href = subject.page_request.href(page=None if page == 1 else page, after=after)
    return f"{href}#{RECORDS}"
