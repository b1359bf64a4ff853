"""A page of the records behind a number, how much of them it is, and the way to the next one.

The next page goes on behind the last row of this one, which an index finds, however far it is; by its
number alone a page is counted to from the first row.
"""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria, data
from dashboard.components.fields import kept_fields, text_field
from dashboard.components.links import link
from dashboard.components.list_order import OrderedList
from dashboard.request import PageRequest
from dashboard.sections.subject import RECORDS, Subject
from dashboard.text import formats
from dashboard.text.language import _
from indicators.answers.question import Question
from indicators.drill_down.choice import ListChoice
from indicators.drill_down.order import record_place
from indicators.drill_down.pages import RecordPage
from indicators.drill_down.records import records
from indicators.periods import Period
from indicators.records.list_order import OLDEST_FIRST, record_order

ROWS = 50


def read_page(subject: Subject, period: Period) -> RecordPage:
    """The records of the page that the address asks for: behind a place, else by its number."""
    page_request, choice = subject.page_request, read_choice(subject.page_request)
    # a place is one of the days: in another order a page has its number
    after = page_request.address.choices.get("after") if choice.order.is_by_date else None
    return page_request.asker.ask(
        records,
        question_of(subject),
        period.label,
        offset=(page_request.page_number - 1) * ROWS if after is None else 0,
        limit=ROWS,
        after=None if after is None else record_place(after),
        choice=choice,
    )


def read_choice(page_request: PageRequest) -> ListChoice:
    """The words and the order that the address says."""
    choices = page_request.address.choices
    return ListChoice(choices.get("search", ""), record_order(choices.get("order")))


def question_of(subject: Subject) -> Question:
    """The question whose number the records are behind."""
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
    among = _("of {number}").format(number=formats.number(page.counted))
    return html.P(
        [
            total,
            *([" ", among] if page.total < page.counted else []),
            *([", ", table_rows] if page.total > len(page.rows) else []),
        ],
        className="records__total",
    )


def ordered(subject: Subject, page: RecordPage) -> OrderedList:
    """The list of the page, whose heads put it into another order."""
    order = read_choice(subject.page_request).order
    return OrderedList(subject.page_request, order, OLDEST_FIRST, page.orders, RECORDS)


def search(subject: Subject) -> Component:
    """The words to look for in the list; a plain form, which every other choice goes with."""
    address = subject.page_request.address
    field = text_field(
        "search",
        address.choices.get("search", ""),
        id="search-records",
        type="search",
        maxLength=200,
    )
    hidden = kept_fields(address.choices, ("search", "after", "page"))
    button = html.Button(_("Find"), type="submit", className="btn btn-outline-primary")
    return html.Form(
        [
            html.Label(_("Words in the records"), htmlFor="search-records"),
            html.Div([field, button, *hidden], className="search__row"),
        ],
        action=f"{address.path}#{RECORDS}",
        method="GET",
        className="filter search records__search no-print",
        role="search",
    )


def pages(subject: Subject, page: RecordPage) -> Iterator[Component]:
    """The way to the other pages, as links."""
    here, last = subject.page_request.page_number, -(-page.total // ROWS)
    if last <= 1:
        return
    by_date = read_choice(subject.page_request).order.is_by_date
    onward = str(page.rows[-1].place) if page.rows and by_date else None
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
