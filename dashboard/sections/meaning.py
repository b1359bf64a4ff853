"""What a number means, in sentences: what is counted of which days, what was planned and by which act,
how it is judged, of which revision it is, where its records are.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import tongue
from dashboard.components.explained import explained
from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.sections import explanation
from dashboard.sections.plan_changes import act_name
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.clock import local_day
from indicators.answers.answer import Answer
from indicators.answers.target_history import target_histories
from indicators.answers.targets import Edition
from indicators.definition import Definition
from indicators.periods import Period, days_of, parse
from indicators.states import NOT_DUE, VALUE

MONTHS_OF_YEAR = 12


def folded(page_request: PageRequest, answer: Answer, records: str) -> Component:
    """The sentences under their question, for a panel that speaks of one number; ``records`` is the
    address of what it counts.
    """
    lines = html.Ul([html.Li(line) for line in _lines(page_request, answer, records)])
    return html.Details([html.Summary(_question()), lines], className="meaning")


def opener(page_request: PageRequest, answer: Answer, records: str, address: str) -> Component:
    """The question beside a number among others, which opens the sentences in place; ``address`` is
    the page of the number.
    """
    name = labels.name_of(_definition(page_request, answer))
    lines = [
        html.Span(line, className="explained__line")
        for line in _lines(page_request, answer, records)
    ]
    content = [html.Strong(name, className="explained__name"), *lines]
    return explained(_question(), address, content, class_name="meaning__opener")


def _question() -> str:
    return _("What does this number mean?")


def _definition(page_request: PageRequest, answer: Answer) -> Definition:
    return page_request.definition(answer.indicator, parse(answer.period).final_year)


def _lines(page_request: PageRequest, answer: Answer, records: str) -> Iterator[list[Any]]:
    definition = _definition(page_request, answer)
    yield [_number(page_request, definition, answer)]
    yield [_("How it is computed"), ": ", *explanation.how(page_request, definition), "."]
    yield [_time(page_request, definition, answer)]
    yield _plan(page_request, definition, answer)
    if answer.status is not None:
        yield [_verdict(definition, answer)]
    yield [_moment(page_request, answer)]
    if answer.records:
        yield [link(_("The records that it counts"), records), "."]


def _number(page_request: PageRequest, definition: Definition, answer: Answer) -> str:
    """The number with its time and place; what is no number says why there is none."""
    place = labels.place_name(page_request.facts, answer.district)
    text = labels.answer_text(definition, answer, unit=True)
    sentence = f"{formats.period(answer.period)}, {place}: {text.rstrip('.')}."
    if answer.state == NOT_DUE and answer.due_on is not None:
        due = _("The data are due after {date}.").format(date=formats.short_date(answer.due_on))
        return f"{sentence} {due}"
    return sentence


def _time(page_request: PageRequest, definition: Definition, answer: Answer) -> str:
    """The days that it is of, and how much of them has been reported."""
    days = formats.days(*_days(page_request, definition, parse(answer.period)))
    sentence = _("Days that it is of: {days}.").format(days=days)
    if answer.state == VALUE and answer.coverage < 1:
        part = _("Reported is {share} of the districts and months.")
        return f"{sentence} {part.format(share=formats.percent(answer.coverage))}"
    return sentence


def _days(
    page_request: PageRequest, definition: Definition, period: Period
) -> tuple[datetime.date, datetime.date]:
    """The first and the last day, with those that the number gathers besides its own period."""
    first, _last = days_of(period) or (datetime.date(period.year, 1, 1), None)
    if definition.accumulate:
        first = datetime.date(page_request.facts.first_year, 1, 1)
    elif page_request.within_year:
        first = datetime.date(period.year, 1, 1)
    elif definition.window:
        months = MONTHS_OF_YEAR * period.final_year + period.last_month - definition.window.months
        year, month = divmod(months, MONTHS_OF_YEAR)
        first = datetime.date(year, month + 1, 1)
    return first, period.end


def _plan(page_request: PageRequest, definition: Definition, answer: Answer) -> list[Any]:
    """The plan and the act that has set it."""
    plan = labels.planned(definition, answer)
    if answer.plan is None or not plan:
        return [_("No act has set a plan for this time and place.")]
    sentence = _("The plan is {plan}.").format(plan=plan)
    edition = _edition(page_request, answer)
    if edition is None or not edition.act:
        return [sentence]
    act = act_name(edition)
    day = f" ({formats.short_date(edition.set_on)})" if edition.set_on else ""
    return [sentence, " ", _("Set by: "), html.Span(act, **tongue(act)), f"{day}."]


def _edition(page_request: PageRequest, answer: Answer) -> Edition | None:
    """What has set the plan of an answer; nothing where it is a sum of plans or of one part."""
    if answer.split is not None:
        return None
    facts = page_request.facts
    question = page_request.question(years=(facts.first_year, facts.last_year))
    place = (answer.indicator, answer.district, answer.period)
    return next(
        (
            each.plan.edition(page_request.base.plan)
            for each in page_request.asker.ask(target_histories, question)
            if each.is_of_whole and (each.indicator, each.district, each.period.label) == place
        ),
        None,
    )


def _verdict(definition: Definition, answer: Answer) -> str:
    """How it is judged: which way is good, how near the plan is, and the word for that."""
    parts = [explanation.direction_name(definition.direction)]
    if answer.degree_raw is not None:
        parts.append(_("degree {degree}").format(degree=labels.degree_text(answer)))
    judged = "; ".join([*parts, labels.status_of(answer).lower()])
    return _("How it is judged: {words}.").format(words=judged)


def _moment(page_request: PageRequest, answer: Answer) -> str:
    """The state of the data, and the version of the definition that has computed it."""
    facts = page_request.facts
    sentence = _("Data: revision {revision} of {date}").format(
        revision=facts.revision, date=formats.short_date(local_day(facts.committed_at))
    )
    if answer.definition_version is None:
        return f"{sentence}."
    version = _("Version of the definition: {version}.").format(version=answer.definition_version)
    return f"{sentence}. {version}"
