"""An indicator for other sites: its number, its years or its districts, as a document for a frame
that needs neither scripts nor files.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from urllib.parse import quote

from flask import Response, request

from dashboard.embed.site_view import (
    OfferedView,
    SiteRow,
    SiteView,
    kept_address,
    share_of,
    site_response,
)
from dashboard.http.framing import EMBEDDED
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.words.offers import check_choice, unnamed
from indicators.answers.answer import Answer
from indicators.answers.question import DISTRICT
from indicators.definition import Definition
from indicators.periods import parse

FOLDER = f"{EMBEDDED}indicator/"
NUMBER, YEARS, DISTRICTS = VIEWS = ("number", "years", "districts")
HEIGHTS = {NUMBER: 260, YEARS: 560, DISTRICTS: 560}
"""Of a frame in which a view has room, in pixels."""
KEPT = ("programme", "years", "period", "by", "district", "cut", "plan", "as_of")
"""Choices of the indicator's page that its view for other sites has, too."""


def address_of(page_request: PageRequest, code: str, shown_as: str = YEARS) -> str:
    """Where a view of an indicator for other sites is, with the choices of its page."""
    mode = None if shown_as == YEARS else shown_as
    return kept_address(page_request, f"{FOLDER}{quote(code)}", KEPT, view=mode)


def offer(page_request: PageRequest) -> OfferedView:
    """What another site can show of an indicator's page: the view that its address names, else the
    years.
    """
    subject = read_subject(page_request)
    chosen = page_request.address.choices.get("view", YEARS)
    mode = chosen if chosen in VIEWS else YEARS
    title = labels.name_of(subject.definition)
    return OfferedView(title, address_of(page_request, subject.code, mode), HEIGHTS[mode])


def view(code: str) -> Response:
    """The document; refuses an unknown indicator or view."""
    page_request = read_page_request(request.full_path.rstrip("?"))
    page_request.facts.catalogue.newest(code)
    mode = page_request.address.choices.get("view", YEARS)
    check_choice("view", mode, unnamed(VIEWS))
    return site_response(page_request, _view(Subject(page_request, code), mode))


def _view(subject: Subject, mode: str) -> SiteView:
    """The number that a view begins with, and its rows."""
    facts, answer = subject.page_request.facts, _answer(subject)
    definition = _definition(subject, answer)
    place, period = labels.place_name(facts, answer.district), formats.period(answer.period)
    return SiteView(
        title=labels.name_of(definition),
        scope=f"{labels.programme_name(facts)}. {place}, {period}",
        page=kept_address(subject.page_request, f"/indicator/{quote(subject.code)}", KEPT),
        leads_to=_("All about the indicator"),
        heads=(_heading(mode), _("Value"), _("Plan")),
        rows=_rows(subject, mode),
        value=labels.answer_text(definition, answer, unit=True),
        plan=labels.planned(definition, answer),
        degree=labels.degree_text(answer) if answer.degree_raw is not None else "",
        status=labels.status_of(answer) if answer.status else "",
        status_code=answer.status or "",
        marks=[labels.mark_name(mark) for mark in answer.marks],
    )


def _answer(subject: Subject) -> Answer:
    """That of the chosen districts, else what the indicator's page begins with."""
    territory = subject.page_request.territory
    if territory is None:
        return subject.figure
    return subject.in_period(district=territory, cut=_cut(subject))[0]


def _cut(subject: Subject) -> str | None:
    """The cut that the chosen district is a place of, else that of the address."""
    page_request = subject.page_request
    place = page_request.facts.places.by_code.get(page_request.district or "")
    return place.cut if place else page_request.cut


def _definition(subject: Subject, answer: Answer) -> Definition:
    """The one in force at the end of an answer's period."""
    return subject.page_request.definition(subject.code, parse(answer.period).final_year)


def _heading(mode: str) -> str:
    return _("District") if mode == DISTRICTS else _("Period")


def _rows(subject: Subject, mode: str) -> Sequence[SiteRow]:
    if mode == NUMBER:
        return ()
    if mode == DISTRICTS:
        facts = subject.page_request.facts
        listed = [
            (labels.place_name(facts, each.district), each) for each in subject.in_period(DISTRICT)
        ]
    else:
        listed = [(formats.period(each.period), each) for each in _over_time(subject)]
    longest = max((abs(size) for _name, each in listed for size in _sizes(each)), default=None)
    return [_row(subject, name, each, longest) for name, each in listed]


def _over_time(subject: Subject) -> Sequence[Answer]:
    """Those of the page's main chart, of the chosen districts."""
    return subject.trend(district=subject.page_request.territory, cut=_cut(subject))


def _sizes(answer: Answer) -> Iterator[Fraction]:
    """What is drawn of an answer."""
    yield from (Fraction(size) for size in (answer.value, answer.plan) if size is not None)


def _row(subject: Subject, name: str, answer: Answer, longest: Fraction | None) -> SiteRow:
    definition = _definition(subject, answer)
    value, plan = (share_of(size, longest) for size in (answer.value, answer.plan))
    words = labels.answer_text(definition, answer), labels.planned(definition, answer)
    return SiteRow(name, *words, value, plan)
