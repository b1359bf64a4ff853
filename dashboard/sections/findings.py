"""The first screen's lists: what is worst, what changed most, what to ask about, each line a sentence
with a small chart that leads to its proof.
"""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, data, tongue
from dashboard.components.figure_menu import FigureLinks, FigureMenu, plain_menu
from dashboard.components.plain import Element, element, still
from dashboard.request import PageRequest
from dashboard.sections.decisions import ANCHOR as DECISIONS
from dashboard.sections.decisions import read_decisions, subject_url
from dashboard.sections.difference.difference import ANCHOR
from dashboard.sections.figure_links import page_links, rows_address
from dashboard.sections.overview import place_choices, territory_of
from dashboard.sections.row_trend import trend_line
from dashboard.text import labels
from dashboard.text.decisions import overdue_text, subject_text
from dashboard.text.findings import finding_text
from dashboard.text.language import _
from indicators.decisions.numbers import DecisionNumbers, longest_overdue
from indicators.findings.finding import CHANGED, TO_ASK, WORST, Finding
from indicators.findings.findings import Findings, distinct, findings

ROOM = 5
"""So many lines has each list."""
ROOM_OF_DECISIONS = 2
"""So many of them may be of decisions that are overdue."""


def read_findings(page_request: PageRequest) -> Findings:
    """The findings of the year that the page speaks of, and of the districts of the overview."""
    question = page_request.question(years=None, **place_choices(page_request))
    return page_request.asker.ask(findings, question, page_request.shown_year)


def draw(page_request: PageRequest) -> Component:
    """Three lists side by side; on a telephone one of them, chosen above."""
    of_year = read_findings(page_request)
    names = topic_names(page_request.shown_year)
    lists = [_listed(page_request, topic, names[topic], of_year) for topic in names]
    return html.Div(still([_tabs(), *lists]), className="findings")


def topic_names(year: int) -> dict[str, str]:
    """What each list is called."""
    return {
        WORST: _("Furthest from the plan"),
        CHANGED: _("Changed most since {year}").format(year=year - 1),
        TO_ASK: _("To ask about"),
    }


def short_names() -> dict[str, str]:
    """The same in a word, for three beside each other on a telephone."""
    return {WORST: _("The worst"), CHANGED: _("Changed"), TO_ASK: _("To ask")}


def nothing(topic: str) -> str:
    """What stands in a list that has nothing."""
    return {
        WORST: _("No plan of this year is missed."),
        CHANGED: _("Nothing compares with the year before."),
        TO_ASK: _("Nothing stands out."),
    }[topic]


def _nothing(topic: str, of_year: Findings) -> str:
    """The same; where nothing is planned no plan is missed or met."""
    if topic == WORST and not of_year.now.planned:
        return _("No indicator has a plan for this year.")
    return nothing(topic)


def _tabs() -> Element:
    """Which list a narrow screen shows; the style sheet does it, without a script."""
    choices = [
        element(
            "Label",
            [
                element(
                    "Input", type="radio", name="findings", value=topic, checked=topic == WORST
                ),
                element("Span", name),
            ],
        )
        for topic, name in short_names().items()
    ]
    legend = element("Legend", _("Findings"), className="visually-hidden")
    return element("Fieldset", [legend, *choices], className="findings__tabs")


def _listed(page_request: PageRequest, topic: str, name: str, of_year: Findings) -> Element:
    """Of what is to be asked about, what somebody was to have done by now comes first."""
    late = _overdue(page_request) if topic == TO_ASK else []
    chosen = distinct(of_year.topics[topic], ROOM - len(late))
    lines: Any = [
        *(_decision(page_request, each) for each in late),
        *(_line(page_request, finding) for finding in chosen),
    ]
    body = (
        element("Ol", lines)
        if lines
        else element("P", _nothing(topic, of_year), className="findings__nothing")
    )
    title = element("H2", name, className="findings__title")
    menu = plain_menu(FigureMenu(name, _links(page_request)))
    head = element("Div", [title, menu], className="findings__head")
    return element("Section", [head, body], className=f"findings__list findings__list--{topic}")


def _links(page_request: PageRequest) -> FigureLinks:
    rows = rows_address(page_request, "findings", year=page_request.shown_year)
    return page_links(page_request, values=rows, slide="findings")


def _overdue(page_request: PageRequest) -> list[DecisionNumbers]:
    """Decisions are about the programme: of some districts none is spoken of."""
    if territory_of(page_request) is not None:
        return []
    return longest_overdue(read_decisions(page_request))[:ROOM_OF_DECISIONS]


def _decision(page_request: PageRequest, each: DecisionNumbers) -> Element:
    """The whole line leads to the number that the decision is about, and to who was to act."""
    subject = subject_text(page_request.facts, each)
    named: list[Any] = [element("Strong", subject), ": "] if subject else []
    text = element("Span", [*named, overdue_text(each)], className="finding__text")
    shape = element("Span", "", className="shape shape--not_achieved", **aria(hidden="true"))
    url = f"{subject_url(page_request, each).partition('#')[0]}#{DECISIONS}"
    anchor = element("A", [shape, text], href=url, className="finding__way", **data("inner"))
    return element("Li", anchor, className="finding")


def _line(page_request: PageRequest, finding: Finding) -> Element:
    """The whole line leads to the indicator in that year: of a change to what makes it up."""
    answer = finding.years.now
    indicator = labels.name_of(finding.years.definition)
    name = element("Strong", indicator, **tongue(indicator))
    text = element("Span", [name, f": {finding_text(finding)}"], className="finding__text")
    part = f"#{ANCHOR}" if finding.topic == CHANGED else ""
    place = place_choices(page_request)
    path = f"/indicator/{finding.indicator}"
    url = page_request.page(path, period=answer.period, **place) + part
    line = trend_line(finding.years.answers, page_request.theme, "finding__trend")
    content = [status.shape_of(answer), text, line]
    anchor = element("A", content, href=url, className="finding__way", **data("inner"))
    return element("Li", anchor, className="finding")
