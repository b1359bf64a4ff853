"""How many indicators are achieved, over-fulfilled, at risk, not achieved or cannot be determined."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, data
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.links import link
from dashboard.components.panels import empty_note, headed
from dashboard.request import BEHIND_PLAN, PageRequest
from dashboard.sections import plan_changes, tour
from dashboard.sections.figure_links import page_links, values_address
from dashboard.sections.findings import read_findings
from dashboard.sections.matrix import table
from dashboard.sections.overview import Overview, place_choices
from dashboard.text import labels
from dashboard.text.findings import headline
from dashboard.text.language import _, ngettext
from indicators.answers.achievement import BEHIND


def draw(page_request: PageRequest) -> list[Component]:
    """A tile a status, those without a plan said beneath."""
    overview = Overview(page_request)
    counted = Counter(answer.status for answer in overview.now)
    title = title_of(overview)
    return [
        headed(html.H2(title, className="headline"), title, _links(overview)),
        *(
            _tiles(overview, counted)
            if len(overview.now) > counted[None]
            else [_unplanned(overview)]
        ),
    ]


def _links(overview: Overview) -> FigureLinks:
    page_request, year = overview.page_request, (overview.year, overview.year)
    question = page_request.question(years=year, **place_choices(page_request))
    return page_links(
        page_request,
        values=values_address(page_request, question),
        slide="state",
        # other sites are shown the whole programme
        frame="" if overview.territory else page_request.href(theme=None),
    )


def title_of(overview: Overview) -> str:
    """How many plans of the year are met, and how many were the year before."""
    findings = read_findings(overview.page_request)
    if findings.now.planned:
        return headline(findings.now, findings.before)
    return _("Indicators in {year}").format(year=overview.year)


def _tiles(overview: Overview, counted: Counter[str | None]) -> list[Component]:
    names = labels.status_key(overview.now)
    return [
        html.Ul(
            [_item(overview, code, name, counted[code]) for code, name in names.items()],
            className="tally tally--line",
            **data(summary=_sentence(overview, counted)),
        ),
        html.P(
            [
                *_beneath(overview, counted),
                *_lowered(overview),
                *_changed(overview),
                " ",
                tour.offer(),
            ],
            className="tally-note",
        ),
    ]


def _changed(overview: Overview) -> list[Any]:
    """The way to what differs from the meeting before."""
    name = _("What changed since the meeting")
    anchor = link(name, overview.page_request.page("/changes"))
    return [html.Span([" ", anchor, "."], className="tally-note__rest")]


def _lowered(overview: Overview) -> list[Any]:
    """How many plans of the asked years were lowered late, with the way to the list."""
    # of chosen districts none is told: the list is of the whole programme
    if overview.territory is not None:
        return []
    # counted as the page lists them: of districts, quarters and parts too
    number = plan_changes.late(plan_changes.changes(overview.page_request))
    if not number:
        return []
    sentence = ngettext(
        "{number} plan was lowered late.", "{number} plans were lowered late.", number
    )
    return [" ", link(sentence, overview.page_request.page("/targets"))]


def _sentence(overview: Overview, counted: Counter[str | None]) -> str:
    """What the tiles show, for who is told of a change."""
    title = _("Indicators in {year}").format(year=overview.year)
    numbers = [
        f"{name} – {counted[code]}" for code, name in labels.status_key(overview.now).items()
    ]
    return f"{title}: {', '.join(numbers)}"


def _unplanned(overview: Overview) -> Component:
    """Five noughts would look like a verdict."""
    known = sum(answer.value is not None for answer in overview.now)
    values = ngettext("{number} indicator has a value.", "{number} indicators have values.", known)
    sentence = _("No indicator has a plan for this year, so none has a status.")
    return empty_note(f"{sentence} {values}")


def _item(overview: Overview, code: str, name: str, number: int) -> Component:
    """The way to the indicators that it counts; nothing is behind a nought."""
    empty = "" if number else " tally__item--empty"
    content = [html.Span(str(number), className="tally__number"), status.chip(code, name)]
    if number:
        url = f"{overview.page_request.href(status=code)}#{table.ANCHOR}"
        chosen = aria(current="true" if code == overview.page_request.status else None)
        content = [link(content, url, className="tally__way", **chosen)]
    return html.Li(content, className=f"tally__item tally__item--{code}{empty}")


def _beneath(overview: Overview, counted: Counter[str | None]) -> list[Any]:
    """The way to all that is behind its plan; how many there are in all, and without a plan for the
    year.
    """
    everything, without, late = (
        len(overview.now),
        counted[None],
        sum(counted[status] for status in BEHIND),
    )
    sentences = [ngettext("{number} indicator in all.", "{number} indicators in all.", everything)]
    if without:
        sentences.append(
            ngettext(
                "{number} has no plan for this year.",
                "{number} have no plan for this year.",
                without,
            )
        )
    if not late:
        return [*_rest(sentences)]
    sentence = _("Behind plan: {number}, the worst first").format(number=late)
    chosen = aria(current="true" if overview.page_request.status == BEHIND_PLAN else None)
    url = link(
        sentence, f"{overview.page_request.href(status=BEHIND_PLAN)}#{table.ANCHOR}", **chosen
    )
    return [url, ". ", *_rest(sentences)]


def _rest(sentences: Sequence[str]) -> list[Component]:
    """What a telephone has no room for on its first screen."""
    return [html.Span(" ".join(sentences), className="tally-note__rest")]
