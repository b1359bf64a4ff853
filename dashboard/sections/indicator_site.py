"""An indicator for other sites: its number, its years or its districts, as a document for a frame
that needs neither scripts nor files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import quote, urljoin

from dash.development.base_component import Component
from flask import Flask, Response, make_response, render_template, request

from dashboard.http.framing import EMBEDDED
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.site_code import site_code
from dashboard.sections.subject import Subject, read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.clock import local_day
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


@dataclass(frozen=True)
class SiteRow:
    """A row beside whose number a bar stands; ``share`` and ``planned`` are parts of the longest, in
    per cent, None where there is nothing to draw.
    """

    name: str
    value: str
    plan: str
    share: float | None
    planned: float | None


def register(server: Flask) -> None:
    """Add the address."""
    server.add_url_rule(f"{FOLDER}<code>", "indicator_embed", view)


def address_of(page_request: PageRequest, code: str, shown_as: str = YEARS) -> str:
    """Where a view of an indicator for other sites is, with the choices of its page."""
    choices = {name: page_request.address.choices.get(name) for name in KEPT}
    mode = None if shown_as == YEARS else shown_as
    choices |= {"view": mode, "lang": page_request.locale, "theme": None}
    return page_request.page(f"{FOLDER}{quote(code)}", **choices)


def draw(page_request: PageRequest) -> Component | None:
    """What to put into a page of another site: of the address at which the reader is."""
    subject = read_subject(page_request)
    title = labels.name_of(subject.definition)
    address = address_of(page_request, subject.code)
    return site_code(_("Show the indicator on another site"), address, title, HEIGHTS[YEARS])


def view(code: str) -> Response:
    """The document; refuses an unknown indicator or view."""
    page_request = read_page_request(request.full_path.rstrip("?"))
    page_request.facts.catalogue.newest(code)
    mode = page_request.address.choices.get("view", YEARS)
    check_choice("view", mode, unnamed(VIEWS))
    subject = Subject(page_request, code)
    content = render_template(
        "indicator_site.html",
        language=page_request.locale,
        theme=page_request.theme_name,
        **_number(subject),
        rows=_rows(subject, mode),
        heads=(_heading(mode), _("Value"), _("Plan")),
        page=urljoin(request.host_url, _page(page_request, code)),
    )
    response = make_response(content)
    response.headers["Content-Language"] = page_request.locale
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _page(page_request: PageRequest, code: str) -> str:
    choices = {name: page_request.address.choices.get(name) for name in KEPT}
    return page_request.page(
        f"/indicator/{quote(code)}", **choices, lang=page_request.locale, theme=None
    )


def _number(subject: Subject) -> dict[str, object]:
    """The finished words of the number that a view begins with."""
    facts, answer = subject.page_request.facts, _answer(subject)
    definition = _definition(subject, answer)
    day = formats.date(local_day(facts.committed_at))
    return {
        "title": labels.name_of(definition),
        "programme": labels.programme_name(facts),
        "place": labels.place_name(facts, answer.district),
        "period": formats.period(answer.period),
        "value": labels.answer_text(definition, answer, unit=True),
        "plan": labels.planned(definition, answer),
        "degree": labels.degree_text(answer) if answer.degree_raw is not None else "",
        "status": labels.status_of(answer) if answer.status else "",
        "status_code": answer.status or "",
        "marks": [labels.mark_name(mark) for mark in answer.marks],
        "data_day": _("Data: revision {revision} of {date}").format(
            revision=facts.revision, date=day
        ),
        "banner": facts.text("banner", subject.page_request.language) if facts.illustrative else "",
    }


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
    value, plan = (_share(size, longest) for size in (answer.value, answer.plan))
    words = labels.answer_text(definition, answer), labels.planned(definition, answer)
    return SiteRow(name, *words, value, plan)


def _share(size: object, longest: Fraction | None) -> float | None:
    """The part of the longest bar, in per cent; what is below zero has no bar, its number stands."""
    if size is None or not longest:
        return None
    return round(float(max(Fraction(size), Fraction(0)) / longest * 100), 2)  # type: ignore[call-overload]
