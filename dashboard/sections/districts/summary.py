"""A district in one look: who lives there, whose plans are met, and in what it is first or last."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import aria, data
from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.sections.districts.district import DistrictPage, read_district
from dashboard.sections.districts.ranking import read_rankings
from dashboard.text import formats
from dashboard.text.language import _, ngettext
from dashboard.text.ranking import name_of, value_text
from indicators.engine.readings import ILLUSTRATIVE
from indicators.ranking.ranking import Ranking
from indicators.ranking.rankings import Rankings
from indicators.records.places import WHOLE

NAMED = 3
"""So many indicators a sentence names; the others are counted."""


def draw(page_request: PageRequest) -> Component | None:
    """The facts of a year in a line, and two sentences; of any days there are none."""
    district_page = read_district(page_request)
    territory = district_page.territory
    if territory.period.days is not None:
        return None
    compared = read_rankings(page_request, territory.cut, territory.year)
    return html.Section(
        [
            html.Dl(list(_facts(district_page, compared)), className="now__facts"),
            *_sentences(district_page, compared),
        ],
        className="panel now district-now",
        **data(summary=district_page.name),
        **aria(label=_("The district in {period}").format(period=territory.year)),
    )


def _facts(district_page: DistrictPage, compared: Rankings) -> Iterator[Component]:
    year = compared.year
    yield _fact(_("Residents, {year}").format(year=year), _residents(district_page, compared))
    yield _fact(
        _("Plans of the district met, {year}").format(year=year), _plans(district_page, compared)
    )
    ordered = compared.ordered(district_page.code)
    if ordered:
        yield _fact(_("Better than all others"), _of(compared.best(district_page.code), ordered))
        yield _fact(_("Worse than all others"), _of(compared.worst(district_page.code), ordered))


def _fact(name: str, content: Any) -> Component:
    return html.Div([html.Dt(name), html.Dd(content)], className="now__fact")


def _of(ends: Sequence[Ranking], ordered: Sequence[Ranking]) -> str:
    template = _("in {number} of {total} indicators")
    return template.format(number=len(ends), total=len(ordered))


def _residents(district_page: DistrictPage, compared: Rankings) -> list[Any]:
    """How many, what part of the whole, and whether that has a source."""
    people = compared.residents.get(district_page.code)
    if people is None:
        return [status.state_word("no_data")]
    whole = compared.residents.get(WHOLE)
    texts: list[Any] = [formats.number(people.people)]
    if whole is not None and whole.people:
        share = formats.percent(Decimal(people.people) / Decimal(whole.people), 1)
        texts.append(_aside(_("{share} of all").format(share=share)))
    return [*texts, *([" ", status.mark(ILLUSTRATIVE)] if people.illustrative else [])]


def _plans(district_page: DistrictPage, compared: Rankings) -> list[Any]:
    plans = compared.plans.get(district_page.code)
    if plans is None or not plans.planned:
        return [formats.EN_DASH, _aside(_("no plans for this place"))]
    return [_("{met} of {planned}").format(met=plans.met, planned=plans.planned)]


def _aside(text: str) -> Component:
    return html.Span(text, className="now__aside")


def _sentences(district_page: DistrictPage, compared: Rankings) -> Iterator[Component]:
    code = district_page.code
    for lead, listed in (
        (_("Better than all others: "), compared.best(code)),
        (_("Worse than all others: "), compared.worst(code)),
    ):
        if listed:
            yield html.P(
                [lead, *_named(district_page, listed), "."], className="district-now__text"
            )


def _named(district_page: DistrictPage, listed: Sequence[Ranking]) -> Iterator[Any]:
    """The first of them, each leading to its records in the district, and how many more."""
    for at, ranking in enumerate(listed[:NAMED]):
        answer = ranking.numbers[district_page.code].answer
        subject = district_page.territory.subject(answer.indicator)
        cut = district_page.territory.cut
        url = subject.records_of(answer.period, district_page.code, cut=cut)
        value = value_text(ranking, ranking.values[district_page.code])
        yield "; " if at else ""
        yield link(name_of(ranking), url)
        yield f" ({value})"
    rest = len(listed) - NAMED
    if rest > 0:
        yield ngettext(" and {number} more", " and {number} more", rest)
