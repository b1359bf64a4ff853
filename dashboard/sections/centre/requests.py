"""The resource centre's requests: how many of each kind, and how soon they were answered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from dash.development.base_component import Component

from dashboard.components.captions import ChartCaption
from dashboard.components.counts import Count, counts
from dashboard.components.panels import TableColumn, chart, data_table, empty_note, panel
from dashboard.figures.base import Figure
from dashboard.figures.split import SplitLabels, split
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections.chart_scope import chosen_scope
from dashboard.sections.figure_links import page_links
from dashboard.sections.table_panel import table_panel
from dashboard.sections.undated import undated_note, undated_text
from dashboard.text import formats
from dashboard.text.language import _, ngettext
from dashboard.text.sentences import sentence
from indicators.answers.list_filter import ListFilter
from indicators.resource_centre import filters as requests
from indicators.resource_centre.requests import REQUESTS, TERMS, RequestNumbers, request_numbers
from indicators.resource_centre.visitors import CentreVisitors, centre_visitors

SOON = 3
"""Days within which an answer is called soon: the end of a term of ``TERMS`` (our choice)."""


def read_filter(page_request: PageRequest) -> ListFilter:
    """Which requests the address wants."""
    return ListFilter(
        years=page_request.listed_years,
        district=page_request.territory,
        cut=page_request.cut,
        days=page_request.listed_days,
    )


def requests_of(page_request: PageRequest) -> Sequence[RequestNumbers]:
    """The chosen requests by year and kind."""
    numbers: Sequence[RequestNumbers] = page_request.asker.ask(
        request_numbers, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    return numbers


def visitors_of(page_request: PageRequest) -> CentreVisitors:
    """Who came among the chosen requests."""
    visitors: CentreVisitors = page_request.asker.ask(
        centre_visitors, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    return visitors


def left_out(page_request: PageRequest) -> str:
    """How many requests may lie in the chosen days or beside them, as a sentence."""
    return undated_text(page_request, requests.requests_of, read_filter(page_request))


def draw_requests(page_request: PageRequest) -> list[Component]:
    """The requests in numbers, by kind over the years, and by how soon they were answered."""
    numbers = requests_of(page_request)
    title = _("Requests by kind")
    undated = undated_note(page_request, requests.requests_of, read_filter(page_request))
    if not numbers:
        return [*undated, panel(title, empty_note(_("No request is recorded here.")), wide=True)]
    drawn = chart(
        "requests-by-kind",
        requests_figure(numbers, page_request),
        label=title,
        links=page_links(page_request, slide="centre_requests"),
        twin=_by_year(numbers, title),
        file_name="centre-requests",
        caption=most_caption(numbers, page_request),
    )
    return [
        *undated,
        counts(_tiles(numbers, visitors_of(page_request))),
        panel(title, drawn, wide=True),
        _terms(page_request, numbers),
    ]


def _tiles(numbers: Sequence[RequestNumbers], visitors: CentreVisitors) -> Iterator[Count]:
    yield Count(formats.number(sum(each.number for each in numbers)), _("Requests"))
    yield Count(formats.number(visitors.organisations), _("NGOs served"))
    yield Count(formats.number(visitors.first_time), _("Of them for the first time"))
    soon, known = answered_soon(numbers)
    if known:
        name = ngettext("Answered within {number} day", "Answered within {number} days", SOON)
        note = _("Of the requests whose term is known: {number}").format(
            number=formats.number(known)
        )
        yield Count(formats.percent(Decimal(soon) / known, 1), name, note)


def answered_soon(numbers: Sequence[RequestNumbers]) -> tuple[int, int]:
    """Answers within the days of ``SOON``, and all whose term is known."""
    terms = TERMS.index(SOON) + 1
    return (
        sum(sum(each.waits[:terms]) for each in numbers),
        sum(sum(each.waits[:-1]) for each in numbers),
    )


def kind_name(kind: str) -> str:
    """The word for a kind of request."""
    return REQUESTS.name(kind, language())


def requests_figure(numbers: Sequence[RequestNumbers], page_request: PageRequest) -> Figure:
    """A bar a year, stacked by kind."""
    frame = [
        {
            "period": str(each.year),
            "label": str(each.year),
            "part": each.kind,
            "part_label": kind_name(each.kind),
            "value": float(each.number),
            "state": "value",
            "text": formats.number(each.number),
            "hover": f"{kind_name(each.kind)}, {each.year}: {formats.number(each.number)}",
            "marks": ["illustrative"] if each.illustrative else [],
        }
        for each in numbers
    ]
    labels = SplitLabels(unit=_("requests"), separators=formats.separators(), other="")
    return split(frame, labels=labels, theme=page_request.theme)


def requests_caption(numbers: Sequence[RequestNumbers], page_request: PageRequest) -> ChartCaption:
    """How many requests there were, and from how many organisations."""
    visitors = visitors_of(page_request)
    number = formats.number
    finding = sentence(
        _("requests: {number}").format(number=number(sum(each.number for each in numbers))),
        _("NGOs served: {number}").format(number=number(visitors.organisations)),
        _("of them for the first time: {number}").format(number=number(visitors.first_time)),
    )
    return ChartCaption(finding, chosen_scope(page_request, _("requests")))


def most_caption(numbers: Sequence[RequestNumbers], page_request: PageRequest) -> ChartCaption:
    """The year with the most requests and the commonest kind: how many there were stands above."""
    by_year: Counter[int] = Counter()
    by_kind: Counter[str] = Counter()
    for each in numbers:
        by_year[each.year] += each.number
        by_kind[each.kind] += each.number
    ((year, most),) = by_year.most_common(1)
    ((kind, often),) = by_kind.most_common(1)
    share = formats.percent(Decimal(often) / by_kind.total(), 0)
    busiest = _("most requests in {year}: {number}").format(year=year, number=formats.number(most))
    finding = sentence(
        *([busiest] if len(by_year) > 1 else []),
        _("most often: {kind}, {share}").format(kind=kind_name(kind).lower(), share=share),
    )
    return ChartCaption(finding, chosen_scope(page_request, _("requests")))


def _by_year(numbers: Sequence[RequestNumbers], title: str) -> Component:
    years = list(dict.fromkeys(each.year for each in numbers))
    by_cell = {(each.kind, each.year): each.number for each in numbers}
    kinds = [kind for kind in REQUESTS.codes if any(each.kind == kind for each in numbers)]
    rows = [
        [kind_name(kind), *(formats.number(by_cell.get((kind, year), 0)) for year in years)]
        for kind in kinds
    ]
    columns = [TableColumn(_("Kind of request")), *(TableColumn(str(y), True) for y in years)]
    return data_table(columns, rows, caption=title)


def _terms(page_request: PageRequest, numbers: Sequence[RequestNumbers]) -> Component:
    """How many of each kind were answered how soon."""
    title = _("How soon requests were answered")
    columns = [
        TableColumn(_("Kind of request")),
        *(TableColumn(name, True) for name in term_names()),
    ]
    rows = [[name, *map(_wait_text, waits)] for name, waits in waits_by_kind(numbers)]
    table = data_table(columns, rows, caption=title, caption_shown=False)
    return table_panel(
        page_request, title, table, anchor="answer-terms", note=_terms_note(), wide=True
    )


def waits_by_kind(
    numbers: Sequence[RequestNumbers],
) -> Iterator[tuple[str, Sequence[int | None]]]:
    """The name of each kind with its answers by term; null where no term is known: these are no
    zeros.
    """
    for kind in REQUESTS.codes:
        listed = [each.waits for each in numbers if each.kind == kind]
        if listed:
            *terms, silent = (sum(of_term) for of_term in zip(*listed, strict=True))
            known: list[int | None] = [*terms] if any(terms) else [None] * len(terms)
            yield kind_name(kind), [*known, silent]


def _wait_text(number: int | None) -> str:
    return formats.EN_DASH if number is None else formats.number(number)


def term_names() -> list[str]:
    """What the terms are called, of longer ones and of those that are not known too."""
    spans = pairwise(TERMS)
    return [
        _("on the same day"),
        *(_("{first}–{last} days").format(first=before + 1, last=last) for before, last in spans),
        _("longer than {days} days").format(days=TERMS[-1]),
        _("not stated"),
    ]


def _terms_note() -> str:
    return _("Records say the day of a request and the days until its answer, never the hour.")
